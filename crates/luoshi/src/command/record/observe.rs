//! `luoshi observe`: a filter, one value of an indicator a line in, the entry that recorded it a line out.

use super::{failed, open, said};
use crate::args::{Acting, Ended};
use crate::i18n::Words;
use crate::output::say;
use crate::terminal::inert;
use luoshi_plan::{Date, Finality, IndicatorId, SourceId, Standing, TerritoryId};
use luoshi_store::plan::Observed;
use luoshi_store::{Intent, Key, Pending, Put, Store, StoreError};
use serde_json::{Map, Value};
use std::io::{self, BufRead as _, Write as _};
use std::sync::mpsc::{Receiver, sync_channel};

/// How many acts are under way at once: they share waits for the disk.
const UNDER_WAY: usize = 256;

/// The longest line taken.
const LONGEST: usize = 1 << 16;

pub(super) fn run(args: &Acting, words: &Words) -> Ended {
    let store = match Store::read_only(&args.data).and_then(|_| open(&args.data, words)) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let ended = if args.together { together(&store, args, words) } else { one_by_one(&store, args, words) };
    store.close();
    ended
}

/// A line, read.
struct Asked {
    key: Option<String>,
    why: Option<String>,
    observed: Observed,
}

/// What a line asks for; an empty line for nothing.
fn asked(line: &str, words: &Words) -> Result<Option<Asked>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let json: Value = serde_json::from_str(line).map_err(|e| words.fill("filter.json", &[("why", &e.to_string())]))?;
    let Value::Object(mut members) = json else { return Err(words.get("observe.object").to_owned()) };
    let wrong = |name: &str| words.fill("observe.member", &[("name", name)]);
    let observed = Observed {
        indicator: IndicatorId::new(number(&mut members, "indicator").flatten().ok_or_else(|| wrong("indicator"))?),
        territory: TerritoryId::new(number(&mut members, "territory").flatten().ok_or_else(|| wrong("territory"))?),
        period: text(&mut members, "period").flatten().and_then(|t| t.parse().ok()).ok_or_else(|| wrong("period"))?,
        value: match text(&mut members, "value").ok_or_else(|| wrong("value"))? {
            Some(value) => Some(value.parse().map_err(|_| wrong("value"))?),
            None => None,
        },
        finality: match text(&mut members, "finality").ok_or_else(|| wrong("finality"))?.as_deref() {
            Some("estimate") => Finality::Estimate,
            Some("provisional") => Finality::Provisional,
            Some("final") | None => Finality::Final,
            Some(_) => return Err(wrong("finality")),
        },
        standing: match text(&mut members, "standing").ok_or_else(|| wrong("standing"))?.as_deref() {
            Some("reported") | None => Standing::Reported,
            Some("verified") => Standing::Verified,
            Some(_) => return Err(wrong("standing")),
        },
        published: text(&mut members, "published")
            .flatten()
            .and_then(|t| t.parse::<Date>().ok())
            .ok_or_else(|| wrong("published"))?,
        source: number(&mut members, "source").ok_or_else(|| wrong("source"))?.map(SourceId::new),
    };
    let key = text(&mut members, "key").ok_or_else(|| wrong("key"))?;
    let why = text(&mut members, "why").ok_or_else(|| wrong("why"))?;
    match members.keys().next() {
        Some(unknown) => Err(words.fill("observe.unknown", &[("name", unknown)])),
        None => Ok(Some(Asked { key, why, observed })),
    }
}

/// A member that is a text, absent or null: the outer `None` for anything else.
#[allow(clippy::option_option)]
fn text(members: &mut Map<String, Value>, name: &str) -> Option<Option<String>> {
    match members.remove(name) {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => Some(Some(text)),
        Some(_) => None,
    }
}

#[allow(clippy::option_option)]
fn number(members: &mut Map<String, Value>, name: &str) -> Option<Option<i64>> {
    match members.remove(name) {
        None | Some(Value::Null) => Some(None),
        Some(json) => json.as_i64().map(Some),
    }
}

/// The lines of standard input, without their ends.
fn lines(mut take: impl FnMut(u64, &str) -> bool) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut line = String::new();
    let mut number = 0;
    loop {
        line.clear();
        let got = io::Read::take(&mut input, LONGEST as u64 + 1).read_line(&mut line)?;
        if got > LONGEST {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is too long"));
        }
        number += 1;
        if got == 0 || !take(number, line.trim_end_matches(['\n', '\r'])) {
            return Ok(());
        }
    }
}

/// What is waited for, in the order of the lines.
enum Waiting {
    Act(u64, Option<String>, Pending<Put>),
    Refused(u64, Option<String>, String),
}

/// Each line an act of its own, with an entry of its own.
fn one_by_one(store: &Store, args: &Acting, words: &Words) -> Ended {
    let (hand, taken) = sync_channel::<Waiting>(UNDER_WAY);
    std::thread::scope(|scope| {
        let answers = scope.spawn(move || answer(&taken, words));
        let read = lines(|number, line| {
            let waiting = match asked(line, words) {
                Ok(None) => return true,
                Ok(Some(asked)) => {
                    let key = asked.key.clone();
                    let request = Key { name: key.clone().unwrap_or_default().into_bytes(), request: line.into() };
                    let intent = Intent {
                        why: asked.why.clone().or_else(|| args.why.clone()),
                        key: key.is_some().then_some(request),
                        subject: Some(format!("indicator/{}", asked.observed.indicator.get())),
                        ..Intent::new("observation.add", &args.actor)
                    };
                    match store.submit(intent, move |act| asked.observed.record(act)) {
                        Ok(pending) => Waiting::Act(number, key, pending),
                        Err(error) => Waiting::Refused(number, key, said::store(&error, words)),
                    }
                }
                Err(why) => Waiting::Refused(number, None, why),
            };
            // Nobody takes answers any more once standard output is closed.
            hand.send(waiting).is_ok()
        });
        drop(hand);
        let ended = answers.join().unwrap_or(Ended::Faults);
        match read {
            Ok(()) => ended,
            Err(error) => {
                say(&format!("luoshi: -: {}", crate::input::system(&error, words)));
                Ended::Faults
            }
        }
    })
}

fn answer(waiting: &Receiver<Waiting>, words: &Words) -> Ended {
    let mut out = io::stdout().lock();
    let mut ended = Ended::Done;
    for waiting in waiting {
        let (line, key, done) = match waiting {
            Waiting::Act(line, key, pending) => (line, key, pending.wait().map_err(|e| said::store(&e, words))),
            Waiting::Refused(line, key, why) => (line, key, Err(why)),
        };
        let json = match done {
            Ok(done) => serde_json::json!({
                "line": line,
                "key": key,
                "entry": done.number,
                "repeated": done.value.is_none(),
                "changed": done.value.is_some_and(|put| put != Put::Same),
            }),
            Err(why) => {
                say(&format!(
                    "luoshi: {}",
                    inert(&words.fill("observe.line", &[("line", &line.to_string()), ("why", &why)]))
                ));
                ended = Ended::Faults;
                serde_json::json!({ "line": line, "key": key, "error": why })
            }
        };
        if let Err(error) = writeln!(out, "{json}").and_then(|()| out.flush()) {
            return super::super::unwritten(&error, "-", words);
        }
    }
    ended
}

/// All lines one act: none is kept if one is wrong.
fn together(store: &Store, args: &Acting, words: &Words) -> Ended {
    let intent = Intent { why: args.why.clone(), ..Intent::new("observation.import", &args.actor) };
    let language = words.clone();
    let done = store.act(intent, move |act| {
        let (mut read, mut changed) = (0_u64, 0_u64);
        let mut wrong = None;
        let got = lines(|number, line| {
            let recorded = match asked(line, &language) {
                Ok(None) => return true,
                Ok(Some(asked)) => asked.observed.record(act),
                Err(why) => Err(StoreError::Refused(why)),
            };
            match recorded {
                Ok(put) => {
                    read += 1;
                    changed += u64::from(put != Put::Same);
                    true
                }
                Err(StoreError::Refused(why)) => {
                    let values = [("line", number.to_string()), ("why", why)];
                    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
                    wrong = Some(StoreError::Refused(language.fill("observe.line", &values)));
                    false
                }
                Err(other) => {
                    wrong = Some(other);
                    false
                }
            }
        });
        got.map_err(|e| StoreError::Refused(e.to_string()))?;
        wrong.map_or(Ok((read, changed)), Err)
    });
    match done {
        Ok(done) => {
            let (read, changed) = done.value.unwrap_or_default();
            let json = serde_json::json!({ "entry": done.number, "read": read, "changed": changed });
            match writeln!(io::stdout().lock(), "{json}") {
                Ok(()) => Ended::Done,
                Err(error) => super::super::unwritten(&error, "-", words),
            }
        }
        Err(error) => failed(&error, words),
    }
}
