//! From a mended block to the folded text the grammar reads.

use super::line::is_han;
use super::{Block, BlockKind};
use crate::look::ALONE;
use crate::signs::Row;
use crate::view::{View, is_blank, is_dropped, is_invisible};

/// Fills `out` with the block's folded characters.
///
/// Blanks fall away where either neighbour is Chinese and at the ends of lines; one stays between two Latin letters or
/// digits (`8 500`, `BIM and GIS`), and a tab stays as the border of a cell. The single digits of a letter-spaced
/// number (`1 9 9 8 年`) close up. The `#` of a Markdown heading is left out.
pub(crate) fn view(block: &Block, original: &[char], folded: &[char], looks: Row<'_>, out: &mut View) {
    out.clear(block.pieces.iter().map(|p| p.len() as usize).sum());
    let mut blank = false;
    let mut seam = false;
    let mut tab = None;
    for piece in &block.pieces {
        let mut next = piece.range().start;
        while next < piece.range().end {
            let at = next;
            if !blank && tab.is_none() {
                let end = looks.part(0..piece.range().end).next(at, ALONE).unwrap_or(piece.range().end);
                if let Some(text) = folded.get(at..end).filter(|t| !t.is_empty()) {
                    out.extend(text, at as u32);
                    seam = false;
                    next = end;
                    continue;
                }
            }
            next += 1;
            let (Some(&c), Some(&raw)) = (folded.get(at), original.get(at)) else { continue };
            if raw == '\t' {
                tab = Some(at);
                continue;
            }
            if is_blank(c) {
                blank = true;
                continue;
            }
            if is_invisible(raw) {
                continue;
            }
            if let Some(tab) = tab.take() {
                out.push('\t', tab as u32);
            } else if blank
                && let (Some(&before), Some(&last)) = (out.chars.last(), out.at.last())
                && parts_words(before, c)
                && (!seam || (before.is_ascii_alphabetic() && c.is_ascii_alphabetic()))
                && !spaced_digits(last as usize, at, folded)
                && let Some(place) = blank_between(last as usize, at, folded)
            {
                out.push(' ', place as u32);
            }
            (blank, seam) = (false, false);
            if c == '#' && block.kind == BlockKind::Heading && out.chars.is_empty() {
                continue;
            }
            out.push(c, at as u32);
        }
        // Pieces join without a blank unless both ends are Latin words and the original had one there; a number cut
        // by a line end closes up.
        seam = true;
        blank |= original.get(piece.end() as usize).is_none_or(|c| c.is_whitespace());
    }
}

/// The blank of the original that stands for the run between two characters: the last one before the second or, where
/// a cut lies between, the one behind the first.
fn blank_between(last: usize, at: usize, folded: &[char]) -> Option<usize> {
    [at.checked_sub(1)?, last + 1].into_iter().find(|i| folded.get(*i).is_some_and(|c| is_dropped(*c)))
}

/// Whether a blank between these two parts words: Latin letters, digits and their marks do, and so does a mark beside
/// a letter, as in English prose; a half-width mark in Chinese text does not.
fn parts_words(before: char, after: char) -> bool {
    let narrow = |c: char| c < '\u{2e80}' && !matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    let mark = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '!' | '?');
    narrow(before)
        && narrow(after)
        && !matches!(after, '%' | '‰')
        && (!mark(before) || after.is_ascii_alphabetic())
        && (!mark(after) || before.is_ascii_alphabetic())
}

/// Parts of one number looked at on each side of a blank.
const REACH: usize = 16;

/// Whether `last` and `at` are neighbours, with one blank between them, in a number printed digit by digit:
/// `1 9 9 8 年`, `1 0 ．0 6 ‰`. A row of a table holds single digits too; there no Chinese character or ％ follows, or a
/// blank stands before the first.
pub(super) fn spaced_digits(last: usize, at: usize, folded: &[char]) -> bool {
    let get = |i: usize| folded.get(i).copied().unwrap_or('\n');
    let part = |i: usize| get(i).is_ascii_digit() || get(i) == '.';
    if at != last + 2 || get(last + 1) != ' ' || !part(last) || !part(at) {
        return false;
    }
    let mut digits = usize::from(get(last).is_ascii_digit()) + usize::from(get(at).is_ascii_digit());
    let (mut from, mut to) = (last, at);
    for _ in 0..REACH {
        let back = |n: usize| from.checked_sub(n);
        from = match (back(1), back(2)) {
            (Some(i), _) if part(i) && (get(i) == '.' || get(from) == '.') => i,
            (Some(i), Some(j)) if get(i) == ' ' && part(j) => j,
            _ => break,
        };
        digits += usize::from(get(from).is_ascii_digit());
    }
    for _ in 0..REACH {
        to = if part(to + 1) && (get(to + 1) == '.' || get(to) == '.') {
            to + 1
        } else if get(to + 1) == ' ' && part(to + 2) {
            to + 2
        } else {
            break;
        };
        digits += usize::from(get(to).is_ascii_digit());
    }
    let before = from.checked_sub(1).map_or('\n', get);
    let spaced = get(to + 1) == ' ';
    let after = if spaced { get(to + 2) } else { get(to + 1) };
    let alone = !before.is_ascii_digit() && !get(to + 1).is_ascii_digit();
    let counts = is_han(after) || matches!(after, '%' | '‰');
    alone && counts && (digits >= 3 || (digits == 2 && is_han(before) && spaced)) || torn(last, at, folded)
}

/// How far around a number a mark of prose is looked for.
const PROSE: usize = 60;

/// Whether `last` and `at` are neighbours, with one blank between them, in a number that blanks tore at any place, as some
/// programs write a page's text: `达到 74 76 元，`, `新增 2 . 26 万人，`. In prose no two numbers stand side by side, so that
/// the pieces between one Chinese character and the next are one number; a row of a table has no commas, a year goes with
/// no number, and groups of three digits are how thousands are written.
fn torn(last: usize, at: usize, folded: &[char]) -> bool {
    let get = |i: usize| folded.get(i).copied().unwrap_or('\n');
    let part = |i: usize| get(i).is_ascii_digit() || get(i) == '.';
    let goes_on = |i: usize| part(i) || get(i) == ' ' && i > 0 && part(i - 1) && part(i + 1);
    let mut from = last;
    while last - from < REACH && from.checked_sub(1).is_some_and(goes_on) {
        from -= 1;
    }
    let mut to = at;
    while to - at < REACH && goes_on(to + 1) {
        to += 1;
    }
    let words: String = folded.get(from..=to).unwrap_or_default().iter().collect();
    let pieces: Vec<&str> = words.split(' ').collect();
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let points = words.matches('.').count();
    let number = digits <= 9
        && points <= 1
        && !words.starts_with(['.', '0']) | words.starts_with("0.") | words.starts_with("0 .")
        && !words.ends_with('.');
    let is_year = |piece: &&str| piece.len() == 4 && (piece.starts_with("19") || piece.starts_with("20"));
    let thousands = points == 0 && pieces.iter().skip(1).all(|piece| piece.len() == 3);
    let outside = |i: usize, skipped: usize| if get(i) == ' ' { get(skipped) } else { get(i) };
    let before = from.checked_sub(1).map_or('\n', |i| outside(i, i.wrapping_sub(1)));
    let after = outside(to + 1, to + 2);
    let counted =
        is_han(before) && !matches!(before, '第' | '表' | '图' | '注') && (is_han(after) || matches!(after, '%' | '‰'));
    let prose = |c: &&char| matches!(c, '，' | '。' | '；' | ',' | ';');
    let near = |text: &[char]| text.iter().take_while(|c| **c != '\n').take(PROSE).any(|c| prose(&c));
    let back: Vec<char> =
        folded.get(from.saturating_sub(PROSE)..from).unwrap_or_default().iter().rev().copied().collect();
    number
        && counted
        && after != '年'
        && !pieces.iter().any(is_year)
        && !thousands
        && near(folded.get(to + 1..).unwrap_or_default())
        && near(&back)
}
