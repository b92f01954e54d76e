//! Exact numbers, as Chinese pages write them.

mod numeral;
mod value;

pub(crate) use numeral::{
    Form, NUMERALS, Numeral, PLAIN, digit, is_below_zero, is_numeral, is_plain, numeral, plain_digit,
};
pub use value::Value;
