//! Words found by longest match at a place, in flat tables: they are looked for at nearly every character of a text.

use crate::charset::Numbered;
use crate::fold::Fold;

/// Words with a value each. Looking one up costs one bit where no word begins with that character, and two where none
/// goes on with the next.
#[derive(Debug)]
pub(crate) struct Words<T> {
    /// The first characters (or last, read backward), which number the buckets.
    first: Numbered,
    buckets: Vec<Bucket>,
    entries: Vec<Word>,
    /// One for each of `entries`.
    values: Vec<T>,
    /// The characters of all words, each in the order it is read.
    pool: Vec<char>,
    backward: bool,
}

/// Words with one first character, longest first.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// A bit for the [`sort`] of each second character; all of them where a word has no second.
    seconds: u64,
    start: u32,
    end: u32,
}

/// A word's place in the pool, with its second character beside it: most candidates fail there.
#[derive(Debug, Clone, Copy)]
struct Word {
    second: char,
    start: u32,
    len: u32,
}

/// One of 64 sorts that characters fall into.
#[inline]
fn sort(c: char) -> u32 {
    (c as u32).wrapping_mul(0x9E37_79B1) >> 26
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
        let mut list: Vec<(Vec<char>, T)> = Vec::new();
        for (word, value) in words {
            let mut chars: Vec<char> = word.as_ref().chars().map(|c| fold.char(c)).collect();
            if backward {
                chars.reverse();
            }
            // Beyond the basic plane no word begins.
            if chars.first().is_some_and(|c| (*c as usize) < 0x1_0000) {
                list.push((chars, value));
            }
        }
        // Stable: of equal words the one given first comes first.
        list.sort_by(|(a, _), (b, _)| a.first().cmp(&b.first()).then(b.len().cmp(&a.len())));
        let firsts: Vec<char> = list.iter().filter_map(|(chars, _)| chars.first().copied()).collect();
        let mut out = Self {
            first: Numbered::new(&firsts),
            buckets: Vec::new(),
            entries: Vec::with_capacity(list.len()),
            values: Vec::with_capacity(list.len()),
            pool: Vec::new(),
            backward,
        };
        let mut before = None;
        for (chars, value) in list {
            let number = out.entries.len() as u32;
            if before != chars.first().copied() {
                before = chars.first().copied();
                out.buckets.push(Bucket { seconds: 0, start: number, end: number });
            }
            if let Some(bucket) = out.buckets.last_mut() {
                bucket.end = number + 1;
                bucket.seconds |= chars.get(1).map_or(u64::MAX, |c| 1 << sort(*c));
            }
            let second = chars.get(1).copied().unwrap_or_default();
            out.entries.push(Word { second, start: out.pool.len() as u32, len: chars.len() as u32 });
            out.values.push(value);
            out.pool.extend(chars);
        }
        out
    }

    /// The characters that words begin with (or, read backward, end with).
    pub(crate) fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.buckets.iter().filter_map(|b| self.pool.get(self.entries.get(b.start as usize)?.start as usize).copied())
    }

    /// The longest word that begins at `from`, with its length.
    #[inline]
    pub(crate) fn find(&self, text: &[char], from: usize) -> Option<(usize, &T)> {
        self.all(text, from).next()
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
        let second = rest.get(1).copied();
        let range = rest.first().map_or(0..0, |first| self.candidates(*first, second));
        range.filter_map(move |i| {
            let (word, value) = (self.entries.get(i)?, self.values.get(i)?);
            let len = word.len as usize;
            let same = len == 1
                || second == Some(word.second) && rest.get(2..len).is_some_and(|text| text.iter().eq(self.tail(word)));
            same.then_some((len, value))
        })
    }

    /// The longest word that ends at `end` (exclusive), with its length.
    #[inline]
    pub(crate) fn find_before(&self, text: &[char], end: usize) -> Option<(usize, &T)> {
        debug_assert!(self.backward);
        let head = text.get(..end)?;
        let (first, rest) = head.split_last()?;
        let second = rest.last().copied();
        self.candidates(*first, second).find_map(|i| {
            let (word, value) = (self.entries.get(i)?, self.values.get(i)?);
            let len = word.len as usize;
            let same = len == 1
                || second == Some(word.second)
                    && head.len() >= len
                    && head.iter().rev().skip(2).zip(self.tail(word)).all(|(a, b)| a == b);
            same.then_some((len, value))
        })
    }

    /// The words that may stand where these are the first two characters.
    #[inline]
    fn candidates(&self, first: char, second: Option<char>) -> std::ops::Range<usize> {
        let bucket = self.first.number(first).and_then(|number| self.buckets.get(number));
        match bucket {
            Some(bucket) if bucket.seconds >> sort(second.unwrap_or_default()) & 1 == 1 => {
                bucket.start as usize..bucket.end as usize
            }
            _ => 0..0,
        }
    }

    /// A word's characters behind the second.
    #[inline]
    fn tail(&self, word: &Word) -> &[char] {
        let (start, len) = (word.start as usize, word.len as usize);
        self.pool.get(start + 2..start + len).unwrap_or_default()
    }
}
