//! Drawings without words, for rows and cards: the row says the same.

mod spark;
mod strip;

pub(crate) use spark::{Ground, panel};
pub use spark::{mini, spark, years};
pub use strip::{Height, strip, strip_rows, strip_table};
