//! Cards one below the other in one table, each with the same keys beside its values: 整改措施 | … above 责任单位 | … | 整改时限 | ….

use super::grid::{Grid, GridCell};
use super::words::TableWords;

/// Longest key.
const KEY: usize = 10;
/// Most rows of a card.
const ROWS: usize = 12;
/// Fewest rows of one that stands alone.
const SINGLE: usize = 3;

/// The same table with a row for each card and its keys as headings; `None` where it has no cards. A row of one cell over all
/// columns, which names a card, heads its row.
pub(super) fn laid_out(grid: &Grid) -> Option<Grid> {
    let first = |row: usize| key(grid.words(row, 0));
    let titles = |row: usize| matches!(grid.own(row), [only] if only.columns == grid.columns && grid.columns > 2);
    let repeats = |rows: &usize| {
        let rows = *rows;
        grid.rows.is_multiple_of(rows)
            && !(0..rows).all(titles)
            && (0..grid.rows).all(|row| {
                let model = row % rows;
                titles(row) == titles(model) && (titles(row) || !first(row).is_empty() && first(row) == first(model))
            })
            && (1..rows).all(|row| (0..row).all(|before| titles(row) || first(row) != first(before)))
    };
    // A single card is known by its keys: each is a heading that a list knows.
    let single = || {
        let known = |pair: &[GridCell]| pair.first().is_some_and(|name| TableWords::get().is_word(key(name.chars())));
        let keyed = |row: usize| grid.own(row).chunks_exact(2).all(known);
        let rows = grid.rows;
        (grid.columns > 2 && (SINGLE..=ROWS).contains(&rows) && (0..rows).all(keyed) && repeats(&rows)).then_some(rows)
    };
    let rows = (2..=ROWS.min(grid.rows / 2)).find(repeats).or_else(single)?;
    let mut cells: Vec<GridCell> = Vec::with_capacity(grid.cells.len());
    let mut keys = Vec::new();
    let columns = (0..rows).filter(|row| !titles(*row)).map(|row| grid.own(row).len() / 2).sum::<usize>();
    let (mut at, mut headed) = (0, false);
    for card in 0..grid.rows / rows {
        at += 1;
        let mut column = 0;
        for row in 0..rows {
            let (own, model) = (grid.own(card * rows + row), grid.own(row));
            if let ([title], true) = (own, titles(row)) {
                cells.push(GridCell { columns, ..placed(title.clone(), at, 0) });
                at += 1;
                continue;
            }
            if own.len() != model.len() || own.len() % 2 == 1 {
                return None;
            }
            for (pair, model) in own.chunks_exact(2).zip(model.chunks_exact(2)) {
                let ([name, value], [heading, _]) = (pair, model) else { return None };
                let words = key(name.chars());
                if words.is_empty() || words.len() > KEY || words != key(heading.chars()) || name.rows > 1 {
                    return None;
                }
                if card == 0 {
                    cells.push(placed(name.part(0..words.len()), 0, column));
                } else {
                    keys.push(name.span);
                }
                cells.push(placed(value.clone(), at, column));
                column += 1;
            }
        }
        headed |= column > 0;
    }
    if !headed {
        return None;
    }
    let mut cards = Grid::of(cells, grid.span, false)?;
    cards.keys = keys;
    Some(cards)
}

fn placed(cell: GridCell, row: usize, column: usize) -> GridCell {
    GridCell { row, column, rows: 1, columns: 1, ..cell }
}

/// A key without the number of its card and without its colon: 问题 of 问题一.
fn key(text: &[char]) -> &[char] {
    let is_number = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十:".contains(*c);
    let end = text.iter().rposition(|c| !is_number(c)).map_or(0, |at| at + 1);
    text.get(..end).unwrap_or_default()
}
