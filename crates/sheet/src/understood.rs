//! What was understood of a workbook: its tables, their columns, and the rows of values and tasks in them.

use crate::grid::Place;
use crate::value::{NoNumber, Written};
use crate::word::Meaning;
use luoshi_plan::{Date, Finality, Period};
use std::ops::Range;
use std::sync::Arc;

/// What was understood of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Understood {
    /// Its tables in their order.
    pub tables: Vec<Table>,
    /// Sheets that were passed over, and why.
    pub passed: Vec<(String, Passed)>,
    /// Comments, pictures, links to the outside: not read.
    pub left_out: luoshi_document::LeftOutOfWorkbook,
}

/// Why a sheet was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// It is hidden.
    Hidden,
    /// It has nothing in it.
    Empty,
    /// It tells how to fill the others.
    Instructions,
    /// No table in it is understood.
    NoTable,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Values of indicators.
    Observations,
    /// Tasks.
    Tasks,
}

/// A table of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its sheet.
    pub sheet: String,
    /// What its rows are.
    pub kind: Kind,
    /// The words above it, each with its row.
    pub title: Vec<(u32, String)>,
    /// The unit that holds for all of it.
    pub unit: Option<String>,
    /// The period that holds where no heading says another.
    pub period: Option<Period>,
    /// The place that holds where no heading says another.
    pub territory: Option<String>,
    /// Its heading rows, from 0.
    pub heads: Range<u32>,
    /// Its rows below them, from 0, to the last.
    pub rows: Range<u32>,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
    /// Its values.
    pub observations: Vec<ObservationRow>,
    /// The places for values, filled or not, where those were asked for; their values say nothing.
    pub slots: Vec<ObservationRow>,
    /// Its tasks.
    pub tasks: Vec<TaskRow>,
    /// Rows that are none, and why.
    pub skipped: Vec<(u32, Skipped)>,
    /// Cells that are wrong.
    pub faults: Vec<Fault>,
    /// Hidden rows and columns within it that were passed over.
    pub hidden: (u32, u32),
    /// What its headings are, whatever their order and years: under this the mapping is kept.
    pub shape: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Which, from 0.
    pub column: u32,
    /// Its headings from top to bottom.
    pub heads: Vec<String>,
    /// What it holds; none where that is not understood.
    pub meaning: Option<Meaning>,
    /// Why.
    pub why: Why,
    /// The indicator or place that its heading names.
    pub name: Option<String>,
    /// The place that its heading names.
    pub place: Option<String>,
    /// For which days.
    pub period: Option<Period>,
    /// In which unit.
    pub unit: Option<String>,
}

impl Column {
    /// Its headings in one line.
    #[must_use]
    pub fn heading(&self) -> String {
        self.heads.join(" / ")
    }
}

/// Why a column means what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its heading is a word of the lexicon.
    Heading,
    /// What stands in its cells.
    Cells,
    /// The period in its heading.
    Period,
    /// The place in its heading.
    Place,
    /// The name of an indicator in its heading.
    Name,
    /// A person said so in a mapping.
    Mapping,
    /// It is not understood.
    Unknown,
}

/// Why a row is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It sums up others.
    Sum,
    /// It explains.
    Note,
    /// It heads those below it.
    Section,
    /// It has no indicator, or no task.
    Nameless,
    /// It repeats the headings.
    Heads,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// What was.
    Actual,
    /// What is wanted.
    Target,
    /// Where the way begins, or the same days a year before.
    Baseline,
    /// Growth over an earlier value.
    Change,
}

impl What {
    /// Its name in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Target => "target",
            Self::Baseline => "baseline",
            Self::Change => "change",
        }
    }
}

/// A value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservationRow {
    /// Of what.
    pub indicator: Arc<str>,
    /// The indicator it is a part of: 主要污染物排放总量减少.
    pub group: Option<Arc<str>>,
    /// What groups it in the sheet.
    pub category: Option<Arc<str>>,
    /// In which unit; none where none is written.
    pub unit: Option<Arc<str>>,
    /// Where; none for the place that the sheet as a whole speaks of.
    pub territory: Option<Arc<str>>,
    /// For which days; none where that is not said.
    pub period: Option<Period>,
    /// What the value is.
    pub what: What,
    /// The value.
    pub value: Written,
    /// Whether it may still change, where that is said.
    pub finality: Option<Finality>,
    /// Who gave it.
    pub source: Option<Arc<str>>,
    /// Binding or expected, where that is said.
    pub binding: Option<bool>,
    /// The cell of the value.
    pub cell: Place,
    /// The cells of its indicator, unit, place and period, where they have cells of their own.
    pub from: Cells,
}

/// The cells that say what a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cells {
    /// Of the indicator.
    pub indicator: Option<Place>,
    /// Of the unit.
    pub unit: Option<Place>,
    /// Of the place.
    pub territory: Option<Place>,
    /// Of the period.
    pub period: Option<Place>,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Its number in the sheet.
    pub number: Option<String>,
    /// What is to be done.
    pub title: String,
    /// What groups it, from the outside in.
    pub categories: Vec<String>,
    /// Who leads, in the order written.
    pub lead: Vec<String>,
    /// Who helps.
    pub support: Vec<String>,
    /// By when, as written.
    pub due_text: Option<String>,
    /// By when.
    pub due: Due,
    /// The day it begins.
    pub start: Option<Date>,
    /// The day the body says it was done.
    pub done: Option<Date>,
    /// Its other fields as written, with their cells; none tells of a person.
    pub fields: Vec<(Meaning, String, Place)>,
    /// The row, from 0.
    pub row: u32,
    /// The cell of its title.
    pub cell: Place,
    /// The cell that says who leads.
    pub lead_cell: Option<Place>,
    /// The cell that says by when.
    pub due_cell: Option<Place>,
}

/// By when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// By the end of a day.
    On(Date),
    /// It goes on: 持续推进.
    GoesOn,
    /// It is not said, or not understood.
    Unstated,
}

/// A cell that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its sheet.
    pub sheet: String,
    /// Which cell.
    pub place: Place,
    /// What it shows.
    pub shown: String,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// No number where a value should stand.
    NoNumber(NoNumber),
    /// Another unit than its column or row says.
    Unit {
        /// What the cell has.
        has: String,
        /// What was said.
        said: String,
    },
    /// A range or a bound where a value is to be exact.
    NotExact,
    /// A period that is not understood.
    Period,
    /// A deadline that is not understood.
    Due,
    /// No period is said for its value.
    NoPeriod,
    /// The same indicator, place and period stand in another cell with another value.
    Twice(Place),
    /// Nobody is named to lead.
    NoLead,
    /// A secrecy mark.
    Secret,
}
