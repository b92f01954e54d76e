//! A plan of any size, the same on every run, into a record: for benches, and to see pages full.
//!
//! `cargo run --release -p luoshi_files --example large -- DIR|postgres://… [TASKS INDICATORS TERRITORIES YEARS]`; without
//! numbers 5,000 tasks, 1,000 indicators, 100 territories and six years: 600,000 values. Everything in it is invented.

// Counts here are small.
#![allow(clippy::cast_possible_wrap, clippy::cast_sign_loss)]

use luoshi_plan::{
    Adds, Assignment, AssignmentId, Baseline, Body, BodyId, Citation, CitationId, Date, Direction, Due, Finality,
    Frequency, Goal, GoalId, Indicator, IndicatorId, Measure, MilestoneId, Nature, Observation, ObservationId, Part,
    Passage, Period, Plan, PlanId, Reply, Shape, Source, SourceId, Standing, Step, Subject, Target, TargetId, Task,
    TaskId, Term, Territory, TerritoryId, Valid, Value, Wanted, Whole,
};
use luoshi_store::db::Place;
use luoshi_store::{Intent, Options, Store};
use sha2::{Digest as _, Sha256};
use std::process::ExitCode;
use std::time::Instant;

/// How much there is of it.
struct Size {
    tasks: i64,
    indicators: i64,
    territories: i64,
    years: i64,
}

/// The first year of the values.
const FIRST: i64 = 2021;

fn main() -> ExitCode {
    let mut given = std::env::args().skip(1);
    let Some(place) = given.next() else {
        eprintln!("usage: large DIR|postgres://… [TASKS INDICATORS TERRITORIES YEARS]");
        return ExitCode::from(2);
    };
    let numbers: Vec<i64> = given.filter_map(|n| n.parse().ok()).collect();
    let size = match numbers[..] {
        [tasks, indicators, territories, years] => Size { tasks, indicators, territories, years },
        _ => Size { tasks: 5_000, indicators: 1_000, territories: 100, years: 6 },
    };
    let begun = Instant::now();
    let (whole, document) = plan(&size);
    let values = whole.observations.len();
    let Some(source) = whole.sources.first().and_then(|s| s.id) else { return ExitCode::from(1) };
    eprintln!("made in {:.1} s: {} tasks, {values} values", begun.elapsed().as_secs_f64(), whole.tasks.len());
    let begun = Instant::now();
    let store = match Store::open(&Place::parse(&place), &Options::default()) {
        Ok(store) => store,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(1);
        }
    };
    let mut documents = |_: &str| Ok(Some(document.clone()));
    let taken = luoshi_files::take_in(&store, whole, &mut documents, &Intent::new("plan.import", "规划科"), false);
    // The text as its citations count it, as `luoshi import` keeps it.
    let text = document.clone();
    let kept = store.act(Intent::new("source.read_again", "规划科"), move |act| act.reading(source, "text", &text));
    if let Err(error) = kept {
        eprintln!("{error}");
        return ExitCode::from(1);
    }
    store.close();
    match taken {
        Ok(taken) => {
            eprintln!("recorded in {:.1} s: {taken:?}", begun.elapsed().as_secs_f64());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(1)
        }
    }
}

/// A number that looks like chance, from two numbers: the same everywhere.
fn mixed(a: i64, b: i64) -> i64 {
    let x = a.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(b.wrapping_mul(1_442_695_040_888_963_407));
    (x ^ (x >> 29)).wrapping_mul(2_862_933_555_777_941_757) >> 33 & 0x7fff_ffff
}

fn day(year: i64, of: i64) -> Date {
    let month = 1 + of.rem_euclid(12);
    Date::new(year as i16, month as i8, 28).unwrap_or(Date::MIN)
}

/// The plan, and the one document that everything in it stands in.
fn plan(size: &Size) -> (Whole, Vec<u8>) {
    let mut last = 1_000;
    let mut ids = |count: i64| {
        let first = last + 1;
        last += count;
        first
    };
    let goals = (size.indicators / 10).clamp(1, 100);
    let bodies = 60;
    let (plan, source) = (PlanId::new(ids(1)), SourceId::new(ids(1)));
    let (territory, body, goal) = (ids(size.territories), ids(bodies), ids(goals));
    let (indicator, task) = (ids(size.indicators), ids(size.tasks));
    let mut whole = Whole::default();
    let period = Period::years(2024, 2028).unwrap_or_else(|| unreachable!("years"));
    whole.plans.push(Plan { id: plan, title: "大规划".to_owned(), period, source: Some(source) });
    for n in 0..size.territories {
        whole.territories.push(Territory {
            id: TerritoryId::new(territory + n),
            parent: (n > 0).then(|| TerritoryId::new(territory + if n < 12 { 0 } else { 1 + n % 11 })),
            code: None,
            name: format!("第{}地区", n + 1),
            valid: Valid::default(),
            followed_by: None,
        });
    }
    for n in 0..bodies {
        whole.bodies.push(Body {
            id: BodyId::new(body + n),
            parent: None,
            name: format!("第{}局", n + 1),
            territory: Some(TerritoryId::new(territory + if n < 30 { 0 } else { n % size.territories })),
            valid: Valid::default(),
            followed_by: None,
        });
    }
    for n in 0..goals {
        let parent = (n >= 7).then(|| GoalId::new(goal + n % 7));
        whole.goals.push(Goal { id: GoalId::new(goal + n), plan, parent, title: format!("第{}项目标", n + 1) });
    }
    let mut text = String::new();
    let mut place = 0_u32;
    let mut cited = Vec::new();
    let mut cite = |of: Subject, said: String| {
        let length = said.chars().count() as u32;
        cited.push((of, (place, place + length)));
        place += length + 1;
        text.push_str(&said);
        text.push('\n');
    };
    let target = ids(size.indicators * 11);
    let mut targets = 0;
    for n in 0..size.indicators {
        let id = IndicatorId::new(indicator + n);
        let measure = if n % 3 == 0 { Measure::Flow } else { Measure::Level };
        cite(Subject::Indicator(id), format!("第{}号指标到二〇二八年达到{}", n + 1, 200 + n % 100));
        whole.indicators.push(Indicator {
            id,
            plan,
            goal: Some(GoalId::new(goal + n % goals)),
            name: format!("第{}号指标", n + 1),
            unit: ["%", "万吨", "公里", "家"][(n % 4) as usize].to_owned(),
            direction: if n % 5 == 0 { Direction::Down } else { Direction::Up },
            measure,
            nature: if n % 4 == 0 { Nature::Binding } else { Nature::Expected },
            frequency: Frequency::Yearly,
            definition: None,
            source: None,
            adds: if measure == Measure::Flow { Adds::Additive } else { Adds::Neither },
        });
        // The first territory, and ten others, have targets.
        for place in 0..11.min(size.territories) {
            let there = if place == 0 { 0 } else { 1 + (n * 10 + place) % (size.territories - 1).max(1) };
            let base = 100 + mixed(n, there) % 60;
            let wanted = if n % 5 == 0 { base - 20 } else { base + 100 };
            whole.targets.push(Target {
                id: TargetId::new(target + targets),
                indicator: id,
                territory: TerritoryId::new(territory + there.min(size.territories - 1)),
                wanted: Wanted::Reach(Value::whole(wanted)),
                term: Term::By(day(2028, 11)),
                baseline: Period::year(2023).map(|period| Baseline { period, value: Value::whole(base) }),
                shape: Shape::Linear,
                milestones: Vec::new(),
                tolerance: None,
                approval: None,
                replaces: None,
                dropped: None,
            });
            targets += 1;
        }
    }
    let observation = ids(size.indicators * size.territories * size.years);
    let mut count = 0;
    for n in 0..size.indicators {
        for there in 0..size.territories {
            let base = 100 + mixed(n, there) % 60;
            for year in 0..size.years {
                let Some(period) = Period::year((FIRST + year) as i16) else { continue };
                let hundredths = 100 * base + (year - 2) * (mixed(n + year, there) % 2_400);
                let value = format!("{}.{:02}", hundredths / 100, hundredths.rem_euclid(100)).parse().ok();
                whole.observations.push(Observation {
                    id: ObservationId::new(observation + count),
                    indicator: IndicatorId::new(indicator + n),
                    territory: TerritoryId::new(territory + there),
                    period,
                    value,
                    finality: if year + 1 == size.years { Finality::Provisional } else { Finality::Final },
                    standing: if mixed(there, n) % 10 == 0 { Standing::Reported } else { Standing::Verified },
                    revision: 0,
                    published: day(FIRST + year + 1, 1),
                    source: Some(source),
                });
                count += 1;
            }
        }
    }
    let (step, assignment) = (ids(size.tasks * 4), ids(size.tasks * 3));
    for n in 0..size.tasks {
        let id = TaskId::new(task + n);
        let title = format!("办好第{}件事", n + 1);
        cite(Subject::Task(id), title.clone());
        let (year, state) = (2024 + n % 5, mixed(n, 7) % 10);
        let due = day(year, n);
        let finished = year < 2026 && state < 8;
        let steps = (0..if n % 3 == 0 { 4 } else { 0 }).map(|k| Step {
            id: MilestoneId::new(step + 4 * n + k),
            title: format!("第{}步", k + 1),
            on: day(year - i64::from(k < 2), n + 3 * k),
            done: (k < state % 5).then(|| day(year - 1, n)),
        });
        whole.tasks.push(Task {
            id,
            goal: GoalId::new(goal + n % goals),
            title,
            start: Some(day(year - 1, n)),
            due: if n % 50 == 0 { Due::Never } else { Due::On(due) },
            steps: steps.collect(),
            begun: (state > 0).then(|| day(year - 1, n + 1)),
            reported: finished.then_some(due),
            verified: (finished && state % 2 == 0).then_some(due),
            dropped: None,
        });
        for k in 0..=n % 3 {
            whole.assignments.push(Assignment {
                id: AssignmentId::new(assignment + 3 * n + k),
                task: id,
                body: BodyId::new(body + (n + 7 * k) % bodies),
                post: None,
                part: if k == 0 { Part::Lead } else { Part::Support },
                given: day(2024, 3),
                reply: Reply::None,
            });
        }
    }
    let citation = ids(cited.len() as i64);
    for (n, (of, span)) in cited.into_iter().enumerate() {
        let passage = Passage { source, spans: vec![span] };
        whole.citations.push(Citation { id: CitationId::new(citation + n as i64), of, part: None, passage });
    }
    let document = text.into_bytes();
    whole.sources.push(Source {
        id: Some(source),
        sha256: Sha256::digest(&document).into(),
        bytes: document.len() as i64,
        name: Some("大规划.txt".to_owned()),
        title: Some("大规划".to_owned()),
        issuer: None,
        day: Some("2024-03-01".to_owned()),
        kind: Some("plan_outline".to_owned()),
        language: Some("zh-Hans".to_owned()),
    });
    whole.sort();
    (whole, document)
}
