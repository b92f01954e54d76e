//! Every table made again from the entries alone, in a database of its own that is thrown away.

use super::{Unfit, VerifyError};
use crate::db::{Connection, Engine, MIGRATIONS, Sql, Value, statements};
use crate::entry::{self, Cell, Entry, Group};
use crate::error::StoreError;
use crate::table::{STANDING, Table};
use std::collections::HashSet;

statements! {
    PROSE = Sql::new("INSERT INTO prose (id, since, seal, person, secret, content) VALUES ($1, $2, $3, $4, $5, '')");
    ERASE = Sql::new(
        "UPDATE prose SET erased = $1, secret = NULL, content = NULL WHERE id = $2 AND erased IS NULL",
    );
    SIGNER = Sql::new("INSERT INTO signer (id, since, verifier) VALUES ($1, $2, $3)");
    ONCE = Sql::new("INSERT INTO once (name, entry, salt) VALUES ($1, $2, $3)");
    FORGET = Sql::new(
        "UPDATE once SET request = $1 WHERE entry = (SELECT since FROM prose WHERE id = $2)",
    );
}

/// What the entries make.
pub(super) struct Replay {
    pub(super) scratch: Connection,
    /// The hashes that entries name: batches of changes.
    pub(super) batches: HashSet<[u8; 32]>,
    pub(super) next_id: i64,
    pub(super) at: i64,
    pub(super) erased: u64,
}

impl Replay {
    pub(super) fn new() -> Result<Self, StoreError> {
        // A file without a name: it is gone when it is closed, and lies on the disk only when it is large.
        let mut scratch = Connection::scratch(std::path::Path::new(""))?;
        for step in MIGRATIONS {
            // Without the indices that only readers need.
            let sql = step.sql(Engine::Sqlite);
            let tables = sql.split(';').filter(|s| !s.trim_start().starts_with("CREATE INDEX"));
            for statement in tables.filter(|s| !s.trim().is_empty()) {
                scratch.batch(statement)?;
            }
        }
        scratch.batch("CREATE INDEX once_entry ON once (entry); BEGIN")?;
        Ok(Self { scratch, batches: HashSet::new(), next_id: 1, at: 0, erased: 0 })
    }

    /// Does again what an entry did. `batch` gives the content under a hash.
    pub(super) fn entry(
        &mut self,
        number: i64,
        content: &[u8],
        mut batch: impl FnMut(&[u8; 32]) -> Result<Vec<u8>, VerifyError>,
    ) -> Result<(), VerifyError> {
        let odd = |why: String| Unfit::Entry { number: number as u64, why };
        let entry = Entry::parse(content).map_err(|e| odd(e.to_string()))?;
        if entry.at < self.at {
            return Err(odd("it is dated before the entry before it".to_owned()).into());
        }
        if entry.next_id < self.next_id {
            return Err(odd("it gives numbers that were given before".to_owned()).into());
        }
        self.at = entry.at;
        self.next_id = entry.next_id;
        for group in &entry.groups {
            self.group(number, group)?;
        }
        for hash in &entry.batches {
            let bytes = batch(hash)?;
            self.batches.insert(*hash);
            let groups = entry::batch(&bytes).map_err(|e| odd(format!("batch {}: {e}", crate::hex::encode(hash))))?;
            for group in &groups {
                self.group(number, group)?;
            }
        }
        if let Some(seal) = entry.once {
            // The name is not known here: the number of the entry stands for it.
            let name = number.to_be_bytes();
            self.scratch.run(ONCE, &[Value::Bytes(&name), Value::Int(number), Value::Bytes(&seal)])?;
        }
        Ok(())
    }

    fn group(&mut self, number: i64, group: &Group) -> Result<(), VerifyError> {
        let odd = |why: String| Unfit::Entry { number: number as u64, why };
        let c = &mut self.scratch;
        match group {
            Group::Rows { table, rows } => {
                for row in rows {
                    close(c, table, &row[..table.keys], number)?;
                    let mut values: Vec<Value<'_>> = row.iter().map(Cell::value).collect();
                    values.extend([Value::Int(number), Value::Int(STANDING)]);
                    let put = c.run(table.made().insert, &values);
                    put.map_err(|e| odd(format!("a row of {} that cannot be: {e}", table.name)))?;
                }
            }
            Group::Ended { table, keys } => {
                for key in keys {
                    if !close(c, table, key, number)? {
                        return Err(odd(format!("it ends a row of {} that does not stand", table.name)).into());
                    }
                }
            }
            Group::Prose(all) => {
                for (id, person, seal) in all {
                    let values =
                        [Value::Int(*id), Value::Int(number), Value::Bytes(seal), (*person).into(), Value::Bytes(&[])];
                    c.run(PROSE, &values).map_err(|e| odd(format!("text {id} that cannot be: {e}")))?;
                }
            }
            Group::Erased(all) => {
                for id in all {
                    if c.run(ERASE, &[Value::Int(number), Value::Int(*id)])? == 0 {
                        return Err(odd(format!("it erases text {id}, which is not there")).into());
                    }
                    // An answer that may tell of it lost its secret too.
                    c.run(FORGET, &[Value::Bytes(b"erased"), Value::Int(*id)])?;
                    self.erased += 1;
                }
            }
            Group::Signers(all) => {
                for (id, verifier) in all {
                    let put = c.run(SIGNER, &[Value::Int(*id), Value::Int(number), Value::Text(verifier)]);
                    put.map_err(|e| odd(format!("a key that cannot be: {e}")))?;
                }
            }
        }
        Ok(())
    }
}

/// Ends the standing row of a key, as the act did; whether there was one.
fn close(c: &mut Connection, table: &'static Table, key: &[Cell], number: i64) -> Result<bool, StoreError> {
    let made = table.made();
    let mut values = vec![Value::Int(number)];
    values.extend(key.iter().map(Cell::value));
    if c.run(made.close, &values)? == 0 {
        return Ok(false);
    }
    // One that the same act had made was never there.
    values.rotate_left(1);
    c.run(made.undo, &values)?;
    Ok(true)
}
