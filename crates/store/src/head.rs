//! The head of the journal: its size, its root, and the right edge of its tree, as the database has them.

use crate::db::{Connection, Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::journal::{Edge, Full, Hash, Level, Tile, WIDTH, push};

statements! {
    MADE = Sql::new("INSERT INTO head (one, size, next_id, at, root) VALUES (1, 0, 1, 0, $1) ON CONFLICT (one) DO NOTHING");
    HEAD = Sql::new("SELECT size, next_id, at, root FROM head WHERE one = 1");
    LOCKED = Sql::of_each(
        "SELECT size, next_id, at, root FROM head WHERE one = 1",
        "SELECT size, next_id, at, root FROM head WHERE one = 1 FOR UPDATE",
    );
    SET = Sql::new("UPDATE head SET size = $1, next_id = $2, at = $3, root = $4 WHERE one = 1 AND size = $5");
    ENTRY = Sql::new("INSERT INTO entry (number, content) VALUES ($1, $2)");
    ENTRIES = Sql::new("SELECT content FROM entry WHERE number >= $1 AND number < $2 ORDER BY number");
    TILE = Sql::new("SELECT hashes FROM tile WHERE level = $1 AND number = $2");
    SET_TILE = Sql::new(
        "INSERT INTO tile (level, number, hashes) VALUES ($1, $2, $3) \
         ON CONFLICT (level, number) DO UPDATE SET hashes = EXCLUDED.hashes",
    );
}

/// The state of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many entries there are.
    pub size: i64,
    /// The number that the next thing gets.
    pub next_id: i64,
    /// When the last entry was made, in microseconds since 1970 (UTC).
    pub at: i64,
    /// The root over all entries.
    pub root: Hash,
}

/// Makes the row that there is one of.
pub(crate) fn make(c: &mut Connection) -> Result<(), StoreError> {
    c.run(MADE, &[Value::Bytes(&Hash::of_nothing().0)]).map(drop)
}

/// The head as it stands; where `lock`, nobody else changes it until this transaction ends.
pub(crate) fn read(c: &mut Connection, lock: Lock) -> Result<Head, StoreError> {
    let sql = match lock {
        Lock::Held => LOCKED,
        Lock::None => HEAD,
    };
    c.one(sql, &[], of_row)?.ok_or_else(missing)
}

/// Begins a transaction that sees one state of the record: that of this head.
pub(crate) fn begin_reading(c: &mut Connection) -> Result<Head, StoreError> {
    let mut head = None;
    c.begin_reading(HEAD, |row| {
        head = Some(of_row(row)?);
        Ok(())
    })?;
    head.ok_or_else(missing)
}

/// Begins a transaction that sees one state of the tables, whatever they are.
pub(crate) fn begin_looking(c: &mut Connection) -> Result<(), StoreError> {
    c.begin_reading(HEAD, |_| Ok(()))
}

fn of_row(row: &Row<'_>) -> Result<Head, StoreError> {
    let root = Hash::from_bytes(row.bytes(3)?);
    let root = root.ok_or_else(|| StoreError::Odd("the root of the head has not 32 bytes".to_owned()))?;
    Ok(Head { size: row.int(0)?, next_id: row.int(1)?, at: row.int(2)?, root })
}

fn missing() -> StoreError {
    StoreError::Odd("the head of the journal is missing".to_owned())
}

/// Whether the head stays as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// Until the transaction ends.
    Held,
    /// It may change at once.
    None,
}

/// Replaces the head that had `before` entries.
pub(crate) fn set(c: &mut Connection, before: i64, head: &Head) -> Result<(), StoreError> {
    let values =
        [head.size.into(), head.next_id.into(), head.at.into(), Value::Bytes(&head.root.0), Value::Int(before)];
    match c.run(SET, &values)? {
        1 => Ok(()),
        _ => Err(StoreError::Busy("somebody else wrote meanwhile".to_owned())),
    }
}

/// Appends an entry to the database and to the edge of the tree.
pub(crate) fn append(c: &mut Connection, edge: &mut Edge, content: &[u8]) -> Result<(), StoreError> {
    c.run(ENTRY, &[Value::Int(edge.size() as i64), Value::Bytes(content)])?;
    let mut filled: Vec<Full> = Vec::new();
    edge.push(Hash::leaf(content), |full| filled.push(full));
    for full in &filled {
        tile(c, full.level, full.index, &full.hashes)?;
    }
    if let Some(full) = filled.last() {
        // What the topmost full one was hashed into.
        let level = full.level + 1;
        tile(c, level, full.index / WIDTH, edge.partial(level))?;
    }
    Ok(())
}

fn tile(c: &mut Connection, level: u8, index: u64, hashes: &[Hash]) -> Result<(), StoreError> {
    let bytes: Vec<u8> = hashes.iter().flat_map(|h| h.0).collect();
    c.run(SET_TILE, &[Value::Int(level.into()), Value::Int(index as i64), Value::Bytes(&bytes)]).map(drop)
}

/// The right edge of the tree, from the database, after checking that it has the head's root.
pub(crate) fn edge(c: &mut Connection, head: &Head) -> Result<Edge, StoreError> {
    let size = u64::try_from(head.size).map_err(|_| StoreError::Odd("a size below 0".to_owned()))?;
    let mut open = Vec::new();
    for level in 0_u8..8 {
        let count = size >> (8 * u32::from(level));
        let width = (count % WIDTH) as u16;
        let tile = Tile { level: Level::Hashes(level), index: count / WIDTH, width };
        open.push(if width == 0 { Vec::new() } else { hashes(c, tile)? });
    }
    let edge = Edge::from_parts(size, open);
    edge.filter(|edge| edge.root() == head.root)
        .ok_or_else(|| StoreError::Damaged("the tree of the journal does not give the root of its head".to_owned()))
}

/// The hashes of a tile that the log has.
fn hashes(c: &mut Connection, tile: Tile) -> Result<Vec<Hash>, StoreError> {
    let lacks = || StoreError::Damaged(format!("{tile} of the journal is missing or short"));
    let bytes = content(c, tile)?.ok_or_else(lacks)?;
    crate::journal::hashes(&bytes, tile.width).ok_or_else(lacks)
}

/// All bytes of the row of a tile.
pub(crate) fn row_of_tile(c: &mut Connection, tile: Tile) -> Result<Option<Vec<u8>>, StoreError> {
    let Level::Hashes(level) = tile.level else { return Ok(None) };
    c.one(TILE, &[Value::Int(level.into()), Value::Int(tile.index as i64)], |row| Ok(row.bytes(0)?.to_owned()))
}

/// The bytes of a file of the log, as any server gives them; `None` if the log has no such file.
pub(crate) fn content(c: &mut Connection, tile: Tile) -> Result<Option<Vec<u8>>, StoreError> {
    let first = tile.index * WIDTH;
    let range = [Value::Int(first as i64), Value::Int((first + u64::from(tile.width)) as i64)];
    let mut bytes = Vec::new();
    let mut count = 0;
    match tile.level {
        Level::Entries => c.each(ENTRIES, &range, |row| {
            count += 1;
            let fits = push(&mut bytes, row.bytes(0)?);
            if fits { Ok(()) } else { Err(StoreError::Odd("an entry longer than any can be".to_owned())) }
        })?,
        Level::Hashes(0) if !tile.is_full() => c.each(ENTRIES, &range, |row| {
            count += 1;
            bytes.extend_from_slice(&Hash::leaf(row.bytes(0)?).0);
            Ok(())
        })?,
        Level::Hashes(level) => {
            let wanted = usize::from(tile.width) * Hash::LENGTH;
            let place = [Value::Int(level.into()), Value::Int(tile.index as i64)];
            let found = c.one(TILE, &place, |row| Ok(row.bytes(0)?.get(..wanted).map(<[u8]>::to_vec)))?;
            return Ok(found.flatten());
        }
    }
    Ok((count == tile.width).then_some(bytes))
}
