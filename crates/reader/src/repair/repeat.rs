//! Passages printed twice, exactly or with a few characters changed.
//!
//! Reports repeat themselves on purpose: slogans, names of plans, formulas of a hundred characters in mid-sentence. Only
//! whole sentences count, and enough of them; a difference in a number makes another statement.

use super::flat::Flat;
use std::ops::Range;

/// The shortest passage, in characters without blanks.
const SHORTEST: usize = 40;
/// The shortest single sentence that stands twice far apart; appeals are said twice on purpose.
const SENTENCE: usize = 75;
/// The shortest run in mid-sentence that is looked at at all.
const PARTIAL: usize = 60;
/// Characters an anchor compares.
const ANCHOR: usize = 8;
/// One changed character is allowed for so many equal ones.
const RATE: usize = 10;

/// A passage that stands in the text twice.
#[derive(Debug, Clone)]
pub(super) struct Repeat {
    /// The first print, in the flat text.
    pub(super) first: Range<usize>,
    /// The later one.
    pub(super) later: Range<usize>,
    /// Changed characters.
    pub(super) changed: usize,
    /// Whole sentences; otherwise both prints begin in mid-sentence.
    pub(super) whole: bool,
}

/// All repeated passages, in order of the later print.
pub(super) fn repeats(flat: &Flat) -> Vec<Repeat> {
    let text = &flat.chars;
    let mut table = Table::new(text.len());
    let mut out: Vec<Repeat> = Vec::new();
    let mut looked = 0;
    let mut next_start = 0;
    let mut fresh = true;
    for q in 0..text.len() {
        let c = text.get(q).copied().unwrap_or(' ');
        if flat.starts.get(next_start).is_some_and(|s| s.0 as usize == q) {
            next_start += 1;
            fresh = true;
        }
        let anchor = fresh;
        fresh = matches!(c, '。' | ',' | ';' | '、' | ':' | '!' | '?');
        let Some(key) = text.get(q..q + ANCHOR).filter(|_| anchor) else { continue };
        let hash = hash(key);
        if q >= looked {
            for p in table.places(hash) {
                if text.get(p..p + ANCHOR) != Some(key) {
                    continue;
                }
                let found = extend(text, p, q, looked);
                if found.later.len() >= SHORTEST {
                    looked = found.later.end;
                    if let Some(repeat) = judge(flat, &found) {
                        looked = looked.max(repeat.later.end);
                        out.push(repeat);
                    }
                    break;
                }
            }
        }
        table.put(hash, q);
    }
    out
}

fn hash(key: &[char]) -> u32 {
    key.iter().fold(0x811c_9dc5, |h: u32, c| (h ^ *c as u32).wrapping_mul(0x0100_0193).rotate_left(5))
}

/// Two places per hash: the first seen and the last.
struct Table {
    slots: Vec<[u32; 2]>,
    mask: usize,
}

const EMPTY: u32 = u32::MAX;

impl Table {
    fn new(chars: usize) -> Self {
        // An anchor stands every eight characters or so.
        let size = (chars / 4).next_power_of_two().clamp(64, 1 << 22);
        Self { slots: vec![[EMPTY; 2]; size], mask: size - 1 }
    }

    fn places(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let [first, last] = self.slots.get(hash as usize & self.mask).copied().unwrap_or([EMPTY; 2]);
        // The last first: it is more likely the same page.
        [last, if first == last { EMPTY } else { first }].into_iter().filter(|p| *p != EMPTY).map(|p| p as usize)
    }

    fn put(&mut self, hash: u32, place: usize) {
        if let Some(slot) = self.slots.get_mut(hash as usize & self.mask) {
            if slot[0] == EMPTY {
                slot[0] = place as u32;
            }
            slot[1] = place as u32;
        }
    }
}

/// The longest run around an anchor in which the two prints agree but for a few characters.
fn extend(text: &[char], p: usize, q: usize, floor: usize) -> Repeat {
    let (mut i, mut j, mut changed) = (p, q, 0);
    let same = |a: usize, b: usize, n: usize| (0..n).all(|k| text.get(a + k).is_some() && text.get(a + k) == text.get(b + k));
    while i < q && j < text.len() {
        if text.get(i) == text.get(j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let counts = |k: usize| text.get(k).is_some_and(|c| is_numeral(*c));
        if (changed + 1) * RATE > j - q + RATE || counts(i) || counts(j) {
            break;
        }
        // One changed, one lost, one added, two changed: the first that lets both go on.
        let step = [(1, 1), (1, 0), (0, 1), (2, 2)].into_iter().find(|(a, b)| same(i + a, j + b, 4));
        let Some((a, b)) = step else { break };
        (i, j, changed) = (i + a, j + b, changed + a.max(b));
    }
    let i = i.min(q);
    let (mut from_p, mut from_q) = (p, q);
    let back = |a: usize, b: usize, n: usize| a >= n && b >= n + floor && (1..=n).all(|k| text.get(a - k) == text.get(b - k));
    loop {
        if from_p > 0 && from_q > floor.max(i) && text.get(from_p - 1) == text.get(from_q - 1) {
            (from_p, from_q) = (from_p - 1, from_q - 1);
            continue;
        }
        if from_p == 0 || from_q <= floor.max(i) {
            break;
        }
        let counts = |k: usize| text.get(k - 1).is_some_and(|c| is_numeral(*c));
        if (changed + 1) * RATE > j - from_q + RATE || counts(from_p) || counts(from_q) {
            break;
        }
        let step =
            [(1, 1), (1, 0), (0, 1), (2, 2)].into_iter().find(|(a, b)| from_p > *a && from_q > *b && back(from_p - a, from_q - b, 4));
        let Some((a, b)) = step else { break };
        (from_p, from_q, changed) = (from_p - a, from_q - b, changed + a.max(b));
    }
    Repeat { first: from_p..i, later: from_q..j, changed, whole: true }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '亿')
}

/// Narrows a run to whole sentences and decides whether it is a fault of the page.
fn judge(flat: &Flat, found: &Repeat) -> Option<Repeat> {
    // The very first or last characters may be the changed ones.
    let start = (found.later.start.saturating_sub(3)..found.later.end).find(|i| flat.begins_sentence(*i));
    let reach = (found.later.end + 3).min(flat.chars.len());
    let start = start.unwrap_or(found.later.end);
    let end = (start..=reach).rev().find(|i| flat.begins_sentence(*i)).unwrap_or(start);
    let later = start..end;
    if later.len() < SHORTEST {
        let ends = flat.begins_sentence(found.later.end) && flat.begins_sentence(found.first.end);
        return (ends && found.later.len() >= PARTIAL && found.changed == 0).then(|| Repeat { whole: false, ..found.clone() });
    }
    let shift = |i: usize| (found.first.start + i).saturating_sub(found.later.start);
    let first = shift(later.start)..shift(later.end).min(later.start);
    let sentences = (later.start + 1..=later.end).filter(|i| flat.begins_sentence(*i)).count();
    let paragraph = flat.extent(flat.paragraph(later.start));
    let bracketed = flat.chars.get(later.start).is_some_and(|c| *c == '(');
    let whole_paragraph = later.start == paragraph.start && later.end >= paragraph.end && flat.begins_sentence(first.start);
    let adjacent = first.end + 3 >= later.start;
    let fault = (sentences >= 2 || whole_paragraph || adjacent || later.len() >= SENTENCE) && !(bracketed && sentences < 2);
    fault.then_some(Repeat { first, later, changed: found.changed, whole: true })
}
