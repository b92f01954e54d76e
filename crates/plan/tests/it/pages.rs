//! The examples of `docs/method`: what a page shows is what comes out.

use crate::make::{indicator, value};
use jiff::civil::Date;
use luoshi_plan::example::{Example, Goals};
use luoshi_plan::{
    Adds, Direction, IndicatorId, Measure, Note, Status, TerritoryId, Value, apportion, check_split, total,
};
use std::fmt::Write as _;
use std::path::Path;

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/method").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The examples of a kind: blocks of that name, parted by empty lines.
fn examples(page: &str, kind: &str) -> Vec<String> {
    let open = format!("```{kind}\n");
    let blocks = page.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap_or(""));
    blocks.flat_map(|block| block.split("\n\n")).map(|example| example.trim().to_owned()).collect()
}

fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn word(text: &str, reason: Option<&str>) -> Status {
    Status::of_key(text, reason).unwrap_or_else(|| panic!("a status: {text} {reason:?}"))
}

#[test]
fn the_examples_of_the_status_page_come_out() {
    let all = examples(&page("status.md"), "status");
    assert!(all.len() >= 50, "{} examples", all.len());
    assert_eq!(wrong(&all), "");
}

/// On the day itself, at the very value, with one value too few: where rules are mistaken when they are.
#[test]
fn the_rules_hold_at_their_bounds() {
    let text = include_str!("../data/bounds.txt");
    let all: Vec<_> = text.split("\n\n").filter(|block| block.contains("\n= ")).map(str::to_owned).collect();
    assert!(all.len() >= 75, "{} examples", all.len());
    assert_eq!(wrong(&all), "");
}

/// What does not come out as the examples say.
fn wrong(examples: &[String]) -> String {
    let mut wrong = String::new();
    for example in examples {
        let judging: Example = example.parse().unwrap_or_else(|e| panic!("{example}: {e}"));
        let judged = judging.judged();
        let unit = if judging.task.is_some() { "" } else { &*judging.indicator.unit };
        let said = judged.sentence(unit);
        let expected = example.lines().find_map(|line| line.strip_prefix("= ")).expect("what comes of it");
        let mut words = expected.split_whitespace();
        let key = words.next().expect("a status");
        let reason = if key == "wait" { words.next() } else { None };
        let mut notes: Vec<_> = words.collect();
        let mut there: Vec<_> = judged.notes.iter().map(Note::key).collect();
        notes.sort_unstable();
        there.sort_unstable();
        if judged.status != word(key, reason) || notes != there {
            let _ = writeln!(wrong, "{example}\n    is {:?} {there:?}\n    {}\n", judged.status, said.zh);
        }
        for (prefix, said) in [("zh ", &said.zh), ("en ", &said.en)] {
            if let Some(line) = example.lines().find_map(|line| line.strip_prefix(prefix))
                && line != said
            {
                let _ = writeln!(wrong, "{example}\n    says {said}\n");
            }
        }
        let drawn = judging.required();
        for line in example.lines() {
            let words: Vec<_> = line.split_whitespace().collect();
            let (asked, found) = match &words[..] {
                // A number of the arithmetic.
                ["says", name, much] => {
                    let found = judged.arithmetic.get(name).map_or_else(|| "-".to_owned(), |term| term.text());
                    ((*much).to_owned(), found)
                }
                // What the line asks for on a day.
                ["line", on, much] => {
                    let found = drawn.on(day(on)).map_or_else(|| "-".to_owned(), shown);
                    ((*much).to_owned(), found)
                }
                // The points it runs through, a curve in so many steps.
                ["points", steps, points @ ..] => {
                    let found = drawn.points(steps.parse().expect("steps"));
                    let found: Vec<_> = found.into_iter().map(|(on, exact)| format!("{on} {}", shown(exact))).collect();
                    (points.join(" "), found.join(", "))
                }
                _ => continue,
            };
            if asked != found {
                let _ = writeln!(wrong, "{example}\n    {} {found}\n", words[0]);
            }
        }
    }
    wrong
}

fn shown(exact: luoshi_plan::Exact) -> String {
    luoshi_plan::Number::from(exact).to_string()
}

#[test]
fn the_examples_of_the_roll_up_come_out() {
    let page = page("rollup.md");
    let all = examples(&page, "rollup");
    assert!(all.len() >= 5);
    for example in &all {
        let goals: Goals = example.parse().unwrap_or_else(|e| panic!("{example}: {e}"));
        let rolled = goals.rolled_up();
        for line in example.lines() {
            if let Some(expected) = line.strip_prefix("= ") {
                let mut words = expected.split_whitespace();
                let key = words.next().expect("a status");
                assert_eq!(rolled.status, word(key, words.next()), "{example}");
            }
            if let Some(expected) = line.strip_prefix("zh ") {
                assert_eq!(rolled.sentence().zh, expected);
            }
            if let Some(expected) = line.strip_prefix("en ") {
                assert_eq!(rolled.sentence().en, expected);
            }
        }
    }
}

#[test]
fn the_examples_of_totals_and_splits_come_out() {
    let page = page("rollup.md");
    for example in examples(&page, "total") {
        let (given, expected) = example.split_once("\n= ").expect("what comes of it");
        let (kind, rest) = given.split_once(' ').expect("a kind");
        let mut of = indicator(Measure::Level, Direction::Up);
        of.adds = match kind {
            "additive" => Adds::Additive,
            "weighted" => Adds::Weighted(IndicatorId::new(2)),
            _ => Adds::Neither,
        };
        let (mut parts, mut weights) = (Vec::new(), Vec::new());
        let between = if kind == "weighted" { ", " } else { " " };
        for (id, part) in (1..).zip(rest.split(between)) {
            let id = TerritoryId::new(id);
            let (much, weight) = part.split_once(" by ").map_or((part, None), |(much, weight)| (much, Some(weight)));
            parts.push((id, (much != "-").then(|| value(much))));
            weights.push((id, weight.map(value)));
        }
        let said = match total(&of, &parts, &weights) {
            Ok(sum) => sum.to_string(),
            Err(why) => why.to_string(),
        };
        assert_eq!(said, expected, "{example}");
    }
    for example in examples(&page, "split") {
        let (given, expected) = example.split_once("\n= ").expect("what comes of it");
        let (whole, rest) = given.split_once(" over ").expect("a whole");
        let (shares, places) = rest.split_once(" to ").expect("places");
        let shares: Vec<(i32, Value)> = (1..).zip(shares.split(' ').map(value)).collect();
        let parts = apportion(value(whole), places.parse().expect("places"), &shares).expect("a split");
        let parts: Vec<_> = parts.iter().map(|(_, part)| part.to_string()).collect();
        assert_eq!(parts.join(" "), expected);
    }
    for example in examples(&page, "check") {
        let (given, expected) = example.split_once("\n= ").expect("what comes of it");
        let (whole, parts) = given.split_once(" is ").expect("a whole");
        let parts: Vec<_> = parts.split(' ').map(value).collect();
        let off = check_split(value(whole), &parts).expect_err("off").expect("a sum");
        assert_eq!(off.sentence("").zh, expected);
    }
}
