//! Fractions: 三分之一, 1/3, 一又三分之一, 1 2/3.

use super::NumberClass;
use super::token::{Core, Reader, Token};
use crate::number::Value;

impl Reader<'_> {
    /// 三分之一, 1/3, 一又三分之一, 1 2/3.
    pub(super) fn fraction(&self, at: usize, core: &Core) -> Option<Token> {
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
}
