//! Captions and photo credits: 水库除险加固现场。田小禾 摄

use super::cut::{Cut, Why};
use super::furniture::shrink;
use super::line::{Line, Role, is_closer, is_final, is_han};
use super::page::Page;
use crate::reading::Caption;
use crate::search::{any_of, first};
use crate::span::Span;
use std::ops::Range;

/// A caption on a line of its own is no longer than this, and has no more sentences than two.
const LONGEST: usize = 130;
/// The words under a picture that stands inside a paragraph, without the credit.
const INLINE: usize = 90;
/// A credit: outlet, 记者, names.
const CREDIT: usize = 32;

/// Marks the lines that are captions, cuts captions out of paragraphs, and returns them in order of place.
pub(super) fn mark(lines: &mut [Line], original: &[char], folded: &[char], cuts: &mut Vec<Cut>) -> Vec<Caption> {
    let page = Page::get();
    let mut found: Vec<Caption> = Vec::new();
    for i in 0..lines.len() {
        let (head, tail) = lines.split_at_mut(i);
        let Some(line) = tail.first_mut() else { break };
        if matches!(line.role, Role::Row | Role::Shred) {
            continue;
        }
        if let Some(credit) = own_line(line, folded, page) {
            let mut words = line.at.start..credit.start;
            shrink(&mut words, folded);
            // A credit alone belongs to the short line right above it.
            if words.is_empty()
                && !line.apart
                && let Some(above) = head.last_mut()
                && above.role == Role::Text
                && above.len <= 40
            {
                above.role = Role::Caption;
                words = above.at.clone();
            }
            let span = if words.is_empty() { line.at.clone() } else { words.start..line.at.end };
            found.push(caption(words, Some(&credit), span, original, page));
            line.role = Role::Caption;
            continue;
        }
        let before = cuts.len();
        inline(line, original, folded, page, &mut found, cuts);
        if let Some(last) = cuts.get(before..).filter(|c| !c.is_empty()).and_then(<[Cut]>::last) {
            // What was cut off an end no longer belongs to the line.
            let mut at = line.at.clone();
            if last.at.end == at.end {
                at.end = last.at.start;
            }
            if let Some(first) = cuts.get(before).filter(|c| c.at.start == at.start && c.at.end <= at.end) {
                at.start = first.at.end;
            }
            shrink(&mut at, folded);
            line.trim(at, original, folded);
        }
    }
    found
}

fn caption(
    words: Range<usize>,
    credit: Option<&Range<usize>>,
    span: Range<usize>,
    original: &[char],
    page: &Page,
) -> Caption {
    let text = |r: Range<usize>| original.get(r).unwrap_or_default().iter().collect::<String>();
    let credit = credit.map(|r| {
        let chars = original.get(r.clone()).unwrap_or_default();
        let mut end = chars.len();
        while let Some(c) = end.checked_sub(1).and_then(|i| chars.get(i))
            && (is_closer(*c) || is_final(*c) || c.is_whitespace() || *c == '）')
        {
            end -= 1;
        }
        let end = match page.credit_after.find_before(chars, end) {
            Some((len, ())) => end - len,
            None => end,
        };
        let name: String = chars.get(..end).unwrap_or_default().iter().collect();
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '）' | ')' | '。')).to_owned()
    });
    Caption {
        text: text(words),
        credit: credit.filter(|c| !c.is_empty()),
        spans: Span::new(span.start as u32, span.end as u32).into(),
    }
}

/// Where the credit begins, if the whole line is a caption.
fn own_line(line: &Line, folded: &[char], page: &Page) -> Option<Range<usize>> {
    if line.len > LONGEST || line.role == Role::Marked {
        return None;
    }
    let text = line.text(folded);
    let mut end = text.len();
    while end > 0 && matches!(text.get(end - 1), Some('。' | ')' | '】' | ' ')) {
        end -= 1;
    }
    let at = |r: Range<usize>| line.at.start + r.start..line.at.end;
    let credit = credit_before(text, end, true, page)
        .or_else(|| page.credit_alone.find_before(text, end).map(|(len, ())| end - len..end))
        .map(|r| if r.start > 0 && text.get(r.start - 1) == Some(&'(') { r.start - 1..r.end } else { r });
    if let Some(credit) = credit {
        let sentences = text.get(..credit.start).unwrap_or_default().iter().filter(|c| is_final(**c)).count();
        return (sentences <= 2).then(|| at(credit));
    }
    if let Some((len, ())) = page.credit_before.find(text, 0) {
        return (line.len <= len + 12).then(|| at(0..end));
    }
    // 图表:某某情况。制图:某某
    if page.caption.find(text, 0).is_some()
        && let Some(stop) = text.iter().take(60).position(|c| is_final(*c))
        && let Some((len, ())) = page.credit_before.find(text, stop + 1)
        && text.len() <= stop + 1 + len + 12
    {
        return Some(at(stop + 1..end));
    }
    // 图为某地一景。 without a credit.
    let captioned = page.caption.find(text, 0).is_some() && !line.has_stop && line.len <= 60;
    captioned.then_some(line.at.end..line.at.end)
}

/// The credit that ends at `end` of `text`: names, and before them perhaps 本报记者. `closed` says that nothing follows
/// on the line, so that a name needs no blank before 摄.
fn credit_before(text: &[char], end: usize, closed: bool, page: &Page) -> Option<Range<usize>> {
    let (len, ()) = page.credit_after.find_before(text, end)?;
    let word = end - len;
    let char_at = |i: usize| text.get(i).copied().unwrap_or(' ');
    if word == 0 || page.spoils_credit(char_at(word - 1)) {
        return None;
    }
    let blank_before = char_at(word - 1) == ' ';
    // 图 and its like also end headings: they need the blank.
    if !blank_before && (len == 1 && char_at(word) != '摄') {
        return None;
    }
    let lowest = word.saturating_sub(CREDIT);
    let mut from = word;
    let mut names = 0;
    let mut reporter = None;
    loop {
        let mut i = from;
        while i > lowest && matches!(char_at(i - 1), ' ' | '、' | '/') {
            i -= 1;
        }
        let name_end = i;
        while i > lowest && (is_han(char_at(i - 1)) || char_at(i - 1) == '·') {
            i -= 1;
        }
        let run = name_end - i;
        let bounded = i == 0
            || matches!(char_at(i - 1), ' ' | '(' | '、' | '/' | ':')
            || is_final(char_at(i - 1))
            || is_closer(char_at(i - 1));
        if run == 0 || !bounded {
            break;
        }
        let segment = text.get(i..name_end).unwrap_or_default();
        if let Some(who) = (0..run).find(|k| page.outlet.find(segment, *k).is_some()) {
            reporter = Some(i + outlet_start(segment, who, page));
            break;
        }
        let single = run == 1 && names > 0;
        let is_name = (2..=4).contains(&run) || (run == 1 && !closed | blank_before);
        if !(is_name || single) || (names > 0 && !page.is_surname(char_at(i))) {
            break;
        }
        names += 1;
        from = i;
        if names == 6 || i == 0 || !matches!(char_at(i - 1), ' ' | '、' | '/') {
            break;
        }
    }
    if let Some(start) = reporter {
        return Some(start..end);
    }
    if names == 0 {
        return None;
    }
    let first = char_at(from);
    let stands_apart = from == 0
        || matches!(char_at(from - 1), ' ' | '(')
        || is_final(char_at(from - 1))
        || is_closer(char_at(from - 1));
    let sure = blank_before || page.is_surname(first) || names > 1;
    (stands_apart && sure && (closed || blank_before || char_at(from.saturating_sub(1)) == '(')).then_some(from..end)
}

/// Where the outlet begins that ends in 记者 at `who` of `segment`: 本报记者, 某某日报社融媒体记者. Words of a caption
/// that run into it (发布会现场某某日报记者) end where the scene is named.
fn outlet_start(segment: &[char], who: usize, page: &Page) -> usize {
    let scene = (1..=who).rev().find(|end| page.scene.find_before(segment, *end).is_some());
    scene.unwrap_or(if who <= 12 { 0 } else { who })
}

/// Captions that stand inside a longer line.
fn inline(line: &Line, original: &[char], folded: &[char], page: &Page, found: &mut Vec<Caption>, cuts: &mut Vec<Cut>) {
    let text = line.text(folded);
    let mut done = 0;
    let mut i = 0;
    while let Some(step) = text.get(i..).and_then(|rest| first(rest, |c| any_of(c, ['摄', '图']))) {
        let at = i + step;
        i = at + 1;
        // The longest credit word that begins here.
        let Some(end) = (at + 1..=(at + 4).min(text.len())).rev().find(|e| {
            page.credit_after.find_before(text, *e).is_some_and(|(len, ())| e - len <= at && e - len + 2 >= at)
        }) else {
            continue;
        };
        let closes = text.get(end).is_none_or(|c| matches!(c, ' ' | ')'));
        let Some(mut credit) = credit_before(text, end, false, page) else { continue };
        // With a reporter's title but no blank, something must close the credit.
        if !closes && text.get(at.saturating_sub(1)) != Some(&' ') {
            continue;
        }
        if credit.start < done {
            continue;
        }
        let mut stop = end;
        if credit.start > done && text.get(credit.start - 1) == Some(&'(') && text.get(end) == Some(&')') {
            credit.start -= 1;
            stop += 1;
        }
        let mut words = words_before(text, done, credit.start, page);
        // (某某现场 张三 摄): the bracket goes with what it holds.
        if text.get(stop) == Some(&')')
            && let Some(open) =
                (credit.start.saturating_sub(INLINE).max(done)..credit.start).rev().find(|i| text.get(*i) == Some(&'('))
            && !text.get(open..credit.start).is_some_and(|t| t.contains(&')'))
        {
            words = open + 1..credit.start;
            stop += 1;
        }
        // In front of a credit in the middle of a line something must say that a picture is meant.
        let absolute = |r: Range<usize>| line.at.start + r.start..line.at.start + r.end;
        let mut said = absolute(words.start..credit.start);
        shrink(&mut said, folded);
        let bracket = words.start > done && text.get(words.start - 1) == Some(&'(') && text.get(stop - 1) == Some(&')');
        let whole = absolute(words.start - usize::from(bracket)..stop);
        cuts.push(Cut { at: whole.clone(), why: Why::Caption(found.len()) });
        found.push(caption(said, Some(&absolute(credit.start..stop)), whole, original, page));
        done = stop;
        i = stop;
    }
}

/// The caption's words before its credit: from 图为, or from a blank, or the one short sentence right before.
fn words_before(text: &[char], lowest: usize, credit: usize, page: &Page) -> Range<usize> {
    let lowest = lowest.max(credit.saturating_sub(INLINE));
    let char_at = |i: usize| text.get(i).copied().unwrap_or(' ');
    if let Some(start) = (lowest..credit).rev().find(|i| page.caption.find(text, *i).is_some()) {
        return start..credit;
    }
    let mut end = credit;
    while end > lowest && (char_at(end - 1) == ' ' || is_final(char_at(end - 1)) || is_closer(char_at(end - 1))) {
        end -= 1;
    }
    // A blank inside the sentence is where the caption was put in.
    let mut start = end;
    while start > lowest {
        let c = char_at(start - 1);
        if c == ' ' || is_final(c) {
            break;
        }
        start -= 1;
    }
    let short = end - start <= 45 && (start > lowest || lowest == 0);
    // A sentence with a number in it is more likely the report's own: it stays, and only the credit goes.
    let plain = text.get(start..end).is_some_and(|t| !t.iter().any(char::is_ascii_digit));
    if short && plain { start..credit } else { credit..credit }
}
