//! What was decided about proposals, and the changes that followed, recorded in one act.

use super::words::Word as _;
use super::{At, Recorded};
use crate::act::{Act, Field, Put};
use crate::db::{Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{
    Approval, AssignmentId, BodyId, Changes, CitationId, Decision, GoalId, IndicatorId, ObservationId, PlanId,
    PrincipleId, SourceId, Subject, TargetId, TaskId, TerritoryId, Verdict,
};
use std::collections::BTreeMap;

statements! {
    OF_SOURCE = Sql::new(
        "SELECT proposal, part, verdict, kind, subject, said FROM decision \
         WHERE source = $1 AND since < $2 AND until >= $2 ORDER BY proposal, part",
    );
}

impl Recorded for Decision {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        act.put(
            &tables::DECISION,
            &[
                Field::Int(self.source.get()),
                Field::Word(&self.proposal),
                Field::Int(self.part.into()),
                Field::Word(self.verdict.word()),
                Field::word(self.became.map(Subject::kind)),
                self.became.map(Subject::number).into(),
                Field::Word(&self.said),
            ],
        )
    }
}

/// What was decided about the proposals of a document.
pub fn decisions(reader: &mut Reader<'_>, source: SourceId, at: At) -> Result<Vec<Decision>, StoreError> {
    let mut all = Vec::new();
    reader.each(OF_SOURCE, &[Value::Int(source.get()), at.value()], |row| {
        let part = row.int(1)?;
        let became = row
            .maybe_text(3)?
            .zip(row.maybe_int(4)?)
            .map(|(kind, id)| Subject::of(kind, id).ok_or_else(|| StoreError::Odd(format!("decision.kind: {kind:?}"))));
        all.push(Decision {
            source,
            proposal: row.text(0)?.to_owned(),
            part: u32::try_from(part).map_err(|_| StoreError::Odd(format!("decision.part: {part}")))?,
            verdict: Verdict::read(row, 2)?,
            became: became.transpose()?,
            said: row.text(5)?.to_owned(),
        });
        Ok(())
    })?;
    Ok(all)
}

/// The numbers that the record gives to new things.
struct Numbers(BTreeMap<i64, i64>);

impl Numbers {
    fn of(&mut self, act: &mut Act<'_>, id: i64) -> i64 {
        if id < 0 { *self.0.entry(id).or_insert_with(|| act.new_id()) } else { id }
    }

    fn subject(&mut self, act: &mut Act<'_>, subject: Subject) -> Subject {
        let id = self.of(act, subject.number());
        Subject::of(subject.kind(), id).unwrap_or(subject)
    }

    fn approval(&mut self, act: &mut Act<'_>, approval: &Approval) -> Approval {
        Approval { body: BodyId::new(self.of(act, approval.body.get())), ..approval.clone() }
    }
}

impl Act<'_> {
    /// Records changes, all of them in this act. New things get numbers of the record; which one each got.
    pub fn changes(&mut self, changes: &Changes) -> Result<BTreeMap<i64, i64>, StoreError> {
        let mut n = Numbers(BTreeMap::new());
        for thing in &changes.territories {
            let mut thing = thing.clone();
            thing.id = TerritoryId::new(n.of(self, thing.id.get()));
            thing.parent = thing.parent.map(|id| TerritoryId::new(n.of(self, id.get())));
            thing.followed_by = thing.followed_by.map(|id| TerritoryId::new(n.of(self, id.get())));
            thing.record(self)?;
        }
        for thing in &changes.bodies {
            let mut thing = thing.clone();
            thing.id = BodyId::new(n.of(self, thing.id.get()));
            thing.parent = thing.parent.map(|id| BodyId::new(n.of(self, id.get())));
            thing.territory = thing.territory.map(|id| TerritoryId::new(n.of(self, id.get())));
            thing.followed_by = thing.followed_by.map(|id| BodyId::new(n.of(self, id.get())));
            thing.record(self)?;
        }
        for thing in &changes.plans {
            let mut thing = thing.clone();
            thing.id = PlanId::new(n.of(self, thing.id.get()));
            thing.record(self)?;
        }
        for thing in &changes.goals {
            let mut thing = thing.clone();
            thing.id = GoalId::new(n.of(self, thing.id.get()));
            thing.plan = PlanId::new(n.of(self, thing.plan.get()));
            thing.parent = thing.parent.map(|id| GoalId::new(n.of(self, id.get())));
            thing.record(self)?;
        }
        for thing in &changes.principles {
            let mut thing = thing.clone();
            thing.id = PrincipleId::new(n.of(self, thing.id.get()));
            thing.plan = PlanId::new(n.of(self, thing.plan.get()));
            thing.record(self)?;
        }
        for thing in &changes.indicators {
            let mut thing = thing.clone();
            thing.id = IndicatorId::new(n.of(self, thing.id.get()));
            thing.plan = PlanId::new(n.of(self, thing.plan.get()));
            thing.goal = thing.goal.map(|id| GoalId::new(n.of(self, id.get())));
            if let luoshi_plan::Adds::Weighted(by) = thing.adds {
                thing.adds = luoshi_plan::Adds::Weighted(IndicatorId::new(n.of(self, by.get())));
            }
            thing.record(self)?;
        }
        for thing in &changes.targets {
            let mut thing = thing.clone();
            thing.id = TargetId::new(n.of(self, thing.id.get()));
            thing.indicator = IndicatorId::new(n.of(self, thing.indicator.get()));
            thing.territory = TerritoryId::new(n.of(self, thing.territory.get()));
            thing.replaces = thing.replaces.map(|id| TargetId::new(n.of(self, id.get())));
            thing.approval = thing.approval.map(|a| n.approval(self, &a));
            thing.dropped = thing.dropped.map(|a| n.approval(self, &a));
            for milestone in &mut thing.milestones {
                milestone.id = luoshi_plan::MilestoneId::new(n.of(self, milestone.id.get()));
            }
            thing.record(self)?;
        }
        for thing in &changes.observations {
            let mut thing = thing.clone();
            thing.id = ObservationId::new(n.of(self, thing.id.get()));
            thing.indicator = IndicatorId::new(n.of(self, thing.indicator.get()));
            thing.territory = TerritoryId::new(n.of(self, thing.territory.get()));
            thing.record(self)?;
        }
        for thing in &changes.tasks {
            let mut thing = thing.clone();
            thing.id = TaskId::new(n.of(self, thing.id.get()));
            thing.goal = GoalId::new(n.of(self, thing.goal.get()));
            thing.dropped = thing.dropped.map(|a| n.approval(self, &a));
            for step in &mut thing.steps {
                step.id = luoshi_plan::MilestoneId::new(n.of(self, step.id.get()));
            }
            thing.record(self)?;
        }
        for thing in &changes.assignments {
            let mut thing = thing.clone();
            thing.id = AssignmentId::new(n.of(self, thing.id.get()));
            thing.task = TaskId::new(n.of(self, thing.task.get()));
            thing.body = BodyId::new(n.of(self, thing.body.get()));
            thing.record(self)?;
        }
        for thing in &changes.citations {
            let mut thing = thing.clone();
            thing.id = CitationId::new(n.of(self, thing.id.get()));
            thing.of = n.subject(self, thing.of);
            thing.record(self)?;
        }
        for thing in &changes.decisions {
            let mut thing = thing.clone();
            thing.became = thing.became.map(|s| n.subject(self, s));
            thing.record(self)?;
        }
        Ok(n.0)
    }
}
