//! Where things of the plan stand in documents.

use super::{At, Recorded};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Citation, CitationId, Passage, SourceId, Subject};

statements! {
    CITATIONS = Sql::new(
        "SELECT id, kind, subject, part, source, spans FROM citation WHERE since < $1 AND until >= $1 ORDER BY id",
    );
    OF_SUBJECT = Sql::new(
        "SELECT id, kind, subject, part, source, spans FROM citation \
         WHERE kind = $1 AND subject = $2 AND since < $3 AND until >= $3 ORDER BY id",
    );
    OF_SOURCE = Sql::new(
        "SELECT id, kind, subject, part, source, spans FROM citation \
         WHERE source = $1 AND since < $2 AND until >= $2 ORDER BY id",
    );
}

impl Recorded for Citation {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        if !self.passage.is_sound() {
            return Err(StoreError::Refused(format!(
                "citation {}: a run of characters that ends where it begins",
                self.id
            )));
        }
        let spans = Some(self.passage.spans_text()).filter(|text| !text.is_empty());
        act.put(
            &tables::CITATION,
            &[
                Field::Int(self.id.get()),
                Field::Word(self.of.kind()),
                Field::Int(self.of.number()),
                Field::word(self.part.as_deref()),
                Field::Int(self.passage.source.get()),
                Field::word(spans.as_deref()),
            ],
        )
    }
}

fn read(row: &Row<'_>) -> Result<Citation, StoreError> {
    let (kind, number) = (row.text(1)?, row.int(2)?);
    let of = Subject::of(kind, number).ok_or_else(|| StoreError::Odd(format!("citation.kind: {kind:?}")))?;
    let text = row.maybe_text(5)?.unwrap_or_default();
    let spans = Passage::read_spans(text).ok_or_else(|| StoreError::Odd(format!("citation.spans: {text:?}")))?;
    Ok(Citation {
        id: CitationId::new(row.int(0)?),
        of,
        part: row.maybe_text(3)?.map(str::to_owned),
        passage: Passage { source: SourceId::new(row.int(4)?), spans },
    })
}

fn gather(reader: &mut Reader<'_>, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Citation>, StoreError> {
    let mut all = Vec::new();
    reader.each(sql, values, |row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// All citations of the record, in the order of their numbers.
pub fn citations(reader: &mut Reader<'_>, at: At) -> Result<Vec<Citation>, StoreError> {
    gather(reader, CITATIONS, &[at.value()])
}

/// Where one thing stands.
pub fn citations_of(reader: &mut Reader<'_>, of: Subject, at: At) -> Result<Vec<Citation>, StoreError> {
    gather(reader, OF_SUBJECT, &[Value::Text(of.kind()), Value::Int(of.number()), at.value()])
}

/// What stands in one document.
pub fn citations_in(reader: &mut Reader<'_>, source: SourceId, at: At) -> Result<Vec<Citation>, StoreError> {
    gather(reader, OF_SOURCE, &[Value::Int(source.get()), at.value()])
}
