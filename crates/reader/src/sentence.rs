//! Where a sentence ends, and whether it tells what was done, what is planned, or what is so.

mod tense;

use crate::charset::CharSet;
use crate::search::{any_of, first};
use crate::signs::{self, Row};
use std::ops::Range;
pub(crate) use tense::{BORDERS, SPEAKS, Setting, tense, tense_signed};

/// No sentence of a report has a tenth of this; a text without stops is cut so that the memory it takes is bounded.
const LONGEST: usize = 20_000;

/// The sentences of one block (folded): split after 。！？ with their closers. A semicolon does not split.
///
/// A sentence carries no blanks at its ends. A mark between two letters of Latin script (an address) does not split,
/// nor does one that only stands inside brackets, as in “(发展!)的口号”.
pub(crate) fn split(text: &[char]) -> impl Iterator<Item = Range<usize>> + '_ {
    split_by(text, |range| {
        let from = range.start;
        first(text.get(range)?, |c| any_of(c, FINAL)).map(|step| from + step)
    })
}

/// The same, where the signs of the text are known.
pub(crate) fn split_signed<'a>(text: &'a [char], signs: Row<'a>) -> impl Iterator<Item = Range<usize>> + 'a {
    split_by(text, move |range| signs.part(0..range.end).next(range.start, signs::FINAL))
}

/// The marks that end a sentence.
const FINAL: [char; 3] = ['。', '!', '?'];
pub(crate) static FINALS: CharSet = CharSet::of(&FINAL);

/// `next` tells where in a range the first of those marks stands.
fn split_by(text: &[char], next: impl Fn(Range<usize>) -> Option<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let piece = start..end(text, start, &next);
            start = piece.end;
            let found = trimmed(text, piece);
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// Where the sentence ends that begins at `start`.
fn end(text: &[char], start: usize, next: impl Fn(Range<usize>) -> Option<usize>) -> usize {
    let mut i = start;
    while i < text.len() {
        // The next end mark, or where the sentence has to be cut.
        let cut = (start + LONGEST - 1).max(i);
        let found = next(i..cut.min(text.len())).and_then(|at| Some((at, *text.get(at)?)));
        let Some((at, c)) = found else {
            return (cut + 1).min(text.len());
        };
        i = at + 1;
        if c != '。' && latin(text.get(i.wrapping_sub(2))) && latin(text.get(i)) {
            continue;
        }
        while text.get(i).is_some_and(|c| is_closer(*c) || matches!(c, '。' | '!' | '?')) {
            i += 1;
        }
        // What is quoted goes on within its sentence: “前进!”的口号, “好不好?”这个问题.
        let closed = text.get(i - 1).is_some_and(|c| is_closer(*c));
        if closed && text.get(i).is_some_and(|c| goes_on(*c)) {
            continue;
        }
        return i;
    }
    text.len()
}

/// A piece without the blanks at its ends; none that is all blank.
fn trimmed(text: &[char], range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let first = piece.iter().position(|c| !c.is_whitespace())?;
    let last = piece.iter().rposition(|c| !c.is_whitespace())?;
    Some(range.start + first..range.start + last + 1)
}

/// A mark that closes what was quoted or bracketed, and stays with the sentence it ends.
fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | ')' | '】' | '》' | '"' | '\'')
}

/// A character after a closed quotation that shows that the sentence is not over.
fn goes_on(c: char) -> bool {
    matches!(c, ',' | ';' | '、' | ':' | '的')
}

fn latin(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        split(&chars).map(|r| chars[r].iter().collect()).collect()
    }

    #[test]
    fn a_closer_stays_and_a_semicolon_does_not_split() {
        assert_eq!(pieces("他说:“干!”大家都去了。好;再来。"), ["他说:“干!”", "大家都去了。", "好;再来。"]);
        assert_eq!(pieces("提出“要不要修?”的问题。"), ["提出“要不要修?”的问题。"]);
        assert_eq!(pieces("各位代表!去年增长2.5%。(见附表。)"), ["各位代表!", "去年增长2.5%。", "(见附表。)"]);
    }

    #[test]
    fn an_ellipsis_or_an_address_does_not_split() {
        assert_eq!(pieces("道路……通了 "), ["道路……通了"]);
        assert_eq!(pieces("见http://a.cn/b?id=3。"), ["见http://a.cn/b?id=3。"]);
        assert_eq!(pieces("真的?!是的。"), ["真的?!", "是的。"]);
        assert!(pieces("  \n ").is_empty());
    }
}
