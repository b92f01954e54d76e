//! Signs of notes within a sentence: 服务零售额[39]比上年增长, 双千工程[10]. They are no part of a name, and no number.

use super::cut::{Cut, Why};
use super::line::{Line, Role, is_closer, is_han};
use crate::search::first;

/// A text has so many signs of notes: one in brackets may be anything.
const FEW: usize = 2;
/// Digits of a sign.
const DIGITS: usize = 3;

/// Cuts the signs out of the lines: a number in square brackets right behind a word.
pub(super) fn mark(lines: &[Line], folded: &[char], cuts: &mut Vec<Cut>) {
    let found = cuts.len();
    for line in lines.iter().filter(|l| matches!(l.role, Role::Text | Role::Marked)) {
        let text = line.text(folded);
        let mut at = 0;
        while let Some(step) = text.get(at..).and_then(|rest| first(rest, |c| matches!(c, '[' | '〔'))) {
            let open = at + step;
            at = open + 1;
            let digits = text.iter().skip(open + 1).take(DIGITS + 1).take_while(|c| c.is_ascii_digit()).count();
            let close = open + 1 + digits;
            let behind = open.checked_sub(1).and_then(|i| text.get(i));
            let word = behind.is_some_and(|c| is_han(*c) || is_closer(*c));
            // 云政发〔12〕号 is the number of a document.
            let numbers = text.get(close + 1).is_some_and(|c| matches!(c, '号' | '第'));
            if word
                && !numbers
                && (1..=DIGITS).contains(&digits)
                && text.get(close).is_some_and(|c| matches!(c, ']' | '〕'))
            {
                cuts.push(Cut { at: line.at.start + open..line.at.start + close + 1, why: Why::Reference });
                at = close + 1;
            }
        }
    }
    if cuts.len() < found + FEW {
        cuts.truncate(found);
    }
}
