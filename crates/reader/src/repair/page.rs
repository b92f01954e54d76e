//! The words and odds of `lexicon/zh/page.txt`.

use crate::lexicon::{Words, parse};
use std::sync::OnceLock;

const FILE: &str = "zh/page.txt";
static TEXT: &str = include_str!("../../lexicon/zh/page.txt");

/// What is not in the table of odds: a rare character, seldom the first or the last of a sentence.
const UNKNOWN: i8 = 1;

/// What a word is that no text has, and which characters before it make it another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Misread {
    pub(super) is: &'static str,
    pub(super) spoiled: &'static str,
}

/// Everything the repair knows about pages.
pub(super) struct Page {
    pub(super) credit_after: Words<()>,
    pub(super) credit_before: Words<()>,
    pub(super) credit_alone: Words<()>,
    pub(super) outlet: Words<()>,
    pub(super) scene: Words<()>,
    pub(super) caption: Words<()>,
    pub(super) site: Words<()>,
    pub(super) site_head: Words<()>,
    pub(super) foot: Words<()>,
    pub(super) carry: Words<()>,
    pub(super) paper: Words<()>,
    pub(super) column: Words<()>,
    pub(super) weekday: Words<()>,
    pub(super) owner: Words<()>,
    pub(super) between: Words<()>,
    pub(super) stray: Words<Option<&'static str>>,
    pub(super) open_end: Words<()>,
    pub(super) whole: Words<()>,
    pub(super) headless: Words<()>,
    pub(super) follows: Words<()>,
    pub(super) opens: Words<()>,
    pub(super) source: Words<()>,
    pub(super) document: Words<()>,
    pub(super) speech: Words<()>,
    pub(super) office: Words<()>,
    pub(super) deed: Words<()>,
    pub(super) area: Words<()>,
    pub(super) nation: Words<()>,
    pub(super) and: Words<()>,
    pub(super) counted: Words<()>,
    pub(super) misread: Words<Misread>,
    /// The longest of those words.
    pub(super) misread_reach: usize,
    credit_not: Vec<char>,
    surname: Vec<char>,
    /// Per character of the basic plane: odds of standing inside a sentence rather than first, and rather than last.
    odds: Vec<(i8, i8)>,
}

impl Page {
    /// The words, read once.
    pub(super) fn get() -> &'static Self {
        static PAGE: OnceLock<Page> = OnceLock::new();
        PAGE.get_or_init(Self::read)
    }

    fn read() -> Self {
        let (entries, _) = parse(FILE, TEXT);
        let group = |name: &str| {
            let words: Vec<(&'static str, ())> =
                entries.iter().filter(|e| e.group == name).flat_map(|e| e.words.iter().map(|w| (*w, ()))).collect();
            words
        };
        let chars = |name: &str| group(name).iter().filter_map(|(w, ())| w.chars().next()).collect::<Vec<char>>();
        let mut odds = vec![(UNKNOWN, UNKNOWN); 0x1_0000];
        for entry in &entries {
            let value = entry.get("odds").and_then(|v| v.parse::<i8>().ok());
            for c in entry.words.iter().filter_map(|w| w.chars().next()) {
                if let (Some(slot), Some(value)) = (odds.get_mut(c as usize), value) {
                    match entry.group {
                        "begins" => slot.0 = value,
                        "ends" => slot.1 = value,
                        _ => {}
                    }
                }
            }
        }
        let stray = entries.iter().filter(|e| e.group == "stray");
        let misread: Vec<(&'static str, Misread)> = entries
            .iter()
            .filter(|e| e.group == "misread")
            .flat_map(|e| {
                let (is, spoiled) = (e.get("is").unwrap_or_default(), e.get("not-after").unwrap_or_default());
                e.words.iter().map(move |w| (*w, Misread { is, spoiled }))
            })
            .collect();
        Self {
            counted: Words::forward(group("counted")),
            misread_reach: misread.iter().map(|(word, _)| word.chars().count()).max().unwrap_or(1) - 1,
            misread: Words::forward(misread),
            credit_after: Words::backward(group("credit-after")),
            credit_before: Words::forward(group("credit-before")),
            credit_alone: Words::backward(group("credit-alone")),
            outlet: Words::forward(group("outlet")),
            scene: Words::backward(group("scene")),
            caption: Words::forward(group("caption")),
            site: Words::forward(group("site")),
            site_head: Words::forward(group("site-head")),
            foot: Words::forward(group("foot")),
            carry: Words::forward(group("carry")),
            paper: Words::backward(group("paper")),
            column: Words::forward(group("column")),
            weekday: Words::forward(group("weekday")),
            owner: Words::forward(group("owner")),
            between: Words::forward(group("between")),
            stray: Words::forward(stray.flat_map(|e| e.words.iter().map(|w| (*w, e.get("is"))))),
            open_end: Words::backward(group("open-end")),
            whole: Words::forward(group("whole")),
            headless: Words::forward(group("headless")),
            follows: Words::forward(group("follows")),
            opens: Words::forward(group("opens")),
            source: Words::forward(group("source")),
            document: Words::backward(group("document")),
            speech: Words::forward(group("speech")),
            office: Words::backward(group("office")),
            deed: Words::forward(group("deed")),
            area: Words::forward(group("area")),
            nation: Words::forward(group("nation")),
            and: Words::forward(group("and")),
            credit_not: chars("credit-not"),
            surname: chars("surname"),
            odds,
        }
    }

    /// How much sooner `c` stands inside a sentence than at its beginning (powers of two).
    pub(super) fn not_first(&self, c: char) -> i32 {
        self.odds.get(c as usize).map_or(UNKNOWN, |o| o.0).into()
    }

    /// How much sooner `c` stands inside a sentence than at its end (powers of two).
    pub(super) fn not_last(&self, c: char) -> i32 {
        self.odds.get(c as usize).map_or(UNKNOWN, |o| o.1).into()
    }

    /// Whether `c` makes another word of 摄 behind it: 拍摄.
    pub(super) fn spoils_credit(&self, c: char) -> bool {
        self.credit_not.contains(&c)
    }

    /// Whether `c` is a family name.
    pub(super) fn is_surname(&self, c: char) -> bool {
        self.surname.contains(&c)
    }
}

/// The faults of the file, for the test that keeps it sound.
/// Whether a family name of the page's list is this character.
pub(crate) fn is_surname(c: char) -> bool {
    Page::get().is_surname(c)
}

/// The words of `[misread]`, for the test that they are looked for.
#[cfg(test)]
pub(super) fn misread() -> Vec<&'static str> {
    let (entries, _) = parse(FILE, TEXT);
    entries.into_iter().filter(|e| e.group == "misread").flat_map(|e| e.words).collect()
}

#[cfg(test)]
fn faults() -> Vec<crate::lexicon::LexiconError> {
    parse(FILE, TEXT).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        assert_eq!(faults(), []);
        let page = Page::get();
        assert!(page.not_first('的') > 5 && page.not_first('我') < 0);
        assert!(page.not_last('我') > 3 && page.not_last('展') < 0);
        assert!(page.is_surname('肖'));
    }
}
