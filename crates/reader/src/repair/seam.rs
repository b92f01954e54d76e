//! Whether the words across a seam stand together elsewhere in the same text.

use crate::charset::Numbered;

/// More seams than this are not looked up: the text is not torn but strange.
const MOST: usize = 2000;
/// Seams that begin with the same character, so that a hostile text cannot make the count slow.
const ALIKE: usize = 24;
/// Characters compared on each side.
const SIDE: usize = 8;
/// Places kept for each seam, to compare the words around it with.
const PLACES: usize = 12;

/// What was found of one seam.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Together {
    /// How often the two characters stand side by side.
    pub(super) times: u32,
    /// Of the rarer of the two characters, how many in a hundred stand so.
    pub(super) share: u32,
    /// The longest run of characters around the seam that stands elsewhere too.
    pub(super) context: usize,
}

#[derive(Debug, Default)]
struct Pair {
    b: char,
    times: u32,
    places: Vec<usize>,
}

/// Counts of the pairs of characters at doubtful seams.
#[derive(Debug)]
pub(super) struct Seams {
    /// The characters at seams, which number what follows.
    chars: Numbered,
    pairs: Vec<Vec<Pair>>,
    single: Vec<u32>,
}

impl Seams {
    /// Counts `seams` in the text, in one pass.
    pub(super) fn count(seams: &[(char, char)], text: &[char]) -> Self {
        let seams = if seams.len() > MOST { &[] } else { seams };
        let chars: Vec<char> = seams.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let mut out = Self {
            chars: Numbered::new(&chars),
            pairs: std::iter::repeat_with(Vec::new).take(chars.len()).collect(),
            single: vec![0; chars.len()],
        };
        if seams.is_empty() {
            return out;
        }
        for &(a, b) in seams {
            let list = out.chars.number(a).and_then(|i| out.pairs.get_mut(i));
            if let Some(list) = list.filter(|l| l.len() < ALIKE && !l.iter().any(|p| p.b == b)) {
                list.push(Pair { b, ..Pair::default() });
            }
        }
        let mut from = 0;
        while let Some((step, number)) = text.get(from..).and_then(|rest| out.chars.next(rest)) {
            let i = from + step;
            from = i + 1;
            if let Some(n) = out.single.get_mut(number) {
                *n += 1;
            }
            if let (Some(next), Some(list)) = (text.get(i + 1), out.pairs.get_mut(number))
                && let Some(pair) = list.iter_mut().find(|p| p.b == *next)
            {
                pair.times += 1;
                if pair.places.len() < PLACES {
                    pair.places.push(i);
                }
            }
        }
        out
    }

    /// What is known of the seam between the character before `end` and the one at `start`.
    pub(super) fn at(&self, end: usize, start: usize, text: &[char]) -> Together {
        let (Some(&a), Some(&b)) = (end.checked_sub(1).and_then(|i| text.get(i)), text.get(start)) else {
            return Together::default();
        };
        let list = self.chars.number(a).and_then(|i| self.pairs.get(i));
        let pair = list.and_then(|l| l.iter().find(|p| p.b == b));
        let Some(pair) = pair else { return Together::default() };
        let single = |c: char| self.chars.number(c).and_then(|i| self.single.get(i)).copied().unwrap_or(1).max(1);
        let context = pair
            .places
            .iter()
            .map(|&p| {
                let left = (0..SIDE).take_while(|k| *k < end && *k <= p && text.get(end - 1 - k) == text.get(p - k));
                let right = (0..SIDE).take_while(|k| text.get(start + k) == text.get(p + 1 + k));
                left.count() + right.count()
            })
            .max()
            .unwrap_or(0);
        let rarer = single(a).min(single(b));
        Together { times: pair.times, share: (u64::from(pair.times) * 100 / u64::from(rarer)) as u32, context }
    }
}
