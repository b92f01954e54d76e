//! Fractions, for arithmetic that never rounds.

use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::fmt;

/// Terms up to this are left as they are: reducing costs more than it saves while products still fit.
const SMALL: u128 = 1 << 62;

/// A number as a fraction of whole numbers.
///
/// A third of the way is exactly a third of the way, so that a target met by a hundredth is met and one that is missed
/// by it is missed. Every operation is exact; one whose terms no longer fit 127 bits gives `None` instead of a rounded
/// answer. Comparison never fails.
#[derive(Debug, Clone, Copy)]
pub struct Exact {
    top: i128,
    /// Above 0.
    bottom: i128,
}

impl Exact {
    /// 0.
    pub const ZERO: Self = Self { top: 0, bottom: 1 };
    /// 1.
    pub const ONE: Self = Self { top: 1, bottom: 1 };
    /// 100, for per cent and points.
    pub const HUNDRED: Self = Self { top: 100, bottom: 1 };

    /// `top / bottom`; `None` for a bottom of 0, and for `i128::MIN`, which has no opposite.
    #[must_use]
    pub fn new(top: i128, bottom: i128) -> Option<Self> {
        if bottom == 0 || top == i128::MIN || bottom == i128::MIN {
            return None;
        }
        let (top, bottom) = if bottom < 0 { (-top, -bottom) } else { (top, bottom) };
        Some(Self { top, bottom }.small())
    }

    /// A whole number.
    #[must_use]
    pub fn whole(n: i64) -> Self {
        Self { top: i128::from(n), bottom: 1 }
    }

    /// Numerator and denominator in lowest terms; the denominator is above 0.
    #[must_use]
    pub fn terms(self) -> (i128, i128) {
        let Self { top, bottom } = self.reduced();
        (top, bottom)
    }

    fn reduced(self) -> Self {
        let by = gcd(self.top.unsigned_abs(), self.bottom.unsigned_abs());
        match i128::try_from(by) {
            Ok(by) if by > 1 => Self { top: self.top / by, bottom: self.bottom / by },
            Ok(_) | Err(_) => self,
        }
    }

    /// Reduced where the terms have grown.
    fn small(self) -> Self {
        if self.top.unsigned_abs() > SMALL || self.bottom.unsigned_abs() > SMALL { self.reduced() } else { self }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.bottom == other.bottom {
            return Self::new(self.top.checked_add(other.top)?, self.bottom);
        }
        let sum = |a: Self, b: Self| {
            let top = a.top.checked_mul(b.bottom)?.checked_add(b.top.checked_mul(a.bottom)?)?;
            Self::new(top, a.bottom.checked_mul(b.bottom)?)
        };
        sum(self, other).or_else(|| {
            let (a, b) = (self.reduced(), other.reduced());
            // Over the least common denominator, which may fit where the product does not.
            let by = i128::try_from(gcd(a.bottom.unsigned_abs(), b.bottom.unsigned_abs())).ok()?;
            let (left, right) = (b.bottom / by, a.bottom / by);
            let top = a.top.checked_mul(left)?.checked_add(b.top.checked_mul(right)?)?;
            Self::new(top, a.bottom.checked_mul(left)?)
        })
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let product = |a: Self, b: Self| Self::new(a.top.checked_mul(b.top)?, a.bottom.checked_mul(b.bottom)?);
        product(self, other).or_else(|| {
            // Crosswise in lowest terms nothing is left to cancel in the product.
            let left = Self { top: self.top, bottom: other.bottom }.reduced();
            let right = Self { top: other.top, bottom: self.bottom }.reduced();
            product(left, right)
        })
    }

    /// The quotient; `None` by 0.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.top == 0 {
            return None;
        }
        // A sign below the line comes above it when the product is made.
        self.times(Self { top: other.bottom, bottom: other.top })
    }

    /// The number to a whole power from 0 up.
    #[must_use]
    pub fn power(self, exponent: u32) -> Option<Self> {
        let base = self.reduced();
        Self::new(base.top.checked_pow(exponent)?, base.bottom.checked_pow(exponent)?)
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { top: -self.top, bottom: self.bottom }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { top: self.top.abs(), bottom: self.bottom }
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.top == 0
    }

    /// Whether it is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.top < 0
    }

    /// Whether it is above 0.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.top > 0
    }

    /// The number to this many places after the point, halves away from zero; for showing, not for judging. `None` for
    /// numbers beyond 28 digits.
    #[must_use]
    pub fn rounded(self, places: u32) -> Option<Decimal> {
        let by = 10i128.checked_pow(places)?;
        let whole = self.top / self.bottom;
        let rest = self.top % self.bottom;
        // Long division: the product of the number and the power may not fit where its digits do.
        let scaled = if let Some(scaled) = rest.checked_mul(by) {
            half_up(scaled, self.bottom)?
        } else {
            let part = Self { top: rest, bottom: self.bottom }.reduced();
            half_up(part.top.checked_mul(by)?, part.bottom)?
        };
        let digits = whole.checked_mul(by)?.checked_add(scaled)?;
        Decimal::try_from_i128_with_scale(digits, places).ok()
    }

    /// The decimal that is exactly this number, where there is one of at most 28 digits: 1/4 is 0.25, 1/3 is none.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        let (top, bottom) = self.terms();
        let (mut rest, mut twos, mut fives) = (bottom, 0u32, 0u32);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        let places = twos.max(fives);
        if rest != 1 {
            return None;
        }
        let digits = top.checked_mul(10i128.checked_pow(places)? / bottom)?;
        Decimal::try_from_i128_with_scale(digits, places).ok().map(|d| d.normalize())
    }
}

/// `top / bottom` to the nearest whole number, halves away from zero.
fn half_up(top: i128, bottom: i128) -> Option<i128> {
    let (whole, rest) = (top / bottom, top % bottom);
    let up = rest.unsigned_abs() >= bottom.unsigned_abs() - rest.unsigned_abs();
    if up { whole.checked_add(top.signum()) } else { Some(whole) }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Most terms are small, and 64 bits divide many times faster than 128.
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            while y != 0 {
                (x, y) = (y, x % y);
            }
            return u128::from(x);
        }
        (a, b) = (b, a % b);
    }
    a
}

impl From<Decimal> for Exact {
    fn from(d: Decimal) -> Self {
        // 28 places and 29 digits: both fit.
        Self { top: d.mantissa(), bottom: 10i128.pow(d.scale()) }.small()
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let crossed = self.top.checked_mul(other.bottom).zip(other.top.checked_mul(self.bottom));
        match crossed {
            Some((left, right)) => left.cmp(&right),
            None => by_parts((self.top, self.bottom), (other.top, other.bottom)),
        }
    }
}

/// Compares whole parts, then the turned rests, as one reads off a continued fraction: nothing can overflow.
fn by_parts(mut left: (i128, i128), mut right: (i128, i128)) -> Ordering {
    let mut turned = false;
    loop {
        let wholes = (left.0.div_euclid(left.1), right.0.div_euclid(right.1));
        let rests = (left.0.rem_euclid(left.1), right.0.rem_euclid(right.1));
        let ordering = match wholes.0.cmp(&wholes.1) {
            Ordering::Equal => match (rests.0, rests.1) {
                (0, 0) => Ordering::Equal,
                (0, _) => Ordering::Less,
                (_, 0) => Ordering::Greater,
                (a, b) => {
                    (left, right) = ((left.1, a), (right.1, b));
                    turned = !turned;
                    continue;
                }
            },
            unequal @ (Ordering::Less | Ordering::Greater) => unequal,
        };
        return if turned { ordering.reverse() } else { ordering };
    }
}

/// The decimal where there is one, else the fraction in lowest terms: 72.5, 507/7.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(decimal) = self.decimal() {
            return decimal.fmt(f);
        }
        let (top, bottom) = self.terms();
        write!(f, "{top}/{bottom}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(top: i128, bottom: i128) -> Exact {
        Exact::new(top, bottom).expect("a fraction")
    }

    #[test]
    fn a_third_three_times_is_one() {
        let third = exact(1, 3);
        assert_eq!(third.plus(third).and_then(|s| s.plus(third)), Some(Exact::ONE));
        assert_eq!(third.times(Exact::whole(3)), Some(Exact::ONE));
        assert_eq!(Exact::ONE.over(third), Some(Exact::whole(3)));
        assert_eq!(Exact::ONE.over(Exact::ZERO), None);
        assert_eq!(exact(-2, 3).power(3), Some(exact(-8, 27)));
        assert_eq!(exact(5, 3).power(0), Some(Exact::ONE));
    }

    #[test]
    fn it_shows_the_decimal_or_the_fraction() {
        for (top, bottom, shown) in [(1, 4, "0.25"), (507, 7, "507/7"), (-6, 4, "-1.5"), (10, 5, "2"), (3, -9, "-1/3")]
        {
            assert_eq!(exact(top, bottom).to_string(), shown);
        }
        let decimal = |top, bottom| exact(top, bottom).decimal().map(|d| d.to_string());
        assert_eq!(
            (decimal(1, 5).as_deref(), decimal(7, 40).as_deref(), decimal(1, 3)),
            (Some("0.2"), Some("0.175"), None)
        );
        // A decimal holds twenty-eight places.
        let places = |n| decimal(1, 10i128.pow(n));
        assert_eq!((places(28).as_deref(), places(29)), (Some("0.0000000000000000000000000001"), None));
    }

    #[test]
    fn a_sum_over_the_least_common_denominator_fits_where_their_product_does_not() {
        let large = 10i128.pow(26);
        let halves = exact(1, 2 * large).plus(exact(1, 3 * large));
        assert_eq!(halves, Some(exact(5, 6 * large)));
        assert_eq!(exact(-7, large).abs(), exact(7, large));
        assert_eq!(exact(1, large).over(exact(-1, large)), Some(Exact::whole(-1)));
        assert!(exact(1, 3).over(exact(-2, 3)).is_some_and(Exact::is_negative));
    }

    #[test]
    fn rounding_takes_halves_away_from_zero() {
        for (top, bottom, places, shown) in [
            (507, 7, 2, "72.43"),
            (1, 8, 2, "0.13"),
            (-1, 8, 2, "-0.13"),
            (2, 3, 0, "1"),
            (2, 5, 0, "0"),
            (1, 3, 5, "0.33333"),
        ] {
            assert_eq!(exact(top, bottom).rounded(places).map(|d| d.to_string()).as_deref(), Some(shown));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_still_compared() {
        let large = exact(i128::MAX, 1);
        assert_eq!(large.times(large), None);
        assert_eq!(large.plus(Exact::ONE), None);
        assert_eq!(Exact::new(1, 0), None);
        assert_eq!(Exact::new(i128::MIN, 1), None);
        assert!(exact(i128::MAX, i128::MAX - 1) < exact(i128::MAX - 1, i128::MAX - 2));
        assert!(exact(-i128::MAX, 3) < exact(i128::MAX, 2));
        assert_eq!(exact(i128::MAX, i128::MAX), Exact::ONE);
    }

    proptest! {
        #[test]
        fn order_and_arithmetic_agree(a in -1_000_000i128..1_000_000, b in 1i128..10_000, c in -1_000_000i128..1_000_000, d in 1i128..10_000) {
            let (x, y) = (exact(a, b), exact(c, d));
            let gap = x.minus(y).expect("small");
            prop_assert_eq!(x.cmp(&y), gap.cmp(&Exact::ZERO));
            prop_assert_eq!(by_parts((a, b), (c, d)), x.cmp(&y));
            prop_assert_eq!(y.plus(gap), Some(x));
            if !y.is_zero() {
                prop_assert_eq!(x.over(y).and_then(|q| q.times(y)), Some(x));
            }
        }

        #[test]
        fn large_terms_are_exact_or_refused(a in any::<i128>(), b in any::<i128>(), c in any::<i128>(), d in any::<i128>()) {
            let (Some(x), Some(y)) = (Exact::new(a, b), Exact::new(c, d)) else { return Ok(()) };
            prop_assert_eq!(x.cmp(&y), y.cmp(&x).reverse());
            if let Some(sum) = x.plus(y) { prop_assert_eq!(sum.cmp(&x), y.cmp(&Exact::ZERO)); }
            if let Some(product) = x.times(y) { prop_assert!(y.is_zero() || product.over(y).is_none_or(|q| q == x)); }
            let _ = (x.rounded(6), x.decimal(), x.to_string(), x.over(y), x.power(3));
        }
    }
}
