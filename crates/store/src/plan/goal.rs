//! Plans, goals, principles.

use super::{At, Recorded, parsed, prose};
use crate::act::{Act, Field, Put};
use crate::db::{Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Goal, GoalId, Plan, PlanId, Principle, PrincipleId, SourceId};

statements! {
    PLANS = Sql::new(
        "SELECT p.id, t.content, p.period, p.source FROM plan p JOIN prose t ON t.id = p.title \
         WHERE p.since < $1 AND p.until >= $1 ORDER BY p.id",
    );
    GOALS = Sql::new(
        "SELECT g.id, g.plan, g.parent, t.content FROM goal g JOIN prose t ON t.id = g.title \
         WHERE g.plan = $1 AND g.since < $2 AND g.until >= $2 ORDER BY g.id",
    );
    ALL_GOALS = Sql::new(
        "SELECT g.id, g.plan, g.parent, t.content FROM goal g JOIN prose t ON t.id = g.title \
         WHERE g.since < $1 AND g.until >= $1 ORDER BY g.id",
    );
    ALL_PRINCIPLES = Sql::new(
        "SELECT p.id, p.plan, t.content FROM principle p JOIN prose t ON t.id = p.content \
         WHERE p.since < $1 AND p.until >= $1 ORDER BY p.id",
    );
    PRINCIPLES = Sql::new(
        "SELECT p.id, p.plan, t.content FROM principle p JOIN prose t ON t.id = p.content \
         WHERE p.plan = $1 AND p.since < $2 AND p.until >= $2 ORDER BY p.id",
    );
}

impl Recorded for Plan {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let period = self.period.to_string();
        let source = self.source.map(SourceId::get).into();
        let row = [Field::Int(self.id.get()), Field::Prose(&self.title), Field::Word(&period), source];
        act.put(&tables::PLAN, &row)
    }
}

impl Recorded for Goal {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let parent = self.parent.map(GoalId::get).into();
        let row = [Field::Int(self.id.get()), Field::Int(self.plan.get()), parent, Field::Prose(&self.title)];
        act.put(&tables::GOAL, &row)
    }
}

impl Recorded for Principle {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let row = [Field::Int(self.id.get()), Field::Int(self.plan.get()), Field::Prose(&self.text)];
        act.put(&tables::PRINCIPLE, &row)
    }
}

/// All plans.
pub fn plans(reader: &mut Reader<'_>, at: At) -> Result<Vec<Plan>, StoreError> {
    let mut all = Vec::new();
    reader.each(PLANS, &[at.value()], |row| {
        all.push(Plan {
            id: PlanId::new(row.int(0)?),
            title: prose(row, 1)?,
            period: parsed(row, 2)?,
            source: row.maybe_int(3)?.map(SourceId::new),
        });
        Ok(())
    })?;
    Ok(all)
}

/// The goals of a plan.
pub fn goals(reader: &mut Reader<'_>, plan: PlanId, at: At) -> Result<Vec<Goal>, StoreError> {
    read_goals(reader, GOALS, &[Value::Int(plan.get()), at.value()])
}

/// The goals of all plans.
pub(super) fn all_goals(reader: &mut Reader<'_>, at: At) -> Result<Vec<Goal>, StoreError> {
    read_goals(reader, ALL_GOALS, &[at.value()])
}

fn read_goals(reader: &mut Reader<'_>, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Goal>, StoreError> {
    let mut all = Vec::new();
    reader.each(sql, values, |row| {
        all.push(Goal {
            id: GoalId::new(row.int(0)?),
            plan: PlanId::new(row.int(1)?),
            parent: row.maybe_int(2)?.map(GoalId::new),
            title: prose(row, 3)?,
        });
        Ok(())
    })?;
    Ok(all)
}

/// The principles of a plan.
pub fn principles(reader: &mut Reader<'_>, plan: PlanId, at: At) -> Result<Vec<Principle>, StoreError> {
    read_principles(reader, PRINCIPLES, &[Value::Int(plan.get()), at.value()])
}

/// The principles of all plans.
pub(super) fn all_principles(reader: &mut Reader<'_>, at: At) -> Result<Vec<Principle>, StoreError> {
    read_principles(reader, ALL_PRINCIPLES, &[at.value()])
}

fn read_principles(reader: &mut Reader<'_>, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Principle>, StoreError> {
    let mut all = Vec::new();
    reader.each(sql, values, |row| {
        all.push(Principle { id: PrincipleId::new(row.int(0)?), plan: PlanId::new(row.int(1)?), text: prose(row, 2)? });
        Ok(())
    })?;
    Ok(all)
}
