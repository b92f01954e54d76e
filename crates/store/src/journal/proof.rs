//! Proofs that an entry is in a tree, and that one tree is the beginning of another; made from tiles, checked without
//! them.

use super::hash::Hash;
use super::tile::{Level, Tile, WIDTH};
use std::collections::HashMap;
use thiserror::Error;

/// Where the tiles of a tree come from.
pub trait Tiles {
    /// Why one cannot be had.
    type Error;

    /// The hashes of a tile, `tile.width` of them.
    fn tile(&mut self, tile: Tile) -> Result<Vec<Hash>, Self::Error>;
}

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofError {
    /// There is no such entry, or the older tree is the larger.
    #[error("{0} is not within a tree of {1}")]
    Outside(u64, u64),
    /// Too few or too many hashes.
    #[error("the proof has another length than such a proof has")]
    Length,
    /// The hashes lead to another root.
    #[error("the proof leads to {found}, not to {wanted}")]
    Root {
        /// Where they lead.
        found: Hash,
        /// Where they should lead.
        wanted: Hash,
    },
}

/// A tree of a given size, seen through its tiles. Each tile is fetched once.
#[derive(Debug)]
pub struct Tree<T> {
    tiles: T,
    size: u64,
    seen: HashMap<Tile, Vec<Hash>>,
}

impl<T: Tiles> Tree<T> {
    /// The tree of `size` leaves.
    pub fn new(tiles: T, size: u64) -> Self {
        Self { tiles, size, seen: HashMap::new() }
    }

    /// The root of the first `size` leaves.
    pub fn root(&mut self, size: u64) -> Result<Hash, T::Error> {
        debug_assert!(size <= self.size, "a tree has no more leaves than it has");
        if size == 0 { Ok(Hash::of_nothing()) } else { self.range(0, size) }
    }

    /// The proof that leaf `index` is among the first `size`: the siblings on its way to the root, the lowest first.
    pub fn inclusion(&mut self, index: u64, size: u64) -> Result<Vec<Hash>, T::Error> {
        let (mut from, mut to) = (0, size);
        let mut proof = Vec::new();
        while to - from > 1 {
            let middle = from + split(to - from);
            if index < middle {
                proof.push(self.range(middle, to)?);
                to = middle;
            } else {
                proof.push(self.range(from, middle)?);
                from = middle;
            }
        }
        proof.reverse();
        Ok(proof)
    }

    /// The proof that the tree of `before` leaves is the beginning of that of `size`.
    pub fn consistency(&mut self, before: u64, size: u64) -> Result<Vec<Hash>, T::Error> {
        if before == 0 || before == size {
            return Ok(Vec::new());
        }
        let (mut from, mut to) = (0, size);
        let mut proof = Vec::new();
        // Down to where the older tree ends: what stands beside the way, and last the subtree it ends with.
        while to != before {
            let middle = from + split(to - from);
            if before <= middle {
                proof.push(self.range(middle, to)?);
                to = middle;
            } else {
                proof.push(self.range(from, middle)?);
                from = middle;
            }
        }
        if from != 0 {
            proof.push(self.range(from, to)?);
        }
        proof.reverse();
        Ok(proof)
    }

    /// The root of the leaves `from..to`, which must be a subtree: `from` a multiple of the least power of two that is not
    /// below its length.
    fn range(&mut self, from: u64, to: u64) -> Result<Hash, T::Error> {
        let mut at = from;
        let mut parts = Vec::new();
        while at < to {
            // The largest complete subtree that begins here and ends within.
            let fits = (to - at).ilog2().min(if at == 0 { 63 } else { at.trailing_zeros() });
            parts.push(self.complete(at, fits)?);
            at += 1 << fits;
        }
        // They grow smaller to the right.
        let mut parts = parts.into_iter().rev();
        let right = parts.next().unwrap_or_else(Hash::of_nothing);
        Ok(parts.fold(right, |right, left| Hash::node(left, right)))
    }

    /// The root of the complete subtree of 2^`height` leaves from `at`.
    fn complete(&mut self, at: u64, height: u32) -> Result<Hash, T::Error> {
        let level = height / 8;
        let place = at >> (8 * level);
        let index = place / WIDTH;
        let width = ((self.size >> (8 * level)) - index * WIDTH).min(WIDTH) as u16;
        let tile = Tile { level: Level::Hashes(level as u8), index, width };
        if !self.seen.contains_key(&tile) {
            let hashes = self.tiles.tile(tile)?;
            self.seen.insert(tile, hashes);
        }
        let first = (place % WIDTH) as usize;
        let hashes = self.seen.get(&tile).and_then(|hashes| hashes.get(first..first + (1 << (height % 8))));
        Ok(hashes.and_then(Hash::tree).unwrap_or_else(Hash::of_nothing))
    }
}

/// Where a tree of `count` leaves is split: the largest power of two below it. At least two leaves.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// Checks that the leaf stands at `index` in the tree of `size` with this root.
pub fn check_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Outside(index, size));
    }
    let (mut at, mut last) = (index, size - 1);
    let mut hash = leaf;
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at % 2 == 1 || at == last {
            hash = Hash::node(*sibling, hash);
            // Levels on which the last leaf stands alone have no sibling.
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = Hash::node(hash, *sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::Length);
    }
    if hash == root { Ok(()) } else { Err(ProofError::Root { found: hash, wanted: root }) }
}

/// Checks that the tree of `before` leaves with root `old` is the beginning of that of `size` with root `new`.
pub fn check_consistency(before: u64, old: Hash, size: u64, new: Hash, proof: &[Hash]) -> Result<(), ProofError> {
    let leads =
        |found: Hash, wanted: Hash| if found == wanted { Ok(()) } else { Err(ProofError::Root { found, wanted }) };
    if before > size {
        return Err(ProofError::Outside(before, size));
    }
    if before == size || before == 0 {
        if !proof.is_empty() {
            return Err(ProofError::Length);
        }
        return leads(old, if before == 0 { Hash::of_nothing() } else { new });
    }
    let mut proof = proof.iter().copied();
    let (mut at, mut last) = (before - 1, size - 1);
    while at % 2 == 1 {
        at >>= 1;
        last >>= 1;
    }
    // A complete older tree is its own first hash.
    let first = if before.is_power_of_two() { old } else { proof.next().ok_or(ProofError::Length)? };
    let (mut left, mut whole) = (first, first);
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at % 2 == 1 || at == last {
            left = Hash::node(sibling, left);
            whole = Hash::node(sibling, whole);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            whole = Hash::node(whole, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::Length);
    }
    leads(left, old)?;
    leads(whole, new)
}
