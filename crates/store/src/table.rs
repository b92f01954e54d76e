//! The tables whose every row the journal can make again: their columns, and the statements that follow from them.
//!
//! A row is never overwritten. It stands from the entry that made it (`since`) until the one that replaced it (`until`,
//! [`STANDING`] while it holds), so any past state is a query: `since < $n AND until >= $n`.

use crate::db::Sql;
use std::sync::OnceLock;

/// What `until` holds while a row stands.
pub const STANDING: i64 = i64::MAX;

/// What a column holds, and what of it the journal carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number: an id, a count, a moment in microseconds, yes or no. In the journal as it is.
    Int,
    /// A word of ours, a day, a code, an exact value: never anything that a person typed freely. In the journal as it is.
    Word,
    /// A hash or other bytes. In the journal in hexadecimal.
    Bytes,
    /// Something a person wrote, kept in `prose`. The journal carries the number of that row, and its seal.
    Prose,
}

/// A column of a recorded table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in both databases and in the journal.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// A recorded table.
#[derive(Debug)]
pub struct Table {
    /// Its name in both databases and in the journal.
    pub name: &'static str,
    /// How many of the columns, from the first, are its key.
    pub keys: usize,
    /// Its columns without `since` and `until`, the key first.
    pub columns: &'static [Column],
    pub(crate) made: OnceLock<Made>,
}

/// The statements of a table, made from its declaration once. All names in them are constants of this program.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) insert: Sql,
    /// The standing row of a key: all columns but the key, and `since`.
    pub(crate) standing: Sql,
    /// Ends the standing row of a key.
    pub(crate) close: Sql,
    /// Takes a row back that this very act made.
    pub(crate) undo: Sql,
    /// The rows that an entry made, with `since` and `until`.
    pub(crate) of_entry: Sql,
    /// The rows that an entry ended, with `since` and `until`.
    pub(crate) ended_by: Sql,
    /// All rows with `since` and `until`, in the order of their key.
    pub(crate) all: Sql,
}

impl PartialEq for Table {
    /// There is one table of a name.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Table {
    pub(crate) const fn new(name: &'static str, keys: usize, columns: &'static [Column]) -> Self {
        Self { name, keys, columns, made: OnceLock::new() }
    }

    pub(crate) fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            // Leaked once for each table of the program: statements are texts that live as long as it does.
            let sql = |text: String| Sql::new(Box::leak(text.into_boxed_str()));
            let name = self.name;
            let names = self.columns.iter().map(|c| c.name).collect::<Vec<_>>();
            let (keys, rest) = names.split_at(self.keys);
            let list = names.join(", ");
            let places = (1..=names.len() + 2).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
            let key = |from: usize| {
                keys.iter().enumerate().map(|(n, k)| format!("{k} = ${}", n + from)).collect::<Vec<_>>().join(" AND ")
            };
            let mut standing = rest.to_vec();
            standing.push("since");
            Made {
                insert: sql(format!("INSERT INTO {name} ({list}, since, until) VALUES ({places})")),
                standing: sql(format!(
                    "SELECT {} FROM {name} WHERE {} AND until = {STANDING}",
                    standing.join(", "),
                    key(1)
                )),
                close: sql(format!("UPDATE {name} SET until = $1 WHERE {} AND until = {STANDING}", key(2))),
                undo: sql(format!("DELETE FROM {name} WHERE {} AND since = ${}", key(1), keys.len() + 1)),
                of_entry: sql(format!(
                    "SELECT {list}, since, until FROM {name} WHERE since = $1 ORDER BY {}",
                    keys.join(", ")
                )),
                ended_by: sql(format!(
                    "SELECT {list}, since, until FROM {name} WHERE until = $1 ORDER BY {}",
                    keys.join(", ")
                )),
                all: sql(format!("SELECT {list}, since, until FROM {name} ORDER BY {}, since", keys.join(", "))),
            }
        })
    }

    /// The names of the columns, as the journal writes them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|c| c.name)
    }

    /// The recorded table of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        crate::tables::TABLES.iter().copied().find(|t| t.name == name)
    }
}

/// Declares recorded tables: `name { key columns; other columns }`.
macro_rules! tables {
    ($($(#[$about:meta])* $constant:ident = $name:literal
        { $($key:literal $key_kind:ident),+ ; $($column:literal $kind:ident),* })*) => {
        $($(#[$about])*
        pub static $constant: $crate::table::Table = $crate::table::Table::new(
            $name,
            [$($key),+].len(),
            &[
                $($crate::table::Column { name: $key, kind: $crate::table::Kind::$key_kind },)+
                $($crate::table::Column { name: $column, kind: $crate::table::Kind::$kind },)*
            ],
        );)*
        /// Every recorded table, each before those that point to it.
        pub static TABLES: &[&$crate::table::Table] = &[$(&$constant),*];
    };
}
pub(crate) use tables;
