//! Exponents and powers: 2e5, 2^5.

use super::token::{Core, Reader};
use crate::number::Value;
use rust_decimal::Decimal;

impl Reader<'_> {
    /// 2e5, 2.7E-1.
    pub(super) fn exponent(&self, core: &mut Core) {
        let mut at = core.end + 1;
        let negative = self.at(at) == Some('-');
        if matches!(self.at(at), Some('-' | '+')) {
            at += 1;
        }
        let Some((n, end)) = self.small_whole(at) else { return };
        if self.at(end).is_some_and(|c| c.is_ascii_alphabetic()) {
            return;
        }
        core.end = end;
        core.value = core.value.and_then(|v| match (v, negative) {
            (v, false) => v.shifted(n),
            (Value::Decimal(d), true) => Value::ratio(d, Decimal::from(10i64.checked_pow(n)?)),
            (Value::Fraction(..), true) => None,
        });
        core.value = core.value.map(Value::normalized);
        core.coefficient = core.value;
    }

    /// 2^5, 1.1^+23, 2.5^-1.
    pub(super) fn power(&self, core: &mut Core) {
        let mut at = core.end + 1;
        let mut negative = false;
        while let Some(sign @ ('-' | '+')) = self.at(at)
            && at < core.end + 4
        {
            negative ^= sign == '-';
            at += 1;
        }
        let Some((n, end)) = self.small_whole(at) else { return };
        core.end = end;
        core.value = match core.value {
            Some(Value::Decimal(d)) => power(d, n, negative),
            _ => None,
        };
        core.coefficient = core.value;
    }

    /// A whole number below 1000 in digits; where it ends.
    fn small_whole(&self, at: usize) -> Option<(u32, usize)> {
        let len = self.text.get(at..)?.iter().take(4).take_while(|c| c.is_ascii_digit()).count();
        if !(1..=3).contains(&len) {
            return None;
        }
        let n = self.text.get(at..at + len)?.iter().filter_map(|c| c.to_digit(10)).fold(0, |n, d| n * 10 + d);
        Some((n, at + len))
    }
}

/// `base` to the power of `n`, or of `-n`; `None` where no exact decimal or fraction holds it.
fn power(base: Decimal, n: u32, negative: bool) -> Option<Value> {
    let base = base.normalize();
    let scale = base.scale().checked_mul(n).filter(|s| *s <= Decimal::MAX_SCALE)?;
    let value = Decimal::try_from_i128_with_scale(base.mantissa().checked_pow(n)?, scale).ok()?;
    if negative { Value::ratio(Decimal::ONE, value) } else { Some(Value::Decimal(value.normalize())) }
}
