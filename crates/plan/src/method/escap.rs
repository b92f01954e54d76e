//! The Current Status Index of ESCAP. `docs/method/escap_current_status.md`.

use super::{Out, Outcome, Way, shown};
use crate::Exact;
use crate::say::Number;
use rust_decimal::Decimal;

/// What [`escap_current_status`] goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrentStatus {
    /// The value in the base year.
    pub baseline: Option<Decimal>,
    /// The value now.
    pub current: Option<Decimal>,
    /// The value wanted.
    pub target: Option<Decimal>,
    /// Which way is better; of no account for parity.
    pub way: Way,
    /// Whether the target is to be met from either side.
    pub parity: bool,
}

/// From 0 at the base to 10 at the target: 10·d·(y − y₀)/|T − y₀|, or for parity 10 − 10·|T − y|/|T − y₀|. What is past the
/// target has 10; what moved away is below 0.
#[must_use]
pub fn escap_current_status(case: &CurrentStatus) -> Outcome {
    let CurrentStatus { baseline, current, target, way, parity } = *case;
    let index = baseline.zip(current).zip(target).and_then(|((y0, y), t)| {
        let ten = Exact::whole(10);
        let (base, now, goal) = (Exact::from(y0), Exact::from(y), Exact::from(t));
        let met = if parity { y == t } else { way.met(y, t) };
        if met {
            return Some(ten);
        }
        let whole = goal.minus(base)?.abs();
        if parity {
            return ten.minus(ten.times(goal.minus(now)?.abs().over(whole)?)?);
        }
        let done = ten.times(now.minus(base)?.over(whole)?)?;
        Some(match way {
            Way::Up => done,
            Way::Down => done.negated(),
        })
    });
    let (zh, en) = match (baseline, current, target, index) {
        (Some(y0), Some(y), Some(t), Some(index)) => {
            let (y0, y, t, index) = (shown(y0), shown(y), shown(t), Number::from(index));
            (
                format!("从{y0}到目标{t}，现为{y}：十分之{index}。"),
                format!("From {y0} towards {t}, now {y}: {index} of 10."),
            )
        }
        (Some(_), Some(_), Some(_), None) => (
            "目标就是基期值而没有守住，没有路程可量。".to_owned(),
            "The target is the base, and it is not held: there is no way to measure.".to_owned(),
        ),
        _ => ("基期值、现值、目标值不全。".to_owned(), "Baseline, current value or target is missing.".to_owned()),
    };
    Outcome::new(vec![("index", Out::of(index))], zh, en)
}
