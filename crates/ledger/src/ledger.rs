//! The ledger of one government: its reports, the rows, and the counts.

use crate::judge::{Case, Side, judge, revises};
use crate::lexicon::Lexicon;
use crate::report::Report;
use crate::row::{Certainty, Cite, ResultKind, Row, Verdict};
use crate::search::{Candidate, Fit, Index, fit, same_number, searched};
use crate::statement::{Class, Says, Statement};
use crate::when::{Basis, When};
use crate::why::Why;
use luoshi_reader::Bound;
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
    let best = found.best(index, period.end);
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

/// What the other reports say of a target.
#[derive(Default)]
struct Found<'a> {
    results: Vec<Candidate<'a>>,
    means: Vec<(usize, &'a Statement)>,
    inferred: Vec<(usize, &'a Statement)>,
    changed: Vec<(usize, &'a Statement)>,
    between: Vec<Why>,
}

impl<'a> Found<'a> {
    fn of(index: &Index<'a>, r: usize, year: i16, target: &Statement) -> Self {
        let mut out = Self::default();
        let Some(period) = target.when else { return out };
        for (at, s) in index.same(target) {
            let Some(later) = index.reports.get(at).and_then(|r| r.frame.year) else { continue };
            // What is told again stands beside its result.
            let beside = target.retold && s.says == Says::Result;
            if at == r && !beside || later < year || later == year && s.says != Says::Result {
                continue;
            }
            match s.says {
                Says::Result => match fit(target, s) {
                    Fit::Result(mut open, mut why) => {
                        if later > period.end + 1 + REVIEWS {
                            open += 1;
                            why.push(Why::Late);
                        }
                        // A plan counts at the prices of its year, a result often at those of its own.
                        let far = period.end - year >= FAR && target.dimension == "money" && period.is_year();
                        if far && target.class == Class::Amount && !target.counted {
                            open += 1;
                            why.push(Why::PricesUnsaid);
                        }
                        let estimate = s.estimate || later <= period.end;
                        out.results.push(Candidate { report: at, statement: s, open, why, estimate });
                    }
                    Fit::Mean if later > period.end && later <= period.end + REVIEWS => out.means.push((at, s)),
                    Fit::Inferred if later == period.end + 1 => out.inferred.push((at, s)),
                    Fit::Mean | Fit::Inferred | Fit::No => {
                        let same = s.class == target.class && s.mean == target.mean && s.scope == target.scope;
                        let within =
                            s.when.is_some_and(|w| w.is_year() && !w.part && w.end > year && w.end < period.end);
                        if same && within && out.between.len() < BETWEEN {
                            let years = s.when.map_or_else(String::new, crate::when::When::text);
                            out.between.push(Why::Between { text: s.text.to_string(), years });
                        }
                    }
                },
                // 今年预计增长6%: what is expected of this year, and an estimate of what becomes of last year's target.
                Says::Target if s.estimate && later > year && later == period.end => {
                    if let Fit::Result(open, why) = fit(target, s) {
                        out.results.push(Candidate { report: at, statement: s, open, why, estimate: true });
                    } else if other_number(target, s) {
                        out.changed.push((at, s));
                    }
                }
                // 如期完成裁减50万的任务: the number of the target is the result.
                Says::Restated if s.fulfilled && same_number(target, s) && later >= period.end && at != r => {
                    if let Fit::Result(open, mut why) = fit(target, s) {
                        why.push(Why::Fulfilled);
                        out.results.push(Candidate { report: at, statement: s, open: open + 1, why, estimate: false });
                    }
                }
                Says::Target | Says::Restated if later > year && later <= period.end + 1 => {
                    if other_number(target, s) {
                        out.changed.push((at, s));
                    }
                }
                Says::Target | Says::Restated | Says::Budget | Says::Aside => {}
            }
        }
        out.doubt_late(index, period.end);
        out
    }

    /// Of a figure for which a report later than the next does not say the year, where the next had another as an
    /// estimate, it is not sure that it is of the same thing.
    fn doubt_late(&mut self, index: &Index<'_>, end: i16) {
        let year = |at: usize| index.reports.get(at).and_then(|r| r.frame.year).unwrap_or(i16::MAX);
        let value = |s: &Statement| s.compared().map(|(v, ..)| v.normalized());
        let first = self.results.iter().find(|c| c.estimate && year(c.report) == end + 1);
        let Some(first) = first.map(|c| value(c.statement)) else { return };
        for late in self.results.iter_mut().filter(|c| !c.estimate && year(c.report) > end + 1) {
            let said = late.statement.when.is_some_and(|w| w.basis == Basis::Said);
            if !said && value(late.statement) != first {
                late.open += 1;
                late.why.push(Why::ResultYears);
            }
        }
    }

    /// The candidates to show: the surest of the report that has the last word; two only where nothing tells them apart.
    fn best(&self, index: &Index<'_>, end: i16) -> Vec<Candidate<'a>> {
        let order = |c: &Candidate<'_>| index.reports.get(c.report).map_or(0, |r| r.kind.order);
        let year = |c: &Candidate<'_>| index.reports.get(c.report).and_then(|r| r.frame.year).unwrap_or(i16::MAX);
        let Some(fewest) = self.results.iter().filter(|c| !c.estimate).map(|c| c.open).min() else {
            // Only estimates: the latest of the surest.
            let Some(fewest) = self.results.iter().map(|c| c.open).min() else { return Vec::new() };
            let last = self.results.iter().filter(|c| c.open == fewest).map(|c| c.report).max();
            let of = self.results.iter().filter(|c| c.open == fewest && Some(c.report) == last);
            return distinct(of);
        };
        let sure = || self.results.iter().filter(|c| !c.estimate && c.open == fewest);
        // The first report after the period, of the kind that is most final.
        let first = sure().map(|c| (std::cmp::Reverse(order(c)), year(c) - end, c.report)).min().map(|(_, _, at)| at);
        let shown = distinct(sure().filter(|c| Some(c.report) == first));
        // A later figure for the same year replaces it, where it says its year itself and is near enough to be the same.
        if let [only] = shown.as_slice() {
            let mut later = sure().filter(|c| c.report > only.report && order(c) >= order(only)).filter(|c| {
                let said = c.statement.when.is_some_and(|w| w.basis == Basis::Said);
                let values = (only.statement.compared(), c.statement.compared());
                let near = matches!(values, (Some((a, ..)), Some((b, ..))) if revises(c.statement.class, a, b));
                let other = matches!(values, (Some((a, ..)), Some((b, ..))) if a.normalized() != b.normalized());
                said && near && other && c.statement.bound.is_none()
            });
            if let Some(last) = later.next_back() {
                return vec![last.clone()];
            }
        }
        shown
    }
}

/// Years after which prices are no longer those of the plan.
const FAR: i16 = 3;

/// Years within which a review of several years comes back to one of them.
const REVIEWS: i16 = 5;

/// What is told between the report and the end of the period: enough to see the way.
const BETWEEN: usize = 6;

/// Candidates without those that say the same again; all are of one report.
fn distinct<'a, 'c>(of: impl Iterator<Item = &'c Candidate<'a>>) -> Vec<Candidate<'a>>
where
    'a: 'c,
{
    let mut out: Vec<Candidate<'a>> = Vec::new();
    let sure = |c: &Candidate<'_>| c.statement.when.map(|w| w.basis);
    for candidate in of {
        let same = |c: &Candidate<'_>| {
            let key =
                |s: &Statement| s.compared().map(|(v, h, _)| (v.normalized(), h.map(luoshi_reader::Value::normalized)));
            key(c.statement) == key(candidate.statement)
        };
        if !out.iter().any(same) {
            out.push(candidate.clone());
        }
    }
    // One that says its year itself goes before one that does not, one year before the end of several, a number before a
    // bound, and before so many times.
    let rank = |c: &Candidate<'_>| {
        let year = c.statement.when.is_some_and(When::is_year);
        (sure(c), !year, c.statement.fold || c.statement.each, c.statement.bound.is_some())
    };
    if let Some(best) = out.iter().map(rank).min() {
        out.retain(|c| rank(c) == best);
    }
    out.truncate(CANDIDATES);
    out
}

/// More candidates than these are noise.
const CANDIDATES: usize = 4;

/// Whether a later statement tells the same target with another number.
fn other_number(target: &Statement, s: &Statement) -> bool {
    let sure = |s: &Statement| {
        s.when.is_some_and(|w| w.basis == Basis::Said || w.basis != Basis::Unclear && s.says == Says::Restated)
    };
    let same = s.class == target.class
        && s.mean == target.mean
        && s.scope == target.scope
        && s.subject == target.subject
        && s.counted == target.counted
        && (s.when.map(|w| (w.start, w.end)) == target.when.map(|w| (w.start, w.end)));
    let numbers = (target.compared(), s.compared());
    let differ = match numbers {
        (Some((a, ah, au)), Some((b, bh, bu))) => au == bu && (a.normalized() != b.normalized() || ah != bh),
        _ => false,
    };
    same && differ
        && sure(s)
        && target.when.is_some_and(|w| w.basis != Basis::Unclear)
        && target.subject.known.is_some()
}

/// A row with its result, judged.
fn matched(index: &Index<'_>, target: &Statement, found: &Found<'_>, candidate: &Candidate<'_>, mut row: Row) -> Row {
    let Some(report) = index.reports.get(candidate.report) else { return row };
    row.certainty = row.certainty.max(candidate.certainty());
    if candidate.statement.fold {
        row.certainty = row.certainty.max(Certainty::Likely);
    }
    row.result = Some(cite(report, candidate.statement));
    let value = |s: &Statement| s.compared().map(|(v, ..)| v.normalized());
    let others = found.results.iter().filter(|c| c.report != candidate.report && c.open <= candidate.open);
    let mut revised = false;
    for other in others {
        let Some(of) = index.reports.get(other.report) else { continue };
        let kind = if other.estimate { ResultKind::Estimate } else { ResultKind::Stated };
        revised |=
            !other.estimate && other.report < candidate.report && value(other.statement) != value(candidate.statement);
        if value(other.statement) != value(candidate.statement) && row.others.len() < CANDIDATES {
            row.why.push(Why::Other { text: other.statement.text.to_string(), source: of.name.clone() });
        }
        if row.others.len() < CANDIDATES {
            row.others.push((cite(of, other.statement), kind));
        }
    }
    row.result_kind = Some(match (candidate.estimate, revised) {
        (true, _) => ResultKind::Estimate,
        (false, true) => ResultKind::Revised,
        (false, false) => ResultKind::Stated,
    });
    if candidate.estimate {
        row.why.push(Why::Estimate);
    }
    if report.kind.name != "government_work_report" {
        row.why.push(Why::Source { zh: report.kind.zh, en: report.kind.en });
    }
    // In the unit both are written in, so that a person can follow the arithmetic; else in the base unit.
    let told = candidate.statement;
    let numbers = match (target.value, told.value) {
        (Some(low), Some(result)) if target.unit == told.unit => {
            Some(((low, target.high, &*target.unit), (result, told.high, &*told.unit)))
        }
        _ => target.compared().zip(told.compared()),
    };
    let Some(((low, high, _), (result, result_high, _))) = numbers else {
        row.verdict = Verdict::NotMeasurable;
        row.strict = Verdict::NotMeasurable;
        return row;
    };
    // 减少1442万 as a change is −1442, as a count 1442.
    let turn = target.class != candidate.statement.class && result.is_negative() != low.is_negative();
    let (result, result_high) =
        if turn { (result.negated(), result_high.map(luoshi_reader::Value::negated)) } else { (result, result_high) };
    if target.constant != told.constant && target.class == Class::Amount && target.dimension == "money" {
        row.verdict = Verdict::NotMeasurable;
        row.strict = Verdict::NotMeasurable;
        row.certainty = row.certainty.max(Certainty::Likely);
        row.why.push(Why::Prices);
        return row;
    }
    let case = Case {
        class: target.class,
        target: low,
        high,
        bound: target.bound,
        better: target.subject.better(),
        result,
        result_high,
    };
    let judged = judge(&case);
    row.verdict = judged.verdict;
    row.strict = judged.strict;
    row.why.insert(0, judged.why.clone());
    if candidate.statement.bound.is_some() {
        row.why.push(Why::ResultBound);
    }
    // 超过80% may be 82%: whether 82% was reached nobody can tell.
    let side = if let Why::Judged { side, .. } = &judged.why { Some(*side) } else { None };
    let hides = match (candidate.statement.bound, side) {
        // 2800多 is less than 2900.
        (Some(Bound::MoreThan | Bound::AtLeast), Some(Side::Floor)) => {
            !Lexicon::get().words("some").iter().any(|w| candidate.statement.text.contains(w))
        }
        (Some(Bound::LessThan | Bound::AtMost), Some(Side::Ceiling)) => true,
        (Some(_) | None, _) => false,
    };
    if hides && row.verdict == Verdict::Partly {
        row.verdict = Verdict::NotMeasurable;
        row.strict = Verdict::NotMeasurable;
        row.certainty = row.certainty.max(Certainty::Likely);
    }
    let told = found.changed.iter().find(|(at, s)| *at == candidate.report && s.says == Says::Restated);
    if let Some((_, told)) = told {
        row.verdict = Verdict::Changed;
        row.strict = Verdict::Changed;
        row.why.insert(0, Why::Changed { text: told.text.to_string(), source: report.name.clone() });
    } else if let Some((at, told)) = found.changed.first()
        && let Some(other) = index.reports.get(*at)
    {
        row.why.push(Why::Changed { text: told.text.to_string(), source: other.name.clone() });
    }
    if target.class == Class::Other {
        row.certainty = Certainty::Unsure;
    }
    row
}

/// A figure with its sentence.
fn cite(report: &Report, s: &Statement) -> Cite {
    let quote = report.quotes.get(s.quote);
    Cite {
        text: s.text.to_string(),
        value: s.value,
        high: s.high,
        unit: s.unit.to_string(),
        bound: s.bound,
        source: report.name.clone(),
        year: report.frame.year,
        spans: s.spans.to_vec(),
        sentence: quote.map_or_else(String::new, |q| q.text.to_string()),
        sentence_spans: quote.map_or_else(Vec::new, |q| q.spans.to_vec()),
    }
}
