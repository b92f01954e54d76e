//! `/api/v1/`: the same for programs. Names never change with the language; exact values are texts; lists go on at `next`.

use crate::answer::{Answer, JSON, Keep, PROBLEM};
use crate::asked::Asked;
use crate::board::Board;
use crate::pages::Ctx;
use crate::pages::indicator::{direction_key, due_text, frequency_key, nature_key};
use crate::pages::sheet::json;
use crate::pages::wanted::value;
use crate::settings::Settings;
use hyper::StatusCode;
use luoshi_page::i18n::{Lang, Words};
use luoshi_plan::{
    Assignment, Date, GoalId, Indicator, IndicatorId, Judged, Part, Reply, Subject, Target, Task, TaskId,
};
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, StoreError};
use serde_json::{Map, Value, json as object};
use std::fmt::Write as _;
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
                Some((found, judged)) => Answer::new(JSON, json(&Value::Object(task(found, judged, &ctx)))),
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
fn listed(items: &[Value], next: Option<i64>, path: &str, limit: usize, ctx: &Ctx<'_>) -> Answer {
    let next = next.map(|after| format!("/api/v1/{path}?limit={limit}&after={after}"));
    let body = object!({
        "day": ctx.board.day.to_string(),
        "journal": ctx.board.size,
        "items": items,
        "next": next,
    });
    Answer::new(JSON, json(&body))
}

fn day(day: Option<Date>) -> Value {
    day.map_or(Value::Null, |d| d.to_string().into())
}

/// Where a thing stands: address of each passage.
fn sources(of: Subject, ctx: &Ctx<'_>) -> Value {
    ctx.board
        .citations(of)
        .map(|c| {
            object!({
                "source": c.passage.source.get(),
                "spans": c.passage.spans.iter().map(|(a, b)| object!([a, b])).collect::<Vec<_>>(),
                "part": c.part,
                "url": ctx.passage(c),
            })
        })
        .collect()
}

fn judged_members(judged: &Judged, unit: &str, ctx: &Ctx<'_>, into: &mut Map<String, Value>) {
    into.insert("status".into(), judged.status.key().into());
    into.insert("reason".into(), judged.status.reason().map(luoshi_plan::Wait::key).into());
    into.insert("notes".into(), judged.notes.iter().map(|n| Value::from(n.key())).collect());
    into.insert("rule".into(), (*judged.rule).into());
    into.insert("sentence".into(), judged.sentence(unit).in_language(ctx.lang()).into());
}

fn assignment(a: &Assignment, ctx: &Ctx<'_>) -> Value {
    let (reply, on) = match &a.reply {
        Reply::None => ("none", None),
        Reply::Accepted(day) => ("accepted", Some(*day)),
        Reply::Returned(day, _) => ("returned", Some(*day)),
    };
    let part = match a.part {
        Part::Lead => "lead",
        Part::Each => "each",
        Part::Support => "support",
        Part::Oversee => "oversee",
    };
    object!({
        "body": a.body.get(),
        "name": ctx.board.whole.body(a.body).map(|b| b.name.as_str()),
        "part": part,
        "given": a.given.to_string(),
        "reply": reply,
        "replied": day(on),
    })
}

/// A task with all its parts.
pub(crate) fn task(task: &Task, judged: &Judged, ctx: &Ctx<'_>) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert("id".into(), task.id.get().into());
    all.insert("goal".into(), task.goal.get().into());
    all.insert("title".into(), task.title.as_str().into());
    judged_members(judged, "", ctx, &mut all);
    all.insert("due".into(), crate::pages::task::due_key(task).into());
    for (name, on) in
        [("start", task.start), ("begun", task.begun), ("reported", task.reported), ("verified", task.verified)]
    {
        all.insert(name.into(), day(on));
    }
    all.insert("dropped".into(), day(task.dropped.as_ref().map(|d| d.on)));
    let steps = task
        .steps
        .iter()
        .map(|s| object!({"id": s.id.get(), "title": s.title, "planned": s.on.to_string(), "done": day(s.done)}));
    all.insert("steps".into(), steps.collect());
    all.insert("assignments".into(), ctx.board.assignments(task.id).map(|a| assignment(a, ctx)).collect());
    all.insert("sources".into(), sources(Subject::Task(task.id), ctx));
    all.insert("url".into(), ctx.task(task.id).into());
    all
}

fn tasks((limit, after): (usize, i64), ctx: &Ctx<'_>) -> Answer {
    let all = &ctx.board.whole.tasks;
    let from = all.partition_point(|t| t.id.get() <= after);
    let page: Vec<&Task> = all.iter().skip(from).take(limit).collect();
    let next = page.last().filter(|_| from + page.len() < all.len()).map(|t| t.id.get());
    let item = |t: &&Task| Some(Value::Object(task(t, ctx.board.task(t.id)?, ctx)));
    listed(&page.iter().filter_map(item).collect::<Vec<_>>(), next, "tasks", limit, ctx)
}

fn target(target: &Target, ctx: &Ctx<'_>) -> Value {
    object!({
        "id": target.id.get(),
        "territory": target.territory.get(),
        "wanted": crate::pages::data::wanted_key(&target.wanted),
        "value": value(&target.wanted).map(|v| v.to_string()),
        "due": due_text(target),
        "base": target.baseline.map(|b| object!({"period": b.period.to_string(), "value": b.value.to_string()})),
        "replaces": target.replaces.map(luoshi_plan::TargetId::get),
        "dropped": day(target.dropped.as_ref().map(|d| d.on)),
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
    judged_members(&words.word.judged, &indicator.unit, ctx, &mut all);
    all.insert("territory".into(), words.word.territory.map(luoshi_plan::TerritoryId::get).into());
    all.insert("target".into(), words.word.target.map(luoshi_plan::TargetId::get).into());
    all.insert("sources".into(), sources(Subject::Indicator(indicator.id), ctx));
    all.insert("url".into(), ctx.indicator(indicator.id).into());
    Some(all)
}

fn indicators((limit, after): (usize, i64), ctx: &Ctx<'_>) -> Answer {
    let all = &ctx.board.whole.indicators;
    let from = all.partition_point(|i| i.id.get() <= after);
    let page: Vec<&Indicator> = all.iter().skip(from).take(limit).collect();
    let next = page.last().filter(|_| from + page.len() < all.len()).map(|i| i.id.get());
    let items = page.iter().filter_map(|i| indicator(i, ctx)).map(Value::Object);
    listed(&items.collect::<Vec<_>>(), next, "indicators", limit, ctx)
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
        // Words of ours, days and exact values: nothing in them needs an escape. Writing into memory cannot fail.
        let _ = write!(body, "{{\"territory\":{},\"period\":\"{}\",\"value\":", row.territory, row.period);
        match row.value {
            Some(value) => {
                let _ = write!(body, "\"{value}\"");
            }
            None => body.push_str("null"),
        }
        let _ = write!(
            body,
            ",\"finality\":\"{}\",\"standing\":\"{}\",\"revision\":{},\"published\":\"{}\",\"source\":",
            row.finality, row.standing, row.revision, row.published
        );
        match row.source {
            Some(source) => {
                let _ = write!(body, "{source}}}");
            }
            None => body.push_str("null}"),
        }
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
    let items: Vec<Value> = ctx.board.whole.goals.iter().filter_map(item).collect();
    listed(&items, None, "goals", MOST, ctx)
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
