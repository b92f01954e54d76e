//! What one clause takes from another: a state from the order that follows it, a deed from what stands behind 但.

use super::{CERTAIN, GROUND, OVERRULED, SAID, STATE, Scale, is_border};
use crate::reading::Role;

/// 县里是产粮大户之一,必须扩大灌溉: what is so is only the ground of the order that follows it. And where every
/// clause says what something is, none of them orders.
pub(super) fn turn(text: &[char], scale: &mut Scale) {
    let (from, to) = (scale.fact_at, scale.planned_at);
    // 总体要求是:…: all behind the colon is wanted, whatever of it is called a foundation.
    if scale.bidden {
        scale.fact = scale.fact.min(GROUND);
        scale.strong_done = false;
    } else if to > from
        && !(CERTAIN..SAID).contains(&scale.surest)
        && text.get(from..to).is_some_and(|between| between.iter().any(|c| matches!(c, ',' | ';' | ':')))
    {
        scale.fact = scale.fact.min(GROUND);
    } else if scale.copulas > 1 || scale.told && scale.counted == 0 && !scale.strong_planned {
        scale.fact += STATE;
    }
}

/// What stands behind 但 is what the sentence is for: 改革取得很大进展,但是任务艰巨,必须继续推进. And what is wanting there is
/// so, whatever was done before, 解决了一批问题,但管护力量仍然不足, as what was wanting before is only conceded.
pub(super) fn but(text: &[char], role: Option<Role>, scale: &mut Scale) {
    let state = scale.surest >= STATE && !scale.strong_planned;
    if !scale.strong_done || !(state || scale.strong_planned) {
        return;
    }
    let Some(at) = text.windows(2).position(|w| is_border(w[0]) && w[1] == '但') else { return };
    if scale.strong_planned {
        scale.strong_done &= scale.planned_at <= at;
    } else if scale.fact_at.max(scale.state_at) < at {
        scale.fact = scale.fact.min(OVERRULED);
    } else if matches!(role, None | Some(Role::Other | Role::Problems)) {
        scale.strong_done = false;
        scale.done = scale.done.min(OVERRULED);
        scale.planned = scale.planned.min(OVERRULED);
    }
}

/// 2026年,是全县水利大发展的一年。 What a year was, however much was done in it, where nothing of that is counted.
pub(super) fn of_year(text: &[char], scale: &mut Scale) {
    let [clauses @ .., '。' | '!'] = text else { return };
    // Seldom so, and asked first.
    if scale.counted > 0 || !matches!(clauses, [.., '的', '一' | '五' | '三' | '十', '年']) {
        return;
    }
    let last = clauses.rsplit(|c| is_border(*c) && *c != '、').next().unwrap_or_default();
    if matches!(last, ['是', .., '的', _, '年']) {
        scale.fact = scale.fact.max(CERTAIN);
    }
}
