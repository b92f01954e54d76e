//! Pieces of a clause: its figures, its numbers, the edges of a noun phrase.

use super::Said;
use crate::figure::{Draft, Scope};
use std::ops::Range;

/// Indices of the figures whose number stands in `clause`.
pub(super) fn figures(s: &Said<'_>, clause: &Range<usize>) -> Range<usize> {
    let place = |d: &crate::figure::Draft| s.quantities.get(d.quantity).map_or(0, |q| q.range.start);
    let first = s.drafts.partition_point(|d| place(d) < clause.start);
    let last = s.drafts.partition_point(|d| place(d) < clause.end);
    first..last
}

/// What a figure measures, with whose it is where that stands right before it: 小学学生的|人数.
pub(super) fn measured(s: &Said<'_>, draft: &Draft) -> Option<Range<usize>> {
    let indicator = draft.indicator.clone()?;
    match &draft.scope {
        Some(Scope::Written(whose)) if whose.end + 1 == indicator.start && s.text.get(whose.end) == Some(&'的') => {
            Some(whose.start..indicator.end)
        }
        _ => Some(indicator),
    }
}

/// The same, with whose it is where that stands right before it and not before `from`: 农村|道路.
pub(super) fn whole_name(draft: &Draft, from: usize) -> Option<Range<usize>> {
    let indicator = draft.indicator.clone()?;
    match &draft.scope {
        Some(Scope::Written(whose)) if whose.end == indicator.start && whose.start >= from => {
            Some(whose.start..indicator.end)
        }
        _ => Some(indicator),
    }
}

/// A number with its unit and the words of its bound: 不低于40%, 6%以上.
pub(super) fn number(s: &Said<'_>, index: usize) -> Range<usize> {
    let Some(draft) = s.drafts.get(index) else { return 0..0 };
    let Some(q) = s.quantities.get(draft.quantity) else { return 0..0 };
    q.range.start..draft.after().clamp(q.range.end, s.text.len())
}

/// `object` without a number that stands at one of its ends.
pub(super) fn without(object: &Range<usize>, number: &Range<usize>) -> Range<usize> {
    if number.end <= object.start || number.start >= object.end {
        object.clone()
    } else if number.start <= object.start + 1 {
        number.end.min(object.end)..object.end
    } else {
        object.start..number.start
    }
}

/// A noun phrase without marks and particles at its ends.
pub(super) fn noun(s: &Said<'_>, range: Range<usize>) -> Range<usize> {
    let Some(text) = s.text.get(range.clone()) else { return range };
    let loose = |c: &char| c.is_whitespace() || matches!(c, '、' | '的' | '了');
    let start = text.iter().position(|c| !loose(c)).unwrap_or(text.len());
    // 重大专项和: what it is joined to is another number's; 缓和 and 普及 are words.
    let word = |i: usize| {
        i.checked_sub(1)
            .and_then(|i| text.get(i))
            .is_some_and(|c| matches!(c, '共' | '缓' | '温' | '饱' | '柔' | '普' | '波' | '顾'))
    };
    let joins = |i: usize, c: &char| loose(c) || matches!(c, '和' | '及') && !word(i);
    let end = (start..text.len()).rev().find(|i| text.get(*i).is_some_and(|c| !joins(*i, c))).map_or(start, |i| i + 1);
    range.start + start..range.start + end.max(start)
}

/// Where the words of a clause end, before a bracket that closes it.
pub(super) fn end_of(text: &[char], clause: &Range<usize>) -> usize {
    let Some(words) = text.get(clause.clone()) else { return clause.end };
    if words.last() == Some(&')')
        && let Some(open) = words.iter().rposition(|c| *c == '(')
        && open > 0
    {
        return clause.start + open;
    }
    clause.end
}

/// Where `word` first stands in `range`.
pub(super) fn find(text: &[char], range: Range<usize>, word: &[char]) -> Option<usize> {
    let start = range.start;
    text.get(range)?.windows(word.len()).position(|w| w == word).map(|i| start + i)
}
