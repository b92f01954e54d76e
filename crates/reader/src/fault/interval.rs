//! All values a written number may stand for, and arithmetic over them.
//!
//! 25.47万户 was rounded from something between 25.465 and 25.475万户. A rule names a fault only where no choice within the
//! intervals makes the figures agree. Ends are decimals; where a quotient has no end, the interval is widened outwards,
//! so that it always holds the exact result.

use crate::number::Value;
use rust_decimal::Decimal;

/// From `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
}

/// A decimal of 96 bits keeps at least 28 digits; four fewer leave room for the rounding of one operation.
const SLACK: Decimal = Decimal::from_parts(1, 0, 0, false, 24);

impl Interval {
    /// Just one value.
    pub(super) fn exactly(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// `value` and what lies no further than `by` from it.
    pub(super) fn around(value: Decimal, by: Decimal) -> Option<Self> {
        Some(Self { low: value.checked_sub(by)?, high: value.checked_add(by)? })
    }

    /// What rounding gives the decimal as it is written, its places after the point kept.
    pub(super) fn rounded(value: Decimal) -> Option<Self> {
        Self::around(value, half(value.scale()))
    }

    /// As [`Interval::rounded`], and what cutting off the further places gives as well.
    pub(super) fn cut_or_rounded(value: Decimal) -> Option<Self> {
        Self::around(value, half(value.scale()).checked_mul(Decimal::TWO)?)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let of = |a: Decimal, b: Decimal| a.checked_mul(b);
        let all = [
            of(self.low, other.low)?,
            of(self.low, other.high)?,
            of(self.high, other.low)?,
            of(self.high, other.high)?,
        ];
        Self::over_all(all)
    }

    /// `None` where the divisor may be 0.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        if other.low <= Decimal::ZERO && other.high >= Decimal::ZERO {
            return None;
        }
        let of = |a: Decimal, b: Decimal| a.checked_div(b);
        let all = [
            of(self.low, other.low)?,
            of(self.low, other.high)?,
            of(self.high, other.low)?,
            of(self.high, other.high)?,
        ];
        Self::over_all(all)
    }

    /// The smallest interval that holds all four, and the rounding of each.
    fn over_all(all: [Decimal; 4]) -> Option<Self> {
        let low = all.iter().min().copied()?;
        let high = all.iter().max().copied()?;
        let slack = low.abs().max(high.abs()).checked_mul(SLACK)?.max(SLACK);
        Some(Self { low: low.checked_sub(slack)?, high: high.checked_add(slack)? })
    }

    /// Multiplied with itself, `n` factors in all.
    pub(super) fn power(self, n: u32) -> Option<Self> {
        (0..n).try_fold(Self::exactly(Decimal::ONE), |product, _| product.times(self))
    }

    /// Multiplied by a positive number.
    pub(super) fn scaled(self, by: Decimal) -> Option<Self> {
        Some(Self { low: self.low.checked_mul(by)?, high: self.high.checked_mul(by)? })
    }

    /// Whether some value lies in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether every value is larger than every value of the other.
    pub(super) fn above(self, other: Self) -> bool {
        self.low > other.high
    }
}

/// Half a unit of the last of so many places after the point.
fn half(scale: u32) -> Decimal {
    // A decimal has at most 28 places; beyond that half a unit is nothing.
    Decimal::try_from_i128_with_scale(5, scale + 1).unwrap_or(Decimal::ZERO)
}

/// The decimal of a value; `None` for a fraction.
pub(super) fn decimal(value: Value) -> Option<Decimal> {
    match value {
        Value::Decimal(d) => Some(d),
        Value::Fraction(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Interval {
        Interval::rounded(text.parse().expect("a decimal")).expect("small enough")
    }

    #[test]
    fn a_written_number_stands_for_what_rounds_to_it() {
        let written = of("25.47");
        assert_eq!((written.low.to_string(), written.high.to_string()), ("25.465".to_owned(), "25.475".to_owned()));
        assert!(written.meets(of("25.5")) && !written.meets(of("25.4")) && of("25.74").above(written));
        let cut = Interval::cut_or_rounded("25.47".parse().expect("a decimal")).expect("small");
        assert_eq!((cut.low.to_string(), cut.high.to_string()), ("25.460".to_owned(), "25.480".to_owned()));
    }

    #[test]
    fn quotients_without_end_are_widened_never_narrowed() {
        let third = Interval::exactly(Decimal::ONE).over(Interval::exactly(Decimal::from(3))).expect("a third");
        let back = third.times(Interval::exactly(Decimal::from(3))).expect("one");
        assert!(back.low <= Decimal::ONE && back.high >= Decimal::ONE && third.low < third.high);
        assert_eq!(of("1").over(of("0")), None);
    }

    #[test]
    fn powers_hold_the_exact_product() {
        let grown = Interval::exactly("1.065".parse().expect("a decimal")).power(5).expect("small");
        let exact: Decimal = "1.370086663415625".parse().expect("a decimal");
        assert!(grown.low <= exact && exact <= grown.high);
        assert_eq!(Interval::exactly(Decimal::MAX).power(2), None);
    }
}
