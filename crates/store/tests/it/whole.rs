//! All plans at once: what the record gives, at any time, in a fixed number of statements.

use crate::both::on_both;
use crate::plan::with_sample;
use luoshi_plan::{
    Citation, CitationId, Due, Finality, Indicator, IndicatorId, Observation, Passage, Plan, PlanId, Seen, SourceId,
    Standing, Subject, Task, TaskId, Territory, TerritoryId, Whole,
};
use luoshi_store::plan::{self, At, Observed, Recorded};
use luoshi_store::{Act, Field, Intent, Options, Store, StoreError, tables};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

fn load(store: &Store, at: At) -> (Whole, u32) {
    store.read(|r| Ok((plan::whole(r, None, at)?, r.statements()))).expect("read")
}

fn act<T: Send + 'static>(
    store: &Store,
    work: impl FnOnce(&mut Act<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.act(Intent::new("plan.change", "规划科"), work).expect("an act").value.expect("new")
}

fn observed(indicator: IndicatorId, territory: TerritoryId, value: &str, published: &str) -> Observed {
    Observed {
        indicator,
        territory,
        period: "2026-Q1".parse().expect("a period"),
        value: Some(value.parse().expect("a value")),
        finality: Finality::Provisional,
        standing: Standing::Verified,
        published: published.parse().expect("a day"),
        source: None,
    }
}

on_both! {
    fn all_there_is_comes_out_in_a_fixed_number_of_statements(place, _folder) {
        let (store, sample) = with_sample(place);
        let (first, statements) = load(&store, At::NOW);
        assert_eq!(statements, 15);
        let of_plan = store.read(|r| {
            let plan = sample.plan();
            Ok((plan::goals(r, plan, At::NOW)?, plan::indicators(r, plan, At::NOW)?, plan::targets(r, plan, At::NOW)?,
                plan::tasks(r, plan, At::NOW)?, plan::assignments(r, plan, At::NOW)?, plan::principles(r, plan, At::NOW)?))
        });
        let of_plan = of_plan.expect("read");
        assert_eq!(of_plan, (first.goals.clone(), first.indicators.clone(), first.targets.clone(), first.tasks.clone(),
            first.assignments.clone(), first.principles.clone()));
        assert_eq!(first.goal(sample.goal()).map(|g| g.title.as_str()), Some("山更绿"));
        let (goal, indicator, territory) = (sample.goal(), sample.indicator(), sample.territory());
        act(&store, move |act| {
            for n in 0..1_000 {
                let id = TaskId::new(act.new_id());
                let task = Task {
                    id, goal, title: format!("第{n}件事"), start: None, due: Due::Never, steps: Vec::new(), begun: None,
                    reported: None, verified: None, dropped: None,
                };
                task.record(act)?;
                let cited = CitationId::new(act.new_id());
                let passage = Passage { source: SourceId::new(3), spans: vec![(n, n + 1)] };
                Citation { id: cited, of: Subject::Task(id), part: None, passage }.record(act)?;
            }
            observed(indicator, territory, "1.50", "2026-04-10").record(act)
        });
        let (second, statements) = load(&store, At::NOW);
        assert_eq!(statements, 15);
        assert_eq!(second.tasks.len(), first.tasks.len() + 1_000);
        assert_eq!(second.citations.len(), first.citations.len() + 1_000);
        assert_eq!(second.observations.len(), 1);
        let judged = second.judge("2026-06-30".parse().expect("a day"));
        assert_eq!(judged.tasks.len(), second.tasks.len());
        assert_eq!(judged.goals[&goal].parts.len(), second.tasks.len() + second.indicators.len());
    }
}

on_both! {
    fn the_values_come_an_indicator_at_a_time_and_are_the_same(place, _folder) {
        let (store, sample) = with_sample(place);
        let (indicator, territory) = (sample.indicator(), sample.territory());
        let before = load(&store, At::NOW).0;
        let (like, there) = (before.indicator(indicator).expect("there").clone(), before.territory(territory).expect("there").clone());
        act(&store, move |act| {
            let mut indicators = vec![indicator];
            let mut territories = vec![territory];
            for _ in 0..2 {
                let more = Indicator { id: IndicatorId::new(act.new_id()), ..like.clone() };
                more.record(act)?;
                indicators.push(more.id);
                let more = Territory { id: TerritoryId::new(act.new_id()), ..there.clone() };
                more.record(act)?;
                territories.push(more.id);
            }
            for indicator in indicators {
                for territory in &territories {
                    for period in ["2026", "2026-Q1", "2026-02", "2027"] {
                        let period = period.parse().expect("a period");
                        Observed { period, ..observed(indicator, *territory, "1.5", "2026-04-10") }.record(act)?;
                    }
                }
            }
            Ok(())
        });
        let judged_on = |day: &str| {
            let day = day.parse().expect("a day");
            let mut judged = BTreeMap::new();
            let statements = store.read(|r| {
                // What comes again takes the place of what came before.
                plan::each_judged(r, At::NOW, day, |indicator, values| {
                    judged.insert(indicator, values);
                    Ok(())
                })?;
                Ok(r.statements())
            });
            (statements.expect("read"), judged.into_values().flatten().collect::<Vec<Observation>>())
        };
        // Not known yet, and there was none before: nothing is looked for.
        assert_eq!(judged_on("2026-01-01").0, 2);
        let later: Vec<Observation> = load(&store, At::NOW).0.observations;
        act(&store, move |act| {
            for o in later.iter().filter(|o| o.period.to_string() == "2026") {
                Observed { period: o.period, ..observed(o.indicator, o.territory, "1.6", "2026-06-10") }.record(act)?;
            }
            Ok(())
        });
        let mut one_by_one = Vec::new();
        let mut calls = Vec::new();
        let statements = store.read(|r| {
            plan::each_series(r, At::NOW, |indicator, values| {
                assert!(values.iter().all(|o| o.indicator == indicator));
                calls.push(indicator);
                one_by_one.extend(values);
                Ok(())
            })?;
            Ok(r.statements())
        });
        assert_eq!((statements.expect("read"), calls.len()), (1, 3));
        assert_eq!(one_by_one, load(&store, At::NOW).0.observations);
        // What words hang on: the places of targets, and everything where there is none.
        let whole = load(&store, At::NOW).0;
        let wanted = |o: &Observation| {
            let mut all = whole.targets.iter().filter(|t| t.indicator == o.indicator).peekable();
            all.peek().is_none() || all.any(|t| t.territory == o.territory)
        };
        let stands = |o: &Observation| {
            let key = |o: &Observation| (o.indicator, o.territory, o.period);
            !whole.observations.iter().any(|other| key(other) == key(o) && other.revision > o.revision)
        };
        let with_revisions: Vec<_> = whole.observations.iter().filter(|o| wanted(o)).cloned().collect();
        let expected: Vec<_> = with_revisions.iter().filter(|o| stands(o)).cloned().collect();
        assert!(expected.len() < with_revisions.len(), "something was revised");
        assert_eq!(judged_on("2027-01-01"), (2, expected));
        // Before the revision was known, what it revised counts.
        let (statements, judged) = judged_on("2026-05-01");
        assert!((3..=4).contains(&statements), "{statements}");
        for o in &with_revisions {
            assert_eq!(judged.contains(o), stands(o) || o.published < "2026-05-01".parse().expect("a day"), "{o:?}");
        }
        assert!(whole.observations.iter().any(|o| !wanted(o)), "some hang on nothing");
        let indicator = whole.targets.first().map(|t| t.indicator).expect("a target");
        let mut one = store.read(|r| plan::judged_revisions(r, indicator, At::NOW, "2026-05-01".parse().expect("a day"))).expect("read");
        one.sort_by_key(|o| (o.territory, o.period, o.revision));
        let of_one = |o: &&Observation| o.indicator == indicator && wanted(o);
        assert_eq!(one.iter().collect::<Vec<_>>(), whole.observations.iter().filter(of_one).collect::<Vec<_>>());
        let outline = store.read(|r| Ok((plan::outline(r, At::NOW)?, r.statements()))).expect("read");
        assert_eq!(outline.1, 14);
        let whole = Whole { observations: Vec::new(), ..load(&store, At::NOW).0 };
        assert_eq!(outline.0, whole);
    }
}

on_both! {
    fn what_was_given_back_was_never_so_and_revisions_before_stay(place, _folder) {
        let (store, sample) = with_sample(place);
        let (indicator, territory) = (sample.indicator(), sample.territory());
        let value = |text: &'static str, published: &'static str| {
            act(&store, move |act| observed(indicator, territory, text, published).record(act));
        };
        let shown = |whole: &Whole| -> Vec<String> {
            whole.observations.iter().map(|o| format!("{}:{}", o.revision, o.value.expect("a value"))).collect()
        };
        value("1.5", "2026-04-10");
        value("1.6", "2026-06-10");
        assert_eq!(shown(&load(&store, At::NOW).0), ["0:1.5", "1:1.6"]);
        let size = store.head().expect("a head").size;
        // The second is given back: the first stands again, under its old number.
        let before: Observation = load(&store, At::NOW).0.observations[0].clone();
        act(&store, move |act| before.record(act));
        let now = load(&store, At::NOW).0;
        assert_eq!(shown(&now), ["0:1.5"]);
        let seen = |whole: &Whole| -> Vec<Seen> { whole.seen(indicator, territory, "2026-12-31".parse().expect("a day")) };
        assert_eq!(seen(&now)[0].value.to_string(), "1.5");
        assert_eq!(shown(&load(&store, At::size(size)).0), ["0:1.5", "1:1.6"]);
        value("1.7", "2026-07-10");
        assert_eq!(shown(&load(&store, At::NOW).0), ["0:1.5", "1:1.7"]);
        act(&store, move |act| {
            let key = [Field::Int(indicator.get()), Field::Int(territory.get()), Field::Word("2026-Q1")];
            act.end(&tables::OBSERVATION, &key)
        });
        assert!(load(&store, At::NOW).0.observations.is_empty());
        assert!(store.read(|r| plan::revisions(r, indicator, At::NOW)).expect("read").is_empty());
        value("1.8", "2026-08-10");
        assert_eq!(shown(&load(&store, At::NOW).0), ["0:1.8"]);
    }
}

on_both! {
    fn one_plan_of_two_has_nothing_of_the_other(place, _folder) {
        let (store, sample) = with_sample(place);
        let before = load(&store, At::NOW).0;
        let other = act(&store, |act| {
            let id = PlanId::new(act.new_id());
            let plan = Plan { id, title: "防汛专项规划".to_owned(), period: "2026/2028".parse().expect("a period"), source: None };
            plan.record(act)?;
            Ok(id)
        });
        let only = |id| store.read(|r| plan::whole(r, Some(id), At::NOW)).expect("read");
        assert_eq!(only(sample.plan()).goals, before.goals);
        let other = only(other);
        assert_eq!((other.plans.len(), other.goals.len(), other.tasks.len(), other.targets.len()), (1, 0, 0, 0));
        assert_eq!(other.territories, before.territories);
        // What hangs on a goal goes with it.
        let goal = sample.goal().get();
        act(&store, move |act| act.end(&tables::GOAL, &[Field::Int(goal)]));
        let after = load(&store, At::NOW).0;
        assert!(after.goals.is_empty() && after.tasks.is_empty() && after.assignments.is_empty());
        assert_eq!(after.indicators, before.indicators);
    }
}

on_both! {
    fn a_past_moment_is_what_had_been_entered_by_then(place, _folder) {
        let time = Arc::new(AtomicI64::new(1_000_000));
        let clock = Arc::clone(&time);
        let options = Options { clock: Arc::new(move || clock.load(Ordering::Relaxed)), ..Options::default() };
        let store = Store::open(place, &options).expect("a record");
        let mut ids = Vec::new();
        for n in 1..=40_i64 {
            // Two acts at one moment now and then.
            time.store(1_000_000 * (1 + n - n % 3), Ordering::Relaxed);
            ids.push(act(&store, move |act| {
                let id = PlanId::new(act.new_id());
                let plan = Plan { id, title: format!("规划{n}"), period: "2026".parse().expect("a period"), source: None };
                plan.record(act)?;
                Ok((act.at(), id))
            }));
        }
        for moment in (0..50).map(|second| 1_000_000 * second) {
            let at = store.read(|r| plan::at_moment(r, moment)).expect("read");
            let there: Vec<PlanId> = load(&store, at).0.plans.iter().map(|p| p.id).collect();
            let by_then: Vec<PlanId> = ids.iter().filter(|(at, _)| *at <= moment).map(|(_, id)| *id).collect();
            assert_eq!(there, by_then, "{moment}");
        }
    }
}
