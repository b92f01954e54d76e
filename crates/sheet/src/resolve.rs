//! Rows against the plan: which indicator, place, body and task each speaks of, and what would change.

use crate::aim::{Aim, Differs, NewTarget, aim};
use crate::grid::Place;
use crate::mapping::Mapping;
use crate::understood::{Due as RowDue, Kind, ObservationRow, Table, TaskRow, What};
use crate::word::{Words, fold};
use luoshi_plan::{
    Baseline, BodyId, Date, Due, Finality, GoalId, Indicator, IndicatorId, Part, Period, TaskId, TerritoryId, Value,
    Whole,
};
use std::collections::{BTreeMap, HashMap};

/// How rows are taken in.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// What a person corrected.
    pub mapping: &'a Mapping,
    /// The goal of tasks that are new and say none.
    pub goal: Option<GoalId>,
    /// What values are where the sheet does not say.
    pub finality: Finality,
}

/// A value to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewValue {
    /// Of what.
    pub indicator: IndicatorId,
    /// Where.
    pub territory: TerritoryId,
    /// For which days.
    pub period: Period,
    /// How much.
    pub value: Value,
    /// Whether it may still change.
    pub finality: Finality,
    /// Whether another stands there now.
    pub revises: bool,
    /// The table, and the cell in it.
    pub cell: (usize, Place),
}

/// A body, known or new.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// In the record.
    Known(BodyId),
    /// By its name.
    New(String),
}

/// A task to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// The task it changes, if it is known.
    pub known: Option<TaskId>,
    /// The goal it serves.
    pub goal: GoalId,
    /// In the sheet's words.
    pub title: String,
    /// The day it begins.
    pub start: Option<Date>,
    /// By when.
    pub due: Due,
    /// The day the body says it was done.
    pub reported: Option<Date>,
    /// Who answers, in which part; only those that are not in the record.
    pub who: Vec<(Who, Part)>,
    /// The table, and the cell in it.
    pub cell: (usize, Place),
}

/// What taking a workbook in would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Values that are new or differ.
    pub values: Vec<NewValue>,
    /// How many values stand in the record just so.
    pub same: usize,
    /// Tasks that are new or differ.
    pub tasks: Vec<NewTask>,
    /// How many tasks stand in the record just so.
    pub same_tasks: usize,
    /// Targets that are new.
    pub targets: Vec<NewTarget>,
    /// How many targets stand in the plan just so.
    pub same_targets: usize,
    /// Targets and baselines that the plan has otherwise; they stay out.
    pub differing: Vec<Differs>,
    /// Values that are understood and not taken in: growth, which follows from values, and targets and baselines that do not
    /// say by when or for when.
    pub kept_out: BTreeMap<What, usize>,
    /// What cannot be taken in: each names its cell.
    pub refused: Vec<Refused>,
}

/// A row that cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The table.
    pub table: usize,
    /// The cell.
    pub place: Place,
    /// What it says.
    pub text: String,
    /// Why.
    pub why: Refusal,
    /// How many rows say the same.
    pub rows: usize,
}

/// Why a row cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The plan has no such indicator; the nearest names it has.
    Indicator(Vec<String>),
    /// The plan has several of this name.
    Ambiguous(Vec<String>),
    /// The record has no such place; the nearest names it has.
    Territory(Vec<String>),
    /// The plan measures it in another unit.
    Unit(String),
    /// The sheet says no place, and the record has several at the top.
    NoTerritory,
    /// The sheet says no goal, and none was named.
    NoGoal,
    /// Another row says another value for the same.
    Twice(Place),
    /// Several tasks of the plan have this title.
    Tasks,
}

/// What the rows of tables come to for a plan.
#[must_use]
pub fn resolve(tables: &[Table], whole: &Whole, taking: &Taking<'_>) -> Changes {
    let mut out = Changes::default();
    let names = Names::of(whole);
    let mut refused = Refusals::default();
    let mut seen: HashMap<(IndicatorId, TerritoryId, Period), (Value, Place)> = HashMap::new();
    for (at, table) in tables.iter().enumerate() {
        match table.kind {
            Kind::Observations => values(at, table, whole, taking, &names, &mut seen, &mut out, &mut refused),
            Kind::Tasks => tasks(at, table, whole, taking, &names, &mut out, &mut refused),
        }
    }
    // In the order of the record, which it takes fastest.
    out.values.sort_by_key(|v| (v.indicator, v.territory, v.period));
    out.refused = refused.all;
    out
}

/// What the plan calls its things, folded.
struct Names<'a> {
    indicators: HashMap<String, Vec<&'a Indicator>>,
    territories: HashMap<String, TerritoryId>,
    bodies: HashMap<String, BodyId>,
    goals: HashMap<String, GoalId>,
    tasks: HashMap<String, Vec<TaskId>>,
    top: Option<TerritoryId>,
}

impl<'a> Names<'a> {
    fn of(whole: &'a Whole) -> Self {
        let mut indicators: HashMap<String, Vec<&Indicator>> = HashMap::new();
        for indicator in &whole.indicators {
            indicators.entry(plain(&indicator.name)).or_default().push(indicator);
        }
        let mut tasks: HashMap<String, Vec<TaskId>> = HashMap::new();
        for task in &whole.tasks {
            tasks.entry(plain(&task.title)).or_default().push(task.id);
        }
        let mut tops = whole.tops();
        let top = tops.next().filter(|_| tops.next().is_none()).map(|t| t.id);
        Self {
            indicators,
            territories: whole.territories.iter().map(|t| (fold(&t.name), t.id)).collect(),
            bodies: whole.bodies.iter().map(|b| (fold(&b.name), b.id)).collect(),
            goals: whole.goals.iter().map(|g| (plain(&g.title), g.id)).collect(),
            tasks,
            top,
        }
    }

    /// The indicator of a name, and of a unit where several have it.
    fn indicator(&self, name: &str, group: Option<&str>, unit: Option<&str>) -> Result<&'a Indicator, Refusal> {
        let mut found = self.indicators.get(&plain(name));
        if found.is_none()
            && let Some(group) = group
        {
            found = ["", "：", "—", "-"]
                .iter()
                .find_map(|mark| self.indicators.get(&plain(&format!("{group}{mark}{name}"))));
        }
        // 全国森林覆盖率, of a plan of the whole country.
        if found.is_none() {
            let folded = fold(name);
            found = Words::get().begins("whole", &folded).and_then(|whole| {
                let rest = folded.strip_prefix(whole).filter(|rest| rest.chars().count() > 2)?;
                self.indicators.get(&plain(rest))
            });
        }
        match found.map(Vec::as_slice) {
            Some([one]) => Ok(one),
            Some(all) => {
                let same: Vec<&&Indicator> =
                    all.iter().filter(|i| unit.is_some_and(|u| fold(u) == fold(&i.unit))).collect();
                match same[..] {
                    [one] => Ok(one),
                    _ => Err(Refusal::Ambiguous(all.iter().map(|i| format!("{}（{}）", i.name, i.unit)).collect())),
                }
            }
            None => {
                Err(Refusal::Indicator(near(&plain(name), self.indicators.values().flatten().map(|i| i.name.as_str()))))
            }
        }
    }

    /// The indicator and place of a row; else the cell to mend, what it says, and why not.
    fn of_row(
        &self,
        row: &ObservationRow,
        whole: &Whole,
        mapping: &Mapping,
    ) -> Result<(&'a Indicator, TerritoryId), (Option<Place>, String, Refusal)> {
        let name = mapping.indicator(&row.indicator);
        let indicator = self
            .indicator(name, row.group.as_deref(), row.unit.as_deref())
            .map_err(|why| (row.from.indicator, row.indicator.to_string(), why))?;
        let place = row.territory.as_deref().map(|t| mapping.territory(t));
        let territory = self
            .territory(place, whole)
            .map_err(|why| (row.from.territory, row.territory.as_deref().unwrap_or_default().to_owned(), why))?;
        Ok((indicator, territory))
    }

    /// The place of a name: as written, else without or with what it is (县, 区).
    fn territory(&self, name: Option<&str>, whole: &Whole) -> Result<TerritoryId, Refusal> {
        let Some(name) = name else { return self.top.ok_or(Refusal::NoTerritory) };
        let folded = fold(name);
        if let Some(id) = self.territories.get(&folded) {
            return Ok(*id);
        }
        let words = Words::get();
        if words.is("whole", &folded) {
            return self.top.ok_or(Refusal::NoTerritory);
        }
        let longer = self.territories.iter().filter(|(known, _)| {
            let ending = known.strip_prefix(folded.as_str()).or_else(|| folded.strip_prefix(known.as_str()));
            folded.chars().count() >= 2 && ending.is_some_and(|ending| words.is("place_end", ending))
        });
        let all: Vec<TerritoryId> = longer.map(|(_, id)| *id).collect();
        match all[..] {
            [one] => Ok(one),
            _ => Err(Refusal::Territory(near(&folded, whole.territories.iter().map(|t| t.name.as_str())))),
        }
    }
}

/// What the plan calls the indicator and place of each row; none where it knows no such thing.
pub(crate) fn keys(
    rows: &[ObservationRow],
    whole: &Whole,
    mapping: &Mapping,
) -> Vec<Option<(IndicatorId, TerritoryId)>> {
    let names = Names::of(whole);
    let of = |row: &ObservationRow| names.of_row(row, whole, mapping).ok().map(|(i, t)| (i.id, t));
    rows.iter().map(of).collect()
}

/// A name without what does not tell it from another: blanks, widths, brackets of any kind, marks of quotation.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| !matches!(c, '“' | '”' | '"' | '、' | '，' | ',' | '·' | '。' | '；' | ';')).collect()
}

/// The names that share most with one that is unknown.
fn near<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let letters: std::collections::BTreeSet<char> = name.chars().collect();
    let share = |other: &str| {
        let theirs: std::collections::BTreeSet<char> = fold(other).chars().collect();
        let both = letters.intersection(&theirs).count();
        both * 200 / (letters.len() + theirs.len()).max(1)
    };
    let mut scored: Vec<(usize, &str)> =
        all.map(|other| (share(other), other)).filter(|(score, _)| *score >= 50).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup();
    scored.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// Refusals, one for each thing that is wrong.
#[derive(Default)]
struct Refusals {
    all: Vec<Refused>,
    /// Those of a name are said once.
    named: HashMap<(usize, String, u8), usize>,
}

impl Refusals {
    fn add(&mut self, table: usize, place: Place, text: &str, why: Refusal) {
        let class = match &why {
            Refusal::Indicator(_) | Refusal::Ambiguous(_) => 1,
            Refusal::Territory(_) => 2,
            Refusal::Unit(_) => 3,
            Refusal::NoTerritory => 4,
            Refusal::NoGoal => 5,
            Refusal::Twice(_) | Refusal::Tasks => 0,
        };
        let key = match class {
            4 | 5 => String::new(),
            _ => text.to_owned(),
        };
        if class > 0
            && let Some(at) = self.named.get(&(table, key.clone(), class))
        {
            if let Some(refused) = self.all.get_mut(*at) {
                refused.rows += 1;
            }
            return;
        }
        self.named.insert((table, key, class), self.all.len());
        self.all.push(Refused { table, place, text: text.to_owned(), why, rows: 1 });
    }
}

/// What stands for a period: its revision, value and finality.
type Stands = (u32, Option<Value>, Finality);

#[allow(clippy::too_many_arguments)]
fn values(
    at: usize,
    table: &Table,
    whole: &Whole,
    taking: &Taking<'_>,
    names: &Names<'_>,
    seen: &mut HashMap<(IndicatorId, TerritoryId, Period), (Value, Place)>,
    out: &mut Changes,
    refused: &mut Refusals,
) {
    let mut latest: HashMap<(IndicatorId, TerritoryId), BTreeMap<Period, Stands>> = HashMap::new();
    let mut bases: HashMap<(u32, IndicatorId, TerritoryId), (Baseline, Place)> = HashMap::new();
    let mut aims: Vec<(&ObservationRow, &Indicator, TerritoryId)> = Vec::new();
    // What was, before what looks back on it.
    let looks_back = |row: &&ObservationRow| row.what == What::Baseline;
    let rows = table.observations.iter();
    for row in rows.clone().filter(|row| !looks_back(row)).chain(rows.filter(looks_back)) {
        if row.what == What::Change || row.what != What::Actual && row.period.is_none() {
            *out.kept_out.entry(row.what).or_default() += 1;
            continue;
        }
        let (indicator, territory) = match names.of_row(row, whole, taking.mapping) {
            Ok(found) => found,
            Err((place, text, why)) => {
                refused.add(at, place.unwrap_or(row.cell), &text, why);
                continue;
            }
        };
        if let Some(unit) =
            row.unit.as_deref().filter(|u| fold(u) != fold(&indicator.unit) && !indicator.unit.is_empty())
        {
            let text = format!("{}（{unit}）", row.indicator);
            refused.add(at, row.from.unit.unwrap_or(row.cell), &text, Refusal::Unit(indicator.unit.clone()));
            continue;
        }
        let Some(period) = row.period else { continue };
        let value = row.value.value;
        if row.what == What::Target {
            aims.push((row, indicator, territory));
            continue;
        }
        let looks_back = row.what == What::Baseline;
        if looks_back {
            if row.value.bound.is_some() || row.value.high.is_some() {
                *out.kept_out.entry(row.what).or_default() += 1;
                continue;
            }
            bases.insert((row.cell.row, indicator.id, territory), (Baseline { period, value }, row.cell));
        }
        match seen.entry((indicator.id, territory, period)) {
            std::collections::hash_map::Entry::Occupied(before) => {
                let (other, cell) = before.get();
                if *other != value && looks_back {
                    out.differing.push(Differs {
                        table: at,
                        place: row.cell,
                        what: row.what,
                        says: value,
                        stands: *other,
                    });
                } else if *other != value {
                    refused.add(at, row.cell, &value.to_string(), Refusal::Twice(*cell));
                }
                continue;
            }
            std::collections::hash_map::Entry::Vacant(free) => drop(free.insert((value, row.cell))),
        }
        let stands = latest.entry((indicator.id, territory)).or_insert_with(|| {
            let mut latest: BTreeMap<Period, Stands> = BTreeMap::new();
            for o in whole.series(indicator.id, territory) {
                let newer = latest.get(&o.period).is_none_or(|(revision, ..)| o.revision >= *revision);
                if newer {
                    latest.insert(o.period, (o.revision, o.value, o.finality));
                }
            }
            latest
        });
        let now = stands.get(&period);
        let same = now.is_some_and(|(_, stands, finality)| {
            *stands == Some(value) && row.finality.is_none_or(|says| says == *finality)
        });
        if same {
            out.same += 1;
            continue;
        }
        if looks_back && let Some((_, Some(stands), _)) = now {
            out.differing.push(Differs { table: at, place: row.cell, what: row.what, says: value, stands: *stands });
            continue;
        }
        out.values.push(NewValue {
            indicator: indicator.id,
            territory,
            period,
            value,
            finality: row.finality.unwrap_or(taking.finality),
            revises: now.is_some(),
            cell: (at, row.cell),
        });
    }
    targets(at, &aims, &bases, whole, out, refused);
}

/// Takes the targets of a table, each with the value in its row that the way begins from.
fn targets(
    at: usize,
    aims: &[(&ObservationRow, &Indicator, TerritoryId)],
    bases: &HashMap<(u32, IndicatorId, TerritoryId), (Baseline, Place)>,
    whole: &Whole,
    out: &mut Changes,
    refused: &mut Refusals,
) {
    for (row, indicator, territory) in aims {
        let (value, place) = (row.value.value, row.cell);
        match aim(row, indicator, *territory, whole) {
            Aim::Same => out.same_targets += 1,
            Aim::Unclear => *out.kept_out.entry(row.what).or_default() += 1,
            Aim::Differs(stands) => {
                out.differing.push(Differs { table: at, place, what: row.what, says: value, stands });
            }
            Aim::New(wanted, term) => {
                let same = |t: &&NewTarget| t.indicator == indicator.id && t.territory == *territory && t.term == term;
                if let Some(other) = out.targets.iter().find(same) {
                    if other.wanted != wanted {
                        refused.add(at, place, &value.to_string(), Refusal::Twice(other.cell.1));
                    }
                    continue;
                }
                let base = bases.get(&(row.cell.row, indicator.id, *territory)).copied();
                let base = base.filter(|(b, _)| {
                    b.period.as_years().is_some() && term.end().is_some_and(|end| b.period.last() < end)
                });
                out.targets.push(NewTarget {
                    indicator: indicator.id,
                    territory: *territory,
                    wanted,
                    term,
                    base,
                    cell: (at, place),
                });
            }
        }
    }
}

fn tasks(
    at: usize,
    table: &Table,
    whole: &Whole,
    taking: &Taking<'_>,
    names: &Names<'_>,
    out: &mut Changes,
    refused: &mut Refusals,
) {
    for row in &table.tasks {
        let known = match names.tasks.get(&plain(&row.title)).map(Vec::as_slice) {
            None => None,
            Some([one]) => whole.task(*one),
            Some(_) => {
                refused.add(at, row.cell, &row.title, Refusal::Tasks);
                continue;
            }
        };
        let goal = known
            .map(|t| t.goal)
            .or_else(|| row.categories.iter().find_map(|c| names.goals.get(&plain(c)).copied()))
            .or(taking.goal);
        let Some(goal) = goal else {
            refused.add(at, row.cell, &row.title, Refusal::NoGoal);
            continue;
        };
        let due = match row.due {
            RowDue::On(day) => Due::On(day),
            RowDue::GoesOn => Due::Never,
            RowDue::Unstated => known.map_or(Due::Unstated, |t| t.due),
        };
        let mut new = NewTask {
            known: known.map(|t| t.id),
            goal,
            title: known.map_or_else(|| row.title.clone(), |t| t.title.clone()),
            start: row.start.or_else(|| known.and_then(|t| t.start)),
            due,
            reported: row.done.or_else(|| known.and_then(|t| t.reported)),
            who: Vec::new(),
            cell: (at, row.cell),
        };
        for (name, part) in duties(row) {
            let written = taking.mapping.body(name);
            let who =
                names.bodies.get(&fold(written)).map_or_else(|| Who::New(written.to_owned()), |id| Who::Known(*id));
            let stands = match (&who, known) {
                (Who::Known(body), Some(task)) => {
                    whole.assignments.iter().any(|a| a.task == task.id && a.body == *body && a.part == part)
                }
                _ => false,
            };
            if !stands {
                new.who.push((who, part));
            }
        }
        let same = known.is_some_and(|t| t.start == new.start && t.due == new.due && t.reported == new.reported);
        if same && new.who.is_empty() {
            out.same_tasks += 1;
        } else {
            out.tasks.push(new);
        }
    }
}

/// Who answers in which part: of several that lead, each for its share.
fn duties(row: &TaskRow) -> impl Iterator<Item = (&str, Part)> {
    let lead = if row.lead.len() == 1 { Part::Lead } else { Part::Each };
    let leads = row.lead.iter().map(move |name| (name.as_str(), lead));
    leads.chain(row.support.iter().map(|name| (name.as_str(), Part::Support)))
}
