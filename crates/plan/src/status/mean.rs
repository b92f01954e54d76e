//! The mean of the years of a term: 年均.

use super::indicator::{Case, reached, standing};
use super::way::power;
use super::{Arithmetic, Judged, Kind, Note, Status, Term, Wait, each_year};
use crate::real;
use crate::say::Number;
use crate::{Date, Exact, Measure, Period, Seen, Value};

/// The values of whole years that are over, from the first on, as far as they go without a gap; and the years that are
/// missing among those that are over.
pub(super) fn whole_years<'a>(case: &Case<'a>, from: i16, to: i16) -> (Vec<&'a Seen>, Vec<i16>) {
    let over = |year| case.of_year(year).filter(|seen| seen.period.last() <= case.today);
    let values: Vec<_> = (from..=to).map_while(over).collect();
    let known = i16::try_from(values.len()).unwrap_or(i16::MAX);
    let missing =
        (from.saturating_add(known)..=to).filter(|year| *year < case.today.year() && case.of_year(*year).is_none());
    (values, missing.collect())
}

/// 1 + r/100 of a rate, 1 − r/100 of a fall.
pub(super) fn factor(case: &Case<'_>, value: Exact) -> Option<Exact> {
    let share = value.over(Exact::HUNDRED)?;
    match case.indicator.measure {
        Measure::Fall => Exact::ONE.minus(share),
        Measure::Rate | Measure::Level | Measure::Flow => Exact::ONE.plus(share),
    }
}

/// The per cent of a factor: what [`factor`] made of it.
fn percent(case: &Case<'_>, factor: Exact) -> Option<Exact> {
    let change = match case.indicator.measure {
        Measure::Fall => Exact::ONE.minus(factor)?,
        Measure::Rate | Measure::Level | Measure::Flow => factor.minus(Exact::ONE)?,
    };
    change.times(Exact::HUNDRED)
}

/// A whole root, to twenty digits.
fn root(of: Exact, years: i64) -> Option<Exact> {
    let of = Number::from(of).decimal()?;
    let exponent = Number::from(Exact::new(1, years.into())?).decimal()?;
    Number::from(real::pow(of, exponent)?).decimal().map(Exact::from)
}

/// A mean of rates multiplies, a mean of amounts adds.
pub(super) fn judge(case: &Case<'_>, wanted: Value, from: i16, to: i16) -> Option<Judged> {
    let (values, missing) = whole_years(case, from, to);
    let (first_day, last_day) = (Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?);
    let years = i64::try_from(values.len()).ok()?;
    if years == 0 {
        let later = (from..=to).any(|year| case.of_year(year).is_some());
        let missing = later.then_some(Note::MissingYears(missing));
        return Some(case.without_first(later, first_day, last_day).noted(missing));
    }
    let all = i64::from(to) - i64::from(from) + 1;
    // Over no years left there is no mean: the division by 0 gives none.
    let (left, wanted) = (all - years, wanted.exact());
    let multiplies = matches!(case.indicator.measure, Measure::Rate | Measure::Fall);
    let (mean, rest, met_exactly) = if multiplies {
        let product =
            values.iter().try_fold(Exact::ONE, |product, seen| product.times(factor(case, seen.value.exact())?))?;
        let mean = percent(case, root(product, years)?)?;
        let rest = || {
            let due = power(factor(case, wanted)?, Exact::whole(all))?;
            percent(case, root(due.over(product)?, left)?)
        };
        // The root is rounded; whether the mean is met is decided by the products.
        let asked = power(factor(case, wanted)?, Exact::whole(years))?;
        (mean, rest(), product == asked)
    } else {
        let sum = values.iter().try_fold(Exact::ZERO, |sum, seen| sum.plus(seen.value.exact()))?;
        let mean = sum.over(Exact::whole(years))?;
        let rest = || wanted.times(Exact::whole(all))?.minus(sum)?.over(Exact::whole(left));
        (mean, rest(), mean == wanted)
    };
    let short = if met_exactly { Exact::ZERO } else { case.short_of(wanted, mean)? };
    let met = short <= case.tolerance();
    let over = Period::years(from, i16::try_from(i64::from(from) + years - 1).ok()?)?;
    let mut arithmetic = Arithmetic::new(Kind::Mean)
        .with("over", Term::Period(over))
        .amount("actual", mean)
        .amount("wanted", wanted)
        .gap("short", short.max(Exact::ZERO));
    if let Some(rest) = rest {
        arithmetic = arithmetic.amount("rest", rest).count("rest_years", left);
    }
    let newest = *values.last()?;
    let overdue = case.is_overdue(&missing, last_day);
    let status = if left == 0 {
        if met { reached(values.iter().copied()) } else { Status::Bad }
    } else if overdue {
        Status::Wait(Wait::DueWithoutData)
    } else if case.is_stale(newest.period.last()) {
        Status::Wait(Wait::Stale)
    } else if met {
        Status::Ok
    } else {
        case.lights.short_of_limit(each_year::percent_of(short, wanted))
    };
    let missing = (!missing.is_empty()).then_some(Note::MissingYears(missing));
    let within = (met && short.is_positive()).then_some(Note::WithinTolerance);
    let judged = Judged::new(status, case.lights, arithmetic).noted(missing).noted(within);
    Some(judged.noted(standing(values.iter().copied())).of(values.iter().map(|seen| seen.id)))
}
