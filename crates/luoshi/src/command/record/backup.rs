//! `luoshi backup` and `luoshi restore`.

use super::said;
use crate::args::Ended;
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_store::db::Place;
use luoshi_store::verify::{Kept, VerifyError};
use std::path::Path;

pub(super) fn backup(data: &Place, file: &Path, words: &Words) -> Ended {
    match luoshi_store::backup(data, file) {
        Ok(verified) => {
            let path = inert(&file.display().to_string());
            let (size, rows) = (verified.size.to_string(), verified.rows.map_or(0, |(rows, _)| rows).to_string());
            let values = [("path", path.as_str()), ("size", &size), ("rows", &rows)];
            say(&format!("luoshi: {}", words.fill("backup.done", &values)));
            Ended::Done
        }
        Err(error) => failed(&error, words),
    }
}

pub(super) fn restore(file: &Path, data: &Place, newest: Option<&Path>, words: &Words) -> Ended {
    let restored = (|| {
        let newest = newest
            .map(|path| {
                let failed =
                    |e: std::io::Error| VerifyError::Fetch { path: path.display().to_string(), why: e.to_string() };
                Ok::<_, VerifyError>(Kept::parse(&std::fs::read(path).map_err(failed)?)?)
            })
            .transpose()?;
        luoshi_store::restore(file, data, newest.as_ref())
    })();
    match restored {
        Ok((verified, keeps)) => {
            let (path, size) = (inert(&data.to_string()), verified.size.to_string());
            let values = [("path", path.as_str()), ("size", &size)];
            say(&format!("luoshi: {}", words.fill("restore.done", &values)));
            let key = if keeps { "restore.same_key" } else { "restore.new_key" };
            say(&format!("luoshi: {}", words.get(key)));
            Ended::Done
        }
        Err(error) => failed(&error, words),
    }
}

fn failed(error: &VerifyError, words: &Words) -> Ended {
    say(&format!("luoshi: {}", inert(&said::verify(error, words))));
    Ended::Faults
}
