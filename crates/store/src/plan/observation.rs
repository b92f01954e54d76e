//! Values of indicators, with every revision.

use super::words::Word;
use super::{At, Recorded, maybe_parsed, parsed, text};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, Value, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Date, Finality, IndicatorId, Observation, ObservationId, Period, SourceId, Standing, TerritoryId};
use std::collections::{HashMap, HashSet, VecDeque};
use std::str::FromStr;

statements! {
    STANDING = Sql::new(
        "SELECT value, finality, standing, revision, published, source FROM observation \
         WHERE indicator = $1 AND territory = $2 AND period = $3 AND until = 9223372036854775807",
    );
    NEAR = Sql::new(
        "SELECT value, finality, standing, revision, published, source, period FROM observation \
         WHERE indicator = $1 AND territory = $2 AND until = 9223372036854775807",
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
        "SELECT id, indicator, territory, period, value, finality, standing, revision, published, source, until \
         FROM observation WHERE indicator = $1 AND since < $2 ORDER BY territory, period, since",
    );
    // What stands, and with the revisions before it. SQLite walks along indexes and gives these as they stand there, an indicator
    // after another; told to sort, it would do so all the same. Were it to walk another way, that would be noticed. A cell less in
    // each row is worth its line: these rows are what the first page after a start waits for.
    JUDGED = Sql::of_each(
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source \
         FROM (SELECT DISTINCT indicator, territory FROM target WHERE since < $1 AND until >= $1) AS w \
         CROSS JOIN observation AS o WHERE o.indicator = w.indicator AND o.territory = w.territory AND o.since < $1 AND o.until >= $1",
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source \
         FROM (SELECT DISTINCT indicator, territory FROM target WHERE since < $1 AND until >= $1) AS w \
         CROSS JOIN observation AS o WHERE o.indicator = w.indicator AND o.territory = w.territory AND o.since < $1 AND o.until >= $1 \
         ORDER BY o.indicator",
    );
    JUDGED_REVISED = Sql::of_each(
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source, o.until, o.since \
         FROM (SELECT DISTINCT indicator, territory FROM target WHERE since < $1 AND until >= $1) AS w \
         CROSS JOIN observation AS o WHERE o.indicator = w.indicator AND o.territory = w.territory AND o.since < $1",
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source, o.until, o.since \
         FROM (SELECT DISTINCT indicator, territory FROM target WHERE since < $1 AND until >= $1) AS w \
         CROSS JOIN observation AS o WHERE o.indicator = w.indicator AND o.territory = w.territory AND o.since < $1 \
         ORDER BY o.indicator",
    );
    UNWANTED = Sql::of_each(
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source \
         FROM indicator AS i CROSS JOIN observation AS o \
         WHERE i.since < $1 AND i.until >= $1 AND o.indicator = i.id AND o.since < $1 AND o.until >= $1 AND NOT EXISTS \
         (SELECT 1 FROM target AS t WHERE t.indicator = i.id AND t.since < $1 AND t.until >= $1)",
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source \
         FROM indicator AS i CROSS JOIN observation AS o \
         WHERE i.since < $1 AND i.until >= $1 AND o.indicator = i.id AND o.since < $1 AND o.until >= $1 AND NOT EXISTS \
         (SELECT 1 FROM target AS t WHERE t.indicator = i.id AND t.since < $1 AND t.until >= $1) \
         ORDER BY o.indicator",
    );
    UNWANTED_REVISED = Sql::of_each(
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source, o.until, o.since \
         FROM indicator AS i CROSS JOIN observation AS o \
         WHERE i.since < $1 AND i.until >= $1 AND o.indicator = i.id AND o.since < $1 AND NOT EXISTS \
         (SELECT 1 FROM target AS t WHERE t.indicator = i.id AND t.since < $1 AND t.until >= $1)",
        "SELECT o.id, o.indicator, o.territory, o.period, o.value, o.finality, o.standing, o.revision, o.published, o.source, o.until, o.since \
         FROM indicator AS i CROSS JOIN observation AS o \
         WHERE i.since < $1 AND i.until >= $1 AND o.indicator = i.id AND o.since < $1 AND NOT EXISTS \
         (SELECT 1 FROM target AS t WHERE t.indicator = i.id AND t.since < $1 AND t.until >= $1) \
         ORDER BY o.indicator",
    );
    JUDGED_OF = Sql::new(
        "SELECT id, indicator, territory, period, value, finality, standing, revision, published, source, until \
         FROM observation WHERE indicator = $1 AND since < $2 AND territory IN \
         (SELECT territory FROM target WHERE indicator = $1 AND since < $2 AND until >= $2) AND until >= $3 \
         ORDER BY territory, period, since",
    );
    ALL = Sql::new(
        "SELECT id, indicator, territory, period, value, finality, standing, revision, published, source, until, since \
         FROM observation WHERE since < $1 ORDER BY indicator, territory, period, since",
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
        self.numbered(act).map(|(put, _)| put)
    }

    /// As [`Self::record`]; with the number of the value, where it is a new one.
    pub fn numbered(&self, act: &mut Act<'_>) -> Result<(Put, Option<ObservationId>), StoreError> {
        let period = self.period.to_string();
        let now = Stands {
            value: text(self.value),
            finality: self.finality,
            standing: self.standing,
            revision: 0,
            published: self.published,
            source: self.source.map(SourceId::get),
        };
        let standing = self.standing(act, &period)?;
        let revision = match &standing {
            Some(before) if before.says(&now) => return Ok((Put::Same, None)),
            Some(before) => before.revision + 1,
            None => {
                self.check(act)?;
                0
            }
        };
        let id = act.new_id();
        let published = self.published.to_string();
        let row = [
            Field::Int(self.indicator.get()),
            Field::Int(self.territory.get()),
            Field::Word(&period),
            Field::Int(id),
            Field::word(now.value.as_deref()),
            Field::Word(self.finality.word()),
            Field::Word(self.standing.word()),
            Field::Int(revision),
            Field::Word(&published),
            now.source.into(),
        ];
        let put = act.put_over(&tables::OBSERVATION, &row, standing.is_some())?;
        if let Some(near) = act.near.of(self.indicator.get(), self.territory.get()) {
            near.insert(period, Stands { revision, ..now });
        }
        Ok((put, Some(ObservationId::new(id))))
    }

    /// What stands under its key.
    fn standing(&self, act: &mut Act<'_>, period: &str) -> Result<Option<Stands>, StoreError> {
        let (indicator, territory) = (self.indicator.get(), self.territory.get());
        if let Some(near) = act.near.of(indicator, territory) {
            return Ok(near.get(period).cloned());
        }
        let pair = [Value::Int(indicator), Value::Int(territory)];
        if act.near.is_second(indicator, territory) {
            let mut all = HashMap::new();
            act.each(NEAR, &pair, |row| {
                all.insert(row.text(6)?.to_owned(), Stands::read(row)?);
                Ok(())
            })?;
            let found = all.get(period).cloned();
            act.near.keep(all);
            return Ok(found);
        }
        let key = [Value::Int(indicator), Value::Int(territory), Value::Text(period)];
        act.one(STANDING, &key, Stands::read)
    }
}

/// What stands under a key.
#[derive(Debug, Clone)]
struct Stands {
    value: Option<String>,
    finality: Finality,
    standing: Standing,
    revision: i64,
    published: Date,
    source: Option<i64>,
}

impl Stands {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            value: row.maybe_text(0)?.map(str::to_owned),
            finality: Finality::read(row, 1)?,
            standing: Standing::read(row, 2)?,
            revision: row.int(3)?,
            published: parsed(row, 4)?,
            source: row.maybe_int(5)?,
        })
    }

    /// Whether it says the same, whichever revision it is.
    fn says(&self, other: &Self) -> bool {
        self.value == other.value
            && self.finality == other.finality
            && self.standing == other.standing
            && self.published == other.published
            && self.source == other.source
    }
}

/// What stands under the indicator and territory at hand: values mostly come in their order, and a look at all periods of a
/// pair costs little more than a look at one. It is taken when a second value of the same pair comes.
#[derive(Debug, Default)]
pub(crate) struct Near {
    pair: Option<(i64, i64)>,
    all: Option<HashMap<String, Stands>>,
}

impl Near {
    fn of(&mut self, indicator: i64, territory: i64) -> Option<&mut HashMap<String, Stands>> {
        self.all.as_mut().filter(|_| self.pair == Some((indicator, territory)))
    }

    /// Whether the last value was of this pair too; the next is compared with this one.
    fn is_second(&mut self, indicator: i64, territory: i64) -> bool {
        let second = self.pair == Some((indicator, territory));
        *self = Self { pair: Some((indicator, territory)), all: None };
        second
    }

    fn keep(&mut self, all: HashMap<String, Stands>) {
        self.all = Some(all);
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
        with_cells(self, |cells| act.put(&tables::OBSERVATION, cells))
    }
}

/// The cells of a value's row, in the order of its table; words that are made for them last as long as the call.
fn with_cells<T>(it: &Observation, record: impl FnOnce(&[Field<'_>]) -> T) -> T {
    let (period, value, published) = (it.period.to_string(), text(it.value), it.published.to_string());
    record(&[
        Field::Int(it.indicator.get()),
        Field::Int(it.territory.get()),
        Field::Word(&period),
        Field::Int(it.id.get()),
        Field::word(value.as_deref()),
        Field::Word(it.finality.word()),
        Field::Word(it.standing.word()),
        Field::Int(it.revision.into()),
        Field::Word(&published),
        it.source.map(SourceId::get).into(),
    ])
}

impl Act<'_> {
    /// Records a value with the number and revision it has, by who knows already whether another stands under its key, and
    /// that it says something else: the way for many that come from elsewhere.
    pub fn observation(&mut self, it: &Observation, stands: bool) -> Result<Put, StoreError> {
        self.near = Near::default();
        with_cells(it, |cells| self.put_over(&tables::OBSERVATION, cells, stands))
    }
}

/// Reads rows of values. Few periods and days stand in many rows: each is taken apart once.
#[derive(Default)]
struct Rows {
    periods: Known<Period>,
    days: Known<Date>,
}

impl Rows {
    fn read(&mut self, row: &Row<'_>) -> Result<Observation, StoreError> {
        let revision = row.int(7)?;
        Ok(Observation {
            id: ObservationId::new(row.int(0)?),
            indicator: IndicatorId::new(row.int(1)?),
            territory: TerritoryId::new(row.int(2)?),
            period: self.periods.parsed(row, 3)?,
            value: maybe_parsed(row, 4)?,
            finality: Finality::read(row, 5)?,
            standing: Standing::read(row, 6)?,
            revision: u32::try_from(revision).map_err(|_| StoreError::Odd(format!("revision {revision}")))?,
            published: self.days.parsed(row, 8)?,
            source: row.maybe_int(9)?.map(SourceId::new),
        })
    }
}

/// The last texts that were taken apart.
struct Known<T>(VecDeque<(Box<[u8]>, T)>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T: FromStr + Copy> Known<T> {
    /// So many are compared sooner than one is taken apart.
    const MOST: usize = 12;

    fn parsed(&mut self, row: &Row<'_>, column: usize) -> Result<T, StoreError> {
        let bytes = row.word(column)?;
        if let Some((_, known)) = self.0.iter().find(|(known, _)| &**known == bytes) {
            return Ok(*known);
        }
        let text = row.text(column)?;
        let found = text.parse().map_err(|_| StoreError::Odd(format!("column {column}: {text:?}")))?;
        if self.0.len() == Self::MOST {
            self.0.pop_front();
        }
        self.0.push_back((bytes.into(), found));
        Ok(found)
    }
}

/// The standing values of an indicator, by territory and period.
pub fn observations(reader: &mut Reader<'_>, indicator: IndicatorId, at: At) -> Result<Vec<Observation>, StoreError> {
    let mut rows = Rows::default();
    let mut all = Vec::new();
    reader.each(OBSERVATIONS, &[Value::Int(indicator.get()), at.value()], |row| {
        all.push(rows.read(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// A standing value as the record writes it: words and exact values as texts.
#[derive(Debug, Clone, Copy)]
pub struct ValueRow<'a> {
    /// Of which territory.
    pub territory: i64,
    /// `2026-Q1`.
    pub period: &'a str,
    /// As written; none where it was withdrawn.
    pub value: Option<&'a str>,
    /// `estimate`, `provisional`, `final`.
    pub finality: &'a str,
    /// `reported`, `verified`.
    pub standing: &'a str,
    /// 0 for the first.
    pub revision: i64,
    /// The day it became known.
    pub published: &'a str,
    /// Where it stands.
    pub source: Option<i64>,
}

/// Hands each standing value of an indicator to `take`, by territory and period, as it stands in the record: nothing is
/// parsed, for who only passes it on.
pub fn each_standing(
    reader: &mut Reader<'_>,
    indicator: IndicatorId,
    at: At,
    mut take: impl FnMut(ValueRow<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    reader.each(OBSERVATIONS, &[Value::Int(indicator.get()), at.value()], |row| {
        take(ValueRow {
            territory: row.int(2)?,
            period: row.text(3)?,
            value: row.maybe_text(4)?,
            finality: row.text(5)?,
            standing: row.text(6)?,
            revision: row.int(7)?,
            published: row.text(8)?,
            source: row.maybe_int(9)?,
        })
    })
}

/// The values of an indicator that stood then, with the revisions before each: what is needed to know what was known on a
/// day. A value that was given back is not among them, nor a revision that was.
pub fn revisions(reader: &mut Reader<'_>, indicator: IndicatorId, at: At) -> Result<Vec<Observation>, StoreError> {
    read_revisions(reader, REVISIONS, &[Value::Int(indicator.get()), at.value()], at)
}

/// As [`revisions`], of all indicators.
pub(super) fn all_revisions(reader: &mut Reader<'_>, at: At) -> Result<Vec<Observation>, StoreError> {
    read_revisions(reader, ALL, &[at.value()], at)
}

fn read_revisions(
    reader: &mut Reader<'_>,
    sql: Sql,
    values: &[Value<'_>],
    at: At,
) -> Result<Vec<Observation>, StoreError> {
    let mut all: Vec<Observation> = Vec::new();
    let mut rows = Rows::default();
    // Where the rows of the key at hand begin, and the revision that stands, if one does.
    let (mut first, mut standing) = (0, None);
    let key = |o: &Observation| (o.indicator, o.territory, o.period);
    reader.each(sql, values, |row| {
        let next = rows.read(row)?;
        if all.get(first).is_some_and(|before| key(before) != key(&next)) {
            settle(&mut all, first, standing);
            (first, standing) = (all.len(), None);
        }
        if at.before(row.int(10)?) {
            standing = Some(next.revision);
        }
        all.push(next);
        Ok(())
    })?;
    settle(&mut all, first, standing);
    Ok(all)
}

/// As [`all_revisions`], an indicator at a time.
pub(super) fn each_series(
    reader: &mut Reader<'_>,
    at: At,
    take: impl FnMut(IndicatorId, Vec<Observation>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    series(reader, ALL, Which::All, at, take).map(drop)
}

/// As [`each_series`], only what a word hangs on that is said on a day: the values of the territories for which something is
/// wanted, and all values of an indicator of which nothing is. Revisions before a value count only where that one was not known on
/// the day yet: then what was handed over comes again with them. Two statements; the second begins where the first has ended.
pub(super) fn each_judged(
    reader: &mut Reader<'_>,
    at: At,
    day: Date,
    mut take: impl FnMut(IndicatorId, Vec<Observation>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for (standing, revised) in [(JUDGED, JUDGED_REVISED), (UNWANTED, UNWANTED_REVISED)] {
        for (sql, rows) in [(standing, Which::Standing), (revised, Which::All)] {
            let mut unknown = false;
            let order = series(reader, sql, rows, at, |id, values| {
                unknown |= values.iter().any(|o| hides_another(o, day));
                take(id, values)
            })?;
            if order == Order::Mixed {
                // All of them, then, in an order that is asked for: what was handed over before comes again, whole.
                return series(reader, ALL, Which::All, at, &mut take).map(drop);
            }
            if !unknown {
                break;
            }
        }
    }
    Ok(())
}

/// Whether a standing value was not known yet on a day, and one that it revised may have been.
fn hides_another(standing: &Observation, day: Date) -> bool {
    standing.published > day && standing.revision > 0
}

/// The values of an indicator for the territories for which something is wanted, as they are judged on a day: with the revisions
/// before each only where one of them was not known yet. However often a value was revised, one row is read of it.
pub fn judged_revisions(
    reader: &mut Reader<'_>,
    indicator: IndicatorId,
    at: At,
    day: Date,
) -> Result<Vec<Observation>, StoreError> {
    let mut read = |from| {
        let values = [Value::Int(indicator.get()), at.value(), from];
        read_revisions(reader, JUDGED_OF, &values, at)
    };
    let standing = read(at.value())?;
    if standing.iter().any(|o| hides_another(o, day)) { read(Value::Int(0)) } else { Ok(standing) }
}

/// Whether all rows of an indicator came together.
#[derive(Debug, PartialEq, Eq)]
enum Order {
    Kept,
    Mixed,
}

/// Which rows a statement gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// One of each key: that which stood then.
    Standing,
    /// Every revision, with the entries that made and ended it.
    All,
}

/// The rows of a statement that gives one indicator after another.
fn series(
    reader: &mut Reader<'_>,
    sql: Sql,
    which: Which,
    at: At,
    mut take: impl FnMut(IndicatorId, Vec<Observation>) -> Result<(), StoreError>,
) -> Result<Order, StoreError> {
    let mut rows = Rows::default();
    let mut done: HashSet<IndicatorId> = HashSet::new();
    // Each with the entry that made it, and whether it stands.
    let mut all: Vec<(Observation, i64, bool)> = Vec::new();
    let mut order = Order::Kept;
    let mut give = |all: &mut Vec<(Observation, i64, bool)>| {
        let Some(indicator) = all.first().map(|(o, ..)| o.indicator) else { return Ok(()) };
        take(indicator, settled(all))
    };
    reader.each(sql, &[at.value()], |row| {
        let next = rows.read(row)?;
        if order == Order::Mixed {
            return Ok(());
        }
        if let Some((before, ..)) = all.first()
            && before.indicator != next.indicator
        {
            done.insert(before.indicator);
            give(&mut all)?;
            if done.contains(&next.indicator) {
                order = Order::Mixed;
                return Ok(());
            }
        }
        all.push(match which {
            Which::Standing => (next, 0, true),
            Which::All => (next, row.int(11)?, at.before(row.int(10)?)),
        });
        Ok(())
    })?;
    if order == Order::Kept {
        give(&mut all)?;
    }
    Ok(order)
}

/// The rows of an indicator, settled, by territory, period as days, and revision.
fn settled(rows: &mut Vec<(Observation, i64, bool)>) -> Vec<Observation> {
    let key = |o: &Observation| (o.territory, o.period);
    rows.sort_by_key(|(o, since, _)| (key(o), *since));
    let mut all: Vec<Observation> = Vec::with_capacity(rows.len());
    let (mut first, mut standing) = (0, None);
    for (next, _, stands) in rows.drain(..) {
        if all.get(first).is_some_and(|before| key(before) != key(&next)) {
            settle(&mut all, first, standing);
            (first, standing) = (all.len(), None);
        }
        if stands {
            standing = Some(next.revision);
        }
        all.push(next);
    }
    settle(&mut all, first, standing);
    all
}

/// Of the rows of a key, in the order in which they were recorded, those that led to the one that stands. A revision that
/// was given back lies above it; one that came again after that takes the place of its first row.
fn settle(all: &mut Vec<Observation>, first: usize, standing: Option<u32>) {
    let Some(standing) = standing else { return all.truncate(first) };
    if all.len() - first == 1 {
        return;
    }
    let mut kept: Vec<Observation> = Vec::new();
    for row in all.drain(first..).filter(|o| o.revision <= standing) {
        kept.retain(|before| before.revision < row.revision);
        kept.push(row);
    }
    all.append(&mut kept);
}
