//! From values and days to places on paper, and the marks of the axes.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places on paper are floats; labels are computed exactly"
)]

use luoshi_plan::{Date, Exact, Language, Period};

/// A value as a place: for drawing only.
pub(crate) fn float(value: Exact) -> f64 {
    let (top, bottom) = value.terms();
    top as f64 / bottom as f64
}

/// The end of a day in years, so that a year's last day lies on the next whole number.
pub(crate) fn moment(day: Date) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year()) / f64::from(day.days_in_year())
}

/// A straight way from one range to another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    pub(crate) fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    pub(crate) fn at(&self, value: f64) -> f64 {
        let wide = self.from.1 - self.from.0;
        let share = if wide > 0.0 { (value - self.from.0) / wide } else { 0.5 };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

/// The marks of an axis of values: whole multiples of 1, 2 or 5 times a power of ten.
#[derive(Debug, Clone)]
pub(crate) struct Ticks {
    pub(crate) marks: Vec<Exact>,
    /// Where the axis begins and ends.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The places that show every mark whole.
    pub(crate) places: u32,
}

/// Whether the axis has to begin at nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// Bars: always.
    Nought,
    /// Lines: where nought is near, or the values surround it.
    NearNought,
    /// Classes: wherever the values begin.
    Anywhere,
}

impl Ticks {
    /// Marks for values between two, with at most so many steps and never finer than the values are written: people are
    /// whole.
    pub(crate) fn of(low: f64, high: f64, steps: u32, start: Start, finest: u32) -> Self {
        let finest = 10f64.powi(-i32::try_from(finest.min(20)).unwrap_or(20));
        let (mut low, mut high) = (low.min(high), high.max(low));
        let near = start == Start::NearNought;
        if start == Start::Nought || (near && low > 0.0 && low < 0.45 * high) {
            low = low.min(0.0);
        }
        if start == Start::Nought || (near && high < 0.0 && high > 0.45 * low) {
            high = high.max(0.0);
        }
        let size = low.abs().max(high.abs());
        if high - low <= size * 1e-9 {
            // Equal values stand in the middle of some room; nought in that of one.
            let room = if size > 0.0 { (size * 0.1).max(2.0 * finest) } else { 1.0f64.max(finest) };
            (low, high) = (low - room, high + room);
            if low < 0.0 && low + room >= 0.0 {
                low = 0.0;
            }
        }
        let raw = ((high - low) / f64::from(steps.max(1))).max(finest * 0.999);
        let mut power = raw.log10().floor() as i32;
        let mut chosen = 10;
        for digit in [1, 2, 5, 10] {
            let step = f64::from(digit) * 10f64.powi(power);
            if (high / step).floor() - (low / step).floor() <= f64::from(steps) {
                chosen = digit;
                break;
            }
        }
        if chosen == 10 {
            (chosen, power) = (1, power + 1);
        }
        let step = f64::from(chosen) * 10f64.powi(power);
        let first = (low / step + 1e-9).floor();
        // A value just below a mark gets the mark above it too.
        let last = if (high / step).fract() > 0.7 { (high / step).ceil() } else { (high / step + 1e-9).floor() };
        let marks = (0..=(last - first).clamp(0.0, 20.0) as u32)
            .filter_map(|n| multiple((first + f64::from(n)) as i128 * i128::from(chosen), power))
            .collect();
        let places = if power < 0 { power.unsigned_abs() } else { 0 };
        let top = (last * step).max(high);
        Self { marks, low: (first * step).min(low), high: top, places }
    }

    /// Whether nought lies on the axis.
    pub(crate) fn has_nought(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

fn multiple(times: i128, power: i32) -> Option<Exact> {
    let ten = 10i128.checked_pow(power.unsigned_abs())?;
    if power < 0 { Exact::new(times, ten) } else { Exact::new(times.checked_mul(ten)?, 1) }
}

/// A mark of an axis of time.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Moment {
    /// Where its line stands.
    pub(crate) at: f64,
    /// Where the middle of its label stands.
    pub(crate) label_at: f64,
    pub(crate) label: String,
    /// A year under the first month of it.
    pub(crate) under: Option<String>,
}

/// How the marks of time are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// Values belong to whole years: a year's mark stands where its value does, at its end.
    YearEnds,
    /// A year is the room between two marks.
    Years,
    /// Months, each marked at its end.
    Months,
}

impl Calendar {
    /// The calendar for periods that end on these days.
    pub(crate) fn of(days: &[Date]) -> Self {
        let ends = |d: &Date| d.month() == 12 && d.day() == 31;
        let (first, last) = (days.iter().min(), days.iter().max());
        let span = first.zip(last).map_or(0.0, |(first, last)| moment(*last) - moment(*first));
        if days.iter().all(ends) {
            Self::YearEnds
        } else if span < 2.3 {
            Self::Months
        } else {
            Self::Years
        }
    }

    /// The marks between two moments, with at least so many years between labels.
    pub(crate) fn marks(self, from: f64, to: f64, apart: f64, language: Language) -> Vec<Moment> {
        match self {
            Self::Months => months(from, to, apart, language),
            Self::YearEnds | Self::Years => {
                let shift = if self == Self::YearEnds { 1.0 } else { 0.0 };
                let step = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|s| f64::from(*s) >= apart).unwrap_or(500);
                let years = (from - shift).ceil() as i32..=(to - shift).floor() as i32;
                let label_shift = if self == Self::YearEnds { 1.0 } else { 0.5 };
                let mut out: Vec<_> = years
                    .filter(|year| year.rem_euclid(step) == 0)
                    .map(|year| Moment {
                        at: f64::from(year) + shift,
                        label_at: f64::from(year) + label_shift,
                        label: year.to_string(),
                        under: None,
                    })
                    .collect();
                // The year at either edge has its label where enough of its room is seen.
                if self == Self::Years && step == 1 {
                    for mark in &mut out {
                        mark.label_at = f64::midpoint(mark.at, to.min(mark.at + 1.0));
                    }
                    out.retain(|mark| to.min(mark.at + 1.0) - mark.at >= apart * 0.8);
                    let year = from.floor();
                    if from > year && year + 1.0 - from >= apart * 0.8 {
                        let label_at = f64::midpoint(from, year + 1.0);
                        out.insert(0, Moment { at: from, label_at, label: format!("{year:.0}"), under: None });
                    }
                } else {
                    out.retain(|mark| mark.label_at <= to + apart / 2.0);
                }
                out
            }
        }
    }
}

fn months(from: f64, to: f64, apart: f64, language: Language) -> Vec<Moment> {
    let step = [1, 2, 3, 6, 12].into_iter().find(|s| f64::from(*s) / 12.0 >= apart).unwrap_or(12);
    let mut out = Vec::new();
    let mut shown = None;
    for year in from.floor() as i16..=to.ceil() as i16 {
        for month in (step..=12).step_by(step as usize) {
            let Some(period) = Period::month(year, month) else { continue };
            let at = moment(period.last());
            if at < from - 1e-6 || at > to + 1e-6 {
                continue;
            }
            let label = match language {
                Language::Zh => format!("{month}月"),
                Language::En => period.named(language).chars().take(3).collect(),
            };
            let under = (shown != Some(year)).then(|| match language {
                Language::Zh => format!("{year}年"),
                Language::En => year.to_string(),
            });
            shown = Some(year);
            out.push(Moment { at, label_at: at, label, under });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(low: f64, high: f64) -> Vec<String> {
        Ticks::of(low, high, 5, Start::NearNought, 20).marks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn marks_are_round() {
        assert_eq!(marks(18.6, 35.0), ["15", "20", "25", "30", "35"]);
        assert_eq!(marks(0.2, 35.0), ["0", "10", "20", "30"]);
        assert_eq!(marks(0.2, 38.0), ["0", "10", "20", "30", "40"]);
        assert_eq!(marks(-3.0, 4.0), ["-4", "-2", "0", "2", "4"]);
        assert_eq!(marks(24.1, 24.6), ["24.1", "24.2", "24.3", "24.4", "24.5", "24.6"]);
        assert_eq!(
            marks(0.0, 1e15),
            ["0", "200000000000000", "400000000000000", "600000000000000", "800000000000000", "1000000000000000"]
        );
        assert_eq!(
            marks(0.0, 1e-9),
            ["0", "0.0000000002", "0.0000000004", "0.0000000006", "0.0000000008", "0.000000001"]
        );
    }

    #[test]
    fn equal_values_have_room_around_them() {
        for value in [0.0, 5.0, -5.0, 1e15, 1e-9] {
            let ticks = Ticks::of(value, value, 5, Start::NearNought, 12);
            assert!(ticks.low <= value && value <= ticks.high && ticks.low < ticks.high, "{value} {ticks:?}");
            assert!(ticks.marks.len() > 1, "{value} {ticks:?}");
        }
    }
}
