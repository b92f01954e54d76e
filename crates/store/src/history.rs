//! The journal, as a person reads it.

use crate::db::{Sql, Value, statements};
use crate::entry::{Cell, Entry, Group};
use crate::error::StoreError;
use crate::plan::ERASED;
use crate::store::Reader;
use crate::table::Table;
use crate::tables::{
    ASSIGNMENT, BODY, CITATION, GOAL, INDICATOR, OBSERVATION, PLAN, PRINCIPLE, PROMISE, TARGET, TASK, TERRITORY,
};
use luoshi_plan::TargetId;
use std::sync::OnceLock;

statements! {
    NEWEST = Sql::new("SELECT number, content FROM entry WHERE number < $1 ORDER BY number DESC LIMIT $2");
    BETWEEN = Sql::new("SELECT number, content FROM entry WHERE number >= $1 AND number < $2 ORDER BY number");
    TEXT = Sql::new("SELECT content FROM prose WHERE id = $1");
    TITLES = Sql::new("SELECT post.id, prose.content FROM post JOIN prose ON prose.id = post.title ORDER BY post.since");
    TITLE = Sql::new(
        "SELECT prose.content FROM post JOIN prose ON prose.id = post.title \
         WHERE post.id = $1 AND post.since <= $2 AND post.until > $2",
    );
    BATCH = Sql::new("SELECT content FROM blob WHERE sha256 = $1 ORDER BY part");
    FIND = Sql::of_each(
        "SELECT id, person, since, content FROM prose WHERE instr(content, $1) > 0 ORDER BY id LIMIT $2",
        "SELECT id, person, since, content FROM prose WHERE strpos(content, $1) > 0 ORDER BY id LIMIT $2",
    );
}

/// An entry with what it only names.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its number.
    pub number: i64,
    /// The entry.
    pub entry: Entry,
    /// Its bytes, as they are hashed.
    pub content: Vec<u8>,
    /// Who acted: the title of the post at that time, or `luoshi`.
    pub actor: String,
    /// Why, in the actor's words.
    pub why: Option<String>,
}

/// A text that holds what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its number.
    pub id: i64,
    /// The person it tells of, where that is known.
    pub person: Option<i64>,
    /// The entry that brought it.
    pub since: i64,
    /// The text.
    pub content: String,
}

/// How many rows of a table an entry touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touched {
    /// The number of the entry.
    pub entry: i64,
    /// The name of the table.
    pub table: &'static str,
    /// Things that were not there before.
    pub new: i64,
    /// Things that stood already and are otherwise now.
    pub changed: i64,
    /// Things that stand no more.
    pub ended: i64,
}

/// What entries did to the plan: by entry and table, and the targets that took the place of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deeds {
    /// In the order of entries, those of one entry from the plan down to where things stand in documents.
    pub touched: Vec<Touched>,
    /// The number of the entry, and the new target.
    pub replaced: Vec<(i64, TargetId)>,
}

impl Deeds {
    /// What an entry did, from its own words, where it holds all of them: large ones keep them apart, and [`deeds`] asks the record.
    /// `first_new` is the number that the first new thing got: what the entry before says is the next.
    ///
    /// A value that was revised has a new number and is told by its revision.
    #[must_use]
    pub fn of(told: &Told, first_new: i64) -> Option<Self> {
        if !told.entry.batches.is_empty() {
            return None;
        }
        let mut all = Self::default();
        for group in &told.entry.groups {
            let (table, rows, ended) = match group {
                Group::Rows { table, rows } => (*table, rows.as_slice(), 0),
                Group::Ended { table, keys } => (*table, &[][..], i64::try_from(keys.len()).unwrap_or(i64::MAX)),
                Group::Prose(_) | Group::Erased(_) | Group::Signers(_) => continue,
            };
            if !TOLD.contains(&table) {
                continue;
            }
            let mut touched = Touched { entry: told.number, table: table.name, new: 0, changed: 0, ended };
            let [id, revision, replaces] =
                ["id", "revision", "replaces"].map(|name| table.names().position(|known| known == name));
            for row in rows {
                let number = |column: Option<usize>| match column.and_then(|n| row.get(n)) {
                    Some(Cell::Int(n)) => Some(*n),
                    _ => None,
                };
                let id = number(id).filter(|id| *id >= first_new && number(revision).is_none_or(|n| n == 0));
                if id.is_some() {
                    touched.new += 1;
                } else {
                    touched.changed += 1;
                }
                if let Some(id) = id.filter(|_| number(replaces).is_some()) {
                    all.replaced.push((told.number, TargetId::new(id)));
                }
            }
            match all.touched.iter_mut().find(|t| t.table == table.name) {
                Some(there) => {
                    there.new += touched.new;
                    there.changed += touched.changed;
                    there.ended += touched.ended;
                }
                None => all.touched.push(touched),
            }
        }
        let place = |t: &Touched| TOLD.iter().position(|table| table.name == t.table);
        all.touched.sort_by_key(place);
        Some(all)
    }
}

/// What is told of, in this order.
const TOLD: [&Table; 12] = [
    &PLAN,
    &GOAL,
    &PRINCIPLE,
    &INDICATOR,
    &TARGET,
    &TASK,
    &OBSERVATION,
    &ASSIGNMENT,
    &TERRITORY,
    &BODY,
    &PROMISE,
    &CITATION,
];

/// One statement for all tables. A row that was made again is another row of the same key which ended in that very entry.
pub(crate) fn deeds_sql() -> Sql {
    static MADE: OnceLock<Sql> = OnceLock::new();
    *MADE.get_or_init(|| {
        let mut parts: Vec<String> = Vec::new();
        for (at, table) in TOLD.iter().enumerate() {
            let name = table.name;
            let same: Vec<String> = table.names().take(table.keys).map(|key| format!("o.{key} = n.{key}")).collect();
            let same = same.join(" AND ");
            parts.push(format!(
                "SELECT n.since, CAST({at} AS BIGINT), count(*) - count(o.since), count(o.since), CAST(0 AS BIGINT) \
                 FROM {name} n LEFT JOIN {name} o ON {same} AND o.until = n.since \
                 WHERE n.since >= $1 AND n.since < $2 GROUP BY n.since"
            ));
            parts.push(format!(
                "SELECT n.until, CAST({at} AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), count(*) \
                 FROM {name} n LEFT JOIN {name} o ON {same} AND o.since = n.until \
                 WHERE n.until >= $1 AND n.until < $2 AND o.since IS NULL GROUP BY n.until"
            ));
        }
        // Behind the tables: which target it is stands where the count is.
        parts.push(format!(
            "SELECT n.since, CAST({} AS BIGINT), n.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM target n \
             LEFT JOIN target o ON o.id = n.id AND o.until = n.since \
             WHERE n.since >= $1 AND n.since < $2 AND n.replaces IS NOT NULL AND o.id IS NULL",
            TOLD.len()
        ));
        // Leaked once: statements are texts that live as long as the program.
        Sql::new(Box::leak(format!("{} ORDER BY 1, 2, 3", parts.join(" UNION ALL ")).into_boxed_str()))
    })
}

/// What the entries from `from` up to `to`, which is not among them, did to the plan: one statement.
pub fn deeds(reader: &mut Reader<'_>, from: i64, to: i64) -> Result<Deeds, StoreError> {
    let mut all = Deeds::default();
    reader.each(deeds_sql(), &[Value::Int(from), Value::Int(to)], |row| {
        let (entry, at, new, changed, ended) = (row.int(0)?, row.int(1)?, row.int(2)?, row.int(3)?, row.int(4)?);
        match usize::try_from(at).ok().and_then(|at| TOLD.get(at)) {
            None => all.replaced.push((entry, TargetId::new(new))),
            Some(table) => {
                match all.touched.last_mut().filter(|last| last.entry == entry && last.table == table.name) {
                    Some(last) => {
                        last.new += new;
                        last.changed += changed;
                        last.ended += ended;
                    }
                    None => all.touched.push(Touched { entry, table: table.name, new, changed, ended }),
                }
            }
        }
        Ok(())
    })?;
    Ok(all)
}

/// The newest entries before `before` (all, for `i64::MAX`), the newest first.
pub fn entries(reader: &mut Reader<'_>, before: i64, limit: i64) -> Result<Vec<Told>, StoreError> {
    let mut raw = Vec::new();
    reader.each(NEWEST, &[Value::Int(before), Value::Int(limit)], |row| {
        raw.push((row.int(0)?, row.bytes(1)?.to_owned()));
        Ok(())
    })?;
    raw.into_iter()
        .map(|(number, content)| {
            let odd = |e| StoreError::Odd(format!("entry {number}: {e}"));
            let entry = Entry::parse(&content).map_err(odd)?;
            let actor = match entry.actor.strip_prefix("post/").and_then(|id| id.parse::<i64>().ok()) {
                Some(post) => {
                    let title = reader.one(TITLE, &[Value::Int(post), Value::Int(number)], |row| {
                        Ok(row.maybe_text(0)?.unwrap_or(ERASED).to_owned())
                    })?;
                    title.unwrap_or_else(|| entry.actor.clone())
                }
                None => entry.actor.clone(),
            };
            let why = entry.why.map(|id| text(reader, id)).transpose()?;
            Ok(Told { number, entry, content, actor, why })
        })
        .collect()
}

/// The entries from `from` up to `to`, which is not among them, in their order: what a program that knows the state at `from`
/// has to take in.
pub fn between(reader: &mut Reader<'_>, from: i64, to: i64) -> Result<Vec<Told>, StoreError> {
    let mut all = Vec::new();
    reader.each(BETWEEN, &[Value::Int(from), Value::Int(to)], |row| {
        let (number, content) = (row.int(0)?, row.bytes(1)?.to_owned());
        let entry = Entry::parse(&content).map_err(|e| StoreError::Odd(format!("entry {number}: {e}")))?;
        all.push(Told { number, actor: entry.actor.clone(), why: None, entry, content });
        Ok(())
    })?;
    Ok(all)
}

/// As [`between`], with who acted: two statements.
pub fn told(reader: &mut Reader<'_>, from: i64, to: i64) -> Result<Vec<Told>, StoreError> {
    let mut all = between(reader, from, to)?;
    let mut titles = std::collections::HashMap::new();
    reader.each(TITLES, &[], |row| {
        titles.insert(format!("post/{}", row.int(0)?), row.maybe_text(1)?.unwrap_or(ERASED).to_owned());
        Ok(())
    })?;
    for told in &mut all {
        if let Some(title) = titles.get(&told.actor) {
            told.actor.clone_from(title);
        }
    }
    Ok(all)
}

/// The text of a number, or what stands in its place when it was erased.
pub fn text(reader: &mut Reader<'_>, id: i64) -> Result<String, StoreError> {
    let found = reader.one(TEXT, &[Value::Int(id)], |row| Ok(row.maybe_text(0)?.map(str::to_owned)))?;
    Ok(found.flatten().unwrap_or_else(|| ERASED.to_owned()))
}

/// What an entry changed: its own groups, or those of its batches.
pub fn groups(reader: &mut Reader<'_>, told: &Told) -> Result<Vec<crate::Group>, StoreError> {
    let mut all = told.entry.groups.clone();
    for hash in &told.entry.batches {
        let mut bytes = Vec::new();
        reader.each(BATCH, &[Value::Bytes(hash)], |row| {
            bytes.extend_from_slice(row.bytes(0)?);
            Ok(())
        })?;
        all.extend(crate::entry::batch(&bytes).map_err(|e| StoreError::Odd(format!("entry {}: {e}", told.number)))?);
    }
    Ok(all)
}

/// Texts that hold some words: what there is to erase.
pub fn find(reader: &mut Reader<'_>, words: &str, limit: i64) -> Result<Vec<Found>, StoreError> {
    let mut all = Vec::new();
    reader.each(FIND, &[Value::Text(words), Value::Int(limit)], |row| {
        all.push(Found {
            id: row.int(0)?,
            person: row.maybe_int(1)?,
            since: row.int(2)?,
            content: row.text(3)?.to_owned(),
        });
        Ok(())
    })?;
    Ok(all)
}
