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

/// Where `word` first stands in `text`, beginning among the first `limit` characters.
pub(crate) fn find(text: &[char], word: &str, limit: usize) -> Option<usize> {
    // Nearly every place is told by its first character, and the word need not be read again for it.
    let first = word.chars().next()?;
    let head = text.get(..limit.min(text.len()))?;
    let mut from = 0;
    while let Some(step) = head.get(from..)?.iter().position(|c| *c == first) {
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
