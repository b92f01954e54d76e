//! `luoshi plan import`: files that people edited, back into a record.

use crate::args::{Ended, PlanImport};
use crate::command::record::{failed, open};
use crate::i18n::Words;
use crate::input::system;
use crate::output::say;
use crate::terminal::inert;
use luoshi_files::{KINDS, NotTaken, Taken, read, take_in};
use luoshi_store::{Intent, StoreError};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// A file that is no table of anybody's: more would not fit into memory beside its rows.
const LARGEST: u64 = 1 << 30;

pub(super) fn run(args: &PlanImport, words: &Words) -> Ended {
    let mut files = BTreeMap::new();
    for name in std::iter::once("plan.toml").chain(KINDS.iter().map(|kind| kind.file)) {
        let path = args.folder.join(name);
        match load(&path) {
            Ok(bytes) => {
                files.insert(name.to_owned(), bytes);
            }
            // Named with what else is wrong.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                say(&format!("luoshi: {}: {}", inert(&path.display().to_string()), system(&error, words)));
                return Ended::Faults;
            }
        }
    }
    let whole = match read(&files) {
        Ok(read) => read.whole,
        Err(faults) => return refuse(&NotTaken::Faults(faults), words),
    };
    let store = match open(&args.data, words) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let mut documents = |name: &str| match load(&args.folder.join(name)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::Refused(format!("{name}: {}", system(&error, words)))),
    };
    let intent = Intent { why: args.why.clone(), ..Intent::new("plan.import", &args.actor) };
    let taken = take_in(&store, whole, &mut documents, &intent, args.replace);
    let closed = taken.is_ok().then(|| store.publish()).transpose();
    store.close();
    match (taken, closed) {
        (Ok(taken), Ok(_)) => {
            told(taken, words);
            Ended::Done
        }
        (Ok(_), Err(error)) => failed(&error, words),
        (Err(why), _) => refuse(&why, words),
    }
}

fn load(path: &Path) -> io::Result<Vec<u8>> {
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if meta.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    fs::read(path)
}

fn told(taken: Taken, words: &Words) {
    let Taken { new, changed, ended, left, entry } = taken;
    let said = match entry {
        None => words.get("files.same").to_owned(),
        Some(entry) => words.fill(
            "files.taken",
            &[
                ("new", &new.to_string()),
                ("changed", &changed.to_string()),
                ("ended", &ended.to_string()),
                ("entry", &entry.to_string()),
            ],
        ),
    };
    say(&format!("luoshi: {said}"));
    if left > 0 {
        say(&format!("luoshi: {}", words.fill("files.left", &[("left", &left.to_string())])));
    }
}

fn refuse(why: &NotTaken, words: &Words) -> Ended {
    match why {
        NotTaken::Faults(faults) => {
            for fault in &faults.0 {
                say(&format!("luoshi: {}", inert(&fault.said(words.plan_language()))));
            }
            say(&format!("luoshi: {}", words.get("files.nothing")));
        }
        NotTaken::Another { title, there, here } => {
            let values = [("title", inert(title)), ("there", there.to_string()), ("here", here.to_string())];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            say(&format!("luoshi: {}", words.fill("files.another", &values)));
        }
        NotTaken::Meanwhile => say(&format!("luoshi: {}", words.get("files.meanwhile"))),
        NotTaken::Store(error) => return failed(error, words),
    }
    Ended::Faults
}
