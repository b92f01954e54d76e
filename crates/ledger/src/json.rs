//! The wire form of a ledger, `luoshi.ledger/1`: the columns of the CSV by the same names, and beside them what a table has
//! no room for.
//!
//! The schema is [`SCHEMA`]. Exact numbers are strings; what is not known is `null`, and no member is ever left out.

use crate::ledger::{Ledger, Tally};
use crate::row::{Cite, ResultKind, Row};
use luoshi_reader::json::{Layout, Writer};
use luoshi_reader::{Bound, Language};

/// Name and version of the form.
pub const NAME: &str = "luoshi.ledger/1";

/// JSON Schema (draft 2020-12) of a ledger, and of a row under `$defs/row`.
pub const SCHEMA: &str = include_str!("../schema/ledger.json");

/// Writes the ledger of one government behind what `out` holds, without a line end.
pub fn write(ledger: &Ledger, layout: Layout, language: Language, out: &mut Vec<u8>) {
    let w = &mut Writer::new(out, layout);
    w.open(b'{');
    w.member("schema");
    w.word(NAME);
    w.member("body");
    w.text(&ledger.body);
    w.list("reports", &ledger.reports, tally);
    w.list("rows", &ledger.rows, |w, row| of_row(w, row, language));
    w.close(b'}');
}

/// Writes one row behind what `out` holds, on one line.
pub fn write_row(row: &Row, language: Language, out: &mut Vec<u8>) {
    of_row(&mut Writer::new(out, Layout::Line), row, language);
}

fn tally(w: &mut Writer<'_>, tally: &Tally) {
    w.open(b'{');
    w.member("source");
    w.text(&tally.source);
    w.maybe("year", tally.year, |w, y| w.number(u64::try_from(y).unwrap_or_default()));
    let counts = [
        ("targets", tally.targets),
        ("matched", tally.matched),
        ("silent", tally.silent),
        ("open", tally.open),
        ("unsure", tally.unsure),
        ("without_number", tally.words),
    ];
    for (name, count) in counts {
        w.member(name);
        w.number(count as u64);
    }
    w.close(b'}');
}

fn of_row(w: &mut Writer<'_>, row: &Row, language: Language) {
    w.open(b'{');
    for (name, text) in [("body", &row.body), ("indicator", &row.indicator)] {
        w.member(name);
        w.text(text);
    }
    w.member("measure");
    w.text(&row.measure_word());
    w.maybe("scope", row.scope.as_deref(), Writer::text);
    w.maybe("period", row.period, |w, p| w.text(&p.text()));
    let target = &row.target;
    w.member("target_text");
    w.text(&target.text);
    w.maybe("target_value", target.value.as_ref(), Writer::value);
    w.maybe("target_high", target.high.as_ref(), Writer::value);
    w.member("unit");
    w.text(&target.unit);
    w.maybe("bound", target.bound.map(Bound::word), Writer::word);
    w.member("target_source");
    w.text(&target.source);
    w.member("target_spans");
    w.spans(&target.spans);
    w.member("target_sentence");
    w.text(&target.sentence);
    let result = row.result.as_ref();
    w.maybe("result_text", result.map(|r| r.text.as_str()), Writer::text);
    let value = result.filter(|_| row.has_value());
    w.maybe("result_value", value.and_then(|r| r.value.as_ref()), Writer::value);
    w.maybe("result_unit", value.map(|r| r.unit.as_str()), Writer::text);
    w.maybe("result_kind", row.result_kind.map(ResultKind::word), Writer::word);
    w.maybe("result_source", result.map(|r| r.source.as_str()), Writer::text);
    w.maybe("result_spans", result.map(|r| r.spans.as_slice()), Writer::spans);
    w.maybe("result_sentence", result.map(|r| r.sentence.as_str()), Writer::text);
    w.member("verdict");
    w.word(row.verdict.word());
    w.member("verdict_strict");
    w.word(row.strict.word());
    w.member("certainty");
    w.word(row.certainty.word());
    w.member("reason");
    w.text(&row.reason(language));
    w.member("subject");
    w.text(&row.subject);
    w.maybe("result_bound", value.and_then(|r| r.bound).map(Bound::word), Writer::word);
    w.maybe("result_high", value.and_then(|r| r.high.as_ref()), Writer::value);
    w.list("others", &row.others, |w, (cite, kind)| other(w, cite, *kind));
    w.close(b'}');
}

fn other(w: &mut Writer<'_>, cite: &Cite, kind: ResultKind) {
    w.open(b'{');
    w.member("text");
    w.text(&cite.text);
    w.maybe("value", cite.value.as_ref(), Writer::value);
    w.member("unit");
    w.text(&cite.unit);
    w.member("kind");
    w.word(kind.word());
    w.member("source");
    w.text(&cite.source);
    w.member("spans");
    w.spans(&cite.spans);
    w.member("sentence");
    w.text(&cite.sentence);
    w.close(b'}');
}
