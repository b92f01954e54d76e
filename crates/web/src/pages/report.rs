//! P7: the original with marks beside what was read, and what rests on each passage.

use super::ctx::Head;
use super::paged::Paged;
use super::part::Num;
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::assets;
use crate::library::{self, Text};
use crate::site::Form;
use crate::workbook;
use askama::Template;
use luoshi_page::reading::{Cited, Counts, FIRST, Leaves, Original, leaves};
use luoshi_plan::{Citation, Source, SourceId, Subject, TerritoryId};
use luoshi_reader::Span;
use luoshi_store::plan::{self, At, CitedValue};
use luoshi_store::{Reader, hex};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

struct Row {
    title: String,
    href: String,
    issuer: String,
    day: String,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct List {
    h: Head,
    rows: Vec<Row>,
    count: Num,
}

/// What a document is called.
pub(crate) fn title(source: &Source, ctx: &Ctx<'_>) -> String {
    source.title.clone().or_else(|| source.name.clone()).unwrap_or_else(|| ctx.t("site.source").to_owned())
}

pub(crate) fn day(source: &Source, ctx: &Ctx<'_>) -> String {
    let day = source.day.as_deref().and_then(|d| d.parse().ok());
    day.map_or_else(|| source.day.clone().unwrap_or_default(), |d| ctx.day(d))
}

/// `/reports/`.
pub(crate) fn list(ctx: &Ctx<'_>, form: Form) -> Found {
    let mut all: Vec<&Source> = ctx.board.whole.sources.iter().collect();
    all.sort_by(|a, b| b.day.cmp(&a.day).then(a.id.cmp(&b.id)));
    if form != Form::Page {
        let mut sheet = Sheet::new(&["source", "title", "issuer", "day", "kind", "language", "bytes", "sha256", "url"]);
        for source in all {
            let Some(id) = source.id else { continue };
            sheet.row([
                id.get().into(),
                source.title.clone().into(),
                source.issuer.clone().into(),
                source.day.clone().into(),
                source.kind.clone().into(),
                source.language.clone().into(),
                source.bytes.into(),
                hex::encode(&source.sha256).into(),
                ctx.report(id).into(),
            ]);
        }
        return sheet.answer(ctx, form);
    }
    let rows: Vec<Row> = all
        .into_iter()
        .filter_map(|source| {
            let id = source.id?;
            Some(Row {
                title: title(source, ctx),
                href: ctx.report(id),
                issuer: source.issuer.clone().unwrap_or_default(),
                day: day(source, ctx),
            })
        })
        .collect();
    let page = List {
        h: ctx.head(ctx.t("site.nav.reports"), "reports", true),
        count: ctx.count(rows.len(), format!("{}#count", ctx.href("/reports/"))),
        rows,
    };
    Ok(Some(rendered(&page)))
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    h: Head,
    reading: String,
    script: String,
    counts: Counts,
    w: &'static luoshi_page::i18n::Words,
    markup: &'a str,
    /// What rests on the page's part of the document, and on the document as a whole, once more as a list.
    groups: Vec<&'a [Rest]>,
    rest_count: Num,
    paged: Paged,
    several: bool,
    hash: String,
    name: String,
    untold: bool,
    /// Of a workbook: who issued it, its day, and what else is known of it.
    book: Option<Vec<(&'static str, String)>>,
}

/// Something that rests on a document.
struct Rest {
    /// Its anchor, where the page has no mark that has it.
    id: String,
    /// The name of what it is a value of, where several follow one another.
    of: String,
    label: String,
    href: String,
}

/// A page of a document.
struct Part {
    /// The first character on it.
    from: u32,
    /// The article; none where no text is kept.
    markup: String,
    rests: Vec<Rest>,
}

/// A document made ready to be shown.
struct Made {
    counts: Counts,
    parts: Vec<Part>,
    /// It is a workbook, shown by its cells.
    book: bool,
}

/// What was made of a document in a language: from what, named by a hash; and the text, so that it keeps its place in memory.
struct Kept {
    of: u64,
    made: Arc<OnceLock<Made>>,
    _text: Option<Arc<Text>>,
}

static MADE: Mutex<BTreeMap<(SourceId, &'static str), Kept>> = Mutex::new(BTreeMap::new());

/// Bytes of articles kept together.
const ROOM: usize = 24 << 20;
/// Things that rest on a document without a text, on one page.
const RESTS: usize = 500;

/// A sentence of a promise that stands in a document: its anchor, what is said of it, and where.
struct Told {
    anchor: String,
    spans: Vec<(u32, u32)>,
    label: String,
    href: String,
    part: &'static str,
    promise: i64,
}

impl Told {
    fn start(&self) -> u32 {
        self.spans.first().map_or(0, |s| s.0)
    }
}

/// The sentences of promises in a document. One statement.
fn told(id: SourceId, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Vec<Told>, luoshi_store::StoreError> {
    let mut all = Vec::new();
    for ruled in plan::promises_in(reader, id, At::NOW)?.iter().filter(|r| r.promise.is_public()) {
        let promise = &ruled.promise;
        let sentences = [(Some(&promise.target), false, "target"), (promise.result.as_ref(), true, "result")];
        for (quoted, is_result, part) in sentences {
            let Some(quoted) = quoted.filter(|q| q.passage.source == id) else { continue };
            let (label, href) = super::ledger::label(ruled, ctx);
            let anchor = super::ledger::anchor(ruled, is_result);
            let spans = quoted.passage.spans.clone();
            all.push(Told { anchor, spans, label, href, part, promise: promise.id.get() });
        }
    }
    Ok(all)
}

/// A citation with the name of what rests on it, what tells it apart from others of that name, and its address.
struct Resting {
    citation: Citation,
    of: String,
    apart: String,
    href: String,
}

impl Resting {
    /// All of it in words.
    fn label(&self) -> String {
        if self.apart.is_empty() { self.of.clone() } else { format!("{} {}", self.of, self.apart) }
    }
}

/// All that rests on a document, in the order of the text.
fn resting(id: SourceId, of_values: &[CitedValue], ctx: &Ctx<'_>) -> Vec<Resting> {
    let lang = ctx.lang();
    let place = |id: TerritoryId| ctx.territory_name(id);
    let one = |citation: &Citation| {
        let (of, href) = ctx.subject(citation.of)?;
        let apart = match citation.of {
            Subject::Target(id) => {
                let target = ctx.board.whole.target(id)?;
                let unit = ctx.board.whole.indicator(target.indicator).map_or("", |i| i.unit.as_str());
                let (word, value) = if citation.part.as_deref().is_some_and(|p| p.starts_with("base")) {
                    (ctx.t("site.fact.base"), target.baseline.map(|b| b.value))
                } else {
                    (ctx.t("site.fact.target"), target.wanted.value())
                };
                let value = value.map(|v| luoshi_chart::amount(v, unit, lang).to_string()).unwrap_or_default();
                format!("{} {word} {value}", place(target.territory)).trim_end().to_owned()
            }
            _ => String::new(),
        };
        Some(Resting { citation: citation.clone(), of, apart, href })
    };
    let mut all: Vec<Resting> = ctx.board.cited(id).filter_map(one).collect();
    for cited in of_values {
        let Some(found) = ctx.board.whole.indicator(cited.indicator) else { continue };
        let value = cited.value.map(|v| luoshi_chart::amount(v, &found.unit, lang).to_string()).unwrap_or_default();
        all.push(Resting {
            of: format!("{} {}", found.name, cited.period.named(lang)),
            apart: format!("{} {value}", place(cited.territory)).trim_end().to_owned(),
            href: format!("{}#o{}", ctx.indicator(cited.indicator), cited.citation.of.number()),
            citation: cited.citation.clone(),
        });
    }
    all.sort_by(|a, b| {
        let key = |r: &Resting| (r.citation.passage.spans.first().copied(), r.citation.id);
        key(a).cmp(&key(b))
    });
    all
}

/// `/reports/{id}`. Six statements at most.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str, reader: &mut Reader<'_>) -> Found {
    let source = name.parse().ok().and_then(|id| ctx.board.whole.source(SourceId::new(id)));
    let Some((source, id)) = source.and_then(|s| Some((s, s.id?))) else { return Ok(None) };
    let of_values = plan::values_cited_in(reader, id, At::NOW)?;
    let told = told(id, ctx, reader)?;
    if form != Form::Page {
        let mut sheet = Sheet::new(&["citation", "kind", "id", "part", "spans", "name", "url", "passage"]);
        for resting in &resting(id, &of_values, ctx) {
            let citation = &resting.citation;
            sheet.row([
                citation.id.get().into(),
                citation.of.kind().into(),
                citation.of.number().into(),
                citation.part.clone().into(),
                citation.passage.spans_text().into(),
                resting.label().into(),
                resting.href.clone().into(),
                ctx.passage(citation).into(),
            ]);
        }
        for one in &told {
            sheet.row([
                super::sheet::Cell::None,
                "promise".into(),
                one.promise.into(),
                one.part.into(),
                luoshi_plan::Passage { source: id, spans: one.spans.clone() }.spans_text().into(),
                one.label.clone().into(),
                one.href.clone().into(),
                format!("{}#{}", ctx.leaf(id, one.start()), one.anchor).into(),
            ]);
        }
        let mut more = serde_json::Map::new();
        more.insert("source".into(), id.get().into());
        more.insert("title".into(), source.title.clone().into());
        more.insert("sha256".into(), hex::encode(&source.sha256).into());
        return sheet.answer_with(ctx, form, more);
    }
    let text = library::text(reader, id)?;
    let title = title(source, ctx);
    let kept = kept(id, text.as_ref(), &of_values, &told, ctx);
    let leaves = match &text {
        Some(text) if kept.get().is_none() && workbook::is_one(source) => {
            workbook::leaves(source, &text.original, ctx.settings.unpack, reader)?
        }
        _ => None,
    };
    let made = kept.get_or_init(|| {
        let resting = resting(id, &of_values, ctx);
        match (&text, leaves) {
            (Some(text), Some(leaves)) => of_cells(text, &leaves, &title, &resting, &told),
            (Some(text), None) => with_text(text, &resting, &told, &title, ctx),
            (None, _) => without_text(&resting, &told),
        }
    });
    let at = asked_for(made, ctx);
    let Some(part) = made.parts.get(at) else { return Ok(None) };
    let link = |n: usize| {
        let from = made.parts.get(n).filter(|_| n > 0).map(|p| p.from.to_string()).unwrap_or_default();
        format!("{}{}", ctx.report(id), ctx.query(&[("at", &from), ("to", "")]))
    };
    let of = [(at + 1).to_string(), made.parts.len().to_string()];
    let page = Page {
        h: ctx.head(&title, "reports", true),
        reading: assets::READING.path(),
        script: assets::SCRIPT.path(),
        counts: made.counts,
        w: ctx.w,
        markup: &part.markup,
        rest_count: ctx.count(part.rests.len(), format!("{}#rests", link(at))),
        groups: part.rests.chunk_by(|a, b| a.of == b.of).collect(),
        paged: Paged {
            from: 0,
            prev: (at > 0).then(|| link(at - 1)),
            next: (at + 1 < made.parts.len()).then(|| link(at + 1)),
            said: ctx.fill("site.report.leaf", &[("n", &of[0]), ("all", &of[1])]),
        },
        several: made.parts.len() > 1,
        hash: hex::encode(&source.sha256),
        name: source.name.clone().unwrap_or_default(),
        untold: text.is_none(),
        book: made.book.then(|| {
            let issuer = source.issuer.clone().unwrap_or_default();
            let told = [("page.issuer", issuer), ("site.report.came", day(source, ctx))];
            told.into_iter().filter(|(_, said)| !said.is_empty()).map(|(key, said)| (ctx.w.get(key), said)).collect()
        }),
    };
    Ok(Some(rendered(&page)))
}

/// The page that is asked for: by a character that stands on it (`at`), or by an anchor (`to`).
fn asked_for(made: &Made, ctx: &Ctx<'_>) -> usize {
    let plain = |to: &&str| !to.is_empty() && to.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if let Some(anchor) = ctx.asked.field("to").filter(plain) {
        let written = format!(" id=\"{anchor}\"");
        let has = |part: &Part| part.markup.contains(&written) || part.rests.iter().any(|r| r.id == anchor);
        if let Some(found) = made.parts.iter().position(has) {
            return found;
        }
    }
    let at = ctx.asked.field("at").and_then(|at| at.parse::<u32>().ok()).unwrap_or(0);
    made.parts.partition_point(|part| part.from <= at).saturating_sub(1)
}

/// What is kept of a document, or an empty place for it. Making one of a long report takes tens of milliseconds, and is done once
/// for all who ask meanwhile; it holds while nothing of it changes.
fn kept(
    id: SourceId,
    text: Option<&Arc<Text>>,
    of_values: &[CitedValue],
    told: &[Told],
    ctx: &Ctx<'_>,
) -> Arc<OnceLock<Made>> {
    let mut hash = rustc_hash::FxHasher::default();
    (ctx.board.edition, text.map(|t| Arc::as_ptr(t) as usize)).hash(&mut hash);
    for cited in of_values {
        let (citation, value) = (&cited.citation, cited.value.map(|v| v.to_string()));
        let of = (cited.indicator, cited.period, cited.territory, value);
        (citation.id, citation.of.number(), &citation.passage.spans, of).hash(&mut hash);
    }
    for one in told {
        (&one.anchor, &one.spans, &one.label, &one.href).hash(&mut hash);
    }
    let (key, of) = ((id, ctx.code()), hash.finish());
    let mut all = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = all.get(&key).filter(|kept| kept.of == of) {
        return Arc::clone(&kept.made);
    }
    let bytes = |kept: &Kept| -> usize {
        kept.made.get().map_or(0, |m| m.parts.iter().map(|p| p.markup.len() + 200 * p.rests.len()).sum())
    };
    if all.values().map(bytes).sum::<usize>() > ROOM {
        all.clear();
    }
    let made = Arc::new(OnceLock::new());
    all.insert(key, Kept { of, made: Arc::clone(&made), _text: text.cloned() });
    made
}

/// The passages of a document that something rests on, as its pages mark them.
fn cited(all: &[Resting], told: &[Told]) -> Vec<Cited> {
    let span = |(start, end): &(u32, u32)| Span::new(*start, *end);
    let promised = told.iter().map(|t| Cited {
        id: t.anchor.clone(),
        spans: t.spans.iter().map(span).collect(),
        label: t.label.clone(),
        href: t.href.clone(),
    });
    let placed = all.iter().filter(|r| !r.citation.passage.spans.is_empty());
    placed
        .map(|r| Cited {
            id: format!("y{}", r.citation.id),
            spans: r.citation.passage.spans.iter().map(span).collect(),
            label: r.label(),
            href: r.href.clone(),
        })
        .chain(promised)
        .collect()
}

/// What rests on a document as a whole.
fn on_all(all: &[Resting]) -> impl Iterator<Item = Rest> {
    let whole = all.iter().filter(|r| r.citation.passage.spans.is_empty());
    whole.map(|r| Rest { id: String::new(), of: String::new(), label: r.label(), href: r.href.clone() })
}

/// The pages of a workbook. The marks lead to what rests on them; the list below has it once more, all of one name together,
/// each told apart by its place and its value.
fn of_cells(text: &Text, leaves: &[workbook::Leaf], title: &str, all: &[Resting], told: &[Told]) -> Made {
    let cited = cited(all, told);
    let by_id: BTreeMap<String, &Resting> = all.iter().map(|r| (format!("y{}", r.citation.id), r)).collect();
    let made = super::cells::parts(&text.original, title, leaves, &cited);
    let shown: BTreeSet<String> = made.iter().flat_map(|p| p.anchors.iter().cloned()).collect();
    let mut parts: Vec<Part> = made
        .into_iter()
        .map(|part| {
            let mut names: Vec<&str> = Vec::new();
            let mut rests = Vec::new();
            for anchor in &part.anchors {
                let href = format!("#{anchor}");
                let Some(resting) = by_id.get(anchor) else {
                    let told = told.iter().find(|t| t.anchor == *anchor);
                    let label = told.map(|t| t.label.clone()).unwrap_or_default();
                    rests.push((usize::MAX, Rest { id: String::new(), of: String::new(), label, href }));
                    continue;
                };
                let of = names.iter().position(|n| *n == resting.of).unwrap_or_else(|| {
                    names.push(&resting.of);
                    names.len() - 1
                });
                let (name, label) = if resting.apart.is_empty() {
                    (String::new(), resting.of.clone())
                } else {
                    (resting.of.clone(), resting.apart.clone())
                };
                rests.push((of, Rest { id: String::new(), of: name, label, href }));
            }
            rests.sort_by_key(|(of, _)| *of);
            Part { from: part.from, markup: part.markup, rests: rests.into_iter().map(|(_, rest)| rest).collect() }
        })
        .collect();
    if let Some(first) = parts.first_mut() {
        // What begins in no cell that is shown has its anchor in the list.
        let lost = cited.iter().filter(|c| !shown.contains(&c.id)).map(|c| Rest {
            id: c.id.clone(),
            of: String::new(),
            label: c.label.clone(),
            href: c.href.clone(),
        });
        let before: Vec<Rest> = on_all(all).chain(lost).collect();
        first.rests.splice(0..0, before);
    }
    Made { counts: Counts::default(), parts, book: true }
}

/// The pages of a document whose text is kept.
fn with_text(text: &Text, all: &[Resting], told: &[Told], title: &str, ctx: &Ctx<'_>) -> Made {
    let cited = cited(all, told);
    let original = Original { path: title, text: &text.original, encoding: "", extracted: true };
    let Leaves { counts, all: leaves } = leaves(&original, text.reading(), ctx.w, &cited);
    let mut parts: Vec<Part> = leaves
        .into_iter()
        .map(|leaf| {
            let rest = |(id, label): (String, String)| Rest {
                href: format!("#{id}"),
                id: String::new(),
                of: String::new(),
                label,
            };
            Part { from: leaf.from, markup: leaf.markup, rests: leaf.rests.into_iter().map(rest).collect() }
        })
        .collect();
    if let Some(first) = parts.first_mut() {
        first.rests.splice(0..0, on_all(all));
    }
    Made { counts, parts, book: false }
}

/// The pages of a document of which only the hash is kept: what rests on it, each under the anchor of its passage.
fn without_text(all: &[Resting], told: &[Told]) -> Made {
    let rest = |id: String, label: String, href: &str| Rest { id, of: String::new(), label, href: href.to_owned() };
    let cited = all.iter().map(|r| {
        let start = r.citation.passage.spans.first().map_or(0, |s| s.0);
        (start, rest(format!("y{}", r.citation.id), r.label(), &r.href))
    });
    let told = told.iter().map(|t| (t.start(), rest(t.anchor.clone(), t.label.clone(), &t.href)));
    let mut rests: Vec<(u32, Rest)> = cited.chain(told).collect();
    rests.sort_by_key(|(start, _)| *start);
    let mut parts = vec![Part { from: 0, markup: String::new(), rests: Vec::new() }];
    for (start, rest) in rests {
        let Some(last) = parts.last_mut() else { continue };
        // What begins at one place stays together, and the first page holds what needs no place in its address.
        if last.rests.len() >= RESTS && start > last.from && start >= FIRST {
            parts.push(Part { from: start, markup: String::new(), rests: vec![rest] });
        } else {
            last.rests.push(rest);
        }
    }
    Made { counts: Counts::default(), parts, book: false }
}
