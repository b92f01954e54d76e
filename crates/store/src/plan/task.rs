//! Tasks, the points on their way, and who answers for them.

use super::words::Word;
use super::{At, Recorded, approval, day, maybe_day, prose, text};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{
    Assignment, AssignmentId, BodyId, Due, GoalId, MilestoneId, Part, PlanId, PostId, Reply, SourceId, Step, Task,
    TaskId,
};

statements! {
    TASKS = Sql::new(
        "SELECT t.id, t.goal, n.content, t.start_day, t.due, t.begun, t.reported, t.verified, \
         t.dropped_by, t.dropped_in, d.content, t.dropped_source, t.dropped_day \
         FROM task t JOIN goal g ON g.id = t.goal AND g.since < $1 AND g.until >= $1 \
         JOIN prose n ON n.id = t.title LEFT JOIN prose d ON d.id = t.dropped_in \
         WHERE g.plan = $2 AND t.since < $1 AND t.until >= $1 ORDER BY t.id",
    );
    STEPS = Sql::new(
        "SELECT s.task, s.id, n.content, s.day, s.done FROM step s \
         JOIN task t ON t.id = s.task AND t.since < $1 AND t.until >= $1 \
         JOIN goal g ON g.id = t.goal AND g.since < $1 AND g.until >= $1 \
         JOIN prose n ON n.id = s.title \
         WHERE g.plan = $2 AND s.since < $1 AND s.until >= $1 ORDER BY s.task, s.id",
    );
    ASSIGNMENTS = Sql::new(
        "SELECT a.id, a.task, a.body, a.post, a.part, a.given, a.reply, a.replied, r.content FROM assignment a \
         JOIN task t ON t.id = a.task AND t.since < $1 AND t.until >= $1 \
         JOIN goal g ON g.id = t.goal AND g.since < $1 AND g.until >= $1 \
         LEFT JOIN prose r ON r.id = a.reason \
         WHERE g.plan = $2 AND a.since < $1 AND a.until >= $1 ORDER BY a.id",
    );
    ALL_TASKS = Sql::new(
        "SELECT t.id, t.goal, n.content, t.start_day, t.due, t.begun, t.reported, t.verified, \
         t.dropped_by, t.dropped_in, d.content, t.dropped_source, t.dropped_day \
         FROM task t JOIN prose n ON n.id = t.title LEFT JOIN prose d ON d.id = t.dropped_in \
         WHERE t.since < $1 AND t.until >= $1 ORDER BY t.id",
    );
    ALL_STEPS = Sql::new(
        "SELECT s.task, s.id, n.content, s.day, s.done FROM step s JOIN prose n ON n.id = s.title \
         WHERE s.since < $1 AND s.until >= $1 ORDER BY s.task, s.id",
    );
    ALL_ASSIGNMENTS = Sql::new(
        "SELECT a.id, a.task, a.body, a.post, a.part, a.given, a.reply, a.replied, r.content FROM assignment a \
         LEFT JOIN prose r ON r.id = a.reason WHERE a.since < $1 AND a.until >= $1 ORDER BY a.id",
    );
    OF_TASK = Sql::new("SELECT id FROM step WHERE task = $1 AND until = 9223372036854775807 ORDER BY id");
}

impl Recorded for Task {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let due = match self.due {
            Due::On(day) => day.to_string(),
            Due::Never => "never".to_owned(),
            Due::Unstated => "unstated".to_owned(),
        };
        let (start, begun) = (text(self.start), text(self.begun));
        let (reported, verified) = (text(self.reported), text(self.verified));
        let dropped = self.dropped.as_ref();
        let dropped_day = text(dropped.map(|d| d.on));
        let mut changed = act.put(
            &tables::TASK,
            &[
                Field::Int(self.id.get()),
                Field::Int(self.goal.get()),
                Field::Prose(&self.title),
                Field::word(start.as_deref()),
                Field::Word(&due),
                Field::word(begun.as_deref()),
                Field::word(reported.as_deref()),
                Field::word(verified.as_deref()),
                dropped.map(|d| d.body.get()).into(),
                Field::prose(dropped.map(|d| d.document.as_str())),
                dropped.and_then(|d| d.source).map(SourceId::get).into(),
                Field::word(dropped_day.as_deref()),
            ],
        )?;
        let mut gone = Vec::new();
        act.each(OF_TASK, &[Value::Int(self.id.get())], |row| {
            let id = row.int(0)?;
            if self.steps.iter().all(|s| s.id.get() != id) {
                gone.push(id);
            }
            Ok(())
        })?;
        for id in gone {
            act.end(&tables::STEP, &[Field::Int(id)])?;
            changed = changed.and(Put::Replaced);
        }
        for step in &self.steps {
            let (day, done) = (step.on.to_string(), text(step.done));
            let row = [
                Field::Int(step.id.get()),
                Field::Int(self.id.get()),
                Field::Prose(&step.title),
                Field::Word(&day),
                Field::word(done.as_deref()),
            ];
            changed = changed.and(act.put(&tables::STEP, &row)?);
        }
        Ok(changed)
    }
}

impl Recorded for Assignment {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let given = self.given.to_string();
        let (reply, replied, reason) = match &self.reply {
            Reply::None => ("none", None, None),
            Reply::Accepted(day) => ("accepted", Some(day.to_string()), None),
            Reply::Returned(day, reason) => ("returned", Some(day.to_string()), Some(reason.as_str())),
        };
        act.put(
            &tables::ASSIGNMENT,
            &[
                Field::Int(self.id.get()),
                Field::Int(self.task.get()),
                Field::Int(self.body.get()),
                self.post.map(PostId::get).into(),
                Field::Word(self.part.word()),
                Field::Word(&given),
                Field::Word(reply),
                Field::word(replied.as_deref()),
                Field::prose(reason),
            ],
        )
    }
}

fn due(row: &Row<'_>) -> Result<Due, StoreError> {
    Ok(match row.text(4)? {
        "never" => Due::Never,
        "unstated" => Due::Unstated,
        _ => Due::On(day(row, 4)?),
    })
}

/// The tasks of a plan, each with the points on its way: two statements.
pub fn tasks(reader: &mut Reader<'_>, plan: PlanId, at: At) -> Result<Vec<Task>, StoreError> {
    read_tasks(reader, TASKS, STEPS, &[at.value(), Value::Int(plan.get())])
}

/// The tasks of all plans, each with the points on its way: two statements.
pub(super) fn all_tasks(reader: &mut Reader<'_>, at: At) -> Result<Vec<Task>, StoreError> {
    read_tasks(reader, ALL_TASKS, ALL_STEPS, &[at.value()])
}

fn read_tasks(reader: &mut Reader<'_>, tasks: Sql, steps: Sql, values: &[Value<'_>]) -> Result<Vec<Task>, StoreError> {
    let mut all: Vec<Task> = Vec::new();
    reader.each(tasks, values, |row| {
        all.push(Task {
            id: TaskId::new(row.int(0)?),
            goal: GoalId::new(row.int(1)?),
            title: prose(row, 2)?,
            start: maybe_day(row, 3)?,
            due: due(row)?,
            steps: Vec::new(),
            begun: maybe_day(row, 5)?,
            reported: maybe_day(row, 6)?,
            verified: maybe_day(row, 7)?,
            dropped: approval(row, 8)?,
        });
        Ok(())
    })?;
    reader.each(steps, values, |row| {
        let task = TaskId::new(row.int(0)?);
        if let Ok(place) = all.binary_search_by_key(&task, |t| t.id) {
            let (id, title) = (MilestoneId::new(row.int(1)?), prose(row, 2)?);
            all[place].steps.push(Step { id, title, on: day(row, 3)?, done: maybe_day(row, 4)? });
        }
        Ok(())
    })?;
    Ok(all)
}

/// Who answers for the tasks of a plan.
pub fn assignments(reader: &mut Reader<'_>, plan: PlanId, at: At) -> Result<Vec<Assignment>, StoreError> {
    read_assignments(reader, ASSIGNMENTS, &[at.value(), Value::Int(plan.get())])
}

/// Who answers for the tasks of all plans.
pub(super) fn all_assignments(reader: &mut Reader<'_>, at: At) -> Result<Vec<Assignment>, StoreError> {
    read_assignments(reader, ALL_ASSIGNMENTS, &[at.value()])
}

fn read_assignments(reader: &mut Reader<'_>, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Assignment>, StoreError> {
    let mut all = Vec::new();
    reader.each(sql, values, |row| {
        let reply = match row.text(6)? {
            "none" => Reply::None,
            "accepted" => Reply::Accepted(day(row, 7)?),
            "returned" => Reply::Returned(day(row, 7)?, prose(row, 8)?),
            word => return Err(StoreError::Odd(format!("assignment.reply: {word:?}"))),
        };
        all.push(Assignment {
            id: AssignmentId::new(row.int(0)?),
            task: TaskId::new(row.int(1)?),
            body: BodyId::new(row.int(2)?),
            post: row.maybe_int(3)?.map(PostId::new),
            part: Part::read(row, 4)?,
            given: day(row, 5)?,
            reply,
        });
        Ok(())
    })?;
    Ok(all)
}
