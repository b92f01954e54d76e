//! A case: reports between lines of `@ YEAR`, rows behind `=`.
//!
//! ```text
//! --- what it shows
//! @ 2024
//! 今年地区生产总值增长6%左右。
//! @ 2025
//! 2024年地区生产总值增长5.8%。
//! = 国内生产总值 | growth | 2024 | 6% => 5.8% stated | kept/missed | certain
//! ```

use luoshi_ledger::{Ledger, Report, Row, Source, ledger};
use luoshi_reader::{Options, read};

pub(crate) struct Case {
    file: String,
    name: String,
    reports: Vec<(String, String)>,
    rows: Vec<String>,
}

pub(crate) fn parse(file: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("--- ") {
            cases.push(Case { file: file.to_owned(), name: name.to_owned(), reports: Vec::new(), rows: Vec::new() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(name) = line.strip_prefix("@ ") {
            case.reports.push((name.trim().to_owned(), String::new()));
        } else if let Some(row) = line.strip_prefix("= ") {
            case.rows.push(row.trim().to_owned());
        } else if let Some((_, text)) = case.reports.last_mut()
            && case.rows.is_empty()
        {
            text.push_str(line);
            text.push('\n');
        }
    }
    cases
}

impl Case {
    pub(crate) fn ledger(&self) -> Ledger {
        let reports = self.reports.iter().map(|(name, text)| {
            let reading = read(text, &Options::default());
            Report::new(&Source { name: &format!("{name}.txt"), text, reading: &reading })
        });
        ledger("云泽市", reports.collect())
    }

    /// What is wrong with it; nothing where all is well.
    pub(crate) fn run(&self) -> Option<String> {
        let got: Vec<String> = self.ledger().rows.iter().map(shown).collect();
        if got == self.rows {
            return None;
        }
        let list = |rows: &[String]| rows.iter().flat_map(|r| ["    = ", r, "\n"]).collect::<String>();
        Some(format!("{}: {}\n  wanted\n{}  got\n{}", self.file, self.name, list(&self.rows), list(&got)))
    }
}

/// A row in one line.
pub(crate) fn shown(row: &Row) -> String {
    let scope = row.scope.as_ref().map(|s| format!("（{s}）")).unwrap_or_default();
    let period = row.period.map_or_else(|| "-".to_owned(), luoshi_ledger::When::text);
    let result = match (&row.result, row.result_kind) {
        (Some(result), Some(kind)) => format!("{} {}", result.text, kind.word()),
        _ => "-".to_owned(),
    };
    let verdict = if row.verdict == row.strict {
        row.verdict.word().to_owned()
    } else {
        format!("{}/{}", row.verdict.word(), row.strict.word())
    };
    format!(
        "{}{scope} | {} | {period} | {} => {result} | {verdict} | {}",
        row.indicator,
        row.measure_word(),
        row.target.text,
        row.certainty.word()
    )
}
