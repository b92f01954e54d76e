//! Where the clauses of a sentence are.

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
pub(super) fn clauses(text: &[char]) -> Vec<Clause> {
    let mut out = Vec::new();
    let (mut start, mut at, mut fresh) = (0, 0, true);
    // No mark and no bracket is a Han character.
    let mark = |at: usize| text.get(at..)?.iter().position(|c| *c < '\u{4e00}').map(|step| at + step);
    while let Some(next) = mark(at) {
        at = next;
        let c = text[at];
        if let Some(closer) = closer(c)
            && let Some(len) = text[at..].iter().take(INSIDE).position(|c| *c == closer)
        {
            at += len + 1;
            continue;
        }
        if is_mark(c) {
            push(text, start..at, fresh, &mut out);
            fresh = matches!(c, ';' | '。' | '!' | '?');
            start = at + 1;
        }
        at += 1;
    }
    push(text, start..text.len(), fresh, &mut out);
    out
}

fn push(text: &[char], range: Range<usize>, fresh: bool, out: &mut Vec<Clause>) {
    let Some(piece) = text.get(range.clone()) else { return };
    let Some(first) = piece.iter().position(|c| !is_edge(*c)) else { return };
    let first = first + remark(piece.get(first..).unwrap_or_default());
    let last = piece.iter().rposition(|c| !is_edge(*c)).unwrap_or(first);
    // A clause of one character says nothing.
    if last > first {
        out.push(Clause { range: range.start + first..range.start + last + 1, fresh });
    }
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
