//! Yearly rates that multiply to so many per cent in all: 五年累计降低13.5%.

use super::indicator::{Case, reached, standing};
use super::mean::{factor, whole_years};
use super::{Arithmetic, Judged, Kind, Note, Status, Term, Wait};
use crate::{Date, Exact, Measure, Period, Value};

/// What a product of yearly factors comes to, in per cent.
fn in_all(case: &Case<'_>, product: Exact) -> Option<Exact> {
    match case.indicator.measure {
        Measure::Fall => Exact::ONE.minus(product)?,
        Measure::Rate | Measure::Level | Measure::Flow => product.minus(Exact::ONE)?,
    }
    .times(Exact::HUNDRED)
}

/// What the years came to up to the end of each, as far as they go without a gap.
pub(super) fn totals(case: &Case<'_>, from: i16, to: i16) -> Vec<(Date, Exact)> {
    let mut product = Exact::ONE;
    let mut next = |seen: &crate::Seen| {
        product = product.times(factor(case, seen.value.exact())?)?;
        Some((seen.period.last(), in_all(case, product)?))
    };
    whole_years(case, from, to).0.into_iter().map_while(&mut next).collect()
}

/// 2.7 % and 0.1 % of reduction are 2.797 3 % in all, not 2.8 %.
pub(super) fn judge(case: &Case<'_>, wanted: Value, from: i16, to: i16) -> Option<Judged> {
    let wanted = wanted.exact();
    if wanted.is_zero() {
        return Some(Judged::wait(Wait::NotMeasurable, case.lights));
    }
    let (values, missing) = whole_years(case, from, to);
    let (first_day, last_day) = (Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?);
    let years = i64::try_from(values.len()).ok()?;
    if years == 0 {
        let later = (from..=to).any(|year| case.of_year(year).is_some());
        let missing = later.then_some(Note::MissingYears(missing));
        return Some(case.without_first(later, first_day, last_day).noted(missing));
    }
    let all = i64::from(to) - i64::from(from) + 1;
    let product =
        values.iter().try_fold(Exact::ONE, |product, seen| product.times(factor(case, seen.value.exact())?))?;
    let total = in_all(case, product)?;
    let progress = total.over(wanted)?.times(Exact::HUNDRED)?;
    let elapsed = Exact::new(years.into(), all.into())?.times(Exact::HUNDRED)?;
    let lag = elapsed.minus(progress)?;
    let over = Period::years(from, i16::try_from(i64::from(from) + years - 1).ok()?)?;
    let arithmetic = Arithmetic::new(Kind::Cumulative)
        .with("over", Term::Period(over))
        .amount("actual", total)
        .amount("wanted", wanted)
        .percent("progress", progress)
        .percent("elapsed", elapsed)
        .percent("lag", lag)
        .percent("lag_by", lag.abs());
    let short = case.short_of(wanted, total)?;
    let met = short <= case.tolerance();
    let newest = *values.last()?;
    let mut notes = Vec::new();
    let overdue = case.is_overdue(&missing, last_day);
    let status = if met {
        notes.extend((years < all).then_some(Note::MetEarly(newest.period.last())));
        notes.extend(short.is_negative().then(|| Note::ExceededBy(short.negated())));
        notes.extend(short.is_positive().then_some(Note::WithinTolerance));
        reached(values.iter().copied())
    } else if years == all {
        Status::Bad
    } else if overdue {
        Status::Wait(Wait::DueWithoutData)
    } else if case.is_stale(newest.period.last()) {
        Status::Wait(Wait::Stale)
    } else {
        notes.extend(progress.is_negative().then_some(Note::WrongWay));
        case.lights.light(lag)
    };
    notes.extend((!missing.is_empty()).then_some(Note::MissingYears(missing)));
    let judged = Judged::new(status, case.lights, arithmetic).noted(notes);
    Some(judged.noted(standing(values.iter().copied())).of(values.iter().map(|seen| seen.id)))
}
