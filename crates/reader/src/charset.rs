//! Sets of characters, for the questions that are asked of every character of a text.

/// Whether `c` is one of the Han characters in common use.
#[inline]
pub(crate) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Where the first character stands that sorts before all Han characters: a mark, a digit, a letter. A function of its own,
/// as [`CharSet::position`] is.
#[inline(never)]
pub(crate) fn next_mark(text: &[char]) -> Option<usize> {
    text.iter().position(|c| *c < '\u{4e00}')
}

/// Words of 64 bits that hold the basic plane.
const WORDS: usize = 0x1_0000 / 64;

/// A set of characters of the basic plane, one bit each. The Han characters in use take under three kilobytes of it, so
/// that it stays in the nearest cache where a long list of comparisons or a table would not.
#[derive(Debug, Clone)]
pub(crate) struct CharSet {
    bits: [u64; WORDS],
}

impl CharSet {
    /// The set of these characters; what is beyond the basic plane is left out.
    pub(crate) const fn of(chars: &[char]) -> Self {
        Self { bits: [0; WORDS] }.and(chars)
    }

    /// The set with these characters as well.
    pub(crate) const fn and(mut self, chars: &[char]) -> Self {
        let mut i = 0;
        while i < chars.len() {
            let c = chars[i] as usize;
            if c / 64 < WORDS {
                self.bits[c / 64] |= 1 << (c % 64);
            }
            i += 1;
        }
        self
    }

    /// The set with all characters from the first up to, and with, the last.
    pub(crate) const fn and_all(mut self, first: char, last: char) -> Self {
        let mut c = first as usize;
        while c <= last as usize && c / 64 < WORDS {
            self.bits[c / 64] |= 1 << (c % 64);
            c += 1;
        }
        self
    }

    /// Where the first character of the set stands in `text`.
    ///
    /// A function of its own: laid into a large one, its loop would carry that one's registers along with every character.
    #[inline(never)]
    pub(crate) fn position(&self, text: &[char]) -> Option<usize> {
        text.iter().position(|c| self.contains(*c))
    }

    /// Its characters, in order.
    pub(crate) fn chars(&self) -> impl Iterator<Item = char> + '_ {
        let held = (0..).zip(&self.bits).filter(|(_, word)| **word != 0);
        let numbers =
            held.flat_map(|(at, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit));
        numbers.filter_map(char::from_u32)
    }

    /// Whether `c` is in the set.
    #[inline]
    pub(crate) fn contains(&self, c: char) -> bool {
        self.bits.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

/// Characters numbered in their order: an index that is small, as most characters begin nothing.
#[derive(Debug, Clone)]
pub(crate) struct Numbered {
    /// As in a [`CharSet`], up to the last character; beside each word how many characters stand before it.
    words: Vec<(u64, u32)>,
}

impl Numbered {
    /// Numbers these characters; what is beyond the basic plane has no number.
    pub(crate) fn new(chars: &[char]) -> Self {
        let last = chars.iter().map(|c| *c as usize / 64).filter(|word| *word < WORDS).max();
        let mut words = vec![(0u64, 0u32); last.map_or(0, |last| last + 1)];
        for c in chars {
            if let Some((word, _)) = words.get_mut(*c as usize / 64) {
                *word |= 1 << (*c as usize % 64);
            }
        }
        let mut sum = 0;
        for (word, before) in &mut words {
            *before = sum;
            sum += word.count_ones();
        }
        Self { words }
    }

    /// Where the first character stands that has a number, and which. A function of its own, as [`CharSet::position`] is.
    #[inline(never)]
    pub(crate) fn next(&self, text: &[char]) -> Option<(usize, usize)> {
        text.iter().enumerate().find_map(|(at, c)| Some((at, self.number(*c)?)))
    }

    /// The number of `c`, from 0.
    #[inline]
    pub(crate) fn number(&self, c: char) -> Option<usize> {
        let (word, before) = *self.words.get(c as usize / 64)?;
        let bit = 1u64 << (c as usize % 64);
        (word & bit != 0).then(|| (before + (word & (bit - 1)).count_ones()) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_it_was_given_and_numbers_it_in_order() {
        let chars = ['一', 'a', '鿿', '𠀀', '零', '\u{ffff}'];
        let set = CharSet::of(&chars).and_all('c', 'e');
        let numbered = Numbered::new(&chars);
        let mut next = 0;
        for c in '\0'..='\u{20fff}' {
            let held = chars.contains(&c) && c != '𠀀';
            assert_eq!(set.contains(c), held || matches!(c, 'c' | 'd' | 'e'), "{c}");
            assert_eq!(numbered.number(c), held.then_some(next), "{c}");
            next += usize::from(held);
        }
    }
}
