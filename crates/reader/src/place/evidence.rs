//! The names of a text that count, by what stands around them, and the code of each.

use super::Place;
use super::candidate::{self, Begins, Candidate, Trust, What};
use super::home::Home;
use super::table::{Division, Form, Rank, Table, lies_in};
use super::words::Lexicon;

/// Every place named in `text` (folded), in order.
pub(crate) fn scan(text: &[char], home: &Home) -> Vec<Place> {
    scan_begun(text, home, Begins::of(text).within(0..text.len()))
}

/// The same, where it is known where names may begin; of more places than that none is lost or found.
pub(crate) fn scan_begun(text: &[char], home: &Home, begins: impl Iterator<Item = usize>) -> Vec<Place> {
    let candidates = candidates(text, home, begins);
    if candidates.is_empty() {
        return Vec::new();
    }
    let repeated = repeated(text, &candidates);
    let mut found: Vec<Option<Named>> = vec![None; candidates.len()];
    let mut before: Option<Named> = None;
    let mut around = Around::default();
    let mut group = 0;
    while group < candidates.len() {
        let after = group_end(text, &candidates, group);
        let counts_as_list = is_list(text, candidates.get(group..after).unwrap_or_default(), home);
        for (candidate, slot) in candidates.iter().zip(found.iter_mut()).take(after).skip(group) {
            let outer = before.filter(|named| named.end == candidate.start);
            let inside = outer.and_then(|outer| name(candidate, home, Some(outer), &around, true));
            let inside = inside.filter(|_| is_meant(text, candidate));
            let counted = match candidate.trust {
                Trust::Sure => true,
                Trust::Listed => counts_as_list || repeated.binary_search(&candidate.what).is_ok(),
                Trust::Common => counts_as_list && stands_alone(text, candidate),
                Trust::Behind => false,
            };
            let named = inside.or_else(|| if counted { name(candidate, home, outer, &around, false) } else { None });
            if let Some(named) = named {
                around.note(&named);
                before = Some(named);
            }
            *slot = named;
        }
        group = after;
    }
    found.iter().flatten().map(Named::place).collect()
}

/// Bare names that are no ordinary words and come again and again as words of their own: the text is about them.
fn repeated(text: &[char], candidates: &[Candidate]) -> Vec<What> {
    let listed = candidates.iter().filter(|c| c.trust == Trust::Listed && candidate::opens_word(text, c.start));
    let mut names: Vec<What> = listed.map(|c| c.what).collect();
    names.sort_unstable();
    let often = names.chunk_by(|a, b| a == b).filter(|same| same.len() >= OFTEN);
    often.filter_map(|same| same.first().copied()).collect()
}

/// A name that is met by chance is met once or twice.
const OFTEN: usize = 3;

/// Candidates that do not overlap: a sure one takes the place of unsure ones, else the first one stays.
fn candidates(text: &[char], home: &Home, begins: impl Iterator<Item = usize>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let lexicon = Lexicon::get();
    let mut from = 0;
    for at in begins {
        if at < from {
            continue;
        }
        let Some(candidate) = candidate::at(lexicon, text, at, home) else { continue };
        let last = out.last().copied();
        let overlaps = last.is_some_and(|last| last.end > candidate.start);
        match candidate.trust {
            Trust::Sure => {
                if overlaps {
                    out.pop();
                }
                out.push(candidate);
                from = candidate.end;
            }
            // A sure name may begin inside an unsure one, so that one is not passed over.
            _ if overlaps => {}
            _ => out.push(candidate),
        }
    }
    out
}

/// Where the list that begins with candidate `from` ends: names with nothing but a mark or a word of joining between.
fn group_end(text: &[char], candidates: &[Candidate], from: usize) -> usize {
    let rest = candidates.get(from..).unwrap_or_default();
    let joined = rest.windows(2).take_while(|pair| match pair {
        [a, b] => text.get(a.end..b.start).is_some_and(joins),
        _ => false,
    });
    from + 1 + joined.count()
}

/// What stands between two members of a list.
fn joins(between: &[char]) -> bool {
    matches!(
        between,
        ['、' | ',' | '和' | '与' | '及' | '至' | '到' | '—' | '-' | '·' | ' '] | ['以', '及'] | ['—', '—']
    )
}

/// A list is one of places when it has a sure one, or three names of which at least two are no ordinary words, or when
/// all its names are no ordinary words and lie at home. 洪湖、梁子湖 are lakes first.
fn is_list(text: &[char], group: &[Candidate], home: &Home) -> bool {
    let count = |trust: Trust| group.iter().filter(|c| c.trust >= trust).count();
    let lake = |c: &Candidate| text.get(c.end - 1).is_some_and(|last| "湖河江海山岭岛沟峡泉滩".contains(*last));
    let at_home = || group.iter().all(|c| c.trust >= Trust::Listed && !lake(c) && candidate::is_at_home(c, home));
    group.len() > 1 && (count(Trust::Sure) > 0 || group.len() > 2 && count(Trust::Listed) > 1 || at_home())
}

/// An ordinary word counts as a name only where marks, or words of joining, stand on both sides: 赤峰、朝阳、铁岭等.
fn stands_alone(text: &[char], candidate: &Candidate) -> bool {
    let before = candidate.start.checked_sub(1).and_then(|i| text.get(i));
    let after = text.get(candidate.end);
    // A word of joining is no proof by itself: 香港和平稳定.
    let mark = |c: Option<&char>| c.is_some_and(|c| "、,".contains(*c));
    is_edge(before) && is_edge(after) && (mark(before) || mark(after) || after == Some(&'等'))
}

/// What may stand beside a member of a list, and does not belong to its word.
fn is_edge(c: Option<&char>) -> bool {
    c.is_none_or(|c| "、,。;:和与及等至到—-()“”《》 \n".contains(*c))
}

/// Whether a name right behind the division it lies in is meant: 北京朝阳站 is, 辽宁振兴发展 is not. A word of everyday
/// language needs an edge after it as well.
fn is_meant(text: &[char], candidate: &Candidate) -> bool {
    let everyday = || text.get(candidate.start..candidate.end).is_some_and(|name| Lexicon::get().is_everyday(name));
    candidate.trust != Trust::Common || is_edge(text.get(candidate.end)) || !everyday()
}

/// A name with the division it means.
#[derive(Debug, Clone, Copy)]
struct Named {
    start: usize,
    end: usize,
    what: What,
    /// `None` where nothing tells which of several is meant.
    division: Option<Division>,
}

impl Named {
    fn place(&self) -> Place {
        let table = Table::get();
        let (code, name) = match (self.what, self.division) {
            (What::Former(name), _) => (String::new(), name.to_owned()),
            (What::Name(_), Some(division)) => (division.code.to_string(), table.official(&division)),
            (What::Name(name), None) => {
                let name = table.uses(name).next().map(|(d, _)| table.official(&d)).unwrap_or_default();
                (String::new(), name)
            }
        };
        Place { range: self.start..self.end, code, name }
    }
}

/// The last province, prefecture and county named, for names that several divisions bear.
#[derive(Debug, Default)]
struct Around {
    last: [Option<u32>; 3],
}

impl Around {
    fn note(&mut self, named: &Named) {
        let Some(division) = named.division else { return };
        let slot = match Rank::of(division.code) {
            Rank::Province => 0,
            Rank::Prefecture => 1,
            Rank::County => 2,
            Rank::Township => return,
        };
        for (i, last) in self.last.iter_mut().enumerate().skip(slot) {
            *last = (i == slot).then_some(division.code);
        }
    }

    /// How many of the places last named hold `code`.
    fn nearness(&self, code: u32) -> usize {
        self.last.iter().flatten().filter(|outer| lies_in(code, **outer)).count()
    }
}

/// What a candidate means: with `strict`, only a division inside `outer`, the place named right before it.
fn name(candidate: &Candidate, home: &Home, outer: Option<Named>, around: &Around, strict: bool) -> Option<Named> {
    let named = |division| Named { start: candidate.start, end: candidate.end, what: candidate.what, division };
    let What::Name(name) = candidate.what else { return (!strict).then(|| named(None)) };
    let outer = outer.and_then(|o| o.division);
    // Best first: inside the place before it; held in the year; of home; official before bare;
    // higher before lower; near what was named.
    let key = |(division, form): &(Division, Form)| {
        let inside = outer.is_some_and(|o| lies_in(division.code, o.code));
        (
            !inside,
            home.years_off(division) > 1,
            usize::MAX - home.nearness(division.code),
            *form == Form::Bare,
            Rank::of(division.code),
            usize::MAX - around.nearness(division.code),
            home.years_off(division),
        )
    };
    let mut best: Option<(Division, Form)> = None;
    let mut tied = false;
    for found in Table::get().uses(name) {
        match best.as_ref().map(|b| key(&found).cmp(&key(b))) {
            None | Some(std::cmp::Ordering::Less) => {
                best = Some(found);
                tied = false;
            }
            Some(std::cmp::Ordering::Equal) => tied |= best.is_some_and(|b| b.0.code != found.0.code),
            Some(std::cmp::Ordering::Greater) => {}
        }
    }
    let (division, _) = best?;
    if strict && !outer.is_some_and(|o| lies_in(division.code, o.code)) {
        return None;
    }
    Some(named((!tied).then_some(division)))
}
