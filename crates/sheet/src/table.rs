//! The tables of a sheet, one after the other, with what stands around them.

use crate::column::{Col, columns, settle};
use crate::grid::Grid;
use crate::heading::is_unit;
use crate::heads::{Heads, begins_anew, is_remark};
use crate::understood::{Column, Kind, Skipped, Table, Why};
use crate::when::{self, When};
use crate::word::{Meaning, fold};
use crate::{Options, observation, task};
use luoshi_plan::Period;
use std::ops::Range;

/// Rows above a table that may be its title.
const TITLE: usize = 12;

/// What stands around a table and holds for it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Around {
    pub(crate) title: Vec<(u32, String)>,
    pub(crate) unit: Option<String>,
    pub(crate) period: Option<Period>,
    pub(crate) territory: Option<String>,
}

/// All tables of a sheet that are understood.
pub(crate) fn tables(grid: &Grid<'_>, options: &Options<'_>) -> Vec<Table> {
    let mut out: Vec<Table> = Vec::new();
    let mut at = 0;
    let mut floor = 0;
    while at < grid.rows.len() {
        let Some(heads) = Heads::at(grid, at, options.known) else {
            at += 1;
            continue;
        };
        let end = end_of(grid, heads.rows.end, options);
        let rows = heads.rows.end..end;
        let mut cols = columns(grid, &heads.columns, &rows, options);
        let Some(kind) = settle(&mut cols) else {
            at += 1;
            continue;
        };
        let around = around(grid, floor.max(at.saturating_sub(TITLE))..at, options);
        periods(&mut cols, &around, kind, options);
        out.push(table(grid, &heads, rows, &cols, kind, &around, options));
        floor = end;
        at = end;
    }
    out
}

/// Where the rows of a table end: before the title and headings of the next, or at the end of the sheet.
fn end_of(grid: &Grid<'_>, begin: usize, options: &Options<'_>) -> usize {
    for at in begin..grid.rows.len() {
        if begins_anew(grid, at, options.known) {
            let mut end = at;
            // Its title rows are not ours.
            while end > begin && is_title(grid, end - 1) && at - end < TITLE {
                end -= 1;
            }
            return end;
        }
    }
    grid.rows.len()
}

/// A row of one text, or of 单位：亿元 beside another.
fn is_title(grid: &Grid<'_>, at: usize) -> bool {
    let cells = grid.row(at);
    let text = |c: &&&luoshi_document::SheetCell| c.kind == luoshi_document::Kind::Text;
    cells.iter().filter(text).count() == cells.len() && cells.len() <= 2
}

/// What stands above a table, on the tab of its sheet, and what a person said.
fn around(grid: &Grid<'_>, rows: Range<usize>, options: &Options<'_>) -> Around {
    let mut out =
        Around { period: options.period, territory: options.territory.map(str::to_owned), ..Around::default() };
    let mut said: Option<When> = None;
    let mut year: Option<Period> = None;
    for at in rows {
        let Some(number) = grid.rows.get(at).map(|r| r.number) else { continue };
        let words: Vec<String> = grid.row(at).iter().map(|c| grid.shown(c).trim().to_owned()).collect();
        if words.len() > 4 {
            continue;
        }
        for word in &words {
            look(word, &mut out, &mut said, &mut year, options);
        }
        out.title.push((number, words.join(" ")));
    }
    // The tab may carry the rest.
    look(&grid.sheet.name.clone(), &mut out, &mut said, &mut year, options);
    if out.period.is_none() {
        out.period = said.and_then(|when| when.within(year));
    }
    out
}

fn look(words: &str, out: &mut Around, said: &mut Option<When>, year: &mut Option<Period>, options: &Options<'_>) {
    // Blanks between digits part numbers: 表1 2024年.
    let mut parted = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        let digits = parted.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        if digits {
            parted.push('，');
        } else if !parted.is_empty() {
            parted.push(' ');
        }
        parted.push_str(word);
    }
    let folded = fold(&parted);
    if let Some(at) = folded.find("单位:").or_else(|| folded.find("单位：")) {
        let behind = folded.get(at..).unwrap_or_default().trim_start_matches("单位").trim_start_matches([':', '：']);
        let unit = behind.split([')', ']', ',', '，', ';', '、', ' ']).next().unwrap_or_default();
        if is_unit(unit) && out.unit.is_none() {
            out.unit = Some(unit.to_owned());
        }
    }
    if let Some(at) = folded.find("unit:") {
        let unit = folded.get(at + 5..).unwrap_or_default().trim();
        if is_unit(unit) && out.unit.is_none() {
            out.unit = Some(unit.to_owned());
        }
    }
    // The day a form was filled is not what its figures speak of.
    let filled = ["填报日期", "填表日期", "报送日期", "制表日期", "印发", "打印"].iter().any(|w| folded.contains(w));
    if !filled {
        let mut rest = folded.as_str();
        for _ in 0..4 {
            let Some((place, when)) = when::find(rest) else { break };
            match when {
                When::In(period) => {
                    year.get_or_insert(period);
                    if !matches!(said, Some(When::In(_) | When::Months(..))) {
                        *said = Some(when);
                    }
                }
                When::Months(..) if said.is_none() || matches!(said, Some(When::In(p)) if p.as_year().is_some()) => {
                    *said = Some(when);
                }
                When::Months(..) | When::LastMonth | When::Same | When::Through | When::YearBefore => {}
            }
            rest = rest.get(place.end.max(1)..).unwrap_or_default();
        }
    }
    if out.territory.is_none() {
        out.territory = options.known.territory_in(&folded);
    }
}

/// Gives the columns that say only a year their part: of several far apart the first is the base and the last the target,
/// where the title or their group speaks of a plan.
fn periods(cols: &mut [Col], around: &Around, kind: Kind, options: &Options<'_>) {
    if kind != Kind::Observations {
        return;
    }
    // 同比 beside 1-9月 under one year speaks of the same months.
    for at in 1..cols.len() {
        let (before, behind) = cols.split_at_mut(at);
        let Some(c) = behind.first_mut() else { continue };
        let bare =
            c.heads.len() > 1 && crate::heading::Heading::new(c.heads.last().map_or("", String::as_str)).when.is_none();
        if c.meaning == Some(Meaning::Change)
            && bare
            && let Some(When::In(year)) = c.when
            && let Some(left) = before.iter().rev().find(|b| b.heads.first() == c.heads.first())
            && let Some(When::In(part)) = left.when
            && year.contains(part)
        {
            c.when = Some(When::In(part));
        }
    }
    let titled = around.title.iter().any(|(_, words)| {
        ["规划", "目标", "五年", "“十", "\"十", "plan", "target"].iter().any(|w| fold(words).contains(w))
    });
    let has_nature = cols.iter().any(|c| c.meaning == Some(Meaning::Nature));
    let year = |c: &Col| match c.when {
        Some(When::In(period)) => Some(period.last().year()),
        _ => None,
    };
    let of = |c: &Col, meaning: Meaning, why: Why| c.meaning == Some(meaning) && c.why == why;
    // 规划目标 over 2020年 and 2025年.
    let grouped: Vec<usize> = (0..cols.len())
        .filter(|at| {
            cols.get(*at).is_some_and(|c| {
                of(c, Meaning::Target, Why::Heading)
                    && year(c).is_some()
                    && c.heads.len() > 1
                    && crate::heading::Heading::new(c.heads.last().map_or("", String::as_str)).meaning.is_none()
            })
        })
        .collect();
    let alone: Vec<usize> = (0..cols.len())
        .filter(|at| cols.get(*at).is_some_and(|c| of(c, Meaning::Actual, Why::Period) && year(c).is_some()))
        .collect();
    let years = |all: &[usize], cols: &[Col]| -> Option<(i16, i16)> {
        let mut years: Vec<i16> = all.iter().filter_map(|at| cols.get(*at).and_then(year)).collect();
        years.sort_unstable();
        Some((*years.first()?, *years.last()?))
    };
    if let Some((first, last)) = years(&grouped, cols)
        && last - first >= 3
        && grouped.len() <= 3
    {
        for at in &grouped {
            if let Some(c) = cols.get_mut(*at).filter(|c| year(c) == Some(first)) {
                c.meaning = Some(Meaning::Baseline);
            }
        }
    }
    if let Some((first, last)) = years(&alone, cols)
        && (titled || has_nature)
        && last - first >= 3
        && alone.len() <= 3
    {
        for at in &alone {
            if let Some(c) = cols.get_mut(*at) {
                c.meaning = Some(if year(c) == Some(first) { Meaning::Baseline } else { Meaning::Target });
            }
        }
    }
    // What lies ahead was not observed.
    if let Some(today) = options.today {
        for c in cols.iter_mut().filter(|c| of(c, Meaning::Actual, Why::Period)) {
            if let Some(When::In(period)) = c.when
                && period.first() > today
            {
                c.meaning = Some(Meaning::Target);
            }
        }
    }
}

fn table(
    grid: &Grid<'_>,
    heads: &Heads,
    rows: Range<usize>,
    cols: &[Col],
    kind: Kind,
    around: &Around,
    options: &Options<'_>,
) -> Table {
    let number = |at: usize| grid.rows.get(at).map_or(0, |r| r.number);
    let columns = cols
        .iter()
        .map(|c| Column {
            column: c.column,
            heads: c.heads.clone(),
            meaning: c.meaning,
            why: if c.meaning.is_none() { Why::Unknown } else { c.why },
            name: (!c.name.is_empty()).then(|| c.name.clone()),
            place: c.place.clone(),
            period: c.when.and_then(|when| when.within(around.period)),
            unit: c.unit.clone(),
        })
        .collect();
    let first = number(heads.rows.start);
    let last = rows.end.checked_sub(1).map_or(first, number);
    let hidden_rows = if options.hidden {
        0
    } else {
        (first..=last).filter(|r| grid.sheet.is_row_hidden(*r) && grid.sheet.at_row(*r)).count() as u32
    };
    let hidden_columns = if options.hidden {
        0
    } else {
        let widest = cols.iter().map(|c| c.column).max().unwrap_or(0);
        (0..=widest).filter(|c| grid.sheet.is_column_hidden(*c)).count() as u32
    };
    let mut out = Table {
        sheet: grid.sheet.name.clone(),
        kind,
        unit: around.unit.clone(),
        period: around.period,
        territory: around.territory.clone(),
        heads: first..number(heads.rows.end.saturating_sub(1)) + 1,
        rows: number(heads.rows.end.saturating_sub(1)) + 1..last + 1,
        columns,
        observations: Vec::new(),
        slots: Vec::new(),
        tasks: Vec::new(),
        skipped: Vec::new(),
        faults: Vec::new(),
        hidden: (hidden_rows, hidden_columns),
        shape: shape(cols),
        title: around.title.clone(),
    };
    match kind {
        Kind::Observations => observation::rows(grid, rows, cols, around, options, &mut out),
        Kind::Tasks => task::rows(grid, rows, cols, around, options, &mut out),
    }
    out
}

/// What the headings are, whatever their order and years.
fn shape(cols: &[Col]) -> String {
    let mut heads: Vec<String> = cols
        .iter()
        .map(|c| {
            let words = fold(&c.heads.join("/"));
            words.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
        })
        .collect();
    heads.sort_unstable();
    heads.dedup();
    heads.join("|")
}

/// Whether a row's only words are a note below the table.
pub(crate) fn skipped(text: &str) -> Option<Skipped> {
    if is_remark(text) {
        return Some(Skipped::Note);
    }
    let folded = fold(text);
    crate::word::Words::get().is("sum", &folded).then_some(Skipped::Sum)
}
