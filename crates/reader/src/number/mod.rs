//! Exact numbers, as Chinese pages write them.

mod numeral;
mod value;

pub(crate) use numeral::{Form, Numeral, digit, is_numeral, numeral, plain_digit};
pub use value::Value;
