//! The ledger drawn up from the documents of a record.

use super::super::plan::source::{Held, held};
use crate::i18n::Words;
use luoshi_ledger::{Report, Row, Source as Given, ledger, whole_bodies};
use luoshi_plan::{Promise, SourceId};
use luoshi_proposal::{Proposed, Read, proposed};
use luoshi_store::plan::{At, Source, promises, sources};
use luoshi_store::{Store, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// A document of the record, read again as it was read when it came in.
struct Document {
    name: String,
    sha256: [u8; 32],
    held: Held,
}

/// What the documents of a record promise, and what came of it, as the program reads them.
pub(crate) struct Drawn {
    documents: Vec<Document>,
    rows: Vec<Row>,
    /// Documents that could not be used, and why.
    pub(crate) left: Vec<String>,
}

/// Reads all documents of a record and draws up the ledger of each government.
pub(crate) fn drawn(store: &Store, words: &Words) -> Result<Drawn, StoreError> {
    let all = store.read(|reader| sources(reader, At::NOW))?;
    let names = names(&all);
    // Reading takes the time: as many at once as there are processors.
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(all.len().max(1));
    let next = std::sync::atomic::AtomicUsize::new(0);
    let read = || {
        let mut out = Vec::new();
        while let Some(source) = all.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            out.push((source, held(store, source, words)));
        }
        out
    };
    let mut read: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(read)).collect();
        threads.into_iter().flat_map(|t| t.join().unwrap_or_default()).collect()
    });
    read.sort_by_key(|(source, _)| source.id);
    let (mut documents, mut left) = (Vec::new(), Vec::new());
    for (source, held) in read {
        match held {
            Ok(held) => {
                let name = names.get(&held.id).cloned().unwrap_or_default();
                documents.push(Document { name, sha256: source.sha256, held });
            }
            Err(why) => left.push(why),
        }
    }
    let rows = rows(&documents);
    Ok(Drawn { documents, rows, left })
}

/// What each document is called in the ledger: its name, with its number where another has the same.
fn names(all: &[Source]) -> BTreeMap<SourceId, String> {
    let name = |s: &Source| s.name.clone().or_else(|| s.title.clone()).unwrap_or_default();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for source in all {
        *counts.entry(name(source)).or_default() += 1;
    }
    all.iter()
        .filter_map(|s| {
            let (id, name) = (s.id?, name(s));
            let alone = counts.get(&name) == Some(&1) && !name.is_empty();
            Some((id, if alone { name } else { format!("source {id}/{name}") }))
        })
        .collect()
}

/// The rows of all governments. A document that does not say for whom it speaks is of the one government that the others are
/// of, if there is but one.
fn rows(documents: &[Document]) -> Vec<Row> {
    let mut reports: Vec<(Option<String>, Report)> = Vec::new();
    for document in documents {
        let (text, reading) = (&document.held.loaded.document.text, &document.held.reading);
        let report = Report::new(&Given { name: &document.name, text, reading });
        reports.push((report.body().map(str::to_owned), report));
    }
    whole_bodies(reports.iter_mut().map(|(body, _)| body));
    let bodies: BTreeSet<String> = reports.iter().filter_map(|(body, _)| body.clone()).collect();
    let only = bodies.first().filter(|_| bodies.len() == 1).cloned();
    let mut groups: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for (body, mut report) in reports {
        let body = body.or_else(|| only.clone()).unwrap_or_default();
        report.assume_body(&body);
        groups.entry(body).or_default().push(report);
    }
    groups.into_iter().flat_map(|(body, reports)| ledger(&body, reports).rows).collect()
}

impl Drawn {
    /// The documents, as proposals count in them.
    pub(crate) fn documents(&self) -> Vec<Read<'_>> {
        self.documents
            .iter()
            .map(|d| Read {
                source: d.held.id,
                sha256: &d.sha256,
                name: &d.name,
                text: &d.held.loaded.document.text,
                reading: &d.held.reading,
            })
            .collect()
    }

    /// Its verdicts, with what was ruled about them.
    pub(crate) fn proposed<'a>(&'a self, ruled: &'a [Promise]) -> Vec<Proposed<'a>> {
        proposed(&self.rows, &self.documents(), ruled)
    }
}

/// What was ruled, as it stands.
pub(crate) fn ruled(store: &Store) -> Result<Vec<Promise>, StoreError> {
    Ok(store.read(|reader| promises(reader, At::NOW))?.into_iter().map(|r| r.promise).collect())
}

/// Says which documents could not be used.
pub(super) fn tell_left(drawn: &Drawn) {
    for why in &drawn.left {
        crate::output::say(&format!("luoshi: {why}"));
    }
}
