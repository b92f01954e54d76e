use super::*;
use crate::fold::Fold;
use std::fmt::Write as _;

fn folded(text: &str) -> Vec<char> {
    let fold = Fold::get();
    text.chars().filter(|c| *c != '\n').map(|c| fold.char(c)).collect()
}

fn word(tense: Tense) -> &'static str {
    match tense {
        Tense::Done => "done",
        Tense::Planned => "planned",
        Tense::Fact => "fact",
    }
}

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "review" => Role::Review,
        "problems" => Role::Problems,
        "guidance" => Role::Guidance,
        "goals" => Role::Goals,
        "principles" => Role::Principles,
        "tasks" => Role::Tasks,
        "closing" => Role::Closing,
        _ => return None,
    })
}

#[test]
fn the_lexicon_can_be_read_and_its_examples_hold() {
    let (entries, mut faults) = read();
    let mut said = String::new();
    let count: usize = entries.iter().filter(|e| speaks(e)).map(|e| e.words.len()).sum();
    assert!(count < SEEN * 128, "more words than bits: raise SEEN");
    for entry in &entries {
        if marked(entry).is_none() {
            faults.push(LexiconError {
                file: "zh/tense.txt",
                line: entry.line,
                what: format!("group “{}” with its points and place is not known", entry.group),
                mend: "write [done|planned|fact | points: N | at: any|opening|clause|end]".to_owned(),
            });
        }
        for (how, text, line) in &entry.examples {
            if *how == "reads" {
                let (text, wanted) = text.rsplit_once(" = ").unwrap_or((text, "?"));
                let got = word(tense(&folded(text), &Setting::default()));
                if got != wanted {
                    let _ = writeln!(said, "zh/tense.txt:{line}: {text} is {got}, not {wanted}");
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:?}");
    assert!(said.is_empty(), "{said}");
}

#[test]
fn the_suite_holds() {
    let mut said = String::new();
    let mut setting = Setting::default();
    for (index, line) in include_str!("../../../suite/tense/tense.txt").lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(head) = line.strip_prefix("--- ") {
            setting = Setting::default();
            for part in head.split(&['(', ')', ' '][..]) {
                setting.communique |= part == "communique";
                setting.heading |= part == "heading";
                setting.role = setting.role.or_else(|| role(part));
                setting.year = setting.year.or_else(|| part.parse().ok());
            }
            continue;
        }
        let Some((wanted, text)) = line.split_once(" | ") else {
            let _ = writeln!(said, "line {}: write `done | SENTENCE`", index + 1);
            continue;
        };
        let got = word(tense(&folded(text), &setting));
        if got != wanted.trim() {
            let _ = writeln!(said, "line {}: {text} is {got}, not {}", index + 1, wanted.trim());
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

/// The annotated sentences that may be looked at: two thirds of the documents, by the hash of their names.
///
/// Each stands alone, without its section, so that only its words speak.
#[test]
fn the_annotated_sentences_score() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gold/sentences.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: ../shared/gold is absent");
        return;
    };
    let (mut right, mut read, mut all) = (0, 0, 0);
    for line in text.lines() {
        let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let get = |key: &str| case.get(key).and_then(serde_json::Value::as_str).unwrap_or("");
        if get("lang") != "zh" || is_unseen(get("doc")) {
            continue;
        }
        all += 1;
        let got = word(tense(&folded(get("sentence")), &Setting::default()));
        read += i32::from(as_document(get("sentence")) == get("tense"));
        if got == get("tense") {
            right += 1;
        } else {
            println!("{} is {got}, annotated {}", get("id"), get("tense"));
        }
    }
    println!("tense on the annotated sentences that we have seen: {right} of {all}; each as a document: {read}");
    assert!(right * 100 >= all * 90 && read * 100 >= all * 90, "{right}, {read} of {all}");
}

/// The tense of the longest sentence of a text read as a document of its own, with what sections and year it shows.
fn as_document(text: &str) -> &'static str {
    let (original, blocks, views) = crate::outline::tests::blocks(text);
    let found = crate::facts::Found::of(&views);
    let crate::outline::Outline { sections, at, .. } = crate::outline::outline(&blocks, &views, &original, &found);
    let (year, communique) = (found.year, found.is_communique());
    let mut best = (0, "");
    for (view, section) in views.iter().zip(at) {
        let role = section.and_then(|i| sections.get(i)).map(|s| s.role);
        for range in crate::sentence::split(&view.chars) {
            let setting = Setting { role, communique, heading: false, year };
            if range.len() > best.0 {
                best = (range.len(), word(tense(&view.chars[range], &setting)));
            }
        }
    }
    best.1
}

/// A third of the annotated documents is kept unseen: SHA-256 of the name, read as a number, divisible by 3.
fn is_unseen(doc: &str) -> bool {
    use sha2::{Digest, Sha256};
    Sha256::digest(doc.as_bytes()).iter().fold(0u32, |rest, byte| (rest * 256 + u32::from(*byte)) % 3) == 0
}

/// Each pass looks at each character a bounded number of times, whatever stands there.
#[test]
fn hostile_text_takes_linear_time() {
    for piece in ["1", "一", "分别", "年内不断5%—5%", "到“十五五”末", "1998年3月", "由3到4亿以上,", "5.5.5"]
    {
        let text: Vec<char> = piece.chars().cycle().take(200_000).collect();
        let start = std::time::Instant::now();
        let _ = tense(&text, &Setting::default());
        let spent = start.elapsed();
        println!("{piece}: {} ns a character", spent.as_nanos() / 200_000);
        assert!(spent.as_secs() < 5, "{piece}: {spent:?}");
    }
}

#[test]
fn every_blank_and_no_letter_parts_clauses() {
    for c in '\0'..=char::MAX {
        let mark = matches!(c, ',' | ';' | ':' | '。' | '!' | '?' | '(' | ')' | '、' | '—' | '“' | '”');
        assert_eq!(is_border(c), mark || c.is_whitespace(), "{c:?}");
    }
}
