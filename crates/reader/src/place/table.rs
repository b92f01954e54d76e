//! The committed table of names, used in place. Its form is told in `crates/tables/src/encode.rs`.

use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("../../lexicon/zh/places.bin");

/// Bytes of magic and counts before the first section.
const HEAD: usize = 24;

/// Names at one place of a text never nest deeper than this: 内蒙古, 内蒙古自治区.
const NESTED: usize = 8;

/// Words of 64 bits, as a power of two, of the filter of first pairs and threes: with two bits for each of 35 thousand,
/// 128 KiB let one place in a hundred through in error.
const FILTER_WORDS: u32 = 14;
/// The same of the pairs: 16 KiB.
const PAIR_WORDS: u32 = 11;

/// How a written name stands to the official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// The official name.
    Full,
    /// Without its rank: 通辽.
    Bare,
    /// With its rank but without the peoples: 延边州.
    Ranked,
}

/// A division under one name and code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Division {
    /// GB/T 2260, or 9 digits for a township.
    pub(super) code: u32,
    /// Index of its official name.
    name: usize,
    /// First year, as the list has it; what began before 1980 has 1980.
    pub(super) from: i16,
    /// Last year.
    pub(super) to: i16,
}

/// The rank of a division, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Province,
    Prefecture,
    County,
    Township,
}

impl Rank {
    /// The rank that a code tells.
    pub(super) fn of(code: u32) -> Self {
        if code > 999_999 {
            Self::Township
        } else if !code.is_multiple_of(100) {
            Self::County
        } else if !code.is_multiple_of(10_000) {
            Self::Prefecture
        } else {
            Self::Province
        }
    }
}

/// Whether division `inner` lies in `outer`, by their codes.
pub(super) fn lies_in(inner: u32, outer: u32) -> bool {
    let six = if inner > 999_999 { inner / 1_000 } else { inner };
    match Rank::of(outer) {
        Rank::Province => six / 10_000 == outer / 10_000 && inner != outer,
        Rank::Prefecture => six / 100 == outer / 100 && inner != outer,
        Rank::County => six == outer && inner != outer,
        Rank::Township => false,
    }
}

/// The table with what makes looking up quick.
pub(super) struct Table {
    divisions: &'static [u8],
    names: &'static [u8],
    uses: &'static [u8],
    characters: &'static [u8],
    /// For each character of the basic plane, the first name that does not begin with a lower one.
    first: Vec<u16>,
    filter: Filter,
}

/// Names that begin at one place, shortest first.
#[derive(Debug, Default)]
pub(super) struct Found {
    list: [(u16, u8); NESTED],
    count: usize,
}

impl Found {
    /// (index of the name, its length), shortest first.
    pub(super) fn list(&self) -> &[(u16, u8)] {
        self.list.get(..self.count).unwrap_or_default()
    }

    fn push(&mut self, name: usize, length: usize) {
        if let Some(slot) = self.list.get_mut(self.count) {
            *slot = (name as u16, length as u8);
            self.count += 1;
        }
    }
}

impl Table {
    /// The table, its indices made once.
    pub(super) fn get() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| Self::new(BYTES))
    }

    /// A damaged table gives one that knows no names; a test sees to it that the committed one is whole.
    fn new(bytes: &'static [u8]) -> Self {
        let count = |i: usize| long(bytes, 8 + 4 * i).unwrap_or(0) as usize;
        let mut rest = bytes.get(HEAD..).unwrap_or_default();
        let mut section = |length: usize| {
            let (section, after) = rest.split_at_checked(length).unwrap_or_default();
            rest = after;
            section
        };
        let mut table = Self {
            divisions: section(count(0) * 8),
            names: section((count(1) + 1) * 6),
            uses: section(count(2) * 3),
            characters: section(count(3) * 2),
            first: vec![0; 0x1_0001],
            filter: Filter { pairs: vec![0; 1 << PAIR_WORDS], bits: vec![0; 1 << FILTER_WORDS] },
        };
        let names = table.len();
        let mut next = 0usize;
        let mut end = table.start(0).0;
        for name in 0..names {
            let start = std::mem::replace(&mut end, table.start(name + 1).0);
            let character = |depth| short(table.characters, (start + depth) * 2).filter(|_| start + depth < end);
            let Some(a) = character(0) else { continue };
            for slot in table.first.get_mut(next..=a as usize).unwrap_or_default() {
                *slot = name as u16;
            }
            next = next.max(a as usize + 1);
            if let Some(b) = character(1) {
                let third = character(2).map(u32::from);
                table.filter.note(u32::from(a), u32::from(b), third);
            }
        }
        for slot in table.first.get_mut(next..).unwrap_or_default() {
            *slot = names as u16;
        }
        table
    }

    fn len(&self) -> usize {
        (self.names.len() / 6).saturating_sub(1)
    }

    /// The filter of the table's names, with further ones let through that stand elsewhere.
    pub(super) fn filter_with<'a>(&self, names: impl Iterator<Item = &'a str>) -> Filter {
        let mut filter = self.filter.clone();
        for name in names {
            let mut c = name.chars().map(u32::from);
            if let (Some(a), Some(b)) = (c.next(), c.next()) {
                filter.note(a, b, c.next());
            }
        }
        filter
    }

    /// First character and first use of a name; those of the next one close it.
    fn start(&self, name: usize) -> (usize, usize) {
        let start = long(self.names, name * 6).zip(short(self.names, name * 6 + 4));
        start.map_or((0, 0), |(character, first_use)| (character as usize, usize::from(first_use)))
    }

    /// The `depth`th character of a name.
    fn character(&self, name: usize, depth: usize) -> Option<u16> {
        let (start, _) = self.start(name);
        let (end, _) = self.start(name + 1);
        let at = start + depth;
        if at >= end {
            return None;
        }
        short(self.characters, at * 2)
    }

    /// Every name that begins at `at`.
    pub(super) fn find(&self, text: &[char], at: usize) -> Found {
        let mut found = Found::default();
        let Some(&first) = text.get(at) else { return found };
        let first = first as usize;
        let (Some(&low), Some(&high)) = (self.first.get(first), self.first.get(first + 1)) else { return found };
        let (mut low, mut high) = (low as usize, high as usize);
        let mut depth = 1;
        // Names are sorted, so those that share what was read so far are a run, and the shortest of them comes first.
        while low < high {
            if self.character(low, depth).is_none() {
                found.push(low, depth);
                low += 1;
            }
            let Some(wanted) = text.get(at + depth).and_then(|c| u16::try_from(*c as u32).ok()) else { break };
            low = self.partition(low, high, |c| c < wanted, depth);
            // Few names share two characters: where they end is looked for from their beginning, in growing steps.
            let (mut from, mut step) = (low, 1);
            while from + step < high && self.inner(from + step, depth) == Some(wanted) {
                from += step;
                step *= 2;
            }
            high = self.partition(from, high.min(from + step), |c| c <= wanted, depth);
            depth += 1;
        }
        found
    }

    /// The first name of `low..high` whose character at `depth` is not `before`; all of them are longer.
    #[inline]
    fn partition(&self, mut low: usize, mut high: usize, before: impl Fn(u16) -> bool, depth: usize) -> usize {
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.inner(middle, depth).is_some_and(&before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The `depth`th character of a name that is longer.
    #[inline]
    fn inner(&self, name: usize, depth: usize) -> Option<u16> {
        short(self.characters, (long(self.names, name * 6)? as usize + depth) * 2)
    }

    /// The name exactly `written`.
    pub(super) fn exactly(&self, written: &[char]) -> Option<usize> {
        let found = self.find(written, 0);
        found
            .list()
            .iter()
            .find(|(_, length)| usize::from(*length) == written.len())
            .map(|(name, _)| usize::from(*name))
    }

    /// The divisions that bear a name, and how.
    pub(super) fn uses(&self, name: usize) -> impl Iterator<Item = (Division, Form)> + '_ {
        let (_, start) = self.start(name);
        let (_, end) = self.start(name + 1);
        let uses = self.uses.get(start * 3..end * 3).unwrap_or_default();
        uses.chunks_exact(3).filter_map(|b| {
            let form = match b[2] {
                0 => Form::Full,
                1 => Form::Bare,
                _ => Form::Ranked,
            };
            Some((self.division(usize::from(short(b, 0)?))?, form))
        })
    }

    fn division(&self, index: usize) -> Option<Division> {
        let b = self.divisions.get(index * 8..index * 8 + 8)?;
        let to = if b[7] == u8::MAX { i16::MAX } else { 1980 + i16::from(b[7]) };
        let (code, name) = (long(b, 0)?, usize::from(short(b, 4)?));
        Some(Division { code, name, from: 1980 + i16::from(b[6]), to })
    }

    /// The divisions with codes from `low` up to, not including, `high`.
    pub(super) fn divisions(&self, low: u32, high: u32) -> impl Iterator<Item = Division> + '_ {
        let total = self.divisions.len() / 8;
        let code = |i: usize| self.division(i).map_or(u32::MAX, |d| d.code);
        let (mut a, mut b) = (0, total);
        while a < b {
            let middle = usize::midpoint(a, b);
            if code(middle) < low {
                a = middle + 1;
            } else {
                b = middle;
            }
        }
        (a..total).map_while(move |i| self.division(i).filter(|d| d.code < high))
    }

    /// The official name of a division.
    pub(super) fn official(&self, division: &Division) -> String {
        let chars =
            (0..).map_while(|depth| self.character(division.name, depth)).filter_map(|c| char::from_u32(c.into()));
        // Most names take so many bytes at most; a text that grows is copied.
        let mut name = String::with_capacity(12);
        name.extend(chars);
        name
    }
}

/// Lets through every place where a name begins, and few others: names of two characters by both, longer ones by their
/// first three, for many begin with a common word (发展镇).
#[derive(Clone)]
pub(super) struct Filter {
    /// A bit for each pair of characters that a name begins with: few enough to stay in the nearest cache.
    pairs: Vec<u64>,
    bits: Vec<u64>,
}

/// Stands in the filter for the third character of all names that begin with a pair.
const PAIR: u32 = 0;
/// Stands there for the third character of a name that has none.
const WHOLE: u32 = 1;

impl Filter {
    fn note(&mut self, a: u32, b: u32, third: Option<u32>) {
        let (word, bit) = pair(a, b);
        if let Some(word) = self.pairs.get_mut(word) {
            *word |= 1 << bit;
        }
        for last in [PAIR, third.unwrap_or(WHOLE)] {
            let (word, bits) = slot(a, b, last);
            if let Some(word) = self.bits.get_mut(word) {
                *word |= bits;
            }
        }
    }

    /// Whether a name may begin with these characters.
    #[inline]
    pub(super) fn may_begin(&self, a: char, b: char, third: Option<char>) -> bool {
        let (a, b) = (a as u32, b as u32);
        // Most places are done with after one look.
        let (word, bit) = pair(a, b);
        self.pairs.get(word).is_some_and(|word| word >> bit & 1 != 0)
            && self.holds(a, b, PAIR)
            && (self.holds(a, b, WHOLE) || third.is_some_and(|c| self.holds(a, b, c as u32)))
    }

    #[inline]
    fn holds(&self, a: u32, b: u32, c: u32) -> bool {
        let (word, bits) = slot(a, b, c);
        self.bits.get(word).is_some_and(|word| word & bits == bits)
    }
}

/// Where the filter notes a pair: a word and the number of its bit.
#[inline]
fn pair(a: u32, b: u32) -> (usize, u32) {
    let hash = hash(a, b, 0);
    ((hash >> (32 - PAIR_WORDS)) as usize, hash >> (32 - PAIR_WORDS - 6) & 63)
}

/// Odd multipliers; the high bits of the sum are the well mixed ones.
#[inline]
fn hash(a: u32, b: u32, c: u32) -> u32 {
    a.wrapping_mul(0x9E37_79B1).wrapping_add(b.wrapping_mul(0x85EB_CA77)).wrapping_add(c.wrapping_mul(0xC2B2_AE3D))
}

/// Where the filter notes these characters: a word and two of its bits.
#[inline]
fn slot(a: u32, b: u32, c: u32) -> (usize, u64) {
    let hash = hash(a, b, c);
    let rest = hash >> (32 - FILTER_WORDS - 12);
    ((hash >> (32 - FILTER_WORDS)) as usize, 1 << (rest & 63) | 1 << (rest >> 6 & 63))
}

/// The little-endian number of two bytes at `at`.
#[inline]
fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The little-endian number of four bytes at `at`.
#[inline]
fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
