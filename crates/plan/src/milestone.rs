//! Points on the way (节点).

use crate::{Date, MilestoneId, Value};

/// A point that a plan names on the way to a target: this much by that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    /// Its number.
    pub id: MilestoneId,
    /// By the end of this day.
    pub on: Date,
    /// How much.
    pub value: Value,
}

/// A point of a task: something that is to be there by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub id: MilestoneId,
    /// What is to be there.
    pub title: String,
    /// By the end of this day.
    pub on: Date,
    /// The day it was there, as verified or as said.
    pub done: Option<Date>,
}
