//! Where a sentence ends, and whether it tells what was done, what is planned, or what is so.

use crate::reading::{Role, Tense};
use std::ops::Range;

/// The sentences of one block (folded): split after 。！？ with their closers. A semicolon does not split.
pub(crate) fn split(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.iter().enumerate() {
        if matches!(c, '。' | '!' | '?') {
            out.push(start..i + 1);
            start = i + 1;
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

/// What a sentence's tense is judged from, beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Setting {
    /// Role of the section it stands in.
    pub(crate) role: Option<Role>,
    /// Kind of document, as in [`crate::Facts::kind`].
    pub(crate) communique: bool,
    /// A heading rather than a sentence of a paragraph.
    pub(crate) heading: bool,
}

/// The tense of one sentence (folded).
pub(crate) fn tense(_text: &[char], _setting: &Setting) -> Tense {
    Tense::Fact
}
