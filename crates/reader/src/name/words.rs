//! The words of `lexicon/zh/names.txt`, ready for looking up.

use super::filter::Filter;
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
    /// Where a name, or the last word of one, may begin.
    pub(super) filter: Filter,
}

/// What a term of a congress begins with: 第六届, 六届.
const TERMS: &str = "第零一二三四五六七八九十0123456789";

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
        let fold = Fold::get();
        let folded = |word: &str| word.chars().map(|c| fold.char(c)).collect::<Vec<char>>();
        let mut filter = Filter::new();
        for word in starts.iter().map(|(w, _)| w).chain(&heads_of(&heads)).chain(&offices) {
            filter.add(&folded(word));
        }
        // A territory of one character is followed by an organ or a term, 第 by a number.
        let organs = parts.iter().map(|(w, _)| w).chain(&offices).filter_map(|w| w.chars().next());
        let followed: Vec<char> = organs.chain(TERMS.chars()).collect();
        for word in heads.iter().map(|(w, _)| folded(w)).filter(|w| w.len() == 1) {
            for c in &followed {
                filter.add(&[word[0], *c]);
            }
        }
        for c in TERMS.chars().skip(1) {
            filter.add(&['第', c]);
        }
        let followed = heads_of(&heads).iter().filter_map(|w| w.chars().next()).chain(followed).collect::<Vec<char>>();
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
        };
        (lexicon, faults)
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
