//! From a series to the years ahead.

use super::{Series, band, series, shape::Shape};
use std::cmp::Ordering;

/// Nobody plans further ahead than this.
const FARTHEST: i16 = 100;
/// From so many values on the rules for long series hold.
const LONG: usize = 5;
/// The years ahead that the numbers were learnt from.
const LEARNT: f64 = 10.0;

/// The numbers of the method, learnt from published series. `docs/method/forecast.md` says what each is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learnt {
    /// What is left of the pace after each year.
    pub damping: f64,
    /// Weights of mean step, smoothed level, median; each at all times, where steps follow each other, where they undo
    /// each other.
    pub pace: [[f64; 3]; 3],
    /// Exponents of what makes a band wide.
    pub size: [f64; 5],
    /// How fast a band widens beyond the root of the years.
    pub bend: f64,
    /// Shares of errors above a distance, rarest first.
    pub tails: [(f64, f64); 12],
    /// For two, three and four values: weight of the mean step, half-widths of the bands of 80 and 95 %.
    pub short: [[f64; 3]; 3],
}

/// What a value cannot leave: a share its 0 and 100, a number of people its 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Limits {
    /// Never below.
    pub low: Option<f64>,
    /// Never above.
    pub high: Option<f64>,
}

impl Limits {
    /// What the series itself suggests: no value below 0 where there never was one. A growth rate can fall below 0 though
    /// it never did: say so.
    #[must_use]
    pub fn suggested(series: &Series) -> Self {
        Self { low: series.values().iter().all(|v| *v >= 0.0).then_some(0.0), high: None }
    }
}

/// By which rule a forecast was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Five values or more: the blend of paces, and its band.
    Blend,
    /// Two to four values: a part of the mean step, and the band that so short beginnings of other series would have needed.
    Short,
    /// The series never moved: the same again, and no band, for how far it can move was never seen.
    Still,
    /// One value: a level and no trend.
    Level,
}

impl Method {
    /// Its name in data. It changes when the formulas or the numbers do.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blend => "blend-1",
            Self::Short => "short-1",
            Self::Still => "still-1",
            Self::Level => "level-1",
        }
    }
}

/// A year ahead. Rounded to one place more than the series has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The year.
    pub year: i16,
    /// The central value: as many come out above it as below.
    pub value: Option<f64>,
    /// Four of five come out between these.
    pub range80: Option<(f64, f64)>,
    /// Nineteen of twenty come out between these.
    pub range95: Option<(f64, f64)>,
}

/// The years ahead of a series, and how they were found.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The rule.
    pub method: Method,
    /// One for each year after the last value.
    pub points: Vec<Point>,
    /// What was not left.
    pub limits: Limits,
    /// The step of the first year ahead, before it was held within the limits; `None` where there is no trend.
    pub pace: Option<f64>,
    /// Years after this lie further ahead than the numbers were learnt from.
    pub learnt_until: i16,
    pub(super) last: f64,
    pub(super) last_year: i16,
    pub(super) learnt: Learnt,
    /// How many values there are, and the year of the first.
    pub(super) count: usize,
    pub(super) first_year: i16,
    pub(super) places: usize,
    rhythm: f64,
    /// Pace and scale for the first unit of time: the rhythm of the series.
    unit: (f64, f64),
    short: Option<[f64; 3]>,
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoForecast {
    /// The year asked for has a value, or lies before one.
    #[error("{asked} is not ahead: the last value is that of {last}")]
    NotAhead {
        /// The year asked for.
        asked: i16,
        /// The last year with a value.
        last: i16,
    },
    /// Too far ahead.
    #[error("{asked} is more than a hundred years after the last value, of {last}")]
    TooFar {
        /// The year asked for.
        asked: i16,
        /// The last year with a value.
        last: i16,
    },
    /// A value lies beyond a limit that it should not leave.
    #[error("the value of {0} lies beyond the limits given")]
    Beyond(i16),
    /// The limits leave no room, or are no numbers.
    #[error("the lower limit is not below the upper one")]
    NoRoom,
}

/// Every year after the last value, up to and with `until`, by the numbers of [`Learnt::OURS`].
///
/// ```
/// use luoshi_plan::forecast::{Limits, Series, forecast};
///
/// let series = Series::new((2018..).zip([61.3, 62.0, 63.1, 63.5, 64.9, 65.2]))?;
/// let ahead = forecast(&series, 2026, Limits::suggested(&series))?;
/// assert_eq!((ahead.points.len(), ahead.points[2].value), (3, Some(66.39)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NoForecast`] where the year is not ahead, or the limits do not fit.
pub fn forecast(series: &Series, until: i16, limits: Limits) -> Result<Forecast, NoForecast> {
    Learnt::OURS.forecast(series, until, limits)
}

impl Learnt {
    /// As [`forecast`], by these numbers: for those who learnt from series of their own, and for backtests.
    ///
    /// # Errors
    /// As [`forecast`].
    pub fn forecast(&self, given: &Series, until: i16, limits: Limits) -> Result<Forecast, NoForecast> {
        let last = given.last_year();
        if until <= last {
            return Err(NoForecast::NotAhead { asked: until, last });
        }
        if until.checked_sub(last).is_none_or(|ahead| ahead > FARTHEST) {
            return Err(NoForecast::TooFar { asked: until, last });
        }
        let (low, high) = (limits.low.unwrap_or(f64::NEG_INFINITY), limits.high.unwrap_or(f64::INFINITY));
        if low.partial_cmp(&high) != Some(Ordering::Less) {
            return Err(NoForecast::NoRoom);
        }
        let mut observed = given.years().iter().zip(given.values());
        if let Some((year, _)) = observed.find(|(_, v)| !(low..=high).contains(*v)) {
            return Err(NoForecast::Beyond(*year));
        }
        let shape = Shape::of(given);
        let (method, short) = match &shape {
            None if given.years().len() < 2 => (Method::Level, None),
            None => (Method::Still, None),
            Some(shape) if shape.count < LONG => {
                (Method::Short, self.short.get(shape.count.saturating_sub(2)).copied())
            }
            Some(_) => (Method::Blend, None),
        };
        let unit = match (&shape, short) {
            (None, _) => (0.0, 0.0),
            (Some(shape), Some([part, ..])) => (shape.step * part * shape.parts.first().unwrap_or(&0.0), shape.step),
            (Some(shape), None) => (shape.step * self.pace(shape), shape.step * self.size(shape)),
        };
        let rhythm = shape.map_or(1.0, |shape| shape.rhythm);
        let mut forecast = Forecast {
            method,
            points: Vec::new(),
            limits,
            pace: (method != Method::Level).then(|| series::round(unit.0 * self.reach(1.0 / rhythm), given.places())),
            learnt_until: last.saturating_add((LEARNT * rhythm).min(f64::from(FARTHEST)) as i16),
            last: given.last(),
            last_year: last,
            learnt: *self,
            count: given.years().len(),
            first_year: given.years().first().copied().unwrap_or(last),
            places: given.places(),
            rhythm,
            unit,
            short,
        };
        forecast.points = (last + 1..=until).map(|year| forecast.point(year)).collect();
        Ok(forecast)
    }

    /// The step to come, in mean absolute steps.
    fn pace(&self, shape: &Shape) -> f64 {
        let weight = |weights: &[f64; 3]| weights.iter().zip(&shape.gates).map(|(w, gate)| w * gate).sum::<f64>();
        self.pace.iter().zip(&shape.parts).map(|(weights, part)| weight(weights) * part).sum()
    }

    /// The scale of errors after a year, in mean absolute steps.
    fn size(&self, shape: &Shape) -> f64 {
        self.size.iter().zip(&shape.sizes).map(|(exponent, size)| exponent * size).sum::<f64>().exp()
    }

    /// How many steps the pace makes in so many years: 1 + d + d² + …, and between whole years the curve through them.
    fn reach(&self, years: f64) -> f64 {
        if self.damping >= 1.0 { years } else { (1.0 - self.damping.powf(years)) / (1.0 - self.damping) }
    }
}

impl Forecast {
    fn point(&self, year: i16) -> Point {
        let round = |value: f64| self.rounded(value);
        let value = (self.method != Method::Level).then(|| self.central(year));
        let band = |share: f64| {
            let half = self.scale(year) * self.distance(share)?;
            Some((round(self.central(year) - half), round(self.central(year) + half)))
        };
        Point { year, value: value.map(round), range80: band(0.1), range95: band(0.025) }
    }

    /// The central line before it is held within the limits.
    pub(super) fn central(&self, year: i16) -> f64 {
        self.last + self.unit.0 * self.learnt.reach(self.units(year))
    }

    /// The scale of errors in a year.
    pub(super) fn scale(&self, year: i16) -> f64 {
        self.unit.1 * band::spread(self.units(year), self.learnt.bend)
    }

    /// Half of a band, in scales, by the share of errors above it; `None` where there is no band.
    fn distance(&self, share: f64) -> Option<f64> {
        match (self.method, self.short) {
            (Method::Blend, _) => Some(band::distance(&self.learnt.tails, share)),
            (Method::Short, Some([_, near, far])) => Some(if share < 0.05 { far } else { near }),
            (Method::Short, None) | (Method::Still | Method::Level, _) => None,
        }
    }

    /// A year ahead in the rhythm of the series.
    fn units(&self, year: i16) -> f64 {
        (f64::from(year) - f64::from(self.last_year)) / self.rhythm
    }

    /// Held within the limits, and rounded.
    pub(super) fn rounded(&self, value: f64) -> f64 {
        let (low, high) = (self.limits.low.unwrap_or(f64::NEG_INFINITY), self.limits.high.unwrap_or(f64::INFINITY));
        series::round(value.clamp(low, high), self.places)
    }
}
