//! `luoshi plan revert`: what an apply did is taken back, by an act of its own.

use super::super::record::{failed, open};
use super::super::unwritten;
use super::apply::APPLY;
use crate::args::{Ended, Revert};
use crate::i18n::Words;
use crate::output::say;
use luoshi_store::{Intent, Store, StoreError};
use std::io::{self, Write as _};

/// What an act of this command is; it can be taken back too.
const REVERT: &str = "proposals.revert";

pub(super) fn run(args: &Revert, words: &Words) -> Ended {
    let store = match Store::read_only(&args.data).and_then(|_| open(&args.data, words)) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let mut intent = Intent::new(REVERT, &args.actor);
    intent.why.clone_from(&args.why);
    intent.subject = Some(format!("entry/{}", args.entry));
    let entry = args.entry;
    let done = store.act(intent, move |act| act.take_back(entry, &[APPLY, REVERT]));
    store.close();
    let done = match done {
        Ok(done) => done,
        Err(StoreError::Changed { what, now }) => {
            let values = [("what", what.as_str()), ("entry", &now.to_string())];
            say(&format!("luoshi: {}", words.fill("propose.rests", &values)));
            return Ended::Faults;
        }
        Err(error) => return failed(&error, words),
    };
    let back = done.value.unwrap_or_default();
    let numbers = [
        ("entry", done.number.to_string()),
        ("ended", back.ended.to_string()),
        ("restored", back.restored.to_string()),
        ("kept", back.kept.to_string()),
    ];
    let line = words.fill("propose.reverted", &numbers.each_ref().map(|(k, v)| (*k, v.as_str())));
    match writeln!(io::stdout().lock(), "{line}") {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}
