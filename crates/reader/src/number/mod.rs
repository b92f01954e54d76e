//! Exact numbers, as Chinese pages write them.

mod numeral;
mod value;

pub(crate) use numeral::{Form, NUMERALS, Numeral, digit, is_numeral, numeral, plain_digit};
pub use value::Value;
