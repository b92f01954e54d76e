//! `luoshi plan publish`: from here on what the record holds is published; it is changed by new acts and not taken back.

use super::super::record::{failed, open};
use super::super::unwritten;
use crate::args::{Ended, Publish};
use crate::i18n::Words;
use luoshi_store::plan::{At, plans};
use luoshi_store::{Intent, PUBLISH, Store, StoreError};
use std::io::{self, Write as _};

pub(super) fn run(args: &Publish, words: &Words) -> Ended {
    let store = match Store::read_only(&args.data).and_then(|_| open(&args.data, words)) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let done = publish(&store, args, words);
    store.close();
    match done {
        Ok(entry) => {
            let line = words.fill("propose.published", &[("entry", &entry.to_string())]);
            match writeln!(io::stdout().lock(), "{line}") {
                Ok(()) => Ended::Done,
                Err(error) => unwritten(&error, "-", words),
            }
        }
        Err(error) => failed(&error, words),
    }
}

/// The number of the entry.
fn publish(store: &Store, args: &Publish, words: &Words) -> Result<i64, StoreError> {
    let all = store.read(|reader| plans(reader, At::NOW))?;
    let mut intent = Intent::new(PUBLISH, &args.actor);
    intent.why.clone_from(&args.why);
    intent.subject = match all.as_slice() {
        [] => return Err(StoreError::Refused(words.get("propose.nothing_to_publish").to_owned())),
        [plan] => Some(format!("plan/{}", plan.id)),
        _ => None,
    };
    store.act(intent, |_| Ok(())).map(|done| done.number)
}
