//! What sort of statement a number makes.

mod ahead;
mod counted;
mod measure;
mod qualify;

use super::words::FigureWords;
use super::{Draft, Scope, Sentence};
use crate::quantity::Shape;
use crate::reading::{Kind, Tense};
use crate::search::holds;
use crate::unit::Dimension;
use ahead::{is_ahead, is_had, is_known, is_nation, is_reached};
use measure::measure;
use qualify::{bounds, hanging};
use std::ops::Range;

/// How far before the end of such a capacity 新增 may stand: 新增加的主要生产能力.
const CAPACITY: usize = 14;

/// Judges kind, measure, mode, sign, bound and qualifiers of every draft.
pub(super) fn judge(words: &FigureWords, s: &Sentence<'_>, drafts: &mut [Draft]) {
    let mut before = None;
    let made = made_list(s, drafts);
    let mut open: Vec<&'static str> = Vec::new();
    let mut last = 0;
    // 6个园区|营业收入达12亿元: whose it is stands; nobody made them here.
    let owners: Vec<bool> = drafts
        .iter()
        .enumerate()
        .map(|(i, d)| {
            // 12座公园全天开放、占总数的87%: the share is another thing said of them.
            // 带动240户农户、户均增收: they were reached.
            let other = |n: &&Draft| {
                n.indicator.as_ref().is_none_or(|r| s.text[r.start] != '占') && !n.rules.contains(&"indicator.gained")
            };
            let next = drafts.get(i + 1).filter(other).and_then(|n| n.scope.as_ref());
            let start = s.quantities[d.quantity].range.start;
            d.rules.contains(&"indicator.after")
                && !d.left.deed
                && !s.slice(&(d.left.floor..start)).iter().any(|c| matches!(c, '为' | '给' | '向' | '对'))
                && !deed_in(words, s, d.left.floor..start)
                && matches!((next, &d.indicator), (Some(Scope::Written(of)), Some(name)) if of == name)
        })
        .collect();
    for (index, owned) in owners.into_iter().enumerate() {
        let (past, rest) = drafts.split_at_mut(index);
        let Some(draft) = rest.first_mut() else { break };
        let q = &s.quantities[draft.quantity];
        bounds(s, q, draft);
        hanging(words, s, q, draft, last, &mut open);
        last = draft.right.end.max(q.range.end);
        draft.measure = measure(words, s, q, draft, before);
        let plain = q.unit.is_some_and(|u| u.dimension != Dimension::Money);
        if draft.measure == Kind::Level && plain && made.as_ref().is_some_and(|m| m.contains(&q.range.start)) {
            draft.measure = Kind::CountDone;
        }
        if draft.measure == Kind::CountDone && (owned || is_had(words, s, draft)) {
            draft.measure = Kind::Level;
        }
        before = Some(draft.measure);
        // 12类55件实事全部完成: of so many sorts are those that were done.
        if draft.measure == Kind::CountDone
            && let Some(sorts) = past.last_mut()
            && sorts.measure == Kind::Level
            && sorts.kind == Kind::Level
            && sorts.right.noun.is_none()
            && s.quantities[sorts.quantity].range.end == q.range.start
            && s.quantities[sorts.quantity].unit.is_some_and(|u| matches!(u.name, "类" | "大类" | "批"))
        {
            sorts.measure = Kind::CountDone;
            sorts.kind = Kind::CountDone;
        }
        if draft.left.yearly && draft.measure == Kind::ChangePct && !draft.qualifiers.contains(&"年均") {
            draft.qualifiers.push("年均");
        }
        let known = matches!(draft.measure, Kind::Level | Kind::CountDone)
            && s.tense == Tense::Planned
            && (is_nation(s, q, draft) || is_known(words, s, q, draft));
        if known {
            draft.measure = Kind::Level;
        }
        let planned = s.tense == Tense::Planned && !known && !is_reached(words, s, q, draft);
        draft.kind = if planned || is_ahead(words, s, q, draft) {
            Kind::Target
        } else if draft.from.is_some() {
            Kind::FromTo
        } else if q.shape == Shape::Vague || (draft.left.vague && q.magnitude) {
            Kind::Approx
        } else {
            draft.measure
        };
        let falls = draft.left.change == Some(-1) && !draft.left.to
            || draft.left.gap == Some(-1) && draft.measure == Kind::ChangeAbs;
        draft.negative = falls
            && draft.from.is_none()
            && matches!(draft.measure, Kind::ChangePct | Kind::ChangeAbs)
            && !q.value.is_some_and(crate::number::Value::is_negative);
    }
}

/// The list behind 新增加的生产能力有: what it counts was made, to the next full stop.
fn made_list(s: &Sentence<'_>, drafts: &[Draft]) -> Option<Range<usize>> {
    let end = s.quantities[drafts.last()?.quantity].range.start;
    // 新增加的主要生产能力有煤炭12万吨,石油3万吨: without the colon.
    let head = s.slice(&(0..end));
    let bare = (0..head.len()).find(|i| {
        matches!(head[*i], '有' | '是' | '为')
            && head[..*i].ends_with(&['生', '产', '能', '力'])
            && holds(&head[i.saturating_sub(CAPACITY)..*i], "新增")
    });
    if let Some(at) = bare {
        return Some(at..s.text[at..].iter().position(|c| matches!(c, '。' | ';')).map_or(s.text.len(), |i| at + i));
    }
    let colon = (0..end).find(|at| {
        s.text[*at] == ':' && {
            let head = s.slice(&(at.saturating_sub(30)..*at));
            let list = matches!(head.last(), Some('有' | '是' | '为' | '括'));
            list && ["新增", "新建", "建成", "新形成"].iter().any(|w| holds(head, w))
        }
    })?;
    Some(colon..s.text[colon..].iter().position(|c| *c == '。').map_or(s.text.len(), |i| colon + i))
}

/// Whether a verb of doing stands in `range`.
fn deed_in(words: &FigureWords, s: &Sentence<'_>, range: Range<usize>) -> bool {
    let mut at = range.start;
    while at < range.end {
        match words.verb(s.text, at) {
            Some((len, edge)) if at + len <= range.end => {
                // 新入驻: what is new was done.
                if edge.deed || at > range.start && s.text[at - 1] == '新' {
                    return true;
                }
                at += len;
            }
            _ => at += 1,
        }
    }
    false
}
