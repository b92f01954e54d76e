//! A ledger as CSV, a target a row: RFC 4180, and nothing in it that a spreadsheet would run.

use crate::print::csv::{Row, spans};
use luoshi_ledger::{Ledger, ResultKind};
use luoshi_reader::{Bound, Language};

/// The columns, in order. They change only with a version.
pub(crate) const HEADER: &[&str] = &[
    "body",
    "indicator",
    "measure",
    "scope",
    "period",
    "target_text",
    "target_value",
    "target_high",
    "unit",
    "bound",
    "target_source",
    "target_spans",
    "target_sentence",
    "result_text",
    "result_value",
    "result_unit",
    "result_kind",
    "result_source",
    "result_spans",
    "result_sentence",
    "verdict",
    "verdict_strict",
    "certainty",
    "reason",
];

/// Writes a row for each row of the ledger.
pub(crate) fn print(ledger: &Ledger, language: Language, out: &mut Vec<u8>) {
    for of in &ledger.rows {
        let row = &mut Row::new(out);
        row.text(&of.body);
        row.text(&of.indicator);
        row.text(&of.measure_word());
        row.maybe(of.scope.as_deref());
        row.shown(of.period.map(luoshi_ledger::When::text));
        let target = &of.target;
        row.text(&target.text);
        row.shown(target.value.as_ref());
        row.shown(target.high.as_ref());
        row.text(&target.unit);
        row.maybe(target.bound.map(Bound::word));
        row.text(&target.source);
        row.text(&spans(&target.spans));
        row.text(&target.sentence);
        let result = of.result.as_ref();
        let valued = result.filter(|_| of.has_value());
        row.maybe(result.map(|r| r.text.as_str()));
        row.shown(valued.and_then(|r| r.value.as_ref()));
        row.maybe(valued.map(|r| r.unit.as_str()));
        row.maybe(of.result_kind.map(ResultKind::word));
        row.maybe(result.map(|r| r.source.as_str()));
        row.maybe(result.map(|r| spans(&r.spans)).as_deref());
        row.maybe(result.map(|r| r.sentence.as_str()));
        row.text(of.verdict.word());
        row.text(of.strict.word());
        row.text(of.certainty.word());
        row.text(&of.reason(language));
        row.end();
    }
}
