//! Tables under way: rows of cells, put on a full grid where cells may reach over columns and rows.

use std::collections::HashMap;

use super::page::{Before, Grid, Page, Square};
use crate::document::LeftOut;

/// Columns a single cell may cover, and a row may leave out at its start; Word's own limit for a table.
const COLUMNS: u32 = 63;

/// Characters of a row beyond which its many paragraphs are text side by side and no data.
const LONG: usize = 400;

/// Whether a cell goes on from the one above or beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Begins,
    GoesOn,
}

/// A cell under way.
#[derive(Default)]
pub(super) struct CellWork {
    first_block: usize,
    first_byte: usize,
    pub(super) columns: u32,
    pub(super) down: Merge,
    pub(super) across: Merge,
    pub(super) deleted: bool,
}

/// A table under way.
#[derive(Default)]
pub(super) struct TableWork {
    cells: Vec<Square>,
    row: u32,
    /// By column, the cell that reaches down to the row before this one.
    down: HashMap<u32, usize>,
    /// Rows of more than one cell: without any the table is a frame around text.
    wide: bool,
    /// The row under way.
    first_block: usize,
    first_byte: usize,
    first_cell: usize,
    column: u32,
    /// Cells of the row as they are written, merged ones too.
    written: usize,
    /// Why the row is not shown.
    pub(super) gone: Option<LeftOut>,
    /// A table within it: then its cells are lines.
    pub(super) layout: bool,
    pub(super) cell: CellWork,
}

impl TableWork {
    pub(super) fn begin_row(&mut self, page: &Page) {
        self.first_block = page.blocks.len();
        self.first_byte = page.text.len();
        self.first_cell = self.cells.len();
        (self.column, self.written) = (0, 0);
        (self.gone, self.layout) = (None, false);
    }

    /// Columns left out before the first cell.
    pub(super) fn leave_out(&mut self, columns: u32) {
        self.column = columns.min(COLUMNS);
    }

    pub(super) fn begin_cell(&mut self, page: &Page) {
        self.cell =
            CellWork { first_block: page.blocks.len(), first_byte: page.text.len(), columns: 1, ..CellWork::default() };
    }

    /// Whether words were in a cell that is not shown.
    pub(super) fn end_cell(&mut self, page: &mut Page) -> bool {
        let cell = std::mem::take(&mut self.cell);
        if cell.deleted {
            return page.forget(cell.first_block, cell.first_byte);
        }
        let columns = cell.columns.clamp(1, COLUMNS);
        let column = self.column;
        self.column += columns;
        self.written += 1;
        if cell.across == Merge::GoesOn
            && self.cells.len() > self.first_cell
            && let Some(before) = self.cells.last_mut()
            && before.rows == 1
            && before.column + before.columns == column
        {
            before.columns += columns;
            return page.forget(cell.first_block, cell.first_byte);
        }
        if cell.down == Merge::GoesOn
            && let Some(above) = self.down.get(&column).and_then(|at| self.cells.get_mut(*at))
            && above.row + above.rows == self.row
            && above.columns == columns
            && self.gone.is_none()
        {
            above.rows += 1;
            return page.forget(cell.first_block, cell.first_byte);
        }
        if self.gone.is_none() {
            if cell.down == Merge::None {
                self.down.remove(&column);
            } else {
                self.down.insert(column, self.cells.len());
            }
        }
        let blocks = cell.first_block..page.blocks.len();
        self.cells.push(Square { row: self.row, column, rows: 1, columns, blocks });
        false
    }

    /// Joins the blocks of a row into a line, unless they are better read as lines of their own. What the row
    /// is that is not shown, if it had words.
    pub(super) fn end_row(&mut self, page: &mut Page) -> Option<LeftOut> {
        if let Some(gone) = self.gone {
            self.cells.truncate(self.first_cell);
            return page.forget(self.first_block, self.first_byte).then_some(gone);
        }
        self.row += 1;
        self.wide |= self.written > 1;
        let cells = self.cells.get(self.first_cell..).unwrap_or_default();
        let blocks = page.blocks.len() - self.first_block;
        // A frame around text, or long texts of many paragraphs side by side.
        let long = || page.text.get(self.first_byte..).unwrap_or_default().chars().nth(LONG).is_some();
        let lines = self.layout || (self.written < 2 && blocks > 1) || (blocks > 3 * self.written && long());
        if lines {
            return None;
        }
        // The column of the block before; none at the beginning of the line.
        let mut before: Option<u32> = None;
        for square in cells {
            for at in square.blocks.clone() {
                let Some(block) = page.blocks.get_mut(at) else { continue };
                if self.written > 1 {
                    block.heading = 0;
                }
                block.before = match before {
                    _ if at > square.blocks.start => Before::Space,
                    None => Before::Row(square.column),
                    Some(before) => Before::Cell(square.column - before),
                };
                before = Some(square.column);
            }
        }
        None
    }

    /// The table, unless it is only a frame.
    pub(super) fn end(self) -> Option<Grid> {
        self.wide.then_some(Grid { cells: self.cells })
    }
}
