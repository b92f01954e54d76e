//! `luoshi erase`: finds what is kept of a person, and erases it.

use super::{failed, open};
use crate::args::{Ended, Erase};
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_store::history;
use luoshi_store::{Intent, Store, StoreError};
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// How many texts are listed; who looks for less common words finds fewer.
const LISTED: i64 = 200;

pub(super) fn run(args: &Erase, words: &Words) -> Ended {
    match (&args.find, &args.actor) {
        (Some(find), _) => list(args, find, words),
        (None, Some(actor)) => match erase(args, actor, words) {
            Ok((erased, entry)) => {
                let values = [("count", erased.to_string()), ("entry", entry.to_string())];
                let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
                say(&format!("luoshi: {}", words.fill("erase.done", &values)));
                Ended::Done
            }
            Err(error) => failed(&error, words),
        },
        (None, None) => Ended::Misused,
    }
}

fn list(args: &Erase, find: &str, words: &Words) -> Ended {
    let found = Store::read_only(&args.data).and_then(|s| s.read(|reader| history::find(reader, find, LISTED)));
    let found = match found {
        Ok(found) => found,
        Err(error) => return failed(&error, words),
    };
    let mut out = String::new();
    for text in &found {
        let person = text.person.map(|p| format!(" person {p}")).unwrap_or_default();
        let content = crate::terminal::cut(&inert(&text.content), 60);
        let _ = writeln!(out, "text {}{person} entry {}: {content}", text.id, text.since);
    }
    if let Err(error) = io::stdout().lock().write_all(out.as_bytes()) {
        return super::super::unwritten(&error, "-", words);
    }
    let count = found.len().to_string();
    let key = if found.is_empty() { "erase.none" } else { "erase.found" };
    say(&format!("luoshi: {}", words.fill(key, &[("count", &count)])));
    Ended::Done
}

fn erase(args: &Erase, actor: &str, words: &Words) -> Result<(u64, i64), StoreError> {
    // Reading does not make a record where there is none.
    Store::read_only(&args.data).map(drop)?;
    let store = open(&args.data, words)?;
    let intent = Intent { why: args.why.clone(), ..Intent::new("erase", actor) };
    let (persons, texts) = (args.persons.clone(), args.texts.clone());
    let nothing = words.get("erase.nothing").to_owned();
    let done = store.act(intent, move |act| {
        let mut erased = act.erase(&texts)?;
        for person in persons {
            erased += act.erase_person(person)?;
        }
        // An erasure of nothing is a slip of the pen: it should not stand in the journal for ever.
        if erased == 0 { Err(StoreError::Refused(nothing)) } else { Ok(erased) }
    })?;
    store.scrub()?;
    store.close();
    Ok((done.value.unwrap_or_default(), done.number))
}
