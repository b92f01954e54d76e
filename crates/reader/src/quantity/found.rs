//! What stands at a place where a number might begin.

use super::{Quantity, Shape};
use crate::number::{Form, Numeral};
use std::ops::Range;

/// What stands at a place where a number might begin.
// A number is what is nearly always found, and is moved once: boxing it would cost more than it saves.
#[allow(clippy::large_enum_variant)]
pub(super) enum Found {
    Number(Quantity),
    /// No number; go on from here.
    Skip(usize),
}

impl Found {
    pub(super) fn ending(self, end: usize) -> Self {
        match self {
            Self::Number(mut q) => {
                q.range.end = end;
                Self::Number(q)
            }
            skip @ Self::Skip(_) => skip,
        }
    }
}

pub(super) fn plain(n: &Numeral, at: usize, shape: Shape, rule: &'static str) -> Quantity {
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

pub(super) fn code(range: Range<usize>) -> Found {
    Found::Number(unitless(range, Shape::Code, "code"))
}

pub(super) fn unitless(range: Range<usize>, shape: Shape, rule: &'static str) -> Quantity {
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
pub(super) fn latin_end(text: &[char], at: usize) -> usize {
    at + text[at..].iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_')).count()
}
