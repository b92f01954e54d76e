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
use crate::number::is_plain;

/// The score from which two lines are one.
const JOINED: i32 = 3;
/// What no other evidence outweighs.
const CERTAIN: i32 = 40;
/// Seams that certainly are broken, from which the whole text counts as torn.
const TORN: usize = 2;
/// How much sooner a torn text breaks.
const TORN_PRIOR: i32 = 6;
/// The farthest that evidence from elsewhere in the text can move a score.
const ELSEWHERE: i32 = 8;

/// Characters of a heading without a mark.
const HEADING: std::ops::RangeInclusive<usize> = 5..=18;
/// How much sooner such a line is a heading.
const ALONE: i32 = 5;

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
    let wrap = Wrap::of(lines, folded);
    let mut continues = vec![false; lines.len()];
    let mut open: Vec<(usize, usize, i32)> = Vec::new();
    let mut torn = 0;
    let mut before: Option<usize> = None;
    let mut grown: Option<Line> = None;
    // Where most lines are indented an indent says nothing.
    let flush = lines.iter().filter(|l| l.indent == 0).count() * 5 >= lines.len();
    for i in 0..lines.len() {
        let Some(line) = lines.get(i).filter(|l| matches!(l.role, Role::Text | Role::Marked | Role::Row)) else {
            continue;
        };
        if let Some((j, above)) = before.and_then(|j| lines.get(j).map(|l| (j, l))) {
            // What was joined already counts as one line.
            let whole = grown.take().filter(|_| continues.get(j) == Some(&true)).map_or_else(
                || above.clone(),
                |g: Line| Line {
                    // 一、…,坚定前行、/ 砥砺奋进,…: both halves of a heading have its number.
                    role: if g.role == Role::Marked { g.role } else { above.role },
                    len: g.len + above.len,
                    has_stop: g.has_stop || above.has_stop,
                    has_comma: g.has_comma || above.has_comma,
                    ..above.clone()
                },
            );
            let above = &whole;
            let mut score = score(above, line, folded, page, wrap);
            if wrap.is_none() && flush && line.indent >= 2 && above.indent == 0 {
                score -= 4;
            }
            if wrap.is_none() && stands_alone(above, line, continues.get(j) == Some(&true), folded) {
                score -= ALONE;
            }
            // A picture or a page's foot between the two: something came in the way.
            if j + 1 < i && score > -CERTAIN {
                score += 3;
            }
            if score >= JOINED {
                if let Some(slot) = continues.get_mut(i) {
                    *slot = true;
                }
                torn += usize::from(score >= JOINED + 4 && wrap.is_none());
            } else if score + ELSEWHERE + TORN_PRIOR >= JOINED {
                open.push((j, i, score));
            }
            grown = Some(whole);
        }
        before = Some(i);
    }
    // A second look at what the seam alone does not decide.
    let seams: Vec<(char, char)> =
        open.iter().filter_map(|(j, i, _)| Some((lines.get(*j)?.last(folded), lines.get(*i)?.first(folded)))).collect();
    let together = Seams::count(&seams, folded);
    for round in 0..2 {
        for (j, i, score) in &open {
            let (Some(above), Some(line)) = (lines.get(*j), lines.get(*i)) else { continue };
            let words = is_han(above.last(folded)) && is_han(line.first(folded));
            let elsewhere = if words { together.at(above.at.end, line.at.start, folded) } else { Together::default() };
            let prior = match torn >= TORN {
                true if above.has_comma || above.has_stop => TORN_PRIOR,
                true => TORN_PRIOR / 3,
                false => 0,
            };
            let score = score + weigh(elsewhere) + prior;
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

/// Whether `above` looks like a heading and `line` like the paragraph it heads: a few words with no mark and no number, set apart on
/// both sides, and below them sentences.
fn stands_alone(above: &Line, line: &Line, goes_on: bool, folded: &[char]) -> bool {
    let upper = above.text(folded);
    !goes_on
        && above.role == Role::Text
        && above.apart
        && line.apart
        && HEADING.contains(&above.len)
        && !above.has_comma
        && upper.iter().all(|c| is_han(*c) || matches!(c, '“' | '”' | ' '))
        && line.len >= above.len * 2
        && (line.has_stop || line.has_comma)
}

/// What the words across a seam do elsewhere in the text.
pub(super) fn weigh(together: Together) -> i32 {
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

/// How surely `line` goes on from `above`: from [`JOINED`] on the two are one.
pub(super) fn score(above: &Line, line: &Line, folded: &[char], page: &Page, wrap: Option<Wrap>) -> i32 {
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
        // A heading is set on one line, however long.
        let heads = |l: &Line| l.role == Role::Text && !l.has_stop && wrap.is_beyond(l) && !ended(l.text(folded));
        if heads(above) && !is_comma(a) || heads(line) {
            return -CERTAIN;
        }
        if wrap.is_full(above) && !wrap.parts(line) && !(line.apart && stopped) {
            return CERTAIN;
        }
        let short = above.len < 12 || wrap.falls_short(above) && !above.has_stop && !a.is_ascii_digit();
        if !wrap.parts(line) && short && !is_comma(a) {
            return -CERTAIN;
        }
    }
    // What cannot begin a line: it belongs to the one before, if that line is text.
    let heading = above.role == Role::Marked && !above.has_stop && !above.has_comma && above.len <= 30;
    if cannot_begin(b) && above.len >= 8 && !heading && !matches!(a, ':' | ';') {
        let closes = is_closer(b) && upper.iter().rev().take(200).any(|c| is_opener(*c));
        return if !stopped || closes { CERTAIN } else { -CERTAIN };
    }
    let decimal = a == '.' && upper.iter().rev().nth(1).is_some_and(char::is_ascii_digit) && above.len >= 6;
    if decimal && b.is_ascii_digit() && line.role == Role::Text {
        return CERTAIN;
    }
    // An address ends with its line.
    let tail = upper.get(upper.len().saturating_sub(80)..).unwrap_or_default();
    let address = a.is_ascii_alphanumeric() && tail.windows(3).any(|w| w == [':', '/', '/']);
    if stopped || address || matches!(a, ':' | ';' | '.') {
        return -CERTAIN;
    }
    if subtitle(upper, lower) || !above.has_stop && super::title::is_tail(lower, page) {
        return CERTAIN;
    }
    // 一、农 / 业: a heading of two characters set apart.
    if above.role == Role::Marked && above.len <= 4 && line.len == 1 && is_han(a) && is_han(b) {
        return CERTAIN;
    }
    if line.role == Role::Marked {
        return if is_comma(a) && within_list(lower) { CERTAIN } else { -CERTAIN };
    }
    // A headline, and the report below it.
    if !is_comma(a) && page.source.find(lower, 0).is_some() {
        return -CERTAIN;
    }
    // A wrapped line may fall short where a word or a number would have been broken.
    let mut score = if wrap.is_some_and(|w| w.is_nearly_full(above) && !w.parts(line)) { 6 } else { 0 };
    if is_comma(a) || (is_opener(a) && above.len >= 8) {
        score += if above.len >= 12 { CERTAIN } else { 8 };
    }
    score += seam(above, line, folded, page);
    // Headings seldom carry figures.
    score += if above.has_comma && upper.iter().any(char::is_ascii_digit) { 3 } else { 0 };
    // Nobody ends a line one word behind a comma, or begins one with a single character before a comma.
    score += match upper.iter().rev().take(6).position(|c| is_comma(*c)) {
        Some(1..=3) => 5,
        Some(4) => 2,
        _ => 0,
    };
    score += if lower.get(1).is_some_and(|c| is_comma(*c)) { 5 } else { 0 };
    score += if page.follows.find(lower, 0).is_some() { 6 } else { 0 };
    let full = full_clause(upper);
    score += if !full && page.open_end.find_before(upper, upper.len()).is_some() { 4 } else { 0 };
    // 是不可避免的 / 毛主席告诉我们: two sentences, the first of which lost its full stop.
    if !is_comma(a) && page.opens.find(lower, 0).is_some() {
        score -= if full { 14 } else { 5 };
    }
    score += open_bracket(upper, lower);
    // The shape of the line above: a paragraph has sentences, a heading has none.
    if above.has_stop {
        score += if above.len >= 40 { 8 } else { 6 };
    } else if above.len >= 45 && above.has_comma {
        score += 4;
    } else if above.len <= 40 {
        score -= match (above.has_comma, above.len > 24) {
            (true, true) => 0,
            (false, false) => 4,
            _ => 2,
        };
    }
    if above.role == Role::Marked {
        score -= match (above.has_stop, above.has_comma || above.len > 30) {
            (true, _) => 0,
            (false, true) => 8,
            (false, false) => 16,
        };
    }
    // The shape of the line below: the rest of a sentence ends as a sentence does.
    let goes_on = ended(lower) || line.has_stop || line.has_comma;
    if !goes_on {
        score -= 4;
    }
    // A line all in brackets stands for itself: a document's number, a date.
    if is_opener(b) && lower.len() <= 60 && is_closer(line.last(folded)) && !lower.iter().any(|c| is_final(*c)) {
        score -= 8;
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

/// Whether the last clause is whole as it stands: …是很好的.
fn full_clause(upper: &[char]) -> bool {
    let clause = upper.iter().rev().take(40).take_while(|c| !is_comma(**c) && !is_final(**c));
    upper.last() == Some(&'的') && clause.skip(2).any(|c| *c == '是')
}

fn cannot_begin(c: char) -> bool {
    matches!(c, '。' | ',' | '、' | ';' | ':' | '!' | '?' | '%' | '‰') || is_closer(c)
}

/// ——某年某月某日在某市第十五届 / 人民代表大会第三次会议上
fn subtitle(upper: &[char], lower: &[char]) -> bool {
    let dashed = matches!(upper, ['—' | '(', ..] | ['-', '-', ..]) && upper.len() <= 40;
    let tail = |t: &[char]| t.iter().rev().find(|c| !is_closer(**c)).copied();
    dashed && lower.len() <= 30 && tail(upper) != Some('上') && tail(lower) == Some('上') && lower.contains(&'会')
}

/// How the two characters at the seam behave elsewhere.
fn seam(above: &Line, line: &Line, folded: &[char], page: &Page) -> i32 {
    let (upper, lower) = (above.text(folded), line.text(folded));
    let (a, b) = (above.last(folded), line.first(folded));
    let digits = lower.iter().take(6).take_while(|c| c.is_ascii_digit()).count();
    let year = digits == 4 && lower.get(4) == Some(&'年');
    if a.is_ascii_digit() {
        // A number cut from its rest or its unit; a cell of a table has no words around it, a title ends with a year.
        let running = above.len >= 10 && (line.len >= 6 || line.has_comma || ended(lower));
        let decimal = upper.iter().rev().skip_while(|c| c.is_ascii_digit()).take(1).any(|c| *c == '.');
        return match b {
            _ if !running => -8,
            '.' | '%' | '余' => 10,
            // 9000 / 多处
            '多' if ended(lower) || line.has_comma => 10,
            _ if b.is_ascii_digit() && (decimal || !year) => 10,
            // 惠及农户5 / 加强管护: no unit, and a character that sooner begins a sentence than stands in one.
            _ if is_han(b) && page.not_first(b) < 0 && page.counted.find(lower, 0).is_none() => -6,
            _ if is_han(b) => 4,
            _ => 0,
        };
    }
    if is_plain(a) && is_plain(b) {
        return 6;
    }
    let last = match a {
        _ if is_han(a) => page.not_last(a),
        _ if is_closer(a) => -2,
        _ => 2,
    };
    let first = match b {
        _ if is_han(b) => page.not_first(b),
        _ if is_opener(b) => 0,
        // A sentence that begins with digits begins with a year.
        _ if digits > 0 => {
            // A heading without a comma stands above a sentence of any sort.
            if year || !above.has_stop && !above.has_comma && above.len <= 24 { 0 } else { 3 }
        }
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

#[cfg(test)]
mod tests {
    use super::super::tear::mended;

    #[test]
    fn a_few_words_set_apart_above_sentences_are_a_heading_in_a_torn_text_too() {
        let text = "全县新修渠道310公里，改造泵\n\n站46座，漏损率下降一成。\n\n水库除险加固同步推\n\n进，九座小型水库汛前完工，大坝安\n\n全监测全部覆盖。\n\n管护责任纵深推进\n\n压实县乡村三级管护责任，水费收缴率提高。农户满意率超过九成。";
        let got = mended(text);
        assert!(got.contains(&"管护责任纵深推进".to_owned()), "{got:?}");
        assert_eq!(got.len(), 4, "{got:?}");
    }

    #[test]
    fn a_number_whose_rest_is_lost_takes_no_sentence_for_its_unit() {
        let text = "节水奖励逐户兑现，惠及农户5\n\n加强渠道管护，压实三级责任，水费收缴率提高。\n\n全县改造泵站，新增灌溉面积6\n\n万亩，漏损率下降一成。";
        let got = mended(text);
        assert!(got.iter().any(|l| l.starts_with("加强渠道管护")), "{got:?}");
        assert!(got.iter().any(|l| l.contains("6万亩")), "{got:?}");
    }
}
