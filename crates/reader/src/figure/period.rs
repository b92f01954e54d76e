//! Which time expression of a sentence holds for which figure.

use super::{Draft, Sentence};
use crate::time::TimeKind;

/// In a report the leading time holds up to the next ; or the next time; in targets it holds to the end of the
/// sentence.
pub(super) fn assign(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        let q = &s.quantities[draft.quantity];
        let at = q.range.start;
        let planned = s.tense == crate::reading::Tense::Planned;
        let mut found = None;
        for (index, time) in s.times.iter().enumerate().rev() {
            if time.range.start >= at {
                continue;
            }
            if time.kind == TimeKind::Duration || draft.base.as_ref() == Some(&time.range) {
                continue;
            }
            let between = s.slice(&(time.range.end..at));
            if !planned && between.contains(&';') {
                break;
            }
            found = Some(index);
            break;
        }
        draft.period = found;
    }
}
