//! Where a task stands.

use super::{Arithmetic, Judged, Kind, Lights, Note, Status, Term, Wait};
use crate::period::days_between;
use crate::{Date, Due, Exact, Task};
use jiff::ToSpan as _;

/// Where a task stands on `today`, by `docs/method/status.md`.
///
/// 办结 is what the body says, 核验 what somebody else found: only the second makes it done. A task is late by the day the
/// body reported it, not by the day it was verified. What has steps is judged by them while it runs.
#[must_use]
pub fn task_status(task: &Task, lights: &Lights, today: Date) -> Judged {
    let known = |day: Option<Date>| day.filter(|day| *day <= today);
    let (reported, verified, begun) = (known(task.reported), known(task.verified), known(task.begun));
    let due = match task.due {
        Due::On(day) => Some(day),
        Due::Never | Due::Unstated => None,
    };
    let mut arithmetic = Arithmetic::new(Kind::Task);
    for (name, day) in [("due", due), ("reported", reported.or(verified)), ("verified", verified)] {
        if let Some(day) = day {
            arithmetic = arithmetic.with(name, Term::Day(day));
        }
    }
    let finished = reported.or(verified);
    let late = due.map(|due| days_between(due, finished.unwrap_or(today))).filter(|days| *days > 0);
    let judged = |status| Judged::new(status, lights, arithmetic.clone()).noted(late.map(Note::LateBy));
    if task.dropped.as_ref().is_some_and(|act| act.on <= today) {
        return Judged::wait(Wait::NoTarget, lights).noted([Note::Dropped]);
    }
    if verified.is_some() {
        return judged(Status::Done);
    }
    if reported.is_some() {
        return judged(Status::Wait(Wait::UnderVerification));
    }
    if late.is_some() {
        return judged(Status::Bad);
    }
    let soon =
        due.map(|due| days_between(today, due)).filter(|days| *days <= i32::from(lights.soon_days)).map(Note::DueIn);
    let moving = begun.is_some() || task.steps.iter().any(|step| known(step.done).is_some());
    if !moving {
        return unbegun(task, lights, today, judged(Status::NotStarted)).noted(soon);
    }
    match by_steps(task, lights, today) {
        Some(by_steps) => by_steps.noted(soon),
        None => judged(Status::Ok).noted(soon),
    }
}

/// Not begun: as planned, or late in beginning.
fn unbegun(task: &Task, lights: &Lights, today: Date, judged: Judged) -> Judged {
    let Some(start) = task.start.filter(|start| *start < today) else { return judged };
    let missed_by = |months: u8| today >= start.saturating_add(i64::from(months).months());
    let status = if missed_by(lights.start_bad_months) {
        Status::Bad
    } else if missed_by(lights.start_warn_months) {
        Status::Warn
    } else {
        judged.status
    };
    let days = days_between(start, today);
    Judged { status, ..judged }.noted([Note::StartLate(days)])
}

/// The share of the steps that are done against the share that is due; none where there are no steps.
fn by_steps(task: &Task, lights: &Lights, today: Date) -> Option<Judged> {
    let count = |n: usize| i64::try_from(n).ok();
    let steps = count(task.steps.len())?;
    let due = count(task.steps.iter().filter(|step| step.on < today).count())?;
    let done = count(task.steps.iter().filter(|step| step.done.is_some_and(|day| day <= today)).count())?;
    let lag = Exact::new((due - done).into(), steps.into())?.times(Exact::HUNDRED)?;
    let arithmetic = Arithmetic::new(Kind::Steps)
        .count("steps", steps)
        .count("steps_due", due)
        .count("steps_done", done)
        .percent("lag", lag)
        .percent("lag_by", lag.abs());
    // A step that is overdue needs attention even among many.
    let overdue = task.steps.iter().any(|step| step.on < today && step.done.is_none_or(|day| day > today));
    let light = match lights.light(lag) {
        Status::Ok if overdue => Status::Warn,
        light => light,
    };
    Some(Judged::new(light, lights, arithmetic))
}
