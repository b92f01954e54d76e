//! Whether a level will be reached, and when.

use super::{Forecast, Method, band};
use crate::Direction;

/// The line is followed no further than this; a year beyond is a way of saying never.
const FARTHEST: i16 = 50;
/// What a forecast from a handful of years may claim at most.
const SURE: (f64, f64) = (0.001, 0.999);

/// The year in which the central line reaches a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// The last value has reached it.
    Already,
    /// In this year, at today's pace.
    In(i16),
    /// Not within fifty years: the line stands still, moves away, or is too slow.
    Never,
    /// There is no pace to go by.
    Unknown,
}

impl Forecast {
    /// The chance that the value of a year is at a level or on its better side: at or above it where more is better, at or
    /// below it where less is. To a thousandth, and never surer than 0.001 or 0.999 but where a [limit](super::Limits)
    /// decides.
    ///
    /// `None` where the series is too short to say, has never moved, or the year is not ahead; and for
    /// [`Direction::Hold`], which has two sides.
    #[must_use]
    pub fn chance(&self, year: i16, level: f64, direction: Direction) -> Option<f64> {
        if self.method != Method::Blend || year <= self.last_year || level.is_nan() {
            return None;
        }
        let (low, high) = (self.limits.low.unwrap_or(f64::NEG_INFINITY), self.limits.high.unwrap_or(f64::INFINITY));
        let above = band::at_or_above(&self.learnt.tails, (level - self.central(year)) / self.scale(year));
        let chance = match direction {
            Direction::Up if level <= low => return Some(1.0),
            Direction::Up if level > high => return Some(0.0),
            Direction::Down if level >= high => return Some(1.0),
            Direction::Down if level < low => return Some(0.0),
            Direction::Up => above,
            Direction::Down => 1.0 - above,
            Direction::Hold => return None,
        };
        Some(((chance * 1000.0).round() / 1000.0).clamp(SURE.0, SURE.1))
    }

    /// The year in which the central line reaches a level from the side that `direction` says.
    #[must_use]
    pub fn reached(&self, level: f64, direction: Direction) -> Reached {
        let there = |value: f64| match direction {
            Direction::Up => value >= level,
            Direction::Down => value <= level,
            Direction::Hold => false,
        };
        if there(self.last) {
            return Reached::Already;
        }
        if self.method == Method::Level || direction == Direction::Hold || level.is_nan() {
            return Reached::Unknown;
        }
        (1..=FARTHEST)
            .filter_map(|ahead| self.last_year.checked_add(ahead))
            .find(|year| there(self.rounded(self.central(*year))))
            .map_or(Reached::Never, Reached::In)
    }
}
