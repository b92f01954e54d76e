//! Words that carry numerals and count nothing: `lexicon/zh/not_numbers.txt`.

use crate::lexicon::{LexiconError, Words, parse};

pub(crate) static FILE: &str = include_str!("../../lexicon/zh/not_numbers.txt");

pub(crate) static RANKS: &str = include_str!("../../lexicon/zh/ranks.txt");

/// The word lists.
#[derive(Debug)]
pub(super) struct NotNumbers {
    /// Words that begin with the numeral.
    pub(super) word: Words<()>,
    /// Words that end with the numeral.
    pub(super) tail: Words<()>,
    /// Words after a small numeral that make it a slogan.
    pub(super) after: Words<()>,
    /// Likewise, but only after a numeral in words.
    pub(super) after_words: Words<()>,
    /// Words after 第N that make it a place in a series.
    pub(super) series: Words<()>,
    /// Words before a rank that make a comparison of it: `lexicon/zh/ranks.txt`.
    /// Each with whether it is a verb.
    pub(super) ranked: Words<bool>,
}

impl NotNumbers {
    pub(super) fn load() -> (Self, Vec<LexiconError>) {
        let (entries, mut errors) = parse("zh/not_numbers.txt", FILE);
        let (ranks, more) = parse("zh/ranks.txt", RANKS);
        errors.extend(more);
        let group = |name: &'static str| {
            entries.iter().filter(move |e| e.group == name).flat_map(|e| e.words.iter().map(|w| (*w, ())))
        };
        let lists = Self {
            word: Words::forward(group("word")),
            tail: Words::backward(group("tail")),
            after: Words::forward(group("after")),
            after_words: Words::forward(group("after.words")),
            series: Words::forward(group("series")),
            ranked: Words::backward(ranks.iter().flat_map(|e| {
                let verb = e.group == "verb";
                e.words.iter().map(move |w| (*w, verb))
            })),
        };
        (lists, errors)
    }
}
