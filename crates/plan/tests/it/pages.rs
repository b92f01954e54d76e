//! The examples of `docs/method`: what a page shows is what comes out.

use crate::make::{indicator, milestone_on, period, seen, target, task, value};
use jiff::ToSpan as _;
use jiff::civil::Date;
use luoshi_plan::{
    Adds, Approval, Baseline, BodyId, Direction, Due, Finality, Frequency, Indicator, IndicatorId, Judged, Lights,
    Measure, MilestoneId, Nature, Observation, Required, RollupPart, Seen, Shape, Sort, Standing, Status, Step, Target,
    Task, Term, TerritoryId, Value, Wait, Wanted, apportion, check_split, required, roll_up, status, task_status,
    total,
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
    let waits =
        [Wait::NoTarget, Wait::NotMeasurable, Wait::NoData, Wait::Stale, Wait::DueWithoutData, Wait::UnderVerification];
    if text == "wait" {
        let reason = waits.into_iter().find(|w| Some(w.key()) == reason);
        return Status::Wait(reason.unwrap_or_else(|| panic!("a reason to wait: {text}")));
    }
    let all = [Status::Done, Status::Ok, Status::Warn, Status::Bad, Status::NotStarted];
    all.into_iter().find(|s| s.key() == text).unwrap_or_else(|| panic!("a status: {text}"))
}

fn term(text: &[&str]) -> Term {
    match text {
        ["by", on] => Term::By(day(on)),
        ["in", years] => {
            let (from, to) = years.split_once('/').unwrap_or((years, years));
            Term::EachYear { from: from.parse().expect("a year"), to: to.parse().expect("a year") }
        }
        ["over", over] => Term::Over(period(over)),
        other => panic!("a term: {other:?}"),
    }
}

fn wanted(text: &[&str]) -> Target {
    match text {
        ["unmeasurable", words] => target(Wanted::Unmeasurable((*words).to_owned()), Term::year(2025)),
        ["range", low, high, rest @ ..] => target(Wanted::Range { low: value(low), high: value(high) }, term(rest)),
        [kind, much, rest @ ..] => {
            let much = value(much);
            let wanted = match *kind {
                "reach" => Wanted::Reach(much),
                "floor" => Wanted::Floor(much),
                "ceiling" => Wanted::Ceiling(much),
                "keep" => Wanted::Keep(much),
                "sum" => Wanted::Sum(much),
                "mean" => Wanted::Mean(much),
                "cumulative" => Wanted::Cumulative(much),
                "growth" => Wanted::Growth(much),
                other => panic!("a kind of target: {other}"),
            };
            target(wanted, term(rest))
        }
        other => panic!("a target: {other:?}"),
    }
}

/// `2025 290 p, 2026 301`: `p` is provisional, `e` an estimate, `r` reported by the body itself.
fn values(text: &str) -> Vec<Observation> {
    let mut all = Vec::new();
    for (at, one) in text.split(',').enumerate() {
        let one = one.trim();
        let plain = [" p", " e", " r"].iter().find_map(|mark| one.strip_suffix(mark)).unwrap_or(one);
        let mut observation = seen(plain).pop().expect("a value");
        observation.id = luoshi_plan::ObservationId::new(i64::try_from(at).expect("few"));
        if one.ends_with(" p") {
            observation.finality = Finality::Provisional;
        }
        if one.ends_with(" e") {
            observation.finality = Finality::Estimate;
            observation.published = observation.period.last().saturating_sub(1.month());
        }
        if one.ends_with(" r") {
            observation.standing = Standing::Reported;
        }
        all.push(observation);
    }
    all
}

/// What is judged in an example.
struct Judging {
    of: Indicator,
    target: Option<Target>,
    known: Vec<Observation>,
    task: Option<Task>,
    today: Date,
}

impl Judging {
    fn judged(&self) -> Judged {
        let lights = Lights::default();
        match &self.task {
            Some(task) => task_status(task, &lights, self.today),
            None => status(&self.of, self.target.as_ref(), &self.known, &lights, self.today),
        }
    }

    fn required(&self) -> Required {
        let target = self.target.as_ref();
        let place = target.map_or(TerritoryId::new(1), |target| target.territory);
        required(&self.of, target, &Seen::on(&self.known, self.of.id, place, self.today), self.today)
    }
}

/// An example of an indicator or a task.
fn judging(example: &str) -> Judging {
    let mut of = indicator(Measure::Level, Direction::Up);
    let (mut wants, mut known, mut compound): (Option<Target>, Vec<Observation>, bool) = (None, Vec::new(), false);
    let (mut base, mut points, mut tolerance, mut today) = (None, Vec::new(), None, None);
    let mut approval = None;
    let mut duty: Option<Task> = None;
    for line in example.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        match &words[..] {
            ["unit", unit, measure, direction, rest @ ..] => {
                (*unit).clone_into(&mut of.unit);
                of.measure = match *measure {
                    "level" => Measure::Level,
                    "flow" => Measure::Flow,
                    "rate" => Measure::Rate,
                    "fall" => Measure::Fall,
                    other => panic!("a measure: {other}"),
                };
                of.direction = match *direction {
                    "up" => Direction::Up,
                    "down" => Direction::Down,
                    "hold" => Direction::Hold,
                    other => panic!("a direction: {other}"),
                };
                compound = rest == ["compound"];
            }
            ["monthly"] => of.frequency = Frequency::Monthly,
            ["quarterly"] => of.frequency = Frequency::Quarterly,
            ["half-yearly"] => of.frequency = Frequency::HalfYearly,
            ["target", rest @ ..] => wants = Some(wanted(rest)),
            ["base", when, much] => base = Some(Baseline { period: period(when), value: value(much) }),
            ["milestone", on, much] => points.push(milestone_on(day(on), much)),
            ["tolerance", much] => tolerance = Some(value(much)),
            ["approved", on] => {
                let document = "云政发〔2021〕5号".to_owned();
                approval = Some(Approval { body: BodyId::new(1), document, source: None, on: day(on) });
            }
            ["seen", ..] => known = values(line.trim_start_matches("seen")),
            ["today", on] => today = Some(day(on)),
            ["task", rest @ ..] => duty = Some(one_task(rest)),
            ["=" | "zh" | "en" | "#" | "says" | "line" | "points", ..] => {}
            other => panic!("a line of an example: {other:?}"),
        }
    }
    if let Some(wants) = &mut wants {
        wants.approval = approval;
        wants.baseline = base;
        wants.milestones = points;
        wants.tolerance = tolerance;
        wants.shape = if compound { Shape::Compound } else { Shape::Linear };
    }
    Judging { of, target: wants, known, task: duty, today: today.expect("a day of judgement") }
}

fn one_task(words: &[&str]) -> Task {
    let mut one = task(Due::Unstated);
    let mut rest = words;
    loop {
        rest = match rest {
            [] => return one,
            ["due", on, more @ ..] => {
                one.due = Due::On(day(on));
                more
            }
            ["start", on, more @ ..] => {
                one.start = Some(day(on));
                more
            }
            ["begun", on, more @ ..] => {
                one.begun = Some(day(on));
                more
            }
            ["reported", on, more @ ..] => {
                one.reported = Some(day(on));
                more
            }
            ["verified", on, more @ ..] => {
                one.verified = Some(day(on));
                more
            }
            ["step", on, done, more @ ..] => {
                let done = (*done != "-").then(|| day(done));
                one.steps.push(Step { id: MilestoneId::new(1), title: "节点".to_owned(), on: day(on), done });
                more
            }
            other => panic!("a part of a task: {other:?}"),
        };
    }
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
        let judging = judging(example);
        let judged = judging.judged();
        let unit = if judging.task.is_some() { "" } else { &*judging.of.unit };
        let said = judged.sentence(unit);
        let expected = example.lines().find_map(|line| line.strip_prefix("= ")).expect("what comes of it");
        let mut words = expected.split_whitespace();
        let key = words.next().expect("a status");
        let reason = if key == "wait" { words.next() } else { None };
        let mut notes: Vec<_> = words.collect();
        let mut there: Vec<_> = judged.notes.iter().map(luoshi_plan::Note::key).collect();
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

/// A judgement with a word, as parts of a goal have it.
fn standing(key: &str, reason: Option<&str>) -> Judged {
    let mut judged = task_status(&task(Due::Never), &Lights::default(), day("2026-01-01"));
    judged.status = word(key, reason);
    judged
}

#[test]
fn the_examples_of_the_roll_up_come_out() {
    let page = page("rollup.md");
    let all = examples(&page, "rollup");
    assert!(all.len() >= 5);
    for example in &all {
        let part = |line: &str| {
            let words: Vec<_> = line.split_whitespace().collect();
            let sort = match words[0] {
                "task" => Sort::Task,
                "binding" => Sort::Indicator(Nature::Binding),
                "expected" => Sort::Indicator(Nature::Expected),
                _ => return None,
            };
            Some((sort, standing(words[1], words.get(2).copied())))
        };
        let parts: Vec<_> = example.lines().filter_map(part).collect();
        let parts: Vec<_> = parts.iter().map(|(sort, judged)| RollupPart::of(*sort, judged)).collect();
        let rolled = roll_up(&parts);
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
