//! Values of indicators, with every revision.

use super::words::Word;
use super::{At, Recorded, maybe_parsed, parsed, text};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Date, Finality, IndicatorId, Observation, ObservationId, Period, SourceId, Standing, TerritoryId};

statements! {
    STANDING = Sql::new(
        "SELECT value, finality, standing, revision, published, source FROM observation \
         WHERE indicator = $1 AND territory = $2 AND period = $3 AND until = 9223372036854775807",
    );
    KNOWN = Sql::new(
        "SELECT (SELECT count(*) FROM indicator WHERE id = $1 AND until = 9223372036854775807), \
         (SELECT count(*) FROM territory WHERE id = $2 AND until = 9223372036854775807)",
    );
    OBSERVATIONS = Sql::new(
        "SELECT id, indicator, territory, period, value, finality, standing, revision, published, source \
         FROM observation WHERE indicator = $1 AND since < $2 AND until >= $2 \
         ORDER BY territory, period",
    );
    REVISIONS = Sql::new(
        "SELECT id, indicator, territory, period, value, finality, standing, revision, published, source \
         FROM observation WHERE indicator = $1 AND since < $2 ORDER BY territory, period, since",
    );
}

/// A value as it comes in: its number and revision are the record's to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed {
    /// Of what.
    pub indicator: IndicatorId,
    /// Where.
    pub territory: TerritoryId,
    /// For which days.
    pub period: Period,
    /// How much; none withdraws the value.
    pub value: Option<luoshi_plan::Value>,
    /// Whether it may still change.
    pub finality: Finality,
    /// Whether somebody else has checked it.
    pub standing: Standing,
    /// The day it became known.
    pub published: Date,
    /// Where it stands.
    pub source: Option<SourceId>,
}

impl Observed {
    /// Records it: as the first value of its indicator, territory and period, or as a revision of the one that stands. The
    /// same value again, in all it says, is no revision.
    pub fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let period = self.period.to_string();
        let value = text(self.value);
        let published = self.published.to_string();
        let key = [Value::Int(self.indicator.get()), Value::Int(self.territory.get()), Value::Text(&period)];
        let standing = act.one(STANDING, &key, |row| {
            let same = row.maybe_text(0)? == value.as_deref()
                && row.text(1)? == self.finality.word()
                && row.text(2)? == self.standing.word()
                && row.text(4)? == published
                && row.maybe_int(5)? == self.source.map(SourceId::get);
            Ok((same, row.int(3)?))
        })?;
        if standing.is_none() {
            self.check(act)?;
        }
        let revision = match standing {
            Some((true, _)) => return Ok(Put::Same),
            Some((false, revision)) => revision + 1,
            None => 0,
        };
        let id = act.new_id();
        let row = [
            Field::Int(self.indicator.get()),
            Field::Int(self.territory.get()),
            Field::Word(&period),
            Field::Int(id),
            Field::word(value.as_deref()),
            Field::Word(self.finality.word()),
            Field::Word(self.standing.word()),
            Field::Int(revision),
            Field::Word(&published),
            self.source.map(SourceId::get).into(),
        ];
        act.put_over(&tables::OBSERVATION, &row, standing.is_some())
    }
}

impl Observed {
    /// Whether there is such an indicator and such a territory.
    fn check(&self, act: &mut Act<'_>) -> Result<(), StoreError> {
        let (indicator, territory) = (self.indicator.get(), self.territory.get());
        if act.knows(indicator, territory) {
            return Ok(());
        }
        let known = act.one(KNOWN, &[Value::Int(indicator), Value::Int(territory)], |row| {
            Ok((row.int(0)? > 0, row.int(1)? > 0))
        })?;
        match known {
            Some((true, true)) => {
                act.know(indicator, territory);
                Ok(())
            }
            Some((false, _)) | None => Err(StoreError::Refused(format!("there is no indicator {indicator}"))),
            Some((true, false)) => Err(StoreError::Refused(format!("there is no territory {territory}"))),
        }
    }
}

impl Recorded for Observation {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let (period, value, published) = (self.period.to_string(), text(self.value), self.published.to_string());
        act.put(
            &tables::OBSERVATION,
            &[
                Field::Int(self.indicator.get()),
                Field::Int(self.territory.get()),
                Field::Word(&period),
                Field::Int(self.id.get()),
                Field::word(value.as_deref()),
                Field::Word(self.finality.word()),
                Field::Word(self.standing.word()),
                Field::Int(self.revision.into()),
                Field::Word(&published),
                self.source.map(SourceId::get).into(),
            ],
        )
    }
}

fn read(row: &Row<'_>) -> Result<Observation, StoreError> {
    let revision = row.int(7)?;
    Ok(Observation {
        id: ObservationId::new(row.int(0)?),
        indicator: IndicatorId::new(row.int(1)?),
        territory: TerritoryId::new(row.int(2)?),
        period: parsed(row, 3)?,
        value: maybe_parsed(row, 4)?,
        finality: Finality::read(row, 5)?,
        standing: Standing::read(row, 6)?,
        revision: u32::try_from(revision).map_err(|_| StoreError::Odd(format!("revision {revision}")))?,
        published: parsed(row, 8)?,
        source: row.maybe_int(9)?.map(SourceId::new),
    })
}

/// The standing values of an indicator, by territory and period.
pub fn observations(reader: &mut Reader<'_>, indicator: IndicatorId, at: At) -> Result<Vec<Observation>, StoreError> {
    let mut all = Vec::new();
    reader.each(OBSERVATIONS, &[Value::Int(indicator.get()), at.value()], |row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// All values of an indicator that were recorded by then, those that were revised too: what is needed to know what was
/// known on a day.
pub fn revisions(reader: &mut Reader<'_>, indicator: IndicatorId, at: At) -> Result<Vec<Observation>, StoreError> {
    let mut all = Vec::new();
    reader.each(REVISIONS, &[Value::Int(indicator.get()), at.value()], |row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}
