//! What a column of a table of indicators holds, by what stands in it: signs for bounds, units, numbers below years.

use super::around::Around;
use super::column::{Heads, Holds, Role};
use super::grid::Grid;
use super::row::data_rows;
use super::sign;
use super::words::TableWords;
use crate::figure::Grammar;
use crate::reading::Bound;
use crate::search;

/// Gives columns their roles by what stands in them.
pub(super) fn settle(grid: &Grid, around: &Around, heads: &mut Heads, grammar: &Grammar) {
    if heads.values().next().is_none() {
        return;
    }
    let rows = data_rows(grid, heads);
    let words = TableWords::get();
    let share = |at: usize, is: &dyn Fn(&[char]) -> bool| {
        let cells = || rows.iter().map(|row| grid.words(*row, at)).filter(|c| !c.is_empty() && !words.is_nothing(c));
        let (count, all) = (cells().filter(|c| is(c)).count(), cells().count());
        if all > 1 { count * 100 / all } else { 0 }
    };
    for at in 0..heads.columns.len() {
        let role = heads.columns[at].role;
        let open = matches!(role, Role::Unknown | Role::Known | Role::Category | Role::Matter);
        if (open || role == Role::Binding) && share(at, &is_sign) >= 60 {
            heads.columns[at].role = Role::Sign;
        } else if role == Role::Unknown && !heads.has(Role::Unit) && share(at, &|cell| grammar.is_unit(cell)) >= 80 {
            heads.columns[at].role = Role::Unit;
        }
    }
    // 指标值 is what is to be where signs stand before it, another column says what was, or the caption speaks of targets.
    let is_value = |path: &[String]| path.last().is_some_and(|head| head.ends_with("指标值"));
    let plain = |at: &usize| {
        let column = &heads.columns[*at];
        column.role == Role::Value(Holds::Done) && column.time.is_none() && is_value(&column.path)
    };
    let found: Vec<usize> = (0..heads.columns.len()).filter(plain).collect();
    let others = heads.values().any(|(at, holds)| holds == Holds::Done && !is_value(&heads.columns[at].path));
    if heads.has(Role::Sign) || others || around.says(&["目标"]) {
        for at in found {
            heads.columns[at].role = Role::Value(Holds::Target);
        }
    }
}

/// The bound that a cell of nothing but a sign gives the number beside it.
pub(super) fn bound_of(cell: &[char]) -> Option<Bound> {
    sign::at(cell, 0, true).filter(|(_, len)| *len == cell.len()).map(|(bound, _)| bound)
}

/// Whether a cell is a sign and nothing else; = is one that bounds nothing.
fn is_sign(cell: &[char]) -> bool {
    matches!(cell, ['=' | '＝']) || bound_of(cell).is_some()
}

/// The two parts of a cell that tells the way from one number to another, 128→180 and 由62提高到75: the first a number, the
/// second a number or words.
pub(super) fn way(cell: &[char]) -> Option<[std::ops::Range<usize>; 2]> {
    const ARROWS: [char; 6] = ['→', '⟶', '➔', '➜', '⇒', '⟹'];
    let digit =
        |words: &std::ops::Range<usize>| cell.get(words.clone()).is_some_and(|c| c.iter().any(char::is_ascii_digit));
    if let Some(at) = cell.iter().position(|c| ARROWS.contains(c)) {
        let once = cell.iter().filter(|c| ARROWS.contains(c)).count() == 1;
        let parts = [trimmed(cell, 0..at), trimmed(cell, at + 1..cell.len())];
        return (once && digit(&parts[0]) && !parts[1].is_empty()).then_some(parts);
    }
    if !matches!(cell.first(), Some('由' | '从')) {
        return None;
    }
    let words = TableWords::get();
    let at = (2..cell.len()).find(|at| {
        !cell.get(at - 1).is_some_and(char::is_ascii_digit) && matches!(cell.get(at - 1), Some('到' | '至'))
            || search::stands(cell, *at, "为")
    })?;
    // 提高到 and 降至: the verb before it is no part of the first number.
    let verb =
        (1..at).find(|from| words.begins_change(cell, *from) || matches!(cell.get(*from), Some('增' | '降' | '升')))?;
    let parts = [trimmed(cell, 1..verb), trimmed(cell, at..cell.len())];
    (digit(&parts[0]) && digit(&parts[1])).then_some(parts)
}

fn trimmed(text: &[char], mut range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let blank = |at: usize| text.get(at).is_none_or(|c| matches!(c, ' ' | ',' | ':'));
    while range.start < range.end && blank(range.start) {
        range.start += 1;
    }
    while range.start < range.end && blank(range.end - 1) {
        range.end -= 1;
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_has_two_ends() {
        let said = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            way(&chars).map(|parts| parts.map(|p| chars[p].iter().collect::<String>()).join("|")).unwrap_or_default()
        };
        assert_eq!(said("128→180"), "128|180");
        assert_eq!(said("46→70以上"), "46|70以上");
        assert_eq!(said("由62.4提高到75"), "62.4|75");
        assert_eq!(said("从21.6降至18以内"), "21.6|18以内");
        assert_eq!(said("0.74→持续下降"), "0.74|持续下降");
        for none in ["128", "1→2→3", "到2030年达到75", "从严控制", "→", "128→"] {
            assert_eq!(said(none), "", "{none}");
        }
    }
}
