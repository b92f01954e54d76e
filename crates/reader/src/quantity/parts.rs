//! Numbers made of two numerals or told in parts: 三分之一, 百分之八, 1/3, 25:32:43, 八成.

use super::found::{Found, code, latin_end, plain};
use super::measure::connector;
use super::{Scanner, Shape};
use crate::number::{Form, Numeral, Value, numeral};
use rust_decimal::Decimal;

impl Scanner {
    /// Forms made of two numerals: 三分之一, 1/3, 25:32:43, 八成.
    pub(super) fn parts(&self, text: &[char], at: usize, n: &Numeral) -> Option<Found> {
        let end = n.end;
        if text.get(end) == Some(&'分') && text.get(end + 1) == Some(&'之') {
            return self.of_which(text, at, n, end + 2);
        }
        if text.get(end) == Some(&'/') {
            let over = text.get(end + 1).filter(|c| c.is_ascii_digit()).and_then(|_| numeral(text, end + 1))?;
            let (Value::Decimal(top), Value::Decimal(bottom)) = (n.value, over.value) else { return None };
            let another = text.get(over.end) == Some(&'/');
            let small = top.scale() == 0 && bottom.scale() == 0 && bottom <= Decimal::ONE_HUNDRED && top < bottom;
            if !small || another || n.scale + over.scale > 0 {
                return Some(code(at..latin_end(text, over.end)));
            }
            let mut q = plain(n, at, Shape::Fraction, "fraction.slash");
            q.value = Value::ratio(top, bottom);
            q.range = at..over.end;
            q.number = at..over.end;
            return Some(Found::Number(q));
        }
        if matches!(text.get(end), Some(':')) {
            return ratio(text, at, n);
        }
        if text.get(end) == Some(&'成') {
            return tenths(text, at, n);
        }
        None
    }

    /// 百分之八, 千分之五点二, 三分之一, 百分之八至九.
    fn of_which(&self, text: &[char], at: usize, n: &Numeral, from: usize) -> Option<Found> {
        let negative = text.get(from) == Some(&'负');
        let from = from + usize::from(negative);
        let of = numeral(text, from).filter(|o| o.form != Form::Magnitude || o.whole() == Some(Value::whole(100)))?;
        // 三分之三分之…: no fraction has three terms.
        if fraction_follows(text, of.end) {
            let mut end = of.end;
            while fraction_follows(text, end) {
                end = numeral(text, end + 2).map_or(end + 2, |next| next.end);
            }
            return Some(code(at..end));
        }
        let below = n.whole()?;
        let mut q = plain(&of, at, Shape::Fraction, "fraction.words");
        q.range = at..of.end;
        q.number = at..of.end;
        q.chinese = true;
        q.scale = 0;
        let hundred = below == Value::whole(100);
        let thousand = below == Value::whole(1000);
        if hundred || thousand {
            q.shape = if hundred { Shape::Percent } else { Shape::Permille };
            q.rule = if hundred { "percent.words" } else { "permille.words" };
            q.value = of.whole().map(|v| if negative { v.negated() } else { v });
            q.high = of.high;
            let mut end = of.end;
            if matches!(text.get(end), Some('多' | '余' | '几'))
                && !text.get(end + 1).is_some_and(|c| matches!(c, '种' | '样' | '元'))
            {
                q.more = true;
                end += 1;
            }
            // 百分之八至九, 百分之八至百分之九; 由百分之三十九到一九五七年上升为 ends with a year.
            if let Some(to) = connector(text, end) {
                let again = usize::from(text[to..].starts_with(&['百', '分', '之'])) * 3;
                if let Some(high) = numeral(text, to + again)
                    && let (Some(low), Some(top)) = (q.value, high.whole())
                    && low.less_than(top)
                    && !Self::preceded_by_from(text, at)
                    && (again > 0 || self.units.find(text, high.end).is_none() && text.get(high.end) != Some(&'年'))
                {
                    q.high = Some(top);
                    end = high.end;
                    q.rule = "range.percent";
                }
            }
            q.range.end = end;
            q.number.end = end;
            return Some(Found::Number(q));
        }
        let (Value::Decimal(bottom), Some(Value::Decimal(top))) = (below, of.whole()) else { return None };
        q.value = Value::ratio(top, bottom);
        if q.value.is_none() {
            return Some(code(at..of.end)); // 0分之1
        }
        Some(Found::Number(q))
    }
}

pub(super) fn fraction_follows(text: &[char], at: usize) -> bool {
    text.get(at) == Some(&'分') && text.get(at + 1) == Some(&'之')
}

/// 25.5:32.3:42.2. Two terms are a ratio only where no clock or score is meant.
fn ratio(text: &[char], at: usize, n: &Numeral) -> Option<Found> {
    let mut parts = vec![n.value];
    let mut end = n.end;
    while parts.len() < 12
        && text.get(end) == Some(&':')
        && let Some(next) = text.get(end + 1).filter(|c| c.is_ascii_digit()).and_then(|_| numeral(text, end + 1))
    {
        parts.push(next.value);
        end = next.end;
    }
    let decimal = parts.iter().any(|p| matches!(p, Value::Decimal(d) if d.scale() > 0));
    // 9:47:03 on a page is the time it was printed.
    if text[at..end].windows(2).any(|w| w[0] == ':' && w[1] == '0')
        && parts.len() <= 3
        && !decimal
        && text[at..end].split(|c| *c == ':').skip(1).all(|p| p.len() == 2)
    {
        return None;
    }
    let named = at >= 1 && matches!(text[at - 1], '比' | '为' | '到' | '成' | '例')
        || matches!(text.get(end..end + 2), Some(['比', '例']))
        || matches!(text.get(end..end + 3), Some(['的', '比', '例'] | ['的', '配', '比']));
    if parts.len() < 2 || (parts.len() == 2 && !decimal && !named) {
        return None;
    }
    let mut q = plain(n, at, Shape::Ratio, "ratio");
    q.value = None;
    q.range = at..end;
    q.number = at..end;
    q.parts = parts;
    Some(Found::Number(q))
}

/// Whether 成 at `at` is a tenth: it is none before a character that makes a word of it (成为, 成功).
pub(crate) fn is_tenth(text: &[char], at: usize) -> bool {
    const OWN: &[char] = &[
        '为', '立', '果', '功', '效', '本', '就', '员', '长', '型', '熟', '套', '都', '分', '绩', '人', '交', '千',
        '形', '品', '年', '渝', '林', '了', '群', '片', '网', '链', '势', '景', '材', '才', '家', '规', '因', '语',
        '像', '绵', '县', '武', '安', '百', '建', '全', '仁',
    ];
    text.get(at) == Some(&'成') && !text.get(at + 1).is_some_and(|c| OWN.contains(c))
}

/// 八成, 六成多, 三成半, 两到三成. 成 is a tenth only after one figure and before no word of its own (成为, 成功).
fn tenths(text: &[char], at: usize, n: &Numeral) -> Option<Found> {
    let end = n.end + 1;
    if n.scale > 0 || !n.value.less_than(Value::whole(11)) || !is_tenth(text, n.end) {
        return None;
    }
    let mut q = plain(n, at, Shape::Percent, "percent.tenths");
    q.range = at..end;
    q.number = at..end;
    q.value = n.value.shifted(1);
    q.high = n.high.and_then(|h| h.shifted(1));
    match text.get(end) {
        Some('多') => {
            q.more = true;
            q.range.end += 1;
        }
        Some('半') => {
            q.value = q.value.and_then(|v| match v {
                Value::Decimal(d) => d.checked_add(Decimal::from(5)).map(Value::Decimal),
                fraction @ Value::Fraction(..) => Some(fraction),
            });
            q.range.end += 1;
        }
        _ => {}
    }
    q.number.end = q.range.end;
    Some(Found::Number(q))
}
