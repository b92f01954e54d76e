//! The verdict on a target and its result: by the target's own bound, else by which side of it is the good one.
//!
//! The rules are published in `docs/method/ledger.md`, each with a worked example that a test runs.

use crate::class::Class;
use crate::lexicon::{Better, Lexicon, Tolerance};
use crate::row::Verdict;
use crate::why::{Side, Why};
use luoshi_reader::{Bound, Value};

/// What is judged: a target and a result in one unit.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The class of both numbers.
    pub class: Class,
    /// The target, or the lower end of its range.
    pub target: Value,
    /// The upper end of its range.
    pub high: Option<Value>,
    /// The bound of the target.
    pub bound: Option<Bound>,
    /// Which side is good where no bound says it.
    pub better: Better,
    /// The result.
    pub result: Value,
    /// The upper end of the result's range.
    pub result_high: Option<Value>,
}

/// A rule that decided, with the arithmetic it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// With what 左右 allows.
    pub verdict: Verdict,
    /// Without.
    pub strict: Verdict,
    /// The rule.
    pub why: Why,
}

/// Judges a result by its target.
#[must_use]
pub fn judge(case: &Case) -> Judged {
    // A fall by 3.9 %, or by a third: the larger the fall, the better, whatever 以上 is said of.
    let falls = matches!(case.class, Class::Rate | Class::Change | Class::Points | Class::Multiple)
        && case.target.is_negative();
    if falls {
        let turned = Case {
            target: case.target.negated(),
            high: case.high.map(Value::negated),
            result: case.result.negated(),
            result_high: case.result_high.map(Value::negated),
            better: match case.better {
                Better::Less | Better::More => Better::More,
                Better::Near => Better::Near,
            },
            ..*case
        };
        return level(&turned);
    }
    level(case)
}

fn level(case: &Case) -> Judged {
    let (low, high) = match case.high {
        Some(high) if high.less_than(case.target) => (high, case.target),
        Some(high) => (case.target, high),
        None => (case.target, case.target),
    };
    let tolerances = &Lexicon::get().tolerances;
    let class = case.class.tolerance();
    let side = match (case.bound, case.better) {
        (Some(Bound::AtLeast | Bound::MoreThan), _) | (Some(Bound::About) | None, Better::More) => Side::Floor,
        (Some(Bound::AtMost | Bound::LessThan), _) | (Some(Bound::About) | None, Better::Less) => Side::Ceiling,
        (Some(Bound::About) | None, Better::Near) => Side::Both,
    };
    let about = case.bound == Some(Bound::About);
    let allowed = if about { tolerances.get("about", class).and_then(|t| width(t, low)) } else { None };
    let partly = tolerances.get("partly", class).and_then(|t| width(t, low));
    let met = |slack: Option<Value>| {
        let slack = slack.unwrap_or(Value::whole(0));
        let floor = low.plus(slack.negated()).is_none_or(|floor| !case.result.less_than(floor));
        let top = case.result_high.unwrap_or(case.result);
        let ceiling = high.plus(slack).is_none_or(|ceiling| !ceiling.less_than(top));
        match side {
            Side::Floor => floor,
            Side::Ceiling => ceiling,
            Side::Both => floor && ceiling,
        }
    };
    let verdict = |slack: Option<Value>| {
        let near = match (slack, partly) {
            (Some(a), Some(b)) => a.plus(b),
            (a, b) => a.or(b),
        };
        if met(slack) {
            Verdict::Kept
        } else if met(near) {
            Verdict::Partly
        } else {
            Verdict::Missed
        }
    };
    let judged = verdict(allowed);
    let why = Why::Judged {
        side,
        low: low.to_string(),
        high: case.high.map(|_| high.to_string()),
        result: case.result.to_string(),
        allowed: allowed.map(|a| a.normalized().to_string()),
        partly: if judged == Verdict::Partly { partly.map(|p| p.normalized().to_string()) } else { None },
    };
    Judged { verdict: judged, strict: verdict(None), why }
}

/// How far a tolerance reaches around `target`: its share of it, at most so much.
pub(crate) fn width(tolerance: Tolerance, target: Value) -> Option<Value> {
    let part = target.times(tolerance.part)?;
    let part = if part.is_negative() { part.negated() } else { part };
    Some(match tolerance.most {
        Some(most) if most.less_than(part) => most,
        Some(_) | None => part,
    })
}

/// Whether two figures for one thing and time are near enough for the later to be a revision of the earlier.
pub(crate) fn revises(class: Class, earlier: Value, later: Value) -> bool {
    let tolerance = Lexicon::get().tolerances.get("revision", class.tolerance());
    let Some(width) = tolerance.and_then(|t| width(t, earlier)) else { return false };
    let Some(gap) = later.plus(earlier.negated()) else { return false };
    let gap = if gap.is_negative() { gap.negated() } else { gap };
    !width.less_than(gap)
}
