//! Two sentences side by side: the number of each, and the words of its clause that the other has not.

use super::escaped;
use luoshi_ledger::{Cite, changed};
use std::ops::Range;

/// The markup of the target's sentence and of the result's; the second is empty where there is none.
pub(super) fn pair(target: &Cite, result: Option<&Cite>) -> (String, String) {
    let Some(result) = result else { return (marked(target, &[]), String::new()) };
    let clause = |cite: &Cite| {
        let range = cite.clause()?;
        let words: String = cite.sentence.chars().skip(range.start).take(range.len()).collect();
        Some((range.start, words))
    };
    let (of_target, of_result) = match (clause(target), clause(result)) {
        (Some((a, first)), Some((b, second))) => {
            let (x, y) = changed(&first, &second);
            let moved = |list: Vec<Range<usize>>, by: usize| -> Vec<Range<usize>> {
                list.into_iter().map(|r| r.start + by..r.end + by).collect()
            };
            (moved(x, a), moved(y, b))
        }
        _ => (Vec::new(), Vec::new()),
    };
    (marked(target, &of_target), marked(result, &of_result))
}

/// A sentence with its number marked and what changed underlined.
fn marked(cite: &Cite, changed: &[Range<usize>]) -> String {
    let number = cite.place().unwrap_or(0..0);
    let mut out = String::with_capacity(cite.sentence.len() + 64);
    let mut run = String::new();
    let mut now = (false, false);
    let close = |out: &mut String, run: &mut String, (mark, under): (bool, bool)| {
        if run.is_empty() {
            return;
        }
        let text = escaped(run);
        let (open, shut) = match (mark, under) {
            (true, true) => ("<mark><u>", "</u></mark>"),
            (true, false) => ("<mark>", "</mark>"),
            (false, true) => ("<u>", "</u>"),
            (false, false) => ("", ""),
        };
        out.push_str(open);
        out.push_str(&text);
        out.push_str(shut);
        run.clear();
    };
    for (at, c) in cite.sentence.chars().enumerate() {
        let here = (number.contains(&at), changed.iter().any(|r| r.contains(&at)));
        if here != now {
            close(&mut out, &mut run, now);
            now = here;
        }
        run.push(c);
    }
    close(&mut out, &mut run, now);
    out
}
