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
mod words;

pub use check::lexicon_faults;
pub(crate) use words::Words;

use std::fmt;

/// One entry of a data file: spellings of one word with what is said of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Name of the group it stands in.
    pub group: &'static str,
    /// Every spelling.
    pub words: Vec<&'static str>,
    /// `key: value` pairs, the entry's own first, then the group's.
    pub attributes: Vec<(&'static str, &'static str)>,
    /// Examples, as (`reads` or `not`, text, line).
    pub examples: Vec<(&'static str, &'static str, usize)>,
    /// Line in the file, from 1.
    pub line: usize,
}

impl Entry {
    /// The value of attribute `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static str> {
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

/// The entries of one data file, in order. Lines that cannot be read are returned as errors beside them.
///
/// `file` is what errors name. Other crates of luoshi keep their words in the same form.
#[must_use]
pub fn parse(file: &'static str, text: &'static str) -> (Vec<Entry>, Vec<LexiconError>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut errors = Vec::new();
    let mut group = "";
    let mut shared: Vec<(&'static str, &'static str)> = Vec::new();
    for (index, whole) in text.lines().enumerate() {
        let line = index + 1;
        let mut fault = |what: String, mend: &str| {
            errors.push(LexiconError { file, line, what, mend: mend.to_owned() });
        };
        let body = without_comment(whole).trim_end();
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
            parts.next().unwrap_or("").split(',').map(trimmed).filter(|w| !w.is_empty()).collect();
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

/// As [`str::trim`]. Nearly every word begins and ends with a letter or a Han character, with one blank beside it at most:
/// that is told by a byte at each end.
fn trimmed(text: &str) -> &str {
    /// What Han characters in common use begin with; none of their bytes begins a blank.
    const HAN: std::ops::RangeInclusive<u8> = 0xe4..=0xe9;
    let text = text.strip_prefix(' ').unwrap_or(text);
    let text = text.strip_suffix(' ').unwrap_or(text);
    let bytes = text.as_bytes();
    let begins = bytes.first().is_some_and(|b| b.is_ascii_graphic() || HAN.contains(b));
    let ends =
        || bytes.last().is_some_and(u8::is_ascii_graphic) || bytes.iter().nth_back(2).is_some_and(|b| HAN.contains(b));
    if begins && ends() { text } else { text.trim() }
}

/// A line up to the comment that ends it: a `#` behind a blank.
fn without_comment(line: &str) -> &str {
    let begins = |(at, _): &(usize, &str)| line.get(..*at).is_some_and(|before| before.ends_with(' '));
    // Nearly no line holds one: to look for one byte is quick.
    line.match_indices('#').find(begins).map_or(line, |(at, _)| line.get(..at - 1).unwrap_or(line))
}

fn attributes(
    parts: std::str::Split<'static, char>,
    fault: &mut impl FnMut(String, &str),
) -> Vec<(&'static str, &'static str)> {
    let mut out = Vec::new();
    for part in parts.map(trimmed).filter(|p| !p.is_empty()) {
        match part.split_once(':') {
            Some((key, value)) => out.push((trimmed(key), trimmed(value))),
            None => fault(format!("“{part}” is not `key: value`"), "write a colon between key and value"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn blanks_of_all_kinds_fall_away_at_both_ends() {
        for word in ["", "水", "水库", "a", "水a", "é", "水é", "。", "水。", "水 库", "a\u{3000}水"] {
            for before in ["", " ", "  ", "\t", "\u{3000}", " \u{a0}"] {
                for after in ["", " ", "  ", "\t ", "\u{2003}", "\u{a0}"] {
                    assert_eq!(trimmed(&format!("{before}{word}{after}")), word);
                }
            }
        }
    }
}
