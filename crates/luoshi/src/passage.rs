//! The words of the original behind a span.

use luoshi_reader::Span;

/// Characters between two marks: a passage is found by walking fewer than this many.
const STEP: usize = 256;

/// A text with its byte offsets at every [`STEP`]th character.
#[derive(Debug)]
pub(crate) struct Passages<'a> {
    text: &'a str,
    marks: Vec<usize>,
}

impl<'a> Passages<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, marks: text.char_indices().map(|(byte, _)| byte).step_by(STEP).collect() }
    }

    /// What stands in `span`; less where it reaches beyond the text.
    pub(crate) fn get(&self, span: Span) -> &'a str {
        let (start, end) = (self.byte(span.start()), self.byte(span.end()));
        self.text.get(start..end).unwrap_or("")
    }

    fn byte(&self, offset: u32) -> usize {
        let offset = offset as usize;
        let Some(&mark) = self.marks.get(offset / STEP) else { return self.text.len() };
        let rest = self.text.get(mark..).unwrap_or("");
        rest.char_indices().nth(offset % STEP).map_or(self.text.len(), |(byte, _)| mark + byte)
    }

    /// The pieces put together, blanks at line ends left out as between Chinese characters; after `most` characters
    /// the rest is left off with …
    pub(crate) fn joined(&self, spans: &[Span], most: usize) -> String {
        let mut out = String::new();
        let mut left = most;
        for span in spans {
            for line in self.get(*span).split(['\n', '\r']) {
                for c in line.trim().chars() {
                    if left == 0 {
                        out.push('…');
                        return out;
                    }
                    left -= 1;
                    out.push(c);
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_gives_the_words_it_stands_for() {
        let text = "甲a乙𠀀\n".repeat(200);
        let chars: Vec<char> = text.chars().collect();
        let passages = Passages::new(&text);
        for (start, end) in [(0, 1), (255, 257), (3, 900), (999, 1000), (1000, 1000), (990, 5000)] {
            let wanted: String = chars[start.min(chars.len())..end.min(chars.len())].iter().collect();
            assert_eq!(passages.get(Span::new(start as u32, end as u32)), wanted);
        }
        let spans = [Span::new(0, 7), Span::new(8, 9)];
        assert_eq!(passages.joined(&spans, 7), "甲a乙𠀀甲a𠀀");
        assert_eq!(passages.joined(&spans, 5), "甲a乙𠀀甲…");
    }
}
