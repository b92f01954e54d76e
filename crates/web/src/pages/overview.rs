//! P1: how the plan goes, where there is trouble, where to go next.

use super::chart::{Beside, Figure, Sources};
use super::ctx::{Head, Nav};
use super::part::{Num, ORDER, Strip, Tag, class, counted, of};
use super::row::{IndicatorRow, TaskRow, indicators, leads, tasks};
use super::sample::{Sample, sample};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::answer::Answer;
use crate::order::urgency;
use crate::site::Form;
use askama::Template;
use hyper::StatusCode;
use luoshi_chart::rounded;
use luoshi_plan::{Counts, Exact, Goal, GoalId, IndicatorId, Plan, Sort, Subject, TaskId};
use luoshi_store::Reader;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    h: Head,
    plans: Vec<(String, String, String)>,
}

/// `/zh/`: to the plan, where there is one; else a list.
pub(crate) fn front(ctx: &Ctx<'_>, form: Form) -> Found {
    if form != Form::Page {
        return Ok(None);
    }
    if let [only] = ctx.board.whole.plans.as_slice() {
        return Ok(Some(Answer::moved(StatusCode::FOUND, ctx.in_plan(only.id, "/"))));
    }
    let plan = |p: &Plan| (p.title.clone(), p.period.named(ctx.lang()), ctx.in_plan(p.id, "/"));
    let plans = ctx.board.whole.plans.iter().map(plan).collect();
    Ok(Some(rendered(&Front { h: ctx.head(ctx.t("site.front"), "", false), plans })))
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    h: Head,
    title: String,
    period: String,
    question: String,
    list: String,
    answers: Vec<(Num, String)>,
    waiting: String,
    glance: Vec<Glance>,
    elapsed: Option<Gauge>,
    done: Option<Gauge>,
    strip: Option<Strip>,
    strip_count: Num,
    goals: Vec<GoalRow>,
    indicators: Vec<IndicatorRow>,
    all_indicators: Num,
    attention: Vec<TaskRow>,
    all_tasks: Num,
    sample: Option<Arc<Sample>>,
    map: Option<Figure>,
    recent: Vec<super::changes::Row>,
    changes: String,
    principles: Vec<(String, String)>,
    first: String,
    last: String,
    how: String,
}

struct Glance {
    number: usize,
    label: String,
    href: String,
    tag: Tag,
}

/// A share as a bar, in thousandths.
struct Gauge {
    share: Num,
    width: u64,
    top: Num,
    bottom: Num,
}

/// A goal as a row.
pub(crate) struct GoalRow {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) leads: Vec<Nav>,
    pub(crate) tag: Tag,
    pub(crate) indicator: Option<IndicatorRow>,
    pub(crate) strip: Option<Strip>,
    pub(crate) tasks: Num,
}

fn thousandths(share: Exact) -> u64 {
    let part = share.times(Exact::whole(1000)).and_then(|e| e.rounded(0)).map_or(0, |d| d.mantissa());
    u64::try_from(part).unwrap_or(0).min(1000)
}

fn percent(share: Exact, ctx: &Ctx<'_>) -> String {
    share.times(Exact::whole(100)).map_or_else(String::new, |p| rounded(p, 0, ctx.lang()))
}

/// All goals within one, itself first.
pub(crate) fn within(goal: GoalId, ctx: &Ctx<'_>) -> Vec<GoalId> {
    let mut all = vec![goal];
    let mut at = 0;
    while let Some(next) = all.get(at).copied() {
        at += 1;
        for below in ctx.board.goals_of(next) {
            // Goals that are parts of one another end somewhere.
            if !all.contains(below) {
                all.push(*below);
            }
        }
    }
    all
}

/// What the tasks in a goal and the goals within it come to.
pub(crate) fn task_counts(goal: GoalId, ctx: &Ctx<'_>) -> Counts {
    let mut parts = Vec::new();
    for id in within(goal, ctx) {
        let of = ctx.board.tasks_of(id).iter().filter_map(|t| ctx.board.task(*t));
        parts.extend(of.map(|judged| luoshi_plan::RollupPart::of(Sort::Task, judged)));
    }
    Counts::of(parts)
}

impl GoalRow {
    pub(crate) fn new(number: usize, goal: &Goal, ctx: &Ctx<'_>) -> Option<Self> {
        let summed = ctx.board.sums().goals.get(&goal.id)?;
        let all = within(goal.id, ctx);
        let rows = all.iter().flat_map(|g| ctx.board.indicators_of(*g)).copied();
        // The worst speaks for the goal.
        let worst = rows.min_by_key(|id| ctx.board.indicator(*id).map(|w| urgency(w.word.judged.status)));
        let counts = task_counts(goal.id, ctx);
        let list = ctx.here(&format!("/tasks/?goal={}", goal.id));
        let mut bodies: Vec<Nav> = Vec::new();
        for nav in all.iter().flat_map(|g| ctx.board.tasks_of(*g)).take(40).flat_map(|t| leads(*t, ctx)) {
            if bodies.len() < 2 && bodies.iter().all(|b| b.href != nav.href) {
                bodies.push(nav);
            }
        }
        Some(Self {
            number,
            name: goal.title.clone(),
            href: ctx.goal(goal.id),
            leads: bodies,
            tag: Tag::new(summed.rollup.status, ctx),
            indicator: indicators(worst, ctx).pop(),
            tasks: Num {
                unit: ctx.t("site.unit.tasks").to_owned(),
                apart: ctx.lang() == luoshi_plan::Language::En,
                ..ctx.count(counts.all() as usize, list.clone())
            },
            strip: (counts.all() > 0).then(|| Strip::new(&counts, &list, ctx)),
        })
    }
}

/// Entries of the journal on the page.
const RECENT: i64 = 6;

/// `/p/{plan}/`. At most four statements.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, reader: &mut Reader<'_>) -> Found {
    let Some(plan) = ctx.plan() else { return Ok(None) };
    let board = ctx.board;
    let sums = board.sums();
    let goals: Vec<&Goal> = board.top_goals(plan.id).iter().filter_map(|g| board.whole.goal(*g)).collect();
    if form != Form::Page {
        return sheet(&goals, ctx).answer(ctx, form);
    }
    let rows: Vec<GoalRow> = goals.iter().enumerate().filter_map(|(n, goal)| GoalRow::new(n + 1, goal, ctx)).collect();
    let list_of_goals = ctx.here("/goals/");
    let mut answers = Vec::new();
    let mut waiting = String::new();
    for status in ORDER {
        let n = goals.iter().filter_map(|g| sums.goals.get(&g.id)).filter(|s| class(s.rollup.status) == class(status));
        let n = n.count();
        if n > 0 {
            let num = ctx.count(n, format!("{list_of_goals}?status={}", status.key()));
            // 2 need attention: the one word that has a plural.
            let many = n > 1 && matches!(status, luoshi_plan::Status::Warn);
            let word = status.word();
            let word = if many { ctx.t("site.worst.many") } else { word.in_language(ctx.lang()) };
            answers.push((num, word.to_lowercase()));
        }
    }
    if goals.is_empty() {
        ctx.t("site.no_goals").clone_into(&mut waiting);
    }
    let rollup = sums.plans.get(&plan.id).map(|s| &s.rollup);
    let counts = rollup.map(|r| counted(r, |sort| sort == Sort::Task)).unwrap_or_default();
    let tasks_list = ctx.here("/tasks/");
    let (first, last) = (plan.period.first(), plan.period.last());
    let how = ctx.href("/method/status");
    let days = |n: i32| Exact::whole(i64::from(n));
    let gone = luoshi_plan::Period::between(first, board.day.min(last)).map_or(0, luoshi_plan::Period::days);
    let elapsed = days(gone).over(days(plan.period.days().max(1)));
    let gauge = |share: Exact, top: Num, bottom: Num, href: String| Gauge {
        share: Num { number: percent(share, ctx), unit: "%".to_owned(), href, ..Num::default() },
        width: thousandths(share),
        top,
        bottom,
    };
    let here = ctx.here("/");
    let share =
        |n: u32| days(i32::try_from(n).unwrap_or(0)).over(days(i32::try_from(counts.all()).unwrap_or(1).max(1)));
    let all_indicators = board.whole.indicators.iter().filter(|i| i.plan == plan.id).count();
    let of_plan = |id: &IndicatorId| board.whole.indicator(*id).is_some_and(|i| i.plan == plan.id);
    let worst = board.urgent_indicators().iter().copied().filter(of_plan);
    let is_late = |id: &&TaskId| board.task(**id).is_some_and(|j| urgency(j.status) < 2);
    let in_plan = |id: &TaskId| {
        let task = board.whole.task(*id);
        task.and_then(|t| board.whole.goal(t.goal)).is_some_and(|g| g.plan == plan.id)
    };
    let late = board.urgent_tasks().iter().take_while(is_late).copied().filter(in_plan);
    let glance = |row: &GoalRow| Glance {
        number: row.number,
        label: row.name.clone(),
        href: format!("#goal{}", row.number),
        tag: row.tag.clone(),
    };
    let principle =
        |p: &luoshi_plan::Principle| (p.text.clone(), ctx.cited(Subject::Principle(p.id), &[]).unwrap_or_default());
    let n = goals.len().to_string();
    let page = Overview {
        h: ctx.head(ctx.t("site.nav.overview"), "overview", true),
        title: plan.title.clone(),
        period: plan.period.named(ctx.lang()),
        question: ctx.fill("site.overview.question", &[("n", &n)]),
        answers,
        waiting,
        list: list_of_goals,
        glance: rows.iter().map(glance).collect(),
        elapsed: elapsed.map(|s| {
            let top = ctx.count(usize::try_from(gone).unwrap_or(0), format!("{here}#time"));
            let bottom = ctx.count(usize::try_from(plan.period.days()).unwrap_or(0), format!("{here}#time"));
            gauge(s, top, bottom, format!("{here}#time"))
        }),
        done: share(counts.done).filter(|_| counts.all() > 0).map(|s| {
            let top = ctx.count(counts.done as usize, format!("{tasks_list}?status=done"));
            gauge(s, top, ctx.count(counts.all() as usize, tasks_list.clone()), format!("{here}#done"))
        }),
        strip: (counts.all() > 0).then(|| Strip::new(&counts, &tasks_list, ctx)),
        strip_count: ctx.count(counts.all() as usize, tasks_list.clone()),
        goals: rows,
        indicators: indicators(worst.take(6), ctx),
        all_indicators: ctx.count(all_indicators, ctx.here("/indicators/")),
        attention: tasks(late.take(8), ctx),
        all_tasks: ctx.count(counts.all() as usize, tasks_list),
        sample: sample(plan.id, ctx, reader)?,
        map: super::compare::tiles(None, ctx).map(|map| {
            Figure::new(map, "map", Beside::Nothing, &ctx.here("/places"), "?chart=map", ctx)
                .from(Sources::computed("rollup", ctx))
        }),
        recent: super::changes::rows(ctx, reader, board.size, RECENT)?,
        changes: ctx.href("/changes"),
        principles: board.whole.principles.iter().filter(|p| p.plan == plan.id).map(principle).collect(),
        first: ctx.day(first),
        last: ctx.day(last),
        how,
    };
    Ok(Some(rendered(&page)))
}

/// The goals as rows.
fn sheet(goals: &[&Goal], ctx: &Ctx<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        "goal",
        "title",
        "status",
        "tasks",
        "done",
        "ok",
        "warn",
        "bad",
        "wait",
        "not_started",
        "dropped",
        "url",
    ]);
    for goal in goals {
        let Some(summed) = ctx.board.sums().goals.get(&goal.id) else { continue };
        let counts = task_counts(goal.id, ctx);
        let count = |status| of(&counts, status).into();
        let [done, ok, warn, bad, wait, ns] = ORDER.map(count);
        sheet.row([
            goal.id.get().into(),
            goal.title.clone().into(),
            summed.rollup.status.key().into(),
            counts.all().into(),
            done,
            ok,
            warn,
            bad,
            wait,
            ns,
            counts.dropped.into(),
            ctx.goal(goal.id).into(),
        ]);
    }
    sheet
}
