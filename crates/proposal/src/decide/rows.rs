//! The rows of a file, each with what is asked of it.

use super::Bulk;
use crate::column::{Column, cell, read_into, set, turned};
use crate::fault::{Fault, Why};
use crate::lexicon::Lexicon;
use crate::proposal::{Certainty, Draft, Into, Kind, Proposal};
use crate::propose::Proposals;
use crate::sheet::{Row, Sheet};
use crate::text::digits;
use luoshi_plan::{Decision, Verdict};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What is asked of a proposal, or of a part of one.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Place in [`Sheet::rows`].
    pub(super) row: usize,
    /// Which part, from 0.
    pub(super) part: u32,
    /// What was decided; none where it waits.
    pub(super) verdict: Option<Verdict>,
    /// As the row has it.
    pub(super) draft: Draft,
    /// Whether that is other than it was read.
    pub(super) edited: bool,
    /// What a person wrote it goes into; none for what the program found.
    pub(super) into: Option<Into>,
    /// What tells this decision from another about the same.
    pub(super) said: String,
}

/// All rows by the proposals they are of.
pub(super) struct All {
    pub(super) of: BTreeMap<String, Vec<Asked>>,
    /// Decided before, in the same way.
    pub(super) before: usize,
    pub(super) undecided_edits: Vec<usize>,
}

/// Whether a row is that of a plan.
fn is_of_a_plan(sheet: &Sheet, row: &Row) -> bool {
    sheet.cell(row, Column::Kind) == Some(Kind::Plan.word())
}

/// Reads every row.
pub(super) fn asked(sheet: &Sheet, proposals: &Proposals, earlier: &[Decision], bulk: Bulk) -> (All, Vec<Fault>) {
    let mut faults = Vec::new();
    let by_id: BTreeMap<&str, &Proposal> = proposals.list.iter().map(|p| (p.id.as_str(), p)).collect();
    let mut before = 0;
    let mut of: BTreeMap<String, Vec<(Asked, Option<usize>)>> = BTreeMap::new();
    for (place, row) in sheet.rows.iter().enumerate() {
        let id = sheet.cell(row, Column::Id).unwrap_or("");
        let given = sheet.cell(row, Column::Decision).unwrap_or("");
        let decided: Vec<&Decision> = earlier.iter().filter(|d| d.proposal == id).collect();
        let Some((verdict, parts)) = verdict(given) else {
            faults.push(sheet.fault(row, Column::Decision, Why::NoDecision(given.to_owned())));
            continue;
        };
        let Some(proposal) = by_id.get(id) else {
            match decided.first() {
                // It was taken in, and so is proposed no more: the plan itself.
                Some(d) if verdict.is_none_or(|v| v == d.verdict || is_taking(v) && is_taking(d.verdict)) => {
                    before += 1;
                }
                Some(d) => faults.push(sheet.fault(row, Column::Decision, Why::Decided(d.verdict.word()))),
                // Another document made the plan since: of a second one nobody decided, and nothing is lost.
                None if verdict.is_none() && is_of_a_plan(sheet, row) && proposals.plan.is_some() => before += 1,
                None => faults.push(sheet.fault(row, Column::Id, Why::NoProposal(id.to_owned()))),
            }
            continue;
        };
        match read(sheet, row, proposal) {
            Ok((draft, edited, into)) => {
                let certain = bulk == Bulk::Certain && proposal.certainty == Certainty::Certain && !edited;
                let verdict = match verdict {
                    None if certain && decided.is_empty() => Some(Verdict::Accept),
                    Some(Verdict::Accept) if edited => Some(Verdict::Correct),
                    verdict => verdict,
                };
                let said = said(verdict, &draft, edited, into.as_ref());
                if let Some(d) = decided.first() {
                    let same =
                        verdict.is_none() || decided.iter().any(|d| Some(d.verdict) == verdict && d.said == said);
                    if same {
                        before += 1;
                    } else {
                        faults.push(sheet.fault(row, Column::Decision, Why::Decided(d.verdict.word())));
                    }
                    continue;
                }
                let asked = Asked { row: place, part: 0, verdict, draft, edited, into, said };
                of.entry(id.to_owned()).or_default().push((asked, parts));
            }
            Err(mut found) => faults.append(&mut found),
        }
    }
    let mut undecided_edits = Vec::new();
    let mut out: BTreeMap<String, Vec<Asked>> = BTreeMap::new();
    for (id, rows) in of {
        let number = |asked: &Asked| sheet.rows.get(asked.row);
        let wrong = |asked: &Asked, why: Why| number(asked).map(|row| sheet.fault(row, Column::Decision, why));
        let splits = rows.iter().filter(|(a, _)| a.verdict == Some(Verdict::Split)).count();
        if splits > 0 {
            let wants = rows.iter().filter_map(|(_, parts)| *parts).max().unwrap_or(2);
            if splits != rows.len() || rows.len() != wants || rows.iter().any(|(_, p)| p.unwrap_or(2) != wants) {
                let why = || Why::Parts { has: rows.len(), wants };
                faults.extend(rows.iter().filter_map(|(a, _)| wrong(a, why())));
            }
        } else if rows.len() > 1 {
            faults.extend(rows.iter().skip(1).filter_map(|(a, _)| wrong(a, Why::Twice)));
        }
        let mut parts = Vec::new();
        for (part, (mut asked, _)) in (0u32..).zip(rows) {
            asked.part = part;
            if asked.verdict.is_none() && asked.edited {
                undecided_edits.extend(number(&asked).map(|r| r.number));
            }
            parts.push(asked);
        }
        out.insert(id, parts);
    }
    (All { of: out, before, undecided_edits }, faults)
}

/// Whether a decision takes something in.
fn is_taking(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Accept | Verdict::Correct | Verdict::Merge | Verdict::Split => true,
        Verdict::Ignore => false,
    }
}

/// What a cell decides: none for an empty one; of a split, into how many parts.
#[allow(clippy::type_complexity)]
fn verdict(given: &str) -> Option<(Option<Verdict>, Option<usize>)> {
    let given = given.to_lowercase();
    if given.is_empty() {
        return Some((None, None));
    }
    let words = Lexicon::get();
    let found = Verdict::ALL.into_iter().find(|v| words.words(v.word()).contains(&given.as_str()));
    if let Some(found) = found {
        return Some((Some(found), None));
    }
    let split = words.words(Verdict::Split.word()).iter().find_map(|w| given.strip_prefix(w))?;
    let parts = split.trim().parse().ok().filter(|n| (2..=99).contains(n))?;
    Some((Some(Verdict::Split), Some(parts)))
}

/// What a row says: its draft, whether that was mended, what it goes into.
#[allow(clippy::type_complexity)]
fn read(sheet: &Sheet, row: &Row, proposal: &Proposal) -> Result<(Draft, bool, Option<Into>), Vec<Fault>> {
    let mut faults = Vec::new();
    let mut draft = proposal.draft.clone();
    let mut edited = false;
    if let Some(kind) = sheet.cell(row, Column::Kind).filter(|k| !k.is_empty() && *k != draft.kind().word()) {
        match Kind::of(kind).and_then(|kind| turned(&draft, kind)) {
            Some(other) => {
                draft = other;
                edited = true;
            }
            None => faults.push(sheet.fault(row, Column::Kind, Why::NoKind(kind.to_owned()))),
        }
    }
    // What is wanted comes before how much: a range has two values.
    let first = [Column::Wanted];
    let order = first.iter().chain(Column::CONTENT.iter().filter(|c| **c != Column::Wanted));
    for column in order {
        let Some(given) = sheet.cell(row, *column) else { continue };
        // Cells that were another kind's are no mistake.
        if draft.kind() != proposal.draft.kind() && given == cell(&proposal.draft, *column) && *column != Column::Text {
            continue;
        }
        match set(&mut draft, *column, given) {
            Ok(changed) => edited |= changed,
            Err(why) => faults.push(sheet.fault(row, *column, why)),
        }
    }
    if let Draft::Target { wanted: luoshi_plan::Wanted::Range { low, high }, .. } = &draft
        && low > high
    {
        faults.push(sheet.fault(row, Column::Value, Why::Reversed));
    }
    let into = match sheet.cell(row, Column::Into).map_or(Ok(None), read_into) {
        Ok(Some(into)) if into == proposal.into => None,
        Ok(into) => into,
        Err(why) => {
            faults.push(sheet.fault(row, Column::Into, why));
            None
        }
    };
    if faults.is_empty() { Ok((draft, edited, into)) } else { Err(faults) }
}

/// What tells one decision from another: a hash of all it says.
fn said(verdict: Option<Verdict>, draft: &Draft, edited: bool, into: Option<&Into>) -> String {
    let mut hash = Sha256::new();
    hash.update(verdict.map_or("", Verdict::word));
    if edited {
        for column in Column::CONTENT {
            hash.update(format!("|{}", cell(draft, *column)));
        }
    }
    hash.update(into.map(crate::column::into_text).unwrap_or_default());
    digits(&hash.finalize(), 8)
}
