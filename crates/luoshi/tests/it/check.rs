//! `luoshi check`: what it says of a text before printing, and with which exit code.

use crate::run::{Folder, lines, luoshi, luoshi_with};
use serde_json::Value;

const WRONG: &str = "全县新建公园12个，其中城区8个、乡镇6个。\n";
const SOUND: &str = "去年，全县新建公园14个，其中城区8个、乡镇6个。\n";

#[test]
fn the_exit_code_says_whether_anything_was_found() {
    let ran = luoshi_with(["check", "-"], WRONG.as_bytes());
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("-:1:7"), "{}", ran.out);
    assert!(ran.out.contains("8+6=14"), "the arithmetic is shown: {}", ran.out);
    let ran = luoshi_with(["check", "-"], SOUND.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let ran = luoshi_with(["check", "--lang", "zh", "--format", "table", "-"], SOUND.as_bytes());
    assert_eq!(ran.out, "- · 未发现问题\n", "a line says that it was checked");
    assert_eq!(luoshi(["check", "--only", "nonsense", "-"]).code, 2);
    assert_eq!(luoshi(["check", "--format", "html", "-"]).code, 2);
    let ran = luoshi(["check", "no such file"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no such file"), "{}", ran.err);
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::new();
    let (pdf, text) = (folder.file("a.pdf", b"%PDF-1.7\n"), folder.file("b.txt", WRONG));
    let ran = luoshi(["check".as_ref(), "--format".as_ref(), "jsonl".as_ref(), pdf.as_os_str(), text.as_os_str()]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("a.pdf"), "{}", ran.err);
    assert_eq!(lines(&ran.out).len(), 1);
}

#[test]
fn kinds_are_chosen_by_rule_and_by_severity() {
    let count = |args: &[&str]| {
        let args = ["check", "--format", "jsonl"].into_iter().chain(args.iter().copied()).chain(["-"]);
        let ran = luoshi_with(args, WRONG.as_bytes());
        lines(&ran.out)[0]["faults"].as_array().expect("a list").len()
    };
    assert_eq!(count(&["--only", "sum"]), 1);
    assert_eq!(count(&["--only", "error"]), 1);
    assert_eq!(count(&["--only", "growth"]), 0);
    assert_eq!(count(&["--without", "sum", "--without", "hint"]), 0);
}

#[test]
fn what_is_written_fits_the_schema_in_both_languages() {
    let ran = luoshi(["schema", "check"]);
    let schema: Value = serde_json::from_str(&ran.out).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    let planted = concat!(env!("CARGO_MANIFEST_DIR"), "/../reader/suite/fault/planted.txt");
    for (lang, word) in [("zh", "各项相加"), ("en", "add up")] {
        let ran = luoshi(["check", "--lang", lang, "--format", "jsonl", planted]);
        assert_eq!(ran.code, 1);
        let read = lines(&ran.out);
        let faults: Vec<String> =
            validator.iter_errors(&read[0]).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        assert!(ran.out.contains(word), "{lang}: {}", ran.out);
        assert!(read[0]["faults"].as_array().is_some_and(|f| f.len() > 20));
    }
}

#[test]
fn csv_has_a_row_for_each_and_the_rules_are_listed() {
    let ran = luoshi_with(["check", "--format", "csv", "-"], WRONG.as_bytes());
    let mut rows = ran.out.lines();
    assert!(rows.next().is_some_and(|head| head.starts_with("source,line,column,severity,rule")), "{}", ran.out);
    assert!(rows.any(|row| row.contains(",1,7,error,sum,12个,")), "{}", ran.out);
    let rules = luoshi(["check", "--explain"]);
    assert_eq!(rules.code, 0);
    for rule in ["sum", "growth", "mention", "deadline", "lead"] {
        assert!(rules.out.lines().any(|l| l.starts_with(rule)), "{rule}");
    }
}
