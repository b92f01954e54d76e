//! One way to speak to both databases: one text of SQL with `$1`, three types of values, rows that lend what they hold.
//!
//! Whole numbers, texts and bytes are all there is. A decimal is its canonical text, a day or a word is a text, a moment
//! is microseconds since 1970 (UTC), yes and no are 1 and 0. So nothing is rounded, and both databases sort alike.

mod migrate;
mod place;
mod postgres;
mod sqlite;
mod statement;
mod value;

pub use migrate::{MIGRATIONS, Migration};
pub use place::Place;
pub(crate) use sqlite::fault as sqlite_fault;
pub use statement::Sql;
pub(crate) use statement::all as all_statements;
pub(crate) use statement::statements;
pub use value::{Row, Value};

use crate::error::StoreError;

/// A connection to either database. What it cannot do in both, it does not offer.
pub(crate) enum Connection {
    /// A file in a folder.
    Sqlite(sqlite::Sqlite),
    /// A server.
    Postgres(Box<postgres::Postgres>),
}

/// Which database, where a difference cannot be avoided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Connection {
    /// A connection that may write.
    pub(crate) fn writing(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::Folder(folder) => sqlite::Sqlite::writing(&Place::file(folder)).map(Self::Sqlite),
            Place::Server(url) => postgres::Postgres::connect(url).map(|c| Self::Postgres(Box::new(c))),
        }
    }

    /// A connection that only reads.
    pub(crate) fn reading(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::Folder(folder) => sqlite::Sqlite::reading(&Place::file(folder)).map(Self::Sqlite),
            Place::Server(url) => postgres::Postgres::connect(url).map(|c| Self::Postgres(Box::new(c))),
        }
    }

    /// A file that is written once, whole, and read later.
    pub(crate) fn file(file: &std::path::Path) -> Result<Self, StoreError> {
        sqlite::Sqlite::file(file).map(Self::Sqlite)
    }

    /// A database in a file of its own, for what is computed and thrown away.
    pub(crate) fn scratch(file: &std::path::Path) -> Result<Self, StoreError> {
        sqlite::Sqlite::scratch(file).map(Self::Sqlite)
    }

    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement; how many rows it touched.
    pub(crate) fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(c) => c.run(sql, values),
            Self::Postgres(c) => c.run(sql, values),
        }
    }

    /// Hands each row of a query to `take`.
    pub(crate) fn each(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => c.each(sql, values, &mut take),
            Self::Postgres(c) => c.each(sql, values, &mut take),
        }
    }

    /// The first row of a query, if there is one.
    pub(crate) fn one<T>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut found = None;
        self.each(sql, values, |row| {
            if found.is_none() {
                found = Some(take(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Statements without values that give nothing back: what begins and ends transactions, and migrations.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => c.batch(sql),
            Self::Postgres(c) => c.batch(sql),
        }
    }

    /// Prepares a statement, to see whether the database understands it.
    pub(crate) fn prepare(&mut self, sql: Sql) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => c.prepare(sql),
            Self::Postgres(c) => c.prepare(sql),
        }
    }

    /// Begins a transaction that sees one state of the database, and hands each row of a query in it to `take`: a server is
    /// asked for both at once.
    pub(crate) fn begin_reading(
        &mut self,
        sql: Sql,
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => {
                c.check_still()?;
                c.kept("BEGIN DEFERRED")?;
                let begun = c.each(sql, &[], &mut take);
                if begun.is_err() {
                    // The connection is not used again if this fails too.
                    let _ = c.kept("COMMIT");
                }
                begun
            }
            Self::Postgres(c) => c.begin_reading(sql, &mut take),
        }
    }

    /// Whether what was read is of one state: always, but where SQLite was told that a file never changes and it did.
    pub(crate) fn check_still(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => c.check_still(),
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Ends a transaction that only read.
    pub(crate) fn end_reading(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => c.kept("COMMIT"),
            Self::Postgres(c) => c.end_reading(),
        }
    }

    /// Begins a transaction that writes.
    pub(crate) fn begin_writing(&mut self) -> Result<(), StoreError> {
        self.batch(match self.engine() {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            // After the head row is locked each statement sees what was committed before: nobody else writes then.
            Engine::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED",
        })
    }

    /// Whether the transaction still stands: SQLite ends it by itself when the disk is full or fails.
    pub(crate) fn is_in_transaction(&self) -> bool {
        match self {
            Self::Sqlite(c) => c.is_in_transaction(),
            Self::Postgres(c) => !c.is_closed(),
        }
    }

    /// Leaves no trace of what was erased, as far as the database allows.
    pub(crate) fn scrub(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(c) => c.carry_all(),
            Self::Postgres(c) => c.batch("VACUUM prose; VACUUM once"),
        }
    }

    /// Brings the tables to the newest form.
    pub(crate) fn migrate(&mut self) -> Result<(), StoreError> {
        migrate::migrate(self)
    }

    /// Whether there is nothing of a record in it.
    pub(crate) fn is_empty(&mut self) -> Result<bool, StoreError> {
        migrate::is_empty(self)
    }

    /// Refuses a database whose tables have another form than this program knows.
    pub(crate) fn check_form(&mut self) -> Result<(), StoreError> {
        migrate::check(self)
    }
}
