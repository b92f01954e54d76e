//! What is said of each thing, in the order of the plan: plans, goals with their indicators and tasks, targets,
//! territories, bodies.

use super::Shown;
use luoshi_plan::method::Outcome;
use luoshi_plan::{
    Due, Goal, GoalId, Indicator, IndicatorId, Judged, Note, Part, Parts, Sentence, Subject, Summed, Target, Task,
    Term, Value, Wanted,
};
use std::collections::{BTreeMap, BTreeSet};

/// A thing and where it stands.
pub(super) struct Row<'a> {
    pub(super) of: Subject,
    /// Its title or name.
    pub(super) name: &'a str,
    pub(super) plan: Option<i64>,
    /// The goal it belongs to; of a goal the one above it.
    pub(super) goal: Option<GoalId>,
    /// How deep a goal lies.
    pub(super) depth: usize,
    pub(super) territory: Option<&'a str>,
    pub(super) unit: &'a str,
    /// The target that gave the word.
    pub(super) target: Option<&'a Target>,
    /// Who answers for it.
    pub(super) leads: Vec<&'a str>,
    pub(super) due: Option<String>,
    pub(super) word: Word<'a>,
    pub(super) said: Option<&'a Outcome>,
}

/// What gave the word.
pub(super) enum Word<'a> {
    /// A rule.
    Judged(&'a Judged),
    /// The parts.
    Summed(&'a Summed),
}

impl<'a> Row<'a> {
    pub(super) fn status(&self) -> luoshi_plan::Status {
        match self.word {
            Word::Judged(judged) => judged.status,
            Word::Summed(summed) => summed.rollup.status,
        }
    }

    pub(super) fn sentence(&self) -> Sentence {
        match self.word {
            Word::Judged(judged) => judged.sentence(self.unit),
            Word::Summed(summed) => summed.rollup.sentence(),
        }
    }

    pub(super) fn notes(&self) -> &'a [Note] {
        match self.word {
            Word::Judged(judged) => &judged.notes,
            Word::Summed(_) => &[],
        }
    }

    fn new(of: Subject, name: &'a str, word: Word<'a>) -> Self {
        Self {
            of,
            name,
            plan: None,
            goal: None,
            depth: 0,
            territory: None,
            unit: "",
            target: None,
            leads: Vec::new(),
            due: None,
            word,
            said: None,
        }
    }

    /// Everything there is.
    pub(super) fn all(shown: &Shown<'a>, said: &'a BTreeMap<IndicatorId, Outcome>) -> Vec<Self> {
        let (whole, judged) = (shown.whole, shown.judged);
        let walk = Walk { shown, said, parts: whole.parts() };
        let mut rows = Vec::new();
        let mut done = BTreeSet::new();
        for plan in &whole.plans {
            if let Some(summed) = judged.plans.get(&plan.id) {
                let row = Self::new(Subject::Plan(plan.id), &plan.title, Word::Summed(summed));
                rows.push(Self { plan: Some(plan.id.get()), ..row });
            }
            for goal in walk.parts.top_goals.get(&plan.id).into_iter().flatten() {
                walk.goal(goal, 0, &mut done, &mut rows);
            }
            // What hangs in a circle is still shown.
            for goal in whole.goals.iter().filter(|g| g.plan == plan.id) {
                walk.goal(goal, 0, &mut done, &mut rows);
            }
            for indicator in walk.parts.loose.get(&plan.id).into_iter().flatten() {
                rows.extend(walk.indicator(indicator));
            }
        }
        for target in &whole.targets {
            let found = judged.targets.get(&target.id).zip(whole.indicator(target.indicator));
            if let Some((word, indicator)) = found {
                rows.push(Self {
                    plan: Some(indicator.plan.get()),
                    goal: indicator.goal,
                    territory: whole.territory(target.territory).map(|t| t.name.as_str()),
                    unit: &indicator.unit,
                    due: target.term.end().map(|day| day.to_string()),
                    target: Some(target),
                    ..Self::new(Subject::Target(target.id), &indicator.name, Word::Judged(word))
                });
            }
        }
        for territory in &whole.territories {
            if let Some(summed) = judged.territories.get(&territory.id) {
                rows.push(Self::new(Subject::Territory(territory.id), &territory.name, Word::Summed(summed)));
            }
        }
        for body in &whole.bodies {
            if let Some(summed) = judged.bodies.get(&body.id) {
                rows.push(Self::new(Subject::Body(body.id), &body.name, Word::Summed(summed)));
            }
        }
        rows
    }
}

struct Walk<'s, 'a> {
    shown: &'s Shown<'a>,
    said: &'a BTreeMap<IndicatorId, Outcome>,
    parts: Parts<'a>,
}

impl<'a> Walk<'_, 'a> {
    fn goal(&self, goal: &'a Goal, depth: usize, done: &mut BTreeSet<GoalId>, rows: &mut Vec<Row<'a>>) {
        // Goals nest as deep as plans do; deeper than this is a mistake that must not end the program.
        if depth > 100 || !done.insert(goal.id) {
            return;
        }
        if let Some(summed) = self.shown.judged.goals.get(&goal.id) {
            rows.push(Row {
                plan: Some(goal.plan.get()),
                goal: goal.parent,
                depth,
                ..Row::new(Subject::Goal(goal.id), &goal.title, Word::Summed(summed))
            });
        }
        for indicator in self.parts.indicators.get(&goal.id).into_iter().flatten() {
            rows.extend(self.indicator(indicator));
        }
        for task in self.parts.tasks.get(&goal.id).into_iter().flatten() {
            rows.extend(self.task(task, goal));
        }
        for below in self.parts.goals.get(&goal.id).into_iter().flatten() {
            self.goal(below, depth + 1, done, rows);
        }
    }

    fn indicator(&self, indicator: &'a Indicator) -> Option<Row<'a>> {
        let whole = self.shown.whole;
        let of = self.shown.judged.indicators.get(&indicator.id)?;
        let target = of.target.and_then(|id| whole.target(id));
        Some(Row {
            plan: Some(indicator.plan.get()),
            goal: indicator.goal,
            territory: of.territory.and_then(|id| whole.territory(id)).map(|t| t.name.as_str()),
            unit: &indicator.unit,
            target,
            due: target.and_then(|t| t.term.end()).map(|day| day.to_string()),
            said: self.said.get(&indicator.id),
            ..Row::new(Subject::Indicator(indicator.id), &indicator.name, Word::Judged(&of.judged))
        })
    }

    fn task(&self, task: &'a Task, goal: &Goal) -> Option<Row<'a>> {
        let assigned = self.parts.assignments.get(&task.id).into_iter().flatten();
        let answers = assigned.filter(|a| {
            matches!(a.part, Part::Lead | Part::Each) && !matches!(a.reply, luoshi_plan::Reply::Returned(..))
        });
        let leads = answers.filter_map(|a| self.shown.whole.body(a.body)).map(|b| b.name.as_str()).collect();
        Some(Row {
            plan: Some(goal.plan.get()),
            goal: Some(task.goal),
            leads,
            due: match task.due {
                Due::On(day) => Some(day.to_string()),
                Due::Never | Due::Unstated => None,
            },
            ..Row::new(Subject::Task(task.id), &task.title, Word::Judged(self.shown.judged.tasks.get(&task.id)?))
        })
    }
}

/// What a note says beside its key: `12`, `1.5`, `target/3`; nothing where the key says it all.
pub(super) fn detail(note: &Note) -> Option<String> {
    let years = |all: &[i16]| all.iter().map(i16::to_string).collect::<Vec<_>>().join(" ");
    match note {
        Note::Changed(target) => Some(Subject::Target(*target).to_string()),
        Note::ExceededBy(by) => Some(number(*by)),
        Note::LateBy(days) | Note::DueIn(days) | Note::StartLate(days) => Some(days.to_string()),
        Note::MetEarly(day) => Some(day.to_string()),
        Note::BaselineAssumed(period) => Some(period.to_string()),
        Note::MissedYears(all) | Note::MissingYears(all) => Some(years(all)),
        Note::Dropped
        | Note::Lost
        | Note::WrongWay
        | Note::Provisional
        | Note::Unverified
        | Note::WithinTolerance
        | Note::Contradiction => None,
    }
}

pub(super) fn number(exact: luoshi_plan::Exact) -> String {
    luoshi_plan::Number::from(exact).decimal().map_or_else(|| exact.to_string(), |d| d.to_string())
}

/// What is wanted: a word, its value and, for a range, the upper one.
pub(super) fn wanted(wanted: &Wanted) -> (&'static str, Option<Value>, Option<Value>) {
    match wanted {
        Wanted::Reach(v) => ("reach", Some(*v), None),
        Wanted::Floor(v) => ("floor", Some(*v), None),
        Wanted::Ceiling(v) => ("ceiling", Some(*v), None),
        Wanted::Range { low, high } => ("range", Some(*low), Some(*high)),
        Wanted::Keep(v) => ("keep", Some(*v), None),
        Wanted::Sum(v) => ("sum", Some(*v), None),
        Wanted::Mean(v) => ("mean", Some(*v), None),
        Wanted::Cumulative(v) => ("cumulative", Some(*v), None),
        Wanted::Growth(v) => ("growth", Some(*v), None),
        Wanted::Unmeasurable(_) => ("unmeasurable", None, None),
    }
}

/// By when or for which years: a word, and days or years.
pub(super) fn term(term: Term) -> (&'static str, String) {
    match term {
        Term::By(day) => ("by", day.to_string()),
        Term::EachYear { from, to } => ("each_year", format!("{from}/{to}")),
        Term::Over(period) => ("over", period.to_string()),
    }
}
