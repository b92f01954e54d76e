//! Where in a text a name may begin or end: most places are known at a glance to do neither.

/// Marks that open a name.
const MARKS: [char; 4] = ['《', '〔', '[', '“'];

/// Stands for the third character of a word of two.
const WHOLE: char = '\0';

/// Words of 64 bits, as a power of two: with a bit for each of two thousand pairs one place in thirty is let through in
/// error, and the table of threes holds nearly all of those back.
const WORDS: u32 = 10;

/// The first two characters, and the first three, of every word that opens or ends a name.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    pairs: Box<[u64; 1 << WORDS]>,
    threes: Box<[u64; 1 << WORDS]>,
}

impl Filter {
    /// A filter that lets through nothing but marks.
    pub(super) fn new() -> Self {
        Self { pairs: Box::new([0; 1 << WORDS]), threes: Box::new([0; 1 << WORDS]) }
    }

    /// Lets through what begins as this word does.
    pub(super) fn add(&mut self, word: &[char]) {
        let [a, b, rest @ ..] = word else { return };
        let pair = pair(*a, *b);
        *word_of(&mut self.pairs, pair) |= bit(pair);
        let three = three(pair, rest.first().copied().unwrap_or(WHOLE));
        *word_of(&mut self.threes, three) |= bit(three);
    }

    /// The first place from `from` up to `to` where a word may begin.
    #[inline]
    pub(super) fn next(&self, text: &[char], from: usize, to: usize) -> Option<usize> {
        // The last character of all begins nothing.
        let end = (to + 1).min(text.len());
        let mut at = from;
        loop {
            let (first, rest) = text.get(at..end)?.split_first()?;
            let mut a = *first;
            let step = rest.iter().position(|b| {
                let hash = pair(a, *b);
                let found = holds(&self.pairs, hash) || a < '一' && MARKS.contains(&a);
                a = *b;
                found
            })?;
            at += step;
            let (first, second) = (*text.get(at)?, *text.get(at + 1)?);
            let hash = pair(first, second);
            let whole = holds(&self.threes, three(hash, WHOLE));
            if first < '一' || whole || text.get(at + 2).is_some_and(|c| holds(&self.threes, three(hash, *c))) {
                return Some(at);
            }
            at += 1;
        }
    }
}

#[inline]
fn pair(a: char, b: char) -> u32 {
    (a as u32).wrapping_mul(0x9E37_79B1) ^ (b as u32).wrapping_mul(0x85EB_CA6B)
}

#[inline]
fn three(pair: u32, c: char) -> u32 {
    (pair ^ c as u32).wrapping_mul(0xC2B2_AE35)
}

/// The high bits of a product are the well mixed ones.
#[inline]
fn bit(hash: u32) -> u64 {
    1 << (hash >> (32 - WORDS - 6) & 63)
}

fn word_of(table: &mut [u64; 1 << WORDS], hash: u32) -> &mut u64 {
    &mut table[(hash >> (32 - WORDS)) as usize]
}

#[inline]
fn holds(table: &[u64; 1 << WORDS], hash: u32) -> bool {
    table[(hash >> (32 - WORDS)) as usize] & bit(hash) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_and_no_mark_is_passed_by() {
        let words: Vec<Vec<char>> =
            ["市委", "发展改革委", "第六", "林远山"].iter().map(|w| w.chars().collect()).collect();
        let mut filter = Filter::new();
        for word in &words {
            filter.add(word);
        }
        for word in words.iter().chain(&[vec!['《', '水'], vec!['“', '水']]) {
            for before in 0..4 {
                let text: Vec<char> = std::iter::repeat_n('的', before).chain(word.iter().copied()).collect();
                assert_eq!(filter.next(&text, 0, text.len()), Some(before), "{text:?}");
                assert_eq!(filter.next(&text, 0, before), None, "{text:?}");
            }
        }
        assert_eq!(filter.next(&['的'; 9], 0, 9), None);
        assert_eq!(filter.next(&[], 0, 0), None);
    }
}
