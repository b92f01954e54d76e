//! What a government promised in one report, and what a later one says came of it.
//!
//! A [`Report`] keeps of a reading what is needed; [`ledger`] matches the targets of all reports of one government with
//! their results and judges them. Pure functions: no file, no clock, no float, no hash order.
//!
//! Words and numbers that decide (names of indicators and the years they were in use, tolerances, kinds of document)
//! stand in plain files under `lexicon/zh/`, in the form of the reader's lexicon. The rules are published in
//! `docs/method/ledger.md`.

mod alike;
mod around;
mod body;
mod carry;
mod changed;
mod class;
mod commitment;
mod context;
mod distance;
mod fit;
mod fold;
mod found;
mod index;
pub mod json;
mod judge;
mod kin;
mod ledger;
mod lexicon;
mod list;
mod matched;
mod noun;
mod passage;
mod proportion;
mod rarity;
mod report;
mod row;
mod said;
mod says;
mod scope;
mod series;
mod spelling;
mod spoken;
mod statement;
mod subject;
mod term;
mod told;
mod when;
mod why;
mod wordless;
mod years;

pub use body::{Known, whole_bodies};
pub use changed::changed;
pub use class::Class;
pub use judge::{Case, Judged, judge};
pub use ledger::{Ledger, Tally, ledger};
pub use lexicon::{Better, lexicon_faults};
pub use report::{Report, Source};
pub use row::{Certainty, Cite, ResultKind, Row, Verdict};
pub use said::{Said, SaidAll, Told, about, is_named, is_near, named, revises, said};
pub use series::{Series, series, thousandths};
pub use when::{Basis, When};
pub use why::{Side, Why};
