//! What a row below the headings is: data, a heading within the table, a note, or the headings printed again.

use super::column::{Heads, Role};
use super::grid::{Grid, GridCell};
use super::words::TableWords;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// The headings again, after the end of a page.
    Repeat,
    /// Explains the table: 注：…
    Remark,
    /// Heads the rows below it: 一、经济发展.
    Section,
    /// Sums up: 合计.
    Sum,
    Data,
}

/// Judges a row.
pub(super) fn kind(grid: &Grid, heads: &Heads, row: usize) -> Kind {
    let words = TableWords::get();
    let own: Vec<&GridCell> = grid.own(row).iter().filter(|c| !c.is_blank()).collect();
    let Some(first) = own.first() else { return Kind::Blank };
    if repeats(heads, &own, grid) {
        return Kind::Repeat;
    }
    if words.is_remark(first.chars()) && (own.len() == 1 || first.columns * 2 > grid.columns) {
        return Kind::Remark;
    }
    if own.iter().take(2).any(|c| words.is_sum(c.chars())) {
        return Kind::Sum;
    }
    if own.len() == 1 {
        let role = heads.columns.get(first.column).map(|c| c.role);
        let wide = first.columns > 1 && first.columns * 2 > grid.columns;
        // A row of one cell is data only where its column alone can be: a task with its bodies in brackets.
        let reached = (0..grid.columns).any(|c| grid.at(row, c).is_some_and(|cell| cell.row < row && !cell.is_blank()));
        let alone = matches!(role, Some(Role::Task | Role::Indicator | Role::Goal | Role::Lead)) && !wide;
        return if alone || reached && !wide { Kind::Data } else { Kind::Section };
    }
    Kind::Data
}

/// Whether a row prints the headings again.
fn repeats(heads: &Heads, own: &[&GridCell], grid: &Grid) -> bool {
    let head = |cell: &GridCell| {
        heads.rows.clone().any(|row| grid.words(row, cell.column) == cell.chars())
            || heads
                .columns
                .get(cell.column)
                .is_some_and(|c| c.path.iter().any(|text| text.chars().eq(cell.chars().iter().copied())))
    };
    let alike = own.iter().filter(|c| head(c)).count();
    alike == own.len() && (own.len() > 1 || heads.columns.len() <= 2) || alike >= 3 && alike * 3 >= own.len() * 2
}

/// The rows below the headings, but for those of one cell over most columns, which are none of any column: （一）环境质量.
pub(super) fn data_rows(grid: &Grid, heads: &Heads) -> Vec<usize> {
    let is_banner = |row: usize| {
        let mut own = grid.own(row).iter().filter(|c| !c.is_blank());
        matches!((own.next(), own.next()), (Some(only), None) if only.columns > 1 && only.columns * 2 > grid.columns)
    };
    (heads.rows.end..grid.rows).filter(|row| !is_banner(*row)).collect()
}
