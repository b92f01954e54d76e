//! Checking a record with its database: entries, tree, tables, texts, contents, and the files of the log beside it.

use super::files::{Compared, Listed, keys};
use super::replay::Replay;
use super::{Files, Kept, Milestones, Unfit, Verified, VerifyError, by, rows, signed};
use crate::db::{Connection, Engine, MIGRATIONS, Place, Sql, Value, statements};
use crate::error::StoreError;
use crate::head::{self, Head, Lock};
use crate::hex;
use crate::journal::{Edge, Full, Hash, Level, Signer, Tile, Verifier, WIDTH};
use crate::publish;
use crate::tables::{self, TABLES};
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;

statements! {
    ENTRIES = Sql::new("SELECT number, content FROM entry WHERE number >= $1 ORDER BY number LIMIT 256");
    TILES = Sql::new("SELECT level, number, hashes FROM tile ORDER BY level, number");
    BATCH = Sql::new("SELECT content FROM blob WHERE sha256 = $1 ORDER BY part");
    BLOBS = Sql::new("SELECT sha256, part, content FROM blob ORDER BY sha256, part");
    SEEDS = Sql::new("SELECT id, verifier, seed FROM signer ORDER BY id");
    ONE_HEAD = Sql::new("SELECT one FROM head");
    STEPS = Sql::new("SELECT number, name FROM migration ORDER BY number");
}

/// Checks a record: everything from its entries up, and each row of each table against what the entries make of it. `log` is
/// the folder with the files of the log, where there is one.
pub fn database(
    place: &Place,
    log: Option<&mut dyn Files>,
    kept: Option<&Kept>,
    trusted: &[Verifier],
) -> Result<Verified, VerifyError> {
    place.check_there()?;
    let mut c = Connection::reading(place)?;
    c.check_form()?;
    // What is published is looked at first: it may grow meanwhile, and the database only ahead of it.
    let mut log = log;
    let published = match &mut log {
        Some(files) => Published {
            checkpoint: files.get("checkpoint")?,
            keys: files.get("vkey")?,
            listed: files.list()?.unwrap_or_default(),
        },
        None => Published::default(),
    };
    head::begin_looking(&mut c)?;
    let done = within(&mut c, log, published, kept, trusted);
    // Reading changes nothing; there is nothing to keep or to undo.
    let _ = c.batch("ROLLBACK");
    done
}

/// What a log showed before the database was looked at.
#[derive(Default)]
struct Published {
    checkpoint: Option<Vec<u8>>,
    keys: Option<Vec<u8>>,
    listed: Listed,
}

fn within(
    c: &mut Connection,
    log: Option<&mut dyn Files>,
    published: Published,
    kept: Option<&Kept>,
    trusted: &[Verifier],
) -> Result<Verified, VerifyError> {
    sound(c)?;
    let head = one_head(c)?;
    let size = head.size as u64;
    // Keys: those of the database are compared with the entries below; the files of the log must show the same.
    let known = publish::verifiers(c)?;
    if let Some(bytes) = &published.keys
        && keys(bytes)? != known
    {
        return Err(Unfit::Tile { place: "vkey".into(), why: "not the keys of this record".into() }.into());
    }
    let keys = if trusted.is_empty() { known.clone() } else { trusted.to_vec() };
    let mut roots = Milestones::default();
    let recorded = publish::signed(c)?;
    if let Some(recorded) = &recorded {
        let checkpoint = signed("recorded", recorded.note.as_bytes(), &keys)?;
        if checkpoint.size != recorded.size as u64 || checkpoint.root.0.as_slice() != recorded.root {
            let why = "its row says another size or root than its note".to_owned();
            return Err(Unfit::Checkpoint { which: "recorded", why }.into());
        }
        roots.add("recorded", &checkpoint);
    } else if size > 1 {
        let why = "there is none, though the log has grown".to_owned();
        return Err(Unfit::Checkpoint { which: "recorded", why }.into());
    }
    let mut shown = 0;
    if let Some(bytes) = &published.checkpoint {
        let checkpoint = signed("published", bytes, &keys)?;
        shown = checkpoint.size;
        roots.add("published", &checkpoint);
    }
    // A log that has been laid out once shows a checkpoint and its keys.
    let laid = log.is_some() && recorded.as_ref().is_some_and(|r| r.size > 1);
    if laid && (published.checkpoint.is_none() || published.keys.is_none()) {
        let why = "its file or that of the keys is missing; the next change lays them out again".to_owned();
        return Err(Unfit::Checkpoint { which: "published", why }.into());
    }
    if let Some(kept) = kept {
        roots.add("kept", &by("kept", &kept.note, &keys)?);
    }

    let mut files = log.map(|files| Compared::new(files, published.listed, size)).transpose()?;
    let (edge, replay) = entries(c, size, files.as_mut(), shown, &mut roots)?;
    if let Some(files) = &files {
        files.rest()?;
    }
    heads(&head, &edge, &replay)?;
    roots.check(size)?;

    let mut count = 0;
    for table in TABLES {
        count += rows::table(c, &replay, table)?;
    }
    let texts = rows::prose(c, &replay)?;
    count += texts + rows::once(c, &replay)? + rows::signers(c, &replay)?;
    seeds(c)?;
    count += blobs(c, &replay)?;
    Ok(Verified {
        origin: keys.first().map(|k| k.name().to_owned()).unwrap_or_default(),
        size,
        root: edge.root(),
        signed: recorded.map(|r| r.size as u64),
        keys,
        kept: kept.map(Kept::size),
        files: files.map_or(0, |f| f.count),
        rows: Some((count, TABLES.len() as u64 + 4)),
        texts: (texts, replay.erased),
    })
}

/// Whether the database says of itself that it is whole, and its tables have the form they are made in.
fn sound(c: &mut Connection) -> Result<(), VerifyError> {
    let mut number = 0;
    c.each(STEPS, &[], |row| {
        number += 1;
        let known = MIGRATIONS.get(number - 1);
        if known.is_none_or(|k| row.int(0) != Ok(k.number) || row.text(1) != Ok(k.name)) {
            return Err(StoreError::OtherForm { step: row.text(1)?.to_owned() });
        }
        Ok(())
    })?;
    let Connection::Sqlite(sqlite) = c else { return Ok(()) };
    let damaged = |why: String| VerifyError::Unfit(Unfit::Database { why });
    let found: String = sqlite
        .inner()
        .query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))
        .map_err(|e| damaged(e.to_string()))?;
    if found != "ok" {
        return Err(damaged(found));
    }
    // The form: every table, index, trigger and view, as the steps make them.
    let fresh = Connection::scratch(std::path::Path::new(""))?;
    let Connection::Sqlite(fresh) = fresh else { unreachable!("the scratch database is SQLite") };
    for step in MIGRATIONS {
        fresh.inner().execute_batch(&step.sql(Engine::Sqlite)).map_err(crate::db::sqlite_fault)?;
    }
    let form = |c: &rusqlite::Connection| -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = c.prepare(
            "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
        )?;
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    };
    let there = form(sqlite.inner()).map_err(|e| damaged(e.to_string()))?;
    let made = form(fresh.inner()).map_err(crate::db::sqlite_fault)?;
    match there.iter().find(|t| !made.contains(t)).or_else(|| made.iter().find(|m| !there.contains(m))) {
        Some((name, _)) => Err(damaged(format!("{name} has not the form in which it is made"))),
        None => Ok(()),
    }
}

fn one_head(c: &mut Connection) -> Result<Head, VerifyError> {
    let mut count = 0;
    c.each(ONE_HEAD, &[], |_| {
        count += 1;
        Ok(())
    })?;
    let head = head::read(c, Lock::None)?;
    if count != 1 || head.size < 0 {
        return Err(Unfit::Database { why: "the head of the journal is not one row".to_owned() }.into());
    }
    Ok(head)
}

/// Goes through the entries: the tree they make, against tiles and files; and what they make of the tables.
fn entries(
    c: &mut Connection,
    size: u64,
    mut files: Option<&mut Compared<'_>>,
    shown: u64,
    roots: &mut Milestones,
) -> Result<(Edge, Replay), VerifyError> {
    let mut edge = Edge::new();
    let mut replay = Replay::new()?;
    roots.pass(0, || edge.root());
    let mut number: u64 = 0;
    loop {
        let mut bundle: Vec<(i64, Vec<u8>)> = Vec::new();
        c.each(ENTRIES, &[Value::Int(number as i64)], |row| {
            bundle.push((row.int(0)?, row.bytes(1)?.to_owned()));
            Ok(())
        })?;
        if bundle.is_empty() {
            break;
        }
        let index = number / WIDTH;
        let mut full: Vec<Full> = Vec::new();
        for (found, content) in &bundle {
            if *found != number as i64 {
                return Err(Unfit::Missing { number }.into());
            }
            edge.push(Hash::leaf(content), |tile| full.push(tile));
            number += 1;
            roots.pass(number, || edge.root());
        }
        // Tiles before tables: an entry that was changed is named by the hash it had.
        let contents: Vec<Vec<u8>> = bundle.iter().map(|(_, content)| content.clone()).collect();
        for tile in &full {
            row(c, tile.level, tile.index, &tile.hashes, true)?;
            if let Some(files) = &mut files {
                let needed = ((tile.index + 1) * WIDTH) << (8 * u32::from(tile.level)) <= shown;
                files.hashes(tile.level, tile.index, &tile.hashes, needed)?;
            }
        }
        if full.is_empty()
            && let Some(files) = &mut files
        {
            files.hashes(0, index, edge.partial(0), false)?;
        }
        if let Some(files) = &mut files {
            files.entries(index, &contents, (index + 1) * WIDTH <= shown)?;
        }
        for (found, content) in &bundle {
            replay.entry(*found, content, |hash| blob(c, hash))?;
        }
        if bundle.len() < WIDTH as usize {
            break;
        }
    }
    if number != size {
        return Err(if number < size {
            Unfit::Missing { number }.into()
        } else {
            Unfit::Extra { table: "entry".to_owned(), key: size.to_string() }.into()
        });
    }
    for level in 1..8 {
        let hashes = edge.partial(level);
        let index = (size >> (8 * u32::from(level))) / WIDTH;
        if hashes.is_empty() {
            continue;
        }
        row(c, level, index, hashes, false)?;
        if let Some(files) = &mut files {
            files.hashes(level, index, hashes, false)?;
        }
    }
    partial_of_shown(files, shown)?;
    count_tiles(c, &edge)?;
    Ok((edge, replay))
}

/// Whether the partial tiles that the published checkpoint speaks of are there: those beyond full ones.
fn partial_of_shown(files: Option<&mut Compared<'_>>, shown: u64) -> Result<(), VerifyError> {
    let Some(files) = files else { return Ok(()) };
    for tile in Tile::of_size(shown).filter(|tile| !tile.is_full()) {
        files.there(tile)?;
    }
    Ok(())
}

/// Compares a row of `tile`.
fn row(c: &mut Connection, level: u8, index: u64, hashes: &[Hash], full: bool) -> Result<(), VerifyError> {
    let place = format!("tile {level}/{index} of the database");
    let tile = Tile { level: Level::Hashes(level), index, width: hashes.len() as u16 };
    let Some(bytes) = head::row_of_tile(c, tile)? else {
        return Err(Unfit::Tile { place, why: "missing".to_owned() }.into());
    };
    let made: Vec<u8> = hashes.iter().flat_map(|h| h.0).collect();
    if bytes.len() != made.len() {
        let why = format!("{} bytes, not {}", bytes.len(), made.len());
        return Err(Unfit::Tile { place, why }.into());
    }
    let differs = bytes.chunks(Hash::LENGTH).zip(hashes).position(|(found, made)| found != made.0);
    match differs {
        None => Ok(()),
        Some(at) if level == 0 && full => Err(Unfit::Leaf { number: index * WIDTH + at as u64, place }.into()),
        Some(at) => Err(Unfit::Tile { place, why: format!("hash {at} is not that of what lies below") }.into()),
    }
}

/// Whether there are no more rows of tiles than the tree has.
fn count_tiles(c: &mut Connection, edge: &Edge) -> Result<(), VerifyError> {
    let mut odd = None;
    c.each(TILES, &[], |row| {
        let (level, number) = (row.int(0)?, row.int(1)?);
        let count = u32::try_from(level).ok().and_then(|l| edge.size().checked_shr(8 * l)).unwrap_or(0);
        // Level 0 has rows for full tiles only.
        let last = if level == 0 { count / WIDTH } else { count.div_ceil(WIDTH) };
        if (number < 0 || number as u64 >= last) && odd.is_none() {
            odd = Some(format!("{level}/{number}"));
        }
        Ok(())
    })?;
    match odd {
        Some(key) => Err(Unfit::Extra { table: "tile".to_owned(), key }.into()),
        None => Ok(()),
    }
}

/// Compares the head with what the entries give.
fn heads(head: &Head, edge: &Edge, replay: &Replay) -> Result<(), Unfit> {
    let differs = |column, found: &dyn ToString, wanted: &dyn ToString| {
        Err(Unfit::Head { column, found: found.to_string(), wanted: wanted.to_string() })
    };
    if head.root != edge.root() {
        return differs("root", &head.root, &edge.root());
    }
    if head.next_id != replay.next_id {
        return differs("next_id", &head.next_id, &replay.next_id);
    }
    if head.at != replay.at {
        return differs("at", &head.at, &replay.at);
    }
    Ok(())
}

/// The content under a hash, checked.
fn blob(c: &mut Connection, hash: &[u8; 32]) -> Result<Vec<u8>, VerifyError> {
    let mut bytes = Vec::new();
    c.each(BATCH, &[Value::Bytes(hash)], |row| {
        bytes.extend_from_slice(row.bytes(0)?);
        Ok(())
    })?;
    let found: [u8; 32] = Sha256::digest(&bytes).into();
    if found == *hash {
        return Ok(bytes);
    }
    let why = if bytes.is_empty() { "missing" } else { "its bytes are not those of its hash" };
    Err(Unfit::Blob { hash: hex::encode(hash), why }.into())
}

/// Compares all content with its hashes, and the hashes with those that entries and rows name; how many rows.
fn blobs(c: &mut Connection, replay: &Replay) -> Result<u64, VerifyError> {
    let mut named: HashSet<[u8; 32]> = replay.batches.clone();
    for table in [&tables::SOURCE, &tables::READING] {
        rows::named(replay, table, |hash| {
            named.insert(hash);
        })?;
    }
    let unfit = |hash: &[u8], why| Unfit::Blob { hash: hex::encode(hash), why };
    let mut odd: Option<Unfit> = None;
    let mut count = 0;
    let mut open: Option<(Vec<u8>, i64, Sha256)> = None;
    let mut close = |open: Option<(Vec<u8>, i64, Sha256)>| -> Option<Unfit> {
        let (hash, _, content) = open?;
        let found: [u8; 32] = content.finalize().into();
        if found.as_slice() != hash.as_slice() {
            return Some(unfit(&hash, "its bytes are not those of its hash"));
        }
        (!named.remove(&found)).then(|| unfit(&hash, "no entry names it"))
    };
    c.each(BLOBS, &[], |row| {
        count += 1;
        let (hash, part, content) = (row.bytes(0)?, row.int(1)?, row.bytes(2)?);
        match &mut open {
            Some((of, last, whole)) if of.as_slice() == hash => {
                *last += 1;
                whole.update(content);
                if *last != part && odd.is_none() {
                    odd = Some(unfit(hash, "a part of it is missing"));
                }
            }
            _ => {
                let closed = close(open.take());
                odd = odd.take().or(closed);
                if part != 0 && odd.is_none() {
                    odd = Some(unfit(hash, "a part of it is missing"));
                }
                open = Some((hash.to_owned(), 0, Sha256::new_with_prefix(content)));
            }
        }
        Ok(())
    })?;
    let closed = close(open.take());
    if let Some(odd) = odd.or(closed) {
        return Err(odd.into());
    }
    match named.iter().min() {
        Some(hash) => Err(unfit(hash, "missing").into()),
        None => Ok(count),
    }
}

/// Whether the secret of each key that has one fits it, and the newest key has one.
fn seeds(c: &mut Connection) -> Result<(), VerifyError> {
    let mut odd = None;
    c.each(SEEDS, &[], |row| {
        let fits = match (row.text(1)?.parse::<Verifier>(), row.maybe_bytes(2)?.map(<[u8; 32]>::try_from)) {
            (Ok(_), None) => true,
            (Ok(key), Some(Ok(seed))) => Signer::new(key.name(), &seed).is_ok_and(|signer| signer.verifier() == key),
            (Ok(_) | Err(_), _) => false,
        };
        if !fits {
            odd = odd.or(Some(row.int(0)?));
        }
        Ok(())
    })?;
    match odd {
        Some(id) => Err(Unfit::Cell {
            table: "signer".to_owned(),
            key: id.to_string(),
            column: "seed".to_owned(),
            found: "another secret".to_owned(),
            wanted: "that of its key".to_owned(),
        }
        .into()),
        None => Ok(()),
    }
}
