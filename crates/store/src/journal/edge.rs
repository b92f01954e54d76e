//! The right edge of a growing tree: all that is needed to append to it and to know its root.

use super::hash::Hash;
use super::tile::WIDTH;

/// For each level of tiles, the hashes of the one that is not full. Appending gives the tiles that became full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// By level; each shorter than a full tile.
    open: Vec<Vec<Hash>>,
}

/// A tile that is full and will never change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Full {
    /// Its level: 0 holds leaves.
    pub level: u8,
    /// Which of its level.
    pub index: u64,
    /// Its 256 hashes.
    pub hashes: Vec<Hash>,
}

impl Edge {
    /// The edge of an empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The edge of a tree of `size` leaves, given for each level the hashes of its last, partial tile (none where the
    /// level ends with a full one). `None` if their numbers do not fit the size.
    #[must_use]
    pub fn from_parts(size: u64, mut open: Vec<Vec<Hash>>) -> Option<Self> {
        while open.last().is_some_and(Vec::is_empty) {
            open.pop();
        }
        let fits = (0_u32..8).all(|level| {
            let count = (size >> (8 * level)) % WIDTH;
            count == open.get(level as usize).map_or(0, |hashes| hashes.len() as u64)
        });
        (fits && open.len() <= 8).then_some(Self { size, open })
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hashes of the partial tile that a level ends with.
    #[must_use]
    pub fn partial(&self, level: u8) -> &[Hash] {
        self.open.get(usize::from(level)).map_or(&[], Vec::as_slice)
    }

    /// Appends a leaf; tiles that it fills go to `filled`.
    pub fn push(&mut self, leaf: Hash, mut filled: impl FnMut(Full)) {
        let mut hash = leaf;
        for level in 0_u8..8 {
            let place = usize::from(level);
            if self.open.len() == place {
                self.open.push(Vec::with_capacity(WIDTH as usize));
            }
            self.open[place].push(hash);
            if (self.open[place].len() as u64) < WIDTH {
                break;
            }
            let hashes = std::mem::take(&mut self.open[place]);
            // A full tile has hashes, so it has a root.
            hash = Hash::tree(&hashes).unwrap_or_else(Hash::of_nothing);
            let index = (self.size >> (8 * u32::from(level))) / WIDTH;
            filled(Full { level, index, hashes });
        }
        self.size += 1;
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut right: Option<Hash> = None;
        for hashes in &self.open {
            // What stands right of them is smaller than each of them, so the split falls as among equals.
            let mut level = hashes.clone();
            level.extend(right);
            right = Hash::tree(&level);
        }
        right.unwrap_or_else(Hash::of_nothing)
    }
}
