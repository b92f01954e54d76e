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
