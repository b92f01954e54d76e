//! `luoshi plan export`: the plans of a record as files that people read and edit.

use crate::args::{Ended, Export};
use crate::command::record::failed;
use crate::i18n::Words;
use crate::input::system;
use crate::output::say;
use crate::terminal::inert;
use luoshi_files::{KINDS, source_path, write};
use luoshi_store::plan::{self, At, source_bytes};
use luoshi_store::{Store, StoreError};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &Export, words: &Words) -> Ended {
    let folder = &args.folder;
    let at = |path: &Path, error: &io::Error| {
        say(&format!("luoshi: {}: {}", inert(&path.display().to_string()), system(error, words)));
        Ended::Faults
    };
    // A folder of other things is left alone.
    if let Ok(mut entries) = fs::read_dir(folder)
        && entries.next().is_some()
        && !folder.join("plan.toml").is_file()
    {
        let path = inert(&folder.display().to_string());
        say(&format!("luoshi: {}", words.fill("files.not_empty", &[("path", &path)])));
        return Ended::Faults;
    }
    let store = match Store::read_only(&args.data) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let mut trouble: Option<(PathBuf, io::Error)> = None;
    let done = store.read(|reader| {
        let whole = plan::whole(reader, None, At::NOW)?;
        let mut put = |path: PathBuf, bytes: &[u8]| {
            replace(&path, bytes).map_err(|error| {
                let why = StoreError::Refused(error.to_string());
                trouble = Some((path, error));
                why
            })
        };
        let sources = folder.join("sources");
        let mut kept = BTreeSet::new();
        for source in &whole.sources {
            let mut bytes = Vec::new();
            source_bytes(reader, &source.sha256, |part| {
                bytes.extend_from_slice(part);
                Ok(())
            })?;
            let path = folder.join(source_path(source));
            kept.insert(path.clone());
            put(path, &bytes)?;
        }
        for (name, bytes) in write(&whole) {
            put(folder.join(name), &bytes)?;
        }
        // Documents of an older export that the record does not have any more.
        for old in fs::read_dir(&sources).into_iter().flatten().flatten().map(|entry| entry.path()) {
            let stem = old.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
            if !kept.contains(&old) && stem.len() == 64 && stem.bytes().all(|b| b.is_ascii_hexdigit()) {
                // What cannot be removed is in nobody's way.
                let _ = fs::remove_file(&old);
            }
        }
        let things = KINDS.iter().map(|kind| luoshi_files::rows(&whole, kind).len()).sum::<usize>() + whole.plans.len();
        Ok((whole.plans.len(), things))
    });
    match (done, trouble) {
        (Ok((plans, things)), _) => {
            let path = inert(&folder.display().to_string());
            let values = [("plans", plans.to_string()), ("things", things.to_string()), ("path", path)];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            say(&format!("luoshi: {}", words.fill("files.exported", &values)));
            Ended::Done
        }
        (Err(_), Some((path, error))) => at(&path, &error),
        (Err(error), None) => failed(&error, words),
    }
}

/// Writes a file beside its place, then puts it there.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut meanwhile = path.to_owned().into_os_string();
    meanwhile.push(format!(".{}", std::process::id()));
    fs::write(&meanwhile, bytes).and_then(|()| fs::rename(&meanwhile, path)).inspect_err(|_| {
        // The first error says what happened.
        let _ = fs::remove_file(&meanwhile);
    })
}
