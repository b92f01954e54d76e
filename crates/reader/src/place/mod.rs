//! Places: divisions of the country as they were named in the year of the report.
//!
//! Most short names are ordinary words as well: 和平, 合作, 灯塔, 公安, 富裕. So a name counts by its evidence:
//!
//! - an official name (通辽市, 科尔沁左翼中旗) counts wherever it stands;
//! - a bare name of a province or prefecture (内蒙古, 通辽) counts unless it is a common word;
//! - a bare name of a county counts in a document about its prefecture, behind the division it lies in, or in a list of
//!   places; a township counts under the same conditions, or if no other bears its name.
//!
//! The longest name at a place wins. Names and codes: `lexicon/zh/places.bin`, made by `luoshi-tables`; abbreviations
//! such as 科左中旗: `lexicon/zh/places.txt`; words that only look like places: `lexicon/zh/words_places.txt`.

mod candidate;
mod evidence;
mod home;
mod near;
mod table;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(crate) use candidate::Begins;
pub(crate) use evidence::{scan, scan_begun};
pub(crate) use home::{Home, home};
pub(crate) use near::{ENDS_DIVISION, doubts};
pub(crate) use words::faults as lexicon_faults;

/// A place name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// Where, in characters of the text given.
    pub(crate) range: Range<usize>,
    /// Division code (GB/T 2260: 6 digits; 9 for townships), valid in the year asked for. Empty where several divisions
    /// bear the name and nothing tells which is meant, and for provinces abolished before there were codes.
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

/// The length of the place name that begins at `at`, if one does: asked by the grammar of numbers about 四川, 三亚,
/// 九江, 六安市, 五原县 before it reads a numeral.
///
/// Only names that are safe without further evidence: official names, and bare names of provinces, of prefectures, and
/// of counties that are three characters or longer (五大连池). 三台 may be three machines, and 万年 a long time. A name
/// with a digit before it is none (15万宁…).
pub(crate) fn name_at(text: &[char], at: usize) -> Option<usize> {
    candidate::standing(text, at)
}
