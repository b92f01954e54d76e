//! Runs `suite/figure/*.txt`: text in, its figures below it.
//!
//! ```text
//! --- what the example shows
//! 到2028年，绿化覆盖率达到【45%以上】…       the words of each figure in 【】, in order
//! = 45 % at least | 绿化覆盖率 | target/share | 到2028年
//! ```
//!
//! A line a figure: `= value unit [bound] | indicator | kind[/measure][ (mode)] | period | scope | base | qualifiers`. What
//! is left out at the end, or left empty between two bars, is not looked at; `-` must be absent. A range is `6..7 %`, a
//! from–to `5 % → 8 %`, a ratio `8:40:52 ratio`. `= nothing [rule]` where there is no figure (by that rule).
//!
//! Where the reader is wrong today, `= right answer` is followed by `! today's answer`, and by `! nothing` where it finds
//! none; `! also 【words】 answer` is a figure that it makes up. The test holds it to today's answer, so that it turns red
//! when the fault is mended.

use crate::{End, Figure, Options, Reading, Value, read};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// One example.
#[derive(Debug)]
struct Case {
    name: String,
    line: usize,
    text: String,
    /// The figures, in order of place.
    figures: Vec<Wanted>,
    /// What is made up today: where, and as what.
    also: Vec<Wanted>,
    /// The rules that must say why there is no figure.
    none: Vec<String>,
    nothing: bool,
}

/// One figure of an example.
#[derive(Debug)]
struct Wanted {
    line: usize,
    /// Where its words begin, in characters of the text.
    at: usize,
    words: String,
    right: String,
    /// Today's answer, where it is another.
    today: Option<String>,
}

/// The examples of one file; a line that cannot be read is a fault.
fn cases(text: &str, faults: &mut Vec<(usize, String)>) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut marked: Vec<(usize, String)> = Vec::new();
    for (index, row) in text.lines().enumerate() {
        let line = index + 1;
        let row = row.trim_end();
        if row.is_empty() || row.starts_with("# ") {
            continue;
        }
        if let Some(name) = row.strip_prefix("--- ") {
            marked.clear();
            cases.push(Case {
                name: name.to_owned(),
                line,
                text: String::new(),
                figures: vec![],
                also: vec![],
                none: vec![],
                nothing: false,
            });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            faults.push((line, "stands before the first `--- name`".to_owned()));
            continue;
        };
        if let Some(rule) = row.strip_prefix("= nothing") {
            case.nothing = true;
            case.none.extend(rule.split_whitespace().map(str::to_owned));
        } else if let Some(right) = row.strip_prefix("= ") {
            let index = case.figures.len();
            let Some((at, words)) = marked.get(index) else {
                faults.push((line, "more `=` lines than 【】".to_owned()));
                continue;
            };
            case.figures.push(Wanted { line, at: *at, words: words.clone(), right: right.to_owned(), today: None });
        } else if let Some(also) = row.strip_prefix("! also 【") {
            let (words, answer) = also.split_once('】').unwrap_or((also, ""));
            let Some(byte) = case.text.find(words) else {
                faults.push((line, format!("“{words}” does not stand in the text")));
                continue;
            };
            let at = case.text[..byte].chars().count();
            let today = Some(answer.trim().to_owned());
            case.also.push(Wanted { line, at, words: words.to_owned(), right: "nothing".to_owned(), today });
        } else if let Some(today) = row.strip_prefix("! ") {
            match case.figures.last_mut() {
                Some(figure) => figure.today = Some(today.to_owned()),
                None => faults.push((line, "today's answer without a right one".to_owned())),
            }
        } else {
            if !case.text.is_empty() {
                case.text.push('\n');
            }
            let mut at = case.text.chars().count();
            for (i, piece) in row.split(['【', '】']).enumerate() {
                if i % 2 == 1 {
                    marked.push((at, piece.to_owned()));
                }
                at += piece.chars().count();
                case.text.push_str(piece);
            }
        }
    }
    for case in &cases {
        if case.figures.is_empty() != case.nothing || case.text.is_empty() {
            faults.push((case.line, "needs a text, and a `=` line for each 【】 or `= nothing`".to_owned()));
        }
    }
    cases
}

/// Number, unit and bound as the examples write them.
fn value(figure: &Figure) -> String {
    let one = |value: Option<Value>, high: Option<Value>, parts: &[Value], unit: &str| {
        let number = match (value, high) {
            (Some(low), Some(high)) => format!("{low}..{high}"),
            (Some(value), None) => value.to_string(),
            (None, _) if parts.is_empty() => "?".to_owned(),
            (None, _) => parts.iter().map(Value::to_string).collect::<Vec<_>>().join(":"),
        };
        format!("{number} {unit}").trim_end().to_owned()
    };
    let mut out = String::new();
    if let Some(End { value, parts, unit, .. }) = figure.from.as_deref() {
        out = one(*value, None, parts, unit) + " → ";
    }
    out += &one(figure.value, figure.value_high, &figure.parts, &figure.unit);
    if let Some(bound) = figure.bound {
        out.push(' ');
        out += &bound.word().replace('_', " ");
    }
    out
}

/// A figure as the fields of an example.
pub(crate) fn shown(figure: &Figure) -> [String; 7] {
    let text = |s: Option<&str>| s.unwrap_or("-").to_owned();
    let mut kind = figure.kind.word().to_owned();
    if figure.measure != figure.kind {
        let _ = write!(kind, "/{}", figure.measure.word());
    }
    if let Some(mode) = figure.mode {
        let _ = write!(kind, " ({})", mode.word());
    }
    let qualifiers = figure.qualifiers.join(" ");
    [
        value(figure),
        text(figure.indicator.as_deref()),
        kind,
        text(figure.period.as_ref().map(|p| p.text.as_str())),
        text(figure.scope.as_deref()),
        text(figure.base.as_deref()),
        if qualifiers.is_empty() { "-".to_owned() } else { qualifiers },
    ]
}

/// Whether a figure is what an example says.
pub(crate) fn agrees(wanted: &str, got: &[String; 7]) -> bool {
    let fields = wanted.split('|').map(str::trim);
    wanted.split('|').count() <= got.len()
        && fields.zip(got).enumerate().all(|(i, (wanted, got))| {
            // The mode need not be said.
            let plain = got.split(" (").next().unwrap_or_default();
            wanted.is_empty() && i > 0 || wanted == got || i == 2 && wanted == plain
        })
}

/// What is wrong with an example, as a person reads it.
fn run(file: &str, case: &Case, wrong: &mut String) -> Reading {
    let reading = read(&case.text, &Options { date: Some(jiff::civil::date(2026, 1, 20)), explain: true });
    let mut faults = String::new();
    let mut rest: Vec<&Figure> = reading.figures.iter().collect();
    for wanted in case.figures.iter().chain(&case.also) {
        // Of a figure whose words are read too long or too short today, only the beginning may be elsewhere.
        let end = wanted.at + wanted.words.chars().count();
        let found = rest.iter().position(|f| {
            f.spans
                .first()
                .zip(f.spans.last())
                .is_some_and(|(a, b)| (a.start() as usize) < end && b.end() as usize > wanted.at)
        });
        let got = found.map(|i| rest.remove(i));
        let fields = got.map(shown);
        let exact = got.is_some_and(|f| f.text == wanted.words);
        let right = fields.as_ref().is_some_and(|f| exact && agrees(&wanted.right, f));
        let got = match (&fields, got) {
            (Some(fields), Some(_)) if exact => fields.join(" | "),
            (Some(fields), Some(f)) => format!("【{}】 {}", f.text, fields.join(" | ")),
            _ => "nothing".to_owned(),
        };
        match &wanted.today {
            None if right => {}
            None => {
                let _ = writeln!(
                    faults,
                    "{file}:{}: 【{}】\n  wanted  {}\n  got     {got}",
                    wanted.line, wanted.words, wanted.right
                );
            }
            Some(_) if right => {
                let _ = writeln!(
                    faults,
                    "{file}:{}: 【{}】 is mended: take the line `! …` away",
                    wanted.line, wanted.words
                );
            }
            Some(today) => {
                let (cut, today) = match today.strip_prefix('【').and_then(|t| t.split_once('】')) {
                    Some((cut, today)) => (cut, today.trim()),
                    None => (wanted.words.as_str(), today.as_str()),
                };
                let same = match (&fields, got.as_str()) {
                    (None, _) => today == "nothing",
                    (Some(fields), got) => agrees(today, fields) && (exact || got.starts_with(&format!("【{cut}】"))),
                };
                if !same {
                    let _ = writeln!(
                        faults,
                        "{file}:{}: 【{}】 is read otherwise than noted\n  wanted  {}\n  noted   {today}\n  got     {got}",
                        wanted.line, wanted.words, wanted.right
                    );
                }
            }
        }
    }
    for figure in rest {
        let _ = writeln!(
            faults,
            "{file}:{}: 【{}】 should be no figure\n  got     {}",
            case.line,
            figure.text,
            shown(figure).join(" | ")
        );
    }
    for rule in &case.none {
        if reading.no_figures.iter().all(|n| n.rule != rule) {
            let got: Vec<String> = reading.no_figures.iter().map(|n| format!("{} {}", n.text, n.rule)).collect();
            let _ =
                writeln!(faults, "{file}:{}: nothing is left out by {rule}\n  got     {}", case.line, got.join(", "));
        }
    }
    if !faults.is_empty() {
        let _ = writeln!(wrong, "\n--- {}\n{}\n{faults}", case.name, case.text);
    }
    reading
}

/// The files of `suite/figure/`, in order of name.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/suite/figure"));
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("suite/figure is there")
        .flatten()
        .map(|f| (f.file_name().to_string_lossy().into_owned(), std::fs::read_to_string(f.path()).expect("a text")))
        .collect();
    files.sort();
    files
}

#[test]
fn the_examples_read_as_they_say() {
    let (mut wrong, mut count, mut missed, mut empty) = (String::new(), 0, 0, 0);
    for (file, text) in files() {
        let mut faults = Vec::new();
        for case in cases(&text, &mut faults) {
            count += case.figures.len();
            empty += usize::from(case.nothing);
            missed += case.figures.iter().chain(&case.also).filter(|f| f.today.is_some()).count();
            run(&file, &case, &mut wrong);
        }
        for (line, what) in faults {
            let _ = writeln!(wrong, "{file}:{line}: {what}");
        }
    }
    println!("suite/figure: {count} figures, {empty} texts without one, {missed} known misses");
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= 220, "{count} figures");
}

/// Every rule has an example that fires it, and every rule that fires has a name a person can be told.
#[test]
fn every_rule_is_fired_by_an_example_and_has_a_name() {
    let mut fired = BTreeSet::new();
    let mut note = |reading: &Reading| {
        fired.extend(reading.figures.iter().flat_map(|f| f.rules.iter().copied()));
        fired.extend(reading.no_figures.iter().map(|n| n.rule));
    };
    for (file, text) in files() {
        for case in cases(&text, &mut Vec::new()) {
            note(&run(&file, &case, &mut String::new()));
        }
    }
    for text in crate::lexicon::examples::texts() {
        note(&read(text, &Options { date: None, explain: true }));
    }
    let named: BTreeSet<&str> = crate::rules().iter().map(|r| r.name).collect();
    let nameless: Vec<_> = fired.difference(&named).collect();
    assert!(nameless.is_empty(), "no line in src/rule.rs: {nameless:?}");
    let silent: Vec<_> = named.difference(&fired).collect();
    assert!(silent.is_empty(), "no example in suite/figure fires {silent:?}");
}

#[test]
fn a_case_that_says_nothing_is_a_fault() {
    let mut faults = Vec::new();
    cases("= 5 个\n--- no line\n建成【5个】\n--- too many\n建成【5个】\n= 5 个\n= 6 个\n", &mut faults);
    let lines: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 7, 2]);
}
