//! The divisions a document is about, and what that tells of the names in it.

use super::table::{Division, Rank, Table, lies_in};
use super::{Place, evidence, near::Near};
use std::sync::OnceLock;

/// What helps to tell a place from a word, and one place from another of the same name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Home {
    /// Year of the report.
    pub(crate) year: Option<i16>,
    /// Codes of the divisions the document is about, outermost first.
    pub(crate) codes: Vec<String>,
    /// The same as numbers.
    numbers: Vec<u32>,
    /// Names of the region, for [`super::doubts`]; gathered when first asked for.
    pub(super) near: OnceLock<Near>,
}

impl Home {
    /// A document of `year` about the divisions `codes`, outermost first.
    pub(crate) fn new(year: Option<i16>, codes: Vec<String>) -> Self {
        let numbers = codes.iter().filter_map(|c| c.parse().ok()).collect();
        Self { year, codes, numbers, near: OnceLock::new() }
    }

    /// The innermost division the document is about.
    pub(super) fn innermost(&self) -> Option<u32> {
        self.numbers.last().copied()
    }

    /// The widest division within which bare county names are understood: the prefecture, or the municipality.
    pub(super) fn region(&self) -> Option<u32> {
        let local = |c: &&u32| Rank::of(**c) >= Rank::Prefecture || matches!(**c / 10_000, 11 | 12 | 31 | 50);
        self.numbers.iter().find(local).copied()
    }

    /// Whether the document is about this very division, or about one inside it.
    pub(super) fn is_about(&self, code: u32) -> bool {
        self.numbers.contains(&code)
    }

    /// Whether `code` lies in the document's prefecture (or municipality), or is one of its divisions.
    pub(super) fn is_near(&self, code: u32) -> bool {
        self.is_about(code) || self.region().is_some_and(|region| lies_in(code, region))
    }

    /// Whether `code` lies in the outermost division the document is about.
    pub(super) fn holds(&self, code: u32) -> bool {
        self.is_about(code) || self.numbers.first().is_some_and(|outer| lies_in(code, *outer))
    }

    /// How many of the document's divisions hold `code`: more means nearer.
    pub(super) fn nearness(&self, code: u32) -> usize {
        self.numbers.iter().filter(|outer| **outer == code || lies_in(code, **outer)).count()
    }

    /// Whether a division held in the year of the report. The lists change with the end of a year and reports in its
    /// first months, so a year on either side counts.
    pub(super) fn in_year(&self, division: &Division) -> bool {
        self.years_off(division) <= 1
    }

    /// By how many years the report lies outside the time of a division. Without a year, today is meant; what was
    /// before the first list is taken from it.
    pub(super) fn years_off(&self, division: &Division) -> i16 {
        let year = self.year.unwrap_or(i16::MAX - 1).max(1980);
        (i32::from(division.from) - i32::from(year))
            .max(i32::from(year) - i32::from(division.to))
            .clamp(0, i32::from(i16::MAX)) as i16
    }
}

/// The divisions a whole document is about, from its title and the names it repeats.
pub(crate) fn home(title: &[char], mentions: &[Place], year: Option<i16>) -> Home {
    let plain = Home::new(year, Vec::new());
    let code = in_title(title, &plain).or_else(|| repeated(mentions));
    Home::new(year, code.map(|code| chain(code, &plain)).unwrap_or_default())
}

/// The first division of the title, or the one inside it that follows it: 内蒙古自治区通辽市.
fn in_title(title: &[char], plain: &Home) -> Option<u32> {
    let found = evidence::scan(title, plain);
    let mut codes = found.iter().filter_map(|p| p.code.parse().ok());
    let first: u32 = codes.next()?;
    Some(codes.take_while(|code| lies_in(*code, first)).last().unwrap_or(first))
}

/// The county, prefecture or province that most mentions lie in, the divisions around it left out of account.
///
/// A report names its own places again and again, and by their full names; a national one names many, none of them
/// often. So a full name weighs two and a bare one one, and a leader has more than half of the weight. It is named three
/// times, at least once in full, or else nothing but it is named.
fn repeated(mentions: &[Place]) -> Option<u32> {
    let mut weights: Vec<(u32, usize)> = mentions
        .iter()
        .filter_map(|p| Some((p.code.parse::<u32>().ok()?, p)))
        .map(|(code, p)| {
            let full = p.range.len() == p.name.chars().count();
            (if code > 999_999 { code / 1_000 } else { code }, if full { 2 } else { 1 })
        })
        // Every report greets the compatriots there.
        .filter(|(code, _)| !matches!(code / 10_000, 71 | 81 | 82))
        .collect();
    weights.sort_unstable();
    [1, 100, 10_000].into_iter().find_map(|step| {
        let group = weights.chunk_by(|a, b| a.0 / step == b.0 / step).max_by_key(|group| weight(group))?;
        let code = group.first()?.0 / step * step;
        let outside = weights.iter().filter(|(other, _)| *other / step * step != code && !lies_in(code, *other));
        let outside: usize = outside.map(|(_, weight)| weight).sum();
        let in_full = group.iter().any(|(_, weight)| *weight == 2);
        // One or two provinces are soon named anywhere.
        let (some, many) = if step == 10_000 { (4, 5) } else { (2, 3) };
        let alone = outside == 0 && group.len() >= some;
        (alone || group.len() >= many && in_full && weight(group) > outside).then_some(code)
    })
}

fn weight(group: &[(u32, usize)]) -> usize {
    group.iter().map(|(_, weight)| weight).sum()
}

/// The division with those it lies in, outermost first.
fn chain(code: u32, plain: &Home) -> Vec<String> {
    let six = if code > 999_999 { code / 1_000 } else { code };
    let mut out: Vec<u32> = Vec::new();
    for outer in [six / 10_000 * 10_000, six / 100 * 100, six, code] {
        let known = Table::get().divisions(outer, outer + 1).any(|d| plain.in_year(&d)) || outer == code;
        if known && out.last() != Some(&outer) {
            out.push(outer);
        }
    }
    out.iter().map(u32::to_string).collect()
}
