//! Where something stands.

use std::fmt;
use std::ops::Range;

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
