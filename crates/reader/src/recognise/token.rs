//! One number at a place, in every form people write: signs, exponents, fractions, dozens, percentages.

use super::NumberClass;
use super::words::RecogniseWords;
use crate::number::{Form, Numeral, Value, digit, numeral};
use crate::quantity::{Scanner, is_tenth};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// With its sign and, for a percentage, all of its words.
    pub(super) range: Range<usize>,
    /// The number alone.
    pub(super) number: Range<usize>,
    /// The value, or the lower end where only a range is known.
    pub(super) value: Option<Value>,
    /// The value of `number`, where that is an item of its own: 百分之五 holds 五.
    pub(super) inner: Option<Value>,
    /// Upper end, for 七八十.
    pub(super) high: Option<Value>,
    /// The number before 万 or 亿.
    pub(super) coefficient: Option<Value>,
    /// Power of ten of 万 and 亿.
    pub(super) scale: u32,
    /// 多, 余 or 几 inside.
    pub(super) more: bool,
    pub(super) class: NumberClass,
}

/// A plain number, before signs and what else surrounds it.
#[derive(Debug, Clone, Copy)]
struct Core {
    end: usize,
    value: Option<Value>,
    high: Option<Value>,
    coefficient: Option<Value>,
    scale: u32,
    more: bool,
    chinese: bool,
}

/// What stands at a place where a number might.
pub(super) enum Step {
    Number(Token),
    /// Nothing up to here.
    To(usize),
}

/// Reads single numbers with the lexicons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) text: &'a [char],
    pub(super) words: &'a RecogniseWords,
    pub(super) scanner: &'a Scanner,
}

impl Reader<'_> {
    fn at(&self, at: usize) -> Option<char> {
        self.text.get(at).copied()
    }

    fn starts(&self, at: usize, word: &[char]) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(word))
    }

    /// The number that begins at `at`, or how far there is none.
    pub(super) fn step(&self, at: usize) -> Step {
        let Some(c) = self.at(at) else { return Step::To(at + 1) };
        if c.is_ascii_alphabetic() {
            return self.latin(at);
        }
        if c == '第' {
            return self.ordinal(at);
        }
        if c == '对' {
            // 打对折: half the price. Bare 对折 is a fold.
            let half = self.at(at + 1) == Some('折') && at > 0 && self.at(at - 1) == Some('打');
            return if half { percent(at..at + 2, Value::whole(50)) } else { Step::To(at + 1) };
        }
        let (begin, negative) = match self.sign(at) {
            Some((begin, negative)) => (begin, negative),
            None => (at, false),
        };
        let first = self.at(begin);
        let begins = first.is_some_and(begins_number);
        if !begins {
            return Step::To(begin.max(at + 1));
        }
        if let Some(to) = self.no_number(begin) {
            return Step::To(to.max(at + 1));
        }
        let found = self.unsigned(begin);
        match found {
            Step::Number(mut token) if negative && token.high.is_none() && token.class != NumberClass::Code => {
                token.range.start = at;
                if token.number.start == begin {
                    token.number.start = at;
                }
                token.value = token.value.map(Value::negated);
                token.inner = token.inner.map(Value::negated);
                token.coefficient = token.coefficient.map(Value::negated);
                Step::Number(token)
            }
            Step::Number(token) => Step::Number(token),
            Step::To(to) => Step::To(to.max(at + 1)),
        }
    }

    /// The sign at `at`: where the number begins and whether it is negative.
    fn sign(&self, at: usize) -> Option<(usize, bool)> {
        let before = at.checked_sub(1).and_then(|i| self.at(i));
        let sign = match self.at(at)? {
            '负' => !matches!(before, Some('正' | '胜' | '自' | '抱')),
            // A minus after a number or a letter joins or ranges: 20-100, A-5.
            '-' => before.is_none_or(|b| {
                !(b.is_alphanumeric() || matches!(b, '-' | '%' | ')' | ']' | '”' | '/'))
                    || matches!(
                        b,
                        '为' | '是' | '至' | '到' | '于' | '约' | '达' | '长' | '降' | '幅' | '速' | '率' | '温'
                    )
            }),
            _ => return None,
        };
        sign.then_some((at + 1, true))
    }

    /// Letters, and the digits that make a code of them; an address as a whole.
    fn latin(&self, at: usize) -> Step {
        if self.starts(at, &['h', 't', 't', 'p']) || self.starts(at, &['w', 'w', 'w', '.']) {
            let len = self.text.iter().skip(at).take_while(|c| c.is_ascii_graphic()).count();
            return Step::To(at + len);
        }
        let end = latin_end(self.text, at);
        let digits = self.text.get(at..end).is_some_and(|w| w.iter().any(char::is_ascii_digit));
        if digits { code(at..end) } else { Step::To(end) }
    }

    /// 第五.
    fn ordinal(&self, at: usize) -> Step {
        match self.core(at + 1) {
            Some(core) if core.high.is_none() => {
                let mut token = core.token(at + 1, NumberClass::Ordinal);
                token.range.start = at;
                token.inner = token.value;
                Step::Number(token)
            }
            _ => Step::To(at + 1),
        }
    }

    /// Where reading goes on, if the numeral at `at` counts nothing: 一切, 四川, 统一.
    fn no_number(&self, at: usize) -> Option<usize> {
        let c = self.at(at)?;
        if c.is_ascii_digit() || c == '.' {
            return None;
        }
        let end = self.core(at).map_or(at + 1, |n| n.end);
        if matches!(self.at(end), Some('分')) && self.at(end + 1) == Some('之') {
            return None;
        }
        if c == '一' && self.half(at).is_some() {
            return None; // 一半 is a word and a half as well
        }
        // 进一步 begins one character before its numeral.
        for from in [at.saturating_sub(1), at] {
            if let Some((len, ())) = self.words.idiom.find(self.text, from).filter(|(len, ())| from + len > at) {
                return Some(from + len);
            }
        }
        let to = self.scanner.lexical(self.text, at, end)?;
        // 另一种: the list of words that end in 一 also has those that still say how many.
        (self.words.determiner.find_before(self.text, at + 1).is_none()).then_some(to)
    }

    /// A number without sign, with all that belongs to it.
    fn unsigned(&self, at: usize) -> Step {
        if let Some(step) = self.of_hundred(at) {
            return step;
        }
        if let Some(step) = self.half(at) {
            return step;
        }
        let Some(core) = self.core(at) else {
            let run = self.text.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
            return if run > 1 { code(at..at + run) } else { Step::To(at + 1) };
        };
        if let Some(token) = self.telephone(at, &core) {
            return Step::Number(token);
        }
        if let Some(token) = self.fraction(at, &core) {
            return Step::Number(token);
        }
        if let Some(step) = self.percentage(at, &core) {
            return step;
        }
        let mut core = core;
        if core.high.is_none() {
            self.dozen(&mut core);
        }
        // A letter that neither multiplies nor measures makes a code of it: 5G.
        if self.at(core.end).is_some_and(|c| c.is_ascii_alphabetic())
            && self.scanner.unit_at(self.text, core.end).is_none()
        {
            return code(at..latin_end(self.text, core.end));
        }
        let class = if core.high.is_some() { NumberClass::Range } else { NumberClass::Cardinal };
        Step::Number(core.token(at, class))
    }

    /// 百分之八, 千分之五点二, 百万分之三, in per cent.
    fn of_hundred(&self, at: usize) -> Option<Step> {
        let below = numeral(self.text, at).filter(|n| n.form == Form::Magnitude)?;
        if !self.starts(below.end, &['分', '之']) {
            return None;
        }
        let from = below.end + 2;
        let negative = matches!(self.at(from), Some('负' | '-'));
        let begin = from + usize::from(negative);
        let of = self.magnitude_or_core(begin)?;
        let sign = |v: Value| if negative { v.negated() } else { v };
        let Value::Decimal(below) = below.whole()? else { return None };
        let hundredths = |v: Value| -> Option<Value> {
            match v {
                Value::Decimal(d) => Value::ratio(d.checked_mul(Decimal::ONE_HUNDRED)?, below),
                Value::Fraction(..) => None,
            }
        };
        let mut token = of.token(at, NumberClass::Percent);
        token.number = from..of.end;
        token.inner = of.value.map(sign).filter(|_| of.high.is_none());
        token.value = of.value.and_then(hundredths).map(sign);
        token.high = of.high.and_then(hundredths);
        if token.high.is_some() {
            token.class = NumberClass::Range;
        }
        Some(Step::Number(token))
    }

    /// 百 alone stands only for itself in 百分之百.
    fn magnitude_or_core(&self, at: usize) -> Option<Core> {
        self.core(at).or_else(|| {
            let n = numeral(self.text, at).filter(|n| n.form == Form::Magnitude)?;
            Some(Core::new(&n))
        })
    }

    /// 半百, 半成, 半折, 一半.
    fn half(&self, at: usize) -> Option<Step> {
        let next = self.at(at + 1);
        match (self.at(at)?, next) {
            ('半', Some('百')) => {
                let mut core = Core::whole(at + 2, 50);
                core.chinese = true;
                Some(Step::Number(core.token(at, NumberClass::Cardinal)))
            }
            ('半', Some('成')) if is_tenth(self.text, at + 1) => Some(percent(at..at + 2, Value::whole(5))),
            ('半', Some('折')) if !self.next_in(self.words.discount.find(self.text, at + 1), at + 1) => {
                Some(percent(at..at + 2, Value::whole(50)))
            }
            ('一', Some('半')) if !matches!(self.at(at + 2), Some('天' | '年' | '月')) => {
                let mut token = Core::whole(at + 2, 0).token(at, NumberClass::Fraction);
                token.value = Some(Value::Decimal(Decimal::new(5, 1)));
                Some(Step::Number(token))
            }
            ('半', _) => Some(Step::To(at + 1)),
            _ => None,
        }
    }

    /// Digits or a numeral, with exponent, power or a letter that multiplies.
    fn core(&self, at: usize) -> Option<Core> {
        let c = self.at(at)?;
        let point = at > 0 && self.at(at - 1) == Some('.');
        if c == '.' && (point || at > 0 && self.at(at - 1).is_some_and(|b| b.is_ascii_digit())) {
            return None;
        }
        let mut core = match c {
            '廿' | '卅' => {
                let tens = if c == '廿' { 20 } else { 30 };
                let one = self.at(at + 1).and_then(digit).filter(|d| *d > 0);
                let mut core = Core::whole(at + 1 + usize::from(one.is_some()), tens + i64::from(one.unwrap_or(0)));
                core.chinese = true;
                return Some(core);
            }
            // 零十 is ten.
            '零' if matches!(self.at(at + 1), Some('十' | '拾')) => {
                let mut core = Core::new(&numeral(self.text, at + 1)?);
                core.chinese = true;
                return Some(core);
            }
            // 1.2.3: after a second point no decimal begins.
            '0'..='9' if point && at > 1 && self.at(at - 2).is_some_and(|b| b.is_ascii_digit()) => {
                let len = self.text.get(at..)?.iter().take_while(|c| c.is_ascii_digit()).count();
                Core::new(&numeral(self.text.get(..at + len)?, at)?)
            }
            _ => Core::new(&numeral(self.text, at).filter(|n| self.counts(at, n))?),
        };
        if core.chinese {
            return Some(core);
        }
        match self.at(core.end) {
            Some('e' | 'E') => self.exponent(&mut core),
            Some('^') => self.power(&mut core),
            _ => {}
        }
        let blank = usize::from(self.at(core.end) == Some(' '));
        if let Some((len, ten)) = self.words.suffix.find(self.text, core.end + blank)
            && !self.at(core.end + blank + len).is_some_and(|c| c.is_ascii_alphanumeric())
        {
            core.end += blank + len;
            core.value = core.value.and_then(|v| v.shifted(*ten)).map(Value::normalized);
            core.coefficient = core.value;
        }
        Some(core)
    }

    /// A bare magnitude counts where it has two words and something follows that it counts: 千亿斤, but not 万 or 万万.
    fn counts(&self, at: usize, n: &Numeral) -> bool {
        if n.form != Form::Magnitude {
            return true;
        }
        let same = self.text.get(at..n.end).is_some_and(|w| w.iter().all(|c| Some(c) == w.first()));
        !same && (self.scanner.unit_at(self.text, n.end).is_some() || !self.at(n.end).is_some_and(char::is_alphabetic))
    }

    /// 2e5, 2.7E-1.
    fn exponent(&self, core: &mut Core) {
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
    fn power(&self, core: &mut Core) {
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

    /// 0475-8211234, 13800000000.
    fn telephone(&self, at: usize, core: &Core) -> Option<Token> {
        let run = |from: usize| self.text.iter().skip(from).take(16).take_while(|c| c.is_ascii_digit()).count();
        let first = run(at);
        let end = if self.at(at)? == '0' && (3..=4).contains(&first) && self.at(at + first) == Some('-') {
            Some(at + first + 1 + run(at + first + 1)).filter(|end| (7..=8).contains(&(end - at - first - 1)))
        } else {
            let mobile = self.at(at)? == '1' && matches!(self.at(at + 1), Some('3'..='9'));
            (mobile && first == 11 && core.end == at + 11 && self.scanner.unit_at(self.text, core.end).is_none())
                .then_some(core.end)
        };
        match code(at..end?) {
            Step::Number(token) => Some(token),
            Step::To(_) => None,
        }
    }

    /// 三分之一, 1/3, 一又三分之一, 1 2/3.
    fn fraction(&self, at: usize, core: &Core) -> Option<Token> {
        let done = |end: usize, value: Value| {
            let mut token = core.token(at, NumberClass::Fraction);
            token.range.end = end;
            token.number.end = end;
            token.value = Some(value);
            token.coefficient = token.value;
            (token.scale, token.more) = (0, false);
            token
        };
        if core.high.is_some() {
            return None;
        }
        match self.at(core.end)? {
            '分' => {
                let (value, end) = self.of(core)?;
                Some(done(end, value))
            }
            '又' => {
                let below = self.core(core.end + 1).filter(|b| b.high.is_none())?;
                let (part, end) = self.of(&below).or_else(|| self.over(&below))?;
                Some(done(end, core.value?.plus(part)?))
            }
            ' ' if !core.chinese => {
                let top = self.core(core.end + 1).filter(|t| !t.chinese)?;
                let (part, end) = self.over(&top)?;
                Some(done(end, core.value?.plus(part)?))
            }
            '/' if !core.chinese => {
                let (value, end) = self.over(core)?;
                Some(done(end, value))
            }
            _ => None,
        }
    }

    /// 分之 and the numerator after the denominator `below`.
    fn of(&self, below: &Core) -> Option<(Value, usize)> {
        if !self.starts(below.end, &['分', '之']) {
            return None;
        }
        let from = below.end + 2;
        let negative = matches!(self.at(from), Some('负' | '-'));
        let top = self.core(from + usize::from(negative)).filter(|t| t.high.is_none())?;
        let (Value::Decimal(n), Value::Decimal(d)) = (top.value?, below.value?) else { return None };
        let value = Value::ratio(if negative { -n } else { n }, d)?;
        Some((value, top.end))
    }

    /// / and the denominator after the numerator `top`; no date (2021/3/5), no unit.
    fn over(&self, top: &Core) -> Option<(Value, usize)> {
        if self.at(top.end) != Some('/') || !self.at(top.end + 1)?.is_ascii_digit() {
            return None;
        }
        let below = self.core(top.end + 1).filter(|b| !b.chinese)?;
        if self.at(below.end) == Some('/') {
            return None;
        }
        let (Value::Decimal(n), Value::Decimal(d)) = (top.value?, below.value?) else { return None };
        Some((Value::ratio(n, d)?, below.end))
    }

    /// 22%, 6个百分点, 九成, 七五折.
    fn percentage(&self, at: usize, core: &Core) -> Option<Step> {
        let end = core.end;
        let same = |to: usize, value: Option<Value>, high: Option<Value>| {
            let mut token = core.token(at, NumberClass::Percent);
            token.range.end = to;
            (token.value, token.high) = (value, high);
            if high.is_some() {
                token.class = NumberClass::Range;
            }
            token
        };
        let blank = usize::from(self.at(end) == Some(' '));
        let mark = if self.at(end + blank) == Some('%') { end + blank } else { end };
        match self.at(mark)? {
            '%' => {
                let mut token = same(mark + 1, core.value, core.high);
                token.number.end = token.range.end;
                Some(Step::Number(token))
            }
            '‰' => {
                let tenth = |v: Value| v.times(Value::Decimal(Decimal::new(1, 1))).map(Value::normalized);
                let mut token = same(mark + 1, core.value.and_then(tenth), core.high.and_then(tenth));
                token.number.end = token.range.end;
                Some(Step::Number(token))
            }
            '个' | '百' => {
                let from = end + usize::from(self.at(end) == Some('个'));
                if !self.starts(from, &['百', '分', '点']) {
                    return None;
                }
                let mut token = same(from + 3, core.value, core.high);
                token.inner = core.value.filter(|_| core.high.is_none());
                Some(Step::Number(token))
            }
            '成' if core.scale == 0 && is_tenth(self.text, end) => self.tenths(at, core),
            '折' | ' ' => self.discount(at, core),
            _ => None,
        }
    }

    /// 九成, 三成半, 七成六.
    fn tenths(&self, at: usize, core: &Core) -> Option<Step> {
        let ten = |v: Value| v.shifted(1).map(Value::normalized);
        let value = core.value.and_then(ten)?;
        if Value::whole(100).less_than(value) {
            return None;
        }
        let mut to = core.end + 1;
        let more = match self.at(to) {
            Some('半') => Some(5),
            Some(c) => digit(c).filter(|_| !self.at(to + 1).is_some_and(char::is_alphanumeric)).map(i64::from),
            None => None,
        };
        let value = match more {
            Some(n) => {
                to += 1;
                value.plus(Value::whole(n))?
            }
            None => value,
        };
        let Some(high) = core.high.and_then(ten) else { return Some(percent(at..to, value)) };
        let mut token = core.token(at, NumberClass::Range);
        token.range.end = to;
        token.number.end = to;
        (token.value, token.high) = (Some(value), Some(high));
        Some(Step::Number(token))
    }

    /// 九折 is 90 %, 七五折 and 75折 are 75 %; 7 2 折 may be spaced.
    fn discount(&self, at: usize, core: &Core) -> Option<Step> {
        let one = |from: usize| self.at(from).and_then(|c| c.to_digit(10).or_else(|| digit(c)));
        let mut end = core.end;
        let mut value = core.value;
        let mut pair = false;
        if self.at(end) == Some(' ')
            && end == at + 1
            && self.at(end + 2) == Some('折')
            && let (Some(tens), Some(ones)) = (one(at), one(end + 1))
        {
            value = Some(Value::whole(i64::from(tens * 10 + ones)));
            end += 2;
            pair = true;
        } else if end == at + 2
            && let (Some(tens), Some(ones)) = (one(at), one(at + 1))
        {
            // Two digits side by side, those too that elsewhere mean “between”: 五六折 is sold as 56 %.
            value = Some(Value::whole(i64::from(tens * 10 + ones)));
            pair = true;
        }
        if self.at(end) != Some('折') || self.next_in(self.words.discount.find(self.text, end), end) {
            return None;
        }
        let value = value?;
        let value = if pair { value } else { value.shifted(1).map(Value::normalized)? };
        (Value::whole(0).less_than(value) && value.less_than(Value::whole(100))).then(|| percent(at..end + 1, value))
    }

    /// Whether the character after the word found at `at` makes another word of it.
    fn next_in(&self, found: Option<(usize, &&'static str)>, at: usize) -> bool {
        found.is_none_or(|(len, unless)| self.at(at + len).is_some_and(|c| unless.contains(c)))
    }

    /// 三打 is 36, but 三打白骨精 is not.
    fn dozen(&self, core: &mut Core) {
        let found = self.words.dozen.find(self.text, core.end);
        if self.next_in(found, core.end) {
            return;
        }
        if let Some((len, _)) = found {
            core.end += len;
            core.value = core.value.and_then(|v| v.times(Value::whole(12))).map(Value::normalized);
            core.coefficient = core.value;
            core.scale = 0;
        }
    }
}

impl Core {
    fn new(n: &Numeral) -> Self {
        Self {
            end: n.end,
            value: n.whole(),
            high: n.high.and_then(|h| h.shifted(n.scale)).map(Value::normalized),
            coefficient: Some(n.value),
            scale: n.scale,
            more: n.more,
            chinese: n.form != Form::Digits,
        }
    }

    fn whole(end: usize, n: i64) -> Self {
        let value = Some(Value::whole(n));
        Self { end, value, high: None, coefficient: value, scale: 0, more: false, chinese: false }
    }

    fn token(&self, at: usize, class: NumberClass) -> Token {
        Token {
            range: at..self.end,
            number: at..self.end,
            value: self.value,
            inner: None,
            high: self.high,
            coefficient: self.coefficient,
            scale: self.scale,
            more: self.more,
            class,
        }
    }
}

/// Whether a number, with or without its words, may begin with `c`.
pub(super) fn begins_number(c: char) -> bool {
    crate::number::is_numeral(c) || matches!(c, '数' | '廿' | '卅' | '.')
}

fn percent(range: Range<usize>, value: Value) -> Step {
    let mut token = Core::whole(range.end, 0).token(range.start, NumberClass::Percent);
    token.value = Some(value);
    token.coefficient = token.value;
    Step::Number(token)
}

fn code(range: Range<usize>) -> Step {
    let mut token = Core::whole(range.end, 0).token(range.start, NumberClass::Code);
    (token.value, token.coefficient) = (None, None);
    Step::Number(token)
}

/// One past the run of Latin letters and digits at `at`, with the marks that join them.
fn latin_end(text: &[char], at: usize) -> usize {
    let mut end = at;
    while let Some(c) = text.get(end) {
        let joins = matches!(c, '-' | '/' | '.' | '_') && text.get(end + 1).is_some_and(char::is_ascii_alphanumeric);
        if !(c.is_ascii_alphanumeric() || joins) {
            break;
        }
        end += 1;
    }
    end
}

/// `base` to the power of `n`, or of `-n`; `None` where no exact decimal or fraction holds it.
fn power(base: Decimal, n: u32, negative: bool) -> Option<Value> {
    let base = base.normalize();
    let scale = base.scale().checked_mul(n).filter(|s| *s <= Decimal::MAX_SCALE)?;
    let value = Decimal::try_from_i128_with_scale(base.mantissa().checked_pow(n)?, scale).ok()?;
    if negative { Value::ratio(Decimal::ONE, value) } else { Some(Value::Decimal(value.normalize())) }
}
