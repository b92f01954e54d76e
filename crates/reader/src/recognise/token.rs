//! One number at a place, in every form people write: signs, ordinals, codes, dozens, letters that multiply.
//!
//! Fractions, percentages and powers stand in files of their own.

use super::NumberClass;
use super::percent::percent;
use super::words::RecogniseWords;
use crate::number::{Form, Numeral, Value, digit, is_below_zero, numeral};
use crate::quantity::Scanner;
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
pub(super) struct Core {
    pub(super) end: usize,
    pub(super) value: Option<Value>,
    pub(super) high: Option<Value>,
    pub(super) coefficient: Option<Value>,
    pub(super) scale: u32,
    pub(super) more: bool,
    pub(super) chinese: bool,
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
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.text.get(at).copied()
    }

    pub(super) fn starts(&self, at: usize, word: &[char]) -> bool {
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
            '负' => is_below_zero(before),
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

    /// Digits or a numeral, with exponent, power or a letter that multiplies.
    pub(super) fn core(&self, at: usize) -> Option<Core> {
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

    /// Whether the character after the word found at `at` makes another word of it.
    pub(super) fn next_in(&self, found: Option<(usize, &&'static str)>, at: usize) -> bool {
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
    pub(super) fn new(n: &Numeral) -> Self {
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

    pub(super) fn whole(end: usize, n: i64) -> Self {
        let value = Some(Value::whole(n));
        Self { end, value, high: None, coefficient: value, scale: 0, more: false, chinese: false }
    }

    pub(super) fn token(&self, at: usize, class: NumberClass) -> Token {
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
