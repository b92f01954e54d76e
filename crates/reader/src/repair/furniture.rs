//! Page numbers, running heads, the buttons of web pages, and the signposts from one newspaper page to another.

use super::cut::{Cut, Why};
use super::line::{Line, Role, ended, is_comma, is_han};
use super::page::Page;
use crate::view::is_dropped;
use std::collections::HashMap;

/// Furniture is short: a longer line says something.
const LONGEST: usize = 60;

/// Marks the lines that are furniture, and cuts signposts from the ends of lines that are not.
pub(super) fn mark(lines: &mut [Line], original: &[char], folded: &[char], cuts: &mut Vec<Cut>) {
    let page = Page::get();
    for line in lines.iter_mut() {
        if matches!(line.role, Role::Caption | Role::Furniture | Role::Shred) {
            continue;
        }
        signposts(line, original, folded, page, cuts);
        let text = line.text(folded);
        let head = line.len <= LONGEST * 2 && line.last(folded) != '。' && page.site_head.find(text, 0).is_some();
        let short = line.len <= LONGEST
            && line.role != Role::Row
            && (text.is_empty()
                || is_page_number(text)
                || is_contents(text)
                || is_signpost(text, page)
                || is_player(text)
                || is_path(text)
                || is_link(text, page)
                || is_site(text, page));
        if head || short {
            line.role = Role::Furniture;
        }
    }
    closing_brackets(lines, folded);
    foot(lines, folded, page);
    bare_page_numbers(lines, folded);
    running_heads(lines, folded);
}

/// 【字号: / 大 / 小 / 】: a bracket that buttons opened is closed on a line of its own, and belongs to no title.
fn closing_brackets(lines: &mut [Line], folded: &[char]) {
    let mut after = false;
    for line in lines.iter_mut() {
        let text = line.text(folded);
        if after && line.role != Role::Row && matches!(text, ['】' | ']' | ')' | '|']) {
            line.role = Role::Furniture;
        }
        after = line.role == Role::Furniture;
    }
}

/// 上一篇: / 相关文章 / 某县2025年政府工作报告 / …: behind its text a web page leads to others. From the first such sign on, short
/// lines that say nothing are furniture; a sentence ends them, for behind the buttons a glossary may follow.
fn foot(lines: &mut [Line], folded: &[char], page: &Page) {
    /// So many lines before a foot are the text it stands under.
    const TEXT: usize = 4;
    /// A longer line is the title of no other page.
    const TITLE: usize = 40;
    /// A foot that does not reach the end of the text has so many lines: one alone may be a heading.
    const FEW: usize = 4;
    let says = |line: &Line| {
        line.role == Role::Row
            || line.len > TITLE
            || line.has_stop
            || ended(line.text(folded))
            || matches!(line.last(folded), ';' | ',')
    };
    let mut at = TEXT;
    while let Some(begin) = lines.get(at..).and_then(|rest| {
        rest.iter().position(|l| l.role != Role::Row && l.len <= TITLE && is_sign(l.text(folded), page))
    }) {
        let begin = at + begin;
        let end =
            lines.get(begin + 1..).unwrap_or_default().iter().position(says).map_or(lines.len(), |n| begin + 1 + n);
        // What follows is not headed by the last short line of the foot, which may be its own heading.
        let end = if end == lines.len() { end } else { end - 1 };
        if end == lines.len() || end >= begin + FEW {
            for line in lines.get_mut(begin..end).unwrap_or_default() {
                if line.role != Role::Caption {
                    line.role = Role::Furniture;
                }
            }
        }
        at = end.max(begin + 1);
    }
}

/// 上一篇:…, 相关文章: a sign that stands for itself, or before what it leads to. 关于我们的外交政策 is a heading.
fn is_sign(text: &[char], page: &Page) -> bool {
    let Some((len, ())) = page.foot.find(text, 0) else { return false };
    text.get(len).is_none_or(|c| matches!(c, ':' | '|' | '>' | '(' | '·' | '→') || c.is_whitespace())
}

/// 延伸阅读:某某: the way to another page, on a line that says nothing.
fn is_link(text: &[char], page: &Page) -> bool {
    page.foot.find(text, 0).is_some_and(|(len, ())| {
        text.get(len) == Some(&':')
            && text.len() > len + 1
            && !ended(text)
            && !text.iter().any(|c| is_comma(*c) || matches!(c, ';') || c.is_ascii_digit() && text.contains(&'/'))
    })
}

/// 首页 > 公开 > 报告: where a page stands on its site.
fn is_path(text: &[char]) -> bool {
    let mut parts = 0;
    text.split(|c| *c == '>').all(|part| {
        parts += 1;
        let words = part.iter().filter(|c| !c.is_whitespace());
        let mut len = 0;
        words.inspect(|_| len += 1).all(|c| is_han(*c)) && (1..=12).contains(&len)
    }) && parts >= 3
}

/// 00:00 / 02:41: how far a film is played.
fn is_player(text: &[char]) -> bool {
    let words: Vec<char> = text.iter().copied().filter(|c| !c.is_whitespace()).take(12).collect();
    let Some(slash) = words.iter().position(|c| *c == '/') else { return false };
    let time = |t: &[char]| matches!(t, [a, b, ':', c, d] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()));
    time(words.get(..slash).unwrap_or_default()) && time(words.get(slash + 1..).unwrap_or_default())
}

/// 一、发展基础......5: a line of the table of contents, which leads to its page by dots.
fn is_contents(text: &[char]) -> bool {
    if !text.iter().rfind(|c| !c.is_whitespace()).is_some_and(char::is_ascii_digit) {
        return false;
    }
    let words: Vec<char> = text.iter().copied().filter(|c| !c.is_whitespace()).collect();
    let digits = words.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let dots = words.iter().rev().skip(digits).take_while(|c| matches!(c, '.' | '…' | '·')).count();
    let ellipses = words.iter().rev().skip(digits).take(dots).filter(|c| **c == '…').count();
    (1..=3).contains(&digits) && dots + ellipses * 2 >= 3 && words.len() > digits + dots
}

/// `— 12 —`, 第3页, 第 3 页 共 10 页, 第12版, Page 3.
fn is_page_number(text: &[char]) -> bool {
    if text.len() > 24 || !text.iter().any(char::is_ascii_digit) {
        return false;
    }
    let words: String = text.iter().filter(|c| !c.is_whitespace()).collect();
    let inner = words.trim_matches(['—', '-', '·', '~', '_']);
    let dashed =
        words.len() > inner.len() + 1 && words.starts_with(['—', '-', '·']) && words.ends_with(['—', '-', '·']);
    let number = |s: &str| (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if dashed && number(inner) {
        return true;
    }
    let Some(rest) =
        inner.strip_prefix('第').or_else(|| inner.strip_prefix("Page")).or_else(|| inner.strip_prefix("page"))
    else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (no, rest) = rest.split_at(digits);
    number(no)
        && match rest
            .strip_prefix('页')
            .or_else(|| rest.strip_prefix('版'))
            .unwrap_or(rest)
            .trim_start_matches(['/', ',', '(', '|'])
        {
            "" => true,
            total => {
                let total =
                    total.trim_start_matches("of").trim_start_matches(['共', '总']).trim_end_matches([')', '页']);
                number(total)
            }
        }
}

/// (上接第1版), (下转第3版): the whole of `text`.
fn is_signpost(text: &[char], page: &Page) -> bool {
    let inner = match text {
        ['(' | '【' | '[', inner @ .., ')' | '】' | ']'] | inner => inner,
    };
    inner.len() <= 20
        && page.carry.find(inner, 0).is_some()
        && inner.iter().any(char::is_ascii_digit) | inner.iter().any(|c| matches!(c, '一' | '二' | '三' | '四' | '头'))
        && inner.iter().rev().take(8).any(|c| matches!(c, '版' | '页'))
}

/// Cuts a bracketed signpost from the beginning or the end of a longer line.
fn signposts(line: &mut Line, original: &[char], folded: &[char], page: &Page, cuts: &mut Vec<Cut>) {
    let text = line.text(folded);
    let opens = |c: char| matches!(c, '(' | '【' | '[');
    let closes = |c: char| matches!(c, ')' | '】' | ']');
    if text.len() <= 12 {
        return;
    }
    let mut at = line.at.clone();
    if opens(line.first(folded))
        && let Some(end) = text.iter().take(24).position(|c| closes(*c))
        && is_signpost(text.get(..=end).unwrap_or_default(), page)
    {
        cuts.push(Cut { at: at.start..at.start + end + 1, why: Why::Furniture });
        at.start += end + 1;
    }
    let tail_from = text.len().saturating_sub(24);
    if closes(line.last(folded))
        && let Some(start) = text.iter().skip(tail_from).rposition(|c| opens(*c))
        && is_signpost(text.get(tail_from + start..).unwrap_or_default(), page)
    {
        let start = line.at.start + tail_from + start;
        cuts.push(Cut { at: start..at.end, why: Why::Furniture });
        at.end = start;
    }
    if at != line.at {
        shrink(&mut at, folded);
        line.trim(at, original, folded);
    }
}

/// Drops the blanks at both ends.
pub(super) fn shrink(at: &mut std::ops::Range<usize>, folded: &[char]) {
    while at.start < at.end && folded.get(at.start).is_some_and(|c| is_dropped(*c)) {
        at.start += 1;
    }
    while at.start < at.end && folded.get(at.end - 1).is_some_and(|c| is_dropped(*c)) {
        at.end -= 1;
    }
}

/// A line made mostly of a site's buttons, or one that begins as only furniture does.
fn is_site(text: &[char], page: &Page) -> bool {
    if ended(text) && !text.contains(&'|') {
        return false;
    }
    // The key of a database record.
    if text.len() >= 16 && text.iter().all(char::is_ascii_alphanumeric) && text.iter().any(char::is_ascii_digit) {
        return true;
    }
    let (mut covered, mut all, mut words, mut i) = (0, 0, 0, 0);
    while let Some(&c) = text.get(i) {
        if let Some((len, ())) = page.site.find(text, i) {
            // 大 and 小 are buttons only among other buttons.
            words += usize::from(len > 1);
            covered += len;
            all += len;
            i += len;
            continue;
        }
        all += usize::from(is_han(c) || c.is_ascii_alphanumeric());
        i += 1;
    }
    let sole = words == 1 && covered == all;
    sole || (words >= 2 && covered * 5 >= all * 2)
}

/// Bare numbers on lines of their own are page numbers when they count up by one through the text, and so are 12/40 and 13/40.
fn bare_page_numbers(lines: &mut [Line], folded: &[char]) {
    let mut found: Vec<(usize, u32, u32)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let text = line.text(folded);
        if line.role == Role::Text
            && text.len() <= 9
            && let Some((value, of)) = page_of(text)
        {
            found.push((i, value, of));
        }
    }
    for pair in found.windows(2) {
        if let [(a, x, of), (b, y, all)] = *pair
            && y == x + 1
            && of == all
            && b > a + 2
        {
            for i in [a, b] {
                if let Some(line) = lines.get_mut(i) {
                    line.role = Role::Furniture;
                }
            }
        }
    }
}

/// 27, 12/40: a number of three digits or less, perhaps of how many pages.
fn page_of(text: &[char]) -> Option<(u32, u32)> {
    let number = |t: &[char]| {
        let digits = (1..=3).contains(&t.len()) && t.iter().all(char::is_ascii_digit);
        digits.then(|| t.iter().filter_map(|c| c.to_digit(10)).fold(0, |n, d| n * 10 + d))
    };
    match text.iter().position(|c| *c == '/') {
        None => Some((number(text)?, 0)),
        Some(slash) => {
            let (value, of) = (number(text.get(..slash)?)?, number(text.get(slash + 1..)?)?);
            (0 < value && value <= of).then_some((value, of))
        }
    }
}

/// A running head without the page number beside it: 某市政府工作报告 12
fn without_number(text: &[char]) -> &[char] {
    let number = |c: &char| c.is_ascii_digit() || matches!(c, ' ' | '—' | '-' | '·');
    let from = text.iter().position(|c| !number(c)).unwrap_or(0);
    let to = text.iter().rposition(|c| !number(c)).map_or(0, |i| i + 1);
    let spaced = |i: Option<&char>| i.is_some_and(|c| matches!(c, ' ' | '—' | '-' | '·'));
    let head = from > 0 && spaced(text.get(from - 1));
    let tail = to < text.len() && spaced(text.get(to));
    text.get(if head { from } else { 0 }..if tail { to } else { text.len() }).unwrap_or_default()
}

/// The same short line three times or more, at least once beside a page number, or twice, each time beside one: the head or
/// foot of every page.
fn running_heads(lines: &mut [Line], folded: &[char]) {
    /// The title stands among so many lines.
    const TITLE: usize = 2;
    let mut seen: HashMap<&[char], (u32, bool, u32)> = HashMap::new();
    let number = |i: usize| {
        let is = |j: usize| lines.get(j).is_some_and(|l| is_page_number(l.text(folded)));
        is(i + 1) || (i > 0 && is(i - 1))
    };
    let near = |i: usize| {
        let furniture = |j: usize| lines.get(j).is_some_and(|l| l.role == Role::Furniture);
        furniture(i + 1) || (i > 0 && furniture(i - 1))
    };
    let candidate = |line: &Line| {
        let text = line.text(folded);
        line.role == Role::Text
            && (4..=30).contains(&line.len)
            && !ended(text)
            && !text.iter().any(|c| matches!(c, ':' | ';' | ',' | '、'))
            && text.iter().filter(|c| is_han(**c)).count() >= 4
    };
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| candidate(l)) {
        let entry = seen.entry(without_number(line.text(folded))).or_default();
        entry.0 += 1;
        entry.1 |= near(i) || without_number(line.text(folded)).len() < line.at.len();
        entry.2 += u32::from(number(i));
    }
    seen.retain(|_, (count, beside, numbered)| *count >= 3 && *beside || *count == 2 && *numbered == 2);
    if seen.is_empty() {
        return;
    }
    let heads: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| candidate(l) && seen.contains_key(without_number(l.text(folded))))
        .map(|(i, _)| i)
        .collect();
    // The first is the title itself, if no page ends there.
    let title = usize::from(heads.first().is_some_and(|i| *i < TITLE || !number(*i)));
    for i in heads.into_iter().skip(title) {
        if let Some(line) = lines.get_mut(i) {
            line.role = Role::Furniture;
        }
    }
}
