//! A text as it is handed over, with what its form says beside its characters.

use crate::span::Span;

/// A text with its tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct Text<'a> {
    /// The whole text, the words of its tables included.
    pub text: &'a str,
    /// The tables in it. Cells that lie outside the text are not read.
    pub tables: &'a [Table],
}

/// A table: its cells on a grid, each with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Where the whole table stands.
    pub span: Span,
    /// Cells in reading order; no two cover one place of the grid.
    pub cells: Vec<Cell>,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Row of the grid where it begins, from 0.
    pub row: u32,
    /// Column of the grid where it begins, from 0.
    pub column: u32,
    /// How many rows it covers, at least 1.
    pub rows: u32,
    /// How many columns it covers, at least 1.
    pub columns: u32,
    /// Where its words stand; empty for an empty cell.
    pub span: Span,
}
