//! The days that a value speaks of.

use crate::Language;
use jiff::civil::{Date, date};
use std::fmt;
use std::str::FromStr;

/// The years that people plan in; what lies outside is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=9999;

/// A run of whole days, both ends among them: a year, a quarter, January to September, a single day.
///
/// The same days are the same period however they were named: 上半年 is 1—6月, 2025年 is 2025年1—12月. So one key has one
/// value. The canonical text names the days by the largest unit that fits them:
///
/// | text | days |
/// |---|---|
/// | `2025` | the year |
/// | `2025-S1`, `2025-Q3`, `2025-09` | half a year, a quarter, a month |
/// | `2025-01/2025-09` | January to September (1—9月, 1—3季度) |
/// | `2021/2025` | five years |
/// | `2025-06-30` | a day, for what is counted on it (年末) |
/// | `2025-01-15/2025-06-30` | from day to day |
///
/// ```
/// use luoshi_plan::Period;
///
/// let half: Period = "2025-01/2025-06".parse()?;
/// assert_eq!(half, Period::half(2025, 1).expect("a first half"));
/// assert_eq!(half.to_string(), "2025-S1");
/// # Ok::<(), luoshi_plan::NoPeriod>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Date,
    last: Date,
}

impl Period {
    /// From a day to a day; `None` where the first lies behind the last, or a year is none that people plan in.
    #[must_use]
    pub fn between(first: Date, last: Date) -> Option<Self> {
        // No day lies behind the last of those years.
        (YEARS.contains(&first.year()) && first <= last).then_some(Self { first, last })
    }

    /// A day.
    #[must_use]
    pub fn day(day: Date) -> Option<Self> {
        Self::between(day, day)
    }

    /// A calendar year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, year)
    }

    /// Calendar years, both among them.
    #[must_use]
    pub fn years(from: i16, to: i16) -> Option<Self> {
        Self::months((from, 1), (to, 12))
    }

    /// A half of a year: 1 or 2.
    #[must_use]
    pub fn half(year: i16, half: i8) -> Option<Self> {
        let first = half.checked_sub(1)?.checked_mul(6)?.checked_add(1)?;
        Self::months((year, first), (year, first.checked_add(5)?))
    }

    /// A quarter of a year: 1 to 4.
    #[must_use]
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        let first = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
        Self::months((year, first), (year, first.checked_add(2)?))
    }

    /// A month.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::months((year, month), (year, month))
    }

    /// From January through a month of the same year: what 累计 means in a report during the year.
    #[must_use]
    pub fn through(year: i16, month: i8) -> Option<Self> {
        Self::months((year, 1), (year, month))
    }

    fn months(from: (i16, i8), to: (i16, i8)) -> Option<Self> {
        let first = Date::new(from.0, from.1, 1).ok()?;
        let last = Date::new(to.0, to.1, 1).ok()?.last_of_month();
        Self::between(first, last)
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.last
    }

    /// How many days.
    #[must_use]
    pub fn days(self) -> i32 {
        days_between(self.first, self.last) + 1
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether all days of `other` lie in it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The year, where the period is a calendar year.
    #[must_use]
    pub fn as_year(self) -> Option<i16> {
        let year = self.first.year();
        (Self::year(year) == Some(self)).then_some(year)
    }

    /// The first and the last year, where the period is made of calendar years.
    #[must_use]
    pub fn as_years(self) -> Option<(i16, i16)> {
        let (from, to) = (self.first.year(), self.last.year());
        (Self::years(from, to) == Some(self)).then_some((from, to))
    }

    /// Whether it begins with a year and does not reach its end: January to September.
    #[must_use]
    pub fn is_year_to_date(self) -> bool {
        let year = self.first.year();
        self.first == date(year, 1, 1) && self.last.year() == year && self.last < date(year, 12, 31)
    }

    /// First month and last month, where it is made of whole months.
    fn as_months(self) -> Option<((i16, i8), (i16, i8))> {
        let months = ((self.first.year(), self.first.month()), (self.last.year(), self.last.month()));
        (Self::months(months.0, months.1) == Some(self)).then_some(months)
    }
}

impl Period {
    /// As people write it: 2025年1—9月, January–September 2025.
    #[must_use]
    pub fn named(self, language: Language) -> String {
        if self.first == self.last {
            return day_named(self.first, language);
        }
        let zh = language == Language::Zh;
        if let Some((from, to)) = self.as_years() {
            return match (from == to, zh) {
                (true, true) => format!("{from}年"),
                (true, false) => from.to_string(),
                (false, true) => format!("{from}—{to}年"),
                (false, false) => format!("{from}–{to}"),
            };
        }
        match self.as_months() {
            Some(((year, first), (same, last))) if year == same => match (first, last, zh) {
                (1, 6, true) => format!("{year}年上半年"),
                (1, 6, false) => format!("first half of {year}"),
                (7, 12, true) => format!("{year}年下半年"),
                (7, 12, false) => format!("second half of {year}"),
                (1, 3, true) => format!("{year}年一季度"),
                (4, 6, true) => format!("{year}年二季度"),
                (7, 9, true) => format!("{year}年三季度"),
                (10, 12, true) => format!("{year}年四季度"),
                (1, 3, false) | (4, 6, false) | (7, 9, false) | (10, 12, false) => format!("Q{} {year}", last / 3),
                (first, last, true) if first == last => format!("{year}年{first}月"),
                (first, last, false) if first == last => format!("{} {year}", month(first)),
                (first, last, true) => format!("{year}年{first}—{last}月"),
                (first, last, false) => format!("{}–{} {year}", month(first), month(last)),
            },
            Some(((from, first), (to, last))) if zh => format!("{from}年{first}月—{to}年{last}月"),
            Some(((from, first), (to, last))) => format!("{} {from} – {} {to}", month(first), month(last)),
            None if zh => format!("{}—{}", day_named(self.first, language), day_named(self.last, language)),
            None => format!("{} – {}", day_named(self.first, language), day_named(self.last, language)),
        }
    }
}

/// A day as people write it: 2025年12月31日, 31 December 2025.
pub(crate) fn day_named(day: Date, language: Language) -> String {
    match language {
        Language::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Language::En => format!("{} {} {}", day.day(), month(day.month()), day.year()),
    }
}

fn month(number: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(number - 1).ok().and_then(|at| MONTHS.get(at).copied()).unwrap_or("?")
}

/// Days from one to another; below 0 where `to` lies before `from`.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    // Never fails for days: the unit is asked for.
    from.until((jiff::Unit::Day, to)).map_or(0, |span| span.get_days())
}

/// The day so many days later; the last day there is, where the calendar ends.
#[cfg(test)]
fn day_after(day: Date, days: i32) -> Date {
    use jiff::ToSpan as _;
    day.saturating_add(days.days())
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return write!(f, "{}", self.first);
        }
        if let Some((from, to)) = self.as_years() {
            return if from == to { write!(f, "{from:04}") } else { write!(f, "{from:04}/{to:04}") };
        }
        match self.as_months() {
            Some(((year, first), (same, last))) if year == same => match (first, last) {
                (1, 6) => write!(f, "{year:04}-S1"),
                (7, 12) => write!(f, "{year:04}-S2"),
                (1, 3) | (4, 6) | (7, 9) | (10, 12) => write!(f, "{year:04}-Q{}", last / 3),
                (first, last) if first == last => write!(f, "{year:04}-{first:02}"),
                (first, last) => write!(f, "{year:04}-{first:02}/{year:04}-{last:02}"),
            },
            Some(((from, first), (to, last))) => write!(f, "{from:04}-{first:02}/{to:04}-{last:02}"),
            None => write!(f, "{}/{}", self.first, self.last),
        }
    }
}

/// What is no period as the record writes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no period: 2025, 2025-S1, 2025-Q3, 2025-09, 2025-06-30, or two of them with / between")]
pub struct NoPeriod(pub String);

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let period = match text.split_once('/') {
            None => single(text),
            Some((from, to)) => single(from).zip(single(to)).and_then(|(from, to)| Self::between(from.first, to.last)),
        };
        period.ok_or_else(|| NoPeriod(text.to_owned()))
    }
}

fn single(text: &str) -> Option<Period> {
    let digits = |part: &str, count: usize| {
        (part.len() == count && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
    };
    let small = |part: &str, count: usize| digits(part, count).and_then(|n| i8::try_from(n).ok());
    let Some((year, rest)) = text.split_once('-') else { return Period::year(digits(text, 4)?) };
    let year = digits(year, 4)?;
    if let Some(quarter) = rest.strip_prefix('Q') {
        return Period::quarter(year, small(quarter, 1)?);
    }
    if let Some(half) = rest.strip_prefix('S') {
        return Period::half(year, small(half, 1)?);
    }
    match rest.split_once('-') {
        None => Period::month(year, small(rest, 2)?),
        Some((month, day)) => Period::day(Date::new(year, small(month, 2)?, small(day, 2)?).ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    #[test]
    fn from_january_to_a_month_is_a_run_of_months() {
        assert_eq!(Period::through(2025, 9), Some(period("2025-01/2025-09")));
        assert_eq!((Period::through(2025, 12), Period::through(2025, 13)), (Some(period("2025")), None));
    }

    #[test]
    fn nobody_plans_before_the_year_1000() {
        let between = |from, to| Period::between(date(from, 12, 31), date(to, 12, 31)).is_some();
        assert!(between(1000, 1001) && between(9999, 9999));
        assert!(!between(999, 1001) && !between(999, 999) && !between(1001, 1000));
    }

    #[test]
    fn the_text_names_the_largest_unit_that_fits() {
        for (given, canonical) in [
            ("2025", "2025"),
            ("2025-01/2025-12", "2025"),
            ("2025-S1/2025-S2", "2025"),
            ("2025-Q1/2025-Q2", "2025-S1"),
            ("2025-07/2025-09", "2025-Q3"),
            ("2025-Q1/2025-Q3", "2025-01/2025-09"),
            ("2025-02-01/2025-02-28", "2025-02"),
            ("2024-02-01/2024-02-28", "2024-02-01/2024-02-28"),
            ("2021/2025", "2021/2025"),
            ("2024-11/2025-02", "2024-11/2025-02"),
            ("2025-06-30", "2025-06-30"),
            ("2025-01-15/2025-06-30", "2025-01-15/2025-06-30"),
        ] {
            assert_eq!(period(given).to_string(), canonical, "{given}");
        }
    }

    #[test]
    fn people_read_it_in_their_language() {
        for (given, zh, en) in [
            ("2025", "2025年", "2025"),
            ("2021/2025", "2021—2025年", "2021–2025"),
            ("2025-S1", "2025年上半年", "first half of 2025"),
            ("2025-S2", "2025年下半年", "second half of 2025"),
            ("2025-Q1", "2025年一季度", "Q1 2025"),
            ("2025-Q2", "2025年二季度", "Q2 2025"),
            ("2025-Q3", "2025年三季度", "Q3 2025"),
            ("2025-Q4", "2025年四季度", "Q4 2025"),
            ("2025-09", "2025年9月", "September 2025"),
            ("2025-12", "2025年12月", "December 2025"),
            ("2025-01/2025-09", "2025年1—9月", "January–September 2025"),
            ("2024-11/2025-02", "2024年11月—2025年2月", "November 2024 – February 2025"),
            ("2025-06-30", "2025年6月30日", "30 June 2025"),
            ("2025-01-15/2025-06-30", "2025年1月15日—2025年6月30日", "15 January 2025 – 30 June 2025"),
        ] {
            assert_eq!(
                (period(given).named(Language::Zh), period(given).named(Language::En)),
                (zh.to_owned(), en.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for wrong in [
            "",
            "25",
            "2025-",
            "2025-13",
            "2025-Q5",
            "2025-Q0",
            "2025-S3",
            "2025-2",
            "2025-02-30",
            "2025/2021",
            "0999",
            "2025-01/",
        ] {
            assert_eq!(wrong.parse::<Period>(), Err(NoPeriod(wrong.to_owned())), "{wrong}");
        }
        assert_eq!(Period::half(2025, i8::MIN), None);
        assert_eq!(Period::quarter(2025, i8::MAX), None);
    }

    #[test]
    fn its_shape_is_known() {
        assert_eq!(period("2024").days(), 366);
        assert_eq!(period("2025-06-30").days(), 1);
        assert_eq!((period("2025").as_year(), period("2025-S1").as_year()), (Some(2025), None));
        assert_eq!((period("2021/2025").as_years(), period("2021/2025").as_year()), (Some((2021, 2025)), None));
        assert!(period("2025-01/2025-09").is_year_to_date());
        let (year, half) = (period("2025"), period("2025-S1"));
        assert!(year.contains(half) && year.contains(year) && !half.contains(year));
        assert!(!half.contains(period("2024-12/2025-03")) && !half.contains(period("2025-05/2025-07")));
        assert!(!period("2025").is_year_to_date());
        assert!(!period("2025-04/2025-09").is_year_to_date());
        assert!(period("2025").contains(period("2025-Q2")) && !period("2025-Q2").contains(period("2025")));
        assert!(period("2025-Q2").holds(date(2025, 4, 1)) && !period("2025-Q2").holds(date(2025, 3, 31)));
    }

    proptest! {
        #[test]
        fn text_and_period_go_both_ways(year in 1000i16..=9990, day in 1i16..=365, long in 0i32..3000) {
            let first = date(year, 1, 1).with().day_of_year(day).build().expect("a day of the year");
            if let Some(period) = Period::between(first, day_after(first, long)) {
                prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
                prop_assert_eq!(period.days(), long + 1);
            }
        }
    }
}
