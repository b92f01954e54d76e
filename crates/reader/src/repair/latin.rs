//! Latin that strayed into Chinese: an `and` left by a translation, a reading aid printed behind its character.

use super::cut::{Cut, Why};
use super::line::{Line, Role, is_han};
use super::machine;
use super::page::Page;
use crate::search::first;

/// A reading aid is no longer than this between its brackets.
const GLOSS: usize = 7;
/// Buttons are looked for in lines from this length on; shorter ones are furniture as a whole, or none.
const BUTTONS: usize = 40;

/// Cuts stray words and glosses out of the lines.
pub(super) fn mark(lines: &[Line], folded: &[char], cuts: &mut Vec<Cut>) {
    let page = Page::get();
    for line in lines.iter().filter(|l| matches!(l.role, Role::Text | Role::Marked)) {
        let text = line.text(folded);
        if line.len >= BUTTONS {
            machine::buttons(line, folded, page, cuts);
        }
        let mut i = 0;
        while let Some(step) = text.get(i..).and_then(|rest| first(rest, |c| c.is_ascii_lowercase())) {
            let start = i + step;
            if let Some(piece) = machine::piece(text, start) {
                i = piece.end;
                cuts.push(Cut { at: line.at.start + piece.start..line.at.start + piece.end, why: Why::Furniture });
                continue;
            }
            let len = text.iter().skip(start).take(16).take_while(|c| c.is_alphabetic() && !is_han(**c)).count().max(1);
            i = start + len;
            if start > 1
                && text.get(start - 1) == Some(&'(')
                && text.get(i) == Some(&')')
                && text.get(start - 2).is_some_and(|c| is_han(*c))
                && len <= GLOSS
                && text.get(start..i).is_some_and(|w| w.iter().any(|c| is_toned(*c)))
            {
                cuts.push(Cut { at: line.at.start + start - 1..line.at.start + i + 1, why: Why::Gloss });
                continue;
            }
            let Some((word, is)) = page.stray.find(text, start) else { continue };
            let (before, after) = (skip_back(text, start), skip(text, start + len));
            let inside = before.is_some_and(is_chinese) && after.is_some_and(is_chinese);
            // English prose has quotes of the same form: one neighbour must be a character.
            if word == len && inside && (before.is_some_and(is_han) || after.is_some_and(is_han)) {
                cuts.push(Cut { at: line.at.start + start..line.at.start + start + len, why: Why::Stray(*is) });
            }
        }
    }
}

fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '“' | '”' | '《' | '》' | '、' | '。')
}

fn is_toned(c: char) -> bool {
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü".contains(c)
}

fn skip_back(text: &[char], from: usize) -> Option<char> {
    text.get(..from)?.iter().rev().take(3).find(|c| **c != ' ').copied()
}

fn skip(text: &[char], from: usize) -> Option<char> {
    text.get(from..)?.iter().take(3).find(|c| **c != ' ').copied()
}

/// Whether a half-width mark stands in Chinese: a Chinese character or mark on one side, and no letter or digit on the
/// other.
pub(super) fn is_between_chinese(text: &[char], at: usize) -> bool {
    let side = |c: Option<&char>| match c {
        Some(c) if is_han(*c) || matches!(c, '”' | '“' | '》' | '《' | '、' | '。') => 2,
        Some(c) if c.is_ascii_alphanumeric() => 0,
        _ => 1,
    };
    let before = side(at.checked_sub(1).and_then(|i| text.get(i)));
    let after = side(text.get(at + 1));
    before + after >= 3
        || (before == 2 && text.get(at + 1).is_some_and(char::is_ascii_digit))
        || (after == 2 && before == 0)
}
