//! What was decided goes in in one act, and comes out again as if it had not been.

use crate::both::{Folder, on_both};
use luoshi_plan::{
    Adds, Assignment, AssignmentId, Body, BodyId, Changes, Citation, CitationId, Date, Decision, Direction, Due,
    Finality, Frequency, Goal, GoalId, Indicator, IndicatorId, Measure, Nature, Observation, ObservationId, Part,
    Passage, Period, Plan, PlanId, Reply, Shape, SourceId, Standing, Subject, Target, TargetId, Task, TaskId, Term,
    Territory, TerritoryId, Valid, Value, Verdict, Wanted, Whole,
};
use luoshi_store::db::Place;
use luoshi_store::plan::{self, At};
use luoshi_store::{Intent, Options, Store, StoreError};
use proptest::prelude::*;

const APPLY: &str = "plan.apply";
const REVERT: &str = "plan.revert";

fn valid() -> Valid {
    Valid::default()
}

fn day() -> Date {
    "2026-01-20".parse().expect("a day")
}

/// A plan with a goal, an indicator with a target and a value, a task and who answers for it.
fn first(value: i64) -> Changes {
    let source = SourceId::new(1);
    let id = -1;
    let cite = |n: i64, of: Subject| Citation {
        id: CitationId::new(-100 - n),
        of,
        part: None,
        passage: Passage { source, spans: vec![(0, 4)] },
    };
    Changes {
        territories: vec![Territory {
            id: TerritoryId::new(id),
            parent: None,
            code: None,
            name: "云泽市".to_owned(),
            valid: valid(),
            followed_by: None,
        }],
        bodies: vec![Body {
            id: BodyId::new(-2),
            parent: None,
            name: "市水务局".to_owned(),
            territory: Some(TerritoryId::new(id)),
            valid: valid(),
            followed_by: None,
        }],
        plans: vec![Plan {
            id: PlanId::new(-3),
            title: "云泽市2026年计划".to_owned(),
            period: Period::year(2026).expect("a year"),
            source: None,
        }],
        goals: vec![Goal { id: GoalId::new(-4), plan: PlanId::new(-3), parent: None, title: "治水".to_owned() }],
        indicators: vec![Indicator {
            id: IndicatorId::new(-5),
            plan: PlanId::new(-3),
            goal: Some(GoalId::new(-4)),
            name: "再生水利用率".to_owned(),
            unit: "%".to_owned(),
            direction: Direction::Up,
            measure: Measure::Level,
            nature: Nature::Unstated,
            frequency: Frequency::Yearly,
            definition: None,
            source: None,
            adds: Adds::Neither,
        }],
        targets: vec![Target {
            id: TargetId::new(-6),
            indicator: IndicatorId::new(-5),
            territory: TerritoryId::new(id),
            wanted: Wanted::Reach(Value::whole(60)),
            term: Term::year(2026),
            baseline: None,
            shape: Shape::Linear,
            milestones: Vec::new(),
            tolerance: None,
            approval: None,
            replaces: None,
            dropped: None,
        }],
        observations: vec![observation(-7, -5, -1, 2025, value, 0)],
        tasks: vec![task(-8, -4, "修复河岸3公里")],
        assignments: vec![Assignment {
            id: AssignmentId::new(-9),
            task: TaskId::new(-8),
            body: BodyId::new(-2),
            post: None,
            part: Part::Lead,
            given: day(),
            reply: Reply::None,
        }],
        citations: vec![cite(1, Subject::Task(TaskId::new(-8))), cite(2, Subject::Observation(ObservationId::new(-7)))],
        decisions: vec![decision("pa", Some(Subject::Task(TaskId::new(-8))))],
        ..Changes::default()
    }
}

fn decision(proposal: &str, became: Option<Subject>) -> Decision {
    Decision {
        source: SourceId::new(1),
        proposal: proposal.to_owned(),
        part: 0,
        verdict: if became.is_some() { Verdict::Accept } else { Verdict::Ignore },
        became,
        said: "00".to_owned(),
    }
}

fn observation(id: i64, indicator: i64, territory: i64, year: i16, value: i64, revision: u32) -> Observation {
    Observation {
        id: ObservationId::new(id),
        indicator: IndicatorId::new(indicator),
        territory: TerritoryId::new(territory),
        period: Period::year(year).expect("a year"),
        value: Some(Value::whole(value)),
        finality: Finality::Provisional,
        standing: Standing::Reported,
        revision,
        published: day(),
        source: None,
    }
}

fn task(id: i64, goal: i64, title: &str) -> Task {
    Task {
        id: TaskId::new(id),
        goal: GoalId::new(goal),
        title: title.to_owned(),
        start: None,
        due: Due::Unstated,
        steps: Vec::new(),
        begun: None,
        reported: None,
        verified: None,
        dropped: None,
    }
}

/// All that a record knows, with what was decided.
fn state(store: &Store) -> (Whole, Vec<Decision>) {
    store
        .read(|reader| Ok((plan::whole(reader, None, At::NOW)?, plan::decisions(reader, SourceId::new(1), At::NOW)?)))
        .expect("a state")
}

fn apply(store: &Store, changes: Changes) -> i64 {
    store.act(Intent::new(APPLY, "Planning"), move |act| act.changes(&changes).map(|_| ())).expect("applied").number
}

fn revert(store: &Store, entry: i64) -> Result<i64, StoreError> {
    store.act(Intent::new(REVERT, "Planning"), move |act| act.take_back(entry, &[APPLY, REVERT])).map(|d| d.number)
}

on_both! {
    fn what_went_in_comes_out_and_may_go_in_again(place, _folder) {
        let store = Store::open(place, &Options::default()).expect("opened");
        let empty = state(&store);
        let entry = apply(&store, first(50));
        let full = state(&store);
        assert_eq!((full.0.tasks.len(), full.0.citations.len(), full.1.len()), (1, 2, 1));
        let back = revert(&store, entry).expect("reverted");
        assert_eq!(state(&store), empty);
        // The taking back is taken back: the same things stand again, under their numbers.
        let again = revert(&store, back).expect("reverted");
        assert_eq!(state(&store), full);
        revert(&store, again).expect("reverted");
        assert_eq!(state(&store), empty);
        store.close();
        let checked = luoshi_store::verify::database(place, None, None, &[]);
        assert!(checked.is_ok(), "{checked:?}");
    }
}

on_both! {
    fn what_others_rest_on_is_not_taken_back_and_nothing_is_changed(place, _folder) {
        let store = Store::open(place, &Options::default()).expect("opened");
        let entry = apply(&store, first(50));
        let (whole, _) = state(&store);
        let (indicator, territory) = (whole.indicators[0].id.get(), whole.territories[0].id.get());
        let later = Changes {
            observations: vec![observation(-1, indicator, territory, 2025, 55, 1)],
            tasks: vec![task(-2, whole.goals[0].id.get(), "再修复河岸2公里")],
            ..Changes::default()
        };
        let second = apply(&store, later);
        let full = state(&store);
        match revert(&store, entry) {
            Err(StoreError::Changed { now, .. }) => assert_eq!(now, second),
            other => panic!("{other:?}"),
        }
        assert_eq!(state(&store), full);
        revert(&store, second).expect("the later first");
        assert_eq!(state(&store).0, whole);
        revert(&store, entry).expect("then the earlier");
        assert!(state(&store).0.plans.is_empty());
        // What is no act of a plan is not taken back.
        let refused = store.act(Intent::new(REVERT, "Planning"), |act| act.take_back(0, &[APPLY]));
        assert!(matches!(refused, Err(StoreError::NotTakenBack { entry: 0, .. })), "{refused:?}");
    }
}

on_both! {
    fn a_territory_that_others_use_stays(place, _folder) {
        let store = Store::open(place, &Options::default()).expect("opened");
        let entry = apply(&store, first(50));
        let (whole, _) = state(&store);
        let part = Territory {
            id: TerritoryId::new(-1),
            parent: Some(whole.territories[0].id),
            code: None,
            name: "城北区".to_owned(),
            valid: valid(),
            followed_by: None,
        };
        apply(&store, Changes { territories: vec![part], ..Changes::default() });
        revert(&store, entry).expect("reverted");
        let (left, _) = state(&store);
        assert_eq!(left.territories.len(), 2);
        assert!(left.plans.is_empty() && left.bodies.is_empty());
    }
}

/// Table, new, changed, ended.
type Did = (&'static str, i64, i64, i64);

/// What an entry did, and the targets that took the place of others.
fn deeds(store: &Store, entry: i64) -> (Vec<Did>, Vec<TargetId>) {
    let all = store.read(|reader| luoshi_store::history::deeds(reader, entry, entry + 1)).expect("deeds");
    assert!(all.touched.iter().all(|t| t.entry == entry), "{all:?}");
    // The entry says the same of itself.
    let told = store.read(|reader| luoshi_store::history::between(reader, entry - 1, entry + 1)).expect("entries");
    let own = luoshi_store::history::Deeds::of(&told[1], told[0].entry.next_id);
    assert_eq!(own.as_ref(), Some(&all));
    let touched = all.touched.iter().map(|t| (t.table, t.new, t.changed, t.ended)).collect();
    (touched, all.replaced.into_iter().map(|(_, target)| target).collect())
}

on_both! {
    fn an_entry_tells_what_it_brought_changed_and_ended(place, _folder) {
        let store = Store::open(place, &Options::default()).expect("opened");
        let entry = apply(&store, first(50));
        let one = |table| (table, 1, 0, 0);
        let new = ["plan", "goal", "indicator", "target", "task", "observation", "assignment", "territory", "body"];
        let mut told: Vec<_> = new.map(one).into();
        told.push(("citation", 2, 0, 0));
        assert_eq!(deeds(&store, entry), (told.clone(), vec![]));
        let (whole, _) = state(&store);
        let stricter = Target {
            id: TargetId::new(-1),
            wanted: Wanted::Reach(Value::whole(65)),
            replaces: Some(whole.targets[0].id),
            ..whole.targets[0].clone()
        };
        let renamed = Task { title: "修复河岸5公里".to_owned(), ..whole.tasks[0].clone() };
        let revised = observation(-2, whole.indicators[0].id.get(), whole.territories[0].id.get(), 2025, 52, 1);
        let second = Changes {
            targets: vec![stricter],
            tasks: vec![renamed],
            observations: vec![revised],
            ..Changes::default()
        };
        let second = apply(&store, second);
        let newest = state(&store).0.targets.iter().map(|t| t.id).max().expect("targets");
        let told_second = vec![("target", 1, 0, 0), ("task", 0, 1, 0), ("observation", 0, 1, 0)];
        assert_eq!(deeds(&store, second), (told_second, vec![newest]));
        // Taken back: the new target is gone, the others are again what they were.
        let back = revert(&store, second).expect("reverted");
        assert_eq!(deeds(&store, back), (vec![("target", 0, 0, 1), ("task", 0, 1, 0), ("observation", 0, 1, 0)], vec![]));
        // What an entry did is told the same ever after.
        assert_eq!(deeds(&store, entry), (told, vec![]));
    }
}

/// One thing done to a record.
#[derive(Debug, Clone)]
enum Deed {
    /// Another task and another value, new or a revision.
    Add { year: i16, value: i64 },
    /// The plan's title, another.
    Rename(u8),
    /// The last act that stands is taken back.
    Back,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (2020i16..2023, 0i64..9).prop_map(|(year, value)| Deed::Add { year, value }),
        (0u8..3).prop_map(Deed::Rename),
        Just(Deed::Back),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn apply_then_revert_is_identity(deeds in prop::collection::vec(deed(), 1..14)) {
        let folder = Folder::new();
        let place = Place::Folder(folder.path().join("data"));
        let store = Store::open(&place, &Options::default()).expect("opened");
        let mut stack = vec![(apply(&store, first(50)), (Whole::default(), Vec::new()))];
        stack[0].1.0.sources = state(&store).0.sources;
        for (n, deed) in deeds.into_iter().enumerate() {
            let before = state(&store);
            let whole = &before.0;
            let changes = match deed {
                Deed::Back => {
                    // The first is never taken back, so that there is something to add to.
                    if stack.len() > 1 {
                        let (entry, was) = stack.pop().expect("an act");
                        revert(&store, entry).expect("reverted");
                        prop_assert_eq!(state(&store), was);
                    }
                    continue;
                }
                Deed::Add { year, value } => {
                    let (indicator, territory) = (whole.indicators[0].id, whole.territories[0].id);
                    let stands = whole.series(indicator, territory).iter().filter(|o| o.period.as_year() == Some(year));
                    let revision = stands.map(|o| o.revision + 1).max().unwrap_or(0);
                    Changes {
                        observations: vec![observation(-1, indicator.get(), territory.get(), year, value, revision)],
                        tasks: vec![task(-2, whole.goals[0].id.get(), &format!("任务{n}"))],
                        decisions: vec![decision(&format!("p{n}"), Some(Subject::Task(TaskId::new(-2))))],
                        ..Changes::default()
                    }
                }
                Deed::Rename(title) => Changes {
                    plans: vec![Plan { title: format!("规划{title}-{n}"), ..whole.plans[0].clone() }],
                    decisions: vec![decision(&format!("p{n}"), None)],
                    ..Changes::default()
                },
            };
            stack.push((apply(&store, changes), before));
        }
        while stack.len() > 1 {
            let (entry, was) = stack.pop().expect("an act");
            revert(&store, entry).expect("reverted");
            prop_assert_eq!(state(&store), was);
        }
        store.close();
        let checked = luoshi_store::verify::database(&place, None, None, &[]);
        prop_assert!(checked.is_ok(), "{:?}", checked);
    }
}
