//! The words of `lexicon/zh/recognise.txt`.

use crate::lexicon::{LexiconError, Words, parse};
use crate::number::Value;
use rust_decimal::Decimal;

static FILE: &str = include_str!("../../lexicon/zh/recognise.txt");

/// Whether the end of a range belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Open,
    Closed,
}

/// What a comparison says of the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Compare {
    /// The number is the lower end.
    pub(super) low: Option<Edge>,
    /// The number is the upper end.
    pub(super) high: Option<Edge>,
    /// Characters beside the word that make another word of it.
    pub(super) unless: &'static str,
}

/// What a phrase without a numeral counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) value: Option<Value>,
    pub(super) low: Option<Value>,
    pub(super) high: Option<Value>,
    pub(super) unit: &'static str,
}

/// A unit that may follow a larger one: 角 after 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Smaller {
    pub(super) of: &'static str,
    /// Power of ten by which it is smaller.
    pub(super) ten: u32,
    pub(super) unless: &'static str,
}

/// The word lists.
#[derive(Debug)]
pub(super) struct RecogniseWords {
    pub(super) before: Words<Compare>,
    pub(super) after: Words<Compare>,
    pub(super) than: Words<Compare>,
    pub(super) joint: Words<()>,
    pub(super) to: Words<()>,
    pub(super) between: Words<()>,
    pub(super) closes: Words<()>,
    pub(super) opens: Words<()>,
    pub(super) determiner: Words<()>,
    pub(super) idiom: Words<()>,
    /// Power of ten of a letter after digits.
    pub(super) suffix: Words<u32>,
    /// Characters that make another word of 打.
    pub(super) dozen: Words<&'static str>,
    /// Characters that make another word of 折.
    pub(super) discount: Words<&'static str>,
    pub(super) phrase: Words<Phrase>,
    /// Units of nouns that are counted without a measure word.
    pub(super) noun: Words<&'static str>,
    pub(super) each: Words<&'static str>,
    pub(super) smaller: Words<Smaller>,
    /// Units that are none in a report.
    pub(super) unit: Words<String>,
    /// Units of the signs before a number.
    pub(super) currency: Words<&'static str>,
}

impl RecogniseWords {
    /// Reads the lexicon; entries with faults are left out and named.
    pub(super) fn load() -> (Self, Vec<LexiconError>) {
        let (entries, errors) = parse("zh/recognise.txt", FILE);
        let group = |name: &'static str| {
            entries.iter().filter(move |e| e.group == name).flat_map(|e| e.words.iter().map(move |w| (*w, e)))
        };
        let plain = |name| group(name).map(|(w, _)| (w, ()));
        let compare = |name| {
            group(name).map(|(w, e)| {
                let edge = |key| match e.get(key) {
                    Some("open") => Some(Edge::Open),
                    Some(_) => Some(Edge::Closed),
                    None => None,
                };
                (w, Compare { low: edge("low"), high: edge("high"), unless: e.get("unless").unwrap_or("") })
            })
        };
        let unless = |name| group(name).map(|(w, e)| (w, e.get("unless").unwrap_or("")));
        let ten = |e: &crate::lexicon::Entry| e.get("ten").and_then(|t| t.parse().ok()).unwrap_or(0);
        let words = Self {
            before: Words::backward(compare("compare.before")),
            after: Words::forward(compare("compare.after")),
            than: Words::forward(compare("compare.than")),
            joint: Words::forward(plain("compare.joint")),
            to: Words::forward(plain("range.to")),
            between: Words::forward(plain("range.between")),
            closes: Words::forward(plain("range.closes")),
            opens: Words::backward(plain("range.opens")),
            determiner: Words::backward(plain("determiner")),
            idiom: Words::forward(plain("idiom")),
            suffix: Words::forward(group("suffix").map(|(w, e)| (w, ten(e)))),
            dozen: Words::forward(unless("dozen")),
            discount: Words::forward(unless("discount")),
            phrase: Words::forward(group("phrase").map(|(w, e)| {
                let number = |key| e.get(key).and_then(|v| v.parse::<Decimal>().ok()).map(Value::Decimal);
                let unit = e.get("unit").unwrap_or("");
                (w, Phrase { value: number("value"), low: number("low"), high: number("high"), unit })
            })),
            noun: Words::forward(group("noun").map(|(w, e)| (w, e.get("is").unwrap_or("")))),
            each: Words::backward(group("each").map(|(w, e)| (w, e.get("per").unwrap_or("")))),
            unit: Words::forward(group("unit").map(|(w, _)| (w, w.to_owned()))),
            currency: Words::backward(group("currency").map(|(w, e)| (w, e.get("unit").unwrap_or("")))),
            smaller: Words::forward(group("smaller").map(|(w, e)| {
                (w, Smaller { of: e.get("of").unwrap_or(""), ten: ten(e), unless: e.get("unless").unwrap_or("") })
            })),
        };
        (words, errors)
    }
}
