//! From what was read in a report to a plan: proposals, and what a person decides about them.

mod marking;

pub use marking::{Marking, marking};

use luoshi_reader::LexiconError;

/// Every fault in the data files, each with its line and its mend. Empty when all is well.
#[must_use]
pub fn lexicon_faults() -> Vec<LexiconError> {
    marking::faults()
}
