//! P7: the original with marks beside what was read, and what rests on each passage.

use super::ctx::Head;
use super::paged::Paged;
use super::part::Num;
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::assets;
use crate::library::{self, Text};
use crate::site::Form;
use askama::Template;
use luoshi_page::reading::{Cited, Counts, FIRST, Leaves, Original, leaves};
use luoshi_plan::{Citation, IndicatorId, Period, Source, SourceId};
use luoshi_reader::Span;
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, hex};
use std::collections::BTreeMap;
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
    rests: &'a [Rest],
    rest_count: Num,
    paged: Paged,
    several: bool,
    hash: String,
    name: String,
    untold: bool,
}

/// Something that rests on a document.
struct Rest {
    /// Its anchor, where the page has no mark that has it.
    id: String,
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

/// All that rests on a document, with its words and its address, in the order of the text.
fn resting(
    id: SourceId,
    of_values: &[(Citation, IndicatorId, Period)],
    ctx: &Ctx<'_>,
) -> Vec<(Citation, String, String)> {
    let mut all: Vec<(Citation, String, String)> =
        ctx.board.cited(id).filter_map(|c| ctx.subject(c.of).map(|(label, href)| (c.clone(), label, href))).collect();
    for (citation, indicator, period) in of_values {
        let Some(found) = ctx.board.whole.indicator(*indicator) else { continue };
        let label = format!("{} {}", found.name, period.named(ctx.lang()));
        let href = format!("{}#o{}", ctx.indicator(*indicator), citation.of.number());
        all.push((citation.clone(), label, href));
    }
    all.sort_by(|(a, ..), (b, ..)| (a.passage.spans.first(), a.id).cmp(&(b.passage.spans.first(), b.id)));
    all
}

/// `/reports/{id}`. Five statements.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str, reader: &mut Reader<'_>) -> Found {
    let source = name.parse().ok().and_then(|id| ctx.board.whole.source(SourceId::new(id)));
    let Some((source, id)) = source.and_then(|s| Some((s, s.id?))) else { return Ok(None) };
    let of_values = plan::values_cited_in(reader, id, At::NOW)?;
    let told = told(id, ctx, reader)?;
    if form != Form::Page {
        let mut sheet = Sheet::new(&["citation", "kind", "id", "part", "spans", "name", "url", "passage"]);
        for (citation, label, href) in &resting(id, &of_values, ctx) {
            sheet.row([
                citation.id.get().into(),
                citation.of.kind().into(),
                citation.of.number().into(),
                citation.part.clone().into(),
                citation.passage.spans_text().into(),
                label.clone().into(),
                href.clone().into(),
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
    let made = kept.get_or_init(|| match &text {
        Some(text) => with_text(text, &resting(id, &of_values, ctx), &told, &title, ctx),
        None => without_text(&resting(id, &of_values, ctx), &told),
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
        rests: &part.rests,
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
    of_values: &[(Citation, IndicatorId, Period)],
    told: &[Told],
    ctx: &Ctx<'_>,
) -> Arc<OnceLock<Made>> {
    let mut hash = rustc_hash::FxHasher::default();
    (ctx.board.edition, text.map(|t| Arc::as_ptr(t) as usize)).hash(&mut hash);
    for (citation, indicator, period) in of_values {
        (citation.id, citation.of.number(), &citation.passage.spans, indicator, period).hash(&mut hash);
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

/// The pages of a document whose text is kept.
fn with_text(text: &Text, all: &[(Citation, String, String)], told: &[Told], title: &str, ctx: &Ctx<'_>) -> Made {
    let span = |(start, end): &(u32, u32)| Span::new(*start, *end);
    let promised = told.iter().map(|t| Cited {
        id: t.anchor.clone(),
        spans: t.spans.iter().map(span).collect(),
        label: t.label.clone(),
        href: t.href.clone(),
    });
    let cited: Vec<Cited> = all
        .iter()
        .filter(|(c, ..)| !c.passage.spans.is_empty())
        .map(|(c, label, href)| Cited {
            id: format!("y{}", c.id),
            spans: c.passage.spans.iter().map(span).collect(),
            label: label.clone(),
            href: href.clone(),
        })
        .chain(promised)
        .collect();
    let original = Original { path: title, text: &text.original, encoding: "utf-8", extracted: true };
    let Leaves { counts, all: leaves } = leaves(&original, text.reading(), ctx.w, &cited);
    let mut parts: Vec<Part> = leaves
        .into_iter()
        .map(|leaf| {
            let rest = |(id, label): (String, String)| Rest { href: format!("#{id}"), id: String::new(), label };
            Part { from: leaf.from, markup: leaf.markup, rests: leaf.rests.into_iter().map(rest).collect() }
        })
        .collect();
    if let Some(first) = parts.first_mut() {
        let whole = all.iter().filter(|(c, ..)| c.passage.spans.is_empty());
        let whole = whole.map(|(_, label, href)| Rest { id: String::new(), label: label.clone(), href: href.clone() });
        first.rests.splice(0..0, whole);
    }
    Made { counts, parts }
}

/// The pages of a document of which only the hash is kept: what rests on it, each under the anchor of its passage.
fn without_text(all: &[(Citation, String, String)], told: &[Told]) -> Made {
    let cited = all.iter().map(|(c, label, href)| {
        let start = c.passage.spans.first().map_or(0, |s| s.0);
        (start, Rest { id: format!("y{}", c.id), label: label.clone(), href: href.clone() })
    });
    let told =
        told.iter().map(|t| (t.start(), Rest { id: t.anchor.clone(), label: t.label.clone(), href: t.href.clone() }));
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
    Made { counts: Counts::default(), parts }
}
