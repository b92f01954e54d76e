//! What a text has named before: people, and territories that the list of places does not hold.

use std::collections::BTreeSet;

/// The people a text has named with their posts, and the territories it has named by their organs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    people: BTreeSet<Vec<char>>,
    territories: BTreeSet<Vec<char>>,
    /// A bit for each first character of a person, so that most places of a text are passed by at once.
    firsts: u64,
}

/// A text names no more of either than this; one that does is a list, and pays for no more.
const MOST: usize = 4_000;

impl Known {
    /// Whether the name of a person may begin with `c`.
    #[inline]
    pub(super) fn may_begin(&self, c: char) -> bool {
        self.firsts >> (c as u32 & 63) & 1 == 1
    }

    pub(super) fn is_person(&self, name: &[char]) -> bool {
        self.people.contains(name)
    }

    pub(super) fn is_territory(&self, name: &[char]) -> bool {
        !self.territories.is_empty() && self.territories.contains(name)
    }

    pub(super) fn add_person(&mut self, name: &[char]) {
        if let Some(first) = name.first()
            && self.people.len() < MOST
        {
            self.firsts |= 1 << (*first as u32 & 63);
            self.people.insert(name.to_vec());
        }
    }

    pub(super) fn add_territory(&mut self, name: &[char]) {
        if self.territories.len() < MOST {
            self.territories.insert(name.to_vec());
        }
    }
}
