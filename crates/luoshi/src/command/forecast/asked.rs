//! What a line asks for, each member by its name, with what is wrong with it.

use crate::i18n::Words;
use luoshi_plan::Direction;
use luoshi_plan::forecast::{Limits, NoSeries, Series};
use serde_json::{Map, Value};

/// The years that a series may speak of; what lies outside is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=9999;

/// A series, and how far ahead.
pub(super) struct Asked {
    pub(super) series: Series,
    pub(super) until: i16,
    pub(super) limits: Limits,
    /// A level, and the side from which it is to be reached.
    pub(super) goal: Option<(f64, Direction)>,
}

/// The members of a line. Those of other names are somebody else's and let be.
struct Members<'a>(&'a Map<String, Value>, &'a Words);

impl Asked {
    pub(super) fn of(members: &Map<String, Value>, words: &Words) -> Result<Self, String> {
        let members = Members(members, words);
        let series = members.series()?;
        let suggested = Limits::suggested(&series);
        let limits = Limits { low: members.limit("low", suggested.low)?, high: members.limit("high", suggested.high)? };
        Ok(Self { until: members.until(&series)?, goal: members.goal(&series)?, limits, series })
    }
}

impl Members<'_> {
    /// A member that is there and not null.
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// What is wrong with a member.
    fn wrong(&self, name: &str, wanted: &str) -> String {
        let given = self.0.get(name).map_or_else(|| "—".to_owned(), Value::to_string);
        // A list of a thousand values is no help in a message.
        let short: String = given.chars().take(60).collect();
        let given = if short.len() < given.len() { format!("{short}…") } else { given };
        self.1.fill("judge.member", &[("name", name), ("given", &given), ("wanted", self.1.get(wanted))])
    }

    /// `start` and `values`, or `series`.
    fn series(&self) -> Result<Series, String> {
        let points = match (self.get("series"), self.get("values")) {
            (Some(_), Some(_)) => return Err(self.1.get("forecast.both").to_owned()),
            (Some(pairs), None) => pairs.as_array().and_then(|list| list.iter().map(pair).collect()),
            (None, _) => {
                let start = self.year("start")?.ok_or_else(|| self.wrong("start", "forecast.year"))?;
                let values = self.get("values").and_then(Value::as_array);
                values.and_then(|list| (i64::from(start)..).zip(list).map(|(year, value)| point(year, value)).collect())
            }
        };
        let name = if self.get("series").is_some() { "series" } else { "values" };
        let points: Vec<(i16, Option<Written>)> = points.ok_or_else(|| self.wrong(name, "forecast.values"))?;
        let known: Vec<(i16, Written)> = points.into_iter().filter_map(|(year, value)| Some((year, value?))).collect();
        // As written where every number is one that a plan would hold; else as floats.
        let values: Option<Vec<_>> = known.iter().map(|(year, w)| Some((*year, w.value?))).collect();
        let series = match values {
            Some(values) => Series::of(values),
            None => Series::new(known.iter().map(|(year, w)| (*year, w.float))),
        };
        series.map_err(|e| match e {
            NoSeries::Empty => self.1.get("forecast.empty").to_owned(),
            NoSeries::Twice(year) => self.1.fill("forecast.twice", &[("year", &year.to_string())]),
            NoSeries::Beyond(year) => self.1.fill("forecast.huge", &[("year", &year.to_string())]),
        })
    }

    fn year(&self, name: &str) -> Result<Option<i16>, String> {
        let Some(value) = self.get(name) else { return Ok(None) };
        value.as_i64().and_then(year).map(Some).ok_or_else(|| self.wrong(name, "forecast.year"))
    }

    /// `at` or `horizon`, counted from the last value.
    fn until(&self, series: &Series) -> Result<i16, String> {
        match (self.year("at")?, self.get("horizon")) {
            (Some(at), None) => Ok(at),
            (None, Some(horizon)) => {
                let years = horizon.as_i64().and_then(|n| i16::try_from(n).ok()).filter(|n| (1..=100).contains(n));
                let years = years.ok_or_else(|| self.wrong("horizon", "forecast.horizon"))?;
                Ok(series.last_year().saturating_add(years))
            }
            (None, None) | (Some(_), Some(_)) => Err(self.1.get("forecast.when").to_owned()),
        }
    }

    /// A limit that is stated; `null` says there is none.
    fn limit(&self, name: &str, suggested: Option<f64>) -> Result<Option<f64>, String> {
        match self.0.get(name) {
            None => Ok(suggested),
            Some(Value::Null) => Ok(None),
            Some(value) => float(value).map(Some).ok_or_else(|| self.wrong(name, "judge.number")),
        }
    }

    fn goal(&self, series: &Series) -> Result<Option<(f64, Direction)>, String> {
        let direction = match self.get("direction").map(Value::as_str) {
            None => None,
            Some(Some("increase")) => Some(Direction::Up),
            Some(Some("decrease")) => Some(Direction::Down),
            Some(_) => return Err(self.wrong("direction", "judge.way")),
        };
        let Some(target) = self.get("target") else { return Ok(None) };
        let level = float(target).ok_or_else(|| self.wrong("target", "judge.number"))?;
        // A level above the last value is one to rise to.
        let towards = if level < series.last() { Direction::Down } else { Direction::Up };
        Ok(Some((level, direction.unwrap_or(towards))))
    }
}

/// A number: exact where it was written so that a plan would hold it.
struct Written {
    value: Option<luoshi_plan::Value>,
    float: f64,
}

fn written(value: &Value) -> Option<Written> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let exact: Option<luoshi_plan::Value> = text.parse().ok();
    // Text is for numbers that no float holds, and so in the form of the record.
    let float = value.as_f64().or_else(|| exact.map(luoshi_plan::forecast::float))?;
    Some(Written { value: exact, float })
}

fn float(value: &Value) -> Option<f64> {
    written(value).map(|w| w.float).filter(|f| f.is_finite())
}

fn year(number: i64) -> Option<i16> {
    i16::try_from(number).ok().filter(|_| YEARS.contains(&number))
}

/// A year and its value, `None` where it is not known.
fn point(of: i64, value: &Value) -> Option<(i16, Option<Written>)> {
    let known = if value.is_null() { None } else { Some(written(value)?) };
    Some((year(of)?, known))
}

fn pair(value: &Value) -> Option<(i16, Option<Written>)> {
    let [of, value] = value.as_array()?.as_slice() else { return None };
    point(of.as_i64()?, value)
}
