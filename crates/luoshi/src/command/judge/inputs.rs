//! The inputs of a case, each by its name, with what is wrong with it.

use crate::args::parse_date;
use crate::i18n::Words;
use jiff::civil::Date;
use luoshi_plan::Decimal;
use luoshi_plan::method::{Point, Way};
use serde_json::{Map, Value};

/// The inputs of a case.
pub(super) struct Inputs<'a> {
    members: &'a Map<String, Value>,
    words: &'a Words,
}

impl<'a> Inputs<'a> {
    pub(super) fn of(members: &'a Map<String, Value>, words: &'a Words) -> Self {
        Self { members, words }
    }

    /// A member that is there and not null.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    /// Whether a member is there at all, be it null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// What is wrong with a member.
    pub(super) fn wrong(&self, name: &str, wanted: &str) -> String {
        let given = self.members.get(name).map_or_else(|| "—".to_owned(), Value::to_string);
        let wanted = self.words.fill(wanted, &[]);
        self.words.fill("judge.member", &[("name", name), ("given", &given), ("wanted", &wanted)])
    }

    pub(super) fn words(&self) -> &'a Words {
        self.words
    }

    /// A number: 5.5, or "5.5" where a float would not hold it.
    pub(super) fn number(&self, name: &str) -> Result<Option<Decimal>, String> {
        let Some(value) = self.get(name) else { return Ok(None) };
        number(value).map(Some).ok_or_else(|| self.wrong(name, "judge.number"))
    }

    /// A number that a case cannot do without.
    pub(super) fn needed(&self, name: &str) -> Result<Decimal, String> {
        self.number(name)?.ok_or_else(|| self.wrong(name, "judge.number"))
    }

    /// A year and its value; a year whose value is null is none.
    pub(super) fn point(&self, name: &str) -> Result<Option<Point>, String> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match pair(value) {
            Some((year, value)) => Ok(value.map(|value| (year, value))),
            None => Err(self.wrong(name, "judge.point")),
        }
    }

    /// Years and their values. Years without a value are left out; a year that is there twice is an error.
    pub(super) fn series(&self, name: &str) -> Result<Vec<Point>, String> {
        let Some(value) = self.get(name) else { return Ok(Vec::new()) };
        let pairs = value.as_array().and_then(|list| list.iter().map(pair).collect::<Option<Vec<_>>>());
        let pairs = pairs.ok_or_else(|| self.wrong(name, "judge.series"))?;
        let mut series: Vec<Point> =
            pairs.into_iter().filter_map(|(year, value)| value.map(|value| (year, value))).collect();
        series.sort_unstable();
        if series.windows(2).any(|two| matches!(two, [a, b] if a.0 == b.0)) {
            return Err(self.wrong(name, "judge.twice"));
        }
        Ok(series)
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.wrong(name, "judge.flag")),
        }
    }

    pub(super) fn day(&self, name: &str) -> Result<Date, String> {
        let day = self.get(name).and_then(Value::as_str).and_then(parse_date);
        day.ok_or_else(|| self.wrong(name, "judge.day"))
    }

    /// Which way is better: increase, decrease and the other words there are for it.
    pub(super) fn way(&self, name: &str) -> Result<Option<Way>, String> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let up = ["increase", "up", "positive", "higher", "rise"];
        let down = ["decrease", "down", "negative", "lower", "fall"];
        let sign = number(value);
        match value.as_str() {
            Some(word) if up.contains(&word) => Ok(Some(Way::Up)),
            Some(word) if down.contains(&word) => Ok(Some(Way::Down)),
            _ if sign == Some(Decimal::ONE) => Ok(Some(Way::Up)),
            _ if sign == Some(Decimal::NEGATIVE_ONE) => Ok(Some(Way::Down)),
            Some(_) | None => Err(self.wrong(name, "judge.way")),
        }
    }
}

/// A number, exactly as its digits say.
pub(super) fn number(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let scientific = || Decimal::from_scientific(&text).ok();
    let decimal = Decimal::from_str_exact(&text).ok().or_else(scientific)?;
    // There is one nought.
    Some(if decimal.is_zero() { Decimal::ZERO } else { decimal })
}

/// `[year, value]`. A year of several ("2015-16") counts as its first.
fn pair(value: &Value) -> Option<(Decimal, Option<Decimal>)> {
    let [year, value] = value.as_array()?.as_slice() else { return None };
    let year = number(year).or_else(|| {
        let text = year.as_str()?;
        let (first, rest) = text.split_at_checked(4)?;
        let spans = rest.starts_with(['-', '/', '–', '—']) && first.bytes().all(|b| b.is_ascii_digit());
        if spans { first.parse().ok() } else { None }
    })?;
    let value = if value.is_null() { None } else { Some(number(value)?) };
    Some((year, value))
}
