//! Backups: one file with all of a record, whichever database it came from, to be put back into either.

use crate::db::{Connection, Engine, MIGRATIONS, Place, Sql, Value, statements};
use crate::error::StoreError;
use crate::head;
use crate::verify::{self, Kept, Verified, VerifyError};
use std::fs::{self, File};
use std::path::Path;
use std::sync::OnceLock;

statements! {
    UNSIGN = Sql::new("UPDATE signer SET seed = NULL");
}

/// How a table is copied.
#[derive(Debug, Clone)]
pub(crate) struct Copy {
    pub(crate) table: String,
    pub(crate) select: Sql,
    pub(crate) insert: Sql,
}

/// Every table there is, as the steps of the form make them: none can be forgotten.
pub(crate) fn copies() -> Result<&'static [Copy], StoreError> {
    static COPIES: OnceLock<Vec<Copy>> = OnceLock::new();
    if let Some(copies) = COPIES.get() {
        return Ok(copies);
    }
    let Connection::Sqlite(scratch) = Connection::scratch(Path::new(""))? else {
        unreachable!("the scratch database is SQLite")
    };
    let c = scratch.inner();
    let fault = crate::db::sqlite_fault;
    for step in MIGRATIONS {
        c.execute_batch(&step.sql(Engine::Sqlite)).map_err(fault)?;
    }
    let mut copies = Vec::new();
    let mut tables = c.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").map_err(fault)?;
    let names = tables.query_map((), |row| row.get::<_, String>(0)).map_err(fault)?;
    for name in names {
        let table = name.map_err(fault)?;
        // The form is made, not copied.
        if table == "migration" {
            continue;
        }
        let mut of = c.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid").map_err(fault)?;
        let rows = of.query_map([&table], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)?;
        let columns: Vec<(String, i64)> = rows.collect::<Result<_, _>>().map_err(fault)?;
        let names = columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
        let keys = columns.iter().filter(|(_, key)| *key > 0).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        let places = (1..=columns.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        // Leaked once for each table of the program: statements are texts that live as long as it does.
        let sql = |text: String| Sql::new(Box::leak(text.into_boxed_str()));
        copies.push(Copy {
            select: sql(format!("SELECT {names} FROM {table} ORDER BY {}", keys.join(", "))),
            insert: sql(format!("INSERT INTO {table} ({names}) VALUES ({places})")),
            table,
        });
    }
    Ok(COPIES.get_or_init(|| copies))
}

/// Copies every row of one record into another, empty one.
fn copy(from: &mut Connection, to: &mut Connection) -> Result<(), StoreError> {
    for Copy { select, insert, .. } in copies()? {
        from.each(*select, &[], |row| {
            let values: Vec<Value<'_>> = (0..row.width()).map(|n| row.value(n)).collect::<Result<_, _>>()?;
            to.run(*insert, &values).map(drop)
        })?;
    }
    Ok(())
}

/// Writes a backup of a record, while others write: one state of it, with the last checkpoint signed by then. The file holds
/// the key of the log too, so only its owner may read it. It is verified before it gets its name.
pub fn backup(place: &Place, file: &Path) -> Result<Verified, VerifyError> {
    place.check_there()?;
    if file.exists() {
        return Err(StoreError::NotEmpty(file.display().to_string()).into());
    }
    let mut from = Connection::reading(place)?;
    from.check_form()?;
    let meanwhile = file.with_extension(format!("part{}", std::process::id()));
    let result = write(&mut from, &meanwhile).and_then(|verified| {
        let named = fs::rename(&meanwhile, file).and_then(|()| {
            let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
            File::open(folder)?.sync_all()
        });
        named.map_err(|e| StoreError::file(file, &e))?;
        Ok(verified)
    });
    // Gone already, if all went well.
    let _ = fs::remove_file(&meanwhile);
    result
}

fn write(from: &mut Connection, file: &Path) -> Result<Verified, VerifyError> {
    private(file)?;
    let mut to = Connection::file(file)?;
    to.migrate()?;
    head::begin_looking(from)?;
    to.batch("BEGIN")?;
    let copied = copy(from, &mut to);
    // Reading changes nothing; there is nothing to keep or to undo.
    let _ = from.batch("ROLLBACK");
    copied?;
    to.batch("COMMIT")?;
    drop(to);
    File::open(file).and_then(|f| f.sync_all()).map_err(|e| StoreError::file(file, &e))?;
    verify::database(&Place::Folder(file.to_owned()), None, None, &[])
}

/// Makes an empty file that only its owner may read.
fn private(file: &Path) -> Result<(), StoreError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop).map_err(|e| StoreError::file(file, &e))
}

/// Puts a backup into an empty folder or database, after verifying it, and verifies what was put.
///
/// `newest` is the newest checkpoint that was ever published. Where it lies within the backup, nothing is missing, and the
/// log goes on under its key. Without it, or where it lies beyond, what the backup lacks may have been published: the key is
/// left out, and the first change after this begins with a new one, under another name. Whether the key is kept stands beside
/// what was verified.
pub fn restore(file: &Path, place: &Place, newest: Option<&Kept>) -> Result<(Verified, bool), VerifyError> {
    let from_place = Place::Folder(file.to_owned());
    if !file.is_file() {
        return Err(StoreError::NoRecord(file.display().to_string()).into());
    }
    let found = verify::database(&from_place, None, None, &[])?;
    let keep = match newest {
        Some(newest) if newest.size() <= found.size => {
            verify::database(&from_place, None, Some(newest), &[])?;
            true
        }
        Some(_) | None => false,
    };
    let mut from = Connection::reading(&from_place)?;
    match place {
        Place::Folder(folder) => {
            let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
            if taken || folder.is_file() {
                return Err(StoreError::NotEmpty(place.to_string()).into());
            }
            fs::create_dir_all(folder).map_err(|e| StoreError::file(folder, &e))?;
            let meanwhile = folder.join("record.part");
            private(&meanwhile)?;
            let mut to = Connection::file(&meanwhile)?;
            put(&mut from, &mut to, keep)?;
            drop(to);
            let verified = verify::database(&Place::Folder(meanwhile.clone()), None, newest.filter(|_| keep), &[])?;
            let named = File::open(&meanwhile)
                .and_then(|f| f.sync_all())
                .and_then(|()| fs::rename(&meanwhile, folder.join("record.db")))
                .and_then(|()| File::open(folder)?.sync_all());
            named.map_err(|e| StoreError::file(folder, &e))?;
            Ok((verified, keep))
        }
        Place::Server(_) => {
            let mut to = Connection::writing(place)?;
            if !to.is_empty()? {
                return Err(StoreError::NotEmpty(place.to_string()).into());
            }
            put(&mut from, &mut to, keep)?;
            Ok((verify::database(place, None, newest.filter(|_| keep), &[])?, keep))
        }
    }
}

fn put(from: &mut Connection, to: &mut Connection, keep: bool) -> Result<(), StoreError> {
    to.migrate()?;
    head::begin_looking(from)?;
    to.begin_writing()?;
    let copied = copy(from, to).and_then(|()| if keep { Ok(()) } else { to.run(UNSIGN, &[]).map(drop) });
    let _ = from.batch("ROLLBACK");
    match copied {
        Ok(()) => to.batch("COMMIT"),
        Err(error) => {
            let _ = to.batch("ROLLBACK");
            Err(error)
        }
    }
}
