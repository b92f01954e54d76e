//! Runs `suite/time/`, the examples of the lexicon, and the published cases where they are at hand.

use super::words::{entries, faults};
use super::{Anchor, Looking, Time, TimeKind, scan};
use crate::fold::Fold;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn fold(text: &str) -> Vec<char> {
    let fold = Fold::get();
    text.chars().map(|c| fold.char(c)).collect()
}

/// Days as the suite writes them: 2021-01-01..2021-12-31, an unknown end empty.
fn days(time: &Time) -> String {
    let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    format!("{}..{}", day(time.start), day(time.end))
}

fn kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Day => "day",
        TimeKind::Period => "period",
        TimeKind::Plan => "plan",
        TimeKind::Since => "since",
        TimeKind::Deadline => "deadline",
        TimeKind::Duration => "duration",
        TimeKind::Frequency => "frequency",
        TimeKind::Now => "now",
    }
}

/// `2023-03-05 reviewed 2022-2022 planned 2023-2023 back`, every part optional.
fn anchor(line: &str) -> Anchor {
    let mut anchor = Anchor::default();
    let mut words = line.split_whitespace();
    while let Some(word) = words.next() {
        let mut years = || {
            let (a, b) = words.next().and_then(|w| w.split_once('-')).expect("years");
            Some((a.parse().expect("year"), b.parse().expect("year")))
        };
        match word {
            "reviewed" => anchor.reviewed = years(),
            "planned" => anchor.planned = years(),
            "back" => anchor.looking = Looking::Back,
            "ahead" => anchor.looking = Looking::Ahead,
            "undated" => anchor.date = None,
            date => anchor.date = Some(date.parse().expect("a date")),
        }
    }
    anchor
}

/// The marked text and the reading below it, as the program gives them.
fn printed(text: &str, anchor: &Anchor) -> (String, Vec<String>) {
    let plain: Vec<char> = text.chars().filter(|c| !matches!(c, '【' | '】')).collect();
    let folded: Vec<char> = plain.iter().map(|c| Fold::get().char(*c)).collect();
    let times = scan(&folded, anchor);
    let mut marked = String::new();
    for (i, c) in plain.iter().enumerate() {
        if times.iter().any(|t| t.range.end == i) {
            marked.push('】');
        }
        if times.iter().any(|t| t.range.start == i) {
            marked.push('【');
        }
        marked.push(*c);
    }
    if times.iter().any(|t| t.range.end == plain.len()) {
        marked.push('】');
    }
    let mut lines: Vec<String> = times.iter().map(|t| format!("= {} {}", days(t), kind(t.kind))).collect();
    if lines.is_empty() {
        lines.push("= nothing".to_owned());
    }
    (marked, lines)
}

#[test]
fn every_example_of_the_suite_reads_as_written() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/suite/time"));
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("suite/time").filter_map(|f| Some(f.ok()?.path())).collect();
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("a suite file");
        let mut at = Anchor::default();
        let mut lines = text.lines().enumerate().peekable();
        while let Some((number, line)) = lines.next() {
            if line.is_empty() || line.starts_with(['#', '=']) {
                continue;
            }
            if let Some(said) = line.strip_prefix('@') {
                at = anchor(said);
                continue;
            }
            let mut expected = Vec::new();
            while let Some((_, next)) = lines.next_if(|(_, l)| l.starts_with('=')) {
                expected.push(next.trim_end().to_owned());
            }
            let (marked, read) = printed(line, &at);
            count += 1;
            if marked != line || read != expected {
                wrong.push(format!("{name}:{}\n  want {line} {expected:?}\n  got  {marked} {read:?}", number + 1));
            }
        }
    }
    println!("suite/time: {count} examples, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_lexicon_has_no_fault_and_its_examples_hold() {
    assert!(faults().is_empty(), "{:?}", faults());
    let at = Anchor { date: Some(date(2021, 9, 30)), ..Anchor::default() };
    let mut wrong = Vec::new();
    for (what, text, line) in entries().iter().flat_map(|e| &e.examples) {
        let (text, want) = text.split_once(" = ").map_or((*text, "nothing"), |(t, w)| (t, w.trim()));
        let got = scan(&fold(text), &at).first().map_or("nothing".to_owned(), days);
        if got != want || (*what == "not") != (want == "nothing") {
            wrong.push(format!("periods.txt:{line}: {text}: want {want}, got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(feature = "json")]
mod published {
    use super::*;
    use serde_json::Value;
    use sha2::{Digest, Sha256};

    const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");

    /// The lines or cases of a published file; nothing, with a word, where it is not at hand.
    fn cases(path: &str) -> Option<Vec<Value>> {
        let Ok(text) = std::fs::read_to_string(format!("{SHARED}/{path}")) else {
            println!("skipped: {path} is not here");
            return None;
        };
        let text = text.trim_start_matches('\u{feff}');
        if let Ok(Value::Array(cases)) = serde_json::from_str(text) {
            return Some(cases);
        }
        Some(text.lines().filter_map(|l| serde_json::from_str(l).ok()).collect())
    }

    fn found(chars: &[char], time: &Time) -> String {
        chars[time.range.clone()].iter().collect()
    }

    #[test]
    fn government_times_of_the_challenge() {
        let Some(cases) = cases("specs/challenge/zh_time_challenge.jsonl") else { return };
        let (mut right, mut plans) = (0, true);
        for case in &cases {
            let text = case["text"].as_str().unwrap_or_default();
            let at = Anchor { date: case["ref"].as_str().and_then(|d| d.parse().ok()), ..Anchor::default() };
            let chars = fold(text);
            let want = (
                fold(case["surface"].as_str().unwrap_or_default()).into_iter().collect::<String>(),
                format!("{}..{}", case["start"].as_str().unwrap_or(""), case["end"].as_str().unwrap_or("")),
            );
            let got: Vec<_> = scan(&chars, &at).iter().map(|t| (found(&chars, t), days(t))).collect();
            if got == [want.clone()] {
                right += 1;
            } else {
                plans &= case["note"] != "plan period";
                println!("{text}: want {want:?}, got {got:?}");
            }
        }
        println!("government times: {right} of {}", cases.len());
        assert!(right >= 38 && plans);
    }

    /// No target: most of these cases are of a calendar at home (weeks, reigns, lunar days), which reports do not use.
    #[test]
    fn date_periods_of_a_general_recogniser() {
        let Some(cases) = cases("specs/recognizers/DateTime/Chinese/DatePeriodExtractor.json") else { return };
        let mut right = 0;
        for case in &cases {
            let chars = fold(case["Input"].as_str().unwrap_or_default());
            let want: Vec<String> = case["Results"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|r| fold(r["Text"].as_str().unwrap_or_default()).into_iter().collect())
                .collect();
            let got: Vec<String> = scan(&chars, &Anchor::default()).iter().map(|t| found(&chars, t)).collect();
            if got == want {
                right += 1;
            } else {
                println!("{}: want {want:?}, got {got:?}", chars.iter().collect::<String>());
            }
        }
        println!("date periods: {right} of {}", cases.len());
    }

    /// Of the annotated sentences only two thirds of the documents may be looked at.
    fn is_seen(document: &str) -> bool {
        let digits = Sha256::digest(document.as_bytes());
        digits.iter().fold(0u32, |rest, byte| (rest * 256 + u32::from(*byte)) % 3) != 0
    }

    #[test]
    fn times_that_people_marked_are_found_whole() {
        let Some(cases) = cases("gold/sentences.jsonl") else { return };
        let (mut marked, mut whole) = (0, 0);
        for case in cases.iter().filter(|c| c["lang"] == "zh" && is_seen(c["doc"].as_str().unwrap_or_default())) {
            let chars = fold(case["sentence"].as_str().unwrap_or_default());
            let got: Vec<String> = scan(&chars, &Anchor::default()).iter().map(|t| found(&chars, t)).collect();
            let figures = case["figures"].as_array().into_iter().flatten();
            let named = figures.flat_map(|f| [&f["period"], &f["base"]]).chain([&case["commitment"]["deadline"]]);
            for name in named.filter_map(Value::as_str) {
                let name: String = fold(name).into_iter().collect();
                marked += 1;
                if got.contains(&name) {
                    whole += 1;
                } else {
                    println!("{}: {name} is not among {got:?}", case["id"]);
                }
            }
        }
        println!("marked times found whole: {whole} of {marked}");
        assert!(whole * 100 >= marked * 93);
    }

    #[test]
    fn the_national_reports_are_read_in_passing() {
        let Ok(files) = std::fs::read_dir(format!("{SHARED}/corpus/national")) else {
            println!("skipped: corpus/national is not here");
            return;
        };
        let texts: Vec<Vec<char>> =
            files.filter_map(|f| Some(fold(&std::fs::read_to_string(f.ok()?.path()).ok()?))).collect();
        let chars: usize = texts.iter().map(Vec::len).sum();
        let mut best = std::time::Duration::MAX;
        let mut times = 0;
        for _ in 0..5 {
            let start = std::time::Instant::now();
            times = texts.iter().map(|t| scan(t, &Anchor::default()).len()).sum();
            best = best.min(start.elapsed());
        }
        println!("{times} times in {chars} characters, {} ns a character", best.as_nanos() as usize / chars.max(1));
        assert!(times > chars / 1000);
    }
}

/// Pieces that times are made of, in every order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "到",
        "从",
        "自",
        "截至",
        "以来",
        "以前",
        "后",
        "起",
        "2021",
        "95",
        "3",
        "一九",
        "五",
        "十",
        "零",
        "年",
        "月",
        "日",
        "季度",
        "末",
        "底",
        "初",
        "上旬",
        "今年",
        "去年",
        "上半年",
        "“",
        "十四五",
        "”",
        "时期",
        "第",
        "个五年计划",
        "改革开放",
        "党的",
        "十八大",
        "世纪",
        "本世纪",
        "年代",
        "近",
        "今后",
        "连续",
        "每",
        "来",
        "内",
        "之日起",
        "—",
        "-",
        "、",
        ".",
        "/",
        " ",
        "和",
        "之间",
        "的",
        "多",
        "半",
        "前",
        "目前",
        "同期",
        "。",
        "人",
        "9999",
        "31",
        "2",
        "29",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn spans_lie_inside_the_text_and_in_order(
        text in prop_oneof![pieces(), "\\PC{0,40}"],
        dated in prop::sample::select(vec![None, Some(date(2021, 9, 30)), Some(Date::MIN), Some(Date::MAX)]),
        years in prop::option::of(any::<(i16, i16)>()),
    ) {
        let chars = fold(&text);
        let at = Anchor { date: dated, reviewed: years, planned: Some((2022, 2026)), looking: Looking::Back };
        let mut from = 0;
        for time in scan(&chars, &at) {
            prop_assert!(from <= time.range.start && time.range.start < time.range.end && time.range.end <= chars.len());
            if let (Some(start), Some(end)) = (time.start, time.end) {
                prop_assert!(start <= end, "{text}: {}", days(&time));
            }
            from = time.range.end;
        }
    }
}

#[test]
fn hostile_runs_are_passed_in_one_go() {
    for unit in [
        "1",
        "一",
        "“",
        "\n",
        "分别",
        "到",
        "自",
        "十",
        "年",
        "2021-",
        "一九",
        "前",
        "从1年",
        "2021年到",
        "党的",
        "“十四五",
    ] {
        let chars = fold(&unit.repeat(200_000 / unit.chars().count()));
        let times = scan(&chars, &Anchor::default());
        assert!(times.iter().all(|t| t.range.end <= chars.len()));
    }
}
