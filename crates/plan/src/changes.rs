//! What is to be added to a plan in one act, and what a person decided about a proposal.

use crate::{
    Assignment, Body, Citation, Goal, Indicator, Observation, Plan, Principle, SourceId, Subject, Target, Task,
    Territory,
};

/// Things to be recorded together: all of them or none.
///
/// New things have numbers below 0, one number one thing whatever its kind, and name one another by them; the record gives
/// them their own. Things with numbers above 0 stand already and are recorded as they are to be from now on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Territories.
    pub territories: Vec<Territory>,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// Plans.
    pub plans: Vec<Plan>,
    /// Goals, each before its parts.
    pub goals: Vec<Goal>,
    /// Principles.
    pub principles: Vec<Principle>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Values.
    pub observations: Vec<Observation>,
    /// Tasks.
    pub tasks: Vec<Task>,
    /// Who answers for tasks.
    pub assignments: Vec<Assignment>,
    /// Where things stand.
    pub citations: Vec<Citation>,
    /// What was decided about proposals.
    pub decisions: Vec<Decision>,
}

impl Changes {
    /// Whether there is nothing to record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a person decided about a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The document it was read in.
    pub source: SourceId,
    /// What names it: letters and digits.
    pub proposal: String,
    /// Which part of it, from 0, where it was split.
    pub part: u32,
    /// What was decided.
    pub verdict: Verdict,
    /// What it became, or went into.
    pub became: Option<Subject>,
    /// What it said when it was decided, as a hash: the same again is the same decision.
    pub said: String,
}

/// What may be decided about a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Taken in as it was read.
    Accept,
    /// Taken in as a person mended it.
    Correct,
    /// The same as something that is there: it adds where else that stands.
    Merge,
    /// One of several things that it is.
    Split,
    /// Left out.
    Ignore,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 5] = [Self::Accept, Self::Correct, Self::Merge, Self::Split, Self::Ignore];

    /// The word for it, in files and in the record.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Correct => "correct",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Ignore => "ignore",
        }
    }

    /// The verdict of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.word() == word)
    }
}
