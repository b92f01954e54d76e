//! What may begin with each character of a text: told once, and asked by every room that looks for what is rare.

use crate::charset::CharSet;
use crate::place::ENDS_DIVISION;
use crate::quantity::BEGINS;
use crate::sentence::{BORDERS, FINALS, SPEAKS};
use crate::time;
use std::ops::Range;
use std::sync::OnceLock;

/// A number may begin with it.
pub(crate) const NUMBER: u8 = 1;
/// What numbers say of tense is looked for by it.
pub(crate) const SPEAKING: u8 = 2;
/// A time may begin with it, or what was said of one ends.
pub(crate) const TIME: u8 = 4;
/// It parts clauses, as tense sees them.
pub(crate) const BORDER: u8 = 8;

/// The name of a division may end with it.
pub(crate) const DIVISION: u8 = 16;

/// A sentence may end with it.
pub(crate) const FINAL: u8 = 32;

/// The signs of every character of a text.
#[derive(Debug)]
pub(crate) struct Signs(Vec<u8>);

/// The signs of a part of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a>(&'a [u8]);

/// Characters of the basic plane; beyond it nothing has a sign.
const PLANE: usize = 0x1_0000;

/// Which characters have which sign.
fn sets() -> [(&'static CharSet, u8); 6] {
    [
        (&BEGINS, NUMBER),
        (&SPEAKS, SPEAKING),
        (time::stops(), TIME),
        (&BORDERS, BORDER),
        (&ENDS_DIVISION, DIVISION),
        (&FINALS, FINAL),
    ]
}

/// The signs of each character.
fn table() -> &'static [u8] {
    static TABLE: OnceLock<Vec<u8>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0; PLANE];
        for (set, sign) in sets() {
            for c in set.chars() {
                table[c as usize] |= sign;
            }
        }
        table
    })
}

impl Signs {
    /// The signs of `text`, which is folded.
    pub(crate) fn of(text: &[char]) -> Self {
        let table = table();
        Self(text.iter().map(|c| table.get(*c as usize).copied().unwrap_or_default()).collect())
    }

    /// Those of a part of the text.
    pub(crate) fn row(&self, range: Range<usize>) -> Row<'_> {
        Row(self.0.get(range).unwrap_or_default())
    }

    /// Those of all of it.
    pub(crate) fn all(&self) -> Row<'_> {
        Row(&self.0)
    }
}

impl<'a> Row<'a> {
    /// A row of such bytes.
    pub(crate) fn of(signs: &'a [u8]) -> Self {
        Self(signs)
    }

    /// A part of it.
    pub(crate) fn part(self, range: Range<usize>) -> Self {
        Self(self.0.get(range).unwrap_or_default())
    }

    /// What is left of it behind so many characters.
    pub(crate) fn behind(self, count: usize) -> Self {
        Self(self.0.get(count..).unwrap_or_default())
    }

    /// The first place from `from` on that has the sign.
    ///
    /// A function of its own, as [`CharSet::position`](crate::charset::CharSet::position) is. Eight signs are one number.
    #[inline(never)]
    pub(crate) fn next(self, from: usize, sign: u8) -> Option<usize> {
        let (rows, last) = self.0.get(from..)?.as_chunks();
        let wanted = u64::from_le_bytes([sign; 8]);
        for (n, row) in rows.iter().enumerate() {
            let found = u64::from_le_bytes(*row) & wanted;
            if found != 0 {
                return Some(from + 8 * n + found.trailing_zeros() as usize / 8);
            }
        }
        last.iter().position(|signs| signs & sign != 0).map(|step| from + 8 * rows.len() + step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_where_its_set_says_so_and_is_found_in_order() {
        // Every character, so that signs stand close together and far apart.
        let text: Vec<char> = ('\0'..='\u{1_0100}').collect();
        let signs = Signs::of(&text);
        for (set, sign) in sets() {
            let mut at = 0;
            let mut found = Vec::new();
            while let Some(next) = signs.all().next(at, sign) {
                found.push(text[next]);
                at = next + 1;
            }
            let wanted: Vec<char> = text.iter().copied().filter(|c| set.contains(*c)).collect();
            assert_eq!(found, wanted);
            assert!(!wanted.is_empty());
        }
    }

    #[test]
    fn a_part_counts_from_its_own_beginning() {
        let text: Vec<char> = "渠,水,坝水渠水坝水渠水坝3".chars().collect();
        let signs = Signs::of(&text);
        let row = signs.row(2..text.len());
        assert_eq!(row.next(0, BORDER), Some(1));
        assert_eq!(row.behind(2).next(0, BORDER), None);
        assert_eq!(row.behind(2).next(0, NUMBER), Some(text.len() - 5));
        assert_eq!(row.next(text.len(), NUMBER), None);
    }
}
