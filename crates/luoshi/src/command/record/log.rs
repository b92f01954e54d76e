//! `luoshi log`: the journal, for a person; or laid out as files for a web server.

use super::{failed, said};
use crate::args::{Ended, Log};
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_store::db::Place;
use luoshi_store::history::{self, Told};
use luoshi_store::table::Kind;
use luoshi_store::{Cell, Group, Options, Reader, Store, StoreError};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

pub(super) fn run(args: &Log, words: &Words) -> Ended {
    if let Some(out) = &args.out {
        return lay(&args.data, out, words);
    }
    let text = Store::read_only(&args.data).and_then(|store| {
        store.read(|reader| {
            if args.last < 0 || args.entry.is_some_and(|n| n < 0) {
                return Err(StoreError::Refused(words.get("log.below").to_owned()));
            }
            let (before, limit) = match args.entry {
                Some(number) => (number.saturating_add(1), 1),
                None => (i64::MAX, args.last),
            };
            let told = history::entries(reader, before, limit)?;
            if let Some(number) = args.entry
                && told.first().is_none_or(|t| t.number != number)
            {
                return Err(StoreError::Refused(words.fill("log.none", &[("entry", &number.to_string())])));
            }
            let mut out = String::new();
            for told in &told {
                if args.jsonl {
                    line(told, &mut out);
                } else {
                    entry(reader, told, args.entry.is_some(), words, &mut out)?;
                }
            }
            Ok(out)
        })
    });
    match text {
        Ok(text) => match io::stdout().lock().write_all(text.as_bytes()) {
            Ok(()) => Ended::Done,
            Err(error) => super::super::unwritten(&error, "-", words),
        },
        Err(error) => failed(&error, words),
    }
}

/// An entry as it is hashed, with its number and what it only names.
fn line(told: &Told, out: &mut String) {
    let entry: serde_json::Value = serde_json::from_slice(&told.content).unwrap_or_default();
    let json = serde_json::json!({
        "number": told.number,
        "actor": told.actor,
        "why": told.why,
        "entry": entry,
    });
    let _ = writeln!(out, "{json}");
}

fn entry(reader: &mut Reader<'_>, told: &Told, whole: bool, words: &Words, out: &mut String) -> Result<(), StoreError> {
    let at = jiff::Timestamp::from_microsecond(told.entry.at)
        .map(|at| at.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string())
        .unwrap_or_default();
    let _ =
        writeln!(out, "{:>6}  {at}  {}  {} ({})", told.number, inert(&told.actor), told.entry.kind, told.entry.subject);
    if let Some(why) = &told.why {
        let _ = writeln!(out, "        {}", words.fill("log.why", &[("why", &inert(why))]));
    }
    if let Some(source) = told.entry.source {
        let _ = writeln!(out, "        {}", words.fill("log.source", &[("source", &source.to_string())]));
    }
    let groups = history::groups(reader, told)?;
    for group in &groups {
        let (table, count, key) = match group {
            Group::Rows { table, rows } => (table.name, rows.len(), "log.rows"),
            Group::Ended { table, keys } => (table.name, keys.len(), "log.ended"),
            Group::Erased(ids) => ("prose", ids.len(), "log.erased"),
            Group::Signers(all) => ("signer", all.len(), "log.signers"),
            // Told with the rows they stand in.
            Group::Prose(_) => continue,
        };
        let _ = writeln!(out, "        {}", words.fill(key, &[("table", table), ("count", &count.to_string())]));
        if whole {
            cells(reader, group, out)?;
        }
    }
    Ok(())
}

/// The cells of each row, texts written out.
fn cells(reader: &mut Reader<'_>, group: &Group, out: &mut String) -> Result<(), StoreError> {
    let Group::Rows { table, rows } = group else { return Ok(()) };
    for row in rows {
        out.push_str("         ");
        for (column, cell) in table.columns.iter().zip(row) {
            let value = match (column.kind, cell) {
                (_, Cell::Null) => continue,
                (Kind::Prose, Cell::Int(id)) => format!("“{}”", inert(&history::text(reader, *id)?)),
                (_, Cell::Int(n)) => n.to_string(),
                (_, Cell::Word(word)) => word.clone(),
                (_, Cell::Bytes(bytes)) => luoshi_store::hex::encode(bytes),
            };
            let _ = write!(out, " {}={value}", column.name);
        }
        out.push('\n');
    }
    Ok(())
}

/// Lays the log out as files, and signs what is not signed.
fn lay(data: &Place, out: &Path, words: &Words) -> Ended {
    let there = Store::read_only(data).map(drop);
    let laid = there.and_then(|()| {
        let options = Options { log: Some(out.to_owned()), ..Options::default() };
        let store = Store::open(data, &options)?;
        store.publish()?;
        let size = store.head()?.size;
        store.close();
        Ok(size)
    });
    match laid {
        Ok(size) => {
            let path = inert(&out.display().to_string());
            say(&format!("luoshi: {}", words.fill("log.laid", &[("path", &path), ("size", &size.to_string())])));
            Ended::Done
        }
        Err(error) => {
            say(&format!("luoshi: {}", inert(&said::store(&error, words))));
            Ended::Faults
        }
    }
}
