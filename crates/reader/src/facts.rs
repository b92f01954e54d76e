//! What a document says of itself: title, date, kind, the periods it looks back on and ahead to.

use crate::reading::Facts;
use crate::repair::Block;
use crate::view::View;

/// Facts from the first and last blocks of a document.
pub(crate) fn facts(_blocks: &[Block], _views: &[View], _original: &[char]) -> Facts {
    Facts::default()
}
