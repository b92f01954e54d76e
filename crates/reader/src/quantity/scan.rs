//! Finds every number of a text and tells what it is.

use super::words::NotNumbers;
use super::{Quantity, Shape};
use crate::lexicon::LexiconError;
use crate::place;
use crate::number::{Form, Numeral, Value, is_numeral, numeral};
use crate::unit::{Dimension, Unit, Units};
use rust_decimal::Decimal;
use std::ops::Range;

/// The lexicons of the number layer.
#[derive(Debug)]
pub(crate) struct Scanner {
    units: Units,
    not: NotNumbers,
    /// For each character of the basic plane, whether a number may begin there.
    begins: Vec<bool>,
}

/// How far before a rank its verb may stand, in characters: 稳居西部和边境省区第一 has ten between.
const RANKED: usize = 14;

/// Characters of the longest run of numerals that may be a number: a value holds 27 digits.
const LONGEST_READ: usize = 27;

/// Longest quotation that is taken for a name when it holds a number: “一主两副多节点”.
const NAME: usize = 14;

impl Scanner {
    /// Reads the lexicons; entries with faults are left out and named.
    pub(crate) fn load() -> (Self, Vec<LexiconError>) {
        let (units, mut errors) = Units::load();
        let (not, more) = NotNumbers::load();
        errors.extend(more);
        let mut begins = vec![false; 0x1_0000];
        for c in (0..=u16::MAX).filter_map(|c| char::from_u32(u32::from(c))) {
            begins[c as usize] =
                is_numeral(c) || matches!(c, '第' | '首' | '之' | '前' | '翻' | '数' | '.' | '“' | '榜');
        }
        (Self { units, not, begins }, errors)
    }

    /// Every number of `text` (folded), in order; none overlaps another.
    pub(crate) fn scan(&self, text: &[char], out: &mut Vec<Quantity>) {
        let mut at = 0;
        let mut quote = 0..0;
        while at < text.len() {
            let c = text[at];
            if !self.begins.get(c as usize).copied().unwrap_or(false) {
                at += 1;
                continue;
            }
            if c == '“' {
                if let Some(name) = self.quoted_name(text, at) {
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
    fn quoted_name(&self, text: &[char], at: usize) -> Option<Range<usize>> {
        let inside = &text[at + 1..text.len().min(at + 2 + NAME)];
        let len = inside.iter().position(|c| *c == '”')?;
        let inside = &inside[..len];
        let sentence = inside.iter().any(|c| matches!(c, '%' | '。' | ';' | '“'));
        let measured = inside.windows(2).any(|w| matches!(w, ['百', '分'] | ['亿', '元'] | ['万', '元']));
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
        if arabic && before.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, '_' | '%' | '/' | '=' | '&' | '?' | '@')) {
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

    /// Forms made of two numerals: 三分之一, 1/3, 25:32:43, 八成.
    fn parts(&self, text: &[char], at: usize, n: &Numeral) -> Option<Found> {
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
            // 百分之八至九, 百分之八至百分之九
            if let Some(to) = connector(text, end) {
                let again = usize::from(text[to..].starts_with(&['百', '分', '之'])) * 3;
                if let Some(high) = numeral(text, to + again)
                    && let (Some(low), Some(top)) = (q.value, high.whole())
                    && low.less_than(top)
                    && !self.preceded_by_from(text, at)
                    && (again > 0 || self.units.find(text, high.end).is_none())
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

    /// The unit at `at`, if one begins there, and where it ends.
    pub(crate) fn unit_at(&self, text: &[char], at: usize) -> Option<(usize, Unit)> {
        self.unit(text, at, &mut false)
    }

    /// 由, 从 before the first number make two values of what else would be a range.
    fn preceded_by_from(&self, text: &[char], at: usize) -> bool {
        at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| matches!(c, '由' | '从' | '自'))
    }

    /// A numeral with the unit and range that may follow.
    fn measured(&self, text: &[char], at: usize, n: &Numeral) -> Found {
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
            && !self.preceded_by_from(text, at)
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
        match unit {
            Some((to, u)) => {
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
                    Dimension::Ratio if text.get(to).is_some_and(|c| c.is_ascii_hexdigit()) && text.get(to + 1).is_some_and(|c| c.is_ascii_hexdigit()) => {
                        return code(at..latin_end(text, to));
                    }
                    Dimension::Ratio => q.shape = Shape::Percent,
                    Dimension::Points => q.shape = Shape::Points,
                    Dimension::Multiple if q.shape == Shape::Plain => q.shape = Shape::Multiple,
                    _ => {}
                }
            }
            None => {
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
        self.signed(text, at, &mut q);
        // 上千万, 上百家: only the order is given.
        if q.magnitude
            && at > 0
            && text[at - 1] == '上'
            && !matches!(text.get(at.wrapping_sub(2)), Some('以' | '之' | '网' | '线' | '路' | '海' | '天' | '会' | '身' | '地' | '市' | '晚' | '早' | '史' | '再' | '迈' | '跃' | '登' | '跨' | '站'))
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

    /// A minus sign or 负 right before the number.
    fn signed(&self, text: &[char], at: usize, q: &mut Quantity) {
        let Some(sign) = at.checked_sub(1).and_then(|i| text.get(i)) else { return };
        let before = at.checked_sub(2).and_then(|i| text.get(i)).copied();
        let minus = matches!(sign, '-' | '—')
            && before.is_none_or(|b| !b.is_alphanumeric() || matches!(b, '长' | '为' | '降' | '幅' | '速' | '率'))
            && *sign == '-';
        if (minus || *sign == '负') && q.high.is_none() {
            q.value = q.value.map(Value::negated);
            q.range.start = at - 1;
            q.number.start = at - 1;
        }
    }

    /// The unit at `end`, after 多 or 余 and one blank before Latin letters; where it ends.
    fn unit(&self, text: &[char], end: usize, more: &mut bool) -> Option<(usize, Unit)> {
        let mut from = end;
        if text.get(from) == Some(&' ') && text.get(from + 1).is_some_and(|c| c.is_ascii_alphabetic() || *c == '%') {
            from += 1;
        }
        let extra = matches!(text.get(from), Some('多' | '余' | '来' | '几'));
        // 2个多百分点
        if text.get(from) == Some(&'个')
            && matches!(text.get(from + 1), Some('多' | '余'))
            && let Some((len, unit)) = self.units.find(text, from + 2)
        {
            *more = true;
            return Some((from + 2 + len, unit));
        }
        let (len, unit) = match self.units.find(text, from) {
            Some(found) => found,
            None if extra => {
                from += 1;
                let found = self.units.find(text, from)?;
                *more = text[from - 1] != '来';
                found
            }
            None => return None,
        };
        let mut to = from + len;
        // Latin units must end where the word ends: 3PB, not 3PBX.
        let latin = text[from].is_ascii_alphabetic();
        if latin && text.get(to).is_some_and(char::is_ascii_alphabetic) {
            return None;
        }
        // 头只(口), 台(套): the bracket belongs to the unit as printed.
        if text.get(to) == Some(&'(')
            && text.get(to + 2) == Some(&')')
            && self
                .units
                .find(text, to + 1)
                .is_some_and(|(n, u)| n == 1 && matches!(u.dimension, Dimension::Count | Dimension::People))
        {
            to += 3;
        }
        Some((to, unit))
    }

    /// Where /人, /亩, /千人 after a unit ends.
    fn per(&self, text: &[char], at: usize) -> Option<usize> {
        const PER: &[char] = &[
            '人', '月', '年', '天', '日', '户', '斤', '亩', '吨', '次', '台', '辆', '车', '米', '时', '度', '股', '桶',
            '头', '家', '村', '岁', '周',
        ];
        if text.get(at) != Some(&'/') {
            return None;
        }
        let from = at + 1;
        if let Some((len, unit)) = self.units.find(text, from)
            && !matches!(unit.dimension, Dimension::Ratio | Dimension::Points | Dimension::Multiple)
        {
            return Some(from + len);
        }
        let magnitude = usize::from(matches!(text.get(from), Some('百' | '千' | '万')));
        text.get(from + magnitude).filter(|c| PER.contains(c)).map(|_| from + magnitude + 1)
    }

    /// The second half of a range that begins after `at`: its numeral, where its unit ends, the unit.
    fn range(
        &self,
        text: &[char],
        at: usize,
        first: &Numeral,
        unit: Option<Unit>,
    ) -> Option<(Numeral, usize, Option<Unit>)> {
        let from = connector(text, at)?;
        let second = numeral(text, from)?;
        let mut more = false;
        let found = self.unit(text, second.end, &mut more);
        let other = found.map(|(_, u)| u);
        // One unit for both, or the first without: 5—6个, 5个—6个; not 3月—5万吨.
        if unit.is_some() && unit.map(|u| u.base) != other.map(|u| u.base) {
            return None;
        }
        if unit.is_none() && other.is_none() && (first.scale == 0 || second.scale == 0) && text[at] != '~' {
            // Bare digits joined by a dash are more often a code than a range.
            let words = matches!(text[at], '至' | '到');
            if !words || first.form == Form::Digits && second.form == Form::Digits {
                return None;
            }
        }
        // 5万至6 万 inherits nothing; 5至6万 does.
        let (low, high) = if first.scale == 0 && unit.is_none() {
            (first.value, second.value)
        } else {
            (first.whole()?, second.whole()?)
        };
        if !low.less_than(high) {
            return None;
        }
        Some((second, found.map_or(second.end, |(to, _)| to), other))
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
        // 三项重点任务: the noun may stand one word further on; two characters are enough to look past an adjective.
        [0, 2].iter().any(|skip| {
            let from = at + skip;
            let plain = text.get(at..from).is_some_and(|w| w.iter().all(|c| c.is_alphanumeric()));
            plain
                && (self.not.after.find(text, from).is_some()
                    || q.chinese && self.not.after_words.find(text, from).is_some())
        })
    }

    /// 第五次, 第3位, 全国第一.
    fn ordinal(&self, text: &[char], at: usize) -> Found {
        let Some(n) = numeral(text, at + 1).filter(|n| n.scale == 0 && n.high.is_none()) else {
            return Found::Skip(at + 1);
        };
        let mut q = plain(&n, at, Shape::Ordinal, "ordinal");
        q.number = at + 1..n.end;
        q.chinese = !text[at + 1].is_ascii_digit();
        let mut end = n.end;
        let noun = self.not.series.find(text, end).is_some();
        let place = text.get(end).copied();
        if matches!(place, Some('位' | '名')) && !matches!(text.get(end + 1), Some('的' | '书' | '词')) {
            if self.ranked(text, at) || !text.get(end + 1).is_some_and(|c| c.is_alphabetic()) {
                end += 1;
                q.shape = Shape::Rank;
                q.rule = "rank.place";
            }
        } else if !noun && self.ranked(text, at) {
            if matches!(place, Some('个' | '家' | '座' | '条')) {
                end += 1;
            }
            q.shape = Shape::Rank;
            q.rule = "rank.compared";
        } else if !noun
            && place == Some('大')
            && at > 0
            && text[at - 1].is_alphabetic()
            && !matches!(text[at - 1], '的' | '是' | '为')
        {
            q.shape = Shape::Rank;
            q.rule = "rank.largest";
        }
        q.range = at..end;
        Found::Number(q)
    }

    /// Whether the words before `at` make a comparison of the rank there: 全国第三, 稳居各省区首位, 居全国第五和第六.
    fn ranked(&self, text: &[char], at: usize) -> bool {
        if self.not.ranked.find_before(text, at).is_some() {
            return true;
        }
        self.rank_verb(text, at).is_some()
    }

    /// The verb of rank before `at`, where the name of those compared stands between: 稳居【西部和边境省区】第一.
    pub(crate) fn rank_verb(&self, text: &[char], at: usize) -> Option<Range<usize>> {
        for end in (at.saturating_sub(RANKED).max(1)..at).rev() {
            if matches!(text[end], ',' | '。' | ';' | ':' | '的' | '“') {
                return None;
            }
            if let Some((len, true)) = self.not.ranked.find_before(text, end)
                && (len > 1 || matches!(text[end - 1], '居' | '列'))
            {
                return Some(end - len..end);
            }
        }
        None
    }

    /// 居全国首位, 总量居全区之首, 位居榜首.
    fn top(&self, text: &[char], at: usize) -> Found {
        let (len, from) = match (text[at], text.get(at + 1)) {
            ('首', Some('位')) => (2, at),
            ('之', Some('首')) => (2, at),
            ('榜', Some('首')) => (2, at),
            _ => return Found::Skip(at + 1),
        };
        // 放在首位 sets a priority.
        let follows = text.get(at + len).copied();
        if !self.ranked(text, from) || matches!(follows, Some('度' | '的')) {
            return Found::Skip(at + len);
        }
        let mut q = unitless(from..at + len, Shape::Rank, "rank.first");
        q.value = Some(Value::whole(1));
        q.chinese = true;
        Found::Number(q)
    }

    /// 稳居全国前三, 进入前10位.
    fn front(&self, text: &[char], at: usize) -> Found {
        let skip = Found::Skip(at + 1);
        let Some(n) = numeral(text, at + 1).filter(|n| n.scale == 0 && n.high.is_none() && n.form != Form::Magnitude)
        else {
            return skip;
        };
        let mut end = n.end;
        match text.get(end) {
            Some('位' | '名') => end += 1,
            Some('强' | '大' | '%' | '‰' | '.') => return skip,
            Some('季' | '个' | '月' | '年' | '期' | '天' | '周' | '届' | '次' | '批' | '项' | '句' | '者' | '款') =>
            {
                return skip;
            }
            _ => {}
        }
        let entered = at >= 2
            && matches!(text[at - 2..at], ['进', '入'] | ['挺', '进'] | ['迈', '入'] | ['跨', '入'] | ['进', '位']);
        if !(self.ranked(text, at) || entered) {
            return skip;
        }
        let mut q = plain(&n, at, Shape::Rank, "rank.among");
        q.range = at..end;
        q.number = at + 1..n.end;
        Found::Number(q)
    }
}

/// 分别达12万、15万人次: the first takes the unit of the next.
fn share_units(text: &[char], out: &mut [Quantity]) {
    for i in (1..out.len()).rev() {
        let (head, tail) = out.split_at_mut(i);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first()) else { continue };
        let listed = text.get(a.range.end..b.range.start).is_some_and(|w| matches!(w, ['、' | '和']));
        if listed
            && a.shape == Shape::Plain
            && b.shape == Shape::Plain
            && a.unit.is_none()
            && a.scale > 0
            && a.scale == b.scale
            && let Some(unit) = b.unit.filter(|u| matches!(u.dimension, Dimension::People | Dimension::Money | Dimension::Physical))
        {
            a.unit = Some(unit);
        }
    }
}

/// What stands at a place where a number might begin.
enum Found {
    Number(Quantity),
    /// No number; go on from here.
    Skip(usize),
}

impl Found {
    fn ending(self, end: usize) -> Self {
        match self {
            Self::Number(mut q) => {
                q.range.end = end;
                Self::Number(q)
            }
            skip @ Self::Skip(_) => skip,
        }
    }
}

fn plain(n: &Numeral, at: usize, shape: Shape, rule: &'static str) -> Quantity {
    Quantity {
        range: at..n.end,
        number: at..n.end,
        shape,
        value: Some(n.value),
        high: n.high,
        scale: n.scale,
        unit: None,
        more: n.more,
        chinese: n.form != Form::Digits,
        magnitude: n.form == Form::Magnitude,
        per: None,
        parts: Vec::new(),
        rule,
    }
}

fn code(range: Range<usize>) -> Found {
    Found::Number(unitless(range, Shape::Code, "code"))
}

fn unitless(range: Range<usize>, shape: Shape, rule: &'static str) -> Quantity {
    Quantity {
        number: range.clone(),
        range,
        shape,
        value: None,
        high: None,
        scale: 0,
        unit: None,
        more: false,
        chinese: false,
        magnitude: false,
        per: None,
        parts: Vec::new(),
        rule,
    }
}

/// One past the run of Latin letters, digits and joining marks at `at`.
fn latin_end(text: &[char], at: usize) -> usize {
    at + text[at..].iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_')).count()
}

/// A letter of another script or a circle that looks like a digit. (Latin letters beside digits are codes anyhow.)
fn poses_as_digit(c: char) -> bool {
    matches!(c, '零' | 'О' | 'о' | 'Ο' | 'ο' | 'І' | 'і' | 'Ι' | 'ι')
}

fn fraction_follows(text: &[char], at: usize) -> bool {
    text.get(at) == Some(&'分') && text.get(at + 1) == Some(&'之')
}

/// Where the second number of a range would begin: after —, -, ~, 至 or 到.
fn connector(text: &[char], at: usize) -> Option<usize> {
    match text.get(at)? {
        '—' if text.get(at + 1) == Some(&'—') => Some(at + 2),
        '—' | '-' | '~' | '至' | '到' => Some(at + 1),
        _ => None,
    }
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
    let named = at >= 1 && matches!(text[at - 1], '比' | '为' | '到' | '成' | '例');
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

/// 翻番, 翻一番, 翻了近两番: n doublings are a rise of (2ⁿ − 1) × 100 %.
fn doubling(text: &[char], at: usize) -> Found {
    let skip = Found::Skip(at + 1);
    let mut i = at + 1;
    if text.get(i) == Some(&'了') {
        i += 1;
    }
    while matches!(text.get(i), Some('近' | '约' | '超' | '将' | '过')) && i < at + 5 {
        i += 1;
    }
    let mut times = Some(1);
    if let Some(n) = numeral(text, i).filter(|n| n.scale == 0 && n.high.is_none()) {
        times = match n.value {
            Value::Decimal(d) if d.scale() == 0 => u32::try_from(d.mantissa()).ok().filter(|n| (1..=10).contains(n)),
            _ => None,
        };
        i = n.end;
    }
    let (Some('番'), Some(times)) = (text.get(i), times) else { return skip };
    // 两个翻番 names a goal set elsewhere.
    let named = at > 0 && text[at - 1] == '个'
        || text
            .get(i + 1..i + 3)
            .is_some_and(|w| matches!(w, ['目', '标'] | ['计', '划'] | ['工', '程'] | ['行', '动']));
    let rise = 2i64.pow(times).saturating_sub(1).saturating_mul(100);
    let (shape, rule) = if named { (Shape::Name, "name.doubling") } else { (Shape::Doubling, "doubling") };
    let mut q = unitless(at..i + 1, shape, rule);
    q.value = Some(Value::whole(rise));
    q.chinese = true;
    Found::Number(q)
}
