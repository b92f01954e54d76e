//! `/api/v1/`: the same for programs. Names never change with the language; exact values are texts; lists go on at `next`.

use crate::answer::{Answer, JSON, Keep, PROBLEM};
use crate::asked::Asked;
use crate::board::Board;
use crate::pages::Ctx;
use crate::pages::key::{direction_key, due_text, frequency_key, nature_key};
use crate::pages::sheet::json;
use crate::settings::Settings;
use hyper::StatusCode;
use luoshi_page::i18n::{Lang, Words};
use luoshi_plan::{
    Assignment, Date, GoalId, Indicator, IndicatorId, Judged, Note, Part, Reply, Sentence, Step, Subject, Target, Task,
    TaskId,
};
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, StoreError};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json as object};
use std::sync::LazyLock;

static ZH: LazyLock<Words> = LazyLock::new(|| Words::of(Lang::Zh));
static EN: LazyLock<Words> = LazyLock::new(|| Words::of(Lang::En));

/// Things of a list where nothing else is asked for, and at most.
const USUAL: usize = 100;
const MOST: usize = 500;

/// An error in the form of RFC 9457.
pub(crate) fn problem(status: StatusCode, title: &str) -> Answer {
    let body = object!({"status": status.as_u16(), "title": title, "type": "about:blank"});
    Answer::new(PROBLEM, body.to_string()).with(status).keep(Keep::Never)
}

/// The answer to an address below `/api/v1/`.
pub(crate) fn answer(
    rest: &[&str],
    asked: &Asked,
    board: &Board,
    reader: &mut Reader<'_>,
    settings: &Settings,
) -> Result<Answer, StoreError> {
    let words: &'static Words = if asked.field("lang") == Some("en") { &EN } else { &ZH };
    let ctx = Ctx::new(words, board, settings, asked);
    let missing = || problem(StatusCode::NOT_FOUND, "there is no such thing");
    let id = |text: &str| text.parse::<i64>().ok();
    Ok(match rest {
        ["openapi.json"] => Answer::new(JSON, include_str!("../assets/openapi.json")),
        ["tasks"] => match limit(asked) {
            Ok(limit) => tasks(limit, &ctx),
            Err(answer) => answer,
        },
        ["tasks", one] => {
            let found = id(one).and_then(|id| board.whole.task(TaskId::new(id)));
            match found.and_then(|t| Some((t, board.task(t.id)?))) {
                Some((found, judged)) => Answer::new(JSON, json(&task_item(found, judged, &ctx))),
                None => missing(),
            }
        }
        ["indicators"] => match limit(asked) {
            Ok(limit) => indicators(limit, &ctx),
            Err(answer) => answer,
        },
        ["indicators", one] => {
            let found = id(one).and_then(|id| board.whole.indicator(IndicatorId::new(id)));
            match found {
                Some(found) => with_values(found, &ctx, reader)?,
                None => missing(),
            }
        }
        ["goals"] => goals(&ctx),
        ["changes"] => changes(asked, board, reader)?,
        _ => missing(),
    })
}

/// `?limit=`, 1 to 500, and `?after=`, the cursor of the page before.
fn limit(asked: &Asked) -> Result<(usize, i64), Answer> {
    let limit = match asked.field("limit") {
        None => Some(USUAL),
        Some(text) => text.parse().ok().filter(|n| (1..=MOST).contains(n)),
    };
    let after = match asked.field("after") {
        None => Some(0),
        Some(text) => text.parse().ok(),
    };
    limit
        .zip(after)
        .ok_or_else(|| problem(StatusCode::BAD_REQUEST, "limit is 1 to 500; after is the cursor given as next"))
}

/// A list: its things, where it goes on, and the state it is of.
#[derive(Serialize)]
struct Listed<I: Serialize> {
    day: Shown<Date>,
    journal: i64,
    items: I,
    next: Option<String>,
}

fn listed<T: Serialize>(
    items: impl Iterator<Item = T> + Clone,
    next: Option<i64>,
    path: &str,
    limit: usize,
    ctx: &Ctx<'_>,
) -> Answer {
    let next = next.map(|after| format!("/api/v1/{path}?limit={limit}&after={after}"));
    let (day, journal) = (Shown(ctx.board.day), ctx.board.size);
    Answer::new(JSON, json(&Listed { day, journal, items: Each(items), next }))
}

/// Anything that can be shown, as a text: days, exact values.
struct Shown<T>(T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

/// What things do not have in memory but are written from, one after the other.
struct Each<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.clone())
    }
}

/// A passage that a thing stands in.
#[derive(Serialize)]
struct SourceItem<'a> {
    part: Option<&'a str>,
    source: i64,
    spans: &'a [(u32, u32)],
    url: String,
}

/// Where a thing stands: address of each passage.
fn source_items(of: Subject, ctx: &Ctx<'_>) -> impl Serialize {
    Each(ctx.board.citations(of).map(|c| SourceItem {
        part: c.part.as_deref(),
        source: c.passage.source.get(),
        spans: &c.passage.spans,
        url: ctx.passage(c),
    }))
}

fn sources(of: Subject, ctx: &Ctx<'_>) -> Value {
    serde_json::to_value(source_items(of, ctx)).unwrap_or_default()
}

/// Where a thing stands in the plan, and why that is said.
#[derive(Serialize)]
struct JudgedMembers<'a> {
    status: &'static str,
    reason: Option<&'static str>,
    notes: Vec<&'static str>,
    rule: &'a str,
    sentence: &'a str,
}

impl<'a> JudgedMembers<'a> {
    fn of(judged: &'a Judged, why: Option<&'a Sentence>, ctx: &Ctx<'_>) -> Self {
        Self {
            status: judged.status.key(),
            reason: judged.status.reason().map(luoshi_plan::Wait::key),
            notes: judged.notes.iter().map(Note::key).collect(),
            rule: &judged.rule,
            sentence: why.map_or("", |why| why.in_language(ctx.lang())),
        }
    }
}

/// A body's part in a task.
#[derive(Serialize)]
struct AssignmentItem<'a> {
    body: i64,
    name: Option<&'a str>,
    part: &'static str,
    given: Shown<Date>,
    reply: &'static str,
    replied: Option<Shown<Date>>,
}

impl<'a> AssignmentItem<'a> {
    fn of(a: &Assignment, ctx: &Ctx<'a>) -> Self {
        let (reply, on) = match &a.reply {
            Reply::None => ("none", None),
            Reply::Accepted(day) => ("accepted", Some(*day)),
            Reply::Returned(day, _) => ("returned", Some(*day)),
        };
        Self {
            body: a.body.get(),
            name: ctx.board.whole.body(a.body).map(|b| b.name.as_str()),
            part: match a.part {
                Part::Lead => "lead",
                Part::Each => "each",
                Part::Support => "support",
                Part::Oversee => "oversee",
            },
            given: Shown(a.given),
            reply,
            replied: on.map(Shown),
        }
    }
}

#[derive(Serialize)]
struct StepItem<'a> {
    id: i64,
    title: &'a str,
    planned: Shown<Date>,
    done: Option<Shown<Date>>,
}

/// A task with all its parts.
#[derive(Serialize)]
struct TaskItem<'a, A: Serialize, S: Serialize> {
    id: i64,
    goal: i64,
    title: &'a str,
    #[serde(flatten)]
    judged: JudgedMembers<'a>,
    due: String,
    start: Option<Shown<Date>>,
    begun: Option<Shown<Date>>,
    reported: Option<Shown<Date>>,
    verified: Option<Shown<Date>>,
    dropped: Option<Shown<Date>>,
    steps: Vec<StepItem<'a>>,
    assignments: A,
    sources: S,
    url: String,
}

fn task_item<'a>(task: &'a Task, judged: &'a Judged, ctx: &'a Ctx<'_>) -> impl Serialize {
    let step =
        |s: &'a Step| StepItem { id: s.id.get(), title: &s.title, planned: Shown(s.on), done: s.done.map(Shown) };
    TaskItem {
        id: task.id.get(),
        goal: task.goal.get(),
        title: &task.title,
        judged: JudgedMembers::of(judged, ctx.board.why_task(task.id), ctx),
        due: crate::pages::task::due_key(task),
        start: task.start.map(Shown),
        begun: task.begun.map(Shown),
        reported: task.reported.map(Shown),
        verified: task.verified.map(Shown),
        dropped: task.dropped.as_ref().map(|d| Shown(d.on)),
        steps: task.steps.iter().map(step).collect(),
        assignments: Each(ctx.board.assignments(task.id).map(|a| AssignmentItem::of(a, ctx))),
        sources: source_items(Subject::Task(task.id), ctx),
        url: ctx.task(task.id),
    }
}

/// A task with all its parts, as members that others can be put beside.
pub(crate) fn task_members(task: &Task, judged: &Judged, ctx: &Ctx<'_>) -> Map<String, Value> {
    match serde_json::to_value(task_item(task, judged, ctx)) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn tasks((limit, after): (usize, i64), ctx: &Ctx<'_>) -> Answer {
    let all = &ctx.board.whole.tasks;
    let from = all.partition_point(|t| t.id.get() <= after);
    let page = all.get(from..(from + limit).min(all.len())).unwrap_or_default();
    let next = page.last().filter(|_| from + page.len() < all.len()).map(|t| t.id.get());
    let items = page.iter().filter_map(|t| Some(task_item(t, ctx.board.task(t.id)?, ctx)));
    listed(items, next, "tasks", limit, ctx)
}

fn target(target: &Target, ctx: &Ctx<'_>) -> Value {
    object!({
        "id": target.id.get(),
        "territory": target.territory.get(),
        "wanted": crate::pages::data::wanted_key(&target.wanted),
        "value": target.wanted.value().map(|v| v.to_string()),
        "due": due_text(target),
        "base": target.baseline.map(|b| object!({"period": b.period.to_string(), "value": b.value.to_string()})),
        "replaces": target.replaces.map(luoshi_plan::TargetId::get),
        "dropped": target.dropped.as_ref().map(|d| d.on.to_string()),
        "sources": sources(Subject::Target(target.id), ctx),
    })
}

fn indicator(indicator: &Indicator, ctx: &Ctx<'_>) -> Option<Map<String, Value>> {
    let words = ctx.board.indicator(indicator.id)?;
    let mut all = Map::new();
    all.insert("id".into(), indicator.id.get().into());
    all.insert("name".into(), indicator.name.as_str().into());
    all.insert("unit".into(), indicator.unit.as_str().into());
    all.insert("goal".into(), indicator.goal.map(GoalId::get).into());
    all.insert("direction".into(), direction_key(indicator.direction).into());
    all.insert("nature".into(), nature_key(indicator).into());
    all.insert("frequency".into(), frequency_key(indicator.frequency).into());
    all.insert("definition".into(), indicator.definition.as_deref().into());
    all.insert("publisher".into(), indicator.source.as_deref().into());
    let judged = JudgedMembers::of(&words.word.judged, ctx.board.why_indicator(indicator.id), ctx);
    if let Ok(Value::Object(members)) = serde_json::to_value(judged) {
        all.extend(members);
    }
    all.insert("territory".into(), words.word.territory.map(luoshi_plan::TerritoryId::get).into());
    all.insert("target".into(), words.word.target.map(luoshi_plan::TargetId::get).into());
    all.insert("sources".into(), sources(Subject::Indicator(indicator.id), ctx));
    all.insert("url".into(), ctx.indicator(indicator.id).into());
    Some(all)
}

fn indicators((limit, after): (usize, i64), ctx: &Ctx<'_>) -> Answer {
    let all = &ctx.board.whole.indicators;
    let from = all.partition_point(|i| i.id.get() <= after);
    let page = all.get(from..(from + limit).min(all.len())).unwrap_or_default();
    let next = page.last().filter(|_| from + page.len() < all.len()).map(|i| i.id.get());
    listed(page.iter().filter_map(|i| indicator(i, ctx)), next, "indicators", limit, ctx)
}

/// An indicator with its targets and its values, which go from the row into the answer without a stop between.
fn with_values(found: &Indicator, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Answer, StoreError> {
    let Some(mut all) = indicator(found, ctx) else {
        return Ok(problem(StatusCode::NOT_FOUND, "there is no such thing"));
    };
    all.insert("day".into(), ctx.board.day.to_string().into());
    all.insert("journal".into(), ctx.board.size.into());
    all.insert("targets".into(), ctx.board.targets(found.id).map(|t| target(t, ctx)).collect());
    let mut body = json(&Value::Object(all));
    body.pop();
    body.push_str(",\"values\":[");
    let mut first = true;
    plan::each_standing(reader, found.id, At::NOW, |row| {
        if !std::mem::take(&mut first) {
            body.push(',');
        }
        // Words of ours, days and exact values: nothing in them needs an escape. Pieces are pushed, for going through a format
        // takes longer than reading the row.
        let mut number = itoa::Buffer::new();
        for piece in ["{\"territory\":", number.format(row.territory), ",\"period\":\"", row.period, "\",\"value\":"] {
            body.push_str(piece);
        }
        let value = row.value.map_or(["", "null", ""], |value| ["\"", value, "\""]);
        let more = [",\"finality\":\"", row.finality, "\",\"standing\":\"", row.standing, "\",\"revision\":"];
        for piece in value.into_iter().chain(more).chain([number.format(row.revision)]) {
            body.push_str(piece);
        }
        for piece in [",\"published\":\"", row.published, "\",\"source\":"] {
            body.push_str(piece);
        }
        body.push_str(row.source.map_or("null", |source| number.format(source)));
        body.push('}');
        Ok(())
    })?;
    body.push_str("]}");
    Ok(Answer::new(JSON, body))
}

fn goals(ctx: &Ctx<'_>) -> Answer {
    let item = |g: &luoshi_plan::Goal| {
        let summed = ctx.board.sums().goals.get(&g.id)?;
        Some(object!({
            "id": g.id.get(),
            "plan": g.plan.get(),
            "parent": g.parent.map(GoalId::get),
            "title": g.title,
            "status": summed.rollup.status.key(),
            "parts": summed.parts.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "sources": sources(Subject::Goal(g.id), ctx),
            "url": ctx.goal(g.id),
        }))
    };
    listed(ctx.board.whole.goals.iter().filter_map(item), None, "goals", MOST, ctx)
}

/// Entries of the journal from a number on, oldest first.
fn changes(asked: &Asked, board: &Board, reader: &mut Reader<'_>) -> Result<Answer, StoreError> {
    let (limit, after) = match limit(asked) {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let from = if asked.field("after").is_some() { after.saturating_add(1).max(0) } else { 0 };
    let to = from.saturating_add(i64::try_from(limit).unwrap_or(0)).min(board.size);
    let told = luoshi_store::history::between(reader, from, to)?;
    let items: Vec<Value> = told
        .iter()
        .map(
            |t| object!({"number": t.number, "entry": serde_json::from_slice::<Value>(&t.content).unwrap_or_default()}),
        )
        .collect();
    let next = (to < board.size).then(|| format!("/api/v1/changes?limit={limit}&after={}", to - 1));
    let body = object!({"journal": board.size, "items": items, "next": next});
    Ok(Answer::new(JSON, json(&body)))
}
