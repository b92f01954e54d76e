//! A value to be kept: 保持稳定.

use super::indicator::{Case, reached, standing};
use super::{Arithmetic, Judged, Kind, Status, Term, Wait};
use crate::{Date, Exact};

/// Within the tolerance it is kept, within twice of it it needs attention, beyond it is off track.
pub(super) fn judge(case: &Case<'_>, wanted: Exact, until: Date) -> Option<Judged> {
    let behind_base = || case.target.baseline.and_then(|base| base.period.last().tomorrow().ok());
    let start = case.target.term.start().or_else(behind_base);
    let counted = |seen: &&crate::Seen| {
        let last = seen.period.last();
        last <= until && start.is_none_or(|start| last >= start)
    };
    let Some(latest) = case.comparable().rfind(counted) else {
        return Some(case.without_data(start, until));
    };
    let (actual, tolerance) = (latest.value.exact(), case.tolerance());
    let short = case.short_of(wanted, actual)?;
    let mut arithmetic = Arithmetic::new(Kind::Keep)
        .amount("target", wanted)
        .gap("tolerance", tolerance)
        .with("at", Term::Period(latest.period))
        .amount("actual", actual);
    if short.is_positive() {
        arithmetic = arithmetic.gap("short", short);
    }
    let over = case.today > until;
    let kept = short <= tolerance;
    let status = if over && latest.period.last() < until {
        Status::Wait(Wait::DueWithoutData)
    } else if over {
        if kept { reached([latest]) } else { Status::Bad }
    } else if case.is_stale(latest.period.last()) {
        Status::Wait(Wait::Stale)
    } else if kept {
        Status::Ok
    } else if short <= tolerance.times(Exact::whole(2))? {
        Status::Warn
    } else {
        Status::Bad
    };
    Some(Judged::new(status, case.lights, arithmetic).noted(standing([latest])).of([latest.id]))
}
