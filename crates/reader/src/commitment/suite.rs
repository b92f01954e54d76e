//! Runs `suite/commitment/*.txt` and the examples of `lexicon/zh/commitments.txt`: text in, its commitments below it.
//!
//! ```text
//! --- what the example shows
//! 年底前建成城东水厂，加快管网改造。
//! = 建成 | 城东水厂 | - | 年底前 | yes | task
//! = 改造 …
//! ```
//!
//! A line a commitment: `= action | object | degree | deadline | measurable | role | who`. `-` must be absent; what is left
//! out at the end, or empty between two bars, is not looked at. `= nothing` where the text promises nothing.

use super::words::FILE;
use crate::{Commitment, Options, read};
use std::fmt::Write as _;
use std::path::Path;

/// A commitment as the examples write it.
fn shown(c: &Commitment) -> [String; 7] {
    let or = |text: Option<&str>| text.map_or_else(|| "-".to_owned(), |t| t.replace('\n', ""));
    [
        c.action.clone(),
        or(c.object.as_deref()),
        or(c.degree.as_deref()),
        or(c.deadline.as_ref().map(|d| d.text.as_str())),
        if c.measurable { "yes" } else { "no" }.to_owned(),
        c.role.word().to_owned(),
        or(c.who.as_deref()),
    ]
}

fn agrees(wanted: &str, got: &[String; 7]) -> bool {
    wanted.split('|').map(str::trim).zip(got).all(|(wanted, got)| wanted.is_empty() || wanted == got)
}

/// What is wrong with a text whose commitments should be `wanted`.
fn wrong(text: &str, wanted: &[&str]) -> Option<String> {
    let got: Vec<_> = read(text, &Options::default()).commitments.iter().map(shown).collect();
    let right = got.len() == wanted.len() && wanted.iter().zip(&got).all(|(wanted, got)| agrees(wanted, got));
    (!right).then(|| got.iter().fold(String::new(), |out, line| out + "\n  got " + &line.join(" | ")))
}

#[test]
fn the_suite_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/commitment");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the suite").flatten().map(|f| f.path()).collect();
    files.sort();
    let (mut faults, mut count) = (String::new(), 0);
    for path in files {
        let suite = std::fs::read_to_string(&path).expect("a file of the suite");
        for case in suite.split("--- ").skip(1) {
            count += 1;
            let mut lines = case.lines();
            let name = lines.next().unwrap_or_default();
            let (mut text, mut wanted) = (String::new(), Vec::new());
            for line in lines.filter(|l| !l.starts_with("# ")) {
                match line.strip_prefix("= ") {
                    Some("nothing") => {}
                    Some(right) => wanted.push(right),
                    None => text = text + line + "\n",
                }
            }
            if let Some(got) = wrong(text.trim_end(), &wanted) {
                let _ = writeln!(faults, "{}: {name}{got}", path.display());
            }
        }
    }
    println!("commitments: {count} examples");
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn the_lexicon_reads_as_it_says() {
    let mut faults = String::new();
    for entry in crate::lexicon::parse("zh/commitments.txt", FILE).0 {
        for (how, text, line) in &entry.examples {
            let (text, wanted) = text.split_once(" = ").unwrap_or((text, ""));
            let wanted = if *how == "reads" { vec![wanted] } else { Vec::new() };
            if let Some(got) = wrong(text, &wanted) {
                let _ = writeln!(faults, "lexicon/zh/commitments.txt:{line}: {how} {text}{got}");
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}
