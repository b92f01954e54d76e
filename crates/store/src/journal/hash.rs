//! The hashes of RFC 6962: a leaf and a node never hash alike, for each begins with a byte of its own.

use sha2::{Digest, Sha256};
use std::fmt;

/// The SHA-256 of a leaf, a node or a tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// How many bytes one takes.
    pub const LENGTH: usize = 32;

    /// The root of a tree without leaves: the hash of nothing.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self(Sha256::digest([]).into())
    }

    /// The hash of an entry as a leaf.
    #[must_use]
    pub fn leaf(entry: &[u8]) -> Self {
        Self(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
    }

    /// The hash of a node over its two children.
    #[must_use]
    pub fn node(left: Self, right: Self) -> Self {
        Self(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
    }

    /// From bytes of the right number.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// From 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        Self::from_bytes(&crate::hex::decode(text)?)
    }

    /// The root of a tree over these hashes, each taken for a whole subtree of the same size but the last, which may be
    /// smaller: the left side of every split is the largest power of two below the whole.
    ///
    /// `None` for none.
    #[must_use]
    pub fn tree(hashes: &[Self]) -> Option<Self> {
        // Hashes of complete subtrees not yet joined to what stands left of them; one for each set bit of the count.
        let mut open: Vec<Self> = Vec::with_capacity(64);
        for (count, hash) in hashes.iter().enumerate() {
            let mut hash = *hash;
            for _ in 0..count.trailing_ones() {
                let left = open.pop()?;
                hash = Self::node(left, hash);
            }
            open.push(hash);
        }
        let mut right = open.pop()?;
        while let Some(left) = open.pop() {
            right = Self::node(left, right);
        }
        Some(right)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::hex::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
