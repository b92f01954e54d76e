//! What the formulas use of a series: how it moved, in units of its own mean step.

use super::Series;

/// The rules were learnt from series of at most thirty values; what lies further back is not used.
const WINDOW: usize = 30;
/// Weight of the newest value in the smoothed level.
const NEWEST: f64 = 0.5;
/// Keeps the recent steps of a series that just stands still from making its band vanish.
const STIR: f64 = 0.3;
/// How far the growth of a level may stretch a band, as a logarithm.
const GROWTH: (f64, f64) = (-1.0, 1.5);

/// How a series moved.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// How many values there were.
    pub(super) count: usize,
    /// Years from value to value, in the mean: 1 where no year is missing.
    pub(super) rhythm: f64,
    /// The mean absolute step.
    pub(super) step: f64,
    /// In steps: the mean step; how far the smoothed level stands above the last value; how far the median does.
    pub(super) parts: [f64; 3],
    /// How one step follows from the one before: +1 they all go alike, −1 each undoes the last. Its positive and its
    /// negative part, beside a 1.
    pub(super) gates: [f64; 3],
    /// Logarithms of what makes a band wide: the largest step, the number of values and its square, the recent steps,
    /// the growth of the level.
    pub(super) sizes: [f64; 5],
}

impl Shape {
    /// `None` where there are not two values, or the series never moved.
    pub(super) fn of(series: &Series) -> Option<Self> {
        let (years, values) = series.latest(WINDOW);
        let (&[first, .., last], &[from, .., to]) = (years, values) else { return None };
        let count = values.len();
        let rhythm = (f64::from(last) - f64::from(first)) / (count - 1) as f64;
        // A wandering series goes as far as the root of the time: over a gap of four years twice its step.
        let gaps =
            years.windows(2).map(|pair| pair.iter().rev().map(|y| f64::from(*y)).reduce(|a, b| a - b).unwrap_or(1.0));
        let steps: Vec<f64> =
            pairs(values).zip(gaps).map(|((a, b), years)| (b - a) * (rhythm / years).sqrt()).collect();
        let step = mean(steps.iter().map(|d| d.abs()));
        if step <= 0.0 {
            return None;
        }
        let steps: Vec<f64> = steps.iter().map(|d| d / step).collect();
        let levels: Vec<f64> = values.iter().map(|v| (v - to) / step).collect();
        let smoothed = levels.iter().copied().reduce(|level, v| level + NEWEST * (v - level)).unwrap_or(0.0);
        let turn = pairs(&steps).map(|(a, b)| a * b).sum::<f64>() / steps.iter().map(|d| d * d).sum::<f64>();
        let recent = mean(steps.iter().rev().take(3).map(|d| d.abs()));
        let largest = steps.iter().fold(0.0, |most: f64, d| most.max(d.abs()));
        let size = (count as f64 / 10.0).ln();
        let shape = Self {
            count,
            rhythm,
            step,
            parts: [(to - from) / step / (count - 1) as f64, smoothed, median(levels)],
            gates: [1.0, turn.max(0.0), turn.min(0.0)],
            sizes: [largest.ln(), size, size * size, (STIR + recent).ln(), growth(values)],
        };
        let known = shape.parts.iter().chain(&shape.gates).chain(&shape.sizes).all(|n| n.is_finite());
        known.then_some(shape)
    }
}

/// How much larger steps are at today's level than they were, where they go with the level: the logarithm of the last
/// value times the mean absolute growth over the mean absolute step. 0 where a value is not above 0.
fn growth(values: &[f64]) -> f64 {
    if values.iter().any(|v| *v <= 0.0) {
        return 0.0;
    }
    let relative = mean(pairs(values).map(|(a, b)| (b / a).ln().abs()));
    let absolute = mean(pairs(values).map(|(a, b)| (b - a).abs()));
    let ratio = values.last().map_or(1.0, |last| last * relative / absolute);
    ratio.ln().clamp(GROWTH.0, GROWTH.1)
}

fn pairs(values: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    values.iter().copied().zip(values.iter().copied().skip(1))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), v| (sum + v, count + 1.0));
    sum / count
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.get(middle.saturating_sub(1)..=middle) {
        Some(&[low, high]) if values.len().is_multiple_of(2) => f64::midpoint(low, high),
        Some(&[.., high]) => high,
        _ => 0.0,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "worked out to the last bit")]
mod tests {
    use super::*;

    fn shape(points: &[(i16, f64)]) -> Option<Shape> {
        Shape::of(&Series::new(points.iter().copied()).expect("a series"))
    }

    fn yearly(values: &[f64]) -> Shape {
        Shape::of(&Series::new((2000..).zip(values.iter().copied())).expect("a series")).expect("a shape")
    }

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-12
    }

    /// Worked by hand: steps 4, −2, 6, their mean size 4; in it 1, −0.5, 1.5.
    #[test]
    fn a_series_is_described_in_its_own_steps() {
        let s = yearly(&[10.0, 14.0, 12.0, 18.0]);
        assert_eq!((s.count, s.rhythm, s.step), (4, 1.0, 4.0));
        // Levels −2, −1, −1.5, 0: smoothed −2, −1.5, −1.5, −0.75; median −1.25.
        assert_eq!(s.parts, [2.0 / 3.0, -0.75, -1.25]);
        // (1·−0.5 + −0.5·1.5) / (1 + 0.25 + 2.25)
        assert!(near(s.gates[2], -1.25 / 3.5) && s.gates[1] == 0.0 && s.gates[0] == 1.0);
        assert!(
            near(s.sizes[0], 1.5f64.ln()) && near(s.sizes[1], 0.4f64.ln()) && near(s.sizes[2], 0.4f64.ln().powi(2))
        );
        assert!(near(s.sizes[3], 1.3f64.ln()));
        let relative = (1.4f64.ln() + (14.0f64 / 12.0).ln() + 1.5f64.ln()) / 3.0;
        assert!(near(s.sizes[4], (18.0 * relative / 4.0).ln()));
    }

    #[test]
    fn an_odd_number_of_values_has_a_middle_one() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![3.0, 1.0, 2.0, 7.0]), 2.5);
        assert_eq!(median(vec![4.0]), 4.0);
    }

    #[test]
    fn a_gap_is_a_longer_step() {
        let (whole, gap) = (yearly(&[0.0, 1.0, 2.0, 3.0, 4.0]), shape(&[(2000, 0.0), (2002, 2.0), (2004, 4.0)]));
        let gap = gap.expect("a shape");
        assert_eq!((whole.rhythm, gap.rhythm, gap.count), (1.0, 2.0, 3));
        assert_eq!((whole.parts[0], gap.parts[0]), (1.0, 1.0));
        // Two years, then eight: (1, 2·√(5/8)…): both in the root of the mean distance of five.
        let uneven = shape(&[(2000, 0.0), (2002, 2.0), (2010, 10.0)]).expect("a shape");
        assert!(near(uneven.step, f64::midpoint(2.0 * 2.5f64.sqrt(), 8.0 * 0.625f64.sqrt())));
        assert!(near(uneven.parts[0], 5.0 / uneven.step));
    }

    #[test]
    fn what_never_moved_has_no_shape() {
        assert_eq!(shape(&[(2000, 5.0)]), None);
        assert_eq!(shape(&[(2000, 5.0), (2001, 5.0), (2002, 5.0)]), None);
    }

    #[test]
    fn only_the_last_thirty_values_count() {
        let long: Vec<f64> = (0..80).map(|n| if n < 50 { 1e6 } else { f64::from(n % 7) }).collect();
        let s = yearly(&long);
        assert_eq!((s.count, s), (30, yearly(&long[50..])));
    }

    #[test]
    fn growth_is_that_of_series_above_nought_and_bounded() {
        assert_eq!(growth(&[0.0, 1.0, 2.0]), 0.0);
        assert_eq!(growth(&[-1.0, 1.0, 2.0]), 0.0);
        assert!(near(growth(&[1.0, 2.0, 4.0]), (4.0 * 2f64.ln() / 1.5).ln()));
        assert_eq!(growth(&[1e-9, 1.0, 1e9]), 1.5);
        assert_eq!(growth(&[1e9, 1.0, 1e-9]), -1.0);
    }
}
