//! The plan in the record: each thing of `luoshi_plan` as a row, and back.

mod citation;
mod decision;
mod goal;
mod indicator;
mod observation;
mod place;
mod promise;
mod source;
mod target;
mod task;
mod whole;
mod words;

pub use citation::{CitedValue, citations, citations_in, citations_of, citations_of_values, values_cited_in};
pub use decision::decisions;
pub use goal::{goals, plans, principles};
pub use indicator::indicators;
pub(crate) use observation::Near;
pub use observation::{Observed, ValueRow, each_standing, judged_revisions, observations, revisions};
pub use place::{bodies, post_ids, posts, territories};
pub use promise::{Ruled, promises, promises_in};
pub use source::{Source, SourceBytes, readings, source_bytes, source_came, sources, texts_with};
pub use target::targets;
pub use task::{assignments, tasks};
pub use whole::{all_duties, at_moment, each_judged, each_series, outline, whole};

pub(crate) const STATEMENTS: &[&[(&str, crate::db::Sql)]] = &[
    citation::STATEMENTS,
    decision::STATEMENTS,
    goal::STATEMENTS,
    indicator::STATEMENTS,
    observation::STATEMENTS,
    place::STATEMENTS,
    promise::STATEMENTS,
    source::STATEMENTS,
    target::STATEMENTS,
    task::STATEMENTS,
    whole::STATEMENTS,
];

use crate::act::{Act, Put};
use crate::db::{Row, Sql, Value};
use crate::error::StoreError;
use crate::store::Reader;
use luoshi_plan::{Approval, BodyId, Date, SourceId};
use std::fmt::Display;
use std::str::FromStr;

/// What stands in the place of a text that was erased.
pub const ERASED: &str = "■■■";

/// A thing that the record keeps.
pub trait Recorded {
    /// Records it as it is now: as a new thing, or in the place of what stands under its number.
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError>;
}

/// A state of the record: as it stands, or as it stood when the journal had so many entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At(i64);

impl At {
    /// As it stands.
    pub const NOW: Self = Self(i64::MAX);

    /// As it stood when the journal had `size` entries.
    #[must_use]
    pub const fn size(size: i64) -> Self {
        Self(size)
    }

    /// How many entries it is made of; `i64::MAX` for the record as it stands.
    #[must_use]
    pub const fn entries(self) -> i64 {
        self.0
    }

    /// Whether what stood until an entry still stood then.
    pub(crate) fn before(self, until: i64) -> bool {
        until >= self.0
    }

    pub(crate) fn value(self) -> Value<'static> {
        Value::Int(self.0)
    }
}

/// The text of a day or another exact thing, if any.
pub(crate) fn text(thing: Option<impl Display>) -> Option<String> {
    thing.map(|thing| thing.to_string())
}

/// Reads a cell that was written as text.
pub(crate) fn parsed<T: FromStr>(row: &Row<'_>, column: usize) -> Result<T, StoreError> {
    maybe_parsed(row, column)?.ok_or_else(|| StoreError::Odd(format!("column {column}: nothing")))
}

/// Reads a cell that was written as text, if it is there.
pub(crate) fn maybe_parsed<T: FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>, StoreError> {
    let odd = |text: &str| StoreError::Odd(format!("column {column}: {text:?}"));
    row.maybe_text(column)?.map(|text| text.parse().map_err(|_| odd(text))).transpose()
}

/// Reads a cell that holds a day as the record writes it, if it holds one: `2026-09-30`, taken apart by hand, for a start reads
/// fifty thousand.
pub(crate) fn maybe_day(row: &Row<'_>, column: usize) -> Result<Option<Date>, StoreError> {
    let Some(text) = row.maybe_text(column)? else { return Ok(None) };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return maybe_parsed(row, column) };
    let number =
        |digits: &[u8]| digits.iter().try_fold(0_i16, |n, d| d.is_ascii_digit().then(|| n * 10 + i16::from(d - b'0')));
    let parts = (number(&[*y1, *y2, *y3, *y4]), number(&[*m1, *m2]), number(&[*d1, *d2]));
    if let (Some(year), Some(month), Some(day)) = parts
        && let Ok(day) = Date::new(year, month as i8, day as i8)
    {
        return Ok(Some(day));
    }
    maybe_parsed(row, column)
}

/// Reads a cell that holds a day.
pub(crate) fn day(row: &Row<'_>, column: usize) -> Result<Date, StoreError> {
    maybe_day(row, column)?.ok_or_else(|| StoreError::Odd(format!("column {column}: nothing")))
}

/// The rows of a statement, each as `read` reads it.
pub(crate) fn gather<T>(
    reader: &mut Reader<'_>,
    sql: Sql,
    values: &[Value<'_>],
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut all = Vec::new();
    reader.each(sql, values, |row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// A text that people wrote, or what stands in its place when it was erased.
pub(crate) fn prose(row: &Row<'_>, column: usize) -> Result<String, StoreError> {
    Ok(row.maybe_text(column)?.unwrap_or(ERASED).to_owned())
}

/// A text that people wrote, where there may be none: `id` is the column that says whether there is one.
pub(crate) fn maybe_prose(row: &Row<'_>, id: usize, column: usize) -> Result<Option<String>, StoreError> {
    row.maybe_int(id)?.map(|_| prose(row, column)).transpose()
}

/// An approval from four columns and the number of its text: body, text's number, text, source, day.
pub(crate) fn approval(row: &Row<'_>, first: usize) -> Result<Option<Approval>, StoreError> {
    let Some(body) = row.maybe_int(first)? else { return Ok(None) };
    Ok(Some(Approval {
        body: BodyId::new(body),
        document: prose(row, first + 2)?,
        source: row.maybe_int(first + 3)?.map(SourceId::new),
        on: day(row, first + 4)?,
    }))
}
