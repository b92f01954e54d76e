//! Where the clauses of a sentence are.

use crate::charset::next_mark;
use std::ops::Range;

/// A clause without the mark that ends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) range: Range<usize>,
    /// It stands after a stop that ends what came before, ; or 。: no time of the clause before is carried into it.
    pub(super) fresh: bool,
}

/// Farthest that a bracket or a quotation is looked for its end.
const INSIDE: usize = 80;

/// The clauses of `text`, in order. What stands in brackets or quotes is not parted.
pub(super) fn clauses(text: &[char]) -> impl Iterator<Item = Clause> + '_ {
    let (mut start, mut at, mut fresh) = (0, 0, true);
    std::iter::from_fn(move || {
        while start <= text.len() {
            let end = mark(text, at);
            let piece = trimmed(text, start..end);
            let was_fresh = fresh;
            fresh = matches!(text.get(end), Some(';' | '。' | '!' | '?'));
            (start, at) = (end + 1, end + 1);
            if let Some(range) = piece {
                return Some(Clause { range, fresh: was_fresh });
            }
        }
        None
    })
}

/// Where the next mark stands from `at` on, or the end of the text.
fn mark(text: &[char], mut at: usize) -> usize {
    // No mark and no bracket is a Han character.
    while let Some(step) = text.get(at..).and_then(next_mark) {
        at += step;
        let rest = text.get(at..).unwrap_or_default();
        let Some(&c) = rest.first() else { break };
        if let Some(closer) = closer(c)
            && let Some(len) = rest.iter().take(INSIDE).position(|c| *c == closer)
        {
            at += len + 1;
        } else if is_mark(c) {
            return at;
        } else {
            at += 1;
        }
    }
    text.len()
}

/// A clause without the edges around it; none of one character, which says nothing.
fn trimmed(text: &[char], range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let first = piece.iter().position(|c| !is_edge(*c))?;
    let first = first + remark(piece.get(first..).unwrap_or_default());
    let last = piece.iter().rposition(|c| !is_edge(*c)).unwrap_or(first);
    (last > first).then(|| range.start + first..range.start + last + 1)
}

/// Length of a remark on who answers for it at the head of a clause: (县水务局负责)加强巡查.
fn remark(piece: &[char]) -> usize {
    if piece.first() != Some(&'(') {
        return 0;
    }
    let Some(len) = piece.iter().take(INSIDE).position(|c| *c == ')') else { return 0 };
    let inside = piece.get(1..len).unwrap_or_default();
    if inside.ends_with(&['负', '责']) || inside.ends_with(&['牵', '头']) || inside.ends_with(&['配', '合']) {
        len + 1
    } else {
        0
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '。' | '!' | '?' | '\t' | '|' | '…')
}

/// Blanks and dashes around a clause.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '—' | '●' | '·' | '-' | '#')
}

/// What ends the bracket or quotation that `c` begins.
pub(super) fn closer(c: char) -> Option<char> {
    // Asked of every character; nearly all are Han.
    if c >= '\u{4e00}' {
        return None;
    }
    Some(match c {
        '(' => ')',
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '〔' => '〕',
        '[' => ']',
        _ => return None,
    })
}
