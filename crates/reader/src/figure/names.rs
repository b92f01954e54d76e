//! Indicators by name: `lexicon/zh/indicators.txt`.

use crate::fold::Fold;
use crate::lexicon::{LexiconError, Words, parse};
use crate::reading::Binding;
use crate::view::gather;

pub(crate) static FILE: &str = include_str!("../../lexicon/zh/indicators.txt");

/// A known indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Its normal form.
    pub(super) name: &'static str,
    /// It is a thing, not a measure: the words before it describe it.
    pub(super) thing: bool,
    /// How plans set it, where they always set it the same way.
    pub(super) binding: Option<Binding>,
}

/// All known indicators.
#[derive(Debug)]
pub(super) struct Names {
    words: Words<Known>,
    /// The same, found by their end.
    before: Words<()>,
}

impl Names {
    /// The names of the lexicon.
    pub(super) fn load() -> (Self, Vec<LexiconError>) {
        let (entries, errors) = parse("zh/indicators.txt", FILE);
        let words = entries.iter().flat_map(|entry| {
            let binding = match (entry.get("binding"), entry.get("expected")) {
                (Some(_), _) => Some(Binding::Binding),
                (None, Some(_)) => Some(Binding::Expected),
                (None, None) => None,
            };
            let name = entry.words[0];
            let thing = entry.get("thing").is_some();
            entry.words.iter().map(move |w| (*w, Known { name, thing, binding }))
        });
        let words: Vec<_> = words.collect();
        let before = Words::backward(words.iter().map(|(w, _)| (*w, ())));
        (Self { words: Words::forward(words), before }, errors)
    }

    /// The longest known name that ends at `end` and begins at or after `from`, with its beginning.
    pub(super) fn ending(&self, text: &[char], from: usize, end: usize) -> Option<(usize, Known)> {
        (from..end).find_map(|at| {
            self.words.find(text.get(..end)?, at).filter(|(len, _)| at + len == end).map(|(_, known)| (at, *known))
        })
    }

    /// Length of the longest known measure that begins at `at`.
    pub(super) fn measure(&self, text: &[char], at: usize) -> Option<usize> {
        self.words.find(text, at).filter(|(_, known)| !known.thing).map(|(len, _)| len)
    }

    /// Length of the longest known name that ends at `end`; 0 for none.
    pub(super) fn longest_before(&self, text: &[char], end: usize) -> usize {
        self.before.find_before(text, end).map_or(0, |(len, ())| len)
    }

    /// Length of the longest known name that begins at `at`; 0 for none.
    pub(super) fn longest(&self, text: &[char], at: usize) -> usize {
        self.words.find(text, at).map_or(0, |(len, _)| len)
    }

    /// The known indicator that is just this text.
    pub(super) fn exact(&self, text: &[char]) -> Option<Known> {
        self.words.find(text, 0).filter(|(len, _)| *len == text.len()).map(|(_, known)| *known)
    }

    /// The normal form of an indicator as written (folded): of a known one its name, else the words themselves.
    pub(super) fn normal(&self, text: &[char]) -> String {
        let fold = Fold::get();
        match self.exact(text) {
            Some(known) => {
                // Few are longer folded; a text that grows is copied.
                let mut name = String::with_capacity(known.name.len());
                name.extend(known.name.chars().map(|c| fold.char(c)));
                name
            }
            None => gather(text.iter()),
        }
    }
}
