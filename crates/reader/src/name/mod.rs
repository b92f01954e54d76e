//! Names: bodies, programmes, documents, honours, and people with their posts. Places have a room of their own.
//!
//! A text is gone through once. At each character the words that open a name, or end one, are looked for by longest
//! match; what stands beside them decides whether they make a name:
//!
//! - a *document* is what stands in 《》, with the number behind it, or a document's number by itself;
//! - a *body* is put together from left to right: a territory, what it is made of, an organ, its branches;
//! - a *programme* ends in a word such as 工程 and begins with a quotation, a place or a proper name;
//! - an *honour* is a known one, or one that something near it says was given;
//! - a *person* stands behind a post, before one, or was named so earlier in the same text.
//!
//! A noun phrase is no name. Words: `lexicon/zh/names.txt`.

mod body;
mod document;
mod filter;
mod honour;
mod known;
mod person;
mod programme;
mod words;

#[cfg(test)]
pub(crate) mod suite;

use crate::charset::{CharSet, is_han};
use crate::place::Place;
use crate::reading::NameClass;
use std::ops::Range;

pub(crate) use known::Known;
pub(crate) use words::faults as lexicon_faults;
use words::{Head, Lexicon, Start};

/// A name found in a text, in characters of the text given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where.
    pub(crate) range: Range<usize>,
    /// Of what.
    pub(crate) class: NameClass,
    /// A person's post.
    pub(crate) post: Option<Range<usize>>,
    /// Who gave an honour.
    pub(crate) awarder: Option<Range<usize>>,
    /// A document's number.
    pub(crate) number: Option<Range<usize>>,
}

impl Found {
    fn new(range: Range<usize>, class: NameClass) -> Self {
        Self { range, class, post: None, awarder: None, number: None }
    }
}

/// Every name in `text` (folded, one sentence) but the places, which are given; in order. People named with a post are
/// kept in `known`, and known by their name alone from then on.
pub(crate) fn scan(text: &[char], places: &[Place], known: &mut Known) -> Vec<Found> {
    let mut names = Names { lexicon: Lexicon::get(), text, places, known, found: Vec::new(), lead: Lead::default() };
    let mut at = 0;
    for place in places {
        let start = place.range.start;
        if start < at {
            continue;
        }
        at = names.pass(at, start);
        if start < at {
            continue;
        }
        let followed = text.get(place.range.end).is_some_and(|c| names.lexicon.may_follow(*c));
        let after = if followed || names.may_begin(at) { names.step(at, true) } else { 0 };
        if after == 0 {
            names.leads(place.range.clone());
        }
        at = after.max(at + 1);
    }
    names.pass(at, text.len());
    names.found
}

/// What is known of a text while it is gone through.
struct Names<'a> {
    lexicon: &'static Lexicon,
    text: &'a [char],
    places: &'a [Place],
    known: &'a mut Known,
    found: Vec<Found>,
    lead: Lead,
}

/// What stands right before, and may be the beginning of a post: 云泽市|委|书记、|市长.
#[derive(Debug, Clone, Default)]
struct Lead {
    range: Range<usize>,
    /// It ends in the name of a post, so that another may follow it.
    post: bool,
}

impl Names<'_> {
    /// Goes from `at` to `to`, where no place begins between; where to go on from.
    fn pass(&mut self, mut at: usize, to: usize) -> usize {
        while let Some(next) = self.known.filter(&self.lexicon.filter).next(self.text, at, to) {
            at = self.step(next, false).max(next + 1);
        }
        at.max(to)
    }

    /// Whether a name may begin or end at `at`, by its characters.
    fn may_begin(&self, at: usize) -> bool {
        self.known.filter(&self.lexicon.filter).next(self.text, at, at + 1).is_some()
    }

    /// Reads what begins or ends at `at`; the place to go on from, or 0.
    fn step(&mut self, at: usize, here: bool) -> usize {
        match self.text.get(at) {
            Some('《') => return self.document(at).unwrap_or(0),
            Some('〔' | '[') => return self.number(at).unwrap_or(0),
            Some('“') => return self.quoted(at).unwrap_or(0),
            Some('第') => return self.plan(at).unwrap_or(0),
            _ => {}
        }
        if let Some(end) = self.known_person(at) {
            return end;
        }
        if let Some(end) = self.body(at, here) {
            return end;
        }
        let lexicon = self.lexicon;
        for (len, start) in lexicon.starts.all(self.text, at) {
            let end = match start {
                Start::Programme => self.programme(at, len),
                Start::Tail => self.tailed(at, len),
                Start::Zone => self.zone(at, len),
                Start::Honour => Some(self.honour(at, len)),
                Start::HonourTail => self.told_honour(at, len),
                Start::Company => self.company(at, len),
                Start::Post => self.post(at, len),
                Start::Behind => self.before_post(at),
                Start::Person => self.historic(at, len),
            };
            if end.is_some() {
                return end.unwrap_or(0);
            }
        }
        0
    }

    /// The place that begins at `at`.
    fn place_at(&self, at: usize) -> Option<&Place> {
        let index = self.places.binary_search_by_key(&at, |p| p.range.start).ok()?;
        self.places.get(index)
    }

    /// The first place that begins in `range`.
    fn place_within(&self, range: &Range<usize>) -> Option<&Place> {
        let index = self.places.partition_point(|p| p.range.start < range.start);
        self.places.get(index).filter(|p| p.range.end <= range.end)
    }

    /// Notes what may be the beginning of a post.
    fn leads(&mut self, range: Range<usize>) {
        let joined = self.lead.range.end == range.start && !self.lead.range.is_empty()
            || self.lead.post
                && self.lead.range.end + 1 == range.start
                && self.text.get(self.lead.range.end) == Some(&'、');
        let start = if joined { self.lead.range.start } else { range.start };
        self.lead = Lead { range: start..range.end, post: false };
    }

    /// Keeps a name. One that was found inside it goes: of two names the longer is meant.
    fn keep(&mut self, name: Found) -> usize {
        while self.found.last().is_some_and(|last| last.range.start >= name.range.start) {
            self.found.pop();
        }
        let end = name.range.end;
        if self.found.last().is_none_or(|last| last.range.end <= name.range.start) {
            self.found.push(name);
        }
        end
    }

    /// Where the run of letters that ends at `end` begins, at most `most` before it.
    fn run_before(&self, end: usize, most: usize) -> usize {
        let lowest = end.saturating_sub(most);
        let run = self.text.get(lowest..end).unwrap_or_default();
        run.iter().rposition(|c| !is_letter(*c)).map_or(lowest, |mark| lowest + mark + 1)
    }

    /// Whether a word that no proper name holds stands in `range`.
    fn is_common(&self, range: Range<usize>) -> bool {
        let text = self.text.get(..range.end).unwrap_or_default();
        range.into_iter().any(|at| self.lexicon.common.find(text, at).is_some())
    }

    /// Whether a name may begin at `at`: behind a mark, a word of joining or a verb.
    fn opens(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.text.get(i));
        before.is_none_or(|c| !is_letter(*c) || OPENERS.contains(*c))
            || self.found.last().is_some_and(|last| last.range.end == at)
            || self.lexicon.before.find_before(self.text, at).is_some()
    }

    /// Where the name of a territory begins that the list of places does not know, whose rank stands at `at`: two or
    /// three characters at the beginning of the sentence, in a list or behind a word of joining, that are no verb. All
    /// provinces are listed.
    fn unlisted(&self, at: usize) -> Option<usize> {
        let party = |start: usize| {
            [2, 5].iter().any(|len| {
                let from = start.checked_sub(*len);
                from.is_some_and(|from| matches!(self.lexicon.heads.find(self.text, from), Some((found, Head::Party)) if found == *len))
            })
        };
        if self.text.get(at) == Some(&'省') {
            return None;
        }
        (2..=UNLISTED).filter_map(|len| at.checked_sub(len)).find(|start| {
            if self.text.get(*start..=at).is_some_and(|name| self.known.is_territory(name)) {
                return true;
            }
            let before = start.checked_sub(1).and_then(|i| self.text.get(i));
            before.is_none_or(|c| matches!(c, '、' | '(' | '《' | '“') || OPENERS.contains(*c) || party(*start))
                && self.text.get(*start..at).is_some_and(|run| run.iter().all(|c| is_han(*c) && !OPENERS.contains(*c)))
                && (start + 1..=at).all(|i| self.lexicon.before.find_before(self.text, i).is_none())
                && !self.is_common(*start..at)
                && self.found.last().is_none_or(|last| last.range.end <= *start)
        })
    }

    /// Where the clause begins that `at` stands in.
    fn clause(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let lowest = at.saturating_sub(CLAUSE);
        before.get(lowest..).and_then(|b| b.iter().rposition(|c| is_stop(*c))).map_or(lowest, |mark| lowest + mark + 1)
    }
}

/// The longest name of a territory that is not in the list, without its rank.
const UNLISTED: usize = 3;

/// How far back a clause is looked at.
const CLAUSE: usize = 60;

/// What a word may begin behind, though it is a letter itself.
static OPENERS: CharSet = CharSet::of(&[
    '和', '与', '及', '同', '跟', '向', '对', '由', '经', '在', '以', '为', '把', '被', '让', '请', '受', '将', '使',
    '是', '了', '的', '按', '据', '随', '从', '至', '到', '并', '但', '而', '且', '给', '于', '就', '则', '获', '指',
    '令', '即', '或', '着', '过',
]);

/// A letter of a name: Chinese characters, Latin letters, digits.
fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// A mark that ends a clause.
fn is_stop(c: char) -> bool {
    matches!(c, ',' | '。' | ';' | ':' | '!' | '?')
}
