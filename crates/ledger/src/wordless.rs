//! Promises without a number, and where a later report comes back to them.

use crate::class::Class;
use crate::fold::folded;
use crate::index::Index;
use crate::report::Report;
use crate::row::{Certainty, Cite, ResultKind, Row, Verdict};
use crate::when::Basis;
use crate::why::Why;
use luoshi_reader::Span;

/// A row for each promise without a number that the next report tells of, by its object or its programme. Likeness of words
/// is no proof that it was done: never certain, and the verdict stays that it cannot be measured.
pub(crate) fn rows(body: &str, index: &Index<'_>, r: usize) -> Vec<Row> {
    let Some(report) = index.reports.get(r) else { return Vec::new() };
    let Some(year) = report.frame.year else { return Vec::new() };
    let next = index.reports.iter().enumerate().find(|(_, other)| other.frame.year == Some(year + 1));
    let Some((_, next)) = next else { return Vec::new() };
    if report.promised.is_empty() {
        return Vec::new();
    }
    let told: Vec<(usize, String)> =
        next.done.iter().filter_map(|q| next.quotes.get(*q).map(|quote| (*q, folded(&quote.text)))).collect();
    let mut out = Vec::new();
    for promise in &report.promised {
        let Some(when) = promise.when.filter(|w| w.is_year() && w.basis != Basis::Unclear) else { continue };
        let found = told.iter().find(|(_, words)| words.contains(&*promise.object));
        let Some((quote, _)) = found else { continue };
        // The name of a programme and the same verb is more than an object that others may share.
        let named = promise.programmes.iter().any(|p| promise.object.contains(p.as_str()));
        let certainty = if named { Certainty::Likely } else { Certainty::Unsure };
        let target = cite(report, promise.quote, &promise.spans, &format!("{}{}", promise.action, promise.object));
        out.push(Row {
            body: body.to_owned(),
            subject: promise.object.to_string(),
            indicator: promise.object.to_string(),
            measure: Class::Other,
            mean: false,
            scope: None,
            period: Some(when),
            target,
            result: Some(cite(next, *quote, &[], &promise.object)),
            result_kind: Some(ResultKind::Stated),
            others: Vec::new(),
            verdict: Verdict::NotMeasurable,
            strict: Verdict::NotMeasurable,
            certainty,
            why: vec![Why::NotMeasurable, Why::SameObject { object: promise.object.to_string() }],
        });
    }
    out
}

fn cite(report: &Report, quote: usize, spans: &[Span], text: &str) -> Cite {
    let quote = report.quotes.get(quote);
    let sentence_spans = quote.map_or_else(Vec::new, |q| q.spans.to_vec());
    Cite {
        text: text.to_owned(),
        value: None,
        high: None,
        unit: String::new(),
        bound: None,
        source: report.name.clone(),
        year: report.frame.year,
        spans: if spans.is_empty() { sentence_spans.clone() } else { spans.to_vec() },
        sentence: quote.map_or_else(String::new, |q| q.text.to_string()),
        sentence_spans,
    }
}
