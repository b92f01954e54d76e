//! Numerals in words: 四千二百多万, 一九五四, 十一点八.

use super::between::{between, either, vague};
use super::digit::{begins_unit, big, digit, small, ten_to};
use super::numeral::{Form, LONGEST, Numeral};
use super::sum::Sum;
use rust_decimal::Decimal;

/// Chinese numerals.
pub(super) fn chinese(text: &[char], at: usize) -> Option<Numeral> {
    if let Some(vague) = vague(text, at) {
        return Some(vague);
    }
    let limit = text.len().min(at + LONGEST);
    // 一九五四, 二零二零, 三五: digits side by side are read one after the other.
    let run = text[at..limit].iter().take_while(|c| digit(**c).is_some()).count();
    if run >= 2 && !(run == 2 && text[at] == '零') {
        return side_by_side(text, at, run);
    }
    let mut sum = Sum::default();
    let mut end = at;
    let mut more = false;
    let mut magnitude = true; // no digit seen: 千亿
    let mut last_small = 4u32; // last unit within the section
    let mut last_unit = 0u32;
    let mut gap = false; // 零 stood before the digit
    while end < limit {
        let c = text[end];
        if end > at && begins_unit(text, end) {
            break;
        }
        if c == '零'
            && end > at
            && text.get(end + 1).is_some_and(|n| digit(*n).is_some() || matches!(n, '十' | '拾' | '几'))
        {
            gap = true;
            end += 1;
        } else if let Some(d) = digit(c) {
            if let Some(before) = sum.pending {
                // 十七八, 一百七八十: two neighbours after a unit mean “between”. 十四五 is a plan.
                let plan = end == at + 2 && text[at..end] == ['十', '四'];
                if (1..4).contains(&last_unit) && !plan && before + Decimal::ONE == Decimal::from(d) {
                    return between(text, end + 1, sum, last_unit, more);
                }
                break;
            }
            sum.push(Decimal::from(d))?;
            magnitude = false;
            end += 1;
        } else if let Some(power) = small(c) {
            if power >= last_small && sum.parts.last().is_some_and(|(_, p)| *p < 4) {
                break;
            }
            // 百, 千 alone begin a numeral only before a magnitude word or a digit: 百亿, 千三.
            if sum.pending.is_none() && power >= 2 && sum.parts.last().is_some_and(|(_, p)| *p < 4) {
                break;
            }
            if power == 1 && sum.pending.is_none() {
                magnitude = false;
            }
            sum.unit(power, true)?;
            last_small = power;
            last_unit = power;
            gap = false;
            end += 1;
        } else if let Some(power) = big(c) {
            if sum.parts.is_empty() && sum.pending.is_none() && text.get(end + 1).is_none_or(|n| big(*n).is_none()) {
                // A bare 万 or 亿 counts nothing by itself; before a unit it does, which the caller judges. In 5O万 it is
                // the end of a number that a letter spoiled, and no number of its own.
                if end == at {
                    if spoiled(text, at) {
                        return None;
                    }
                    sum.unit(power, false)?;
                    end += 1;
                    break;
                }
            }
            sum.unit(power, false)?;
            last_small = 4;
            last_unit = power;
            gap = false;
            end += 1;
        } else if matches!(c, '多' | '余' | '几' | '来')
            && end > at
            && sum.pending.is_none()
            && text.get(end + 1).copied().is_some_and(|n| big(n).is_some() || (c != '几' && small(n).is_some()))
        {
            more = true;
            end += 1;
        } else if c == '几' && end > at && sum.pending.is_none() && last_unit == 1 && !gap {
            more = true; // 十几
            end += 1;
            break;
        } else if (c == '点' || c == '.' && text.get(end + 1).is_some_and(|n| digit(*n).is_some())) && end > at {
            let Some((value, to)) = decimals(text, end + 1, limit) else { break };
            // 两千三点一: a digit left after a unit takes the next lower unit.
            settle(&mut sum, last_unit, gap)?;
            sum.push(value)?;
            end = to;
            if text.get(end).copied().and_then(big).is_none() {
                let total = sum.finish(true)?.0;
                return Some(Numeral { end, value: total.into(), high: None, scale: 0, more, form: Form::Chinese });
            }
        } else {
            break;
        }
    }
    settle(&mut sum, last_unit, gap)?;
    if end == at {
        return None;
    }
    let (value, scale) = sum.finish(false)?;
    let form = if magnitude { Form::Magnitude } else { Form::Chinese };
    Some(Numeral { end, value: value.into(), high: None, scale, more, form })
}

/// Whether a letter that looks like a digit stands between a digit and this place: 5O|万, 2l|万.
fn spoiled(text: &[char], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|i| text.get(i));
    matches!(before(1), Some('O' | 'o' | 'l' | 'I')) && before(2).is_some_and(char::is_ascii_digit)
}

/// 二百五, 一万三: a last digit right after a unit counts the next lower unit.
fn settle(sum: &mut Sum, last_unit: u32, gap: bool) -> Option<()> {
    if last_unit >= 2
        && !gap
        && let Some(d) = sum.pending
        && d.scale() == 0
    {
        let lower = if last_unit == 8 { 7 } else { last_unit - 1 };
        sum.pending = Some(d.checked_mul(ten_to(lower)?)?);
    }
    Some(())
}

/// Digits after 点, each its own place; 两 is none of them.
fn decimals(text: &[char], at: usize, limit: usize) -> Option<(Decimal, usize)> {
    let mut end = at;
    let mut mantissa: i128 = 0;
    while end < limit
        && end - at < 20
        && text[end] != '两'
        && let Some(d) = digit(text[end]).or_else(|| text[end].to_digit(10))
    {
        mantissa = mantissa * 10 + i128::from(d);
        end += 1;
    }
    (end > at).then(|| (Decimal::from_i128_with_scale(mantissa, (end - at) as u32), end))
}

/// Two or more digits side by side: a year or code read digit by digit (一九五四), or two neighbours that mean
/// “between” (三四百, 七八个, 三五家).
fn side_by_side(text: &[char], at: usize, run: usize) -> Option<Numeral> {
    let values: Vec<u32> = text[at..at + run].iter().filter_map(|c| digit(*c)).collect();
    let (low, high) = (*values.first()?, *values.get(1)?);
    let after = text.get(at + run).copied();
    if run == 2 && low > 0 && (high == low + 1 || (low, high) == (3, 5)) {
        return either(text, at + run, low, high);
    }
    if run > 27 {
        return None;
    }
    let mut mantissa: i128 = 0;
    for d in values {
        mantissa = mantissa * 10 + i128::from(d);
    }
    let mut end = at + run;
    let mut places = 0;
    if after == Some('点')
        && let Some((fraction, to)) = decimals(text, end + 1, text.len().min(end + LONGEST))
    {
        places = fraction.scale();
        mantissa = mantissa.checked_mul(10i128.checked_pow(places)?)?.checked_add(fraction.mantissa())?;
        end = to;
    }
    let mut scale = 0;
    while let Some(power) = text.get(end).copied().and_then(big) {
        scale += power;
        end += 1;
    }
    if mantissa >= 10i128.pow(27) || places > 20 {
        return None;
    }
    let value = Decimal::from_i128_with_scale(mantissa, places);
    Some(Numeral { end, value: value.into(), high: None, scale, more: false, form: Form::Chinese })
}
