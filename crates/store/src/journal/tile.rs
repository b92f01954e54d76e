//! Tiles: the tree cut into files of at most 256 hashes, named as C2SP tlog-tiles names them.

use super::hash::Hash;
use std::fmt;

/// How many hashes a full tile holds, and how many entries a full bundle. Fixed by tlog-tiles: height 8.
pub const WIDTH: u64 = 256;

/// The highest level there is: above 63 no tile can be, for a size has 64 bits. (Level 7 is the last one with hashes.)
const HIGHEST: u8 = 63;

/// A file of the log: a tile of hashes or a bundle of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    /// Which kind, and how high.
    pub level: Level,
    /// Which one of its level, from the left.
    pub index: u64,
    /// How many hashes or entries it holds: 1 to 256.
    pub width: u16,
}

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Hashes of subtrees of 256^level leaves.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

impl Tile {
    /// The address below the root of the log: `tile/1/x001/067.p/3`.
    #[must_use]
    pub fn path(&self) -> String {
        self.to_string()
    }

    /// The tile of an address, if it is written the one way there is.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        let mut parts: Vec<&str> = path.strip_prefix("tile/")?.split('/').collect();
        let level = match parts.first()? {
            &"entries" => Level::Entries,
            digits => Level::Hashes(number(digits).filter(|n| *n <= u64::from(HIGHEST))?.try_into().ok()?),
        };
        parts.remove(0);
        let mut width = 256;
        if parts.len() >= 2
            && let Some(index) = parts[parts.len() - 2].strip_suffix(".p")
        {
            width = number(parts[parts.len() - 1]).filter(|n| (1..WIDTH).contains(n))?.try_into().ok()?;
            parts.pop();
            let last = parts.len() - 1;
            parts[last] = index;
        }
        let mut index: u64 = 0;
        for (place, part) in parts.iter().enumerate() {
            let last = place + 1 == parts.len();
            let digits = if last { part } else { part.strip_prefix('x')? };
            if digits.len() != 3
                || !digits.bytes().all(|b| b.is_ascii_digit())
                || (place == 0 && !last && digits == "000")
            {
                return None;
            }
            index = index.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
        }
        (!parts.is_empty()).then_some(Self { level, index, width })
    }

    /// Every file that a log of `size` entries consists of, checkpoint and key aside: bundles first, then each level from
    /// below, from left to right.
    pub fn of_size(size: u64) -> impl Iterator<Item = Self> {
        Self::added(0, size)
    }

    /// The files that a log of `size` entries has and one of `before` entries had not.
    pub fn added(before: u64, size: u64) -> impl Iterator<Item = Self> {
        let levels = std::iter::once(Level::Entries).chain((0..8).map(Level::Hashes));
        levels.flat_map(move |level| {
            let below = match level {
                Level::Entries | Level::Hashes(0) => 0,
                Level::Hashes(level) => 8 * u32::from(level),
            };
            let (before, count) = (before >> below, size >> below);
            // What was a partial tile then has another width now, so it is another file.
            let first = if before < count { before / WIDTH } else { count.div_ceil(WIDTH) };
            (first..count.div_ceil(WIDTH)).map(move |index| Self {
                level,
                index,
                width: (count - index * WIDTH).min(WIDTH) as u16,
            })
        })
    }

    /// Whether a log of `size` entries has this tile: a full one, or the one partial tile its level ends with.
    #[must_use]
    pub fn is_within(&self, size: u64) -> bool {
        let count = match self.level {
            Level::Entries => size,
            Level::Hashes(level) => size.checked_shr(8 * u32::from(level)).unwrap_or(0),
        };
        self.width >= 1
            && self
                .index
                .checked_mul(WIDTH)
                .and_then(|start| start.checked_add(u64::from(self.width)))
                .is_some_and(|end| end <= count)
    }

    /// Whether nothing more fits.
    #[must_use]
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == WIDTH
    }
}

/// A decimal number without leading zeros.
fn number(digits: &str) -> Option<u64> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (plain && (digits == "0" || !digits.starts_with('0'))).then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::Entries => f.write_str("tile/entries/")?,
            Level::Hashes(level) => write!(f, "tile/{level}/")?,
        }
        let mut divisor = 1_u64;
        while self.index / divisor >= 1000 {
            divisor *= 1000;
        }
        while divisor > 1 {
            write!(f, "x{:03}/", self.index / divisor % 1000)?;
            divisor /= 1000;
        }
        write!(f, "{:03}", self.index % 1000)?;
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

/// The hashes of a tile, one after another; `None` unless there are `width` of them.
#[must_use]
pub fn hashes(bytes: &[u8], width: u16) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    (rest.is_empty() && hashes.len() == usize::from(width)).then(|| hashes.iter().map(|h| Hash(*h)).collect())
}
