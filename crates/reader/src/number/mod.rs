//! Exact numbers, as Chinese pages write them.

mod arabic;
mod between;
mod chinese;
mod digit;
mod numeral;
mod sum;
mod value;

pub(crate) use digit::{NUMERALS, PLAIN, digit, is_numeral, is_plain, plain_digit};
pub(crate) use numeral::{Form, Numeral, is_below_zero, numeral};
pub use value::Value;
