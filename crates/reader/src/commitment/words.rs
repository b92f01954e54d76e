//! The words of commitments: `lexicon/zh/commitments.txt`.

use crate::lexicon::{Entry, Words, parse};
use std::collections::BTreeMap;
use std::ops::{BitOr, Range};
use std::sync::OnceLock;

pub(super) static FILE: &str = include_str!("../../lexicon/zh/commitments.txt");

/// What a word can do; most can do one thing, 深化 is an adverb before a verb and else a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sorts(u16);

impl Sorts {
    pub(super) const LEAD: Self = Self(1);
    pub(super) const LINK: Self = Self(2);
    pub(super) const ADVERB: Self = Self(4);
    pub(super) const GROUND: Self = Self(8);
    pub(super) const VERB: Self = Self(16);
    pub(super) const FINISH: Self = Self(32);
    pub(super) const PIVOT: Self = Self(64);
    pub(super) const STATE: Self = Self(128);
    pub(super) const OUTCOME: Self = Self(256);
    pub(super) const PROHIBITION: Self = Self(512);
    /// A verb that is as often a noun.
    pub(super) const NOUN: Self = Self(1024);
    /// An adverb that closes a clause with a verb.
    pub(super) const CLOSE: Self = Self(2048);
    /// A ground that no verb follows in its clause.
    pub(super) const ALONE: Self = Self(4096);

    /// Whether it can do what `other` names, any of them.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Sorts {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The lists.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: Words<Sorts>,
    calls: Words<()>,
    within: Words<()>,
    /// Objects that name nothing, by their end.
    empty: Words<()>,
}

fn sorts(entry: &Entry) -> Option<Sorts> {
    Some(match entry.group {
        "lead" => Sorts::LEAD,
        "link" => Sorts::LINK,
        "adverb" if entry.get("close").is_some() => Sorts::ADVERB | Sorts::CLOSE,
        "adverb" => Sorts::ADVERB,
        "ground" if entry.get("alone").is_some() => Sorts::GROUND | Sorts::ALONE,
        "ground" => Sorts::GROUND,
        "verb" if entry.get("finish").is_some() => Sorts::VERB | Sorts::FINISH,
        "verb" if entry.get("pivot").is_some() => Sorts::VERB | Sorts::PIVOT,
        "verb" if entry.get("noun").is_some() => Sorts::VERB | Sorts::NOUN,
        "verb" => Sorts::VERB,
        "state" => Sorts::STATE,
        "outcome" => Sorts::OUTCOME,
        "prohibition" => Sorts::PROHIBITION,
        _ => return None,
    })
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let (entries, _) = parse("zh/commitments.txt", FILE);
            let mut words: BTreeMap<&'static str, Sorts> = BTreeMap::new();
            for entry in &entries {
                let Some(sort) = sorts(entry) else { continue };
                for word in &entry.words {
                    let known = words.entry(word).or_default();
                    *known = *known | sort;
                }
            }
            let group = |name: &str| -> Vec<(&'static str, ())> {
                let here = entries.iter().filter(|e| e.group == name);
                here.flat_map(|e| e.words.iter().map(|w| (*w, ()))).collect()
            };
            Self {
                words: Words::forward(words),
                calls: Words::forward(group("call")),
                within: Words::forward(group("within")),
                empty: Words::backward(group("empty")),
            }
        })
    }

    /// The longest word at `at` that ends within `end`, and what it can do.
    pub(super) fn at(&self, text: &[char], at: usize, end: usize) -> Option<(usize, Sorts)> {
        let text = text.get(..end)?;
        let (len, sorts) = self.words.find(text, at)?;
        // 约束性指标, 创新型企业: an adjective made of a verb is none.
        let adjective = matches!(text.get(at + len), Some('性' | '型' | '者')) && sorts.is(Self::ACTS);
        (!adjective).then_some((len, *sorts))
    }

    const ACTS: Sorts = Sorts(Sorts::VERB.0 | Sorts::STATE.0 | Sorts::OUTCOME.0);

    /// Whether a clause calls on people, and promises nothing.
    pub(super) fn calls(&self, text: &[char], clause: &Range<usize>) -> bool {
        text.get(..clause.end).is_some_and(|text| clause.clone().any(|at| self.calls.find(text, at).is_some()))
    }

    /// Whether a clause forbids.
    pub(super) fn forbids(&self, text: &[char], clause: &Range<usize>) -> bool {
        clause.clone().any(|at| self.at(text, at, clause.end).is_some_and(|(_, sorts)| sorts.is(Sorts::PROHIBITION)))
    }

    /// Length of the unit of a time limit that begins at `at`.
    pub(super) fn within(&self, text: &[char], at: usize) -> Option<usize> {
        self.within.find(text, at).map(|(len, ())| len)
    }

    /// Whether an object ends in a word that names nothing.
    pub(super) fn is_empty(&self, object: &[char]) -> bool {
        self.empty.find_before(object, object.len()).is_some()
    }
}
