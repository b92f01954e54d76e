//! A yearly series, as it comes: with gaps, in any order.

use crate::Value;
use rust_decimal::prelude::ToPrimitive as _;

/// Beyond this a number is a slip of the pen, and squares of it leave the floats.
const LARGEST: f64 = 1e100;
/// More places than a float holds say nothing.
const PLACES: usize = 15;

/// Values by year, each year once, in order. Years without a value are simply not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    years: Vec<i16>,
    values: Vec<f64>,
    places: usize,
}

/// Why values by year are no series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSeries {
    /// There is no value.
    #[error("there is no value")]
    Empty,
    /// A year has two values.
    #[error("{0} has two values: give the one that stands")]
    Twice(i16),
    /// A value is infinite, or larger than anything that is counted.
    #[error("the value of {0} is no number below 10^100")]
    Beyond(i16),
}

impl Series {
    /// The series of these values, in any order.
    ///
    /// # Errors
    /// [`NoSeries`] where there is none, a year twice, or a value that is no ordinary number.
    pub fn new(points: impl IntoIterator<Item = (i16, f64)>) -> Result<Self, NoSeries> {
        Self::with_places(points.into_iter().map(|(year, value)| (year, value, places(value))))
    }

    /// The series of these values as they were written: 2.30 has two places.
    ///
    /// # Errors
    /// As [`Series::new`].
    pub fn of(points: impl IntoIterator<Item = (i16, Value)>) -> Result<Self, NoSeries> {
        Self::with_places(points.into_iter().map(|(year, value)| (year, float(value), value.places() as usize)))
    }

    fn with_places(points: impl Iterator<Item = (i16, f64, usize)>) -> Result<Self, NoSeries> {
        let mut points: Vec<_> = points.collect();
        // Stable, and equal years are an error: order of input cannot matter.
        points.sort_by_key(|(year, ..)| *year);
        let mut series = Self { years: Vec::new(), values: Vec::new(), places: 0 };
        for (year, value, places) in points {
            if series.years.last() == Some(&year) {
                return Err(NoSeries::Twice(year));
            }
            if value.is_nan() || value.abs() > LARGEST {
                return Err(NoSeries::Beyond(year));
            }
            series.years.push(year);
            series.values.push(value);
            series.places = series.places.max(places.min(PLACES));
        }
        if series.years.is_empty() { Err(NoSeries::Empty) } else { Ok(series) }
    }

    /// The years that have a value, in order.
    #[must_use]
    pub fn years(&self) -> &[i16] {
        &self.years
    }

    /// Their values.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The last year that has a value.
    #[must_use]
    pub fn last_year(&self) -> i16 {
        self.years.last().copied().unwrap_or(0)
    }

    /// The value of the last year.
    #[must_use]
    pub fn last(&self) -> f64 {
        self.values.last().copied().unwrap_or(0.0)
    }

    /// Places after the point of the value that has most.
    #[must_use]
    pub fn places(&self) -> usize {
        self.places
    }

    /// The last so many values, with their years.
    pub(super) fn latest(&self, count: usize) -> (&[i16], &[f64]) {
        let from = self.years.len().saturating_sub(count);
        (self.years.get(from..).unwrap_or(&[]), self.values.get(from..).unwrap_or(&[]))
    }
}

/// An estimate with one place more than the series has.
pub(super) fn round(estimate: f64, places: usize) -> f64 {
    let places = places + 1;
    // Through text: the only rounding that gives the float nearest to the decimal. No -0: there is one nought.
    format!("{estimate:.places$}").parse::<f64>().unwrap_or(estimate) + 0.0
}

/// The float nearest to a value.
#[must_use]
pub fn float(value: Value) -> f64 {
    value.decimal().and_then(|decimal| decimal.to_f64()).unwrap_or_else(|| {
        let (top, bottom) = value.exact().terms();
        top as f64 / bottom as f64
    })
}

/// Places of the shortest decimal that gives this float.
fn places(value: f64) -> usize {
    // Display of a float has no exponent.
    value.to_string().split_once('.').map_or(0, |(_, places)| places.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_a_year_has_one_value() {
        let sorted = Series::new([(2020, 1.0), (2021, 2.5), (2023, 2.25)]);
        assert_eq!(Series::new([(2023, 2.25), (2020, 1.0), (2021, 2.5)]), sorted);
        let series = sorted.expect("a series");
        assert_eq!((series.last_year(), series.last(), series.places()), (2023, 2.25, 2));
        assert_eq!(Series::new([(2020, 1.0), (2020, 1.0)]), Err(NoSeries::Twice(2020)));
        assert_eq!(Series::new([]), Err(NoSeries::Empty));
    }

    #[test]
    fn what_is_no_ordinary_number_is_refused() {
        for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1.1e100, -1.1e100] {
            assert_eq!(Series::new([(2020, wrong)]), Err(NoSeries::Beyond(2020)), "{wrong}");
        }
        assert!(Series::new([(2020, 1e100), (2021, -1e100)]).is_ok());
    }

    #[test]
    fn places_are_those_that_were_written() {
        let written = |text: &str| text.parse::<Value>().expect("a value");
        let places =
            |all: &[&str]| Series::of((2020..).zip(all.iter().map(|t| written(t)))).expect("a series").places();
        assert_eq!((places(&["2.30", "2"]), places(&["12", "13"]), places(&["1/3"])), (2, 0, 0));
        assert_eq!(Series::new([(2020, 0.000_023)]).expect("a series").places(), 6);
        assert_eq!(Series::new([(2020, 1e-90)]).expect("a series").places(), PLACES);
        let third = Series::of([(2020, written("1/3"))]).expect("a series");
        assert!((third.last() - 1.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn estimates_have_one_place_more() {
        assert_eq!((round(1.004, 1), round(-0.001, 1), round(7.126, 1)), (1.0, 0.0, 7.13));
        assert!(round(-0.001, 1).is_sign_positive());
    }
}
