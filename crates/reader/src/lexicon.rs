//! The plain data files under `lexicon/zh/`, and how a fault in one is reported.
//!
//! ```text
//! # A comment for people. It may also end a line.
//! [group]                      a group, with attributes that hold for all its words:
//! [area | unit: 平方米]
//! 亩, 畝 | is: 2000/3          spellings, then attributes
//!     reads 补播退化草场2.4万亩 = 2.4 万亩
//!     not   亩产论英雄
//! ```
//!
//! An indented line is an example of the entry above it; tests run every one.

mod check;
#[cfg(test)]
pub(crate) mod examples;

pub use check::lexicon_faults;

use std::fmt;

/// One entry: spellings of one word with what is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Name of the group it stands in.
    pub(crate) group: &'static str,
    /// Every spelling.
    pub(crate) words: Vec<&'static str>,
    /// `key: value` pairs, the entry's own first, then the group's.
    pub(crate) attributes: Vec<(&'static str, &'static str)>,
    /// Examples, as (`reads` or `not`, text, line).
    pub(crate) examples: Vec<(&'static str, &'static str, usize)>,
    /// Line in the file, from 1.
    pub(crate) line: usize,
}

impl Entry {
    /// The value of attribute `key`.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        self.attributes.iter().find(|(k, _)| *k == key).map(|(_, v)| *v)
    }
}

/// A fault in a lexicon file: which file, which line, what, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// File name under `lexicon/`.
    pub file: &'static str,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lexicon/{}:{}: {}\n  mend: {}", self.file, self.line, self.what, self.mend)
    }
}

impl std::error::Error for LexiconError {}

/// The entries of one file, in order. Lines that cannot be read are returned as errors beside them.
pub(crate) fn parse(file: &'static str, text: &'static str) -> (Vec<Entry>, Vec<LexiconError>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut errors = Vec::new();
    let mut group = "";
    let mut shared: Vec<(&'static str, &'static str)> = Vec::new();
    for (index, whole) in text.lines().enumerate() {
        let line = index + 1;
        let mut fault = |what: String, mend: &str| {
            errors.push(LexiconError { file, line, what, mend: mend.to_owned() });
        };
        let body = whole.split(" #").next().unwrap_or("").trim_end();
        if body.trim().is_empty() || body.starts_with('#') {
            continue;
        }
        if body.starts_with([' ', '\t']) {
            let body = body.trim_start();
            let Some((word, rest)) = body.split_once(char::is_whitespace) else {
                fault(
                    format!("“{body}” is neither an example nor an entry"),
                    "write `reads TEXT = READING` or `not TEXT`",
                );
                continue;
            };
            if !matches!(word, "reads" | "not") {
                fault(format!("an example begins with “{word}”"), "begin it with `reads` or `not`");
            } else if let Some(entry) = entries.last_mut() {
                entry.examples.push((word, rest.trim(), line));
            } else {
                fault("an example stands before any entry".to_owned(), "move it below the entry it explains");
            }
            continue;
        }
        if let Some(head) = body.strip_prefix('[') {
            let Some(head) = head.strip_suffix(']') else {
                fault("a group's head is not closed".to_owned(), "end the line with ]");
                continue;
            };
            let mut parts = head.split('|');
            group = parts.next().unwrap_or("").trim();
            shared = attributes(parts, &mut fault);
            continue;
        }
        let mut parts = body.split('|');
        let words: Vec<&'static str> =
            parts.next().unwrap_or("").split(',').map(str::trim).filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            fault("an entry without a word".to_owned(), "write the spellings first, separated by commas");
            continue;
        }
        let mut own = attributes(parts, &mut fault);
        own.extend(shared.iter().copied());
        entries.push(Entry { group, words, attributes: own, examples: Vec::new(), line });
    }
    (entries, errors)
}

fn attributes(
    parts: std::str::Split<'static, char>,
    fault: &mut impl FnMut(String, &str),
) -> Vec<(&'static str, &'static str)> {
    let mut out = Vec::new();
    for part in parts.map(str::trim).filter(|p| !p.is_empty()) {
        match part.split_once(':') {
            Some((key, value)) => out.push((key.trim(), value.trim())),
            None => fault(format!("“{part}” is not `key: value`"), "write a colon between key and value"),
        }
    }
    out
}

/// Words with a value each, found by longest match at a place. Looking one up costs one table access where no word
/// begins with that character.
#[derive(Debug)]
pub(crate) struct Words<T> {
    /// For each character of the basic plane below [`FIRST`], 1 + index into `buckets`, 0 for none.
    index: Vec<u16>,
    buckets: Vec<Bucket<T>>,
    backward: bool,
}

/// Words with one first (or last) character, longest first.
type Bucket<T> = Vec<(Box<[char]>, T)>;

/// Characters at or above this begin no word of any lexicon.
const FIRST: usize = 0x1_0000;

impl<T: Clone> Words<T> {
    /// Words found by their first character, reading forward.
    pub(crate) fn forward<S: AsRef<str>>(words: impl IntoIterator<Item = (S, T)>) -> Self {
        Self::new(words, false)
    }

    /// Words found by their last character, ending at a place.
    pub(crate) fn backward<S: AsRef<str>>(words: impl IntoIterator<Item = (S, T)>) -> Self {
        Self::new(words, true)
    }

    fn new<S: AsRef<str>>(words: impl IntoIterator<Item = (S, T)>, backward: bool) -> Self {
        let mut index = vec![0u16; FIRST];
        let mut buckets: Vec<Bucket<T>> = Vec::new();
        let fold = crate::fold::Fold::get();
        for (word, value) in words {
            let mut chars: Vec<char> = word.as_ref().chars().map(|c| fold.char(c)).collect();
            if backward {
                chars.reverse();
            }
            let Some(&first) = chars.first() else { continue };
            let Some(slot) = index.get_mut(first as usize) else { continue };
            if *slot == 0 {
                buckets.push(Vec::new());
                *slot = buckets.len() as u16;
            }
            let bucket = &mut buckets[*slot as usize - 1];
            if !bucket.iter().any(|(w, _)| **w == *chars) {
                bucket.push((chars.into_boxed_slice(), value));
            }
        }
        for bucket in &mut buckets {
            bucket.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        }
        Self { index, buckets, backward }
    }

    /// The longest word that begins at `from` (or, read backward, ends before `from`), with its length.
    pub(crate) fn find(&self, text: &[char], from: usize) -> Option<(usize, &T)> {
        debug_assert!(!self.backward);
        let bucket = self.bucket(*text.get(from)?)?;
        let rest = &text[from..];
        bucket.iter().find(|(w, _)| rest.len() >= w.len() && rest[..w.len()] == **w).map(|(w, v)| (w.len(), v))
    }

    /// The longest word that ends at `end` (exclusive), with its length.
    pub(crate) fn find_before(&self, text: &[char], end: usize) -> Option<(usize, &T)> {
        debug_assert!(self.backward);
        let head = text.get(..end)?;
        let bucket = self.bucket(*head.last()?)?;
        bucket
            .iter()
            .find(|(w, _)| head.len() >= w.len() && head.iter().rev().zip(w.iter()).all(|(a, b)| a == b))
            .map(|(w, v)| (w.len(), v))
    }

    fn bucket(&self, c: char) -> Option<&Bucket<T>> {
        match self.index.get(c as usize).copied() {
            None | Some(0) => None,
            Some(i) => self.buckets.get(i as usize - 1),
        }
    }
}
