//! Pairs of characters, and how much each tells: what few clauses of a report have tells more than what many have.

use crate::kin::one_word;
use crate::lexicon::Lexicon;
use crate::report::Report;
use crate::statement::Statement;
use std::collections::{BTreeMap, BTreeSet};

/// The pairs of neighbouring characters of a clause, and of the words before it; words for the same under one of them.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) own: Vec<(char, char)>,
    pub(crate) lead: Vec<(char, char)>,
}

impl Clause {
    pub(crate) fn of(s: &Statement) -> Self {
        Self { own: pairs(&one_word(&s.clause)), lead: pairs(&one_word(&s.lead)) }
    }
}

/// The clauses of a report's statements, in their order.
pub(crate) fn clauses(report: &Report) -> Vec<Clause> {
    report.statements.iter().map(Clause::of).collect()
}

/// How much each pair of characters of a report's clauses counts: the fewer clauses have it, the more.
pub(crate) fn rare(clauses: &[Clause]) -> BTreeMap<(char, char), usize> {
    let mut in_clauses: BTreeMap<(char, char), usize> = BTreeMap::new();
    for pair in clauses.iter().flat_map(|c| &c.own) {
        *in_clauses.entry(*pair).or_default() += 1;
    }
    let empty: BTreeSet<(char, char)> = Lexicon::get().words("empty").iter().flat_map(|w| pairs(w)).collect();
    for (pair, count) in &mut in_clauses {
        let common = count.ilog2() as usize * 2;
        *count = if empty.contains(pair) { 1 } else { RAREST.saturating_sub(common).max(1) };
    }
    in_clauses
}

/// The pairs of neighbouring characters of a clause, each once; none across the words for giving money, which stand beside
/// everything that money is given for.
fn pairs(clause: &str) -> Vec<(char, char)> {
    let mut clause = clause.to_owned();
    for word in Lexicon::get().words("giving") {
        if clause.contains(word) {
            clause = clause.replace(word, " ");
        }
    }
    let all = clause.chars().zip(clause.chars().skip(1));
    let mut out: Vec<(char, char)> = all.filter(|(a, b)| !a.is_whitespace() && !b.is_whitespace()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What a pair of characters counts that stands in one clause only.
pub(crate) const RAREST: usize = 8;
