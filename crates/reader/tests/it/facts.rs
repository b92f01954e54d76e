//! What published documents say of themselves: `tests/it/facts.tsv`, where the documents lie beside the workspace.

use luoshi_reader::{Fact, Options, read};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus");

/// A value as the file writes it: longer words by their hash.
fn told(name: &str, value: &str) -> String {
    if value.chars().count() <= 17 || !matches!(name, "title" | "issuer") {
        return value.to_owned();
    }
    let hash = Sha256::digest(value.as_bytes());
    hash.iter().take(8).fold("#".to_owned(), |digits, byte| format!("{digits}{byte:02x}"))
}

fn shown<T: ToString>(name: &str, fact: Option<&Fact<T>>) -> (String, String) {
    let Some(fact) = fact else { return ("-".to_owned(), String::new()) };
    // The longest paragraph shows the language; which one it is says nothing.
    let spans = if name == "language" { &[][..] } else { &fact.spans[..] };
    let spans: Vec<String> = spans.iter().map(|s| format!("{}-{}", s.start(), s.end())).collect();
    (told(name, &fact.value.to_string()), spans.join(" "))
}

#[test]
fn documents_say_what_they_are() {
    if !std::path::Path::new(CORPUS).exists() {
        println!("skipped: ../shared/corpus is absent");
        return;
    }
    let mut files: BTreeMap<&str, Vec<[&str; 3]>> = BTreeMap::new();
    for line in include_str!("facts.tsv").lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, name, value, spans] = cells[..] else { panic!("four cells: {line}") };
        files.entry(file).or_default().push([name, value, spans]);
    }
    let mut wrong = Vec::new();
    for (file, wanted) in &files {
        let text = std::fs::read_to_string(format!("{CORPUS}/{file}.txt")).expect("a document");
        let facts = read(text.trim_start_matches('\u{feff}'), &Options::default()).facts;
        for [name, value, spans] in wanted {
            let got = match *name {
                "title" => shown(name, facts.title.as_ref()),
                "issuer" => shown(name, facts.issuer.as_ref()),
                "date" => shown(name, facts.date.as_ref()),
                "kind" => shown(name, facts.kind.as_ref()),
                "period_reviewed" => shown(name, facts.period_reviewed.as_ref()),
                "period_planned" => shown(name, facts.period_planned.as_ref()),
                "language" => shown(name, facts.language.as_ref()),
                other => panic!("{other} is no fact"),
            };
            if (got.0.as_str(), got.1.as_str()) != (*value, *spans) {
                wrong.push(format!("{file} {name}: {value} at {spans}, read as {} at {}", got.0, got.1));
            }
        }
    }
    println!("facts: {} documents, {} facts wrong", files.len(), wrong.len());
    assert!(files.len() >= 40 && wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_page_in_english_has_its_title_and_its_day() {
    let page = "County announces next water development plan\n\n2021-12-02 (river daily)\n\n\
        The county plans to build 12 canals by 2025, and to repair 30 wells in the hills.\n";
    let facts = read(page, &Options::default()).facts;
    assert_eq!(facts.title.map(|f| f.value).as_deref(), Some("County announces next water development plan"));
    assert_eq!(facts.date.map(|f| f.value.to_string()).as_deref(), Some("2021-12-02"));
    assert_eq!(facts.language.map(|f| f.value).as_deref(), Some("en"));
    assert!(facts.issuer.is_none() && facts.period_reviewed.is_none() && facts.period_planned.is_none());
}

/// The day in the article has no year; only a reader who knows the year can say which five are meant.
#[test]
fn a_newspaper_page_without_a_year_claims_none() {
    let page = "水渠通水现场。林远山 摄\n\n云泽市代表大会于9月29日闭幕，回顾了成绩，谋划了工作，代表们信心十足，决心很大。\n\n\
        ## 过去五年 各项事业有了起色\n\n五年来，全市新修水渠120公里。\n\n\
        ## 未来五年 再修水渠\n\n未来五年，全市将新修水渠200公里。\n";
    let plain = read(page, &Options::default()).facts;
    assert_eq!(plain.kind.map(|f| f.value).as_deref(), Some("news"));
    assert!(plain.date.is_none() && plain.period_reviewed.is_none() && plain.period_planned.is_none());
    let day = Options { date: Some(jiff::civil::date(2021, 9, 30)), ..Options::default() };
    let told = read(page, &day).facts;
    assert!(told.date.is_none(), "a day without a year is no date");
    assert_eq!(told.period_reviewed.map(|f| f.value).as_deref(), Some("2016-01-01/2020-12-31"));
    assert_eq!(told.period_planned.map(|f| f.value).as_deref(), Some("2021-01-01/2025-12-31"));
}
