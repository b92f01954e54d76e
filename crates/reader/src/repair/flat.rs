//! The paragraphs of a text as one run of characters without blanks, and the way back.

use super::line::{is_closer, is_final};
use super::{BlockKind, Draft};
use crate::look::ALONE;
use crate::signs::Row;
use crate::view::is_dropped;
use std::ops::Range;

/// All paragraphs one behind the other.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) chars: Vec<char>,
    /// The original place of each of `chars`.
    at: Vec<u32>,
    /// Where each paragraph begins in `chars`, and which draft it is.
    pub(super) starts: Vec<(u32, u32)>,
}

impl Flat {
    pub(super) fn of(drafts: &[Draft], folded: &[char], looks: Row<'_>) -> Self {
        let mut out = Self::default();
        let whole = |d: &Draft| d.pieces.iter().map(ExactSizeIterator::len).sum::<usize>();
        let chars = drafts.iter().filter(|d| d.kind == BlockKind::Paragraph).map(whole).sum();
        (out.chars, out.at) = (Vec::with_capacity(chars), Vec::with_capacity(chars));
        for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.kind == BlockKind::Paragraph) {
            out.starts.push((out.chars.len() as u32, index as u32));
            for piece in &draft.pieces {
                let text = folded.get(piece.clone()).unwrap_or_default();
                let looks = looks.part(piece.clone());
                let mut i = 0;
                while let Some(&c) = text.get(i) {
                    let run = looks.next(i, ALONE).unwrap_or(text.len()) - i;
                    let place = (piece.start + i) as u32;
                    out.chars.extend_from_slice(&text[i..i + run]);
                    out.at.extend(place..place + run as u32);
                    if run == 0 && !is_dropped(c) {
                        out.chars.push(c);
                        out.at.push(place);
                    }
                    i += run.max(1);
                }
            }
        }
        out
    }

    /// The index into `starts` of the paragraph that holds `i`.
    pub(super) fn paragraph(&self, i: usize) -> usize {
        self.starts.partition_point(|(s, _)| *s as usize <= i).saturating_sub(1)
    }

    /// The extent of paragraph `p` in `chars`.
    pub(super) fn extent(&self, p: usize) -> Range<usize> {
        let start = self.starts.get(p).map_or(0, |s| s.0 as usize);
        let end = self.starts.get(p + 1).map_or(self.chars.len(), |s| s.0 as usize);
        start..end
    }

    /// The draft of paragraph `p`.
    pub(super) fn draft(&self, p: usize) -> usize {
        self.starts.get(p).map_or(usize::MAX, |s| s.1 as usize)
    }

    /// Whether a sentence or a paragraph begins at `i`.
    pub(super) fn begins_sentence(&self, i: usize) -> bool {
        if i == 0 || i >= self.chars.len() || self.starts.binary_search_by_key(&(i as u32), |s| s.0).is_ok() {
            return true;
        }
        let closers =
            self.chars.get(..i).unwrap_or_default().iter().rev().take(3).take_while(|c| is_closer(**c)).count();
        self.chars.get((i - closers).saturating_sub(1)).is_some_and(|c| is_final(*c))
            && !self.chars.get(i).is_some_and(|c| is_closer(*c) || is_final(*c))
    }

    /// The runs of the original that `range` stands for.
    pub(super) fn original(&self, range: Range<usize>, folded: &[char]) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for &at in self.at.get(range).unwrap_or_default() {
            let at = at as usize;
            match out.last_mut() {
                Some(last)
                    if at == last.end
                        || (at > last.end
                            && at - last.end <= 64
                            && folded.get(last.end..at).unwrap_or_default().iter().all(|c| is_dropped(*c))) =>
                {
                    last.end = at + 1;
                }
                _ => out.push(at..at + 1),
            }
        }
        out
    }
}
