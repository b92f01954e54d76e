//! Bundles of entries: each behind its length in two bytes, the larger first.

use thiserror::Error;

/// The longest entry there can be: its length has two bytes.
pub const LONGEST: usize = 65_535;

/// Why bytes are no bundle of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BundleError {
    /// The bytes end within an entry or its length.
    #[error("the bundle ends within entry {0} of it")]
    Cut(usize),
    /// Another number of entries than the name says.
    #[error("the bundle holds {found} entries, its name says {named}")]
    Count {
        /// How many there are.
        found: usize,
        /// How many there should be.
        named: usize,
    },
}

/// Adds an entry to a bundle; `false`, and nothing added, if it is too long.
#[must_use]
pub fn push(bundle: &mut Vec<u8>, entry: &[u8]) -> bool {
    let Ok(length) = u16::try_from(entry.len()) else { return false };
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    true
}

/// The entries of a bundle of `width`.
pub fn entries(bundle: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let mut all = Vec::with_capacity(usize::from(width));
    let mut rest = bundle;
    while !rest.is_empty() {
        let cut = BundleError::Cut(all.len());
        let (length, after) = rest.split_first_chunk::<2>().ok_or(cut)?;
        let (entry, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(cut)?;
        all.push(entry);
        rest = after;
    }
    if all.len() == usize::from(width) {
        Ok(all)
    } else {
        Err(BundleError::Count { found: all.len(), named: usize::from(width) })
    }
}
