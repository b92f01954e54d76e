//! Numbers and sentences for people.

use crate::{Exact, Language};
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// One sentence in both languages. What is computed is computed once; only the words differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Sentence {
    /// The sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// In one of them.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }

    /// This sentence, and another after it.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.zh.push_str(&other.zh);
        self.en.push(' ');
        self.en.push_str(&other.en);
        self
    }
}

/// A number as an answer gives it: a fraction where the rule is one, digits where it takes roots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Exact.
    Exact(Exact),
    /// To twenty digits.
    Real(Decimal),
}

impl Number {
    /// The number as a decimal: exact where 28 digits hold it, else to twenty significant digits. `None` for a fraction
    /// too large for any.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        match self {
            Self::Real(d) => twenty(d),
            Self::Exact(exact) => exact.decimal().or_else(|| {
                // As many places as there is room for behind the point.
                (0..=27).rev().find_map(|places| exact.rounded(places)).and_then(twenty)
            }),
        }
    }
}

fn twenty(d: Decimal) -> Option<Decimal> {
    d.round_sf_with_strategy(20, RoundingStrategy::MidpointAwayFromZero).map(|d| d.normalize())
}

impl From<Exact> for Number {
    fn from(exact: Exact) -> Self {
        Self::Exact(exact)
    }
}

impl From<Decimal> for Number {
    fn from(d: Decimal) -> Self {
        Self::Real(d)
    }
}

/// The number as a sentence shows it: at most six significant digits, but never fewer than stand before the point.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(decimal) = self.decimal() else { return f.write_str("—") };
        let whole = decimal.trunc().abs().mantissa().checked_ilog10().map_or(0, |digits| digits + 1);
        let rounded = decimal.round_sf_with_strategy(whole.max(6), RoundingStrategy::MidpointAwayFromZero);
        let shown = rounded.unwrap_or(decimal).normalize().to_string();
        // A minus, not a hyphen: figures stand in text here.
        match shown.strip_prefix('-') {
            Some(digits) => write!(f, "−{digits}"),
            None => f.write_str(&shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_shows_six_digits_and_all_that_stand_before_the_point() {
        let shown = |top, bottom| Number::Exact(Exact::new(top, bottom).expect("a fraction")).to_string();
        assert_eq!(shown(507, 7), "72.4286");
        assert_eq!(shown(-1, 3), "−0.333333");
        assert_eq!(shown(12_345_678, 1), "12345678");
        assert_eq!(shown(5, 2), "2.5");
        assert_eq!(shown(0, 1), "0");
    }

    #[test]
    fn a_sentence_is_read_in_one_language() {
        let sentence = Sentence::new("路修好了。", "The road is mended.");
        assert_eq!(sentence.in_language(Language::Zh), "路修好了。");
        assert_eq!(sentence.in_language(Language::En), "The road is mended.");
    }

    #[test]
    fn an_answer_is_exact_where_digits_hold_it() {
        let decimal = |top, bottom| Number::Exact(Exact::new(top, bottom).expect("a fraction")).decimal();
        assert_eq!(decimal(1, 8).map(|d| d.to_string()).as_deref(), Some("0.125"));
        assert_eq!(decimal(1, 3).map(|d| d.to_string()).as_deref(), Some("0.33333333333333333333"));
        assert_eq!(decimal(10i128.pow(35), 3), None);
    }
}
