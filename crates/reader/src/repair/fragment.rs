//! What is left of a sentence whose rest is lost, and headlines in shreds.

use super::heading::mark;
use super::line::{ended, is_comma, is_final, is_han};
use super::page::Page;

/// The longest piece that is nothing but a fragment; a longer one says something and stays.
const LONGEST: usize = 14;
/// The longest piece that begins in mid-sentence.
const HEADLESS: usize = 30;
/// The longest shred of a headline.
const SHRED: usize = 6;

/// Whether `text` (folded) is the stray tail of a lost sentence. `torn`: columns broke other sentences of this text.
pub(super) fn is_fragment(text: &[char], torn: bool) -> bool {
    let page = Page::get();
    let Some(&first) = text.first() else { return false };
    if mark(text).is_some() {
        return false;
    }
    let len = text.iter().filter(|c| !c.is_whitespace()).count();
    // 以上。 is a tail, 以上报告,请予审议。 a sentence.
    let whole = page.whole.find(text, 0).map_or(0, |(len, ())| len);
    let headless = page.headless.find(text, 0).is_some_and(|(len, ())| len >= whole);
    let cut = matches!(first, '。' | ',' | '、' | ';' | '”' | '》' | ')' | '%') || headless;
    let headless = cut || page.not_first(first) >= 6;
    if len <= 2 && !text.iter().any(|c| is_han(*c) || c.is_alphanumeric()) {
        return matches!(first, '。' | ',' | '、' | ';' | '”' | '》' | ')' | '“' | '《' | '(');
    }
    if ended(text) && ((headless && len <= HEADLESS && torn) || (cut && len <= LONGEST)) {
        return true;
    }
    // 一是…。 is an item of a list.
    if text.get(1) == Some(&'是') {
        return false;
    }
    let single = !text.iter().rev().skip(1).any(|c| is_comma(*c) || is_final(*c) || matches!(c, ':' | ';'));
    torn && single
        && len <= LONGEST
        && text.last() == Some(&'。')
        && !text.iter().any(char::is_ascii_digit)
        && page.not_first(first) >= -1
        && page.whole.find(text, 0).is_none()
}

/// Whether `text` (folded) is a headline of which only shreds are left: short pieces parted by blanks, at least one of
/// them cut where something must follow.
pub(super) fn is_shredded(text: &[char]) -> bool {
    let page = Page::get();
    let from = text.iter().position(|c| *c != '#' && !c.is_whitespace()).unwrap_or(text.len());
    let text = text.get(from..).unwrap_or_default();
    if text.len() > 40 {
        return false;
    }
    let pieces: Vec<&[char]> = text.split(|c| c.is_whitespace()).filter(|p| !p.is_empty()).collect();
    let small = |p: &&[char]| (2..=SHRED).contains(&p.len()) && p.iter().all(|c| is_han(*c));
    let open = pieces.iter().filter(|p| page.open_end.find_before(p, p.len()).is_some()).count();
    pieces.len() >= 2 && pieces.iter().all(small) && open >= 1
}
