//! From what was read in a report to a plan: proposals, and what a person decides about them.
//!
//! [`propose`] makes proposals of a document: its goals, principles, indicators, targets, values and tasks, each with its
//! passage, its doubts, and what in the plan it is the same as.
//!
//! Pure functions: no file, no clock, no SQL, no float, no hash order. Words stand in plain files under `lexicon/zh/`.

// Whether a document may come in at all.
mod marking;

// What a proposal is.
mod note;
mod proposal;

// From a reading to proposals.
mod cut;
mod deeds;
mod figures;
mod known;
mod lexicon;
mod material;
mod measure;
mod place;
mod propose;
mod text;
mod unit;
mod whose;

// What a person rules about verdicts of the ledger.
mod promise;

// From a person's decisions to changes of the plan.
mod answer;
mod column;
mod decide;
mod fault;
mod sheet;

pub use column::Column;
pub use decide::{Bulk, Decided, choice, decide, followed, waiting};
pub use fault::{Fault, Why};
pub use figures::LeftOut;
pub use marking::{Marking, marking};
pub use material::Document;
pub use note::{Doubt, Reason};
pub use promise::{
    COLUMNS as PROMISE_COLUMNS, PromiseFault, PromiseWhy, Proposed, Read, RuledOn, count, proposed, rule,
    write_promises,
};
pub use proposal::{Certainty, Draft, Into, Kind, Place, Proposal, Ref};
pub use propose::{Choice, Proposals, propose};
pub use sheet::{Origin, Sheet, write};

use luoshi_reader::LexiconError;

/// Every fault in the data files, each with its line and its mend. Empty when all is well.
#[must_use]
pub fn lexicon_faults() -> Vec<LexiconError> {
    [marking::faults(), lexicon::faults()].concat()
}
