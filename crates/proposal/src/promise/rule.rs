//! A file of verdicts as it came back, checked against what is proposed: all of it holds, or nothing is taken in.

use super::{PromiseFault, PromiseWhy, Proposed, Read, ruling, runs};
use crate::sheet::{address, records};
use luoshi_ledger::Cite;
use luoshi_plan::{Outcome, Passage, Promise, PromiseId, Quoted, Ruling, SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// What a file comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuledOn {
    /// What is to be recorded: new promises have numbers below 0.
    pub promises: Vec<Promise>,
    /// How many rows have no decision.
    pub waiting: usize,
    /// How many say what stands in the record already.
    pub before: usize,
}

/// The columns without which a file cannot be understood.
const NEEDED: [&str; 5] = ["decision", "id", "verdict", "result_source", "result_spans"];

/// A file taken apart: which column stands where, and the rows.
struct File {
    columns: BTreeMap<String, usize>,
    rows: Vec<(usize, Vec<String>)>,
}

impl File {
    fn read(text: &str) -> Result<Self, Vec<PromiseFault>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let none = |cell: String, why| vec![PromiseFault { cell, column: "", why }];
        let headed = |mark: char| {
            let all = records(text, mark);
            let is_ours = |r: &Vec<Vec<String>>| {
                r.first().is_some_and(|h| ["decision", "id"].iter().all(|n| h.iter().any(|c| named(c) == *n)))
            };
            all.ok().filter(is_ours)
        };
        let Some(all) = [',', ';', '\t'].into_iter().find_map(headed) else {
            if let Err(line) = records(text, ',') {
                return Err(none(line.to_string(), PromiseWhy::Quotes));
            }
            return Err(none(String::new(), PromiseWhy::NoColumn("decision")));
        };
        let mut rows = all.into_iter().enumerate();
        let headings = rows.next().map(|(_, h)| h).unwrap_or_default();
        let columns: BTreeMap<String, usize> = headings.iter().enumerate().map(|(n, h)| (named(h), n)).collect();
        let mut faults = Vec::new();
        for needed in NEEDED.into_iter().filter(|n| !columns.contains_key(*n)) {
            faults.extend(none(String::new(), PromiseWhy::NoColumn(needed)));
        }
        let mut kept = Vec::new();
        for (n, cells) in rows.filter(|(_, cells)| cells.iter().any(|c| !c.trim().is_empty())) {
            let beyond = cells.iter().skip(headings.len()).any(|c| !c.trim().is_empty());
            if cells.len() < headings.len() || beyond {
                faults.extend(none((n + 1).to_string(), PromiseWhy::Cells));
            }
            kept.push((n + 1, cells));
        }
        if faults.is_empty() { Ok(Self { columns, rows: kept }) } else { Err(faults) }
    }

    /// The cell of a column, without blanks around it and without the mark that keeps it from being run.
    fn cell<'r>(&self, row: &'r [String], column: &str) -> &'r str {
        let text = self.columns.get(column).and_then(|at| row.get(*at)).map_or("", |c| c.trim());
        text.strip_prefix('\'').unwrap_or(text)
    }

    fn fault(&self, row: usize, column: &'static str, why: PromiseWhy) -> PromiseFault {
        let cell = self.columns.get(column).map_or_else(|| row.to_string(), |at| address(*at, row));
        PromiseFault { cell, column, why }
    }
}

fn named(heading: &str) -> String {
    heading.trim().to_ascii_lowercase()
}

/// Takes a file of rulings in: what is to be recorded, by the post that rules.
///
/// # Errors
/// Every [`PromiseFault`]; where there is one, nothing of the file may be recorded.
pub fn rule(
    text: &str,
    proposed: &[Proposed<'_>],
    documents: &[Read<'_>],
    by: &str,
) -> Result<RuledOn, Vec<PromiseFault>> {
    let file = File::read(text)?;
    let mut out = RuledOn::default();
    let mut faults = Vec::new();
    let mut chosen: BTreeMap<(SourceId, &str), Promise> = BTreeMap::new();
    let mut dismissed: Vec<((SourceId, &str), Promise)> = Vec::new();
    for (number, row) in &file.rows {
        let decision = file.cell(row, "decision").to_lowercase();
        if decision.is_empty() {
            out.waiting += 1;
            continue;
        }
        let Some(ruling) = ruling(&decision) else {
            faults.push(file.fault(*number, "decision", PromiseWhy::NoRuling(decision)));
            continue;
        };
        let id = file.cell(row, "id");
        let Some(one) = proposed.iter().find(|p| p.id() == id) else {
            faults.push(file.fault(*number, "id", PromiseWhy::NoProposal(id.to_owned())));
            continue;
        };
        match ruled(&file, *number, row, one, ruling, documents, by) {
            Err(fault) => faults.push(fault),
            Ok(promise) if ruling == Ruling::Dismiss => dismissed.push(((one.source, &one.proposal), promise)),
            Ok(promise) => {
                if chosen.insert((one.source, &one.proposal), promise).is_some() {
                    faults.push(file.fault(*number, "decision", PromiseWhy::Twice));
                }
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    // Of two candidates one is dismissed because the other is chosen; both dismissed, the promise is.
    let mut seen: BTreeSet<(SourceId, &str)> = chosen.keys().copied().collect();
    let dismissed = dismissed.into_iter().filter(|(key, _)| seen.insert(*key)).map(|(_, p)| p);
    let all: Vec<Promise> = chosen.into_values().chain(dismissed.collect::<Vec<_>>()).collect();
    let mut next = 0;
    for mut promise in all {
        let known = proposed.iter().filter_map(|p| p.ruled).find(|known| {
            known.target.passage.source == promise.target.passage.source && known.proposal == promise.proposal
        });
        if let Some(known) = known {
            promise.id = known.id;
            if (Promise { by: known.by.clone(), ..promise.clone() }) == *known {
                out.before += 1;
                continue;
            }
        } else {
            next -= 1;
            promise.id = PromiseId::new(next);
        }
        out.promises.push(promise);
    }
    Ok(out)
}

/// A row as a promise.
fn ruled(
    file: &File,
    number: usize,
    row: &[String],
    one: &Proposed<'_>,
    ruling: Ruling,
    documents: &[Read<'_>],
    by: &str,
) -> Result<Promise, PromiseFault> {
    let of = one.row;
    let machine = Outcome::of(of.verdict.word()).unwrap_or(Outcome::Open);
    let quoted = |cite: &Cite| {
        let source = documents.iter().find(|d| d.name == cite.source)?.source;
        let passage = Passage { source, spans: runs(&cite.spans) };
        Some(Quoted { passage, spans: runs(&cite.sentence_spans), words: cite.sentence.clone() })
    };
    let target = quoted(&of.target)
        .ok_or_else(|| file.fault(number, "id", PromiseWhy::NoProposal(file.cell(row, "id").to_owned())))?;
    let found = of.result.as_ref().and_then(quoted);
    let verdict = file.cell(row, "verdict");
    let (source, spans) = (file.cell(row, "result_source"), file.cell(row, "result_spans"));
    let outcome =
        || Outcome::of(verdict).ok_or_else(|| file.fault(number, "verdict", PromiseWhy::NoVerdict(verdict.to_owned())));
    let same_place = found.as_ref().map_or(source.is_empty() && spans.is_empty(), |f| {
        f.passage.source.to_string() == source && f.passage.spans_text() == spans
    });
    let (outcome, result, kind) = match ruling {
        Ruling::Dismiss => (machine, found, of.result_kind),
        Ruling::Confirm => {
            if outcome()? != machine || !same_place {
                return Err(file.fault(number, "decision", PromiseWhy::Changed));
            }
            (machine, found, of.result_kind)
        }
        Ruling::Correct => {
            let outcome = outcome()?;
            if outcome == machine && same_place {
                return Err(file.fault(number, "decision", PromiseWhy::Unchanged));
            }
            let kind = of.result_kind.filter(|_| same_place);
            let result = if same_place { found } else { place(file, number, source, spans, documents)? };
            (outcome, result, kind)
        }
    };
    let rests = matches!(outcome, Outcome::Kept | Outcome::Partly | Outcome::Missed | Outcome::Changed);
    if rests && result.is_none() && ruling != Ruling::Dismiss {
        return Err(file.fault(number, "verdict", PromiseWhy::NoResult));
    }
    let note = file.cell(row, "note");
    Ok(Promise {
        id: PromiseId::new(-1),
        proposal: one.proposal.clone(),
        said: one.said.clone(),
        ruling,
        outcome,
        body: of.body.clone(),
        indicator: of.indicator.clone(),
        measure: of.measure_word(),
        scope: of.scope.clone(),
        period: of.period.map(luoshi_ledger::When::text),
        target,
        result,
        result_kind: kind.map(|k| k.word().to_owned()),
        by: by.to_owned(),
        note: Some(note.to_owned()).filter(|n| !n.is_empty()),
    })
}

/// The sentence around a place that a person named.
fn place(
    file: &File,
    number: usize,
    source: &str,
    spans: &str,
    documents: &[Read<'_>],
) -> Result<Option<Quoted>, PromiseFault> {
    if source.is_empty() && spans.is_empty() {
        return Ok(None);
    }
    if source.is_empty() || spans.is_empty() {
        return Err(file.fault(number, "result_spans", PromiseWhy::Half));
    }
    let digits = source.strip_prefix("source/").unwrap_or(source);
    let document = documents.iter().find(|d| d.source.to_string() == digits);
    let document =
        document.ok_or_else(|| file.fault(number, "result_source", PromiseWhy::NoSource(source.to_owned())))?;
    let nowhere = || file.fault(number, "result_spans", PromiseWhy::NoSpans(spans.to_owned()));
    let given = Passage::read_spans(spans).filter(|s| !s.is_empty()).ok_or_else(nowhere)?;
    let within = |(start, end): &(u32, u32), all: &[luoshi_reader::Span]| {
        all.iter().any(|s| s.start() <= *start && *end <= s.end())
    };
    let sentence = document.reading.sentences.iter().find(|s| given.iter().all(|run| within(run, &s.spans)));
    let sentence = sentence.ok_or_else(nowhere)?;
    let chars: Vec<char> = document.text.chars().collect();
    let words = sentence.spans.iter().flat_map(|s| chars.get(s.range()).unwrap_or_default()).collect();
    let passage = Passage { source: document.source, spans: given };
    Ok(Some(Quoted { passage, spans: runs(&sentence.spans), words }))
}
