//! Lists: 一是…二是… within a paragraph or over several, points with a dash or a circled number, and paragraphs that each
//! begin with a topic sentence. Numbered headings are sections, and stand in the outline.

use crate::charset::CharSet;
use crate::reading::{Item, List, ListKind, Section, SectionKind};
use crate::search::{any_of, between, first};
use crate::view::View;
use std::ops::Range;

/// Most items of a list in words; no speaker counts further.
const MOST: usize = 20;
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const CIRCLED: [char; 10] = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];

/// What an ordinal within a paragraph stands behind.
static BEFORE: CharSet = CharSet::of(&['。', ';', ':', ',', '!', ' ']);

/// The lists of a document, in order of place; each has two items at least.
pub(super) fn lists(views: &[View], sections: &[Section], original: &[char]) -> Vec<List> {
    let mut out = Vec::new();
    let mut open = Open::default();
    for view in views {
        let marks = marks(&view.chars);
        if marks.is_empty() {
            open.close(&mut out);
            continue;
        }
        // Words before the first mark lead a new list; what begins with one may go on with the last.
        let edge = view.chars.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
        if marks.first().is_none_or(|m| m.at.start > edge) {
            open.close(&mut out);
        }
        for (i, mark) in marks.iter().enumerate() {
            let end = marks.get(i + 1).map_or(view.len(), |next| next.at.start);
            if !open.goes_on(mark) {
                open.close(&mut out);
            }
            open.kind = Some(mark.kind);
            open.count = mark.number;
            open.items.push(Item {
                marker: view.original_text(mark.at.clone(), original),
                spans: view.spans(mark.at.start..trimmed(&view.chars, mark.at.start..end), original),
            });
        }
    }
    open.close(&mut out);
    out.extend(series(sections));
    out.sort_by_key(|list| list.items.first().and_then(|item| item.spans.first().copied()));
    out
}

/// A mark of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    kind: ListKind,
    /// Its place among its kind, from 1; 0 for a dash.
    number: usize,
    at: Range<usize>,
}

/// A list that may go on.
#[derive(Debug, Default)]
struct Open {
    kind: Option<ListKind>,
    count: usize,
    items: Vec<Item>,
}

impl Open {
    fn goes_on(&self, mark: &Mark) -> bool {
        self.kind == Some(mark.kind) && (mark.kind == ListKind::Dash || mark.number == self.count + 1)
    }

    fn close(&mut self, out: &mut Vec<List>) {
        let items = std::mem::take(&mut self.items);
        if let Some(kind) = self.kind.take().filter(|_| items.len() > 1) {
            out.push(List { kind, items });
        }
        self.count = 0;
    }
}

/// The marks of one paragraph: in order, and each list from its first item on.
fn marks(text: &[char]) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    if let Some(dashes) = text.get(start..).map(|t| t.iter().take_while(|c| matches!(c, '—' | '●' | '■' | '◆')).count())
        && dashes > 0
    {
        return vec![Mark { kind: ListKind::Dash, number: 0, at: start..start + dashes }];
    }
    // The number of the ordinal read last.
    let mut last = 0;
    let mut ordinal = |at: usize, out: &mut Vec<Mark>| {
        let (Some(c), Some('是' | '要')) = (text.get(at), text.get(at + 1)) else { return };
        let Some(number) = NUMERALS.iter().position(|n| n == c) else { return };
        // 一是, and 一要 of an order; 三是 without 二是 before is no list.
        let fits = number == last || number == 0 || out.is_empty();
        if fits && number < MOST {
            last = number + 1;
            out.push(Mark { kind: ListKind::Ordinal, number: last, at: at..at + 2 });
        }
    };
    ordinal(start, &mut out);
    // What a mark ends with is rarer than what it stands behind.
    let ends = |c: char| any_of(c, ['是', '要']) | between(c, '①', '⑩');
    let mut from = start;
    while let Some(step) = text.get(from..).and_then(|rest| first(rest, ends)) {
        let at = from + step;
        from = at + 1;
        if let Some(i) = CIRCLED.iter().position(|n| text.get(at) == Some(n)) {
            out.push(Mark { kind: ListKind::Circled, number: i + 1, at: at..at + 1 });
        } else if let Some(begin) = at.checked_sub(1)
            && begin > start
            && text.get(begin - 1).is_some_and(|c| BEFORE.contains(*c))
        {
            ordinal(begin, &mut out);
        }
    }
    out
}

/// Paragraphs of one section that each begin with a topic sentence.
fn series(sections: &[Section]) -> Vec<List> {
    let mut of: Vec<Option<usize>> = vec![None; sections.len()];
    let mut out: Vec<List> = Vec::new();
    for section in sections.iter().filter(|s| s.kind == SectionKind::Topic) {
        let Some(parent) = section.parent.filter(|p| *p < of.len()) else { continue };
        let list = *of[parent].get_or_insert_with(|| {
            out.push(List { kind: ListKind::Series, items: Vec::new() });
            out.len() - 1
        });
        out[list].items.push(Item { marker: String::new(), spans: section.spans.clone() });
    }
    out
}

/// The end of `range` without blanks.
fn trimmed(text: &[char], range: Range<usize>) -> usize {
    let inside = text.get(range.clone()).unwrap_or_default();
    inside.iter().rposition(|c| !c.is_whitespace()).map_or(range.end, |i| range.start + i + 1)
}
