//! P8: what was promised, and what came of it, both sentences side by side. Only what a person confirmed or corrected is here;
//! what the program proposes to match is in no page and in no form of it.

use super::ctx::{Head, Nav};
use super::part::Num;
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::site::Form;
use askama::Template;
use luoshi_plan::{Outcome, Passage, Quoted, Ruling};
use luoshi_store::Reader;
use luoshi_store::plan::{At, Ruled, promises};

/// What needs attention first.
const ORDER: [Outcome; 7] = [
    Outcome::Missed,
    Outcome::Partly,
    Outcome::Changed,
    Outcome::Silent,
    Outcome::Kept,
    Outcome::Open,
    Outcome::NotMeasurable,
];

/// A shape for it, so that no colour is needed.
fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => "✔",
        Outcome::Partly => "◐",
        Outcome::Missed => "◆",
        Outcome::Changed => "⇄",
        Outcome::Silent => "◌",
        Outcome::Open => "…",
        Outcome::NotMeasurable => "≈",
    }
}

/// A sentence of a document, the number in it marked.
struct Said {
    before: String,
    marked: String,
    after: String,
    title: String,
    href: String,
}

struct Row {
    id: i64,
    indicator: String,
    of: String,
    period: String,
    key: &'static str,
    sign: &'static str,
    verdict: String,
    target: Said,
    result: Option<Said>,
    kind: String,
    by: String,
    corrected: bool,
    note: String,
    entry: Nav,
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct Page {
    h: Head,
    rows: Vec<Row>,
    counts: Vec<(&'static str, &'static str, String, Num, bool)>,
    count: Num,
    method: String,
    q: String,
    verdict: String,
    action: String,
    paged: super::paged::Paged,
}

/// The anchor of a sentence of a promise in its document.
pub(crate) fn anchor(ruled: &Ruled, is_result: bool) -> String {
    format!("v{}{}", ruled.promise.id, if is_result { 'r' } else { 't' })
}

/// The words of a verdict about a promise, and where it stands.
pub(crate) fn label(ruled: &Ruled, ctx: &Ctx<'_>) -> (String, String) {
    let promise = &ruled.promise;
    let verdict = ctx.w.of_word("verdict", promise.outcome.word());
    let period = promise.period.as_deref().map(|p| period(p, ctx)).unwrap_or_default();
    let label = format!("{} {} {period}{}{verdict}", ctx.t("site.nav.ledger"), promise.indicator, ctx.t("site.comma"));
    (label, format!("{}?verdict={}#v{}", ctx.href("/ledger/"), promise.outcome.word(), promise.id))
}

/// `2025`, `2021/2025` in words.
fn period(text: &str, ctx: &Ctx<'_>) -> String {
    text.parse::<luoshi_plan::Period>().map_or_else(|_| text.to_owned(), |p| p.named(ctx.lang()))
}

fn said(quoted: &Quoted, anchor: &str, ctx: &Ctx<'_>) -> Said {
    let all: Vec<char> = quoted.words.chars().collect();
    let place = quoted.place().unwrap_or(0..all.len());
    let piece = |range: std::ops::Range<usize>| all.get(range).unwrap_or_default().iter().collect::<String>();
    let source = ctx.board.whole.source(quoted.passage.source);
    Said {
        before: piece(0..place.start),
        marked: piece(place.clone()),
        after: piece(place.end..all.len()),
        title: source.map(|s| super::report::title(s, ctx)).unwrap_or_default(),
        href: format!("{}#{anchor}", ctx.leaf(quoted.passage.source, quoted.passage.spans.first().map_or(0, |s| s.0))),
    }
}

/// `/ledger/`. One statement.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, reader: &mut Reader<'_>) -> Found {
    let only = ctx.choice("verdict", &ORDER.map(Outcome::word));
    let q = ctx.asked.field("q").unwrap_or_default();
    let mut all = promises(reader, At::NOW)?;
    all.retain(|r| r.promise.is_public());
    all.retain(|r| q.is_empty() || r.promise.indicator.contains(q) || r.promise.target.words.contains(q));
    let path = ctx.href("/ledger/");
    let counts = ORDER.map(|outcome| {
        let n = all.iter().filter(|r| r.promise.outcome == outcome).count();
        let href = format!("{path}{}", ctx.query(&[("verdict", outcome.word()), ("page", "")]));
        let word = ctx.w.of_word("verdict", outcome.word()).to_owned();
        (outcome.word(), sign(outcome), word, ctx.count(n, href), only == Some(outcome.word()))
    });
    all.retain(|r| only.is_none_or(|o| r.promise.outcome.word() == o));
    let order = |outcome: Outcome| ORDER.iter().position(|o| *o == outcome);
    all.sort_by(|a, b| {
        let key = |r: &Ruled| (order(r.promise.outcome), std::cmp::Reverse(r.promise.period.clone()), r.promise.id);
        key(a).cmp(&key(b))
    });
    if form != Form::Page {
        return sheet(&all, ctx).answer(ctx, form);
    }
    let paged = super::paged::paged(all.len(), &path, ctx);
    let page = Page {
        h: ctx.head(ctx.t("site.nav.ledger"), "ledger", true),
        count: ctx.count(all.len(), format!("{path}{}#count", ctx.query(&[]))),
        rows: all.iter().skip(paged.from).take(super::paged::ROWS).map(|r| row(r, ctx)).collect(),
        counts: counts.into(),
        method: ctx.href("/method/ledger"),
        q: q.to_owned(),
        verdict: only.unwrap_or_default().to_owned(),
        action: path,
        paged,
    };
    Ok(Some(rendered(&page)))
}

fn row(ruled: &Ruled, ctx: &Ctx<'_>) -> Row {
    let promise = &ruled.promise;
    // That a result is a result need not be said.
    let kind =
        promise.result_kind.as_deref().filter(|k| *k != "stated").map(|k| ctx.w.get(&format!("result.{k}")).to_owned());
    Row {
        id: promise.id.get(),
        indicator: promise.indicator.clone(),
        of: promise.scope.as_ref().map_or_else(|| promise.body.clone(), |s| format!("{} · {s}", promise.body)),
        period: promise.period.as_deref().map(|p| period(p, ctx)).unwrap_or_default(),
        key: promise.outcome.word(),
        sign: sign(promise.outcome),
        verdict: ctx.w.of_word("verdict", promise.outcome.word()).to_owned(),
        target: said(&promise.target, &anchor(ruled, false), ctx),
        result: promise.result.as_ref().map(|r| said(r, &anchor(ruled, true), ctx)),
        kind: kind.filter(|_| promise.result.is_some()).unwrap_or_default(),
        by: promise.by.clone(),
        corrected: promise.ruling == Ruling::Correct,
        note: promise.note.clone().unwrap_or_default(),
        entry: Nav::new(
            ctx.fill("site.ledger.entry", &[("n", &ruled.entry.to_string())]),
            format!("{}?before={}#e{}", ctx.href("/changes"), ruled.entry + 1, ruled.entry),
        ),
    }
}

fn sheet(all: &[Ruled], ctx: &Ctx<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        "promise",
        "body",
        "indicator",
        "measure",
        "scope",
        "period",
        "target_text",
        "target_source",
        "target_spans",
        "target_sentence",
        "result_text",
        "result_kind",
        "result_source",
        "result_spans",
        "result_sentence",
        "verdict",
        "decision",
        "decided_by",
        "note",
        "entry",
        "url",
    ]);
    let text = |q: &Quoted| {
        let place = q.place()?;
        Some(q.words.chars().skip(place.start).take(place.len()).collect::<String>())
    };
    for ruled in all {
        let promise = &ruled.promise;
        let (target, result) = (&promise.target, promise.result.as_ref());
        sheet.row([
            promise.id.get().into(),
            promise.body.clone().into(),
            promise.indicator.clone().into(),
            promise.measure.clone().into(),
            promise.scope.clone().into(),
            promise.period.clone().into(),
            text(target).into(),
            target.passage.source.get().into(),
            target.passage.spans_text().into(),
            target.words.clone().into(),
            result.and_then(text).into(),
            promise.result_kind.clone().into(),
            result.map(|r| r.passage.source.get()).into(),
            result.map(|r| Passage::spans_text(&r.passage)).into(),
            result.map(|r| r.words.clone()).into(),
            promise.outcome.word().into(),
            promise.ruling.word().into(),
            promise.by.clone().into(),
            promise.note.clone().into(),
            ruled.entry.into(),
            label(ruled, ctx).1.into(),
        ]);
    }
    sheet
}
