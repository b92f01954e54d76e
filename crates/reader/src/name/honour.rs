//! Honours, and who gave them: 被省人民政府授予“绿化先进县”称号.

use super::{Found, Names, is_letter};
use crate::reading::NameClass;
use std::ops::Range;

/// The name of an honour before the word it ends in.
const NAME: usize = 18;
/// How far before an honour the word stands that says it was given.
const GIVEN: usize = 26;

impl Names<'_> {
    /// A known honour.
    pub(super) fn honour(&mut self, at: usize, len: usize) -> usize {
        self.honoured(at..at + len)
    }

    /// What ends in the word of an honour at `at`, where something says that it was given.
    pub(super) fn told_honour(&mut self, at: usize, len: usize) -> Option<usize> {
        let run = self.run_before(at, NAME);
        let end = at + len;
        // 示范区|建设 is work on one.
        if self.text.get(end).is_some_and(|c| is_letter(*c)) && self.lexicon.award_after.find(self.text, end).is_none()
        {
            return None;
        }
        // 全国治沙英雄|称号: the word that says so is no part of it.
        let title = self.text.get(at..end) == Some(&['称', '号']);
        let start = (run..at).rev().find(|i| {
            self.lexicon.honour_heads.find(self.text, *i).is_some_and(|(head, ())| i + head < at)
                && self.starts_honour(*i)
        })?;
        let head = self.lexicon.honour_heads.find(self.text, start).map_or(0, |(head, ())| start + head);
        // 国际大奖 is any.
        let bare = at < head + 2 && !matches!(self.text.get(at), Some('之'));
        if bare || self.is_common(head..at) || !(title || self.is_given(start) || self.is_told(end)) {
            return None;
        }
        self.honoured(start..if title { at } else { end });
        Some(end)
    }

    /// Whether the head of an honour at `at` is a word by itself: 国家, but not the 国 of 全国.
    fn starts_honour(&self, at: usize) -> bool {
        !at.checked_sub(1).and_then(|i| self.text.get(i)).is_some_and(|c| matches!(c, '全' | '各' | '我'))
    }

    /// What stands in quotation marks, where something says that it was given.
    pub(super) fn quoted_honour(&mut self, open: usize, close: usize) -> Option<usize> {
        let words = open + 1..close;
        let known = self.lexicon.honours.find(self.text, open + 1).is_some_and(|(len, ())| len == words.len());
        let ends = (1..=words.len().min(6))
            .any(|len| self.lexicon.honour_tails.find(self.text, close - len).is_some_and(|(found, ())| found == len));
        let told = self.is_told(close + 1);
        let listed = self.follows_honour(open);
        let given = self.is_given(open) && (ends || self.is_right_given(open));
        if !(known || told || listed || given && ends)
            || self.text.get(words.clone())?.iter().any(|c| matches!(c, ',' | '。'))
        {
            return None;
        }
        self.honoured(words);
        Some(close + 1)
    }

    /// Whether the quotation opened at `open` goes on a list of honours: “…”“…”, “…”和“…”.
    fn follows_honour(&self, open: usize) -> bool {
        self.found.last().is_some_and(|last| {
            let between = self.text.get(last.range.end..open).unwrap_or_default();
            last.class == NameClass::Honour && matches!(between, ['”'] | ['”', '、' | '和' | '及'])
        })
    }

    /// Whether the word right before says that it was given.
    fn is_right_given(&self, at: usize) -> bool {
        (2..=4).any(|len| {
            at >= len && self.lexicon.award.find(self.text, at - len).is_some_and(|(found, ())| found == len)
        })
    }

    /// Whether a word of the clause before `at` says that it was given.
    fn is_given(&self, at: usize) -> bool {
        let from = self.clause(at).max(at.saturating_sub(GIVEN));
        let text = self.text.get(..at).unwrap_or_default();
        (from..at).any(|i| self.lexicon.award.find(text, i).is_some())
    }

    /// Whether the words behind say that it was an honour: 称号.
    fn is_told(&self, end: usize) -> bool {
        self.lexicon.award_after.find(self.text, end).is_some_and(|(len, ())| len > 1)
    }

    fn honoured(&mut self, range: Range<usize>) -> usize {
        let mut name = Found::new(range, NameClass::Honour);
        name.awarder = self.awarder(name.range.start);
        self.keep(name)
    }

    /// Who gave it: the bodies of the clause right before 授予, 评为, 颁发.
    fn awarder(&self, at: usize) -> Option<Range<usize>> {
        let clause = self.clause(at);
        let bodies: Vec<&Range<usize>> = self
            .found
            .iter()
            .rev()
            .map_while(|f| (f.range.start >= clause && f.range.end <= at).then_some(f))
            .filter(|f| f.class == NameClass::Body)
            .map(|f| &f.range)
            .collect();
        let last = bodies.iter().position(|b| self.lexicon.gives.find(self.text, b.end).is_some())?;
        let mut range = (*bodies.get(last)?).clone();
        for earlier in bodies.iter().skip(last + 1) {
            if !matches!(self.text.get(earlier.end..range.start), Some(['、' | '和' | '与'])) {
                break;
            }
            range.start = earlier.start;
        }
        Some(range)
    }
}
