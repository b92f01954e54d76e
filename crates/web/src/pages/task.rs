//! P4: who does what by when, and what shows it.

use super::ctx::{Head, Nav, number};
use super::goal::{STATUSES, class_of, sources, status_filters};
use super::paged::{Paged, ROWS, paged};
use super::part::{Num, Strip, Tag, class};
use super::row::{TaskRow, due, late, leads, tasks, tasks_within, was_late};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::order::due_day;
use crate::site::Form;
use askama::Template;
use luoshi_plan::{Date, Due, GoalId, Note, Part, Reply, Sort, Subject, Task, TaskId};

#[derive(Template)]
#[template(path = "tasks.html")]
struct List {
    h: Head,
    tasks: Vec<TaskRow>,
    count: Num,
    body: Option<OfBody>,
    filters: Vec<Nav>,
    paged: Paged,
    strip: Option<Strip>,
    q: String,
    action: String,
    status: String,
    goal: String,
    goals: Vec<(String, String, bool)>,
}

/// The body whose tasks are shown.
struct OfBody {
    key: String,
    name: String,
    /// Which part it has in them, where that was asked for.
    part: String,
    /// The list without it.
    off: String,
}

impl OfBody {
    fn of(ctx: &Ctx<'_>, path: &str) -> Option<Self> {
        let key = ctx.asked.field("body")?;
        let body = ctx.board.whole.body(luoshi_plan::BodyId::new(number(key, "b")?))?;
        Some(Self {
            key: key.to_owned(),
            name: body.name.clone(),
            part: ctx.choice("part", &["lead", "support"]).unwrap_or_default().to_owned(),
            off: format!("{path}{}", ctx.query(&[("body", ""), ("part", ""), ("page", "")])),
        })
    }
}

/// The tasks that the query asks for, in the order that it asks for.
pub(crate) fn wanted<'a>(ctx: &Ctx<'a>) -> Vec<&'a Task> {
    let status = ctx.choice("status", &STATUSES);
    let q = ctx.asked.field("q").unwrap_or_default();
    let goals =
        ctx.asked.field("goal").and_then(|g| g.parse().ok()).map(|g| super::overview::within(GoalId::new(g), ctx));
    let body = ctx.asked.field("body").and_then(|b| number(b, "b"));
    let plan = ctx.plan().map(|p| p.id);
    let board = ctx.board;
    let part = ctx.choice("part", &["lead", "support"]);
    let has_part = |p: Part| match part {
        Some("lead") => matches!(p, Part::Lead | Part::Each),
        Some(_) => matches!(p, Part::Support | Part::Oversee),
        None => true,
    };
    let keep = |t: &&Task| {
        let judged = board.task(t.id);
        // What was given up is listed by itself, and counted nowhere else.
        let dropped = judged.is_some_and(|j| j.notes.contains(&Note::Dropped));
        let of_plan = board.whole.goal(t.goal).map(|g| g.plan);
        of_plan == plan
            && goals.as_ref().is_none_or(|g| g.contains(&t.goal))
            && (q.is_empty() || t.title.contains(q))
            && match status {
                Some("dropped") => dropped,
                Some(s) => !dropped && judged.is_some_and(|j| class(j.status) == class_of(s)),
                None => !dropped,
            }
            && body.is_none_or(|b| board.assignments(t.id).any(|a| a.body.get() == b && has_part(a.part)))
    };
    let sort = ctx.choice("sort", &["due", "plan"]);
    if sort.is_none() {
        return board.urgent_tasks().iter().filter_map(|id| board.whole.task(*id)).filter(keep).collect();
    }
    let mut all: Vec<&Task> = board.whole.tasks.iter().filter(keep).collect();
    if sort == Some("due") {
        all.sort_by_key(|t| (due_day(t), t.id));
    }
    all
}

/// `/tasks/`.
pub(crate) fn list(ctx: &Ctx<'_>, form: Form) -> Found {
    let Some(plan) = ctx.plan() else { return Ok(None) };
    let all = wanted(ctx);
    if form != Form::Page {
        let mut sheet = Sheet::new(&[
            "task",
            "goal",
            "title",
            "status",
            "reason",
            "start",
            "due",
            "begun",
            "reported",
            "verified",
            "steps",
            "steps_done",
            "lead",
            "url",
        ]);
        for task in all {
            let Some(judged) = ctx.board.task(task.id) else { continue };
            let day = |d: Option<Date>| d.map(|d| d.to_string());
            let done = task.steps.iter().filter(|s| s.done.is_some()).count();
            let lead: Vec<String> = leads(task.id, ctx).into_iter().map(|n| n.label).collect();
            sheet.row([
                task.id.get().into(),
                task.goal.get().into(),
                task.title.clone().into(),
                judged.status.key().into(),
                judged.status.reason().map(luoshi_plan::Wait::key).into(),
                day(task.start).into(),
                due_key(task).into(),
                day(task.begun).into(),
                day(task.reported).into(),
                day(task.verified).into(),
                i64::try_from(task.steps.len()).unwrap_or(0).into(),
                i64::try_from(done).unwrap_or(0).into(),
                lead.join("、").into(),
                ctx.task(task.id).into(),
            ]);
        }
        return sheet.answer(ctx, form);
    }
    let path = ctx.here("/tasks/");
    let paged = paged(all.len(), &path, ctx);
    let goal = ctx.asked.field("goal").unwrap_or_default().to_owned();
    let goals = ctx.board.top_goals(plan.id).iter().filter_map(|id| ctx.board.whole.goal(*id));
    let judged = all.iter().filter_map(|t| ctx.board.task(t.id));
    let counts = luoshi_plan::Counts::of(judged.map(|j| luoshi_plan::RollupPart::of(Sort::Task, j)));
    let page = List {
        h: ctx.head(ctx.t("site.nav.tasks"), "tasks", true),
        tasks: tasks(all.iter().skip(paged.from).take(ROWS).map(|t| t.id), ctx),
        count: ctx.count(all.len(), format!("{path}{}#count", ctx.query(&[]))),
        body: OfBody::of(ctx, &path),
        filters: {
            let mut filters = status_filters(ctx, &path);
            filters.push(Nav {
                label: ctx.t("site.dropped").to_owned(),
                href: format!("{path}{}", ctx.query(&[("status", "dropped"), ("page", "")])),
                here: ctx.choice("status", &["dropped"]).is_some(),
            });
            filters
        },
        strip: (counts.all() > 0)
            .then(|| Strip::new(&counts, &format!("{path}{}", ctx.query(&[("status", ""), ("page", "")])), ctx)),
        paged,
        q: ctx.asked.field("q").unwrap_or_default().to_owned(),
        status: ctx.choice("status", &STATUSES).unwrap_or_default().to_owned(),
        goals: goals.map(|g| (g.id.to_string(), g.title.clone(), g.id.to_string() == goal)).collect(),
        goal,
        action: path,
    };
    Ok(Some(rendered(&page)))
}

pub(crate) fn due_key(task: &Task) -> String {
    match task.due {
        Due::On(day) => day.to_string(),
        Due::Never => "never".to_owned(),
        Due::Unstated => "unstated".to_owned(),
    }
}

struct StepRow {
    title: String,
    planned: String,
    done: String,
    late: bool,
}

struct Duty {
    part: &'static str,
    body: Nav,
    reply: String,
}

#[derive(Template)]
#[template(path = "task.html")]
struct Page {
    h: Head,
    up: Vec<Nav>,
    title: String,
    tag: Tag,
    due: String,
    late: String,
    was_late: String,
    /// When and by which document it was given up.
    given_up: String,
    dates: Vec<(&'static str, String)>,
    steps: Vec<StepRow>,
    duties: Vec<Duty>,
    sources: Vec<Nav>,
    sentence: String,
    terms: Vec<(String, String)>,
    method: String,
    others: Vec<TaskRow>,
}

/// `/tasks/t{id}`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str) -> Found {
    let found = number(name, "t").and_then(|id| ctx.board.whole.task(TaskId::new(id)));
    let Some((task, judged)) = found.and_then(|t| Some((t, ctx.board.task(t.id)?))) else { return Ok(None) };
    let goal = ctx.board.whole.goal(task.goal);
    if goal.map(|g| g.plan) != ctx.plan {
        return Ok(None);
    }
    if form != Form::Page {
        let mut sheet = Sheet::new(&["step", "title", "planned", "done"]);
        for step in &task.steps {
            let done = step.done.map(|d| d.to_string());
            sheet.row([step.id.get().into(), step.title.clone().into(), step.on.to_string().into(), done.into()]);
        }
        return sheet.answer_with(ctx, form, crate::api::task_members(task, judged, ctx));
    }
    let mut up = vec![Nav::new(ctx.t("site.nav.overview"), ctx.here("/"))];
    up.extend(goal.map(|g| Nav::new(g.title.clone(), ctx.goal(g.id))));
    up.push(Nav::new(ctx.t("site.nav.tasks"), ctx.here("/tasks/")));
    let dates = [
        (ctx.t("site.date.start"), task.start),
        (ctx.t("site.date.begun"), task.begun),
        (ctx.t("site.date.reported"), task.reported),
        (ctx.t("site.date.verified"), task.verified),
    ];
    let day = ctx.board.day;
    let steps = task.steps.iter().map(|s| StepRow {
        title: s.title.clone(),
        planned: ctx.day(s.on),
        done: s.done.map(|d| ctx.day(d)).unwrap_or_default(),
        late: s.on < day && s.done.is_none_or(|d| d > s.on),
    });
    let mut assigned: Vec<_> = ctx.board.assignments(task.id).collect();
    assigned.sort_by_key(|a| (a.part, a.id));
    let duties = assigned.into_iter().filter_map(|a| {
        let body = ctx.board.whole.body(a.body)?;
        Some(Duty {
            part: match a.part {
                Part::Lead => ctx.t("site.part.lead"),
                Part::Each => ctx.t("site.part.each"),
                Part::Support => ctx.t("site.part.support"),
                Part::Oversee => ctx.t("site.part.oversee"),
            },
            body: Nav::new(body.name.clone(), ctx.body(a.body)),
            reply: match &a.reply {
                Reply::None => ctx.t("site.reply.none").to_owned(),
                Reply::Accepted(day) => ctx.fill("site.reply.accepted", &[("day", &ctx.day(*day))]),
                Reply::Returned(day, reason) => {
                    ctx.fill("site.reply.returned", &[("day", &ctx.day(*day)), ("reason", reason)])
                }
            },
        })
    });
    let named = judged.arithmetic.terms.iter().map(|(name, _)| *name);
    let terms = named.filter_map(|name| super::term::term_said(name, &judged.arithmetic.told(name)?, "", None, ctx));
    let others = ctx.board.tasks_of(task.goal).iter().copied().filter(|id| *id != task.id).take(8);
    let page = Page {
        h: ctx.head(&task.title, "tasks", true),
        up,
        title: task.title.clone(),
        tag: ctx.tag(judged),
        due: due(task, ctx),
        late: late(task, judged, ctx),
        was_late: was_late(judged, ctx),
        given_up: task.dropped.as_ref().map_or_else(String::new, |act| {
            ctx.fill(
                "site.target.dropped",
                &[("day", &ctx.day(act.on)), ("document", &super::part::within_book(&act.document))],
            )
        }),
        dates: dates.into_iter().filter_map(|(label, d)| Some((label, ctx.day(d?)))).collect(),
        steps: steps.collect(),
        duties: duties.collect(),
        sources: sources(Subject::Task(task.id), ctx),
        sentence: judged.sentence("").in_language(ctx.lang()).to_owned(),
        terms: terms.collect(),
        method: ctx.href("/method/status"),
        others: tasks_within(Some(task.goal), others, ctx),
    };
    Ok(Some(rendered(&page)))
}
