//! P2: the indicators of a plan, those that need somebody first.

use super::ctx::{Head, Nav};
use super::goal::{STATUSES, class_of, status_filters};
use super::key::{direction_key, due_text, frequency_key, nature_key};
use super::paged::{Paged, ROWS, paged};
use super::part::{Num, class};
use super::row::{IndicatorRow, indicators};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::site::Form;
use askama::Template;
use luoshi_plan::{Indicator, TargetId, TerritoryId};

#[derive(Template)]
#[template(path = "indicators.html")]
struct List {
    h: Head,
    indicators: Vec<IndicatorRow>,
    count: Num,
    filters: Vec<Nav>,
    paged: Paged,
    q: String,
    action: String,
    status: String,
}

/// `/indicators/`.
pub(crate) fn list(ctx: &Ctx<'_>, form: Form) -> Found {
    let Some(plan) = ctx.plan() else { return Ok(None) };
    let status = ctx.choice("status", &STATUSES);
    let q = ctx.asked.field("q").unwrap_or_default();
    let goal = ctx.asked.field("goal").and_then(|g| g.parse().ok()).map(luoshi_plan::GoalId::new);
    let keep = |i: &&Indicator| {
        let word = ctx.board.indicator(i.id).map(|w| w.word.judged.status);
        i.plan == plan.id
            && goal.is_none_or(|g| i.goal == Some(g))
            && (q.is_empty() || i.name.contains(q))
            && status.is_none_or(|s| word.is_some_and(|w| class(w) == class_of(s)))
    };
    let all: Vec<&Indicator> = if ctx.choice("sort", &["name", "plan"]).is_none() {
        let urgent = ctx.board.urgent_indicators().iter();
        urgent.filter_map(|id| ctx.board.whole.indicator(*id)).filter(keep).collect()
    } else {
        ctx.board.whole.indicators.iter().filter(keep).collect()
    };
    if form != Form::Page {
        return sheet(&all, ctx).answer(ctx, form);
    }
    let path = ctx.here("/indicators/");
    let paged = paged(all.len(), &path, ctx);
    let page = List {
        h: ctx.head(ctx.t("site.nav.indicators"), "indicators", true),
        indicators: indicators(all.iter().skip(paged.from).take(ROWS).map(|i| i.id), ctx),
        count: ctx.count(all.len(), format!("{path}{}#count", ctx.query(&[]))),
        filters: status_filters(ctx, &path),
        paged,
        q: q.to_owned(),
        action: path,
        status: status.unwrap_or_default().to_owned(),
    };
    Ok(Some(rendered(&page)))
}

fn sheet(all: &[&Indicator], ctx: &Ctx<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        "indicator",
        "name",
        "unit",
        "goal",
        "direction",
        "nature",
        "frequency",
        "status",
        "reason",
        "territory",
        "target",
        "wanted",
        "due",
        "actual",
        "required",
        "sentence",
        "url",
    ]);
    for indicator in all {
        let Some(words) = ctx.board.indicator(indicator.id) else { continue };
        let judged = &words.word.judged;
        let target = words.word.target.and_then(|id| ctx.board.whole.target(id));
        let term = |name| judged.arithmetic.get(name).map(|t| t.text());
        sheet.row([
            indicator.id.get().into(),
            indicator.name.clone().into(),
            indicator.unit.clone().into(),
            indicator.goal.map(luoshi_plan::GoalId::get).into(),
            direction_key(indicator.direction).into(),
            nature_key(indicator).into(),
            frequency_key(indicator.frequency).into(),
            judged.status.key().into(),
            judged.status.reason().map(luoshi_plan::Wait::key).into(),
            words.word.territory.map(TerritoryId::get).into(),
            words.word.target.map(TargetId::get).into(),
            target.and_then(|t| t.wanted.value()).map(|v| v.to_string()).into(),
            target.map(due_text).into(),
            term("actual").into(),
            term("required").into(),
            ctx.board.why_indicator(indicator.id).map(|why| why.in_language(ctx.lang()).to_owned()).into(),
            ctx.indicator(indicator.id).into(),
        ]);
    }
    sheet
}
