//! The ledger of one government: its reports, the rows, and the counts.

use crate::class::Class;
use crate::distance::same_number;
use crate::fit::searched;
use crate::found::Found;
use crate::index::Index;
use crate::matched::{cite, matched};
use crate::report::Report;
use crate::row::{Certainty, ResultKind, Row, Verdict};
use crate::says::Says;
use crate::statement::Statement;
use crate::when::Basis;
use crate::why::Why;
use std::collections::{BTreeMap, BTreeSet};

/// How a report did: its targets, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The report, by its path.
    pub source: String,
    /// The year it was given in.
    pub year: Option<i16>,
    /// Numeric targets read in it.
    pub targets: usize,
    /// Of these, with a result.
    pub matched: usize,
    /// Of these, on which the report that would say it is silent.
    pub silent: usize,
    /// Of these, still open.
    pub open: usize,
    /// Of the matched, those that are unsure.
    pub unsure: usize,
    /// Promises without a number that a later report comes back to.
    pub words: usize,
}

/// The ledger of one government.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The government; empty where no report says it.
    pub body: String,
    /// Its reports, by year.
    pub reports: Vec<Tally>,
    /// The rows, by report and place.
    pub rows: Vec<Row>,
}

/// Draws up the ledger of one government from its reports, in any order.
#[must_use]
pub fn ledger(body: &str, mut reports: Vec<Report>) -> Ledger {
    reports.sort_by(|a, b| {
        (a.frame.year, a.kind.order, &a.name, a.digest).cmp(&(b.frame.year, b.kind.order, &b.name, b.digest))
    });
    retold(&mut reports);
    let index = Index::new(&reports);
    // First what is named; then, of what no name was found, what is alike among the results that nobody has claimed.
    let mut drawn: BTreeMap<(usize, usize), Vec<Row>> = BTreeMap::new();
    let mut claimed: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut left = Vec::new();
    for (r, report) in reports.iter().enumerate() {
        for (at, target) in report.targets() {
            let made = of_target(body, &index, r, target, &mut claimed);
            if made.iter().all(|row| row.verdict == Verdict::Silent && row.result.is_none()) {
                left.push((r, at, target));
            }
            drawn.insert((r, at), made);
        }
    }
    shared(&reports, &mut drawn);
    let none = BTreeSet::new();
    // The surest first: what one target has found is no other's, unless they tell the same.
    let mut alike = Vec::new();
    for (r, at, target) in left {
        let Some(period) = target.when else { continue };
        // What came of several years is often told only by the second report after them.
        let years = if period.is_year() { 0..=0 } else { 0..=1 };
        let found = years.filter_map(|n| due(&index, period.end + n)).find_map(|due| {
            let taken = claimed.get(&due).unwrap_or(&none);
            index.alike(target, due, taken)
        });
        alike.extend(found.map(|(like, candidate)| (like, r, at, target, candidate)));
    }
    alike.sort_by_key(|(like, r, at, ..)| (std::cmp::Reverse(*like), *r, *at));
    let mut given: Vec<(&Statement, &Statement)> = Vec::new();
    for (_, r, at, target, candidate) in alike {
        let of_other = |(result, by): &(&Statement, &Statement)| {
            std::ptr::eq(*result, candidate.statement) && !(by.key == target.key && same_number(by, target))
        };
        if given.iter().any(of_other) {
            continue;
        }
        given.push((candidate.statement, target));
        if let Some(row) = drawn.get_mut(&(r, at)).and_then(|rows| rows.first_mut()) {
            row.why.clone_from(&candidate.why);
            row.certainty = candidate.certainty();
            let bare = row.clone();
            *row = matched(&index, target, &Found::default(), &candidate, bare);
        }
    }
    let mut rows = Vec::new();
    let mut tallies = Vec::with_capacity(reports.len());
    for (r, report) in reports.iter().enumerate() {
        let mut tally = Tally {
            source: report.name.clone(),
            year: report.frame.year,
            targets: 0,
            matched: 0,
            silent: 0,
            open: 0,
            unsure: 0,
            words: 0,
        };
        for (at, target) in report.targets() {
            let made = std::mem::take(drawn.entry((r, at)).or_default());
            // One target is counted once, and what tells it again without a result tells nothing.
            if target.repeats {
                rows.extend(made.into_iter().filter(Row::has_value));
                continue;
            }
            tally.targets += 1;
            if let Some(row) = made.first() {
                tally.matched += usize::from(row.result.is_some() && row.has_value());
                tally.silent += usize::from(row.verdict == Verdict::Silent);
                tally.open += usize::from(row.verdict == Verdict::Open);
                tally.unsure += usize::from(row.has_value() && row.certainty == Certainty::Unsure);
            }
            rows.extend(made);
        }
        let words = crate::wordless::rows(body, &index, r);
        tally.words = words.len();
        rows.extend(words);
        tallies.push(tally);
    }
    Ledger { body: body.to_owned(), reports: tallies, rows }
}

/// Makes less sure what counted targets of one name and different numbers have in common: 续建项目21个 and, of another sort, 10个.
fn shared(reports: &[Report], drawn: &mut BTreeMap<(usize, usize), Vec<Row>>) {
    let mut doubted = Vec::new();
    for (r, report) in reports.iter().enumerate() {
        let told = |row: &&Row| row.has_value();
        // As many as one of them were: it is that one's.
        let met = |row: &Row| row.result.as_ref().is_some_and(|result| result.value == row.target.value);
        let counted: Vec<(usize, &Statement, &Row)> = report
            .targets()
            .filter(|(_, s)| s.dimension == "count" && s.class == Class::Amount)
            .filter_map(|(at, s)| Some((at, s, drawn.get(&(r, at))?.first().filter(told)?)))
            .collect();
        let place = |row: &Row| row.result.as_ref().map(|result| (result.source.clone(), result.spans.clone()));
        for (at, target, row) in &counted {
            let other = |(_, o, of): &(usize, &Statement, &Row)| {
                o.key == target.key && !same_number(o, target) && place(of) == place(row)
            };
            if row.certainty == Certainty::Certain && !met(row) && counted.iter().any(other) {
                doubted.push((r, *at));
            }
        }
    }
    for at in doubted {
        if let Some(row) = drawn.get_mut(&at).and_then(|rows| rows.first_mut()) {
            row.certainty = Certainty::Likely;
            row.why.push(Why::Shared);
        }
    }
}

/// Marks what a report calls a target that was set before: read as one more statement of it.
fn retold(reports: &mut [Report]) {
    let mut made = Vec::new();
    for (r, report) in reports.iter().enumerate() {
        for (n, s) in report.statements.iter().enumerate() {
            let own = s.when.is_some_and(|w| w.basis == Basis::Said && Some(w.end) == report.frame.year);
            let known = s.says == Says::Restated && s.subject.known.is_some() && !s.earlier && (s.called || own);
            let clear = s.when.is_some_and(|w| w.basis != Basis::Unclear && !w.part);
            let number = !matches!(s.class, Class::Completion | Class::Gap | Class::Other | Class::Points);
            if !known || !clear || !number {
                continue;
            }
            let stated = |o: &Statement| {
                o.says == Says::Target
                    && o.key == s.key
                    && o.class == s.class
                    && o.when.map(|w| w.end) == s.when.map(|w| w.end)
            };
            let repeats = reports.iter().take(r + 1).any(|other| other.statements.iter().any(stated));
            made.push((r, n, repeats));
        }
    }
    for (r, n, repeats) in made {
        if let Some(s) = reports.get_mut(r).and_then(|r| r.statements.get_mut(n)) {
            s.retold = true;
            s.repeats = repeats;
        }
    }
}

/// The row of a target; several where there are several candidates.
fn of_target(
    body: &str,
    index: &Index<'_>,
    r: usize,
    target: &Statement,
    claimed: &mut BTreeMap<usize, BTreeSet<usize>>,
) -> Vec<Row> {
    let Some(report) = index.reports.get(r) else { return Vec::new() };
    let row = |verdict: Verdict, certainty: Certainty, why: Vec<Why>| Row {
        body: body.to_owned(),
        subject: target.key.to_string(),
        indicator: target.subject.name.clone(),
        measure: target.class,
        mean: target.mean,
        scope: target.scope.as_deref().map(str::to_owned),
        period: target.when,
        target: cite(report, target),
        result: None,
        result_kind: None,
        others: Vec::new(),
        verdict,
        strict: verdict,
        certainty,
        why,
    };
    let Some(year) = report.frame.year else {
        return vec![row(Verdict::Open, Certainty::Unsure, vec![Why::NoYear])];
    };
    let Some(period) = target.when else {
        return vec![row(Verdict::Open, Certainty::Unsure, vec![Why::NoPeriod])];
    };
    let found = Found::of(index, r, year, target);
    let due = due(index, period.end);
    let own = if period.basis == Basis::Unclear { Certainty::Likely } else { Certainty::Certain };

    let row = |verdict: Verdict, certainty: Certainty, mut why: Vec<Why>| {
        if target.retold {
            why.push(Why::Retold);
        }
        row(verdict, certainty, why)
    };
    let best = found.best(index, (r, target), period.end);
    if !best.is_empty() {
        let of = best.len();
        let rows = best.into_iter().enumerate().map(|(n, candidate)| {
            if let Some(statements) = index.reports.get(candidate.report).map(|r| &r.statements)
                && let Some(at) = statements.iter().position(|s| std::ptr::eq(s, candidate.statement))
            {
                claimed.entry(candidate.report).or_default().insert(at);
            }
            let mut why = candidate.why.clone();
            let mut certainty = candidate.certainty();
            if of > 1 {
                certainty = Certainty::Unsure;
                why.push(Why::Candidate { n: n + 1, of });
            }
            matched(index, target, &found, &candidate, row(Verdict::Silent, certainty, why))
        });
        return rows.collect();
    }
    if let Some((at, told)) = found.changed.first() {
        let mut out = row(Verdict::Changed, own.max(Certainty::Likely), Vec::new());
        if let Some(other) = index.reports.get(*at) {
            out.why.push(Why::Changed { text: told.text.to_string(), source: other.name.clone() });
            out.result = Some(cite(other, told));
            out.result_kind = Some(ResultKind::Stated);
        }
        return vec![out];
    }
    let aside = [(&found.means, ResultKind::Mean), (&found.inferred, ResultKind::Inferred)];
    for (list, kind) in aside {
        let Some((at, told)) = list.first() else { continue };
        let Some(other) = index.reports.get(*at) else { continue };
        let mut out = row(if due.is_some() { Verdict::Silent } else { Verdict::Open }, own, Vec::new());
        let (text, source) = (told.text.to_string(), other.name.clone());
        out.why.push(match kind {
            ResultKind::Mean => {
                Why::Mean { text, years: told.when.map_or_else(String::new, crate::when::When::text), source }
            }
            ResultKind::Estimate | ResultKind::Stated | ResultKind::Revised | ResultKind::Inferred => {
                Why::Inferred { text, source }
            }
        });
        out.result = Some(cite(other, told));
        out.result_kind = Some(kind);
        return vec![out];
    }
    let Some(due) = due else {
        let mut out = row(Verdict::Open, own, vec![Why::Missing { year: period.end + 1 }]);
        out.why.extend(found.between);
        return vec![out];
    };
    let source = index.reports.get(due).map_or_else(String::new, |r| r.name.clone());
    let mut out = row(Verdict::Silent, own, vec![Why::Searched { source, names: searched(target, period.end + 1) }]);
    out.why.extend(found.between);
    vec![out]
}

/// The report that would say what became of a target for a year: the first of the year after.
fn due(index: &Index<'_>, end: i16) -> Option<usize> {
    index.reports.iter().position(|other| other.frame.year == Some(end + 1) && other.kind.order >= 1)
}
