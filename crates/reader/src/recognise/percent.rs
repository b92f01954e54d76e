//! Percentages: 22%, 百分之五, 6个百分点, 九成, 七五折.

use super::NumberClass;
use super::token::{Core, Reader, Step};
use crate::number::{Form, Value, digit, numeral};
use crate::quantity::is_tenth;
use rust_decimal::Decimal;
use std::ops::Range;

impl Reader<'_> {
    /// 百分之八, 千分之五点二, 百万分之三, in per cent.
    pub(super) fn of_hundred(&self, at: usize) -> Option<Step> {
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
    pub(super) fn half(&self, at: usize) -> Option<Step> {
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

    /// 22%, 6个百分点, 九成, 七五折.
    pub(super) fn percentage(&self, at: usize, core: &Core) -> Option<Step> {
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
}

/// A percentage that has no number of its own inside.
pub(super) fn percent(range: Range<usize>, value: Value) -> Step {
    let mut token = Core::whole(range.end, 0).token(range.start, NumberClass::Percent);
    token.value = Some(value);
    token.coefficient = token.value;
    Step::Number(token)
}
