//! What the other reports say of a target, and which of it is shown.

use crate::class::Class;
use crate::distance::{far_off, same_number, same_size};
use crate::fit::{Candidate, Fit, fit};
use crate::index::Index;
use crate::judge::revises;
use crate::says::Says;
use crate::statement::Statement;
use crate::when::{Basis, When};
use crate::why::Why;
use std::collections::BTreeSet;

/// What the other reports say of a target.
#[derive(Default)]
pub(crate) struct Found<'a> {
    pub(crate) results: Vec<Candidate<'a>>,
    pub(crate) means: Vec<(usize, &'a Statement)>,
    pub(crate) inferred: Vec<(usize, &'a Statement)>,
    pub(crate) changed: Vec<(usize, &'a Statement)>,
    pub(crate) between: Vec<Why>,
}

impl<'a> Found<'a> {
    pub(crate) fn of(index: &Index<'a>, r: usize, year: i16, target: &Statement) -> Self {
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
        if out.results.is_empty() {
            out.by_parts(index, year, target);
        }
        out.doubt_late(index, period.end);
        out
    }

    /// What the due report says of the things that a target's own is told by: of 主要污染物 it tells 化学需氧量 and 氨氮. Each is
    /// close to it and not the same.
    fn by_parts(&mut self, index: &Index<'a>, year: i16, target: &Statement) {
        let Some(end) = target.when.map(|w| w.end) else { return };
        let parts = target.subject.family().map_or(&[][..], |f| f.parts.as_slice());
        for (at, s) in parts.iter().flat_map(|part| index.called(part)) {
            let later = index.reports.get(at).and_then(|r| r.frame.year);
            if later != Some(end + 1) || later <= Some(year) || s.says != Says::Result {
                continue;
            }
            if let Fit::Result(open, mut why) = fit(target, s) {
                why.retain(|w| !matches!(w, Why::Renamed { .. }));
                why.push(Why::Near { from: target.subject.name.clone(), to: s.subject.name.clone() });
                self.results.push(Candidate { report: at, statement: s, open: open + 1, why, estimate: s.estimate });
            }
        }
    }

    /// Of a figure for which a report later than the next does not say the year, or which it only compares another with, where
    /// the next had another as an estimate, it is not sure that it is of the same thing.
    fn doubt_late(&mut self, index: &Index<'_>, end: i16) {
        let year = |at: usize| index.reports.get(at).and_then(|r| r.frame.year).unwrap_or(i16::MAX);
        let value = |s: &Statement| s.compared().map(|(v, ..)| v.normalized());
        let first = self.results.iter().find(|c| c.estimate && year(c.report) == end + 1);
        let Some(first) = first.map(|c| value(c.statement)) else { return };
        for late in self.results.iter_mut().filter(|c| !c.estimate && year(c.report) > end + 1) {
            let said = late.statement.when.is_some_and(|w| w.basis == Basis::Said);
            if (!said || late.statement.base) && value(late.statement) != first {
                late.open += 1;
                late.why.push(Why::ResultYears);
            }
        }
    }

    /// Of several candidates the one whose sentence tells of the things that the target's own sentence sets too: the list of
    /// what a whole province did, and not what one place of it did.
    fn in_company(
        index: &Index<'_>,
        (report, target): (usize, &Statement),
        candidates: Vec<Candidate<'a>>,
    ) -> Vec<Candidate<'a>> {
        if candidates.len() < 2 || target.subject.known.is_none() {
            return candidates;
        }
        let beside = |at: usize, quote: usize| -> BTreeSet<&str> {
            let all = index.reports.get(at).map_or(&[][..], |r| r.statements.as_slice());
            all.iter().filter(|s| s.quote == quote && s.subject.known.is_some()).map(|s| &*s.key).collect()
        };
        let set = beside(report, target.quote);
        let company = |c: &Candidate<'_>| {
            beside(c.report, c.statement.quote)
                .iter()
                .filter(|key| **key != &*target.key && set.contains(**key))
                .count()
        };
        let most = candidates.iter().map(&company).max().unwrap_or(0);
        let near: Vec<Candidate<'a>> = candidates.iter().filter(|c| company(c) + COMPANY > most).cloned().collect();
        if most >= COMPANY { near } else { candidates }
    }

    /// The candidates to show: the surest of the report that has the last word; two only where nothing tells them apart.
    pub(crate) fn best(&self, index: &Index<'_>, target: (usize, &Statement), end: i16) -> Vec<Candidate<'a>> {
        let order = |c: &Candidate<'_>| index.reports.get(c.report).map_or(0, |r| r.kind.order);
        let year = |c: &Candidate<'_>| index.reports.get(c.report).and_then(|r| r.frame.year).unwrap_or(i16::MAX);
        let Some(fewest) = self.results.iter().filter(|c| !c.estimate).map(|c| c.open).min() else {
            // Only estimates: the latest of the surest.
            let Some(fewest) = self.results.iter().map(|c| c.open).min() else { return Vec::new() };
            let last = self.results.iter().filter(|c| c.open == fewest).map(|c| c.report).max();
            let of = self.results.iter().filter(|c| c.open == fewest && Some(c.report) == last);
            return distinct(of);
        };
        // 预计, said of the thing and its year by the report that is due, goes before what a later one leaves open.
        let due = self.results.iter().filter(|c| c.estimate && c.open < fewest && year(c) == end + 1);
        let due = distinct(due);
        if !due.is_empty() {
            return due;
        }
        let sure = || self.results.iter().filter(|c| !c.estimate && c.open == fewest);
        // The first report after the period, of the kind that is most final.
        let first = sure().map(|c| (std::cmp::Reverse(order(c)), year(c) - end, c.report)).min().map(|(_, _, at)| at);
        let shown = Self::in_company(index, target, distinct(sure().filter(|c| Some(c.report) == first)));
        // A later figure for the same year replaces it, where it says its year itself and is near enough to be the same.
        if let [only] = shown.as_slice() {
            let mut later = sure().filter(|c| c.report > only.report && order(c) >= order(only)).filter(|c| {
                let said = c.statement.when.is_some_and(|w| w.basis == Basis::Said);
                let values = (only.statement.compared(), c.statement.compared());
                let near = matches!(values, (Some((a, ..)), Some((b, ..))) if revises(c.statement.class, a, b));
                let other = matches!(values, (Some((a, ..)), Some((b, ..))) if a.normalized() != b.normalized());
                // What another is only compared with may be of less than the whole.
                said && near && other && c.statement.bound.is_none() && !c.statement.base
            });
            if let Some(last) = later.next_back() {
                return vec![last.clone()];
            }
        }
        shown
    }
}

/// So many things in one sentence are no chance.
const COMPANY: usize = 2;

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
    // What is of the whole goes before what is of less. One that says its year itself goes before one that does not, one year before the end of several, a number before a
    // bound, and before so many times.
    let rank = |c: &Candidate<'_>| {
        let year = c.statement.when.is_some_and(When::is_year);
        (c.statement.limited, sure(c), !year, c.statement.fold || c.statement.each, c.statement.bound.is_some())
    };
    if let Some(best) = out.iter().map(rank).min() {
        out.retain(|c| rank(c) == best);
    }
    out.truncate(CANDIDATES);
    out
}

/// More candidates than these are noise.
pub(crate) const CANDIDATES: usize = 4;

/// Whether a later statement tells the same target with another number.
fn other_number(target: &Statement, s: &Statement) -> bool {
    let sure = |s: &Statement| {
        s.when.is_some_and(|w| w.basis == Basis::Said || w.basis != Basis::Unclear && s.says == Says::Restated)
    };
    let same = s.class == target.class
        && s.mean == target.mean
        && s.scope == target.scope
        && s.subject == target.subject
        && (s.counted == target.counted || same_size(target, s))
        && s.limited == target.limited
        && (s.when.map(|w| (w.start, w.end)) == target.when.map(|w| (w.start, w.end)));
    let numbers = (target.compared(), s.compared());
    let differ = match numbers {
        (Some((a, ah, au)), Some((b, bh, bu))) => au == bu && (a.normalized() != b.normalized() || ah != bh),
        _ => false,
    };
    // 某矿原定285万吨, where the country's was a hundred million: another's target.
    same && differ
        && !far_off(target, s)
        && sure(s)
        && target.when.is_some_and(|w| w.basis != Basis::Unclear)
        && target.subject.known.is_some()
}
