//! The words of `lexicon/zh/plan.txt`, in the form of the reader's lexicon.

use luoshi_reader::{LexiconError, parse_lexicon};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const FILE: (&str, &str) = ("proposal/zh/plan.txt", include_str!("../lexicon/zh/plan.txt"));

/// The data file, read once: group to words, longest first.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    groups: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Lexicon {
    pub(crate) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut out = Self::default();
            for entry in parse_lexicon(FILE.0, FILE.1).0 {
                out.groups.entry(entry.group).or_default().extend(entry.words);
            }
            for words in out.groups.values_mut() {
                words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            }
            out
        })
    }

    /// The words of a group, longest first.
    pub(crate) fn words(&self, group: &str) -> &[&'static str] {
        self.groups.get(group).map_or(&[], Vec::as_slice)
    }

    /// The longest word of a group that a name ends with.
    pub(crate) fn tail(&self, group: &str, name: &str) -> Option<&'static str> {
        self.words(group).iter().copied().find(|w| name.ends_with(w))
    }

    /// Whether a word of a group stands in a text.
    pub(crate) fn within(&self, group: &str, text: &str) -> bool {
        self.words(group).iter().any(|w| text.contains(w))
    }
}

/// Every fault in the data file.
pub(crate) fn faults() -> Vec<LexiconError> {
    parse_lexicon(FILE.0, FILE.1).1
}
