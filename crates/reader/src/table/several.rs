//! Several tasks in one cell, each with its bracket: （1）…。（责任单位：…）（2）…。（责任单位：…）

use super::duty::Duty;
use super::task::trimmed;
use std::ops::Range;

/// One of the tasks of a cell: its words without number and bracket, and what the bracket says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) words: Range<usize>,
    pub(super) duty: Duty,
}

/// The tasks of a cell; none where it holds one.
pub(super) fn items(text: &[char]) -> Vec<Item> {
    /// Shorter words are none of a task.
    const SHORTEST: usize = 4;
    if text.iter().filter(|c| matches!(c, ')' | ']' | '】')).count() < 2 {
        return Vec::new();
    }
    let duties: Vec<_> = Duty::all(text).into_iter().filter(|(duty, _)| duty.said && !duty.leads.is_empty()).collect();
    if duties.len() < 2 {
        return Vec::new();
    }
    let mut start = 0;
    let mut out = Vec::with_capacity(duties.len());
    for (duty, place) in duties {
        let words = trimmed(text, start..place.start);
        start = place.end;
        let number = number(text.get(words.clone()).unwrap_or_default());
        let words = trimmed(text, words.start + number..words.end);
        if words.len() >= SHORTEST {
            out.push(Item { words, duty });
        }
    }
    let rest = trimmed(text, start..text.len());
    // A bracket in mid-text is no end of a task.
    if out.len() < 2 || rest.len() >= SHORTEST { Vec::new() } else { out }
}

/// How long the number is that a task begins with: （1）, 1. or ①.
fn number(text: &[char]) -> usize {
    let open = usize::from(text.first() == Some(&'('));
    let digits = text.iter().skip(open).take_while(|c| c.is_ascii_digit()).count();
    match text.get(open + digits) {
        Some(')' | '.' | '、') if (1..=3).contains(&digits) => open + digits + 1,
        _ if matches!(text.first(), Some('①'..='⑳')) => 1,
        _ => super::deadline::numbers_sections(text).min(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        items(&chars).iter().map(|i| chars[i.words.clone()].iter().collect()).collect()
    }

    #[test]
    fn a_bracket_ends_each_of_several_tasks() {
        assert_eq!(
            said("(1)整修渠道五条。(责任单位:市水利局)(2)储备物资。(责任单位:市粮食局)"),
            ["整修渠道五条", "储备物资"]
        );
        assert_eq!(said("整修渠道五条。(责任单位:市水利局)"), [""; 0]);
        assert_eq!(said("整修渠道(市水利局牵头)和泵站(市电力局牵头)并且清淤五处"), [""; 0]);
    }
}
