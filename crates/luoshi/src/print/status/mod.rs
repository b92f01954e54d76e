//! A plan judged, for people and for programs.

mod csv;
mod json;
mod rows;
mod table;

pub(crate) use json::SCHEMA;

use crate::i18n::Words;
use crate::terminal::Look;
use luoshi_plan::method::{Outcome, of_target};
use luoshi_plan::{Date, IndicatorId, Judgements, Whole};
use rows::Row;
use std::collections::BTreeMap;

/// What is to be shown.
pub(crate) struct Shown<'a> {
    pub(crate) whole: &'a Whole,
    pub(crate) judged: &'a Judgements,
    /// How many entries the journal had.
    pub(crate) entries: i64,
    /// The day up to which the record's entries count, where one was named.
    pub(crate) recorded_by: Option<Date>,
    /// A published method asked beside the plan's own rule.
    pub(crate) method: Option<&'a str>,
    pub(crate) words: &'a Words,
}

impl Shown<'_> {
    /// What the method says of each indicator.
    fn said(&self) -> BTreeMap<IndicatorId, Outcome> {
        let Some(method) = self.method else { return BTreeMap::new() };
        let asked = self.whole.indicators.iter().filter_map(|indicator| {
            let of = self.judged.indicators.get(&indicator.id)?;
            let target = of.target.and_then(|id| self.whole.target(id));
            let seen = of.territory.map_or_else(Vec::new, |t| self.whole.seen(indicator.id, t, self.judged.day));
            of_target(method, indicator, target, &seen, self.judged.day).map(|said| (indicator.id, said))
        });
        asked.collect()
    }

    /// For a person.
    pub(crate) fn table(&self, look: Look) -> Vec<u8> {
        table::print(self, &Row::all(self, &self.said()), look)
    }

    /// `luoshi.status/1`.
    pub(crate) fn json(&self) -> Vec<u8> {
        json::print(self, &Row::all(self, &self.said()))
    }

    /// A row for each thing that is judged.
    pub(crate) fn csv(&self) -> Vec<u8> {
        csv::print(self, &Row::all(self, &self.said()))
    }
}
