//! Two databases side by side: what is there, and what the entries make.

use super::Unfit;
use super::VerifyError;
use super::replay::Replay;
use crate::act;
use crate::db::{Connection, Engine, Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::hex;
use crate::table::{Kind, Table};
use rusqlite::types::ValueRef;

statements! {
    TEXTS = Sql::new("SELECT id, since, seal, person, erased, secret, content FROM prose ORDER BY id");
    MADE_TEXTS = Sql::new("SELECT id, since, seal, person, erased FROM prose ORDER BY id");
    ANSWERS = Sql::new("SELECT entry, name, salt, request FROM once ORDER BY entry");
    MADE_ANSWERS = Sql::new("SELECT entry, salt, request FROM once ORDER BY entry");
    KEYS = Sql::new("SELECT id, since, verifier FROM signer ORDER BY id");
}

/// Compares the rows of two queries with the same columns, both in the order of their keys; how many there were.
fn side_by_side(
    there: &mut Connection,
    sql: Sql,
    replay: &Replay,
    made: Sql,
    mut compare: impl FnMut(&Row<'_>, &rusqlite::Row<'_>) -> Result<(), VerifyError>,
    order: impl Fn(&Row<'_>, &rusqlite::Row<'_>) -> Result<std::cmp::Ordering, StoreError>,
    lone: impl Fn(Lone<'_, '_>) -> Result<Unfit, StoreError>,
) -> Result<u64, VerifyError> {
    let Connection::Sqlite(scratch) = &replay.scratch else { unreachable!("the scratch database is SQLite") };
    let fault = crate::db::sqlite_fault;
    let mut statement = scratch.inner().prepare(made.text(Engine::Sqlite)).map_err(fault)?;
    let mut rows = statement.query(()).map_err(fault)?;
    let mut count = 0;
    let mut unfit: Option<VerifyError> = None;
    let result = there.each(sql, &[], |row| {
        count += 1;
        let next = rows.next().map_err(fault)?;
        let compared = match next {
            None => Err(lone(Lone::There(row))?.into()),
            Some(wanted) => match order(row, wanted)? {
                std::cmp::Ordering::Equal => compare(row, wanted),
                std::cmp::Ordering::Less => Err(lone(Lone::There(row))?.into()),
                std::cmp::Ordering::Greater => Err(lone(Lone::Made(wanted))?.into()),
            },
        };
        compared.map_err(|error| {
            unfit = Some(error);
            // Only ends the query; what is told is above.
            StoreError::Odd("a row that does not fit".to_owned())
        })
    });
    if let Some(unfit) = unfit {
        return Err(unfit);
    }
    result?;
    match rows.next().map_err(fault)? {
        None => Ok(count),
        Some(wanted) => Err(lone(Lone::Made(wanted))?.into()),
    }
}

/// A row without its twin.
enum Lone<'r, 's> {
    There(&'r Row<'r>),
    Made(&'s rusqlite::Row<'s>),
}

/// A cell of the scratch database.
fn made_value<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> Result<Value<'r>, StoreError> {
    Ok(match row.get_ref(column).map_err(crate::db::sqlite_fault)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text).unwrap_or_default()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes),
        ValueRef::Real(_) => return Err(StoreError::Odd("a float".to_owned())),
    })
}

fn shown(value: Value<'_>) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Int(n) => n.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Bytes(bytes) => hex::encode(bytes),
    }
}

/// The order of two values of one kind, as both databases sort.
fn ordered(a: Value<'_>, b: Value<'_>) -> std::cmp::Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(&b),
        (Value::Text(a), Value::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Value::Bytes(a), Value::Bytes(b)) => a.cmp(b),
        (Value::Null | Value::Int(_) | Value::Text(_) | Value::Bytes(_), _) => std::cmp::Ordering::Equal,
    }
}

/// Compares a recorded table; how many rows.
pub(super) fn table(there: &mut Connection, replay: &Replay, table: &'static Table) -> Result<u64, VerifyError> {
    let width = table.columns.len();
    let name = |column: usize| match column.checked_sub(width) {
        None => table.columns[column].name,
        Some(0) => "since",
        Some(_) => "until",
    };
    // The key, and `since`: a key has a row for each of its revisions.
    let places: Vec<usize> = (0..table.keys).chain([width]).collect();
    let key = |get: &dyn Fn(usize) -> Result<String, StoreError>| -> Result<String, StoreError> {
        let cells: Result<Vec<String>, StoreError> =
            places.iter().map(|place| Ok(format!("{} {}", name(*place), get(*place)?))).collect();
        Ok(cells?.join(", "))
    };
    let all = table.made().all;
    side_by_side(
        there,
        all,
        replay,
        all,
        |row, made| {
            for column in 0..width + 2 {
                let (found, wanted) = (row.value(column)?, made_value(made, column)?);
                if found != wanted {
                    return Err(Unfit::Cell {
                        table: table.name.to_owned(),
                        key: key(&|place| Ok(shown(row.value(place)?)))?,
                        column: name(column).to_owned(),
                        found: shown(found),
                        wanted: shown(wanted),
                    }
                    .into());
                }
            }
            Ok(())
        },
        |row, made| {
            for place in &places {
                let order = ordered(row.value(*place)?, made_value(made, *place)?);
                if order.is_ne() {
                    return Ok(order);
                }
            }
            Ok(std::cmp::Ordering::Equal)
        },
        |lone| {
            let table = table.name.to_owned();
            Ok(match lone {
                Lone::There(row) => Unfit::Extra { table, key: key(&|place| Ok(shown(row.value(place)?)))? },
                Lone::Made(row) => Unfit::Lost { table, key: key(&|place| Ok(shown(made_value(row, place)?)))? },
            })
        },
    )
}

/// Compares a table whose key is its first column, a number.
fn numbered(
    there: &mut Connection,
    replay: &Replay,
    table: &str,
    (sql, made): (Sql, Sql),
    columns: &[&str],
    more: impl Fn(&Row<'_>, &rusqlite::Row<'_>) -> Result<(), VerifyError>,
) -> Result<u64, VerifyError> {
    side_by_side(
        there,
        sql,
        replay,
        made,
        |row, wanted| {
            for (column, name) in columns.iter().enumerate() {
                let (found, wanted) = (row.value(column)?, made_value(wanted, column)?);
                if found != wanted {
                    return Err(Unfit::Cell {
                        table: table.to_owned(),
                        key: shown(row.value(0)?),
                        column: (*name).to_owned(),
                        found: shown(found),
                        wanted: shown(wanted),
                    }
                    .into());
                }
            }
            more(row, wanted)
        },
        |row, made| Ok(ordered(row.value(0)?, made_value(made, 0)?)),
        |lone| {
            let table = table.to_owned();
            Ok(match lone {
                Lone::There(row) => Unfit::Extra { table, key: shown(row.value(0)?) },
                Lone::Made(row) => Unfit::Lost { table, key: shown(made_value(row, 0)?) },
            })
        },
    )
}

/// Compares the texts with their seals; how many there are, and how many were erased.
pub(super) fn prose(there: &mut Connection, replay: &Replay) -> Result<u64, VerifyError> {
    let columns = ["id", "since", "seal", "person", "erased"];
    numbered(there, replay, "prose", (TEXTS, MADE_TEXTS), &columns, |row, _| {
        let id = row.int(0)?;
        let unfit = |why| Err(Unfit::Prose { id, why }.into());
        match (row.maybe_int(4)?, row.maybe_bytes(5)?, row.maybe_text(6)?) {
            (Some(_), None, None) => Ok(()),
            (Some(_), _, _) => unfit("it was erased, and is there"),
            (None, Some(secret), Some(text)) if act::seal(secret, text) == row.bytes(2)? => Ok(()),
            (None, Some(_), Some(_)) => unfit("it does not fit its seal"),
            (None, _, _) => unfit("it is gone, and no entry erased it"),
        }
    })
}

/// Compares the answers to requests with what their entries say of them.
pub(super) fn once(there: &mut Connection, replay: &Replay) -> Result<u64, VerifyError> {
    numbered(there, replay, "once", (ANSWERS, MADE_ANSWERS), &["entry"], |row, made| {
        let entry = row.int(0)?;
        let unfit = |column: &str| -> Result<(), VerifyError> {
            Err(Unfit::Cell {
                table: "once".to_owned(),
                key: entry.to_string(),
                column: column.to_owned(),
                found: "other than it was".to_owned(),
                wanted: "what fits the entry".to_owned(),
            }
            .into())
        };
        let erased = !matches!(made_value(made, 2)?, Value::Null);
        match (row.maybe_bytes(2)?, row.maybe_bytes(3)?) {
            (None, None) if erased => Ok(()),
            (Some(salt), Some(request)) => {
                let seal = act::hmac(salt, &[row.bytes(1)?, request]);
                if made_value(made, 1)? == Value::Bytes(&seal) { Ok(()) } else { unfit("name, salt or request") }
            }
            _ => unfit("salt or request"),
        }
    })
}

/// Compares the keys of the log.
pub(super) fn signers(there: &mut Connection, replay: &Replay) -> Result<u64, VerifyError> {
    numbered(there, replay, "signer", (KEYS, KEYS), &["id", "since", "verifier"], |_, _| Ok(()))
}

/// The hashes of content that recorded rows name.
pub(super) fn named(replay: &Replay, table: &'static Table, mut take: impl FnMut([u8; 32])) -> Result<(), VerifyError> {
    let Connection::Sqlite(scratch) = &replay.scratch else { unreachable!("the scratch database is SQLite") };
    let fault = crate::db::sqlite_fault;
    let Some(column) = table.columns.iter().position(|c| c.name == "sha256" && c.kind == Kind::Bytes) else {
        return Ok(());
    };
    let mut statement = scratch.inner().prepare(table.made().all.text(Engine::Sqlite)).map_err(fault)?;
    let mut rows = statement.query(()).map_err(fault)?;
    while let Some(row) = rows.next().map_err(fault)? {
        if let Value::Bytes(bytes) = made_value(row, column)?
            && let Ok(hash) = bytes.try_into()
        {
            take(hash);
        }
    }
    Ok(())
}
