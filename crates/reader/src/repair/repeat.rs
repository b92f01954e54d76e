//! Passages printed twice, exactly or with a few characters changed.
//!
//! Reports repeat themselves on purpose: slogans, names of plans, formulas of a hundred characters in mid-sentence. Only
//! whole sentences count, and enough of them; a difference in a number makes another statement.

use super::flat::Flat;
use super::line::is_final;
use crate::charset::{CharSet, next_mark};
use crate::number::is_plain;
use std::ops::Range;

/// The shortest passage, in characters without blanks.
const SHORTEST: usize = 40;
/// The shortest single sentence that stands twice far apart; appeals are said twice on purpose.
const SENTENCE: usize = 75;
/// The shortest run in mid-sentence that is looked at at all.
const PARTIAL: usize = 60;
/// Characters an anchor compares.
const ANCHOR: usize = 8;
/// Sentences are completed outward by at most so many characters.
const OUTWARD: usize = 6;
/// One changed character is allowed for so many equal ones.
const RATE: usize = 10;

/// Marks behind which an anchor stands.
static MARKS: CharSet = CharSet::of(&['。', ',', ';', '、', ':', '!', '?']);

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
    // An anchor stands behind a mark, and where a paragraph begins. No mark is a Han character.
    let behind = |mut from: usize| {
        loop {
            from += next_mark(text.get(from..)?)? + 1;
            if MARKS.contains(*text.get(from - 1)?) {
                return Some(from);
            }
        }
    };
    let mut mark = behind(0);
    let mut starts = flat.starts.iter().map(|s| s.0 as usize).peekable();
    while let Some(q) = mark.into_iter().chain(starts.peek().copied()).min() {
        if mark == Some(q) {
            mark = behind(q);
        }
        while starts.next_if(|start| *start <= q).is_some() {}
        let Some(key) = text.get(q..q + ANCHOR) else { continue };
        let hash = hash(key);
        if q >= looked {
            for p in table.places(hash) {
                if text.get(p..p + ANCHOR) != Some(key) {
                    continue;
                }
                let found = extend(text, p, q, looked);
                if found.later.len() >= SHORTEST {
                    looked = found.later.end;
                    for repeat in judge(flat, &found).into_iter().flatten() {
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
fn extend(text: &[char], first: usize, later: usize, floor: usize) -> Repeat {
    let (mut end_first, mut end_later, mut changed) = (first, later, 0);
    while end_first < later && end_later < text.len() {
        if text.get(end_first) == text.get(end_later) {
            (end_first, end_later) = (end_first + 1, end_later + 1);
            continue;
        }
        let counts = |k: usize| text.get(k).is_some_and(|c| c.is_ascii_digit() || is_plain(*c));
        if counts(end_first) || counts(end_later) {
            break;
        }
        let Some((ahead, along, wrong)) = resume(|n, m| equal(text, end_first + n, end_later + m, |k, o| k + o)) else {
            break;
        };
        if (changed + wrong) * RATE > end_later - later + wrong * RATE {
            break;
        }
        (end_first, end_later, changed) = (end_first + ahead, end_later + along, changed + wrong);
    }
    let end_first = end_first.min(later);
    let (mut from_first, mut from_later) = (first, later);
    loop {
        if from_first > 0 && from_later > floor.max(end_first) && text.get(from_first - 1) == text.get(from_later - 1) {
            (from_first, from_later) = (from_first - 1, from_later - 1);
            continue;
        }
        if from_first == 0 || from_later <= floor.max(end_first) {
            break;
        }
        let counts = |k: usize| text.get(k - 1).is_some_and(|c| c.is_ascii_digit() || is_plain(*c));
        if counts(from_first) || counts(from_later) {
            break;
        }
        let back = |n: usize, m: usize| {
            from_first > n + AFTER
                && from_later > m + AFTER + floor
                && equal(text, from_first - n - 1, from_later - m - 1, |k, o| k - o)
        };
        let Some((ahead, along, wrong)) = resume(back) else { break };
        if (changed + wrong) * RATE > end_later - from_later + wrong * RATE {
            break;
        }
        (from_first, from_later, changed) = (from_first - ahead, from_later - along, changed + wrong);
    }
    Repeat { first: from_first..end_first, later: from_later..end_later, changed, whole: true }
}

/// Characters that must agree behind a changed one.
const AFTER: usize = 4;

/// Whether the characters from `a` and `b` on agree, in the direction of `step`.
fn equal(text: &[char], a: usize, b: usize, step: impl Fn(usize, usize) -> usize) -> bool {
    (0..AFTER).all(|k| text.get(step(a, k)).is_some_and(|c| text.get(step(b, k)) == Some(c)))
}

/// How far both prints must step for them to agree again: one changed, lost or added, or a few close together. Gives
/// both steps and the number of faults.
fn resume(agree: impl Fn(usize, usize) -> bool) -> Option<(usize, usize, usize)> {
    [(1, 1, 1), (1, 0, 1), (0, 1, 1), (2, 2, 2), (3, 3, 2), (4, 4, 2), (5, 5, 2), (6, 6, 3)]
        .into_iter()
        .find(|(a, b, _)| agree(*a, *b))
}

/// Narrows a run to whole sentences and decides whether it is a fault of the page.
fn judge(flat: &Flat, found: &Repeat) -> [Option<Repeat>; 2] {
    // The very first or last characters may be the changed ones, but not where they are numbers.
    let text = &flat.chars;
    let plain = |at: Range<usize>| text.get(at).is_some_and(|t| !t.iter().any(|c| c.is_ascii_digit() || is_plain(*c)));
    let (first, later) = (&found.first, &found.later);
    let lead = (0..=OUTWARD.min(first.start).min(later.start))
        .take_while(|n| plain(first.start - n..first.start) && plain(later.start - n..later.start))
        .filter(|n| flat.begins_sentence(later.start - n) && flat.begins_sentence(first.start - n))
        .max()
        .map(|n| later.start - n);
    let start = lead.or_else(|| later.clone().find(|i| flat.begins_sentence(*i))).unwrap_or(later.end);
    let tail = (0..=OUTWARD)
        .take_while(|n| plain(first.end..first.end + n) && plain(later.end..later.end + n))
        .filter(|n| flat.begins_sentence(later.end + n) && flat.begins_sentence(first.end + n))
        .max()
        .map(|n| later.end + n);
    let end = tail.or_else(|| (start..=later.end).rev().find(|i| flat.begins_sentence(*i))).unwrap_or(start);
    let later = start..end;
    if later.len() < SHORTEST {
        return [partial(flat, found), None];
    }
    // The end of a sentence may have been printed twice together with the paragraph behind it.
    let ahead = later.start.saturating_sub(found.later.start);
    let head = Repeat {
        first: found.first.start..(found.first.start + ahead).min(found.first.end),
        later: found.later.start..found.later.start + ahead,
        ..found.clone()
    };
    let head = partial(flat, &head);
    let shift = |i: usize| (found.first.start + i).saturating_sub(found.later.start);
    let first = shift(later.start)..shift(later.end).min(later.start);
    let sentences = (later.start + 1..=later.end).filter(|i| flat.begins_sentence(*i)).count();
    let paragraph = flat.extent(flat.paragraph(later.start));
    // A title has no full stop; it stands where it likes.
    let says = flat.chars.get(later.clone()).is_some_and(|t| t.iter().any(|c| is_final(*c)));
    let bracketed = flat.chars.get(later.start).is_some_and(|c| *c == '(');
    let whole_paragraph =
        later.start == paragraph.start && later.end >= paragraph.end && flat.begins_sentence(first.start);
    let adjacent = first.end + 3 >= later.start;
    let long = sentences >= 2 || (!bracketed && (whole_paragraph || adjacent || later.len() >= SENTENCE));
    let fault = says && long;
    let changed = if flat.chars.get(first.clone()) == flat.chars.get(later.clone()) { 0 } else { found.changed.max(1) };
    [head, fault.then_some(Repeat { first, later, changed, whole: true })]
}

/// A run that begins in mid-sentence in both prints and ends with the sentence in both, narrowed to whole clauses.
fn partial(flat: &Flat, found: &Repeat) -> Option<Repeat> {
    let text = &flat.chars;
    let ends = flat.begins_sentence(found.later.end) && flat.begins_sentence(found.first.end);
    if !ends || found.later.len() < PARTIAL || found.changed > 3 {
        return None;
    }
    let clause = |at: &Range<usize>| {
        let commas = text.get(at.clone())?.iter().position(|c| matches!(c, ',' | ';' | '、'))?;
        Some(at.start + commas + 1..at.end)
    };
    let (first, later) = (clause(&found.first)?, clause(&found.later)?);
    let changed = usize::from(text.get(first.clone()) != text.get(later.clone()));
    (later.len() >= SHORTEST).then_some(Repeat { first, later, changed, whole: false })
}
