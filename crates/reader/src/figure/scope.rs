//! Where or for whom: a place, a body, a population before the indicator.

use super::{Draft, Scope, Sentence};
use crate::quantity::Shape;

/// Words whose place is the comparator of a rank or gap.
const COMPARATORS: &[&str] = &[
    "全国", "全省", "全区", "全市", "全州", "全盟", "全旗", "全球", "世界", "亚洲", "我国", "我省", "我市", "国内", "省内", "区内",
    "东北", "西部", "中部", "沿海", "长三角",
];

/// Fills in scopes that words between indicator and number give, and carries on those that still hold.
pub(super) fn assign(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let q = &s.quantities[drafts[index].quantity];
        if let Some(range) = drafts[index].left.comparator.clone() {
            drafts[index].scope = Some(Scope::Written(range));
            continue;
        }
        if matches!(q.shape, Shape::Rank) || drafts[index].left.gap.is_some() {
            // 居全国首位, 高于全省平均水平0.7个百分点: the comparator stands right before.
            let floor = q.range.start.saturating_sub(14).max(s.clause_start(q.range.start));
            let near = &s.text[floor..q.range.start];
            let found = COMPARATORS.iter().find_map(|w| {
                let len = w.chars().count();
                near.windows(len).rposition(|v| v.iter().copied().eq(w.chars())).map(|i| floor + i..floor + i + len)
            });
            if let Some(range) = found {
                // The comparator is no part of the indicator.
                let draft = &mut drafts[index];
                if let Some(name) = &mut draft.indicator
                    && name.end > range.start
                    && name.start < range.start
                {
                    name.end = range.start;
                }
                draft.scope = Some(Scope::Written(range));
                continue;
            }
        }
        // A list under one verb shares its scope: 全市实现甲12亿元、乙3亿元.
        if index > 0 && drafts[index].scope.is_none() {
            let (before, rest) = drafts.split_at_mut(index);
            let (Some(last), Some(draft)) = (before.last(), rest.first_mut()) else { continue };
            let last_q = &s.quantities[last.quantity];
            let between = s.slice(&(last.right.end.max(last_q.range.end)..q.range.start));
            let listed = between.first() == Some(&'、');
            let same = draft.indicator.is_some() && draft.indicator == last.indicator;
            if (listed || same) && last_q.shape != Shape::Rank && last.left.gap.is_none() {
                draft.scope.clone_from(&last.scope);
            }
        }
    }
}
