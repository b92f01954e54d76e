//! What a row over others gives all those below it, or the caption all rows: who answers, and by when.

use super::deadline;
use super::duty::{Duty, Else};
use super::grid::GridCell;
use super::task::until;
use super::words::TableWords;
use crate::fold::Fold;
use crate::reading::Deadline;
use std::ops::Range;

/// What holds for rows that say nothing else.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    pub(super) leads: Vec<String>,
    pub(super) helps: Vec<String>,
    pub(super) deadline: Option<Deadline>,
    /// The year of the months below: a row 2026年.
    pub(super) year: Option<i16>,
    /// How the row that says it is numbered; one that is numbered likewise, or not at all, ends it.
    numbered: Option<bool>,
}

impl Given {
    /// What holds below a row that heads others; `before` holds above it.
    pub(super) fn below(before: Option<Self>, own: &[GridCell], year: Option<i16>, original: &[char]) -> Option<Self> {
        let mut cells = own.iter().filter(|c| !c.is_blank());
        let first = cells.next()?;
        let number = deadline::numbers_sections(first.chars());
        let numbered = (number > 0).then(|| first.chars().first() == Some(&'('));
        // 一 stands in a cell of its own.
        let apart = number == first.chars().len();
        let cell = if apart { cells.next()? } else { first };
        let before =
            before.filter(|given| numbered.is_some() && given.numbered.is_some() && numbered != given.numbered);
        let text: Vec<char> = cell.view.original_text(0..cell.view.len(), original).chars().collect();
        let mut out = Self::of(&text, year).unwrap_or_default();
        if let Some(words) = deadline::of_section(cell.chars()) {
            let chars = cell.chars().get(words.clone()).unwrap_or_default();
            out.deadline = Some(until(chars, cell.view.original_text(words, original), year));
        }
        out.year = deadline::year_of_section(cell.chars());
        // （一）, below 一、上半年, is a part of it.
        if out.leads.is_empty() && out.deadline.is_none() && out.year.is_none() {
            return before;
        }
        if let Some(before) = before {
            out.year = out.year.or(before.year);
            out.deadline = out.deadline.or(before.deadline);
            if out.leads.is_empty() {
                (out.leads, out.helps) = (before.leads, before.helps);
            }
        }
        Some(Self { numbered, ..out })
    }

    /// Who answers and by when, as a line says in words of its own: 一、水利（牵头单位：市水利局）, 责任单位：市水利局, 市水利局（3项）.
    pub(super) fn of(text: &[char], year: Option<i16>) -> Option<Self> {
        let chars: Vec<char> = text.iter().map(|c| Fold::get().char(*c)).collect();
        let duty = said(&chars)?;
        let words = |range: &Range<usize>| {
            text.get(range.clone()).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect::<String>()
        };
        let deadline = duty.deadline.as_ref();
        let deadline = deadline.map(|range| until(chars.get(range.clone()).unwrap_or_default(), words(range), year));
        Some(Self {
            leads: duty.leads.iter().map(words).collect(),
            helps: duty.helps.iter().map(words).collect(),
            deadline,
            year: None,
            numbered: None,
        })
    }
}

/// Whether a line says who answers for what stands below it.
pub(super) fn names_bodies(text: &[char]) -> bool {
    said(text).is_some_and(|duty| !duty.leads.is_empty())
}

/// The duty that a line tells.
fn said(text: &[char]) -> Option<Duty> {
    /// Longer lines are sentences.
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return None;
    }
    if let Some((duty, _)) = Duty::behind(text).filter(|(duty, _)| duty.said) {
        return Some(duty);
    }
    let start = deadline::numbers_sections(text);
    let end = start + uncounted(text.get(start..)?);
    let duty = Duty::new(text, start..end, Else::Leads);
    let all = || duty.leads.iter().chain(&duty.helps);
    let is_body = |name: &Range<usize>| {
        let name = text.get(name.clone()).unwrap_or_default();
        name.len() >= 3 && TableWords::get().is_office(name)
    };
    (all().next().is_some() && all().all(is_body)).then_some(duty)
}

/// How long a line is without how many tasks follow, 市水利局（3项）, and without the words for them: 市水利局牵头任务.
fn uncounted(text: &[char]) -> usize {
    let mut end = text.len();
    if text.last() == Some(&')')
        && let Some(open) = text.iter().rposition(|c| *c == '(')
        && text.get(open..end).is_some_and(|inside| inside.iter().any(char::is_ascii_digit))
    {
        end = open;
    }
    for tail in ["任务", "事项", "项目", "工作", "重点", ":"] {
        let len = tail.chars().count();
        if end > len && crate::search::stands(text, end - len, tail) {
            end -= len;
        }
    }
    end
}
