//! Tasks and who answers for them.

use crate::{Approval, AssignmentId, BodyId, Date, GoalId, PostId, Step, TaskId};

/// What is to be done (任务), as far as its status hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// The goal it serves.
    pub goal: GoalId,
    /// In the plan's words.
    pub title: String,
    /// The day it is to begin, where the plan says.
    pub start: Option<Date>,
    /// When it is due.
    pub due: Due,
    /// Points on its way (节点).
    pub steps: Vec<Step>,
    /// The day work began, as said.
    pub begun: Option<Date>,
    /// The day the body says it was done (办结).
    pub reported: Option<Date>,
    /// The day somebody else found it done (核验).
    pub verified: Option<Date>,
    /// Who gave it up.
    pub dropped: Option<Approval>,
}

/// When a task is due, after its time limit was counted out.
///
/// Limits are of several kinds (a date, so many working days, an event); what is left when they have been counted is one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// By the end of a day.
    On(Date),
    /// It never falls due: 持续推进, or an event that has not come.
    Never,
    /// The plan does not say.
    Unstated,
}

/// A body answers for a task (责任).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Its number.
    pub id: AssignmentId,
    /// For what.
    pub task: TaskId,
    /// Who.
    pub body: BodyId,
    /// The post within the body, where one is named.
    pub post: Option<PostId>,
    /// In which part.
    pub part: Part,
    /// The day it was given (交办).
    pub given: Date,
    /// What the body said to it.
    pub reply: Reply,
}

/// The part of a body in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 牵头: answers for all of it. There is one, or a stated 分别负责.
    Lead,
    /// 分别负责: answers for its share, like others beside it.
    Each,
    /// 配合: helps.
    Support,
    /// 督办: sees to it that it is done.
    Oversee,
}

/// What a body said to an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet: opening it is not accepting it.
    None,
    /// 签收.
    Accepted(Date),
    /// 退回, with the reason.
    Returned(Date, String),
}

/// What is wrong with the leads of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoLead {
    /// Nobody leads.
    #[error("no body leads task {0}, and none are said to answer each for its share")]
    Nobody(TaskId),
    /// More than one leads.
    #[error("{1} bodies lead task {0}: name one, or let each answer for its share")]
    Several(TaskId, usize),
    /// One leads and others answer each for their share.
    #[error("task {0} has a lead and bodies that answer each for its share: it is one or the other")]
    Both(TaskId),
}

/// Who answers for a task: the one lead, or those that answer each for its share. Returned assignments do not count.
///
/// # Errors
/// [`NoLead`] where it is neither; the first of several is never taken for the lead.
pub fn answerable(task: TaskId, all: &[Assignment]) -> Result<Vec<BodyId>, NoLead> {
    let of = |part: Part| {
        let stands = |a: &&Assignment| a.task == task && a.part == part && !matches!(a.reply, Reply::Returned(..));
        let mut bodies: Vec<_> = all.iter().filter(stands).map(|a| a.body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies
    };
    match (of(Part::Lead), of(Part::Each)) {
        (lead, each) if lead.is_empty() && each.is_empty() => Err(NoLead::Nobody(task)),
        (lead, each) if lead.is_empty() => Ok(each),
        (lead, each) if !each.is_empty() && !lead.is_empty() => Err(NoLead::Both(task)),
        (lead, _) if lead.len() > 1 => Err(NoLead::Several(task, lead.len())),
        (lead, _) => Ok(lead),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn assignment(body: i64, part: Part, reply: Reply) -> Assignment {
        Assignment {
            id: AssignmentId::new(body),
            task: TaskId::new(1),
            body: BodyId::new(body),
            post: None,
            part,
            given: date(2026, 1, 5),
            reply,
        }
    }

    #[test]
    fn one_body_leads_or_each_answers_for_its_share() {
        let task = TaskId::new(1);
        let who = |all: &[Assignment]| answerable(task, all).map(|b| b.iter().map(|b| b.get()).collect::<Vec<_>>());
        let lead = |body| assignment(body, Part::Lead, Reply::None);
        let each = |body| assignment(body, Part::Each, Reply::None);
        assert_eq!(who(&[assignment(3, Part::Support, Reply::None), lead(2)]), Ok(vec![2]));
        assert_eq!(who(&[each(5), each(4)]), Ok(vec![4, 5]));
        assert_eq!(who(&[lead(2), lead(3)]), Err(NoLead::Several(task, 2)));
        assert_eq!(who(&[lead(2), each(3)]), Err(NoLead::Both(task)));
        assert_eq!(who(&[assignment(3, Part::Support, Reply::None)]), Err(NoLead::Nobody(task)));
        let returned = assignment(2, Part::Lead, Reply::Returned(date(2026, 1, 8), "不属本单位职责".to_owned()));
        assert_eq!(who(&[returned.clone(), lead(3)]), Ok(vec![3]));
        assert_eq!(who(&[returned]), Err(NoLead::Nobody(task)));
        assert_eq!(answerable(TaskId::new(9), &[lead(2)]), Err(NoLead::Nobody(TaskId::new(9))));
    }
}
