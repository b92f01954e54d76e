//! Where or for whom: a place, a body, a population before the indicator.

use super::{Draft, Scope, Sentence};
use crate::quantity::Shape;

/// Fills in scopes that words between indicator and number give, and carries on those that still hold.
pub(super) fn assign(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let q = &s.quantities[drafts[index].quantity];
        if let Some(range) = drafts[index].left.comparator.clone() {
            drafts[index].scope = Some(Scope::Written(range));
            continue;
        }
        if let Some(range) = drafts[index].left.each_of.clone() {
            drafts[index].scope = Some(Scope::Written(range));
            continue;
        }
        // A list under one verb shares its scope: 全市实现甲12亿元、乙3亿元.
        if index > 0 && drafts[index].scope.is_none() {
            let (before, rest) = drafts.split_at_mut(index);
            let (Some(last), Some(draft)) = (before.last(), rest.first_mut()) else { continue };
            let last_q = &s.quantities[last.quantity];
            let between = s.slice(&(last.right.end.max(last_q.range.end)..q.range.start));
            let listed = between.first() == Some(&'、') || between.len() <= 4 && between.iter().any(|c| matches!(c, '、' | '和'));
            let same = draft.indicator.is_some() && draft.indicator == last.indicator;
            if (listed || same) && last_q.shape != Shape::Rank && last.left.gap.is_none() {
                draft.scope.clone_from(&last.scope);
            }
        }
    }
}
