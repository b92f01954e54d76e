//! Which time expression of a sentence holds for which figure.
//!
//! In a report the leading time holds up to the next ; or the next time; among targets it holds to the end of the
//! sentence. A point in time (年末) holds only for its own indicator. Growth over any base but the year before, and a yearly
//! mean, take a time only from their own clause.

use super::{Draft, Sentence};
use crate::reading::{Kind, Tense};
use crate::time::{Time, TimeKind};

/// What a time expression does for the figures after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// For every figure up to the next time.
    On,
    /// For one indicator: 年末.
    Once,
    /// For none, but what was said before no longer holds: 现已.
    Ends,
    /// For the figure whose verb it stands at: 每年新增.
    Each,
    /// It is a base, the time of an old value, a length, a name.
    Nothing,
}

/// Farthest a leading time is looked for, in time expressions: more stand in no sentence that means one of them.
const BACK: usize = 24;

/// Gives every draft its time.
pub(super) fn assign(s: &Sentence<'_>, drafts: &mut [Draft]) {
    if s.times.is_empty() {
        return;
    }
    let holds: Vec<Holds> = s.times.iter().map(|t| holds(s, t)).collect();
    for index in 0..drafts.len() {
        let period = find(s, &holds, drafts, index);
        drafts[index].period = period;
    }
}

fn find(s: &Sentence<'_>, holds: &[Holds], drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = &drafts[index];
    let at = s.quantities[draft.quantity].range.start;
    let planned = s.tense == Tense::Planned;
    let clause = s.clause_start(at);
    let old = draft.from.map(|q| s.quantities[q].range.clone());
    let after = s.times.partition_point(|t| t.range.start < at);
    for i in (after.saturating_sub(BACK)..after).rev() {
        let time = &s.times[i];
        // The time of the old value: 由2015年的5%提高到.
        if old.as_ref().is_some_and(|old| time.range.end <= old.start && s.slice(&(time.range.end..old.start)).iter().all(|c| *c == '的' || *c == '末'))
            || draft.base.as_ref() == Some(&time.range)
        {
            continue;
        }
        let between = s.slice(&(time.range.end..at));
        if !planned && between.contains(&';') {
            return None;
        }
        let own = time.range.start >= clause;
        match holds[i] {
            Holds::Nothing => continue,
            Holds::Each => {
                if own && draft.measure != Kind::ChangePct {
                    return Some(i);
                }
                continue;
            }
            Holds::Ends => return None,
            Holds::Once => {
                let position = drafts[..index].iter().position(|d| s.quantities[d.quantity].range.start > time.range.start);

                let same = position.is_none_or(|p| drafts[p].indicator == draft.indicator);
                if !same && !planned {
                    return None;
                }
            }
            Holds::On => {}
        }
        let far = !own && !planned && (draft.qualifiers.contains(&"年均") || far_base(s, draft, time));
        return (!far).then_some(i);
    }
    None
}

/// What a time does, from the words around it.
fn holds(s: &Sentence<'_>, time: &Time) -> Holds {
    let text = s.text;
    let before = time.range.start.checked_sub(1).and_then(|i| text.get(i)).copied();
    let first = text.get(time.range.start).copied();
    let after = text.get(time.range.end..text.len().min(time.range.end + 4)).unwrap_or_default();
    let follows = |words: &[&str]| words.iter().any(|w| w.chars().count() <= after.len() && w.chars().zip(after).all(|(a, b)| a == *b));
    if matches!(before, Some('比' | '较' | '由' | '从' | '与' | '同' | '于')) || after.starts_with(&['相', '比']) {
        return Holds::Nothing;
    }
    // 全年任务, “十四五”规划目标, 建国以来的最高水平: the time is part of a name.
    let named = follows(&["任务", "目标", "规划", "纲要", "行动", "方案", "总投资"])
        || time.kind == TimeKind::Plan && follows(&["计划"])
        || time.kind == TimeKind::Since && follows(&["的"]);
    if named && !follows(&["目标为", "目标是"]) {
        return Holds::Nothing;
    }
    match time.kind {
        TimeKind::Frequency => {
            let written: Vec<char> = s.slice(&time.range).to_vec();
            if written.starts_with(&['每', '年']) && written.len() == 2 { Holds::Each } else { Holds::Nothing }
        }
        TimeKind::Now => {
            if matches!(s.slice(&time.range), ['现', '在']) { Holds::On } else { Holds::Ends }
        }
        TimeKind::Duration => {
            let word = !matches!(first, Some('连' | '用' | '历' | '为' | '近' | '再' | '提'));
            let name = matches!(after.first(), Some('行' | '计' | '规' | '期' | '制' | '级' | '的' | '以' | '左' | '保' | '目' | '攻'));
            if word && !name && !matches!(before, Some('续' | '用' | '第' | '前' | '超' | '近' | '长' | '满')) { Holds::On } else { Holds::Nothing }
        }
        TimeKind::Since if before == Some('过') => Holds::Nothing,
        // 年末, 6月底: one day.
        _ if time.start.is_some() && time.start == time.end && time.kind != TimeKind::Day => Holds::Once,
        TimeKind::Day if matches!(text.get(time.range.end.wrapping_sub(1)), Some('末' | '底' | '初')) => Holds::Once,
        _ if matches!(text.get(time.range.end.wrapping_sub(1)), Some('末' | '底')) && time.range.len() <= 3 => Holds::Once,
        _ => Holds::On,
    }
}

/// Whether a figure is measured from another base than the year before `time`.
fn far_base(s: &Sentence<'_>, draft: &Draft, time: &Time) -> bool {
    let Some(base) = &draft.base else { return false };
    let words = s.slice(base);
    let has = |w: &str| {
        let n = w.chars().count();
        words.windows(n).any(|v| v.iter().copied().eq(w.chars()))
    };
    if has("上年") || has("去年") || has("同期") || has("上一年") || has("上月") {
        return false;
    }
    let based = s.time_from(base.start).and_then(|t| t.end).map(|d| d.year());
    match (based, time.start.or(time.end).map(|d| d.year())) {
        (Some(base), Some(year)) => base + 1 != year,
        _ => true,
    }
}
