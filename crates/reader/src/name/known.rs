//! What a text has named before: people, and territories that the list of places does not hold.

use super::filter::Filter;
use std::collections::BTreeSet;

/// The people a text has named with their posts, and the territories it has named by their organs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    people: BTreeSet<Vec<char>>,
    territories: BTreeSet<Vec<char>>,
    /// Lets through what any name may begin with, and these people.
    filter: Option<Filter>,
}

/// A text names no more of either than this; one that does is a list, and pays for no more.
const MOST: usize = 4_000;

impl Known {
    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Where in this text a name may begin, where any may begin as `always` says.
    #[inline]
    pub(super) fn filter<'a>(&'a self, always: &'a Filter) -> &'a Filter {
        self.filter.as_ref().unwrap_or(always)
    }

    pub(super) fn is_person(&self, name: &[char]) -> bool {
        self.people.contains(name)
    }

    pub(super) fn is_territory(&self, name: &[char]) -> bool {
        !self.territories.is_empty() && self.territories.contains(name)
    }

    /// Keeps the name of a person. `always`: see [`Known::filter`].
    pub(super) fn add_person(&mut self, name: &[char], always: &Filter) {
        if self.people.len() < MOST {
            self.filter.get_or_insert_with(|| always.clone()).add(name);
            self.people.insert(name.to_vec());
        }
    }

    pub(super) fn add_territory(&mut self, name: &[char]) {
        if self.territories.len() < MOST {
            self.territories.insert(name.to_vec());
        }
    }
}
