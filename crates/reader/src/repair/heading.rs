//! What marks a heading or a list item, and which short lines are headings without a mark.

use super::line::{Line, Role, ended, is_comma, is_han};
use crate::number::is_plain;

/// How a line announces itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `#` of Markdown.
    Hash,
    /// 第三章, 第一节, 第二部分.
    Chapter,
    /// 一、 or 第一，
    Numeral,
    /// （二）, (3), ①, 1.
    Item,
    /// A dash before an item or subtitle.
    Dash,
}

/// Longest heading with a mark, in characters.
const MARKED: usize = 60;
/// Longest heading without one.
const BARE: usize = 40;

/// Lines looked at behind a heading.
const AHEAD: usize = 6;

/// The mark that opens `text` (folded, trimmed), if any.
pub(super) fn mark(text: &[char]) -> Option<Mark> {
    let first = *text.first()?;
    match first {
        '#' => {
            let hashes = text.iter().take(7).take_while(|c| **c == '#').count();
            (hashes <= 6 && text.get(hashes).is_some_and(|c| c.is_whitespace())).then_some(Mark::Hash)
        }
        '第' => {
            let digits =
                text.iter().skip(1).take(6).take_while(|c| is_plain(**c) || c.is_ascii_digit() || **c == ' ').count();
            let next = text.get(1 + digits).copied().unwrap_or(' ');
            let after = text.get(2 + digits).copied().unwrap_or(' ');
            match next {
                _ if digits == 0 => None,
                '章' | '节' | '篇' | '编' => Some(Mark::Chapter),
                '部' if after == '分' => Some(Mark::Chapter),
                ',' | '、' => Some(Mark::Numeral),
                _ => None,
            }
        }
        '(' => {
            let inner = text.iter().skip(1).take(4).take_while(|c| is_plain(**c) || c.is_ascii_digit()).count();
            (inner > 0 && text.get(1 + inner) == Some(&')')).then_some(Mark::Item)
        }
        '①'..='⑳' | '㈠'..='㈩' => Some(Mark::Item),
        '—' | '-' => (text.get(1) == Some(&first) || text.get(1) == Some(&' ')).then_some(Mark::Dash),
        _ if is_plain(first) => {
            let n = text.iter().take(5).take_while(|c| is_plain(**c)).count();
            let next = text.get(n).copied().unwrap_or(' ');
            // 一、二、三产业 is a list inside a sentence.
            let listed = text.get(n + 1).is_some_and(|c| is_plain(*c));
            (next == '、' && !listed).then_some(Mark::Numeral)
        }
        _ if first.is_ascii_digit() => {
            let n = text.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
            let next = text.get(n).copied().unwrap_or(' ');
            let after = text.get(n + 1).copied().unwrap_or(' ');
            // 1.5万 is a number, 1、2号 a list inside a sentence.
            (matches!(next, '.' | '、' | ')') && !after.is_ascii_digit() && after != '.').then_some(Mark::Item)
        }
        _ => None,
    }
}

/// Whether a block that stands alone as `line` heads what follows; `after` are the lines behind it.
pub(super) fn is_heading<'a>(line: &Line, folded: &[char], mut after: impl Iterator<Item = &'a Line>) -> bool {
    let text = line.text(folded);
    let last = line.last(folded);
    if mark(text) == Some(Mark::Hash) {
        return true;
    }
    if line.role == Role::Row || line.has_stop || ended(text) || is_comma(last) || matches!(last, ';' | ':') {
        return false;
    }
    if line.role == Role::Marked {
        return line.len <= MARKED;
    }
    let han = text.iter().filter(|c| is_han(**c)).count();
    if line.len > BARE || han < 2 || han * 2 < line.len {
        return false;
    }
    // A cell of a table is short too: behind a heading comes text before bare numbers do.
    after
        .by_ref()
        .take(AHEAD)
        .find_map(|next| {
            let text = next.text(folded);
            let says =
                next.role == Role::Marked || next.len > BARE || next.has_comma || ended(text) || text.ends_with(&[':']);
            let number = text.len() <= 12 && text.iter().all(|c| c.is_ascii_digit() || "-.%+,".contains(*c));
            let cell = next.role == Role::Row || number;
            (says || cell).then_some(says)
        })
        .unwrap_or(false)
}
