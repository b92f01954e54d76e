//! What belongs to what.

use super::Whole;
use crate::{
    Assignment, Body, BodyId, Citation, Goal, GoalId, Indicator, IndicatorId, PlanId, SourceId, Subject, Target, Task,
    TaskId, Territory, TerritoryId,
};
use std::collections::BTreeMap;

/// The parts of each thing, each list in the order of numbers. Made in one walk over a [`Whole`], for who asks often.
#[derive(Debug, Clone, Default)]
pub struct Parts<'a> {
    /// The goals at the top of each plan.
    pub top_goals: BTreeMap<PlanId, Vec<&'a Goal>>,
    /// The goals below each goal.
    pub goals: BTreeMap<GoalId, Vec<&'a Goal>>,
    /// The indicators of each goal.
    pub indicators: BTreeMap<GoalId, Vec<&'a Indicator>>,
    /// The indicators of each plan that the plan ties to no goal.
    pub loose: BTreeMap<PlanId, Vec<&'a Indicator>>,
    /// The tasks of each goal.
    pub tasks: BTreeMap<GoalId, Vec<&'a Task>>,
    /// The targets of each indicator, for all territories and times.
    pub targets: BTreeMap<IndicatorId, Vec<&'a Target>>,
    /// Who answers for each task.
    pub assignments: BTreeMap<TaskId, Vec<&'a Assignment>>,
    /// What each body answers for.
    pub duties: BTreeMap<BodyId, Vec<&'a Assignment>>,
    /// The territories within each.
    pub territories: BTreeMap<TerritoryId, Vec<&'a Territory>>,
    /// The bodies within each.
    pub bodies: BTreeMap<BodyId, Vec<&'a Body>>,
    /// Where each thing stands.
    pub citations: BTreeMap<Subject, Vec<&'a Citation>>,
    /// What stands in each document.
    pub cited: BTreeMap<SourceId, Vec<&'a Citation>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(whole: &'a Whole) -> Self {
        let mut parts = Self::default();
        for goal in &whole.goals {
            // A goal whose whole is not there stands at the top: it is not lost.
            match goal.parent.filter(|parent| whole.goal(*parent).is_some()) {
                Some(parent) => parts.goals.entry(parent).or_default().push(goal),
                None => parts.top_goals.entry(goal.plan).or_default().push(goal),
            }
        }
        for indicator in &whole.indicators {
            match indicator.goal.filter(|goal| whole.goal(*goal).is_some()) {
                Some(goal) => parts.indicators.entry(goal).or_default().push(indicator),
                None => parts.loose.entry(indicator.plan).or_default().push(indicator),
            }
        }
        for task in &whole.tasks {
            parts.tasks.entry(task.goal).or_default().push(task);
        }
        for target in &whole.targets {
            parts.targets.entry(target.indicator).or_default().push(target);
        }
        for assignment in &whole.assignments {
            parts.assignments.entry(assignment.task).or_default().push(assignment);
            parts.duties.entry(assignment.body).or_default().push(assignment);
        }
        for territory in &whole.territories {
            if let Some(parent) = territory.parent {
                parts.territories.entry(parent).or_default().push(territory);
            }
        }
        for body in &whole.bodies {
            if let Some(parent) = body.parent {
                parts.bodies.entry(parent).or_default().push(body);
            }
        }
        for citation in &whole.citations {
            parts.citations.entry(citation.of).or_default().push(citation);
            parts.cited.entry(citation.passage.source).or_default().push(citation);
        }
        parts
    }
}
