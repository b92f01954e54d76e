//! The share of the time that has passed.

use crate::{Date, Exact};

/// A day as years, counted to the end of the day in months: every month is a twelfth, so that the end of September is three
/// quarters of the year, as progress tables have it. From which day on they are counted does not matter, for only
/// differences are used.
pub(super) fn years(day: Date) -> Option<Exact> {
    let in_month = i128::from(day.days_in_month());
    let months = i128::from(day.year()) * 12 + i128::from(day.month());
    Exact::new(months * in_month + i128::from(day.day()), 12 * in_month)
}

/// The share of the time from the end of one day to the end of another that has passed at the end of a third, from 0 to 1.
pub(super) fn share(from: Date, to: Date, at: Date) -> Option<Exact> {
    if to <= from {
        return Some(Exact::ONE);
    }
    let (from, to, at) = (years(from)?, years(to)?, years(at)?);
    Some(at.minus(from)?.over(to.minus(from)?)?.max(Exact::ZERO).min(Exact::ONE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_twelfths() {
        let end = |year| date(year, 12, 31);
        let of = |at| share(end(2025), end(2026), at).expect("a share");
        assert_eq!(of(date(2026, 9, 30)), Exact::new(3, 4).expect("3/4"));
        assert_eq!(of(date(2026, 2, 14)), Exact::new(1, 8).expect("1/8"));
        assert_eq!(of(end(2025)), Exact::ZERO);
        assert_eq!(of(end(2030)), Exact::ONE);
        assert_eq!(of(end(2020)), Exact::ZERO);
        assert_eq!(share(end(2020), end(2030), end(2023)), Exact::new(3, 10));
        assert_eq!(share(end(2020), end(2020), end(2020)), Some(Exact::ONE));
    }
}
