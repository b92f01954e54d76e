//! Makes the compact table of place names that the reader carries, from public lists of divisions.
//!
//! The table is committed, so a build needs neither this crate nor the lists. It is made again when they change:
//!
//! ```sh
//! cargo run -p luoshi_tables -- ../shared/geo
//! ```
//!
//! Its form is told in [`encode()`] and read by the reader's `place::table`.

mod encode;
mod gather;

pub use encode::encode;
pub use gather::{Division, Gathered, gather};

/// Where the table is committed.
pub const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../reader/lexicon/zh/places.bin");

/// The variants that the reader folds before it looks a name up.
const VARIANTS: &str = include_str!("../../reader/lexicon/zh/variants.tsv");
