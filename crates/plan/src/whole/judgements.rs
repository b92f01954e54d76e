//! A whole plan judged. `docs/method/rollup.md`.

use super::{Parts, Whole, run};
use crate::rollup::rank;
use crate::status::status_of;
use crate::{
    BodyId, Date, GoalId, Indicator, IndicatorId, Judged, Lights, Observation, PlanId, Rollup, RollupPart, Seen, Sort,
    Status, Subject, Target, TargetId, TaskId, TerritoryId, Wait, answerable, roll_up, task_status,
};
use std::collections::{BTreeMap, BTreeSet};

/// Where everything in a plan stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgements {
    /// The day.
    pub day: Date,
    /// Each target that was in force.
    pub targets: BTreeMap<TargetId, Judged>,
    /// Each indicator.
    pub indicators: BTreeMap<IndicatorId, OfIndicator>,
    /// Each task.
    pub tasks: BTreeMap<TaskId, Judged>,
    /// Each goal, by its parts: its indicators, its tasks, the goals below it.
    pub goals: BTreeMap<GoalId, Summed>,
    /// Each plan, by all its indicators and tasks.
    pub plans: BTreeMap<PlanId, Summed>,
    /// Each territory, by the indicators that have a target there and the tasks that its own bodies answer for. What lies
    /// within it counts for itself.
    pub territories: BTreeMap<TerritoryId, Summed>,
    /// Each body, by the tasks it answers for.
    pub bodies: BTreeMap<BodyId, Summed>,
}

/// Where an indicator stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfIndicator {
    /// The target that gave the word; none where there is none.
    pub target: Option<TargetId>,
    /// The territory it is of; none where nothing is known of the indicator.
    pub territory: Option<TerritoryId>,
    /// The word, with its arithmetic.
    pub judged: Judged,
}

/// What one indicator comes to on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorWords {
    /// Each of its targets that was in force.
    pub targets: Vec<(TargetId, Judged)>,
    /// For each territory that has a target, the one that gave the word, and the word as a part of others.
    pub there: Vec<(TerritoryId, TargetId, RollupPart)>,
    /// Where the indicator stands.
    pub word: OfIndicator,
}

/// What goals, plans, territories and bodies come to: see [`Judgements`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// Each goal.
    pub goals: BTreeMap<GoalId, Summed>,
    /// Each plan.
    pub plans: BTreeMap<PlanId, Summed>,
    /// Each territory.
    pub territories: BTreeMap<TerritoryId, Summed>,
    /// Each body.
    pub bodies: BTreeMap<BodyId, Summed>,
}

/// What parts come to, with the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summed {
    /// The parts, in the order of [`Rollup::worst`].
    pub parts: Vec<Subject>,
    /// What they come to.
    pub rollup: Rollup,
}

/// Parts being gathered.
#[derive(Default)]
struct Sum {
    subjects: Vec<Subject>,
    parts: Vec<RollupPart>,
}

impl Sum {
    fn add(&mut self, subject: Subject, part: RollupPart) {
        self.subjects.push(subject);
        self.parts.push(part);
    }

    fn done(self) -> Summed {
        Summed { rollup: roll_up(&self.parts), parts: self.subjects }
    }
}

impl Whole {
    /// Judges everything by what was known on a day.
    ///
    /// An indicator that has several targets in force has the word of the worst of those that still run, for the topmost
    /// territory that has any; when all are over, of the last. Targets that were given up count only where there are no others.
    #[must_use]
    pub fn judge(&self, day: Date) -> Judgements {
        self.judge_by(&self.lights, day)
    }

    /// As [`Self::judge`], by other limits than the record's.
    #[must_use]
    pub fn judge_by(&self, lights: &Lights, day: Date) -> Judgements {
        let parts = self.parts();
        let words: BTreeMap<_, _> = (self.indicators.iter())
            .map(|i| {
                let targets = parts.targets.get(&i.id).map_or(&[][..], Vec::as_slice);
                (i.id, self.judge_indicator(i, targets, self.observed(i.id), lights, day))
            })
            .collect();
        let tasks: BTreeMap<_, _> = self.tasks.iter().map(|t| (t.id, task_status(t, lights, day))).collect();
        let Sums { goals, plans, territories, bodies } = self.sums(&parts, |id| words.get(&id), |id| tasks.get(&id));
        let mut targets = BTreeMap::new();
        let mut indicators = BTreeMap::new();
        for (id, words) in words {
            targets.extend(words.targets);
            indicators.insert(id, words.word);
        }
        Judgements { day, targets, indicators, tasks, goals, plans, territories, bodies }
    }

    /// Judges one indicator by its targets and its values, which need not be among those here: who keeps no values in memory
    /// hands them over. Both are in their order.
    #[must_use]
    pub fn judge_indicator(
        &self,
        indicator: &Indicator,
        targets: &[&Target],
        values: &[Observation],
        lights: &Lights,
        day: Date,
    ) -> IndicatorWords {
        let decided = || targets.iter().filter(|t| is_decided(t, day));
        let replaced: BTreeSet<_> = decided().filter_map(|t| t.replaces).collect();
        let mut of: BTreeMap<TerritoryId, Vec<(&Target, Judged)>> = BTreeMap::new();
        for target in decided().filter(|t| !replaced.contains(&t.id)) {
            let seen = seen_there(values, indicator.id, target.territory, day);
            let judged = status_of(indicator, Some(target), &seen, lights, day);
            of.entry(target.territory).or_default().push((target, judged));
        }
        let mut there = Vec::with_capacity(of.len());
        let mut words: Vec<(TerritoryId, TargetId, &Judged)> = Vec::with_capacity(of.len());
        for (territory, judged) in &of {
            let Some((target, word)) = word_of(judged, day) else { continue };
            there.push((*territory, target.id, RollupPart::of(Sort::Indicator(indicator.nature), word)));
            words.push((*territory, target.id, word));
        }
        let word = match self.topmost(&words) {
            Some((territory, target, judged)) => {
                OfIndicator { target: Some(target), territory: Some(territory), judged: judged.clone() }
            }
            None => self.without_target(indicator, values, lights, day),
        };
        let targets = of.into_values().flatten().map(|(target, judged)| (target.id, judged)).collect();
        IndicatorWords { targets, there, word }
    }

    /// What goals, plans, territories and bodies come to, by the words of indicators and tasks.
    #[must_use]
    pub fn sums<'a>(
        &self,
        parts: &Parts<'_>,
        words: impl Fn(IndicatorId) -> Option<&'a IndicatorWords>,
        tasks: impl Fn(TaskId) -> Option<&'a Judged>,
    ) -> Sums {
        let mut territories: BTreeMap<TerritoryId, Sum> = BTreeMap::new();
        for indicator in &self.indicators {
            for (territory, _, part) in words(indicator.id).into_iter().flat_map(|w| &w.there) {
                territories.entry(*territory).or_default().add(Subject::Indicator(indicator.id), *part);
            }
        }
        let bodies = self.by_body(parts, &tasks, &mut territories);
        let goals = self.sum_goals(parts, &words, &tasks);
        let plans = self.sum_plans(&words, &tasks);
        let territories = territories.into_iter().map(|(id, sum)| (id, sum.done())).collect();
        Sums { goals, plans, territories, bodies }
    }

    /// Of the words for several territories that of the topmost; the worst, where several are as high.
    fn topmost<'j>(
        &self,
        words: &[(TerritoryId, TargetId, &'j Judged)],
    ) -> Option<(TerritoryId, TargetId, &'j Judged)> {
        let depths: Vec<usize> = words.iter().map(|(territory, ..)| self.depth(*territory)).collect();
        let top = depths.iter().min()?;
        let high = words.iter().zip(&depths).filter(|(_, depth)| *depth == top).map(|(word, _)| *word);
        // The first of those that are as bad.
        high.reduce(|kept, next| if severity(next.2) > severity(kept.2) { next } else { kept })
    }

    /// An indicator of which nothing is wanted: what is known of it, for the topmost territory that has a value.
    fn without_target(&self, indicator: &Indicator, values: &[Observation], lights: &Lights, day: Date) -> OfIndicator {
        let mut there: Vec<TerritoryId> = values.iter().map(|o| o.territory).collect();
        there.dedup();
        there.sort_by_key(|id| (self.depth(*id), *id));
        let found = there.into_iter().find_map(|territory| {
            let seen = seen_there(values, indicator.id, territory, day);
            (!seen.is_empty()).then_some((territory, seen))
        });
        let seen = found.as_ref().map_or(&[][..], |(_, seen)| seen);
        OfIndicator {
            target: None,
            territory: found.as_ref().map(|(territory, _)| *territory),
            judged: status_of(indicator, None, seen, lights, day),
        }
    }

    /// What each body answers for; the same counts for the territory it serves.
    fn by_body<'a>(
        &self,
        parts: &Parts<'_>,
        tasks: &impl Fn(TaskId) -> Option<&'a Judged>,
        in_territory: &mut BTreeMap<TerritoryId, Sum>,
    ) -> BTreeMap<BodyId, Summed> {
        let mut sums: BTreeMap<BodyId, Sum> = BTreeMap::new();
        for (id, assignments) in &parts.assignments {
            let Some(judged) = tasks(*id) else { continue };
            let all: Vec<_> = assignments.iter().map(|a| (*a).clone()).collect();
            // A task whose leads contradict one another is nobody's; it stays in its goal.
            let leads = answerable(*id, &all).unwrap_or_default();
            let part = RollupPart::of(Sort::Task, judged);
            let mut territories = BTreeSet::new();
            for body in leads {
                sums.entry(body).or_default().add(Subject::Task(*id), part);
                territories.extend(self.body(body).and_then(|b| b.territory));
            }
            for territory in territories {
                in_territory.entry(territory).or_default().add(Subject::Task(*id), part);
            }
        }
        sums.into_iter().map(|(id, sum)| (id, sum.done())).collect()
    }

    /// Goals from the bottom up.
    fn sum_goals<'a>(
        &self,
        parts: &Parts<'_>,
        words: &impl Fn(IndicatorId) -> Option<&'a IndicatorWords>,
        tasks: &impl Fn(TaskId) -> Option<&'a Judged>,
    ) -> BTreeMap<GoalId, Summed> {
        let mut found: BTreeMap<GoalId, Summed> = BTreeMap::new();
        let mut order: Vec<GoalId> = parts.top_goals.values().flatten().map(|g| g.id).collect();
        let mut known: BTreeSet<GoalId> = order.iter().copied().collect();
        let mut next = 0;
        loop {
            while let Some(goal) = order.get(next) {
                let below = parts.goals.get(goal).map_or(&[][..], Vec::as_slice);
                let new: Vec<_> = below.iter().map(|g| g.id).filter(|id| known.insert(*id)).collect();
                order.extend(new);
                next += 1;
            }
            // Goals that are parts of one another hang on no top; each is still judged.
            match self.goals.iter().map(|g| g.id).find(|id| !known.contains(id)) {
                Some(lost) => {
                    known.insert(lost);
                    order.push(lost);
                }
                None => break,
            }
        }
        for goal in order.into_iter().rev() {
            let mut sum = Sum::default();
            for below in parts.goals.get(&goal).into_iter().flatten() {
                if let Some(summed) = found.get(&below.id) {
                    sum.add(Subject::Goal(below.id), RollupPart::goal(&summed.rollup));
                }
            }
            for indicator in parts.indicators.get(&goal).into_iter().flatten() {
                if let Some(words) = words(indicator.id) {
                    let part = RollupPart::of(Sort::Indicator(indicator.nature), &words.word.judged);
                    sum.add(Subject::Indicator(indicator.id), part);
                }
            }
            for task in parts.tasks.get(&goal).into_iter().flatten() {
                if let Some(judged) = tasks(task.id) {
                    sum.add(Subject::Task(task.id), RollupPart::of(Sort::Task, judged));
                }
            }
            found.insert(goal, sum.done());
        }
        found
    }

    fn sum_plans<'a>(
        &self,
        words: &impl Fn(IndicatorId) -> Option<&'a IndicatorWords>,
        tasks: &impl Fn(TaskId) -> Option<&'a Judged>,
    ) -> BTreeMap<PlanId, Summed> {
        let mut sums: BTreeMap<PlanId, Sum> = self.plans.iter().map(|p| (p.id, Sum::default())).collect();
        for indicator in &self.indicators {
            if let Some((sum, words)) = sums.get_mut(&indicator.plan).zip(words(indicator.id)) {
                let part = RollupPart::of(Sort::Indicator(indicator.nature), &words.word.judged);
                sum.add(Subject::Indicator(indicator.id), part);
            }
        }
        for task in &self.tasks {
            let plan = self.goal(task.goal).map(|g| g.plan);
            let sum = plan.and_then(|plan| sums.get_mut(&plan));
            if let Some((sum, judged)) = sum.zip(tasks(task.id)) {
                sum.add(Subject::Task(task.id), RollupPart::of(Sort::Task, judged));
            }
        }
        sums.into_iter().map(|(id, sum)| (id, sum.done())).collect()
    }
}

/// Of the values of an indicator, in their order, those for a territory that were known on a day.
fn seen_there(values: &[Observation], indicator: IndicatorId, territory: TerritoryId, day: Date) -> Vec<Seen> {
    Seen::on(run(values, |o| (o.indicator, o.territory).cmp(&(indicator, territory))), indicator, territory, day)
}

fn is_decided(target: &Target, day: Date) -> bool {
    target.approval.as_ref().is_none_or(|act| act.on <= day)
}

/// How bad a word is; among those that are not bad, what is still to be done counts more than what is done.
fn severity(judged: &Judged) -> (u8, u8) {
    let open = match judged.status {
        Status::Ok => 3,
        Status::Wait(Wait::UnderVerification) => 2,
        Status::NotStarted => 1,
        Status::Done | Status::Warn | Status::Bad | Status::Wait(_) => 0,
    };
    (rank(judged.status), open)
}

/// Which of several targets of one indicator in one territory gives the word.
fn word_of<'a, 'j>(judged: &'j [(&'a Target, Judged)], day: Date) -> Option<(&'a Target, &'j Judged)> {
    let end = |t: &Target| t.term.end();
    let given_up = |t: &Target| t.dropped.as_ref().is_some_and(|act| act.on <= day);
    let of_those = |keep: &dyn Fn(&Target) -> bool| {
        let mut best: Option<&(&Target, Judged)> = None;
        for next in judged.iter().filter(|(target, _)| keep(target)) {
            let weight = |(target, word): &(&Target, Judged)| (severity(word), end(target));
            if best.is_none_or(|kept| weight(next) > weight(kept)) {
                best = Some(next);
            }
        }
        best.map(|(target, word)| (*target, word))
    };
    let last = judged.iter().filter(|(t, _)| !given_up(t)).filter_map(|(t, _)| end(t)).max();
    of_those(&|t| !given_up(t) && end(t).is_some_and(|end| day <= end))
        .or_else(|| of_those(&|t| !given_up(t) && end(t) == last))
        .or_else(|| of_those(&|_| true))
}
