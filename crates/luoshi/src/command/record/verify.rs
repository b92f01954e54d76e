//! `luoshi verify`: whether a record, or a log as it is served, is what it was.

use super::fetch::Site;
use super::said;
use crate::args::{Ended, Verify};
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_store::db::Place;
use luoshi_store::journal::Verifier;
use luoshi_store::verify::{self, Files, Folder, Kept, Verified, VerifyError};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

pub(super) fn run(args: &Verify, words: &Words) -> Ended {
    let kept = match args.checkpoint.as_deref().map(kept).transpose() {
        Ok(kept) => kept,
        Err(error) => return unverified(args, &error, words),
    };
    let keys = match keys(&args.keys) {
        Ok(keys) => keys,
        Err(error) => return unverified(args, &error, words),
    };
    match check(&args.what, kept.as_ref(), &keys) {
        Ok(verified) => {
            let text = if args.json { json(&verified) } else { table(&verified, words) };
            match io::stdout().lock().write_all(text.as_bytes()) {
                Ok(()) => Ended::Done,
                Err(error) => super::super::unwritten(&error, "-", words),
            }
        }
        Err(error) => unverified(args, &error, words),
    }
}

/// Checks what a person named: the address of a log, a database, a backup, a folder with a record, a folder with a log.
fn check(what: &str, kept: Option<&Kept>, keys: &[Verifier]) -> Result<Verified, VerifyError> {
    if what.starts_with("http://") || what.starts_with("https://") {
        return verify::log(&mut Site::new(what), kept, keys);
    }
    let place = Place::parse(what);
    let Place::Folder(folder) = &place else { return verify::database(&place, None, kept, keys) };
    if folder.is_file() {
        return verify::database(&place, None, kept, keys);
    }
    if folder.join("record.db").is_file() {
        let mut log = Folder(folder.join("log"));
        let laid = log.0.is_dir();
        return verify::database(&place, laid.then_some(&mut log as &mut dyn Files), kept, keys);
    }
    if folder.join("checkpoint").is_file() {
        return verify::log(&mut Folder(folder.clone()), kept, keys);
    }
    verify::database(&place, None, kept, keys)
}

fn kept(path: &Path) -> Result<Kept, VerifyError> {
    Ok(Kept::parse(&read(path)?)?)
}

fn read(path: &Path) -> Result<Vec<u8>, VerifyError> {
    fs::read(path).map_err(|e| VerifyError::Fetch { path: path.display().to_string(), why: e.to_string() })
}

/// The keys a person trusts: each written out, or in a file with one a line.
fn keys(given: &[String]) -> Result<Vec<Verifier>, VerifyError> {
    let mut all = Vec::new();
    for given in given {
        let (name, text) = match given.parse::<Verifier>() {
            Ok(key) => {
                all.push(key);
                continue;
            }
            Err(error) if !Path::new(given).is_file() => {
                return Err(VerifyError::Fetch { path: given.clone(), why: error.to_string() });
            }
            Err(_) => (given.clone(), String::from_utf8_lossy(&read(Path::new(given))?).into_owned()),
        };
        for line in text.lines() {
            let key = line.parse().map_err(|e| VerifyError::Fetch { path: name.clone(), why: format!("{e}") });
            all.push(key?);
        }
    }
    Ok(all)
}

fn unverified(args: &Verify, error: &VerifyError, words: &Words) -> Ended {
    let why = said::verify(error, words);
    if args.json {
        let unfit = matches!(error, VerifyError::Unfit(_));
        let json = serde_json::json!({ "verified": false, "unfit": unfit, "why": why });
        // Whoever closed the pipe does not want to know.
        let _ = writeln!(io::stdout().lock(), "{json}");
    }
    let shown = Place::parse(&args.what).to_string();
    let not = match error {
        VerifyError::Unfit(_) => words.get("verify.unfit"),
        VerifyError::Store(_) | VerifyError::Fetch { .. } => words.get("verify.failed"),
    };
    say(&format!("luoshi: {}: {not}\n  {}", inert(&shown), inert(&why)));
    Ended::Faults
}

fn json(verified: &Verified) -> String {
    let keys: Vec<String> = verified.keys.iter().map(ToString::to_string).collect();
    let json = serde_json::json!({
        "verified": true,
        "origin": verified.origin,
        "size": verified.size,
        "root": verified.root.to_string(),
        "signed": verified.signed,
        "kept": verified.kept,
        "keys": keys,
        "files": verified.files,
        "rows": verified.rows.map(|(rows, _)| rows),
        "tables": verified.rows.map(|(_, tables)| tables),
        "texts": verified.texts.0,
        "erased": verified.texts.1,
    });
    format!("{json}\n")
}

fn table(verified: &Verified, words: &Words) -> String {
    let mut out = String::new();
    let mut line = |key: &str, values: &[(&str, &str)]| {
        out.push_str(&words.fill(key, values));
        out.push('\n');
    };
    let size = verified.size.to_string();
    line("verify.log", &[("origin", &verified.origin)]);
    line("verify.entries", &[("size", &size), ("root", &verified.root.to_string())]);
    match verified.signed {
        Some(signed) if signed == verified.size => line("verify.signed", &[]),
        Some(signed) => line("verify.signed_part", &[("signed", &signed.to_string())]),
        None => line("verify.unsigned", &[]),
    }
    for key in &verified.keys {
        line("verify.key", &[("key", &key.to_string())]);
    }
    if let Some(kept) = verified.kept {
        line("verify.kept", &[("kept", &kept.to_string())]);
    }
    if verified.files > 0 {
        line("verify.files", &[("files", &verified.files.to_string())]);
    }
    if let Some((rows, tables)) = verified.rows {
        line("verify.rows", &[("rows", &rows.to_string()), ("tables", &tables.to_string())]);
        let (texts, erased) = verified.texts;
        line("verify.texts", &[("texts", &(texts - erased).to_string()), ("erased", &erased.to_string())]);
    } else {
        line("verify.no_tables", &[]);
    }
    line("verify.done", &[]);
    out
}
