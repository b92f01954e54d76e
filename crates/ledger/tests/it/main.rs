//! The ledger from outside: little reports in, rows out. The cases are text: `suite/*.txt`, and the worked examples of
//! `docs/method/ledger.md`.

mod case;
mod properties;

use std::path::{Path, PathBuf};

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    files.sort();
    files
}

#[test]
fn the_suite_gives_its_rows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    let mut faults = Vec::new();
    let mut count = 0;
    for path in texts(&folder) {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        for case in case::parse(&name, &text) {
            count += 1;
            faults.extend(case.run());
        }
    }
    assert!(count >= 20, "{count} cases");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_worked_examples_of_the_method_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/method/ledger.md");
    let text = std::fs::read_to_string(path).expect("the method page");
    let mut faults = Vec::new();
    let mut count = 0;
    for block in text.split("```ledger\n").skip(1) {
        let block = block.split("```").next().unwrap_or("");
        for case in case::parse("docs/method/ledger.md", block) {
            count += 1;
            faults.extend(case.run());
        }
    }
    assert!(count > 8, "{count} examples");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_data_files_have_no_fault() {
    assert_eq!(luoshi_ledger::lexicon_faults(), []);
}

/// The government that a text speaks for.
fn body_of(text: &str) -> Option<String> {
    let reading = luoshi_reader::read(text, &luoshi_reader::Options::default());
    let report = luoshi_ledger::Report::new(&luoshi_ledger::Source { name: "a.txt", text, reading: &reading });
    report.body().map(str::to_owned)
}

#[test]
fn who_speaks_is_not_whoever_is_named() {
    // Every report names 国务院.
    let chapter = "第一章 发展成就\n我市认真贯彻党中央、国务院决策部署，地区生产总值完成1900亿元。\n";
    assert_eq!(body_of(chapter), None);
    // What a text without a head is about: 通辽 and 通辽市 are one.
    let city = "通辽市位于草原东部。通辽肉牛出栏5万头。通辽市建成绿道3公里。通辽新增就业2万人。吉林省在它东边。\n";
    assert_eq!(body_of(city).as_deref(), Some("通辽市"));
    let country = "全国粮食丰收。".repeat(12);
    assert_eq!(body_of(&country).as_deref(), Some("国务院"));
}
