//! An office's own workbooks, and templates for those who have none: read into rows of values and tasks, written back.
//!
//! ```
//! use luoshi_sheet::{Known, Mapping, Options, What, csv, understand};
//!
//! let book = csv("2025年1-9月主要指标,,,\n指标,单位,目标值,完成值\n粮食产量,万吨,120,98.6\n", "表一").expect("a table");
//! let (known, mapping) = (Known::default(), Mapping::default());
//! let understood = understand(&book, &Options::new(&known, &mapping));
//!
//! let values = &understood.tables[0].observations;
//! let actual = values.iter().find(|v| v.what == What::Actual).expect("a value");
//! assert_eq!((&*actual.indicator, actual.value.value.to_string()), ("粮食产量", "98.6".to_owned()));
//! assert_eq!(actual.period.map(|p| p.to_string()).as_deref(), Some("2025-01/2025-09"));
//! assert_eq!(actual.cell.to_string(), "D3");
//! ```
//!
//! What holds: the same cells in other columns, or with others between them, give the same rows; what is not understood
//! is said and never guessed; nothing panics, and time grows with the cells. Cells that tell of a person are passed over.

mod aim;
mod column;
mod csv;
mod form;
mod grid;
mod heading;
mod heads;
mod inert;
mod mapping;
mod observation;
mod resolve;
mod table;
mod task;
mod template;
mod understood;
mod value;
mod when;
mod word;
mod write;

pub use aim::{Differs, NewTarget};
pub use csv::{NoCsv, csv, csv_places};
pub use form::{Filled, Rows, Without, fill, tells_of_persons, without};
pub use grid::Place;
pub use inert::{inert, would_run};
pub use mapping::{Mapping, NoMapping};
pub use resolve::{Changes, NewTask, NewValue, Refusal, Refused, Taking, Who, resolve};
pub use template::{observations as observations_template, tasks as tasks_template};
pub use understood::{
    Cells, Column, Due, Fault, Kind, ObservationRow, Passed, Skipped, Table, TaskRow, Understood, What, Why, Wrong,
};
pub use value::{Bound, NoNumber, Written};
pub use word::{Meaning, lexicon_faults};
pub use write::{Cell as OutCell, NoWorkbook, Out, write};

use grid::Grid;
use luoshi_document::Workbook;
use luoshi_plan::{Date, Period};
use std::collections::HashMap;
use word::{Words, fold};

/// What the plan knows by name: it decides where a heading could be one thing or another.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By folded name.
    indicators: HashMap<String, String>,
    territories: HashMap<String, String>,
}

impl Known {
    /// The names of indicators and territories.
    #[must_use]
    pub fn new<'a>(indicators: impl Iterator<Item = &'a str>, territories: impl Iterator<Item = &'a str>) -> Self {
        let named = |names: &mut dyn Iterator<Item = &'a str>| names.map(|n| (fold(n), n.to_owned())).collect();
        Self { indicators: named(&mut { indicators }), territories: named(&mut { territories }) }
    }

    fn names(&self, folded: &str) -> bool {
        self.indicators.contains_key(folded) || self.territories.contains_key(folded)
    }

    pub(crate) fn indicator(&self, folded: &str) -> Option<&str> {
        self.indicators.get(folded).map(String::as_str)
    }

    pub(crate) fn territory(&self, folded: &str) -> Option<&str> {
        self.territories.get(folded).map(String::as_str)
    }

    /// The longest territory that a text names.
    pub(crate) fn territory_in(&self, folded: &str) -> Option<String> {
        let named =
            self.territories.iter().filter(|(name, _)| name.chars().count() >= 2 && folded.contains(name.as_str()));
        named.max_by_key(|(name, _)| (name.len(), *name)).map(|(_, written)| written.clone())
    }
}

/// How a workbook is to be understood.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// What the plan knows by name.
    pub known: &'a Known,
    /// What a person corrected.
    pub mapping: &'a Mapping,
    /// Whether hidden sheets, rows and columns are read too.
    pub hidden: bool,
    /// For which days, where the sheet does not say.
    pub period: Option<Period>,
    /// Where, where the sheet does not say.
    pub territory: Option<&'a str>,
    /// Whether the places for values are wanted too, filled or not: to write values into a form.
    pub slots: bool,
    /// The day of reading: what lies behind it was not observed yet.
    pub today: Option<Date>,
}

impl<'a> Options<'a> {
    /// Nothing but what is known and was corrected.
    #[must_use]
    pub fn new(known: &'a Known, mapping: &'a Mapping) -> Self {
        Self { known, mapping, hidden: false, slots: false, period: None, territory: None, today: None }
    }
}

/// A period as sheets write it: 2025年1-9月, 2025-Q3. `None` for what is none, or lacks its year.
#[must_use]
pub fn period(text: &str) -> Option<Period> {
    when::whole(&fold(text))?.within(None)
}

/// Understands a workbook.
#[must_use]
pub fn understand(book: &Workbook, options: &Options<'_>) -> Understood {
    let mut out = Understood { left_out: book.left_out, ..Understood::default() };
    let words = Words::get();
    for sheet in &book.sheets {
        let mut pass = |why: Passed| out.passed.push((sheet.name.clone(), why));
        if sheet.hidden && !options.hidden {
            pass(Passed::Hidden);
            continue;
        }
        if sheet.cells.is_empty() {
            pass(Passed::Empty);
            continue;
        }
        if words.is("instructions", sheet.name.trim()) {
            pass(Passed::Instructions);
            continue;
        }
        let grid = Grid::new(book, sheet, options.hidden);
        let tables = table::tables(&grid, options);
        if tables.is_empty() {
            pass(Passed::NoTable);
        }
        out.tables.extend(tables);
    }
    out
}
