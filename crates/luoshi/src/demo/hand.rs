//! What somebody wrote into the plan's files by hand, of things that came from documents and workbooks: how often a value
//! comes, how parts add up, points on the way, what was verified. The files name their things anew; here each is the one of
//! the record that goes by the same name.

use luoshi_plan::{
    AssignmentId, BodyId, GoalId, IndicatorId, ObservationId, PlanId, PrincipleId, SourceId, Target, TargetId, TaskId,
    TerritoryId, Whole,
};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// How many things the files have that came from no document and no workbook, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ByHand {
    pub(crate) goals: usize,
    pub(crate) principles: usize,
    pub(crate) indicators: usize,
    pub(crate) targets: usize,
    pub(crate) observations: usize,
    pub(crate) tasks: usize,
    pub(crate) assignments: usize,
}

/// The numbers of things in the files to those of the same things in the record.
fn pairs<T, K: Eq + Hash>(mine: &[T], there: &[T], id: impl Fn(&T) -> i64, key: impl Fn(&T) -> K) -> HashMap<i64, i64> {
    let known: HashMap<K, i64> = there.iter().map(|t| (key(t), id(t))).collect();
    mine.iter().filter_map(|t| Some((id(t), *known.get(&key(t))?))).collect()
}

/// What tells a target from the others of its indicator and place.
fn term(target: &Target) -> (IndicatorId, TerritoryId, Option<luoshi_plan::Date>, bool) {
    (target.indicator, target.territory, target.term.end(), target.replaces.is_some())
}

/// The files with the numbers of the record. `values` as well, or only the frame they stand in.
pub(super) fn adopt(mut mine: Whole, there: &Whole, values: bool) -> (Whole, ByHand) {
    let mut known: HashSet<luoshi_plan::Subject> = HashSet::new();
    macro_rules! number {
        ($list:ident, $id:ident, $case:ident, $key:expr) => {{
            let map = pairs(&mine.$list, &there.$list, |t| t.id.get(), $key);
            for thing in &mut mine.$list {
                if let Some(number) = map.get(&thing.id.get()) {
                    thing.id = $id::new(*number);
                    known.insert(luoshi_plan::Subject::$case(thing.id));
                }
            }
            mine.$list.sort_by_key(|t| t.id);
            map
        }};
    }
    macro_rules! refer {
        ($map:ident, $id:ident, $at:expr) => {
            if let Some(number) = $map.get(&$at.get()) {
                $at = $id::new(*number);
            }
        };
    }
    let sources: HashMap<i64, i64> = mine
        .sources
        .iter()
        .filter_map(|s| {
            let same = there.sources.iter().find(|o| o.sha256 == s.sha256)?;
            Some((s.id?.get(), same.id?.get()))
        })
        .collect();
    let source = |id: Option<SourceId>| id.and_then(|id| sources.get(&id.get())).map(|n| SourceId::new(*n));
    mine.sources.clone_from(&there.sources);
    let territories = number!(territories, TerritoryId, Territory, |t| t.name.clone());
    for territory in &mut mine.territories {
        if let Some(parent) = &mut territory.parent {
            refer!(territories, TerritoryId, *parent);
        }
    }
    let bodies = number!(bodies, BodyId, Body, |b| b.name.clone());
    for body in &mut mine.bodies {
        if let Some(parent) = &mut body.parent {
            refer!(bodies, BodyId, *parent);
        }
        if let Some(territory) = &mut body.territory {
            refer!(territories, TerritoryId, *territory);
        }
    }
    for post in &mut mine.posts {
        refer!(bodies, BodyId, post.body);
    }
    // One plan.
    let plans = number!(plans, PlanId, Plan, |_| ());
    for plan in &mut mine.plans {
        plan.source = there.plans.first().and_then(|p| p.source);
    }
    mine.goals.iter_mut().for_each(|g| refer!(plans, PlanId, g.plan));
    mine.principles.iter_mut().for_each(|p| refer!(plans, PlanId, p.plan));
    let goals = number!(goals, GoalId, Goal, |g| g.title.clone());
    number!(principles, PrincipleId, Principle, |p| p.text.clone());
    for indicator in &mut mine.indicators {
        refer!(plans, PlanId, indicator.plan);
        if let Some(goal) = &mut indicator.goal {
            refer!(goals, GoalId, *goal);
        }
    }
    let indicators = number!(indicators, IndicatorId, Indicator, |i| i.name.clone());
    let city = there.tops().next().map(|t| t.id);
    for target in &mut mine.targets {
        refer!(indicators, IndicatorId, target.indicator);
        refer!(territories, TerritoryId, target.territory);
        for act in [&mut target.approval, &mut target.dropped].into_iter().flatten() {
            refer!(bodies, BodyId, act.body);
            act.source = source(act.source);
        }
    }
    let targets = number!(targets, TargetId, Target, term);
    for target in &mut mine.targets {
        if let Some(replaced) = &mut target.replaces {
            refer!(targets, TargetId, *replaced);
        }
    }
    mine.tasks.iter_mut().for_each(|t| refer!(goals, GoalId, t.goal));
    for task in &mut mine.tasks {
        if let Some(act) = &mut task.dropped {
            refer!(bodies, BodyId, act.body);
            act.source = source(act.source);
        }
    }
    let tasks = number!(tasks, TaskId, Task, |t| t.title.clone());
    for assignment in &mut mine.assignments {
        refer!(tasks, TaskId, assignment.task);
        refer!(bodies, BodyId, assignment.body);
    }
    number!(assignments, AssignmentId, Assignment, |a| (a.task, a.body));
    for value in &mut mine.observations {
        refer!(indicators, IndicatorId, value.indicator);
        refer!(territories, TerritoryId, value.territory);
        value.source = source(value.source);
    }
    number!(observations, ObservationId, Observation, |o| (o.indicator, o.territory, o.period, o.revision));
    // When a value became known and where it stands, its document says.
    let came: HashMap<ObservationId, &luoshi_plan::Observation> =
        there.observations.iter().map(|o| (o.id, o)).collect();
    for value in &mut mine.observations {
        if let Some(came) = came.get(&value.id) {
            (value.value, value.published, value.source) = (came.value, came.published, came.source);
        }
    }
    mine.citations.retain_mut(|c| {
        let found = source(Some(c.passage.source));
        c.passage.source = found.unwrap_or(c.passage.source);
        let in_frame = matches!(c.of, luoshi_plan::Subject::Indicator(_));
        // Of a target that came from a document no proposal says where its base stands: the files do.
        let is_base = c.part.as_deref() == Some("baseline");
        found.is_some() && (is_base || !known.contains(&c.of)) && (values || in_frame)
    });
    if !values {
        mine.observations.clear();
        mine.targets.retain(|t| t.id.get() > 0 && Some(t.territory) == city);
    }
    let new = |id: i64| usize::from(id < 0);
    let by_hand = ByHand {
        goals: mine.goals.iter().map(|t| new(t.id.get())).sum(),
        principles: mine.principles.iter().map(|t| new(t.id.get())).sum(),
        indicators: mine.indicators.iter().map(|t| new(t.id.get())).sum(),
        targets: mine.targets.iter().map(|t| new(t.id.get())).sum(),
        observations: mine.observations.iter().map(|t| new(t.id.get())).sum(),
        tasks: mine.tasks.iter().map(|t| new(t.id.get())).sum(),
        assignments: mine.assignments.iter().map(|t| new(t.id.get())).sum(),
    };
    (mine, by_hand)
}
