//! The faults of a document: for a person by severity, each marked in its words; for programs as JSON and CSV.

use super::csv::{Row, SENTENCE, spans};
use super::table::{DOUBT, FAINT, HEADING, NUMBER, Page};
use super::{Format, Style};
use crate::args::Kinds;
use crate::input::Loaded;
use crate::passage::Passages;
use crate::terminal::{cut, inert, width};
use anstyle::Style as Paintwork;
use luoshi_document::LineIndex;
use luoshi_reader::json::{self, Form, Layout, Places};
use luoshi_reader::{Fault, Reading, Severity, Span, faults};

/// The columns, in order. They change only with a version.
pub(crate) const HEADER: &[&str] = &[
    "source",
    "line",
    "column",
    "severity",
    "rule",
    "text",
    "reason",
    "also",
    "spans",
    "figures",
    "commitments",
    "sentence_text",
];

/// Prints the faults of a document that are to be shown; whether there are any.
pub(crate) fn print(loaded: &Loaded, reading: &Reading, kinds: &Kinds, style: &Style<'_>, out: &mut Vec<u8>) -> bool {
    let all = faults(&loaded.document.text, reading);
    let shown: Vec<&Fault> = all.iter().filter(|f| kinds.shows(f)).collect();
    let page = Original { lines: LineIndex::new(&loaded.document.text), words: Passages::new(&loaded.document.text) };
    let form = |layout| Form { layout, language: style.words.language(), ..Form::default() };
    match style.format {
        // `check` takes no html: the page of `read` shows the contradictions.
        Format::Table | Format::Html => table(loaded, reading, &shown, &page, style, out),
        Format::Json => json::write_faults(&shown, reading, &loaded.source(), &page, form(Layout::Indented), out),
        Format::Jsonl => {
            json::write_faults(&shown, reading, &loaded.source(), &page, form(Layout::Line), out);
            out.push(b'\n');
        }
        Format::Csv => rows(loaded, reading, &shown, &page, style, out),
    }
    !shown.is_empty()
}

/// The original, by places.
struct Original<'a> {
    lines: LineIndex,
    words: Passages<'a>,
}

impl Places for Original<'_> {
    fn position(&self, offset: u32) -> (u32, u32) {
        let position = self.lines.position(offset);
        (position.line, position.column)
    }

    fn text(&self, spans: &[Span]) -> String {
        self.words.joined(spans, SENTENCE)
    }
}

impl Original<'_> {
    /// path:line:column.
    fn place(&self, path: &str, spans: &[Span]) -> String {
        let at = spans.first().map_or_else(String::new, |s| self.lines.position(s.start()).to_string());
        format!("{path}:{at}")
    }
}

/// The sentence a fault stands in: the first that holds its beginning.
fn sentence<'a>(reading: &'a Reading, fault: &Fault) -> Option<&'a [Span]> {
    let index = (fault.figures.first().and_then(|i| reading.figures.get(*i)).map(|f| f.sentence))
        .or_else(|| fault.commitments.first().and_then(|i| reading.commitments.get(*i)).map(|c| c.sentence));
    let start = fault.spans.first()?.start();
    let holds = |spans: &[Span]| spans.iter().any(|s| s.start() <= start && start < s.end());
    let near = index.and_then(|i| reading.sentences.get(i)).filter(|s| holds(&s.spans));
    let found = || {
        // Sentences come in the order of the page, but for those torn by a column.
        let after = reading.sentences.partition_point(|s| s.spans.first().is_some_and(|s| s.start() <= start));
        reading.sentences[..after].iter().rev().take(4).find(|s| holds(&s.spans))
    };
    near.or_else(found).map(|s| s.spans.as_slice())
}

fn table(
    loaded: &Loaded,
    reading: &Reading,
    shown: &[&Fault],
    original: &Original<'_>,
    style: &Style<'_>,
    out: &mut Vec<u8>,
) {
    let words = style.words;
    let mut page = Page { out, look: style.look };
    let path = inert(&loaded.path);
    // Of a folder most may be sound: a line each tells that they were checked.
    if shown.is_empty() {
        page.block(0, FAINT, &words.fill("check.clean", &[("path", path.as_str())]));
        return;
    }
    let title = reading.facts.title.as_ref().map_or(path.as_str(), |t| t.value.as_str());
    page.block(0, HEADING, &inert(title));
    let of = |severity| shown.iter().filter(move |f| f.severity == severity);
    let count = |severity| of(severity).count().to_string();
    let counts = [
        ("path", path.as_str()),
        ("errors", &count(Severity::Error)),
        ("warnings", &count(Severity::Warning)),
        ("hints", &count(Severity::Hint)),
    ];
    page.block(0, FAINT, &words.fill("check.counts", &counts));
    for (severity, paint) in [(Severity::Error, NUMBER), (Severity::Warning, DOUBT), (Severity::Hint, FAINT)] {
        if of(severity).next().is_none() {
            continue;
        }
        page.line(&[]);
        page.line(&[(HEADING, words.of_word("severity", severity.word())), (FAINT, &format!(" {}", count(severity)))]);
        for fault in of(severity) {
            let place = original.place(&path, &fault.spans);
            page.line(&[(Paintwork::new(), &place), (paint, &format!("  {}", words.of_word("rule", fault.rule)))]);
            let room = page.look.columns.saturating_sub(6);
            let marked = marked(reading, fault, original, room);
            page.line(&[(FAINT, &format!("    {marked}"))]);
            page.block(4, Paintwork::new(), &inert(&fault.note.words(words.language())));
            if !fault.also.is_empty() {
                let also: Vec<String> = fault.also.iter().map(|s| original.place("", s)[1..].to_owned()).collect();
                page.block(4, FAINT, &format!("{}{}", words.get("check.also"), also.join(" ")));
            }
        }
    }
    page.line(&[]);
}

/// Characters of the sentence shown before and after the mark.
const AROUND: usize = 24;

/// The place in its sentence, between 【 and 】: a caret below cannot stand under wide characters.
fn marked(reading: &Reading, fault: &Fault, original: &Original<'_>, room: usize) -> String {
    let inner = original.words.joined(&fault.spans, 40);
    let around = |piece: Option<Span>| piece.map_or_else(String::new, |s| original.words.joined(&[s], SENTENCE));
    let (mut head, mut tail) = (String::new(), String::new());
    if let (Some(spans), Some(first), Some(last)) = (sentence(reading, fault), fault.spans.first(), fault.spans.last())
    {
        // Only the piece of the sentence that the mark stands in: a torn one has others elsewhere on the page.
        let before = spans.iter().find(|s| s.start() <= first.start() && first.start() < s.end());
        let after = spans.iter().find(|s| s.start() < last.end() && last.end() <= s.end());
        head = around(before.map(|s| Span::new(s.start(), first.start())));
        tail = around(after.map(|s| Span::new(last.end(), s.end())));
    }
    let skip = head.chars().count().saturating_sub(AROUND);
    let lead = if skip > 0 { "…" } else { "" };
    let head: String = head.chars().skip(skip).collect();
    let text = inert(&format!("{lead}{head}【{inner}】{tail}"));
    if width(&text) <= room { text } else { cut(&text, room) }
}

fn rows(
    loaded: &Loaded,
    reading: &Reading,
    shown: &[&Fault],
    original: &Original<'_>,
    style: &Style<'_>,
    out: &mut Vec<u8>,
) {
    let joined = |list: &[usize]| list.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    for fault in shown {
        let place = fault.spans.first().map(|s| original.lines.position(s.start()));
        let mut row = Row::new(out);
        row.text(&loaded.path);
        row.shown(place.map(|p| p.line));
        row.shown(place.map(|p| p.column));
        row.text(fault.severity.word());
        row.text(fault.rule);
        row.text(&original.text(&fault.spans));
        row.text(&fault.note.words(style.words.language()));
        let also: Vec<String> = fault.also.iter().map(|s| original.place("", s)[1..].to_owned()).collect();
        row.text(&also.join("|"));
        row.text(&spans(&fault.spans));
        row.text(&joined(&fault.figures));
        row.text(&joined(&fault.commitments));
        row.maybe(sentence(reading, fault).map(|s| original.words.joined(s, SENTENCE)).as_deref());
        row.end();
    }
}
