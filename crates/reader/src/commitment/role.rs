//! Goal, principle, task or means, by how the text sets a commitment up.

use super::{Found, Said};
use crate::reading::{CommitmentRole, Role};

/// The role of a commitment. What follows a goal or a principle in its paragraph is how it is to be carried out.
pub(super) fn role(s: &Said<'_>, found: &Found) -> CommitmentRole {
    let action = s.text.get(found.action.clone()).unwrap_or_default();
    if action == ['作', '为'] && found.lead.is_some() || s.role == Role::Principles {
        return CommitmentRole::Principle;
    }
    let (object, number) = (found.object.as_ref(), !found.figures.is_empty());
    // What a subject is to be is a goal where it is counted, or where a time says when.
    let stands = object.is_some_and(|o| o.start < found.action.start) && (number || found.deadline.is_some());
    // What is counted is a goal of its own; the rest of the paragraph is how its goal or principle is carried out.
    let means = matches!(s.topic, Some(CommitmentRole::Goal | CommitmentRole::Principle)) && !(stands && number);
    if means {
        return CommitmentRole::Means;
    }
    // What a pivot moves to a stated end opens a paragraph as its goal: 推动…取得实质性突破.
    if s.role == Role::Goals || stands || found.reached && s.first && !number {
        return CommitmentRole::Goal;
    }
    CommitmentRole::Task
}
