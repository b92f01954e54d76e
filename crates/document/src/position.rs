//! Every character's place in the original: from an offset in characters to line and column.

use std::fmt;

use memchr::memchr2;

/// A place as people name it; both count from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The character within the line.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where each line of a text starts, so that an offset becomes a [`Position`] quickly.
///
/// A line ends with `\n`, `\r\n` or a lone `\r`; its end belongs to it.
///
/// ```
/// use luoshi_document::LineIndex;
///
/// let index = LineIndex::new("一、总体进展\n开工率达到85%。");
/// assert_eq!(index.position(0).to_string(), "1:1");
/// assert_eq!(index.position(9).to_string(), "2:3");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    /// Offset in characters of each line's first character; the first is 0.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Walks the text once. Texts beyond 4 G characters are not counted further than that.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut counted = 0;
        let mut characters = 0_u32;
        while let Some(found) = bytes.get(counted..).and_then(|rest| memchr2(b'\n', b'\r', rest)) {
            let mut end = counted + found + 1;
            if bytes.get(end - 1) == Some(&b'\r') && bytes.get(end) == Some(&b'\n') {
                end += 1;
            }
            characters = characters.saturating_add(count(bytes.get(counted..end).unwrap_or_default()));
            starts.push(characters);
            counted = end;
        }
        Self { starts }
    }

    /// The place of a character. An offset beyond the text is taken to be on the last line.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied().unwrap_or_default();
        Position { line: line as u32, column: (offset - start).saturating_add(1) }
    }

    /// Number of lines: 1 for an empty text, and a line end at the end of the text begins one more.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Offset in characters of the first character of a line (counted from 1).
    #[must_use]
    pub fn start_of(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }
}

/// Characters in well-formed UTF-8: every byte but continuation bytes begins one.
pub(crate) fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte.cast_signed() >= -0x40)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naive(text: &str, offset: u32) -> Position {
        let (mut line, mut column, mut previous) = (1, 1, ' ');
        let mut characters = text.chars().peekable();
        for _ in 0..offset {
            let Some(c) = characters.next() else {
                column += 1;
                continue;
            };
            if c == '\n' || (c == '\r' && characters.peek() != Some(&'\n')) {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
            previous = c;
        }
        let _ = previous;
        Position { line, column }
    }

    #[test]
    fn agrees_with_counting_by_hand() {
        for text in ["", "\n", "\r\n", "\r", "甲\n\n乙\r\n丙\r丁", "𠀀一\n二𠀀\n", "\r\r\n\n\r"] {
            let index = LineIndex::new(text);
            for offset in 0..text.chars().count() as u32 + 3 {
                assert_eq!(index.position(offset), naive(text, offset), "{text:?} {offset}");
            }
            assert_eq!(index.start_of(0), None);
            assert_eq!(index.start_of(1), Some(0));
        }
    }
}
