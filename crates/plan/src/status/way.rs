//! A way from base to target: straight, growing, or by the points the plan names.

use super::indicator::{Case, Goal, reached, standing};
use super::{Arithmetic, Judged, Kind, Note, Status, Term, Wait, each_year, keep, time};
use crate::period::days_between;
use crate::real;
use crate::say::Number;
use crate::{Baseline, Date, Direction, Exact, Seen, Shape, Target};

/// A value to be reached by a day.
pub(super) fn judge(case: &Case<'_>, goal: Goal, due: Date) -> Option<Judged> {
    let mut notes = Vec::new();
    let known = case.comparable();
    let base = case.target.baseline.or_else(|| {
        // Never guessed in silence: the note says what stands for the baseline.
        let first = begins(case).filter(|first| first.period.last() < due)?;
        notes.push(Note::BaselineAssumed(first.period));
        Some(Baseline { period: first.period, value: first.value })
    });
    let after_base = |seen: &&Seen| base.is_none_or(|base| seen.period.last() > base.period.last());
    let later = known.filter(after_base);
    let Some(latest) = later.clone().next_back() else {
        return Some(case.without_data(base.map(|b| b.period.last()), due));
    };
    let wanted = match goal {
        Goal::Level(value) => value.exact(),
        Goal::Growth(rate) => {
            let Some(base) = base else { return Some(Judged::wait(Wait::NotMeasurable, case.lights)) };
            grown(base, rate.exact(), due)?
        }
    };
    if base.is_some_and(|base| base.value.exact() == wanted) {
        // “Keep” as the plan wrote it: there is no way, and nothing is reached before its end.
        return Some(keep::judge(case, wanted, due)?.noted(notes));
    }
    let tolerance = case.tolerance();
    let met = |seen: &Seen| case.short_of(wanted, seen.value.exact()).map(|short| short <= tolerance);

    // The value of the day it falls due is the first that is not before it.
    let at_due = later.clone().find(|seen| seen.period.last() >= due);
    if case.today > due && at_due.is_none() {
        let mut judged = Judged::wait(Wait::DueWithoutData, case.lights);
        judged.arithmetic = arrived(case, wanted, due, latest)?;
        let early = if met(latest)? { Some(Note::MetEarly(latest.period.last())) } else { None };
        return Some(judged.noted(notes).noted(early).noted(standing([latest])).of([latest.id]));
    }
    if met(latest)? {
        let first = later.clone().find(|seen| met(seen) == Some(true)).unwrap_or(latest);
        let short = case.short_of(wanted, latest.value.exact())?;
        // What was past the target at the base has to stay there to the end: nothing is reached early.
        let at_base =
            base.and_then(|base| case.short_of(wanted, base.value.exact())).is_some_and(|short| short <= tolerance);
        if at_base && case.today <= due {
            let status = if case.is_stale(latest.period.last()) { Status::Wait(Wait::Stale) } else { Status::Ok };
            let within = short.is_positive().then_some(Note::WithinTolerance);
            let judged = Judged::new(status, case.lights, arrived(case, wanted, due, latest)?);
            return Some(judged.noted(notes).noted(within).noted(standing([latest])).of([latest.id]));
        }
        let late = match at_due {
            Some(seen) if first.period.last() > seen.period.last() => days_between(due, first.period.last()),
            Some(_) | None => 0,
        };
        notes.extend((late > 0).then_some(Note::LateBy(late)));
        notes.extend((first.period.last() < due && !at_base).then_some(Note::MetEarly(first.period.last())));
        notes.extend(match case.indicator.direction {
            Direction::Up | Direction::Down if short.is_negative() => Some(Note::ExceededBy(short.negated())),
            Direction::Up | Direction::Down | Direction::Hold if short.is_positive() => Some(Note::WithinTolerance),
            Direction::Up | Direction::Down | Direction::Hold => None,
        });
        let judged = Judged::new(reached([latest]), case.lights, arrived(case, wanted, due, latest)?);
        return Some(judged.noted(notes).noted(standing([latest])).of([latest.id]));
    }
    let lost = later.clone().any(|seen| met(seen) == Some(true));
    notes.extend(lost.then_some(Note::Lost));
    if at_due.is_some() && case.today > due {
        notes.push(Note::LateBy(days_between(due, case.today)));
        let judged = Judged::new(Status::Bad, case.lights, arrived(case, wanted, due, latest)?);
        return Some(judged.noted(notes).noted(standing([latest])).of([latest.id]));
    }
    under_way(case, base, wanted, due, latest, notes, goal)
}

/// The value that stands for a baseline the plan does not name: the last before its term or its act, else the first there
/// is; none where no other follows it.
pub(super) fn begins<'a>(case: &Case<'a>) -> Option<&'a Seen> {
    let start = case.target.term.start().or_else(|| case.target.approval.as_ref().map(|act| act.on));
    let known = case.comparable();
    let before = start.and_then(|start| known.clone().rfind(|seen| seen.period.last() < start));
    let base = before.or_else(|| known.clone().next())?;
    known.clone().any(|seen| seen.period.last() > base.period.last()).then_some(base)
}

/// Before it is due, and not yet there.
fn under_way(
    case: &Case<'_>,
    base: Option<Baseline>,
    wanted: Exact,
    due: Date,
    latest: &Seen,
    mut notes: Vec<Note>,
    goal: Goal,
) -> Option<Judged> {
    let actual = latest.value.exact();
    let Some(base) = base else {
        let mut judged = Judged::wait(Wait::NotMeasurable, case.lights);
        judged.arithmetic = arrived(case, wanted, due, latest)?;
        return Some(judged.noted(standing([latest])).of([latest.id]));
    };
    let whole = wanted.minus(base.value.exact())?;
    // From a base that is past the target already there is no way to it: it is a limit, and it is broken.
    let backwards = match case.indicator.direction {
        Direction::Up => !whole.is_positive(),
        Direction::Down => !whole.is_negative(),
        Direction::Hold => whole.is_zero(),
    };
    if backwards {
        let short = case.short_of(wanted, actual)?;
        let light = case.lights.short_of_limit(each_year::percent_of(short, wanted));
        let status = if case.is_stale(latest.period.last()) { Status::Wait(Wait::Stale) } else { light };
        let judged = Judged::new(status, case.lights, arrived(case, wanted, due, latest)?);
        return Some(judged.noted(notes).noted(standing([latest])).of([latest.id]));
    }
    let at = latest.period.last();
    let required = required(case.target, base, wanted, due, at, goal)?;
    let done = actual.minus(base.value.exact())?;
    let progress = done.over(whole)?.times(Exact::HUNDRED)?;
    let elapsed = time::share(base.period.last(), due, at)?.times(Exact::HUNDRED)?;
    let lag = required.minus(actual)?.over(whole)?.times(Exact::HUNDRED)?;
    notes.extend(progress.is_negative().then_some(Note::WrongWay));
    let arithmetic = Arithmetic::new(Kind::Way)
        .amount("base", base.value.exact())
        .with("base_period", Term::Period(base.period))
        .amount("target", wanted)
        .with("due", Term::Day(due))
        .with("at", Term::Period(latest.period))
        .amount("actual", actual)
        .amount("required", required)
        .gap("gap", required.minus(actual)?)
        .percent("progress", progress)
        .percent("elapsed", elapsed)
        .percent("lag", lag)
        .percent("lag_by", lag.abs());
    let status = if case.is_stale(at) { Status::Wait(Wait::Stale) } else { case.lights.light(lag) };
    Some(Judged::new(status, case.lights, arithmetic).noted(notes).noted(standing([latest])).of([latest.id]))
}

/// What there is against what was wanted.
fn arrived(case: &Case<'_>, wanted: Exact, due: Date, latest: &Seen) -> Option<Arithmetic> {
    let actual = latest.value.exact();
    let short = case.short_of(wanted, actual)?;
    let arithmetic = Arithmetic::new(Kind::Arrived)
        .amount("target", wanted)
        .with("due", Term::Day(due))
        .with("at", Term::Period(latest.period))
        .amount("actual", actual);
    Some(if short.is_positive() { arithmetic.gap("short", short) } else { arithmetic })
}

/// The base after so many per cent a year until a day. Exact for whole years.
pub(super) fn grown(base: Baseline, rate: Exact, due: Date) -> Option<Exact> {
    let factor = rate.over(Exact::HUNDRED)?.plus(Exact::ONE)?;
    let years = time::years(due)?.minus(time::years(base.period.last())?)?;
    power(factor, years)?.times(base.value.exact())
}

/// To a power, exactly where it is whole and the terms fit, else to twenty digits.
pub(super) fn power(factor: Exact, exponent: Exact) -> Option<Exact> {
    let (top, bottom) = exponent.terms();
    let whole = u32::try_from(top).ok().filter(|_| bottom == 1);
    whole.and_then(|n| factor.power(n)).or_else(|| {
        let root = real::pow(Number::from(factor).decimal()?, Number::from(exponent).decimal()?)?;
        Number::from(root).decimal().map(Exact::from)
    })
}

/// The value that is due on a day: by the plan's points where it names any, else by the shape of its way.
pub(super) fn required(
    target: &Target,
    base: Baseline,
    wanted: Exact,
    due: Date,
    at: Date,
    goal: Goal,
) -> Option<Exact> {
    let start = (base.period.last(), base.value.exact());
    let mut points: Vec<_> =
        target.milestones.iter().filter(|m| start.0 < m.on && m.on < due).map(|m| (m.on, m.value.exact())).collect();
    points.sort_unstable_by_key(|(day, _)| *day);
    points.insert(0, start);
    points.push((due, wanted));
    let around = points.windows(2).find_map(|two| match two {
        [from, to] if at <= to.0 => Some((*from, *to)),
        _ => None,
    });
    let (from, to) = around.unwrap_or((start, (due, wanted)));
    let passed = time::share(from.0, to.0, at)?;
    let shape = match goal {
        Goal::Level(_) => target.shape,
        Goal::Growth(_) => Shape::Compound,
    };
    match shape {
        Shape::Compound if from.1.is_positive() && to.1.is_positive() => {
            power(to.1.over(from.1)?, passed)?.times(from.1)
        }
        // Nothing grows from 0 or across it: what is left is the straight line.
        Shape::Compound | Shape::Linear => from.1.plus(to.1.minus(from.1)?.times(passed)?),
    }
}

/// A floor, ceiling or range that holds until a day: the last value is what counts, earlier ones that broke it are named.
pub(super) fn judge_limit(case: &Case<'_>, until: Date) -> Option<Judged> {
    let start = case.target.baseline.map(|b| b.period.last());
    let within = case.comparable().filter(|seen| start.is_none_or(|start| seen.period.last() > start));
    let mut counted = within.filter(|seen| seen.period.last() <= until);
    let Some(latest) = counted.next_back() else { return Some(case.without_data(start, until)) };
    let broken: Vec<i16> = {
        let mut years: Vec<i16> = Vec::new();
        for seen in counted {
            if each_year::limit(case, seen.value.exact())?.0.is_positive() {
                years.push(seen.period.last().year());
            }
        }
        years.dedup();
        years
    };
    let (short, arithmetic) = each_year::limit(case, latest.value.exact())?;
    let kept = !short.is_positive();
    let arithmetic = arithmetic.with("at", Term::Period(latest.period)).amount("actual", latest.value.exact());
    let arithmetic = if kept { arithmetic } else { arithmetic.gap("short", short) };
    let over = case.today > until;
    let status = if over && latest.period.last() < until {
        Status::Wait(Wait::DueWithoutData)
    } else if over {
        if kept { reached([latest]) } else { Status::Bad }
    } else if case.is_stale(latest.period.last()) {
        Status::Wait(Wait::Stale)
    } else if kept {
        Status::Ok
    } else {
        case.lights.short_of_limit(each_year::percent_of_limit(case, short))
    };
    let broken = (!broken.is_empty()).then_some(Note::MissedYears(broken));
    Some(Judged::new(status, case.lights, arithmetic).noted(broken).noted(standing([latest])).of([latest.id]))
}
