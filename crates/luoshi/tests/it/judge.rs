//! `luoshi judge`: published cases of other people's methods, and the examples of docs/method.

use crate::run::{Ran, lines, luoshi_with};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn judge(input: &str) -> Ran {
    luoshi_with(["judge"], input.as_bytes())
}

/// The result of one case.
fn result(case: &Value) -> Value {
    let ran = judge(&format!("{case}\n"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{case}");
    let [answer] = &lines(&ran.out)[..] else { panic!("one answer: {}", ran.out) };
    assert!(answer["why"].as_str().is_some_and(|why| !why.is_empty()), "{answer}");
    answer["result"].clone()
}

/// Whether an answer is what was expected: words alike, numbers to nine digits or as near as the case asks.
fn agrees(expected: &Value, answer: &Value, within: f64) -> bool {
    match (expected, answer) {
        (Value::Number(wanted), Value::Number(given)) => {
            let (wanted, given) = (wanted.as_f64().unwrap_or(f64::NAN), given.as_f64().unwrap_or(f64::NAN));
            (wanted - given).abs() <= within.max(1e-9 * wanted.abs())
        }
        (Value::Array(wanted), Value::Array(given)) => {
            wanted.len() == given.len() && wanted.iter().zip(given).all(|(w, g)| agrees(w, g, within))
        }
        _ => expected == answer,
    }
}

/// The members of `expected` that the result has not, or not so.
fn misses(expected: &Value, result: &Value, within: f64) -> Vec<String> {
    let members = expected.as_object().expect("an object of members");
    members
        .iter()
        .filter(|(name, wanted)| !agrees(wanted, &result[*name], within))
        .map(|(name, _)| name.clone())
        .collect()
}

fn shared(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs/status").join(name);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        println!("skipped: ../shared/specs/status/{name} is absent");
    }
    text
}

/// Words that a government published without the values they were based on. A rule cannot reproduce them, and says so.
const WITHOUT_DATA: [&str; 9] = ["p146", "p147", "p148", "p149", "p150", "p151", "p154", "p156", "p158"];

#[test]
fn the_published_cases_come_out() {
    let Some(cases) = shared("published.jsonl") else { return };
    let ran = judge(&cases);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let (mut wrong, answers) = (String::new(), lines(&ran.out));
    assert_eq!(answers.len(), cases.lines().count());
    for (case, answer) in cases.lines().zip(&answers) {
        let case: Value = serde_json::from_str(case).expect("a case");
        let id = case["id"].as_str().expect("an id");
        assert_eq!(answer["id"], case["id"]);
        if WITHOUT_DATA.contains(&id) {
            assert!(case["inputs"]["latest"].is_null() && answer["result"]["status"].is_null(), "{id}");
            continue;
        }
        // Where the published slopes are rounded the case says how near an answer has to be.
        let within = if case["note"].as_str().is_some_and(|note| note.contains("allow 0.001")) { 1e-3 } else { 1e-9 };
        for name in misses(&case["expected"], &answer["result"], within) {
            let _ = writeln!(wrong, "{id} {name}: {} for {}", answer["result"][&name], case["expected"][&name]);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_published_series_of_statistics_canada_come_out() {
    let Some(cases) = shared("statcan.jsonl") else { return };
    let ran = judge(&cases);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut wrong = String::new();
    for (case, answer) in cases.lines().zip(lines(&ran.out)) {
        let case: Value = serde_json::from_str(case).expect("a case");
        for name in misses(&case["expect"], &answer["result"], 1e-12) {
            let _ = writeln!(wrong, "{} {name}: {}", case["series"], answer["result"][&name]);
        }
        // The same series as a case of the method has the same answer.
        let inputs: serde_json::Map<_, _> = case
            .as_object()
            .expect("an object")
            .iter()
            .filter(|(k, _)| *k != "expect")
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        if case["base_year"] == json!(2018.0) {
            assert_eq!(result(&json!({"id": 1, "method": "open_sdg", "inputs": inputs})), answer["result"]);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_bad_line_is_named_and_the_others_come_out() {
    let good = r#"{"id":"g","method":"gap","inputs":{"current":75,"target":100,"direction":"increase"}}"#;
    let input = format!(
        "{good}\n{{\"id\":2,\n\n{}\n[1]\n{{\"id\":5}}\n{}\n{}\n{good}\n",
        r#"{"id":"m","method":"no such","inputs":{}}"#,
        r#"{"id":6,"method":"gap"}"#,
        r#"{"id":7,"method":"gap","inputs":{"current":"many","target":1,"direction":"increase"}}"#,
    );
    let ran = judge(&input);
    assert_eq!(ran.code, 1);
    let answers = lines(&ran.out);
    let shapes: Vec<_> = answers.iter().map(|a| (a["id"].clone(), a["error"].is_string(), a["line"].clone())).collect();
    let error = |id: Value, line: u64| (id, true, json!(line));
    assert_eq!(
        shapes,
        [
            (json!("g"), false, Value::Null),
            error(Value::Null, 2),
            error(json!("m"), 4),
            error(Value::Null, 5),
            error(json!(5), 6),
            error(json!(6), 7),
            error(json!(7), 8),
            (json!("g"), false, Value::Null),
        ]
    );
    for line in [2, 4, 5, 6, 7, 8] {
        assert!(ran.err.contains(&format!("line {line}: ")), "{}", ran.err);
    }
    assert!(ran.err.contains("no method is called no such; there are china_midterm, "), "{}", ran.err);
    assert!(ran.err.contains(r#"current: "many": a number is wanted"#), "{}", ran.err);
}

#[test]
fn every_input_that_cannot_be_read_is_named() {
    for (method, inputs, named) in [
        ("required_path", json!({"at": null, "baseline": [1, 2], "target": [3, 4]}), "at"),
        ("required_path", json!({"at": 1, "baseline": [1], "target": [3, 4]}), "baseline"),
        ("required_path", json!({"at": 1, "shape": "bent"}), "shape"),
        ("continue_latest_rate", json!({"at": 1, "series": [[1, 2], [1, 3]]}), "series"),
        ("continue_latest_rate", json!({"at": 1, "series": 5}), "series"),
        ("gap", json!({"current": 1, "target": 2}), "direction"),
        ("gap", json!({"current": 1, "target": 2, "direction": "sideways"}), "direction"),
        ("time_share", json!({"start": "2026-01-01", "end": "2026-13-01", "at": "2026-01-01"}), "end"),
        ("share_of_way", json!({"baseline": 0, "current": 1, "target": 2, "clamp": [1, 0]}), "clamp"),
        ("pace", json!({"ratio": 1, "thresholds": 3}), "thresholds"),
        ("healthy_people", json!({"direction": "increase", "standard_errors": [1]}), "standard_errors"),
        ("escap_current_status", json!({"parity": 1}), "parity"),
        ("keep_level", json!({"series": [[2010, 1]], "rule": "halt", "at": 2010}), "rule"),
        ("open_sdg", json!({"scores": [true]}), "scores"),
        ("open_sdg", json!({}), "series"),
        ("gap", json!({"current": 1e300, "target": 2, "direction": "increase"}), "current"),
    ] {
        let ran = judge(&format!("{}\n", json!({"id": 1, "method": method, "inputs": inputs})));
        assert_eq!(ran.code, 1, "{method} {inputs}");
        assert!(ran.err.contains(&format!("line 1: {named}: ")), "{}", ran.err);
    }
}

#[test]
fn numbers_are_exact_and_reasons_follow_the_language() {
    let case =
        r#"{"id":1,"method":"gap","inputs":{"current":"0.1234567890123456789","target":0.3,"direction":"increase"}}"#;
    let out = judge(case).out;
    assert!(out.contains(r#""gap":0.1765432109876543211,"#), "{out}");
    let zh = luoshi_with(["judge", "--lang", "zh"], case.as_bytes()).out;
    assert!(zh.contains("还差"), "{zh}");
}

/// The examples of the pages: a block ```` ```case ```` holds a case, and after `= ` what comes of it.
#[test]
fn the_examples_of_the_pages_come_out() {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/method");
    let mut run = 0;
    let mut methods = std::collections::BTreeSet::new();
    for file in std::fs::read_dir(&folder).expect("the pages") {
        let path = file.expect("a page").path();
        // The same pages in Chinese, which name the examples and do not repeat them.
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        for block in text.split("```case\n").skip(1) {
            let block = block.split("```").next().unwrap_or("");
            for pair in block.split("\n\n") {
                let (case, expected) = pair.split_once("\n= ").expect("a case and what comes of it");
                let case: Value =
                    serde_json::from_str(case).unwrap_or_else(|e| panic!("{}: {case}: {e}", path.display()));
                let expected: Value = serde_json::from_str(expected).expect("members");
                let result = result(&case);
                let missed = misses(&expected, &result, 1e-9);
                assert!(missed.is_empty(), "{}: {case}: {missed:?} in {result}", path.display());
                methods.insert(case["method"].as_str().expect("a method").to_owned());
                run += 1;
            }
        }
    }
    assert!(run >= 40, "{run} examples");
    assert_eq!(methods.len(), 15, "a method without an example: {methods:?}");
}
