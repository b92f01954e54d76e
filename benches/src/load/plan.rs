//! What is asked for: the peer's two workloads, and the pages of a large plan.

use super::ask::Asked;
use super::{Written, text};
use luoshi_plan::{
    Adds, Assignment, AssignmentId, Baseline, Body, BodyId, Citation, CitationId, Date, Direction, Due, Finality,
    Frequency, Goal, GoalId, Indicator, IndicatorId, Measure, MilestoneId, Nature, Observation, ObservationId, Part,
    Passage, Period, Plan, PlanId, Reply, Shape, Source, SourceId, Standing, Step, Subject, Target, TargetId, Task,
    TaskId, Term, Territory, TerritoryId, Valid, Value, Wanted, Whole,
};
use luoshi_store::db::Place;
use luoshi_store::{Intent, Options, Store};
use sha2::{Digest as _, Sha256};

/// Where the workloads are.
pub(super) struct Made {
    pub(super) plan: i64,
    pub(super) indicator: i64,
    /// The indicator that gets values meanwhile.
    pub(super) written: i64,
    pub(super) territory: i64,
}

fn month(year: i64, month: i64) -> Result<Date, String> {
    let month = month - 1;
    Date::new((year + month / 12) as i16, (month % 12 + 1) as i8, 28).map_err(text)
}

/// 200 tasks with 800 steps, 400 responsible bodies, 400 that help, 1,000 passages; an indicator with 100 values and 5 targets;
/// another that gets values while the first is read.
pub(super) fn peer(place: &Place) -> Result<Made, String> {
    let mut whole = Whole::default();
    let (plan, territory, source) = (PlanId::new(1), TerritoryId::new(2), SourceId::new(3));
    let period = Period::years(2021, 2030).ok_or("years")?;
    whole.plans.push(Plan { id: plan, title: "bench".to_owned(), period, source: Some(source) });
    let valid = Valid::default();
    let named = "a territory".to_owned();
    whole.territories.push(Territory {
        id: territory,
        parent: None,
        code: None,
        name: named,
        valid,
        followed_by: None,
    });
    for n in 0..40 {
        let name = format!("the bureau of matters number {n}");
        let territory = Some(territory);
        whole.bodies.push(Body { id: BodyId::new(10 + n), parent: None, name, territory, valid, followed_by: None });
    }
    for n in 0..10 {
        whole.goals.push(Goal { id: GoalId::new(100 + n), plan, parent: None, title: format!("goal {n}") });
    }
    let mut content = String::new();
    let mut citation = 10_000;
    let mut cite = |of: Subject, said: &str| {
        let from = content.len() as u32;
        content.push_str(said);
        content.push('\n');
        citation += 1;
        let passage = Passage { source, spans: vec![(from, from + said.len() as u32)] };
        Citation { id: CitationId::new(citation), of, part: None, passage }
    };
    for n in 0..200 {
        let id = TaskId::new(1_000 + n);
        let title = format!("see to it that matter number {n} is done as the council has asked");
        for _ in 0..5 {
            whole.citations.push(cite(Subject::Task(id), &title));
        }
        let mut steps = Vec::new();
        for k in 0..4 {
            let done = (k < n % 5).then(|| month(2024, 3 * k + 1)).transpose()?;
            let title = format!("step {k} of matter {n}");
            steps.push(Step { id: MilestoneId::new(2_000 + 4 * n + k), title, on: month(2024, 6 * k + 1)?, done });
        }
        let (start, begun) = (Some(month(2023, 1)?), Some(month(2023, 3)?));
        let (reported, verified, dropped) = (None, None, None);
        let (goal, due) = (GoalId::new(100 + n % 10), Due::On(month(2026, 1 + n % 36)?));
        whole.tasks.push(Task { id, goal, title, start, due, steps, begun, reported, verified, dropped });
        for k in 0..4 {
            whole.assignments.push(Assignment {
                id: AssignmentId::new(4_000 + 4 * n + k),
                task: id,
                body: BodyId::new(10 + (n + 7 * k) % 40),
                post: None,
                part: [Part::Lead, Part::Each, Part::Support, Part::Support][k as usize],
                given: month(2023, 1)?,
                reply: Reply::Accepted(month(2023, 2)?),
            });
        }
    }
    for (id, name) in [(200, "share of what was read"), (201, "what is written meanwhile")] {
        whole.indicators.push(Indicator {
            id: IndicatorId::new(id),
            plan,
            goal: Some(GoalId::new(100)),
            name: name.to_owned(),
            unit: "%".to_owned(),
            direction: Direction::Up,
            measure: Measure::Level,
            nature: Nature::Binding,
            frequency: Frequency::Monthly,
            definition: None,
            source: None,
            adds: Adds::Neither,
        });
        let indicator = IndicatorId::new(id);
        whole.citations.push(cite(Subject::Indicator(indicator), name));
        for n in 0..5 {
            whole.targets.push(Target {
                id: TargetId::new(300 + 10 * (id - 200) + n),
                indicator,
                territory,
                wanted: Wanted::Reach(Value::whole(40 + 10 * n)),
                term: Term::By(month(2022 + 2 * n, 12)?),
                baseline: Period::year(2015).map(|period| Baseline { period, value: Value::whole(20) }),
                shape: Shape::Linear,
                milestones: Vec::new(),
                tolerance: None,
                approval: None,
                replaces: None,
                dropped: None,
            });
        }
        for n in 0..100 {
            let value = format!("{}.{}", 20 + n / 2, n % 10).parse().ok();
            whole.observations.push(Observation {
                id: ObservationId::new(500 + 100 * (id - 200) + n),
                indicator,
                territory,
                period: Period::month(2016 + (n / 12) as i16, (n % 12 + 1) as i8).ok_or("a month")?,
                value,
                finality: Finality::Final,
                standing: Standing::Verified,
                revision: 0,
                published: month(2016, n + 2)?,
                source: Some(source),
            });
        }
    }
    let content = content.into_bytes();
    whole.sources.push(Source {
        id: Some(source),
        sha256: Sha256::digest(&content).into(),
        bytes: content.len() as i64,
        name: Some("bench.txt".to_owned()),
        title: None,
        issuer: None,
        day: None,
        kind: None,
        language: None,
    });
    whole.sort();
    let store = Store::open(place, &Options::default()).map_err(text)?;
    let mut documents = |_: &str| Ok(Some(content.clone()));
    luoshi_files::take_in(&store, whole, &mut documents, &Intent::new("plan.import", "bench"), false).map_err(text)?;
    store.close();
    Ok(Made { plan: 1, indicator: 200, written: 201, territory: 2 })
}

/// The kinds of pages of a plan, some addresses of each.
pub(super) struct Pages {
    pub(super) kinds: Vec<(&'static str, Vec<String>)>,
    pub(super) written: Written,
}

/// Finds them as a program would: by the published data.
pub(super) fn pages(asked: &mut Asked) -> Result<Pages, String> {
    let mut items = |path: &str| -> Result<Vec<serde_json::Value>, String> {
        let body: serde_json::Value = serde_json::from_slice(asked.get(path)?).map_err(text)?;
        body["items"].as_array().cloned().ok_or_else(|| format!("{path}: no items"))
    };
    let of = |all: &[serde_json::Value], step: usize| -> Vec<String> {
        all.iter().step_by(step).filter_map(|i| i["url"].as_str().map(str::to_owned)).collect()
    };
    let indicators = items("/api/v1/indicators?limit=500")?;
    let tasks = items("/api/v1/tasks?limit=500")?;
    let goals = items("/api/v1/goals")?;
    let first = of(&indicators, 1);
    let plan = first.first().and_then(|u| u.split("/indicators/").next()).ok_or("no indicator")?.to_owned();
    let number = |v: &serde_json::Value| v.as_i64().ok_or_else(|| "no number".to_owned());
    let source = number(&tasks[0]["sources"][0]["source"])?;
    let body = number(&tasks[0]["assignments"][0]["body"])?;
    let territory = number(&indicators[0]["territory"])?;
    let list = |rest: &str| vec![format!("{plan}{rest}")];
    let api = |name: &str, all: &[serde_json::Value]| -> Result<Vec<String>, String> {
        all.iter().step_by(23).map(|i| Ok(format!("/api/v1/{name}/{}", number(&i["id"])?))).collect()
    };
    let kinds = vec![
        ("overview", list("/")),
        ("overview, English", vec![format!("{}/", plan.replacen("/zh", "/en", 1))]),
        ("goals", list("/goals/")),
        ("a goal", of(&goals, 3)),
        ("indicators", list("/indicators/")),
        ("indicators, filtered", list("/indicators/?status=bad&page=2")),
        ("an indicator, 600 values", of(&indicators, 7)),
        ("its chart as SVG", of(&indicators, 7).iter().map(|u| format!("{u}.svg?chart=course")).collect()),
        ("its values as CSV", of(&indicators, 7).iter().map(|u| format!("{u}.csv")).collect()),
        ("tasks", list("/tasks/")),
        ("tasks, filtered", list("/tasks/?status=bad&page=3")),
        ("a task", of(&tasks, 7)),
        ("places", list("/places/")),
        ("a place", (0..20).map(|n| format!("{plan}/places/x{}", territory + n)).collect()),
        ("bodies", list("/bodies/")),
        ("a body", (0..20).map(|n| format!("{plan}/bodies/b{}", body + n)).collect()),
        ("sources", vec!["/zh/reports/".to_owned()]),
        ("a source, 6,000 passages", vec![format!("/zh/reports/{source}")]),
        ("ledger", vec!["/zh/ledger/".to_owned()]),
        ("search", ["第12", "办好", "指标", "二〇二八年达到2"].map(|q| format!("/zh/search?q={}", encoded(q))).into()),
        ("changes", vec!["/zh/changes".to_owned()]),
        ("changes as a feed", vec!["/zh/changes.atom".to_owned()]),
        ("downloads", vec!["/zh/data/".to_owned()]),
        ("a rule", vec!["/zh/method/status".to_owned()]),
        ("how to verify", vec!["/zh/verify".to_owned()]),
        ("API: 200 tasks", vec!["/api/v1/tasks?limit=200".to_owned()]),
        ("API: an indicator, 600 values", api("indicators", &indicators)?),
        ("checkpoint of the log", vec!["/log/checkpoint".to_owned()]),
    ];
    let written =
        Written { indicator: IndicatorId::new(number(&indicators[3]["id"])?), territory: TerritoryId::new(territory) };
    Ok(Pages { kinds, written })
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}
