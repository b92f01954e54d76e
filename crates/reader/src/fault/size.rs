//! How much a figure says there is: an interval in a unit without 万 and 亿.

use super::interval::{Interval, decimal};
use crate::charset::CharSet;
use crate::note::Doubt;
use crate::number::Value;
use crate::reading::{Bound, End, Figure, Kind};
use rust_decimal::Decimal;

/// An amount with all it may stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size<'a> {
    /// What it may be, multiplied out.
    pub(super) interval: Interval,
    /// The number as written, multiplied out.
    pub(super) value: Decimal,
    /// The unit without 万 and 亿: 户 of 万户.
    pub(super) unit: &'a str,
    /// Whether it was counted one by one, so that it means itself and nothing near it.
    pub(super) exact: bool,
}

/// The multiplier of a unit and what is left of it: 万户 is 10000 and 户.
pub(super) fn multiplier(unit: &str) -> (Decimal, &str) {
    let mut by = Decimal::ONE;
    let mut rest = unit;
    while let Some(c) = rest.chars().next() {
        let factor = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => break,
        };
        let after = &rest[c.len_utf8()..];
        // 百分点, 千分之一: no hundreds and thousands of something.
        if after.starts_with('分') {
            break;
        }
        let Some(product) = by.checked_mul(Decimal::from(factor)) else { break };
        (by, rest) = (product, after);
    }
    (by, rest)
}

/// What a figure says; `None` for ratios, fractions, vague and destroyed numbers.
pub(super) fn size(figure: &Figure) -> Option<Size<'_>> {
    if figure.kind == Kind::Approx || figure.doubts.contains(&Doubt::Lost) || figure.text.ends_with('成') {
        return None;
    }
    let value = decimal(figure.value?)?;
    let (by, unit) = multiplier(&figure.unit);
    let counted = figure.amount.as_ref().is_some_and(|a| matches!(a.dimension, "count" | "people" | "places"));
    let written = written(value, &figure.text, counted && by == Decimal::ONE)?;
    let mut interval = match figure.value_high {
        Some(Value::Decimal(high)) => Interval { low: written.low.min(high), high: high.max(written.high) },
        Some(Value::Fraction(..)) => return None,
        None => written,
    };
    interval = match figure.bound {
        None => interval,
        Some(bound) => bounded(interval, value, bound)?,
    };
    let exact = counted && by == Decimal::ONE && figure.bound.is_none() && figure.value_high.is_none();
    Some(Size { interval: interval.scaled(by)?, value: value.checked_mul(by)?, unit, exact })
}

/// What one end of a from–to says.
pub(super) fn end_size<'a>(end: &'a End, figure: &Figure) -> Option<Size<'a>> {
    let value = decimal(end.value?)?;
    let (by, unit) = multiplier(&end.unit);
    let counted = figure.amount.as_ref().is_some_and(|a| matches!(a.dimension, "count" | "people" | "places"));
    let exact = counted && by == Decimal::ONE;
    let written = written(value, &end.text, exact)?;
    // A bound is said of the new value; of the old one it is not known, and 近 may stand before either.
    let interval = match figure.bound {
        None => written,
        Some(bound) => bounded(written, value, bound)?,
    };
    Some(Size {
        interval: interval.scaled(by)?,
        value: value.checked_mul(by)?,
        unit,
        exact: exact && figure.bound.is_none(),
    })
}

/// What numerals in words are made of.
static WORDS: CharSet = CharSet::of(&['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '零', '〇']);

/// What the number stands for as it is written. Numerals in words name no more places than they mean: 四亿八千三百万 is
/// rounded to millions.
fn written(value: Decimal, text: &str, exact: bool) -> Option<Interval> {
    if exact {
        return Some(Interval::exactly(value));
    }
    let in_words = text.chars().any(|c| WORDS.contains(c));
    if in_words && value.scale() == 0 {
        return Interval::around(value, last_unit(value).checked_div(Decimal::TWO)?);
    }
    Interval::rounded(value)
}

/// One unit of the last digit that is not 0: 100 for 2300, 0.01 for 2.35.
fn last_unit(value: Decimal) -> Decimal {
    let plain = value.normalize();
    let mut unit = Decimal::new(1, plain.scale());
    if plain.scale() == 0 && !plain.is_zero() {
        // A decimal has no more than 29 digits.
        for _ in 0..29 {
            let Some(next) = unit.checked_mul(Decimal::TEN) else { break };
            if !(plain % next).is_zero() {
                break;
            }
            unit = next;
        }
    }
    unit
}

/// What a bound lets the number stand for; `None` where it leaves one side open.
fn bounded(interval: Interval, value: Decimal, bound: Bound) -> Option<Interval> {
    let unit = last_unit(value);
    match bound {
        // 超2000, 2000多: from there up to the next of the last digit that was thought worth naming.
        Bound::MoreThan => Some(Interval { low: interval.low, high: interval.high.checked_add(unit)? }),
        // 约, 近, 左右: the last digit named is not sure, nor is the twentieth part.
        Bound::About => {
            let by = unit.max(value.abs() / Decimal::from(20));
            Some(Interval { low: interval.low.checked_sub(by)?, high: interval.high.checked_add(by)? })
        }
        Bound::AtLeast | Bound::AtMost | Bound::LessThan => None,
    }
}

/// Whether growth of this indicator is usually given at prices of a fixed year, so that it does not follow from the two
/// levels in money of their day.
pub(super) fn is_priced(indicator: &str) -> bool {
    const PRICED: &[&str] =
        &["生产总值", "GDP", "增加值", "国民收入", "产值", "消费水平", "纯收入", "经济总量", "总产出"];
    PRICED.iter().any(|word| indicator.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_multiplier_is_taken_off_the_unit() {
        for (unit, by, rest) in [
            ("万户", 10_000_i64, "户"),
            ("万亿元", 1_000_000_000_000, "元"),
            ("百分点", 1, "百分点"),
            ("个百分点", 1, "个百分点"),
            ("千米", 1000, "米"),
        ] {
            assert_eq!(multiplier(unit), (Decimal::from(by), rest), "{unit}");
        }
    }

    #[test]
    fn the_last_unit_is_that_of_the_last_digit_named() {
        for (value, unit) in [("2300", "100"), ("2.35", "0.01"), ("2.30", "0.1"), ("17", "1"), ("0", "1")] {
            let value: Decimal = value.parse().expect("a decimal");
            assert_eq!(last_unit(value).to_string(), unit, "{value}");
        }
    }
}
