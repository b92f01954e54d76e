//! The form of the tables, and how an older one becomes the newest. Forward only; each step whole or not at all.

use super::{Connection, Engine, Sql, Value, statements};
use crate::error::StoreError;
use crate::hex;
use sha2::{Digest as _, Sha256};

/// A step from one form of the tables to the next.
#[derive(Debug)]
pub struct Migration {
    /// Its number, from 1.
    pub number: i64,
    /// Its name: that of its file.
    pub name: &'static str,
    /// One text for both databases: `INT64` and `BYTES` are types; `) PLAIN;` and `) KEYED;` end a table, one that is kept
    /// in order of a number or of its key.
    pub text: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal;)*) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../../migrations/", $name, ".sql")),
        }),*]
    };
}

/// All steps. A released one is never edited: databases made by it would differ from what its text says.
pub const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_record";
    2 "0002_plan";
    3 "0003_citation";
    4 "0004_decision";
    5 "0005_promise";
    6 "0006_observation_id";
};

statements! {
    STEPS = Sql::new("SELECT number, name, sha256 FROM migration ORDER BY number");
    STEP = Sql::new("INSERT INTO migration (number, name, sha256) VALUES ($1, $2, $3)");
    THERE = Sql::of_each(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
        "SELECT 1::BIGINT FROM pg_tables WHERE tablename = 'migration' AND schemaname = current_schema()",
    );
}

impl Migration {
    /// The text for a database.
    #[must_use]
    pub fn sql(&self, engine: Engine) -> String {
        let (int, bytes, text, plain, keyed) = match engine {
            Engine::Sqlite => ("INTEGER", "BLOB", "TEXT", ") STRICT;", ") STRICT, WITHOUT ROWID;"),
            // Sorted as SQLite sorts: by bytes, in no country's order.
            Engine::Postgres => ("BIGINT", "BYTEA", "TEXT COLLATE \"C\"", ");", ");"),
        };
        let mut sql = String::with_capacity(self.text.len() * 2);
        for line in self.text.lines().map(|l| l.split("--").next().unwrap_or(l)) {
            let line = line
                .replace("INT64", int)
                .replace("BYTES", bytes)
                .replace(" TEXT", &format!(" {text}"))
                .replace(") PLAIN;", plain)
                .replace(") KEYED;", keyed);
            sql.push_str(&line);
            sql.push('\n');
        }
        sql
    }

    fn sha256(&self) -> String {
        hex::encode(&Sha256::digest(self.text))
    }
}

/// The steps that a database has gone.
fn gone(c: &mut Connection) -> Result<i64, StoreError> {
    if c.one(THERE, &[], |_| Ok(()))?.is_none() {
        return Ok(0);
    }
    let mut last = 0;
    let known = MIGRATIONS.len() as i64;
    c.each(STEPS, &[], |row| {
        last = row.int(0)?;
        let Some(step) = usize::try_from(last - 1).ok().and_then(|place| MIGRATIONS.get(place)) else {
            return Err(StoreError::Newer { found: last, known });
        };
        if row.text(2)? != step.sha256() {
            return Err(StoreError::OtherForm { step: row.text(1)?.to_owned() });
        }
        Ok(())
    })?;
    Ok(last)
}

/// Whether there is nothing of a record.
pub(super) fn is_empty(c: &mut Connection) -> Result<bool, StoreError> {
    gone(c).map(|steps| steps == 0)
}

pub(super) fn check(c: &mut Connection) -> Result<(), StoreError> {
    let found = gone(c)?;
    let known = MIGRATIONS.len() as i64;
    if found < known { Err(StoreError::Older { found, known }) } else { Ok(()) }
}

pub(super) fn migrate(c: &mut Connection) -> Result<(), StoreError> {
    if gone(c)? == MIGRATIONS.len() as i64 {
        return Ok(());
    }
    c.begin_writing()?;
    let done = steps(c);
    match done {
        Ok(()) => c.batch("COMMIT"),
        Err(error) => {
            // The first error says what happened; if this fails too, the connection is of no use, and says so later.
            let _ = c.batch("ROLLBACK");
            Err(error)
        }
    }
}

fn steps(c: &mut Connection) -> Result<(), StoreError> {
    if c.engine() == Engine::Postgres {
        // Two programs that open a new database at once: one makes it, the other waits.
        c.batch("SELECT pg_advisory_xact_lock(7304518226)")?;
    }
    let before = gone(c)?;
    for step in MIGRATIONS.iter().filter(|step| step.number > before) {
        c.batch(&step.sql(c.engine()))?;
        c.run(STEP, &[Value::Int(step.number), Value::Text(step.name), Value::Text(&step.sha256())])?;
    }
    Ok(())
}
