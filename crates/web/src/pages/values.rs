//! The values of an indicator, each with its way to where it stands.

use super::key::{finality_key, standing_key};
use super::sheet::Sheet;
use super::{Ctx, Found};
use crate::board::in_order;
use crate::site::Form;
use luoshi_plan::{
    Baseline, Citation, Indicator, IndicatorId, Observation, ObservationId, Subject, Target, TerritoryId,
};
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, StoreError};
use std::collections::HashMap;

/// The values of an indicator, and where they stand: two statements.
pub(crate) struct Values {
    pub(crate) all: Vec<Observation>,
    pub(crate) cited: HashMap<ObservationId, Citation>,
}

impl Values {
    pub(crate) fn load(reader: &mut Reader<'_>, id: IndicatorId) -> Result<Self, StoreError> {
        let all = in_order(plan::revisions(reader, id, At::NOW)?);
        let mut cited = HashMap::new();
        for citation in plan::citations_of_values(reader, id, At::NOW)? {
            if let Subject::Observation(of) = citation.of {
                cited.entry(of).or_insert(citation);
            }
        }
        Ok(Self { all, cited })
    }

    /// All revisions for a territory.
    pub(crate) fn of(&self, territory: TerritoryId) -> &[Observation] {
        let from = self.all.partition_point(|o| o.territory < territory);
        let to = self.all.partition_point(|o| o.territory <= territory);
        self.all.get(from..to).unwrap_or_default()
    }

    /// Those that stand, for a territory, the newest period first.
    pub(crate) fn standing(&self, territory: TerritoryId) -> Vec<&Observation> {
        let mut all: Vec<&Observation> = Vec::new();
        for value in self.of(territory) {
            match all.last_mut() {
                Some(before) if before.period == value.period => *before = value,
                _ => all.push(value),
            }
        }
        all.sort_by_key(|o| std::cmp::Reverse((o.period.last(), o.period.first())));
        all
    }

    /// The latest value for a territory.
    pub(crate) fn latest(&self, territory: TerritoryId) -> Option<&Observation> {
        // By period, the revision that stands last.
        let all = self.of(territory);
        let next = all.iter().map(|o| Some(o.period)).skip(1).chain([None]);
        let standing = all.iter().zip(next).filter(|(o, next)| *next != Some(o.period)).map(|(o, _)| o);
        standing.filter(|o| o.value.is_some()).max_by_key(|o| (o.period.last(), o.period.first()))
    }
}

/// Where a value stands: its passage, or its row in the table, which says that there is none.
pub(crate) fn value_href(value: &Observation, values: &Values, ctx: &Ctx<'_>) -> String {
    values
        .cited
        .get(&value.id)
        .filter(|c| !c.passage.spans.is_empty())
        .map_or_else(|| format!("{}#o{}", ctx.indicator(value.indicator), value.id), |citation| ctx.passage(citation))
}

/// Where the base of a target stands, and whether that is a passage: that of the target where it is cited, that of the value of
/// the same period where it is the same number; else its own row, which says that nothing was cited.
pub(crate) fn base_href(target: &Target, base: Baseline, values: &Values, ctx: &Ctx<'_>) -> (String, bool) {
    let of = Subject::Target(target.id);
    if let Some(href) = ctx.cited_part(of, "baseline").or_else(|| ctx.cited_part(of, "base")) {
        return (href, true);
    }
    let same = |o: &&Observation| {
        o.territory == target.territory
            && o.period == base.period
            && o.value == Some(base.value)
            && values.cited.get(&o.id).is_some_and(|c| !c.passage.spans.is_empty())
    };
    match values.all.iter().rev().find(same) {
        Some(value) => (value_href(value, values, ctx), true),
        None => (format!("{}#t{}", ctx.indicator(target.indicator), target.id), false),
    }
}

/// The values as rows.
pub(crate) fn rows(indicator: &Indicator, values: &Values, ctx: &Ctx<'_>, form: Form) -> Found {
    let mut sheet = Sheet::new(&[
        "territory",
        "territory_code",
        "territory_name",
        "period",
        "value",
        "unit",
        "finality",
        "standing",
        "revision",
        "published",
        "source",
        "passage",
    ]);
    for value in &values.all {
        let territory = ctx.board.whole.territory(value.territory);
        sheet.row([
            value.territory.get().into(),
            territory.and_then(|t| t.code.clone()).into(),
            territory.map(|t| t.name.clone()).into(),
            value.period.to_string().into(),
            value.value.map(|v| v.to_string()).into(),
            indicator.unit.clone().into(),
            finality_key(value.finality).into(),
            standing_key(value.standing).into(),
            value.revision.into(),
            value.published.to_string().into(),
            value.source.map(luoshi_plan::SourceId::get).into(),
            values.cited.get(&value.id).map(|c| ctx.passage(c)).into(),
        ]);
    }
    let mut more = serde_json::Map::new();
    more.insert("indicator".into(), indicator.id.get().into());
    more.insert("name".into(), indicator.name.clone().into());
    more.insert("unit".into(), indicator.unit.clone().into());
    if let Some(words) = ctx.board.indicator(indicator.id) {
        more.insert("status".into(), words.word.judged.status.key().into());
        let why = super::term::why(&words.word.judged, &indicator.unit);
        more.insert("sentence".into(), why.in_language(ctx.lang()).into());
    }
    sheet.answer_with(ctx, form, more)
}
