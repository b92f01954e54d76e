//! Checkpoints (C2SP tlog-checkpoint): which log, how many entries, which root.

use super::hash::Hash;
use base64ct::{Base64, Encoding as _};
use thiserror::Error;

/// Why a text is no checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a checkpoint: {0}")]
pub struct CheckpointError(&'static str);

/// A state of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: the name of its key, an address without scheme.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, Base64::encode_string(&self.root.0))
    }

    /// Reads the text of a note. Lines below the third are allowed, and ignored: other logs write such.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.split('\n');
        let origin = lines.next().filter(|o| !o.is_empty()).ok_or(CheckpointError("its first line is empty"))?;
        let digits = lines.next().unwrap_or_default();
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let size = Some(digits).filter(|d| plain && (*d == "0" || !d.starts_with('0'))).and_then(|d| d.parse().ok());
        let size = size.ok_or(CheckpointError("its second line is no number"))?;
        let root = Base64::decode_vec(lines.next().unwrap_or_default()).ok();
        let root = root.and_then(|bytes| Hash::from_bytes(&bytes));
        let root = root.ok_or(CheckpointError("its third line is no hash in base64"))?;
        if !text.ends_with('\n') {
            return Err(CheckpointError("it does not end in a newline"));
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}
