//! Where an indicator stands: which rule its target asks for.

use super::{Arithmetic, Judged, Kind, Lights, Note, Status, Term, Wait, cumulative, each_year, keep, mean, pace, way};
use crate::indicator::Term as When;
use crate::{
    Date, Direction, Exact, Finality, Indicator, Measure, Observation, Period, Seen, Standing, Target, Value, Wanted,
};

/// What a rule goes by.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) target: &'a Target,
    /// The values known today, in the order of their last days.
    pub(super) seen: &'a [Seen],
    pub(super) lights: &'a Lights,
    pub(super) today: Date,
}

/// Where an indicator stands on `today`, by `docs/method/status.md`: the word and the inputs that gave it.
///
/// Of `all` only the values of this indicator and of the target's territory count, each in its latest revision known on the
/// day; their order does not matter. Without a target there is nothing to judge by.
#[must_use]
pub fn status(
    indicator: &Indicator,
    target: Option<&Target>,
    all: &[Observation],
    lights: &Lights,
    today: Date,
) -> Judged {
    let territory =
        target.map(|t| t.territory).or_else(|| all.iter().find(|o| o.indicator == indicator.id).map(|o| o.territory));
    let seen = territory.map_or_else(Vec::new, |territory| Seen::on(all, indicator.id, territory, today));
    status_of(indicator, target, &seen, lights, today)
}

/// As [`status`], for values that [`Seen::on`] has sorted out already.
#[must_use]
pub fn status_of(
    indicator: &Indicator,
    target: Option<&Target>,
    seen: &[Seen],
    lights: &Lights,
    today: Date,
) -> Judged {
    let Some(target) = target else {
        let judged = Judged::wait(if seen.is_empty() { Wait::NoData } else { Wait::NoTarget }, lights);
        return match seen.last() {
            Some(last) => Judged { arithmetic: level(last), ..judged }.of([last.id]),
            None => judged,
        };
    };
    let case = Case { indicator, target, seen, lights, today };
    // A number beyond what exact arithmetic holds is one that cannot be measured with.
    let judged = case.judge().unwrap_or_else(|| Judged::wait(Wait::NotMeasurable, lights));
    let changed = target.replaces.map(Note::Changed);
    let dropped = target.dropped.as_ref().filter(|act| act.on <= today).map(|_| Note::Dropped);
    judged.noted(changed).noted(dropped)
}

fn level(last: &Seen) -> Arithmetic {
    Arithmetic::new(Kind::Level).amount("actual", last.value.exact()).with("at", Term::Period(last.period))
}

impl<'a> Case<'a> {
    /// The rule for this kind of target. `None` where a number does not fit.
    fn judge(&self) -> Option<Judged> {
        let unfit = || Some(Judged::wait(Wait::NotMeasurable, self.lights));
        let year_end = |year: i16| Date::new(year, 12, 31).ok();
        let measure = self.indicator.measure;
        let is_rate = matches!(measure, Measure::Rate | Measure::Fall);
        match (&self.target.wanted, self.target.term) {
            (Wanted::Keep(value), term) => keep::judge(self, value.exact(), term.end()?),
            (Wanted::Reach(value), When::By(day)) if !is_rate => way::judge(self, Goal::Level(*value), day),
            (Wanted::Reach(value), When::EachYear { from, to }) if from == to && measure == Measure::Level => {
                way::judge(self, Goal::Level(*value), year_end(to)?)
            }
            (Wanted::Reach(value), When::Over(period)) if measure == Measure::Level => {
                way::judge(self, Goal::Level(*value), period.last())
            }
            (Wanted::Reach(value) | Wanted::Sum(value), When::Over(period)) if measure == Measure::Flow => {
                pace::judge(self, *value, period)
            }
            // So much in all by a day: from the day after the base on.
            (Wanted::Sum(value), When::By(day)) if measure == Measure::Flow => {
                match self.target.baseline.and_then(|base| Period::between(base.period.last().tomorrow().ok()?, day)) {
                    Some(period) => pace::judge(self, *value, period),
                    None => unfit(),
                }
            }
            (Wanted::Sum(value), When::EachYear { from, to }) if from == to && measure == Measure::Flow => {
                pace::judge(self, *value, Period::year(from)?)
            }
            (Wanted::Ceiling(value), When::Over(period)) if measure == Measure::Flow => {
                pace::judge_budget(self, *value, period)
            }
            (Wanted::Reach(_) | Wanted::Floor(_) | Wanted::Ceiling(_) | Wanted::Range { .. }, term) => match term {
                When::EachYear { from, to } => each_year::judge(self, from, to),
                // A rate is of its year: there is no way to it, the year of the deadline is what counts.
                When::By(day) if is_rate => each_year::judge(self, day.year(), day.year()),
                When::By(day) => way::judge_limit(self, day),
                When::Over(period) => match period.as_years() {
                    Some((from, to)) => each_year::judge(self, from, to),
                    None => unfit(),
                },
            },
            (Wanted::Growth(rate), term) if !is_rate => way::judge(self, Goal::Growth(*rate), term.end()?),
            (Wanted::Mean(value), term) => match self.years_of(term) {
                Some((from, to)) => mean::judge(self, *value, from, to),
                None => unfit(),
            },
            (Wanted::Cumulative(value), term) if is_rate => match self.years_of(term) {
                Some((from, to)) => cumulative::judge(self, *value, from, to),
                None => unfit(),
            },
            (Wanted::Unmeasurable(_) | Wanted::Sum(_) | Wanted::Growth(_) | Wanted::Cumulative(_), _) => unfit(),
        }
    }

    /// The years a term is made of. One that only names its end begins behind its baseline.
    pub(super) fn years_of(&self, term: When) -> Option<(i16, i16)> {
        match term {
            When::EachYear { from, to } => Some((from, to)),
            When::Over(period) => period.as_years(),
            When::By(day) => {
                let from = self.target.baseline?.period.as_year()?.checked_add(1)?;
                (from <= day.year()).then_some((from, day.year()))
            }
        }
        .filter(|(from, to)| from <= to)
    }

    /// The values that can be set against one another: of a flow only whole years, of a rate whole years and January to
    /// some month.
    pub(super) fn comparable(&self) -> impl DoubleEndedIterator<Item = &'a Seen> + Clone {
        let measure = self.indicator.measure;
        self.seen.iter().filter(move |seen| match measure {
            Measure::Level => true,
            Measure::Flow => seen.period.as_year().is_some(),
            Measure::Rate | Measure::Fall => seen.period.as_year().is_some() || seen.period.is_year_to_date(),
        })
    }

    /// The value of a whole year.
    pub(super) fn of_year(&self, year: i16) -> Option<&'a Seen> {
        let period = Period::year(year)?;
        // What is counted at the end of the year is the year's level.
        let ends = |seen: &Seen| self.indicator.measure == Measure::Level && seen.period.last() == period.last();
        self.seen.iter().find(|seen| seen.period == period).or_else(|| self.seen.iter().find(|seen| ends(seen)))
    }

    /// Whether the last value is too old to speak of today.
    pub(super) fn is_stale(&self, last: Date) -> bool {
        self.today > self.lights.fresh_until(last, self.indicator.frequency)
    }

    /// Whether a missing year is one that can no longer be waited for: the term is over, or its value is long overdue.
    pub(super) fn is_overdue(&self, missing: &[i16], last_day: Date) -> bool {
        let late = |year: &i16| Date::new(*year, 12, 31).is_ok_and(|end| self.is_stale(end));
        !missing.is_empty() && (self.today > last_day || missing.iter().any(late))
    }

    pub(super) fn tolerance(&self) -> Exact {
        self.target.tolerance.map_or(Exact::ZERO, |t| t.exact().abs())
    }

    /// How far a value is short of another, on the side that is worse; below 0 where it is past it.
    pub(super) fn short_of(&self, wanted: Exact, actual: Exact) -> Option<Exact> {
        match self.indicator.direction {
            Direction::Up => wanted.minus(actual),
            Direction::Down => actual.minus(wanted),
            Direction::Hold => wanted.minus(actual).map(Exact::abs),
        }
    }

    /// The first value of a row that is to be added up is missing; where later ones are there, it was due.
    pub(super) fn without_first(&self, later: bool, start: Date, end: Date) -> Judged {
        if later { Judged::wait(Wait::DueWithoutData, self.lights) } else { self.without_data(Some(start), end) }
    }

    /// Nothing has been seen that the rule could use.
    pub(super) fn without_data(&self, start: Option<Date>, end: Date) -> Judged {
        if self.today > end {
            return Judged::wait(Wait::DueWithoutData, self.lights);
        }
        if start.is_some_and(|start| self.today < start) {
            return Judged::new(Status::NotStarted, self.lights, Arithmetic::new(Kind::Waiting));
        }
        Judged::wait(Wait::NoData, self.lights)
    }
}

/// What a way leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// A value.
    Level(Value),
    /// So many per cent a year from the base.
    Growth(Value),
}

/// The word for what was reached: done if nothing about the values is open any more.
pub(super) fn reached<'s>(seen: impl IntoIterator<Item = &'s Seen> + Clone) -> Status {
    if seen.clone().into_iter().any(|s| s.standing == Standing::Reported) {
        Status::Wait(Wait::UnderVerification)
    } else if seen.into_iter().all(|s| s.is_settled()) {
        Status::Done
    } else {
        Status::Ok
    }
}

/// What is to be said of values that may still change.
pub(super) fn standing<'s>(seen: impl IntoIterator<Item = &'s Seen> + Clone) -> Vec<Note> {
    let mut notes = Vec::new();
    if seen.clone().into_iter().any(|s| s.finality != Finality::Final) {
        notes.push(Note::Provisional);
    }
    if seen.into_iter().any(|s| s.standing == Standing::Reported) {
        notes.push(Note::Unverified);
    }
    notes
}
