//! The journal as a transparency log: RFC 6962 hashing, C2SP tlog-tiles, tlog-checkpoint and signed-note.
//!
//! Pure functions over bytes: nothing here opens a file or a database. What a citizen needs to check a log of ours, or
//! anyone's in this form, is in this room.

mod bundle;
mod checkpoint;
mod edge;
mod hash;
mod note;
mod proof;
mod tile;

pub use bundle::{BundleError, LONGEST, entries, push};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use edge::{Edge, Full};
pub use hash::Hash;
pub use note::{Note, NoteError, Signer, Verifier};
pub use proof::{ProofError, Tiles, Tree, check_consistency, check_inclusion};
pub use tile::{Level, Tile, WIDTH, hashes};
