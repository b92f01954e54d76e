//! The wire form of the faults of a document, `luoshi.check/1`.

use super::writer::Writer;
use super::{Form, Source, write_source};
use crate::{Fault, Reading, Severity, Span};

/// Name and version of the form.
pub const CHECK_NAME: &str = "luoshi.check/1";

/// JSON Schema (draft 2020-12) of the form.
pub const CHECK_SCHEMA: &str = include_str!("../../schema/check.json");

/// A view of the original: what a place is called, and what stands there.
pub trait Places {
    /// Line and column of a character, both from 1.
    fn position(&self, offset: u32) -> (u32, u32);
    /// The words of the pieces, put together.
    fn text(&self, spans: &[Span]) -> String;
}

/// Writes the faults of a document behind what `out` holds, without a line end.
///
/// `faults` are those of `reading`, as many as are to be shown. `form.rules` has no meaning here.
pub fn write_faults(
    faults: &[&Fault],
    reading: &Reading,
    source: &Source<'_>,
    places: &dyn Places,
    form: Form,
    out: &mut Vec<u8>,
) {
    let w = &mut Writer::new(out, form.layout);
    let count = |severity| faults.iter().filter(|f| f.severity == severity).count() as u64;
    w.open(b'{');
    w.member("schema");
    w.word(CHECK_NAME);
    w.member("source");
    write_source(w, source);
    w.maybe("title", reading.facts.title.as_ref(), |w, title| w.text(&title.value));
    w.member("counts");
    w.open(b'{');
    for (name, severity) in [("error", Severity::Error), ("warning", Severity::Warning), ("hint", Severity::Hint)] {
        w.member(name);
        w.number(count(severity));
    }
    w.close(b'}');
    w.list("faults", faults, |w, fault| {
        w.open(b'{');
        w.member("rule");
        w.word(fault.rule);
        w.member("severity");
        w.word(fault.severity.word());
        place(w, &fault.spans, places);
        w.member("reason");
        w.text(&fault.note.words(form.language));
        w.list("also", &fault.also, |w, spans| {
            w.open(b'{');
            place(w, spans, places);
            w.close(b'}');
        });
        w.list("figures", &fault.figures, |w, index| w.number(*index as u64));
        w.list("commitments", &fault.commitments, |w, index| w.number(*index as u64));
        w.close(b'}');
    });
    w.close(b'}');
}

fn place(w: &mut Writer<'_>, spans: &[Span], places: &dyn Places) {
    let (line, column) = spans.first().map_or((1, 1), |s| places.position(s.start()));
    w.member("line");
    w.number(u64::from(line));
    w.member("column");
    w.number(u64::from(column));
    w.member("spans");
    w.spans(spans);
    w.member("text");
    w.text(&places.text(spans));
}
