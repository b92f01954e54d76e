//! Where something stands: passages of documents that a thing of the plan, or a part of it, was read in.

use crate::{
    AssignmentId, BodyId, CitationId, GoalId, IndicatorId, MilestoneId, ObservationId, PlanId, PrincipleId, SourceId,
    TargetId, TaskId, TerritoryId,
};
use std::fmt;
use std::str::FromStr;

/// A published document (文献).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number; none for one that comes in.
    pub id: Option<SourceId>,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub bytes: i64,
    /// What its file was called.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The day it bears: `2026-01-20`.
    pub day: Option<String>,
    /// What kind of document, in the reader's word: `report`.
    pub kind: Option<String>,
    /// Its language: `zh`.
    pub language: Option<String>,
}

/// A place in a document (原文): one or more runs of characters, for a sentence that the page broke is more than one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The document.
    pub source: SourceId,
    /// Half-open runs of characters (Unicode scalar values) of its text as decoded, the same that a reading counts in.
    /// None where all of the document is meant.
    pub spans: Vec<(u32, u32)>,
}

impl Passage {
    /// Whether every run has a character in it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.spans.iter().all(|(start, end)| start < end)
    }

    /// The runs as the record writes them: `120-131,140-152`; empty for all of the document.
    #[must_use]
    pub fn spans_text(&self) -> String {
        self.spans.iter().map(|(start, end)| format!("{start}-{end}")).collect::<Vec<_>>().join(",")
    }

    /// Reads runs as [`Self::spans_text`] writes them. `None` where it did not write them.
    #[must_use]
    pub fn read_spans(text: &str) -> Option<Vec<(u32, u32)>> {
        // Only what is written back the same: no signs, no leading noughts.
        let number = |digits: &str| digits.parse().ok().filter(|n: &u32| n.to_string() == digits);
        let span = |run: &str| {
            let (start, end) = run.split_once('-')?;
            number(start).zip(number(end)).filter(|(start, end)| start < end)
        };
        if text.is_empty() { Some(Vec::new()) } else { text.split(',').map(span).collect() }
    }
}

/// That a thing of the plan, or a part of it, stands in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its number.
    pub id: CitationId,
    /// What stands there.
    pub of: Subject,
    /// Which part of it, in a word of ours (`value`, `baseline`, `due`); none for all of it.
    pub part: Option<String>,
    /// Where.
    pub passage: Passage,
}

macro_rules! subjects {
    ($($(#[$about:meta])* $case:ident $id:ident $word:literal;)*) => {
        /// A thing of the plan that stands somewhere.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Subject {
            $($(#[$about])* $case($id),)*
        }

        impl Subject {
            /// The word of its kind, which is also the name of its table in the record: `goal`.
            #[must_use]
            pub fn kind(self) -> &'static str {
                match self {
                    $(Self::$case(_) => $word,)*
                }
            }

            /// Its number.
            #[must_use]
            pub fn number(self) -> i64 {
                match self {
                    $(Self::$case(id) => id.get(),)*
                }
            }

            /// The thing of a kind with a number.
            #[must_use]
            pub fn of(kind: &str, number: i64) -> Option<Self> {
                match kind {
                    $($word => Some(Self::$case($id::new(number))),)*
                    _ => None,
                }
            }

            /// The words of all kinds.
            pub const KINDS: &'static [&'static str] = &[$($word),*];
        }
    };
}

subjects! {
    /// A plan.
    Plan PlanId "plan";
    /// A goal.
    Goal GoalId "goal";
    /// A principle.
    Principle PrincipleId "principle";
    /// An indicator.
    Indicator IndicatorId "indicator";
    /// A target of an indicator.
    Target TargetId "target";
    /// A point on the way to a target.
    Milestone MilestoneId "milestone";
    /// A value of an indicator, in one of its revisions.
    Observation ObservationId "observation";
    /// A task.
    Task TaskId "task";
    /// A point on the way of a task.
    Step MilestoneId "step";
    /// An assignment of a task to a body.
    Assignment AssignmentId "assignment";
    /// A territory.
    Territory TerritoryId "territory";
    /// A body.
    Body BodyId "body";
}

impl fmt::Display for Subject {
    /// `goal/12`, as in the journal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind(), self.number())
    }
}

/// What names no thing of the plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names nothing: write a kind and a number, such as goal/12")]
pub struct NoSubject(pub String);

impl FromStr for Subject {
    type Err = NoSubject;

    fn from_str(text: &str) -> Result<Self, NoSubject> {
        let read = || {
            let (kind, digits) = text.split_once('/')?;
            let number = digits.parse::<i64>().ok().filter(|n| n.to_string() == digits)?;
            Self::of(kind, number)
        };
        read().ok_or_else(|| NoSubject(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cited_is_read_back_as_it_was_written() {
        for kind in Subject::KINDS {
            let subject = Subject::of(kind, 12).expect("a kind");
            assert_eq!(subject.to_string(), format!("{kind}/12"));
            assert_eq!(subject.to_string().parse(), Ok(subject));
        }
        for wrong in ["", "goal", "goal/", "goal/x", "goal/+1", "goal/01", "goals/1", "goal/1/2", "Goal/1"] {
            assert_eq!(wrong.parse::<Subject>(), Err(NoSubject(wrong.to_owned())), "{wrong}");
        }
    }

    #[test]
    fn runs_are_half_open_and_none_is_empty() {
        let passage = |spans: &[(u32, u32)]| Passage { source: SourceId::new(1), spans: spans.to_vec() };
        for (text, spans) in [("", &[][..]), ("0-1", &[(0, 1)]), ("120-131,140-152", &[(120, 131), (140, 152)])] {
            assert_eq!(passage(spans).spans_text(), text);
            assert_eq!(Passage::read_spans(text).as_deref(), Some(spans));
        }
        for wrong in ["3-3", "4-3", "1", "1-2,", ",", "-1-2", "1-2;3-4", "01-2", "1-+2", "1-4294967296"] {
            assert_eq!(Passage::read_spans(wrong), None, "{wrong}");
        }
        assert!(passage(&[(3, 4)]).is_sound() && !passage(&[(3, 4), (4, 4)]).is_sound());
    }
}
