//! A sheet as rows of visible cells, with its merged cells spread out.

use luoshi_document::{Kind, Sheet, SheetCell, Workbook, column_name};
use std::collections::HashMap;
use std::fmt;

/// A cell of a sheet, by row and column from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
}

impl fmt::Display for Place {
    /// As sheets name it: B7.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row + 1)
    }
}

/// Merged cells that are spread out at most, counted in cells.
const SPREAD: u64 = 3_000_000;

/// A sheet of a workbook, looked at.
pub(crate) struct Grid<'a> {
    pub(crate) book: &'a Workbook,
    pub(crate) sheet: &'a Sheet,
    /// Rows that hold something visible, with where their cells lie in `cells`.
    pub(crate) rows: Vec<Row>,
    /// Visible cells.
    cells: Vec<&'a SheetCell>,
    /// For a place that a merged cell covers, where that one begins.
    merged: HashMap<(u32, u32), (u32, u32)>,
    /// How far the merged cell that begins at a place reaches: rows, columns.
    reach: HashMap<(u32, u32), (u32, u32)>,
}

/// A row that holds something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) number: u32,
    first: usize,
    end: usize,
}

impl<'a> Grid<'a> {
    /// Whether hidden rows and columns belong to it is the caller's to say.
    pub(crate) fn new(book: &'a Workbook, sheet: &'a Sheet, hidden_too: bool) -> Self {
        let visible =
            |cell: &&SheetCell| hidden_too || !(sheet.is_row_hidden(cell.row) || sheet.is_column_hidden(cell.column));
        let blank = |cell: &&SheetCell| cell.kind == Kind::Text && book.text(cell).trim().is_empty();
        let cells: Vec<&SheetCell> = sheet.cells.iter().filter(|c| visible(c) && !blank(c)).collect();
        let mut rows: Vec<Row> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            match rows.last_mut() {
                Some(row) if row.number == cell.row => row.end = at + 1,
                _ => rows.push(Row { number: cell.row, first: at, end: at + 1 }),
            }
        }
        let (mut merged, mut reach) = (HashMap::new(), HashMap::new());
        let last_row = cells.last().map_or(0, |c| c.row);
        let last_column = cells.iter().map(|c| c.column).max().unwrap_or(0);
        let mut left = SPREAD;
        for m in &sheet.merges {
            // Beyond what is filled there is nothing to spread over.
            let rows = m.rows.min((last_row + 1).saturating_sub(m.row));
            let columns = m.columns.min((last_column + 2).saturating_sub(m.column));
            let size = u64::from(rows) * u64::from(columns);
            if size == 0 || size > left {
                continue;
            }
            left -= size;
            reach.insert((m.row, m.column), (rows, columns));
            for row in m.row..m.row + rows {
                for column in m.column..m.column + columns {
                    merged.insert((row, column), (m.row, m.column));
                }
            }
        }
        Self { book, sheet, rows, cells, merged, reach }
    }

    /// The visible cells of a row.
    pub(crate) fn row(&self, at: usize) -> &[&'a SheetCell] {
        self.rows.get(at).and_then(|row| self.cells.get(row.first..row.end)).unwrap_or_default()
    }

    /// The cell at a place, or the merged one that covers it.
    pub(crate) fn at(&self, row: u32, column: u32) -> Option<&'a SheetCell> {
        let (row, column) = self.merged.get(&(row, column)).copied().unwrap_or((row, column));
        if let Some(cell) = self.own(row, column) { Some(cell) } else { None }
    }

    /// The cell that begins at a place.
    pub(crate) fn own(&self, row: u32, column: u32) -> Option<&'a SheetCell> {
        let row = self.rows.binary_search_by_key(&row, |r| r.number).ok()?;
        let cells = self.row(row);
        cells.binary_search_by_key(&column, |c| c.column).ok().and_then(|at| cells.get(at).copied())
    }

    /// Rows and columns that the cell at a place covers.
    pub(crate) fn reach(&self, row: u32, column: u32) -> (u32, u32) {
        self.reach.get(&(row, column)).copied().unwrap_or((1, 1))
    }

    pub(crate) fn shown(&self, cell: &SheetCell) -> String {
        self.book.shown(cell)
    }
}
