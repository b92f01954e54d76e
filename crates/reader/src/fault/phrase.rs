//! Long names that differ in one character from what stands elsewhere, or of which two words have changed places: 青石湾生态旅游度假村
//! here, 青石山生态旅游度假村 there; 农村医疗合作制度 for 农村合作医疗制度. What the two have in common is so long, and ends in what such names
//! end in, that one is meant by both.

use super::Fault;
use super::name::{NO_NAMES, Named, SERIES, is_han};
use super::said::said;
use super::words::lists;
use crate::search::find;
use std::collections::BTreeSet;
use std::ops::Range;

/// Closer than this, in characters, two names stand side by side and are two.
const NEAR: usize = 40;
/// How many characters before and behind must be the same for two places to be compared at all.
const LEFT: usize = 2;
const RIGHT: usize = 3;
/// How far names are read from there, to either side.
const FAR: usize = 20;
/// Fewest characters that two names have in common, up to the noun they end in; of what is mostly a place or a trade, one less.
const COMMON: usize = 8;
/// Fewest of them around two words that have changed places.
const TURNED: usize = 5;
/// How many places of the usual name are looked at.
const PLACES: usize = 8;

/// The text without brackets and quotation marks, each character with its place.
struct Runs {
    chars: Vec<char>,
    at: Vec<usize>,
}

impl Runs {
    fn new(folded: &[char]) -> Self {
        let mark = |c: char| matches!(c, '(' | ')' | '“' | '”' | '《' | '》' | '"');
        let kept = || folded.iter().enumerate().filter(|(_, c)| !mark(**c));
        Self { chars: kept().map(|(_, c)| *c).collect(), at: kept().map(|(i, _)| i).collect() }
    }

    /// How far two places agree to the left of them.
    fn left(&self, a: usize, b: usize) -> usize {
        let (x, y) = (self.chars[..a].iter().rev(), self.chars[..b].iter().rev());
        x.zip(y).take(FAR).take_while(|(x, y)| x == y && is_han(**x)).count()
    }

    /// How far they agree to the right.
    fn right(&self, a: usize, b: usize) -> usize {
        let rest = |i: usize| self.chars.get(i..).unwrap_or_default().iter();
        rest(a).zip(rest(b)).take(FAR).take_while(|(x, y)| x == y && is_han(**x)).count()
    }

    /// A name as it stands here.
    fn named(&self, range: Range<usize>, count: usize) -> Named {
        let chars = self.chars.get(range.clone()).unwrap_or_default().to_vec();
        let mut named = Named::new(chars, vec![self.at.get(range.start).copied().unwrap_or(0)]);
        named.count = count;
        named
    }

    /// Whether all of a range is Han.
    fn is_plain(&self, range: Range<usize>) -> bool {
        self.chars.get(range).is_some_and(|chars| chars.iter().all(|c| is_han(*c)))
    }
}

pub(super) fn of_document(folded: &[char], out: &mut Vec<Fault>) {
    let runs = Runs::new(folded);
    let mut said_of: BTreeSet<usize> =
        out.iter().filter(|f| f.rule == "name").flat_map(|f| f.spans.iter()).flat_map(|span| span.range()).collect();
    let mut found = changed(&runs);
    found.extend(turned(&runs));
    found.sort_by_key(|f| (f.rare.start, std::cmp::Reverse(f.rare.end)));
    for Pair { rare, usual, count, place } in found {
        let here = runs.at.get(place).copied().unwrap_or(0);
        if !said_of.insert(here) {
            continue;
        }
        let (a, b) = (runs.named(rare, 1), runs.named(usual, count));
        let (x, y): (String, String) = (a.chars.iter().collect(), b.chars.iter().collect());
        let note = said(
            format!("“{x}”与另一处的“{y}”只差一处，是否同一名称"),
            format!("“{x}” differs in one place from “{y}” elsewhere: are they one"),
        );
        let fault = a.instead_of(&b, note);
        said_of.extend(fault.spans.iter().flat_map(|span| span.range()));
        out.push(fault);
    }
}

/// Two names that are probably one.
struct Pair {
    rare: Range<usize>,
    usual: Range<usize>,
    count: usize,
    /// Where they differ, in the rare one.
    place: usize,
}

/// How far behind a place a name goes on: to the last noun that such names end in, with how much they must have in common.
fn noun(words: &[char]) -> Option<(usize, usize)> {
    let last =
        |list: &[&str]| list.iter().filter_map(|w| find(words, w, words.len()).map(|i| i + w.chars().count())).max();
    let sure = last(&lists().name_nouns_sure).map(|end| (end, COMMON - 1));
    let other = last(&lists().name_nouns).map(|end| (end, COMMON));
    match (sure, other) {
        (Some(a), Some(b)) if b.0 > a.0 + 1 => Some(b),
        (Some(a), _) => Some(a),
        (None, b) => b,
    }
}

/// One character is another.
fn changed(runs: &Runs) -> Vec<Pair> {
    let chars = &runs.chars;
    let key = |i: &usize| [chars[i - 2], chars[i - 1], chars[i + 1], chars[i + 2], chars[i + 3]];
    let plain = |i: &usize| runs.is_plain(i - LEFT..i + RIGHT + 1);
    let mut order: Vec<usize> = (LEFT..chars.len().saturating_sub(RIGHT)).filter(plain).collect();
    order.sort_by(|a, b| key(a).cmp(&key(b)).then(a.cmp(b)));
    let mut out = Vec::new();
    for group in order.chunk_by(|a, b| key(a) == key(b)).filter(|group| group.len() > 1) {
        let same = |i: usize| group.iter().filter(move |j| chars[**j] == chars[i]);
        let others =
            |c: char| SERIES.contains(c) || NO_NAMES.contains(c) || lists().kinds_of.iter().any(|w| w.contains(c));
        // Of a phrase that is repeated without end only the first few tell.
        let group = group.get(..group.len().min(PLACES * PLACES)).unwrap_or(group);
        for &rare in group.iter().filter(|i| !others(chars[**i]) && same(**i).nth(1).is_none()) {
            // 农业大学, 工业大学: a trade is told by its first character.
            if chars.get(rare + 1) == Some(&'业') {
                continue;
            }
            let usual: Vec<usize> = group.iter().copied().filter(|j| chars[*j] != chars[rare]).collect();
            let beside = usual.iter().any(|j| j.abs_diff(rare) <= NEAR);
            let Some(&first) = usual.first().filter(|_| !beside) else { continue };
            let count = same(first).count();
            // Told once and once, the one that comes later is in doubt.
            if usual.iter().any(|j| chars[*j] != chars[first]) || others(chars[first]) || count == 1 && first > rare {
                continue;
            }
            let (left, right) = (runs.left(rare, first), runs.right(rare + 1, first + 1));
            let Some((end, least)) = noun(&chars[rare + 1..rare + 1 + right]) else { continue };
            if left + end >= least {
                let of = |at: usize| at - left.min(COMMON)..at + 1 + end;
                out.push(Pair { rare: of(rare), usual: of(first), count, place: rare });
            }
        }
    }
    out
}

/// Two words of two characters have changed places.
fn turned(runs: &Runs) -> Vec<Pair> {
    let chars = &runs.chars;
    let halves = |i: usize| ([chars[i], chars[i + 1]], [chars[i + 2], chars[i + 3]]);
    let key = |i: &usize| {
        let (a, b) = halves(*i);
        ([chars[i - 2], chars[i - 1], chars[i + 4], chars[i + 5]], a.min(b), a.max(b))
    };
    let plain = |i: &usize| runs.is_plain(i - 2..i + 6) && halves(*i).0 != halves(*i).1;
    let mut order: Vec<usize> = (2..chars.len().saturating_sub(5)).filter(plain).collect();
    order.sort_by(|a, b| key(a).cmp(&key(b)).then(a.cmp(b)));
    let mut out = Vec::new();
    for group in order.chunk_by(|a, b| key(a) == key(b)).filter(|group| group.len() > 1) {
        let same = |i: usize| group.iter().filter(move |j| halves(**j) == halves(i)).count();
        let Some(&rare) = group.iter().rfind(|i| same(**i) == 1) else { continue };
        let Some(&usual) = group.iter().find(|j| halves(**j) != halves(rare)) else { continue };
        if same(usual) == 1 && usual > rare || usual.abs_diff(rare) <= NEAR {
            continue;
        }
        let (left, right) = (runs.left(rare, usual), runs.right(rare + 4, usual + 4));
        let behind = &chars[rare + 4..rare + 4 + right];
        let scheme = || {
            let end = |w: &&str| find(behind, w, behind.len()).map(|i| i + w.chars().count());
            lists().schemes.iter().filter_map(end).max()
        };
        // 国际科技创新中心 and 国际创新科技中心 are two: what is so short turns round by itself.
        let end = noun(behind).map(|(end, _)| end).max(scheme()).filter(|end| left + end >= TURNED);
        if let Some(end) = end {
            let of = |at: usize| at - left.min(COMMON)..at + 4 + end;
            out.push(Pair { rare: of(rare), usual: of(usual), count: same(usual), place: rare });
        }
    }
    out
}
