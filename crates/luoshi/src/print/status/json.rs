//! `luoshi.status/1`: a plan judged, for programs. Numbers are texts, as they were computed.

use super::Shown;
use super::rows::{Row, Word, detail, number, term, wanted};
use luoshi_plan::method::{Out, Outcome};
use luoshi_plan::{Counts, Direction, Nature, Note, Rollup, Sort, Subject};
use serde_json::{Map, Value, json};

/// The published form.
pub(crate) const SCHEMA: &str = include_str!("../../../schema/status.json");

pub(super) fn print(shown: &Shown<'_>, rows: &[Row<'_>]) -> Vec<u8> {
    let lights = &shown.whole.lights;
    let of = |kind: &str| -> Vec<Value> {
        rows.iter().filter(|row| row.of.kind() == kind).map(|row| object(shown, row)).collect()
    };
    let whole = json!({
        "schema": "luoshi.status/1",
        "date": shown.judged.day.to_string(),
        "recorded_by": shown.recorded_by.map(|day| day.to_string()),
        "entries": shown.entries,
        "rule": {
            "name": &*lights.name,
            "since": lights.since.to_string(),
            "document": lights.document,
            "warn": lights.warn.to_string(),
            "bad": lights.bad.to_string(),
        },
        "method": shown.method,
        "plans": of("plan"),
        "goals": of("goal"),
        "indicators": of("indicator"),
        "targets": of("target"),
        "tasks": of("task"),
        "territories": of("territory"),
        "bodies": of("body"),
    });
    let mut out = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    out.push(b'\n');
    out
}

fn id(kind: &str, number: Option<i64>) -> Value {
    number.map_or(Value::Null, |n| Value::from(format!("{kind}/{n}")))
}

fn object(shown: &Shown<'_>, row: &Row<'_>) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("id", Value::from(row.of.to_string()));
    let name = if matches!(row.of, Subject::Plan(_) | Subject::Goal(_) | Subject::Task(_)) { "title" } else { "name" };
    put(name, Value::from(row.name));
    if row.plan.is_some() && !matches!(row.of, Subject::Plan(_)) {
        put("plan", id("plan", row.plan));
        let above = if matches!(row.of, Subject::Goal(_)) { "parent" } else { "goal" };
        put(above, id("goal", row.goal.map(luoshi_plan::GoalId::get)));
    }
    match row.of {
        Subject::Plan(plan) => {
            put("period", shown.whole.plan(plan).map_or(Value::Null, |p| Value::from(p.period.to_string())));
        }
        Subject::Indicator(indicator) => {
            if let Some(indicator) = shown.whole.indicator(indicator) {
                put("unit", Value::from(indicator.unit.as_str()));
                put("direction", Value::from(direction(indicator.direction)));
                put("nature", Value::from(nature(indicator.nature)));
            }
            put("territory", row.territory.map_or(Value::Null, Value::from));
            put("target", id("target", row.target.map(|t| t.id.get())));
        }
        Subject::Target(target) => {
            put("indicator", row.target.map_or(Value::Null, |t| id("indicator", Some(t.indicator.get()))));
            put("territory", row.territory.map_or(Value::Null, Value::from));
            put("unit", Value::from(row.unit));
            if let Some(target) = shown.whole.target(target) {
                let (word, value, high) = wanted(&target.wanted);
                let (term, when) = term(target.term);
                put("wanted", Value::from(word));
                put("value", value.map_or(Value::Null, |v| Value::from(v.to_string())));
                put("high", high.map_or(Value::Null, |v| Value::from(v.to_string())));
                put("term", Value::from(term));
                put("when", Value::from(when));
            }
        }
        Subject::Task(_) => put("leads", Value::from(row.leads.clone())),
        _ => {}
    }
    if matches!(row.of, Subject::Indicator(_) | Subject::Target(_) | Subject::Task(_)) {
        put("due", row.due.clone().map_or(Value::Null, Value::from));
    }
    let status = row.status();
    put("status", Value::from(status.key()));
    put("reason", status.reason().map_or(Value::Null, |why| Value::from(why.key())));
    match &row.word {
        Word::Judged(judged) => {
            let found = |wanted: &str| row.notes().iter().find(|n| n.key() == wanted);
            put("changed", found("changed").and_then(detail).map_or(Value::Null, Value::from));
            put("dropped", Value::from(found("dropped").is_some()));
            put("exceeded_by", found("exceeded_by").and_then(detail).map_or(Value::Null, Value::from));
            let late = row.notes().iter().find_map(|n| if let Note::LateBy(days) = n { Some(*days) } else { None });
            put("late_by", late.map_or(Value::Null, Value::from));
            let notes = row.notes().iter().map(|n| json!({"key": n.key(), "value": detail(n)}));
            put("notes", notes.collect());
            put("rule", Value::from(&*judged.rule));
            put("rule_since", Value::from(judged.rule_since.to_string()));
            put("arithmetic", Value::from(judged.arithmetic.kind.key()));
            let terms =
                judged.arithmetic.terms.iter().map(|(name, term)| ((*name).to_owned(), Value::from(term.text())));
            put("inputs", Value::Object(terms.collect()));
            put("from", judged.from.iter().map(|id| Value::from(Subject::Observation(*id).to_string())).collect());
        }
        Word::Summed(summed) => {
            put("counts", counts(&summed.rollup));
            let worst = summed.rollup.worst.iter().filter_map(|at| summed.parts.get(*at));
            put("worst", worst.map(|part| Value::from(part.to_string())).collect());
            put("done", summed.rollup.done.map_or(Value::Null, |share| Value::from(number(share))));
            put("judged", summed.rollup.judged.map_or(Value::Null, |share| Value::from(number(share))));
            put("rule", Value::from(&*shown.whole.lights.name));
            put("rule_since", Value::from(shown.whole.lights.since.to_string()));
        }
    }
    put("sentence", Value::from(row.sentence().in_language(shown.words.plan_language())));
    if let (Some(method), Subject::Indicator(_)) = (shown.method, row.of) {
        put("method", row.said.map_or(Value::Null, |said| asked(shown, method, said)));
    }
    Value::Object(out)
}

fn asked(shown: &Shown<'_>, method: &str, said: &Outcome) -> Value {
    let result = said.result.iter().map(|(name, out)| ((*name).to_owned(), member(out)));
    json!({
        "name": method,
        "result": Value::Object(result.collect()),
        "why": said.why.in_language(shown.words.plan_language()),
    })
}

pub(super) fn member(out: &Out) -> Value {
    match out {
        Out::Number(number) => number.decimal().map_or(Value::Null, |d| Value::from(d.to_string())),
        Out::Word(word) => Value::from(*word),
        Out::List(all) => all.iter().map(member).collect(),
        Out::Nothing => Value::Null,
    }
}

fn counts(rollup: &Rollup) -> Value {
    let one = |(sort, counts): (&Sort, &Counts)| {
        let name = match sort {
            Sort::Task => "tasks".to_owned(),
            Sort::Goal => "goals".to_owned(),
            Sort::Indicator(of) => format!("{}_indicators", nature(*of)),
        };
        let wait: Map<String, Value> =
            counts.wait.iter().map(|(why, n)| (why.key().to_owned(), Value::from(*n))).collect();
        let all = json!({
            "all": counts.all(),
            "done": counts.done,
            "ok": counts.ok,
            "warn": counts.warn,
            "bad": counts.bad,
            "wait": wait,
            "not_started": counts.not_started,
            "dropped": counts.dropped,
        });
        (name, all)
    };
    Value::Object(rollup.counts.iter().map(one).collect())
}

pub(super) fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Binding => "binding",
        Nature::Expected => "expected",
        Nature::Unstated => "unstated",
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Hold => "hold",
    }
}
