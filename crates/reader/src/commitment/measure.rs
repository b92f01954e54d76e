//! Whether one could tell afterwards that a thing was done, as it is written.
//!
//! A number or a rank is promised, or one named thing is to be finished, or a duty has its day. 推进, 加强, 完善 without a
//! number cannot be told.

use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use crate::reading::Kind;

/// Whether a commitment can be measured as written.
pub(super) fn is_measurable(words: &Lexicon, s: &Said<'_>, found: &Found) -> bool {
    // 壮大12条产业链: how many there are is no promise.
    let kept = |i: usize| s.drafts.get(i).is_some_and(|d| d.kind == Kind::Level && d.bound.is_none());
    let counts = !found.figures.is_empty() && !found.figures.clone().all(kept);
    if counts || found.deadline.as_ref().is_some_and(|by| by.limit) {
        return true;
    }
    let object = found.object.as_ref().and_then(|o| s.text.get(o.clone())).unwrap_or_default();
    let within = found.deadline.as_ref().is_some_and(|by| by.within);
    // 用三年时间建成…体系: the end of the time tells.
    let finishes =
        || words.at(s.text, found.action.start, found.action.end).is_some_and(|(_, sorts)| sorts.is(Sorts::FINISH));
    if object.is_empty() || words.is_empty(object) {
        return !object.is_empty() && within && finishes();
    }
    // 用三年时间基本化解…: within a time, and so far.
    let degree = found.degree.as_ref().and_then(|d| words.at(s.text, d.start, d.end));
    if within && degree.is_some_and(|(_, sorts)| sorts.is(Sorts::CLOSE)) {
        return true;
    }
    // No verb of completion has one character.
    (found.action.start..found.action.end.saturating_sub(1)).any(|at| {
        words.at(s.text, at, found.action.end).is_some_and(|(len, sorts)| {
            let whole = at == found.action.start || at + len == found.action.end;
            whole && sorts.is(Sorts::FINISH)
        })
    })
}
