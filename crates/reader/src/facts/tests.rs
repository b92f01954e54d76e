use super::*;
use crate::outline::tests::{blocks, cases};
use std::fmt::Write as _;

#[test]
fn the_suite_holds() {
    let mut said = String::new();
    for (line, name, text, wanted) in cases(include_str!("../../suite/facts/facts.txt")) {
        let (original, _, views) = blocks(&text);
        let facts = Found::of(&views).facts(&views, &original);
        let mut got = String::new();
        let mut tell = |name: &str, fact: &Option<Fact>| {
            if let Some(fact) = fact {
                let _ = writeln!(got, "{name} {}", fact.value);
                assert!(fact.spans.iter().all(|s| s.range().end <= original.len()));
            }
        };
        tell("title", &facts.title);
        tell("issuer", &facts.issuer);
        tell("date", &facts.date.map(|d| Fact { value: d.value.to_string(), spans: d.spans }));
        tell("kind", &facts.kind);
        tell("reviewed", &facts.period_reviewed);
        tell("planned", &facts.period_planned);
        tell("language", &facts.language);
        tell("year", &Found::of(&views).year.map(|y| Fact { value: y.to_string(), spans: crate::Spans::default() }));
        if got.trim() != wanted.trim() {
            let _ = writeln!(said, "line {line}, {name}: read as\n{got}");
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

#[test]
fn the_lexicon_can_be_read() {
    let (entries, faults) = kind::read();
    assert!(faults.is_empty(), "{faults:?}");
    for entry in &entries {
        assert!(kind::is_known(entry), "zh/kinds.txt:{}: group “{}” is not known", entry.line, entry.group);
    }
}

#[test]
fn a_complete_date_in_every_spelling() {
    for text in ["2024年3月5日", "2024-03-05", "2024/3/5", "2024.3.5", "二零二四年三月五日", "2024年 3月 5日"]
    {
        let chars: Vec<char> = text.chars().collect();
        let read = day::complete(&chars, 0).map(|(date, len)| (date.to_string(), len));
        assert_eq!(read, Some(("2024-03-05".to_owned(), chars.len())), "{text}");
    }
    for text in ["2024年3月", "2024年13月5日", "12024年3月5日", "2024年3月45日", "二零二四年三十月五日", "2023-2-30"]
    {
        let chars: Vec<char> = text.chars().collect();
        assert_eq!((0..chars.len()).find_map(|i| day::complete(&chars, i)), None, "{text}");
    }
}

/// The names of the files are the years.
#[test]
fn the_years_of_the_national_reports() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/national");
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("skipped: ../shared/corpus is absent");
        return;
    };
    let (mut right, mut said, mut all) = (0, 0, 0);
    for path in files.flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let wanted = path.file_stem().and_then(|s| s.to_str()).and_then(|s| s.parse::<i16>().ok());
        let (_, _, views) = blocks(&std::fs::read_to_string(&path).unwrap_or_default());
        let got = Found::of(&views).year;
        all += 1;
        said += usize::from(got.is_some());
        right += usize::from(got.is_some() && got == wanted);
        if got != wanted {
            println!("{wanted:?} is read as {got:?}");
        }
    }
    println!("years of national reports: {right} right of {said} said, {all} in all");
    assert!(right * 100 >= said * 95 && said * 100 >= all * 75);
}

/// The list of documents gives a year for each: that of the report, or of the year it counts.
#[test]
fn the_years_of_the_city_reports() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/city");
    let Ok(list) = std::fs::read_to_string(format!("{folder}/MANIFEST.tsv")) else {
        println!("skipped: ../shared/corpus is absent");
        return;
    };
    let (mut right, mut said, mut all) = (0, 0, 0);
    for row in list.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, _, _, wanted, ..] = cells[..] else { continue };
        if file.starts_with("..") || wanted.is_empty() {
            continue;
        }
        let (_, _, views) = blocks(&std::fs::read_to_string(format!("{folder}/{file}")).unwrap_or_default());
        all += 1;
        if let Some(got) = Found::of(&views).year {
            said += 1;
            right += usize::from(got.to_string() == wanted);
            if got.to_string() != wanted {
                println!("{file}: {wanted} is read as {got}");
            }
        }
    }
    println!("years of city and province documents: {right} right of {said} said, {all} in all");
    assert!(right * 100 >= said * 95);
}
