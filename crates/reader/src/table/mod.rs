//! What tables mean: numbers with their headings become figures, rows of tasks become commitments.
//!
//! A table is a [`grid`] of cells. Its head tells what each [`column`] holds, by the words of each [`heading`]; then a
//! table of indicators is read in [`indicator`], one of tasks in [`task`]. A table whose head is not understood is left
//! to the grammar of sentences, as any text is. Numbers, units, bounds and times are read by the rooms that read them in
//! sentences; here it is only decided which belong together.
//!
//! Words: `lexicon/zh/tables.txt`. Examples: `suite/table/`.

mod around;
mod cards;
mod cell;
mod column;
mod content;
mod deadline;
mod duty;
#[cfg(test)]
mod examples;
mod find;
mod given;
mod grid;
mod heading;
mod indicator;
mod indicator_column;
mod marks;
mod measure;
mod name;
pub(crate) mod paragraph;
mod parts;
mod plain;
mod project;
mod row;
mod settle;
mod several;
mod sign;
#[cfg(test)]
mod suite;
mod task;
mod task_column;
mod understand;
mod value;
mod when;
mod words;
mod year;

use crate::read::Reader;
use crate::reading::{Binding, Tense};
use crate::span::Span;
use around::Around;
use column::Heads;
#[cfg(test)]
pub(crate) use examples::says;
pub(crate) use find::find;
use grid::Grid;
use words::TableWords;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Indicators,
    Tasks,
}

/// A table that is understood.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) span: Span,
    grid: Grid,
    heads: Heads,
    kind: Kind,
    around: Around,
    /// Which marks the notes say stand for binding and expected indicators.
    marks: Vec<(char, Binding)>,
    /// What the notes say of the indicators without a mark: 其余为预期性.
    others: Option<Binding>,
}

impl Found {
    /// What a mark says of an indicator: as the notes say, else a full one that it is binding.
    fn mark(&self, mark: char) -> Option<Binding> {
        if let Some((_, binding)) = self.marks.iter().find(|(c, _)| *c == mark) {
            return Some(*binding);
        }
        match mark {
            '▲' | '★' | '●' | '■' | '◆' => Some(Binding::Binding),
            '△' | '☆' | '□' | '◇' => Some(Binding::Expected),
            _ => None,
        }
    }

    /// The places of its cells.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Span> + '_ {
        self.grid.cells.iter().map(|cell| cell.span).chain(self.grid.keys.iter().copied())
    }

    /// Enters a row that only heads others as a sentence that states nothing.
    fn enter(&self, row: usize, section: Option<usize>, reader: &mut Reader<'_>) {
        let own = self.grid.own(row);
        if own.iter().any(|c| !c.is_blank()) {
            reader.begin(own.iter().map(|c| &c.view), Tense::Fact, section);
        }
    }

    /// Writes what the table says.
    pub(crate) fn read(&self, number: usize, section: Option<usize>, reader: &mut Reader<'_>) {
        match self.kind {
            Kind::Indicators => indicator::read(self, number, section, reader),
            Kind::Tasks => task::read(self, section, reader),
        }
    }
}

/// Faults of the lexicon file.
pub(crate) fn lexicon_faults() -> Vec<crate::LexiconError> {
    TableWords::get().errors.clone()
}
