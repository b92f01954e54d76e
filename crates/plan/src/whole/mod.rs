//! All that a record knows of its plans, in one place: what status, files, proposals and pages are computed from.

mod judgements;
mod parts;

pub use judgements::{IndicatorWords, Judgements, OfIndicator, Summed, Sums};
pub use parts::Parts;

use crate::{
    Assignment, Body, BodyId, Citation, Date, Goal, GoalId, Indicator, IndicatorId, Lights, Observation, Plan, PlanId,
    Post, PostId, Principle, PrincipleId, Seen, Source, SourceId, Target, TargetId, Task, TaskId, Territory,
    TerritoryId,
};

/// The plans of a record with everything in them.
///
/// Each list is in the order of its numbers; values are in the order of indicator, territory, period and revision. What is
/// looked up by its number is found by halving, so keep that order: [`Self::sort`] restores it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whole {
    /// Plans.
    pub plans: Vec<Plan>,
    /// Goals.
    pub goals: Vec<Goal>,
    /// Principles.
    pub principles: Vec<Principle>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Targets with the points on their way: those that hold, and those that others took the place of.
    pub targets: Vec<Target>,
    /// Values, with every revision of those that stand: [`Seen::on`] says which counted on a day.
    pub observations: Vec<Observation>,
    /// Tasks with the points on their way.
    pub tasks: Vec<Task>,
    /// Who answers for tasks.
    pub assignments: Vec<Assignment>,
    /// Territories, of all plans.
    pub territories: Vec<Territory>,
    /// Bodies, of all plans.
    pub bodies: Vec<Body>,
    /// Posts that belong to bodies.
    pub posts: Vec<Post>,
    /// Documents.
    pub sources: Vec<Source>,
    /// Where things stand in documents.
    pub citations: Vec<Citation>,
    /// The limits that make a lag a light.
    pub lights: Lights,
}

/// Looks things up by their number.
macro_rules! found {
    ($($(#[$about:meta])* $name:ident in $list:ident: $id:ty => $thing:ty;)*) => {
        impl Whole {
            $($(#[$about])*
            #[must_use]
            pub fn $name(&self, id: $id) -> Option<&$thing> {
                self.$list.binary_search_by_key(&id, |thing| thing.id).ok().map(|place| &self.$list[place])
            })*
        }
    };
}

found! {
    /// The plan of a number.
    plan in plans: PlanId => Plan;
    /// The goal of a number.
    goal in goals: GoalId => Goal;
    /// The principle of a number.
    principle in principles: PrincipleId => Principle;
    /// The indicator of a number.
    indicator in indicators: IndicatorId => Indicator;
    /// The target of a number.
    target in targets: TargetId => Target;
    /// The task of a number.
    task in tasks: TaskId => Task;
    /// The territory of a number.
    territory in territories: TerritoryId => Territory;
    /// The body of a number.
    body in bodies: BodyId => Body;
    /// The post of a number.
    post in posts: PostId => Post;
}

impl Whole {
    /// The document of a number.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.binary_search_by_key(&Some(id), |source| source.id).ok().map(|place| &self.sources[place])
    }

    /// The values of an indicator for all territories, with their revisions.
    #[must_use]
    pub fn observed(&self, indicator: IndicatorId) -> &[Observation] {
        run(&self.observations, |o| o.indicator.cmp(&indicator))
    }

    /// The values of an indicator for a territory, with their revisions.
    #[must_use]
    pub fn series(&self, indicator: IndicatorId, territory: TerritoryId) -> &[Observation] {
        run(&self.observations, |o| (o.indicator, o.territory).cmp(&(indicator, territory)))
    }

    /// The values of an indicator for a territory that were known on a day.
    #[must_use]
    pub fn seen(&self, indicator: IndicatorId, territory: TerritoryId, day: Date) -> Vec<Seen> {
        Seen::on(self.series(indicator, territory), indicator, territory, day)
    }

    /// What belongs to what: for pages, which ask it often.
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        Parts::of(self)
    }

    /// Brings every list into its order.
    pub fn sort(&mut self) {
        self.plans.sort_by_key(|p| p.id);
        self.goals.sort_by_key(|g| g.id);
        self.principles.sort_by_key(|p| p.id);
        self.indicators.sort_by_key(|i| i.id);
        self.targets.sort_by_key(|t| t.id);
        self.observations.sort_by_key(|o| (o.indicator, o.territory, o.period, o.revision, o.id));
        self.tasks.sort_by_key(|t| t.id);
        self.assignments.sort_by_key(|a| a.id);
        self.territories.sort_by_key(|t| t.id);
        self.bodies.sort_by_key(|b| b.id);
        self.posts.sort_by_key(|p| p.id);
        self.sources.sort_by_key(|s| s.id);
        self.citations.sort_by_key(|c| c.id);
    }

    /// Leaves out what hangs on something that is not there: a target of an indicator that was given back, a task of such a
    /// goal, and what hangs on those. Points to a territory, body or document are left as they are.
    pub fn drop_orphans(&mut self) {
        let mut goals = std::mem::take(&mut self.goals);
        goals.retain(|g| self.plan(g.plan).is_some());
        self.goals = goals;
        let mut principles = std::mem::take(&mut self.principles);
        principles.retain(|p| self.plan(p.plan).is_some());
        self.principles = principles;
        let mut indicators = std::mem::take(&mut self.indicators);
        indicators.retain(|i| self.plan(i.plan).is_some());
        self.indicators = indicators;
        let mut targets = std::mem::take(&mut self.targets);
        targets.retain(|t| self.indicator(t.indicator).is_some());
        self.targets = targets;
        let mut observations = std::mem::take(&mut self.observations);
        observations.retain(|o| self.indicator(o.indicator).is_some());
        self.observations = observations;
        let mut tasks = std::mem::take(&mut self.tasks);
        tasks.retain(|t| self.goal(t.goal).is_some());
        self.tasks = tasks;
        let mut assignments = std::mem::take(&mut self.assignments);
        assignments.retain(|a| self.task(a.task).is_some());
        self.assignments = assignments;
        let mut citations = std::mem::take(&mut self.citations);
        let there = Subjects::of(self);
        citations.retain(|c| there.has(c.of));
        self.citations = citations;
    }

    /// Only what belongs to one plan; territories, bodies, posts and documents stay.
    #[must_use]
    pub fn only(mut self, plan: PlanId) -> Self {
        self.plans.retain(|p| p.id == plan);
        self.drop_orphans();
        self
    }

    /// Where the parts of a plan hang: the territories without a whole.
    pub fn tops(&self) -> impl Iterator<Item = &Territory> {
        self.territories.iter().filter(|t| t.parent.is_none_or(|parent| self.territory(parent).is_none()))
    }

    /// How many steps a territory is below the top: a city 0, its district 1.
    #[must_use]
    pub fn depth(&self, territory: TerritoryId) -> usize {
        let up = |id: &TerritoryId| self.territory(*id).and_then(|t| t.parent);
        // No tree of divisions is as deep; a territory that is a part of itself must end somewhere.
        std::iter::successors(Some(territory), up).skip(1).take(100).count()
    }
}

/// The part of a sorted list for which `order` says equal.
fn run<T>(sorted: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let start = sorted.partition_point(|thing| order(thing).is_lt());
    let length = sorted[start..].partition_point(|thing| order(thing).is_eq());
    &sorted[start..start + length]
}

/// Which things are there, for those that are not looked up by number otherwise.
struct Subjects<'a> {
    whole: &'a Whole,
    others: std::collections::HashSet<crate::Subject>,
}

impl<'a> Subjects<'a> {
    fn of(whole: &'a Whole) -> Self {
        use crate::Subject;
        let milestones = whole.targets.iter().flat_map(|t| &t.milestones).map(|m| Subject::Milestone(m.id));
        let steps = whole.tasks.iter().flat_map(|t| &t.steps).map(|s| Subject::Step(s.id));
        let observations = whole.observations.iter().map(|o| Subject::Observation(o.id));
        Self { whole, others: milestones.chain(steps).chain(observations).collect() }
    }

    fn has(&self, subject: crate::Subject) -> bool {
        use crate::Subject;
        let whole = self.whole;
        match subject {
            Subject::Plan(id) => whole.plan(id).is_some(),
            Subject::Goal(id) => whole.goal(id).is_some(),
            Subject::Principle(id) => whole.principle(id).is_some(),
            Subject::Indicator(id) => whole.indicator(id).is_some(),
            Subject::Target(id) => whole.target(id).is_some(),
            Subject::Milestone(_) | Subject::Observation(_) | Subject::Step(_) => self.others.contains(&subject),
            Subject::Task(id) => whole.task(id).is_some(),
            Subject::Assignment(id) => whole.assignments.binary_search_by_key(&id, |a| a.id).is_ok(),
            Subject::Territory(id) => whole.territory(id).is_some(),
            Subject::Body(id) => whole.body(id).is_some(),
        }
    }
}
