//! Why something is a fault, in both languages, and numbers as a reason shows them.

use super::interval::Interval;
use crate::note::Note;
use rust_decimal::{Decimal, RoundingStrategy};

/// A reason in both languages. It stands beside the rule that gives it, so that rule and words change together.
pub(super) fn said(zh: String, en: String) -> Note {
    Note::Both { zh: zh.into(), en: en.into() }
}

/// A number for a person: no places that say nothing, no more than `places` after the point.
pub(super) fn number(value: Decimal, places: u32) -> String {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

/// What an interval lies around, with just as many places as make its width plain: about 36.9.
pub(super) fn about(interval: Interval) -> String {
    let width = interval.high.checked_sub(interval.low).unwrap_or(Decimal::ONE);
    let places = match () {
        () if width >= Decimal::ONE => 0,
        () if width >= Decimal::new(1, 1) => 1,
        () if width >= Decimal::new(1, 2) => 2,
        () => 3,
    };
    let middle = interval.low.checked_add(interval.high).map_or(interval.low, |sum| sum / Decimal::TWO);
    number(middle, places)
}

/// A change as it is written, with its direction: 增长30%, 下降5%.
pub(super) fn change(figure: &crate::Figure) -> String {
    match figure.value {
        Some(value) if value.is_negative() => format!("-{}", figure.text),
        _ => figure.text.clone(),
    }
}
