//! The numerals that stand in times: 1995, 95, 一九九五, 二零零八, 二十三, 十一, 几, 三五. Never longer than a year needs.

use crate::number::plain_digit;

/// How a numeral is written; 一九五三 can only be a year, 二十三 never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// 1995, 8.
    Arabic,
    /// 一九五三, 九五: digit by digit, at least two.
    Positional,
    /// 十一, 二十三, 三.
    Words,
}

/// A numeral in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    /// Where it ends (exclusive).
    pub(super) end: usize,
    /// Its value; of 三五 and 几十 nothing exact is known.
    pub(super) value: Option<i16>,
    pub(super) form: Form,
    /// How many digits are written.
    pub(super) digits: usize,
}

/// A longer run of digits is no part of a time.
const LONGEST: usize = 8;

/// The value of a Chinese digit; 元年 is the first.
fn digit(c: char) -> Option<i16> {
    plain_digit(match c {
        '元' => '一',
        '两' => '二',
        plain => plain,
    })
    .map(|d| d as i16)
}

/// Whether `c` can be part of a number that goes on: 三点五年 does not hold 五年.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '亿' | '点' | '几') || (digit(c).is_some() && c != '元')
}

/// The numeral that begins at `at`.
pub(super) fn numeral(text: &[char], at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    match rest.first()? {
        '0'..='9' => arabic(rest, at),
        '几' | '数' => Some(vague(rest, at)),
        _ => chinese(rest, at),
    }
}

fn arabic(rest: &[char], at: usize) -> Option<Numeral> {
    let digits = rest.iter().take(LONGEST).take_while(|c| c.is_ascii_digit()).count();
    if digits > 4 {
        return None;
    }
    let value = rest.iter().take(digits).filter_map(|c| c.to_digit(10)).fold(0, |n, d| n * 10 + d as i16);
    Some(Numeral { end: at + digits, value: Some(value), form: Form::Arabic, digits })
}

/// 几, 数, 几十, 数百: a number, but which?
fn vague(rest: &[char], at: usize) -> Numeral {
    let mut used = 1;
    if matches!(rest.get(1), Some('十' | '百')) {
        used += 1;
    }
    Numeral { end: at + used, value: None, form: Form::Words, digits: 1 }
}

fn chinese(rest: &[char], at: usize) -> Option<Numeral> {
    let plain = positional(rest);
    match plain {
        0 if rest.first() != Some(&'十') => None,
        0 | 1 => words(rest, at),
        2 if matches!(rest.get(2), Some('十' | '百')) => words(rest, at),
        2 | 4 => {
            let value = rest.iter().take(plain).fold(0i16, |n, c| n * 10 + digit(*c).unwrap_or(0));
            // 三四, 七八, 三五 are "three or four", not the years 34 and 78.
            let near = plain == 2 && (1..=9).contains(&(value / 10)) && {
                let (tens, ones) = (value / 10, value % 10);
                ones == tens + 1 || value == 35 || rest.first() == Some(&'两')
            };
            let (value, form) = if near { (None, Form::Words) } else { (Some(value), Form::Positional) };
            Some(Numeral { end: at + plain, value, form, digits: plain })
        }
        _ => None,
    }
}

/// How many digits stand side by side; a zero may have been typed as O or 0.
fn positional(rest: &[char]) -> usize {
    let mut count = 0;
    for (i, c) in rest.iter().take(LONGEST).enumerate() {
        match c {
            '元' | '两' if i > 0 => break,
            'O' | 'o' | '0' if i > 0 => {}
            c if digit(*c).is_some() => {}
            _ => break,
        }
        count += 1;
    }
    count
}

/// 十一, 二十, 一百二十, 七八十, 十几.
fn words(rest: &[char], at: usize) -> Option<Numeral> {
    let mut used = 0;
    let mut total = 0i16;
    let mut exact = true;
    let mut pending: Option<i16> = None;
    for c in rest.iter().take(LONGEST) {
        match c {
            '百' | '十' => {
                let weight = if *c == '百' { 100 } else { 10 };
                if pending.is_none() && weight == 100 {
                    break;
                }
                total += pending.take().unwrap_or(1) * weight;
            }
            '几' if used > 0 => {
                exact = false;
                used += 1;
                break;
            }
            '元' if used > 0 => break,
            c => match digit(*c) {
                Some(0) if used > 0 => {}
                Some(0) | None => break,
                Some(d) => {
                    // 七八十: seventy or eighty.
                    exact &= pending.is_none();
                    pending = Some(d);
                }
            },
        }
        used += 1;
    }
    if used == 0 {
        return None;
    }
    total += pending.unwrap_or(0);
    Some(Numeral { end: at + used, value: exact.then_some(total), form: Form::Words, digits: used })
}
