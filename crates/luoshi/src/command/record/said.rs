//! What the record says, in the language of who asked.

use crate::i18n::Words;
use luoshi_store::StoreError;
use luoshi_store::verify::{Unfit, VerifyError};

/// Why the record did not do what it was asked.
pub(in crate::command) fn store(error: &StoreError, words: &Words) -> String {
    let fill = |key: &str, values: &[(&str, &str)]| words.fill(key, values);
    let why = |key: &str, why: &str| words.fill(key, &[("why", why)]);
    match error {
        StoreError::Published(entry) => fill("store.published", &[("entry", &entry.to_string())]),
        StoreError::NotEmpty(path) => fill("store.not_empty", &[("path", path)]),
        StoreError::NoRecord(path) => fill("store.no_record", &[("path", path)]),
        StoreError::File { path, why } => format!("{path}: {why}"),
        StoreError::Locked(path) => fill("store.locked", &[("path", path)]),
        StoreError::Newer { found, known } => {
            fill("store.newer", &[("found", &found.to_string()), ("known", &known.to_string())])
        }
        StoreError::Older { found, known } => {
            fill("store.older", &[("found", &found.to_string()), ("known", &known.to_string())])
        }
        StoreError::OtherForm { step } => fill("store.other_form", &[("step", step)]),
        StoreError::OldSqlite(version) => fill("store.old_sqlite", &[("version", version)]),
        StoreError::Full(text) => why("store.full", text),
        StoreError::ReadOnly(text) => why("store.read_only", text),
        StoreError::Busy(text) => why("store.busy", text),
        StoreError::Gone(text) => why("store.gone", text),
        StoreError::Damaged(text) => why("store.damaged", text),
        StoreError::Unsynced(text) => why("store.unsynced", text),
        StoreError::Unknown(text) => why("store.unknown", text),
        StoreError::Stopped(text) => why("store.stopped", text),
        StoreError::KeyReused(entry) => fill("store.key_reused", &[("entry", &entry.to_string())]),
        StoreError::NoEntry(entry) => fill("store.no_entry", &[("entry", &entry.to_string())]),
        StoreError::NotTakenBack { entry, kind } => {
            fill("store.not_taken_back", &[("entry", &entry.to_string()), ("kind", kind)])
        }
        StoreError::NothingStands(entry) => fill("store.nothing_stands", &[("entry", &entry.to_string())]),
        StoreError::Changed { what, now } => fill("store.changed", &[("what", what), ("entry", &now.to_string())]),
        StoreError::Refused(text) => why("store.refused", text),
        StoreError::Behind { size, published } => {
            fill("store.behind", &[("size", &size.to_string()), ("published", &published.to_string())])
        }
        StoreError::Database(text) => why("store.database", text),
        StoreError::Odd(text) => why("store.odd", text),
    }
}

/// Why a record does not verify.
pub(super) fn verify(error: &VerifyError, words: &Words) -> String {
    match error {
        VerifyError::Unfit(unfit) => self::unfit(unfit, words),
        VerifyError::Store(error) => store(error, words),
        VerifyError::Fetch { path, why } => format!("{path}: {why}"),
    }
}

/// The first thing that does not fit.
fn unfit(unfit: &Unfit, words: &Words) -> String {
    let fill = |key: &str, values: &[(&str, &str)]| words.fill(key, values);
    let which_word = |which: &str| match which {
        "published" => words.get("unfit.published"),
        "recorded" => words.get("unfit.recorded"),
        _ => words.get("unfit.kept"),
    };
    match unfit {
        Unfit::Checkpoint { which, why } => fill("unfit.checkpoint", &[("which", which_word(which)), ("why", why)]),
        Unfit::Root { which, size, wanted, found } => fill(
            "unfit.root",
            &[
                ("which", which_word(which)),
                ("size", &size.to_string()),
                ("wanted", &wanted.to_string()),
                ("found", &found.to_string()),
            ],
        ),
        Unfit::Shorter { which, covered, size } => fill(
            "unfit.shorter",
            &[("which", which_word(which)), ("covered", &covered.to_string()), ("size", &size.to_string())],
        ),
        Unfit::Missing { number } => fill("unfit.missing", &[("number", &number.to_string())]),
        Unfit::Leaf { number, place } => fill("unfit.leaf", &[("number", &number.to_string()), ("place", place)]),
        Unfit::Entry { number, why } => fill("unfit.entry", &[("number", &number.to_string()), ("why", why)]),
        Unfit::Tile { place, why } => format!("{place}: {why}"),
        Unfit::Head { column, found, wanted } => {
            fill("unfit.head", &[("column", column), ("found", found), ("wanted", wanted)])
        }
        Unfit::Cell { table, key, column, found, wanted } => fill(
            "unfit.cell",
            &[("table", table), ("key", key), ("column", column), ("found", found), ("wanted", wanted)],
        ),
        Unfit::Extra { table, key } => fill("unfit.extra", &[("table", table), ("key", key)]),
        Unfit::Lost { table, key } => fill("unfit.lost", &[("table", table), ("key", key)]),
        Unfit::Prose { id, why } => fill("unfit.prose", &[("id", &id.to_string()), ("why", why)]),
        Unfit::Blob { hash, why } => fill("unfit.blob", &[("hash", hash), ("why", why)]),
        Unfit::Database { why } => fill("unfit.database", &[("why", why)]),
        Unfit::Stray { path } => fill("unfit.stray", &[("path", path)]),
    }
}
