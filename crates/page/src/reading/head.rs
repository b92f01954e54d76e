//! The head of a document: its facts with the passages that state them, and the figures that contradict each other.

use super::Original;
use super::Row;
use super::card::day;
use crate::i18n::Words;
use luoshi_reader::{Language, Reading};
use std::ffi::OsStr;
use std::path::Path;

/// What stands above the original.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) facts: Vec<Fact>,
    pub(super) source: String,
    /// Offsets and lines are those of text taken from a web page or a Word file.
    pub(super) extracted: bool,
}

/// A fact about the document.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
    /// Whether the value is in words of the original.
    pub(super) quoted: bool,
    /// Where it is stated.
    pub(super) anchor: String,
}

/// Figures that cannot all be right.
#[derive(Debug)]
pub(super) struct Clash {
    pub(super) id: String,
    pub(super) note: String,
    /// The cards of the figures: anchor, number, indicator and value.
    pub(super) figures: Vec<(String, String, String)>,
}

/// The document's title, or the name of its file.
pub(super) fn title(original: &Original<'_>, reading: &Reading) -> String {
    match &reading.facts.title {
        Some(title) if !title.value.trim().is_empty() => title.value.clone(),
        _ => Path::new(original.path)
            .file_name()
            .map_or_else(|| original.path.to_owned(), |name: &OsStr| name.to_string_lossy().into_owned()),
    }
}

/// The language of the original. What is not a language tag is not put into one.
pub(super) fn language(reading: &Reading) -> String {
    let told = reading.facts.language.as_ref().map_or("zh-Hans", |l| l.value.as_str());
    let sound = !told.is_empty() && told.len() < 36 && told.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if sound { told.to_owned() } else { "und".to_owned() }
}

/// Gathers the facts.
pub(super) fn head(original: &Original<'_>, reading: &Reading, words: &Words, prefix: &str, chars: usize) -> Head {
    let facts = &reading.facts;
    let text = |fact: &Option<luoshi_reader::Fact>| fact.as_ref().map(|f| f.value.clone());
    let told = [
        (1, "page.issuer", text(&facts.issuer), true),
        (2, "page.date", facts.date.as_ref().map(|d| day(d.value, words)), false),
        (3, "page.kind", facts.kind.as_ref().map(|k| kind(&k.value, words)), false),
        (4, "page.reviewed", facts.period_reviewed.as_ref().map(|p| period(&p.value, words)), false),
        (5, "page.planned", facts.period_planned.as_ref().map(|p| period(&p.value, words)), false),
    ];
    let stated = super::mark::facts(reading);
    let facts = told.into_iter().filter_map(|(n, key, value, quoted)| {
        let value = value.filter(|v| !v.is_empty())?;
        let placed = stated.get(n).copied().flatten().is_some_and(|s| !s.is_empty());
        let anchor = if placed { format!("{prefix}q{n}") } else { String::new() };
        Some(Fact { label: words.get(key), value, quoted, anchor })
    });
    // Where nobody opens the file, its encoding is nothing to know.
    let key = if original.encoding.is_empty() { "page.source_plain" } else { "page.source" };
    let source =
        words.fill(key, &[("path", original.path), ("encoding", original.encoding), ("chars", &chars.to_string())]);
    Head { facts: facts.collect(), source, extracted: original.extracted }
}

/// The kind of document in words. `other` says nothing.
fn kind(kind: &str, words: &Words) -> String {
    let known = ["government_work_report", "congress_report", "plan_outline", "communique", "task_breakdown", "news"];
    match known.iter().chain(&["decree"]).find(|known| **known == kind) {
        Some(known) => words.of_word("document", known).to_owned(),
        None if kind == "other" => String::new(),
        None => kind.to_owned(),
    }
}

/// `2021-01-01/2025-12-31` as 2021—2025年.
fn period(value: &str, words: &Words) -> String {
    let Some((start, end)) = value.split_once('/') else { return value.to_owned() };
    let (start, end) = (start.parse().ok(), end.parse().ok());
    let Some(days) = crate::phrase::days(start, end) else { return value.to_owned() };
    let years = days.bytes().all(|b| b.is_ascii_digit()) || days.split('–').all(|y| y.len() == 4);
    match words.language() {
        Language::Zh if years => format!("{}年", days.replace('–', "—")),
        Language::Zh | Language::En => days,
    }
}

/// The contradictions, each with the cards of its figures.
pub(super) fn clashes(reading: &Reading, words: &Words, rows: &[Row], prefix: &str) -> Vec<Clash> {
    if reading.contradictions.is_empty() {
        return Vec::new();
    }
    let cards: std::collections::HashMap<&str, &super::Card> =
        rows.iter().flat_map(|r| &r.cards).map(|c| (c.id.as_str(), c)).collect();
    let clash = |(n, c): (usize, &luoshi_reader::Contradiction)| Clash {
        id: format!("{prefix}x{n}"),
        note: c.note.words(words.language()).into_owned(),
        figures: c
            .figures
            .iter()
            .filter_map(|f| {
                let id = format!("{prefix}f{f}n");
                let card = cards.get(id.as_str())?;
                Some((id, card.label.clone(), format!("{} {}", card.title, card.value)))
            })
            .collect(),
    };
    reading.contradictions.iter().enumerate().map(clash).collect()
}
