//! The wire form of a reading, `luoshi.reading/1`, and of [`Recognised`].
//!
//! The schema is [`SCHEMA`]. Offsets count characters of the decoded text, half-open. Exact numbers are strings, so that
//! no program rounds them in passing. A value the text does not give is `null`; no member is ever left out.
//!
//! ```
//! use luoshi_reader::{Options, json, read};
//!
//! let text = "全市新增城镇就业2.3万人。";
//! let source = json::Source { path: "-", chars: 13, ..json::Source::default() };
//! let mut line = Vec::new();
//! json::write(&read(text, &Options::default()), &source, json::Form::default(), &mut line);
//! assert!(line.starts_with(br#"{"schema":"luoshi.reading/1","source":{"path":"-","#));
//! ```

mod check;
mod tree;
mod words;
mod writer;

pub use check::{CHECK_NAME, CHECK_SCHEMA, Places, write_faults};
pub use writer::{Layout, Writer};

use crate::{
    Amount, Commitment, End, Fact, Figure, Language, Name, Period, Reading, Recognised, Repair, Span, TableCell, Value,
};
use std::ops::Range;

/// Name and version of the form.
pub const NAME: &str = "luoshi.reading/1";

/// JSON Schema (draft 2020-12) of the form.
pub const SCHEMA: &str = include_str!("../schema/reading.json");

/// The document a reading was made from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The path as given or walked; `-` for standard input.
    pub path: &'a str,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: &'a str,
    /// Number of bytes.
    pub bytes: u64,
    /// The encoding the text was in.
    pub encoding: &'a str,
    /// Number of characters of the text that offsets count, a BOM left out.
    pub chars: u64,
    /// SHA-256 of that text in UTF-8.
    pub text_sha256: &'a str,
}

/// Whether figures carry the names of the rules that gave them, and numbers that are no figure are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rules {
    /// No member `rules`, no member `no_figures`.
    #[default]
    Hidden,
    /// A member `rules` of each figure, a list of names; a member `no_figures` of the reading.
    Shown,
}

/// How a reading is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form {
    /// On one line, or indented.
    pub layout: Layout,
    /// With the names of rules, or without.
    pub rules: Rules,
    /// The language notes are written in; names of members and their words never change with it.
    pub language: Language,
}

/// Writes a reading behind what `out` holds, without a line end.
pub fn write(reading: &Reading, source: &Source<'_>, form: Form, out: &mut Vec<u8>) {
    let w = &mut Writer::new(out, form.layout);
    w.open(b'{');
    w.member("schema");
    w.word(NAME);
    w.member("source");
    write_source(w, source);
    w.member("facts");
    facts(w, reading);
    w.list("repairs", &reading.repairs, |w, r| repair(w, r, form.language));
    w.member("outline");
    let section = tree::write(w, &reading.outline);
    let section = |index: Option<usize>| index.and_then(|i| section.get(i)).map(|i| *i as u64);
    w.list("lists", &reading.lists, |w, list| {
        w.open(b'{');
        w.member("kind");
        w.word(list.kind.word());
        w.list("items", &list.items, |w, item| {
            w.open(b'{');
            w.member("marker");
            w.text(&item.marker);
            w.member("spans");
            w.spans(&item.spans);
            w.close(b'}');
        });
        w.close(b'}');
    });
    w.list("sentences", &reading.sentences, |w, sentence| {
        w.open(b'{');
        w.member("spans");
        w.spans(&sentence.spans);
        w.member("tense");
        w.word(sentence.tense.word());
        w.maybe("section", section(sentence.section), Writer::number);
        w.close(b'}');
    });
    w.list("figures", &reading.figures, |w, f| figure(w, f, section(f.section), form));
    if form.rules == Rules::Shown {
        w.list("no_figures", &reading.no_figures, |w, none| {
            w.open(b'{');
            w.member("text");
            w.text(&none.text);
            w.member("rule");
            w.word(none.rule);
            w.member("spans");
            w.spans(&none.spans);
            w.member("sentence");
            w.number(none.sentence as u64);
            w.close(b'}');
        });
    }
    w.list("commitments", &reading.commitments, commitment);
    w.list("names", &reading.names, name);
    w.list("captions", &reading.captions, |w, caption| {
        w.open(b'{');
        w.member("text");
        w.text(&caption.text);
        w.maybe("credit", caption.credit.as_deref(), Writer::text);
        w.member("spans");
        w.spans(&caption.spans);
        w.close(b'}');
    });
    w.list("contradictions", &reading.contradictions, |w, contradiction| {
        w.open(b'{');
        w.member("kind");
        w.word(contradiction.kind);
        w.member("note");
        w.text(&contradiction.note.words(form.language));
        w.list("figures", &contradiction.figures, |w, index| w.number(*index as u64));
        w.close(b'}');
    });
    w.close(b'}');
}

fn write_source(w: &mut Writer<'_>, source: &Source<'_>) {
    w.open(b'{');
    w.member("path");
    w.text(source.path);
    w.member("sha256");
    w.text(source.sha256);
    w.member("bytes");
    w.number(source.bytes);
    w.member("encoding");
    w.text(source.encoding);
    w.member("chars");
    w.number(source.chars);
    w.member("text_sha256");
    w.text(source.text_sha256);
    w.close(b'}');
}

fn facts(w: &mut Writer<'_>, reading: &Reading) {
    fn fact<T>(w: &mut Writer<'_>, fact: &Fact<T>, value: impl FnOnce(&mut Writer<'_>, &T)) {
        w.open(b'{');
        w.member("value");
        value(w, &fact.value);
        w.member("spans");
        w.spans(&fact.spans);
        w.close(b'}');
    }
    let text = |w: &mut Writer<'_>, f: &Fact| fact(w, f, |w, value| w.text(value));
    let facts = &reading.facts;
    w.open(b'{');
    w.maybe("title", facts.title.as_ref(), text);
    w.maybe("issuer", facts.issuer.as_ref(), text);
    w.maybe("date", facts.date.as_ref(), |w, f| fact(w, f, |w, date| w.date(*date)));
    w.maybe("kind", facts.kind.as_ref(), text);
    w.maybe("period_reviewed", facts.period_reviewed.as_ref(), text);
    w.maybe("period_planned", facts.period_planned.as_ref(), text);
    w.maybe("language", facts.language.as_ref(), text);
    w.close(b'}');
}

fn repair(w: &mut Writer<'_>, repair: &Repair, language: Language) {
    w.open(b'{');
    w.member("kind");
    w.word(repair.kind.word());
    w.member("text");
    w.text(&repair.text);
    w.member("spans");
    w.spans(&repair.spans);
    w.member("note");
    w.text(&repair.note.words(language));
    w.maybe("candidate", repair.candidate.as_deref(), Writer::text);
    w.close(b'}');
}

fn figure(w: &mut Writer<'_>, figure: &Figure, section: Option<u64>, form: Form) {
    w.open(b'{');
    w.member("text");
    w.text(&figure.text);
    w.maybe("value", figure.value.as_ref(), Writer::value);
    w.maybe("value_high", figure.value_high.as_ref(), Writer::value);
    w.member("unit");
    w.text(&figure.unit);
    w.maybe("amount", figure.amount.as_ref(), amount);
    parts(w, &figure.parts);
    w.maybe("indicator", figure.indicator.as_deref(), Writer::text);
    w.maybe("indicator_name", figure.indicator_name.as_deref(), Writer::text);
    w.member("kind");
    w.word(figure.kind.word());
    w.member("measure");
    w.word(figure.measure.word());
    w.maybe("mode", figure.mode.map(crate::Mode::word), Writer::word);
    w.list("qualifiers", &figure.qualifiers, |w, word| w.text(word));
    w.maybe("bound", figure.bound.map(crate::Bound::word), Writer::word);
    w.maybe("from", figure.from.as_deref(), end);
    w.maybe("to", figure.to.as_deref(), end);
    w.maybe("period", figure.period.as_ref(), period);
    w.maybe("base", figure.base.as_deref(), Writer::text);
    w.maybe("scope", figure.scope.as_deref(), Writer::text);
    w.member("tense");
    w.word(figure.tense.word());
    w.maybe("binding", figure.binding.map(crate::Binding::word), Writer::word);
    w.member("spans");
    w.spans(&figure.spans);
    w.member("sentence");
    w.number(figure.sentence as u64);
    w.maybe("section", section, Writer::number);
    w.list("doubts", &figure.doubts, |w, doubt| w.text(doubt.words(form.language)));
    w.maybe("cell", figure.cell.as_deref(), cell);
    if form.rules == Rules::Shown {
        w.list("rules", &figure.rules, |w, rule| w.text(rule));
    }
    w.close(b'}');
}

fn cell(w: &mut Writer<'_>, cell: &TableCell) {
    w.open(b'{');
    w.member("table");
    w.number(cell.table as u64);
    w.member("row");
    w.number(cell.row as u64);
    w.member("column");
    w.number(cell.column as u64);
    w.list("heading", &cell.heading, |w, text| w.text(text));
    w.maybe("group", cell.group.as_deref(), Writer::text);
    w.maybe("category", cell.category.as_deref(), Writer::text);
    w.member("cumulative");
    w.truth(cell.cumulative);
    w.close(b'}');
}

fn parts(w: &mut Writer<'_>, parts: &[Value]) {
    w.list("parts", parts, Writer::value);
}

fn amount(w: &mut Writer<'_>, amount: &Amount) {
    w.open(b'{');
    w.member("value");
    w.value(&amount.value);
    w.maybe("high", amount.high.as_ref(), Writer::value);
    w.member("unit");
    w.text(&amount.unit);
    w.member("dimension");
    w.text(amount.dimension);
    w.close(b'}');
}

fn end(w: &mut Writer<'_>, end: &End) {
    w.open(b'{');
    w.member("text");
    w.text(&end.text);
    w.maybe("value", end.value.as_ref(), Writer::value);
    w.member("unit");
    w.text(&end.unit);
    parts(w, &end.parts);
    w.member("spans");
    w.spans(&end.spans);
    w.close(b'}');
}

fn period(w: &mut Writer<'_>, period: &Period) {
    w.open(b'{');
    w.member("text");
    w.text(&period.text);
    w.maybe("start", period.start, Writer::date);
    w.maybe("end", period.end, Writer::date);
    w.close(b'}');
}

fn commitment(w: &mut Writer<'_>, commitment: &Commitment) {
    w.open(b'{');
    w.member("action");
    w.text(&commitment.action);
    let action = Some(&*commitment.action).filter(|action| !action.is_empty());
    w.maybe("lead_verb", commitment.lead_verb.as_deref().or(action), Writer::text);
    w.maybe("object", commitment.object.as_deref(), Writer::text);
    w.maybe("degree", commitment.degree.as_deref(), Writer::text);
    w.maybe("deadline", commitment.deadline.as_ref(), |w, deadline| {
        w.open(b'{');
        w.member("text");
        w.text(&deadline.text);
        w.maybe("date", deadline.date, Writer::date);
        w.close(b'}');
    });
    w.member("measurable");
    w.truth(commitment.measurable);
    w.member("role");
    w.word(commitment.role.word());
    w.maybe("who", commitment.who.as_deref(), Writer::text);
    w.list("support", &commitment.support, |w, body| w.text(body));
    w.maybe("territory", commitment.territory.as_deref(), Writer::text);
    w.list("figures", &commitment.figures, |w, index| w.number(*index as u64));
    w.member("spans");
    w.spans(&commitment.spans);
    w.member("sentence");
    w.number(commitment.sentence as u64);
    w.close(b'}');
}

fn name(w: &mut Writer<'_>, name: &Name) {
    w.open(b'{');
    w.member("text");
    w.text(&name.text);
    w.member("class");
    w.word(name.class.word());
    w.maybe("code", name.code.as_deref(), Writer::text);
    w.maybe("post", name.post.as_deref(), Writer::text);
    w.maybe("awarder", name.awarder.as_deref(), Writer::text);
    w.maybe("number", name.number.as_deref(), Writer::text);
    w.member("spans");
    w.spans(&name.spans);
    w.close(b'}');
}

/// Writes what [`crate::recognise`] found in `text` as one line, without the line end.
///
/// `from` and `to` of a quantity are indices into `quantities`.
pub fn write_recognised(recognised: &Recognised, text: &str, out: &mut Vec<u8>) {
    // Byte offset of each character and of the end, so that an item's words can be cut out.
    let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let begin = |w: &mut Writer<'_>, range: &Range<usize>| {
        let span = Span::new(range.start as u32, range.end as u32);
        w.open(b'{');
        w.member("start");
        w.number(u64::from(span.start()));
        w.member("end");
        w.number(u64::from(span.end()));
        w.member("text");
        let words = at.get(range.start).zip(at.get(range.end)).and_then(|(s, e)| text.get(*s..*e));
        w.text(words.unwrap_or(""));
    };
    let w = &mut Writer::new(out, Layout::Line);
    w.open(b'{');
    w.list("numbers", &recognised.numbers, |w, item| {
        begin(w, &item.range);
        w.maybe("value", item.value.as_ref(), Writer::value);
        w.maybe("low", item.low.as_ref(), Writer::value);
        w.maybe("high", item.high.as_ref(), Writer::value);
        w.maybe("ends", item.ends.map(crate::Ends::word), Writer::word);
        w.member("class");
        w.word(item.class.word());
        w.close(b'}');
    });
    w.list("quantities", &recognised.quantities, |w, item| {
        begin(w, &item.range);
        w.maybe("value", item.value.as_ref(), Writer::value);
        w.member("unit");
        w.text(&item.unit);
        w.maybe("low", item.low.as_ref(), Writer::value);
        w.maybe("high", item.high.as_ref(), Writer::value);
        w.maybe("bound", item.bound.map(crate::Bound::word), Writer::word);
        w.maybe("from", item.from.map(|i| i as u64), Writer::number);
        w.maybe("to", item.to.map(|i| i as u64), Writer::number);
        w.close(b'}');
    });
    w.list("times", &recognised.times, |w, item| {
        begin(w, &item.range);
        w.maybe("start_date", item.start, Writer::date);
        w.maybe("end_date", item.end, Writer::date);
        w.member("kind");
        w.word(item.kind.word());
        w.close(b'}');
    });
    w.list("places", &recognised.places, |w, item| {
        begin(w, &item.range);
        w.member("code");
        w.text(&item.code);
        w.member("name");
        w.text(&item.name);
        w.close(b'}');
    });
    w.close(b'}');
}

#[cfg(test)]
mod tests;
