//! The example: an invented city, its documents, and the plan made of them by the ways that any user takes. Nothing here is
//! of a real place.

mod hand;

use crate::command::import::{Made, READING, TEXT, read};
use crate::command::promises::{drawn, record_rulings};
use crate::command::sheet;
use crate::i18n::Words;
use crate::input::{Loaded, from_bytes};
use hand::{ByHand, adopt};
use luoshi_files::{KINDS, take_in};
use luoshi_plan::{Date, SourceId};
use luoshi_proposal::{Bulk, Choice, Proposal, Proposed, Sheet, decide, propose, rule};
use luoshi_reader::{Options as Reads, Reading};
use luoshi_store::db::Place;
use luoshi_store::plan::{At, Source, SourceBytes, whole};
use luoshi_store::{Intent, Options, Store, StoreError};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The day on which the example's newest news is a month old, and every word of a status occurs.
pub(crate) const DAY: Date = jiff::civil::date(2026, 11, 20);

/// Who made the record.
const ACTOR: &str = "鹿川市发展改革委规划科";

/// What comes in, in its turn.
enum Step {
    /// A document, and what a person decided about its proposals.
    Document(&'static str, &'static [u8], Option<&'static str>),
    /// A workbook of an office, and the day it came.
    Office(&'static str, Date, &'static [u8]),
    /// What somebody knows who makes the plan, and no document says: the frame of places and bodies, how often values come.
    Frame,
}

macro_rules! document {
    ($name:literal, $file:literal) => {
        Step::Document($name, include_bytes!(concat!("../demo/", $file)), None)
    };
    ($name:literal, $file:literal, $decisions:literal) => {
        Step::Document(
            $name,
            include_bytes!(concat!("../demo/", $file)),
            Some(include_str!(concat!("../demo/decisions/", $decisions))),
        )
    };
}

macro_rules! office {
    ($name:literal, ($year:literal, $month:literal, $day:literal), $file:literal) => {
        Step::Office($name, jiff::civil::date($year, $month, $day), include_bytes!(concat!("../demo/office/", $file)))
    };
}

/// The documents and workbooks by the names their authors gave them, in the order in which they are taken in.
const STEPS: &[Step] = &[
    document!("规划纲要.txt", "outline.txt", "outline.csv"),
    document!("重点任务分工方案.txt", "tasks.txt", "tasks.csv"),
    Step::Frame,
    document!("2024年政府工作报告.txt", "report-2024.txt", "report-2024.csv"),
    office!("分区县年度目标.csv", (2024, 3, 18), "aims-2024-03-18.csv"),
    office!("2016—2022年主要指标.csv", (2024, 4, 1), "stat-2024-04-01-2016_2022.csv"),
    office!("2024年1-3月主要指标.csv", (2024, 4, 22), "stat-2024-04-22-2024-01_2024-03.csv"),
    office!("2024年1-6月主要指标.csv", (2024, 7, 22), "stat-2024-07-22-2024-S1.csv"),
    office!("2024年1-9月主要指标.csv", (2024, 10, 23), "stat-2024-10-23-2024-01_2024-09.csv"),
    document!("2025年政府工作报告.txt", "report-2025.txt", "report-2025.csv"),
    office!("2024年主要指标.csv", (2025, 2, 7), "stat-2025-02-07-2024.csv"),
    office!("2025年1-3月主要指标.csv", (2025, 4, 21), "stat-2025-04-21-2025-01_2025-03.csv"),
    office!("2025年1-6月主要指标.csv", (2025, 7, 21), "stat-2025-07-21-2025-S1.csv"),
    office!("2025年1-9月主要指标.csv", (2025, 10, 22), "stat-2025-10-22-2025-01_2025-09.csv"),
    document!("2026年政府工作报告.txt", "report-2026.txt", "report-2026.csv"),
    document!("2026年民生实事.txt", "livelihood-2026.txt", "livelihood-2026.csv"),
    office!("2025年主要指标.csv", (2026, 2, 6), "stat-2026-02-06-2025.csv"),
    document!("指标调整通知.txt", "change-2026.txt", "change-2026.csv"),
    office!("2026年1-3月主要指标.csv", (2026, 4, 21), "stat-2026-04-21-2026-01_2026-03.csv"),
    office!("2026年1-6月主要指标.csv", (2026, 7, 22), "stat-2026-07-22-2026-S1.csv"),
    office!("2026年1-9月主要指标.csv", (2026, 10, 21), "stat-2026-10-21-2026-01_2026-09.csv"),
    office!("重点任务进展台账.csv", (2026, 11, 10), "tasks-2026-11-10.csv"),
];

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../demo/plan/", $name)).as_slice())),*]
    };
}

/// The plan as files, as whoever answers for it has it in the end.
const PLAN: &[(&str, &[u8])] = files![
    "plan.toml" "sources.csv" "territories.csv" "bodies.csv" "posts.csv" "goals.csv" "principles.csv" "indicators.csv"
    "targets.csv" "milestones.csv" "observations.csv" "tasks.csv" "steps.csv" "assignments.csv" "citations.csv"
];

/// What the example's office ruled about verdicts of the ledger: indicator, period, decision, verdict,
/// words of another result, note.
const RULINGS: &str = include_str!("../demo/promises.csv");

/// Makes the example's record as any user would: documents are imported, their proposals decided about, workbooks taken in,
/// and what none of them says is written into the plan's files; verdicts of its ledger are confirmed as by
/// `luoshi promises confirm`. A record that holds it already is left as it is.
pub(crate) fn build(place: &Place, options: &Options, words: &Words) -> Result<Store, String> {
    made(place, options, words).map(|(store, _)| store)
}

/// As [`build`]; with what was left to be written by hand, and what decisions met no proposal.
fn made(place: &Place, options: &Options, words: &Words) -> Result<(Store, Left), String> {
    let said = |error: StoreError| error.to_string();
    let store = Store::open(place, options).map_err(said)?;
    let mut left = Left::default();
    if !store.read(|reader| luoshi_store::plan::plans(reader, At::NOW)).map_err(said)?.is_empty() {
        return Ok((store, left));
    }
    let mut papers = papers(words)?.into_iter();
    for step in STEPS {
        match step {
            Step::Document(name, bytes, decisions) => {
                let Some(paper) = papers.next() else { continue };
                let id = paper.import(&store, name, bytes).map_err(said)?;
                if let Some(decisions) = decisions {
                    left.lost += paper.decide(&store, id, decisions)?;
                }
            }
            Step::Office(name, day, bytes) => sheet::take::embedded(&store, name, *day, bytes, ACTOR, words)
                .map_err(|why| format!("{name}: {why}"))?,
            Step::Frame => drop(by_hand(&store, false)?),
        }
    }
    left.by_hand = by_hand(&store, true)?;
    rulings(&store, words)?;
    Ok((store, left))
}

/// What the documents and workbooks did not give.
#[derive(Debug, Default)]
struct Left {
    #[cfg_attr(not(test), allow(dead_code))]
    by_hand: ByHand,
    /// Decisions that met no proposal.
    #[cfg_attr(not(test), allow(dead_code))]
    lost: usize,
}

/// Takes in the plan's files: all, or without values.
fn by_hand(store: &Store, values: bool) -> Result<ByHand, String> {
    let files: BTreeMap<String, Vec<u8>> =
        PLAN.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    debug_assert_eq!(files.len(), KINDS.len() + 1);
    let mine = luoshi_files::read(&files).map_err(|faults| faults.to_string())?.whole;
    let there = store.read(|reader| whole(reader, None, At::NOW)).map_err(|e| e.to_string())?;
    let (mine, by_hand) = adopt(mine, &there, values);
    take_in(store, mine, &mut |_| Ok(None), &Intent::new("plan.import", ACTOR), false).map_err(|e| e.to_string())?;
    Ok(by_hand)
}

/// A document, read.
struct Paper {
    loaded: Loaded,
    reading: Reading,
    made: Made,
}

/// All documents in the order of their steps. Reading takes the time: each in a thread of its own.
fn papers(words: &Words) -> Result<Vec<Paper>, String> {
    let documents = STEPS.iter().filter_map(|step| match step {
        Step::Document(name, bytes, _) => Some((*name, *bytes)),
        Step::Office(..) | Step::Frame => None,
    });
    std::thread::scope(|scope| {
        let threads: Vec<_> = documents
            .map(|(name, bytes)| {
                scope.spawn(move || {
                    let loaded = from_bytes(name.to_owned(), bytes.to_vec()).map_err(|e| e.message(words))?;
                    let made = read(&loaded, None);
                    let reading = loaded.read(Reads::default());
                    Ok(Paper { loaded, reading, made })
                })
            })
            .collect();
        let ended = |thread: std::thread::ScopedJoinHandle<'_, Result<_, String>>| {
            thread.join().unwrap_or_else(|_| Err(words.get("error.panic").to_owned()))
        };
        threads.into_iter().map(ended).collect()
    })
}

impl Paper {
    /// Takes it in as `luoshi import` does.
    fn import(&self, store: &Store, name: &str, bytes: &'static [u8]) -> Result<SourceId, StoreError> {
        let about = Source {
            name: Some(name.to_owned()),
            bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            ..self.made.source(&self.loaded)
        };
        let (text, json) = (self.loaded.document.text.clone(), self.made.json.clone());
        let done = store.act(Intent::new("source.import", ACTOR), move |act| {
            let (id, _) = SourceBytes { about: &about, bytes }.record(act)?;
            act.reading(id, TEXT, text.as_bytes())?;
            act.reading(id, READING, &json)?;
            Ok(id)
        });
        done?.value.ok_or_else(|| StoreError::Odd(name.to_owned()))
    }

    /// Decides about its proposals as `luoshi plan apply` does; how many decisions met none.
    fn decide(&self, store: &Store, id: SourceId, decisions: &str) -> Result<usize, String> {
        let said = |error: StoreError| error.to_string();
        let sha256 = self.loaded.sha();
        let document = luoshi_proposal::Document {
            source: id,
            sha256: &sha256,
            name: &self.loaded.path,
            text: &self.loaded.document.text,
            reading: &self.reading,
            day: self.made.day,
            came: DAY,
            territory: None,
        };
        let there = store.read(|reader| whole(reader, None, At::NOW)).map_err(said)?;
        let (file, lost) = renewed(decisions, &propose(&document, &there, Choice::Usual).list);
        let faults = |faults: Vec<luoshi_proposal::Fault>| {
            let all: Vec<String> = faults.iter().map(|f| f.words(luoshi_plan::Language::En)).collect();
            format!("{}: {}", self.loaded.path, all.join("; "))
        };
        let sheet = Sheet::read(&file).map_err(faults)?;
        let decided = decide(&sheet, &document, &there, &[], Bulk::Wait).map_err(faults)?;
        let mut intent = Intent::new("proposals.apply", ACTOR);
        intent.source = Some(id.get());
        intent.subject = Some(format!("source/{id}"));
        store.act(intent, move |act| act.changes(&decided.changes).map(drop)).map_err(said)?;
        Ok(lost)
    }
}

/// The decisions under the numbers that the proposals have today: a reader that improves gives another number to what it reads
/// otherwise, at the same place. Decisions that meet nothing there are left out, and counted.
fn renewed(decisions: &str, list: &[Proposal]) -> (String, usize) {
    let rows: Vec<Vec<&str>> = decisions.lines().map(|line| line.split(',').collect()).collect();
    let at = |name: &str| rows.first().and_then(|head| head.iter().position(|c| *c == name)).unwrap_or(usize::MAX);
    let (kind, place, id) = (at("kind"), at("place"), at("id"));
    let cell = |row: &[&str], at: usize| row.get(at).map_or_else(String::new, |c| (*c).to_owned());
    let mut new: BTreeMap<String, String> = BTreeMap::new();
    for row in rows.iter().skip(1) {
        let old = cell(row, id);
        let same = |p: &&Proposal| {
            let (line, column) = p.place;
            p.draft.kind().word() == cell(row, kind) && format!("{line}:{column}") == cell(row, place)
        };
        let found = list.iter().find(|p| p.id == old).or_else(|| {
            list.iter()
                .filter(same)
                .find(|p| !new.values().any(|n| *n == p.id) && !rows.iter().any(|r| cell(r, id) == p.id))
        });
        if let Some(found) = found {
            new.insert(old, found.id.clone());
        }
    }
    let (mut out, mut unmet, mut rows_left) = (String::new(), 0, 0usize);
    for (n, row) in rows.iter().enumerate() {
        let is_end = row.first() == Some(&"end");
        if n > 0 && !is_end && !new.contains_key(&cell(row, id)) {
            unmet += 1;
            continue;
        }
        rows_left += usize::from(n > 0 && !is_end);
        let count = rows_left.to_string();
        let cells = row.iter().enumerate().map(|(c, text)| match () {
            () if is_end && c == id => count.as_str(),
            () => new.get(*text).map_or(*text, String::as_str),
        });
        out.push_str(&cells.collect::<Vec<_>>().join(","));
        out.push('\n');
    }
    (out, unmet)
}

/// Fills the file of verdicts in as the example's office did, and takes it in: how many rulings found their verdict.
fn rulings(store: &Store, words: &Words) -> Result<usize, String> {
    let said = |error: StoreError| error.to_string();
    let drawn = drawn(store, words).map_err(said)?;
    let (all, documents) = (drawn.proposed(&[]), drawn.documents());
    let mut shown = Vec::new();
    let mut file = String::from("decision,id,verdict,result_source,result_spans,note\n");
    for line in RULINGS.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let &[indicator, period, decision, verdict, words, note] = cells.as_slice() else { continue };
        let fits = |p: &&Proposed<'_>| {
            p.row.indicator == indicator && p.row.period.is_some_and(|w| w.text() == period) && !shown.contains(&p.id())
        };
        let Some(one) = all.iter().find(fits) else { continue };
        // The result that was found, or words of another document that the office names instead.
        let named = documents.iter().filter(|d| !words.is_empty() && d.source != one.source).find_map(|d| {
            let start = d.text.find(words).and_then(|at| d.text.get(..at))?.chars().count();
            Some((d.source, format!("{start}-{}", start + words.chars().count())))
        });
        let found = one.row.result.as_ref().and_then(|r| {
            let source = documents.iter().find(|d| d.name == r.source)?.source;
            Some((source, spans(&r.spans)))
        });
        let (source, spans) = named.or(found).map(|(s, at)| (s.to_string(), at)).unwrap_or_default();
        let verdict = if verdict.is_empty() { one.row.verdict.word() } else { verdict };
        let id = one.id();
        // Writing into memory cannot fail.
        let _ = writeln!(file, "{decision},{id},{verdict},{source},\"{spans}\",{note}");
        shown.push(id);
    }
    let on = rule(&file, &all, &documents, ACTOR)
        .map_err(|faults| faults.iter().map(|f| f.words(words.plan_language())).collect::<Vec<_>>().join("\n"))?;
    if !on.promises.is_empty() {
        record_rulings(store, on.promises, None, ACTOR, None).map_err(said)?;
    }
    Ok(shown.len())
}

/// Runs of characters as files of verdicts write them.
fn spans(spans: &[luoshi_reader::Span]) -> String {
    spans.iter().map(|s| format!("{}-{}", s.start(), s.end())).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;
