//! 由18.6万户增加到25.47万户: one figure with both ends.

use super::{Draft, Scope, Sentence};
use crate::quantity::{Quantity, Shape};
use crate::time::TimeKind;
use crate::unit::Dimension;
use std::ops::Range;

/// Farthest from the old value to the new, in characters.
const REACH: usize = 48;
/// Longest words from a noun to what became of so many: 整合优化调整为.
const BECAME: usize = 10;
/// Longest verb of them that the words before a number do not know: 整合.
const MERGED: usize = 4;

/// Joins each old value with its new one; the old value is no figure of its own. 由甲、乙分别提高到丙、丁 joins 甲 with 丙 and
/// 乙 with 丁.
pub(super) fn pair(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    if drafts.len() < 2 {
        return;
    }
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut rest = std::mem::take(drafts).into_iter().collect::<std::collections::VecDeque<_>>();
    while !rest.is_empty() {
        let n = run(s, rest.make_contiguous());
        let turned = rest.len() > n && turns(s, &rest[n - 1], &rest[0], &rest[n]);
        let new = if turned { run(s, &rest.make_contiguous()[n..]) } else { 0 };
        let joined = new >= n || new == 1;
        let mut olds: Vec<Draft> = rest.drain(..n).collect();
        // 由前三年的4%、5%、3%转为下降1%: the last of them is the old value.
        if joined && new < n {
            let last = olds.split_off(n - 1);
            out.extend(std::mem::replace(&mut olds, last));
        }
        if !joined {
            out.extend(olds);
            continue;
        }
        for old in olds {
            if let Some(mut new) = rest.pop_front() {
                join(s, old, &mut new);
                out.push(new);
            }
        }
    }
    *drafts = out;
}

/// Gives a value that something rose or fell to the one it had in another year, which is told right before with its own
/// time and so is a figure, too: 1982年为270元,1987年提高到463元.
pub(super) fn dated(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(index);
        let (Some(old), Some(new)) = (before.last(), rest.first_mut()) else { continue };
        if !new.left.to || new.from.is_some() || old.from.is_some() || !new.rules.contains(&"indicator.elided") {
            continue;
        }
        let (old_q, new_q) = (&s.quantities[old.quantity], &s.quantities[new.quantity]);
        let between = old_q.range.end..new_q.range.start;
        let unit = |q: &Quantity| q.unit.map(|u| u.name);
        let told = |range: Range<usize>| s.last_time_in(range).filter(|t| t.kind != TimeKind::Frequency);
        // It moved from there to here, and nothing else is told between.
        let stood = old.left.change.is_none()
            && old.left.gap.is_none()
            && !old.left.deed
            && (old.left.linked || old.left.standing);
        if stood
            && alike(old_q, new_q)
            && unit(old_q) == unit(new_q)
            && between.len() <= REACH
            && !s.slice(&between).iter().any(|c| matches!(c, ';' | '。' | ':'))
            && told(s.clause_start(old_q.range.start).min(old.left.floor)..old_q.range.start).is_some()
            && told(between).is_some()
        {
            new.from = Some(old.quantity);
            new.rules.push("from_to.dated");
        }
    }
}

/// How many numbers from the first on stand in one 、-list.
fn run(s: &Sentence<'_>, drafts: &[Draft]) -> usize {
    drafts
        .windows(2)
        .take_while(|pair| {
            let (a, b) = (&s.quantities[pair[0].quantity], &s.quantities[pair[1].quantity]);
            let between = s.slice(&(a.range.end..b.range.start));
            between.len() == 1 && matches!(between[0], '、' | '和') && alike(a, b)
        })
        .count()
        + 1
}

/// Whether the text turns from old values (the last of them, the first of them) to new ones.
fn turns(s: &Sentence<'_>, last: &Draft, first: &Draft, new: &Draft) -> bool {
    let (old_q, new_q) = (&s.quantities[last.quantity], &s.quantities[new.quantity]);
    let between = s.slice(&(old_q.range.end..new_q.range.start));
    let parted = between.len() > REACH || between.iter().any(|c| matches!(c, ';' | '。' | ':'));
    let onward = new.left.to || goes_on(between);
    // 由 may stand before the noun: 由小学学生两千万人增加到….
    let from = merged(s, first, new).is_some()
        || first.left.from
        || new.left.to && (source(s, first).is_some() || current(s, first).is_some());
    from && onward && !parted && alike(old_q, new_q)
}

/// Where the noun ends that stands between an old count and what became of it: 188个园区|整合优化为120个. A verb and nothing
/// else follows it, and the new count has the unit of the old.
fn merged(s: &Sentence<'_>, old: &Draft, new: &Draft) -> Option<usize> {
    let (old_q, new_q) = (&s.quantities[old.quantity], &s.quantities[new.quantity]);
    let noun = old.right.noun.as_ref()?;
    let unit = old_q.unit.filter(|u| matches!(u.dimension, Dimension::Count | Dimension::Places))?;
    let same = new_q.unit.is_some_and(|u| u.name == unit.name);
    let between = s.slice(&(noun.end..new_q.range.start));
    (same && new.left.to && new.right.noun.is_none() && noun.start == old_q.range.end && between.len() <= BECAME
        // 12家企业、专利增加到15家: another thing grew.
        && !between.iter().any(|c| matches!(c, ',' | '、' | '的'))
        && new.left.rest <= noun.end + MERGED)
        .then_some(noun.end)
}

/// Where 由 or 从 stands among the words before a number.
fn source(s: &Sentence<'_>, draft: &Draft) -> Option<usize> {
    let floor = draft.left.floor;
    let range = floor..s.quantities[draft.quantity].range.start;
    s.slice(&range).iter().rposition(|c| matches!(c, '由' | '从')).map(|i| floor + i)
}

/// Where the words before 现行 or 原来 end, if one of them stands before a number whose noun stands behind it:
/// 把药品行业|现行16%的税率.
fn current(s: &Sentence<'_>, draft: &Draft) -> Option<usize> {
    let at = s.quantities[draft.quantity].range.start;
    let before = s.slice(&(draft.left.floor..at));
    let word = ["现行", "现行的", "原来的", "原有的"].iter().find(|w| crate::search::ends(before, w))?;
    let noun = s.text.get(draft.right.after) == Some(&'的') && draft.right.noun.is_some();
    noun.then_some(at - word.chars().count())
}

fn join(s: &Sentence<'_>, old: Draft, new: &mut Draft) {
    // 将药品行业现行16%的税率降至13%: what is measured stands between the two, and whose it is before.
    if let Some(end) = current(s, &old).filter(|_| !old.left.from) {
        let start = old.left.floor + usize::from(matches!(s.text.get(old.left.floor), Some('将' | '把')));
        if end > start + 1 {
            new.scope = Some(Scope::Written(start..end));
        }
        new.from = Some(old.quantity);
        new.base = None;
        new.left.floor = old.right.after + 1;
        new.left.linked = true;
        new.rules.push("from_to");
        return;
    }
    // 188个园区整合为120个: what is counted stands between the two.
    if let Some(end) = merged(s, &old, new).filter(|_| !old.left.from) {
        new.from = Some(old.quantity);
        new.base = None;
        new.left.floor = s.quantities[old.quantity].range.end;
        new.left.rest = end;
        new.left.linked = true;
        new.left.deed = false;
        new.rules.push("from_to");
        return;
    }
    let marked = source(s, &old).filter(|_| !old.left.from);
    // 比重,由过去的30%降低到20%: when it was, and not what.
    let when = marked.is_some_and(|mark| {
        let words = s.slice(&(mark + 1..s.quantities[old.quantity].range.start));
        let words = words.strip_suffix(&['的']).unwrap_or(words);
        ["过去", "原来", "原先", "以往", "以前", "当初", "最初", "先前", "上年", "去年"]
            .iter()
            .any(|w| words.iter().copied().eq(w.chars()))
    });
    new.from = Some(old.quantity);
    // What is measured stands before 由 or 从, unless it stands between the two (由小学学生两千万人).
    new.left.floor = old.left.floor;
    new.left.rest = old.left.rest;
    if let Some(mark) = marked {
        if mark > old.left.floor + 1 || when {
            new.left.rest = mark;
        } else {
            new.left.floor = mark + 1;
        }
    }
    new.left.to = true;
    new.left.from = false;
    new.left.linked = true;
    new.left.deed = false;
    new.left.each |= old.left.each;
    if new.left.comparator.is_none() {
        new.left.comparator = old.left.comparator;
    }
    if new.left.rate.is_none() {
        new.left.rate = old.left.rate;
    }
    new.right.noun = None;
    new.base = None;
    new.rules.push("from_to");
}

fn alike(a: &Quantity, b: &Quantity) -> bool {
    if a.shape == Shape::Ratio || b.shape == Shape::Ratio {
        return a.shape == b.shape;
    }
    let dimension = |q: &Quantity| q.unit.map(|u| u.dimension);
    a.shape == b.shape && (dimension(a) == dimension(b) || a.unit.is_none() || b.unit.is_none())
}

/// 到, 至, 为 between the two: 从5个到8个, 从5%增加到今年预算的8%.
fn goes_on(between: &[char]) -> bool {
    between.iter().any(|c| matches!(c, '到' | '至' | '为'))
}
