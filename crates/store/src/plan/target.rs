//! Targets and the points on their way.

use super::words::Word;
use super::{At, Recorded, approval, day, maybe_parsed, parsed, prose, text};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{
    Baseline, IndicatorId, Milestone, MilestoneId, PlanId, Shape, SourceId, Target, TargetId, Term, TerritoryId, Wanted,
};

statements! {
    TARGETS = Sql::new(
        "SELECT t.id, t.indicator, t.territory, t.wanted, t.value, t.high, w.content, t.term, t.term_value, \
         t.base_period, t.base_value, t.shape, t.tolerance, \
         t.approved_by, t.approved_in, a.content, t.approved_source, t.approved_day, t.replaces, \
         t.dropped_by, t.dropped_in, d.content, t.dropped_source, t.dropped_day \
         FROM target t JOIN indicator i ON i.id = t.indicator AND i.since < $1 AND i.until >= $1 \
         LEFT JOIN prose w ON w.id = t.words LEFT JOIN prose a ON a.id = t.approved_in \
         LEFT JOIN prose d ON d.id = t.dropped_in \
         WHERE i.plan = $2 AND t.since < $1 AND t.until >= $1 ORDER BY t.id",
    );
    MILESTONES = Sql::new(
        "SELECT m.target, m.id, m.day, m.value FROM milestone m \
         JOIN target t ON t.id = m.target AND t.since < $1 AND t.until >= $1 \
         JOIN indicator i ON i.id = t.indicator AND i.since < $1 AND i.until >= $1 \
         WHERE i.plan = $2 AND m.since < $1 AND m.until >= $1 ORDER BY m.target, m.id",
    );
    ALL_TARGETS = Sql::new(
        "SELECT t.id, t.indicator, t.territory, t.wanted, t.value, t.high, w.content, t.term, t.term_value, \
         t.base_period, t.base_value, t.shape, t.tolerance, \
         t.approved_by, t.approved_in, a.content, t.approved_source, t.approved_day, t.replaces, \
         t.dropped_by, t.dropped_in, d.content, t.dropped_source, t.dropped_day \
         FROM target t LEFT JOIN prose w ON w.id = t.words LEFT JOIN prose a ON a.id = t.approved_in \
         LEFT JOIN prose d ON d.id = t.dropped_in \
         WHERE t.since < $1 AND t.until >= $1 ORDER BY t.id",
    );
    ALL_MILESTONES = Sql::new(
        "SELECT target, id, day, value FROM milestone WHERE since < $1 AND until >= $1 ORDER BY target, id",
    );
    OF_TARGET = Sql::new(
        "SELECT id FROM milestone WHERE target = $1 AND until = 9223372036854775807 ORDER BY id",
    );
}

/// A wanted value as word, value, upper value and words.
fn wanted_cells(wanted: &Wanted) -> (&'static str, Option<String>, Option<String>, Option<&str>) {
    let one = |word, value: &luoshi_plan::Value| (word, Some(value.to_string()), None, None);
    match wanted {
        Wanted::Reach(value) => one("reach", value),
        Wanted::Floor(value) => one("floor", value),
        Wanted::Ceiling(value) => one("ceiling", value),
        Wanted::Range { low, high } => ("range", Some(low.to_string()), Some(high.to_string()), None),
        Wanted::Keep(value) => one("keep", value),
        Wanted::Sum(value) => one("sum", value),
        Wanted::Mean(value) => one("mean", value),
        Wanted::Cumulative(value) => one("cumulative", value),
        Wanted::Growth(value) => one("growth", value),
        Wanted::Unmeasurable(words) => ("unmeasurable", None, None, Some(words)),
    }
}

fn wanted(row: &Row<'_>) -> Result<Wanted, StoreError> {
    Ok(match row.text(3)? {
        "reach" => Wanted::Reach(parsed(row, 4)?),
        "floor" => Wanted::Floor(parsed(row, 4)?),
        "ceiling" => Wanted::Ceiling(parsed(row, 4)?),
        "range" => Wanted::Range { low: parsed(row, 4)?, high: parsed(row, 5)? },
        "keep" => Wanted::Keep(parsed(row, 4)?),
        "sum" => Wanted::Sum(parsed(row, 4)?),
        "mean" => Wanted::Mean(parsed(row, 4)?),
        "cumulative" => Wanted::Cumulative(parsed(row, 4)?),
        "growth" => Wanted::Growth(parsed(row, 4)?),
        "unmeasurable" => Wanted::Unmeasurable(prose(row, 6)?),
        word => return Err(StoreError::Odd(format!("target.wanted: {word:?}"))),
    })
}

fn term(row: &Row<'_>) -> Result<Term, StoreError> {
    let odd = |text: &str| StoreError::Odd(format!("target.term_value: {text:?}"));
    Ok(match row.text(7)? {
        "by" => Term::By(day(row, 8)?),
        "each_year" => {
            let text = row.text(8)?;
            let (from, to) = text.split_once('/').ok_or_else(|| odd(text))?;
            let year = |digits: &str| digits.parse().map_err(|_| odd(text));
            Term::EachYear { from: year(from)?, to: year(to)? }
        }
        "over" => Term::Over(parsed(row, 8)?),
        word => return Err(StoreError::Odd(format!("target.term: {word:?}"))),
    })
}

impl Recorded for Target {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let (word, value, high, words) = wanted_cells(&self.wanted);
        let (term, term_value) = match self.term {
            Term::By(day) => ("by", day.to_string()),
            Term::EachYear { from, to } => ("each_year", format!("{from}/{to}")),
            Term::Over(period) => ("over", period.to_string()),
        };
        let (base_period, base_value) = (text(self.baseline.map(|b| b.period)), text(self.baseline.map(|b| b.value)));
        let tolerance = text(self.tolerance);
        let approved = self.approval.as_ref();
        let dropped = self.dropped.as_ref();
        let (approved_day, dropped_day) = (text(approved.map(|a| a.on)), text(dropped.map(|a| a.on)));
        let put = act.put(
            &tables::TARGET,
            &[
                Field::Int(self.id.get()),
                Field::Int(self.indicator.get()),
                Field::Int(self.territory.get()),
                Field::Word(word),
                Field::word(value.as_deref()),
                Field::word(high.as_deref()),
                Field::prose(words),
                Field::Word(term),
                Field::Word(&term_value),
                Field::word(base_period.as_deref()),
                Field::word(base_value.as_deref()),
                Field::Word(self.shape.word()),
                Field::word(tolerance.as_deref()),
                approved.map(|a| a.body.get()).into(),
                Field::prose(approved.map(|a| a.document.as_str())),
                approved.and_then(|a| a.source).map(SourceId::get).into(),
                Field::word(approved_day.as_deref()),
                self.replaces.map(TargetId::get).into(),
                dropped.map(|a| a.body.get()).into(),
                Field::prose(dropped.map(|a| a.document.as_str())),
                dropped.and_then(|a| a.source).map(SourceId::get).into(),
                Field::word(dropped_day.as_deref()),
            ],
        )?;
        let mut changed = put;
        let mut gone = Vec::new();
        act.each(OF_TARGET, &[Value::Int(self.id.get())], |row| {
            let id = row.int(0)?;
            if self.milestones.iter().all(|m| m.id.get() != id) {
                gone.push(id);
            }
            Ok(())
        })?;
        for id in gone {
            act.end(&tables::MILESTONE, &[Field::Int(id)])?;
            changed = changed.and(Put::Replaced);
        }
        for milestone in &self.milestones {
            let (day, value) = (milestone.on.to_string(), milestone.value.to_string());
            let row =
                [Field::Int(milestone.id.get()), Field::Int(self.id.get()), Field::Word(&day), Field::Word(&value)];
            changed = changed.and(act.put(&tables::MILESTONE, &row)?);
        }
        Ok(changed)
    }
}

/// The targets of a plan, each with the points on its way: two statements.
pub fn targets(reader: &mut Reader<'_>, plan: PlanId, at: At) -> Result<Vec<Target>, StoreError> {
    read(reader, TARGETS, MILESTONES, &[at.value(), Value::Int(plan.get())])
}

/// The targets of all plans, each with the points on its way: two statements.
pub(super) fn all_targets(reader: &mut Reader<'_>, at: At) -> Result<Vec<Target>, StoreError> {
    read(reader, ALL_TARGETS, ALL_MILESTONES, &[at.value()])
}

fn read(
    reader: &mut Reader<'_>,
    targets: Sql,
    milestones: Sql,
    values: &[Value<'_>],
) -> Result<Vec<Target>, StoreError> {
    let mut all: Vec<Target> = Vec::new();
    reader.each(targets, values, |row| {
        let base_period: Option<luoshi_plan::Period> = maybe_parsed(row, 9)?;
        let base_value: Option<luoshi_plan::Value> = maybe_parsed(row, 10)?;
        all.push(Target {
            id: TargetId::new(row.int(0)?),
            indicator: IndicatorId::new(row.int(1)?),
            territory: TerritoryId::new(row.int(2)?),
            wanted: wanted(row)?,
            term: term(row)?,
            baseline: base_period.zip(base_value).map(|(period, value)| Baseline { period, value }),
            shape: Shape::read(row, 11)?,
            milestones: Vec::new(),
            tolerance: maybe_parsed(row, 12)?,
            approval: approval(row, 13)?,
            replaces: row.maybe_int(18)?.map(TargetId::new),
            dropped: approval(row, 19)?,
        });
        Ok(())
    })?;
    reader.each(milestones, values, |row| {
        let target = TargetId::new(row.int(0)?);
        if let Ok(place) = all.binary_search_by_key(&target, |t| t.id) {
            let (on, value) = (day(row, 2)?, parsed(row, 3)?);
            all[place].milestones.push(Milestone { id: MilestoneId::new(row.int(1)?), on, value });
        }
        Ok(())
    })?;
    Ok(all)
}
