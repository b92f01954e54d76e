//! Figures as CSV, one a row: RFC 4180, and nothing in it that a spreadsheet would run.

use crate::input::Loaded;
use crate::passage::Passages;
use luoshi_document::LineIndex;
use luoshi_reader::{Binding, Bound, Figure, Language, Mode, Reading, Span, Value};
use std::fmt::{Display, Write as _};

/// The columns, in order. They change only with a version.
pub(crate) const HEADER: &[&str] = &[
    "source",
    "line",
    "column",
    "section",
    "indicator",
    "indicator_name",
    "text",
    "value",
    "value_high",
    "unit",
    "amount_value",
    "amount_high",
    "amount_unit",
    "dimension",
    "parts",
    "kind",
    "measure",
    "mode",
    "qualifiers",
    "bound",
    "from_text",
    "from_value",
    "from_unit",
    "to_text",
    "to_value",
    "to_unit",
    "period_text",
    "period_start",
    "period_end",
    "base",
    "scope",
    "tense",
    "binding",
    "spans",
    "sentence",
    "sentence_text",
    "doubts",
];

/// The byte order mark that old spreadsheets want before UTF-8.
pub(crate) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Characters of a sentence that a row shows. A text without a full stop is one sentence, and would otherwise stand
/// whole in the row of each of its figures. The longest sentence of the reports we
/// know has 639.
pub(super) const SENTENCE: usize = 1000;

/// Writes the header line.
pub(crate) fn header(names: &[&str], out: &mut Vec<u8>) {
    let mut row = Row::new(out);
    for name in names {
        row.text(name);
    }
    row.end();
}

/// Writes a row for each figure.
pub(crate) fn print(loaded: &Loaded, reading: &Reading, language: Language, out: &mut Vec<u8>) {
    if reading.figures.is_empty() {
        return;
    }
    let lines = LineIndex::new(&loaded.document.text);
    let passages = Passages::new(&loaded.document.text);
    for figure in &reading.figures {
        figure_row(loaded, reading, figure, (&lines, &passages), language, &mut Row::new(out));
    }
}

fn figure_row(
    loaded: &Loaded,
    reading: &Reading,
    f: &Figure,
    (lines, passages): (&LineIndex, &Passages<'_>),
    language: Language,
    row: &mut Row<'_>,
) {
    row.text(&loaded.path);
    let place = f.spans.first().map(|s| lines.position(s.start()));
    row.shown(place.map(|p| p.line));
    row.shown(place.map(|p| p.column));
    row.maybe(f.section.and_then(|s| reading.outline.get(s)).map(|s| s.title.as_str()));
    row.maybe(f.indicator.as_deref());
    row.maybe(f.indicator_name.as_deref());
    row.text(&f.text);
    row.shown(f.value.as_ref());
    row.shown(f.value_high.as_ref());
    row.text(&f.unit);
    let amount = f.amount.as_ref();
    row.shown(amount.map(|a| &a.value));
    row.shown(amount.and_then(|a| a.high.as_ref()));
    row.maybe(amount.map(|a| a.unit.as_str()));
    row.maybe(amount.map(|a| a.dimension));
    row.text(&joined(&f.parts, ":"));
    row.text(f.kind.word());
    row.text(f.measure.word());
    row.maybe(f.mode.map(Mode::word));
    row.text(&f.qualifiers.join("|"));
    row.maybe(f.bound.map(Bound::word));
    for end in [f.from.as_ref(), f.to.as_ref()] {
        row.maybe(end.map(|e| e.text.as_str()));
        // A ratio has no value but terms.
        let parts = end.filter(|e| e.value.is_none()).map(|e| joined(&e.parts, ":"));
        match end.and_then(|e| e.value.as_ref()) {
            Some(value) => row.shown(Some(value)),
            None => row.maybe(parts.as_deref()),
        }
        row.maybe(end.map(|e| e.unit.as_str()));
    }
    let period = f.period.as_ref();
    row.maybe(period.map(|p| p.text.as_str()));
    row.shown(period.and_then(|p| p.start));
    row.shown(period.and_then(|p| p.end));
    row.maybe(f.base.as_deref());
    row.maybe(f.scope.as_deref());
    row.text(f.tense.word());
    row.maybe(f.binding.map(Binding::word));
    row.text(&spans(&f.spans));
    row.shown(Some(f.sentence));
    let sentence = reading.sentences.get(f.sentence).map(|s| passages.joined(&s.spans, SENTENCE));
    row.maybe(sentence.as_deref());
    let doubts: Vec<&str> = f.doubts.iter().map(|d| d.words(language)).collect();
    row.text(&doubts.join("|"));
    row.end();
}

fn joined(values: &[Value], between: &str) -> String {
    values.iter().map(Value::to_string).collect::<Vec<_>>().join(between)
}

/// `12-15|20-22`: the pieces of the JSON's `spans`.
pub(super) fn spans(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let bar = if out.is_empty() { "" } else { "|" };
        let _ = write!(out, "{bar}{}-{}", span.start(), span.end());
    }
    out
}

/// One row being written.
pub(in crate::print) struct Row<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl<'a> Row<'a> {
    pub(in crate::print) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, first: true }
    }

    pub(in crate::print) fn text(&mut self, text: &str) {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
        cell(text, self.out);
    }

    pub(super) fn maybe(&mut self, text: Option<&str>) {
        self.text(text.unwrap_or(""));
    }

    pub(super) fn shown(&mut self, what: Option<impl Display>) {
        self.maybe(what.map(|w| w.to_string()).as_deref());
    }

    pub(in crate::print) fn end(&mut self) {
        self.out.extend_from_slice(b"\r\n");
    }
}

/// Writes a cell. One that a spreadsheet would run gets a leading `'`; one that needs quotes gets them.
fn cell(text: &str, out: &mut Vec<u8>) {
    let inert = !runs(text);
    if inert && !text.contains(['"', ',', '\r', '\n']) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    if !inert {
        out.push(b'\'');
    }
    for piece in text.split_inclusive('"') {
        out.extend_from_slice(piece.as_bytes());
        if piece.ends_with('"') {
            out.push(b'"');
        }
    }
    out.push(b'"');
}

/// Whether a spreadsheet would take the cell for a formula: by its first character, in either width, blanks and
/// quotes before it not counted. A plain decimal such as −7 is none.
fn runs(text: &str) -> bool {
    let begins =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−');
    match text.chars().next() {
        None => false,
        Some('\t' | '\r' | '\n') => true,
        Some(_) => {
            text.trim_start_matches(|c: char| c.is_whitespace() || c == '"').starts_with(begins) && !is_decimal(text)
        }
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let body = text.strip_prefix('-').unwrap_or(text);
    match body.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        cell(text, &mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn what_a_spreadsheet_would_run_becomes_text() {
        let signs = ["=", "+", "-", "@", "\t=", "\r=", "\n", "＝", "＋", "－", "＠", " =", "\"=", "−", "\u{3000}＝"];
        for sign in signs {
            assert!(written(&format!("{sign}1+1")).starts_with("\"'"), "{sign:?}");
        }
    }

    #[test]
    fn decimals_stay_decimals() {
        for plain in ["-7", "-0.35", "12", "1/3", "3:4", ""] {
            assert_eq!(written(plain), plain);
        }
        assert_eq!(written("-1/3"), "\"'-1/3\"");
        assert_eq!(written("-7%"), "\"'-7%\"");
    }

    #[test]
    fn commas_quotes_and_line_ends_are_quoted() {
        assert_eq!(written("甲,\"乙\"\r\n丙"), "\"甲,\"\"乙\"\"\r\n丙\"");
        assert_eq!(written("“十四五”"), "“十四五”");
    }
}
