//! Amounts that add up over a period, against the time that has passed (序时进度).

use super::indicator::{Case, reached, standing};
use super::{Arithmetic, Judged, Kind, Note, Status, Term, Wait, time};
use crate::period::days_between;
use crate::{Date, Exact, Period, Seen, Value};
use jiff::ToSpan as _;

/// What has been counted without a gap from the first day of a period on.
pub(super) struct Counted<'a> {
    sum: Exact,
    /// The sum after each value, and the last day it counts.
    pub(super) steps: Vec<(Date, Exact)>,
    /// The last day that is counted.
    until: Option<Date>,
    from: Vec<&'a Seen>,
}

/// Adds up values that follow on one another; of several that begin on a day the longest counts, for it is the latest word
/// on all its days. What lies behind a gap is left out.
pub(super) fn counted<'a>(case: &Case<'a>, period: Period) -> Option<Counted<'a>> {
    let mut counted = Counted { sum: Exact::ZERO, steps: Vec::new(), until: None, from: Vec::new() };
    let mut next = period.first();
    loop {
        // What is expected of days to come (预计) is not yet there.
        let end = period.last().min(case.today);
        let follows = |seen: &&&Seen| seen.period.first() == next && seen.period.last() <= end;
        let Some(seen) = case.seen.iter().filter(|seen| follows(&seen)).max_by_key(|seen| seen.period.last()) else {
            return Some(counted);
        };
        counted.sum = counted.sum.plus(seen.value.exact())?;
        counted.until = Some(seen.period.last());
        counted.steps.push((seen.period.last(), counted.sum));
        counted.from.push(seen);
        let Ok(day) = seen.period.last().checked_add(1.day()) else { return Some(counted) };
        next = day;
    }
}

/// So much in all over a period.
pub(super) fn judge(case: &Case<'_>, wanted: Value, period: Period) -> Option<Judged> {
    against_time(case, wanted, period, Kind::Pace)
}

/// Not more than so much in all over a period.
pub(super) fn judge_budget(case: &Case<'_>, wanted: Value, period: Period) -> Option<Judged> {
    against_time(case, wanted, period, Kind::Budget)
}

fn against_time(case: &Case<'_>, wanted: Value, period: Period, kind: Kind) -> Option<Judged> {
    let wanted = wanted.exact();
    if !wanted.is_positive() {
        // No share of nothing: there is no pace towards 0.
        return Some(Judged::wait(Wait::NotMeasurable, case.lights));
    }
    let Counted { sum, until, from, .. } = counted(case, period)?;
    let Some(until) = until else {
        let later = case.seen.iter().any(|seen| period.contains(seen.period));
        return Some(case.without_first(later, period.first(), period.last()));
    };
    let before = period.first().checked_sub(1.day()).ok()?;
    let elapsed = time::share(before, period.last(), until)?.times(Exact::HUNDRED)?;
    let progress = sum.over(wanted)?.times(Exact::HUNDRED)?;
    let budget = kind == Kind::Budget;
    let lag = if budget { progress.minus(elapsed)? } else { elapsed.minus(progress)? };
    let arithmetic = Arithmetic::new(kind)
        .amount("wanted", wanted)
        .with("until", Term::Day(until))
        .amount("actual", sum)
        .percent("progress", progress)
        .percent("elapsed", elapsed)
        .percent("lag", lag)
        .percent("lag_by", lag.abs());
    let short = if budget { sum.minus(wanted)? } else { wanted.minus(sum)? };
    let tolerance = case.tolerance();
    let (complete, over) = (until == period.last(), case.today > period.last());
    let mut notes = Vec::new();
    let status = if budget && short > tolerance {
        // More time only makes it worse.
        Status::Bad
    } else if !budget && short <= tolerance {
        notes.extend((!complete).then_some(Note::MetEarly(until)));
        notes.extend(short.is_negative().then(|| Note::ExceededBy(short.negated())));
        notes.extend(short.is_positive().then_some(Note::WithinTolerance));
        reached(from.iter().copied())
    } else if complete {
        if budget {
            reached(from.iter().copied())
        } else {
            if over {
                notes.push(Note::LateBy(days_between(period.last(), case.today)));
            }
            Status::Bad
        }
    } else if over {
        Status::Wait(Wait::DueWithoutData)
    } else if case.is_stale(until) {
        Status::Wait(Wait::Stale)
    } else {
        case.lights.light(lag)
    };
    let notes = notes.into_iter().chain(standing(from.iter().copied()));
    Some(Judged::new(status, case.lights, arithmetic).noted(notes).of(from.iter().map(|seen| seen.id)))
}
