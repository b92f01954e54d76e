//! SQLite: a file in write-ahead mode, each commit on the disk before it is answered.

use super::value::Of;
use super::{Engine, Row, Sql, Value};
use crate::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ffi};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The first version without the fault by which two connections could damage a file when the write-ahead log begins anew.
const OLDEST: i32 = 3_051_003;

/// How long a statement waits for another process; a second program on one folder is refused by the lock already.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Sqlite {
    c: Connection,
    lying: Option<Lying>,
}

/// A file beside which nothing may be written, as it lay when it was opened: SQLite takes it for one that never changes, so that
/// whether it did is looked at here.
struct Lying {
    file: PathBuf,
    len: u64,
    changed: Option<SystemTime>,
}

impl Lying {
    fn of(file: &Path) -> Result<Self, StoreError> {
        let lies = file.metadata().map_err(|e| StoreError::file(file, &e))?;
        Ok(Self { file: file.to_owned(), len: lies.len(), changed: lies.modified().ok() })
    }

    /// Whether somebody writes to it, or has done so.
    fn has_changed(&self) -> bool {
        let now = Self::of(&self.file);
        has_log(&self.file) || !now.is_ok_and(|now| now.len == self.len && now.changed == self.changed)
    }
}

/// Whether something is in the log that a file is written ahead to.
fn has_log(file: &Path) -> bool {
    file.with_extension("db-wal").metadata().is_ok_and(|wal| wal.len() > 0)
}

impl Sqlite {
    pub(super) fn writing(file: &Path) -> Result<Self, StoreError> {
        let this = Self::open(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // FULL: in write-ahead mode anything less may lose acknowledged commits with the power.
        this.c
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                 PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0;",
            )
            .map_err(fault)?;
        Ok(this)
    }

    pub(super) fn reading(file: &Path) -> Result<Self, StoreError> {
        let open = || {
            let this = Self::open(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            this.c.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF").map_err(fault)?;
            // The first look at the file; the write-ahead log cannot be shared where nothing may be written.
            this.c.execute_batch("SELECT 1 FROM sqlite_schema").map_err(fault)?;
            Ok(this)
        };
        open().or_else(|error: StoreError| {
            if !matches!(error, StoreError::ReadOnly(_) | StoreError::Database(_)) {
                return Err(error);
            }
            // A folder that cannot be written to, as on a disc or a mounted backup: without a log beside it the file is
            // whole as it lies.
            if has_log(file) {
                return Err(error);
            }
            Self::as_it_lies(file)
        })
    }

    /// A file beside which nothing may be written. Where somebody else does, [`Self::check_still`] says so.
    fn as_it_lies(file: &Path) -> Result<Self, StoreError> {
        let lying = Lying::of(file)?;
        let escaped = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let this = Self::open(Path::new(&format!("file:{escaped}?immutable=1")), flags)?;
        Ok(Self { lying: Some(lying), ..this })
    }

    /// Fails where the file changed since it was opened as one that does not: what is read then may be old or torn.
    pub(super) fn check_still(&self) -> Result<(), StoreError> {
        match &self.lying {
            Some(lying) if lying.has_changed() => Err(StoreError::Gone(format!(
                "{} changed while its folder cannot be written to by who reads it",
                lying.file.display()
            ))),
            Some(_) | None => Ok(()),
        }
    }

    pub(super) fn scratch(file: &Path) -> Result<Self, StoreError> {
        let this = Self::open(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        this.c
            .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768")
            .map_err(fault)?;
        Ok(this)
    }

    /// Without a log beside it: the file is put in its place when it is whole.
    pub(super) fn file(file: &Path) -> Result<Self, StoreError> {
        let this = Self::open(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        this.c
            .execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768")
            .map_err(fault)?;
        Ok(this)
    }

    fn open(file: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        if rusqlite::version_number() < OLDEST {
            return Err(StoreError::OldSqlite(rusqlite::version()));
        }
        let c = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault)?;
        c.busy_timeout(PATIENCE).map_err(fault)?;
        c.set_prepared_statement_cache_capacity(512);
        // A statement is planned once. Else SQLite plans it again for each value it is asked with, which takes as long as the
        // answer to a short one.
        c.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
        Ok(Self { c, lying: None })
    }

    pub(super) fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let mut statement = self.c.prepare_cached(sql.text(Engine::Sqlite)).map_err(fault)?;
        statement.execute(rusqlite::params_from_iter(values)).map(|n| n as u64).map_err(fault)
    }

    pub(super) fn each(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.c.prepare_cached(sql.text(Engine::Sqlite)).map_err(fault)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            take(&Row(Of::Sqlite(row)))?;
        }
        Ok(())
    }

    /// One statement that gives nothing back, prepared once: each page begins and ends a transaction.
    pub(super) fn kept(&mut self, sql: &str) -> Result<(), StoreError> {
        self.c.prepare_cached(sql).and_then(|mut s| s.execute(())).map(drop).map_err(fault)
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.c.execute_batch(sql).map_err(fault)
    }

    pub(super) fn prepare(&mut self, sql: Sql) -> Result<(), StoreError> {
        self.c.prepare(sql.text(Engine::Sqlite)).map(drop).map_err(fault)
    }

    pub(crate) fn is_in_transaction(&self) -> bool {
        !self.c.is_autocommit()
    }

    /// Carries the write-ahead log into the file.
    pub(crate) fn carry(&mut self) -> Result<(), StoreError> {
        let busy: i64 = self.c.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |row| row.get(0)).map_err(fault)?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Busy("readers hold the write-ahead log".to_owned())) }
    }

    /// Carries all of the write-ahead log into the file and empties it: what was erased is nowhere then.
    pub(crate) fn carry_all(&mut self) -> Result<(), StoreError> {
        let busy: i64 = self.c.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0)).map_err(fault)?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Busy("readers hold the write-ahead log".to_owned())) }
    }

    /// The connection itself, for what only SQLite can do: copying a file while it is written to, looking it over.
    pub(crate) fn inner(&self) -> &Connection {
        &self.c
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(n),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// What an error of SQLite means for who asked.
#[allow(clippy::needless_pass_by_value)]
pub(crate) fn fault(error: rusqlite::Error) -> StoreError {
    let message = error.to_string();
    match error.sqlite_error().map(|e| (e.code, e.extended_code)) {
        Some((ffi::ErrorCode::DiskFull, _)) => StoreError::Full(message),
        Some((ffi::ErrorCode::ReadOnly, _)) => StoreError::ReadOnly(message),
        Some((ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked, _)) => StoreError::Busy(message),
        Some((ffi::ErrorCode::DatabaseCorrupt | ffi::ErrorCode::NotADatabase, _)) => StoreError::Damaged(message),
        Some((ffi::ErrorCode::SystemIoFailure, ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC)) => {
            StoreError::Unsynced(message)
        }
        Some(_) | None => StoreError::Database(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(c: &Sqlite) -> Result<i64, StoreError> {
        c.check_still()?;
        let found = c.c.query_row("SELECT count(*) FROM t", (), |row| row.get(0)).map_err(fault)?;
        c.check_still()?;
        Ok(found)
    }

    #[test]
    fn a_file_that_lies_still_is_not_read_on_after_somebody_wrote_to_it() {
        let folder = std::env::temp_dir().join(format!("luoshi-lies-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("record.db");
        let row = "INSERT INTO t VALUES (zeroblob(9000))";
        let mut writing = Sqlite::writing(&file).expect("a file");
        writing.batch("CREATE TABLE t (a)").expect("a table");
        writing.batch(row).expect("a row");
        drop(writing);

        let reading = Sqlite::as_it_lies(&file).expect("the file as it lies");
        assert_eq!(count(&reading), Ok(1));
        let mut writing = Sqlite::writing(&file).expect("the file");
        writing.batch(row).expect("another row");
        // It stands in the log, of which this reader knows nothing.
        assert!(matches!(count(&reading), Err(StoreError::Gone(_))));
        drop(writing);
        // It stands in the file, of which this reader may have kept pages.
        assert!(matches!(count(&reading), Err(StoreError::Gone(_))));
        assert_eq!(count(&Sqlite::as_it_lies(&file).expect("the file as it lies now")), Ok(2));
        std::fs::remove_dir_all(&folder).expect("the folder goes");
    }
}
