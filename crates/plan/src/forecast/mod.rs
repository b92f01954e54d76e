//! Where a yearly series is heading: a central line, the bands around it, the chance of meeting a level.
//!
//! The formulas, whence their numbers come, and a worked example: `docs/method/forecast.md`. In short: the step to come
//! is a blend of the mean step, of how far the last value stands from its smoothed level, and of how far from the median;
//! the band is the series' own restlessness, stretched with the years, by errors that others' series really made.
//!
//! A forecast is an estimate and no value anybody wrote, so here alone numbers are floats. They are rounded to one place
//! more than the series has, which hides the last bits in which processors differ.

#![expect(clippy::cast_precision_loss, reason = "counts of values and years are small")]

mod ahead;
mod band;
mod chance;
mod learnt;
mod say;
mod series;
mod shape;

pub use ahead::{Forecast, Learnt, Limits, Method, NoForecast, Point, forecast};
pub use chance::Reached;
pub use series::{NoSeries, Series, float};
