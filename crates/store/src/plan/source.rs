//! Published documents, by the SHA-256 of their bytes, and what was read in them.

use super::{At, maybe_prose};
use crate::act::{Act, Field, Put};
use crate::db::{Sql, Value, statements};
use crate::entry::Entry;
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::SourceId;

statements! {
    OF_BYTES = Sql::new(
        "SELECT id FROM source WHERE sha256 = $1 AND until = 9223372036854775807 ORDER BY id LIMIT 1",
    );
    SOURCES = Sql::new(
        "SELECT s.id, s.sha256, s.bytes, s.name, n.content, s.title, t.content, s.issuer, i.content, s.day, s.kind, \
         s.language FROM source s LEFT JOIN prose n ON n.id = s.name LEFT JOIN prose t ON t.id = s.title \
         LEFT JOIN prose i ON i.id = s.issuer WHERE s.since < $1 AND s.until >= $1 ORDER BY s.id",
    );
    READINGS = Sql::new(
        "SELECT reader, sha256, bytes FROM reading WHERE source = $1 AND since < $2 AND until >= $2 ORDER BY reader",
    );
    CAME = Sql::new(
        "SELECT e.content FROM source s JOIN entry e ON e.number = s.since WHERE s.id = $1 ORDER BY s.since LIMIT 1",
    );
    TEXTS_WITH = Sql::of_each(
        "SELECT r.source, b.content FROM reading r JOIN blob b ON b.sha256 = r.sha256 \
         WHERE instr(b.content, $1) > 0 AND r.reader = 'text' AND r.until = 9223372036854775807 \
         ORDER BY r.source, b.part LIMIT $2",
        "SELECT r.source, b.content FROM reading r JOIN blob b ON b.sha256 = r.sha256 \
         WHERE position($1 in b.content) > 0 AND r.reader = 'text' AND r.until = 9223372036854775807 \
         ORDER BY r.source, b.part LIMIT $2",
    );
    PARTS = Sql::new("SELECT content FROM blob WHERE sha256 = $1 ORDER BY part");
}

pub use luoshi_plan::Source;

/// The bytes of a document with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct SourceBytes<'a> {
    /// What is known of it; its hash and length are computed.
    pub about: &'a Source,
    /// The bytes.
    pub bytes: &'a [u8],
}

impl SourceBytes<'_> {
    /// Keeps a document: the same bytes are the same source, whatever they are called. Its number, and whether it is new.
    pub fn record(&self, act: &mut Act<'_>) -> Result<(SourceId, Put), StoreError> {
        let sha256 = act.blob(self.bytes)?;
        let known = act.one(OF_BYTES, &[Value::Bytes(&sha256)], |row| row.int(0))?;
        let id = known.unwrap_or_else(|| act.new_id());
        let about = self.about;
        let length = i64::try_from(self.bytes.len()).map_err(|_| StoreError::Refused("too large".to_owned()))?;
        let put = act.put(
            &tables::SOURCE,
            &[
                Field::Int(id),
                Field::Bytes(&sha256),
                Field::Int(length),
                Field::prose(about.name.as_deref()),
                Field::prose(about.title.as_deref()),
                Field::prose(about.issuer.as_deref()),
                Field::word(about.day.as_deref()),
                Field::word(about.kind.as_deref()),
                Field::word(about.language.as_deref()),
            ],
        )?;
        act.about(&tables::SOURCE, id);
        Ok((SourceId::new(id), put))
    }
}

impl Act<'_> {
    /// Keeps what a version of the reader read in a source.
    pub fn reading(&mut self, source: SourceId, reader: &str, json: &[u8]) -> Result<Put, StoreError> {
        let sha256 = self.blob(json)?;
        let length = i64::try_from(json.len()).map_err(|_| StoreError::Refused("too large".to_owned()))?;
        let row = [Field::Int(source.get()), Field::Word(reader), Field::Bytes(&sha256), Field::Int(length)];
        self.put(&tables::READING, &row)
    }
}

fn hash(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Odd("a hash that has not 32 bytes".to_owned()))
}

/// All documents.
pub fn sources(reader: &mut Reader<'_>, at: At) -> Result<Vec<Source>, StoreError> {
    let mut all = Vec::new();
    reader.each(SOURCES, &[at.value()], |row| {
        all.push(Source {
            id: Some(SourceId::new(row.int(0)?)),
            sha256: hash(row.bytes(1)?)?,
            bytes: row.int(2)?,
            name: maybe_prose(row, 3, 4)?,
            title: maybe_prose(row, 5, 6)?,
            issuer: maybe_prose(row, 7, 8)?,
            day: row.maybe_text(9)?.map(str::to_owned),
            kind: row.maybe_text(10)?.map(str::to_owned),
            language: row.maybe_text(11)?.map(str::to_owned),
        });
        Ok(())
    })?;
    Ok(all)
}

/// What was read in a source: the version of the reader, and the hash and length of the JSON.
pub fn readings(reader: &mut Reader<'_>, source: SourceId, at: At) -> Result<Vec<(String, [u8; 32], i64)>, StoreError> {
    let mut all = Vec::new();
    reader.each(READINGS, &[Value::Int(source.get()), at.value()], |row| {
        all.push((row.text(0)?.to_owned(), hash(row.bytes(1)?)?, row.int(2)?));
        Ok(())
    })?;
    Ok(all)
}

/// Documents whose kept text has these words: a document, and the part of its text that has them.
pub fn texts_with(
    reader: &mut Reader<'_>,
    words: &str,
    limit: i64,
    mut take: impl FnMut(SourceId, &[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    reader.each(TEXTS_WITH, &[Value::Bytes(words.as_bytes()), Value::Int(limit)], |row| {
        take(SourceId::new(row.int(0)?), row.bytes(1)?)
    })
}

/// The bytes under a hash, part by part; whether there are any.
pub fn source_bytes(
    reader: &mut Reader<'_>,
    sha256: &[u8; 32],
    mut take: impl FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<bool, StoreError> {
    let mut any = false;
    reader.each(PARTS, &[Value::Bytes(sha256)], |row| {
        any = true;
        take(row.bytes(0)?)
    })?;
    Ok(any)
}

/// When a document came into the record, in microseconds since 1970 (UTC).
pub fn source_came(reader: &mut Reader<'_>, source: SourceId) -> Result<i64, StoreError> {
    let content = reader.one(CAME, &[Value::Int(source.get())], |row| Ok(row.bytes(0)?.to_owned()))?;
    let content = content.ok_or_else(|| StoreError::Refused(format!("there is no source {source}")))?;
    let entry = Entry::parse(&content).map_err(|e| StoreError::Odd(format!("the entry of source {source}: {e}")))?;
    Ok(entry.at)
}
