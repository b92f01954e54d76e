//! The example is what it says: nothing in it without its place, every word to be seen, the documents read right.

use super::{DAY, Left, STEPS, Step, build, made};
use crate::command::import::read;
use crate::i18n::{Lang, Words};
use crate::input::from_bytes;
use luoshi_plan::{Judged, Note, Status, Subject, Wait, Whole};
use luoshi_reader::Options as Reading;
use luoshi_store::Options;
use luoshi_store::db::Place;
use luoshi_store::plan::{At, whole};
use std::collections::{BTreeMap, BTreeSet};

struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("luoshi-demo-test-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn city(name: &str) -> Whole {
    let folder = Folder::new(name);
    let place = Place::Folder(folder.0.clone());
    let words = Words::of(Lang::Zh);
    let store = build(&place, &Options::default(), &words).expect("it is made");
    let first = store.read(|r| whole(r, None, At::NOW)).expect("read");
    let entries = store.head().expect("a head").size;
    store.close();
    // Made again it is the same, and not a word more.
    let store = build(&place, &Options::default(), &words).expect("it is there");
    assert_eq!(store.read(|r| whole(r, None, At::NOW)).expect("read").tasks, first.tasks);
    assert_eq!(store.head().expect("a head").size, entries);
    store.close();
    luoshi_store::verify::database(&place, None, None, &[]).expect("it verifies");
    first
}

/// All that is taken in, by name.
fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    STEPS.iter().filter_map(|step| match step {
        Step::Document(name, bytes, _) | Step::Office(name, _, bytes) => Some((*name, *bytes)),
        Step::Frame => None,
    })
}

/// What a person had to write by hand is little: the rest came by documents and workbooks, as anybody's does.
#[test]
fn it_comes_in_by_the_ways_that_anybody_takes() {
    let folder = Folder::new("ways");
    let words = Words::of(Lang::Zh);
    let (store, left) = made(&Place::Folder(folder.0.clone()), &Options::default(), &words).expect("it is made");
    let Left { by_hand, lost } = left;
    assert_eq!(lost, 0, "decisions in demo/decisions meet no proposal: write them anew by luoshi plan propose");
    println!("{by_hand:?}");
    assert!(by_hand.goals == 0 && by_hand.principles == 0 && by_hand.tasks == 0, "{by_hand:?}");
    // Two that are no numbers, one that a notice changes; a count on a day.
    assert!(by_hand.indicators == 0 && by_hand.targets <= 3 && by_hand.observations <= 3, "{by_hand:?}");
    store.close();
}

#[test]
fn its_office_ruled_on_verdicts_of_the_ledger_and_each_ruling_found_its_verdict() {
    let folder = Folder::new("rulings");
    let words = Words::of(Lang::Zh);
    let store = build(&Place::Folder(folder.0.clone()), &Options::default(), &words).expect("it is made");
    let all = store.read(|r| luoshi_store::plan::promises(r, At::NOW)).expect("read");
    let lost: Vec<&str> = super::RULINGS
        .lines()
        .skip(1)
        .filter(|line| {
            let mut cells = line.split(',');
            let (indicator, period) = (cells.next(), cells.next());
            !all.iter()
                .any(|r| Some(r.promise.indicator.as_str()) == indicator && r.promise.period.as_deref() == period)
        })
        .collect();
    assert!(lost.is_empty(), "no verdict for {lost:?}: the documents were changed, or are read otherwise");
    let public: BTreeSet<&str> =
        all.iter().filter(|r| r.promise.is_public()).map(|r| r.promise.outcome.word()).collect();
    assert!(public.len() >= 3 && all.iter().any(|r| !r.promise.is_public()), "{public:?}");
    store.close();
}

/// A word as it is told apart: `ok`, `wait no_data`.
fn word(status: Status) -> String {
    status.reason().map_or_else(|| status.key().to_owned(), |why| format!("{} {}", status.key(), why.key()))
}

#[test]
fn it_has_what_it_promises_and_every_word_is_there() {
    let whole = city("words");
    let counts = [whole.goals.len(), whole.indicators.len(), whole.tasks.len(), whole.sources.len()];
    assert_eq!(counts, [7, 45, 128, files().count()]);
    assert_eq!(whole.territories.iter().filter(|t| t.parent.is_some()).count(), 9);
    let years: BTreeSet<i16> = whole.observations.iter().map(|o| o.period.last().year()).collect();
    assert!([2024, 2025, 2026].iter().all(|y| years.contains(y)), "{years:?}");
    assert!(whole.observations.iter().any(|o| o.revision == 1));
    let judged = whole.judge(DAY);
    let all: Vec<&Judged> = judged
        .indicators
        .values()
        .map(|of| &of.judged)
        .chain(judged.tasks.values())
        .chain(judged.targets.values())
        .collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut notes = BTreeSet::new();
    for one in &all {
        *seen.entry(word(one.status)).or_default() += 1;
        notes.extend(one.notes.iter().map(Note::key));
    }
    let wanted = [
        Status::Done,
        Status::Ok,
        Status::Warn,
        Status::Bad,
        Status::NotStarted,
        Status::Wait(Wait::NoTarget),
        Status::Wait(Wait::NotMeasurable),
        Status::Wait(Wait::NoData),
        Status::Wait(Wait::Stale),
        Status::Wait(Wait::DueWithoutData),
        Status::Wait(Wait::UnderVerification),
    ];
    for status in wanted {
        assert!(seen.contains_key(&word(status)), "nothing is {}: {seen:?}", word(status));
    }
    for note in ["changed", "dropped", "exceeded_by", "late_by", "met_early", "missed_years", "wrong_way", "start_late"]
    {
        assert!(notes.contains(note), "nothing is noted {note}: {notes:?}");
    }
    // Of indicators and of tasks the five words each, not all of one kind.
    for key in ["done", "ok", "warn", "bad", "not_started"] {
        assert!(judged.indicators.values().any(|of| of.judged.status.key() == key), "no indicator is {key}");
        assert!(judged.tasks.values().any(|of| of.status.key() == key), "no task is {key}");
    }
    assert!(judged.goals.len() == 7 && judged.territories.len() == 10);
    // Goals are not all of one colour, or the overview would say nothing.
    for key in ["ok", "warn", "bad", "wait"] {
        assert!(judged.goals.values().any(|of| of.rollup.status.key() == key), "no goal is {key}");
    }
}

/// Every goal, principle, indicator, target but those shared out to districts, task and value stands where it says.
#[test]
fn everything_in_it_stands_where_it_says() {
    let whole = city("places");
    let texts: BTreeMap<[u8; 32], Vec<char>> = files()
        .map(|(name, bytes)| {
            let loaded = from_bytes(name.to_owned(), bytes.to_vec()).expect("a text");
            (loaded.sha(), loaded.document.text.chars().collect())
        })
        .collect();
    let parts = whole.parts();
    let passages = |of: Subject| -> Vec<String> {
        let cited = parts.citations.get(&of).into_iter().flatten().copied();
        let text = |c: &luoshi_plan::Citation| {
            let source = whole.source(c.passage.source).expect("a source");
            let chars = &texts[&source.sha256];
            c.passage.spans.iter().map(|(a, b)| chars[*a as usize..*b as usize].iter().collect::<String>()).collect()
        };
        cited.map(text).collect()
    };
    let holds = |of: Subject, text: &str| {
        let there = passages(of);
        assert!(!there.is_empty(), "{of} stands nowhere");
        assert!(there.iter().all(|passage| passage.contains(text)), "{of}: {text} is not in {there:?}");
    };
    for goal in &whole.goals {
        holds(Subject::Goal(goal.id), &goal.title);
    }
    for principle in &whole.principles {
        holds(Subject::Principle(principle.id), &principle.text);
    }
    for indicator in &whole.indicators {
        // The first number of it, in whose row or sentence its name is.
        assert!(!passages(Subject::Indicator(indicator.id)).is_empty(), "{} stands nowhere", indicator.name);
    }
    for task in &whole.tasks {
        holds(Subject::Task(task.id), &task.title);
    }
    for value in &whole.observations {
        // The value, or the row of a table that has it.
        holds(Subject::Observation(value.id), &value.value.expect("a value").to_string());
        assert!(value.source.is_some(), "{value:?}");
    }
    let city = whole.tops().next().expect("the city").id;
    for target in whole.targets.iter().filter(|t| t.territory == city) {
        assert!(!passages(Subject::Target(target.id)).is_empty(), "target {} stands nowhere", target.id);
    }
}

/// What the reader finds in the documents is what their authors meant: the table of indicators number by number, the tasks row
/// by row, the reports' facts.
#[test]
fn the_documents_are_read_right() {
    let whole = city("reading");
    let load = |name: &str| {
        let (name, bytes) = files().find(|(n, _)| *n == name).expect("a document");
        from_bytes(name.to_owned(), bytes.to_vec()).expect("a text")
    };
    let outline = load("规划纲要.txt").read(Reading::default());
    let figure = |name: &str, value: &str| {
        let same = |f: &&luoshi_reader::Figure| f.cell.is_some() && f.indicator.as_deref() == Some(name);
        let number = |f: &luoshi_reader::Figure| f.value.as_ref().map(ToString::to_string);
        let wanted: luoshi_plan::Value = value.parse().expect("a value");
        outline.figures.iter().filter(same).any(|f| number(f).and_then(|n| n.parse().ok()) == Some(wanted))
    };
    let (mut there, mut missing) = (0, Vec::new());
    for target in
        whole.targets.iter().filter(|t| t.approval.as_ref().is_some_and(|a| a.document == "鹿政发〔2024〕5号"))
    {
        let indicator = whole.indicator(target.indicator).expect("its indicator");
        let wanted = match &target.wanted {
            luoshi_plan::Wanted::Reach(v)
            | luoshi_plan::Wanted::Floor(v)
            | luoshi_plan::Wanted::Ceiling(v)
            | luoshi_plan::Wanted::Sum(v)
            | luoshi_plan::Wanted::Mean(v)
            | luoshi_plan::Wanted::Cumulative(v) => v.to_string(),
            _ => continue,
        };
        if target.territory != whole.tops().next().expect("the city").id {
            continue;
        }
        let base = target.baseline.map(|b| b.value.to_string());
        for number in std::iter::once(wanted).chain(base) {
            if figure(&indicator.name, &number) { there += 1 } else { missing.push((indicator.name.clone(), number)) }
        }
    }
    assert!(missing.is_empty() && there >= 70, "{there} read, not read: {missing:?}");
    let tasks = load("重点任务分工方案.txt").read(Reading::default());
    let rows: BTreeSet<&str> = tasks.commitments.iter().filter_map(|c| c.who.as_deref()).collect();
    assert!(tasks.commitments.len() >= 128 && rows.len() > 15, "{} rows, {rows:?}", tasks.commitments.len());
    for (name, day) in [("2024年政府工作报告.txt", "2024-01-16"), ("2026年政府工作报告.txt", "2026-01-20")]
    {
        let loaded = load(name);
        assert_eq!(read(&loaded, None).source(&loaded).day.as_deref(), Some(day));
    }
}
