//! What is new, and what moved: the movement is no part of the name.

use super::{is_counted, same_stretch};
use crate::figure::words::Before;
use crate::figure::{Draft, Grammar, Sentence};
use crate::quantity::Shape;
use crate::unit::Dimension;
use std::ops::Range;

impl Grammar {
    /// A name without 总数 and 新增, which count what was named before.
    pub(super) fn anew(
        &self,
        s: &Sentence<'_>,
        before: &[Draft],
        draft: &mut Draft,
        own: Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let mut own = own;
        let q = &s.quantities[draft.quantity];
        let counted = is_counted(q);
        // 新增农机站5个、总数达到40个: of what was counted before.
        if own.as_ref().is_some_and(|r| s.slice(r) == ['总', '数'])
            && counted
            && before.last().is_some_and(|b| {
                same_stretch(s, b, draft)
                    && s.quantities[b.quantity].unit.map(|u| u.name) == q.unit.map(|u| u.name)
                    && b.indicator
                        .as_ref()
                        .is_some_and(|r| self.words.deeds_before.find_before(s.text, r.end).is_none())
            })
        {
            own = None;
            draft.rules.push("indicator.total");
        }
        // 新增12项: that they are new is no name.
        if own.as_ref().is_some_and(|r| matches!(s.slice(r), ['新' | '净', '增'])) {
            own = None;
        }
        own
    }

    /// A name without the movement before it, which the draft takes.
    pub(super) fn moved_name(
        &self,
        s: &Sentence<'_>,
        draft: &mut Draft,
        own: Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let mut own = own;
        let q = &s.quantities[draft.quantity];
        let counted = is_counted(q);
        // 压减项目30%: the movement stands before what moved.
        if let Some(own) = &own
            && matches!(q.shape, Shape::Percent)
            && draft.left.change.is_none()
            && !draft.left.linked
            && !draft.left.share
            && let Some((len, Before::Change { sign, rate: false, gap: false })) =
                self.words.before.find_before(s.text, own.start)
            && own.start >= draft.left.floor + len
        {
            draft.left.change = Some(*sign);
        }
        // 平均压减时间58%: so where it was taken for a part of the name.
        if let Some(name) = own.clone()
            && matches!(q.shape, Shape::Percent)
            && draft.left.change.is_none()
            && !draft.left.linked
            && draft.left.bound.is_none()
            && !draft.left.share
            && name.len() > 3
            && !self.dependent(s, &(name.start + 2..name.end))
            && let Some((2, Before::Change { sign, rate: false, gap: false })) =
                self.words.before.find_before(s.text, name.start + 2)
            && self.words.whole_from(s.text, name.start) <= 2
            && self.names.longest(s.text, name.start) <= 2
        {
            draft.left.change = Some(*sign);
            own = Some(name.start + 2..name.end);
        }
        // 减少文盲40万人, 减少贫困人口1000万, 减少碳排放3万吨: so many fewer.
        if let Some(own) = &own
            && (counted
                || q.unit.is_none() && q.scale > 0
                || q.unit.is_some_and(|u| u.dimension == Dimension::Physical && u.group == "mass"))
            && draft.left.change.is_none()
            && draft.left.rest == q.range.start
            && draft.right.noun.is_none()
            && s.slice(&(draft.left.floor..own.start)).ends_with(&['减', '少'])
        {
            draft.left.change = Some(-1);
            draft.left.by_amount = true;
        }
        // 裁减军队员额30万, 压减粗钢产量30万吨, 削减污染用地面积2公顷: what is cut of what there is; 压减机构12个 were done away with.
        if let Some(own) = &own
            && q.unit.is_none_or(|u| !matches!(u.dimension, Dimension::Money | Dimension::Ratio))
            && matches!(q.shape, Shape::Plain)
            && draft.left.change.is_none()
            && draft.left.rest == q.range.start
            && draft.right.noun.is_none()
            && matches!(s.slice(&(draft.left.floor..own.start)), [.., '裁' | '压' | '削' | '缩', '减'])
            && (self.words.stock.find_before(s.text, own.end).is_some_and(|(n, ())| n <= own.len())
                || matches!(s.slice(own), [.., '员', '额'] | [.., '面', '积'] | [.., '放', '量']))
        {
            draft.left.change = Some(-1);
            draft.left.by_amount = true;
        }
        own
    }
}
