//! Cards one below the other in one table, each with the same keys beside its values: 整改措施 | … above 责任单位 | … | 整改时限 | ….

use super::grid::{Grid, GridCell};

/// Longest key.
const KEY: usize = 10;
/// Most rows of a card.
const ROWS: usize = 12;

/// The same table with a row for each card and its keys as headings; `None` where it has no cards.
pub(super) fn laid_out(grid: &Grid) -> Option<Grid> {
    let first = |row: usize| key(grid.words(row, 0));
    let repeats = |rows: &usize| {
        let rows = *rows;
        grid.rows.is_multiple_of(rows)
            && (0..grid.rows).all(|row| !first(row).is_empty() && first(row) == first(row % rows))
            && (1..rows).all(|row| (0..row).all(|before| first(row) != first(before)))
    };
    let rows = (2..=ROWS.min(grid.rows / 2)).find(repeats)?;
    let mut cells: Vec<GridCell> = Vec::with_capacity(grid.cells.len());
    let mut keys = Vec::new();
    for card in 0..grid.rows / rows {
        let mut column = 0;
        for row in 0..rows {
            let (own, model) = (grid.own(card * rows + row), grid.own(row));
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
                cells.push(placed(value.clone(), card + 1, column));
                column += 1;
            }
        }
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
