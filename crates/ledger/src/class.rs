//! What sort of number a figure is.

use crate::lexicon::Percent;
use crate::proportion;
use crate::subject::Subject;
use luoshi_reader::{Figure, Kind, Mode};

/// What sort of number: only numbers of one class are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A rate of growth, in per cent; a fall is negative.
    Rate,
    /// A proportion, in per cent.
    Share,
    /// An amount, a stock, a count.
    Amount,
    /// An amount of change.
    Change,
    /// Percentage points of change.
    Points,
    /// So many times of something.
    Multiple,
    /// A place in an order.
    Rank,
    /// A ratio of two numbers, or a number that could not be read.
    Other,
    /// Per cent of a plan that were fulfilled.
    Completion,
    /// Higher or lower than somebody else's.
    Gap,
}

impl Class {
    /// Every class.
    pub const ALL: &[Self] = &[
        Self::Rate,
        Self::Share,
        Self::Amount,
        Self::Change,
        Self::Points,
        Self::Multiple,
        Self::Rank,
        Self::Other,
        Self::Completion,
        Self::Gap,
    ];

    /// The word for it in `measure`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rate => "growth",
            Self::Share => "share",
            Self::Amount => "level",
            Self::Change => "change",
            Self::Points => "points",
            Self::Multiple => "multiple",
            Self::Rank => "rank",
            Self::Other => "other",
            Self::Completion => "completion",
            Self::Gap => "gap",
        }
    }

    /// Its group in `tolerance.txt`.
    pub(crate) const fn tolerance(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Share | Self::Points => "share",
            Self::Amount | Self::Change | Self::Multiple | Self::Rank | Self::Other | Self::Completion | Self::Gap => {
                "amount"
            }
        }
    }
}

/// The class of a figure of a subject.
pub(crate) fn class(figure: &Figure, subject: &Subject) -> Class {
    match figure.mode {
        Some(Mode::Gap) => return Class::Gap,
        Some(Mode::CompletionOfPlan) => return Class::Completion,
        Some(Mode::RatioToBase) => return Class::Multiple,
        Some(Mode::Increase) | None => {}
    }
    if figure.value.is_none() {
        return Class::Other;
    }
    let measure = match figure.kind {
        Kind::Target | Kind::FromTo | Kind::Approx => figure.measure,
        kind => kind,
    };
    if figure.unit.contains("百分点") {
        return Class::Points;
    }
    if matches!(figure.unit.as_str(), "%" | "‰") {
        return match (measure, subject.family().map(|f| f.percent)) {
            (_, Some(Percent::Share)) => Class::Share,
            // 比重上升为52%: where it is, not by how much it rose.
            (Kind::ChangePct, None) if figure.base.is_none() && proportion::is_one(&subject.name) => Class::Share,
            (_, Some(Percent::Rate)) | (Kind::ChangePct, _) => Class::Rate,
            (Kind::ChangeAbs, _) => Class::Points,
            (Kind::Rank, _) => Class::Rank,
            (Kind::Level | Kind::CountDone | Kind::Share | Kind::FromTo | Kind::Target | Kind::Approx, None) => {
                Class::Share
            }
        };
    }
    match measure {
        Kind::Rank => Class::Rank,
        Kind::ChangeAbs => Class::Change,
        Kind::ChangePct => Class::Multiple,
        Kind::Level | Kind::CountDone | Kind::Share | Kind::FromTo | Kind::Target | Kind::Approx => Class::Amount,
    }
}
