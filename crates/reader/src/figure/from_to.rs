//! 由18.6万户增加到25.47万户: one figure with both ends.

use super::{Draft, Sentence};
use crate::quantity::{Quantity, Shape};

/// Farthest from the old value to the new, in characters.
const REACH: usize = 48;

/// Joins each old value with its new one; the old value is no figure of its own.
pub(super) fn pair(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    let mut index = 0;
    while index + 1 < drafts.len() {
        let (old, new) = (&drafts[index], &drafts[index + 1]);
        let (old_q, new_q) = (&s.quantities[old.quantity], &s.quantities[new.quantity]);
        let between = s.slice(&(old_q.range.end..new_q.range.start));
        let parted = between.len() > REACH || between.iter().any(|c| matches!(c, ';' | '。' | ':'));
        let onward = new.left.to || goes_on(between);
        // 由 may stand before the noun: 由小学学生两千万人增加到….
        let source = s.slice(&(old.left.floor..old_q.range.start)).iter().rposition(|c| matches!(c, '由' | '从'));
        let from = old.left.from || new.left.to && source.is_some();
        if from && onward && !parted && alike(old_q, new_q) {
            let marked = source.map(|i| old.left.floor + i).filter(|_| !old.left.from);
            let from = drafts.remove(index);
            let new = &mut drafts[index];
            new.from = Some(from.quantity);
            // What is measured stands before 由 or 从, unless it stands between the two (从5%的比重提高到).
            new.left.floor = from.left.floor;
            new.left.rest = from.left.rest;
            if let Some(mark) = marked {
                if mark > from.left.floor + 1 {
                    new.left.rest = mark;
                } else {
                    new.left.floor = mark + 1;
                }
            }
            new.left.to = true;
            new.left.from = false;
            new.left.linked = true;
            new.left.each |= from.left.each;
            if new.left.base.is_none() {
                new.left.base = from.left.base;
            }
            new.base = None;
            new.rules.push("from_to");
        }
        index += 1;
    }
}

fn alike(a: &Quantity, b: &Quantity) -> bool {
    if a.shape == Shape::Ratio || b.shape == Shape::Ratio {
        return a.shape == b.shape;
    }
    let dimension = |q: &Quantity| q.unit.map(|u| u.dimension);
    a.shape == b.shape && (dimension(a) == dimension(b) || a.unit.is_none() || b.unit.is_none())
}

/// 到, 至, 为 alone between the two: 从5个到8个.
fn goes_on(between: &[char]) -> bool {
    between.iter().rev().take(4).any(|c| matches!(c, '到' | '至' | '为'))
}
