//! The office's own form: its sheets without their values and without persons, to be kept and to be filled again.

use crate::heading::Heading;
use crate::mapping::Mapping;
use crate::resolve::{Taking, keys};
use crate::understood::{Kind, Table, TaskRow, Understood, What};
use crate::value::Written;
use crate::word::{Meaning, fold};
use crate::write::{Cell, NoWorkbook, Out, again, write};
use luoshi_document::{SheetCell, Workbook};
use luoshi_plan::{
    Date, Due, Finality, IndicatorId, Part, Period, Task, TaskId, Term, TerritoryId, Value, Wanted, Whole,
};
use std::collections::{HashMap, HashSet};

/// What of a workbook is kept away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// Cells that tell of persons.
    Persons,
    /// Those, and all values: what is left is the form.
    Values,
}

/// A workbook without what is kept away, written anew; the same is the same bytes.
///
/// # Errors
/// [`NoWorkbook`] where it cannot be written.
pub fn without(book: &Workbook, understood: &Understood, what: Without) -> Result<Vec<u8>, NoWorkbook> {
    let personal = persons(book, understood);
    let mut rows: Vec<(usize, std::ops::Range<u32>, Vec<u32>)> = Vec::new();
    if what == Without::Values {
        for table in &understood.tables {
            let Some(sheet) = book.sheets.iter().position(|s| s.name == table.sheet) else { continue };
            let values = table.columns.iter().filter(|c| c.meaning.is_some_and(Meaning::is_value));
            rows.push((sheet, table.rows.clone(), values.map(|c| c.column).collect()));
        }
    }
    let mut keep = |sheet: usize, row: u32, column: u32| {
        !personal.contains(&(sheet, row, column))
            && !rows.iter().any(|(s, rows, columns)| *s == sheet && rows.contains(&row) && columns.contains(&column))
    };
    let mut sheets = again(book, &mut keep);
    heads(&mut sheets, understood);
    write(&sheets)
}

/// Whether a workbook tells of persons anywhere: in a column of a table, in one that is hidden, in a sheet that is not read, or
/// behind a label above or below.
#[must_use]
pub fn tells_of_persons(book: &Workbook, understood: &Understood) -> bool {
    !persons(book, understood).is_empty()
}

/// The cells that tell of persons: sheet, row and column.
fn persons(book: &Workbook, understood: &Understood) -> HashSet<(usize, u32, u32)> {
    let means = |text: &str| Heading::new(text).meaning.is_some_and(Meaning::is_personal);
    let mut all = HashSet::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        let tables: Vec<&Table> = understood.tables.iter().filter(|t| t.sheet == sheet.name).collect();
        let below = |row: u32, column: u32, end: Option<u32>| {
            let is_below = move |c: &&SheetCell| c.column == column && c.row > row && end.is_none_or(|end| c.row < end);
            sheet.cells.iter().filter(is_below).map(move |c| (at, c.row, c.column))
        };
        for table in &tables {
            let columns = table.columns.iter().filter(|c| c.meaning.is_some_and(Meaning::is_personal));
            for column in columns {
                all.extend(table.rows.clone().map(|row| (at, row, column.column)));
            }
        }
        for cell in &sheet.cells {
            let words = fold(&book.shown(cell));
            let within = tables.iter().find(|t| t.heads.contains(&cell.row) || t.rows.contains(&cell.row));
            let aside = tables.iter().any(|t| t.skipped.iter().any(|(row, _)| *row == cell.row));
            match within {
                // A column that is hidden is not read, and is there.
                Some(table) if table.heads.contains(&cell.row) => {
                    if table.columns.iter().all(|c| c.column != cell.column) && means(&words) {
                        all.extend(below(table.heads.end - 1, cell.column, Some(table.rows.end)));
                    }
                }
                Some(_) if !aside => {}
                // 填报人：… above or below the table, and the words behind the label.
                Some(_) | None => {
                    let (label, rest) = words.split_once([':', '：']).unwrap_or((&words, ""));
                    if !means(label) {
                        continue;
                    }
                    let next = (at, cell.row, cell.column + 1);
                    if !rest.trim().is_empty() {
                        all.insert((at, cell.row, cell.column));
                    } else if sheet.cells.iter().any(|c| (c.row, c.column) == (next.1, next.2)) && !tables.is_empty() {
                        all.extend([(at, cell.row, cell.column), next]);
                    } else if tables.is_empty() {
                        // The head of a column of a sheet that is not read.
                        all.extend(below(cell.row, cell.column, None));
                    }
                }
            }
        }
    }
    all
}

fn heads(sheets: &mut [Out], understood: &Understood) {
    for table in &understood.tables {
        if let Some(out) = sheets.iter_mut().find(|s| s.name == table.sheet).filter(|s| s.heads.is_empty()) {
            out.heads = table.heads.clone();
        }
    }
}

/// What filling a form came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filled {
    /// Values written.
    pub values: usize,
    /// Places for values that the record has nothing for; the form's own words stay there.
    pub open: usize,
    /// Tasks whose cells were written.
    pub tasks: usize,
    /// Tasks that the form did not have, written below its own.
    pub added: usize,
    /// Tasks of the plan that the form does not have, and that were not asked for.
    pub others: usize,
}

/// Which tasks a form comes back with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rows {
    /// Its own; a form without any takes all of the plan.
    #[default]
    Own,
    /// Its own, and below them the others of the plan.
    All,
}

/// Fills a form with what stands in the record: its headings, its order, its sheets, its rows. It is understood with
/// [`slots`](crate::Options::slots).
///
/// # Errors
/// [`NoWorkbook`] where it cannot be written.
pub fn fill(
    book: &Workbook,
    understood: &Understood,
    mapping: &Mapping,
    whole: &Whole,
    today: Date,
    rows: Rows,
) -> Result<(Vec<u8>, Filled), NoWorkbook> {
    let mut sheets = again(book, &mut |_, _, _| true);
    heads(&mut sheets, understood);
    let mut filled = Filled::default();
    let taking = Taking { mapping, goal: None, finality: Finality::Provisional };
    let record = Record::of(whole, today);
    let mut seen = HashSet::new();
    for table in &understood.tables {
        let Some(out) = sheets.iter_mut().find(|s| s.name == table.sheet) else { continue };
        match table.kind {
            Kind::Observations => values(book, table, out, whole, &taking, &record, &mut filled),
            Kind::Tasks => tasks(table, out, whole, mapping, &mut filled, &mut seen),
        }
    }
    let others: Vec<&Task> = whole.tasks.iter().filter(|t| !seen.contains(&t.id) && t.dropped.is_none()).collect();
    // An office's ledger comes back with its rows; one that has none is a form to be filled.
    let mut ledgers = understood.tables.iter().filter(|t| t.kind == Kind::Tasks);
    let is_blank = ledgers.clone().all(|t| t.tasks.is_empty());
    let below = if is_blank { ledgers.next() } else { ledgers.next_back() };
    if let Some(table) = below
        && let Some(out) = sheets.iter_mut().find(|s| s.name == table.sheet)
    {
        if is_blank || rows == Rows::All {
            filled.added = others.len();
            append(table, &others, out, whole, mapping);
        } else {
            filled.others = others.len();
        }
    }
    Ok((write(&sheets)?, filled))
}

/// What the record says, by what is asked.
struct Record {
    latest: HashMap<(IndicatorId, TerritoryId, Period), Value>,
    targets: HashMap<(IndicatorId, TerritoryId, i16), Value>,
    /// What several years are to come to together, which is no target of the last of them.
    sums: HashMap<(IndicatorId, TerritoryId, Period), Value>,
    bases: HashMap<(IndicatorId, TerritoryId, Period), Value>,
}

impl Record {
    fn of(whole: &Whole, today: Date) -> Self {
        let mut latest: HashMap<(IndicatorId, TerritoryId, Period), (u32, Option<Value>)> = HashMap::new();
        for o in &whole.observations {
            let kept = latest.entry((o.indicator, o.territory, o.period)).or_insert((o.revision, o.value));
            if o.revision >= kept.0 {
                *kept = (o.revision, o.value);
            }
        }
        let latest = latest.into_iter().filter_map(|(key, (_, value))| Some((key, value?))).collect();
        let (mut targets, mut sums, mut bases) = (HashMap::new(), HashMap::new(), HashMap::new());
        for target in luoshi_plan::Target::in_force(&whole.targets, today) {
            let value = match &target.wanted {
                Wanted::Reach(v) | Wanted::Floor(v) | Wanted::Ceiling(v) | Wanted::Keep(v) => Some(*v),
                Wanted::Sum(v) => {
                    if let Term::Over(period) = target.term {
                        sums.insert((target.indicator, target.territory, period), *v);
                    }
                    None
                }
                Wanted::Mean(_)
                | Wanted::Cumulative(_)
                | Wanted::Growth(_)
                | Wanted::Range { .. }
                | Wanted::Unmeasurable(_) => None,
            };
            let years: Vec<i16> = match target.term {
                Term::EachYear { from, to } => (from..=to).collect(),
                Term::By(day) => vec![day.year()],
                Term::Over(period) => vec![period.last().year()],
            };
            if let Some(value) = value {
                for year in years {
                    targets.insert((target.indicator, target.territory, year), value);
                }
            }
            if let Some(base) = target.baseline {
                bases.insert((target.indicator, target.territory, base.period), base.value);
            }
        }
        Self { latest, targets, sums, bases }
    }

    fn value(&self, indicator: IndicatorId, territory: TerritoryId, period: Period, what: What) -> Option<Value> {
        let observed = || self.latest.get(&(indicator, territory, period)).copied();
        match what {
            What::Actual => observed(),
            What::Baseline => self.bases.get(&(indicator, territory, period)).copied().or_else(observed),
            What::Target => {
                let year = || self.targets.get(&(indicator, territory, period.last().year()));
                self.sums.get(&(indicator, territory, period)).or_else(year).copied()
            }
            What::Change => None,
        }
    }
}

fn values(
    book: &Workbook,
    table: &Table,
    out: &mut Out,
    whole: &Whole,
    taking: &Taking<'_>,
    record: &Record,
    filled: &mut Filled,
) {
    let percent: HashSet<(u32, u32)> = book
        .sheets
        .iter()
        .filter(|s| s.name == table.sheet)
        .flat_map(|s| &s.cells)
        .filter(|c| book.look(c).percent)
        .map(|c| (c.row, c.column))
        .collect();
    // What a cell says beside its number (≤2400, 26左右) stays there while the number is that of the record.
    let says_more = |w: &Written| w.bound.is_some() || w.high.is_some() || w.cumulative || w.unit.is_some();
    let worded: HashMap<(u32, u32), Value> = table
        .observations
        .iter()
        .filter(|o| says_more(&o.value))
        .map(|o| ((o.cell.row, o.cell.column), o.value.value))
        .collect();
    let keys = keys(&table.slots, whole, taking.mapping);
    for (slot, key) in table.slots.iter().zip(keys) {
        let at = (slot.cell.row, slot.cell.column);
        let value = key.zip(slot.period).and_then(|((i, t), period)| record.value(i, t, period, slot.what));
        let Some(value) = value else {
            filled.open += usize::from(slot.what != What::Change);
            continue;
        };
        if worded.get(&at) == Some(&value) {
            filled.values += 1;
            continue;
        }
        // The office says that there is none: what the record has is told elsewhere in its row.
        if slot.what != What::Actual && matches!(out.cells.get(&at), Some(Cell::Text(words)) if is_dash(words)) {
            filled.open += 1;
            continue;
        }
        // A cell that shows per cent keeps doing so: its number is a hundredth.
        let cell = match out.cells.get(&at) {
            Some(Cell::Shown(_, code)) if percent.contains(&at) => {
                hundredth(value).map(|v| Cell::Shown(v, code.clone()))
            }
            Some(Cell::Shown(_, code)) if code.contains('"') => Some(Cell::Shown(value, code.clone())),
            _ => None,
        };
        out.cells.insert(at, cell.unwrap_or(Cell::Number(value)));
        filled.values += 1;
    }
}

/// Whether a cell is a dash and nothing else.
fn is_dash(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && words.chars().all(|c| matches!(c, '—' | '–' | '-' | '－' | '─' | '/'))
}

fn hundredth(value: Value) -> Option<Value> {
    let mut decimal = value.decimal()?;
    decimal.set_scale(decimal.scale() + 2).ok()?;
    Some(Value::from(decimal))
}

/// The column of a table that means something.
fn column(table: &Table, meaning: Meaning) -> Option<u32> {
    table.columns.iter().find(|c| c.meaning == Some(meaning)).map(|c| c.column)
}

fn tasks(
    table: &Table,
    out: &mut Out,
    whole: &Whole,
    mapping: &Mapping,
    filled: &mut Filled,
    seen: &mut HashSet<TaskId>,
) {
    let by_title: HashMap<String, &Task> = whole.tasks.iter().map(|t| (fold(&t.title), t)).collect();
    for row in &table.tasks {
        let Some(task) = by_title.get(&fold(&row.title)) else { continue };
        seen.insert(task.id);
        write_task(row.row, Some(row), task, out, whole, mapping, &|meaning| column(table, meaning));
        filled.tasks += 1;
    }
}

/// Writes tasks below those of a table.
fn append(table: &Table, tasks: &[&Task], out: &mut Out, whole: &Whole, mapping: &Mapping) {
    let mut next = table.tasks.last().map_or(table.heads.end, |t| t.row + 1);
    let mut number = table.tasks.len();
    // A row that sums up stays below: what is new goes behind the last row of all.
    if table.skipped.iter().any(|(row, _)| *row >= next) {
        next = table.rows.end.max(next) + 1;
    }
    for task in tasks {
        number += 1;
        if let Some(at) = column(table, Meaning::Number) {
            out.cells.insert((next, at), Cell::Number(Value::whole(i64::try_from(number).unwrap_or_default())));
        }
        if let Some(at) = table.columns.iter().rfind(|c| c.meaning == Some(Meaning::Task)).map(|c| c.column) {
            out.cells.insert((next, at), Cell::Text(task.title.clone()));
        }
        write_task(next, None, task, out, whole, mapping, &|meaning| column(table, meaning));
        next += 1;
    }
}

fn write_task(
    row: u32,
    form: Option<&TaskRow>,
    task: &Task,
    out: &mut Out,
    whole: &Whole,
    mapping: &Mapping,
    column: &impl Fn(Meaning) -> Option<u32>,
) {
    let names = |parts: &[Part]| -> Vec<String> {
        let of = |a: &&luoshi_plan::Assignment| {
            a.task == task.id && parts.contains(&a.part) && !matches!(a.reply, luoshi_plan::Reply::Returned(..))
        };
        whole.assignments.iter().filter(of).filter_map(|a| whole.body(a.body)).map(|b| b.name.clone()).collect()
    };
    // Where the form says the same in its own words, these stay.
    let said = |list: &[String]| -> Vec<String> { list.iter().map(|n| mapping.body(n).to_owned()).collect() };
    let mut put = |meaning: Meaning, cell: Cell| {
        if let Some(at) = column(meaning) {
            out.cells.insert((row, at), cell);
        }
    };
    let (lead, support) = (names(&[Part::Lead, Part::Each]), names(&[Part::Support]));
    let same = |form: Vec<String>, record: &[String]| {
        let sorted = |mut all: Vec<String>| {
            all.sort();
            all
        };
        sorted(form) == sorted(record.to_vec())
    };
    if column(Meaning::Duty).is_some() {
        if !lead.is_empty() && !form.is_some_and(|f| same(said(&f.lead), &lead) && same(said(&f.support), &support)) {
            let helped = if support.is_empty() { String::new() } else { format!("，{}配合", support.join("、")) };
            put(Meaning::Duty, Cell::Text(format!("{}牵头{helped}", lead.join("、"))));
        }
    } else {
        if !lead.is_empty() && !form.is_some_and(|f| same(said(&f.lead), &lead)) {
            put(Meaning::Lead, Cell::Text(lead.join("、")));
        }
        if !support.is_empty() && !form.is_some_and(|f| same(said(&f.support), &support)) {
            put(Meaning::Support, Cell::Text(support.join("、")));
        }
    }
    let stands = form.map(|f| f.due);
    match task.due {
        Due::On(day) if stands != Some(crate::understood::Due::On(day)) => put(Meaning::Due, Cell::Day(day)),
        Due::Never if stands != Some(crate::understood::Due::GoesOn) => {
            put(Meaning::Due, Cell::Text("持续推进".to_owned()));
        }
        Due::On(_) | Due::Never | Due::Unstated => {}
    }
    if let Some(day) = task.start.filter(|d| form.is_none_or(|f| f.start != Some(*d))) {
        put(Meaning::Start, Cell::Day(day));
    }
    if let Some(day) = task.reported.filter(|d| form.is_none_or(|f| f.done != Some(*d))) {
        put(Meaning::Done, Cell::Day(day));
    }
    if let Some(day) = task.verified {
        put(Meaning::Cleared, Cell::Day(day));
    }
}
