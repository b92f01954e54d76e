//! Words found by longest match at a place, in flat tables: they are looked for at nearly every character of a text.

use crate::fold::Fold;
use std::ops::Range;

/// Words with a value each. Looking one up costs one bit where no word begins with these two characters, and where one
/// does, it is compared with the few that begin so.
#[derive(Debug)]
pub(crate) struct Words<T> {
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
    /// The words' values, in the order the words were given.
    values: Vec<T>,
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
    first: char,
    second: char,
    /// `entries[start..short]` are the words of three characters and more, `entries[short..end]` the others.
    start: u32,
    short: u32,
    end: u32,
    /// A bit for each third character: many words may begin so, and most texts go on like none of them.
    thirds: u64,
}

impl Beginning {
    /// Beginning of nothing.
    const NOWHERE: Self = Self { first: NONE, second: NONE, start: 0, short: 0, end: 0, thirds: 0 };

    fn is_free(&self) -> bool {
        self.start == self.end
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

/// Two characters as one number, by which words are sorted.
fn beginning(first: char, second: char) -> u64 {
    u64::from(first) << 21 | u64::from(second)
}

/// Spreads the beginnings; its upper bits are good.
#[inline]
fn hash(first: char, second: char) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    // As of both in one number; so the part of the first is worked out once for a word and for its first character alone.
    (u64::from(first).wrapping_mul(ODD) << 32).wrapping_add(u64::from(second).wrapping_mul(ODD))
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
            list.push((beginning(first, second), word));
        }
        // By beginning, and of those that begin alike the longest first; a character takes 21 bits, so that there is room
        // for both in one number. Stable: of equal words the one given first comes first.
        list.sort_by_key(|(beginning, word)| beginning << 21 | u64::from(!word.len & 0x1f_ffff));
        let beginnings = list.chunk_by(|a, b| a.0 == b.0).count();
        let places = (2 * beginnings).next_power_of_two().max(2);
        let rows = (2 * list.chunk_by(|a, b| a.0 >> 21 == b.0 >> 21).count()).next_power_of_two().max(2);
        let mut out = Self {
            filter: vec![0; rows],
            filter_shift: 32 - rows.trailing_zeros(),
            slots: vec![Beginning::NOWHERE; places],
            slot_shift: 64 - places.trailing_zeros(),
            entries: Vec::with_capacity(list.len()),
            values,
            pool,
            single: list.iter().any(|(_, word)| word.len == 1),
            backward,
        };
        // The words of one character sort before all others that begin with it.
        let mut singles: &[(u64, Word)] = &[];
        for group in list.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(_, word)) = group.first() else { continue };
            let [first, second] = [0, 1].map(|i| out.pool.get(word.start as usize + i).copied());
            let (first, second) = (first.unwrap_or(NONE), second.filter(|_| word.len > 1).unwrap_or(NONE));
            let start = out.entries.len() as u32;
            out.entries.extend(group.iter().map(|(_, word)| *word));
            if word.len == 1 {
                singles = group;
            } else if singles.first().is_some_and(|single| single.0 == beginning(first, NONE)) {
                out.entries.extend(singles.iter().map(|(_, word)| *word));
            }
            let long = group.iter().take_while(|(_, word)| word.len > 2);
            let (count, thirds) = long.fold((0, 0), |(n, bits), (_, word)| (n + 1, bits | bit_of(word.third)));
            out.enter(Beginning { first, second, start, short: start + count, end: out.entries.len() as u32, thirds });
        }
        out
    }

    fn enter(&mut self, beginning: Beginning) {
        let hash = hash(beginning.first, beginning.second);
        if let Some(row) = self.filter.get_mut(row(beginning.first, self.filter_shift)) {
            *row |= if beginning.second == NONE { u64::MAX } else { bit_of(beginning.second) };
        }
        let places = self.slots.len();
        let at = (hash >> self.slot_shift) as usize;
        let free = (at..at + places).map(|i| i % places).find(|i| self.slots.get(*i).is_some_and(Beginning::is_free));
        if let Some(place) = free.and_then(|i| self.slots.get_mut(i)) {
            *place = beginning;
        }
    }

    /// The characters that words begin with (or, read backward, end with); some more than once.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.slots.iter().filter(|slot| !slot.is_free()).map(|beginning| beginning.first)
    }

    /// Whether a word may begin at `from`; where none does, this says so nearly always.
    #[inline]
    pub(crate) fn may_stand(&self, text: &[char], from: usize) -> bool {
        let second = text.get(from + 1).copied().unwrap_or(NONE);
        text.get(from).is_some_and(|first| self.may_begin(*first, second))
    }

    /// The first place from `from` on where a word may begin; most of a text is passed by here.
    ///
    /// A function of its own, as [`CharSet::position`](crate::charset::CharSet::position) is.
    #[inline(never)]
    pub(crate) fn next(&self, text: &[char], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        let (filter, shift) = (&*self.filter, self.filter_shift);
        let begins = |first: char, second: char| {
            filter.get(row(first, shift)).is_some_and(|row| row >> (second as u32 % 64) & 1 != 0)
        };
        let pairs = rest.windows(2).position(|pair| matches!(pair, [first, second] if begins(*first, *second)));
        let last = || rest.last().filter(|last| begins(**last, NONE)).map(|_| rest.len() - 1);
        pairs.or_else(last).map(|step| from + step)
    }

    /// The first place from `from` on where a word begins, with the length and value of the longest one there.
    #[inline]
    pub(crate) fn find_from(&self, text: &[char], mut from: usize) -> Option<(usize, usize, &T)> {
        loop {
            let at = self.next(text, from)?;
            if let Some((len, value)) = self.find(text, at) {
                return Some((at, len, value));
            }
            from = at + 1;
        }
    }

    /// The longest word that begins at `from`, with its length.
    #[inline]
    pub(crate) fn find(&self, text: &[char], from: usize) -> Option<(usize, &T)> {
        debug_assert!(!self.backward);
        let first = *text.get(from)?;
        let second = text.get(from + 1).copied().unwrap_or(NONE);
        if self.may_begin(first, second) { self.longest(text, from, first, second) } else { None }
    }

    #[inline(never)]
    fn longest(&self, text: &[char], from: usize, first: char, second: char) -> Option<(usize, &T)> {
        let third = text.get(from + 2).copied().unwrap_or(NONE);
        let word = self.begun(first, second, third).iter().find(|word| {
            word.len <= 2
                || third == word.third
                    && text.get(from + 3..from + word.len as usize).is_some_and(|text| text.iter().eq(self.tail(word)))
        })?;
        Some((word.len as usize, self.values.get(word.value as usize)?))
    }

    /// Every word that begins at `from`, with its length; longest first.
    #[inline]
    pub(crate) fn all<'a, 't>(
        &'a self,
        text: &'t [char],
        from: usize,
    ) -> impl Iterator<Item = (usize, &'a T)> + use<'a, 't, T> {
        debug_assert!(!self.backward);
        let rest = text.get(from..).unwrap_or_default();
        let [second, third] = [1, 2].map(|i| rest.get(i).copied().unwrap_or(NONE));
        let words = match rest.first() {
            Some(&first) if self.may_begin(first, second) => self.begun(first, second, third),
            _ => &[],
        };
        words.iter().filter_map(move |word| {
            let len = word.len as usize;
            let same =
                len <= 2 || third == word.third && rest.get(3..len).is_some_and(|text| text.iter().eq(self.tail(word)));
            if same { Some((len, self.values.get(word.value as usize)?)) } else { None }
        })
    }

    /// The longest word that ends at `end` (exclusive), with its length.
    #[inline]
    pub(crate) fn find_before(&self, text: &[char], end: usize) -> Option<(usize, &T)> {
        debug_assert!(self.backward);
        let first = *text.get(end.checked_sub(1)?)?;
        let second = end.checked_sub(2).and_then(|i| text.get(i)).copied().unwrap_or(NONE);
        if self.may_begin(first, second) { self.longest_before(text, end, first, second) } else { None }
    }

    #[inline(never)]
    fn longest_before(&self, text: &[char], end: usize, first: char, second: char) -> Option<(usize, &T)> {
        let third = end.checked_sub(3).and_then(|i| text.get(i)).copied().unwrap_or(NONE);
        self.begun(first, second, third).iter().find_map(|word| {
            let len = word.len as usize;
            let same = len <= 2
                || third == word.third
                    && end >= len
                    && text.get(end - len..end - 3).is_some_and(|text| text.iter().rev().eq(self.tail(word)));
            if same { Some((len, self.values.get(word.value as usize)?)) } else { None }
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
        let both = self.entered(first, second);
        let found = both.or_else(|| if self.single { self.entered(first, NONE) } else { None });
        self.entries.get(found.unwrap_or(&Beginning::NOWHERE).entries(third)).unwrap_or_default()
    }

    #[inline]
    fn entered(&self, first: char, second: char) -> Option<&Beginning> {
        let hash = hash(first, second);
        let mut at = (hash >> self.slot_shift) as usize;
        while let Some(slot) = self.slots.get(at) {
            if (slot.first, slot.second) == (first, second) {
                return Some(slot).filter(|slot| !slot.is_free());
            }
            if slot.is_free() {
                break;
            }
            // Half of the places are free: the next of them is near.
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
        None
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
