//! What a person ruled about a promise: a target in one document, and what a later one says came of it (承诺).
//!
//! The program may propose that two sentences belong together; whether they do, a person says. Only that is anybody's word.

use crate::{Passage, PromiseId};
use std::ops::Range;

/// What came of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Reached, as its bound is meant.
    Kept,
    /// Not reached, but nearly.
    Partly,
    /// Not reached.
    Missed,
    /// Told again with another number.
    Changed,
    /// The document that would say it was searched and says nothing.
    Silent,
    /// The document that would say it is not there yet.
    Open,
    /// As written nobody could tell.
    NotMeasurable,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] =
        [Self::Kept, Self::Partly, Self::Missed, Self::Changed, Self::Silent, Self::Open, Self::NotMeasurable];

    /// The word for it, in files and in the record: those of the ledger.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Partly => "partly",
            Self::Missed => "missed",
            Self::Changed => "changed",
            Self::Silent => "silent",
            Self::Open => "open",
            Self::NotMeasurable => "not_measurable",
        }
    }

    /// The outcome of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.word() == word)
    }
}

/// What a person ruled about a proposed verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ruling {
    /// It is as proposed.
    Confirm,
    /// It is a promise, with another outcome or another sentence for it.
    Correct,
    /// It is no promise, or its sentences do not belong together: never shown to anybody.
    Dismiss,
}

impl Ruling {
    /// Every ruling.
    pub const ALL: [Self; 3] = [Self::Confirm, Self::Correct, Self::Dismiss];

    /// The word for it, in files and in the record.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Correct => "correct",
            Self::Dismiss => "dismiss",
        }
    }

    /// The ruling of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }
}

/// A sentence of a document, with the place of what counts in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Where the number stands; where there is none, the words that count.
    pub passage: Passage,
    /// Where the sentence stands, in the same document.
    pub spans: Vec<(u32, u32)>,
    /// The sentence as it was printed.
    pub words: String,
}

impl Quoted {
    /// What counts, in characters of the sentence; `None` where it is torn or not within.
    #[must_use]
    pub fn place(&self) -> Option<Range<usize>> {
        let (first, last) = (self.passage.spans.first()?.0, self.passage.spans.last()?.1);
        let at = |offset: u32| {
            let mut before = 0;
            for (start, end) in &self.spans {
                if (*start..=*end).contains(&offset) {
                    return Some(before + (offset - start) as usize);
                }
                before += (end - start) as usize;
            }
            None
        };
        let (start, end) = (at(first)?, at(last)?);
        (start < end && end <= self.words.chars().count()).then_some(start..end)
    }
}

/// A promise about which a person ruled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its number.
    pub id: PromiseId,
    /// What names the promise among those of its document: letters and digits.
    pub proposal: String,
    /// The proposal that was ruled about, as a hash: where a later document proposes something else, it is not the same.
    pub said: String,
    /// What was ruled.
    pub ruling: Ruling,
    /// What came of it. Of what was dismissed, what had been proposed.
    pub outcome: Outcome,
    /// The government.
    pub body: String,
    /// What is measured.
    pub indicator: String,
    /// What sort of number, in the ledger's word.
    pub measure: String,
    /// Where or for whom, where not for all.
    pub scope: Option<String>,
    /// For when, as the ledger writes it: `2025`, `2021/2025`.
    pub period: Option<String>,
    /// What was promised.
    pub target: Quoted,
    /// What came of it, as a later document says.
    pub result: Option<Quoted>,
    /// What sort of statement the result is, in the ledger's word.
    pub result_kind: Option<String>,
    /// The post that ruled.
    pub by: String,
    /// What that post says about it, for everybody to read.
    pub note: Option<String>,
}

impl Promise {
    /// Whether everybody may see it.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        match self.ruling {
            Ruling::Confirm | Ruling::Correct => true,
            Ruling::Dismiss => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SourceId;

    #[test]
    fn the_number_is_found_in_a_sentence_that_the_page_broke() {
        let sentence = |at: &[(u32, u32)], spans: &[(u32, u32)], words: &str| Quoted {
            passage: Passage { source: SourceId::new(1), spans: at.to_vec() },
            spans: spans.to_vec(),
            words: words.to_owned(),
        };
        let broken = [(10, 14), (30, 36)];
        assert_eq!(sentence(&[(12, 14)], &broken, "新增二万人就业机会。").place(), Some(2..4));
        assert_eq!(sentence(&[(31, 33)], &broken, "新增二万人就业机会。").place(), Some(5..7));
        assert_eq!(sentence(&[(13, 14), (30, 31)], &broken, "新增二万人就业机会。").place(), Some(3..5));
        for (at, words) in [(&[(20, 22)][..], "新增二万人就业机会。"), (&[], "新增"), (&[(31, 33)], "短")]
        {
            assert_eq!(sentence(at, &broken, words).place(), None, "{at:?}");
        }
    }

    #[test]
    fn words_are_read_back() {
        assert!(Outcome::ALL.into_iter().all(|o| Outcome::of(o.word()) == Some(o)));
        assert!(Ruling::ALL.into_iter().all(|r| Ruling::of(r.word()) == Some(r)));
        assert_eq!((Outcome::of("done"), Ruling::of("accept")), (None, None));
    }
}
