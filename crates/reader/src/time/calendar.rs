//! Days: stretches of the calendar, and how far they reach. Nothing here knows a word.

use jiff::civil::Date;

/// From a first to a last day, both included. `None`: open, or not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
}

impl Days {
    pub(super) fn new(start: Option<Date>, end: Option<Date>) -> Self {
        Self { start, end }
    }

    /// From the first to the last of two days, where both exist (30 February does not).
    pub(super) fn between(start: Option<Date>, end: Option<Date>) -> Self {
        if start.is_some() && end.is_some() { Self { start, end } } else { Self::default() }
    }

    pub(super) fn day(day: Option<Date>) -> Self {
        Self { start: day, end: day }
    }

    pub(super) fn years(first: i16, last: i16) -> Self {
        Self::between(Date::new(first, 1, 1).ok(), Date::new(last, 12, 31).ok())
    }

    pub(super) fn months(year: i16, first: i8, last: i8) -> Self {
        Self::between(Date::new(year, first, 1).ok(), Date::new(year, last, 1).ok().map(Date::last_of_month))
    }

    /// The same days so many years later (29 February becomes the 28th).
    pub(super) fn later(self, years: i32) -> Self {
        Self {
            start: self.start.and_then(|d| add_months(d, years * 12)),
            end: self.end.and_then(|d| add_months(d, years * 12)),
        }
    }

    pub(super) fn is_known(self) -> bool {
        self.start.is_some() && self.end.is_some()
    }
}

/// The same day of the month so many months later, or the month's last day where it is shorter.
pub(super) fn add_months(from: Date, months: i32) -> Option<Date> {
    let count = i32::from(from.year()) * 12 + i32::from(from.month()) - 1 + months;
    let (year, month) = (i16::try_from(count.div_euclid(12)).ok()?, i8::try_from(count.rem_euclid(12) + 1).ok()?);
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, from.day().min(first.days_in_month())).ok()
}

/// First day of quarter `first` to last day of quarter `last` (1 to 4).
pub(super) fn quarters(year: i16, first: i8, last: i8) -> Days {
    Days::months(year, first * 3 - 2, last * 3)
}
