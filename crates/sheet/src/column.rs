//! What each column of a table holds: by its headings, by its cells, by what a person said.

use crate::grid::Grid;
use crate::heading::{Heading, is_unit};
use crate::understood::{Kind, Why};
use crate::value::{NoNumber, value};
use crate::when::When;
use crate::word::{Meaning, Words, fold};
use crate::{Known, Options};
use std::collections::BTreeMap;
use std::ops::Range;

/// A column as it is being understood.
#[derive(Debug, Clone)]
pub(crate) struct Col {
    pub(crate) column: u32,
    pub(crate) heads: Vec<String>,
    pub(crate) meaning: Option<Meaning>,
    pub(crate) why: Why,
    pub(crate) name: String,
    pub(crate) place: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) when: Option<When>,
    pub(crate) summed: bool,
    /// Whether the value before the year stands for the year before: 上年同期.
    pub(crate) year_before: bool,
    /// What its cells are.
    pub(crate) cells: Cells,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cells {
    pub(crate) filled: usize,
    pub(crate) numbers: usize,
    pub(crate) units: usize,
    pub(crate) bodies: usize,
    pub(crate) bindings: usize,
    pub(crate) characters: usize,
    pub(crate) periods: usize,
}

impl Cells {
    fn of(grid: &Grid<'_>, column: u32, rows: &Range<usize>) -> Self {
        /// Enough to tell.
        const SAMPLE: usize = 400;
        let words = Words::get();
        let mut out = Self::default();
        for at in rows.clone() {
            let Some(cell) = grid.rows.get(at).and_then(|r| grid.own(r.number, column)) else { continue };
            let folded = fold(&grid.shown(cell));
            if words.is("nothing", &folded) {
                continue;
            }
            out.filled += 1;
            out.characters += folded.chars().count();
            match value(grid, cell) {
                // A slip among numbers is still a column of numbers.
                Ok(_) | Err(NoNumber::Error | NoNumber::Formula | NoNumber::Brackets) => out.numbers += 1,
                Err(_) => {}
            }
            out.units += usize::from(is_unit(&folded));
            out.bodies += usize::from(folded.chars().count() >= 3 && is_body(&folded));
            out.bindings += usize::from(words.is("is.binding", &folded) || words.is("is.expected", &folded));
            out.periods += usize::from(crate::when::whole(&folded).is_some());
            if out.filled >= SAMPLE {
                break;
            }
        }
        out
    }

    /// Most are numbers.
    pub(crate) fn are_numbers(self) -> bool {
        self.numbers > 0 && self.numbers * 2 >= self.filled
    }

    fn are_words(self) -> bool {
        self.filled > 0 && self.numbers * 2 < self.filled
    }
}

/// Whether a name is that of a body.
pub(crate) fn is_body(text: &str) -> bool {
    let words = Words::get();
    let last = text.rsplit(['、', ',', ';', ' ']).next().unwrap_or(text);
    words.ends("body_end", last).is_some() || (last.chars().count() >= 4 && words.ends("place_end", last).is_some())
}

/// Words that only say that a value is one.
fn is_generic(text: &str) -> bool {
    matches!(
        text,
        "数值" | "值" | "绝对数" | "绝对值" | "总量" | "数据" | "数量" | "指标值" | "value" | "数" | "绝对量"
    )
}

pub(crate) fn columns(
    grid: &Grid<'_>,
    heads: &BTreeMap<u32, Vec<String>>,
    rows: &Range<usize>,
    options: &Options<'_>,
) -> Vec<Col> {
    let mut all: Vec<Col> = heads.iter().map(|(column, heads)| col(*column, heads, options)).collect();
    for col in &mut all {
        col.cells = Cells::of(grid, col.column, rows);
    }
    all
}

fn col(column: u32, heads: &[String], options: &Options<'_>) -> Col {
    let read: Vec<Heading> = heads.iter().map(|head| Heading::new(head)).collect();
    let mut out = Col {
        column,
        heads: heads.to_vec(),
        meaning: None,
        why: Why::Unknown,
        name: String::new(),
        place: None,
        unit: None,
        when: None,
        summed: false,
        year_before: false,
        cells: Cells::default(),
    };
    for (heading, written) in read.iter().zip(heads) {
        // A place or an indicator of the plan is that, whatever else its words might say.
        let folded = fold(written);
        let names_indicator =
            options.known.indicator(&folded).is_some() || options.known.indicator(&heading.name).is_some();
        if let Some(unit) = &heading.unit {
            out.unit = Some(unit.clone());
        }
        if let Some(when) = heading.when {
            out.when = match (when, out.when) {
                (
                    When::Months(..) | When::LastMonth | When::Through | When::YearBefore | When::Same,
                    Some(When::In(around)),
                ) => when.within(Some(around)).map(When::In).or(Some(when)),
                (When::In(year), Some(months @ When::Months(..))) => months.within(Some(year)).map(When::In),
                (when, _) => Some(when),
            };
        }
        out.summed |= heading.summed;
        out.year_before |= ["同期", "上年", "去年"].iter().any(|w| heading.text.contains(w))
            && heading.meaning == Some(Meaning::Baseline);
        if let Some(meaning) = heading.meaning.filter(|_| options.known.indicator(&folded).is_none()) {
            let keep = match out.meaning {
                None => false,
                Some(before) => {
                    meaning == Meaning::Matter
                        || (before.is_value() && meaning == Meaning::Actual && is_generic(&heading.text))
                        // 责任单位 / 单位.
                        || (meaning == Meaning::Unit && before != Meaning::Category)
                }
            };
            if !keep {
                out.meaning = Some(meaning);
                out.why = Why::Heading;
            }
        }
        let name = if names_indicator && heading.name.is_empty() { written.as_str() } else { heading.name.as_str() };
        if !name.is_empty() {
            if is_place(name, options.known) {
                out.place = Some(name.to_owned());
            } else {
                // As written: folding is for comparing.
                out.name = unfolded(written, name);
            }
        }
    }
    if let Some(meaning) = options.mapping.column(heads) {
        out.meaning = Some(meaning);
        out.why = Why::Mapping;
    }
    out
}

/// A folded name as it stands in what was written, where it does.
fn unfolded(written: &str, name: &str) -> String {
    let written: String = written.split_whitespace().collect();
    let lower = written.to_lowercase();
    match lower.find(name) {
        Some(at) if lower.len() == written.len() => written.get(at..at + name.len()).unwrap_or(name).to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether words name a place: one of the plan, or by how they end.
pub(crate) fn is_place(name: &str, known: &Known) -> bool {
    let words = Words::get();
    let length = name.chars().count();
    known.territory(name).is_some()
        || words.is("whole", name)
        || ((2..=12).contains(&length)
            && words.ends("place_end", name).is_some_and(|end| end.len() < name.len())
            && words.head(name).is_none())
}

/// Settles what the rows of a table are, and with it the meanings that hang on it; `None` where it is no table of ours.
pub(crate) fn settle(columns: &mut [Col]) -> Option<Kind> {
    by_cells(columns);
    let has = |columns: &[Col], meaning: Meaning| columns.iter().any(|c| c.meaning == Some(meaning));
    let numeric = |c: &Col| {
        c.cells.are_numbers()
            && (c.meaning.is_none_or(Meaning::is_value) || c.meaning == Some(Meaning::Goal))
            && (c.meaning.is_some() || c.when.is_some() || c.place.is_some() || !c.name.is_empty() || c.unit.is_some())
    };
    let empty = |c: &Col| c.cells.filled == 0 && c.meaning.is_some_and(Meaning::is_value);
    let values = columns.iter().any(numeric);
    let forms = columns.iter().any(empty);
    let of_tasks = columns.iter().filter(|c| c.meaning.is_some_and(Meaning::is_of_tasks)).count();
    let named = has(columns, Meaning::Indicator);
    let units = columns.iter().any(|c| c.meaning == Some(Meaning::Unit));
    let rows_named = has(columns, Meaning::Territory) || has(columns, Meaning::Period);
    let task = has(columns, Meaning::Task);
    let kind = if task && !(values && units) && !(named && values) {
        Kind::Tasks
    } else if (values || forms) && (named || task && units || has(columns, Meaning::Matter) && of_tasks == 0)
        || values && rows_named && of_tasks == 0
    {
        Kind::Observations
    } else if of_tasks >= 2 && (has(columns, Meaning::Matter) || has(columns, Meaning::Goal) || named) || task {
        Kind::Tasks
    } else {
        return None;
    };
    match kind {
        Kind::Observations => observations(columns),
        Kind::Tasks => tasks(columns),
    }
    let rows_have_names = match kind {
        Kind::Observations => has(columns, Meaning::Indicator) || columns.iter().any(|c| c.why == Why::Name),
        Kind::Tasks => has(columns, Meaning::Task),
    };
    rows_have_names.then_some(kind)
}

/// What cells say against or beside their heading.
fn by_cells(columns: &mut [Col]) {
    for c in columns.iter_mut().filter(|c| c.why != Why::Mapping) {
        let cells = c.cells;
        let most = |n: usize| n > 0 && n * 2 > cells.filled;
        let becomes = match c.meaning {
            Some(Meaning::Unit) if most(cells.bodies) && !most(cells.units) => Meaning::Lead,
            Some(Meaning::Category | Meaning::Matter) | None if most(cells.bindings) => Meaning::Nature,
            None if most(cells.units) && c.when.is_none() && !cells.are_numbers() && c.place.is_none() => Meaning::Unit,
            _ => continue,
        };
        c.meaning = Some(becomes);
        c.why = Why::Cells;
    }
}

fn observations(columns: &mut [Col]) {
    let rename = |columns: &mut [Col], from: Meaning, to: Meaning| {
        if let Some(c) = columns.iter_mut().find(|c| c.meaning == Some(from)) {
            c.meaning = Some(to);
        }
    };
    if !columns.iter().any(|c| c.meaning == Some(Meaning::Indicator)) {
        let rows_named = columns
            .iter()
            .any(|c| matches!(c.meaning, Some(Meaning::Territory | Meaning::Period)) && c.cells.are_words_or_periods());
        let from = [Meaning::Matter, Meaning::Task].into_iter().find(|m| columns.iter().any(|c| c.meaning == Some(*m)));
        match from {
            Some(from) if !rows_named || columns.iter().all(|c| c.name.is_empty()) => {
                rename(columns, from, Meaning::Indicator);
            }
            _ => {}
        }
    }
    let named = columns.iter().any(|c| c.meaning == Some(Meaning::Indicator));
    for c in columns.iter_mut().filter(|c| c.why != Why::Mapping) {
        let numbers = c.cells.are_numbers();
        match c.meaning {
            Some(Meaning::Goal | Meaning::Measure | Meaning::Money) if numbers => c.meaning = Some(Meaning::Target),
            Some(Meaning::TaskSource) => c.meaning = Some(Meaning::Source),
            Some(Meaning::Matter) => c.meaning = Some(Meaning::Category),
            // 时间 over a column of values is a mistake of ours.
            Some(Meaning::Due) if c.cells.periods * 2 > c.cells.filled => c.meaning = Some(Meaning::Period),
            Some(Meaning::Period) if numbers && c.cells.periods * 2 < c.cells.filled => {
                c.meaning = Some(Meaning::Actual);
            }
            Some(m) if m.is_value() && c.cells.are_words() && c.cells.numbers == 0 => {
                c.meaning = Some(Meaning::Note);
                c.why = Why::Cells;
            }
            None if c.place.is_some() && (numbers || c.cells.filled == 0) => {
                c.meaning = Some(Meaning::Actual);
                c.why = Why::Place;
            }
            None if c.when.is_some() && (numbers || c.cells.filled == 0) && (named || c.name.is_empty()) => {
                c.meaning = Some(Meaning::Actual);
                c.why = Why::Period;
            }
            None if !named && !c.name.is_empty() && numbers => {
                c.meaning = Some(Meaning::Actual);
                c.why = Why::Name;
            }
            Some(m) if m.is_value() && !named && !c.name.is_empty() => c.why = Why::Name,
            _ => {}
        }
    }
}

impl Cells {
    fn are_words_or_periods(self) -> bool {
        self.are_words() || self.periods * 2 > self.filled
    }
}

fn tasks(columns: &mut [Col]) {
    let has = |columns: &[Col], meaning: Meaning| columns.iter().any(|c| c.meaning == Some(meaning));
    if !has(columns, Meaning::Task) {
        // The one with the longest words.
        let may = |c: &&mut Col| matches!(c.meaning, Some(Meaning::Matter | Meaning::Goal | Meaning::Indicator));
        let mean = |c: &&mut Col| {
            let rank = match c.meaning {
                Some(Meaning::Matter) => 2,
                Some(Meaning::Goal) => 1,
                _ => 0,
            };
            (c.cells.characters.checked_div(c.cells.filled).unwrap_or(0) >= 4, rank, c.cells.characters)
        };
        if let Some(c) = columns.iter_mut().filter(|c| may(c)).max_by_key(mean) {
            c.meaning = Some(Meaning::Task);
        }
    }
    let due = has(columns, Meaning::Due);
    let lead = has(columns, Meaning::Lead) || has(columns, Meaning::Duty);
    for c in columns.iter_mut().filter(|c| c.why != Why::Mapping) {
        let numbers = c.cells.are_numbers();
        let becomes = match c.meaning {
            Some(Meaning::Period) if !due => Meaning::Due,
            Some(Meaning::Actual | Meaning::Estimate) if !numbers => Meaning::Progress,
            Some(Meaning::Target) if !numbers => Meaning::Goal,
            Some(Meaning::Derived) => {
                if numbers {
                    Meaning::DoneShare
                } else {
                    Meaning::Progress
                }
            }
            Some(Meaning::Matter | Meaning::Indicator) => Meaning::Category,
            Some(Meaning::Source | Meaning::Territory) if !lead => Meaning::Lead,
            Some(Meaning::Source) => Meaning::Note,
            _ => continue,
        };
        c.meaning = Some(becomes);
    }
}
