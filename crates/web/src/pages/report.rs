//! P7: the original with marks beside what was read, and what rests on each passage.

use super::ctx::{Head, Nav};
use super::part::Num;
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::assets;
use crate::library::{self, Text};
use crate::site::Form;
use askama::Template;
use luoshi_page::reading::{Cited, Counts, Original, sheet_with};
use luoshi_plan::{Citation, Source, SourceId};
use luoshi_reader::Span;
use luoshi_reader::json::Rules;
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, hex};
use std::collections::HashMap;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

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

fn day(source: &Source, ctx: &Ctx<'_>) -> String {
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
struct Page {
    h: Head,
    reading: String,
    script: String,
    counts: Counts,
    w: &'static luoshi_page::i18n::Words,
    markup: Arc<String>,
    /// What rests on the document as a whole, and all the rest once more as a list.
    rests: Vec<Nav>,
    rest_count: Num,
    hash: String,
    name: String,
    untold: bool,
}

/// Markup of documents, by their text, the language, and a hash of what rests on them: the same as long as those are.
type Made = HashMap<(usize, &'static str, u64), (Arc<Text>, Arc<String>, Counts)>;

static MADE: Mutex<Option<Made>> = Mutex::new(None);

/// Articles kept: a reader goes through few documents at once.
const KEPT: usize = 16;

/// A sentence of a promise that stands in a document: its anchor, what is said of it, and where.
struct Told {
    anchor: String,
    spans: Vec<(u32, u32)>,
    label: String,
    href: String,
    part: &'static str,
    promise: i64,
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

/// `/reports/{id}`. Five statements.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str, reader: &mut Reader<'_>) -> Found {
    let source = name.parse().ok().and_then(|id| ctx.board.whole.source(SourceId::new(id)));
    let Some((source, id)) = source.and_then(|s| Some((s, s.id?))) else { return Ok(None) };
    let of_values = plan::values_cited_in(reader, id, At::NOW)?;
    let mut all: Vec<(Citation, String, String)> =
        ctx.board.cited(id).filter_map(|c| ctx.subject(c.of).map(|(label, href)| (c.clone(), label, href))).collect();
    for (citation, indicator, period) in of_values {
        let Some(found) = ctx.board.whole.indicator(indicator) else { continue };
        let label = format!("{} {}", found.name, period.named(ctx.lang()));
        let href = format!("{}#o{}", ctx.indicator(indicator), citation.of.number());
        all.push((citation, label, href));
    }
    all.sort_by_key(|(c, ..)| (c.passage.spans.first().copied(), c.id));
    let told = told(id, ctx, reader)?;
    if form != Form::Page {
        let mut sheet = Sheet::new(&["citation", "kind", "id", "part", "spans", "name", "url", "passage"]);
        for (citation, label, href) in &all {
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
                format!("{}#{}", ctx.report(id), one.anchor).into(),
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
    let (markup, counts, untold) = match &text {
        Some(text) => {
            let (markup, counts) = made(text, &all, &told, &title, ctx);
            (markup, counts, false)
        }
        None => (Arc::new(String::new()), Counts::default(), true),
    };
    let rests = all.iter().map(|(c, label, _)| Nav::new(label.clone(), ctx.passage(c)));
    let promised = told.iter().map(|t| Nav::new(t.label.clone(), format!("{}#{}", ctx.report(id), t.anchor)));
    let rests: Vec<Nav> = rests.chain(promised).collect();
    let page = Page {
        h: ctx.head(&title, "reports", true),
        reading: assets::READING.path(),
        script: assets::SCRIPT.path(),
        counts,
        w: ctx.w,
        markup,
        rest_count: ctx.count(rests.len(), format!("{}#rests", ctx.report(id))),
        rests,
        hash: hex::encode(&source.sha256),
        name: source.name.clone().unwrap_or_default(),
        untold,
    };
    Ok(Some(rendered(&page)))
}

/// The article of a document. Making one of a long report takes tens of milliseconds; it is kept while nothing of it changes.
fn made(
    text: &Arc<Text>,
    all: &[(Citation, String, String)],
    told: &[Told],
    title: &str,
    ctx: &Ctx<'_>,
) -> (Arc<String>, Counts) {
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
    let mut hash = rustc_hash::FxHasher::default();
    title.hash(&mut hash);
    for one in &cited {
        (&one.id, &one.label, &one.href).hash(&mut hash);
        one.spans.iter().for_each(|s| (s.start(), s.end()).hash(&mut hash));
    }
    let key = (Arc::as_ptr(text) as usize, ctx.code(), hash.finish());
    if let Some((kept, markup, counts)) =
        MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().get(&key)
        && Arc::ptr_eq(kept, text)
    {
        return (Arc::clone(markup), *counts);
    }
    let original = Original { path: title, text: &text.original, encoding: "utf-8", extracted: true };
    let sheet = sheet_with(&original, text.reading(), ctx.w, Rules::Hidden, None, &cited);
    let markup = Arc::new(sheet.markup);
    let mut kept = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    // What rested on it before is not asked for again.
    kept.retain(|(of, language, _), _| (*of, *language) != (key.0, key.1));
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(key, (Arc::clone(text), Arc::clone(&markup), sheet.counts));
    (markup, sheet.counts)
}
