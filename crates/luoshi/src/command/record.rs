//! The commands that keep the record, and check it.

mod backup;
mod erase;
mod fetch;
mod log;
mod observe;
pub(in crate::command) mod said;
mod verify;

use crate::args::{Ended, Record};
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_store::db::Place;
use luoshi_store::{Event, Options, Store, StoreError};
use std::sync::Arc;

pub(crate) fn run(record: &Record, words: &Words) -> Ended {
    match record {
        Record::Verify(args) => verify::run(args, words),
        Record::Log(args) => log::run(args, words),
        Record::Observe(args) => observe::run(args, words),
        Record::Erase(args) => erase::run(args, words),
        Record::Backup { data, file } => backup::backup(data, file, words),
        Record::Restore { file, data, newest } => backup::restore(file, data, newest.as_deref(), words),
    }
}

/// Says why something was not done.
pub(super) fn failed(error: &StoreError, words: &Words) -> Ended {
    say(&format!("luoshi: {}", inert(&said::store(error, words))));
    Ended::Faults
}

/// Why the record did not do what it was asked, safe to print.
pub(super) fn said(error: &StoreError, words: &Words) -> String {
    inert(&said::store(error, words))
}

/// Opens a record for writing. The name of a new log is taken from the environment, and warnings go to people.
pub(super) fn open(place: &Place, words: &Words) -> Result<Store, StoreError> {
    let warnings = [words.get("store.clock").to_owned(), words.get("store.unpublished").to_owned()];
    let language = words.clone();
    let steps = steps();
    let warned = std::sync::atomic::AtomicBool::new(false);
    let watch = move |event: &Event| match event {
        Event::Step(step) => {
            if let Some(steps) = &steps {
                steps.reached(*step);
            }
        }
        // Once is enough: every act would say it.
        Event::ClockBack { by } => {
            if !warned.swap(true, std::sync::atomic::Ordering::Relaxed) {
                say(&format!("luoshi: {}", warnings[0].replace("{seconds}", &(by / 1_000_000 + 1).to_string())));
            }
        }
        Event::Unpublished(error) => {
            say(&format!("luoshi: {}{}", warnings[1], inert(&said::store(error, &language))));
        }
    };
    let options = Options {
        origin: std::env::var("LUOSHI_ORIGIN").ok().filter(|o| !o.is_empty()),
        watch: Some(Arc::new(watch)),
        ..Options::default()
    };
    Store::open(place, &options)
}

/// Where a program that tests this one looks which step was reached last: a file named by `LUOSHI_STEPS`, a byte in it.
struct Steps(std::fs::File);

fn steps() -> Option<Steps> {
    let path = std::env::var_os("LUOSHI_STEPS")?;
    std::fs::File::options().create(true).truncate(false).write(true).open(path).ok().map(Steps)
}

impl Steps {
    fn reached(&self, step: luoshi_store::Step) {
        let letter = match step {
            luoshi_store::Step::Begun => b'b',
            luoshi_store::Step::Acted => b'a',
            luoshi_store::Step::Committing => b'c',
            luoshi_store::Step::Committed => b'C',
            luoshi_store::Step::Laid => b'l',
            luoshi_store::Step::Signed => b's',
            luoshi_store::Step::Published => b'p',
        };
        // A test that cannot look finds nothing; the record is not the worse for it.
        #[cfg(unix)]
        let _ = std::os::unix::fs::FileExt::write_at(&self.0, &[letter], 0);
        #[cfg(not(unix))]
        let _ = (&self.0, letter);
    }
}
