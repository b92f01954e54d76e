//! Which tables of a text are understood.

use super::around::Around;
use super::column::Heads;
use super::grid::Grid;
use super::understand::understood;
use super::words::TableWords;
use super::{Found, Kind, cards, marks, plain};
use crate::Table;
use crate::figure::Grammar;
use crate::signs::Row;

/// The tables of a text that are understood, in order, none within another: of those given, and of lines that stand like
/// one.
pub(crate) fn find(
    tables: &[Table],
    original: &[char],
    folded: &[char],
    looks: Row<'_>,
    grammar: &Grammar,
) -> Vec<Found> {
    let mut all: Vec<Table> = tables.to_vec();
    all.sort_by_key(|t| t.span);
    all.extend(plain::tables(folded, looks, &all.clone()));
    all.sort_by_key(|t| t.span);
    let mut out: Vec<Found> = Vec::new();
    let mut floor = 0;
    for table in &all {
        if (table.span.start() as usize) < floor || table.span.end() as usize > folded.len() {
            continue;
        }
        let Some(grid) = Grid::new(table, original, folded, looks).map(Grid::unfolded) else { continue };
        let mut around = Around::new(table.span.start() as usize, floor, folded, grammar);
        let carded = cards::laid_out(&grid)
            .and_then(|cards| understood(&cards, &around, original, grammar).map(|(heads, kind)| (cards, heads, kind)));
        let found = carded
            .or_else(|| understood(&grid, &around, original, grammar).map(|(heads, kind)| (grid.clone(), heads, kind)));
        let turned = || {
            let turned = grid.turned()?;
            understood(&turned, &around, original, grammar).map(|(heads, kind)| (turned, heads, kind))
        };
        let found = match found {
            Some(found) if found.1.known_share() < 50 => {
                turned().filter(|t| t.1.known_share() > found.1.known_share()).or(Some(found))
            }
            None => turned().or_else(|| goes_on(&grid, out.last()?, folded)),
            found => found,
        };
        let Some((grid, heads, kind)) = found else { continue };
        for row in 0..heads.rows.start {
            for cell in grid.own(row) {
                around.add(cell.span.start() as usize, cell.span.end() as usize, folded, grammar);
            }
        }
        floor = table.span.end() as usize;
        around.below(table.span, folded);
        let (marks, others) = marks::marks(folded, table.span);
        out.push(Found { span: table.span, grid, heads, kind, around, marks, others });
    }
    out
}

/// The later part of a table, printed without its headings, with those of the part before.
fn goes_on(grid: &Grid, before: &Found, folded: &[char]) -> Option<(Grid, Heads, Kind)> {
    let between = folded.get(before.span.end() as usize..grid.span.start() as usize)?;
    // A line that says 续表 is short; what is longer is text.
    let words: Vec<char> = between.iter().take(200).filter(|c| !c.is_whitespace()).copied().collect();
    let goes_on = words.is_empty() && between.len() < 200 || TableWords::get().is_continued(&words);
    let heads = Heads { rows: 0..0, ..before.heads.clone() };
    (goes_on && !before.grid.is_turned && before.grid.columns == grid.columns)
        .then(|| (grid.clone(), heads, before.kind))
}
