//! P9: everything as data, at addresses that stay.

use super::ctx::{Head, Nav};
use super::part::Num;
use super::sheet::{Sheet, named};
use super::{Ctx, Found, rendered};
use crate::answer::Answer;
use crate::site::Form;
use askama::Template;
use luoshi_plan::{Subject, Wanted};
use luoshi_store::Reader;
use luoshi_store::plan::{self, At};

struct Set {
    name: &'static str,
    what: &'static str,
    rows: Num,
    forms: Vec<Nav>,
}

#[derive(Template)]
#[template(path = "data.html")]
struct Page {
    h: Head,
    sets: Vec<Set>,
    licence: String,
    api: Vec<(&'static str, String)>,
    example: String,
}

/// `/data/`; as CSV or JSON, all targets. One statement.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, reader: &mut Reader<'_>) -> Found {
    if form != Form::Page {
        let found = targets(ctx).answer(ctx, form)?;
        return Ok(found.map(|answer: Answer| if form == Form::Csv { named(answer, "targets.csv") } else { answer }));
    }
    let whole = &ctx.board.whole;
    let plan = ctx.plan().map(|p| p.id);
    let ruled = plan::promises(reader, At::NOW)?.iter().filter(|r| r.promise.is_public()).count();
    let forms = |stem: String| {
        let form = |label: &str, suffix: &str| Nav::new(label, format!("{stem}{suffix}"));
        vec![form("CSV", ".csv"), form("XLSX", ".xlsx"), form("JSON", ".json")]
    };
    let set = |name, what, rows: usize, stem: String| Set {
        name,
        what,
        rows: ctx.count(rows, format!("{stem}.csv")),
        forms: forms(stem),
    };
    let of_plan = |i: &&luoshi_plan::Indicator| Some(i.plan) == plan;
    let sets = vec![
        set(
            ctx.t("site.nav.goals"),
            ctx.t("site.data.goals"),
            whole.goals.iter().filter(|g| Some(g.plan) == plan).count(),
            ctx.here("/goals"),
        ),
        set(
            ctx.t("site.nav.indicators"),
            ctx.t("site.data.indicators"),
            whole.indicators.iter().filter(of_plan).count(),
            ctx.here("/indicators"),
        ),
        set(ctx.t("site.data.targets.name"), ctx.t("site.data.targets"), whole.targets.len(), ctx.href("/data")),
        set(ctx.t("site.nav.tasks"), ctx.t("site.data.tasks"), super::task::wanted(ctx).len(), ctx.here("/tasks")),
        set(ctx.t("site.nav.places"), ctx.t("site.data.places"), whole.territories.len(), ctx.here("/places")),
        set(ctx.t("site.nav.bodies"), ctx.t("site.data.bodies"), whole.bodies.len(), ctx.here("/bodies")),
        set(ctx.t("site.nav.reports"), ctx.t("site.data.reports"), whole.sources.len(), ctx.href("/reports")),
        set(ctx.t("site.nav.ledger"), ctx.t("site.data.ledger"), ruled, ctx.href("/ledger")),
    ];
    let api = vec![
        (ctx.t("site.data.api"), "/api/v1/openapi.json".to_owned()),
        (ctx.t("site.data.tasks"), "/api/v1/tasks?limit=200".to_owned()),
        (ctx.t("site.data.indicators"), "/api/v1/indicators?limit=200".to_owned()),
        (ctx.t("site.data.log"), "/log/checkpoint".to_owned()),
    ];
    let base = ctx.base();
    let page = Page {
        h: ctx.head(ctx.t("site.nav.data"), "data", false),
        licence: if ctx.settings.licence.is_empty() {
            String::new()
        } else {
            ctx.fill("site.data.licence", &[("licence", &ctx.settings.licence)])
        },
        sets,
        api,
        example: format!("curl {base}/api/v1/tasks?limit=200"),
    };
    Ok(Some(rendered(&page)))
}

fn targets(ctx: &Ctx<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        "target",
        "indicator",
        "name",
        "unit",
        "territory",
        "territory_code",
        "wanted",
        "value",
        "high",
        "words",
        "due",
        "base_period",
        "base_value",
        "tolerance",
        "replaces",
        "dropped",
        "passage",
    ]);
    for target in &ctx.board.whole.targets {
        let Some(indicator) = ctx.board.whole.indicator(target.indicator) else { continue };
        let (high, words) = match &target.wanted {
            Wanted::Range { high, .. } => (Some(high.to_string()), None),
            Wanted::Unmeasurable(words) => (None, Some(words.clone())),
            _ => (None, None),
        };
        sheet.row([
            target.id.get().into(),
            indicator.id.get().into(),
            indicator.name.clone().into(),
            indicator.unit.clone().into(),
            target.territory.get().into(),
            ctx.board.whole.territory(target.territory).and_then(|t| t.code.clone()).into(),
            wanted_key(&target.wanted).into(),
            target.wanted.value().map(|v| v.to_string()).into(),
            high.into(),
            words.into(),
            super::key::due_text(target).into(),
            target.baseline.map(|b| b.period.to_string()).into(),
            target.baseline.map(|b| b.value.to_string()).into(),
            target.tolerance.map(|t| t.to_string()).into(),
            target.replaces.map(luoshi_plan::TargetId::get).into(),
            target.dropped.as_ref().map(|d| d.on.to_string()).into(),
            ctx.cited(Subject::Target(target.id), &["value", "wanted"]).into(),
        ]);
    }
    sheet
}

/// The kind of a target, for programs.
pub(crate) fn wanted_key(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Reach(_) => "reach",
        Wanted::Floor(_) => "floor",
        Wanted::Ceiling(_) => "ceiling",
        Wanted::Range { .. } => "range",
        Wanted::Keep(_) => "keep",
        Wanted::Sum(_) => "sum",
        Wanted::Mean(_) => "mean",
        Wanted::Cumulative(_) => "cumulative",
        Wanted::Growth(_) => "growth",
        Wanted::Unmeasurable(_) => "unmeasurable",
    }
}
