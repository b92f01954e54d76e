//! Words found by longest match at a place, in flat tables: they are looked for at nearly every character of a text.

use crate::fold::Fold;
use std::ops::Range;

/// Words with a value each. Looking one up costs one bit where no word begins with these two characters, and where one
/// does, it is compared with the few that begin so.
#[derive(Debug)]
pub(crate) struct Words<T> {
    index: Index,
    /// The words' values, in the order the words were given.
    values: Vec<T>,
}

/// The words themselves, without their values: the same code for all lists.
#[derive(Debug)]
struct Index {
    /// A row for each first character, found by its [`row`]; in it a bit for each second one, and all bits where the
    /// first is a word by itself. There are two to four times as many rows as first characters: few places pass in
    /// error, and those that texts ask for stay in the nearest cache.
    filter: Vec<u64>,
    /// How far a product is shifted to be the number of a row of `filter`.
    filter_shift: u32,
    /// The beginnings by their hash, no more than half of the places taken. What a beginning tells stands in its place
    /// itself: each look costs one line of the cache.
    slots: Vec<Beginning>,
    slot_shift: u32,
    entries: Vec<Word>,
    /// The characters of all words, each in the order it is read.
    pool: Vec<char>,
    /// Whether some word has one character.
    single: bool,
    backward: bool,
}

/// A beginning of two characters, with the words that begin so, longest first, and behind them the words of the first
/// character alone. Those stand once more under it and [`NONE`].
#[derive(Debug, Clone, Copy)]
struct Beginning {
    /// Both characters; see [`beginning`].
    key: u64,
    /// `entries[start..short]` are the words of three characters and more, `entries[short..end]` the others.
    start: u32,
    short: u32,
    end: u32,
    /// A bit for each third character: many words may begin so, and most texts go on like none of them.
    thirds: u64,
}

impl Beginning {
    /// Beginning of nothing: a free place.
    const NOWHERE: Self = Self { key: beginning(NONE, NONE), start: 0, short: 0, end: 0, thirds: 0 };

    fn is_free(&self) -> bool {
        self.key == Self::NOWHERE.key
    }

    /// The entries that may go on with `third`.
    #[inline]
    fn entries(&self, third: char) -> Range<usize> {
        let long = self.thirds & bit_of(third) != 0;
        (if long { self.start } else { self.short }) as usize..self.end as usize
    }
}

/// The bit of a second or third character.
#[inline]
fn bit_of(c: char) -> u64 {
    1 << (c as u32 % 64)
}

/// The row of a first character in the filter.
#[inline]
fn row(first: char, shift: u32) -> usize {
    const ODD: u32 = 0x9E37_79B1;
    ((first as u32).wrapping_mul(ODD) >> shift) as usize
}

/// The second character of a word that has none.
const NONE: char = '\0';

/// A word's characters in the pool, and the number of its value. The third character stands beside them: most words that
/// begin as the text does differ there.
#[derive(Debug, Clone, Copy)]
struct Word {
    third: char,
    start: u32,
    len: u32,
    value: u32,
}

/// By beginning, and of words that begin alike the longest first. A character takes 21 bits, so that there is room for both
/// and for the length.
fn order(first: char, second: char, len: u32) -> u64 {
    u64::from(first) << 43 | u64::from(second) << 22 | u64::from(!len & ((1 << 22) - 1))
}

/// Two characters as one number, by which words are found.
#[inline]
const fn beginning(first: char, second: char) -> u64 {
    (first as u64) << 32 | second as u64
}

/// Spreads the beginnings; its upper bits are good.
#[inline]
fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl<T> Words<T> {
    /// Words found by their first character, reading forward. Of a word given twice the first is found.
    pub(crate) fn forward<S: AsRef<str>>(words: impl IntoIterator<Item = (S, T)>) -> Self {
        Self::new(words, false)
    }

    /// Words found by their last character, ending at a place.
    pub(crate) fn backward<S: AsRef<str>>(words: impl IntoIterator<Item = (S, T)>) -> Self {
        Self::new(words, true)
    }

    fn new<S: AsRef<str>>(words: impl IntoIterator<Item = (S, T)>, backward: bool) -> Self {
        let fold = Fold::get();
        let mut pool: Vec<char> = Vec::new();
        let mut values = Vec::new();
        let mut list: Vec<(u64, Word)> = Vec::new();
        for (word, value) in words {
            let start = pool.len();
            pool.extend(word.as_ref().chars().map(|c| fold.char(c)));
            let chars = pool.get_mut(start..).unwrap_or_default();
            if backward {
                chars.reverse();
            }
            let Some(&first) = chars.first() else { continue };
            let second = chars.get(1).copied().unwrap_or(NONE);
            let third = chars.get(2).copied().unwrap_or(NONE);
            let word = Word { third, start: start as u32, len: chars.len() as u32, value: values.len() as u32 };
            values.push(value);
            list.push((order(first, second, word.len), word));
        }
        Self { index: Index::new(list, pool, backward), values }
    }

    /// The characters that words begin with (or, read backward, end with); some more than once.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.index.entries.iter().filter_map(|word| self.index.pool.get(word.start as usize)).copied()
    }

    /// Whether a word may begin at `from`; where none does, this says so nearly always.
    #[inline]
    pub(crate) fn may_stand(&self, text: &[char], from: usize) -> bool {
        let second = text.get(from + 1).copied().unwrap_or(NONE);
        text.get(from).is_some_and(|first| self.index.may_begin(*first, second))
    }

    /// The first place of `begins` where a word begins, with the length and value of the longest one there.
    #[inline]
    pub(crate) fn find_in(&self, text: &[char], begins: Range<usize>) -> Option<(usize, usize, &T)> {
        let (at, word) = self.index.find_in(text, begins)?;
        Some((at, word.len as usize, self.values.get(word.value as usize)?))
    }

    /// The longest word that begins at `from`, with its length.
    #[inline]
    pub(crate) fn find(&self, text: &[char], from: usize) -> Option<(usize, &T)> {
        debug_assert!(!self.index.backward);
        let first = *text.get(from)?;
        let second = text.get(from + 1).copied().unwrap_or(NONE);
        let word = if self.index.may_begin(first, second) { self.index.longest(text, from)? } else { return None };
        Some((word.len as usize, self.values.get(word.value as usize)?))
    }

    /// Every word that begins at `from`, with its length; longest first.
    #[inline]
    pub(crate) fn all<'a, 't>(
        &'a self,
        text: &'t [char],
        from: usize,
    ) -> impl Iterator<Item = (usize, &'a T)> + use<'a, 't, T> {
        debug_assert!(!self.index.backward);
        let rest = text.get(from..).unwrap_or_default();
        let [second, third] = [1, 2].map(|i| rest.get(i).copied().unwrap_or(NONE));
        let words = match rest.first() {
            Some(&first) if self.index.may_begin(first, second) => self.index.begun(first, second, third),
            _ => &[],
        };
        words.iter().filter_map(move |word| {
            let len = word.len as usize;
            let same = len <= 2
                || third == word.third && rest.get(3..len).is_some_and(|text| text.iter().eq(self.index.tail(word)));
            if same { Some((len, self.values.get(word.value as usize)?)) } else { None }
        })
    }

    /// The longest word that ends at `end` (exclusive), with its length.
    #[inline]
    pub(crate) fn find_before(&self, text: &[char], end: usize) -> Option<(usize, &T)> {
        debug_assert!(self.index.backward);
        let first = *text.get(end.checked_sub(1)?)?;
        let second = end.checked_sub(2).and_then(|i| text.get(i)).copied().unwrap_or(NONE);
        let word =
            if self.index.may_begin(first, second) { self.index.longest_before(text, end)? } else { return None };
        Some((word.len as usize, self.values.get(word.value as usize)?))
    }
}

impl Index {
    /// `list`: the words with their [`order`], as they were given; their characters stand in `pool`.
    fn new(mut list: Vec<(u64, Word)>, pool: Vec<char>, backward: bool) -> Self {
        // Stable: of equal words the one given first comes first.
        list.sort_by_key(|(order, _)| *order);
        for (order, _) in &mut list {
            *order = (*order >> 43) << 32 | (*order >> 22) & 0x1f_ffff;
        }
        let beginnings = list.chunk_by(|a, b| a.0 == b.0).count();
        let places = (2 * beginnings).next_power_of_two().max(2);
        let rows = (2 * list.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32).count()).next_power_of_two().max(2);
        let mut out = Self {
            filter: vec![0; rows],
            filter_shift: 32 - rows.trailing_zeros(),
            slots: vec![Beginning::NOWHERE; places],
            slot_shift: 64 - places.trailing_zeros(),
            entries: Vec::with_capacity(list.len()),
            pool,
            single: list.iter().any(|(_, word)| word.len == 1),
            backward,
        };
        // The words of one character sort before all others that begin with it.
        let mut singles: &[(u64, Word)] = &[];
        for group in list.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(key, word)) = group.first() else { continue };
            let start = out.entries.len() as u32;
            out.entries.extend(group.iter().map(|(_, word)| *word));
            if word.len == 1 {
                singles = group;
            } else if singles.first().is_some_and(|single| single.0 >> 32 == key >> 32) {
                out.entries.extend(singles.iter().map(|(_, word)| *word));
            }
            let long = group.iter().take_while(|(_, word)| word.len > 2);
            let (count, thirds) = long.fold((0, 0), |(n, bits), (_, word)| (n + 1, bits | bit_of(word.third)));
            out.enter(word, Beginning { key, start, short: start + count, end: out.entries.len() as u32, thirds });
        }
        out
    }

    /// Enters a beginning; `word` is one that begins so.
    fn enter(&mut self, word: Word, beginning: Beginning) {
        let char = |i: usize| self.pool.get(word.start as usize + i).copied().unwrap_or(NONE);
        let bits = if word.len == 1 { u64::MAX } else { bit_of(char(1)) };
        if let Some(row) = self.filter.get_mut(row(char(0), self.filter_shift)) {
            *row |= bits;
        }
        let places = self.slots.len();
        let at = (hash(beginning.key) >> self.slot_shift) as usize;
        let free = (at..at + places).map(|i| i % places).find(|i| self.slots.get(*i).is_some_and(Beginning::is_free));
        if let Some(place) = free.and_then(|i| self.slots.get_mut(i)) {
            *place = beginning;
        }
    }

    /// The first place from `from` on where a word may begin; most of a text is passed by here. A function of its own, as [`CharSet::position`](crate::charset::CharSet::position) is.
    #[inline(never)]
    fn next(&self, text: &[char], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        let (filter, shift) = (&*self.filter, self.filter_shift);
        let begins = |first: char, second: char| {
            filter.get(row(first, shift)).is_some_and(|row| row >> (second as u32 % 64) & 1 != 0)
        };
        let pairs = rest.windows(2).position(|pair| matches!(pair, [first, second] if begins(*first, *second)));
        let last = || rest.last().filter(|last| begins(**last, NONE)).map(|_| rest.len() - 1);
        pairs.or_else(last).map(|step| from + step)
    }

    /// See [`Words::find_in`].
    #[inline(never)]
    fn find_in(&self, text: &[char], begins: Range<usize>) -> Option<(usize, &Word)> {
        // The last of the places, and what may be the second character there.
        let head = text.get(..text.len().min(begins.end.saturating_add(1)))?;
        let mut from = begins.start;
        loop {
            let at = self.next(head, from).filter(|at| *at < begins.end)?;
            if let Some(word) = self.stands(text, at) {
                return Some((at, word));
            }
            from = at + 1;
        }
    }

    /// The longest word that begins at `from`, where one may.
    #[inline(never)]
    fn longest(&self, text: &[char], from: usize) -> Option<&Word> {
        self.stands(text, from)
    }

    /// The same, to be laid into its callers.
    #[inline]
    fn stands(&self, text: &[char], from: usize) -> Option<&Word> {
        let rest = text.get(from..)?;
        let (first, second, third) = match *rest {
            [first, second, third, ..] => (first, second, third),
            [first, second] => (first, second, NONE),
            [first] => (first, NONE, NONE),
            [] => return None,
        };
        self.begun(first, second, third).iter().find(|word| {
            word.len <= 2
                || third == word.third
                    && rest.get(3..word.len as usize).is_some_and(|text| text.iter().eq(self.tail(word)))
        })
    }

    /// The longest word that ends at `end`, where one may.
    #[inline(never)]
    fn longest_before(&self, text: &[char], end: usize) -> Option<&Word> {
        let rest = text.get(..end)?;
        let (first, second, third) = match *rest {
            [.., third, second, first] => (first, second, third),
            [second, first] => (first, second, NONE),
            [first] => (first, NONE, NONE),
            [] => return None,
        };
        self.begun(first, second, third).iter().find(|word| {
            let len = word.len as usize;
            len <= 2
                || third == word.third
                    && end >= len
                    && rest.get(end - len..end - 3).is_some_and(|text| text.iter().rev().eq(self.tail(word)))
        })
    }

    /// Whether a word may begin with these two characters, or be the first of them. Nearly every place of a text is
    /// told here, so this alone is worth being written out wherever words are looked for.
    #[inline]
    fn may_begin(&self, first: char, second: char) -> bool {
        self.filter.get(row(first, self.filter_shift)).is_some_and(|row| row & bit_of(second) != 0)
    }

    /// The words that begin with these two characters and may go on with the third, and those of the first alone.
    #[inline]
    fn begun(&self, first: char, second: char, third: char) -> &[Word] {
        let mut found = self.entered(beginning(first, second));
        if found.is_free() && self.single {
            found = self.entered(beginning(first, NONE));
        }
        self.entries.get(found.entries(third)).unwrap_or_default()
    }

    /// What is entered of a beginning; a free place where nothing is.
    #[inline]
    fn entered(&self, key: u64) -> &Beginning {
        let mut at = (hash(key) >> self.slot_shift) as usize;
        while let Some(slot) = self.slots.get(at) {
            // Half of the places are free: the next of them is near.
            if slot.key == key || slot.is_free() {
                return slot;
            }
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
        &Beginning::NOWHERE
    }

    /// A word's characters behind the third.
    #[inline]
    fn tail(&self, word: &Word) -> &[char] {
        let (start, len) = (word.start as usize, word.len as usize);
        self.pool.get(start + 3..start + len).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of few characters, so that many begin alike: of one character, twice the same, and one within another.
    const LIST: [&str; 12] =
        ["水", "水库", "水库坝", "库", "水渠", "坝水库坝", "坝", "水库", "渠水", "库坝水渠", "渠渠", "坝库"];

    fn text(mut number: usize) -> Vec<char> {
        let mut out = Vec::new();
        while number > 0 {
            out.extend(['水', '库', '坝', '渠', '田'].get(number % 5));
            number /= 5;
        }
        out
    }

    #[test]
    fn every_word_is_found_where_it_stands_longest_first() {
        let forward = Words::forward(LIST.iter().enumerate().map(|(i, w)| (*w, i)));
        let backward = Words::backward(LIST.iter().enumerate().map(|(i, w)| (*w, i)));
        for number in 0..5usize.pow(6) {
            let text = text(number);
            for at in 0..=text.len() {
                let (before, rest) = text.split_at(at);
                let of = |holds: &dyn Fn(&[char]) -> bool| {
                    let chars = LIST.map(|w| w.chars().collect::<Vec<_>>());
                    let mut all: Vec<(usize, usize)> =
                        chars.iter().enumerate().filter(|(_, w)| holds(w)).map(|(i, w)| (w.len(), i)).collect();
                    all.sort_by_key(|(len, i)| (std::cmp::Reverse(*len), *i));
                    all
                };
                let found: Vec<(usize, usize)> = forward.all(&text, at).map(|(len, i)| (len, *i)).collect();
                assert_eq!(found, of(&|w| rest.starts_with(w)), "{text:?} at {at}");
                let ending = backward.find_before(&text, at).map(|(len, i)| (len, *i));
                assert_eq!(ending, of(&|w| before.ends_with(w)).first().copied(), "{text:?} before {at}");
            }
        }
    }

    #[test]
    fn no_words_are_found_nowhere() {
        let none = Words::<()>::forward(std::iter::empty::<(&str, ())>());
        assert_eq!(none.find(&['水', '\0'], 0), None);
        assert_eq!(none.find(&[], 1), None);
    }
}
