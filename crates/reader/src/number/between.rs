//! Numerals of which only the order is known, or that lie between two: 几十, 三四百, 十七八.

use super::digit::{begins_unit, big, digit, small, ten_to};
use super::numeral::{Form, LONGEST, Numeral};
use super::sum::Sum;
use rust_decimal::Decimal;

/// 二、三百亿: two neighbours with a mark between, as old pages write them. One that opens a line counts the line.
pub(super) fn neighbours(text: &[char], at: usize) -> Option<Numeral> {
    let (low, high) = (digit(*text.get(at)?)?, digit(*text.get(at + 2)?)?);
    let before = *text.get(at.checked_sub(1)?)?;
    // 之一、二百: the one ends a word, and at the head of a line it counts the line.
    let begun = low > 1 || before.is_alphabetic() && !matches!(before, '之' | '其');
    let apart = text.get(at + 1) == Some(&'、') && begun && high == low + 1;
    let alone =
        before != '第' && before != '、' && digit(before).is_none() && small(before).is_none() && big(before).is_none();
    if !apart || !alone {
        return None;
    }
    let found = either(text, at + 3, low, high)?;
    // 二、三产业 and 二、三十五: no magnitude, or one that goes on. 两、三倍: 两 counts, and is no place in a row.
    let goes_on = text.get(found.end).is_some_and(|c| digit(*c).is_some());
    let counts =
        text.get(at) == Some(&'两') && text.get(found.end).is_some_and(|c| matches!(c, '倍' | '个' | '家' | '项'));
    ((found.end > at + 3 || counts) && !goes_on && found.scale <= 16).then_some(found)
}

/// One number or the other, both in the magnitude that follows at `end`: 三四|百, 二、三|百亿.
pub(super) fn either(text: &[char], mut end: usize, low: u32, high: u32) -> Option<Numeral> {
    let (mut low, mut high) = (Decimal::from(low), Decimal::from(high));
    if let Some(power) = text.get(end).copied().and_then(small) {
        (low, high) = (low.checked_mul(ten_to(power)?)?, high.checked_mul(ten_to(power)?)?);
        end += 1;
    }
    let mut scale = 0;
    while let Some(power) = text.get(end).copied().and_then(big) {
        scale += power;
        end += 1;
    }
    let (value, high) = (low.into(), Some(high.into()));
    Some(Numeral { end, value, high, scale, more: false, form: Form::Vague })
}

/// The end of 十七八, 一百七八十, 二十三四万, from after the second of the two digits on. The first waits in `sum`.
pub(super) fn between(text: &[char], at: usize, mut sum: Sum, last_unit: u32, more: bool) -> Option<Numeral> {
    let low = sum.pending.take()?;
    let mut end = at;
    let mut step = Decimal::ONE;
    if let Some(power) = text.get(end).copied().and_then(small).filter(|p| *p < last_unit) {
        step = ten_to(power)?;
        end += 1;
    } else if last_unit > 1 {
        // 一百七八 is a hundred and seventy or eighty.
        step = ten_to(last_unit - 1)?;
    }
    let base = sum.finish(true)?.0;
    let mut scale = 0;
    while let Some(power) = text.get(end).copied().and_then(big).filter(|_| !begins_unit(text, end)) {
        scale += power;
        end += 1;
        if end - at > LONGEST {
            return None;
        }
    }
    let value = base.checked_add(low.checked_mul(step)?)?;
    let high = value.checked_add(step)?;
    Some(Numeral { end, value: value.into(), high: Some(high.into()), scale, more, form: Form::Vague })
}

/// 几十, 数百, 几千万, 几个亿: the order is known and no more. Value and upper end enclose what may be meant, as
/// dictionaries have it: 几 is two to nine.
pub(super) fn vague(text: &[char], at: usize) -> Option<Numeral> {
    if !matches!(text.get(at), Some('几' | '数')) {
        return None;
    }
    let mut end = at + 1;
    let mut power = 0;
    let mut scale = 0;
    if let Some(p) = text.get(end).copied().and_then(small) {
        power = p;
        end += 1;
    }
    while let Some(p) = text.get(end).copied().and_then(big) {
        scale += p;
        end += 1;
    }
    if power + scale == 0 {
        return None; // 几个, 数: no order given
    }
    let low = Decimal::from(2).checked_mul(ten_to(power)?)?;
    let high = if power == 0 { Decimal::from(9) } else { ten_to(power + 1)?.checked_sub(Decimal::ONE)? };
    Some(Numeral { end, value: low.into(), high: Some(high.into()), scale, more: false, form: Form::Vague })
}
