//! What was ruled about promises.

use super::words::Word as _;
use super::{At, Recorded, gather, maybe_prose, prose};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Outcome, Passage, Promise, PromiseId, Quoted, Ruling, SourceId};

// Both have the same columns, and the texts that those name: written out, so that each can be read and prepared as it stands.
statements! {
    PROMISES = Sql::new(
        "SELECT p.source, p.proposal, p.id, p.said, p.ruling, p.outcome, b.content, i.content, p.measure, p.scope, \
         s.content, p.period, p.spans, p.sentence, w.content, p.result_source, p.result_spans, p.result_sentence, \
         r.content, p.result_kind, y.content, p.note, n.content, p.since FROM promise p \
         LEFT JOIN prose b ON b.id = p.body LEFT JOIN prose i ON i.id = p.indicator \
         LEFT JOIN prose s ON s.id = p.scope LEFT JOIN prose w ON w.id = p.words \
         LEFT JOIN prose r ON r.id = p.result_words LEFT JOIN prose y ON y.id = p.ruled_by \
         LEFT JOIN prose n ON n.id = p.note WHERE p.since < $1 AND p.until >= $1 \
         ORDER BY p.source, p.id",
    );
    IN_SOURCE = Sql::new(
        "SELECT p.source, p.proposal, p.id, p.said, p.ruling, p.outcome, b.content, i.content, p.measure, p.scope, \
         s.content, p.period, p.spans, p.sentence, w.content, p.result_source, p.result_spans, p.result_sentence, \
         r.content, p.result_kind, y.content, p.note, n.content, p.since FROM promise p \
         LEFT JOIN prose b ON b.id = p.body LEFT JOIN prose i ON i.id = p.indicator \
         LEFT JOIN prose s ON s.id = p.scope LEFT JOIN prose w ON w.id = p.words \
         LEFT JOIN prose r ON r.id = p.result_words LEFT JOIN prose y ON y.id = p.ruled_by \
         LEFT JOIN prose n ON n.id = p.note WHERE p.since < $1 AND p.until >= $1 \
         AND (p.source = $2 OR p.result_source = $2) ORDER BY p.id",
    );
}

/// A promise, and the entry in which it was ruled about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// The promise.
    pub promise: Promise,
    /// The entry.
    pub entry: i64,
}

impl Recorded for Promise {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let sound = |q: &Quoted| q.passage.is_sound() && !q.passage.spans.is_empty() && !q.spans.is_empty();
        if !sound(&self.target) || !self.result.as_ref().is_none_or(sound) {
            return Err(StoreError::Refused(format!("promise {}: a sentence without its place", self.proposal)));
        }
        let sentence = |q: &Quoted| Passage { source: q.passage.source, spans: q.spans.clone() }.spans_text();
        let result = self.result.as_ref();
        let (result_spans, result_sentence) = (result.map(|r| r.passage.spans_text()), result.map(sentence));
        act.put(
            &tables::PROMISE,
            &[
                Field::Int(self.target.passage.source.get()),
                Field::Word(&self.proposal),
                Field::Int(self.id.get()),
                Field::Word(&self.said),
                Field::Word(self.ruling.word()),
                Field::Word(self.outcome.word()),
                Field::Prose(&self.body),
                Field::Prose(&self.indicator),
                Field::Word(&self.measure),
                Field::prose(self.scope.as_deref()),
                Field::word(self.period.as_deref()),
                Field::Word(&self.target.passage.spans_text()),
                Field::Word(&sentence(&self.target)),
                Field::Prose(&self.target.words),
                result.map(|r| r.passage.source.get()).into(),
                Field::word(result_spans.as_deref()),
                Field::word(result_sentence.as_deref()),
                Field::prose(result.map(|r| r.words.as_str())),
                Field::word(self.result_kind.as_deref()),
                Field::Prose(&self.by),
                Field::prose(self.note.as_deref()),
            ],
        )
    }
}

fn spans(text: &str) -> Result<Vec<(u32, u32)>, StoreError> {
    Passage::read_spans(text).ok_or_else(|| StoreError::Odd(format!("promise.spans: {text:?}")))
}

fn read(row: &Row<'_>) -> Result<Ruled, StoreError> {
    let result = match row.maybe_int(15)? {
        Some(source) => Some(Quoted {
            passage: Passage { source: SourceId::new(source), spans: spans(row.maybe_text(16)?.unwrap_or_default())? },
            spans: spans(row.maybe_text(17)?.unwrap_or_default())?,
            words: prose(row, 18)?,
        }),
        None => None,
    };
    Ok(Ruled {
        entry: row.int(23)?,
        promise: Promise {
            id: PromiseId::new(row.int(2)?),
            proposal: row.text(1)?.to_owned(),
            said: row.text(3)?.to_owned(),
            ruling: Ruling::read(row, 4)?,
            outcome: Outcome::read(row, 5)?,
            body: prose(row, 6)?,
            indicator: prose(row, 7)?,
            measure: row.text(8)?.to_owned(),
            scope: maybe_prose(row, 9, 10)?,
            period: row.maybe_text(11)?.map(str::to_owned),
            target: Quoted {
                passage: Passage { source: SourceId::new(row.int(0)?), spans: spans(row.text(12)?)? },
                spans: spans(row.text(13)?)?,
                words: prose(row, 14)?,
            },
            result,
            result_kind: row.maybe_text(19)?.map(str::to_owned),
            by: prose(row, 20)?,
            note: maybe_prose(row, 21, 22)?,
        },
    })
}

/// All promises about which somebody ruled, those that were dismissed among them: by document and number.
pub fn promises(reader: &mut Reader<'_>, at: At) -> Result<Vec<Ruled>, StoreError> {
    gather(reader, PROMISES, &[at.value()], read)
}

/// Those of which a sentence stands in a document.
pub fn promises_in(reader: &mut Reader<'_>, source: SourceId, at: At) -> Result<Vec<Ruled>, StoreError> {
    gather(reader, IN_SOURCE, &[at.value(), Value::Int(source.get())], read)
}

impl Act<'_> {
    /// Records what was ruled about promises. What is new gets a number of the record.
    pub fn rule(&mut self, promises: &[Promise]) -> Result<(), StoreError> {
        for promise in promises {
            let mut promise = promise.clone();
            if promise.id.get() < 0 {
                promise.id = PromiseId::new(self.new_id());
            }
            promise.record(self)?;
        }
        Ok(())
    }
}
