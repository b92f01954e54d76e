//! `luoshi serve`: the public site over a record.

use super::record::said;
use crate::args::Ended;
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_store::Store;
use luoshi_store::db::Place;
use luoshi_web::{ServeError, Settings, serve};
use std::io::Write as _;

pub(crate) fn run(settings: &Settings, words: &Words) -> Ended {
    // Read only: what comes in comes by the other commands, beside the server.
    match Store::read_only(&Place::parse(&settings.data)) {
        Ok(store) => over(settings.clone(), store, words, |_| {}),
        Err(error) => {
            say(&format!("luoshi: {}", inert(&said::store(&error, words))));
            Ended::Faults
        }
    }
}

/// Serves a record until the program is told to stop. The first line on standard output says where; `then` is told too.
pub(crate) fn over(settings: Settings, store: Store, words: &Words, then: impl FnOnce(&str)) -> Ended {
    let ready = |listening: luoshi_web::Listening| {
        let address = format!("http://{}", listening.address);
        // Whoever started the server may have closed it: the log says it too.
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "listening on {address}").and_then(|()| out.flush());
        then(&address);
    };
    match serve(settings, store, ready) {
        Ok(()) => Ended::Done,
        Err(ServeError::Store(error)) => {
            say(&format!("luoshi: {}", inert(&said::store(&error, words))));
            Ended::Faults
        }
        Err(error @ (ServeError::Listen(..) | ServeError::System(_))) => {
            say(&format!("luoshi: {}", inert(&error.to_string())));
            Ended::Faults
        }
    }
}
