//! Where things of the plan stand in documents.

use super::{At, Recorded, gather};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Citation, CitationId, IndicatorId, Passage, Period, SourceId, Subject, TerritoryId};

statements! {
    CITATIONS = Sql::new(
        "SELECT id, kind, subject, part, source, spans FROM citation WHERE since < $1 AND until >= $1 ORDER BY id",
    );
    BUT_VALUES = Sql::new(
        "SELECT id, kind, subject, part, source, spans FROM citation \
         WHERE kind <> 'observation' AND since < $1 AND until >= $1 ORDER BY id",
    );
    OF_VALUES = Sql::new(
        "SELECT c.id, c.kind, c.subject, c.part, c.source, c.spans FROM observation o \
         JOIN citation c ON c.kind = 'observation' AND c.subject = o.id AND c.since < $1 AND c.until >= $1 \
         WHERE o.indicator = $2 AND o.since < $1 AND o.until >= $1 ORDER BY c.id",
    );
    VALUES_IN = Sql::new(
        "SELECT c.id, c.kind, c.subject, c.part, c.source, c.spans, o.indicator, o.period, o.territory, o.value FROM citation c \
         JOIN observation o ON o.id = c.subject AND o.since < $1 AND o.until >= $1 \
         WHERE c.source = $2 AND c.kind = 'observation' AND c.since < $1 AND c.until >= $1 ORDER BY c.id",
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

/// All citations of the record, in the order of their numbers.
pub fn citations(reader: &mut Reader<'_>, at: At) -> Result<Vec<Citation>, StoreError> {
    gather(reader, CITATIONS, &[at.value()], read)
}

/// All citations but those of values, of which there may be very many.
pub(super) fn citations_but_values(reader: &mut Reader<'_>, at: At) -> Result<Vec<Citation>, StoreError> {
    gather(reader, BUT_VALUES, &[at.value()], read)
}

/// Where the standing values of an indicator stand.
pub fn citations_of_values(
    reader: &mut Reader<'_>,
    indicator: IndicatorId,
    at: At,
) -> Result<Vec<Citation>, StoreError> {
    gather(reader, OF_VALUES, &[at.value(), Value::Int(indicator.get())], read)
}

/// A value that stands in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedValue {
    /// Where it stands.
    pub citation: Citation,
    /// Of what it is a value.
    pub indicator: IndicatorId,
    /// For which period.
    pub period: Period,
    /// Where it holds.
    pub territory: TerritoryId,
    /// The value; none where it is known that there is none.
    pub value: Option<luoshi_plan::Value>,
}

/// The values that stand in a document.
pub fn values_cited_in(reader: &mut Reader<'_>, source: SourceId, at: At) -> Result<Vec<CitedValue>, StoreError> {
    let mut all = Vec::new();
    reader.each(VALUES_IN, &[at.value(), Value::Int(source.get())], |row| {
        all.push(CitedValue {
            citation: read(row)?,
            indicator: IndicatorId::new(row.int(6)?),
            period: super::parsed(row, 7)?,
            territory: TerritoryId::new(row.int(8)?),
            value: super::maybe_parsed(row, 9)?,
        });
        Ok(())
    })?;
    Ok(all)
}

/// Where one thing stands.
pub fn citations_of(reader: &mut Reader<'_>, of: Subject, at: At) -> Result<Vec<Citation>, StoreError> {
    gather(reader, OF_SUBJECT, &[Value::Text(of.kind()), Value::Int(of.number()), at.value()], read)
}

/// What stands in one document.
pub fn citations_in(reader: &mut Reader<'_>, source: SourceId, at: At) -> Result<Vec<Citation>, StoreError> {
    gather(reader, OF_SOURCE, &[Value::Int(source.get()), at.value()], read)
}
