//! Runs every `reads` and `not` line of the lexicon files, and wants one for each group.
//!
//! What an example reads as, the file decides: a figure as in `suite/figure` for units, words, names and ranks; the kind of
//! a document for titles; the credit, or the mended text, for the words of a page; a name for places; the
//! rule of `check` that finds a fault. Sections, tense and
//! times have their own rooms' tests for `reads`.

use super::check::FILES;
use super::{Entry, parse};
use crate::figure::suite::{agrees, shown};
use crate::{Options, Reading, read};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The texts of all examples.
pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    let entries = FILES.iter().flat_map(|f| parse(f.name, f.text).0);
    entries.flat_map(|e| e.examples).map(|(_, text, _)| text.split(" = ").next().unwrap_or(text))
}

/// What is wrong with an example; `None` where its own room tests it.
fn wrong(file: &str, entry: &Entry, how: &str, text: &str) -> Option<String> {
    let (text, wanted) = text.rsplit_once(" = ").unwrap_or((text, ""));
    let read = |text: &str| read(text, &Options::default());
    let got = match file {
        "zh/units.txt" | "zh/figure_words.txt" | "zh/indicators.txt" | "zh/not_numbers.txt" | "zh/ranks.txt" => {
            return figure(&read(text), how, wanted);
        }
        "zh/kinds.txt" => read(&text.replace('␤', "\n")).facts.kind.map(|k| k.value),
        "zh/tense.txt" if how == "not" => {
            let tense = read(text).sentences.first().map(|s| s.tense.word());
            return (tense == Some(entry.group)).then(|| format!("is {}", entry.group));
        }
        "zh/places.txt" | "zh/words_places.txt" => read(text).names.first().map(|n| n.text.clone()),
        "zh/page.txt" => return page(entry, how, text, wanted),
        "zh/names.txt" => return name(&read(text), how, wanted),
        "zh/faults.txt" => return fault(&text.replace('␤', "\n"), how, wanted),
        // Words of other groups are no heading; what they read as is asked of the table room.
        "zh/tables.txt" => crate::table::says(text, entry.group),
        _ => return None,
    };
    let right = match (how, &got) {
        ("not", None) => true,
        ("not", Some(got)) => matches!(file, "zh/kinds.txt" | "zh/tables.txt") && got != entry.group,
        (_, got) => got.as_deref() == Some(wanted),
    };
    (!right).then(|| format!("got {}", got.unwrap_or_else(|| "nothing".to_owned())))
}

fn figure(reading: &Reading, how: &str, wanted: &str) -> Option<String> {
    let got: Vec<_> = reading.figures.iter().map(shown).collect();
    let right = if how == "not" { got.is_empty() } else { got.first().is_some_and(|f| agrees(wanted, f)) };
    let said: Vec<String> = got.iter().map(|f| f.join(" | ")).collect();
    (!right).then(|| format!("got {}", if said.is_empty() { "nothing".to_owned() } else { said.join("; ") }))
}

/// The rule that finds a fault in the text; `not`, that none finds what is wrong or probably wrong.
fn fault(text: &str, how: &str, wanted: &str) -> Option<String> {
    let got = crate::faults(text, &read(text, &Options::default()));
    let hard: Vec<&str> = got.iter().filter(|f| f.severity != crate::Severity::Hint).map(|f| f.rule).collect();
    let right = if how == "not" { hard.is_empty() } else { got.iter().any(|f| f.rule == wanted) };
    (!right).then(|| format!("got {hard:?}"))
}

/// A name other than a place, as `suite/name` writes it.
fn name(reading: &Reading, how: &str, wanted: &str) -> Option<String> {
    let got: Vec<String> = crate::name::suite::shown(reading);
    let right = if how == "not" { got.is_empty() } else { got.iter().any(|name| name == wanted) };
    (!right).then(|| format!("got {}", if got.is_empty() { "nothing".to_owned() } else { got.join("; ") }))
}

/// A credit where the entry is of credits or captions, what is meant where it is of doubts; else the mended sentences, a line end written ␤.
fn page(entry: &Entry, how: &str, text: &str, wanted: &str) -> Option<String> {
    let reading = read(&text.replace('␤', "\n"), &Options::default());
    let caption = reading.captions.first();
    let got = match entry.group {
        "credit-after" | "credit-before" | "outlet" | "scene" | "surname" | "credit-not" => {
            caption.and_then(|c| c.credit.clone()).unwrap_or_default()
        }
        "counted" | "misread" => reading.repairs.first().and_then(|r| r.candidate.clone()).unwrap_or_default(),
        "caption" | "credit-alone" => caption.map(|c| c.text.clone()).unwrap_or_default(),
        _ => {
            let chars: Vec<char> = text.replace('␤', "\n").chars().collect();
            let sentences = reading.sentences.iter().map(|s| {
                let pieces = s.spans.iter().flat_map(|s| chars.get(s.range()).unwrap_or_default());
                pieces.filter(|c| **c != '\n').collect::<String>()
            });
            sentences.collect::<Vec<_>>().join("␤")
        }
    };
    // `not`: no credit, no doubt, or left as it stands.
    let nothing = entry.group.starts_with("credit") || matches!(entry.group, "counted" | "misread");
    let wanted = if how == "not" && !nothing { text } else { wanted };
    (got != wanted).then(|| format!("got {got}"))
}

#[test]
fn every_example_reads_as_it_says() {
    let (mut faults, mut count) = (String::new(), 0);
    for file in FILES {
        for entry in parse(file.name, file.text).0 {
            for (how, text, line) in &entry.examples {
                count += 1;
                if let Some(why) = wrong(file.name, &entry, how, text) {
                    let _ = writeln!(faults, "lexicon/{}:{line}: {how} {text}\n  {why}", file.name);
                }
            }
        }
    }
    println!("lexicon: {count} examples");
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_group_has_an_example() {
    let mut without = Vec::new();
    for file in FILES {
        let entries = parse(file.name, file.text).0;
        let groups: BTreeSet<&str> = entries.iter().map(|e| e.group).collect();
        let shown: BTreeSet<&str> = entries.iter().filter(|e| !e.examples.is_empty()).map(|e| e.group).collect();
        without.extend(groups.difference(&shown).map(|g| format!("{} [{g}]", file.name)));
    }
    assert!(without.is_empty(), "write an example for {}", without.join(", "));
}
