//! The statements of all reports of one government, by what they are about.

use crate::rarity::{Clause, clauses, rare};
use crate::report::Report;
use crate::statement::Statement;
use std::collections::BTreeMap;

/// The statements of all reports of one government, by what they are about.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    pub(crate) reports: &'a [Report],
    of: BTreeMap<&'a str, Vec<(usize, usize)>>,
    /// Of each report, the clauses of its statements.
    pub(crate) clauses: Vec<Vec<Clause>>,
    /// Of each report, how much each pair of characters in its clauses counts.
    pub(crate) rare: Vec<BTreeMap<(char, char), usize>>,
}

/// Most statements of one subject that are looked at for one target: a government whose reports were given a thousand
/// times over must not take a million times as long.
const MOST: usize = 400;

impl<'a> Index<'a> {
    pub(crate) fn new(reports: &'a [Report]) -> Self {
        let mut of: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (r, report) in reports.iter().enumerate() {
            for (s, statement) in report.statements.iter().enumerate() {
                if !statement.key.is_empty() {
                    of.entry(&statement.key).or_default().push((r, s));
                }
            }
        }
        let clauses: Vec<Vec<Clause>> = reports.iter().map(clauses).collect();
        let rare = clauses.iter().map(|c| rare(c)).collect();
        Self { reports, of, clauses, rare }
    }

    /// What is said of the same thing, in the order of the reports.
    pub(crate) fn same(&self, target: &Statement) -> impl Iterator<Item = (usize, &'a Statement)> {
        self.called(&target.key)
    }

    /// What is said of the thing that is searched by a key, likewise.
    pub(crate) fn called<'s>(&'s self, key: &str) -> impl Iterator<Item = (usize, &'a Statement)> + use<'a, 's> {
        let reports = self.reports;
        let found = self.of.get(key).map_or(&[][..], Vec::as_slice);
        found.iter().take(MOST).filter_map(move |(r, s)| Some((*r, reports.get(*r)?.statements.get(*s)?)))
    }
}
