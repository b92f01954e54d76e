//! Exact numbers, as Chinese pages write them.

use rust_decimal::Decimal;
use std::fmt;

/// An exact number: a decimal as written, or a fraction that no decimal holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// 25.47; keeps the places written (2.30).
    Decimal(Decimal),
    /// 1/3.
    Fraction(i64, i64),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal(d) => d.fmt(f),
            Self::Fraction(n, d) => write!(f, "{n}/{d}"),
        }
    }
}
