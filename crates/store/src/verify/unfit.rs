//! What does not fit, and where.

use crate::error::StoreError;
use crate::journal::Hash;
use thiserror::Error;

/// Why a record could not be verified.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VerifyError {
    /// Something does not fit: the first that was found.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The record could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of the log could not be fetched.
    #[error("{path}: {why}")]
    Fetch {
        /// Which.
        path: String,
        /// Why not.
        why: String,
    },
}

/// The first thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unfit {
    /// A checkpoint is damaged, or not signed by a key of this log.
    #[error("the {which} checkpoint: {why}")]
    Checkpoint {
        /// `published`, `recorded` or `kept`.
        which: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The root over the first entries is not that of a checkpoint.
    #[error(
        "the {which} checkpoint has the root {wanted} at {size} entries, the entries give {found}: they were changed"
    )]
    Root {
        /// Which checkpoint.
        which: &'static str,
        /// At which size.
        size: u64,
        /// What was signed.
        wanted: Hash,
        /// What the entries give.
        found: Hash,
    },
    /// The log has fewer entries than a checkpoint covers.
    #[error("the {which} checkpoint covers {covered} entries, the log has {size}: entries are missing")]
    Shorter {
        /// Which checkpoint.
        which: &'static str,
        /// How many it covers.
        covered: u64,
        /// How many there are.
        size: u64,
    },
    /// An entry is missing, or its number is.
    #[error("entry {number} is missing")]
    Missing {
        /// Which.
        number: u64,
    },
    /// An entry is not what the tree says it was.
    #[error("entry {number} does not fit its hash in {place}")]
    Leaf {
        /// Which.
        number: u64,
        /// The tile that says otherwise.
        place: String,
    },
    /// Bytes that are no entry of this record.
    #[error("entry {number}: {why}")]
    Entry {
        /// Which.
        number: u64,
        /// What is wrong.
        why: String,
    },
    /// A tile of the tree is damaged or missing.
    #[error("{place}: {why}")]
    Tile {
        /// Which.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// The head of the journal says something else than the entries.
    #[error("the head of the journal has {column} {found}, the entries give {wanted}")]
    Head {
        /// Which column.
        column: &'static str,
        /// What it says.
        found: String,
        /// What the entries give.
        wanted: String,
    },
    /// A row differs from the one that the entries make.
    #[error("{table} {key}: {column} is {found}, the entries make it {wanted}")]
    Cell {
        /// The table.
        table: String,
        /// The key of the row.
        key: String,
        /// The column.
        column: String,
        /// What it holds.
        found: String,
        /// What the entries make it.
        wanted: String,
    },
    /// A row that no entry made.
    #[error("{table} {key}: a row that no entry made")]
    Extra {
        /// The table.
        table: String,
        /// The key of the row.
        key: String,
    },
    /// A row that entries made and that is not there.
    #[error("{table} {key}: a row that the entries made is missing")]
    Lost {
        /// The table.
        table: String,
        /// The key of the row.
        key: String,
    },
    /// A text does not fit its seal, or is gone without an entry that erased it.
    #[error("prose {id}: {why}")]
    Prose {
        /// The number of the text.
        id: i64,
        /// What is wrong.
        why: &'static str,
    },
    /// Content under a hash is not what the hash says.
    #[error("blob {hash}: {why}")]
    Blob {
        /// The hash.
        hash: String,
        /// What is wrong.
        why: &'static str,
    },
    /// The database itself or the form of its tables is damaged.
    #[error("the database: {why}")]
    Database {
        /// What is wrong.
        why: String,
    },
    /// A file in the folder of the log that does not belong there.
    #[error("{path}: a file that does not belong to this log")]
    Stray {
        /// Which.
        path: String,
    },
}
