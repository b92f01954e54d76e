//! Roots and powers to twenty digits, the same on every machine.
//!
//! Growth rates are roots, and roots are no fractions. A float would do for a chart, but its last digits depend on the
//! processor and the mathematical library, and a status must not. So logarithm and exponential are series over
//! [`Decimal`], whose 28 digits are the same everywhere.

use rust_decimal::{Decimal, RoundingStrategy};

/// ln 2 and ln 10, to the digits that a decimal holds.
const LN_2: Decimal = Decimal::from_parts(2_860_148_159, 2_180_329_217, 375_755_839, false, 28);
const LN_10: Decimal = Decimal::from_parts(2_678_495_027, 336_900_640, 1_248_233_880, false, 28);

/// e to the power `x`; `None` beyond what a decimal holds.
#[must_use]
pub fn exp(x: Decimal) -> Option<Decimal> {
    // e^x = 2^k · e^r with |r| ≤ ln 2 / 2, where the series is short.
    let k = x.checked_div(LN_2)?.round();
    let r = x.checked_sub(k.checked_mul(LN_2)?)?;
    let (mut sum, mut term) = (Decimal::ONE, Decimal::ONE);
    for n in 1i64..40 {
        term = term.checked_mul(r)?.checked_div(Decimal::from(n))?;
        if term.is_zero() {
            break;
        }
        sum = sum.checked_add(term)?;
    }
    let k = i64::try_from(k).ok()?;
    let two =
        |by: i64| 1i128.checked_shl(u32::try_from(by).ok()?).and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok());
    match k {
        0.. => sum.checked_mul(two(k)?),
        // Below 10⁻²⁸ a decimal is 0, and so is the number.
        ..-95 => Some(Decimal::ZERO),
        _ => sum.checked_div(two(-k)?),
    }
}

/// The natural logarithm of a number above 0.
#[must_use]
pub fn ln(x: Decimal) -> Option<Decimal> {
    if x <= Decimal::ZERO {
        return None;
    }
    // x = near · 10^tens · 2^halves with `near` about 1: its logarithm by the series of artanh.
    let digits = x.mantissa().unsigned_abs().checked_ilog10()?;
    let tens = i64::from(digits) - i64::from(x.scale());
    let mut near = Decimal::try_from_i128_with_scale(x.mantissa(), digits).ok()?;
    let mut halves = 0i64;
    while near > Decimal::new(14, 1) {
        near = near.checked_div(Decimal::TWO)?;
        halves += 1;
    }
    let first = near.checked_sub(Decimal::ONE)?.checked_div(near.checked_add(Decimal::ONE)?)?;
    let square = first.checked_mul(first)?;
    let (mut sum, mut power) = (first, first);
    for n in 1i64..80 {
        power = power.checked_mul(square)?;
        let term = power.checked_div(Decimal::from(2 * n + 1))?;
        if term.is_zero() {
            break;
        }
        sum = sum.checked_add(term)?;
    }
    let whole = Decimal::from(tens).checked_mul(LN_10)?.checked_add(Decimal::from(halves).checked_mul(LN_2)?)?;
    sum.checked_mul(Decimal::TWO)?.checked_add(whole)
}

/// `base` to the power `exponent`, for a base from 0 up; a whole exponent is multiplied out, and so is exact as long as
/// 28 digits hold it.
#[must_use]
pub fn pow(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    if exponent.is_zero() || base == Decimal::ONE {
        return Some(Decimal::ONE);
    }
    if base.is_zero() {
        return exponent.is_sign_positive().then_some(Decimal::ZERO);
    }
    if base.is_sign_negative() {
        return None;
    }
    if let Some(whole) = whole_power(base, exponent) {
        return Some(whole);
    }
    exp(ln(base)?.checked_mul(exponent)?)
}

/// By squaring, for whole exponents of ordinary size.
fn whole_power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    let mut left =
        u32::try_from(exponent.abs().normalize()).ok().filter(|n| *n <= 4096 && exponent.fract().is_zero())?;
    // One over a power keeps more digits than a power of one over.
    let (mut result, mut square) = (Decimal::ONE, base);
    while left > 0 {
        if left & 1 == 1 {
            result = result.checked_mul(square)?;
        }
        left >>= 1;
        if left > 0 {
            square = square.checked_mul(square)?;
        }
    }
    if exponent.is_sign_negative() { Decimal::ONE.checked_div(result) } else { Some(result) }
}

/// The yearly growth that leads from `from` to `to` in so many years: (to / from)^(1 / years) − 1. `None` where there
/// is none: a base of 0, a change of sign, no years.
#[must_use]
pub fn growth(from: Decimal, to: Decimal, years: Decimal) -> Option<Decimal> {
    // Neither by a base of 0 nor by no years can be divided.
    let ratio = to.checked_div(from)?;
    if ratio.is_sign_negative() && !ratio.is_zero() {
        return None;
    }
    let root = if years == Decimal::ONE { ratio } else { pow(ratio, Decimal::ONE.checked_div(years)?)? };
    root.checked_sub(Decimal::ONE).map(settled)
}

/// The number to twenty significant digits: what a series leaves behind them is dust, and would put a number that is 0.02
/// on the wrong side of 0.02.
#[must_use]
pub fn settled(x: Decimal) -> Decimal {
    let rounded = x.round_sf_with_strategy(20, RoundingStrategy::MidpointAwayFromZero);
    rounded.map_or(x, |d| d.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn near(left: Decimal, right: Decimal) -> bool {
        (left - right).abs() <= right.abs().max(Decimal::ONE) * d("0.0000000000000000000000001")
    }

    #[test]
    fn the_constants_are_those_of_the_tables() {
        assert_eq!(LN_2, d("0.6931471805599453094172321215"));
        assert_eq!(LN_10, d("2.3025850929940456840179914547"));
    }

    #[test]
    fn known_values_to_twenty_five_places() {
        assert!(near(exp(d("1")).expect("e"), d("2.7182818284590452353602874714")));
        assert!(near(exp(d("-1")).expect("1/e"), d("0.3678794411714423215955237702")));
        assert!(near(ln(d("3")).expect("ln 3"), d("1.0986122886681096913952452369")));
        assert!(near(ln(d("0.001")).expect("ln"), d("-6.9077552789821370520539743641")));
        assert!(near(pow(d("2"), d("0.5")).expect("√2"), d("1.4142135623730950488016887242")));
        assert!(near(pow(d("0.5"), d("4.44")).expect("4.44"), d("0.0460709130403469128841113990")));
        assert_eq!(pow(d("1.1"), d("3")), Some(d("1.331")));
        assert_eq!(pow(d("2"), d("-2")), Some(d("0.25")));
        assert_eq!(pow(d("0"), d("0.5")), Some(d("0")));
        // Whatever it is taken of, the power 0 is 1.
        assert_eq!((pow(d("0"), d("0")), pow(d("-2"), d("0"))), (Some(d("1")), Some(d("1"))));
        // Multiplied out: not a digit is lost.
        assert_eq!(pow(d("1.1"), d("10")), Some(d("2.5937424601")));
        assert_eq!(pow(d("10000000000"), d("2")), Some(d("100000000000000000000")));
    }

    #[test]
    fn what_has_no_answer_has_none() {
        assert_eq!(ln(d("0")), None);
        assert_eq!(ln(d("-1")), None);
        assert_eq!(pow(d("-2"), d("0.5")), None);
        assert_eq!(pow(d("0"), d("-1")), None);
        assert_eq!(exp(d("70")), None);
        assert_eq!(exp(d("-70")), Some(d("0")));
        assert_eq!(growth(d("0"), d("5"), d("3")), None);
        assert_eq!(growth(d("-5"), d("5"), d("3")), None);
        assert_eq!(growth(d("100"), d("-50"), d("1")), None);
        assert_eq!(growth(d("-5"), d("0"), d("1")), Some(d("-1")));
        assert_eq!(growth(d("0"), d("0"), d("1")), None);
        assert_eq!(growth(d("5"), d("6"), d("0")), None);
        assert_eq!(growth(d("-5"), d("-6"), d("1")), Some(d("0.2")));
        assert_eq!(growth(d("5"), d("0"), d("3")), Some(d("-1")));
        // 1.02⁵ and 1.005³: the roots are what they are, without dust.
        assert_eq!(growth(d("1"), d("1.1040808032"), d("5")), Some(d("0.02")));
        assert_eq!(growth(d("1000"), d("1015.075125"), d("3")), Some(d("0.005")));
    }

    proptest! {
        #[test]
        fn logarithm_undoes_exponential(thousandths in -20_000i64..20_000) {
            let x = Decimal::new(thousandths, 3);
            let back = ln(exp(x).expect("small")).expect("above 0");
            // Below 1 the places of e^x are fewer than those of x.
            prop_assert!((back - x).abs() < d("0.000000000000000001"), "{} {}", x, back);
        }

        #[test]
        fn a_root_to_its_power_is_the_number(base in 1i64..10_000_000, years in 1i64..40) {
            let (base, years) = (Decimal::new(base, 3), Decimal::from(years));
            let root = pow(base, Decimal::ONE / years).expect("a root");
            let back = pow(root, years).expect("fits");
            prop_assert!((back - base).abs() <= base * d("0.000000000000000000001"), "{} {}", base, back);
        }

        #[test]
        fn nothing_panics(a in any::<i64>(), s in 0u32..=18, b in any::<i64>(), t in 0u32..=18) {
            let (x, y) = (Decimal::new(a, s), Decimal::new(b, t));
            let _ = (exp(x), ln(x), pow(x, y), growth(x, y, x), growth(x, y, Decimal::TEN));
        }
    }
}
