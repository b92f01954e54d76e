//! Titles that the page broke into two lines or more: 关于…2026年国民经济和 / 社会发展计划草案的报告.
//!
//! The seam of a title looks like the seam between two headings: no comma, no full stop, both lines short. What tells is
//! that the upper line names no document, or not the one that its 关于 asks for, and that both together do. Only the head
//! of a text is looked at. Words: `[document]`, `[office]`, `[deed]`, `[area]`, `[nation]` and `[and]`
//! of `lexicon/zh/page.txt`.

use super::line::{Line, Role, ended, is_closer, is_han, is_opener};
use super::page::Page;
use crate::lexicon::Words;
use crate::view::is_dropped;

/// Lines among which a title is looked for.
const HEAD: usize = 12;
/// A line of a title is no longer than this.
const LINE: usize = 44;
/// Lines of one title at most.
const LINES: usize = 4;
/// A whole title is no longer than this.
const WHOLE: usize = 120;
/// A line so short names no document by itself: 实施方案.
const TAIL: usize = 6;
/// A line so long that begins with no place and no year may be the tail of a title: 第十五个五年规划纲要.
const GENERIC: usize = 16;

/// Marks the lines that go on with a title above them.
pub(super) fn mark(lines: &[Line], folded: &[char], continues: &mut [bool]) {
    let mut head: Vec<(usize, &Line)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if matches!(line.role, Role::Furniture | Role::Caption | Role::Shred) {
            continue;
        }
        let text = line.text(folded);
        if line.role == Role::Row || line.has_stop && line.len > LINE || head.len() == HEAD {
            break;
        }
        head.push((i, line));
        // An address to the audience, and what comes behind it, is speech.
        if matches!(text, [.., ':']) {
            break;
        }
    }
    let mut at = 0;
    while at < head.len() {
        let rest = head.get(at..).unwrap_or_default();
        let n = lines_of(rest, folded, continues);
        for (i, _) in rest.iter().take(n).skip(1) {
            if let Some(slot) = continues.get_mut(*i) {
                *slot = true;
            }
        }
        at += n.max(1);
    }
}

/// How many of the lines make one title that begins with the first; 1 where the first stands for itself.
fn lines_of(head: &[(usize, &Line)], folded: &[char], continues: &[bool]) -> usize {
    let page = Page::get();
    let Some(first) = head.first().map(|(_, line)| *line).filter(|line| is_part(line, folded)) else { return 1 };
    let mut whole: Vec<char> = plain(first.text(folded));
    let about = is_about(&whole, page);
    if is_complete(&whole, about, page) || !about && ends_as_office(&whole, page) {
        return 1;
    }
    for (n, (i, line)) in head.iter().enumerate().take(LINES).skip(1) {
        let text = plain(line.text(folded));
        let joined = continues.get(*i) == Some(&true);
        if !joined && (!is_part(line, folded) || about && is_about(&text, page)) {
            return 1;
        }
        let fits = joined || about || goes_on(&whole, &text, page);
        whole.extend(&text);
        if !fits || whole.len() > WHOLE {
            return 1;
        }
        if is_complete(&whole, about, page) {
            return n + 1;
        }
    }
    1
}

/// Whether a line can be one of a title: words alone, no date, no number of a document, no mark before it.
fn is_part(line: &Line, folded: &[char]) -> bool {
    let text = line.text(folded);
    let first = line.first(folded);
    // 2031年云岭市: the digits of a year are no odd signs.
    let year = match text {
        [a, b, c, d, '年', ..] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()) => 4,
        _ => 0,
    };
    let han = year + text.iter().filter(|c| is_han(**c)).count();
    line.role == Role::Text
        && line.len <= LINE
        && han * 3 >= line.len * 2
        && !ended(text)
        && !line.has_comma
        && (is_han(first) || first.is_ascii_digit() || matches!(first, '“' | '《' | '"'))
        && !text.iter().any(|c| matches!(c, ':' | ';' | '〔' | '|' | '>' | '/'))
        && !text
            .windows(2)
            .any(|w| matches!(w, ['月', d] if d.is_ascii_digit()) || matches!(w, [d, '日'] if d.is_ascii_digit()))
}

/// The characters of a line that are not blank.
fn plain(text: &[char]) -> Vec<char> {
    text.iter().copied().filter(|c| !is_dropped(*c) && *c != ' ').collect()
}

/// Whether a title says what it is about, so that 的 and the sort of document must follow: 关于…的通知.
fn is_about(text: &[char], page: &Page) -> bool {
    (0..text.len()).any(|at| page.deed.find(text, at).is_some())
}

/// Whether a title is whole: it ends with a sort of document, behind 的 where it says what it is about.
fn is_complete(text: &[char], about: bool, page: &Page) -> bool {
    let text = without_bracket(text);
    let Some((len, ())) = page.document.find_before(text, text.len()) else { return false };
    let before = text.get(..text.len() - len).unwrap_or_default();
    // 关于加快节水的指导意见: a word of the sort before the sort.
    !about || before.iter().rev().take(TAIL).any(|c| *c == '的')
}

/// Whether a line is nothing but the end of a title, wherever it stands: 和社会发展统计公报.
pub(super) fn is_tail(line: &[char], page: &Page) -> bool {
    let tail = without_bracket(line);
    tail.len() <= GENERIC
        && page.and.find(tail, 0).is_some()
        && !tail.iter().any(|c| matches!(c, ',' | '。' | ';' | ':'))
        && page.document.find_before(tail, tail.len()).is_some()
}

/// A title without what stands in brackets behind it: (试行), (2026年版), [1].
fn without_bracket(text: &[char]) -> &[char] {
    match text {
        [title @ .., '[', n, ']'] if n.is_ascii_digit() => title,
        [title @ .., '①'..='⑳'] => title,
        [.., ')'] => text.iter().rposition(|c| *c == '(').and_then(|at| text.get(..at)).unwrap_or(text),
        [inside @ .., last] if is_closer(*last) => inside,
        _ => text,
    }
}

/// Whether a line names who speaks, or the paper or page it stands in.
fn ends_as_office(text: &[char], page: &Page) -> bool {
    page.office.find_before(text, text.len()).is_some()
}

/// Whether a line is the tail of a title and none of its own.
fn goes_on(above: &[char], line: &[char], page: &Page) -> bool {
    let tail = without_bracket(line);
    let dated = line.first().is_some_and(char::is_ascii_digit);
    let holds =
        |words: &Words<()>, text: &[char]| (0..text.len().min(GENERIC)).any(|at| words.find(text, at).is_some());
    let placed = holds(&page.area, line);
    let place = holds(&page.area, above) || holds(&page.nation, above);
    let open = above.last().is_some_and(|c| is_opener(*c)) || page.open_end.find_before(above, above.len()).is_some();
    page.and.find(line, 0).is_some()
        || open
        || (!dated && !placed && tail.len() <= GENERIC && (place || tail.len() <= TAIL) && above.len() >= TAIL)
            && page.speech.find(tail, 0).is_none_or(|(len, ())| len != tail.len())
}
