//! A published method asked about an indicator and its target: which of its inputs are which of the plan's.

use super::{
    Continued, CurrentStatus, DEFAULT_BASE_YEAR, Errors, HealthyPeople, Midterm, OpenSdg, Out, Outcome, Point,
    Thresholds, UnChart, Way, china_midterm, continue_latest_rate, escap_current_status, gap, healthy_people,
    istat_trend, keep_level, open_sdg, pace, required_path, share_of_way, time_share, un_progress_chart,
};
use crate::{Date, Direction, Indicator, Measure, Period, Seen, Target, Value, Wanted};
use rust_decimal::Decimal;

/// The methods that can be asked about a target. The others need numbers that no plan has.
pub const OF_TARGETS: [&str; 13] = [
    "china_midterm",
    "continue_latest_rate",
    "escap_current_status",
    "gap",
    "healthy_people",
    "istat_trend",
    "keep_level",
    "open_sdg",
    "pace",
    "required_path",
    "share_of_way",
    "time_share",
    "un_progress_chart",
];

/// What a method says of an indicator and its target by the values known. `None` for a method that cannot be asked so.
///
/// Years are those of the values; a level in mid-year counts as the part of the way from one year's end to the next: the
/// middle of 2025 is 2024.5. The base is the target's, or the first value there is.
#[must_use]
pub fn of_target(
    name: &str,
    indicator: &Indicator,
    target: Option<&Target>,
    seen: &[Seen],
    today: Date,
) -> Option<Outcome> {
    let case = Case::of(indicator, target, seen);
    let (base, last, goal) = (case.base.map(value_of), case.latest().map(value_of), case.goal.map(value_of));
    Some(match name {
        "china_midterm" => china_midterm(case.midterm(), case.latest()),
        "continue_latest_rate" => match case.goal {
            Some((at, _)) => continue_latest_rate(&Continued {
                series: case.series.clone(),
                rate: target.map_or(crate::Shape::Linear, |t| t.shape),
                at,
                rate_cap: None,
                rate_floor: None,
                value_min: None,
                value_max: None,
            }),
            None => nothing(),
        },
        "escap_current_status" => escap_current_status(&CurrentStatus {
            baseline: base,
            current: last,
            target: goal,
            way: case.way.unwrap_or(Way::Up),
            parity: case.way.is_none(),
        }),
        "gap" => case.way.map_or_else(nothing, |way| gap(last, goal, way)),
        "healthy_people" => case.way.map_or_else(nothing, |way| {
            healthy_people(&HealthyPeople { baseline: base, latest: last, target: goal, way, errors: Errors::None })
        }),
        "istat_trend" => {
            let growth = match case.series.as_slice() {
                [(t0, y0), .., (t, y)] => crate::real::growth(*y0, *y, *t - *t0),
                _ => None,
            };
            case.way.map_or_else(nothing, |way| istat_trend(way, growth))
        }
        "keep_level" => keep_level(last, goal.or(base), target.and_then(|t| t.tolerance).and_then(Value::decimal)),
        "open_sdg" => case.way.map_or_else(nothing, |way| {
            open_sdg(&OpenSdg {
                series: case.with_base(),
                base_year: case.base.map_or(DEFAULT_BASE_YEAR, |(year, _)| year),
                target: case.goal,
                way,
                limit: None,
            })
        }),
        "pace" => pace(case.progress(), case.elapsed(today), None, Thresholds::default()),
        "required_path" => match case.latest() {
            Some((at, _)) => required_path(target.map_or(crate::Shape::Linear, |t| t.shape), case.base, case.goal, at),
            None => nothing(),
        },
        "share_of_way" => share_of_way(base, last, goal, case.way, None),
        "time_share" => case.span.map_or_else(nothing, |(start, end)| time_share(start, end, today)),
        "un_progress_chart" => un_progress_chart(&UnChart {
            series: case.series.clone(),
            way: case.way,
            target: case.goal,
            percent: indicator.unit == "%",
        }),
        _ => return None,
    })
}

fn nothing() -> Outcome {
    Outcome::new(
        Vec::new(),
        "这项指标或目标没有该方法所需的数。",
        "This indicator or target lacks what the method needs.",
    )
}

fn value_of((_, value): Point) -> Decimal {
    value
}

/// What a plan has that methods ask for.
struct Case<'a> {
    target: Option<&'a Target>,
    series: Vec<Point>,
    way: Option<Way>,
    base: Option<Point>,
    goal: Option<Point>,
    /// From the end of the base to the end of the term.
    span: Option<(Date, Date)>,
}

impl<'a> Case<'a> {
    fn of(indicator: &Indicator, target: Option<&'a Target>, seen: &[Seen]) -> Self {
        let point = |period: Period, value: Value| year_of(indicator.measure, period).zip(value.decimal());
        let mut series: Vec<Point> = seen.iter().filter_map(|s| point(s.period, s.value)).collect();
        series.sort_unstable();
        series.dedup_by_key(|(year, _)| *year);
        let way = match indicator.direction {
            Direction::Up => Some(Way::Up),
            Direction::Down => Some(Way::Down),
            Direction::Hold => None,
        };
        let base = target.and_then(|t| t.baseline).and_then(|b| point(b.period, b.value));
        let end = target.and_then(|t| t.term.end());
        let wanted = target.and_then(|t| match &t.wanted {
            Wanted::Reach(v) | Wanted::Floor(v) | Wanted::Ceiling(v) | Wanted::Keep(v) => v.decimal(),
            // The side of the range that is worse.
            Wanted::Range { low, high } => if way == Some(Way::Down) { *high } else { *low }.decimal(),
            Wanted::Sum(_) | Wanted::Mean(_) | Wanted::Cumulative(_) | Wanted::Growth(_) | Wanted::Unmeasurable(_) => {
                None
            }
        });
        let start =
            target.and_then(|t| t.baseline).map(|b| b.period.last()).or_else(|| target.and_then(|t| t.term.start()));
        Self {
            target,
            base: base.or_else(|| series.first().copied()),
            goal: end.map(|end| Decimal::from(end.year())).zip(wanted),
            series,
            way,
            span: start.zip(end),
        }
    }

    fn latest(&self) -> Option<Point> {
        self.series.last().copied()
    }

    /// The values, and the base where it is not among them.
    fn with_base(&self) -> Vec<Point> {
        let among = |(year, _): &Point| self.series.iter().any(|(known, _)| known == year);
        self.series.iter().copied().chain(self.base.filter(|base| !among(base))).collect()
    }

    /// The share of the way that is done.
    fn progress(&self) -> Option<Decimal> {
        let outcome =
            share_of_way(self.base.map(value_of), self.latest().map(value_of), self.goal.map(value_of), self.way, None);
        number(&outcome, "progress")
    }

    /// The share of the time that is past.
    fn elapsed(&self, today: Date) -> Option<Decimal> {
        let (start, end) = self.span?;
        number(&time_share(start, end, today), "share")
    }

    fn midterm(&self) -> Option<Midterm> {
        let target = self.target?;
        let base_year = || self.base.map(|(year, _)| year);
        match &target.wanted {
            Wanted::Floor(v) => v.decimal().map(Midterm::Floor),
            Wanted::Ceiling(v) => v.decimal().map(Midterm::Ceiling),
            Wanted::Cumulative(v) => {
                let year = Decimal::from(target.term.end()?.year());
                Some(Midterm::Cumulative { base_year: base_year()?, target: (year, v.decimal()?) })
            }
            Wanted::Reach(_) => Some(Midterm::Way { baseline: self.base?, target: self.goal?, way: self.way? }),
            Wanted::Range { .. }
            | Wanted::Keep(_)
            | Wanted::Sum(_)
            | Wanted::Mean(_)
            | Wanted::Growth(_)
            | Wanted::Unmeasurable(_) => None,
        }
    }
}

fn number(outcome: &Outcome, name: &str) -> Option<Decimal> {
    match outcome.get(name)? {
        Out::Number(number) => number.decimal(),
        Out::Word(_) | Out::List(_) | Out::Nothing => None,
    }
}

/// The year of a value: of whole years only, but a level stands for its last day.
fn year_of(measure: Measure, period: Period) -> Option<Decimal> {
    let last = period.last();
    match period.as_year() {
        Some(year) => Some(Decimal::from(year)),
        None if measure == Measure::Level && last == last.last_of_month() => {
            Some(Decimal::from(last.year() - 1) + Decimal::from(last.month()) / Decimal::from(12))
        }
        None => None,
    }
}
