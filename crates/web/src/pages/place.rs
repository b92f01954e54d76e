//! P5: how a territory does on everything.

use super::chart::{Beside, Figure, Sources};
use super::ctx::{Head, Nav, place_name};
use super::part::{Num, Strip, Tag, counted};
use super::row::{IndicatorRow, TaskRow, tasks};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::site::Form;
use askama::Template;
use luoshi_chart::{by, computed, rounded};
use luoshi_plan::{Counts, Date, Indicator, Language, Note, Period, Subject, Task, TaskId, Territory, TerritoryId};
use luoshi_store::Reader;

struct Row {
    depth: usize,
    name: String,
    href: String,
    tag: Option<Tag>,
    strip: Option<Strip>,
    /// The share that the map shows, with what it is of: 2 ÷ 3 = 67%.
    share: Option<String>,
}

/// 已完成和正常的占已判定的：2 ÷ 3 = 67%.
fn share(counts: &Counts, ctx: &Ctx<'_>) -> Option<String> {
    let share = rounded(super::compare::on_track(counts)?, 0, ctx.lang());
    let (good, judged) = super::compare::good_of_judged(counts);
    Some(
        ctx.fill(
            "site.place.share",
            &[("good", &good.to_string()), ("judged", &judged.to_string()), ("share", &share)],
        ),
    )
}

#[derive(Template)]
#[template(path = "places.html")]
struct List {
    h: Head,
    rows: Vec<Row>,
    count: Num,
    map: Option<Figure>,
}

/// `/places/`.
pub(crate) fn list(ctx: &Ctx<'_>, form: Form) -> Found {
    let sums = ctx.board.sums();
    let all = ctx.board.depth_first();
    let is_map = form == Form::Svg || (form != Form::Page && ctx.choice("chart", &["map"]).is_some());
    if is_map {
        let map = super::compare::tiles(None, ctx);
        return Ok(
            map.and_then(|map| super::chart::answer(&map, &Sources::computed("rollup", ctx).said(ctx), form, ctx))
        );
    }
    if form != Form::Page {
        let mut sheet = Sheet::new(&[
            "territory",
            "parent",
            "code",
            "name",
            "status",
            "done",
            "ok",
            "warn",
            "bad",
            "wait",
            "not_started",
            "url",
            "on_track_percent",
        ]);
        for (_, id) in all {
            let Some(territory) = ctx.board.whole.territory(id) else { continue };
            let rollup = sums.territories.get(&id).map(|s| &s.rollup);
            let counts = rollup.map(|r| counted(r, |_| true));
            let count = |status| counts.as_ref().map(|c| super::part::of(c, status)).into();
            let [done, ok, warn, bad, wait, ns] = super::part::ORDER.map(count);
            sheet.row([
                id.get().into(),
                territory.parent.map(TerritoryId::get).into(),
                territory.code.clone().into(),
                territory.name.clone().into(),
                rollup.map(|r| r.status.key()).into(),
                done,
                ok,
                warn,
                bad,
                wait,
                ns,
                ctx.place(territory).into(),
                counts.as_ref().and_then(super::compare::on_track).map(|s| rounded(s, 1, Language::En)).into(),
            ]);
        }
        return sheet.answer(ctx, form);
    }
    let rows: Vec<Row> = all
        .into_iter()
        .filter_map(|(depth, id)| {
            let territory = ctx.board.whole.territory(id)?;
            let href = ctx.place(territory);
            let rollup = sums.territories.get(&id).map(|s| &s.rollup);
            let counts = rollup.map(|r| counted(r, |_| true));
            Some(Row {
                depth: depth.min(4),
                name: territory.name.clone(),
                tag: rollup.map(|r| Tag::new(r.status, ctx)),
                share: counts.as_ref().and_then(|c| share(c, ctx)),
                strip: counts.filter(|c| c.all() > 0).map(|c| Strip::new(&c, &href, ctx)),
                href,
            })
        })
        .collect();
    let page = List {
        h: ctx.head(ctx.t("site.nav.places"), "places", true),
        count: ctx.count(rows.len(), format!("{}#count", ctx.here("/places/"))),
        map: super::compare::tiles(None, ctx).map(|map| {
            Figure::new(map, "map", Beside::Table, &ctx.here("/places"), "?chart=map", ctx)
                .from(Sources::computed("rollup", ctx))
        }),
        rows,
    };
    Ok(Some(rendered(&page)))
}

#[derive(Template)]
#[template(path = "place.html")]
struct Page {
    h: Head,
    up: Vec<Nav>,
    title: String,
    tag: Option<Tag>,
    strip: Option<Strip>,
    map: Option<Figure>,
    total: Num,
    indicators: Vec<IndicatorRow>,
    tasks: Vec<TaskRow>,
    /// Tasks that name it, of which others count.
    naming: Vec<TaskRow>,
    /// What of it counts nowhere.
    dropped: String,
    below: Vec<Nav>,
    method: String,
    note: String,
}

fn of_name<'a>(name: &str, ctx: &Ctx<'a>) -> Option<&'a Territory> {
    ctx.board.whole.territories.iter().find(|t| place_name(t) == name)
}

/// `/places/{code}`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str, _reader: &mut Reader<'_>) -> Found {
    let Some(territory) = of_name(name, ctx) else { return Ok(None) };
    if form == Form::Svg || (form != Form::Page && ctx.choice("chart", &["map"]).is_some()) {
        let map = super::compare::tiles(Some(territory.id), ctx);
        return Ok(
            map.and_then(|map| super::chart::answer(&map, &Sources::computed("rollup", ctx).said(ctx), form, ctx))
        );
    }
    let summed = ctx.board.sums().territories.get(&territory.id);
    let parts = summed.map_or(&[][..], |s| s.parts.as_slice());
    let status = ctx.choice("status", &super::goal::STATUSES).map(super::goal::class_of);
    let mut rows = Vec::new();
    let mut of_tasks = Vec::new();
    let mut given_up = 0;
    let mut sheet = Sheet::new(&["kind", "id", "name", "status", "url"]);
    for part in parts {
        let Some((label, url)) = ctx.subject(*part) else { continue };
        let found = match part {
            Subject::Indicator(id) => {
                let words = ctx.board.indicator(*id);
                let there = words.and_then(|w| w.there.iter().find(|(at, ..)| *at == territory.id));
                there.map(|(_, _, part)| (part.status, part.dropped))
            }
            Subject::Task(id) => ctx.board.task(*id).map(|j| (j.status, j.notes.contains(&Note::Dropped))),
            _ => None,
        };
        // What was given up counts nowhere, so it is in no list of what counts.
        let Some((found, dropped)) = found else { continue };
        if dropped {
            given_up += 1;
            continue;
        }
        if status.is_some_and(|s| super::part::class(found) != s) {
            continue;
        }
        sheet.row([part.kind().into(), part.number().into(), label.into(), found.key().into(), url.into()]);
        match part {
            Subject::Indicator(id) => {
                let indicator = ctx.board.whole.indicator(*id);
                let there = ctx
                    .board
                    .indicator(*id)
                    .and_then(|w| w.there.iter().find(|(at, ..)| *at == territory.id).map(|(_, target, _)| *target));
                rows.extend(indicator.map(|i| row(i, found, there, territory.id, ctx)));
            }
            Subject::Task(id) => of_tasks.push(*id),
            _ => {}
        }
    }
    if form != Form::Page {
        let mut more = serde_json::Map::new();
        more.insert("territory".into(), territory.id.get().into());
        more.insert("name".into(), territory.name.clone().into());
        return sheet.answer_with(ctx, form, more);
    }
    let mut up = vec![
        Nav::new(ctx.t("site.nav.overview"), ctx.here("/")),
        Nav::new(ctx.t("site.nav.places"), ctx.here("/places/")),
    ];
    let mut above = Vec::new();
    let mut parent = territory.parent;
    while let Some(found) = parent.and_then(|p| ctx.board.whole.territory(p)).filter(|_| above.len() < 8) {
        above.push(Nav::new(found.name.clone(), ctx.place(found)));
        parent = found.parent;
    }
    up.extend(above.into_iter().rev());
    let below = ctx.board.whole.territories.iter().filter(|t| t.parent == Some(territory.id));
    let href = ctx.place(territory);
    let counts = summed.map(|s| counted(&s.rollup, |_| true)).unwrap_or_default();
    let page = Page {
        h: ctx.head(&territory.name, "places", true),
        up,
        title: territory.name.clone(),
        tag: summed.map(|s| Tag::new(s.rollup.status, ctx)),
        total: ctx.count(rows.len() + of_tasks.len(), format!("{href}{}#count", ctx.query(&[]))),
        strip: (counts.all() > 0).then(|| Strip::new(&counts, &href, ctx)),
        map: super::compare::tiles(Some(territory.id), ctx).map(|map| {
            Figure::new(map, "map", Beside::Nothing, &href, "?chart=map", ctx).from(Sources::computed("rollup", ctx))
        }),
        indicators: rows,
        naming: tasks(named(territory, ctx).into_iter().filter(|id| !of_tasks.contains(id)).take(100), ctx),
        tasks: tasks(of_tasks.into_iter().take(100), ctx),
        dropped: if given_up > 0 {
            ctx.fill("site.place.dropped", &[("n", &given_up.to_string())])
        } else {
            String::new()
        },
        below: below.map(|t| Nav::new(t.name.clone(), ctx.place(t))).collect(),
        method: ctx.href("/method/rollup"),
        note: if parts.is_empty() { ctx.t("site.place.nothing").to_owned() } else { String::new() },
    };
    Ok(Some(rendered(&page)))
}

/// Of which period a value is, or up to which day it has been added up.
fn when(of: Option<Period>, until: Option<Date>, ctx: &Ctx<'_>) -> String {
    match (of, until) {
        (Some(of), _) => of.named(ctx.lang()),
        (None, Some(day)) => ctx.fill("site.at.until", &[("day", &by(day, ctx.lang()))]),
        (None, None) => String::new(),
    }
}

/// The tasks of the plan that name a territory in their title, whoever answers for them: none for what has no whole, for there all
/// are. Without the last character, which says what it is (松岭 of 松岭县), unless the rest is a word of the plan's indicators
/// (高新 of 高新区).
fn named(territory: &Territory, ctx: &Ctx<'_>) -> Vec<TaskId> {
    if territory.parent.is_none() {
        return Vec::new();
    }
    let whole = &ctx.board.whole;
    let name = territory.name.as_str();
    let (last, chars) = (name.char_indices().next_back(), name.chars().count());
    let stem = last.filter(|_| chars > 2).and_then(|(at, _)| name.get(..at));
    let stem = stem.filter(|stem| whole.indicators.iter().all(|i| !i.name.contains(stem))).unwrap_or(name);
    let of_plan = |task: &&Task| whole.goal(task.goal).is_some_and(|g| Some(g.plan) == ctx.plan);
    whole.tasks.iter().filter(|t| t.title.contains(stem)).filter(of_plan).map(|t| t.id).collect()
}

/// An indicator as it stands in one territory: the word of there, the target of there; the numbers are on its page.
fn row(
    indicator: &Indicator,
    status: luoshi_plan::Status,
    target: Option<luoshi_plan::TargetId>,
    territory: TerritoryId,
    ctx: &Ctx<'_>,
) -> IndicatorRow {
    let words = ctx.board.indicator(indicator.id).filter(|w| w.word.territory == Some(territory));
    if let Some(words) = words {
        return IndicatorRow::new(indicator, words, ctx);
    }
    let target = target.and_then(|id| ctx.board.whole.target(id));
    let value = ctx.board.elsewhere(indicator.id, territory);
    let said = |v| computed(v, super::row::places(v, target), &indicator.unit, ctx.lang());
    IndicatorRow {
        name: indicator.name.clone(),
        href: format!("{}#places", ctx.indicator(indicator.id)),
        tag: Tag::new(status, ctx),
        nature: super::row::nature(indicator, ctx),
        place: String::new(),
        latest: value.map(|v| Num::of(&said(v.actual), format!("{}#places", ctx.indicator(indicator.id)))),
        at: value.map(|v| when(v.of, v.until, ctx)).unwrap_or_default(),
        wanted: target.map(|t| super::wanted::WantedView::new(t, &indicator.unit, ctx)),
        why: String::new(),
        // The course is that of the place that speaks for the indicator.
        spark: String::new(),
        base: None,
        done: None,
        mini: String::new(),
    }
}
