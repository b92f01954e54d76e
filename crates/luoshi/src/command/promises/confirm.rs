//! `luoshi promises confirm`: what a person ruled about verdicts goes into the record in one act, all of it or nothing.

use super::super::plan::file_text;
use super::super::record::{failed, open};
use super::super::unwritten;
use super::record::{drawn, ruled};
use crate::args::{ConfirmPromises, Ended};
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_plan::{Promise, Ruling};
use luoshi_proposal::{RuledOn, rule};
use luoshi_store::{Intent, Store, StoreError};
use std::io::{self, Write as _};

/// What an act of this command is.
pub(crate) const CONFIRM: &str = "promises.confirm";

/// How often a file is looked at anew when others wrote meanwhile.
const TRIES: usize = 5;

/// Faults that are printed; the rest is counted.
const SHOWN: usize = 100;

pub(super) fn run(args: &ConfirmPromises, words: &Words) -> Ended {
    let named = inert(&args.file.to_string_lossy());
    let text = match file_text(&args.file, words) {
        Ok(text) => text,
        Err(why) => {
            say(&format!("luoshi: {named}: {why}"));
            return Ended::Faults;
        }
    };
    let store = match Store::read_only(&args.data).and_then(|_| open(&args.data, words)) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let ended = confirm(&store, &text, args, &named, words);
    store.close();
    ended
}

fn confirm(store: &Store, text: &str, args: &ConfirmPromises, named: &str, words: &Words) -> Ended {
    for _ in 0..TRIES {
        let size = match store.head() {
            Ok(head) => head.size,
            Err(error) => return failed(&error, words),
        };
        let known = drawn(store, words).and_then(|drawn| Ok((drawn, ruled(store)?)));
        let (drawn, known) = match known {
            Ok(known) => known,
            Err(error) => return failed(&error, words),
        };
        let on = match rule(text, &drawn.proposed(&known), &drawn.documents(), &args.actor) {
            Ok(on) => on,
            Err(faults) => {
                for fault in faults.iter().take(SHOWN) {
                    let lines: Vec<String> = fault.words(words.plan_language()).lines().map(inert).collect();
                    say(&format!("luoshi: {named}: {}", lines.join("\n")));
                }
                let more = faults.len().saturating_sub(SHOWN).to_string();
                let n = faults.len().to_string();
                say(&format!("luoshi: {}", words.fill("propose.refused", &[("n", &n), ("more", &more)])));
                return Ended::Faults;
            }
        };
        if on.promises.is_empty() || args.dry_run {
            return tell(&on, None, args, words);
        }
        match record(store, on.promises.clone(), Some(size), &args.actor, args.why.clone()) {
            Ok(Some(entry)) => return tell(&on, Some(entry), args, words),
            // Somebody wrote meanwhile: what is proposed may be another thing now.
            Ok(None) => {}
            Err(error) => return failed(&error, words),
        }
    }
    say(&format!("luoshi: {}", words.get("propose.busy")));
    Ended::Faults
}

/// Records rulings in one act, where the record is still as it was read; the number of the entry.
pub(crate) fn record(
    store: &Store,
    promises: Vec<Promise>,
    size: Option<i64>,
    actor: &str,
    why: Option<String>,
) -> Result<Option<i64>, StoreError> {
    let mut intent = Intent::new(CONFIRM, actor);
    intent.why = why;
    let done = store.act(intent, move |act| {
        if size.is_some_and(|size| act.number() != size) {
            return Err(StoreError::Changed { what: "promises".to_owned(), now: act.number() - 1 });
        }
        act.rule(&promises)
    });
    match done {
        Ok(done) => Ok(Some(done.number)),
        Err(StoreError::Changed { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Says what came of it.
fn tell(on: &RuledOn, entry: Option<i64>, args: &ConfirmPromises, words: &Words) -> Ended {
    let mut out = String::new();
    for ruling in Ruling::ALL {
        let n = on.promises.iter().filter(|p| p.ruling == ruling).count();
        if n > 0 {
            let word = words.of_word("ruling", ruling.word());
            out.push_str(&words.fill("promises.count", &[("ruling", word), ("n", &n.to_string())]));
            out.push('\n');
        }
    }
    let numbers = [("waiting", on.waiting.to_string()), ("before", on.before.to_string())];
    let numbers = numbers.each_ref().map(|(k, v)| (*k, v.as_str()));
    out.push_str(&words.fill("promises.rest", &numbers));
    out.push('\n');
    out.push_str(&match entry {
        Some(entry) => words.fill("promises.confirmed", &[("entry", &entry.to_string())]),
        None if args.dry_run && !on.promises.is_empty() => words.get("propose.dry_run").to_owned(),
        None => words.get("propose.nothing").to_owned(),
    });
    out.push('\n');
    let mut stdout = io::stdout().lock();
    match stdout.write_all(out.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}
