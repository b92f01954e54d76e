//! Names one character off a name of the home region: 科在中旗 for 科左中旗.

use super::home::Home;
use super::table::{Rank, Table};
use super::words::Lexicon;
use super::{Doubt, candidate};

/// Names of a region, found by all their characters but one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Near {
    names: Vec<Vec<char>>,
    /// Hash of a name with one place left open, and the name; sorted.
    open: Vec<(u64, u16)>,
    longest: usize,
}

/// Shorter names are one character off too many words.
const SHORTEST: usize = 4;

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
        let abbreviations: Vec<&str> =
            lexicon.spelled.iter().filter(|(_, official)| names.iter().any(|n| n == official)).map(|(a, _)| *a).collect();
        names.extend(abbreviations.into_iter().map(str::to_owned));
        names.sort();
        names.dedup();
        for name in &names {
            let name: Vec<char> = name.chars().collect();
            if name.len() >= SHORTEST && name.last().is_some_and(|c| ends_name(*c)) {
                let index = out.names.len() as u16;
                for open in 0..name.len() - 1 {
                    out.open.push((hash(&name, open), index));
                }
                out.longest = out.longest.max(name.len());
                out.names.push(name);
            }
        }
        out.open.sort_unstable();
        out
    }

    /// A name of the region that differs from `token` in one character.
    fn one_off(&self, token: &[char]) -> Option<&[char]> {
        (0..token.len().saturating_sub(1)).find_map(|open| {
            let wanted = hash(token, open);
            let from = self.open.partition_point(|(h, _)| *h < wanted);
            let same = self.open.get(from..).unwrap_or_default().iter().take_while(|(h, _)| *h == wanted);
            same.filter_map(|(_, name)| self.names.get(usize::from(*name))).map(Vec::as_slice).find(|name| {
                name.len() == token.len() && name.iter().zip(token).filter(|(a, b)| a != b).count() == 1
            })
        })
    }
}

/// Names that look like a division of the home region, but for one character.
pub(crate) fn doubts(text: &[char], home: &Home) -> Vec<Doubt> {
    let near = home.near.get_or_init(|| Near::of(home));
    let mut out: Vec<Doubt> = Vec::new();
    if near.names.is_empty() {
        return out;
    }
    for (last, c) in text.iter().enumerate() {
        if !ends_name(*c) {
            continue;
        }
        let end = last + 1;
        let found = (SHORTEST..=near.longest.min(end)).rev().find_map(|length| {
            let start = end - length;
            let token = text.get(start..end)?;
            let candidate = near.one_off(token)?;
            (!is_known(text, start, end, home)).then(|| Doubt { range: start..end, candidate: candidate.iter().collect() })
        });
        out.extend(found);
    }
    out
}

/// Whether a name of the table covers or crosses the token: then the characters are as they should be.
fn is_known(text: &[char], start: usize, end: usize, home: &Home) -> bool {
    (start.saturating_sub(3)..end).any(|at| {
        candidate::at(text, at, home).is_some_and(|c| c.end > start && (c.trust > candidate::Trust::Common || c.end == end))
    })
}

fn ends_name(c: char) -> bool {
    matches!(c, '市' | '县' | '区' | '旗' | '镇' | '乡' | '盟' | '州' | '省' | '木')
}

/// A hash of all characters but the one at `open`.
fn hash(name: &[char], open: usize) -> u64 {
    name.iter().enumerate().fold(open as u64 + 1, |hash, (at, c)| {
        let c = if at == open { 0 } else { *c as u64 + 1 };
        (hash ^ c).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(17)
    })
}
