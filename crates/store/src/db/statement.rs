//! Statements: texts known when the program is compiled, all of them in one list, each prepared on both databases by a
//! test.

use super::Engine;

/// A statement. Its values are `$1`, `$2`, … and appear first in this order, without gaps: SQLite takes them for names,
/// and numbers them as they appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    /// One text for both.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }

    /// A text for each, where one cannot be: locks.
    pub(crate) const fn of_each(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }

    /// The text for a database.
    #[must_use]
    pub const fn text(self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// Every statement of the program: those of each file, and those that follow from the declarations of tables.
pub(crate) fn all() -> Vec<(String, Sql)> {
    let files: &[&[(&str, Sql)]] = &[
        crate::act::STATEMENTS,
        crate::backup::STATEMENTS,
        crate::head::STATEMENTS,
        crate::history::STATEMENTS,
        crate::publish::STATEMENTS,
        crate::revert::STATEMENTS,
        crate::writer::STATEMENTS,
        crate::verify::DATABASE_STATEMENTS,
        crate::verify::REPLAY_STATEMENTS,
        crate::verify::ROWS_STATEMENTS,
        super::migrate::STATEMENTS,
    ];
    let named = files.iter().chain(crate::plan::STATEMENTS).flat_map(|file| file.iter());
    let mut all: Vec<(String, Sql)> = named.map(|(name, sql)| ((*name).to_owned(), *sql)).collect();
    all.push(("history.deeds".to_owned(), crate::history::deeds_sql()));
    for copy in crate::backup::copies().into_iter().flatten() {
        all.push((format!("backup.select.{}", copy.table), copy.select));
        all.push((format!("backup.insert.{}", copy.table), copy.insert));
    }
    for table in crate::tables::TABLES {
        let made = table.made();
        for (name, sql) in [
            ("insert", made.insert),
            ("standing", made.standing),
            ("close", made.close),
            ("undo", made.undo),
            ("of_entry", made.of_entry),
            ("ended_by", made.ended_by),
            ("all", made.all),
        ] {
            all.push((format!("{}.{name}", table.name), sql));
        }
    }
    all
}

/// Declares statements, and a list of them for the test that prepares all.
macro_rules! statements {
    ($($(#[$about:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$about])* const $name: $crate::db::Sql = $sql;)*
        /// Every statement of this file, for the test that prepares them.
        pub(crate) const STATEMENTS: &[(&str, $crate::db::Sql)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use statements;
