//! A paragraph under way: its words, what was left out of it, and what its properties say.

use super::style::Numbered;
use crate::document::{FaultKind, LeftOut};
use std::ops::Range;

/// Longest heading, in characters: with a level of the outline Word marks whole paragraphs too.
const HEADING: usize = 100;

/// How a paragraph ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// With its line.
    #[default]
    Shown,
    /// Its mark is hidden: the next paragraph goes on in the same line.
    Hidden,
    /// Its mark is deleted: it is part of the next, and has that one's look.
    Deleted,
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// Where its own words begin, behind those of a paragraph whose hidden mark lets it go on in this one.
    pub(super) own: usize,
    /// In bytes of the text, in order.
    pub(super) marks: Vec<(Range<usize>, FaultKind)>,
    pub(super) style: Option<String>,
    pub(super) numbered: Numbered,
    pub(super) outline: Option<u8>,
    pub(super) mark: Mark,
}

impl Paragraph {
    pub(super) fn doubt(&mut self, kind: FaultKind) {
        let at = self.text.len();
        if !self.marks.last().is_some_and(|(place, last)| *last == kind && place.end == at) {
            self.marks.push((at..at, kind));
        }
    }

    /// Puts a label before its own words, which lose the blanks they begin with.
    pub(super) fn put_label(&mut self, label: &str) {
        let words = self.text.get(self.own..).unwrap_or_default();
        let blank = words.len() - words.trim_start().len();
        self.text.replace_range(self.own..self.own + blank, label);
        for (at, _) in self.marks.iter_mut().rev().take_while(|(at, _)| at.start >= self.own) {
            let place = |at: usize| at.saturating_sub(blank).max(self.own) + label.len();
            *at = place(at.start)..place(at.end);
        }
    }

    /// Whether it has no words of its own.
    pub(super) fn is_empty(&self) -> bool {
        self.text.get(self.own..).unwrap_or_default().trim().is_empty()
    }

    pub(super) fn leave_out(&mut self, what: LeftOut) {
        self.doubt(FaultKind::LeftOut(what));
    }

    /// Whether it can be a heading by its form: one line, and no sentence before the last.
    pub(super) fn is_short(&self) -> bool {
        let text = self.text.trim();
        let within = text.trim_end_matches(['。', '！', '？', '；']);
        text.chars().nth(HEADING).is_none() && !within.contains(['。', '；', '！', '？'])
    }
}

/// A run: words of one look.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) style: Option<String>,
    /// What is said of the run itself.
    pub(super) vanish: Option<bool>,
    pub(super) raised: bool,
    pub(super) font: Option<String>,
}

/// Puts a label before words: with a blank, unless it ends in a mark that is as wide as a character.
pub(super) fn labelled(label: &str) -> String {
    let wide =
        label.chars().next_back().is_some_and(|c| matches!(c, '、' | '，' | '。' | '）' | '．' | '：' | '】' | '〕'));
    if wide { label.to_owned() } else { format!("{label} ") }
}
