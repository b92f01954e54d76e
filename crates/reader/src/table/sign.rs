//! The signs that stand for a bound before the number of a cell: ≥95, <2, and the brackets that are typed for them.

use crate::reading::Bound;

/// The bound that a sign at `at` stands for, and how many characters it takes; `first`: no number stands before it.
pub(super) fn at(cell: &[char], at: usize, first: bool) -> Option<(Bound, usize)> {
    let c = *cell.get(at)?;
    let equal = usize::from(cell.get(at + 1) == Some(&'='));
    let more = if equal == 1 { Bound::AtLeast } else { Bound::MoreThan };
    let less = if equal == 1 { Bound::AtMost } else { Bound::LessThan };
    Some(match c {
        '>' | '﹥' => (more, 1 + equal),
        '<' | '﹤' => (less, 1 + equal),
        '〉' | '》' | '›' if first && is_typed(cell, at, 1 + equal) => (more, 1 + equal),
        '〈' | '《' | '‹' if is_typed(cell, at, 1 + equal) => (less, 1 + equal),
        '≥' | '≧' | '≮' | '⩾' => (Bound::AtLeast, 1),
        '≤' | '≦' | '≯' | '⩽' => (Bound::AtMost, 1),
        '≈' | '~' | '±' if first => (Bound::About, 1),
        _ => return None,
    })
}

/// Whether a bracket was typed for > or <, which a keyboard for Chinese gives only after a switch: a number follows, and
/// nothing closes or opens it. 《2030年行动方案》 is a title.
fn is_typed(cell: &[char], at: usize, len: usize) -> bool {
    let number = cell.get(at + len).is_some_and(|c| c.is_ascii_digit() || *c == '.');
    let is_bracket = |c: &char| matches!(c, '〈' | '〉' | '《' | '》' | '‹' | '›');
    number && !cell.iter().enumerate().any(|(other, c)| other != at && is_bracket(c))
}
