//! `/changes`: the journal as a person reads it, with its feed; `/verify`: how anyone checks that nothing was changed.

use super::ctx::{Head, Nav};
use super::sheet::Sheet;
use super::wanted::WantedView;
use super::{Ctx, Found, rendered};
use crate::answer::{ATOM, Answer};
use crate::site::Form;
use askama::Template;
use luoshi_plan::Subject;
use luoshi_store::history::{self, Deeds};
use luoshi_store::{Reader, StoreError};

/// Entries of a page and of the feed.
const ROWS: i64 = 50;

pub(crate) struct Row {
    pub(crate) number: i64,
    pub(crate) at: String,
    pub(crate) day: String,
    pub(crate) what: String,
    pub(crate) subject: Option<Nav>,
    pub(crate) actor: String,
    /// How much of what it brought, changed and ended, in words; empty where that was not asked for, or nothing.
    pub(crate) did: String,
    pub(crate) replaced: Vec<Replaced>,
}

/// A target that took the place of another.
pub(crate) struct Replaced {
    pub(crate) of: Nav,
    pub(crate) place: String,
    pub(crate) old: WantedView,
    pub(crate) new: WantedView,
}

#[derive(Template)]
#[template(path = "changes.html")]
struct Page {
    h: Head,
    rows: Vec<Row>,
    older: Option<String>,
    newer: Option<String>,
    verify: String,
}

#[derive(Template)]
#[template(path = "changes.xml")]
struct Feed {
    lang: &'static str,
    title: String,
    base: String,
    host: String,
    this: String,
    page: String,
    next: Option<String>,
    updated: String,
    publisher: String,
    rows: Vec<Row>,
}

/// What was done, in words; the journal's own word where there are none.
fn what(kind: &str, ctx: &Ctx<'_>) -> String {
    let key = format!("site.act.{kind}");
    let said = ctx.w.get(&key);
    if said == key { kind.to_owned() } else { said.to_owned() }
}

/// So many entries before one, the newest first.
pub(crate) fn rows(ctx: &Ctx<'_>, reader: &mut Reader<'_>, before: i64, count: i64) -> Result<Vec<Row>, StoreError> {
    Ok(rows_of(history::told(reader, (before - count).max(0), before)?, ctx))
}

/// As [`rows`], with what each did.
fn rows_with_deeds(ctx: &Ctx<'_>, reader: &mut Reader<'_>, before: i64, count: i64) -> Result<Vec<Row>, StoreError> {
    let from = (before - count).max(0);
    // One more: it says which numbers things had before.
    let told = history::told(reader, (from - 1).max(0), before)?;
    let deeds = ctx.board.deeds(reader, &told)?;
    let mut rows = rows_of(told.into_iter().filter(|told| told.number >= from).collect(), ctx);
    for row in &mut rows {
        let Some(deeds) = deeds.get(&row.number) else { continue };
        row.did = did(deeds, ctx);
        row.replaced = deeds.replaced.iter().filter_map(|(_, id)| replaced(*id, ctx)).collect();
    }
    Ok(rows)
}

fn rows_of(told: Vec<history::Told>, ctx: &Ctx<'_>) -> Vec<Row> {
    let zone = jiff::tz::TimeZone::get(&ctx.settings.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let row = |told: history::Told| {
        let at = jiff::Timestamp::from_microsecond(told.entry.at).unwrap_or_default();
        let subject = told.entry.subject.parse::<Subject>().ok().and_then(|s| ctx.subject(s));
        let source = told.entry.subject.strip_prefix("source/").and_then(|id| id.parse().ok());
        let source = source.map(luoshi_plan::SourceId::new).and_then(|id| {
            let found = ctx.board.whole.source(id)?;
            Some((super::report::title(found, ctx), ctx.report(id)))
        });
        Row {
            number: told.number,
            // As HTML and Atom both have it: thousandths of a second.
            at: format!("{at:.3}"),
            day: ctx.day(at.to_zoned_datetime(zone.clone()).date()),
            what: what(&told.entry.kind, ctx),
            subject: subject.or(source).map(|(label, href)| Nav::new(label, href)),
            did: String::new(),
            replaced: Vec::new(),
            actor: if told.actor == "luoshi" { ctx.t("site.actor.program").to_owned() } else { told.actor },
        }
    };
    let mut rows: Vec<Row> = told.into_iter().map(row).collect();
    rows.reverse();
    rows
}

/// The word for rows of a table.
fn thing(table: &str) -> Option<&'static str> {
    Some(match table {
        "plan" => "site.did.plan",
        "goal" => "site.did.goal",
        "principle" => "site.did.principle",
        "indicator" => "site.did.indicator",
        "target" => "site.did.target",
        "task" => "site.did.task",
        "observation" => "site.did.observation",
        "assignment" => "site.did.assignment",
        "territory" => "site.did.territory",
        "body" => "site.did.body",
        "promise" => "site.did.promise",
        "citation" => "site.did.citation",
        _ => return None,
    })
}

/// 新增：目标7个、任务128项；更改：指标3个。
fn did(deeds: &Deeds, ctx: &Ctx<'_>) -> String {
    let said = |key: &str, many: fn(&history::Touched) -> i64| {
        let one = |t: &history::Touched| {
            let count = (many(t) > 0).then(|| many(t).to_string())?;
            Some(ctx.fill(thing(t.table)?, &[("n", &count)]))
        };
        let things: Vec<String> = deeds.touched.iter().filter_map(one).collect();
        (!things.is_empty()).then(|| ctx.fill(key, &[("things", &things.join(ctx.t("site.did.and")))]))
    };
    let parts =
        [said("site.did.new", |t| t.new), said("site.did.changed", |t| t.changed), said("site.did.ended", |t| t.ended)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(ctx.lang().pick("；", "; "))
}

/// A target, and the one whose place it took, as far as they still stand.
fn replaced(id: luoshi_plan::TargetId, ctx: &Ctx<'_>) -> Option<Replaced> {
    let whole = &ctx.board.whole;
    let new = whole.target(id)?;
    let old = whole.target(new.replaces?)?;
    let indicator = whole.indicator(new.indicator)?;
    Some(Replaced {
        of: Nav::new(indicator.name.clone(), ctx.indicator(indicator.id)),
        place: ctx.territory_name(new.territory),
        old: WantedView::new(old, &indicator.unit, ctx),
        new: WantedView::new(new, &indicator.unit, ctx),
    })
}

/// `/changes`, newest first.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, reader: &mut Reader<'_>) -> Found {
    let size = ctx.board.size;
    let before = ctx.asked.field("before").and_then(|b| b.parse::<i64>().ok()).unwrap_or(size).clamp(0, size);
    let rows = rows_with_deeds(ctx, reader, before, ROWS)?;
    let path = ctx.href("/changes");
    let older = (before > ROWS).then(|| format!("?before={}", before - ROWS));
    match form {
        Form::Page => {}
        Form::Atom => return Ok(Some(feed(ctx, rows, older))),
        Form::Csv | Form::Json | Form::Xlsx => {
            let mut sheet = Sheet::new(&["entry", "at", "what", "subject", "actor", "url", "did"]);
            for row in rows {
                sheet.row([
                    row.number.into(),
                    row.at.into(),
                    row.what.into(),
                    row.subject.as_ref().map(|s| s.label.clone()).into(),
                    row.actor.into(),
                    row.subject.map(|s| s.href).into(),
                    row.did.into(),
                ]);
            }
            return sheet.answer(ctx, form);
        }
        Form::Svg => return Ok(None),
    }
    let page = Page {
        h: ctx.head(ctx.t("site.foot.changes"), "", true),
        rows,
        older: older.map(|q| format!("{path}{q}")),
        newer: (before < size).then(|| format!("{path}?before={}", (before + ROWS).min(size))),
        verify: ctx.href("/verify"),
    };
    Ok(Some(rendered(&page)))
}

fn feed(ctx: &Ctx<'_>, rows: Vec<Row>, older: Option<String>) -> Answer {
    let base = ctx.settings.base.clone();
    let host = base.split("://").nth(1).and_then(|h| h.split(['/', ':']).next()).unwrap_or("luoshi.invalid").to_owned();
    let path = ctx.href("/changes");
    let brand = ctx.plan().map_or_else(|| ctx.t("site.brand").to_owned(), |p| p.title.clone());
    let feed = Feed {
        lang: ctx.lang().pick("zh-Hans", "en"),
        title: format!("{} · {brand}", ctx.t("site.foot.changes")),
        this: format!("{base}{path}.atom"),
        page: format!("{base}{path}"),
        next: older.map(|q| format!("{base}{path}.atom{q}")),
        updated: rows.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |r| r.at.clone()),
        publisher: if ctx.settings.publisher.is_empty() { brand } else { ctx.settings.publisher.clone() },
        rows,
        base,
        host,
    };
    Answer::new(ATOM, feed.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "verify.html")]
struct Verify {
    h: Head,
    checkpoint: String,
    size: i64,
    keys: String,
    address: String,
}

/// `/verify`. Two statements.
pub(crate) fn verify(ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Found {
    let (size, checkpoint) = reader.checkpoint()?.unwrap_or_default();
    let keys = reader.verifiers()?;
    let base = ctx.base();
    let page = Verify {
        h: ctx.head(ctx.t("site.foot.verify"), "", false),
        checkpoint,
        size,
        keys,
        address: format!("{base}/log/"),
    };
    Ok(Some(rendered(&page)))
}
