//! Which lines are halves of one sentence.
//!
//! Every pair of neighbouring lines gets a score in powers of two: how much likelier the two are one sentence cut in
//! two than two paragraphs. It adds what the marks say (a comma, an open bracket, a full stop), how the characters at
//! the seam behave elsewhere (`lexicon/zh/page.txt`), the shape of both lines, and whether the words across the seam
//! stand together elsewhere in the same text.

use super::line::{Line, Role, ended, is_closer, is_comma, is_final, is_han, is_opener};
use super::page::Page;
use super::seam::{Seams, Together};
use super::wrap::Wrap;

/// The score from which two lines are one.
const JOINED: i32 = 4;
/// What no other evidence outweighs.
const CERTAIN: i32 = 40;
/// Seams that certainly are broken, from which the whole text counts as torn.
const TORN: usize = 2;
/// How much sooner a torn text breaks.
const TORN_PRIOR: i32 = 3;
/// The farthest that evidence from elsewhere in the text can move a score.
const ELSEWHERE: i32 = 8;

/// For each line, whether it goes on from the text line before it.
pub(super) struct Joins {
    /// Line `i` continues the nearest text line before it.
    pub(super) continues: Vec<bool>,
    /// The text is cut at a fixed width.
    pub(super) wrapped: bool,
    /// Columns or pages broke sentences in several places.
    pub(super) torn: bool,
}

/// Decides for each line whether it continues the one before.
pub(super) fn joins(lines: &[Line], folded: &[char]) -> Joins {
    let page = Page::get();
    let wrap = Wrap::of(lines);
    let mut continues = vec![false; lines.len()];
    let mut open: Vec<(usize, usize, i32)> = Vec::new();
    let mut torn = 0;
    let mut before: Option<usize> = None;
    // Where most lines are indented an indent says nothing.
    let flush = lines.iter().filter(|l| l.indent == 0).count() * 5 >= lines.len();
    for i in 0..lines.len() {
        let Some(line) = lines.get(i).filter(|l| matches!(l.role, Role::Text | Role::Marked | Role::Row)) else { continue };
        if let Some((j, above)) = before.and_then(|j| lines.get(j).map(|l| (j, l))) {
            let mut score = score(above, line, folded, page, wrap);
            if wrap.is_none() && flush && line.indent >= 2 && above.indent == 0 {
                score -= 4;
            }
            if score >= JOINED {
                if let Some(slot) = continues.get_mut(i) {
                    *slot = true;
                }
                torn += usize::from(score >= JOINED + 3 && wrap.is_none());
            } else if score + ELSEWHERE + TORN_PRIOR >= JOINED {
                open.push((j, i, score));
            }
        }
        before = Some(i);
    }
    // A second look at what the seam alone does not decide.
    let seams: Vec<(char, char)> = open
        .iter()
        .filter_map(|(j, i, _)| Some((lines.get(*j)?.last(folded), lines.get(*i)?.first(folded))))
        .collect();
    let together = Seams::count(&seams, folded);
    for round in 0..2 {
        for (j, i, score) in &open {
            let (Some(above), Some(line)) = (lines.get(*j), lines.get(*i)) else { continue };
            let elsewhere = together.at(above.at.end, line.at.start, folded);
            let score = score + weigh(elsewhere) + if torn >= TORN { TORN_PRIOR } else { 0 };
            if score >= JOINED
                && let Some(slot) = continues.get_mut(*i)
                && !*slot
            {
                *slot = true;
                torn += usize::from(round == 0);
            }
        }
    }
    Joins { continues, wrapped: wrap.is_some(), torn: torn >= TORN }
}

/// What the words across a seam do elsewhere in the text.
fn weigh(together: Together) -> i32 {
    let context = match together.context {
        0..=3 => 0,
        4..=5 => 1,
        6..=7 => 3,
        _ => 5,
    };
    let cohesion = if together.times >= 2 && together.share >= 30 {
        4
    } else if together.times >= 2 && together.share >= 10 {
        2
    } else {
        0
    };
    (context + cohesion).min(ELSEWHERE)
}

fn score(above: &Line, line: &Line, folded: &[char], page: &Page, wrap: Option<Wrap>) -> i32 {
    let (upper, lower) = (above.text(folded), line.text(folded));
    let (a, b) = (above.last(folded), line.first(folded));
    if above.role == Role::Row || line.role == Role::Row || a == '#' || upper.first() == Some(&'#') {
        return -CERTAIN;
    }
    let stopped = ended(upper);
    if let Some(wrap) = wrap {
        let marked = line.role == Role::Marked && !is_comma(a);
        if wrap.opens(line) || (marked && !(wrap.is_full(above) && within_list(lower))) {
            return -CERTAIN;
        }
        if wrap.is_full(above) && !(line.apart && stopped) {
            return CERTAIN;
        }
        if !line.apart && above.len < 12 && !is_comma(a) {
            return -CERTAIN;
        }
    }
    // What cannot begin a line: it belongs to the one before, if that line is text.
    if cannot_begin(b) && above.len >= 8 && !matches!(a, ':' | ';') {
        let closes = is_closer(b) && upper.iter().rev().take(200).any(|c| is_opener(*c));
        return if !stopped || closes { CERTAIN } else { -CERTAIN };
    }
    if stopped || matches!(a, ':' | ';' | '.') {
        return -CERTAIN;
    }
    if subtitle(upper, lower) {
        return CERTAIN;
    }
    if line.role == Role::Marked {
        return if is_comma(a) && within_list(lower) { CERTAIN } else { -CERTAIN };
    }
    let mut score = 0;
    if is_comma(a) || (is_opener(a) && above.len >= 8) {
        score += if above.len >= 12 { CERTAIN } else { 8 };
    }
    score += seam(a, b, above, line, page);
    score += open_bracket(upper, lower);
    // The shape of the line above: a paragraph has sentences, a heading has none.
    if above.has_stop {
        score += if above.len >= 40 { 6 } else { 3 };
    } else if above.len >= 45 && above.has_comma {
        score += 2;
    } else if above.len <= 40 {
        score -= if above.has_comma || above.len > 24 { 2 } else { 4 };
    }
    if above.role == Role::Marked {
        score -= if above.has_stop { 0 } else { 8 };
    }
    // The shape of the line below: the rest of a sentence ends as a sentence does.
    let goes_on = ended(lower) || line.has_stop || line.has_comma;
    if !goes_on {
        score -= 4;
    }
    if above.len < 6 || (line.len < 3 && !ended(lower)) {
        score -= 6;
    }
    score
}

/// A list inside a sentence that only looks like a mark: 一、二产业.
fn within_list(text: &[char]) -> bool {
    text.iter().take(8).filter(|c| **c == '、').count() > 1
}

fn cannot_begin(c: char) -> bool {
    matches!(c, '。' | ',' | '、' | ';' | ':' | '!' | '?' | '%' | '‰') || is_closer(c)
}

/// ——某年某月某日在某市第十五届 / 人民代表大会第三次会议上
fn subtitle(upper: &[char], lower: &[char]) -> bool {
    let dashed = matches!(upper, ['—', ..] | ['-', '-', ..] | ['(', ..]) && upper.len() <= 40;
    let tail = |t: &[char]| t.iter().rev().find(|c| !is_closer(**c)).copied();
    dashed && lower.len() <= 30 && tail(upper) != Some('上') && tail(lower) == Some('上') && lower.contains(&'会')
}

/// How the two characters at the seam behave elsewhere.
fn seam(a: char, b: char, above: &Line, line: &Line, page: &Page) -> i32 {
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%');
    if a.is_ascii_digit() && (numeric(b) || is_han(b)) {
        // A number cut from its rest or its unit; a cell of a table has no words around it.
        let running = above.len >= 10 && (line.len >= 6 || line.has_comma);
        return if running { if numeric(b) { 8 } else { 4 } } else { -8 };
    }
    let last = if is_han(a) { page.not_last(a) } else { i32::from(is_closer(a)) };
    let first = match b {
        _ if is_han(b) => page.not_first(b),
        _ if is_opener(b) => 0,
        _ => 1,
    };
    (last + first).clamp(-8, 8)
}

/// Whether a bracket or quote opened above is closed below.
fn open_bracket(upper: &[char], lower: &[char]) -> i32 {
    let mut depth = 0i32;
    for c in upper.iter().rev().take(80) {
        if is_closer(*c) {
            depth -= 1;
        } else if is_opener(*c) {
            depth += 1;
            if depth > 0 {
                let first = lower.iter().take(60).find(|c| is_opener(**c) || is_closer(**c) || is_final(**c));
                return if first.is_some_and(|c| is_closer(*c)) { 10 } else { 0 };
            }
        }
    }
    0
}
