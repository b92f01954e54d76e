//! The text as it was meant, made from the text as it was printed.

use crate::reading::{Caption, Repair};
use crate::span::Span;

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BlockKind {
    /// Running text: sentences.
    Paragraph,
    /// A line that heads what follows (a Markdown `#`, 一、, （二）, 第三章, a short line without a full stop …).
    Heading,
}

/// One paragraph or heading after mending, as the pieces of the original that make it, in reading order.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) pieces: Vec<Span>,
}

/// The mended order of a text. Every character of the original is in a block, in a repair that left it out, in a
/// caption, or blank.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mended {
    pub(crate) blocks: Vec<Block>,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) captions: Vec<Caption>,
}

/// Finds what the page did to the text. `original` and `folded` have the same length.
pub(crate) fn mend(original: &[char], _folded: &[char]) -> Mended {
    let mut mended = Mended::default();
    let mut start = 0;
    for end in original.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(i, _)| i).chain([original.len()]) {
        if original[start..end].iter().any(|c| !c.is_whitespace()) {
            let pieces = vec![Span::new(start as u32, end as u32)];
            mended.blocks.push(Block { kind: BlockKind::Paragraph, pieces });
        }
        start = end + 1;
    }
    mended
}
