//! Finds every number of a text and tells what it is.

use super::doubling::doubling;
use super::found::{Found, code, latin_end, plain, unitless};
use super::measure::share_units;
use super::parts::fraction_follows;
use super::words::NotNumbers;
use super::{Quantity, Shape};
use crate::charset::{CharSet, is_han};
use crate::lexicon::LexiconError;
use crate::number::{Form, NUMERALS, Numeral, Value, is_below_zero, is_numeral, numeral};
use crate::place;
use crate::signs::{NUMBER, Row, Signs};
use crate::unit::{Dimension, Unit, Units};
use rust_decimal::Decimal;
use std::ops::Range;

/// The lexicons of the number layer.
#[derive(Debug)]
pub(crate) struct Scanner {
    pub(super) units: Units,
    pub(super) not: NotNumbers,
}

/// Characters of the longest run of numerals that may be a number: a value holds 27 digits.
const LONGEST_READ: usize = 27;

/// Longest quotation that is taken for a name when it holds a number: “一主两副多节点”.
const NAME: usize = 14;

/// What a number may begin with.
pub(crate) static BEGINS: CharSet = CharSet::of(NUMERALS).and(&['第', '首', '之', '前', '翻', '数', '.', '“', '榜']);

impl Scanner {
    /// Reads the lexicons; entries with faults are left out and named.
    pub(crate) fn load() -> (Self, Vec<LexiconError>) {
        let (units, mut errors) = Units::load();
        let (not, more) = NotNumbers::load();
        errors.extend(more);
        (Self { units, not }, errors)
    }

    /// Every number of `text` (folded), in order; none overlaps another.
    pub(crate) fn scan(&self, text: &[char], out: &mut Vec<Quantity>) {
        self.scan_signed(text, Signs::of(text).all(), out);
    }

    /// The same, where the signs of the text are known.
    pub(crate) fn scan_signed(&self, text: &[char], signs: Row<'_>, out: &mut Vec<Quantity>) {
        let mut at = 0;
        let mut quote = 0..0;
        while let Some(next) = signs.next(at, NUMBER) {
            at = next;
            let c = text[at];
            if c == '“' {
                if let Some(name) = Self::quoted_name(text, at) {
                    quote = name;
                }
                at += 1;
                continue;
            }
            let found = match c {
                '第' => self.ordinal(text, at),
                '首' | '之' | '榜' => self.top(text, at),
                '前' => self.front(text, at),
                '翻' => doubling(text, at),
                _ => self.number(text, at),
            };
            match found {
                Found::Number(mut quantity) => {
                    if quote.contains(&quantity.range.start) && quantity.shape != Shape::Percent {
                        quantity.shape = Shape::Name;
                        quantity.rule = "name.quoted";
                    }
                    at = quantity.range.end.max(at + 1);
                    out.push(quantity);
                }
                Found::Skip(to) => at = to.max(at + 1),
            }
        }
        share_units(text, out);
    }

    /// The inside of the quotation that opens at `at`, if it is a name that carries a number: short, no sentence, no
    /// per cent.
    fn quoted_name(text: &[char], at: usize) -> Option<Range<usize>> {
        let inside = &text[at + 1..text.len().min(at + 2 + NAME)];
        let len = inside.iter().position(|c| *c == '”')?;
        let inside = &inside[..len];
        let sentence = inside.iter().any(|c| matches!(c, '%' | '。' | ';' | '“'));
        let measured = inside.windows(2).any(|w| matches!(w, ['百', '分'] | ['亿' | '万', '元']));
        (!sentence && !measured).then(|| at + 1..at + 1 + len)
    }

    /// A numeral and all that belongs to it.
    fn number(&self, text: &[char], at: usize) -> Found {
        let c = text[at];
        if c == '.' && !text.get(at + 1).is_some_and(char::is_ascii_digit) {
            return Found::Skip(at + 1);
        }
        if c == '一' && text.get(at + 1) == Some(&'半') && !matches!(text.get(at + 2), Some('以' | '天' | '年'))
            || text[at..].starts_with(&['一', '半', '以', '上'])
        {
            let mut half = unitless(at..at + 2, Shape::Fraction, "fraction.half");
            half.value = Some(Value::Decimal(Decimal::new(5, 1)));
            return Found::Number(half);
        }
        let Some(n) = numeral(text, at) else {
            // A run of digits too long for a number is a code; step over it whole, or its end would be read as one.
            let run = text[at..].iter().take_while(|c| c.is_ascii_digit()).count();
            let words = text[at..].iter().take_while(|c| is_numeral(**c)).count();
            return if run > 1 || words > LONGEST_READ { code(at..at + words) } else { Found::Skip(at + 1) };
        };
        if n.end - at > LONGEST_READ && text.get(n.end).is_some_and(|c| is_numeral(*c)) {
            return code(at..n.end + text[n.end..].iter().take_while(|c| is_numeral(**c)).count());
        }
        let arabic = c.is_ascii_digit() || c == '.';
        // 人口由年的.8万人: the head of the number was lost on the page.
        let lost = c == '.' && at > 0 && text[at - 1].is_alphabetic() && !text[at - 1].is_ascii();
        let before = at.checked_sub(1).and_then(|i| text.get(i)).copied();
        if arabic
            && before.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, '_' | '%' | '/' | '=' | '&' | '?' | '@'))
        {
            return code(at..latin_end(text, n.end));
        }
        // 1О5 with a Cyrillic О, 3〇5: what follows is no number of its own. The repair says what may be meant.
        if arabic
            && text.get(n.end).copied().is_some_and(poses_as_digit)
            && text.get(n.end + 1).is_some_and(char::is_ascii_digit)
        {
            return code(at..latin_end(text, n.end + 1));
        }
        if arabic && before.is_some_and(poses_as_digit) && at.checked_sub(2).is_some_and(|i| text[i].is_ascii_digit()) {
            return code(at..latin_end(text, n.end));
        }
        // 1.234.567, 1’234: the rest of a number that could not be read whole is none.
        if arabic
            && before.is_some_and(|b| matches!(b, '.' | ',' | '’' | '\'' | '·'))
            && at.checked_sub(2).and_then(|i| text.get(i)).is_some_and(char::is_ascii_digit)
            // 居第1,6家企业, 2.31:1,17个县: no thousands begin so.
            && !(before == Some(',') && begins_no_thousands(text, at - 1))
        {
            return code(at..latin_end(text, n.end));
        }
        if !arabic && !fraction_follows(text, n.end) {
            if let Some(len) = place::name_at(text, at) {
                return Found::Skip(at + len);
            }
            if let Some((len, ())) = self.not.word.find(text, at)
                && n.end <= at + len
            {
                return Found::Number(plain(&n, at, Shape::Name, "name.word")).ending(at + len);
            }
            if let Some((_, ())) = self.not.tail.find_before(text, at + 1)
                && (n.end == at + 1 || matches!(c, '数' | '陆' | '伍' | '拾'))
            {
                return Found::Skip(at + 1);
            }
        }
        if let Some(found) = self.strongest(text, at, &n) {
            return found;
        }
        if let Some(found) = self.parts(text, at, &n) {
            return found;
        }
        match self.measured(text, at, &n) {
            Found::Number(mut q) if lost => {
                q.value = None;
                q.high = None;
                q.rule = "number.lost";
                Found::Number(q)
            }
            found => found,
        }
    }

    /// Where reading goes on, if the numeral in words from `at` to `end` counts nothing: part of a place's name (四川),
    /// of a word (一切), or the end of one (统一).
    pub(crate) fn lexical(&self, text: &[char], at: usize, end: usize) -> Option<usize> {
        if let Some(len) = place::name_at(text, at) {
            return Some(at + len);
        }
        if let Some((len, ())) = self.not.word.find(text, at)
            && end <= at + len
        {
            return Some(at + len);
        }
        let tail = self.not.tail.find_before(text, at + 1).is_some();
        (tail && (end == at + 1 || matches!(text.get(at), Some('数' | '陆' | '伍' | '拾')))).then_some(at + 1)
    }

    /// 由, 从 before the first number make two values of what else would be a range.
    pub(super) fn preceded_by_from(text: &[char], at: usize) -> bool {
        at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| matches!(c, '由' | '从' | '自'))
    }

    /// A numeral with the unit and range that may follow.
    pub(super) fn measured(&self, text: &[char], at: usize, n: &Numeral) -> Found {
        let arabic = text[at].is_ascii_digit() || text[at] == '.';
        let mut q = plain(n, at, Shape::Plain, if arabic { "number.digits" } else { "number.words" });
        q.chinese = !arabic;
        q.magnitude = n.form == Form::Magnitude;
        if n.form == Form::Vague {
            q.shape = Shape::Vague;
            q.rule = "number.vague";
        }
        let mut end = n.end;
        let mut unit = self.unit(text, end, &mut q.more);
        let years = || text.get(at..end).is_some_and(|n| n.contains(&'.')) || arabic && lasts(text, at, end);
        if unit.is_none() && text.get(end) == Some(&'年') && years() {
            unit = Some((end + 1, Unit::years()));
        }
        // 达到7000亿级: 级 says that the order is meant.
        if n.scale > 0 && text.get(end) == Some(&'级') {
            unit = None;
            if !text.get(end + 1).is_some_and(|c| c.is_alphabetic()) {
                end += 1;
            }
        }
        // 6%—7%, 600万吨至700万吨, 5到6个
        let after_unit = unit.map_or(end, |(to, _)| to);
        if n.form != Form::Vague
            && !Self::preceded_by_from(text, at)
            && let Some((high, to, other)) = self.range(text, after_unit, n, unit.map(|(_, u)| u))
        {
            q.high = Some(high.value);
            if n.scale == 0 && unit.is_none() {
                q.scale = high.scale;
            } else if n.scale != high.scale {
                // 8500亿至1万亿: both in the unit of the second.
                q.value = n.whole();
                q.high = high.whole();
                q.scale = 0;
            }
            q.more = high.more;
            q.rule = "range";
            end = high.end;
            unit = other.map(|u| (to, u));
            q.number.end = end;
        }
        if let Some((to, u)) = unit {
            q.unit = Some(u);
            q.range.end = to;
            // 六倍半
            if u.dimension == Dimension::Multiple
                && text.get(to) == Some(&'半')
                && let Some(Value::Decimal(d)) = q.value
            {
                q.value = d.checked_add(Decimal::new(5, 1)).map(Value::Decimal);
                q.range.end = to + 1;
            }
            if let Some(end) = self.per(text, to) {
                q.per = Some(to..end);
                q.range.end = end;
            }
            match u.dimension {
                Dimension::Ratio if u.name == "‰" => q.shape = Shape::Permille,
                // An escape of a web address: 99%E5.
                Dimension::Ratio
                    if text.get(to).is_some_and(char::is_ascii_hexdigit)
                        && text.get(to + 1).is_some_and(char::is_ascii_hexdigit) =>
                {
                    return code(at..latin_end(text, to));
                }
                Dimension::Ratio => q.shape = Shape::Percent,
                Dimension::Points => q.shape = Shape::Points,
                Dimension::Multiple if q.shape == Shape::Plain => q.shape = Shape::Multiple,
                _ => {}
            }
        } else {
            // 多, 余 after a number that a thing follows directly: 2300多企业, 300余名 were units above.
            if matches!(text.get(end), Some('多' | '余'))
                && (q.scale > 0 || n.whole().is_some_and(|v| Value::whole(9).less_than(v)))
                && !text.get(end + 1).is_some_and(|c| matches!(c, '样' | '元' | '边' | '层' | '方' | '维'))
            {
                q.more = true;
                end += 1;
                q.number.end = end;
            }
            q.range.end = end;
            // A letter that is no unit makes a code of it: 5G, 4K, 3D.
            if arabic && text.get(end).is_some_and(char::is_ascii_alphabetic) {
                return code(at..latin_end(text, end));
            }
            if arabic && matches!(text.get(end), Some('号' | '#')) {
                q.shape = Shape::Code;
                q.rule = "code.number";
            }
            // 107国道, 211县道: the number of a road.
            if arabic && matches!(text.get(end..end + 2), Some(['国' | '省' | '县' | '乡', '道'])) {
                q.shape = Shape::Code;
                q.rule = "code.road";
            }
        }
        // 四个千万亩: four times ten million.
        if q.unit.is_some_and(|u| u.name == "个")
            && let Some(each) = numeral(text, q.range.end).filter(|e| e.form == Form::Magnitude && e.scale > 0)
            && let Some((to, unit)) = self.unit(text, each.end, &mut q.more)
            && !matches!(unit.dimension, Dimension::Count)
            && let Some(count) = n.whole()
            && let Some(product) = count.times(each.value)
        {
            q.value = Some(product.normalized());
            q.scale = each.scale;
            q.unit = Some(unit);
            q.range.end = to;
            q.number.end = each.end;
            q.chinese = true;
            q.rule = "number.product";
            return Found::Number(q);
        }
        self.priced(text, at, &mut q);
        Self::signed(text, at, &mut q);
        // 上千万, 上百家: only the order is given.
        if q.magnitude
            && at > 0
            && text[at - 1] == '上'
            && !matches!(
                text.get(at.wrapping_sub(2)),
                Some(
                    '以' | '之'
                        | '网'
                        | '线'
                        | '路'
                        | '海'
                        | '天'
                        | '会'
                        | '身'
                        | '地'
                        | '市'
                        | '晚'
                        | '早'
                        | '史'
                        | '再'
                        | '迈'
                        | '跃'
                        | '登'
                        | '跨'
                        | '站'
                )
            )
        {
            q.shape = Shape::Vague;
            q.range.start = at - 1;
            q.number.start = at - 1;
            q.rule = "number.order";
        }
        // 三大攻坚战, 7个方面, 四大领域
        if !matches!(q.shape, Shape::Percent | Shape::Permille | Shape::Points | Shape::Code)
            && self.slogan(text, &q, n)
        {
            q.shape = Shape::Name;
            q.rule = "name.slogan";
        }
        Found::Number(q)
    }

    /// US$3亿, ¥500万: the sign of a currency before the number.
    fn priced(&self, text: &[char], at: usize, q: &mut Quantity) {
        let word: &[char] = match at.checked_sub(1).and_then(|i| text.get(i)) {
            Some('$') => &['美', '元'],
            Some('¥' | '￥') => &['元'],
            Some('€') => &['欧', '元'],
            Some('£') => &['英', '镑'],
            _ => return,
        };
        if q.unit.is_none()
            && let Some((_, unit)) = self.units.find(word, 0)
        {
            q.unit = Some(unit);
            q.range.start = at - if text[..at].ends_with(&['U', 'S', '$']) { 3 } else { 1 };
        }
    }

    /// A minus sign, 负 or 零下 right before the number. A dash after a number, a date or a letter is no minus.
    fn signed(text: &[char], at: usize, q: &mut Quantity) {
        let Some(sign) = at.checked_sub(1).and_then(|i| text.get(i)) else { return };
        let before = at.checked_sub(2).and_then(|i| text.get(i)).copied();
        let joins = |b: char| {
            b.is_ascii_alphanumeric()
                || matches!(b, '%' | '‰' | ')' | '年' | '月' | '日' | '号' | '期' | '第' | '-' | '—')
        };
        let minus = *sign == '-' && !before.is_some_and(joins);
        let below = *sign == '下' && before == Some('零') && q.unit.is_some_and(|u| u.group == "temperature");
        if minus || below || *sign == '负' && is_below_zero(before) {
            q.value = q.value.map(Value::negated);
            q.range.start = at - if below { 2 } else { 1 };
            q.number.start = q.range.start;
        }
    }

    /// Whether the small number counts the parts of a slogan or of the text itself.
    fn slogan(&self, text: &[char], q: &Quantity, n: &Numeral) -> bool {
        let vague = n.high.is_some() && Value::whole(9).less_than(n.value);
        if n.scale > 0 || vague || !n.value.less_than(Value::whole(if q.chinese { 21 } else { 13 })) {
            return false;
        }
        let mut at = n.end;
        if text.get(at) == Some(&'大') {
            return !text.get(at + 1).is_some_and(|c| matches!(c, '型' | '于' | '幅' | '量'));
        }
        if let Some(unit) = q.unit {
            if !matches!(unit.dimension, Dimension::Count | Dimension::Places) {
                return false;
            }
            at = q.range.end;
        } else if !q.chinese {
            return false;
        }
        // 办好十件民生实事: so many are promised, and each is told.
        let before = text.get(..q.range.start).unwrap_or_default();
        let deeds = text.get(at..text.len().min(at + 6)).is_some_and(|w| w.windows(2).any(|w| w == ['实', '事']));
        if deeds
            && q.unit.is_some_and(|u| u.name == "件")
            && (before.ends_with(&['办', '好']) || before.ends_with(&['办', '成']) || before.ends_with(&['完', '成']))
        {
            return false;
        }
        // 三项重点任务: the noun may stand one word further on; two characters are enough to look past an adjective.
        [0, 2].iter().any(|skip| {
            let from = at + skip;
            let plain = text.get(at..from).is_some_and(|w| w.iter().all(|c| is_han(*c) || c.is_alphanumeric()));
            plain
                && (self.not.after.find(text, from).is_some()
                    // 两所高校实现升格: a noun of one character stands right behind the number; 四个现代化 ends in one.
                    || q.chinese
                        && self.not.after_words.find(text, from).is_some_and(|(n, ())| {
                            *skip == 0 || n > 1 || matches!(text.get(from..from + 2), Some(['化', _] | ['实', '事']))
                        }))
        })
    }
}

/// A letter of another script or a circle that looks like a digit. (Latin letters beside digits are codes anyhow.)
fn poses_as_digit(c: char) -> bool {
    matches!(c, '零' | 'О' | 'о' | 'Ο' | 'ο' | 'І' | 'і' | 'Ι' | 'ι')
}

/// Whether a number of years is what a measure of length comes to: 受教育年限由13.2年提高到14年.
fn lasts(text: &[char], at: usize, end: usize) -> bool {
    /// How far before it the name of the measure may stand.
    const NAME: usize = 16;
    let before = text.get(at.saturating_sub(NAME)..at).unwrap_or_default();
    let clause = before.iter().rposition(|c| matches!(c, ',' | ';' | '。' | ':')).map_or(0, |i| i + 1);
    let named = before[clause..].windows(2).any(|w| matches!(w, ['年', '限'] | ['寿', '命']));
    end - at <= 2 && named && matches!(before.last(), Some('到' | '至' | '达' | '为' | '由' | '从'))
}

/// Whether the digits before a comma are a rank or the end of a ratio: 第1, and 2.3:1, and 1/10,.
fn begins_no_thousands(text: &[char], comma: usize) -> bool {
    let digits = text.iter().take(comma).rev().take(4).take_while(|c| c.is_ascii_digit()).count();
    let before = comma.checked_sub(digits + 1).and_then(|i| text.get(i));
    digits < 4 && matches!(before, Some('第' | ':' | '/'))
}
