//! Words looked for in folded text, where no lexicon holds them.

/// Whether `word` stands at `at`.
pub(crate) fn stands(text: &[char], at: usize, word: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Whether `text` ends in `word`.
pub(crate) fn ends(text: &[char], word: &str) -> bool {
    let mut rest = text.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

/// Where the first character stands in `text` that `is` holds of: for what is rare, and told by comparing alone. Several
/// characters are compared at once only where `is` has no way out between its comparisons: `|`, and not `||` nor `matches!`
/// of several.
#[inline]
pub(crate) fn first(text: &[char], is: impl Fn(char) -> bool) -> Option<usize> {
    /// So many characters are compared at once, without a way out between them.
    const ROW: usize = 16;
    let row = text.chunks_exact(ROW).position(|row| row.iter().fold(false, |found, c| found | is(*c)));
    let from = row.map_or(text.len() - text.len() % ROW, |row| row * ROW);
    text.get(from..)?.iter().position(|c| is(*c)).map(|step| from + step)
}

/// Whether `c` is one of these; each is compared, as [`first`] wants it.
#[inline]
pub(crate) fn any_of<const N: usize>(c: char, of: [char; N]) -> bool {
    of.into_iter().fold(false, |found, one| found | between(c, one, one))
}

/// Whether `c` is one of `from..=to`, by one comparison.
#[inline]
pub(crate) const fn between(c: char, from: char, to: char) -> bool {
    (c as u32).wrapping_sub(from as u32) <= to as u32 - from as u32
}

/// Where `word` first stands in `text`, beginning among the first `limit` characters.
pub(crate) fn find(text: &[char], word: &str, limit: usize) -> Option<usize> {
    // Nearly every place is told by its first character, and the word need not be read again for it.
    let begin = word.chars().next()?;
    let head = text.get(..limit.min(text.len()))?;
    let mut from = 0;
    while let Some(step) = first(head.get(from..)?, |c| c == begin) {
        if stands(text, from + step, word) {
            return Some(from + step);
        }
        from += step + 1;
    }
    None
}

/// Whether `word` stands anywhere in `text`.
pub(crate) fn holds(text: &[char], word: &str) -> bool {
    find(text, word, text.len()).is_some()
}
