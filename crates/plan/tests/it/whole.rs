//! A plan judged as a whole: which target gives an indicator's word, and what goals, territories and bodies come to.

use crate::make::{end_of, indicator, period, seen, target, task, value};
use jiff::civil::{Date, date};
use luoshi_plan::{
    Approval, Assignment, AssignmentId, Body, BodyId, Citation, CitationId, Direction, Due, Goal, GoalId, Indicator,
    IndicatorId, Measure, Nature, Observation, ObservationId, Part, Passage, Plan, PlanId, Reply, Sort, Source,
    SourceId, Status, Subject, Target, TargetId, Task, TaskId, Term, Territory, TerritoryId, Tree, Valid, Wait, Wanted,
    Whole,
};

fn territory(id: i64, parent: Option<i64>) -> Territory {
    Territory {
        id: TerritoryId::new(id),
        parent: parent.map(TerritoryId::new),
        code: None,
        name: format!("地区{id}"),
        valid: Valid::default(),
        followed_by: None,
    }
}

fn goal(id: i64, parent: Option<i64>) -> Goal {
    Goal { id: GoalId::new(id), plan: PlanId::new(1), parent: parent.map(GoalId::new), title: format!("目标{id}") }
}

fn measured(id: i64, goal: i64) -> Indicator {
    let base = indicator(Measure::Level, Direction::Up);
    Indicator { id: IndicatorId::new(id), goal: Some(GoalId::new(goal)), ..base }
}

fn limit(id: i64, indicator: i64, territory: i64, year: i16, floor: &str) -> Target {
    Target {
        id: TargetId::new(id),
        indicator: IndicatorId::new(indicator),
        territory: TerritoryId::new(territory),
        ..target(Wanted::Floor(value(floor)), Term::year(year))
    }
}

fn values(indicator: i64, territory: i64, text: &str) -> Vec<Observation> {
    let own = |o: Observation| Observation {
        id: ObservationId::new(100_000 * indicator + 1_000 * territory + o.id.get()),
        indicator: IndicatorId::new(indicator),
        territory: TerritoryId::new(territory),
        ..o
    };
    seen(text).into_iter().map(own).collect()
}

fn act(on: Date) -> Approval {
    Approval { body: BodyId::new(1), document: "云山政发〔2025〕9号".to_owned(), source: None, on }
}

/// A city with two districts; two goals, the second below the first.
fn city() -> Whole {
    let mut whole = Whole {
        plans: vec![Plan { id: PlanId::new(1), title: "规划".to_owned(), period: period("2024/2028"), source: None }],
        goals: vec![goal(1, None), goal(2, Some(1))],
        territories: vec![territory(1, None), territory(2, Some(1)), territory(3, Some(1))],
        indicators: vec![measured(1, 1), measured(2, 2)],
        ..Whole::default()
    };
    whole.indicators[1].nature = Nature::Expected;
    whole
}

const TODAY: Date = date(2026, 6, 30);

fn word(whole: &Whole, indicator: i64) -> (Status, Option<i64>, Option<i64>) {
    let judged = whole.judge(TODAY);
    let of = &judged.indicators[&IndicatorId::new(indicator)];
    (of.judged.status, of.target.map(TargetId::get), of.territory.map(TerritoryId::get))
}

#[test]
fn an_indicator_has_the_word_of_its_running_targets_and_of_the_topmost_territory() {
    let mut whole = city();
    assert_eq!(word(&whole, 1), (Status::Wait(Wait::NoData), None, None));
    // What is known of a district is known; nothing is wanted of it.
    whole.observations = values(1, 3, "2025 40");
    assert_eq!(word(&whole, 1), (Status::Wait(Wait::NoTarget), None, Some(3)));
    whole.observations.extend(values(1, 1, "2024 40, 2025 50"));
    whole.observations.extend(values(1, 2, "2024 1, 2025 1, 2026 1"));
    whole.sort();
    assert_eq!(word(&whole, 1), (Status::Wait(Wait::NoTarget), None, Some(1)));
    // A missed year that is over does not count while another target runs.
    whole.targets = vec![limit(1, 1, 1, 2024, "60"), limit(2, 1, 1, 2025, "50"), limit(3, 1, 2, 2026, "60")];
    assert_eq!(word(&whole, 1), (Status::Done, Some(2), Some(1)));
    whole.targets.push(limit(4, 1, 1, 2027, "90"));
    assert_eq!(word(&whole, 1), (Status::NotStarted, Some(4), Some(1)));
    // Of those that run the worst counts.
    let over = Target { term: Term::Over(period("2024/2028")), ..limit(5, 1, 1, 2028, "90") };
    whole.targets.push(over);
    let (status, target, _) = word(&whole, 1);
    assert!(matches!(status, Status::Warn | Status::Bad), "{status:?}");
    assert_eq!(target, Some(5));
    let judged = whole.judge(TODAY);
    assert_eq!(judged.targets.len(), 5);
    assert_eq!(judged.territories[&TerritoryId::new(2)].rollup.status, judged.targets[&TargetId::new(3)].status);
}

#[test]
fn a_target_counts_from_its_decision_until_another_takes_its_place() {
    let mut whole = city();
    whole.observations = values(1, 1, "2024 40, 2025 50");
    let old = Target { term: Term::By(end_of(2028)), ..limit(1, 1, 1, 2028, "90") };
    let new = Target {
        id: TargetId::new(2),
        wanted: Wanted::Floor(value("50")),
        replaces: Some(TargetId::new(1)),
        approval: Some(act(date(2026, 3, 1))),
        ..old.clone()
    };
    whole.targets = vec![old, new];
    let on = |day| {
        let judged = whole.judge(day);
        let of = &judged.indicators[&IndicatorId::new(1)];
        (of.target.map(TargetId::get), of.judged.notes.iter().any(|n| n.key() == "changed"))
    };
    assert_eq!(on(date(2026, 2, 28)), (Some(1), false));
    assert_eq!(on(date(2026, 3, 1)), (Some(2), true));
    // Given up, with nothing in its place: it is said, and counts no more.
    whole.targets[1].dropped = Some(act(date(2026, 5, 1)));
    let judged = whole.judge(TODAY);
    let of = &judged.indicators[&IndicatorId::new(1)];
    assert!(of.judged.notes.iter().any(|n| n.key() == "dropped"));
    let plan = &judged.plans[&PlanId::new(1)].rollup;
    assert_eq!(plan.counts[&Sort::Indicator(Nature::Binding)].dropped, 1);
}

fn duty(id: i64, task: i64, body: i64, part: Part) -> Assignment {
    Assignment {
        id: AssignmentId::new(id),
        task: TaskId::new(task),
        body: BodyId::new(body),
        post: None,
        part,
        given: date(2026, 1, 5),
        reply: Reply::None,
    }
}

#[test]
fn goals_bodies_and_territories_are_what_their_parts_are() {
    let mut whole = city();
    let late = Task { id: TaskId::new(1), goal: GoalId::new(2), ..task(Due::On(date(2026, 5, 31))) };
    let done = Task { id: TaskId::new(2), verified: Some(date(2026, 2, 1)), ..late.clone() };
    whole.tasks = vec![late, done];
    let body = |id, territory: i64| Body {
        id: BodyId::new(id),
        parent: None,
        name: format!("单位{id}"),
        territory: Some(TerritoryId::new(territory)),
        valid: Valid::default(),
        followed_by: None,
    };
    whole.bodies = vec![body(1, 1), body(2, 2), body(3, 2)];
    whole.assignments = vec![
        duty(1, 1, 1, Part::Lead),
        duty(2, 1, 2, Part::Support),
        duty(3, 2, 2, Part::Each),
        duty(4, 2, 3, Part::Each),
    ];
    let judged = whole.judge(TODAY);
    let top = &judged.goals[&GoalId::new(1)];
    assert_eq!(top.rollup.status, Status::Bad);
    assert_eq!(top.parts, [Subject::Goal(GoalId::new(2)), Subject::Indicator(IndicatorId::new(1))]);
    assert_eq!(top.rollup.worst, [0]);
    let below = &judged.goals[&GoalId::new(2)];
    let bad: Vec<Subject> = below.rollup.worst.iter().map(|place| below.parts[*place]).collect();
    assert_eq!(bad, [Subject::Task(TaskId::new(1))]);
    let status = |id| judged.bodies[&BodyId::new(id)].rollup.status;
    assert_eq!((status(1), status(2), status(3)), (Status::Bad, Status::Done, Status::Done));
    // Two bodies of one district have one task between them.
    assert_eq!(judged.territories[&TerritoryId::new(2)].parts, [Subject::Task(TaskId::new(2))]);
    assert_eq!(judged.plans[&PlanId::new(1)].parts.len(), 4);
}

#[test]
fn goals_that_are_parts_of_one_another_are_still_judged() {
    let mut whole = city();
    whole.goals = vec![goal(1, Some(2)), goal(2, Some(1)), goal(3, Some(3)), goal(4, Some(9))];
    whole.territories = vec![territory(1, Some(1)), territory(2, Some(3)), territory(3, Some(2))];
    whole.observations = values(1, 1, "2025 3");
    let judged = whole.judge(TODAY);
    assert_eq!(judged.goals.len(), 4);
}

#[test]
fn of_one_plan_only_its_own_is_left() {
    let mut whole = city();
    whole.plans.push(Plan { id: PlanId::new(2), ..whole.plans[0].clone() });
    whole.goals.push(Goal { plan: PlanId::new(2), ..goal(9, None) });
    whole.tasks = vec![
        Task { id: TaskId::new(1), ..task(Due::Never) },
        Task { id: TaskId::new(2), goal: GoalId::new(9), ..task(Due::Never) },
    ];
    let cite = |id, of| Citation {
        id: CitationId::new(id),
        of,
        part: None,
        passage: Passage { source: SourceId::new(1), spans: vec![(0, 5)] },
    };
    whole.citations = vec![
        cite(1, Subject::Task(TaskId::new(1))),
        cite(2, Subject::Task(TaskId::new(2))),
        cite(3, Subject::Territory(TerritoryId::new(2))),
    ];
    let other = whole.clone().only(PlanId::new(2));
    assert_eq!(other.tasks.iter().map(|t| t.id.get()).collect::<Vec<_>>(), [2]);
    assert_eq!(other.citations.iter().map(|c| c.id.get()).collect::<Vec<_>>(), [2, 3]);
    assert!(other.indicators.is_empty() && other.territories.len() == 3);
}

/// However the lists come, what has a number is found by it.
#[test]
fn what_was_brought_into_order_is_found() {
    let mut whole = city();
    let source = |id| Source {
        id: Some(SourceId::new(id)),
        sha256: [0; 32],
        bytes: id,
        name: None,
        title: None,
        issuer: None,
        day: None,
        kind: None,
        language: None,
    };
    whole.sources = vec![source(3), source(1), source(2)];
    whole.tasks = [5, 2, 9].map(|id| Task { id: TaskId::new(id), ..task(Due::Never) }).to_vec();
    whole.goals.reverse();
    whole.territories.reverse();
    whole.indicators.reverse();
    whole.targets = vec![limit(7, 1, 1, 2025, "60"), limit(2, 1, 1, 2025, "50")];
    whole.observations = values(2, 1, "2025 4");
    whole.observations.extend(values(1, 2, "2025 3, 2024 2"));
    whole.observations.extend(values(1, 1, "2025 1"));
    whole.sort();
    for id in [1, 2, 3] {
        assert_eq!(whole.source(SourceId::new(id)).map(|s| s.bytes), Some(id));
    }
    assert_eq!(whole.source(SourceId::new(4)), None);
    assert!([5, 2, 9].iter().all(|id| whole.task(TaskId::new(*id)).is_some()));
    assert!([1, 2].iter().all(|id| whole.goal(GoalId::new(*id)).is_some()));
    assert!([1, 2, 3].iter().all(|id| whole.territory(TerritoryId::new(*id)).is_some()));
    assert!([7, 2].iter().all(|id| whole.target(TargetId::new(*id)).is_some()));
    let known = |indicator, territory| {
        let (indicator, territory) = (IndicatorId::new(indicator), TerritoryId::new(territory));
        let series = whole.series(indicator, territory).iter().map(|o| o.period.to_string()).collect::<Vec<_>>();
        let seen = whole.seen(indicator, territory, date(2025, 6, 30)).len();
        (series.join(" "), seen)
    };
    assert_eq!(known(1, 2), ("2024 2025".into(), 1));
    assert_eq!((known(1, 1), known(2, 1), known(2, 2)), (("2025".into(), 0), ("2025".into(), 0), (String::new(), 0)));
    assert_eq!(whole.tops().map(|t| t.id.get()).collect::<Vec<_>>(), [1]);
}

/// Two counties of no common whole: the worse of their words is the indicator's, the first of two as bad.
#[test]
fn of_territories_as_high_the_worse_gives_the_word() {
    let mut whole = city();
    whole.territories.push(territory(4, None));
    whole.targets = vec![limit(1, 1, 1, 2025, "40"), limit(2, 1, 4, 2025, "40")];
    let mut with = |first: &str, second: &str| {
        whole.observations = values(1, 1, &format!("2025 {first}"));
        whole.observations.extend(values(1, 4, &format!("2025 {second}")));
        whole.sort();
        word(&whole, 1)
    };
    assert_eq!(with("50", "10"), (Status::Bad, Some(2), Some(4)));
    assert_eq!(with("10", "50"), (Status::Bad, Some(1), Some(1)));
    assert_eq!(with("10", "10"), (Status::Bad, Some(1), Some(1)));
}

#[test]
fn of_targets_that_run_the_worst_counts_however_soon_it_ends() {
    let mut whole = city();
    whole.observations = values(1, 1, "2024 50, 2025 50");
    let until = |id, year, floor: &str| Target { term: Term::By(end_of(year)), ..limit(id, 1, 1, year, floor) };
    whole.targets = vec![until(1, 2026, "90"), until(2, 2028, "10")];
    assert_eq!(word(&whole, 1).1, Some(1));
    // Given up on this very day, it counts no more.
    whole.targets[0].dropped = Some(act(TODAY));
    assert_eq!(word(&whole, 1).1, Some(2));
    whole.targets[0].dropped = Some(act(date(2026, 7, 1)));
    assert_eq!(word(&whole, 1).1, Some(1));
    // What is still to be done counts more than what is done, and of two alike the first.
    whole.targets = vec![limit(1, 1, 1, 2026, "40"), until(2, 2027, "40"), until(3, 2027, "40")];
    whole
        .observations
        .extend(values(1, 1, "2026-06-30 45").into_iter().map(|o| Observation { id: ObservationId::new(9), ..o }));
    assert_eq!(word(&whole, 1), (Status::Ok, Some(2), Some(1)));
    whole.targets = vec![until(1, 2027, "90"), until(2, 2027, "90")];
    assert_eq!(word(&whole, 1).1, Some(1));
}

#[test]
fn goals_territories_and_bodies_are_trees() {
    let whole = city();
    let goals = Tree::of(&whole.goals).expect("a tree");
    assert_eq!((goals.roots(), goals.parts(GoalId::new(1))), (&[GoalId::new(1)][..], &[GoalId::new(2)][..]));
    let territories = Tree::of(&whole.territories).expect("a tree");
    assert_eq!(territories.roots(), [TerritoryId::new(1)]);
    let body = |id, parent: Option<i64>| Body {
        id: BodyId::new(id),
        parent: parent.map(BodyId::new),
        name: format!("单位{id}"),
        territory: None,
        valid: Valid::default(),
        followed_by: None,
    };
    let bodies = Tree::of(&[body(1, None), body(2, Some(1))]).expect("a tree");
    assert_eq!(bodies.parts(BodyId::new(1)), [BodyId::new(2)]);
}
