//! A target with its result: the row, judged.

use crate::class::Class;
use crate::fit::Candidate;
use crate::found::{CANDIDATES, Found};
use crate::index::Index;
use crate::judge::{Case, judge};
use crate::lexicon::Lexicon;
use crate::report::Report;
use crate::row::{Certainty, Cite, ResultKind, Row, Verdict};
use crate::says::Says;
use crate::statement::Statement;
use crate::why::{Side, Why};
use luoshi_reader::Bound;

/// A row with its result, judged.
pub(crate) fn matched(
    index: &Index<'_>,
    target: &Statement,
    found: &Found<'_>,
    candidate: &Candidate<'_>,
    mut row: Row,
) -> Row {
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
pub(crate) fn cite(report: &Report, s: &Statement) -> Cite {
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
