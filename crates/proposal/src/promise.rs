//! Verdicts of the ledger as a file for a person to rule about, and what was ruled, checked against what was proposed.
//!
//! A verdict that the program draws up is a proposal and nothing else: it says so in no place that the public sees. What a
//! person confirms, or corrects, becomes a [`Promise`]; what is dismissed is remembered, so that it is not proposed again.

mod fault;
mod rule;

pub use fault::{PromiseFault, PromiseWhy};
pub use rule::{RuledOn, rule};

use crate::lexicon::Lexicon;
use crate::sheet::row;
use luoshi_ledger::{Certainty, Cite, Row, When, Why};
use luoshi_plan::{Language, Passage, Promise, Ruling, SourceId};
use luoshi_reader::{Reading, Span};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A document of the record that the ledger was drawn up from.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// Its number.
    pub source: SourceId,
    /// The SHA-256 of its bytes.
    pub sha256: &'a [u8; 32],
    /// What it is called in the ledger: its name, the same for no other document.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What was read in it.
    pub reading: &'a Reading,
}

/// A verdict that waits for a person, with what names it.
#[derive(Debug, Clone)]
pub struct Proposed<'a> {
    /// The row of the ledger.
    pub row: &'a Row,
    /// The document its target stands in.
    pub source: SourceId,
    /// What names the promise within its document.
    pub proposal: String,
    /// What is proposed about it, as a hash.
    pub said: String,
    /// What was ruled before, about this or an earlier proposal.
    pub ruled: Option<&'a Promise>,
}

impl Proposed<'_> {
    /// What names this very proposal in a file: letters, digits and a stroke.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}-{}", self.proposal, self.said)
    }

    /// Whether a person ruled about just this.
    #[must_use]
    pub fn is_ruled(&self) -> bool {
        self.ruled.is_some_and(|p| p.said == self.said)
    }
}

/// Runs of characters as the record counts them.
fn runs(spans: &[Span]) -> Vec<(u32, u32)> {
    spans.iter().map(|s| (s.start(), s.end())).collect()
}

fn spans_text(spans: &[Span]) -> String {
    Passage { source: SourceId::new(0), spans: runs(spans) }.spans_text()
}

/// The first digits of a hash over words: enough to tell the promises of a document apart.
fn hash(words: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for word in words {
        hasher.update(word.as_bytes());
        hasher.update([0]);
    }
    let mut out = String::new();
    for byte in hasher.finalize().iter().take(6) {
        // Writing into memory cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The verdicts of a ledger as proposals, each with what was ruled about it. Of documents that are not among those given, none.
#[must_use]
pub fn proposed<'a>(rows: &'a [Row], documents: &[Read<'_>], ruled: &'a [Promise]) -> Vec<Proposed<'a>> {
    let of = |cite: &Cite| documents.iter().find(|d| d.name == cite.source);
    let known = |cite: &Cite| of(cite).map_or_else(String::new, |d| d.source.to_string());
    // A target that a review tells again is ruled about once, where it was set.
    let again = |row: &&Row| row.why.iter().any(|w| matches!(w, Why::Retold));
    let key = |row: &Row| (row.subject.clone(), row.measure_word(), row.period.map(When::text));
    let set: BTreeSet<_> = rows.iter().filter(|r| !again(r)).map(key).collect();
    let mut all: Vec<Proposed<'a>> = rows
        .iter()
        .filter(|row| !again(row) || !set.contains(&key(row)))
        .filter_map(|row| {
            let document = of(&row.target)?;
            let period = row.period.map(When::text).unwrap_or_default();
            let measure = row.measure_word();
            let proposal = hash(&["promise", &spans_text(&row.target.spans), &period, &measure]);
            let result = row.result.as_ref();
            let (source, spans) = result.map(|r| (known(r), spans_text(&r.spans))).unwrap_or_default();
            let said = hash(&["said", row.verdict.word(), &source, &spans]);
            let ruled = ruled.iter().find(|p| p.target.passage.source == document.source && p.proposal == proposal);
            Some(Proposed { row, source: document.source, proposal, said, ruled })
        })
        .collect();
    // Of two equal candidates a person chose one: the other waits no longer.
    let done: Vec<(SourceId, String)> =
        all.iter().filter(|p| p.is_ruled()).map(|p| (p.source, p.proposal.clone())).collect();
    let mut seen = BTreeSet::new();
    all.retain(|p| {
        (p.is_ruled() || !done.contains(&(p.source, p.proposal.clone()))) && seen.insert((p.source, p.id()))
    });
    all
}

/// The columns of a file of verdicts, in order.
pub const COLUMNS: [&str; 20] = [
    "decision",
    "id",
    "certainty",
    "verdict",
    "indicator",
    "period",
    "target_text",
    "target_sentence",
    "result_text",
    "result_sentence",
    "result_kind",
    "note",
    "reason",
    "body",
    "scope",
    "measure",
    "target_source",
    "target_spans",
    "result_source",
    "result_spans",
];

/// Writes verdicts as CSV for a person to rule about: RFC 4180, UTF-8, and no cell of it is run by a spreadsheet. What was ruled
/// before stands in its row; a row of which the ruling is not changed stays as it is.
#[must_use]
pub fn write_promises(proposed: &[Proposed<'_>], documents: &[Read<'_>], language: Language) -> String {
    let mut out = String::new();
    row(&mut out, COLUMNS.iter().map(|c| (*c).to_owned()));
    let number = |cite: &Cite| documents.iter().find(|d| d.name == cite.source).map(|d| d.source.to_string());
    for one in proposed {
        let of = one.row;
        let result = of.result.as_ref();
        let ruled = one.ruled.filter(|p| p.said == one.said);
        let cell = |column: &str| match column {
            "decision" => ruled.map_or_else(String::new, |p| p.ruling.word().to_owned()),
            "id" => one.id(),
            "certainty" => of.certainty.word().to_owned(),
            "verdict" => ruled.filter(|p| p.is_public()).map_or(of.verdict.word(), |p| p.outcome.word()).to_owned(),
            "indicator" => of.indicator.clone(),
            "period" => of.period.map(When::text).unwrap_or_default(),
            "target_text" => of.target.text.clone(),
            "target_sentence" => of.target.sentence.clone(),
            "result_text" => result.map(|r| r.text.clone()).unwrap_or_default(),
            "result_sentence" => result.map(|r| r.sentence.clone()).unwrap_or_default(),
            "result_kind" => of.result_kind.map(|k| k.word().to_owned()).unwrap_or_default(),
            "note" => ruled.and_then(|p| p.note.clone()).unwrap_or_default(),
            "reason" => of.reason(luoshi_language(language)),
            "body" => of.body.clone(),
            "scope" => of.scope.clone().unwrap_or_default(),
            "measure" => of.measure_word(),
            "target_source" => number(&of.target).unwrap_or_default(),
            "target_spans" => spans_text(&of.target.spans),
            "result_source" => match ruled.filter(|p| p.is_public()) {
                Some(p) => p.result.as_ref().map(|r| r.passage.source.to_string()).unwrap_or_default(),
                None => result.and_then(number).unwrap_or_default(),
            },
            _ => match ruled.filter(|p| p.is_public()) {
                Some(p) => p.result.as_ref().map(|r| r.passage.spans_text()).unwrap_or_default(),
                None => result.map(|r| spans_text(&r.spans)).unwrap_or_default(),
            },
        };
        row(&mut out, COLUMNS.iter().map(|c| cell(c)));
    }
    out
}

/// The language of reasons.
const fn luoshi_language(language: Language) -> luoshi_reader::Language {
    match language {
        Language::Zh => luoshi_reader::Language::Zh,
        Language::En => luoshi_reader::Language::En,
    }
}

/// How many wait, and how sure the program is of them: certain, likely, unsure.
#[must_use]
pub fn count(proposed: &[Proposed<'_>]) -> [usize; 3] {
    [Certainty::Certain, Certainty::Likely, Certainty::Unsure]
        .map(|c| proposed.iter().filter(|p| p.row.certainty == c).count())
}

/// The ruling that a person wrote.
fn ruling(word: &str) -> Option<Ruling> {
    let lexicon = Lexicon::get();
    Ruling::ALL.into_iter().find(|r| lexicon.words(r.word()).contains(&word))
}
