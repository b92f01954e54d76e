//! The progress status of Healthy People 2020. `docs/method/healthy_people.md`.

use super::{Out, Outcome, Way, shown};
use crate::Exact;
use crate::say::Number;
use rust_decimal::Decimal;

/// What [`healthy_people`] goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthyPeople {
    /// The first value.
    pub baseline: Option<Decimal>,
    /// The latest value.
    pub latest: Option<Decimal>,
    /// The value wanted.
    pub target: Option<Decimal>,
    /// Which way is better.
    pub way: Way,
    /// What is known of sampling errors.
    pub errors: Errors,
}

/// What is known of the sampling errors of two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// There are none: a change of 10 % decides.
    None,
    /// They exist, and somebody has said whether the change is significant; `None` where nobody has.
    Tested(Option<bool>),
    /// The standard errors of baseline and latest value.
    Of(Decimal, Decimal),
}

/// The normal quantile of a one-sided test at the level 0.05, as the statistical notes have it.
const ONE_SIDED: Decimal = Decimal::from_parts(1645, 0, 0, false, 3);

/// Whether a change is told from noise: |y − y₀| ≥ 1.645·√(s₀² + s²), squared.
fn significant(errors: Errors, change: Decimal) -> Option<bool> {
    match errors {
        Errors::None => None,
        Errors::Tested(known) => known,
        Errors::Of(first, last) => {
            let noise = first.checked_mul(first)?.checked_add(last.checked_mul(last)?)?;
            Some(change.checked_mul(change)? >= noise.checked_mul(ONE_SIDED.checked_mul(ONE_SIDED)?)?)
        }
    }
}

/// The word of a change, and the share of the targeted change 100·(y − y₀)/(T − y₀). Standard errors decide where there are
/// any; else 10 % of the way, or for a move away 10 % of the base.
#[must_use]
pub fn healthy_people(case: &HealthyPeople) -> Outcome {
    let outcome = |share: Option<Exact>, word: Option<&'static str>, zh: String, en: String| {
        Outcome::new(vec![("percent_of_targeted_change", Out::of(share)), ("status", Out::word(word))], zh, en)
    };
    let HealthyPeople { baseline, latest, target, way, errors } = *case;
    let Some(t) = target else {
        return outcome(None, Some("informational"), "没有目标值。".to_owned(), "There is no target.".to_owned());
    };
    let Some(y0) = baseline else {
        return outcome(None, Some("developmental"), "没有基期值。".to_owned(), "There is no baseline.".to_owned());
    };
    let Some(y) = latest else {
        return outcome(
            None,
            Some("baseline only"),
            "只有基期值。".to_owned(),
            "There is only the baseline.".to_owned(),
        );
    };
    let (first, last, goal) = (Exact::from(y0), Exact::from(y), Exact::from(t));
    let share = last.minus(first).and_then(|done| done.over(goal.minus(first)?)?.times(Exact::HUNDRED));
    let (before, after, wanted) = (shown(y0), shown(y), shown(t));
    let met_at_base = way.met(y0, t);
    if way.met(y, t) {
        let share = share.filter(|_| !met_at_base);
        return outcome(
            share,
            Some("target met or exceeded"),
            format!("{after}达到目标{wanted}。"),
            format!("{after} meets the target of {wanted}."),
        );
    }
    let change = y.checked_sub(y0);
    let tenth = Exact::whole(10);
    // Past the target at the base, the way back over it is a move away too.
    let towards = !met_at_base && share.is_some_and(Exact::is_positive);
    let by_error = change.and_then(|change| significant(errors, change));
    let word = if y == y0 {
        Some("little or no detectable change")
    } else if towards {
        let enough = match errors {
            Errors::None => share.map(|share| share >= tenth),
            Errors::Tested(_) | Errors::Of(..) => by_error,
        };
        enough.map(|enough| if enough { "improved" } else { "little or no detectable change" })
    } else {
        let moved = last.minus(first).map(Exact::abs).and_then(|off| off.over(first.abs())?.times(Exact::HUNDRED));
        let enough = match errors {
            // Any move from 0 is more than a tenth of it.
            Errors::None => Some(moved.is_none_or(|moved| moved >= tenth)),
            Errors::Tested(_) | Errors::Of(..) => by_error,
        };
        enough.map(|worse| if worse { "got worse" } else { "little or no detectable change" })
    };
    let share_text = share.map_or_else(|| "—".to_owned(), |s| Number::from(s).to_string());
    let text = word.unwrap_or("—");
    let share = share.filter(|_| !met_at_base);
    outcome(
        share,
        word,
        format!("从{before}到{after}，目标{wanted}，完成预定变化的{share_text}%：{text}。"),
        format!("From {before} to {after}, target {wanted}: {share_text}% of the targeted change, {text}."),
    )
}
