//! What a target asks for on each day: the line that values are judged against, for drawing and for tables.

use super::indicator::{Case, Goal};
use super::{Lights, cumulative, pace, time, way};
use crate::indicator::Term as When;
use crate::{Baseline, Date, Exact, Indicator, Measure, Period, Seen, Shape, Target, Wanted};
use jiff::ToSpan as _;

/// What a target asks for, as a line in time, and the values that lie along it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// The line.
    pub line: Line,
    /// The values to set against it, in the order of their last days: of an amount that adds up the sums so far, else the
    /// values. Of several that end on a day, the longest.
    pub actual: Vec<(Period, Exact)>,
    target: Option<Target>,
}

/// The kinds of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// None: no target, or one that is no line in the unit of the values.
    None,
    /// A way from a base to a value by a day.
    Way {
        /// Where it begins.
        base: Baseline,
        /// The plan names no baseline, and a value there is stands for it.
        assumed: bool,
        /// What is to be reached.
        wanted: Exact,
        /// By when.
        due: Date,
        /// Whether it bends: growth at one rate, or points that the plan names.
        bent: bool,
    },
    /// An amount that adds up from nothing to so much over a period.
    Sum {
        /// Over what.
        period: Period,
        /// So much in all.
        wanted: Exact,
    },
    /// Yearly rates that multiply to so much over whole years: as much is asked for in each year as in the next.
    Cumulative {
        /// Over which years.
        period: Period,
        /// So much in all.
        wanted: Exact,
    },
    /// A level that is to hold, or a value for each of some years.
    Level {
        /// Not below this.
        low: Option<Exact>,
        /// Not above this.
        high: Option<Exact>,
        /// The first day it holds, where the target says.
        from: Option<Date>,
        /// The last.
        to: Date,
    },
}

/// The line of a target, by the rule that judges it, and the values along it. `seen` as in [`status_of`](crate::status::status_of).
#[must_use]
pub fn required(indicator: &Indicator, target: Option<&Target>, seen: &[Seen], today: Date) -> Required {
    let values = |seen: &mut dyn Iterator<Item = &Seen>| {
        let mut all: Vec<_> = seen.map(|s| (s.period, s.value.exact())).collect();
        all.sort_by_key(|(period, _)| (period.last(), period.first()));
        all.dedup_by_key(|(period, _)| period.last());
        all
    };
    let Some(target) = target else {
        return Required { line: Line::None, actual: values(&mut seen.iter()), target: None };
    };
    let lights = Lights::default();
    let case = Case { indicator, target, seen, lights: &lights, today };
    let line = case.line().unwrap_or(Line::None);
    let actual = match &line {
        Line::Sum { period, .. } => {
            let counted = pace::counted(&case, *period).map(|counted| counted.steps).unwrap_or_default();
            let so_far = |(day, sum): (Date, Exact)| Some((Period::between(period.first(), day)?, sum));
            counted.into_iter().filter_map(so_far).collect()
        }
        Line::Cumulative { period, .. } => {
            let totals = period.as_years().map(|(from, to)| cumulative::totals(&case, from, to)).unwrap_or_default();
            let so_far = |(day, total): (Date, Exact)| Some((Period::between(period.first(), day)?, total));
            totals.into_iter().filter_map(so_far).collect()
        }
        Line::None => values(&mut seen.iter()),
        Line::Way { .. } | Line::Level { .. } => values(&mut case.comparable()),
    };
    Required { line, actual, target: Some(target.clone()) }
}

impl Required {
    /// What is asked for on a day; none outside the line, and for a range of two values.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<Exact> {
        match &self.line {
            Line::None => None,
            Line::Way { base, wanted, due, .. } => {
                let goal = match self.target.as_ref()?.wanted {
                    Wanted::Growth(rate) => Goal::Growth(rate),
                    Wanted::Reach(value)
                    | Wanted::Floor(value)
                    | Wanted::Ceiling(value)
                    | Wanted::Keep(value)
                    | Wanted::Sum(value)
                    | Wanted::Mean(value)
                    | Wanted::Cumulative(value) => Goal::Level(value),
                    Wanted::Range { .. } | Wanted::Unmeasurable(_) => return None,
                };
                let within = base.period.last() <= day && day <= *due;
                within.then(|| way::required(self.target.as_ref()?, *base, *wanted, *due, day, goal)).flatten()
            }
            Line::Sum { period, wanted } => {
                let before = period.first().yesterday().ok()?;
                let within = before <= day && day <= period.last();
                within.then(|| wanted.times(time::share(before, period.last(), day)?)).flatten()
            }
            Line::Cumulative { period, wanted } => {
                let (from, to) = period.as_years()?;
                let before = period.first().yesterday().ok()?;
                let within = before <= day && day <= period.last();
                // By years, as it is judged: a leap year asks for no more than another.
                let years = i128::from(day.year()) - i128::from(from);
                let part = Exact::new(i128::from(day.day_of_year()), i128::from(day.days_in_year()))?;
                let all = Exact::whole(i64::from(to) - i64::from(from) + 1);
                within.then(|| Exact::new(years, 1)?.plus(part)?.over(all)?.times(*wanted)).flatten()
            }
            Line::Level { low, high, from, to } => {
                let within = from.is_none_or(|from| from <= day) && day <= *to;
                match (low, high) {
                    (Some(one), None) | (None, Some(one)) if within => Some(*one),
                    (Some(low), Some(high)) if within && low == high => Some(*low),
                    (Some(_) | None, Some(_) | None) => None,
                }
            }
        }
    }

    /// The points that the line runs through, straight from one to the next; a curve in so many steps. Empty for a level
    /// whose beginning nobody names and for a range: draw those across.
    #[must_use]
    pub fn points(&self, steps: u16) -> Vec<(Date, Exact)> {
        let (from, to, bent) = match &self.line {
            Line::Way { base, due, bent, .. } => (base.period.last(), *due, *bent),
            Line::Sum { period, .. } | Line::Cumulative { period, .. } => match period.first().yesterday() {
                Ok(before) => (before, period.last(), false),
                Err(_) => return Vec::new(),
            },
            Line::Level { from: Some(from), to, .. } => (*from, *to, false),
            Line::None | Line::Level { from: None, .. } => return Vec::new(),
        };
        let mut days = vec![from, to];
        days.dedup();
        if let (true, Some(target)) = (bent, &self.target) {
            // Those outside the line have no value there, and are left out with it.
            days.extend(target.milestones.iter().map(|m| m.on));
            let whole = crate::period::days_between(from, to);
            let part = |n: u16| i64::from(whole) * i64::from(n) / i64::from(steps.max(1));
            days.extend((1..steps).filter_map(|n| from.checked_add(part(n).days()).ok()));
            days.sort_unstable();
            days.dedup();
        }
        days.into_iter().filter_map(|day| Some((day, self.on(day)?))).collect()
    }
}

impl Case<'_> {
    /// By the same rules as the judgement.
    fn line(&self) -> Option<Line> {
        let target = self.target;
        let is_rate = matches!(self.indicator.measure, Measure::Rate | Measure::Fall);
        let year_end = |year: i16| Date::new(year, 12, 31).ok();
        let measure = self.indicator.measure;
        let level = |low: Option<Exact>, high: Option<Exact>| {
            let (from, to) = (target.term.start(), target.term.end()?);
            Some(Line::Level { low, high, from, to })
        };
        match (&target.wanted, target.term) {
            (Wanted::Reach(value), When::By(day)) if !is_rate => self.way(Goal::Level(*value), day),
            (Wanted::Reach(value), When::EachYear { from, to }) if from == to && measure == Measure::Level => {
                self.way(Goal::Level(*value), year_end(to)?)
            }
            (Wanted::Reach(value), When::Over(period)) if measure == Measure::Level => {
                self.way(Goal::Level(*value), period.last())
            }
            (Wanted::Reach(value) | Wanted::Sum(value) | Wanted::Ceiling(value), When::Over(period))
                if measure == Measure::Flow =>
            {
                Some(Line::Sum { period, wanted: value.exact() })
            }
            (Wanted::Sum(value), When::By(day)) if measure == Measure::Flow => {
                let period = Period::between(target.baseline?.period.last().tomorrow().ok()?, day)?;
                Some(Line::Sum { period, wanted: value.exact() })
            }
            (Wanted::Sum(value), When::EachYear { from, to }) if from == to && measure == Measure::Flow => {
                Some(Line::Sum { period: Period::year(from)?, wanted: value.exact() })
            }
            (Wanted::Growth(rate), term) if !is_rate => self.way(Goal::Growth(*rate), term.end()?),
            (Wanted::Floor(value), _) => level(Some(value.exact()), None),
            (Wanted::Ceiling(value), _) => level(None, Some(value.exact())),
            (Wanted::Range { low, high }, _) => level(Some(low.exact()), Some(high.exact())),
            (Wanted::Reach(value) | Wanted::Keep(value), _) => level(Some(value.exact()), Some(value.exact())),
            // The mean of the years is no limit of each, but it is the line they lie around.
            (Wanted::Mean(value), term) => {
                let (from, to) = self.years_of(term)?;
                let value = Some(value.exact());
                Some(Line::Level { low: value, high: value, from: Date::new(from, 1, 1).ok(), to: year_end(to)? })
            }
            (Wanted::Cumulative(value), term) if is_rate && !value.exact().is_zero() => {
                let (from, to) = self.years_of(term)?;
                Some(Line::Cumulative { period: Period::years(from, to)?, wanted: value.exact() })
            }
            (Wanted::Unmeasurable(_) | Wanted::Sum(_) | Wanted::Growth(_) | Wanted::Cumulative(_), _) => None,
        }
    }

    fn way(&self, goal: Goal, due: Date) -> Option<Line> {
        let assumed = || {
            let first = way::begins(self).filter(|first| first.period.last() < due)?;
            Some(Baseline { period: first.period, value: first.value })
        };
        let Some(base) = self.target.baseline.or_else(assumed) else {
            // No way without a beginning: what is left is where it should end.
            return match goal {
                Goal::Level(value) => {
                    Some(Line::Level { low: Some(value.exact()), high: Some(value.exact()), from: Some(due), to: due })
                }
                Goal::Growth(_) => None,
            };
        };
        let (wanted, bent) = match goal {
            Goal::Level(value) => (value.exact(), self.target.shape == Shape::Compound),
            Goal::Growth(rate) => (way::grown(base, rate.exact(), due)?, true),
        };
        let bent = bent || !self.target.milestones.is_empty();
        Some(Line::Way { base, assumed: self.target.baseline.is_none(), wanted, due, bent })
    }
}
