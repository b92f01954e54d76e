//! Runs `suite/table/*.txt`: a table in, its figures and commitments below it.
//!
//! ```text
//! --- what the example shows
//! 云岭市“十五五”主要指标              text outside the table
//! | 指标 | 单位 | 2030年 |            a row; `^` goes on from the cell above, `<` from the cell at its left
//! | 绿地率 | % | 42 |
//! = 绿地率 | 42 % | target/share | 2030年 | binding | 累计 | doubt | 2026-01-01/2030-12-31 | base | scope
//! + 建设 | 口袋公园12个 | 市园林局 | 市财政局 | 6月底前 2027-06-30 | measurable
//! ```
//!
//! A line for each figure, in order, and one for each commitment: verb, object, who, support, deadline, measurable. What is
//! left out at the end, or empty between two bars, is not looked at; `-` must be absent. `= nothing` where there is none.
//! A text without rows is read as plain text is; `\t` in it is a TAB, and a line that begins with `\|` is one with a stroke.

use crate::{Cell, Commitment, Figure, Options, Span, Table, Text, read_document};
use std::fmt::Write as _;
use std::path::Path;

/// One example.
#[derive(Debug, Default)]
struct Case {
    name: String,
    line: usize,
    text: String,
    tables: Vec<Table>,
    figures: Vec<(usize, String)>,
    commitments: Vec<(usize, String)>,
    nothing: bool,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, line) in text.lines().chain(["--- end"]).enumerate() {
        if let Some(row) = line.strip_prefix('|') {
            rows.push(row.trim_end().trim_end_matches('|').split('|').map(|c| c.trim().to_owned()).collect());
            continue;
        }
        if let Some(case) = cases.last_mut()
            && !rows.is_empty()
        {
            case.add(&std::mem::take(&mut rows));
        }
        if line.trim().is_empty() || line.starts_with("# ") {
        } else if let Some(name) = line.strip_prefix("--- ") {
            cases.push(Case { name: name.to_owned(), line: number + 1, ..Case::default() });
        } else if let Some(case) = cases.last_mut() {
            match line.split_once(' ') {
                Some(("=", "nothing")) => case.nothing = true,
                Some(("=", right)) => case.figures.push((number + 1, right.to_owned())),
                Some(("+", right)) => case.commitments.push((number + 1, right.to_owned())),
                _ => {
                    case.text +=
                        &line.strip_prefix('\\').filter(|l| l.starts_with('|')).unwrap_or(line).replace("\\t", "\t");
                    case.text.push('\n');
                }
            }
        }
    }
    cases.pop();
    cases
}

impl Case {
    /// Adds a table to the text.
    fn add(&mut self, rows: &[Vec<String>]) {
        let mut at = self.text.chars().count() as u32;
        let start = at;
        let mut cells: Vec<Cell> = Vec::new();
        for (row, line) in rows.iter().enumerate() {
            for (column, words) in line.iter().enumerate() {
                if column > 0 {
                    self.text.push('\t');
                    at += 1;
                }
                let (r, c) = (row as u32, column as u32);
                let reaching = |cell: &&mut Cell| match words.as_str() {
                    "^" => {
                        cell.row < r
                            && (cell.column..cell.column + cell.columns).contains(&c)
                            && cell.row + cell.rows >= r
                    }
                    "<" => cell.row == r && cell.column + cell.columns == c,
                    _ => false,
                };
                if let Some(cell) = cells.iter_mut().rev().find(reaching) {
                    cell.rows = cell.rows.max(r + 1 - cell.row);
                    cell.columns = cell.columns.max(c + 1 - cell.column);
                    continue;
                }
                self.text += words;
                let end = at + words.chars().count() as u32;
                cells.push(Cell { row: r, column: c, rows: 1, columns: 1, span: Span::new(at, end) });
                at = end;
            }
            self.text.push('\n');
            at += 1;
        }
        self.tables.push(Table { span: Span::new(start, at - 1), cells });
    }
}

fn figure(f: &Figure) -> Vec<String> {
    let number = match (f.value, f.value_high) {
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(value), None) => value.to_string(),
        (None, _) if !f.parts.is_empty() => f.parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(":"),
        (None, _) => format!("“{}”", f.text),
    };
    let bound = f.bound.map(|b| b.word().replace('_', " ")).unwrap_or_default();
    let kind =
        if f.kind == f.measure { f.kind.word().to_owned() } else { format!("{}/{}", f.kind.word(), f.measure.word()) };
    let or = |text: Option<&str>| text.filter(|t| !t.is_empty()).unwrap_or("-").to_owned();
    vec![
        or(f.indicator.as_deref()),
        format!("{number} {} {bound}", f.unit).split_whitespace().collect::<Vec<_>>().join(" "),
        kind,
        or(f.period.as_ref().map(|p| p.text.as_str())),
        or(f.binding.map(crate::Binding::word)),
        or(Some(&f.qualifiers.join(" "))),
        or(f.doubts.first().map(|d| d.words(crate::Language::En))),
        or(f.period.as_ref().and_then(|p| Some(format!("{}/{}", p.start?, p.end?))).as_deref()),
        or(f.base.as_deref()),
        or(f.scope.as_deref()),
    ]
}

fn commitment(c: &Commitment) -> Vec<String> {
    let or = |text: Option<&str>| text.filter(|t| !t.is_empty()).unwrap_or("-").to_owned();
    let day = |d: &crate::Deadline| format!("{} {}", d.text, d.date.map_or_else(|| "-".to_owned(), |d| d.to_string()));
    vec![
        or(Some(&c.action)),
        or(c.object.as_deref()),
        or(c.who.as_deref()),
        or(Some(&c.support.join("、"))),
        or(c.deadline.as_ref().map(day).as_deref()),
        if c.measurable { "measurable".to_owned() } else { "-".to_owned() },
    ]
}

fn compare(wanted: &[(usize, String)], got: &[Vec<String>], file: &str, case: &Case, faults: &mut String) {
    for index in 0..wanted.len().max(got.len()) {
        let shown = got.get(index).map_or_else(|| "nothing".to_owned(), |g| g.join(" | "));
        let Some((line, right)) = wanted.get(index) else {
            let _ = writeln!(faults, "{file}:{}: one too many: {shown}", case.line);
            continue;
        };
        let fields: Vec<&str> = right.split('|').map(str::trim).collect();
        let agrees = got.get(index).is_some_and(|got| {
            fields.len() <= got.len() && fields.iter().zip(got).all(|(w, g)| w.is_empty() || w == g)
        });
        if !agrees {
            let _ = writeln!(faults, "{file}:{line}: {right}\n  got {shown}");
        }
    }
}

#[test]
fn the_examples_read_as_they_say() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/suite/table"));
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("suite/table is there").flatten().map(|f| f.path()).collect();
    files.sort();
    let (mut wrong, mut count) = (String::new(), 0);
    for path in files {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for case in cases(&std::fs::read_to_string(&path).expect("a text")) {
            count += 1;
            let options = Options { date: None, explain: false };
            let reading = read_document(&Text { text: &case.text, tables: &case.tables }, &options);
            let figures: Vec<Vec<String>> = reading.figures.iter().map(figure).collect();
            let commitments: Vec<Vec<String>> = reading.commitments.iter().map(commitment).collect();
            let mut faults = String::new();
            compare(&case.figures, &figures, &file, &case, &mut faults);
            compare(&case.commitments, &commitments, &file, &case, &mut faults);
            if case.nothing != (case.figures.is_empty() && case.commitments.is_empty()) {
                let _ = writeln!(faults, "{file}:{}: needs `=` or `+` lines, or `= nothing`", case.line);
            }
            if !faults.is_empty() {
                let _ = writeln!(wrong, "\n--- {}\n{faults}", case.name);
            }
        }
    }
    println!("suite/table: {count} tables");
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= 20, "{count} tables");
}
