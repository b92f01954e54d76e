//! The words of tense in one flat table, for each character of a text is looked up.
//!
//! [`crate::lexicon::Words`] keeps each word in a box of its own; with two thousand words and every character a
//! possible beginning that costs more than the rest of the reading of a sentence.

use crate::fold::Fold;

/// A word's place in the pool, with its second character beside it: most candidates fail there.
#[derive(Debug, Clone, Copy)]
struct Word<T> {
    second: char,
    start: u32,
    len: u32,
    value: T,
}

/// Words with a value each; the longest that begins at a place is found. Read backward, it is the longest that ends
/// there.
#[derive(Debug)]
pub(super) struct Marks<T> {
    /// For each character below [`END`] the first of its words in `words`; the next entry is where they end.
    index: Vec<u16>,
    words: Vec<Word<T>>,
    pool: Vec<char>,
    backward: bool,
}

/// Beyond this character no word begins: the Han characters in use end here.
const END: usize = 0xa000;

impl<T: Copy> Marks<T> {
    /// A table of these words, folded; of a word given twice the first counts.
    pub(super) fn new(list: &[(&'static str, T)], backward: bool) -> Self {
        let fold = Fold::get();
        let mut words: Vec<(Vec<char>, T)> = Vec::with_capacity(list.len());
        for (word, value) in list {
            let mut chars: Vec<char> = word.chars().map(|c| fold.char(c)).collect();
            if backward {
                chars.reverse();
            }
            if chars.first().is_some_and(|c| (*c as usize) < END) {
                words.push((chars, *value));
            }
        }
        // A stable sort: of equal words the first given comes first, and is the one found.
        words.sort_by(|(a, _), (b, _)| a.first().cmp(&b.first()).then(b.len().cmp(&a.len())));
        let mut index = vec![0u16; END + 1];
        let mut marks = Self { index: Vec::new(), words: Vec::new(), pool: Vec::new(), backward };
        for (chars, value) in words {
            if let Some(next) = chars.first().and_then(|c| index.get_mut(*c as usize + 1)) {
                *next += 1;
            }
            let second = chars.get(1).copied().unwrap_or('\0');
            let start = marks.pool.len() as u32;
            marks.words.push(Word { second, start, len: chars.len() as u32, value });
            marks.pool.extend(chars);
        }
        let mut sum = 0;
        for count in &mut index {
            sum += *count;
            *count = sum;
        }
        marks.index = index;
        marks
    }

    /// The longest word at `at`: beginning there, or, backward, ending before it. With its length.
    pub(super) fn find(&self, text: &[char], at: usize) -> Option<(usize, T)> {
        let (first, second) = if self.backward {
            (*text.get(at.checked_sub(1)?)?, at.checked_sub(2).and_then(|i| text.get(i)))
        } else {
            (*text.get(at)?, text.get(at + 1))
        };
        let from = *self.index.get(first as usize)?;
        let to = *self.index.get(first as usize + 1)?;
        if from == to {
            return None;
        }
        let words = self.words.get(from as usize..to as usize)?;
        let found = words.iter().find(|w| (w.len == 1 || Some(&w.second) == second) && self.stands(w, text, at))?;
        Some((found.len as usize, found.value))
    }

    fn stands(&self, word: &Word<T>, text: &[char], at: usize) -> bool {
        let len = word.len as usize;
        let Some(chars) = self.pool.get(word.start as usize..word.start as usize + len) else { return false };
        if self.backward {
            let start = at.checked_sub(len);
            start.and_then(|s| text.get(s..at)).is_some_and(|t| t.iter().rev().eq(chars))
        } else {
            text.get(at..at + len).is_some_and(|t| t == chars)
        }
    }
}
