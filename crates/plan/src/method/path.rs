//! Paths: the value that a target or a pace asks for in a year. `docs/method/path.md`.

use super::{Out, Outcome, Point, shown};
use crate::Exact;
use crate::indicator::Shape;
use crate::real::{growth, pow};
use crate::say::Number;
use rust_decimal::Decimal;

/// Between the limits where there are any.
fn limited(value: Number, low: Option<Decimal>, high: Option<Decimal>) -> Number {
    match value {
        Number::Exact(value) => {
            let value = low.map_or(value, |low| value.max(low.into()));
            high.map_or(value, |high| value.min(high.into())).into()
        }
        Number::Real(value) => {
            let value = low.map_or(value, |low| value.max(low));
            high.map_or(value, |high| value.min(high)).into()
        }
    }
}

/// The value on the way from one point to another; behind the end it stays, before the start there is none.
fn between(shape: Shape, from: Point, to: Point, at: Decimal) -> Option<Number> {
    let (start, base) = (Exact::from(from.0), Exact::from(from.1));
    let (end, target) = (Exact::from(to.0), Exact::from(to.1));
    let asked = Exact::from(at);
    if asked >= end {
        return Some(target.into());
    }
    if asked <= start {
        return (asked == start).then(|| base.into());
    }
    let part = asked.minus(start)?.over(end.minus(start)?)?;
    match shape {
        Shape::Linear => base.plus(target.minus(base)?.times(part)?).map(Number::from),
        Shape::Compound => {
            let times = to.1.checked_div(from.1).filter(|r| r.is_sign_positive() && !r.is_zero())?;
            from.1.checked_mul(pow(times, Number::from(part).decimal()?)?).map(Number::from)
        }
    }
}

/// The value that a target asks for in a year: on a straight line, `v₀ + (T − v₀)·(t − t₀)/(t_T − t₀)`, or at the
/// same growth every year, `v₀·(T/v₀)^((t − t₀)/(t_T − t₀))`.
#[must_use]
pub fn required_path(shape: Shape, baseline: Option<Point>, target: Option<Point>, at: Decimal) -> Outcome {
    let value = baseline.zip(target).and_then(|(from, to)| between(shape, from, to, at));
    let (zh, en) = match (baseline, target, value) {
        (Some((t0, v0)), Some((t1, v1)), Some(value)) => {
            let (at, v0, t0, v1, t1) = (shown(at), shown(v0), shown(t0), shown(v1), shown(t1));
            let (line_zh, line_en) = match shape {
                Shape::Linear => ("直线", "a straight line"),
                Shape::Compound => ("每年同一增速", "the same growth every year"),
            };
            (
                format!("从{t0}年的{v0}到{t1}年的{v1}，按{line_zh}，{at}年应达到{value}。"),
                format!("From {v0} in {t0} to {v1} in {t1} by {line_en}, {at} asks for {value}."),
            )
        }
        (None, _, _) | (_, None, _) => {
            ("没有基期值或目标值，画不出路径。".to_owned(), "Without baseline or target there is no path.".to_owned())
        }
        (Some(_), Some(_), None) => (
            "这一年在基期之前，或者两端之一为零、正负不同，没有这样的路径。".to_owned(),
            "The year lies before the baseline, or an end is 0 or of the other sign: there is no such path.".to_owned(),
        ),
    };
    Outcome::new(vec![("value", Out::of(value))], zh, en)
}

/// What [`continue_latest_rate`] goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continued {
    /// Years and values, in any order.
    pub series: Vec<Point>,
    /// A yearly step, or yearly growth.
    pub rate: Shape,
    /// The year asked for.
    pub at: Decimal,
    /// The rate is at most this.
    pub rate_cap: Option<Decimal>,
    /// The rate is at least this.
    pub rate_floor: Option<Decimal>,
    /// The value is at least this.
    pub value_min: Option<Decimal>,
    /// The value is at most this.
    pub value_max: Option<Decimal>,
}

/// The series in the order of its years.
fn ordered(series: &[Point]) -> Vec<Point> {
    let mut series = series.to_vec();
    series.sort_unstable();
    series
}

/// The value of a year if the rate between the last two values goes on: growth r = (y₂/y₁)^(1/(t₂ − t₁)) − 1, or the
/// yearly step (y₂ − y₁)/(t₂ − t₁); within the limits given.
#[must_use]
pub fn continue_latest_rate(case: &Continued) -> Outcome {
    let series = ordered(&case.series);
    let found = continued(case, &series);
    let (zh, en) = match (&series[..], found) {
        ([.., (t1, v1), (t2, v2)], Some((rate, value))) => {
            let at = shown(case.at);
            let (t1, v1, t2, v2) = (shown(*t1), shown(*v1), shown(*t2), shown(*v2));
            (
                format!("{t1}年{v1}，{t2}年{v2}；每年按{rate}延续，{at}年为{value}。"),
                format!("{v1} in {t1}, {v2} in {t2}; going on at {rate} a year, {at} has {value}."),
            )
        }
        ([] | [_], _) => ("不足两个数据，没有速度。".to_owned(), "Fewer than two values: there is no rate.".to_owned()),
        (_, None) => (
            "这一年在数据之前，或者数据为零、正负不同，速度无从延续。".to_owned(),
            "The year lies before the data, or a value is 0 or of the other sign: no rate can go on.".to_owned(),
        ),
    };
    Outcome::new(vec![("value", Out::of(found.map(|(_, value)| value)))], zh, en)
}

fn continued(case: &Continued, series: &[Point]) -> Option<(Number, Number)> {
    let [.., (t1, v1), (t2, v2)] = *series else { return None };
    let limit = |rate: Number| limited(rate, case.rate_floor, case.rate_cap);
    if case.at < t2 {
        let (_, known) = series.iter().find(|(t, _)| *t == case.at)?;
        return Some((Exact::ZERO.into(), Exact::from(*known).into()));
    }
    let (v1, v2, t1, t2) = (v1, v2, t1, t2);
    let years = Exact::from(case.at).minus(t2.into())?;
    let (rate, value) = match case.rate {
        Shape::Linear => {
            let step = Exact::from(v2).minus(v1.into())?.over(Exact::from(t2).minus(t1.into())?)?;
            let rate = limit(step.into());
            let Number::Exact(step) = rate else { return None };
            (rate, Number::Exact(Exact::from(v2).plus(step.times(years)?)?))
        }
        Shape::Compound => {
            let rate = limit(growth(v1, v2, t2.checked_sub(t1)?)?.into());
            let factor = rate.decimal()?.checked_add(Decimal::ONE)?;
            (rate, v2.checked_mul(pow(factor, Number::from(years).decimal()?)?)?.into())
        }
    };
    Some((rate, limited(value, case.value_min, case.value_max)))
}

/// What [`percent_of_baseline_path`] goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PercentPath {
    /// The year and value that the change is counted from.
    pub baseline: Option<Point>,
    /// The year and value that are known to begin with.
    pub start: Option<Point>,
    /// The change from the baseline, in per cent.
    pub percent_change: Decimal,
    /// The year it is to be reached.
    pub target_year: Decimal,
    /// How the way leads there.
    pub shape: Shape,
    /// The year asked for.
    pub at: Decimal,
    /// The value is at least this.
    pub value_min: Option<Decimal>,
    /// The value is at most this.
    pub value_max: Option<Decimal>,
}

/// The value of a year on the way to a change in per cent of the baseline: the goal is `v_b·(100 + p)/100`, the way is the
/// line from the baseline, not from the start; in the start's own year its value stands.
#[must_use]
pub fn percent_of_baseline_path(case: &PercentPath) -> Outcome {
    let goal = case.baseline.and_then(|(_, v)| {
        let share = case.percent_change.checked_add(Decimal::ONE_HUNDRED)?.checked_div(Decimal::ONE_HUNDRED)?;
        v.checked_mul(share)
    });
    let value = case.baseline.zip(goal).and_then(|(from, goal)| {
        if let Some((_, known)) = case.start.filter(|(year, _)| *year == case.at) {
            return Some(Exact::from(known).into());
        }
        let value = between(case.shape, from, (case.target_year, goal), case.at)?;
        Some(limited(value, case.value_min, case.value_max))
    });
    let (zh, en) = match (case.baseline, goal, value) {
        (Some((year, base)), Some(goal), Some(value)) => {
            let (year, base, goal) = (shown(year), shown(base), shown(goal));
            let (change, due, at) = (shown(case.percent_change), shown(case.target_year), shown(case.at));
            (
                format!("{year}年为{base}，到{due}年变化{change}%即{goal}；{at}年在这条路上应为{value}。"),
                format!("{base} in {year}, changed by {change}% to {goal} in {due}; on that way {at} has {value}."),
            )
        }
        _ => (
            "没有基期值，或者这一年在基期之前，没有这条路径。".to_owned(),
            "There is no baseline, or the year lies before it: there is no such path.".to_owned(),
        ),
    };
    Outcome::new(vec![("value", Out::of(value))], zh, en)
}

/// The last value of a series, a fixed step a year further on.
#[must_use]
pub fn linear_change(
    series: &[Point],
    per_year: Decimal,
    at: Decimal,
    value_min: Option<Decimal>,
    value_max: Option<Decimal>,
) -> Outcome {
    let last = ordered(series).last().copied();
    let value = last.and_then(|(year, value)| {
        let years = Exact::from(at).minus(year.into())?;
        let value = Exact::from(value).plus(Exact::from(per_year).times(years)?)?;
        Some(limited(value.into(), value_min, value_max))
    });
    let (zh, en) = match (last, value) {
        (Some((year, from)), Some(value)) => {
            let (year, from, step, at) = (shown(year), shown(from), shown(per_year), shown(at));
            (
                format!("{year}年为{from}，每年变动{step}，{at}年为{value}。"),
                format!("{from} in {year}, {step} a year, {at} has {value}."),
            )
        }
        _ => ("没有数据。".to_owned(), "There is no data.".to_owned()),
    };
    Outcome::new(vec![("value", Out::of(value))], zh, en)
}

/// What [`keep_rise`] goes by: “halt the rise at the level of a year”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRise {
    /// Years and values, in any order.
    pub series: Vec<Point>,
    /// The year whose level is kept.
    pub level_year: Decimal,
    /// The year asked for.
    pub at: Decimal,
}

/// The value of a year when a rise is halted at the level of another: before that year what was, from then on the level.
/// Where that year has no value the last one before it is the level.
#[must_use]
pub fn keep_rise(case: &KeptRise) -> Outcome {
    let series = ordered(&case.series);
    let level = series.iter().rev().find(|(year, _)| *year <= case.level_year).copied();
    let value = if case.at >= case.level_year {
        level.map(|(_, v)| v)
    } else {
        series.iter().find(|(year, _)| *year == case.at).map(|(_, v)| *v)
    };
    let (at, year) = (shown(case.at), shown(case.level_year));
    let (zh, en) = match value {
        Some(v) => {
            let v = shown(v);
            (format!("止于{year}年水平：{at}年为{v}。"), format!("Halted at the level of {year}: {at} has {v}."))
        }
        None => (format!("{at}年没有数据。"), format!("There is no value for {at}.")),
    };
    Outcome::new(vec![("value", Out::of(value.map(Exact::from)))], zh, en)
}
