//! The limits that make a lag a light. Places differ, so they are data of a plan, with a name and a date.

use crate::Exact;
use crate::{Date, Status, Value};
use std::sync::Arc;

/// A rule for lights (亮灯规则), as a place published it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lights {
    /// What it is called, for people to find it.
    pub name: Arc<str>,
    /// The day from which it holds.
    pub since: Date,
    /// The paper it stands in, where there is one.
    pub document: Option<String>,
    /// From so many points behind on something needs attention.
    pub warn: Value,
    /// Beyond so many points behind something is off track.
    pub bad: Value,
    /// After so many cycles without a new value the last one is too old.
    pub stale_cycles: u8,
    /// A task that should have begun so many months ago needs attention.
    pub start_warn_months: u8,
    /// A task that should have begun so many months ago is off track.
    pub start_bad_months: u8,
    /// A task that is due within so many days is said to be due soon.
    pub soon_days: u16,
}

impl Default for Lights {
    /// Behind by less than 10 points is on track, by 10 to 30 needs attention, by more is off track; a start missed by a
    /// month needs attention, by three is off track; two cycles without a value are too many.
    fn default() -> Self {
        Self {
            name: "10/30".into(),
            since: jiff::civil::date(2026, 1, 1),
            document: None,
            warn: Value::whole(10),
            bad: Value::whole(30),
            stale_cycles: 2,
            start_warn_months: 1,
            start_bad_months: 3,
            soon_days: 15,
        }
    }
}

impl Lights {
    /// The light for a lag in points; ahead is a lag below 0.
    #[must_use]
    pub fn light(&self, lag: Exact) -> Status {
        if lag < self.warn.exact() {
            Status::Ok
        } else if lag <= self.bad.exact() {
            Status::Warn
        } else {
            Status::Bad
        }
    }

    /// The light for a limit that is not kept while there is time to mend it: short by so many per cent of the limit.
    /// It is never green.
    #[must_use]
    pub fn short_of_limit(&self, percent: Option<Exact>) -> Status {
        // Against a limit of 0 there is no per cent, and no way to call a miss small.
        match percent {
            Some(percent) if percent <= self.bad.exact() => Status::Warn,
            Some(_) | None => Status::Bad,
        }
    }

    /// The day after which a value of this day is too old.
    pub(super) fn fresh_until(&self, day: Date, frequency: crate::Frequency) -> Date {
        use jiff::ToSpan as _;
        day.saturating_add((frequency.months() * i32::from(self.stale_cycles)).months())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_limits_belong_to_the_middle() {
        let lights = Lights::default();
        let light = |tenths: i128| lights.light(Exact::new(tenths, 10).expect("a number"));
        assert_eq!(
            [light(-500), light(99), light(100), light(300), light(301)],
            [Status::Ok, Status::Ok, Status::Warn, Status::Warn, Status::Bad]
        );
        let short = |percent: i64| lights.short_of_limit(Some(Exact::whole(percent)));
        assert_eq!([short(1), short(30), short(31)], [Status::Warn, Status::Warn, Status::Bad]);
        assert_eq!(lights.short_of_limit(None), Status::Bad);
    }

    #[test]
    fn two_cycles_make_a_value_too_old() {
        let until = |frequency| Lights::default().fresh_until(date(2025, 12, 31), frequency);
        assert_eq!(until(crate::Frequency::Yearly), date(2027, 12, 31));
        assert_eq!(until(crate::Frequency::Monthly), date(2026, 2, 28));
        assert_eq!(until(crate::Frequency::Years(5)), date(2035, 12, 31));
    }
}
