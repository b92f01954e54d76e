//! Names one character off a name of the home region: 科在中旗 for 科左中旗.

use super::home::Home;
use super::table::{Rank, Table};
use super::words::Lexicon;
use super::{Doubt, candidate};
use crate::charset::CharSet;
use crate::signs::{DIVISION, Row};

/// Names of a region, found by all their characters but one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Near {
    names: Vec<Vec<char>>,
    /// Hash of a name with one place left open, and the name; sorted.
    open: Vec<(u64, u16)>,
    /// A bit for each of those hashes, so that most tokens are done with at once.
    bits: Vec<u64>,
    longest: usize,
}

/// Names this short are one character off too many words (城市, 市、区): only those of counties and leagues, in a report of
/// their prefecture, where a word begins.
const SHORTEST: usize = 3;

/// Longer ones are read without doubt, and cost time.
const LONGEST: usize = 10;

impl Near {
    fn of(home: &Home) -> Self {
        let mut out = Self::default();
        let Some(region) = home.region().or(home.innermost()) else { return out };
        let table = Table::get();
        let lexicon = Lexicon::get();
        let mut names: Vec<String> = Vec::new();
        let step = if Rank::of(region) == Rank::Province { 10_000 } else { 100 };
        for division in table.divisions(region / step * step, region / step * step + step) {
            if home.in_year(&division) {
                names.push(table.official(&division));
            }
        }
        if step == 100 {
            let low = region / step * step * 1_000;
            names.extend(table.divisions(low, low + step * 1_000).map(|d| table.official(&d)));
        }
        let abbreviations: Vec<&str> = lexicon
            .spelled
            .iter()
            .filter(|(_, official)| names.iter().any(|n| n == official))
            .map(|(a, _)| *a)
            .collect();
        names.extend(abbreviations.into_iter().map(str::to_owned));
        names.sort();
        names.dedup();
        for name in &names {
            let name: Vec<char> = name.chars().collect();
            if (SHORTEST..=LONGEST).contains(&name.len()) && name.last().is_some_and(|c| ENDS_DIVISION.contains(*c)) {
                let index = out.names.len() as u16;
                out.open.extend(hashes(&name).map(|hash| (hash, index)));
                out.longest = out.longest.max(name.len());
                out.names.push(name);
            }
        }
        out.open.sort_unstable();
        out.bits = vec![0; 1 << (BITS - 6)];
        for (hash, _) in &out.open {
            if let Some(word) = out.bits.get_mut(slot(*hash)) {
                *word |= 1 << (hash & 63);
            }
        }
        out
    }

    /// Whether `token` is a township of the region by the name it had, or got, with another rank: 东洼乡 of 东洼镇.
    fn has_another_rank(&self, token: &[char]) -> bool {
        let Some((last, stem)) = token.split_last().filter(|(last, _)| TOWNSHIPS.contains(last)) else { return false };
        TOWNSHIPS.iter().filter(|rank| *rank != last).any(|rank| {
            let name: Vec<char> = stem.iter().chain([rank]).copied().collect();
            self.names.binary_search(&name).is_ok()
        })
    }

    /// A name of the region that differs from `token` in one character.
    fn one_off(&self, token: &[char]) -> Option<&[char]> {
        hashes(token).find_map(|wanted| {
            if self.bits.get(slot(wanted)).is_none_or(|word| word >> (wanted & 63) & 1 == 0) {
                return None;
            }
            let from = self.open.partition_point(|(h, _)| *h < wanted);
            let same = self.open.get(from..).unwrap_or_default().iter().take_while(|(h, _)| *h == wanted);
            same.filter_map(|(_, name)| self.names.get(usize::from(*name)))
                .map(Vec::as_slice)
                .find(|name| name.len() == token.len() && name.iter().zip(token).filter(|(a, b)| a != b).count() == 1)
        })
    }
}

/// Ends of a township's name: a 乡 becomes a 镇, and reports of before keep writing 乡.
const TOWNSHIPS: [char; 2] = ['乡', '镇'];

/// Names that look like a division of the home region, but for one character.
pub(crate) fn doubts(text: &[char], signs: Row<'_>, home: &Home) -> Vec<Doubt> {
    let near = home.near.get_or_init(|| Near::of(home));
    let mut out: Vec<Doubt> = Vec::new();
    if near.names.is_empty() {
        return out;
    }
    let in_region = home.region().is_some();
    let mut end = 0;
    while let Some(last) = signs.next(end, DIVISION) {
        end = last + 1;
        let c = text.get(last);
        let found = (SHORTEST..=near.longest.min(end)).rev().find_map(|length| {
            let start = end - length;
            let token = text.get(start..end)?;
            let candidate = near.one_off(token)?;
            if length == SHORTEST && !(in_region && matches!(c, Some('县' | '旗' | '盟')) && is_word(text, start, end))
            {
                return None;
            }
            let sound = is_other_area(token, candidate)
                || Lexicon::get().is_generic(token)
                || near.has_another_rank(token)
                || is_known(text, start, end, home);
            (!sound).then(|| Doubt { range: start..end, candidate: candidate.iter().collect() })
        });
        out.extend(found);
    }
    out
}

/// Whether `start..end` is all letters and begins where a word may begin.
fn is_word(text: &[char], start: usize, end: usize) -> bool {
    candidate::opens_word(text, start) && text.get(start..end).is_some_and(|token| token.iter().all(|c| *c >= '一'))
}

/// Whether the one character makes another kind of area of the name: 滨海院区, a hospital's, is no misprint for 滨海新区.
fn is_other_area(token: &[char], candidate: &[char]) -> bool {
    const AREAS: [char; 16] =
        ['院', '校', '园', '景', '库', '厂', '灌', '社', '小', '辖', '港', '片', '街', '牧', '林', '核'];
    matches!((token, candidate), ([.., area, '区'], [.., other, '区']) if area != other && AREAS.contains(area))
}

/// Whether a name of the table covers or crosses the token: then the characters are as they should be.
fn is_known(text: &[char], start: usize, end: usize, home: &Home) -> bool {
    (start.saturating_sub(3)..end).any(|at| {
        candidate::at(Lexicon::get(), text, at, home)
            .is_some_and(|c| c.end > start && (c.trust > candidate::Trust::Common || c.end == end))
    })
}

/// What the names end with that are looked for.
pub(crate) static ENDS_DIVISION: CharSet = CharSet::of(&['市', '县', '区', '旗', '镇', '乡', '盟', '州', '省', '木']);

/// Bits of the filter: a region has at most a few thousand hashes.
const BITS: u32 = 16;

fn slot(hash: u64) -> usize {
    (hash >> (64 - BITS + 6)) as usize
}

/// For each place of a name but the last, a hash of all its other characters and of the place.
fn hashes(name: &[char]) -> impl Iterator<Item = u64> + '_ {
    let weigh = |at: usize, c: char| (c as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(7 * at as u32 + 3);
    let whole = name.iter().enumerate().fold(0u64, |sum, (at, c)| sum.wrapping_add(weigh(at, *c)));
    let but_last = name.len().saturating_sub(1);
    name.iter().take(but_last).enumerate().map(move |(at, c)| {
        let rest = whole.wrapping_sub(weigh(at, *c)).wrapping_add(at as u64 + 1);
        (rest ^ rest >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    })
}
