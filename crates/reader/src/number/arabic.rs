//! Numerals that begin with a digit: 18.6万, 25万6千.

use super::digit::{begins_unit, big, small, ten_to};
use super::numeral::{Form, LONGEST, Numeral};
use super::sum::Sum;
use rust_decimal::Decimal;

/// Arabic digits with separators and point; the value and where it ends. A run of more than 27 digits is refused.
fn digits(text: &[char], at: usize) -> Option<(Decimal, usize, bool)> {
    // Bounded: a longer run is refused below, and counting it again at every digit would take quadratic time.
    let run = |from: usize| text[from..].iter().take(LONGEST).take_while(|c| c.is_ascii_digit()).count();
    let mut mantissa: i128 = 0;
    let mut places = 0u32;
    let mut count = 0usize;
    let mut push = |part: &[char], fraction: bool| -> Option<()> {
        count += part.len();
        if count > 27 {
            return None;
        }
        for c in part {
            mantissa = mantissa * 10 + i128::from(c.to_digit(10)?);
        }
        if fraction {
            places += part.len() as u32;
        }
        Some(())
    };
    let mut end = at;
    let head = run(at).min(LONGEST);
    push(&text[at..at + head], false)?;
    end += head;
    // Thousands: 15,750,000 or 8 500. Each group has three digits, none less, none more.
    let mut grouped = false;
    if (1..=3).contains(&head) && text[at] != '0' {
        while let Some(mark @ (',' | ' ' | '\u{2009}')) = text.get(end).copied()
            && run(end + 1) == 3
            && (mark == ',' || !grouped || text[at + head] == mark)
        {
            push(&text[end + 1..end + 4], false)?;
            end += 4;
            grouped = true;
        }
    }
    // A point needs a digit after it; a line end may have left a blank before it.
    let point = match text.get(end..) {
        // Pages of the 1990s set the point at half height: 4·3%.
        Some(['.' | '·', d, ..]) if d.is_ascii_digit() => Some(end + 1),
        // 1. 2021年 is a list mark and a year.
        Some(['.', ' ', d, ..] | [' ', '.', d, ..]) if d.is_ascii_digit() && head > 0 && run(end + 2) <= 2 => {
            Some(end + 2)
        }
        _ => None,
    };
    if let Some(from) = point {
        let tail = run(from);
        let after = from + tail;
        // 2.1.3 is a section number, not a decimal.
        let dotted = text.get(after) == Some(&'.') && text.get(after + 1).is_some_and(char::is_ascii_digit);
        if !dotted {
            push(&text[from..after.min(from + LONGEST)], true)?;
            end = after;
        }
    }
    (end > at).then(|| (Decimal::from_i128_with_scale(mantissa, places), end, grouped))
}

/// Arabic digits and any magnitude words after them: 18.6万, 1.5万亿, 25万6千, 2千多亿, 3万4000.
pub(super) fn arabic(text: &[char], at: usize) -> Option<Numeral> {
    let (value, mut end, _) = digits(text, at)?;
    let mut sum = Sum::default();
    sum.push(value)?;
    let mut more = false;
    let mut last = usize::MAX;
    let mut tail = 0;
    loop {
        let next = text.get(end).copied();
        if begins_unit(text, end) {
            break;
        }
        if let Some(power) = next.and_then(|c| small(c).or_else(|| big(c))) {
            // A small unit must be smaller than the unit before it: 5千3百, but 3百5千 is two numbers.
            if small(next?).is_some() && power as usize >= last {
                break;
            }
            sum.unit(power, small(next?).is_some())?;
            last = power as usize;
            tail = 0;
            end += 1;
        } else if matches!(next, Some('多' | '余' | '几'))
            && text.get(end + 1).copied().is_some_and(|c| small(c).or_else(|| big(c)).is_some())
        {
            more = true;
            end += 1;
        } else if last != usize::MAX
            && let Some((value, to, _)) =
                text.get(end).filter(|c| c.is_ascii_digit()).and_then(|_| digits(text, end)).or_else(|| {
                    (text.get(end) == Some(&'零') && text.get(end + 1).is_some_and(char::is_ascii_digit))
                        .then(|| digits(text, end + 1))
                        .flatten()
                })
            && tail == 0
            && value.fract().is_zero()
            && ten_to(last as u32).is_some_and(|t| value < t)
            // 10万20万: two numbers side by side, not one.
            && !text.get(to).copied().and_then(big).is_some_and(|power| last >= 4 && power as usize >= last)
        {
            sum.push(value)?;
            tail = 1;
            end = to;
        } else {
            break;
        }
        if end - at > LONGEST {
            return None;
        }
    }
    let (value, scale) = sum.finish(false)?;
    Some(Numeral { end, value: value.into(), high: None, scale, more, form: Form::Digits })
}
