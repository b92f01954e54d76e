//! Whether the words across a seam stand together elsewhere in the same text.

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
#[derive(Debug, Default)]
pub(super) struct Seams {
    /// For each character of the basic plane, 1 + its index in `pairs`.
    index: Vec<u16>,
    pairs: Vec<Vec<Pair>>,
    single: Vec<u32>,
}

impl Seams {
    /// Counts `seams` in the text, in one pass.
    pub(super) fn count(seams: &[(char, char)], text: &[char]) -> Self {
        let mut out = Self::default();
        if seams.is_empty() || seams.len() > MOST {
            return out;
        }
        out.index = vec![0; 0x1_0000];
        out.single = vec![0; 0x1_0000];
        for &(a, b) in seams {
            let Some(slot) = out.index.get_mut(a as usize) else { continue };
            if *slot == 0 {
                out.pairs.push(Vec::new());
                *slot = out.pairs.len() as u16;
            }
            if let Some(list) = out.pairs.get_mut(usize::from(*slot) - 1)
                && list.len() < ALIKE
                && !list.iter().any(|p| p.b == b)
            {
                list.push(Pair { b, ..Pair::default() });
            }
        }
        for (i, &c) in text.iter().enumerate() {
            if let Some(n) = out.single.get_mut(c as usize) {
                *n += 1;
            }
            let slot = out.index.get(c as usize).copied().unwrap_or(0);
            if slot != 0
                && let Some(next) = text.get(i + 1)
                && let Some(pair) =
                    out.pairs.get_mut(usize::from(slot) - 1).and_then(|l| l.iter_mut().find(|p| p.b == *next))
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
        let slot = self.index.get(a as usize).copied().unwrap_or(0);
        let pair =
            usize::from(slot).checked_sub(1).and_then(|i| self.pairs.get(i)).and_then(|l| l.iter().find(|p| p.b == b));
        let Some(pair) = pair else { return Together::default() };
        let single = |c: char| self.single.get(c as usize).copied().unwrap_or(1).max(1);
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
