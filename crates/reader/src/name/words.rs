//! The words of `lexicon/zh/names.txt`, ready for looking up.

use super::known::Known;
use crate::charset::CharSet;
use crate::fold::Fold;
use crate::lexicon::{Entry, LexiconError, Words, parse};
use std::sync::OnceLock;

pub(super) static FILE: &str = include_str!("../../lexicon/zh/names.txt");

/// What a word opens, or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Programme,
    /// The last word of a programme.
    Tail,
    /// The last word of a trial or model of the nation.
    Zone,
    Honour,
    /// The last word of an honour.
    HonourTail,
    /// The last word of a company.
    Company,
    Post,
    /// A post that may stand behind the name.
    Behind,
    /// A person of history.
    Person,
}

/// What a body begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Party,
    /// With the characters that may not stand before it.
    Territory(&'static str),
    Territories,
    Nation,
    /// A body by itself; `true` where no word holds its characters by chance.
    Body(bool),
}

/// What makes a body of what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// With the characters that may not stand behind it.
    Organ(&'static str),
    Kind,
    Institution,
}

/// The words, by what is asked of them.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Whatever a name may begin or end with, but for bodies.
    pub(super) starts: Words<Start>,
    pub(super) heads: Words<Head>,
    pub(super) parts: Words<Part>,
    /// Departments: 财政局.
    pub(super) offices: Words<()>,
    pub(super) branches: Words<()>,
    pub(super) tails: Words<()>,
    pub(super) proper: Words<()>,
    pub(super) common: Words<()>,
    /// Words that a name may stand right behind, found by their end.
    pub(super) before: Words<()>,
    pub(super) honours: Words<()>,
    pub(super) honour_tails: Words<()>,
    pub(super) honour_heads: Words<()>,
    pub(super) award: Words<()>,
    pub(super) gives: Words<()>,
    pub(super) award_after: Words<()>,
    pub(super) posts: Words<()>,
    pub(super) behind: Words<()>,
    pub(super) speaks: Words<()>,
    pub(super) surnames: Words<()>,
    pub(super) person_not: Words<()>,
    pub(super) person_common: Words<()>,
    /// What may stand right behind a territory.
    followed: Box<CharSet>,
    filter: Filter,
    /// The first characters of all words, and the marks.
    pub(super) firsts: Box<CharSet>,
}

/// Marks that open a name.
const MARKS: [char; 4] = ['《', '〔', '[', '“'];

/// What a term of a congress begins with: 第六届, 六届.
const TERMS: &str = "第零一二三四五六七八九十0123456789";

/// Stands for the third character of a word of two.
const WHOLE: char = '\0';

/// The first three characters of every word that opens or ends a name, or the two of a short one: two bits for each. Most
/// places of a text are known by it to begin none.
#[derive(Debug)]
struct Filter {
    bits: Vec<u64>,
}

impl Default for Filter {
    fn default() -> Self {
        Self { bits: vec![0; 1 << 10] }
    }
}

impl Filter {
    #[inline]
    fn hash(a: char, b: char) -> u32 {
        (a as u32).wrapping_mul(0x9E37_79B1) ^ (b as u32).wrapping_mul(0x85EB_CA6B)
    }

    #[inline]
    fn longer(hash: u32, c: char) -> u32 {
        (hash ^ c as u32).wrapping_mul(0xC2B2_AE35)
    }

    /// Where these characters are noted: a word and two of its bits.
    #[inline]
    fn slot(hash: u32) -> (usize, u64) {
        ((hash >> 22) as usize, 1 << (hash >> 16 & 63) | 1 << (hash >> 10 & 63))
    }

    fn add(&mut self, word: &str) {
        let fold = Fold::get();
        let mut chars = word.chars().map(|c| fold.char(c));
        if let (Some(a), Some(b), third) = (chars.next(), chars.next(), chars.next()) {
            let hash = Self::hash(a, b);
            for hash in [hash, Self::longer(hash, third.unwrap_or(WHOLE))] {
                let (word, bits) = Self::slot(hash);
                if let Some(word) = self.bits.get_mut(word) {
                    *word |= bits;
                }
            }
        }
    }

    #[inline]
    fn holds(&self, hash: u32) -> bool {
        let (word, bits) = Self::slot(hash);
        self.bits.get(word).is_some_and(|word| word & bits == bits)
    }
}

impl Lexicon {
    /// The lexicon, read once. Lines with faults are left out; a test names them.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::read().0)
    }

    /// The lexicon and every fault in its file.
    fn read() -> (Self, Vec<LexiconError>) {
        let (entries, mut faults) = parse("zh/names.txt", FILE);
        let group = |name: &str| {
            let entries = entries.iter().filter(|e| e.group == name);
            entries.flat_map(|e| e.words.iter().map(|w| (*w).to_owned())).collect::<Vec<String>>()
        };
        let plain = |names: &[&str]| {
            let words: Vec<String> = names.iter().flat_map(|n| group(n)).collect();
            Words::forward(words.into_iter().map(|w| (w, ())))
        };
        let offices = offices(&entries, &mut faults);
        let get = |e: &Entry, key: &str| e.get(key).unwrap_or("");
        let mut heads: Vec<(String, Head)> = Vec::new();
        let mut parts: Vec<(String, Part)> = Vec::new();
        for entry in &entries {
            for word in entry.words.iter().map(|w| (*w).to_owned()) {
                match entry.group {
                    "party" => heads.push((word, Head::Party)),
                    "territory" => heads.push((word, Head::Territory(get(entry, "not after")))),
                    "territories" => heads.push((word, Head::Territories)),
                    "nation" => heads.push((word, Head::Nation)),
                    "body" => heads.push((word, Head::Body(entry.get("free").is_some()))),
                    "organ" => parts.push((word, Part::Organ(get(entry, "unless")))),
                    "kind" => parts.push((word, Part::Kind)),
                    "institution" => parts.push((word, Part::Institution)),
                    _ => {}
                }
            }
        }
        let mut starts: Vec<(String, Start)> = Vec::new();
        for (name, start) in [
            ("programme", Start::Programme),
            ("programme.tail", Start::Tail),
            ("zone", Start::Zone),
            ("honour", Start::Honour),
            ("honour.tail", Start::HonourTail),
            ("company", Start::Company),
            ("post", Start::Post),
            ("post.behind", Start::Behind),
            ("person", Start::Person),
        ] {
            starts.extend(group(name).into_iter().map(|w| (w, start)));
        }
        let heads_of = |words: &[(String, Head)]| words.iter().map(|(w, _)| w.clone()).collect::<Vec<String>>();
        let mut filter = Filter::default();
        for word in starts.iter().map(|(w, _)| w).chain(&heads_of(&heads)).chain(&offices) {
            filter.add(word);
        }
        // A territory of one character is followed by an organ or a term, 第 by a number.
        let organs = parts.iter().map(|(w, _)| w).chain(&offices).filter_map(|w| w.chars().next());
        let followed: Vec<char> = organs.chain(TERMS.chars()).collect();
        for (word, _) in heads.iter().filter(|(w, _)| w.chars().count() == 1) {
            followed.iter().for_each(|c| filter.add(&format!("{word}{c}")));
        }
        TERMS.chars().skip(1).for_each(|c| filter.add(&format!("第{c}")));
        let followed = heads_of(&heads).iter().filter_map(|w| w.chars().next()).chain(followed).collect::<Vec<char>>();
        let names = heads_of(&heads);
        let opening = starts.iter().map(|(w, _)| w).chain(&names).chain(&offices);
        let firsts = opening.filter_map(|w| w.chars().next());
        let firsts: Vec<char> = firsts.map(|c| Fold::get().char(c)).chain(['第']).collect();
        let before = group("common").into_iter().chain(group("before")).filter(|w| w.chars().count() > 1);
        let before: Vec<String> = before.collect();
        let lexicon = Self {
            starts: Words::forward(starts),
            heads: Words::forward(heads),
            parts: Words::forward(parts),
            offices: Words::forward(offices.into_iter().map(|w| (w, ()))),
            branches: plain(&["branch"]),
            tails: plain(&["programme.tail"]),
            proper: plain(&["proper"]),
            common: plain(&["common"]),
            before: Words::backward(before.into_iter().map(|w| (w, ()))),
            honours: plain(&["honour"]),
            honour_tails: plain(&["honour.tail"]),
            honour_heads: plain(&["honour.head"]),
            award: plain(&["award"]),
            gives: plain(&["award.gives"]),
            award_after: plain(&["award.after"]),
            posts: plain(&["post"]),
            behind: plain(&["post.behind"]),
            speaks: plain(&["speaks"]),
            surnames: plain(&["surname"]),
            person_not: plain(&["person.not"]),
            person_common: plain(&["person.common"]),
            followed: Box::new(CharSet::of(&followed)),
            filter,
            firsts: Box::new(CharSet::of(&MARKS).and(&firsts)),
        };
        (lexicon, faults)
    }

    /// The first place from `from` up to `to` where a name, or the last word of one, may begin.
    #[inline]
    pub(super) fn next(&self, text: &[char], from: usize, to: usize, known: &Known) -> Option<usize> {
        let firsts = known.firsts(&self.firsts);
        let any_known = !known.is_empty();
        let mut at = from;
        while at < to {
            let rest = text.get(at..(to + 1).min(text.len()))?;
            // Most places are done with after one look, nearly all after two.
            let pair = |w: &[char]| match w {
                [a, b] => {
                    firsts.contains(*a)
                        && (*a < '一'
                            || self.filter.holds(Filter::hash(*a, *b))
                            || any_known && known.may_begin(*a, *b))
                }
                _ => false,
            };
            let Some(step) = rest.windows(2).position(pair) else {
                // The last character of all: nothing but a mark is a beginning by itself, and that opens nothing here.
                return None;
            };
            at += step;
            let (a, b, c) = (*text.get(at)?, *text.get(at + 1)?, text.get(at + 2).copied());
            let hash = Filter::hash(a, b);
            if a < '一'
                || self.filter.holds(Filter::longer(hash, WHOLE))
                || c.is_some_and(|c| self.filter.holds(Filter::longer(hash, c)))
                || any_known && known.may_begin(a, b)
            {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// Whether an organ may begin with `c`, behind the place that owns it.
    #[inline]
    pub(super) fn may_follow(&self, c: char) -> bool {
        self.followed.contains(c)
    }
}

/// The departments: each stem before each rank of its group.
fn offices(entries: &[Entry], faults: &mut Vec<LexiconError>) -> Vec<String> {
    let mut out = Vec::new();
    for entry in entries.iter().filter(|e| e.group.starts_with("office")) {
        let Some(ranks) = entry.get("ranks") else {
            faults.push(LexiconError {
                file: "zh/names.txt",
                line: entry.line,
                what: format!("{}: no rank stands behind it", entry.words.first().unwrap_or(&"")),
                mend: "write `ranks:` and the ranks, parted by blanks".to_owned(),
            });
            continue;
        };
        out.extend(entry.words.iter().flat_map(|stem| ranks.split(' ').map(move |rank| format!("{stem}{rank}"))));
    }
    out
}

/// Every fault that only this room can judge.
pub(crate) fn faults() -> Vec<LexiconError> {
    Lexicon::read().1
}
