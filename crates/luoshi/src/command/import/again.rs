//! `luoshi import --again`: what is kept is read again by the reader as it is now, and what changed is said.

use super::super::record::{failed, said};
use super::{READING, TEXT, content, day_of, kept, line, print, read, reading_key};
use crate::args::{Ended, Import};
use crate::i18n::Words;
use crate::input::from_bytes;
use crate::output::say;
use crate::terminal::{cut, inert};
use luoshi_store::plan::{At, Source, SourceBytes, citations_in, readings};
use luoshi_store::{Field, Intent, Store, StoreError, tables};
use serde_json::Value;
use std::collections::BTreeMap;

/// Lines about changes that are printed for a document; the rest is counted.
const SHOWN: usize = 40;

pub(super) fn run(store: &Store, args: &Import, words: &Words) -> Ended {
    let all = match store.read(|reader| luoshi_store::plan::sources(reader, At::NOW)) {
        Ok(all) => all,
        Err(error) => return failed(&error, words),
    };
    let mut chosen = Vec::new();
    let mut faults = false;
    if args.paths.is_empty() {
        chosen = all;
    } else {
        for path in &args.paths {
            match super::super::plan::source::find(&all, &path.to_string_lossy(), words) {
                Ok(source) => chosen.push(source.clone()),
                Err(why) => {
                    say(&format!("luoshi: {why}"));
                    faults = true;
                }
            }
        }
    }
    let mut changed = 0u32;
    for source in &chosen {
        match one(store, source, args, words) {
            Ok(Some(text)) => {
                changed += 1;
                if let Err(error) = print(&text) {
                    return super::unwritten(&error, "-", words);
                }
            }
            Ok(None) => {}
            Err(why) => {
                say(&format!("luoshi: {}: {why}", inert(source.name.as_deref().unwrap_or("-"))));
                faults = true;
            }
        }
    }
    let counts = [("all", chosen.len().to_string()), ("changed", changed.to_string())];
    say(&format!("luoshi: {}", words.fill("import.again", &counts.each_ref().map(|(k, v)| (*k, v.as_str())))));
    if faults { Ended::Faults } else { Ended::Done }
}

/// Reads one document again; what changed, if anything did.
fn one(store: &Store, source: &Source, args: &Import, words: &Words) -> Result<Option<String>, String> {
    let sorry = |e: StoreError| said(&e, words);
    let Some(id) = source.id else { return Ok(None) };
    let held =
        store.read(|reader| Ok((readings(reader, id, At::NOW)?, citations_in(reader, id, At::NOW)?))).map_err(sorry)?;
    let (held, citations) = held;
    let bytes = kept(store, source).map_err(sorry)?;
    let loaded = from_bytes(source.name.clone().unwrap_or_default(), bytes.clone()).map_err(|e| e.message(words))?;
    let text = held.iter().find(|(name, ..)| name == TEXT);
    let same_text = match text {
        Some((_, hash, _)) => content(store, hash).map_err(sorry)? == loaded.document.text.as_bytes(),
        None => false,
    };
    if text.is_some() && !same_text && !citations.is_empty() {
        return Err(words.get("import.text_changed").to_owned());
    }
    let mut changes = Vec::new();
    if text.is_some() && !same_text {
        changes.push(words.get("import.text_replaced").to_owned());
    }
    let mut renewed = Vec::new();
    let mut day = source.day.clone();
    let mut keys: Vec<(String, Option<[u8; 32]>)> =
        held.iter().filter(|(name, ..)| day_of(name).is_some()).map(|(n, h, _)| (n.clone(), Some(*h))).collect();
    if keys.is_empty() {
        keys.push((READING.to_owned(), None));
    }
    for (key, hash) in keys {
        let date = args.date.or_else(|| day_of(&key).flatten());
        let made = read(&loaded, date);
        let new_key = reading_key(date);
        let now = made.json;
        day = made.day.map(|d| d.to_string());
        let old = hash.map(|hash| content(store, &hash)).transpose().map_err(sorry)?;
        if old.as_ref() == Some(&now) && new_key == key {
            continue;
        }
        if let Some(old) = &old {
            changes.extend(differences(old, &now, words));
        }
        renewed.push((key, new_key, now));
    }
    if renewed.is_empty() && same_text {
        return Ok(None);
    }
    let mut intent = Intent::new("source.read_again", &args.actor);
    intent.why.clone_from(&args.why);
    intent.subject = Some(format!("source/{id}"));
    let kept_text = (!same_text).then_some(loaded.document.text);
    let about = Source { day, ..source.clone() };
    let done = store.act(intent, move |act| {
        if about.day.is_some() {
            SourceBytes { about: &about, bytes: &bytes }.record(act)?;
        }
        if let Some(text) = &kept_text {
            act.reading(id, TEXT, text.as_bytes())?;
        }
        for (old, new, json) in &renewed {
            if old != new {
                act.end(&tables::READING, &[Field::Int(id.get()), Field::Word(old)])?;
            }
            act.reading(id, new, json)?;
        }
        Ok(())
    });
    done.map_err(sorry)?;
    let mut out = line(words.get("import.read_again"), source, source.name.as_deref().unwrap_or("-"));
    let more = changes.len().saturating_sub(SHOWN);
    for change in changes.iter().take(SHOWN) {
        out.push_str("\n  ");
        out.push_str(change);
    }
    if more > 0 {
        out.push_str("\n  ");
        out.push_str(&words.fill("import.more", &[("n", &more.to_string())]));
    }
    Ok(Some(out))
}

/// The lists of a reading whose items are compared, each with the member that says best what an item is.
const LISTS: [(&str, &str); 2] = [("figures", "text"), ("commitments", "action")];

/// What differs between two readings, a line each: what is gone, what is new, which members of what stayed changed.
fn differences(old: &[u8], new: &[u8], words: &Words) -> Vec<String> {
    let parse = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap_or(Value::Null);
    let (old, new) = (parse(old), parse(new));
    let mut out = Vec::new();
    let shown = |value: &Value| inert(&cut(&value.as_str().map_or_else(|| value.to_string(), str::to_owned), 40));
    for member in ["title", "issuer", "date", "kind", "period_reviewed", "period_planned"] {
        let (was, is) = (&old["facts"][member]["value"], &new["facts"][member]["value"]);
        if was != is {
            out.push(
                words.fill(
                    "import.change",
                    &[("at", "facts"), ("what", member), ("was", &shown(was)), ("is", &shown(is))],
                ),
            );
        }
    }
    for (list, name) in LISTS {
        let items = |value: &Value| {
            let mut all: BTreeMap<(String, usize), Value> = BTreeMap::new();
            for item in value[list].as_array().into_iter().flatten() {
                // Two may stand in one place.
                let at = item["spans"].to_string();
                let before = all.range((at.clone(), 0)..=(at.clone(), usize::MAX)).count();
                all.insert((at, before), item.clone());
            }
            all
        };
        let (was, is) = (items(&old), items(&new));
        for (key, item) in &was {
            let Some(now) = is.get(key) else {
                out.push(words.fill("import.gone", &[("at", &key.0), ("what", &shown(&item[name]))]));
                continue;
            };
            for (member, value) in item.as_object().into_iter().flatten() {
                // Indices move when something is added before.
                if !matches!(member.as_str(), "sentence" | "section" | "figures") && now.get(member) != Some(value) {
                    let is = now.get(member).unwrap_or(&Value::Null);
                    let what = format!("{} {member}", shown(&item[name]));
                    out.push(words.fill(
                        "import.change",
                        &[("at", &key.0), ("what", &what), ("was", &shown(value)), ("is", &shown(is))],
                    ));
                }
            }
        }
        for (key, item) in is.iter().filter(|(key, _)| !was.contains_key(*key)) {
            out.push(words.fill("import.added", &[("at", &key.0), ("what", &shown(&item[name]))]));
        }
    }
    if out.is_empty() {
        out.push(words.get("import.small").to_owned());
    }
    out
}
