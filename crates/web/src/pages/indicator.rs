//! P3: whether a number is where it should be, and why that is said.

use super::chart::{Beside, Figure};
use super::ctx::{Head, Nav, number};
use super::goal::{STATUSES, class_of, sources, status_filters};
use super::part::{Num, Tag, class};
use super::row::{IndicatorRow, TaskRow, amount_of, indicators, nature, places, tasks_within};
use super::sheet::Sheet;
use super::wanted::WantedView;
use super::{Ctx, Found, rendered};
use crate::board::in_order;
use crate::order::urgency;
use crate::site::Form;
use askama::Template;
use luoshi_chart::{amount, computed, gap, percent, points};
use luoshi_plan::status::Term;
use luoshi_plan::{
    Baseline, Citation, Direction, Finality, Frequency, Indicator, IndicatorId, Judged, Observation, ObservationId,
    Standing, Subject, Target, TargetId, TerritoryId,
};
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, StoreError};
use std::collections::HashMap;

/// Rows of a page of a list.
pub(crate) const ROWS: usize = 50;

/// Which part of a list a page has.
pub(crate) struct Paged {
    pub(crate) from: usize,
    pub(crate) prev: Option<String>,
    pub(crate) next: Option<String>,
    /// 第1—50项.
    pub(crate) said: String,
}

/// The part of a list of `all` things that `?page=` asks for; a number beyond the end is the last page.
pub(crate) fn paged(all: usize, path: &str, ctx: &Ctx<'_>) -> Paged {
    let pages = all.div_ceil(ROWS).max(1);
    let given = ctx.asked.field("page").and_then(|p| p.parse::<usize>().ok()).unwrap_or(1);
    let page = given.clamp(1, pages);
    let from = (page - 1) * ROWS;
    let link = |n: usize| {
        let n = n.to_string();
        format!("{path}{}", ctx.query(&[("page", if n == "1" { "" } else { &n })]))
    };
    let (first, last) = ((from + 1).min(all).to_string(), (from + ROWS).min(all).to_string());
    Paged {
        from,
        prev: (page > 1).then(|| link(page - 1)),
        next: (page < pages).then(|| link(page + 1)),
        said: if pages == 1 { String::new() } else { ctx.fill("site.paged", &[("first", &first), ("last", &last)]) },
    }
}

#[derive(Template)]
#[template(path = "indicators.html")]
struct List {
    h: Head,
    indicators: Vec<IndicatorRow>,
    count: Num,
    filters: Vec<Nav>,
    paged: Paged,
    q: String,
    action: String,
    status: String,
}

/// `/indicators/`.
pub(crate) fn list(ctx: &Ctx<'_>, form: Form) -> Found {
    let Some(plan) = ctx.plan() else { return Ok(None) };
    let status = ctx.choice("status", &STATUSES);
    let q = ctx.asked.field("q").unwrap_or_default();
    let goal = ctx.asked.field("goal").and_then(|g| g.parse().ok()).map(luoshi_plan::GoalId::new);
    let keep = |i: &&Indicator| {
        let word = ctx.board.indicator(i.id).map(|w| w.word.judged.status);
        i.plan == plan.id
            && goal.is_none_or(|g| i.goal == Some(g))
            && (q.is_empty() || i.name.contains(q))
            && status.is_none_or(|s| word.is_some_and(|w| class(w) == class_of(s)))
    };
    let all: Vec<&Indicator> = if ctx.choice("sort", &["name", "plan"]).is_none() {
        let urgent = ctx.board.urgent_indicators().iter();
        urgent.filter_map(|id| ctx.board.whole.indicator(*id)).filter(keep).collect()
    } else {
        ctx.board.whole.indicators.iter().filter(keep).collect()
    };
    if form != Form::Page {
        return sheet(&all, ctx).answer(ctx, form);
    }
    let path = ctx.here("/indicators/");
    let paged = paged(all.len(), &path, ctx);
    let page = List {
        h: ctx.head(ctx.t("site.nav.indicators"), "indicators", true),
        indicators: indicators(all.iter().skip(paged.from).take(ROWS).map(|i| i.id), ctx),
        count: ctx.count(all.len(), format!("{path}{}#count", ctx.query(&[]))),
        filters: status_filters(ctx, &path),
        paged,
        q: q.to_owned(),
        action: path,
        status: status.unwrap_or_default().to_owned(),
    };
    Ok(Some(rendered(&page)))
}

fn sheet(all: &[&Indicator], ctx: &Ctx<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        "indicator",
        "name",
        "unit",
        "goal",
        "direction",
        "nature",
        "frequency",
        "status",
        "reason",
        "territory",
        "target",
        "wanted",
        "due",
        "actual",
        "required",
        "sentence",
        "url",
    ]);
    for indicator in all {
        let Some(words) = ctx.board.indicator(indicator.id) else { continue };
        let judged = &words.word.judged;
        let target = words.word.target.and_then(|id| ctx.board.whole.target(id));
        let term = |name| judged.arithmetic.get(name).map(|t| t.text());
        sheet.row([
            indicator.id.get().into(),
            indicator.name.clone().into(),
            indicator.unit.clone().into(),
            indicator.goal.map(luoshi_plan::GoalId::get).into(),
            direction_key(indicator.direction).into(),
            nature_key(indicator).into(),
            frequency_key(indicator.frequency).into(),
            judged.status.key().into(),
            judged.status.reason().map(luoshi_plan::Wait::key).into(),
            words.word.territory.map(TerritoryId::get).into(),
            words.word.target.map(TargetId::get).into(),
            target.and_then(|t| t.wanted.value()).map(|v| v.to_string()).into(),
            target.map(due_text).into(),
            term("actual").into(),
            term("required").into(),
            ctx.board.why_indicator(indicator.id).map(|why| why.in_language(ctx.lang()).to_owned()).into(),
            ctx.indicator(indicator.id).into(),
        ]);
    }
    sheet
}

pub(crate) fn direction_key(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Hold => "hold",
    }
}

pub(crate) fn nature_key(indicator: &Indicator) -> &'static str {
    match indicator.nature {
        luoshi_plan::Nature::Binding => "binding",
        luoshi_plan::Nature::Expected => "expected",
        luoshi_plan::Nature::Unstated => "unstated",
    }
}

pub(crate) fn frequency_key(frequency: Frequency) -> String {
    match frequency {
        Frequency::Monthly => "monthly".to_owned(),
        Frequency::Quarterly => "quarterly".to_owned(),
        Frequency::HalfYearly => "half_yearly".to_owned(),
        Frequency::Yearly => "yearly".to_owned(),
        Frequency::Years(n) => format!("years/{n}"),
    }
}

/// By when, or for which years, for programs.
pub(crate) fn due_text(target: &Target) -> String {
    match target.term {
        luoshi_plan::Term::By(day) => day.to_string(),
        luoshi_plan::Term::EachYear { from, to } => format!("{from}/{to}"),
        luoshi_plan::Term::Over(period) => period.to_string(),
    }
}

/// A figure at the head of the page.
struct Fact {
    label: &'static str,
    num: Num,
    under: String,
}

/// A value in the table.
struct DataRow {
    id: i64,
    period: String,
    value: Option<Num>,
    source: Option<Nav>,
    published: String,
    state: String,
    revision: String,
}

struct PlaceRow {
    /// The value's anchor.
    id: String,
    sourced: bool,
    name: String,
    href: String,
    tag: Option<Tag>,
    latest: Option<Num>,
    at: String,
    wanted: Option<WantedView>,
}

struct TargetRow {
    id: i64,
    wanted: WantedView,
    place: String,
    /// The base, of which period, and whether a passage says so.
    base: Option<(Num, String, bool)>,
    milestones: Vec<(String, Num, bool)>,
    note: String,
    sources: Vec<Nav>,
}

#[derive(Template)]
#[template(path = "indicator.html")]
struct Page {
    h: Head,
    up: Vec<Nav>,
    title: String,
    tag: Tag,
    answer: String,
    nature: &'static str,
    facts: Vec<Fact>,
    chart: Option<Figure>,
    bars: Option<Figure>,
    courses: Option<Figure>,
    history: Option<Figure>,
    unit: String,
    place: String,
    data: Vec<DataRow>,
    more_data: bool,
    places: Vec<PlaceRow>,
    sentence: String,
    terms: Vec<(String, String)>,
    rule: String,
    targets: Vec<TargetRow>,
    sources: Vec<Nav>,
    quote: Option<Quote>,
    tasks: Vec<TaskRow>,
    definition: String,
    publisher: String,
    direction: &'static str,
    frequency: String,
    method: String,
    csv: String,
    json: String,
}

/// A sentence of a document with the number marked.
pub(crate) struct Quote {
    pub(crate) before: String,
    pub(crate) marked: String,
    pub(crate) after: String,
    pub(crate) href: String,
    pub(crate) title: String,
}

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

/// `/indicators/i{id}`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str, reader: &mut Reader<'_>) -> Found {
    let found = number(name, "i").and_then(|id| ctx.board.whole.indicator(IndicatorId::new(id)));
    let Some(indicator) = found.filter(|i| Some(i.plan) == ctx.plan) else { return Ok(None) };
    let values = Values::load(reader, indicator.id)?;
    let asked = ctx.choice("chart", &["course", "bars", "courses", "history"]);
    if !matches!(form, Form::Page | Form::Svg) && asked.is_none() {
        return data(indicator, &values, ctx, form);
    }
    let Some(words) = ctx.board.judged_by(indicator.id, &values.all) else { return Ok(None) };
    let judged = &words.word.judged;
    let territory = words.word.territory;
    let target = words.word.target.and_then(|id| ctx.board.whole.target(id));
    let course = || super::chart::trajectory(indicator, (target, judged), territory, &values, ctx);
    let bars = || super::compare::bars(indicator, &words.there, &values, ctx);
    let courses = || super::compare::courses(indicator, &words.there, &values, ctx);
    let history = || super::compare::history(indicator, target, territory, &values, ctx);
    if form != Form::Page {
        let chart = match asked {
            Some("bars") => bars(),
            Some("courses") => courses(),
            Some("history") => history(),
            _ => course(),
        };
        let source = indicator.source.as_deref().unwrap_or_default();
        return Ok(chart.and_then(|chart| super::chart::answer(&chart, source, form, ctx)));
    }
    let figure = |chart: Option<luoshi_chart::Chart>, id: &'static str, beside: Beside| {
        let query = if id == "chart" { "?chart=course".to_owned() } else { format!("?chart={id}") };
        chart.map(|chart| Figure::new(chart, id, beside, &ctx.indicator(indicator.id), &query, ctx))
    };
    let lang = ctx.lang();
    let unit = indicator.unit.as_str();
    let here = ctx.indicator(indicator.id);
    let standing = territory.map(|t| values.standing(t)).unwrap_or_default();
    let data: Vec<DataRow> = standing.iter().take(24).map(|o| data_row(o, &values, unit, ctx)).collect();
    let mut all_targets: Vec<&Target> = ctx.board.targets(indicator.id).collect();
    all_targets.sort_by_key(|t| (Some(t.id) != words.word.target, Some(t.territory) != territory, t.id));
    let mut up = vec![Nav::new(ctx.t("site.nav.overview"), ctx.here("/"))];
    if let Some(goal) = indicator.goal.and_then(|g| ctx.board.whole.goal(g)) {
        up.push(Nav::new(goal.title.clone(), ctx.goal(goal.id)));
    }
    up.push(Nav::new(ctx.t("site.nav.indicators"), ctx.here("/indicators/")));
    let terms = judged.arithmetic.terms.iter().filter_map(|(name, term)| term_said(name, term, unit, ctx));
    let cited = target.and_then(|t| ctx.board.citations(Subject::Target(t.id)).find(|c| !c.passage.spans.is_empty()));
    let quote = match cited {
        Some(citation) => crate::library::quote(citation, ctx, reader)?,
        None => None,
    };
    let related = indicator.goal.map(|g| ctx.board.tasks_of(g)).unwrap_or_default();
    let page = Page {
        h: ctx.head(&indicator.name, "indicators", true),
        up,
        title: indicator.name.clone(),
        tag: ctx.tag(judged),
        answer: answer(judged, ctx),
        nature: nature(indicator, ctx),
        facts: facts(judged, target, &values, territory, indicator, ctx),
        chart: figure(course(), "chart", Beside::Table),
        bars: figure(bars(), "bars", Beside::Table),
        courses: figure(courses(), "courses", Beside::Nothing),
        history: figure(history(), "history", Beside::Nothing),
        unit: unit.to_owned(),
        place: territory.map(|t| ctx.territory_name(t)).unwrap_or_default(),
        more_data: standing.len() > data.len(),
        data,
        places: by_place(&words.there, indicator, &values, territory, ctx),
        sentence: judged.sentence(unit).in_language(lang).to_owned(),
        terms: terms.collect(),
        rule: ctx.fill("site.rule.since", &[("rule", &judged.rule), ("day", &ctx.day(judged.rule_since))]),
        targets: all_targets.into_iter().take(12).map(|t| target_row(t, unit, &values, ctx)).collect(),
        sources: sources(Subject::Indicator(indicator.id), ctx),
        quote,
        tasks: tasks_within(indicator.goal, related.iter().take(12).copied(), ctx),
        definition: indicator.definition.clone().unwrap_or_default(),
        publisher: indicator.source.clone().unwrap_or_default(),
        direction: match indicator.direction {
            Direction::Up => ctx.t("site.direction.up"),
            Direction::Down => ctx.t("site.direction.down"),
            Direction::Hold => ctx.t("site.direction.hold"),
        },
        frequency: match indicator.frequency {
            Frequency::Monthly => ctx.t("site.frequency.monthly").to_owned(),
            Frequency::Quarterly => ctx.t("site.frequency.quarterly").to_owned(),
            Frequency::HalfYearly => ctx.t("site.frequency.half").to_owned(),
            Frequency::Yearly => ctx.t("site.frequency.yearly").to_owned(),
            Frequency::Years(n) => ctx.fill("site.frequency.years", &[("n", &n.to_string())]),
        },
        method: ctx.href("/method/status"),
        csv: format!("{here}.csv"),
        json: format!("{here}.json"),
    };
    Ok(Some(rendered(&page)))
}

/// The answer in one sentence, without numbers: those stand below, each with its way.
fn answer(judged: &Judged, ctx: &Ctx<'_>) -> String {
    use luoshi_plan::Status;
    let key = match judged.status {
        Status::Done => "site.answer.done",
        Status::Ok => "site.answer.ok",
        Status::Warn => "site.answer.warn",
        Status::Bad => "site.answer.bad",
        Status::NotStarted => "site.answer.not_started",
        Status::Wait(reason) => return reason.sentence().in_language(ctx.lang()).to_owned(),
    };
    ctx.t(key).to_owned()
}

fn facts(
    judged: &Judged,
    target: Option<&Target>,
    values: &Values,
    territory: Option<TerritoryId>,
    indicator: &Indicator,
    ctx: &Ctx<'_>,
) -> Vec<Fact> {
    let lang = ctx.lang();
    let unit = indicator.unit.as_str();
    let here = ctx.indicator(indicator.id);
    let how = format!("{here}#how");
    let mut facts = Vec::new();
    if let Some(latest) = territory.and_then(|t| values.latest(t))
        && let Some(value) = latest.value
    {
        let num = Num::of(&amount(value, unit, lang), value_href(latest, values, ctx));
        facts.push(Fact { label: ctx.t("site.fact.latest"), num, under: latest.period.named(lang) });
    }
    if let Some(required) = amount_of(judged, "required") {
        let under = amount_of(judged, "short").or_else(|| amount_of(judged, "gap"));
        let under = under.map_or_else(String::new, |g| gap(g, places(g), unit, lang).to_string());
        let num = Num::of(&computed(required, places(required), unit, lang), how.clone());
        facts.push(Fact { label: ctx.t("site.fact.required"), num, under });
    }
    if let Some(progress) = amount_of(judged, "progress") {
        let elapsed = amount_of(judged, "elapsed").map(|e| percent(e, 1, lang).to_string()).unwrap_or_default();
        facts.push(Fact {
            label: ctx.t("site.fact.progress"),
            num: Num::of(&percent(progress, 1, lang), how.clone()),
            under: ctx.fill("site.fact.elapsed", &[("share", &elapsed)]),
        });
    } else if let Some(lag) = amount_of(judged, "lag").filter(|l| !l.is_zero()) {
        let label = if lag.is_positive() { ctx.t("site.fact.behind") } else { ctx.t("site.fact.ahead") };
        facts.push(Fact { label, num: Num::of(&points(lag.abs(), 1, lang), how), under: String::new() });
    }
    if let Some(target) = target {
        if let Some(base) = target.baseline {
            let num = Num::of(&amount(base.value, unit, lang), base_href(target, base, values, ctx).0);
            facts.push(Fact { label: ctx.t("site.fact.base"), num, under: base.period.named(lang) });
        }
        if target.wanted.value().is_some() {
            let wanted = WantedView::new(target, unit, ctx);
            facts.push(Fact { label: ctx.t("site.fact.target"), num: wanted.low, under: wanted.when });
        }
    }
    facts
}

/// Where a value stands: its passage, or its row in the table, which says that there is none.
pub(crate) fn value_href(value: &Observation, values: &Values, ctx: &Ctx<'_>) -> String {
    values
        .cited
        .get(&value.id)
        .filter(|c| !c.passage.spans.is_empty())
        .map_or_else(|| format!("{}#o{}", ctx.indicator(value.indicator), value.id), |citation| ctx.passage(citation))
}

fn data_row(value: &Observation, values: &Values, unit: &str, ctx: &Ctx<'_>) -> DataRow {
    let lang = ctx.lang();
    let cited = values.cited.get(&value.id);
    let source = cited.map(|c| c.passage.source).or(value.source);
    let source = source.map(|id| {
        let title = ctx.board.whole.source(id).and_then(|s| s.title.clone().or_else(|| s.name.clone()));
        let href = cited.map_or_else(|| ctx.report(id), |c| ctx.passage(c));
        let mut label = title.unwrap_or_else(|| ctx.t("site.source").to_owned());
        // Of a workbook the cell: who has the file goes there at once.
        if let Some(cell) = cited.and_then(Ctx::cell) {
            label.push(' ');
            label.push_str(cell);
        }
        Nav::new(label, href)
    });
    let state = match (value.finality, value.standing) {
        (Finality::Estimate, _) => ctx.t("site.state.estimate"),
        (_, Standing::Reported) => ctx.t("site.state.reported"),
        (Finality::Provisional, Standing::Verified) => ctx.t("site.state.provisional"),
        (Finality::Final, Standing::Verified) => ctx.t("site.state.final"),
    };
    DataRow {
        id: value.id.get(),
        period: value.period.named(lang),
        value: value.value.map(|v| Num::of(&amount(v, unit, lang), value_href(value, values, ctx))),
        source,
        published: ctx.day(value.published),
        state: state.to_owned(),
        revision: if value.revision == 0 {
            String::new()
        } else {
            let same = |o: &&Observation| o.period == value.period && o.revision < value.revision;
            let before = values.of(value.territory).iter().rfind(same);
            let before = before.and_then(|o| o.value).map(|v| amount(v, unit, lang).to_string());
            ctx.fill("site.revised", &[("value", before.as_deref().unwrap_or("—"))])
        },
    }
}

fn by_place(
    there: &[(TerritoryId, TargetId, luoshi_plan::RollupPart)],
    indicator: &Indicator,
    values: &Values,
    main: Option<TerritoryId>,
    ctx: &Ctx<'_>,
) -> Vec<PlaceRow> {
    let mut ids: Vec<TerritoryId> = values.all.iter().map(|o| o.territory).collect();
    ids.extend(there.iter().map(|(id, ..)| *id));
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| Some(*id) != main);
    let mut rows: Vec<(u8, PlaceRow)> = Vec::new();
    for id in ids.into_iter().take(400) {
        let Some(territory) = ctx.board.whole.territory(id) else { continue };
        let word = there.iter().find(|(at, ..)| *at == id);
        let latest = values.latest(id);
        let target = word.and_then(|(_, target, _)| ctx.board.whole.target(*target));
        rows.push((
            word.map_or(9, |(.., part)| urgency(part.status)),
            PlaceRow {
                name: territory.name.clone(),
                href: ctx.place(territory),
                tag: word.map(|(.., part)| Tag::new(part.status, ctx)),
                id: latest.map(|o| format!("o{}", o.id)).unwrap_or_default(),
                sourced: latest.is_none_or(|o| values.cited.contains_key(&o.id)),
                at: latest.map(|o| o.period.named(ctx.lang())).unwrap_or_default(),
                latest: latest.and_then(|o| {
                    Some(Num::of(&amount(o.value?, &indicator.unit, ctx.lang()), value_href(o, values, ctx)))
                }),
                wanted: target.map(|t| WantedView::new(t, &indicator.unit, ctx)),
            },
        ));
    }
    rows.sort_by_key(|(urgency, _)| *urgency);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Where the base of a target stands, and whether that is a passage: that of the target where it is cited, that of the value of
/// the same period where it is the same number; else its own row, which says that nothing was cited.
fn base_href(target: &Target, base: Baseline, values: &Values, ctx: &Ctx<'_>) -> (String, bool) {
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

fn target_row(target: &Target, unit: &str, values: &Values, ctx: &Ctx<'_>) -> TargetRow {
    let lang = ctx.lang();
    let here = format!("{}#t{}", ctx.indicator(target.indicator), target.id);
    let note = match (&target.dropped, target.replaces) {
        (Some(act), _) => ctx.fill("site.target.dropped", &[("day", &ctx.day(act.on)), ("document", &act.document)]),
        (None, Some(_)) => {
            let act = target.approval.as_ref();
            let day = act.map(|a| ctx.day(a.on)).unwrap_or_default();
            let document = act.map(|a| a.document.clone()).unwrap_or_default();
            ctx.fill("site.target.changed", &[("day", &day), ("document", &document)])
        }
        (None, None) => String::new(),
    };
    TargetRow {
        id: target.id.get(),
        wanted: WantedView::new(target, unit, ctx),
        place: ctx.territory_name(target.territory),
        base: target.baseline.map(|b| {
            let (href, sourced) = base_href(target, b, values, ctx);
            (Num::of(&amount(b.value, unit, lang), href), b.period.named(lang), sourced)
        }),
        milestones: target
            .milestones
            .iter()
            .map(|m| {
                let cited = ctx.cited(Subject::Milestone(m.id), &[]);
                let sourced = cited.is_some();
                (ctx.day(m.on), Num::of(&amount(m.value, unit, lang), cited.unwrap_or_else(|| here.clone())), sourced)
            })
            .collect(),
        note,
        sources: sources(Subject::Target(target.id), ctx),
    }
}

/// A number of the arithmetic as people say it. How far behind or ahead it lies is said once, in points, without a sign.
pub(crate) fn term_said(name: &str, term: &Term, unit: &str, ctx: &Ctx<'_>) -> Option<(String, String)> {
    match (name, term) {
        ("lag", Term::Percent(lag)) => {
            let side = if lag.is_negative() { "site.fact.ahead" } else { "site.fact.behind" };
            Some((ctx.t(side).to_owned(), points(lag.abs(), 1, ctx.lang()).to_string()))
        }
        ("lag_by", _) => None,
        _ => Some((term_name(name, ctx), term_text(term, unit, ctx))),
    }
}

/// A number of the arithmetic by its name for people; where there is none, its key.
fn term_name(key: &str, ctx: &Ctx<'_>) -> String {
    let name = format!("site.term.{key}");
    let said = ctx.w.get(&name);
    if said == name { key.to_owned() } else { said.to_owned() }
}

fn term_text(term: &Term, unit: &str, ctx: &Ctx<'_>) -> String {
    let lang = ctx.lang();
    match term {
        Term::Amount(v) => computed(*v, places(*v), unit, lang).to_string(),
        Term::Gap(v) => gap(*v, places(*v), unit, lang).to_string(),
        Term::Root(_) => format!("{}{unit}", term.text()),
        Term::Percent(v) => percent(*v, 1, lang).to_string(),
        Term::Count(n) => n.to_string(),
        Term::Day(day) => ctx.day(*day),
        Term::Period(period) => period.named(lang),
    }
}

/// The values as rows.
fn data(indicator: &Indicator, values: &Values, ctx: &Ctx<'_>, form: Form) -> Found {
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
        let why = words.word.judged.sentence(&indicator.unit);
        more.insert("sentence".into(), why.in_language(ctx.lang()).into());
    }
    sheet.answer_with(ctx, form, more)
}

pub(crate) fn finality_key(finality: Finality) -> &'static str {
    match finality {
        Finality::Estimate => "estimate",
        Finality::Provisional => "provisional",
        Finality::Final => "final",
    }
}

pub(crate) fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Reported => "reported",
        Standing::Verified => "verified",
    }
}
