//! Goals and principles of a plan.

use crate::{GoalId, PlanId, PrincipleId, SourceId};

/// A named programme over a period (规划).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its number.
    pub id: PlanId,
    /// As its title page has it: 某县“十五五”规划纲要.
    pub title: String,
    /// The years it plans.
    pub period: crate::Period,
    /// The document that says so.
    pub source: Option<SourceId>,
}

/// A node of a plan's tree of goals (目标).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Its number.
    pub id: GoalId,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// The goal it is a part of; none for those at the top.
    pub parent: Option<GoalId>,
    /// What is to be so, in the plan's words.
    pub title: String,
}

/// What a plan binds itself to in all it does (原则): no figure, no deadline, never judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principle {
    /// Its number.
    pub id: PrincipleId,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// In the plan's words.
    pub text: String,
}
