//! Where a table begins: its heading rows, one to four of them, and what stands over each column.

use crate::grid::Grid;
use crate::heading::Heading;
use crate::word::{Words, fold};
use crate::{Known, when};
use luoshi_document::{Kind, SheetCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Heading rows of a table at most.
const DEEPEST: usize = 5;

/// The heading rows of a table.
pub(crate) struct Heads {
    /// Rows of the grid (indices of `Grid::rows`).
    pub(crate) rows: Range<usize>,
    /// Columns with their headings, from top to bottom.
    pub(crate) columns: BTreeMap<u32, Vec<String>>,
}

/// What a row looks like.
#[derive(Debug, Default, Clone, Copy)]
struct Look {
    cells: usize,
    /// Cells whose heading has a meaning.
    meant: usize,
    /// Cells that say anything a heading says.
    known: usize,
    /// Periods.
    whens: usize,
    /// Numbers and days: no headings.
    numbers: usize,
    /// Texts longer than any heading.
    long: usize,
}

fn look(grid: &Grid<'_>, at: usize, known: &Known) -> Look {
    let mut out = Look::default();
    for cell in grid.row(at) {
        out.cells += 1;
        let shown = grid.shown(cell);
        let folded = fold(&shown);
        match cell.kind {
            Kind::Number if when::whole(&folded).is_none() => out.numbers += 1,
            Kind::Error | Kind::Truth | Kind::Formula => out.numbers += 1,
            Kind::Number | Kind::Date | Kind::Text => {
                let heading = Heading::new(&shown);
                out.meant += usize::from(heading.meaning.is_some());
                out.known += usize::from(heading.is_known() || known.names(&folded));
                out.whens += usize::from(heading.when.is_some());
                out.long += usize::from(shown.chars().count() > 40);
                if cell.kind == Kind::Text && heading.unit.is_none() && crate::value::from_text(&shown).is_ok() {
                    out.numbers += usize::from(heading.when.is_none());
                }
            }
        }
    }
    out
}

/// Whether a row heads a table by itself.
fn heads_alone(look: Look) -> bool {
    look.numbers == 0 && look.long == 0 && look.cells >= 2 && (look.meant >= 2 || (look.meant >= 1 && look.known >= 2))
}

/// Whether a row within a table heads another: nearly all its cells are headings.
pub(crate) fn begins_anew(grid: &Grid<'_>, at: usize, known: &Known) -> bool {
    // Most rows hold a number that is no year, which settles it before any heading is read.
    let is_data = |c: &&SheetCell| match c.kind {
        Kind::Number => when::whole(grid.book.text(c)).is_none() && when::whole(&fold(&grid.shown(c))).is_none(),
        Kind::Error | Kind::Truth | Kind::Formula => true,
        Kind::Text | Kind::Date => false,
    };
    if grid.row(at).iter().any(is_data) {
        return false;
    }
    let look = look(grid, at, known);
    heads_alone(look) && look.meant >= 2 && look.known * 3 >= look.cells * 2
}

impl Heads {
    /// The headings that begin at a row, if any do.
    pub(crate) fn at(grid: &Grid<'_>, at: usize, known: &Known) -> Option<Self> {
        let first = look(grid, at, known);
        let next = look(grid, at + 1, known);
        let adjacent = grid.rows.get(at + 1).zip(grid.rows.get(at)).is_some_and(|(b, a)| b.number == a.number + 1);
        let merged = || grid.row(at).iter().any(|c| grid.reach(c.row, c.column).1 > 1);
        let sound = heads_alone(first)
            || (first.numbers == 0 && first.long == 0 && first.cells >= 2 && first.whens >= 2 && adjacent && heads_alone(next))
            || (first.numbers == 0 && first.long == 0 && first.cells >= 2 && merged() && adjacent && heads_alone(next) && next.meant >= 2)
            // One heading that is known over a row of data.
            || (first.numbers == 0 && first.long == 0 && first.cells >= 2 && (first.meant >= 1 || first.known >= 2) && next.numbers >= 1 && next.cells >= 2);
        if !sound {
            return None;
        }
        let mut end = at + 1;
        let mut bottom = reach_of(grid, at);
        while end < grid.rows.len() && end - at < DEEPEST {
            let Some(row) = grid.rows.get(end).map(|r| r.number) else { break };
            if row <= bottom
                && !grid.row(end).iter().any(|c| c.kind == Kind::Number && when::whole(&fold(&grid.shown(c))).is_none())
            {
                // Under a heading that reaches so far down.
            } else if row == grid.rows.get(end - 1).map_or(0, |r| r.number) + 1 && is_below(grid, end, at..end, known) {
                bottom = bottom.max(reach_of(grid, end));
            } else {
                break;
            }
            end += 1;
        }
        let rows = at..end;
        let columns = columns(grid, rows.clone());
        // A row that only numbers the columns says nothing.
        if counts_columns(grid, end) {
            end += 1;
        }
        (columns.len() >= 2).then_some(Self { rows: at..end, columns })
    }
}

/// The lowest row that the cells of a row reach down to.
fn reach_of(grid: &Grid<'_>, at: usize) -> u32 {
    grid.row(at).iter().map(|c| c.row + grid.reach(c.row, c.column).0 - 1).max().unwrap_or(0)
}

/// Whether a row is a further level of the headings above it.
fn is_below(grid: &Grid<'_>, at: usize, heads: Range<usize>, known: &Known) -> bool {
    let look = look(grid, at, known);
    if look.numbers > 0 || look.cells == 0 || look.long > 0 {
        return false;
    }
    let over = |cell: &&&SheetCell| {
        // A heading above that spans columns, or none at all.
        let above = heads.clone().rev().find_map(|row| grid.rows.get(row).and_then(|r| grid.at(r.number, cell.column)));
        above.is_none_or(|above| grid.reach(above.row, above.column).1 > 1)
    };
    let under = grid.row(at).iter().filter(over).count();
    let units = grid.row(at).iter().all(|c| {
        let heading = Heading::new(&grid.shown(c));
        heading.unit.is_some() && heading.name.is_empty()
    });
    (look.known == look.cells && (under > 0 || look.whens == look.cells))
        || (under == look.cells && look.cells >= 2)
        || units
}

fn counts_columns(grid: &Grid<'_>, at: usize) -> bool {
    let cells = grid.row(at);
    let mut expected = None;
    let mut numbers = 0;
    for cell in cells {
        let shown = fold(&grid.shown(cell));
        if matches!(shown.as_str(), "甲" | "乙" | "丙" | "丁" | "戊" | "—" | "-") && expected.is_none() {
            continue;
        }
        let Ok(number) = shown.trim_matches(['(', ')']).parse::<u32>() else { return false };
        if expected.is_some_and(|e| e != number) || (expected.is_none() && number > 1) {
            return false;
        }
        expected = Some(number + 1);
        numbers += 1;
    }
    numbers >= 3
}

/// What stands over each column.
fn columns(grid: &Grid<'_>, rows: Range<usize>) -> BTreeMap<u32, Vec<String>> {
    let mut all: BTreeSet<u32> = BTreeSet::new();
    for at in rows.clone() {
        for cell in grid.row(at) {
            let (_, across) = grid.reach(cell.row, cell.column);
            all.extend(cell.column..cell.column + across.min(2_000));
        }
    }
    let mut out: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let numbers: Vec<u32> = rows.clone().filter_map(|at| grid.rows.get(at).map(|r| r.number)).collect();
    for column in all {
        let mut heads: Vec<String> = Vec::new();
        let mut before: Option<(u32, u32)> = None;
        for (level, row) in numbers.iter().enumerate() {
            let mut cell = grid.at(*row, column);
            let lower = || numbers.iter().skip(level + 1).any(|r| grid.own(*r, column).is_some());
            if cell.is_none() && lower() {
                // A group's heading stands over its first column only, and was not merged.
                cell = (0..column).rev().take(40).find_map(|c| grid.at(*row, c)).filter(|c| {
                    let below = numbers.iter().skip(level + 1).any(|r| grid.own(*r, c.column).is_some());
                    below && grid.reach(c.row, c.column).0 == 1
                });
            }
            let Some(cell) = cell else { continue };
            if before == Some((cell.row, cell.column)) {
                continue;
            }
            before = Some((cell.row, cell.column));
            let shown = grid.shown(cell);
            let text = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            if heads.last() != Some(&text) {
                heads.push(text);
            }
        }
        if !heads.is_empty() {
            out.insert(column, heads);
        }
    }
    out
}

/// Whether a row's only words explain: 注：…, 填报单位：….
pub(crate) fn is_remark(text: &str) -> bool {
    let text = fold(text);
    let words = Words::get();
    words.begins("remark", &text).is_some_and(|word| {
        let behind = text.get(word.len()..).unwrap_or_default();
        behind.is_empty() || behind.starts_with([':', '：', '.', '、', '1', '①', '(', ' '])
    })
}
