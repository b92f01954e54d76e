//! Whether one could tell afterwards that a thing was done, as it is written.
//!
//! A number or a rank is promised, or one named thing is to be finished, or a duty has its day. 推进, 加强, 完善 without a
//! number cannot be told.

use super::words::{Lexicon, Sorts};
use super::{Found, Said};

/// Whether a commitment can be measured as written.
pub(super) fn is_measurable(words: &Lexicon, s: &Said<'_>, found: &Found) -> bool {
    if !found.figures.is_empty() || found.deadline.as_ref().is_some_and(|by| by.limit) {
        return true;
    }
    let action = s.text.get(found.action.clone()).unwrap_or_default();
    let finishes = words
        .at(s.text, found.action.start, found.action.end)
        .is_some_and(|(len, sorts)| len == action.len() && sorts.is(Sorts::FINISH));
    let object = found.object.as_ref().and_then(|o| s.text.get(o.clone())).unwrap_or_default();
    finishes && !object.is_empty() && !words.is_empty(object)
}
