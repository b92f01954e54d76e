//! An act: the changes to tables that one entry of the journal tells of.

use crate::db::{Connection, Row, Sql, Value, statements};
use crate::entry::{Cell, Changes};
use crate::error::StoreError;
use crate::plan::Near;
use crate::table::{Column, Kind, STANDING, Table};
use crate::tables;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet};

/// Changes up to this size stand in the entry itself; an entry has at most 65,535 bytes.
const INLINE: usize = 48_000;

/// Larger ones are written out in batches of about this size, so that an act of any size takes bounded memory.
const BATCH: usize = 1 << 20;

/// How large a part of a blob is.
pub(crate) const PART: usize = 1 << 20;

statements! {
    PROSE = Sql::new("INSERT INTO prose (id, since, seal, person, secret, content) VALUES ($1, $2, $3, $4, $5, $6)");
    CONTENT = Sql::new("SELECT content FROM prose WHERE id = $1");
    ERASE = Sql::new(
        "UPDATE prose SET erased = $1, secret = NULL, content = NULL WHERE id = $2 AND erased IS NULL",
    );
    FORGET = Sql::new(
        "UPDATE once SET salt = NULL, request = NULL WHERE entry = (SELECT since FROM prose WHERE id = $1)",
    );
    OF_PERSON = Sql::new("SELECT id FROM prose WHERE person = $1 AND erased IS NULL ORDER BY id");
    BLOB_THERE = Sql::new("SELECT part FROM blob WHERE sha256 = $1 LIMIT 1");
    BLOB = Sql::new("INSERT INTO blob (sha256, part, content) VALUES ($1, $2, $3)");
    POST_TITLED = Sql::new(
        "SELECT post.id FROM post JOIN prose ON prose.id = post.title \
         WHERE prose.content = $1 AND post.until = 9223372036854775807 ORDER BY post.id LIMIT 1",
    );
    SIGNER = Sql::new("INSERT INTO signer (id, since, verifier, seed) VALUES ($1, $2, $3, $4)");
}

/// A cell of a row to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A word of ours, a day, an exact value: it stands in the journal for ever, so nothing a person typed freely.
    Word(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// What a person wrote.
    Prose(&'a str),
    /// What a person wrote that tells of a person, who may ask that it be erased.
    Personal(&'a str, i64),
}

impl From<Option<i64>> for Field<'_> {
    fn from(n: Option<i64>) -> Self {
        n.map_or(Self::Null, Self::Int)
    }
}

impl<'a> Field<'a> {
    /// A word, if there is one.
    #[must_use]
    pub fn word(word: Option<&'a str>) -> Self {
        word.map_or(Self::Null, Self::Word)
    }

    /// A text that a person wrote, if there is one.
    #[must_use]
    pub fn prose(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Prose)
    }
}

/// What recording a row came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// There was none of this key.
    New,
    /// It stands in the place of another, which is kept.
    Replaced,
    /// The same stood already: nothing was done.
    Same,
}

impl Put {
    /// What two rows of one thing come to together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::New, _) => Self::New,
            (Self::Same, Self::Same) => Self::Same,
            (Self::Replaced, _) | (Self::Same, Self::New | Self::Replaced) => Self::Replaced,
        }
    }
}

/// The changes of one entry, within its transaction.
pub struct Act<'c> {
    c: &'c mut Connection,
    number: i64,
    at: i64,
    next_id: i64,
    subject: Option<String>,
    changes: Changes,
    batches: Vec<[u8; 32]>,
    posts: &'c mut HashMap<String, i64>,
    /// Pairs of things that were looked up within this act, and are there.
    known: HashSet<(i64, i64)>,
    /// What stands near the value recorded last.
    pub(crate) near: Near,
}

/// What is left of an act when it is done: what its entry must say.
pub(crate) struct Acted {
    pub(crate) next_id: i64,
    pub(crate) subject: Option<String>,
    pub(crate) changes: String,
    pub(crate) batches: Vec<[u8; 32]>,
}

impl<'c> Act<'c> {
    pub(crate) fn new(
        c: &'c mut Connection,
        number: i64,
        at: i64,
        next_id: i64,
        posts: &'c mut HashMap<String, i64>,
    ) -> Self {
        Self {
            c,
            number,
            at,
            next_id,
            subject: None,
            changes: Changes::default(),
            batches: Vec::new(),
            posts,
            known: HashSet::new(),
            near: Near::default(),
        }
    }

    /// The number of the entry that will tell of this act.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.number
    }

    /// When it happens, in microseconds since 1970 (UTC); never before the act before it.
    #[must_use]
    pub fn at(&self) -> i64 {
        self.at
    }

    /// A number for a new thing, of whatever kind. No two things of a record ever have the same.
    pub fn new_id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id - 1
    }

    /// Gives no number up to this one to anything new: for things that bring their numbers with them.
    pub fn reserve(&mut self, last: i64) {
        self.next_id = self.next_id.max(last.saturating_add(1));
    }

    /// What the act is done to: `task/12`.
    pub fn about(&mut self, table: &Table, id: i64) {
        self.subject = Some(format!("{}/{id}", table.name));
    }

    /// Whether a pair of things was found to be there, within this act.
    pub(crate) fn knows(&self, first: i64, second: i64) -> bool {
        self.known.contains(&(first, second))
    }

    /// Remembers that a pair of things is there.
    pub(crate) fn know(&mut self, first: i64, second: i64) {
        self.known.insert((first, second));
    }

    /// Hands each row of a query to `take`, as things stand within this act.
    pub fn each(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.c.each(sql, values, take)
    }

    /// The first row of a query.
    pub fn one<T>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        take: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.c.one(sql, values, take)
    }

    /// Records a row: its cells in the order of the table's columns, the key first. Where a row of this key stands, it ends
    /// and is kept.
    pub fn put(&mut self, table: &'static Table, row: &[Field<'_>]) -> Result<Put, StoreError> {
        if row.len() != table.columns.len() {
            return Err(StoreError::Refused(format!("a row of {} has {} cells", table.name, table.columns.len())));
        }
        let made = table.made();
        self.near = Near::default();
        let key = Self::key(table, &row[..table.keys])?;
        let standing = self.c.one(made.standing, &key, |found| {
            let cells =
                table.columns[table.keys..].iter().enumerate().map(|(place, _)| Ok(Cell::of(found.value(place)?)));
            Ok((cells.collect::<Result<Vec<Cell>, StoreError>>()?, found.int(table.columns.len() - table.keys)?))
        })?;
        // The numbers of texts: kept where the text is the same, new where it is not.
        let mut values: Vec<Value<'_>> = key.clone();
        let mut same = standing.is_some();
        for (place, (column, field)) in table.columns[table.keys..].iter().zip(&row[table.keys..]).enumerate() {
            let old = standing.as_ref().map(|(cells, _)| &cells[place]);
            let value = match (column.kind, field) {
                (_, Field::Null) => Value::Null,
                (Kind::Int, Field::Int(n)) => Value::Int(*n),
                (Kind::Word, Field::Word(word)) => Value::Text(a_word(table, column, word)?),
                (Kind::Bytes, Field::Bytes(bytes)) => Value::Bytes(bytes),
                (Kind::Prose, Field::Prose(text) | Field::Personal(text, _)) => {
                    let person = if let Field::Personal(_, person) = field { Some(*person) } else { None };
                    Value::Int(self.prose(text, person, old)?)
                }
                (Kind::Int | Kind::Word | Kind::Bytes | Kind::Prose, _) => {
                    return Err(StoreError::Refused(format!("{}.{}: a cell of another kind", table.name, column.name)));
                }
            };
            same = same && old.is_some_and(|old| old.value() == value);
            values.push(value);
        }
        if same {
            return Ok(Put::Same);
        }
        let replaced = if let Some((_, since)) = &standing {
            if *since == self.number {
                let mut undo = key.clone();
                undo.push(Value::Int(self.number));
                self.c.run(made.undo, &undo)?;
            } else {
                let mut close = vec![Value::Int(self.number)];
                close.extend_from_slice(&key);
                self.c.run(made.close, &close)?;
            }
            Put::Replaced
        } else {
            Put::New
        };
        self.changes.row(table, values.iter().copied());
        values.extend([Value::Int(self.number), Value::Int(STANDING)]);
        self.c.run(made.insert, &values)?;
        self.spill()?;
        Ok(replaced)
    }

    /// Records a row without texts, by one who has looked already whether another stands under its key, and that this one
    /// differs: the way for many rows.
    pub(crate) fn put_over(
        &mut self,
        table: &'static Table,
        row: &[Field<'_>],
        stands: bool,
    ) -> Result<Put, StoreError> {
        let made = table.made();
        let mut values = Vec::with_capacity(row.len() + 2);
        for (column, field) in table.columns.iter().zip(row) {
            values.push(match (column.kind, field) {
                (Kind::Int | Kind::Word | Kind::Bytes, Field::Null) => Value::Null,
                (Kind::Int, Field::Int(n)) => Value::Int(*n),
                (Kind::Word, Field::Word(word)) => Value::Text(a_word(table, column, word)?),
                (Kind::Bytes, Field::Bytes(bytes)) => Value::Bytes(bytes),
                (Kind::Int | Kind::Word | Kind::Bytes | Kind::Prose, _) => {
                    return Err(StoreError::Refused(format!("{}.{}: a cell of another kind", table.name, column.name)));
                }
            });
        }
        if stands {
            let key = &values[..table.keys];
            let mut undo = key.to_vec();
            undo.push(Value::Int(self.number));
            if self.c.run(made.undo, &undo)? == 0 {
                let mut close = vec![Value::Int(self.number)];
                close.extend_from_slice(key);
                self.c.run(made.close, &close)?;
            }
        }
        self.changes.row(table, values.iter().copied());
        values.extend([Value::Int(self.number), Value::Int(STANDING)]);
        self.c.run(made.insert, &values)?;
        self.spill()?;
        Ok(if stands { Put::Replaced } else { Put::New })
    }

    /// Ends the standing row of a key; whether there was one. It is kept among the past ones.
    pub fn end(&mut self, table: &'static Table, key: &[Field<'_>]) -> Result<bool, StoreError> {
        self.near = Near::default();
        let key = Self::key(table, key)?;
        let mut undo = key.clone();
        undo.push(Value::Int(self.number));
        let mut close = vec![Value::Int(self.number)];
        close.extend_from_slice(&key);
        // A row that this very act made was never there.
        if self.c.run(table.made().undo, &undo)? == 0 && self.c.run(table.made().close, &close)? == 0 {
            return Ok(false);
        }
        self.changes.ended(table, key.iter().copied());
        self.spill()?;
        Ok(true)
    }

    /// Lets a row stand again as it was, texts by their numbers; in the place of what stands under its key.
    pub(crate) fn restore(&mut self, table: &'static Table, cells: &[Cell]) -> Result<Put, StoreError> {
        self.near = Near::default();
        let made = table.made();
        let mut values: Vec<Value<'_>> = cells.iter().map(Cell::value).collect();
        let key = values.get(..table.keys).unwrap_or_default().to_vec();
        let mut undo = key.clone();
        undo.push(Value::Int(self.number));
        let mut close = vec![Value::Int(self.number)];
        close.extend_from_slice(&key);
        let stood = self.c.run(made.undo, &undo)? > 0 || self.c.run(made.close, &close)? > 0;
        self.changes.row(table, values.iter().copied());
        values.extend([Value::Int(self.number), Value::Int(STANDING)]);
        self.c.run(made.insert, &values)?;
        self.spill()?;
        Ok(if stood { Put::Replaced } else { Put::New })
    }

    /// Ends the standing row of a key that was read from the table.
    pub(crate) fn end_cells(&mut self, table: &'static Table, key: &[Cell]) -> Result<(), StoreError> {
        self.near = Near::default();
        let mut close = vec![Value::Int(self.number)];
        close.extend(key.iter().map(Cell::value));
        self.c.run(table.made().close, &close)?;
        self.changes.ended(table, key.iter().map(Cell::value));
        self.spill()
    }

    fn key<'v>(table: &Table, fields: &[Field<'v>]) -> Result<Vec<Value<'v>>, StoreError> {
        let odd = || StoreError::Refused(format!("{}: a key of another kind", table.name));
        if fields.len() != table.keys {
            return Err(odd());
        }
        let value = |(column, field): (&Column, &Field<'v>)| match (column.kind, field) {
            (Kind::Int, Field::Int(n)) => Ok(Value::Int(*n)),
            (Kind::Word, Field::Word(word)) => a_word(table, column, word).map(Value::Text),
            (Kind::Bytes, Field::Bytes(bytes)) => Ok(Value::Bytes(bytes)),
            (Kind::Int | Kind::Word | Kind::Bytes | Kind::Prose, _) => Err(odd()),
        };
        table.columns.iter().zip(fields).map(value).collect()
    }

    /// Keeps a text; the number it has. `old` is the cell it may stand in already.
    fn prose(&mut self, text: &str, person: Option<i64>, old: Option<&Cell>) -> Result<i64, StoreError> {
        if let Some(Cell::Int(id)) = old {
            let kept = self.c.one(CONTENT, &[Value::Int(*id)], |row| Ok(row.maybe_text(0)? == Some(text)))?;
            if kept == Some(true) {
                return Ok(*id);
            }
        }
        if text.contains('\0') {
            return Err(StoreError::Refused("a text with a NUL in it cannot be kept".to_owned()));
        }
        let id = self.new_id();
        let secret: [u8; 32] = random()?;
        let seal = seal(&secret, text);
        let values = [
            Value::Int(id),
            Value::Int(self.number),
            Value::Bytes(&seal),
            person.into(),
            Value::Bytes(&secret),
            Value::Text(text),
        ];
        self.c.run(PROSE, &values)?;
        self.changes.prose(id, person, &seal);
        Ok(id)
    }

    /// Keeps the reason of the act.
    pub(crate) fn why(&mut self, text: &str) -> Result<i64, StoreError> {
        self.prose(text, None, None)
    }

    /// The post of a title, recorded now if it is new.
    pub fn post(&mut self, title: &str) -> Result<i64, StoreError> {
        if let Some(id) = self.posts.get(title) {
            return Ok(*id);
        }
        let found = self.c.one(POST_TITLED, &[Value::Text(title)], |row| row.int(0))?;
        let id = if let Some(id) = found {
            id
        } else {
            let id = self.new_id();
            self.put(&tables::POST, &[Field::Int(id), Field::Null, Field::Prose(title), Field::Null, Field::Null])?;
            id
        };
        self.posts.insert(title.to_owned(), id);
        Ok(id)
    }

    /// Erases texts: neither they nor the secrets of their seals are left, here or in answers to requests that brought
    /// them. How many were there to erase.
    pub fn erase(&mut self, ids: &[i64]) -> Result<u64, StoreError> {
        let mut erased = 0;
        for id in ids {
            self.c.run(FORGET, &[Value::Int(*id)])?;
            if self.c.run(ERASE, &[Value::Int(self.number), Value::Int(*id)])? > 0 {
                self.changes.erased(*id);
                erased += 1;
            }
            self.spill()?;
        }
        Ok(erased)
    }

    /// Erases all texts that tell of a person.
    pub fn erase_person(&mut self, person: i64) -> Result<u64, StoreError> {
        let mut ids = Vec::new();
        self.c.each(OF_PERSON, &[Value::Int(person)], |row| {
            ids.push(row.int(0)?);
            Ok(())
        })?;
        self.erase(&ids)
    }

    /// Keeps bytes under their SHA-256, once, however often they come; the hash and the length. Recorded by a row that
    /// names the hash. Read twice: once to hash, once to keep.
    pub fn blob(&mut self, bytes: &[u8]) -> Result<[u8; 32], StoreError> {
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        if self.c.one(BLOB_THERE, &[Value::Bytes(&hash)], |_| Ok(()))?.is_none() {
            let mut parts = bytes.chunks(PART).collect::<Vec<_>>();
            if parts.is_empty() {
                parts.push(&[]);
            }
            for (part, content) in parts.iter().enumerate() {
                self.c.run(BLOB, &[Value::Bytes(&hash), Value::Int(part as i64), Value::Bytes(content)])?;
            }
        }
        Ok(hash)
    }

    /// A key that signs the log from now on.
    pub(crate) fn signer(&mut self, verifier: &str, seed: &[u8; 32]) -> Result<(), StoreError> {
        let id = self.new_id();
        self.c.run(SIGNER, &[Value::Int(id), Value::Int(self.number), Value::Text(verifier), Value::Bytes(seed)])?;
        self.changes.signer(id, verifier);
        Ok(())
    }

    /// Writes the changes out when there are many.
    fn spill(&mut self) -> Result<(), StoreError> {
        // Larger ones when there are many, so that their hashes fit into the entry: 640 of them are 4 GiB.
        let full = BATCH << (self.batches.len() / 128).min(16);
        if self.changes.len() >= full { self.spill_now() } else { Ok(()) }
    }

    fn spill_now(&mut self) -> Result<(), StoreError> {
        let batch = self.changes.take();
        let hash = self.blob(batch.as_bytes())?;
        self.batches.push(hash);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Acted, StoreError> {
        if self.changes.len() > INLINE || !self.batches.is_empty() {
            self.spill_now()?;
        }
        let changes = self.changes.take();
        Ok(Acted { next_id: self.next_id, subject: self.subject, changes, batches: self.batches })
    }
}

/// What stands in the journal for ever is a word of ours, a day, a code, an exact value: a few signs of ASCII without
/// blanks. A name or a sentence cannot slip in.
fn a_word<'w>(table: &Table, column: &Column, word: &'w str) -> Result<&'w str, StoreError> {
    if is_word(word) {
        return Ok(word);
    }
    Err(StoreError::Refused(format!("{}.{}: {word:?} is no code, day or value", table.name, column.name)))
}

/// Whether something may stand in the journal for ever. Places in a text may be many, and are numbers only.
pub(crate) fn is_word(word: &str) -> bool {
    let numbers = || word.len() <= 8_000 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b',');
    !word.is_empty() && (word.len() <= 80 && word.bytes().all(|b| b.is_ascii_graphic()) || numbers())
}

/// What the journal carries of a text: nothing can be learnt from it without the secret.
pub(crate) fn seal(secret: &[u8], text: &str) -> [u8; 32] {
    hmac(secret, &[text.as_bytes()])
}

/// HMAC-SHA-256 over parts, one after another.
pub(crate) fn hmac(secret: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { unreachable!("HMAC takes keys of any length") };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Bytes nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| StoreError::Database(format!("no random numbers: {e}")))?;
    Ok(bytes)
}
