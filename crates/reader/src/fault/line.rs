//! One sentence with its figures, as the rules see it: folded words, each figure at its place among them.

use crate::reading::{Figure, Reading};
use crate::search::holds;
use crate::span::{Span, Spans};
use crate::view::{View, is_dropped};
use std::ops::Range;

/// A sentence that has figures.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Its figures, in reading order.
    pub(super) figures: &'a [Figure],
    /// Index of the first of them in the reading.
    pub(super) first: usize,
    /// Its words, folded, without blanks.
    pub(super) words: &'a [char],
    /// Where each of the words stands in the text.
    from: &'a [u32],
    /// Where each figure stands among the words.
    at: &'a [Range<usize>],
    /// Whether each figure stands in brackets.
    inside: &'a [bool],
}

impl Line<'_> {
    /// Where a figure stands.
    pub(super) fn range(&self, index: usize) -> Range<usize> {
        self.at.get(index).cloned().unwrap_or(0..0)
    }

    /// The place of the last `count` words before a figure; empty where something tears them apart.
    pub(super) fn place_before(&self, index: usize, count: usize) -> Spans {
        let end = self.range(index).start;
        let ends = self.from.get(end.saturating_sub(count)).zip(end.checked_sub(1).and_then(|i| self.from.get(i)));
        ends.filter(|(a, b)| a <= b && (*b - *a) as usize <= 2 * count)
            .map_or_else(Spans::default, |(a, b)| Span::new(*a, *b + 1).into())
    }

    /// The words between two figures; nothing where they do not follow one another.
    pub(super) fn between(&self, left: usize, right: usize) -> &[char] {
        let (left, right) = (self.range(left), self.range(right));
        self.words.get(left.end..right.start).unwrap_or_default()
    }

    /// Whether a figure stands in brackets: 债务转贷收入46亿元(新增债券2.6亿元).
    pub(super) fn in_brackets(&self, index: usize) -> bool {
        self.inside.get(index).copied().unwrap_or(false)
    }

    /// The words between two figures without what stands in brackets.
    pub(super) fn outside(&self, left: usize, right: usize) -> Vec<char> {
        without_brackets(self.between(left, right))
    }

    /// The words before a figure, back to the one before it, without what stands in brackets.
    pub(super) fn outside_before(&self, index: usize) -> Vec<char> {
        without_brackets(self.before(index))
    }

    /// The words before a figure, back to the one before it.
    pub(super) fn before(&self, index: usize) -> &[char] {
        let start = index.checked_sub(1).map_or(0, |before| self.range(before).end);
        self.words.get(start..self.range(index).start).unwrap_or_default()
    }

    /// The words after a figure, up to the next one.
    pub(super) fn after(&self, index: usize) -> &[char] {
        let end = if index + 1 < self.figures.len() { self.range(index + 1).start } else { self.words.len() };
        self.words.get(self.range(index).end..end).unwrap_or_default()
    }
}

/// Words outside brackets; a bracket that is only closed here was opened before.
fn without_brackets(words: &[char]) -> Vec<char> {
    let mut depth = 0usize;
    let mut kept = Vec::with_capacity(words.len());
    for &c in words {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => kept.clear(),
            ')' => depth -= 1,
            _ if depth == 0 => kept.push(c),
            _ => (),
        }
    }
    kept
}

/// Whether one of `words` stands anywhere in `text`.
pub(super) fn has(text: &[char], words: &[&str]) -> bool {
    words.iter().any(|word| holds(text, word))
}

/// Calls `each` for every sentence that has figures, in order.
pub(super) fn lines(reading: &Reading, folded: &[char], mut each: impl FnMut(&Line<'_>)) {
    let mut first = 0;
    let mut view = View::default();
    let (mut at, mut inside) = (Vec::new(), Vec::new());
    while let Some(figure) = reading.figures.get(first) {
        let count = reading.figures[first..].iter().take_while(|f| f.sentence == figure.sentence).count();
        let figures = &reading.figures[first..first + count];
        if let Some(sentence) = reading.sentences.get(figure.sentence) {
            sentence_view(&sentence.spans, folded, &mut view);
            if places(figures, &view, &mut at) {
                bracketed(&view.chars, &at, &mut inside);
                each(&Line { figures, first, words: &view.chars, from: &view.at, at: &at, inside: &inside });
            }
        }
        first += count;
    }
}

/// The words of a sentence.
pub(super) fn sentence_view(spans: &[Span], folded: &[char], view: &mut View) {
    view.clear(spans.iter().map(|s| s.len() as usize).sum());
    for place in spans.iter().flat_map(|s| s.range()) {
        if let Some(&c) = folded.get(place)
            && !is_dropped(c)
        {
            view.push(c, place as u32);
        }
    }
}

/// Which figures stand behind a bracket that is still open. Told once for a sentence: a list may go on without end.
fn bracketed(words: &[char], at: &[Range<usize>], inside: &mut Vec<bool>) {
    inside.clear();
    let (mut open, mut from) = (false, 0);
    for range in at {
        // Pieces of a torn sentence need not come in the order of the page.
        if range.start < from {
            (open, from) = (false, 0);
        }
        let mark = words.get(from..range.start).unwrap_or_default().iter().rfind(|c| matches!(c, '(' | ')'));
        open = mark.map_or(open, |c| *c == '(');
        from = range.start;
        inside.push(open);
    }
}

/// Where the figures stand among the words; `false` where one cannot be found.
fn places(figures: &[Figure], view: &View, at: &mut Vec<Range<usize>>) -> bool {
    at.clear();
    // Pieces of a torn sentence need not come in the order of the page.
    let sorted = view.at.is_sorted();
    let order: Vec<u32> = if sorted {
        Vec::new()
    } else {
        let mut order: Vec<u32> = (0..view.at.len() as u32).collect();
        order.sort_unstable_by_key(|i| view.at[*i as usize]);
        order
    };
    let find = |place: u32| {
        if sorted {
            view.at.binary_search(&place).ok()
        } else {
            order.binary_search_by_key(&place, |i| view.at[*i as usize]).ok().map(|i| order[i] as usize)
        }
    };
    for figure in figures {
        let found = (figure.spans.first().and_then(|s| find(s.start())))
            .zip(figure.spans.last().and_then(|s| find(s.end().checked_sub(1)?)));
        let Some((start, last)) = found.filter(|(start, last)| start <= last) else { return false };
        at.push(start..last + 1);
    }
    true
}
