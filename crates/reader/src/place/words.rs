//! What people wrote down about names: abbreviations, and the words that only look like places.

use super::table::{Filter, Table};
use crate::lexicon::{Entry, LexiconError, Words, parse};
use std::sync::OnceLock;

const PLACES: &str = include_str!("../../lexicon/zh/places.txt");
const WORDS: &str = include_str!("../../lexicon/zh/words_places.txt");

/// Longest word of `words_places.txt`, so that looking for one that covers a name stays short.
const LONGEST: usize = 8;

/// What an abbreviation stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alias {
    /// A name of the table.
    Name(usize),
    /// A division abolished before there were codes.
    Former(&'static str),
}

/// The two files, ready for looking up.
pub(super) struct Lexicon {
    /// Abbreviations and former names.
    pub(super) aliases: Words<Alias>,
    /// Abbreviation and official name, as written in the file.
    pub(super) spelled: Vec<(&'static str, &'static str)>,
    /// Bare names that are ordinary words, or names of other things.
    common: Words<()>,
    /// Those of them that may follow the name of a place: 辽宁|振兴.
    everyday: Words<()>,
    /// Official names that are ordinary words: 新城区.
    generic: Words<()>,
    /// Longer words that hold a name or run across its edge.
    within: Words<()>,
    /// What, following a bare name, makes it part of another name.
    after: Words<()>,
    /// Where a name of the table or an abbreviation may begin.
    pub(super) filter: Filter,
}

impl Lexicon {
    /// The lexicon, read once. Lines with faults are left out; a test names them.
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::read().0)
    }

    /// The lexicon and every fault in its files.
    pub(super) fn read() -> (Self, Vec<LexiconError>) {
        let table = Table::get();
        let (places, mut faults) = parse("zh/places.txt", PLACES);
        let (words, more) = parse("zh/words_places.txt", WORDS);
        faults.extend(more);
        let mut aliases = Vec::new();
        let mut spelled = Vec::new();
        for entry in &places {
            for word in &entry.words {
                match meaning(table, entry, word) {
                    Ok(alias) => {
                        aliases.push((*word, alias));
                        spelled.extend(entry.get("is").map(|official| (*word, official)));
                    }
                    Err((what, mend)) => faults.push(LexiconError {
                        file: "zh/places.txt",
                        line: entry.line,
                        what,
                        mend: mend.to_owned(),
                    }),
                }
            }
        }
        let group = |names: &[&str]| {
            let entries = words.iter().filter(|e| names.contains(&e.group));
            Words::forward(entries.flat_map(|e| e.words.iter().map(|w| (*w, ()))).collect::<Vec<_>>())
        };
        let lexicon = Self {
            filter: table.filter_with(aliases.iter().map(|(word, _)| *word)),
            aliases: Words::forward(aliases),
            spelled,
            common: group(&["common", "everyday"]),
            everyday: group(&["everyday"]),
            generic: group(&["generic"]),
            within: group(&["within"]),
            after: group(&["after"]),
        };
        (lexicon, faults)
    }

    /// Whether a bare name is an ordinary word as well.
    pub(super) fn is_common(&self, name: &[char]) -> bool {
        whole(&self.common, name)
    }

    /// Whether a bare name is a word of everyday language.
    pub(super) fn is_everyday(&self, name: &[char]) -> bool {
        whole(&self.everyday, name)
    }

    /// Whether an official name is an ordinary phrase as well.
    pub(super) fn is_generic(&self, name: &[char]) -> bool {
        whole(&self.generic, name)
    }

    /// Whether `start..end` is part of a longer word, or runs across the edge of one.
    pub(super) fn is_within_word(&self, text: &[char], start: usize, end: usize) -> bool {
        (start.saturating_sub(LONGEST - 1)..end).any(|from| {
            let length = self.within.find(text, from).map_or(0, |(length, ())| length);
            let to = from + length;
            // Of a word that ends before the name, or is only part of it, nothing follows.
            to > start && !(from >= start && to <= end)
        })
    }

    /// Whether what follows a bare name makes it part of another name: 辽宁舰.
    pub(super) fn makes_another(&self, text: &[char], end: usize) -> bool {
        self.after.find(text, end).is_some()
    }
}

/// Every fault in the two files.
pub(crate) fn faults() -> Vec<LexiconError> {
    Lexicon::read().1
}

fn whole(words: &Words<()>, name: &[char]) -> bool {
    words.find(name, 0).is_some_and(|(length, ())| length == name.len())
}

fn meaning(table: &Table, entry: &Entry, word: &'static str) -> Result<Alias, (String, &'static str)> {
    if entry.group == "former" {
        return Ok(Alias::Former(word));
    }
    let official = entry.get("is").unwrap_or_default();
    let folded: Vec<char> = official.chars().collect();
    table.exactly(&folded).map(Alias::Name).ok_or_else(|| {
        (format!("{word}: no division is called “{official}”"), "write `| is:` and an official name of places.bin")
    })
}
