//! One subject over the years: targets and results that can be put on one scale.

use crate::ledger::Ledger;
use crate::row::{Certainty, Row};
use luoshi_reader::Value;
use std::collections::BTreeMap;

/// A subject with its yearly targets and results, all in one unit.
#[derive(Debug)]
pub struct Series<'a> {
    /// The thing measured.
    pub subject: &'a str,
    /// The word of the column `measure`.
    pub measure: String,
    /// Where or for whom, where not for all.
    pub scope: Option<&'a str>,
    /// The unit of all numbers.
    pub unit: &'a str,
    /// The rows by year, with their index in [`Ledger::rows`].
    pub points: Vec<(usize, &'a Row)>,
}

/// Fewer years make no series.
const LEAST: usize = 3;

/// What names a series: subject, measure, scope, unit.
type Key<'a> = (&'a str, String, Option<&'a str>, &'a str);

/// The series of a ledger, those of most years first. Only what is matched for sure enough is put on a scale, one row a year.
#[must_use]
pub fn series(ledger: &Ledger) -> Vec<Series<'_>> {
    let mut of: BTreeMap<Key<'_>, BTreeMap<i16, (usize, &Row)>> = BTreeMap::new();
    for (n, row) in ledger.rows.iter().enumerate() {
        let Some(period) = row.period.filter(|p| p.start == p.end) else { continue };
        let Some(result) = row.result.as_ref().filter(|_| row.has_value() && row.certainty != Certainty::Unsure) else {
            continue;
        };
        if row.mean || row.target.unit != result.unit || row.target.value.is_none() || result.value.is_none() {
            continue;
        }
        let key = (row.subject.as_str(), row.measure_word(), row.scope.as_deref(), row.target.unit.as_str());
        of.entry(key).or_default().entry(period.end).or_insert((n, row));
    }
    let many = of.into_iter().filter(|(_, points)| points.len() >= LEAST);
    let mut out: Vec<Series<'_>> = many
        .map(|((subject, measure, scope, unit), points)| Series {
            subject,
            measure,
            scope,
            unit,
            points: points.into_values().collect(),
        })
        .collect();
    out.sort_by_key(|s| std::cmp::Reverse(s.points.len()));
    out
}

/// A value in whole thousandths, cut; for drawing only.
#[must_use]
pub fn thousandths(value: Value) -> Option<i64> {
    match value.times(Value::whole(1000))? {
        Value::Decimal(d) => i64::try_from(d.trunc()).ok(),
        Value::Fraction(n, d) => n.checked_div(d),
    }
}
