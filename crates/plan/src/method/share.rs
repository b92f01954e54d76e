//! Share of the way, pace, gap, keeping a level. `docs/method/share.md`.

use super::{Out, Outcome, Way, shown};
use crate::period::days_between;
use crate::say::Number;
use crate::{Date, Exact};
use rust_decimal::Decimal;

fn clamped(value: Exact, clamp: Option<(Decimal, Decimal)>) -> Exact {
    match clamp {
        Some((low, high)) => value.min(high.into()).max(low.into()),
        None => value,
    }
}

/// The share of the way from baseline to target: (y − y₀)/(T − y₀). Both differences turn their sign for a decrease, so
/// the same formula serves it. Where target and baseline are the same there is no way, and only whether it is held can be
/// said: 1 or 0. Both 0 leave nothing to measure by.
#[must_use]
pub fn share_of_way(
    baseline: Option<Decimal>,
    current: Option<Decimal>,
    target: Option<Decimal>,
    way: Option<Way>,
    clamp: Option<(Decimal, Decimal)>,
) -> Outcome {
    let result =
        |progress: Option<Exact>, zh: String, en: String| Outcome::new(vec![("progress", Out::of(progress))], zh, en);
    let (Some(y0), Some(y), Some(t)) = (baseline, current, target) else {
        return result(
            None,
            "基期值、现值、目标值不全。".to_owned(),
            "Baseline, current value or target is missing.".to_owned(),
        );
    };
    if y0 == t {
        let held = if y == t { Some(true) } else { way.map(|way| way.met(y, t)) };
        return match held.filter(|_| !t.is_zero()) {
            Some(true) => result(
                Some(Exact::ONE),
                "目标就是基期值，守住了。".to_owned(),
                "The target is the baseline, and it is held.".to_owned(),
            ),
            Some(false) => result(
                Some(clamped(Exact::ZERO, clamp)),
                "目标就是基期值，没有守住。".to_owned(),
                "The target is the baseline, and it is not held.".to_owned(),
            ),
            None => result(
                None,
                "目标与基期相同，无从衡量进度。".to_owned(),
                "Target and baseline are the same: there is no way to measure.".to_owned(),
            ),
        };
    }
    let share = Exact::from(y).minus(y0.into()).and_then(|done| done.over(Exact::from(t).minus(y0.into())?));
    let kept = share.map(|share| clamped(share, clamp));
    let (y0, y, t) = (shown(y0), shown(y), shown(t));
    let text = |share: Option<Exact>| share.map_or_else(|| "—".to_owned(), |s| Number::from(s).to_string());
    result(
        kept,
        format!("({y} − {y0}) ÷ ({t} − {y0}) = {}，记为{}。", text(share), text(kept)),
        format!("({y} − {y0}) ÷ ({t} − {y0}) = {}, taken as {}.", text(share), text(kept)),
    )
}

/// How near a level is kept: 1 − |y − T| / tolerance, not below 0. Without a tolerance it is 5 % of the target, at least
/// 0.5; with one of 0 only the level itself is kept.
#[must_use]
pub fn keep_level(current: Option<Decimal>, target: Option<Decimal>, tolerance: Option<Decimal>) -> Outcome {
    let (Some(y), Some(t)) = (current, target) else {
        return Outcome::new(
            vec![("progress", Out::Nothing)],
            "现值或目标值不全。",
            "Current value or target is missing.",
        );
    };
    let usual =
        || Exact::from(t).abs().times(Exact::new(5, 100)?).map(|band| band.max(Exact::new(1, 2).unwrap_or(Exact::ONE)));
    let band = tolerance.map(|d| Exact::from(d).abs()).or_else(usual);
    let off = Exact::from(y).minus(t.into()).map(Exact::abs);
    let progress = off.zip(band).and_then(|(off, band)| {
        if band.is_zero() {
            return Some(if off.is_zero() { Exact::ONE } else { Exact::ZERO });
        }
        Some(Exact::ONE.minus(off.over(band)?)?.max(Exact::ZERO))
    });
    let text = |n: Option<Exact>| n.map_or_else(|| "—".to_owned(), |n| Number::from(n).to_string());
    let (off, band, kept) = (text(off), text(band), text(progress));
    let (y, t) = (shown(y), shown(t));
    Outcome::new(
        vec![("progress", Out::of(progress))],
        format!("现值{y}离{t}差{off}，容许{band}：{kept}。"),
        format!("{y} is {off} off {t}, and {band} is allowed: {kept}."),
    )
}

/// From which ratio on a word holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Ahead from here on.
    pub ahead: Decimal,
    /// On track from here on.
    pub on_track: Decimal,
    /// At risk from here on, off track below.
    pub at_risk: Decimal,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { ahead: Decimal::new(11, 1), on_track: Decimal::new(9, 1), at_risk: Decimal::new(75, 2) }
    }
}

/// Below this share of the time a ratio says nothing: any progress counts as 1.5, none as 1.
const EARLY: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Progress over what was to be expected by now, and the word for it.
#[must_use]
pub fn pace(
    progress: Option<Decimal>,
    expected: Option<Decimal>,
    ratio: Option<Decimal>,
    thresholds: Thresholds,
) -> Outcome {
    let computed = progress.zip(expected).and_then(|(done, due)| {
        if due < EARLY {
            return Some(if done > Decimal::ZERO { Exact::new(3, 2)? } else { Exact::ONE });
        }
        Exact::from(done).over(due.into())
    });
    let ratio = ratio.map(Exact::from).or(computed);
    let word = ratio.map(|ratio| match ratio {
        r if r >= thresholds.ahead.into() => "ahead",
        r if r >= thresholds.on_track.into() => "on_track",
        r if r >= thresholds.at_risk.into() => "at_risk",
        _ => "off_track",
    });
    let Some((ratio, word)) = ratio.zip(word) else {
        return Outcome::new(
            vec![("ratio", Out::Nothing), ("status", Out::Nothing)],
            "没有进度，也没有比值。",
            "There is neither progress nor a ratio.",
        );
    };
    let shown_ratio = Number::from(ratio);
    let Thresholds { ahead, on_track, at_risk } = thresholds;
    Outcome::new(
        vec![("ratio", Out::of(Some(ratio))), ("status", Out::Word(word))],
        format!("进度与应有进度之比{shown_ratio}；界限{ahead}、{on_track}、{at_risk}：{word}。"),
        format!("Progress over what was due is {shown_ratio}; the limits are {ahead}, {on_track}, {at_risk}: {word}."),
    )
}

/// The share of the time that has passed, in days: 0 before the start, 1 from the end on. `tolerance` is what the share is
/// good for where its authors state it to one place.
#[must_use]
pub fn time_share(start: Date, end: Date, at: Date) -> Outcome {
    let (passed, whole) = (days_between(start, at), days_between(start, end));
    let share = if whole <= 0 {
        Some(Exact::ONE)
    } else {
        Exact::new(passed.into(), whole.into()).map(|share| share.max(Exact::ZERO).min(Exact::ONE))
    };
    let text = share.map_or_else(|| "—".to_owned(), |s| Number::from(s).to_string());
    Outcome::new(
        vec![("share", Out::of(share)), ("tolerance", Out::of(Exact::new(5, 100)))],
        format!("共{whole}天，过了{passed}天：{text}。"),
        format!("{passed} of {whole} days have passed: {text}."),
    )
}

/// How far a value is from its target, on the side that is worse; `ahead_by` is the same seen from the other side.
#[must_use]
pub fn gap(current: Option<Decimal>, target: Option<Decimal>, way: Way) -> Outcome {
    let gap = current.zip(target).and_then(|(y, t)| {
        let up = Exact::from(t).minus(y.into())?;
        Some(match way {
            Way::Up => up,
            Way::Down => up.negated(),
        })
    });
    let ahead = gap.map(Exact::negated);
    let (zh, en) = match gap {
        Some(gap) if gap.is_positive() => {
            let gap = Number::from(gap);
            (format!("还差{gap}。"), format!("{gap} short."))
        }
        Some(gap) if gap.is_zero() => ("正好达到。".to_owned(), "Exactly there.".to_owned()),
        Some(gap) => {
            let ahead = Number::from(gap.negated());
            (format!("超过目标{ahead}。"), format!("Past the target by {ahead}."))
        }
        None => ("现值或目标值不全。".to_owned(), "Current value or target is missing.".to_owned()),
    };
    Outcome::new(vec![("gap", Out::of(gap)), ("ahead_by", Out::of(ahead))], zh, en)
}
