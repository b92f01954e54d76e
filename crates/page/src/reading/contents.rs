//! The list of contents: headings with what each section is for and how much was read in it.

use crate::i18n::Words;
use luoshi_reader::{CommitmentRole, Reading, Role};

/// A line of the contents.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) role: &'static str,
    /// Levels below the outermost, at most 3.
    pub(super) depth: u8,
    pub(super) figures: usize,
    pub(super) goals: usize,
    /// Other than goals.
    pub(super) commitments: usize,
}

/// The headings in order. Text before the first has none.
pub(super) fn contents(reading: &Reading, words: &Words, prefix: &str) -> Vec<Entry> {
    let mut figures = vec![0; reading.outline.len()];
    let (mut goals, mut commitments) = (figures.clone(), figures.clone());
    let count = |list: &mut Vec<usize>, section: Option<usize>| {
        if let Some(slot) = section.and_then(|n| list.get_mut(n)) {
            *slot += 1;
        }
    };
    for figure in &reading.figures {
        count(&mut figures, figure.section);
    }
    for commitment in &reading.commitments {
        let list = if commitment.role == CommitmentRole::Goal { &mut goals } else { &mut commitments };
        count(list, reading.sentences.get(commitment.sentence).and_then(|s| s.section));
    }
    // A section's count is that of all below it: children come after their parents.
    for n in (0..reading.outline.len()).rev() {
        if let Some(parent) = reading.outline.get(n).and_then(|s| s.parent).filter(|p| *p < n) {
            for list in [&mut figures, &mut goals, &mut commitments] {
                let own = list.get(n).copied().unwrap_or_default();
                if let Some(slot) = list.get_mut(parent) {
                    *slot += own;
                }
            }
        }
    }
    // What a section is for is said once, and holds for those below it.
    let role_of = |n: Option<usize>| n.and_then(|n| reading.outline.get(n)).map_or(Role::Other, |s| s.role);
    let lowest = reading.outline.iter().map(|s| s.level).min().unwrap_or(1);
    let headed = reading.outline.iter().enumerate().filter(|(_, s)| !s.title.is_empty() && !s.spans.is_empty());
    headed
        .map(|(n, section)| Entry {
            anchor: format!("{prefix}h{n}"),
            title: section.title.clone(),
            role: if section.role == Role::Other || section.role == role_of(section.parent) {
                ""
            } else {
                words.of_word("role", section.role.word())
            },
            depth: section.level.saturating_sub(lowest).min(3),
            figures: figures.get(n).copied().unwrap_or_default(),
            goals: goals.get(n).copied().unwrap_or_default(),
            commitments: commitments.get(n).copied().unwrap_or_default(),
        })
        .collect()
}
