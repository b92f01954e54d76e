//! What a text has named before: people, and territories that the list of places does not hold.

use crate::charset::CharSet;
use std::collections::BTreeSet;
use std::ops::Bound;

/// The people a text has named with their posts, and the territories it has named by their organs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    people: BTreeSet<Vec<char>>,
    territories: BTreeSet<Vec<char>>,
    /// The first characters of the people, and those that any name may begin with.
    firsts: Option<Box<CharSet>>,
}

/// A text names no more of either than this; one that does is a list, and pays for no more.
const MOST: usize = 4_000;

impl Known {
    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// What a name of this text may begin with, where any may begin with `always`.
    #[inline]
    pub(super) fn firsts<'a>(&'a self, always: &'a CharSet) -> &'a CharSet {
        self.firsts.as_deref().unwrap_or(always)
    }

    pub(super) fn is_person(&self, name: &[char]) -> bool {
        self.people.contains(name)
    }

    pub(super) fn is_territory(&self, name: &[char]) -> bool {
        !self.territories.is_empty() && self.territories.contains(name)
    }

    /// Whether the name of a person begins with these two characters.
    pub(super) fn may_begin(&self, a: char, b: char) -> bool {
        let from: &[char] = &[a, b];
        self.people
            .range::<[char], _>((Bound::Included(from), Bound::Unbounded))
            .next()
            .is_some_and(|n| n.starts_with(from))
    }

    /// Keeps the name of a person. `always`: see [`Known::firsts`].
    pub(super) fn add_person(&mut self, name: &[char], always: &CharSet) {
        if let Some(first) = name.first()
            && self.people.len() < MOST
        {
            self.firsts.get_or_insert_with(|| Box::new(always.clone())).insert(*first);
            self.people.insert(name.to_vec());
        }
    }

    pub(super) fn add_territory(&mut self, name: &[char]) {
        if self.territories.len() < MOST {
            self.territories.insert(name.to_vec());
        }
    }
}
