//! How numbers, units and days are written for people, in each language.

mod column;
mod day;
mod list;
mod number;
mod unit;

pub use column::Column;
pub(crate) use day::brief;
pub use day::{by, day, overdue, span, until};
pub use list::{counted, list};
pub(crate) use number::digits_of;
pub use number::{NONE, Said, also, amount, computed, gap, none, number, percent, places_due, points, range, rounded};
