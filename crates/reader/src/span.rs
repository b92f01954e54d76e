//! Where something stands.

use std::fmt;
use std::ops::{Deref, Range};

/// A half-open run of characters of the original text: Unicode scalar values, counted from 0, never reversed.
///
/// A BOM is not a character of the text.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The run from `start` up to, not including, `end`. A reversed pair is put in order.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// First character.
    #[must_use]
    pub fn start(self) -> u32 {
        self.start
    }

    /// One past the last character.
    #[must_use]
    pub fn end(self) -> u32 {
        self.end
    }

    /// Number of characters.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing lies in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same run as indices into a slice of characters.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place in the original: one piece, or several where a sentence had been broken.
///
/// A slice of [`Span`]s. A reading has tens of thousands of places and nearly every one is a single piece, so that one is
/// kept as it is, without memory of its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spans(Kept);

/// What is kept of a place. One piece is never `Several`, so that equal places compare as equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kept {
    One(Span),
    Several(Box<[Span]>),
}

impl Spans {
    /// The pieces, in reading order.
    #[must_use]
    pub fn as_slice(&self) -> &[Span] {
        self
    }

    /// Adds a piece behind the others.
    pub fn push(&mut self, span: Span) {
        *self = self.iter().copied().chain([span]).collect();
    }
}

impl Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        match &self.0 {
            Kept::One(span) => std::slice::from_ref(span),
            Kept::Several(spans) => spans,
        }
    }
}

impl Default for Spans {
    /// No piece at all.
    fn default() -> Self {
        Self(Kept::Several(Box::default()))
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self(Kept::One(span))
    }
}

impl From<Vec<Span>> for Spans {
    fn from(spans: Vec<Span>) -> Self {
        match spans[..] {
            [span] => span.into(),
            _ => Self(Kept::Several(spans.into())),
        }
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut spans = spans.into_iter();
        match (spans.next(), spans.next()) {
            (None, _) => Self::default(),
            (Some(span), None) => span.into(),
            (Some(first), Some(second)) => Self(Kept::Several([first, second].into_iter().chain(spans).collect())),
        }
    }
}

impl<'a> IntoIterator for &'a Spans {
    type Item = &'a Span;
    type IntoIter = std::slice::Iter<'a, Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_is_kept_without_memory_however_it_was_made() {
        let piece = |n: u32| Span::new(n, n + 2);
        for count in 0..4 {
            let all: Vec<Span> = (0..count).map(piece).collect();
            let mut pushed = Spans::default();
            for span in &all {
                pushed.push(*span);
            }
            for spans in [Spans::from(all.clone()), all.iter().copied().collect(), pushed] {
                assert_eq!(*spans, all[..]);
                assert_eq!(spans, Spans::from(all.clone()));
                assert_eq!(matches!(spans.0, Kept::One(_)), count == 1);
            }
        }
        assert_eq!(size_of::<Spans>(), 16);
    }
}
