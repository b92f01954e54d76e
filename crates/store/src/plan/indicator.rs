//! Indicators.

use super::words::Word;
use super::{At, Recorded, maybe_prose, prose};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Adds, Direction, Frequency, GoalId, Indicator, IndicatorId, Measure, Nature, PlanId};

statements! {
    INDICATORS = Sql::new(
        "SELECT i.id, i.plan, i.goal, n.content, u.content, i.direction, i.measure, i.nature, i.frequency, \
         i.definition, d.content, i.publisher, p.content, i.adds, i.weight \
         FROM indicator i JOIN prose n ON n.id = i.name JOIN prose u ON u.id = i.unit \
         LEFT JOIN prose d ON d.id = i.definition LEFT JOIN prose p ON p.id = i.publisher \
         WHERE i.plan = $1 AND i.since < $2 AND i.until >= $2 ORDER BY i.id",
    );
    ALL_INDICATORS = Sql::new(
        "SELECT i.id, i.plan, i.goal, n.content, u.content, i.direction, i.measure, i.nature, i.frequency, \
         i.definition, d.content, i.publisher, p.content, i.adds, i.weight \
         FROM indicator i JOIN prose n ON n.id = i.name JOIN prose u ON u.id = i.unit \
         LEFT JOIN prose d ON d.id = i.definition LEFT JOIN prose p ON p.id = i.publisher \
         WHERE i.since < $1 AND i.until >= $1 ORDER BY i.id",
    );
}

/// `monthly`, … or so many years: `years/5`.
fn frequency_word(frequency: Frequency) -> String {
    match frequency {
        Frequency::Monthly => "monthly".to_owned(),
        Frequency::Quarterly => "quarterly".to_owned(),
        Frequency::HalfYearly => "half_yearly".to_owned(),
        Frequency::Yearly => "yearly".to_owned(),
        Frequency::Years(n) => format!("years/{n}"),
    }
}

fn frequency(row: &Row<'_>, column: usize) -> Result<Frequency, StoreError> {
    let word = row.text(column)?;
    Ok(match word {
        "monthly" => Frequency::Monthly,
        "quarterly" => Frequency::Quarterly,
        "half_yearly" => Frequency::HalfYearly,
        "yearly" => Frequency::Yearly,
        _ => {
            let years = word.strip_prefix("years/").and_then(|n| n.parse().ok());
            Frequency::Years(years.ok_or_else(|| StoreError::Odd(format!("column {column}: {word:?}")))?)
        }
    })
}

impl Recorded for Indicator {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let frequency = frequency_word(self.frequency);
        let (adds, weight) = match self.adds {
            Adds::Additive => ("additive", None),
            Adds::Weighted(by) => ("weighted", Some(by.get())),
            Adds::Neither => ("neither", None),
        };
        act.put(
            &tables::INDICATOR,
            &[
                Field::Int(self.id.get()),
                Field::Int(self.plan.get()),
                self.goal.map(GoalId::get).into(),
                Field::Prose(&self.name),
                Field::Prose(&self.unit),
                Field::Word(self.direction.word()),
                Field::Word(self.measure.word()),
                Field::Word(self.nature.word()),
                Field::Word(&frequency),
                Field::prose(self.definition.as_deref()),
                Field::prose(self.source.as_deref()),
                Field::Word(adds),
                weight.into(),
            ],
        )
    }
}

/// The indicators of a plan.
pub fn indicators(reader: &mut Reader<'_>, plan: PlanId, at: At) -> Result<Vec<Indicator>, StoreError> {
    read(reader, INDICATORS, &[Value::Int(plan.get()), at.value()])
}

/// The indicators of all plans.
pub(super) fn all_indicators(reader: &mut Reader<'_>, at: At) -> Result<Vec<Indicator>, StoreError> {
    read(reader, ALL_INDICATORS, &[at.value()])
}

fn read(reader: &mut Reader<'_>, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Indicator>, StoreError> {
    let mut all = Vec::new();
    reader.each(sql, values, |row| {
        let adds = match (row.text(13)?, row.maybe_int(14)?) {
            ("additive", None) => Adds::Additive,
            ("weighted", Some(by)) => Adds::Weighted(IndicatorId::new(by)),
            ("neither", None) => Adds::Neither,
            (word, _) => return Err(StoreError::Odd(format!("indicator.adds: {word:?}"))),
        };
        all.push(Indicator {
            id: IndicatorId::new(row.int(0)?),
            plan: PlanId::new(row.int(1)?),
            goal: row.maybe_int(2)?.map(GoalId::new),
            name: prose(row, 3)?,
            unit: prose(row, 4)?,
            direction: Direction::read(row, 5)?,
            measure: Measure::read(row, 6)?,
            nature: Nature::read(row, 7)?,
            frequency: frequency(row, 8)?,
            definition: maybe_prose(row, 9, 10)?,
            source: maybe_prose(row, 11, 12)?,
            adds,
        });
        Ok(())
    })?;
    Ok(all)
}
