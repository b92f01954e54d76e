//! P2: what a goal means, in whose words it was promised, what is done.

use super::ctx::{Head, Nav};
use super::overview::{GoalRow, task_counts, within};
use super::part::{Num, Strip, Tag, class, counted};
use super::row::{IndicatorRow, TaskRow, indicators, tasks_within};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::order::urgency;
use crate::site::Form;
use askama::Template;
use luoshi_plan::{GoalId, Language, Note, Sort, Status, Subject, TaskId, Wait};

/// What `?status=` may be.
pub(crate) const STATUSES: [&str; 7] = ["bad", "warn", "wait", "ok", "not_started", "done", "dropped"];

/// All statuses, what needs attention first.
const WORST_FIRST: [Status; 6] =
    [Status::Bad, Status::Warn, Status::Wait(Wait::NoData), Status::NotStarted, Status::Ok, Status::Done];

/// The word for `not_started` in classes is shorter.
pub(crate) fn class_of(key: &str) -> &str {
    if key == "not_started" { "ns" } else { key }
}

#[derive(Template)]
#[template(path = "goals.html")]
struct List {
    h: Head,
    goals: Vec<GoalRow>,
    count: Num,
    filters: Vec<Nav>,
    action: String,
}

/// Links that set `?status=`, the first takes it out.
pub(crate) fn status_filters(ctx: &Ctx<'_>, path: &str) -> Vec<Nav> {
    let now = ctx.choice("status", &STATUSES);
    let mut all = vec![Nav {
        label: ctx.t("site.filter.all").to_owned(),
        href: format!("{path}{}", ctx.query(&[("status", ""), ("page", "")])),
        here: now.is_none(),
    }];
    for status in super::part::ORDER {
        all.push(Nav {
            label: status.word().in_language(ctx.lang()).to_owned(),
            href: format!("{path}{}", ctx.query(&[("status", status.key()), ("page", "")])),
            here: now == Some(status.key()),
        });
    }
    all
}

/// `/goals/`.
pub(crate) fn list(ctx: &Ctx<'_>, form: Form) -> Found {
    let Some(plan) = ctx.plan() else { return Ok(None) };
    let status = ctx.choice("status", &STATUSES).map(class_of);
    let sums = ctx.board.sums();
    let goals = ctx.board.top_goals(plan.id).iter().enumerate();
    let goals = goals.filter(|(_, id)| {
        status.is_none_or(|s| sums.goals.get(id).is_some_and(|found| class(found.rollup.status) == s))
    });
    let goals: Vec<(usize, GoalId)> = goals.map(|(n, id)| (n + 1, *id)).collect();
    if form != Form::Page {
        let mut sheet = Sheet::new(&["goal", "parent", "title", "status", "parts", "url"]);
        for goal in ctx.board.whole.goals.iter().filter(|g| g.plan == plan.id) {
            let Some(summed) = sums.goals.get(&goal.id) else { continue };
            if status.is_some_and(|s| class(summed.rollup.status) != s) {
                continue;
            }
            sheet.row([
                goal.id.get().into(),
                goal.parent.map(GoalId::get).into(),
                goal.title.clone().into(),
                summed.rollup.status.key().into(),
                i64::try_from(summed.parts.len()).unwrap_or(0).into(),
                ctx.goal(goal.id).into(),
            ]);
        }
        return sheet.answer(ctx, form);
    }
    let rows: Vec<GoalRow> =
        goals.into_iter().filter_map(|(n, id)| GoalRow::new(n, ctx.board.whole.goal(id)?, ctx)).collect();
    let path = ctx.here("/goals/");
    let page = List {
        h: ctx.head(ctx.t("site.nav.goals"), "goals", true),
        count: ctx.count(rows.len(), format!("{path}{}#count", ctx.query(&[]))),
        filters: status_filters(ctx, &path),
        goals: rows,
        action: path,
    };
    Ok(Some(rendered(&page)))
}

/// How many have a status: the number between what stands before and behind it (滞后 1; 1 off track).
type Count = (String, Num, String);

#[derive(Template)]
#[template(path = "goal.html")]
struct Goal {
    h: Head,
    up: Vec<Nav>,
    title: String,
    tag: Tag,
    sources: Vec<Nav>,
    /// How many indicators and tasks there are, and of each how many stand where.
    answers: Vec<(Num, Vec<Count>)>,
    strip: Option<Strip>,
    below: Vec<GoalRow>,
    indicators: Vec<IndicatorRow>,
    tasks: Vec<TaskRow>,
    all_tasks: Num,
    /// Tasks given up: counted by themselves.
    dropped: Option<Num>,
    /// Indicators that count, and those whose targets were all given up.
    standing: u32,
    /// Of those, how many stand where.
    split: Vec<Count>,
    ended: Option<u32>,
    how: String,
    method: String,
}

/// The documents and passages in which a thing stands.
pub(crate) fn sources(of: Subject, ctx: &Ctx<'_>) -> Vec<Nav> {
    let mut all: Vec<Nav> = Vec::new();
    for citation in ctx.board.citations(of) {
        let title = ctx.board.whole.source(citation.passage.source);
        let title = title.and_then(|s| s.title.clone().or_else(|| s.name.clone()));
        let nav = Nav::new(title.unwrap_or_else(|| ctx.t("site.source").to_owned()), ctx.passage(citation));
        if all.iter().any(|n| n.href == nav.href) {
            continue;
        }
        // Another passage of a document stands behind the first, and is not called another document.
        match all.iter().rposition(|n| n.label == nav.label) {
            Some(at) => all.insert(at + 1, Nav { here: true, ..nav }),
            None => all.push(nav),
        }
    }
    all
}

/// `/goals/{id}`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str) -> Found {
    let goal = name.parse().ok().and_then(|id| ctx.board.whole.goal(GoalId::new(id)));
    let Some(goal) = goal.filter(|g| Some(g.plan) == ctx.plan) else { return Ok(None) };
    let Some(summed) = ctx.board.sums().goals.get(&goal.id) else { return Ok(None) };
    if form != Form::Page {
        let mut sheet = Sheet::new(&["kind", "id", "name", "status", "url"]);
        for part in &summed.parts {
            let Some((label, url)) = ctx.subject(*part) else { continue };
            let status = match part {
                Subject::Goal(id) => ctx.board.sums().goals.get(id).map(|s| s.rollup.status),
                Subject::Indicator(id) => ctx.board.indicator(*id).map(|w| w.word.judged.status),
                Subject::Task(id) => ctx.board.task(*id).map(|j| j.status),
                _ => None,
            };
            let status = status.map(luoshi_plan::Status::key);
            sheet.row([part.kind().into(), part.number().into(), label.into(), status.into(), url.into()]);
        }
        let mut more = serde_json::Map::new();
        more.insert("goal".into(), goal.id.get().into());
        more.insert("title".into(), goal.title.clone().into());
        more.insert("status".into(), summed.rollup.status.key().into());
        return sheet.answer_with(ctx, form, more);
    }
    let list = ctx.here(&format!("/tasks/?goal={}", goal.id));
    let counts = task_counts(goal.id, ctx);
    let mut answers = Vec::new();
    let here = ctx.goal(goal.id);
    let of_indicators = counted(&summed.rollup, |s| matches!(s, Sort::Indicator(_)));
    for (counts, noun, href) in [
        (of_indicators.clone(), ctx.t("site.unit.indicators"), format!("{here}#indicators")),
        (counts.clone(), ctx.t("site.unit.tasks"), list.clone()),
    ] {
        if counts.all() > 0 {
            let apart = ctx.lang() == Language::En;
            let n = Num { unit: noun.to_owned(), apart, ..ctx.count(counts.all() as usize, href.clone()) };
            // How many stand where, the worst first: that one is off track says nothing of the other six.
            let of = WORST_FIRST.into_iter().filter_map(|status| {
                let n = super::part::of(&counts, status);
                let href = if href == list { format!("{list}&status={}", status.key()) } else { href.clone() };
                let word = status.word();
                // 滞后 1; 1 off track.
                let (before, behind) = match ctx.lang() {
                    Language::Zh => (word.zh, String::new()),
                    Language::En => (String::new(), word.en.to_lowercase()),
                };
                (n > 0).then(|| (before, ctx.count(n as usize, href), behind))
            });
            answers.push((n, of.collect::<Vec<Count>>()));
        }
    }
    let split = if of_indicators.all() > 0 { answers.first().map(|(_, of)| of.clone()) } else { None };
    let mut up = vec![
        Nav::new(ctx.t("site.nav.overview"), ctx.here("/")),
        Nav::new(ctx.t("site.nav.goals"), ctx.here("/goals/")),
    ];
    let mut above = Vec::new();
    let mut parent = goal.parent;
    while let Some(found) = parent.and_then(|p| ctx.board.whole.goal(p)).filter(|_| above.len() < 12) {
        above.push(Nav::new(found.title.clone(), ctx.goal(found.id)));
        parent = found.parent;
    }
    up.extend(above.into_iter().rev());
    let below = ctx.board.goals_of(goal.id).iter().enumerate();
    let below = below.filter_map(|(n, id)| GoalRow::new(n + 1, ctx.board.whole.goal(*id)?, ctx));
    let given_up = |id: &TaskId| ctx.board.task(*id).is_some_and(|j| j.notes.contains(&Note::Dropped));
    let all = within(goal.id, ctx).into_iter().flat_map(|g| ctx.board.tasks_of(g)).copied();
    let (dropped, mut all): (Vec<TaskId>, Vec<TaskId>) = all.partition(given_up);
    let dropped = (!dropped.is_empty()).then(|| ctx.count(dropped.len(), format!("{list}&status=dropped")));
    all.sort_by_key(|id| ctx.board.task(*id).map(|j| urgency(j.status)));
    let page = Goal {
        h: ctx.head(&goal.title, "goals", true),
        up,
        title: goal.title.clone(),
        tag: Tag::new(summed.rollup.status, ctx),
        sources: sources(Subject::Goal(goal.id), ctx),
        answers,
        strip: (counts.all() > 0).then(|| Strip::new(&counts, &list, ctx)),
        below: below.collect(),
        indicators: indicators(ctx.board.indicators_of(goal.id).iter().copied(), ctx),
        tasks: tasks_within(Some(goal.id), all.iter().take(50).copied(), ctx),
        all_tasks: ctx.count(all.len(), list),
        dropped,
        standing: of_indicators.all(),
        split: split.unwrap_or_default(),
        ended: Some(of_indicators.dropped).filter(|n| *n > 0),
        how: how(summed, ctx),
        method: ctx.href("/method/rollup"),
    };
    Ok(Some(rendered(&page)))
}

/// Why a goal has its word: which parts gave it, and of those that are not judged for what reason.
fn how(summed: &luoshi_plan::Summed, ctx: &Ctx<'_>) -> String {
    let worst = summed.rollup.worst.iter().filter_map(|at| summed.parts.get(*at));
    let is_waiting = summed.rollup.status.reason().is_some();
    let said = |part: &Subject| {
        let (name, _) = ctx.subject(*part)?;
        let status = match part {
            Subject::Goal(id) => ctx.board.sums().goals.get(id).map(|s| s.rollup.status),
            Subject::Indicator(id) => ctx.board.indicator(*id).map(|w| w.word.judged.status),
            Subject::Task(id) => ctx.board.task(*id).map(|j| j.status),
            _ => None,
        };
        let why = status.and_then(Status::reason).filter(|_| is_waiting).map(Wait::sentence);
        let Some(why) = why else { return Some(name) };
        let why = why.in_language(ctx.lang()).trim_end_matches(['。', '.']);
        let (first, rest) = why.split_at_checked(1).unwrap_or((why, ""));
        let why = format!("{}{rest}", first.to_lowercase());
        Some(ctx.fill("site.how.rollup.because", &[("name", &name), ("why", &why)]))
    };
    let names: Vec<String> = worst.filter_map(said).take(8).collect();
    if names.is_empty() {
        return ctx.t("site.how.rollup.none").to_owned();
    }
    let names = luoshi_chart::list(&names, ctx.lang());
    if is_waiting {
        return ctx.fill("site.how.rollup.waiting", &[("names", &names)]);
    }
    let word = summed.rollup.status.word();
    ctx.fill("site.how.rollup", &[("names", &names), ("status", word.in_language(ctx.lang()))])
}
