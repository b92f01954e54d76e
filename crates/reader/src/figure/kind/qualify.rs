//! The words of degree beside a number: its bound, and what holds for all that hangs on a verb.

use super::deed_in;
use crate::charset::CharSet;
use crate::figure::words::FigureWords;
use crate::figure::{Draft, Sentence};
use crate::note::Doubt;
use crate::quantity::{Quantity, Shape};
use crate::reading::Bound;
use crate::search::holds;
use crate::time::TimeKind;

/// 累计, 预计, 力争 hold for all that hangs on their verb: 累计建成甲3个、乙5个.
pub(super) fn hanging(
    words: &FigureWords,
    s: &Sentence<'_>,
    q: &Quantity,
    draft: &mut Draft,
    last: usize,
    open: &mut Vec<&'static str>,
) {
    const WORDS: &[(&str, &str)] = &[
        ("累计", "累计"),
        ("预计", "预计"),
        ("有望", "预计"),
        ("力争", "力争"),
        ("可比", "可比口径"),
        ("不变价", "可比口径"),
    ];
    static BEGIN: CharSet = CharSet::of(&['累', '预', '有', '力', '可', '不']);
    debug_assert!(WORDS.iter().all(|(word, _)| word.starts_with(|c| BEGIN.contains(c))));
    let clause = s.clause_start(q.range.start);
    let mut floor = clause.max(last);
    // 力争到2030年,全市…: a clause that holds no more than a time belongs to the next.
    if clause > last && clause > 0 && s.text[clause - 1] == ',' {
        let start = s.clause_start(clause - 1).max(last);
        let short = clause - start <= 14;
        let stated = draft.qualifiers.contains(&"同比") || s.time_to(clause - 1).is_some();
        if short && stated {
            floor = start;
        }
    }
    let region = s.slice(&(floor.min(q.range.start)..q.range.start));
    let verbless = || {
        !draft.left.linked && !draft.left.deed && !deed_in(words, s, floor..q.range.start) && draft.right.noun.is_none()
    };
    let carried = region.first() == Some(&'、') || region.is_empty() || region.first() == Some(&',') && verbless();
    let mut now: Vec<&'static str> = if carried { std::mem::take(open) } else { Vec::new() };
    // Few regions hold a word's first character.
    let may_hold = BEGIN.position(region).is_some();
    for (word, name) in WORDS.iter().filter(|_| may_hold) {
        if !now.contains(name) && holds(region, word) {
            now.push(name);
        }
    }
    let first = s.times.partition_point(|t| t.range.start < floor);
    let mean = s.times[first..]
        .iter()
        .take_while(|t| t.range.end <= q.range.start)
        .any(|t| t.kind == TimeKind::Frequency && s.slice(&t.range).contains(&'均'));
    if mean
        && matches!(q.shape, Shape::Percent | Shape::Multiple)
        && !draft.qualifiers.contains(&"年均")
        && draft.left.comparator.is_none()
    {
        draft.qualifiers.push("年均");
    }
    for word in &now {
        if !draft.qualifiers.contains(word) {
            draft.qualifiers.insert(0, word);
        }
    }
    if draft.base.as_ref().is_some_and(|b| s.slice(b).contains(&'期')) && !draft.qualifiers.contains(&"同比") {
        draft.qualifiers.push("同比");
    }
    *open = now;
}

pub(super) fn bounds(s: &Sentence<'_>, q: &Quantity, draft: &mut Draft) {
    let (left, right) = (&draft.left, &draft.right);
    let gap = draft.left.gap.is_some() && matches!(q.shape, Shape::Points | Shape::Multiple | Shape::Percent);
    let own = q.own_bound();
    // The word before wins over the word after: writers double it (不少于3个以上) and mean the first.
    draft.bound = left.bound.filter(|_| !gap).or(own).or(right.bound).or(left.weak);
    for word in &left.qualifiers {
        let dropped = *word == "达到" && (left.bound.is_some() || right.bound.is_some() || own.is_some());
        let gap_word = gap && *word == "超";
        if !dropped && !gap_word && !draft.qualifiers.contains(word) {
            draft.qualifiers.push(word);
        }
    }
    if q.more {
        draft.qualifiers.push(if s.slice(&q.range).contains(&'余') { "余" } else { "多" });
    }
    for word in &right.qualifiers {
        if !draft.qualifiers.contains(word) {
            draft.qualifiers.push(word);
        }
    }
    if let (Some(before), Some(after)) = (left.bound, right.bound)
        && before != after
        && before != Bound::About
        && after != Bound::About
    {
        draft.doubts.push(Doubt::Bound);
    }
}
