//! P7: the original with marks beside what was read, and what rests on each passage.

use super::ctx::{Head, Nav};
use super::indicator::{Paged, paged_by};
use super::part::Num;
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::assets;
use crate::library::{self, Text};
use crate::site::Form;
use askama::Template;
use luoshi_page::reading::{Cited, Counts, Original, sheet_with};
use luoshi_plan::{Citation, IndicatorId, Period, Source, SourceId};
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
struct Page<'a> {
    h: Head,
    reading: String,
    script: String,
    counts: Counts,
    w: &'static luoshi_page::i18n::Words,
    markup: &'a str,
    /// What rests on the document as a whole, and all the rest once more as a list.
    rests: Vec<&'a Nav>,
    rest_count: Num,
    paged: Paged,
    hash: String,
    name: String,
    untold: bool,
}

/// What a document's page has of it: the article, and all that rests on it as links.
struct Made {
    text: Option<Arc<Text>>,
    markup: String,
    counts: Counts,
    rests: Vec<Nav>,
}

/// What a page is made from, values' own amounts apart: document, language, the last change of anything but values, and which
/// values stand in it.
type Key = (SourceId, &'static str, i64, u64);

static MADE: Mutex<Option<HashMap<Key, Arc<Made>>>> = Mutex::new(None);

/// Pages kept.
const KEPT: usize = 16;

/// Links on a page of all that rests on a document.
const RESTS: usize = 200;

/// What rests on a document, by place: where it stands, what it is called, where it is.
fn resting(
    id: SourceId,
    of_values: Vec<(Citation, IndicatorId, Period)>,
    ctx: &Ctx<'_>,
) -> Vec<(Citation, String, String)> {
    let mut all: Vec<(Citation, String, String)> =
        ctx.board.cited(id).filter_map(|c| ctx.subject(c.of).map(|(label, href)| (c.clone(), label, href))).collect();
    for (citation, indicator, period) in of_values {
        let Some(found) = ctx.board.whole.indicator(indicator) else { continue };
        let label = format!("{} {}", found.name, period.named(ctx.lang()));
        let href = format!("{}#o{}", ctx.indicator(indicator), citation.of.number());
        all.push((citation, label, href));
    }
    all.sort_by_key(|(c, ..)| (c.passage.spans.first().copied(), c.id));
    all
}

/// `/reports/{id}`. Four statements.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str, reader: &mut Reader<'_>) -> Found {
    let source = name.parse().ok().and_then(|id| ctx.board.whole.source(SourceId::new(id)));
    let Some((source, id)) = source.and_then(|s| Some((s, s.id?))) else { return Ok(None) };
    let of_values = plan::values_cited_in(reader, id, At::NOW)?;
    if form != Form::Page {
        let mut sheet = Sheet::new(&["citation", "kind", "id", "part", "spans", "name", "url", "passage"]);
        for (citation, label, href) in resting(id, of_values, ctx) {
            sheet.row([
                citation.id.get().into(),
                citation.of.kind().into(),
                citation.of.number().into(),
                citation.part.clone().into(),
                citation.passage.spans_text().into(),
                label.into(),
                href.into(),
                ctx.passage(&citation).into(),
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
    let made = made(id, text, of_values, &title, ctx);
    let path = ctx.report(id);
    let paged = paged_by(RESTS, made.rests.len(), &path, ctx);
    let page = Page {
        h: ctx.head(&title, "reports", true),
        reading: assets::READING.path(),
        script: assets::SCRIPT.path(),
        counts: made.counts,
        w: ctx.w,
        rest_count: ctx.count(made.rests.len(), format!("{path}#rests")),
        rests: made.rests.iter().skip(paged.from).take(RESTS).collect(),
        paged,
        hash: hex::encode(&source.sha256),
        name: source.name.clone().unwrap_or_default(),
        untold: made.text.is_none(),
        markup: &made.markup,
    };
    Ok(Some(rendered(&page)))
}

/// The article of a document, and what rests on it. Making one of a long report takes tens of milliseconds; it is kept while
/// nothing of it changes.
fn made(
    id: SourceId,
    text: Option<Arc<Text>>,
    of_values: Vec<(Citation, IndicatorId, Period)>,
    title: &str,
    ctx: &Ctx<'_>,
) -> Arc<Made> {
    let mut hash = rustc_hash::FxHasher::default();
    for (citation, indicator, period) in &of_values {
        (citation.id, citation.of, indicator, period).hash(&mut hash);
    }
    let key = (id, ctx.code(), ctx.board.outline, hash.finish());
    let same = |made: &&Arc<Made>| match (&made.text, &text) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    };
    if let Some(kept) =
        MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().get(&key).filter(same)
    {
        return Arc::clone(kept);
    }
    let all = resting(id, of_values, ctx);
    let rests = all.iter().map(|(c, label, _)| Nav::new(label.clone(), ctx.passage(c))).collect();
    let cited = all.into_iter().filter(|(c, ..)| !c.passage.spans.is_empty()).map(|(c, label, href)| Cited {
        id: format!("y{}", c.id),
        spans: c.passage.spans.iter().map(|(start, end)| Span::new(*start, *end)).collect(),
        label,
        href,
    });
    let (markup, counts) = match &text {
        Some(text) => {
            let original = Original { path: title, text: &text.original, encoding: "utf-8", extracted: true };
            let cited: Vec<Cited> = cited.collect();
            let sheet = sheet_with(&original, text.reading(), ctx.w, Rules::Hidden, None, &cited);
            (sheet.markup, sheet.counts)
        }
        None => (String::new(), Counts::default()),
    };
    let made = Arc::new(Made { text, markup, counts, rests });
    let mut kept = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    // What went before of the same document is not asked for again.
    kept.retain(|(of, code, ..), _| (*of, *code) != (id, ctx.code()));
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(key, Arc::clone(&made));
    made
}
