//! A number without rounding.

use rust_decimal::Decimal;
use std::fmt;

/// An exact number: a decimal as written, or a fraction that no decimal holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// 25.47; keeps the places written (2.30).
    Decimal(Decimal),
    /// 1/3, in the terms as written; the denominator is positive and not 0.
    Fraction(i64, i64),
}

impl Value {
    /// A whole number.
    #[must_use]
    pub fn whole(n: i64) -> Self {
        Self::Decimal(Decimal::from(n))
    }

    /// `numerator / denominator`: a decimal where one holds it (1/4 is 0.25), a fraction otherwise. `None` for a
    /// denominator of 0 or terms too large.
    #[must_use]
    pub fn ratio(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        if denominator.is_zero() {
            return None;
        }
        let quotient = numerator.checked_div(denominator)?;
        // Exact only if multiplying back gives the numerator with places to spare.
        if quotient.scale() <= 12 && quotient.checked_mul(denominator)? == numerator {
            return Some(Self::Decimal(quotient.normalize()));
        }
        let scale = numerator.scale().max(denominator.scale());
        let by = Decimal::from(10i64.checked_pow(scale)?);
        let n = i64::try_from(numerator.checked_mul(by)?.normalize()).ok()?;
        let d = i64::try_from(denominator.checked_mul(by)?.normalize()).ok()?;
        Some(if d < 0 { Self::Fraction(n.checked_neg()?, d.checked_neg()?) } else { Self::Fraction(n, d) })
    }

    /// The number times `factor`; `None` where it no longer fits.
    #[must_use]
    pub fn times(self, factor: Self) -> Option<Self> {
        match (self, factor) {
            (Self::Decimal(a), Self::Decimal(b)) => Some(Self::Decimal(a.checked_mul(b)?)),
            (Self::Decimal(a), Self::Fraction(n, d)) | (Self::Fraction(n, d), Self::Decimal(a)) => {
                Self::ratio(a.checked_mul(Decimal::from(n))?, Decimal::from(d))
            }
            (Self::Fraction(n, d), Self::Fraction(m, e)) => {
                Self::ratio(Decimal::from(n.checked_mul(m)?), Decimal::from(d.checked_mul(e)?))
            }
        }
    }

    /// The sum; `None` where it no longer fits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Decimal(a), Self::Decimal(b)) => Some(Self::Decimal(a.checked_add(b)?)),
            (Self::Decimal(a), Self::Fraction(n, d)) | (Self::Fraction(n, d), Self::Decimal(a)) => {
                let bottom = Decimal::from(d);
                Self::ratio(a.checked_mul(bottom)?.checked_add(Decimal::from(n))?, bottom)
            }
            (Self::Fraction(n, d), Self::Fraction(m, e)) => {
                let top = n.checked_mul(e)?.checked_add(m.checked_mul(d)?)?;
                Self::ratio(Decimal::from(top), Decimal::from(d.checked_mul(e)?))
            }
        }
    }

    /// The number times ten to the power `places`, written without a trailing fraction where there is none.
    #[must_use]
    pub fn shifted(self, places: u32) -> Option<Self> {
        if places == 0 {
            return Some(self);
        }
        self.times(Self::Decimal(Decimal::from(10i64.checked_pow(places)?)))
    }

    /// The same number without trailing zeros after the point.
    #[must_use]
    pub fn normalized(self) -> Self {
        match self {
            Self::Decimal(d) => Self::Decimal(d.normalize()),
            Self::Fraction(..) => self,
        }
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Decimal(d) => Self::Decimal(-d),
            Self::Fraction(n, d) => Self::Fraction(n.saturating_neg(), d),
        }
    }

    /// Whether it is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        match self {
            Self::Decimal(d) => d.is_sign_negative() && !d.is_zero(),
            Self::Fraction(n, _) => n < 0,
        }
    }

    /// Whether it is smaller than `other`; a comparison, no value is made of it.
    #[must_use]
    pub fn less_than(self, other: Self) -> bool {
        let terms = |v| match v {
            Self::Decimal(d) => (d, Decimal::ONE),
            Self::Fraction(n, d) => (Decimal::from(n), Decimal::from(d)),
        };
        let (ours, theirs) = (terms(self), terms(other));
        matches!((ours.0.checked_mul(theirs.1), theirs.0.checked_mul(ours.1)), (Some(left), Some(right)) if left < right)
    }
}

impl From<Decimal> for Value {
    fn from(d: Decimal) -> Self {
        Self::Decimal(d)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal(d) => d.fmt(f),
            Self::Fraction(n, d) => write!(f, "{n}/{d}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_stays_a_third_and_a_quarter_is_a_decimal() {
        let ratio = |n: i64, d: i64| Value::ratio(Decimal::from(n), Decimal::from(d)).map(|v| v.to_string());
        assert_eq!(ratio(1, 3).as_deref(), Some("1/3"));
        assert_eq!(ratio(1, 4).as_deref(), Some("0.25"));
        assert_eq!(ratio(1, 0), None);
        assert_eq!(ratio(2, -3).as_deref(), Some("-2/3"));
    }

    #[test]
    fn multiplying_out_is_exact_or_refused() {
        let value = Value::Decimal("22.49".parse().unwrap_or_default());
        assert_eq!(value.shifted(4).map(|v| v.normalized().to_string()).as_deref(), Some("224900"));
        assert_eq!(Value::Fraction(2, 3).times(Value::whole(3)).map(|v| v.to_string()).as_deref(), Some("2"));
        assert_eq!(Value::Decimal(Decimal::MAX).shifted(4), None);
    }
}
