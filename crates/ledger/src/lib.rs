//! What a government promised in one report, and what a later one says came of it.
//!
//! A [`Report`] keeps of a reading what is needed; [`ledger`] matches the targets of all reports of one government with
//! their results and judges them. Pure functions: no file, no clock, no float, no hash order.
//!
//! Words and numbers that decide (names of indicators and the years they were in use, tolerances, kinds of document)
//! stand in plain files under `lexicon/zh/`, in the form of the reader's lexicon. The rules are published in
//! `docs/method/ledger.md`.

mod around;
mod body;
mod carry;
mod changed;
mod commitment;
mod context;
pub mod json;
mod judge;
mod kin;
mod ledger;
mod lexicon;
mod list;
mod passage;
mod proportion;
mod report;
mod row;
mod said;
mod search;
mod series;
mod statement;
mod subject;
mod when;
mod why;
mod wordless;

pub use body::Known;
pub use changed::changed;
pub use judge::{Case, Judged, Side, judge};
pub use ledger::{Ledger, Tally, ledger};
pub use lexicon::{Better, lexicon_faults};
pub use report::{Report, Source};
pub use row::{Certainty, Cite, ResultKind, Row, Verdict};
pub use said::{Said, SaidAll, Told, about, is_named, is_near, named, revises, said};
pub use series::{Series, series, thousandths};
pub use statement::Class;
pub use when::{Basis, When};
pub use why::Why;
