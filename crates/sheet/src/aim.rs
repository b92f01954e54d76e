//! What a sheet wants of an indicator, against what the plan wants of it already.

use crate::grid::Place;
use crate::understood::{ObservationRow, What};
use crate::value::Bound;
use luoshi_plan::{
    Baseline, Date, Indicator, IndicatorId, Measure, Period, Target, Term, TerritoryId, Value, Wanted, Whole,
};

/// A target to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTarget {
    /// Of what.
    pub indicator: IndicatorId,
    /// Where.
    pub territory: TerritoryId,
    /// How much.
    pub wanted: Wanted,
    /// By when, or for which years.
    pub term: Term,
    /// Where the way begins, with the cell that says so.
    pub base: Option<(Baseline, Place)>,
    /// The table, and the cell in it.
    pub cell: (usize, Place),
}

/// A cell that says another number than the plan has for the same. Targets are never edited: who changes one says in which
/// document; and a sheet that looks back is no revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// The table.
    pub table: usize,
    /// The cell.
    pub place: Place,
    /// Target or baseline.
    pub what: What,
    /// What the cell says.
    pub says: Value,
    /// What the plan has.
    pub stands: Value,
}

/// What a target cell comes to.
pub(crate) enum Aim {
    /// The plan has none for this term.
    New(Wanted, Term),
    /// The plan has just this.
    Same,
    /// The plan has another number.
    Differs(Value),
    /// What it wants, or by when, does not follow from the cell and its headings.
    Unclear,
}

/// What a target cell comes to.
pub(crate) fn aim(row: &ObservationRow, indicator: &Indicator, territory: TerritoryId, whole: &Whole) -> Aim {
    let Some((wanted, term)) = row.period.and_then(|period| wanted(row, indicator.measure, period)) else {
        return Aim::Unclear;
    };
    let replaced = |t: &Target| t.dropped.is_some() || whole.targets.iter().any(|o| o.replaces == Some(t.id));
    let ours = |t: &&Target| t.indicator == indicator.id && t.territory == territory && same_term(t.term, term);
    let Some(there) = whole.targets.iter().rfind(|t| ours(t) && !replaced(t)) else { return Aim::New(wanted, term) };
    match (there.wanted.value(), wanted.value()) {
        (Some(stands), Some(says)) if stands != says => Aim::Differs(stands),
        // 保持 and 达到 of one number: the plan's word for it stands.
        (Some(_), _) => Aim::Same,
        (None, _) => Aim::Unclear,
    }
}

fn wanted(row: &ObservationRow, measure: Measure, period: Period) -> Option<(Wanted, Term)> {
    let (from, to) = period.as_years()?;
    let value = row.value.value;
    let term = match measure {
        Measure::Level => Term::By(Date::new(to, 12, 31).ok()?),
        Measure::Flow | Measure::Rate | Measure::Fall => Term::year(to),
    };
    let over = Term::Over(period);
    Some(match (row.value.high, row.value.bound) {
        _ if from < to && measure == Measure::Flow => (Wanted::Sum(value), over),
        // Of a rate over years a sheet does not say whether the mean or all of them together is meant.
        _ if from < to && measure != Measure::Level && !row.value.cumulative => return None,
        _ if from < to && measure != Measure::Level => (Wanted::Cumulative(value), over),
        _ if row.value.cumulative => return None,
        (Some(high), _) => (Wanted::Range { low: value.min(high), high: value.max(high) }, term),
        (None, Some(Bound::AtMost | Bound::LessThan)) => (Wanted::Ceiling(value), term),
        // Of what comes about in a year ≥ is its floor; of what there is at an end, what is to be reached by then.
        (None, Some(Bound::AtLeast | Bound::MoreThan)) if measure != Measure::Level => (Wanted::Floor(value), term),
        (None, Some(Bound::AtLeast | Bound::MoreThan | Bound::About) | None) => (Wanted::Reach(value), term),
    })
}

/// Whether two terms end together and begin together, as far as they say.
fn same_term(a: Term, b: Term) -> bool {
    let years = |t: Term| match t {
        Term::EachYear { from, to } if from == to => (t.end(), None),
        Term::By(_) | Term::EachYear { .. } | Term::Over(_) => (t.end(), t.start()),
    };
    years(a) == years(b)
}
