//! Decisions into changes: each thing is made once, after what it rests on.

use super::Decided;
use super::rows::{All, Asked};
use crate::column::{Column, into_text};
use crate::fault::{Fault, Why};
use crate::known::{Known, in_unit, is};
use crate::material::Document;
use crate::place::{named, stem};
use crate::proposal::{Draft, Into, Kind, Place, Proposal, Ref};
use crate::propose::Proposals;
use crate::sheet::Sheet;
use crate::text::bare;
use crate::unit::convert;
use luoshi_plan::{
    Adds, Approval, Assignment, AssignmentId, Body, BodyId, Citation, CitationId, Date, Decision, Frequency, Goal,
    GoalId, Indicator, IndicatorId, Measure, Observation, ObservationId, Part, Passage, Plan, PlanId, Principle,
    PrincipleId, Reply, Shape, Subject, Target, TargetId, Task, TaskId, Territory, TerritoryId, Valid, Verdict, Whole,
};
use std::collections::{BTreeMap, BTreeSet};

struct Maker<'a> {
    sheet: &'a Sheet,
    document: &'a Document<'a>,
    whole: &'a Whole,
    known: Known<'a>,
    by_id: BTreeMap<&'a str, &'a Proposal>,
    earlier: &'a [Decision],
    asked: All,
    home: Option<Place>,
    out: Decided,
    next: i64,
    /// What each proposal became: its first part.
    made: BTreeMap<String, Subject>,
    /// On the way, to find circles.
    open: BTreeSet<String>,
    faults: Vec<Fault>,
    plan: Option<PlanId>,
    /// Keys of values and targets of this file, with their rows.
    values: BTreeMap<String, usize>,
}

/// Where something went wrong, and why.
type Wrong = (Column, Why);

pub(super) fn make(
    sheet: &Sheet,
    document: &Document<'_>,
    whole: &Whole,
    proposals: &Proposals,
    earlier: &[Decision],
    asked: All,
) -> Result<Decided, Vec<Fault>> {
    let choice = super::choice(sheet.origin.plan.as_deref(), earlier);
    let known = Known::new(whole, proposals.home.as_ref(), choice);
    let out = Decided { before: asked.before, undecided_edits: asked.undecided_edits.clone(), ..Decided::default() };
    let mut maker = Maker {
        sheet,
        document,
        whole,
        plan: known.plan,
        known,
        by_id: proposals.list.iter().map(|p| (p.id.as_str(), p)).collect(),
        earlier,
        asked,
        home: proposals.home.clone(),
        out,
        next: -1,
        made: BTreeMap::new(),
        open: BTreeSet::new(),
        faults: Vec::new(),
        values: BTreeMap::new(),
    };
    // In the order in which they are proposed: what others rest on comes first.
    for proposal in &proposals.list {
        let Some(rows) = maker.asked.of.get(&proposal.id) else { continue };
        if rows.iter().any(|a| a.verdict.is_some()) {
            // A fault stands with its own row.
            let _ = maker.take(&proposal.id, false);
        } else if !maker.made.contains_key(&proposal.id) {
            maker.out.waiting += 1;
        }
    }
    // What waited when it was counted may have been taken along later.
    maker.out.waiting = maker
        .asked
        .of
        .iter()
        .filter(|(id, rows)| rows.iter().all(|a| a.verdict.is_none()) && !maker.made.contains_key(*id))
        .count();
    maker.out.undecided_edits.retain(|number| {
        let row = maker.sheet.rows.iter().find(|r| r.number == *number);
        row.and_then(|r| maker.sheet.cell(r, Column::Id)).is_none_or(|id| !maker.made.contains_key(id))
    });
    if maker.faults.is_empty() { Ok(maker.out) } else { Err(maker.faults) }
}

impl Maker<'_> {
    fn new_id(&mut self) -> i64 {
        self.next -= 1;
        self.next + 1
    }

    fn wrong(&mut self, asked: &Asked, column: Column, why: Why) {
        if let Some(row) = self.sheet.rows.get(asked.row) {
            self.faults.push(self.sheet.fault(row, column, why));
        }
    }

    /// What a proposal became; it is made now if it was not. `along`: because something rests on it.
    fn take(&mut self, id: &str, along: bool) -> Option<Subject> {
        if let Some(subject) = self.made.get(id) {
            return Some(*subject);
        }
        if let Some(decision) = self.earlier.iter().find(|d| d.proposal == id) {
            return decision.became;
        }
        let proposal = *self.by_id.get(id)?;
        let rows = self.asked.of.get(id)?.clone();
        if !self.open.insert(id.to_owned()) {
            if let Some(first) = rows.first() {
                self.wrong(first, Column::Of, Why::Circle);
            }
            return None;
        }
        let mut first = None;
        for asked in &rows {
            let verdict = match asked.verdict {
                Some(verdict) => verdict,
                None if along => {
                    self.out.along += 1;
                    if asked.edited { Verdict::Correct } else { Verdict::Accept }
                }
                None => continue,
            };
            let made = if verdict == Verdict::Ignore { Ok(None) } else { self.one(proposal, asked, verdict).map(Some) };
            match made {
                Ok(became) => {
                    *self.out.counts.entry((asked.draft.kind(), verdict)).or_insert(0) += 1;
                    self.out.changes.decisions.push(Decision {
                        source: self.document.source,
                        proposal: id.to_owned(),
                        part: asked.part,
                        verdict,
                        became,
                        said: asked.said.clone(),
                    });
                    if let Some(became) = became {
                        first = first.or(Some(became));
                        self.cite(became, &proposal.spans);
                        for also in &proposal.also {
                            self.cite(became, also);
                        }
                    }
                }
                Err((column, why)) => self.wrong(asked, column, why),
            }
        }
        self.open.remove(id);
        if let Some(first) = first {
            self.made.insert(id.to_owned(), first);
        }
        first
    }

    /// Makes one thing, or finds what it goes into.
    fn one(&mut self, proposal: &Proposal, asked: &Asked, verdict: Verdict) -> Result<Subject, Wrong> {
        let into = match (&asked.into, &asked.draft) {
            (Some(into), _) => into.clone(),
            // What was mended may be the same as something else now.
            (None, Draft::Target { .. } | Draft::Observation { .. }) => self.found(asked)?,
            (None, _) => proposal.into.clone(),
        };
        if verdict == Verdict::Merge && into == Into::New {
            return Err((Column::Into, Why::IntoWhat));
        }
        let kind = asked.draft.kind();
        let wrong = |into: &Into| (Column::Into, Why::WrongRef(into_text(into)));
        let same = match &into {
            Into::New => return self.new_thing(asked, None),
            Into::Replaces(subject) => {
                self.there(*subject).filter(|_| subject.kind() == kind.word()).ok_or_else(|| wrong(&into))?;
                return self.new_thing(asked, Some(*subject));
            }
            Into::Same(subject) => self.there(*subject).ok_or_else(|| wrong(&into))?,
            Into::Proposed(id) => self.take(&id.clone(), true).ok_or_else(|| wrong(&into))?,
        };
        if same.kind() != kind.word() {
            return Err(wrong(&into));
        }
        self.merge(asked, same)?;
        Ok(same)
    }

    /// What a target or a value, as the row has it, is the same as.
    fn found(&mut self, asked: &Asked) -> Result<Into, Wrong> {
        let Some(Subject::Indicator(indicator)) = self.rests(&asked.draft)? else { return Ok(Into::New) };
        let place = territory_of(&asked.draft);
        let territory = self.known.territory(place, self.home.as_ref());
        let found = match &asked.draft {
            Draft::Target { unit, wanted, term, .. } => self.known.target(indicator, territory, wanted, *term, unit),
            Draft::Observation { unit, value, period, .. } => {
                self.known.observation(indicator, territory, *value, *period, unit)
            }
            Draft::Plan { .. }
            | Draft::Goal { .. }
            | Draft::Principle { .. }
            | Draft::Indicator { .. }
            | Draft::Task { .. } => None,
        };
        Ok(found.map_or(Into::New, |f| f.into))
    }

    /// What a draft rests on, made if need be.
    fn rests(&mut self, draft: &Draft) -> Result<Option<Subject>, Wrong> {
        let Some(reference) = draft.rests_on() else { return Ok(None) };
        let wanted = match draft.kind() {
            Kind::Target | Kind::Observation => Kind::Indicator,
            Kind::Plan | Kind::Goal | Kind::Principle | Kind::Indicator | Kind::Task => Kind::Goal,
        };
        let subject = match reference {
            Ref::There(subject) => self.there(*subject),
            Ref::Proposed(id) => {
                let id = id.clone();
                let rows = self.asked.of.get(&id);
                let ignored = rows.is_some_and(|r| r.iter().all(|a| a.verdict == Some(Verdict::Ignore)))
                    || self.earlier.iter().any(|d| d.proposal == id && d.verdict == Verdict::Ignore);
                if ignored {
                    return Err((Column::Of, Why::RestsOnIgnored(id)));
                }
                self.take(&id, true)
            }
        };
        let shown = match reference {
            Ref::There(subject) => subject.to_string(),
            Ref::Proposed(id) => id.clone(),
        };
        let fits = subject.filter(|s| s.kind() == wanted.word());
        fits.map(Some).ok_or((Column::Of, Why::WrongRef(shown)))
    }

    /// A thing of the plan, if it is there or was made in this file.
    fn there(&self, subject: Subject) -> Option<Subject> {
        let w = self.whole;
        let there = match subject {
            Subject::Plan(id) => w.plan(id).is_some(),
            Subject::Goal(id) => w.goal(id).is_some(),
            Subject::Principle(id) => w.principle(id).is_some(),
            Subject::Indicator(id) => w.indicator(id).is_some(),
            Subject::Target(id) => w.target(id).is_some(),
            Subject::Observation(id) => w.observations.iter().any(|o| o.id == id),
            Subject::Task(id) => w.task(id).is_some(),
            Subject::Milestone(_)
            | Subject::Step(_)
            | Subject::Assignment(_)
            | Subject::Territory(_)
            | Subject::Body(_) => false,
        };
        there.then_some(subject)
    }

    fn new_thing(&mut self, asked: &Asked, replaces: Option<Subject>) -> Result<Subject, Wrong> {
        match &asked.draft {
            Draft::Plan { title, period, territory } => {
                let (title, period, place) = (title.clone(), *period, territory.clone());
                if let Some(place) = place {
                    let _ = self.territory(Some(&place))?;
                }
                let (id, source) = match replaces {
                    Some(Subject::Plan(id)) => (id, self.whole.plan(id).and_then(|p| p.source)),
                    Some(_) | None => (PlanId::new(self.new_id()), Some(self.document.source)),
                };
                self.plan = Some(id);
                self.out.changes.plans.push(Plan { id, title, period, source });
                Ok(Subject::Plan(id))
            }
            Draft::Goal { title, .. } => {
                let plan = self.plan()?;
                let parent = match self.rests(&asked.draft)? {
                    Some(Subject::Goal(id)) => Some(id),
                    Some(_) | None => None,
                };
                let id = GoalId::new(self.new_id());
                self.out.changes.goals.push(Goal { id, plan, parent, title: title.clone() });
                Ok(Subject::Goal(id))
            }
            Draft::Principle { text } => {
                let plan = self.plan()?;
                let id = PrincipleId::new(self.new_id());
                self.out.changes.principles.push(Principle { id, plan, text: text.clone() });
                Ok(Subject::Principle(id))
            }
            Draft::Indicator { name, unit, measure, direction, nature, .. } => {
                let plan = self.plan()?;
                let goal = match self.rests(&asked.draft)? {
                    Some(Subject::Goal(id)) => Some(id),
                    Some(_) | None => None,
                };
                let id = IndicatorId::new(self.new_id());
                self.out.changes.indicators.push(Indicator {
                    id,
                    plan,
                    goal,
                    name: name.clone(),
                    unit: unit.clone(),
                    direction: *direction,
                    measure: *measure,
                    nature: *nature,
                    frequency: Frequency::Yearly,
                    definition: None,
                    source: None,
                    adds: Adds::Neither,
                });
                Ok(Subject::Indicator(id))
            }
            Draft::Target { .. } => self.target(asked, replaces),
            Draft::Observation { .. } => self.observation(asked, replaces),
            Draft::Task { title, due, .. } => {
                let Some(Subject::Goal(goal)) = self.rests(&asked.draft)? else {
                    return Err((Column::Of, Why::NoGoal));
                };
                let id = TaskId::new(self.new_id());
                self.out.changes.tasks.push(Task {
                    id,
                    goal,
                    title: title.clone(),
                    start: None,
                    due: *due,
                    steps: Vec::new(),
                    begun: None,
                    reported: None,
                    verified: None,
                    dropped: None,
                });
                self.assign(id, &asked.draft);
                Ok(Subject::Task(id))
            }
        }
    }

    /// Puts what a row adds to something that is there.
    fn merge(&mut self, asked: &Asked, same: Subject) -> Result<(), Wrong> {
        let lost = || (Column::Into, Why::Lost(same.to_string()));
        match (&asked.draft, same) {
            (Draft::Task { .. }, Subject::Task(id)) => {
                self.assign(id, &asked.draft);
                Ok(())
            }
            (Draft::Target { unit, wanted, .. }, Subject::Target(id)) => {
                let there = self.whole.target(id).and_then(|t| Some((t, self.whole.indicator(t.indicator)?)));
                let Some((target, indicator)) = there else { return Ok(()) };
                let ours = in_unit(wanted, unit, &indicator.unit).and_then(|w| w.value());
                let was = target.wanted.value();
                match (ours, was) {
                    (Some(ours), Some(was)) if ours != was => Err((Column::Into, Why::Differs(was.to_string()))),
                    (_, _) => Ok(()),
                }
            }
            (Draft::Observation { unit, value, .. }, Subject::Observation(id)) => {
                let there = self.whole.observations.iter().find(|o| o.id == id);
                let Some((seen, unit_there)) =
                    there.and_then(|o| Some((o, self.whole.indicator(o.indicator)?.unit.clone())))
                else {
                    return Ok(());
                };
                let ours = convert(*value, unit, &unit_there);
                match (ours, seen.value) {
                    (Some(ours), Some(was)) if ours != was && !crate::unit::rounds(ours, was) => {
                        Err((Column::Into, Why::Differs(was.to_string())))
                    }
                    (_, _) => Ok(()),
                }
            }
            (_, _) if asked.edited && asked.into.is_none() => Err(lost()),
            (_, _) => Ok(()),
        }
    }

    /// The plan that things go into; where there is none, the one that the document proposes is taken along.
    fn plan(&mut self) -> Result<PlanId, Wrong> {
        if let Some(plan) = self.plan {
            return Ok(plan);
        }
        let proposed = self.by_id.values().find(|p| p.draft.kind() == Kind::Plan).map(|p| p.id.clone());
        if let Some(id) = proposed {
            self.take(&id, true);
        }
        self.plan.ok_or((Column::Decision, Why::NoPlan))
    }

    /// The unit of an indicator, and what kind of number it has.
    fn indicator(&self, id: IndicatorId) -> Option<(String, Measure)> {
        let new = self.out.changes.indicators.iter().find(|i| i.id == id);
        new.or_else(|| self.whole.indicator(id)).map(|i| (i.unit.clone(), i.measure))
    }

    fn target(&mut self, asked: &Asked, replaces: Option<Subject>) -> Result<Subject, Wrong> {
        let Draft::Target { unit, wanted, term, base, tolerance, territory, .. } = &asked.draft else {
            return Err((Column::Kind, Why::NoKind(String::new())));
        };
        let Some(Subject::Indicator(indicator)) = self.rests(&asked.draft)? else {
            return Err((Column::Of, Why::Empty));
        };
        let (into_unit, _) = self.indicator(indicator).ok_or((Column::Of, Why::Empty))?;
        let turned = in_unit(wanted, unit, &into_unit)
            .ok_or_else(|| (Column::Unit, Why::Units(unit.clone(), into_unit.clone())))?;
        let turn = |v| convert(v, unit, &into_unit);
        let base = base.and_then(|b| Some(luoshi_plan::Baseline { period: b.period, value: turn(b.value)? }));
        let tolerance = tolerance.and_then(turn);
        let territory = self.territory(territory.as_ref())?;
        self.once(asked, format!("target {indicator} {territory} {term:?}"))?;
        let approval = match replaces {
            Some(_) => Some(self.approval()?),
            None => None,
        };
        let id = TargetId::new(self.new_id());
        self.out.changes.targets.push(Target {
            id,
            indicator,
            territory,
            wanted: turned,
            term: *term,
            baseline: base,
            shape: Shape::Linear,
            milestones: Vec::new(),
            tolerance,
            approval,
            replaces: match replaces {
                Some(Subject::Target(old)) => Some(old),
                Some(_) | None => None,
            },
            dropped: None,
        });
        Ok(Subject::Target(id))
    }

    fn observation(&mut self, asked: &Asked, replaces: Option<Subject>) -> Result<Subject, Wrong> {
        let Draft::Observation { unit, value, period, finality, standing, published, territory, .. } = &asked.draft
        else {
            return Err((Column::Kind, Why::NoKind(String::new())));
        };
        let Some(Subject::Indicator(indicator)) = self.rests(&asked.draft)? else {
            return Err((Column::Of, Why::Empty));
        };
        let (into_unit, _) = self.indicator(indicator).ok_or((Column::Of, Why::Empty))?;
        let value = convert(*value, unit, &into_unit)
            .ok_or_else(|| (Column::Unit, Why::Units(unit.clone(), into_unit.clone())))?;
        let territory = self.territory(territory.as_ref())?;
        self.once(asked, format!("value {indicator} {territory} {period}"))?;
        let stands = self.whole.series(indicator, territory).iter().filter(|o| o.period == *period);
        let revision = stands.map(|o| o.revision + 1).max().unwrap_or(0);
        if revision > 0 && replaces.is_none() {
            let there = self.whole.series(indicator, territory).iter().rev().find(|o| o.period == *period);
            let was = there.map_or_else(String::new, |o| Subject::Observation(o.id).to_string());
            return Err((Column::Into, Why::Differs(was)));
        }
        let id = ObservationId::new(self.new_id());
        self.out.changes.observations.push(Observation {
            id,
            indicator,
            territory,
            period: *period,
            value: Some(value),
            finality: *finality,
            standing: *standing,
            revision,
            published: *published,
            source: Some(self.document.source),
        });
        Ok(Subject::Observation(id))
    }

    /// Two rows of a file that say how much for the same are one too many.
    fn once(&mut self, asked: &Asked, key: String) -> Result<(), Wrong> {
        let number = self.sheet.rows.get(asked.row).map_or(0, |r| r.number);
        match self.values.insert(key, number) {
            Some(other) => Err((Column::Value, Why::TwoValues(other.to_string()))),
            None => Ok(()),
        }
    }

    /// The territory of a place, made if it is new; of none, that of the document, else of the plan.
    fn territory(&mut self, place: Option<&Place>) -> Result<TerritoryId, Wrong> {
        if let Some(id) = self.known.territory(place, self.home.as_ref()) {
            return Ok(id);
        }
        let place = place.cloned().or_else(|| self.home.clone()).ok_or((Column::Territory, Why::NoTerritory))?;
        if let Some(new) = self.out.changes.territories.iter().find(|t| is(&place, t)) {
            return Ok(new.id);
        }
        let code = place.code.clone().or_else(|| named(&place.name).code);
        let parent = code.as_deref().and_then(|code| self.whole_of(code));
        let id = TerritoryId::new(self.new_id());
        self.out.changes.territories.push(Territory {
            id,
            parent,
            code,
            name: place.name,
            valid: Valid::default(),
            followed_by: None,
        });
        Ok(id)
    }

    /// The territory that one of a code is a part of.
    fn whole_of(&self, code: &str) -> Option<TerritoryId> {
        let all = self.whole.territories.iter().chain(&self.out.changes.territories);
        let holds = |other: &&Territory| {
            other
                .code
                .as_deref()
                .map(stem)
                .is_some_and(|s| !s.is_empty() && s.len() < stem(code).len() && code.starts_with(s))
        };
        all.filter(holds).max_by_key(|t| t.code.as_deref().map_or(0, |c| stem(c).len())).map(|t| t.id)
    }

    /// The body of a name, made if it is new.
    fn body(&mut self, name: &str) -> BodyId {
        let wanted = bare(name);
        let mut all = self.whole.bodies.iter().chain(&self.out.changes.bodies);
        if let Some(body) = all.find(|b| bare(&b.name) == wanted) {
            return body.id;
        }
        let territory = self.territory(None).ok();
        let id = BodyId::new(self.new_id());
        self.out.changes.bodies.push(Body {
            id,
            parent: None,
            name: name.to_owned(),
            territory,
            valid: Valid::default(),
            followed_by: None,
        });
        id
    }

    /// Who answers for a task, beside those that do already.
    fn assign(&mut self, task: TaskId, draft: &Draft) {
        let Draft::Task { lead, support, .. } = draft else { return };
        let part = if lead.len() == 1 { Part::Lead } else { Part::Each };
        let all = lead.iter().map(|name| (name, part)).chain(support.iter().map(|name| (name, Part::Support)));
        let given = self.known_on();
        for (name, part) in all {
            let body = self.body(name);
            let mut there = self.whole.assignments.iter().chain(&self.out.changes.assignments);
            if there.any(|a| a.task == task && a.body == body) {
                continue;
            }
            let id = AssignmentId::new(self.new_id());
            let reply = Reply::None;
            self.out.changes.assignments.push(Assignment { id, task, body, post: None, part, given, reply });
        }
    }

    /// Who changed a target: the government, by this document.
    fn approval(&mut self) -> Result<Approval, Wrong> {
        let reading = self.document.reading;
        let issuer = reading.facts.issuer.as_ref().map(|i| i.value.clone());
        let name = issuer.or_else(|| self.home.as_ref().map(|h| h.name.clone()));
        let body = self.body(&name.ok_or((Column::Territory, Why::NoTerritory))?);
        let title = reading.facts.title.as_ref().map_or(self.document.name, |t| t.value.as_str());
        Ok(Approval { body, document: title.to_owned(), source: Some(self.document.source), on: self.known_on() })
    }

    fn known_on(&self) -> Date {
        self.document.day.unwrap_or(self.document.came)
    }

    /// That a thing stands in a passage, unless that is known.
    fn cite(&mut self, of: Subject, spans: &[(u32, u32)]) {
        let passage = Passage { source: self.document.source, spans: spans.to_vec() };
        let mut all = self.whole.citations.iter().chain(&self.out.changes.citations);
        if all.any(|c| c.of == of && c.passage == passage) {
            return;
        }
        let id = CitationId::new(self.new_id());
        self.out.changes.citations.push(Citation { id, of, part: None, passage });
    }
}

/// The place that a row names.
fn territory_of(draft: &Draft) -> Option<&Place> {
    match draft {
        Draft::Plan { territory, .. } | Draft::Target { territory, .. } | Draft::Observation { territory, .. } => {
            territory.as_ref()
        }
        Draft::Goal { .. } | Draft::Principle { .. } | Draft::Indicator { .. } | Draft::Task { .. } => None,
    }
}
