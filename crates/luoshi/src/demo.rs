//! The example: an invented city, its documents, and the plan made of them by the ways that any user takes. Nothing here is
//! of a real place.

use crate::command::import::{READING, TEXT, read};
use crate::command::promises::{drawn, record_rulings};
use crate::i18n::Words;
use crate::input::from_bytes;
use luoshi_files::{KINDS, NotTaken, take_in};
use luoshi_plan::Date;
use luoshi_proposal::{Proposed, rule};
use luoshi_store::db::Place;
use luoshi_store::plan::{At, Source, SourceBytes, sources};
use luoshi_store::{Intent, Options, Store, StoreError};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The day on which the example's newest news is a month old, and every word of a status occurs.
pub(crate) const DAY: Date = jiff::civil::date(2026, 11, 20);

/// Who made the record.
const ACTOR: &str = "鹿川市发展改革委规划科";

macro_rules! embedded {
    ($folder:literal: $($name:literal $file:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../demo/", $folder, $file)).as_slice())),*]
    };
}

/// The documents, by the names their authors gave them.
const DOCUMENTS: &[(&str, &[u8])] = embedded!["":
    "规划纲要.txt" "outline.txt",
    "2024年政府工作报告.txt" "report-2024.txt",
    "2025年政府工作报告.txt" "report-2025.txt",
    "2026年政府工作报告.txt" "report-2026.txt",
    "重点任务分工方案.txt" "tasks.txt",
    "2026年民生实事.txt" "livelihood-2026.txt",
    "指标调整通知.txt" "change-2026.txt",
    "2025年分区县主要指标.csv" "districts-2025.csv",
    "2026年前三季度分区县主要指标.csv" "districts-2026.csv",
    "全市主要指标汇总表.csv" "city.csv",
    "分区县分季度主要指标.csv" "districts-quarterly.csv",
];

/// The plan as files.
const PLAN: &[(&str, &[u8])] = embedded!["plan/":
    "plan.toml" "plan.toml",
    "sources.csv" "sources.csv",
    "territories.csv" "territories.csv",
    "bodies.csv" "bodies.csv",
    "posts.csv" "posts.csv",
    "goals.csv" "goals.csv",
    "principles.csv" "principles.csv",
    "indicators.csv" "indicators.csv",
    "targets.csv" "targets.csv",
    "milestones.csv" "milestones.csv",
    "observations.csv" "observations.csv",
    "tasks.csv" "tasks.csv",
    "steps.csv" "steps.csv",
    "assignments.csv" "assignments.csv",
    "citations.csv" "citations.csv",
];

/// What the example's office ruled about verdicts of the ledger: indicator, period, decision, verdict,
/// words of another result, note.
const RULINGS: &str = include_str!("../demo/promises.csv");

/// Makes the example's record: its documents are read and kept as `luoshi import` keeps them, its plan comes in as by
/// `luoshi plan import`, verdicts of its ledger are confirmed as by `luoshi promises confirm`. A record that holds it already is left as it is.
pub(crate) fn build(place: &Place, options: &Options, words: &Words) -> Result<Store, String> {
    let said = |error: StoreError| error.to_string();
    let store = Store::open(place, options).map_err(said)?;
    let known: Vec<[u8; 32]> =
        store.read(|reader| sources(reader, At::NOW)).map_err(said)?.iter().map(|source| source.sha256).collect();
    // Reading takes the time: every document in a thread of its own, recorded in their order.
    let made = std::thread::scope(|scope| {
        let threads: Vec<_> = DOCUMENTS
            .iter()
            .map(|(name, bytes)| {
                scope.spawn(move || {
                    let loaded = from_bytes((*name).to_owned(), bytes.to_vec()).map_err(|e| e.message(words))?;
                    let made = read(&loaded, None);
                    Ok((loaded, made))
                })
            })
            .collect();
        let ended = |thread: std::thread::ScopedJoinHandle<'_, Result<_, String>>| {
            thread.join().unwrap_or_else(|_| Err(words.get("error.panic").to_owned()))
        };
        threads.into_iter().map(ended).collect::<Result<Vec<_>, String>>()
    })?;
    for ((name, bytes), (loaded, made)) in DOCUMENTS.iter().zip(made) {
        if known.contains(&loaded.sha()) {
            continue;
        }
        let about = Source { name: Some((*name).to_owned()), ..made.source(&loaded) };
        let (text, json) = (loaded.document.text, made.json);
        let done = store.submit(Intent::new("source.import", ACTOR), move |act| {
            let (id, _) = SourceBytes { about: &about, bytes }.record(act)?;
            act.reading(id, TEXT, text.as_bytes())?;
            act.reading(id, READING, &json)
        });
        done.and_then(luoshi_store::Pending::wait).map_err(said)?;
    }
    let files: BTreeMap<String, Vec<u8>> =
        PLAN.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    debug_assert_eq!(files.len(), KINDS.len() + 1);
    let whole = luoshi_files::read(&files).map_err(|faults| faults.to_string())?.whole;
    let intent = Intent::new("plan.import", ACTOR);
    match take_in(&store, whole, &mut |_| Ok(None), &intent, false) {
        Ok(_) => rulings(&store, words).map(|_| store),
        // It is there from an earlier run.
        Err(NotTaken::Another { .. }) => Ok(store),
        Err(error) => Err(error.to_string()),
    }
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
