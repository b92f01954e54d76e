//! Documents: 《…》 with the number behind it, and a document's number by itself: 云政发〔2021〕3号.

use super::{Found, Names, is_letter};
use crate::reading::NameClass;
use std::ops::Range;

/// A title is no longer than this.
const TITLE: usize = 120;
/// The abbreviation of an office before the year of its paper.
const OFFICE: usize = 10;

impl Names<'_> {
    /// The document whose title opens at `at`.
    pub(super) fn document(&mut self, at: usize) -> Option<usize> {
        let close = closing(self.text, at)?;
        let end = close + 1;
        if end - at < 3 {
            return None;
        }
        let mut name = Found::new(at..end, NameClass::Document);
        let mut after = end;
        if self.text.get(end) == Some(&'(')
            && let Some((number, behind)) = self.paper(end + 1)
        {
            if self.text.get(behind) == Some(&')') {
                after = behind + 1;
            }
            name.number = Some(number);
        }
        self.keep(name);
        Some(after)
    }

    /// The paper whose year opens at `at`: the number stands for the title.
    pub(super) fn number(&mut self, at: usize) -> Option<usize> {
        let run = self.run_before(at, OFFICE);
        // 依据|云办发〔2024〕7号.
        let opens = |i: &usize| {
            let joins =
                i.checked_sub(1).and_then(|b| self.text.get(b)).is_some_and(|c| matches!(c, '据' | '按' | '以' | '由'));
            joins || self.lexicon.before.find_before(self.text, *i).is_some()
        };
        let start = (run + 1..at.saturating_sub(1)).rev().find(opens).unwrap_or(run);
        let (number, behind) = self.paper(start)?;
        if number.end <= at || at - number.start < 2 {
            return None;
        }
        let mut name = Found::new(number.clone(), NameClass::Document);
        name.number = Some(number);
        self.keep(name);
        Some(behind)
    }

    /// The number of a paper that begins at `at`: letters, a year in brackets, 第 perhaps, digits, 号.
    fn paper(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let text = self.text;
        let run = text.get(at..)?.iter().take(OFFICE + 1).take_while(|c| is_letter(**c)).count();
        let mut i = at + run;
        if run == 0 || run > OFFICE || !matches!(text.get(i), Some('〔' | '[' | '(' | '【')) {
            return None;
        }
        let year = text.get(i + 1..i + 5)?;
        if !year.iter().all(char::is_ascii_digit) || !matches!(text.get(i + 5), Some('〕' | ']' | ')' | '】')) {
            return None;
        }
        i += 6;
        i += usize::from(text.get(i) == Some(&'第'));
        let digits = text.get(i..)?.iter().take(6).take_while(|c| c.is_ascii_digit()).count();
        i += digits;
        (digits > 0 && text.get(i) == Some(&'号')).then_some((at..i + 1, i + 1))
    }
}

/// The mark that closes the title opened at `at`. Titles nest: 《关于印发〈…〉的通知》, also with 《 inside.
fn closing(text: &[char], at: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (i, c) in text.iter().enumerate().skip(at).take(TITLE) {
        match c {
            '《' => depth += 1,
            '》' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(i);
                }
            }
            '。' | '\n' => return None,
            _ => {}
        }
    }
    None
}
