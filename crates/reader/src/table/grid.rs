//! A table on its grid: which cell covers which place.

use super::words::TableWords;
use crate::repair::{Block, BlockKind, view};
use crate::signs::Row;
use crate::span::Span;
use crate::view::View;
use crate::{Cell, Table};
use std::ops::Range;

/// Columns beyond these belong to no table of a report.
const COLUMNS: usize = 64;

/// A cell with its words.
#[derive(Debug, Clone)]
pub(super) struct GridCell {
    /// Where it begins on the grid, and how far it reaches.
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Where it begins on the grid as it was given.
    pub(super) given: (usize, usize),
    pub(super) span: Span,
    /// Its words, folded, without the typesetter's blanks.
    pub(super) view: View,
}

impl GridCell {
    pub(super) fn chars(&self) -> &[char] {
        &self.view.chars
    }

    /// The same cell with a part of its words.
    pub(super) fn part(&self, words: Range<usize>) -> Self {
        Self { view: self.view.part(words), ..self.clone() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.view.chars.is_empty()
    }
}

/// Cells on a grid without empty rows; no place is covered twice.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) span: Span,
    /// Its rows are the columns of the table as it is printed.
    pub(super) is_turned: bool,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// In reading order.
    pub(super) cells: Vec<GridCell>,
    /// Cells of the table that say nothing more: keys that a card before has printed.
    pub(super) keys: Vec<Span>,
    /// For each place, row by row, the index of its cell plus one; 0 where there is none.
    places: Vec<u32>,
}

impl Grid {
    /// The grid of a table; `None` where it has fewer than two rows or columns. Cells that lie outside the text are left
    /// out.
    pub(super) fn new(table: &Table, original: &[char], folded: &[char], looks: Row<'_>) -> Option<Self> {
        let within = |cell: &&Cell| cell.span.end() as usize <= folded.len() && (cell.column as usize) < COLUMNS;
        let mut given: Vec<u32> = table.cells.iter().filter(within).map(|cell| cell.row).collect();
        given.sort_unstable();
        given.dedup();
        let index = |row: u32| given.partition_point(|g| *g < row);
        let mut cells: Vec<GridCell> = Vec::with_capacity(table.cells.len());
        for cell in table.cells.iter().filter(within) {
            let mut words = View::default();
            let block = Block { kind: BlockKind::Paragraph, pieces: cell.span.into() };
            view(&block, original, folded, looks, &mut words);
            let (row, column) = (index(cell.row), cell.column as usize);
            cells.push(GridCell {
                row,
                column,
                rows: index(cell.row.saturating_add(cell.rows.max(1))).max(row + 1) - row,
                columns: (cell.columns.max(1) as usize).min(COLUMNS - column),
                given: (cell.row as usize, cell.column as usize),
                span: cell.span,
                view: words,
            });
        }
        Self::of(cells, table.span, false)
    }

    /// The grid of these cells.
    pub(super) fn of(mut cells: Vec<GridCell>, span: Span, is_turned: bool) -> Option<Self> {
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let rows = cells.iter().map(|cell| cell.row + 1).max()?;
        let columns = cells.iter().map(|cell| cell.column + cell.columns).max()?;
        if rows < 2 || columns < 2 {
            return None;
        }
        let mut places = vec![0u32; rows * columns];
        for (number, cell) in cells.iter_mut().enumerate() {
            cell.rows = cell.rows.min(rows - cell.row);
            for row in cell.row..cell.row + cell.rows {
                for place in places.get_mut(row * columns + cell.column..row * columns + cell.column + cell.columns)? {
                    if *place == 0 {
                        *place = number as u32 + 1;
                    }
                }
            }
        }
        Some(Self { span, is_turned, rows, columns, cells, keys: Vec::new(), places })
    }

    /// The cell that covers a place.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<&GridCell> {
        if column >= self.columns {
            return None;
        }
        let place = *self.places.get(row * self.columns + column)?;
        self.cells.get((place as usize).checked_sub(1)?)
    }

    /// The words at a place; none where it is empty.
    pub(super) fn words(&self, row: usize, column: usize) -> &[char] {
        self.at(row, column).map_or(&[], GridCell::chars)
    }

    /// The cell at a place, or where that is a mark for the one above it, that one; not above `floor`.
    pub(super) fn meant(&self, row: usize, column: usize, floor: usize) -> Option<&GridCell> {
        let mut cell = self.at(row, column)?;
        while TableWords::get().is_ditto(cell.chars()) {
            cell = self.at(cell.row.checked_sub(1).filter(|above| *above >= floor)?, column)?;
        }
        Some(cell)
    }

    /// The cells that begin in a row.
    pub(super) fn own(&self, row: usize) -> &[GridCell] {
        let first = self.cells.partition_point(|cell| cell.row < row);
        let last = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(first..last).unwrap_or_default()
    }

    /// Tables printed side by side, 指标, 目标, 指标, 目标, with the later ones below the first. They are known by a row
    /// of headings that says the same again.
    pub(super) fn unfolded(self) -> Self {
        /// Rows among which the headings are looked for.
        const HEADS: usize = 6;
        let repeats = |row: usize, width: usize| {
            let words = |column| self.words(row, column);
            (width..self.columns).all(|column| words(column) == words(column - width))
                && (0..width).all(|column| !words(column).is_empty())
                // What is counted or named comes first, and that is no number.
                && !words(0).iter().any(char::is_ascii_digit)
                && (1..width).any(|column| words(column) != words(0))
                // A cell that reaches over columns reads alike in each of them and repeats nothing.
                && (0..self.columns).all(|column| self.at(row, column).is_some_and(|c| c.columns == 1))
        };
        let widths = || (2..=self.columns / 2).filter(|width| self.columns.is_multiple_of(*width));
        let Some(width) = (0..self.rows.min(HEADS)).find_map(|row| widths().find(|width| repeats(row, *width))) else {
            return self;
        };
        let mut cells = self.cells.clone();
        for cell in &mut cells {
            cell.row += cell.column / width * self.rows;
            cell.column %= width;
            cell.columns = cell.columns.min(width - cell.column);
        }
        Self::of(cells, self.span, self.is_turned).unwrap_or(self)
    }

    /// The same with rows for columns.
    pub(super) fn turned(&self) -> Option<Self> {
        if self.rows > COLUMNS {
            return None;
        }
        let turn = |cell: &GridCell| GridCell {
            row: cell.column,
            column: cell.row,
            rows: cell.columns,
            columns: cell.rows,
            ..cell.clone()
        };
        Self::of(self.cells.iter().map(turn).collect(), self.span, !self.is_turned)
    }
}
