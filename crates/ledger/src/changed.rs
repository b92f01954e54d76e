//! Which words two sentences do not share: for a person who has them side by side.

use std::ops::Range;

/// The parts of each, in characters, that the other has not. Numbers and Latin words are compared whole, Chinese character
/// by character; what both have in the same order is no change.
///
/// ```
/// let (of_first, of_second) = luoshi_ledger::changed("增长8%左右", "增长7.5%以上");
/// assert_eq!(of_first, [2..3, 4..6]);
/// assert_eq!(of_second, [2..5, 6..8]);
/// ```
#[must_use]
pub fn changed(first: &str, second: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (a, b) = (tokens(first), tokens(second));
    // Sentences longer than this are no longer compared by eye either.
    if a.len() * b.len() > LIMIT {
        return (Vec::new(), Vec::new());
    }
    let width = b.len() + 1;
    // Length of the longest common run of tokens from here on.
    let mut common = vec![0u16; (a.len() + 1) * width];
    let get = |common: &[u16], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or_default();
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let here = if x.1 == y.1 {
                get(&common, i + 1, j + 1) + 1
            } else {
                get(&common, i + 1, j).max(get(&common, i, j + 1))
            };
            if let Some(cell) = common.get_mut(i * width + j) {
                *cell = here;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut of_first, mut of_second) = (Vec::new(), Vec::new());
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x.1 == y.1 {
            (i, j) = (i + 1, j + 1);
        } else if get(&common, i + 1, j) >= get(&common, i, j + 1) {
            join(&mut of_first, &x.0);
            i += 1;
        } else {
            join(&mut of_second, &y.0);
            j += 1;
        }
    }
    a.get(i..).unwrap_or_default().iter().for_each(|x| join(&mut of_first, &x.0));
    b.get(j..).unwrap_or_default().iter().for_each(|y| join(&mut of_second, &y.0));
    (of_first, of_second)
}

const LIMIT: usize = 400 * 400;

fn join(list: &mut Vec<Range<usize>>, range: &Range<usize>) {
    match list.last_mut() {
        Some(before) if before.end == range.start => before.end = range.end,
        Some(_) | None => list.push(range.clone()),
    }
}

fn tokens(text: &str) -> Vec<(Range<usize>, String)> {
    let mut out: Vec<(Range<usize>, String)> = Vec::new();
    let whole = |c: char| c.is_ascii_alphanumeric() || c == '.';
    for (at, c) in text.chars().enumerate() {
        match out.last_mut() {
            Some((range, word)) if whole(c) && range.end == at && word.chars().all(whole) => {
                range.end = at + 1;
                word.push(c);
            }
            _ => out.push((at..at + 1, c.to_string())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_not_marked() {
        assert_eq!(changed("新建公园6个", "新建公园6个"), (Vec::new(), Vec::new()));
        let (a, b) = changed("新建公园6个", "建成公园16个");
        assert_eq!((a, b), (vec![0..1, 4..5], vec![1..2, 4..6]));
        let (none, all) = changed("", "甲乙");
        assert!(none.is_empty());
        assert_eq!(all.iter().map(|r| (r.start, r.end)).collect::<Vec<_>>(), [(0, 2)]);
    }
}
