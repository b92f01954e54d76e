//! An indicator or a task as a row of a list: everywhere the same facts in the same order.

use super::Ctx;
use super::ctx::Nav;
use super::part::{Num, Tag};
use super::wanted::WantedView;
use luoshi_chart::{by, computed, rounded};
use luoshi_plan::status::Term;
use luoshi_plan::{
    Due, Exact, Indicator, IndicatorId, IndicatorWords, Judged, Note, Part, Period, Status, Target, Task, TaskId,
    Value, Wanted, answerable,
};

/// How many places an amount without an end is shown with.
const PLACES: u32 = 2;
/// How many an amount takes from the target beside it at most.
const KEPT: u32 = 4;

/// The places that an amount is shown with: those it has, for what was computed comes with no more than say something
/// ([`luoshi_plan::status::Arithmetic::told`]); of a third no more than two. It has as many as the target beside it, so that 92
/// stands as 92.0 beside 93.0.
pub(crate) fn places(value: Exact, target: Option<&Target>) -> u32 {
    let least = target.and_then(|t| t.wanted.value()).map_or(0, Value::places).min(KEPT);
    value.decimal().map_or(PLACES, |d| d.normalize().scale()).max(least)
}

/// As [`places`], of a number that was computed along a path: more than two places of it say nothing.
pub(crate) fn places_due(value: Exact, target: Option<&Target>) -> u32 {
    let least = target.and_then(|t| t.wanted.value()).map_or(0, Value::places).min(KEPT);
    luoshi_chart::places_due(value, least)
}

/// A term of the arithmetic as an amount, with the digits that are shown of it.
pub(crate) fn amount_of(judged: &Judged, name: &str) -> Option<Exact> {
    match judged.arithmetic.told(name)? {
        Term::Amount(exact) | Term::Gap(exact) | Term::Percent(exact) => Some(exact),
        Term::Root(_) | Term::Count(_) | Term::Day(_) | Term::Period(_) => None,
    }
}

/// What a judged number is of: a period; the mean of some years, or the sum so far, where it is one.
pub(crate) fn of_when(judged: &Judged, target: Option<&Target>, ctx: &Ctx<'_>) -> String {
    if let Some(at) = period_of(judged, "at") {
        return at.named(ctx.lang());
    }
    if let Some(over) = period_of(judged, "over") {
        let mean = target.is_some_and(|t| matches!(t.wanted, Wanted::Mean(_) | Wanted::Growth(_)));
        let key = if mean { "site.at.mean" } else { "site.at.sum" };
        return ctx.fill(key, &[("period", &over.named(ctx.lang()))]);
    }
    match judged.arithmetic.get("until") {
        Some(Term::Day(day)) => ctx.fill("site.at.until", &[("day", &by(day, ctx.lang()))]),
        _ => String::new(),
    }
}

pub(crate) fn period_of(judged: &Judged, name: &str) -> Option<Period> {
    match judged.arithmetic.get(name)? {
        Term::Period(period) => Some(period),
        _ => None,
    }
}

/// An indicator in a list.
pub(crate) struct IndicatorRow {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) tag: Tag,
    pub(crate) nature: &'static str,
    pub(crate) place: String,
    pub(crate) latest: Option<Num>,
    pub(crate) at: String,
    pub(crate) wanted: Option<WantedView>,
    /// What there is to say where it is not judged.
    pub(crate) why: String,
    /// Its course, drawn small.
    pub(crate) spark: String,
    /// The same for a card.
    pub(crate) mini: String,
    /// Where the way to the target begins, and of when that is.
    pub(crate) base: Option<(Num, String)>,
    /// How much of the way, or of the sum, there is, in per cent.
    pub(crate) done: Option<Num>,
}

impl IndicatorRow {
    pub(crate) fn new(indicator: &Indicator, words: &IndicatorWords, ctx: &Ctx<'_>) -> Self {
        Self::of(indicator, &words.word.judged, words.word.target, words.word.territory, ctx)
    }

    pub(crate) fn of(
        indicator: &Indicator,
        judged: &Judged,
        target: Option<luoshi_plan::TargetId>,
        territory: Option<luoshi_plan::TerritoryId>,
        ctx: &Ctx<'_>,
    ) -> Self {
        let href = ctx.indicator(indicator.id);
        let how = format!("{href}#how");
        let lang = ctx.lang();
        let target = target.and_then(|id| ctx.board.whole.target(id));
        let said = |v| computed(v, places(v, target), &indicator.unit, lang);
        let latest = amount_of(judged, "actual").map(|v| Num::of(&said(v), how.as_str()));
        let base = amount_of(judged, "base").zip(period_of(judged, "base_period"));
        let base = base.map(|(v, of)| (Num::of(&said(v), how.as_str()), of.named(lang)));
        let done = amount_of(judged, "progress").map(|share| Num {
            number: rounded(share, super::term::places_of_share(share), lang),
            unit: "%".to_owned(),
            href: how,
            ..Num::default()
        });
        let why = match judged.status {
            Status::Wait(reason) => reason.sentence().in_language(lang).to_owned(),
            Status::Done | Status::Ok | Status::Warn | Status::Bad | Status::NotStarted => String::new(),
        };
        Self {
            name: indicator.name.clone(),
            href,
            tag: ctx.tag(judged),
            nature: nature(indicator, ctx),
            place: territory.map(|t| ctx.territory_name(t)).unwrap_or_default(),
            latest,
            at: of_when(judged, target, ctx),
            wanted: target.map(|t| WantedView::new(t, &indicator.unit, ctx)),
            why,
            spark: ctx.board.course(indicator.id).map(|c| c.spark().to_owned()).unwrap_or_default(),
            mini: ctx.board.course(indicator.id).map(|c| c.mini().to_owned()).unwrap_or_default(),
            base,
            done,
        }
    }
}

/// Whether the plan binds somebody to it.
pub(crate) fn nature(indicator: &Indicator, ctx: &Ctx<'_>) -> &'static str {
    match indicator.nature {
        luoshi_plan::Nature::Binding => ctx.t("site.nature.binding"),
        luoshi_plan::Nature::Expected => ctx.t("site.nature.expected"),
        luoshi_plan::Nature::Unstated => "",
    }
}

/// The rows of some indicators, in their order.
pub(crate) fn indicators(ids: impl IntoIterator<Item = IndicatorId>, ctx: &Ctx<'_>) -> Vec<IndicatorRow> {
    let row = |id| Some(IndicatorRow::new(ctx.board.whole.indicator(id)?, ctx.board.indicator(id)?, ctx));
    ids.into_iter().filter_map(row).collect()
}

/// A task in a list.
pub(crate) struct TaskRow {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) tag: Tag,
    pub(crate) leads: Vec<Nav>,
    pub(crate) due: String,
    pub(crate) due_href: String,
    /// 逾期21天.
    pub(crate) late: String,
    /// 曾逾期21天, of what is done.
    pub(crate) was_late: String,
    /// Why it is not judged.
    pub(crate) why: String,
    pub(crate) goal: Nav,
}

/// When a task is due, in words.
pub(crate) fn due(task: &Task, ctx: &Ctx<'_>) -> String {
    match task.due {
        Due::On(day) => ctx.day(day),
        Due::Never => ctx.t("site.due.never").to_owned(),
        Due::Unstated => ctx.t("site.due.unstated").to_owned(),
    }
}

/// How late a task is, in words; nothing where it is not.
pub(crate) fn late(task: &Task, judged: &Judged, ctx: &Ctx<'_>) -> String {
    match (days_late(judged), task.due) {
        (Some(days), Due::On(_)) if judged.status != Status::Done => ctx.fill("site.late", &[("n", &days.to_string())]),
        _ => String::new(),
    }
}

/// How late a task was when it was done, in words; nothing where it was not, or is not done.
pub(crate) fn was_late(judged: &Judged, ctx: &Ctx<'_>) -> String {
    match days_late(judged) {
        Some(days) if judged.status == Status::Done => ctx.fill("site.was_late", &[("n", &days.to_string())]),
        _ => String::new(),
    }
}

fn days_late(judged: &Judged) -> Option<i32> {
    judged.notes.iter().find_map(|n| if let Note::LateBy(days) = n { Some(*days) } else { None })
}

/// Why a task is not judged, in a sentence; nothing where it is, or was given up.
fn why_not(judged: &Judged, ctx: &Ctx<'_>) -> String {
    match judged.status {
        Status::Wait(_) if judged.notes.contains(&Note::Dropped) => String::new(),
        Status::Wait(reason) => reason.sentence().in_language(ctx.lang()).to_owned(),
        _ => String::new(),
    }
}

/// The bodies that answer for a task.
pub(crate) fn leads(id: TaskId, ctx: &Ctx<'_>) -> Vec<Nav> {
    let all: Vec<_> = ctx.board.assignments(id).cloned().collect();
    // Where the plan names none, or contradicts itself, all that it names as leads are shown.
    let bodies = answerable(id, &all)
        .unwrap_or_else(|_| all.iter().filter(|a| matches!(a.part, Part::Lead | Part::Each)).map(|a| a.body).collect());
    let named = |id| ctx.board.whole.body(id).map(|b| Nav::new(b.name.clone(), ctx.body(id)));
    bodies.into_iter().filter_map(named).collect()
}

impl TaskRow {
    pub(crate) fn new(task: &Task, judged: &Judged, ctx: &Ctx<'_>) -> Self {
        let goal = ctx.board.whole.goal(task.goal);
        let href = ctx.task(task.id);
        Self {
            title: task.title.clone(),
            due_href: format!("{href}#due"),
            tag: ctx.tag(judged),
            leads: leads(task.id, ctx),
            due: due(task, ctx),
            late: late(task, judged, ctx),
            was_late: was_late(judged, ctx),
            why: why_not(judged, ctx),
            goal: goal.map_or_else(|| Nav::new("", ""), |g| Nav::new(g.title.clone(), ctx.goal(g.id))),
            href,
        }
    }
}

/// The rows of some tasks on a page of their goal, which need not name it each.
pub(crate) fn tasks_within(
    goal: Option<luoshi_plan::GoalId>,
    ids: impl IntoIterator<Item = TaskId>,
    ctx: &Ctx<'_>,
) -> Vec<TaskRow> {
    let name = goal.map(|id| ctx.goal(id)).unwrap_or_default();
    let mut rows = tasks(ids, ctx);
    for row in rows.iter_mut().filter(|row| row.goal.href == name) {
        row.goal = Nav::new("", "");
    }
    rows
}

/// The rows of some tasks, in their order.
pub(crate) fn tasks(ids: impl IntoIterator<Item = TaskId>, ctx: &Ctx<'_>) -> Vec<TaskRow> {
    let row = |id| Some(TaskRow::new(ctx.board.whole.task(id)?, ctx.board.task(id)?, ctx));
    ids.into_iter().filter_map(row).collect()
}
