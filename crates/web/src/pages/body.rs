//! P6: what a body answers for, and what came of it. Bodies are listed as the plan lists them: they are not ranked.

use super::ctx::{Head, Nav, number};
use super::part::{Num, Strip, Tag, counted};
use super::row::{TaskRow, tasks};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::order::urgency;
use crate::site::Form;
use askama::Template;
use luoshi_plan::{BodyId, Part};

struct Row {
    name: String,
    href: String,
    leads: Num,
    strip: Option<Strip>,
}

#[derive(Template)]
#[template(path = "bodies.html")]
struct List {
    h: Head,
    rows: Vec<Row>,
    count: Num,
}

/// `/bodies/`.
pub(crate) fn list(ctx: &Ctx<'_>, form: Form) -> Found {
    let sums = ctx.board.sums();
    let mut sheet = Sheet::new(&[
        "body",
        "parent",
        "name",
        "status",
        "leads",
        "done",
        "ok",
        "warn",
        "bad",
        "wait",
        "not_started",
        "url",
    ]);
    let mut rows = Vec::new();
    for body in &ctx.board.whole.bodies {
        let rollup = sums.bodies.get(&body.id).map(|s| &s.rollup);
        let counts = rollup.map(|r| counted(r, |_| true)).unwrap_or_default();
        let list = ctx.here(&format!("/tasks/?body=b{}&part=lead", body.id));
        let mut led: Vec<_> = ctx.board.duties(body.id).filter(|d| matches!(d.part, Part::Lead | Part::Each)).collect();
        led.dedup_by_key(|d| d.task);
        if form == Form::Page {
            rows.push(Row {
                name: body.name.clone(),
                href: ctx.body(body.id),
                leads: ctx.count(led.len(), format!("{}#led", ctx.body(body.id))),
                strip: (counts.all() > 0).then(|| Strip::new(&counts, &list, ctx)),
            });
            continue;
        }
        let [done, ok, warn, bad, wait, ns] = super::part::ORDER.map(|s| super::part::of(&counts, s).into());
        sheet.row([
            body.id.get().into(),
            body.parent.map(BodyId::get).into(),
            body.name.clone().into(),
            rollup.map(|r| r.status.key()).into(),
            counts.all().into(),
            done,
            ok,
            warn,
            bad,
            wait,
            ns,
            ctx.body(body.id).into(),
        ]);
    }
    if form != Form::Page {
        return sheet.answer(ctx, form);
    }
    let page = List {
        h: ctx.head(ctx.t("site.nav.bodies"), "bodies", true),
        count: ctx.count(rows.len(), format!("{}#count", ctx.here("/bodies/"))),
        rows,
    };
    Ok(Some(rendered(&page)))
}

#[derive(Template)]
#[template(path = "body.html")]
struct Page {
    h: Head,
    up: Vec<Nav>,
    title: String,
    followed: Option<Nav>,
    strip: Option<Strip>,
    leads: Num,
    supports: Num,
    led: Vec<TaskRow>,
    supported: Vec<TaskRow>,
    tag: Option<Tag>,
}

/// `/bodies/b{id}`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str) -> Found {
    let found = number(name, "b").and_then(|id| ctx.board.whole.body(BodyId::new(id)));
    let Some(body) = found else { return Ok(None) };
    let summed = ctx.board.sums().bodies.get(&body.id);
    let mut led = Vec::new();
    let mut supported = Vec::new();
    for duty in ctx.board.duties(body.id) {
        match duty.part {
            Part::Lead | Part::Each => led.push(duty.task),
            Part::Support | Part::Oversee => supported.push(duty.task),
        }
    }
    for all in [&mut led, &mut supported] {
        all.sort_by_key(|id| (ctx.board.task(*id).map(|j| urgency(j.status)), *id));
        all.dedup();
    }
    if form != Form::Page {
        let mut sheet = Sheet::new(&["task", "title", "part", "status", "due", "url"]);
        for (part, all) in [("lead", &led), ("support", &supported)] {
            for id in all {
                let (Some(task), Some(judged)) = (ctx.board.whole.task(*id), ctx.board.task(*id)) else { continue };
                sheet.row([
                    id.get().into(),
                    task.title.clone().into(),
                    part.into(),
                    judged.status.key().into(),
                    super::task::due_key(task).into(),
                    ctx.task(*id).into(),
                ]);
            }
        }
        let mut more = serde_json::Map::new();
        more.insert("body".into(), body.id.get().into());
        more.insert("name".into(), body.name.clone().into());
        return sheet.answer_with(ctx, form, more);
    }
    let list = ctx.here(&format!("/tasks/?body=b{}&part=lead", body.id));
    let counts = summed.map(|s| counted(&s.rollup, |_| true)).unwrap_or_default();
    let here = ctx.body(body.id);
    let page = Page {
        h: ctx.head(&body.name, "bodies", true),
        up: vec![
            Nav::new(ctx.t("site.nav.overview"), ctx.here("/")),
            Nav::new(ctx.t("site.nav.bodies"), ctx.here("/bodies/")),
        ],
        title: body.name.clone(),
        followed: body
            .followed_by
            .and_then(|id| ctx.board.whole.body(id))
            .map(|b| Nav::new(b.name.clone(), ctx.body(b.id))),
        strip: (counts.all() > 0).then(|| Strip::new(&counts, &list, ctx)),
        leads: ctx.count(led.len(), format!("{here}#led")),
        supports: ctx.count(supported.len(), format!("{here}#supported")),
        led: tasks(led.into_iter().take(200), ctx),
        supported: tasks(supported.into_iter().take(200), ctx),
        tag: summed.map(|s| Tag::new(s.rollup.status, ctx)),
    };
    Ok(Some(rendered(&page)))
}
