//! Taking back what an act did: the rows that it made end, those that it ended stand again. Both acts stay in the journal.

use crate::act::{Act, Put};
use crate::db::{Sql, Value, statements};
use crate::entry::{Cell, Entry};
use crate::error::StoreError;
use crate::table::{STANDING, Table};
use crate::tables;
use std::collections::BTreeSet;

statements! {
    ENTRY = Sql::new("SELECT content FROM entry WHERE number = $1");
    LATER = Sql::new("SELECT number, content FROM entry WHERE number > $1 ORDER BY number");
    GOAL_OF_PLAN = Sql::new("SELECT since FROM goal WHERE plan = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1");
    PRINCIPLE_OF_PLAN = Sql::new(
        "SELECT since FROM principle WHERE plan = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    INDICATOR_OF_PLAN = Sql::new(
        "SELECT since FROM indicator WHERE plan = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    GOAL_OF_GOAL = Sql::new("SELECT since FROM goal WHERE parent = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1");
    INDICATOR_OF_GOAL = Sql::new(
        "SELECT since FROM indicator WHERE goal = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    TASK_OF_GOAL = Sql::new("SELECT since FROM task WHERE goal = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1");
    TARGET_OF_INDICATOR = Sql::new(
        "SELECT since FROM target WHERE indicator = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    VALUE_OF_INDICATOR = Sql::new(
        "SELECT since FROM observation WHERE indicator = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    WEIGHT_OF_INDICATOR = Sql::new(
        "SELECT since FROM indicator WHERE weight = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    TARGET_OF_TARGET = Sql::new(
        "SELECT since FROM target WHERE replaces = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    STEP_OF_TASK = Sql::new("SELECT since FROM step WHERE task = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1");
    ASSIGNMENT_OF_TASK = Sql::new(
        "SELECT since FROM assignment WHERE task = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    CITED = Sql::new(
        "SELECT since FROM citation WHERE kind = $1 AND subject = $2 AND until = 9223372036854775807 AND since <> $3 LIMIT 1",
    );
    TERRITORY_USED = Sql::new(
        "SELECT 1 FROM territory WHERE parent = $1 AND until = 9223372036854775807 AND since <> $2 \
         UNION ALL SELECT 1 FROM body WHERE territory = $1 AND until = 9223372036854775807 AND since <> $2 \
         UNION ALL SELECT 1 FROM target WHERE territory = $1 AND until = 9223372036854775807 AND since <> $2 \
         UNION ALL SELECT 1 FROM observation WHERE territory = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
    BODY_USED = Sql::new(
        "SELECT 1 FROM body WHERE parent = $1 AND until = 9223372036854775807 AND since <> $2 \
         UNION ALL SELECT 1 FROM post WHERE body = $1 AND until = 9223372036854775807 AND since <> $2 \
         UNION ALL SELECT 1 FROM assignment WHERE body = $1 AND until = 9223372036854775807 AND since <> $2 \
         UNION ALL SELECT 1 FROM target WHERE (approved_by = $1 OR dropped_by = $1) AND until = 9223372036854775807 \
         AND since <> $2 \
         UNION ALL SELECT 1 FROM task WHERE dropped_by = $1 AND until = 9223372036854775807 AND since <> $2 LIMIT 1",
    );
}

/// The kind of the act by which what a record holds is published: from then on it is not taken back.
pub const PUBLISH: &str = "plan.publish";

/// What may rest on a thing of a table.
const RESTS: &[(&str, Sql)] = &[
    ("plan", GOAL_OF_PLAN),
    ("plan", PRINCIPLE_OF_PLAN),
    ("plan", INDICATOR_OF_PLAN),
    ("goal", GOAL_OF_GOAL),
    ("goal", INDICATOR_OF_GOAL),
    ("goal", TASK_OF_GOAL),
    ("indicator", TARGET_OF_INDICATOR),
    ("indicator", VALUE_OF_INDICATOR),
    ("indicator", WEIGHT_OF_INDICATOR),
    ("target", TARGET_OF_TARGET),
    ("task", STEP_OF_TASK),
    ("task", ASSIGNMENT_OF_TASK),
];

/// The tables of the plan: what an act on anything else did is not taken back.
static PLAN: &[&Table] = &[
    &tables::TERRITORY,
    &tables::BODY,
    &tables::PLAN,
    &tables::GOAL,
    &tables::PRINCIPLE,
    &tables::INDICATOR,
    &tables::TARGET,
    &tables::MILESTONE,
    &tables::OBSERVATION,
    &tables::TASK,
    &tables::STEP,
    &tables::ASSIGNMENT,
    &tables::CITATION,
    &tables::DECISION,
    &tables::PROMISE,
];

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenBack {
    /// Rows that ended.
    pub ended: u64,
    /// Rows that stand again.
    pub restored: u64,
    /// Territories and bodies that others use by now, and that therefore stay.
    pub kept: u64,
}

/// A row as it was.
struct Row {
    cells: Vec<Cell>,
    until: i64,
}

impl Act<'_> {
    /// Takes back what the act of an entry did to the plan, so that the plan is as if it had not been. Only an act of one of
    /// `kinds`, and only while it is not published, nothing changed what it made and nothing rests on it; the error names the
    /// entry that did.
    pub fn take_back(&mut self, entry: i64, kinds: &[&str]) -> Result<TakenBack, StoreError> {
        let content = self.one(ENTRY, &[Value::Int(entry)], |row| Ok(row.bytes(0)?.to_owned()))?;
        let content = content.ok_or(StoreError::NoEntry(entry))?;
        let told = Entry::parse(&content).map_err(|e| StoreError::Odd(format!("entry {entry}: {e}")))?;
        if !kinds.contains(&told.kind.as_str()) {
            return Err(StoreError::NotTakenBack { entry, kind: told.kind });
        }
        let mut published = None;
        self.each(LATER, &[Value::Int(entry)], |row| {
            let number = row.int(0)?;
            let told = Entry::parse(row.bytes(1)?).map_err(|e| StoreError::Odd(format!("entry {number}: {e}")))?;
            if published.is_none() && told.kind == PUBLISH {
                published = Some(number);
            }
            Ok(())
        })?;
        if let Some(number) = published {
            return Err(StoreError::Published(number));
        }
        let mut done = TakenBack::default();
        // What hangs on others goes first.
        for table in PLAN.iter().copied().rev() {
            let made = self.rows(table, table.made().of_entry, entry)?;
            let ended = self.rows(table, table.made().ended_by, entry)?;
            let key = |row: &Row| row.cells.get(..table.keys).unwrap_or_default().to_vec();
            let mut replaced: BTreeSet<String> = BTreeSet::new();
            // The later first: a part was made after its whole.
            for row in made.iter().rev() {
                let name =
                    |cells: &[Cell]| format!("{}/{}", table.name, told_of(cells.get(..table.keys).unwrap_or_default()));
                // What was changed and changed back stands as it was made.
                if row.until != STANDING && !self.stands(table, &row.cells)? {
                    return Err(StoreError::Changed { what: name(&row.cells), now: row.until });
                }
                let old = ended.iter().find(|old| key(old) == key(row));
                if old.is_none() && self.is_used(table, row, entry, &name(&row.cells))? {
                    done.kept += 1;
                    continue;
                }
                if let Some(old) = old {
                    replaced.insert(told_of(&key(old)));
                    self.restore(table, &old.cells)?;
                    done.restored += 1;
                } else {
                    self.end_cells(table, &key(row))?;
                    done.ended += 1;
                }
            }
            for old in ended.iter().filter(|old| !replaced.contains(&told_of(&key(old)))) {
                if self.restore(table, &old.cells)? != Put::New {
                    return Err(StoreError::Changed {
                        what: format!("{}/{}", table.name, told_of(&old.cells)),
                        now: entry,
                    });
                }
                done.restored += 1;
            }
        }
        if done == TakenBack::default() {
            return Err(StoreError::NothingStands(entry));
        }
        Ok(done)
    }

    /// Whether a row stands, cell by cell.
    fn stands(&mut self, table: &'static Table, cells: &[Cell]) -> Result<bool, StoreError> {
        let key: Vec<Value<'_>> = cells.iter().take(table.keys).map(Cell::value).collect();
        let rest = cells.get(table.keys..).unwrap_or_default();
        let found = self.one(table.made().standing, &key, |row| {
            let same = rest.iter().enumerate().map(|(place, cell)| Ok(Cell::of(row.value(place)?) == *cell));
            same.collect::<Result<Vec<bool>, StoreError>>()
        })?;
        Ok(found.is_some_and(|same| same.into_iter().all(|s| s)))
    }

    fn rows(&mut self, table: &'static Table, sql: Sql, entry: i64) -> Result<Vec<Row>, StoreError> {
        let mut all = Vec::new();
        self.each(sql, &[Value::Int(entry)], |row| {
            let cells = (0..table.columns.len()).map(|place| Ok(Cell::of(row.value(place)?)));
            all.push(Row {
                cells: cells.collect::<Result<Vec<_>, StoreError>>()?,
                until: row.int(table.columns.len() + 1)?,
            });
            Ok(())
        })?;
        Ok(all)
    }

    /// Whether others use a thing that may stay; what may not stay and is used is an error.
    fn is_used(&mut self, table: &Table, row: &Row, entry: i64, name: &str) -> Result<bool, StoreError> {
        let id = match row.cells.first() {
            Some(Cell::Int(id)) if table.keys == 1 => *id,
            // A value is cited by its number, which is not its key.
            Some(_) if table.name == tables::OBSERVATION.name => match row.cells.get(table.keys) {
                Some(Cell::Int(id)) => *id,
                Some(_) | None => return Ok(false),
            },
            Some(_) | None => return Ok(false),
        };
        let pair = [Value::Int(id), Value::Int(entry)];
        let used = match table.name {
            "territory" => Some(TERRITORY_USED),
            "body" => Some(BODY_USED),
            _ => None,
        };
        if let Some(sql) = used {
            return Ok(self.one(sql, &pair, |_| Ok(()))?.is_some());
        }
        for (_, sql) in RESTS.iter().filter(|(of, _)| *of == table.name) {
            if let Some(now) = self.one(*sql, &pair, |row| row.int(0))? {
                return Err(StoreError::Changed { what: name.to_owned(), now });
            }
        }
        let cited = [Value::Text(table.name), Value::Int(id), Value::Int(entry)];
        match self.one(CITED, &cited, |row| row.int(0))? {
            Some(now) => Err(StoreError::Changed { what: name.to_owned(), now }),
            None => Ok(false),
        }
    }
}

/// The first cells of a row, as they name it.
fn told_of(cells: &[Cell]) -> String {
    let shown = |cell: &Cell| match cell {
        Cell::Null => "-".to_owned(),
        Cell::Int(n) => n.to_string(),
        Cell::Word(word) => word.clone(),
        Cell::Bytes(bytes) => crate::hex::encode(bytes),
    };
    cells.iter().take(3).map(shown).collect::<Vec<_>>().join("/")
}
