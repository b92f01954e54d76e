//! `luoshi plan apply`: the decisions of a proposals file become a plan, all of them or none.

use super::super::record::{failed, open};
use super::super::unwritten;
use super::source::{Held, find, held};
use crate::args::{Apply, Ended};
use crate::i18n::Words;
use crate::input::{from_bytes, take_file};
use crate::output::say;
use crate::terminal::inert;
use crate::walk::Input;
use luoshi_document::FaultKind;
use luoshi_plan::Changes;
use luoshi_proposal::{Bulk, Decided, Sheet, decide};
use luoshi_store::plan::{At, decisions, sources, whole};
use luoshi_store::{Intent, Store, StoreError};
use std::io::{self, Write as _};
use std::path::Path;

/// How often a file is decided anew when others wrote meanwhile.
const TRIES: usize = 5;

/// Faults that are printed; the rest is counted.
const SHOWN: usize = 100;

/// What an act of this command is.
pub(super) const APPLY: &str = "proposals.apply";

/// So many columns that are not known are named; a sheet may have thousands.
const UNKNOWN: usize = 5;

pub(super) fn run(args: &Apply, words: &Words) -> Ended {
    let named = inert(&args.file.to_string_lossy());
    let text = match text(&args.file, words) {
        Ok(text) => text,
        Err(why) => {
            say(&format!("luoshi: {named}: {why}"));
            return Ended::Faults;
        }
    };
    let sheet = match Sheet::read(&text) {
        Ok(sheet) => sheet,
        Err(faults) => return refuse(&faults, &named, words),
    };
    for heading in sheet.unknown.iter().take(UNKNOWN) {
        say(&format!("luoshi: {named}: {}", words.fill("propose.unknown_column", &[("name", &inert(heading))])));
    }
    if let Some(more) = sheet.unknown.len().checked_sub(UNKNOWN).filter(|more| *more > 0) {
        say(&format!("luoshi: {named}: {}", words.fill("propose.unknown_columns", &[("n", &more.to_string())])));
    }
    let store = match Store::read_only(&args.data).and_then(|_| open(&args.data, words)) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let ended = apply(&store, &sheet, args, &named, words);
    store.close();
    ended
}

/// The text of the file: spreadsheets save CSV in the encoding of their country.
pub(in crate::command) fn text(file: &Path, words: &Words) -> Result<String, String> {
    let input = if file.as_os_str() == "-" {
        Input::Stdin
    } else {
        let size = std::fs::metadata(file).map_or(0, |m| m.len());
        Input::File(file.to_owned(), size)
    };
    let bytes = take_file(&input).map_err(|e| e.message(words))?;
    if luoshi_document::is_workbook(&bytes, &file.to_string_lossy()) {
        let values = super::workbook::read(&bytes).map_err(|e| e.message(words))?;
        return values.ok_or_else(|| words.get("propose.no_sheet").to_owned());
    }
    let loaded = from_bytes("proposals.csv".to_owned(), bytes).map_err(|e| e.message(words))?;
    // A character that was lost in the report itself stands in its sentences, and is none that the spreadsheet lost.
    if let Some(fault) = loaded.document.faults.iter().find(|f| f.kind != FaultKind::AlreadyLost) {
        let at = fault.bytes.start.to_string();
        return Err(words.fill("propose.not_text", &[("at", &at)]));
    }
    Ok(loaded.document.text)
}

fn refuse(faults: &[luoshi_proposal::Fault], named: &str, words: &Words) -> Ended {
    // Rows that rest on one another in a circle find each other more than once.
    let mut seen = std::collections::BTreeSet::new();
    let told = faults.iter().map(|fault| inert_lines(&fault.words(words.plan_language())));
    let told: Vec<String> = told.filter(|text| seen.insert(text.clone())).collect();
    for text in told.iter().take(SHOWN) {
        say(&format!("luoshi: {named}: {text}"));
    }
    let (n, more) = (told.len().to_string(), told.len().saturating_sub(SHOWN));
    let key = if more > 0 { "propose.refused" } else { "propose.refused_all" };
    say(&format!("luoshi: {}", words.fill(key, &[("n", &n), ("more", &more.to_string())])));
    Ended::Faults
}

/// Safe to print, its lines kept.
fn inert_lines(text: &str) -> String {
    text.lines().map(inert).collect::<Vec<_>>().join("\n")
}

fn apply(store: &Store, sheet: &Sheet, args: &Apply, named: &str, words: &Words) -> Ended {
    let all = match store.read(|reader| sources(reader, At::NOW)) {
        Ok(all) => all,
        Err(error) => return failed(&error, words),
    };
    let found = find(&all, &sheet.origin.source, words).and_then(|source| Ok((source, held(store, source, words)?)));
    let (source, Held { loaded, reading, day, came, id }) = match found {
        Ok(found) => found,
        Err(why) => {
            say(&format!("luoshi: {named}: {why}"));
            return Ended::Faults;
        }
    };
    let document = luoshi_proposal::Document {
        source: id,
        sha256: &source.sha256,
        name: source.name.as_deref().unwrap_or("-"),
        text: &loaded.document.text,
        reading: &reading,
        day,
        came,
        territory: sheet.origin.territory.as_deref(),
    };
    let bulk = if args.certain { Bulk::Certain } else { Bulk::Wait };
    for _ in 0..TRIES {
        let known = store
            .read(|reader| Ok((reader.head().size, whole(reader, None, At::NOW)?, decisions(reader, id, At::NOW)?)));
        let (size, whole, earlier) = match known {
            Ok(known) => known,
            Err(error) => return failed(&error, words),
        };
        let decided = match decide(sheet, &document, &whole, &earlier, bulk) {
            Ok(decided) => decided,
            Err(faults) => return refuse(&faults, named, words),
        };
        if decided.changes.is_empty() || args.dry_run {
            return tell(&decided, None, args, words);
        }
        match record(store, decided.changes.clone(), size, id.get(), args) {
            Ok(Some(entry)) => return tell(&decided, Some(entry), args, words),
            // Somebody wrote meanwhile: what is the same as what is looked up anew.
            Ok(None) => {}
            Err(error) => return failed(&error, words),
        }
    }
    say(&format!("luoshi: {}", words.get("propose.busy")));
    Ended::Faults
}

/// Records changes, where the record is still as it was read; the number of the entry.
fn record(store: &Store, changes: Changes, size: i64, source: i64, args: &Apply) -> Result<Option<i64>, StoreError> {
    let mut intent = Intent::new(APPLY, &args.actor);
    intent.why.clone_from(&args.why);
    intent.source = Some(source);
    intent.subject = Some(format!("source/{source}"));
    let done = store.act(intent, move |act| {
        if act.number() != size {
            return Err(StoreError::Changed { what: "plan".to_owned(), now: act.number() - 1 });
        }
        act.changes(&changes).map(|_| ())
    });
    match done {
        Ok(done) => Ok(Some(done.number)),
        Err(StoreError::Changed { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Says what came of it.
fn tell(decided: &Decided, entry: Option<i64>, args: &Apply, words: &Words) -> Ended {
    let mut out = String::new();
    for ((kind, verdict), n) in &decided.counts {
        let (kind, verdict) = (words.of_word("proposal", kind.word()), words.of_word("decision", verdict.word()));
        out.push_str(&words.fill("propose.count", &[("kind", kind), ("verdict", verdict), ("n", &n.to_string())]));
        out.push('\n');
    }
    let numbers = [
        ("waiting", decided.waiting.to_string()),
        ("before", decided.before.to_string()),
        ("along", decided.along.to_string()),
    ];
    let numbers = numbers.each_ref().map(|(k, v)| (*k, v.as_str()));
    out.push_str(&words.fill("propose.rest", &numbers));
    out.push('\n');
    if !decided.undecided_edits.is_empty() {
        let rows: Vec<String> = decided.undecided_edits.iter().map(ToString::to_string).collect();
        say(&format!("luoshi: {}", words.fill("propose.undecided", &[("rows", &rows.join(", "))])));
    }
    // A place that is on no list is made all the same, for a person may mean it; a slip of the hand is seen here.
    for made in decided.changes.territories.iter().filter(|t| t.code.is_none()) {
        say(&format!("luoshi: {}", words.fill("propose.unknown_place", &[("name", &inert(&made.name))])));
    }
    let last = match entry {
        Some(entry) => words.fill("propose.applied", &[("entry", &entry.to_string())]),
        None if args.dry_run && !decided.changes.is_empty() => words.get("propose.dry_run").to_owned(),
        None => words.get("propose.nothing").to_owned(),
    };
    out.push_str(&last);
    out.push('\n');
    let mut stdout = io::stdout().lock();
    match stdout.write_all(out.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}
