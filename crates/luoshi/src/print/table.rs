//! A reading for a person: figures under their headings, then what was mended, then captions.

use super::Style;
use crate::input::Loaded;
use crate::terminal::{Look, Paint, cut, inert, width, wrap};
use anstyle::{AnsiColor, Style as Paintwork};
use luoshi_document::{Format as Kept, LineIndex};
use luoshi_page::phrase;
use luoshi_reader::json::Rules;
use luoshi_reader::{Figure, Language, Reading, Span};
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;

pub(in crate::print) const HEADING: Paintwork = Paintwork::new().bold();
pub(super) const NUMBER: Paintwork = Paintwork::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
pub(in crate::print) const FAINT: Paintwork = Paintwork::new().dimmed();
pub(super) const DOUBT: Paintwork = Paintwork::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// Prints a document and an empty line after it.
pub(crate) fn print(loaded: &Loaded, reading: &Reading, style: &Style<'_>, out: &mut Vec<u8>) {
    let lines = LineIndex::new(&loaded.document.text);
    let mut page = Page { out, look: style.look };
    head(&mut page, loaded, reading, style);
    figures(&mut page, reading, style, &lines);
    if style.rules == Rules::Shown {
        no_figures(&mut page, reading, style, &lines);
    }
    repairs(&mut page, reading, style, &lines);
    captions(&mut page, reading, style, &lines);
    page.line(&[]);
}

/// Lines of painted pieces.
pub(in crate::print) struct Page<'a> {
    pub(in crate::print) out: &'a mut Vec<u8>,
    pub(in crate::print) look: Look,
}

impl Page<'_> {
    /// Writes pieces as one line. What is given must be inert already.
    pub(in crate::print) fn line(&mut self, pieces: &[(Paintwork, &str)]) {
        let last = pieces.iter().rposition(|(_, text)| !text.trim_end().is_empty());
        let shown = pieces.get(..=last.unwrap_or(0)).unwrap_or_default();
        for (i, (paint, text)) in shown.iter().enumerate() {
            let text = if Some(i) == last { text.trim_end() } else { text };
            // Writing into memory cannot fail.
            let _ = match self.look.paint {
                Paint::Colour if !text.is_empty() && !paint.is_plain() => write!(self.out, "{paint}{text}{paint:#}"),
                Paint::Colour | Paint::Plain => write!(self.out, "{text}"),
            };
        }
        self.out.push(b'\n');
    }

    /// Writes a text over as many lines as it takes, indented.
    pub(in crate::print) fn block(&mut self, indent: usize, paint: Paintwork, text: &str) {
        let blank = " ".repeat(indent);
        for line in wrap(text, self.look.columns.saturating_sub(indent)) {
            self.line(&[(Paintwork::new(), &blank), (paint, &line)]);
        }
    }
}

fn head(page: &mut Page<'_>, loaded: &Loaded, reading: &Reading, style: &Style<'_>) {
    let words = style.words;
    let facts = &reading.facts;
    let name = Path::new(&loaded.path).file_name().map_or(loaded.path.as_str().into(), OsStr::to_string_lossy);
    page.block(0, HEADING, &inert(facts.title.as_ref().map_or(&*name, |t| t.value.as_str())));
    let source = words.fill(
        "table.source",
        &[
            ("path", &inert(&loaded.path)),
            ("encoding", loaded.document.encoding),
            ("chars", &loaded.document.text.chars().count().to_string()),
            ("figures", &reading.figures.len().to_string()),
            ("repairs", &reading.repairs.len().to_string()),
        ],
    );
    page.block(0, FAINT, &source);
    match loaded.document.format {
        Kept::Text => {}
        Kept::Html => page.block(0, FAINT, words.get("table.html")),
        Kept::Docx => page.block(0, FAINT, words.get("table.docx")),
        Kept::Xlsx => page.block(0, FAINT, words.get("table.xlsx")),
    }
    let date = facts.date.as_ref().map(|d| d.value.to_string());
    let stated = [
        ("table.issuer", facts.issuer.as_ref().map(|f| f.value.as_str())),
        ("table.date", date.as_deref()),
        ("table.reviewed", facts.period_reviewed.as_ref().map(|f| f.value.as_str())),
        ("table.planned", facts.period_planned.as_ref().map(|f| f.value.as_str())),
    ];
    let stated: Vec<String> =
        stated.iter().filter_map(|(key, v)| v.map(|v| format!("{} {}", words.get(key), inert(v)))).collect();
    if !stated.is_empty() {
        page.block(0, FAINT, &stated.join(" · "));
    }
}

/// The cells of one figure, before they are cut.
struct Cells {
    place: String,
    indicator: String,
    value: String,
    kind: String,
    period: String,
    scope: String,
}

/// Blanks between two columns.
const GAP: usize = 2;

fn figures(page: &mut Page<'_>, reading: &Reading, style: &Style<'_>, lines: &LineIndex) {
    let words = style.words;
    if reading.figures.is_empty() {
        page.line(&[]);
        page.line(&[(FAINT, words.get("table.no_figures"))]);
        return;
    }
    let cells: Vec<Cells> = reading.figures.iter().map(|f| cells(f, style, lines)).collect();
    let widest = |of: fn(&Cells) -> &str, most: usize| cells.iter().map(|c| width(of(c))).max().unwrap_or(0).min(most);
    // Place, value and kind are never cut for the sake of the others; the words share what is left, the indicator
    // the larger half of it.
    let place = widest(|c| &c.place, 9);
    let value = widest(|c| &c.value, page.look.columns / 4);
    let kind = widest(|c| &c.kind, 16);
    let room = page.look.columns.saturating_sub(place + value + kind + GAP * 6);
    let indicator = widest(|c| &c.indicator, room * 9 / 20);
    let period = widest(|c| &c.period, room.saturating_sub(indicator) * 3 / 5);
    let scope = room.saturating_sub(indicator + period);

    let mut shown: Option<Option<usize>> = None;
    let mut ancestors: Vec<usize> = Vec::new();
    for (figure, c) in reading.figures.iter().zip(&cells) {
        if shown != Some(figure.section) {
            shown = Some(figure.section);
            headings(page, reading, style, figure.section, &mut ancestors);
        }
        let plain = Paintwork::new();
        page.line(&[
            (FAINT, &format!("{}{}", right(&c.place, place + GAP), " ".repeat(GAP))),
            (plain, &left(&cut(&c.indicator, indicator), indicator + GAP)),
            (NUMBER, &right(&c.value, value)),
            (plain, &format!("{}{}", " ".repeat(GAP), left(&c.kind, kind + GAP))),
            (plain, &left(&cut(&c.period, period), period + GAP)),
            (FAINT, &cut(&c.scope, scope)),
        ]);
        let indent = place + GAP * 2;
        for doubt in &figure.doubts {
            page.block(indent, DOUBT, &format!("{}{}", words.get("table.doubt"), doubt.words(words.language())));
        }
        if style.rules == Rules::Shown && !figure.rules.is_empty() {
            let named: Vec<String> = figure.rules.iter().map(|name| explained(name, style)).collect();
            page.block(indent, FAINT, &format!("{}{}", words.get("table.rules"), named.join(", ")));
        }
    }
}

/// The heading of a section, with those above it that have not been shown last.
fn headings(page: &mut Page<'_>, reading: &Reading, style: &Style<'_>, of: Option<usize>, shown: &mut Vec<usize>) {
    let mut path = Vec::new();
    let mut at = of;
    while let Some((index, section)) = at.and_then(|i| reading.outline.get(i).map(|s| (i, s))) {
        path.push((index, section));
        // A parent comes before its child; one that does not would lead round in a circle.
        at = section.parent.filter(|p| *p < index);
    }
    path.reverse();
    page.line(&[]);
    for (depth, (index, section)) in path.iter().enumerate() {
        if shown.get(depth) == Some(index) && depth + 1 < path.len() {
            continue;
        }
        // Deep nesting must not push headings off the page.
        let blank = " ".repeat(GAP * depth.min(5));
        let role = style.words.of_word("role", section.role.word());
        let role = if role.is_empty() { String::new() } else { format!("  {role}") };
        let room = page.look.columns.saturating_sub(width(&blank) + width(&role));
        page.line(&[(HEADING, &format!("{blank}{}", cut(&inert(&section.title), room))), (FAINT, &role)]);
    }
    *shown = path.into_iter().map(|(index, _)| index).collect();
}

fn cells(f: &Figure, style: &Style<'_>, lines: &LineIndex) -> Cells {
    let words = style.words;
    Cells {
        place: f.spans.first().map_or_else(String::new, |s| lines.position(s.start()).to_string()),
        indicator: inert(f.indicator.as_deref().unwrap_or("—")),
        value: inert(&phrase::value(f, words, |text| cut(text, style.look.columns / 4))),
        kind: phrase::kind(f, words),
        period: f.period.as_ref().map_or_else(String::new, |p| inert(&phrase::period(p))),
        scope: inert(f.scope.as_deref().unwrap_or("")),
    }
}

/// A rule with what it does: `from_to` (an old and a new value make one figure).
fn explained(name: &str, style: &Style<'_>) -> String {
    match luoshi_reader::rule(name) {
        None => name.to_owned(),
        Some(rule) => match style.words.language() {
            Language::Zh => format!("{name}（{}）", rule.zh),
            Language::En => format!("{name} ({})", rule.en),
        },
    }
}

fn no_figures(page: &mut Page<'_>, reading: &Reading, style: &Style<'_>, lines: &LineIndex) {
    if reading.no_figures.is_empty() {
        return;
    }
    title(page, style.words.get("table.not_figures"), reading.no_figures.len());
    for none in &reading.no_figures {
        let text = format!("  {}  {}  ", place(&none.spans, lines), inert(&none.text));
        page.line(&[(Paintwork::new(), &text), (FAINT, &explained(none.rule, style))]);
    }
}

fn repairs(page: &mut Page<'_>, reading: &Reading, style: &Style<'_>, lines: &LineIndex) {
    let words = style.words;
    if reading.repairs.is_empty() {
        return;
    }
    title(page, words.get("table.repairs"), reading.repairs.len());
    for repair in &reading.repairs {
        let kind = words.of_word("repair", repair.kind.word());
        let head = format!("  {}  {kind}  ", place(&repair.spans, lines));
        let room = page.look.columns.saturating_sub(width(&head));
        page.line(&[(FAINT, &head), (Paintwork::new(), &cut(&inert(&repair.text), room))]);
        let mut note = inert(&repair.note.words(words.language()));
        if let Some(candidate) = &repair.candidate {
            note.push_str(&words.fill("table.candidate", &[("text", &inert(candidate))]));
        }
        if !note.is_empty() {
            page.block(6, FAINT, &note);
        }
    }
}

fn captions(page: &mut Page<'_>, reading: &Reading, style: &Style<'_>, lines: &LineIndex) {
    if reading.captions.is_empty() {
        return;
    }
    title(page, style.words.get("table.captions"), reading.captions.len());
    for caption in &reading.captions {
        let credit = caption
            .credit
            .as_ref()
            .map_or_else(String::new, |c| format!("  {}", style.words.fill("table.credit", &[("name", &inert(c))])));
        let head = format!("  {}  ", place(&caption.spans, lines));
        let room = page.look.columns.saturating_sub(width(&head) + width(&credit));
        page.line(&[(FAINT, &head), (Paintwork::new(), &cut(&inert(&caption.text), room)), (FAINT, &credit)]);
    }
}

fn title(page: &mut Page<'_>, title: &str, count: usize) {
    page.line(&[]);
    page.line(&[(HEADING, title), (FAINT, &format!(" {count}"))]);
}

/// Where it begins, and the places of further pieces: 33:1+35:1.
fn place(spans: &[Span], lines: &LineIndex) -> String {
    let shown: Vec<String> = spans.iter().take(3).map(|s| lines.position(s.start()).to_string()).collect();
    let more = if spans.len() > shown.len() { "+…" } else { "" };
    format!("{}{more}", shown.join("+"))
}

fn left(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

fn right(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests;
