//! Places: divisions of the country as they were named in the year of the report.

use std::ops::Range;

/// A place name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// Where, in characters of the text given.
    pub(crate) range: Range<usize>,
    /// Division code (GB/T 2260: 6 digits; 9 for townships), valid in the year asked for.
    pub(crate) code: String,
    /// Full official name.
    pub(crate) name: String,
}

/// A name that is one character off a known one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// Where.
    pub(crate) range: Range<usize>,
    /// The known name.
    pub(crate) candidate: String,
}

/// What helps to tell a place from a word, and one place from another of the same name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Home {
    /// Year of the report.
    pub(crate) year: Option<i16>,
    /// Codes of the divisions the document is about, outermost first.
    pub(crate) codes: Vec<String>,
}

/// Every place named in `text` (folded), in order.
pub(crate) fn scan(_text: &[char], _home: &Home) -> Vec<Place> {
    Vec::new()
}

/// Names that look like a division of the home region, but for one character.
pub(crate) fn doubts(_text: &[char], _home: &Home) -> Vec<Doubt> {
    Vec::new()
}

/// The divisions a whole document is about, from its title and the names it repeats.
pub(crate) fn home(_title: &[char], _mentions: &[Place], year: Option<i16>) -> Home {
    Home { year, codes: Vec::new() }
}
