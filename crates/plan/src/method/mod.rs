//! Other people's methods by name, for those who have to report by them.
//!
//! Each is the rule as its authors published it, with its own thresholds and its own words; none of them gives the
//! status of a plan here, which [`status`](fn@crate::status) does by the plan's rule. What a method leaves open, or cannot do
//! (a base of 0, no data), has no value, and the sentence says why. The formulas and sources stand in `docs/method/`.

mod china;
mod escap;
mod healthy_people;
mod istat;
mod of_target;
mod open_sdg;
mod path;
mod share;
mod un_chart;

pub use china::{Midterm, china_midterm};
pub use escap::{CurrentStatus, escap_current_status};
pub use healthy_people::{Errors, HealthyPeople, healthy_people};
pub use istat::istat_trend;
pub use of_target::{OF_TARGETS, of_target};
pub use open_sdg::{
    DEFAULT_BASE_YEAR, OpenSdg, Scores, near_limit, open_sdg, open_sdg_mean, open_sdg_progress, parity, replaced_zero,
    replacements,
};
pub use path::{
    Continued, KeptRise, PercentPath, continue_latest_rate, keep_rise, linear_change, percent_of_baseline_path,
    required_path,
};
pub use share::{Thresholds, gap, keep_level, pace, share_of_way, time_share};
pub use un_chart::{UnChart, un_progress_binary, un_progress_by_growth, un_progress_by_ratio, un_progress_chart};

use crate::say::{Number, Sentence};
use rust_decimal::Decimal;

/// A year and its value. Years may have parts: half a year on is `.5`.
pub type Point = (Decimal, Decimal);

/// What a method says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its members by their published names.
    pub result: Vec<(&'static str, Out)>,
    /// How it came to that.
    pub why: Sentence,
}

/// A member of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Out {
    /// A number.
    Number(Number),
    /// A word of the method's own.
    Word(&'static str),
    /// Several.
    List(Vec<Out>),
    /// It cannot be said; the sentence says why.
    Nothing,
}

impl Out {
    fn of<N: Into<Number>>(number: Option<N>) -> Self {
        number.map_or(Self::Nothing, |n| Self::Number(n.into()))
    }

    fn word(word: Option<&'static str>) -> Self {
        word.map_or(Self::Nothing, Self::Word)
    }
}

impl Outcome {
    fn new(result: Vec<(&'static str, Out)>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { result, why: Sentence::new(zh, en) }
    }

    /// The member of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Out> {
        self.result.iter().find(|(n, _)| *n == name).map(|(_, out)| out)
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

impl Way {
    /// `d` of the formulas: +1 or −1.
    fn sign(self) -> Decimal {
        match self {
            Self::Up => Decimal::ONE,
            Self::Down => Decimal::NEGATIVE_ONE,
        }
    }

    /// Whether a value is at a target or past it.
    fn met(self, value: Decimal, target: Decimal) -> bool {
        match self {
            Self::Up => value >= target,
            Self::Down => value <= target,
        }
    }
}

fn shown(d: Decimal) -> String {
    Number::from(d).to_string()
}

/// In per cent.
fn percent(d: Decimal) -> String {
    d.checked_mul(Decimal::ONE_HUNDRED).map_or_else(|| "—".to_owned(), |d| format!("{}%", shown(d)))
}
