//! Runs of characters taken out of the text, each for a reason that is listed.

use crate::reading::RepairKind;
use std::ops::Range;

/// Why a run is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// A caption inside a paragraph: index into the captions.
    Caption(usize),
    Furniture,
    /// A Latin word, with the Chinese word it stands for.
    Stray(Option<&'static str>),
    /// A reading aid in Latin letters behind a character: 構(gòu).
    Gloss,
    /// The sign of a note behind a word: 双千工程[10].
    Reference,
    Repeated,
    Fragment,
    Shred,
}

impl Why {
    pub(super) fn kind(self) -> RepairKind {
        match self {
            Why::Caption(_) => RepairKind::CaptionInText,
            Why::Furniture | Why::Reference => RepairKind::Furniture,
            Why::Stray(_) | Why::Gloss => RepairKind::StrayLatin,
            Why::Repeated => RepairKind::RepeatedPassage,
            Why::Fragment => RepairKind::StrayFragment,
            Why::Shred => RepairKind::HeadlineShred,
        }
    }
}

/// One run left out.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) at: Range<usize>,
    pub(super) why: Why,
}

/// What remains of `whole` beside `cuts` (sorted, apart), empty pieces left out. `from` is where to begin looking in
/// `cuts`, and is moved.
pub(super) fn remains(whole: Range<usize>, cuts: &[Cut], from: &mut usize, mut keep: impl FnMut(Range<usize>)) {
    while cuts.get(*from).is_some_and(|c| c.at.end <= whole.start) {
        *from += 1;
    }
    // Lines of two columns that took turns do not stand in the order of the page.
    while let Some(before) = from.checked_sub(1).filter(|i| cuts.get(*i).is_some_and(|c| c.at.end > whole.start)) {
        *from = before;
    }
    let mut start = whole.start;
    let mut i = *from;
    while let Some(cut) = cuts.get(i).filter(|c| c.at.start < whole.end) {
        if cut.at.start > start {
            keep(start..cut.at.start);
        }
        start = start.max(cut.at.end);
        i += 1;
    }
    if start < whole.end {
        keep(start..whole.end);
    }
}
