//! Small plans for tests, written as one says them.

use jiff::civil::{Date, date};
use luoshi_plan::{
    Adds, Baseline, Direction, Due, Finality, Frequency, GoalId, Indicator, IndicatorId, Measure, Milestone,
    MilestoneId, Nature, Observation, ObservationId, Period, PlanId, Shape, Standing, Target, TargetId, Task, TaskId,
    Term, TerritoryId, Value, Wanted,
};

pub(crate) fn value(text: &str) -> Value {
    text.parse().unwrap_or_else(|e| panic!("{e}"))
}

pub(crate) fn period(text: &str) -> Period {
    text.parse().unwrap_or_else(|e| panic!("{e}"))
}

pub(crate) fn end_of(year: i16) -> Date {
    date(year, 12, 31)
}

pub(crate) fn indicator(measure: Measure, direction: Direction) -> Indicator {
    Indicator {
        id: IndicatorId::new(1),
        plan: PlanId::new(1),
        goal: None,
        name: "某指标".to_owned(),
        unit: "公里".to_owned(),
        direction,
        measure,
        nature: Nature::Binding,
        frequency: Frequency::Yearly,
        definition: None,
        source: None,
        adds: Adds::Additive,
    }
}

pub(crate) fn target(wanted: Wanted, term: Term) -> Target {
    Target {
        id: TargetId::new(1),
        indicator: IndicatorId::new(1),
        territory: TerritoryId::new(1),
        wanted,
        term,
        baseline: None,
        shape: Shape::Linear,
        milestones: Vec::new(),
        tolerance: None,
        approval: None,
        replaces: None,
        dropped: None,
    }
}

/// A level to be reached by the end of a year, from a base.
pub(crate) fn way(base: (&str, &str), goal: (i16, &str)) -> Target {
    Target {
        baseline: Some(Baseline { period: period(base.0), value: value(base.1) }),
        ..target(Wanted::Reach(value(goal.1)), Term::By(end_of(goal.0)))
    }
}

pub(crate) fn milestone(year: i16, wanted: &str) -> Milestone {
    Milestone { id: MilestoneId::new(i64::from(year)), on: end_of(year), value: value(wanted) }
}

/// Final and verified values, `2023 50, 2024 60`, each published half a year after its end.
pub(crate) fn seen(text: &str) -> Vec<Observation> {
    let one = |(number, pair): (i64, &str)| {
        let (when, much) = pair.trim().split_once(' ').expect("a period and a value");
        let period = period(when);
        Observation {
            id: ObservationId::new(number),
            indicator: IndicatorId::new(1),
            territory: TerritoryId::new(1),
            period,
            value: Some(value(much.trim())),
            finality: Finality::Final,
            standing: Standing::Verified,
            revision: 0,
            published: period.last(),
            source: None,
        }
    };
    (1..).zip(text.split(',').filter(|pair| !pair.trim().is_empty())).map(one).collect()
}

pub(crate) fn task(due: Due) -> Task {
    Task {
        id: TaskId::new(1),
        goal: GoalId::new(1),
        title: "修路".to_owned(),
        start: None,
        due,
        steps: Vec::new(),
        begun: None,
        reported: None,
        verified: None,
        dropped: None,
    }
}
