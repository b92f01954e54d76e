//! Every number of a plan by another.

use luoshi_plan::{
    Adds, Approval, AssignmentId, BodyId, CitationId, GoalId, IndicatorId, MilestoneId, ObservationId, PlanId, PostId,
    PrincipleId, SourceId, Subject, TargetId, TaskId, TerritoryId, Whole,
};

/// Gives the new number of a thing, by its kind (`goal`) and its old number.
pub type Number<'a> = dyn FnMut(&'static str, i64) -> i64 + 'a;

/// Numbers everything anew, wherever a number stands, and sorts the lists again.
pub fn renumber(whole: &mut Whole, number: &mut Number<'_>) {
    macro_rules! each {
        ($($name:ident $id:ident $kind:literal;)*) => {
            $(fn $name(id: &mut $id, number: &mut Number<'_>) {
                *id = $id::new(number($kind, id.get()));
            })*
        };
    }
    each! {
        plan PlanId "plan";
        goal GoalId "goal";
        principle PrincipleId "principle";
        indicator IndicatorId "indicator";
        target TargetId "target";
        milestone MilestoneId "milestone";
        step MilestoneId "step";
        observation ObservationId "observation";
        task TaskId "task";
        assignment AssignmentId "assignment";
        territory TerritoryId "territory";
        body BodyId "body";
        post PostId "post";
        source SourceId "source";
        citation CitationId "citation";
    }
    fn act(approval: Option<&mut Approval>, number: &mut Number<'_>) {
        if let Some(approval) = approval {
            body(&mut approval.body, number);
            if let Some(id) = &mut approval.source {
                source(id, number);
            }
        }
    }
    for it in &mut whole.plans {
        plan(&mut it.id, number);
        it.source.iter_mut().for_each(|id| source(id, number));
    }
    for it in &mut whole.goals {
        goal(&mut it.id, number);
        plan(&mut it.plan, number);
        it.parent.iter_mut().for_each(|id| goal(id, number));
    }
    for it in &mut whole.principles {
        principle(&mut it.id, number);
        plan(&mut it.plan, number);
    }
    for it in &mut whole.indicators {
        indicator(&mut it.id, number);
        plan(&mut it.plan, number);
        it.goal.iter_mut().for_each(|id| goal(id, number));
        if let Adds::Weighted(by) = &mut it.adds {
            indicator(by, number);
        }
    }
    for it in &mut whole.targets {
        target(&mut it.id, number);
        indicator(&mut it.indicator, number);
        territory(&mut it.territory, number);
        it.milestones.iter_mut().for_each(|m| milestone(&mut m.id, number));
        it.milestones.sort_by_key(|m| m.id);
        act(it.approval.as_mut(), number);
        act(it.dropped.as_mut(), number);
        it.replaces.iter_mut().for_each(|id| target(id, number));
    }
    for it in &mut whole.observations {
        observation(&mut it.id, number);
        indicator(&mut it.indicator, number);
        territory(&mut it.territory, number);
        it.source.iter_mut().for_each(|id| source(id, number));
    }
    for it in &mut whole.tasks {
        task(&mut it.id, number);
        goal(&mut it.goal, number);
        it.steps.iter_mut().for_each(|s| step(&mut s.id, number));
        it.steps.sort_by_key(|s| s.id);
        act(it.dropped.as_mut(), number);
    }
    for it in &mut whole.assignments {
        assignment(&mut it.id, number);
        task(&mut it.task, number);
        body(&mut it.body, number);
        it.post.iter_mut().for_each(|id| post(id, number));
    }
    for it in &mut whole.territories {
        territory(&mut it.id, number);
        it.parent.iter_mut().for_each(|id| territory(id, number));
        it.followed_by.iter_mut().for_each(|id| territory(id, number));
    }
    for it in &mut whole.bodies {
        body(&mut it.id, number);
        it.parent.iter_mut().for_each(|id| body(id, number));
        it.territory.iter_mut().for_each(|id| territory(id, number));
        it.followed_by.iter_mut().for_each(|id| body(id, number));
    }
    for it in &mut whole.posts {
        post(&mut it.id, number);
        body(&mut it.body, number);
    }
    for it in &mut whole.sources {
        it.id.iter_mut().for_each(|id| source(id, number));
    }
    for it in &mut whole.citations {
        citation(&mut it.id, number);
        if let Some(of) = Subject::of(it.of.kind(), number(it.of.kind(), it.of.number())) {
            it.of = of;
        }
        source(&mut it.passage.source, number);
    }
    whole.sort();
}
