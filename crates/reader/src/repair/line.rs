//! The lines of a text, and what each looks like by itself.

use crate::charset;
use crate::look::{BLANK, END};
use crate::signs::Row;
use crate::view::{is_blank, is_dropped, is_invisible};
use std::ops::Range;

/// What a line is before anything is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text or a heading without a mark.
    Text,
    /// Opens with the mark of a heading or list item: `#`, 一、, （二）, 第三章, 1. …
    Marked,
    /// A row of a table: cells parted by tabs.
    Row,
    /// A picture's caption or credit.
    Caption,
    /// Page or web page furniture.
    Furniture,
    /// Shreds of a headline that stands whole elsewhere.
    Shred,
}

/// One line that is not blank.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
pub(super) struct Line {
    /// Without the blanks around it.
    pub(super) at: Range<usize>,
    /// Blank characters before its first, in half-width units.
    pub(super) indent: usize,
    /// Whether a blank line stands before it.
    pub(super) apart: bool,
    pub(super) role: Role,
    /// Display width: two for a full-width character.
    pub(super) width: usize,
    /// Characters that are not blank.
    pub(super) len: usize,
    /// Whether a sentence ends before the line's end.
    pub(super) has_stop: bool,
    /// Whether a comma or 、 stands in it.
    pub(super) has_comma: bool,
    /// Whether blanks stand within it.
    pub(super) has_blanks: bool,
}

impl Line {
    pub(super) fn text<'a>(&self, chars: &'a [char]) -> &'a [char] {
        chars.get(self.at.clone()).unwrap_or_default()
    }

    pub(super) fn first(&self, chars: &[char]) -> char {
        chars.get(self.at.start).copied().unwrap_or(' ')
    }

    pub(super) fn last(&self, chars: &[char]) -> char {
        self.text(chars).last().copied().unwrap_or(' ')
    }

    /// The line that these characters are.
    pub(super) fn of(at: Range<usize>, original: &[char], folded: &[char]) -> Self {
        measure(at, original, folded)
    }

    /// Gives the line another extent (something was cut off its ends) and measures it again.
    pub(super) fn trim(&mut self, at: Range<usize>, original: &[char], folded: &[char]) {
        let (indent, apart, role) = (self.indent, self.apart, self.role);
        *self = measure(at, original, folded);
        (self.indent, self.apart) = (indent, apart);
        if role == Role::Row {
            self.role = role;
        }
    }
}

pub(super) fn is_final(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '…')
}

pub(super) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '、')
}

/// Brackets and quotes that close.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | ')' | '》' | '〉' | '】' | ']' | '〕')
}

/// Brackets and quotes that open.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '(' | '《' | '〈' | '【' | '[' | '〔')
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// A character that ends a line in the texts we read.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `text` ends as a sentence does: 。 or one of its kin, closers behind it allowed.
pub(super) fn ended(text: &[char]) -> bool {
    let mut rest = text.iter().rev().take(8).skip_while(|c| is_closer(**c) || is_dropped(**c));
    if rest.next().is_some_and(|c| is_final(*c)) {
        return true;
    }
    text.last() == Some(&')') && remarked(text)
}

/// Whether the bracket that closes `text` stands behind a full stop, or holds the whole: 。(责任单位:某局)
fn remarked(text: &[char]) -> bool {
    let mut depth = 0usize;
    for (n, c) in text.iter().rev().enumerate().take(400) {
        match c {
            ')' => depth += 1,
            '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let before = text.get(..text.len() - n - 1).unwrap_or_default();
            let mut rest = before.iter().rev().skip_while(|c| is_closer(**c) || is_dropped(**c));
            return rest.next().is_none_or(|c| is_final(*c));
        }
    }
    false
}

/// A line from this length on may hold several paragraphs, parted by blanks.
const FLAT: usize = 160;
/// So many blanks part two paragraphs.
const GAP: usize = 3;
/// A heading within such a line is no longer than this.
const HEADING: usize = 40;

/// Where the paragraphs of a page that was written into one line are parted: wide blanks behind a sentence's end, or behind
/// a heading that begins there. A row of a table has such blanks too, and few sentences.
fn gaps(text: &[char]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    if text.len() < FLAT || text.contains(&'\t') {
        return out;
    }
    let (mut all, mut at, mut from) = (0usize, 0, 0);
    while let Some(step) = text.get(at..).and_then(|rest| rest.iter().position(|c| is_blank(*c))) {
        let start = at + step;
        let end = start + text.get(start..).unwrap_or_default().iter().take_while(|c| is_blank(**c)).count();
        at = end;
        if end - start < GAP {
            continue;
        }
        all += 1;
        let part = text.get(from..start).unwrap_or_default();
        let heads = (4..=HEADING).contains(&part.len())
            && part.last().is_some_and(|c| is_han(*c))
            && !part.iter().any(|c| is_final(*c))
            && text.get(end).is_some_and(|c| is_han(*c) || is_opener(*c) || c.is_ascii_digit());
        if ended(part) || heads {
            out.push(start..end);
            from = end;
        }
    }
    let sentences = text.iter().filter(|c| **c == '。').count();
    if sentences < GAP || all > sentences {
        out.clear();
    }
    out
}

/// Cuts a text into lines and measures each.
pub(super) fn lines(original: &[char], folded: &[char], looks: Row<'_>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut apart = false;
    while start <= folded.len() {
        let end = looks.next(start, END).unwrap_or(folded.len());
        let whole = folded.get(start..end).unwrap_or_default();
        if let Some(from) = whole.iter().position(|c| !is_dropped(*c)) {
            let to = whole.iter().rposition(|c| !is_dropped(*c)).unwrap_or(from) + 1;
            let has_blanks = looks.part(start + from..start + to).next(0, BLANK).is_some();
            let paragraphs = if has_blanks { gaps(whole.get(from..to).unwrap_or_default()) } else { Vec::new() };
            let mut begin = start + from;
            for gap in &paragraphs {
                let mut line = measure(begin..start + from + gap.start, original, folded);
                line.apart = apart || begin > start + from;
                line.has_blanks = has_blanks;
                out.push(line);
                begin = start + from + gap.end;
            }
            let mut line = measure(begin..start + to, original, folded);
            line.apart = apart || !paragraphs.is_empty();
            line.has_blanks = has_blanks;
            line.indent = original
                .get(start..start + from)
                .unwrap_or_default()
                .iter()
                .map(|c| if *c == '\u{3000}' { 2 } else { 1 })
                .sum();
            out.push(line);
            apart = false;
        } else if !(original.get(end) == Some(&'\n') && end > 0 && original.get(end - 1) == Some(&'\r')) {
            // The \n of \r\n ends no line of its own.
            apart = true;
        }
        start = end + 1;
    }
    out
}

fn measure(at: Range<usize>, _original: &[char], folded: &[char]) -> Line {
    let text = folded.get(at.clone()).unwrap_or_default();
    let mut line = Line {
        at,
        indent: 0,
        apart: false,
        role: Role::Text,
        width: 0,
        len: 0,
        has_stop: false,
        has_comma: false,
        has_blanks: false,
    };
    let last = text.len().saturating_sub(1);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        // Most of a line is Han characters in a row.
        let run = rest.iter().position(|c| !charset::is_han(*c)).unwrap_or(rest.len());
        (line.width, line.len) = (line.width + 2 * run, line.len + run);
        let i = at + run;
        at = i + 1;
        let Some(&c) = text.get(i) else { break };
        // A single blank is the program's that took the text out of the page, and what hides takes no place.
        let stray = is_dropped(c) && (is_invisible(c) || !text.get(i + 1).is_some_and(|c| is_dropped(*c)));
        line.width += match c {
            _ if stray => 0,
            _ if c < '\u{300}' => 1,
            _ => 2,
        };
        line.len += usize::from(!is_blank(c));
        if c == '\t' {
            line.role = Role::Row;
        } else if matches!(c, '。' | '!' | '?') && i < last {
            line.has_stop = true;
        } else if is_comma(c) {
            line.has_comma = true;
        }
    }
    if line.role == Role::Text && super::heading::mark(text).is_some() {
        line.role = Role::Marked;
        // The 、 of the mark itself is no comma of the text.
        line.has_comma = text.iter().skip(5).any(|c| is_comma(*c));
    }
    line
}
