//! An entry of the journal: one JSON object in canonical form, which says who did what when, and which rows became what.
//!
//! It carries numbers, words of ours, days, exact values and hashes. What a person wrote stands in it as the number of a
//! row of `prose`, and that row's seal.

use crate::canonical::{self, CanonicalError};
use crate::hex;
use crate::table::{Kind, Table};
use jiff::Timestamp;
use serde_json::Value as Json;
use std::fmt::Write as _;
use thiserror::Error;

/// The version of the form.
const VERSION: i64 = 1;

/// Why bytes are no entry of ours.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EntryError {
    /// Not canonical JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Not the members that an entry has.
    #[error("{0}")]
    Form(String),
}

fn form<T>(why: impl Into<String>) -> Result<T, EntryError> {
    Err(EntryError::Form(why.into()))
}

/// An entry, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What was done: `target.set`.
    pub kind: String,
    /// When, in microseconds since 1970 (UTC).
    pub at: i64,
    /// What it was done to: `target/12`.
    pub subject: String,
    /// Who: `post/5`, or `luoshi` for the program itself.
    pub actor: String,
    /// The number the next thing will get.
    pub next_id: i64,
    /// The reason, as a row of `prose`.
    pub why: Option<i64>,
    /// The document it rests on, as a row of `source`.
    pub source: Option<i64>,
    /// The seal of the request it answered, where the request had a key.
    pub once: Option<[u8; 32]>,
    /// What became of which rows, where it fits into the entry.
    pub groups: Vec<Group>,
    /// Else the SHA-256 of each batch of such groups, in order.
    pub batches: Vec<[u8; 32]>,
}

/// What became of rows of one table.
#[derive(Debug, Clone, PartialEq)]
pub enum Group {
    /// New rows, or rows in the place of standing ones: cells in the order of the columns named.
    Rows {
        /// Of which table.
        table: &'static Table,
        /// The cells, by column of the table.
        rows: Vec<Vec<Cell>>,
    },
    /// Rows that stand no more: their keys.
    Ended {
        /// Of which table.
        table: &'static Table,
        /// The keys.
        keys: Vec<Vec<Cell>>,
    },
    /// Texts: number, person, seal.
    Prose(Vec<(i64, Option<i64>, [u8; 32])>),
    /// Texts that were erased.
    Erased(Vec<i64>),
    /// Keys that sign: number, and the verifier key.
    Signers(Vec<(i64, String)>),
}

/// A cell of a row, as the journal knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number, or the number of a text in `prose`.
    Int(i64),
    /// A word.
    Word(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Cell {
    /// A value that was read.
    pub(crate) fn of(value: crate::db::Value<'_>) -> Self {
        match value {
            crate::db::Value::Null => Self::Null,
            crate::db::Value::Int(n) => Self::Int(n),
            crate::db::Value::Text(text) => Self::Word(text.to_owned()),
            crate::db::Value::Bytes(bytes) => Self::Bytes(bytes.to_owned()),
        }
    }

    pub(crate) fn value(&self) -> crate::db::Value<'_> {
        match self {
            Self::Null => crate::db::Value::Null,
            Self::Int(n) => crate::db::Value::Int(*n),
            Self::Word(text) => crate::db::Value::Text(text),
            Self::Bytes(bytes) => crate::db::Value::Bytes(bytes),
        }
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Int(n) => write!(f, "{n}"),
            Self::Word(text) => write!(f, "{text:?}"),
            Self::Bytes(bytes) => f.write_str(&hex::encode(bytes)),
        }
    }
}

/// A moment as entries write it, always with six places.
pub(crate) fn moment(at: i64) -> String {
    // A clock beyond the year 9999 is broken; its time is still written so that it reads back.
    let stamp = Timestamp::from_microsecond(at).unwrap_or(if at < 0 { Timestamp::MIN } else { Timestamp::MAX });
    format!("{stamp:.6}")
}

/// What an act did, being written down.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Groups in canonical JSON, the last one open.
    text: String,
    /// What the last group is of: its table, and whether it holds new rows.
    open: Option<(&'static str, bool)>,
    /// Rows of prose, in canonical JSON.
    prose: String,
}

impl Changes {
    /// How much there is.
    pub(crate) fn len(&self) -> usize {
        self.text.len() + self.prose.len()
    }

    fn close(&mut self) {
        if let Some((table, _)) = self.open.take() {
            let _ = write!(self.text, "],\"table\":\"{table}\"}}");
        }
    }

    fn begin(&mut self, table: &'static str, rows: bool, head: impl FnOnce(&mut String)) {
        if self.open == Some((table, rows)) {
            self.text.push(',');
            return;
        }
        self.close();
        if !self.text.is_empty() {
            self.text.push(',');
        }
        head(&mut self.text);
        self.open = Some((table, rows));
    }

    /// A row that stands now.
    pub(crate) fn row<'v>(&mut self, table: &'static Table, cells: impl Iterator<Item = crate::db::Value<'v>>) {
        self.begin(table.name, true, |text| {
            text.push_str("{\"columns\":[");
            for (place, name) in table.names().enumerate() {
                let _ = write!(text, "{}\"{name}\"", if place > 0 { "," } else { "" });
            }
            text.push_str("],\"rows\":[");
        });
        Self::cells(&mut self.text, cells);
    }

    /// A row that stands no more.
    pub(crate) fn ended<'v>(&mut self, table: &'static Table, key: impl Iterator<Item = crate::db::Value<'v>>) {
        self.begin(table.name, false, |text| text.push_str("{\"ended\":["));
        Self::cells(&mut self.text, key);
    }

    fn cells<'v>(text: &mut String, cells: impl Iterator<Item = crate::db::Value<'v>>) {
        for (place, cell) in cells.enumerate() {
            text.push(if place > 0 { ',' } else { '[' });
            match cell {
                crate::db::Value::Null => text.push_str("null"),
                crate::db::Value::Int(n) => {
                    let _ = write!(text, "{n}");
                }
                crate::db::Value::Text(word) => canonical::string(word, text),
                crate::db::Value::Bytes(bytes) => canonical::string(&hex::encode(bytes), text),
            }
        }
        text.push(']');
    }

    /// A text, by number and seal.
    pub(crate) fn prose(&mut self, id: i64, person: Option<i64>, seal: &[u8; 32]) {
        let text = &mut self.prose;
        text.push_str(if text.is_empty() { "[" } else { ",[" });
        match person {
            Some(person) => {
                let _ = write!(text, "{id},{person},\"{}\"]", hex::encode(seal));
            }
            None => {
                let _ = write!(text, "{id},null,\"{}\"]", hex::encode(seal));
            }
        }
    }

    /// A text that was erased.
    pub(crate) fn erased(&mut self, id: i64) {
        self.begin("prose", false, |text| text.push_str("{\"erased\":["));
        let _ = write!(self.text, "{id}");
    }

    /// A key that signs from now on.
    pub(crate) fn signer(&mut self, id: i64, verifier: &str) {
        self.begin("signer", true, |text| text.push_str("{\"columns\":[\"id\",\"verifier\"],\"rows\":["));
        let _ = write!(self.text, "[{id},");
        canonical::string(verifier, &mut self.text);
        self.text.push(']');
    }

    /// All groups as one JSON array; nothing is left.
    pub(crate) fn take(&mut self) -> String {
        self.close();
        let mut all = String::with_capacity(self.len() + 64);
        all.push('[');
        if !self.prose.is_empty() {
            let _ = write!(
                all,
                "{{\"columns\":[\"id\",\"person\",\"seal\"],\"rows\":[{}],\"table\":\"prose\"}}",
                self.prose
            );
            if !self.text.is_empty() {
                all.push(',');
            }
        }
        all.push_str(&self.text);
        all.push(']');
        self.text.clear();
        self.prose.clear();
        all
    }
}

/// What an entry says besides its changes.
#[derive(Debug)]
pub(crate) struct Heading<'a> {
    pub(crate) kind: &'a str,
    pub(crate) at: i64,
    pub(crate) subject: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) next_id: i64,
    pub(crate) why: Option<i64>,
    pub(crate) source: Option<i64>,
    pub(crate) once: Option<[u8; 32]>,
}

/// The bytes of an entry, with its changes (a JSON array) or the hashes of the batches that hold them.
pub(crate) fn write(heading: &Heading<'_>, changes: &str, batches: &[[u8; 32]]) -> Vec<u8> {
    let mut out = String::with_capacity(changes.len() + batches.len() * 70 + 300);
    let member = |out: &mut String, name: &str, text: &str| {
        let _ = write!(out, "\"{name}\":");
        canonical::string(text, out);
    };
    out.push('{');
    member(&mut out, "actor", heading.actor);
    out.push(',');
    member(&mut out, "at", &moment(heading.at));
    out.push_str(",\"data\":{");
    if batches.is_empty() {
        let _ = write!(out, "\"changes\":{changes}");
    } else {
        out.push_str("\"batches\":[");
        for (place, hash) in batches.iter().enumerate() {
            let _ = write!(out, "{}\"{}\"", if place > 0 { "," } else { "" }, hex::encode(hash));
        }
        out.push(']');
    }
    let _ = write!(out, ",\"next_id\":{}", heading.next_id);
    if let Some(once) = heading.once {
        out.push(',');
        member(&mut out, "once", &hex::encode(&once));
    }
    if let Some(source) = heading.source {
        let _ = write!(out, ",\"source\":{source}");
    }
    if let Some(why) = heading.why {
        let _ = write!(out, ",\"why\":{why}");
    }
    out.push_str("},");
    member(&mut out, "kind", heading.kind);
    out.push(',');
    member(&mut out, "subject", heading.subject);
    let _ = write!(out, ",\"v\":{VERSION}}}");
    out.into_bytes()
}

impl Entry {
    /// Reads an entry.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryError> {
        let json = canonical::parse(bytes)?;
        let Json::Object(mut members) = json else { return form("an entry is an object") };
        match members.remove("v").and_then(|v| v.as_i64()) {
            Some(VERSION) => {}
            Some(other) => return form(format!("version {other} is not known to this program")),
            None => return form("no version"),
        }
        let mut text = |name: &str| match members.remove(name) {
            Some(Json::String(text)) => Ok(text),
            _ => form(format!("no text {name}")),
        };
        let (kind, at, subject, actor) = (text("kind")?, text("at")?, text("subject")?, text("actor")?);
        let stamp: Timestamp = at.parse().or_else(|_| form("at is no moment"))?;
        let micro = stamp.as_microsecond();
        if moment(micro) != at {
            return form("at is not written as entries write it");
        }
        let Some(Json::Object(mut data)) = members.remove("data") else { return form("no data") };
        if let Some(name) = members.keys().next() {
            return form(format!("unknown member {name}"));
        }
        let mut number = |name: &str| match data.remove(name) {
            None => Ok(None),
            Some(json) => json.as_i64().map(Some).map_or_else(|| form(format!("{name} is no number")), Ok),
        };
        let (next_id, why, source) = (number("next_id")?, number("why")?, number("source")?);
        let hash = |json: &Json| {
            let bytes = json.as_str().and_then(hex::decode).and_then(|b| <[u8; 32]>::try_from(b).ok());
            bytes.map_or_else(|| form("not a hash"), Ok)
        };
        let once = data.remove("once").as_ref().map(hash).transpose()?;
        let groups = data.remove("changes").as_ref().map(groups_of).transpose()?;
        let batches = match data.remove("batches") {
            Some(Json::Array(all)) if !all.is_empty() => Some(all.iter().map(hash).collect::<Result<Vec<_>, _>>()?),
            Some(_) => return form("batches is no list of hashes"),
            None => None,
        };
        if let Some(name) = data.keys().next() {
            return form(format!("unknown member {name} in data"));
        }
        if groups.is_some() == batches.is_some() {
            return form("either changes or batches");
        }
        Ok(Self {
            kind,
            at: micro,
            subject,
            actor,
            next_id: next_id.map_or_else(|| form("no next_id"), Ok)?,
            why,
            source,
            once,
            groups: groups.unwrap_or_default(),
            batches: batches.unwrap_or_default(),
        })
    }
}

/// The groups of a batch.
pub(crate) fn batch(bytes: &[u8]) -> Result<Vec<Group>, EntryError> {
    groups_of(&canonical::parse(bytes)?)
}

fn groups_of(json: &Json) -> Result<Vec<Group>, EntryError> {
    let Json::Array(all) = json else { return form("changes are a list") };
    all.iter().map(group).collect()
}

fn group(json: &Json) -> Result<Group, EntryError> {
    let Json::Object(members) = json else { return form("a change is an object") };
    let Some(Json::String(name)) = members.get("table") else { return form("a change without table") };
    let list = |member: &str| match members.get(member) {
        Some(Json::Array(all)) => Ok(all),
        _ => form(format!("a change of {name} without {member}")),
    };
    let allowed = |wanted: &[&str]| match members.keys().find(|k| !wanted.contains(&k.as_str())) {
        Some(odd) => form(format!("a change of {name} with {odd}")),
        None => Ok(()),
    };
    if name == "prose" && members.contains_key("erased") {
        allowed(&["erased", "table"])?;
        let ids = list("erased")?.iter().map(|id| id.as_i64().map_or_else(|| form("erased is no list of numbers"), Ok));
        return Ok(Group::Erased(ids.collect::<Result<_, _>>()?));
    }
    if members.contains_key("ended") {
        allowed(&["ended", "table"])?;
        let Some(table) = Table::named(name) else { return form(format!("no table {name}")) };
        let columns: Vec<usize> = (0..table.keys).collect();
        let keys = list("ended")?.iter().map(|row| cells(table, &columns, row, table.keys));
        return Ok(Group::Ended { table, keys: keys.collect::<Result<_, _>>()? });
    }
    allowed(&["columns", "rows", "table"])?;
    let columns: Vec<&str> = list("columns")?.iter().filter_map(Json::as_str).collect();
    let rows = list("rows")?;
    match name.as_str() {
        "prose" if columns == ["id", "person", "seal"] => {
            let row = |row: &Json| {
                let Some([id, person, seal]) = row.as_array().map(Vec::as_slice) else { return None };
                let person = if person.is_null() { None } else { Some(person.as_i64()?) };
                Some((id.as_i64()?, person, hex::decode(seal.as_str()?)?.try_into().ok()?))
            };
            let rows = rows.iter().map(|r| row(r).map_or_else(|| form("a row of prose is number, person, seal"), Ok));
            Ok(Group::Prose(rows.collect::<Result<_, _>>()?))
        }
        "signer" if columns == ["id", "verifier"] => {
            let row = |row: &Json| {
                let Some([id, verifier]) = row.as_array().map(Vec::as_slice) else { return None };
                Some((id.as_i64()?, verifier.as_str()?.to_owned()))
            };
            let rows = rows.iter().map(|r| row(r).map_or_else(|| form("a row of signer is number, key"), Ok));
            Ok(Group::Signers(rows.collect::<Result<_, _>>()?))
        }
        _ => {
            let Some(table) = Table::named(name) else { return form(format!("no table {name}")) };
            let place = |c: &&str| table.columns.iter().position(|known| known.name == *c);
            let places: Option<Vec<usize>> = columns.iter().map(place).collect();
            let Some(places) = places.filter(|p| p.len() == list("columns").map_or(0, Vec::len)) else {
                return form(format!("columns of {name} that it has not"));
            };
            let rows = rows.iter().map(|row| cells(table, &places, row, table.columns.len()));
            Ok(Group::Rows { table, rows: rows.collect::<Result<_, _>>()? })
        }
    }
}

/// The cells of a row of the journal, put where the table has them. Columns that came later are empty.
fn cells(table: &Table, places: &[usize], row: &Json, width: usize) -> Result<Vec<Cell>, EntryError> {
    let Some(row) = row.as_array().filter(|r| r.len() == places.len()) else {
        return form(format!("a row of {} with another number of cells", table.name));
    };
    let mut cells = vec![Cell::Null; width];
    for (place, json) in places.iter().zip(row) {
        let column = &table.columns[*place];
        let cell = match (column.kind, json) {
            (_, Json::Null) => Some(Cell::Null),
            (Kind::Int | Kind::Prose, json) => json.as_i64().map(Cell::Int),
            (Kind::Word, Json::String(text)) => Some(Cell::Word(text.clone())),
            (Kind::Bytes, Json::String(text)) => hex::decode(text).map(Cell::Bytes),
            (Kind::Word | Kind::Bytes, _) => None,
        };
        let Some(cell) = cell else { return form(format!("{}.{} of another kind", table.name, column.name)) };
        cells[*place] = cell;
    }
    Ok(cells)
}
