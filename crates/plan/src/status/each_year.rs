//! Limits of years: floors, ceilings and ranges, each year on its own. What most yearly targets are.

use super::indicator::{Case, reached, standing};
use super::{Arithmetic, Judged, Kind, Note, Status, Term, Wait, pace};
use crate::{Date, Direction, Exact, Measure, Period, Seen, Wanted};

/// What a year came to.
enum Year<'a> {
    /// It is over, and its value is known.
    Over(&'a Seen),
    /// It is running, and so much is known of it.
    Running(&'a Seen),
    /// Nothing is known of it yet.
    Unknown,
}

/// How far a value is outside the limits (below 0 and 0: it is not), and the limits as numbers of the arithmetic.
pub(super) fn limit(case: &Case<'_>, actual: Exact) -> Option<(Exact, Arithmetic)> {
    let arithmetic = Arithmetic::new(Kind::Limit);
    let tolerance = case.tolerance();
    let (short, arithmetic) = match (&case.target.wanted, case.indicator.direction) {
        (Wanted::Floor(low), _) | (Wanted::Reach(low), Direction::Up) => {
            (low.exact().minus(actual)?, arithmetic.amount("low", low.exact()))
        }
        (Wanted::Ceiling(high), _) | (Wanted::Reach(high), Direction::Down) => {
            (actual.minus(high.exact())?, arithmetic.amount("high", high.exact()))
        }
        (Wanted::Reach(value), Direction::Hold) => {
            let value = value.exact();
            (value.minus(actual)?.abs(), arithmetic.amount("low", value).amount("high", value))
        }
        (Wanted::Range { low, high }, _) => {
            let (low, high) = (low.exact(), high.exact());
            (low.minus(actual)?.max(actual.minus(high)?), arithmetic.amount("low", low).amount("high", high))
        }
        (
            Wanted::Keep(_)
            | Wanted::Sum(_)
            | Wanted::Mean(_)
            | Wanted::Cumulative(_)
            | Wanted::Growth(_)
            | Wanted::Unmeasurable(_),
            _,
        ) => return None,
    };
    // Within the tolerance nothing is short.
    Some((if short <= tolerance { short.min(Exact::ZERO) } else { short }, arithmetic))
}

/// So many per cent of a number; `None` of 0.
pub(super) fn percent_of(short: Exact, whole: Exact) -> Option<Exact> {
    short.over(whole.abs())?.times(Exact::HUNDRED)
}

/// By how many per cent a limit is missed: of the limit that is the nearer.
pub(super) fn percent_of_limit(case: &Case<'_>, short: Exact) -> Option<Exact> {
    let limit = match &case.target.wanted {
        Wanted::Floor(value) | Wanted::Ceiling(value) | Wanted::Reach(value) => value.exact(),
        Wanted::Range { low, high } => low.exact().abs().max(high.exact().abs()),
        Wanted::Keep(_)
        | Wanted::Sum(_)
        | Wanted::Mean(_)
        | Wanted::Cumulative(_)
        | Wanted::Growth(_)
        | Wanted::Unmeasurable(_) => return None,
    };
    percent_of(short, limit)
}

/// Each of the years on its own.
///
/// A year that is over and missed stays missed: the target as a whole is off track from then on. A rate of January to
/// September stands for its year, an amount is set against its time share. A year that is over without a value makes the
/// target unjudged when the term is over, or when its value is long overdue.
pub(super) fn judge(case: &Case<'_>, from: i16, to: i16) -> Option<Judged> {
    if from > to {
        return Some(Judged::wait(Wait::NotMeasurable, case.lights));
    }
    let first_day = Date::new(from, 1, 1).ok()?;
    let last_day = Date::new(to, 12, 31).ok()?;
    if case.today < first_day {
        return Some(case.without_data(Some(first_day), last_day));
    }
    // A flow of a single year is judged by its pace.
    if from == to && case.indicator.measure == Measure::Flow && case.of_year(from).is_none() {
        match &case.target.wanted {
            Wanted::Floor(value) => return pace::judge(case, *value, Period::year(from)?),
            Wanted::Ceiling(value) => return pace::judge_budget(case, *value, Period::year(from)?),
            Wanted::Reach(value) => {
                return match case.indicator.direction {
                    Direction::Up => pace::judge(case, *value, Period::year(from)?),
                    Direction::Down | Direction::Hold => pace::judge_budget(case, *value, Period::year(from)?),
                };
            }
            Wanted::Range { .. }
            | Wanted::Keep(_)
            | Wanted::Sum(_)
            | Wanted::Mean(_)
            | Wanted::Cumulative(_)
            | Wanted::Growth(_)
            | Wanted::Unmeasurable(_) => {}
        }
    }
    let (mut met, mut missed, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let mut running = None;
    for year in from..=to {
        match of(case, year) {
            Year::Over(seen) if limit(case, seen.value.exact())?.0.is_positive() => missed.push((year, seen)),
            Year::Over(seen) => met.push((year, seen)),
            Year::Running(seen) => running = Some((year, seen)),
            Year::Unknown if year < case.today.year() => missing.push(year),
            Year::Unknown => {}
        }
    }
    let all: Vec<_> = met.iter().chain(&missed).chain(&running).copied().collect();
    let Some((_, newest)) = all.iter().max_by_key(|(_, seen)| (seen.period.last(), seen.period.first())).copied()
    else {
        return Some(case.without_data(Some(first_day), last_day));
    };
    // What decides is the worst that cannot be mended, else the newest.
    let decides = missed.last().map_or(newest, |(_, seen)| *seen);
    let (short, limits) = limit(case, decides.value.exact())?;
    let years = i64::from(to) - i64::from(from) + 1;
    let kind = if years == 1 { Kind::Limit } else { Kind::Years };
    let mut arithmetic = Arithmetic { kind, ..limits };
    arithmetic = arithmetic.with("at", Term::Period(decides.period)).amount("actual", decides.value.exact());
    if short.is_positive() {
        arithmetic = arithmetic.gap("short", short);
    }
    if years > 1 {
        let met_years = i64::try_from(met.len()).ok()?;
        let over = i64::try_from(met.len() + missed.len()).ok()?;
        arithmetic = arithmetic.count("years_met", met_years).count("years_over", over).count("years", years);
    }
    let over = case.today > last_day;
    let overdue = case.is_overdue(&missing, last_day);
    let status = if !missed.is_empty() {
        Status::Bad
    } else if overdue {
        Status::Wait(Wait::DueWithoutData)
    } else if over && running.is_none() {
        reached(met.iter().map(|(_, seen)| *seen))
    } else if case.is_stale(newest.period.last()) {
        Status::Wait(Wait::Stale)
    } else if short.is_positive() {
        case.lights.short_of_limit(percent_of_limit(case, short))
    } else {
        Status::Ok
    };
    let years_only = |list: &[(i16, &Seen)]| list.iter().map(|(year, _)| *year).collect::<Vec<_>>();
    let missed_years = (!missed.is_empty() && years > 1).then(|| Note::MissedYears(years_only(&missed)));
    let missing = (!missing.is_empty()).then_some(Note::MissingYears(missing));
    let within = tolerated(case, decides).then_some(Note::WithinTolerance);
    let judged = Judged::new(status, case.lights, arithmetic).noted(missed_years).noted(missing).noted(within);
    Some(judged.noted(standing([decides])).of(all.iter().map(|(_, seen)| seen.id)))
}

/// Whether a value is outside the limits as written, and within only by the tolerance.
fn tolerated(case: &Case<'_>, seen: &Seen) -> bool {
    if case.tolerance().is_zero() {
        return false;
    }
    let strict = crate::Target { tolerance: None, ..case.target.clone() };
    let short = |case: &Case<'_>| limit(case, seen.value.exact()).is_some_and(|(short, _)| short.is_positive());
    short(&Case { target: &strict, ..*case }) && !short(case)
}

fn of<'a>(case: &Case<'a>, year: i16) -> Year<'a> {
    match case.of_year(year) {
        Some(seen) if seen.period.last() <= case.today => return Year::Over(seen),
        // What a body expects of a year that runs (预计) can still be mended.
        Some(seen) => return Year::Running(seen),
        None => {}
    }
    // Of a running year the last value that stands for it: a level of any month, a rate from January on.
    let stands = |seen: &&Seen| match case.indicator.measure {
        Measure::Level => seen.period.last().year() == year && seen.period.first().year() == year,
        Measure::Rate | Measure::Fall => seen.period.is_year_to_date() && seen.period.first().year() == year,
        Measure::Flow => false,
    };
    match case.seen.iter().rev().find(stands) {
        // After the year's end the last value within it is not the year's.
        Some(seen) if year >= case.today.year() => Year::Running(seen),
        Some(_) | None => Year::Unknown,
    }
}
