//! A proposal: what was read, as a thing of a plan that a person has not decided about yet.

use crate::note::{Doubt, Reason};
use luoshi_plan::{
    Baseline, Date, Direction, Due, Finality, Measure, Nature, Period, Standing, Subject, Term, Value, Wanted,
};

/// What a proposal proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The plan itself: its title and its years.
    Plan,
    /// A goal: a heading under which tasks stand, or a state to be reached that has no number.
    Goal,
    /// What the plan binds itself to.
    Principle,
    /// What is measured.
    Indicator,
    /// How much is wanted of it.
    Target,
    /// How much it was.
    Observation,
    /// What is to be done.
    Task,
}

impl Kind {
    /// Every kind, in the order in which they are proposed.
    pub const ALL: [Self; 7] =
        [Self::Plan, Self::Goal, Self::Principle, Self::Indicator, Self::Target, Self::Observation, Self::Task];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Goal => "goal",
            Self::Principle => "principle",
            Self::Indicator => "indicator",
            Self::Target => "target",
            Self::Observation => "observation",
            Self::Task => "task",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It may be taken in with others of its sort, unseen.
    Certain,
    /// It is probably right; a person looks at it.
    Likely,
    /// It has a doubt that a person must settle.
    Unsure,
}

impl Certainty {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Unsure => "unsure",
        }
    }
}

/// A thing that a proposal speaks of: another proposal of the same document, or what is in the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ref {
    /// The proposal of this id.
    Proposed(String),
    /// A thing of the plan.
    There(Subject),
}

/// A territory by its name, with its code where the public list has one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// 云泽市.
    pub name: String,
    /// Six digits.
    pub code: Option<String>,
}

/// What a proposal goes into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Into {
    /// A thing of its own.
    New,
    /// The same as a thing of the plan: it is cited there too.
    Same(Subject),
    /// It takes the place of a thing of the plan, which stays readable: a changed target, a revised value.
    Replaces(Subject),
    /// The same as another proposal.
    Proposed(String),
}

/// The thing that is proposed, as it would be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// A plan.
    Plan {
        /// Its title.
        title: String,
        /// Its years.
        period: Period,
        /// Whose plan it is.
        territory: Option<Place>,
    },
    /// A goal.
    Goal {
        /// In the plan's words.
        title: String,
        /// What it is a part of.
        parent: Option<Ref>,
    },
    /// A principle.
    Principle {
        /// In the plan's words.
        text: String,
    },
    /// An indicator.
    Indicator {
        /// Its name.
        name: String,
        /// Its unit as written.
        unit: String,
        /// What kind of number.
        measure: Measure,
        /// Which way is better.
        direction: Direction,
        /// Whether it binds.
        nature: Nature,
        /// The goal it measures.
        goal: Option<Ref>,
    },
    /// A target.
    Target {
        /// Of what.
        indicator: Ref,
        /// In which unit its values are.
        unit: String,
        /// How much.
        wanted: Wanted,
        /// By when.
        term: Term,
        /// From where.
        base: Option<Baseline>,
        /// How far off still counts.
        tolerance: Option<Value>,
        /// Where; none for the plan's own territory.
        territory: Option<Place>,
    },
    /// A value.
    Observation {
        /// Of what.
        indicator: Ref,
        /// In which unit.
        unit: String,
        /// How much.
        value: Value,
        /// For which days.
        period: Period,
        /// Whether it may still change.
        finality: Finality,
        /// Whether somebody else has checked it.
        standing: Standing,
        /// The day it became known.
        published: Date,
        /// Where; none for the plan's own territory.
        territory: Option<Place>,
    },
    /// A task.
    Task {
        /// In the plan's words.
        title: String,
        /// The goal it serves.
        goal: Option<Ref>,
        /// When it is due.
        due: Due,
        /// Who answers for it.
        lead: Vec<String>,
        /// Who helps.
        support: Vec<String>,
    },
}

impl Draft {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Plan { .. } => Kind::Plan,
            Self::Goal { .. } => Kind::Goal,
            Self::Principle { .. } => Kind::Principle,
            Self::Indicator { .. } => Kind::Indicator,
            Self::Target { .. } => Kind::Target,
            Self::Observation { .. } => Kind::Observation,
            Self::Task { .. } => Kind::Task,
        }
    }

    /// What it hangs on.
    #[must_use]
    pub fn rests_on(&self) -> Option<&Ref> {
        match self {
            Self::Plan { .. } | Self::Principle { .. } => None,
            Self::Goal { parent, .. } => parent.as_ref(),
            Self::Indicator { goal, .. } | Self::Task { goal, .. } => goal.as_ref(),
            Self::Target { indicator, .. } | Self::Observation { indicator, .. } => Some(indicator),
        }
    }
}

/// What was read, waiting for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Names it, in this document and for ever: the same place read the same way has the same id.
    pub id: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// The thing.
    pub draft: Draft,
    /// What it goes into.
    pub into: Into,
    /// Why into that.
    pub reasons: Vec<Reason>,
    /// What speaks against taking it unseen.
    pub doubts: Vec<Doubt>,
    /// Where it stands, in characters of the source's text.
    pub spans: Vec<(u32, u32)>,
    /// Where else in the same document the same is said.
    pub also: Vec<Vec<(u32, u32)>>,
    /// Line and column, from 1.
    pub place: (usize, usize),
    /// The sentence it stands in, as printed.
    pub sentence: String,
}
