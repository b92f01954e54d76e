//! Lines of a document with what stands in them, put together into a text with its places.

use std::ops::Range;

use crate::control;
use crate::document::{Cell, Fault, FaultKind, Table};
use crate::position::count;

/// A document cut into lines.
#[derive(Default)]
pub(super) struct Page {
    /// All text, block after block.
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    /// What was left out or doubted, in order of place.
    pub(super) marks: Vec<Mark>,
    pub(super) grids: Vec<Grid>,
}

/// A line, or a piece of one.
#[derive(Clone)]
pub(super) struct Block {
    /// In [`Page::text`], in bytes.
    pub(super) text: Range<usize>,
    pub(super) before: Before,
    /// Level of a heading; 0 for none.
    pub(super) heading: u8,
}

/// What stands between a block and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Line,
    /// The first block of a table row: a line end, then TABs for the empty columns before it.
    Row(u32),
    /// The first block of a further cell, with the number of TABs that bring it to its column.
    Cell(u32),
    /// A further block of a cell.
    Space,
}

/// Something left out or doubted, at a place in [`Page::text`].
#[derive(Clone)]
pub(super) struct Mark {
    pub(super) at: Range<usize>,
    pub(super) kind: FaultKind,
}

/// A table's cells.
pub(super) struct Grid {
    pub(super) cells: Vec<Square>,
}

/// A cell and the blocks in it.
pub(super) struct Square {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) blocks: Range<usize>,
}

impl Page {
    /// Forgets what came after a block, as for a cell that Word does not show. Whether anything did.
    pub(super) fn forget(&mut self, block: usize, text: usize) -> bool {
        let any = self.blocks.len() > block;
        self.blocks.truncate(block);
        self.text.truncate(text);
        while self.marks.last().is_some_and(|mark| mark.at.start > text) {
            self.marks.pop();
        }
        any
    }

    /// Says that something was left out here.
    pub(super) fn mark(&mut self, kind: FaultKind) {
        let at = self.text.len();
        self.marks.push(Mark { at: at..at, kind });
    }

    /// Takes blocks of another page over, behind a label.
    pub(super) fn append(&mut self, other: &Self, blocks: Range<usize>, label: &str) {
        let mut label = Some(label).filter(|label| !label.is_empty());
        for block in other.blocks.get(blocks).unwrap_or_default() {
            let start = self.text.len();
            if let Some(label) = label.take() {
                self.text.push_str(label);
                self.text.push(' ');
            }
            let begun = self.text.len();
            self.text.push_str(other.text.get(block.text.clone()).unwrap_or_default());
            let from = other.marks.partition_point(|mark| mark.at.start < block.text.start);
            for mark in other.marks.get(from..).unwrap_or_default() {
                if mark.at.start > block.text.end {
                    break;
                }
                let place = |at: usize| begun + at.clamp(block.text.start, block.text.end) - block.text.start;
                self.marks.push(Mark { at: place(mark.at.start)..place(mark.at.end), kind: mark.kind });
            }
            self.blocks.push(Block { text: start..self.text.len(), ..block.clone() });
        }
    }

    /// The text, what was left out or doubted in it, and its tables. `part` is where the text lies in the file.
    pub(super) fn finish(self, part: &Range<u64>) -> (String, Vec<Fault>, Vec<Table>) {
        let mut text = String::with_capacity(self.text.len() + self.text.len() / 16 + 1);
        let mut characters = 0_u32;
        // Where each block stands in characters, its heading marks not included.
        let mut places: Vec<Range<u32>> = Vec::with_capacity(self.blocks.len());
        let mut faults: Vec<Fault> = Vec::new();
        let mut marks = self.marks.iter().peekable();
        for block in &self.blocks {
            let begun = text.len();
            let tabs = match block.before {
                Before::Line | Before::Space => 0,
                Before::Row(tabs) | Before::Cell(tabs) => tabs,
            };
            match block.before {
                Before::Line | Before::Row(_) if !text.is_empty() => text.push('\n'),
                Before::Space => text.push(' '),
                Before::Line | Before::Row(_) | Before::Cell(_) => {}
            }
            text.extend(std::iter::repeat_n('\t', tabs as usize));
            if block.heading > 0 {
                text.extend(std::iter::repeat_n('#', usize::from(block.heading)));
                text.push(' ');
            }
            characters += (text.len() - begun) as u32;
            let words = self.text.get(block.text.clone()).unwrap_or_default();
            let start = characters;
            let (mut at, mut place) = (0, start);
            // The character at a byte of the block; asked in rising order.
            let mut character = |byte: usize| {
                let byte = byte.clamp(block.text.start, block.text.end) - block.text.start;
                if byte > at {
                    place += count(words.as_bytes().get(at..byte).unwrap_or_default());
                    at = byte;
                }
                place
            };
            let of_block = faults.len();
            while let Some(mark) = marks.next_if(|mark| mark.at.start <= block.text.end) {
                let from = character(mark.at.start);
                let until = character(mark.at.end);
                // One for each kind in a block: a person looks at the whole line.
                match faults.get_mut(of_block..).unwrap_or_default().iter_mut().find(|fault| fault.kind == mark.kind) {
                    Some(fault) => fault.span.end = fault.span.end.max(until),
                    None => faults.push(Fault { span: from..until, bytes: part.clone(), kind: mark.kind }),
                }
            }
            text.push_str(words);
            characters += count(words.as_bytes());
            places.push(start..characters);
            for fault in faults.get_mut(of_block..).unwrap_or_default() {
                fault.span = seen(&fault.span, &(start..characters));
            }
        }
        for mark in marks {
            let span = seen(&(characters..characters), places.last().unwrap_or(&(0..0)));
            if !faults.iter().rev().take(32).any(|fault| fault.kind == mark.kind && fault.span == span) {
                faults.push(Fault { span, bytes: part.clone(), kind: mark.kind });
            }
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let mut controls = Vec::new();
        control::list(&text, 0, &mut controls);
        // A sign without a character is a loss that was told already.
        let told: Vec<Range<u32>> =
            faults.iter().filter(|fault| fault.kind == FaultKind::Symbol).map(|fault| fault.span.clone()).collect();
        let known = |fault: &Fault| {
            let next = told.partition_point(|sign| sign.end < fault.span.end);
            fault.kind == FaultKind::AlreadyLost && told.get(next).is_some_and(|sign| sign.start <= fault.span.start)
        };
        faults.extend(controls.into_iter().filter(|c| !known(c)).map(|fault| Fault { bytes: part.clone(), ..fault }));
        faults.sort_by_key(|fault| fault.span.start);
        let mut tables: Vec<Table> = self.grids.iter().filter_map(|grid| table(grid, &self.blocks, &places)).collect();
        tables.sort_by_key(|table| (table.span.start, std::cmp::Reverse(table.span.end)));
        (text, faults, tables)
    }
}

/// A place that can be shown: one between two characters takes the one before it, at the start of a line the first.
fn seen(span: &Range<u32>, line: &Range<u32>) -> Range<u32> {
    if !span.is_empty() {
        return span.clone();
    }
    let start = span.start.saturating_sub(1).max(line.start);
    start..span.end.max(start + 1).min(line.end)
}

/// The places of a table's cells; nothing for a table without words.
fn table(grid: &Grid, blocks: &[Block], places: &[Range<u32>]) -> Option<Table> {
    let place = |square: &Square| {
        let last = square.blocks.end.checked_sub(1).filter(|last| *last >= square.blocks.start)?;
        Some(places.get(square.blocks.start)?.start..places.get(last)?.end)
    };
    let words: Vec<Option<Range<u32>>> = grid.cells.iter().map(place).collect();
    let start = words.iter().flatten().map(|span| span.start).min()?;
    let end = words.iter().flatten().map(|span| span.end).max()?;
    // An empty cell stands among the TABs before the next cell of its row, or behind the last.
    let mut spans = vec![start..start; grid.cells.len()];
    let mut next: Option<(&Square, u32)> = None;
    for ((square, words), span) in grid.cells.iter().zip(&words).zip(&mut spans).rev() {
        if let Some(words) = words {
            *span = words.clone();
            next = Some((square, words.start));
        } else if let Some((following, start)) = next.filter(|(following, _)| following.row == square.row) {
            let tabs = blocks.get(following.blocks.start).is_some_and(|block| block.before != Before::Line);
            let back = if tabs { following.column - square.column } else { 0 };
            let at = start.saturating_sub(back);
            *span = at..at;
        } else {
            // Told below.
            *span = u32::MAX..u32::MAX;
        }
    }
    let mut behind = start;
    for span in &mut spans {
        if span.start == u32::MAX {
            *span = behind..behind;
        }
        behind = span.end;
    }
    let cell = |(square, span): (&Square, Range<u32>)| Cell {
        row: square.row,
        column: square.column,
        rows: square.rows,
        columns: square.columns,
        span,
    };
    Some(Table { span: start..end, cells: grid.cells.iter().zip(spans).map(cell).collect() })
}
