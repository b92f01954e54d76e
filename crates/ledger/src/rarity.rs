//! Pairs of characters, and how much each tells: what few clauses of a report have tells more than what many have.

use crate::lexicon::Lexicon;
use crate::report::Report;
use crate::statement::Statement;
use std::collections::{BTreeMap, BTreeSet};

/// The pairs of neighbouring characters of a clause, and of the words before it.
pub(crate) struct Clause {
    pub(crate) own: Vec<(char, char)>,
    pub(crate) lead: Vec<(char, char)>,
}

impl Clause {
    pub(crate) fn of(s: &Statement) -> Self {
        Self { own: pairs(&s.clause), lead: pairs(&s.lead) }
    }
}

/// How much each pair of characters of a report's clauses counts: the fewer clauses have it, the more.
pub(crate) fn rare(report: &Report) -> BTreeMap<(char, char), usize> {
    let mut in_clauses: BTreeMap<(char, char), usize> = BTreeMap::new();
    for s in &report.statements {
        for pair in pairs(&s.clause) {
            *in_clauses.entry(pair).or_default() += 1;
        }
    }
    let empty: BTreeSet<(char, char)> = Lexicon::get().words("empty").iter().flat_map(|w| pairs(w)).collect();
    for (pair, count) in &mut in_clauses {
        let common = count.ilog2() as usize * 2;
        *count = if empty.contains(pair) { 1 } else { RAREST.saturating_sub(common).max(1) };
    }
    in_clauses
}

/// The pairs of neighbouring characters of a clause, each once.
fn pairs(clause: &str) -> Vec<(char, char)> {
    let mut out: Vec<(char, char)> = clause.chars().zip(clause.chars().skip(1)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What a pair of characters counts that stands in one clause only.
pub(crate) const RAREST: usize = 8;
