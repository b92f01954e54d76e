//! P8: what was promised, and what came of it, both sentences side by side. Only what a person confirmed or corrected is here;
//! what the program proposes to match is in no page and in no form of it.

use super::ctx::{Head, Nav};
use super::part::Num;
use super::sheet::Sheet;
use super::{Ctx, Found, RowQuoted, rendered};
use crate::site::Form;
use askama::Template;
use luoshi_plan::{Date, Outcome, Passage, Promise, Quoted, Ruling};
use luoshi_store::plan::{At, Ruled, promises};
use luoshi_store::{Reader, StoreError};

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
    /// Where it is a row of a table, its cells.
    row: Option<RowQuoted>,
}

struct Row {
    id: i64,
    /// What was promised, in the words that were printed.
    said: String,
    of: String,
    period: String,
    /// By when, where the sentence says so.
    due: String,
    key: &'static str,
    sign: &'static str,
    verdict: String,
    target: Said,
    result: Option<Said>,
    /// What is said where there is none.
    none: &'static str,
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

/// With a capital where a language has them: a status is a word by itself.
fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

fn said(quoted: &Quoted, anchor: &str, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Said, StoreError> {
    let all: Vec<char> = quoted.words.chars().collect();
    let place = quoted.place().unwrap_or(0..all.len());
    let piece = |range: std::ops::Range<usize>| all.get(range).unwrap_or_default().iter().collect::<String>();
    let source = ctx.board.whole.source(quoted.passage.source);
    // Only rows of tables need more of their document than the record has with the promise.
    let row = match quoted.passage.spans.first() {
        Some((from, to)) if quoted.words.contains('\t') => crate::library::text(reader, quoted.passage.source)?
            .and_then(|text| crate::library::row(&text, source, *from, *to)),
        _ => None,
    };
    Ok(Said {
        before: piece(0..place.start),
        marked: piece(place.clone()),
        after: piece(place.end..all.len()),
        title: source.map(|s| super::report::title(s, ctx)).unwrap_or_default(),
        href: format!("{}#{anchor}", ctx.leaf(quoted.passage.source, quoted.passage.spans.first().map_or(0, |s| s.0))),
        row,
    })
}

/// Characters of a promise in its heading, at most.
const LONGEST: usize = 48;

/// What was promised in the words that were printed: of a row what it is about, of a sentence the clause with the number, and
/// those before it as far as needed to say of what.
fn printed(promise: &Promise, row: Option<&RowQuoted>) -> String {
    if let Some(subject) = row.and_then(RowQuoted::subject) {
        return subject;
    }
    let all: Vec<char> = promise.target.words.chars().collect();
    let place = promise.target.place().unwrap_or(0..all.len());
    let parts = |c: &char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ';' | '\n' | '\r' | '\t');
    let begin = |before: usize| all.get(..before).and_then(|b| b.iter().rposition(parts)).map_or(0, |n| n + 1);
    let end = all.get(place.end..).and_then(|b| b.iter().position(parts)).map_or(all.len(), |n| place.end + n);
    let named: Vec<char> = promise.indicator.chars().collect();
    let says = |from: usize| {
        let clause = all.get(from..end).unwrap_or_default();
        named.windows(2).any(|pair| clause.windows(2).any(|two| two == pair))
    };
    let mut from = begin(place.start);
    while from > 0 && !says(from) {
        from = begin(from - 1);
    }
    let clause: String = all.get(from..end).unwrap_or_default().iter().collect();
    let clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
    // A clause too long for a heading, or one that does not name it: the ledger's own name for it.
    if says(from) && clause.chars().count() <= LONGEST { clause } else { promise.indicator.clone() }
}

/// The day by which the sentence itself wants it, where it says so.
fn due(promise: &Promise, row: Option<&RowQuoted>, ctx: &Ctx<'_>) -> Option<Date> {
    let source = ctx.board.whole.source(promise.target.passage.source);
    let date = source.and_then(|s| s.day.as_deref()?.parse().ok());
    let text = row.map_or_else(|| promise.target.words.clone(), RowQuoted::table);
    let reading = luoshi_reader::read(&text, &luoshi_reader::Options { date, ..Default::default() });
    let at = promise.target.place().filter(|_| row.is_none());
    let holds = |c: &luoshi_reader::Commitment| {
        at.as_ref()
            .is_none_or(|at| c.spans.iter().any(|s| s.start() as usize <= at.start && at.start < s.end() as usize))
    };
    reading.commitments.iter().filter(|c| holds(c)).find_map(|c| c.deadline.as_ref()?.date)
}

/// `/ledger/`. One statement; where promises stand in tables, two more for each of their documents.
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
        let word = capital(ctx.w.of_word("verdict", outcome.word()));
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
        rows: all
            .iter()
            .skip(paged.from)
            .take(super::paged::ROWS)
            .map(|r| row(r, ctx, reader))
            .collect::<Result<_, _>>()?,
        counts: counts.into(),
        method: ctx.href("/method/ledger"),
        q: q.to_owned(),
        verdict: only.unwrap_or_default().to_owned(),
        action: path,
        paged,
    };
    Ok(Some(rendered(&page)))
}

fn row(ruled: &Ruled, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Row, StoreError> {
    let promise = &ruled.promise;
    let target = said(&promise.target, &anchor(ruled, false), ctx, reader)?;
    let result = promise.result.as_ref().map(|r| said(r, &anchor(ruled, true), ctx, reader)).transpose()?;
    let due = due(promise, target.row.as_ref(), ctx);
    // That a result is a result need not be said.
    let kind =
        promise.result_kind.as_deref().filter(|k| *k != "stated").map(|k| ctx.w.get(&format!("result.{k}")).to_owned());
    Ok(Row {
        id: promise.id.get(),
        said: printed(promise, target.row.as_ref()),
        of: promise.scope.as_ref().map_or_else(|| promise.body.clone(), |s| format!("{} · {s}", promise.body)),
        period: promise.period.as_deref().map(|p| period(p, ctx)).unwrap_or_default(),
        due: due.map(|day| ctx.fill("site.ledger.due", &[("day", &ctx.day(day))])).unwrap_or_default(),
        key: promise.outcome.word(),
        sign: sign(promise.outcome),
        verdict: capital(ctx.w.of_word("verdict", promise.outcome.word())),
        target,
        result,
        none: ctx.t(if promise.outcome == Outcome::Open { "site.ledger.not_yet" } else { "site.ledger.no_result" }),
        kind: kind.filter(|_| promise.result.is_some()).unwrap_or_default(),
        by: promise.by.clone(),
        corrected: promise.ruling == Ruling::Correct,
        note: promise.note.clone().unwrap_or_default(),
        entry: Nav::new(
            ctx.fill("site.ledger.entry", &[("n", &ruled.entry.to_string())]),
            format!("{}?before={}#e{}", ctx.href("/changes"), ruled.entry + 1, ruled.entry),
        ),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use luoshi_plan::{PromiseId, SourceId};

    fn promise(words: &str, number: &str, indicator: &str) -> Promise {
        let start = words.split(number).next().map_or(0, |b| b.chars().count()) as u32;
        let (to, end) = (start + number.chars().count() as u32, words.chars().count() as u32);
        let passage = Passage { source: SourceId::new(1), spans: vec![(start, to)] };
        Promise {
            id: PromiseId::new(1),
            proposal: String::new(),
            said: String::new(),
            ruling: Ruling::Confirm,
            outcome: Outcome::Kept,
            body: String::new(),
            indicator: indicator.to_owned(),
            measure: String::new(),
            scope: None,
            period: None,
            target: Quoted { passage, spans: vec![(0, end)], words: words.to_owned() },
            result: None,
            result_kind: None,
            by: String::new(),
            note: None,
        }
    }

    #[test]
    fn a_promise_is_headed_by_the_words_that_were_printed() {
        let cases = [
            ("今年地区生产总值增长6%左右，收入同步增长。", "6%左右", "国内生产总值", "今年地区生产总值增长6%左右"),
            ("改造提升乡村，完成农村危房改造600户。", "600户", "危房", "完成农村危房改造600户"),
            ("粮食总产量稳中有升，力争达到88万吨。", "88万吨", "粮食产量", "粮食总产量稳中有升，力争达到88万吨"),
            ("力争达到88万吨。", "88万吨", "粮食产量", "粮食产量"),
        ];
        for (words, number, indicator, expected) in cases {
            assert_eq!(printed(&promise(words, number, indicator), None), expected);
        }
        let long = format!("{}收入增长6%。", "长".repeat(60));
        assert_eq!(printed(&promise(&long, "6%", "收入"), None), "收入");
    }

    #[test]
    fn of_a_row_it_is_what_the_row_is_about() {
        let table = "序号\t重点任务\t完成时限\n41\t完成危房改造600户\t2026年9月底\n";
        let at = table.find("600户").expect("there");
        let row = RowQuoted::of_text(table, &(at..at + "600户".len())).expect("a row");
        assert_eq!(printed(&promise("41\t完成危房改造600户", "600户", "危房"), Some(&row)), "完成危房改造600户");
    }
}
