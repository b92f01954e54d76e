//! `luoshi deadline`: a filter, a time limit a line in, the day it falls due and how it was counted a line out.

use super::filter::{self, Refused, refused};
use crate::args::{Ended, parse_date};
use crate::i18n::Words;
use jiff::civil::Date;
use luoshi_plan::Due;
use luoshi_plan::deadline::{Calendar, Counted, Day, Deadline, Limit, NoDeadline};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::path::Path;

/// The members that say how long; a line has one of them.
const LIMITS: [&str; 7] = ["on", "working_days", "days", "months", "within_year", "event", "continuing"];

pub(crate) fn run(over: Option<&Path>, words: &Words) -> Ended {
    let calendar = match over.map(|path| calendar(path, words)).transpose() {
        Ok(over) => over.map_or(Cow::Borrowed(Calendar::cn()), Cow::Owned),
        Err(why) => {
            crate::output::say(&format!("luoshi: {why}"));
            return Ended::Misused;
        }
    };
    let answer = |line: &str, number| answer(line, number, &calendar, words);
    filter::run(words, answer, |why, number| refused(None, why, number))
}

/// The common calendar, and over it the one in a file.
fn calendar(path: &Path, words: &Words) -> Result<Calendar, String> {
    let shown = crate::terminal::inert(&path.display().to_string());
    let text = std::fs::read_to_string(path).map_err(|e| format!("{shown}: {}", crate::input::system(&e, words)))?;
    Calendar::cn().with(&text).map_err(|e| {
        let (line, text) = (e.line.to_string(), crate::terminal::inert(&e.text));
        words.fill(
            "deadline.calendar",
            &[("path", &shown), ("line", &line), ("text", &text), ("mend", e.mend.in_language(words.plan_language()))],
        )
    })
}

fn answer(line: &str, number: u64, calendar: &Calendar, words: &Words) -> Result<Option<Vec<u8>>, Refused> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let unread = |e: serde_json::Error| refused(None, words.fill("filter.json", &[("why", &e.to_string())]), number);
    let Value::Object(members) = serde_json::from_str(line).map_err(unread)? else {
        return Err(refused(None, words.get("deadline.object").to_owned(), number));
    };
    let id = members.get("id");
    let deadline = asked(&members, words).map_err(|why| refused(id, why, number))?;
    let counted = deadline.count(calendar).map_err(|e| {
        let key = match e {
            NoDeadline::NotReceived => "deadline.not_received",
            NoDeadline::Beyond => "deadline.beyond",
        };
        refused(id, words.get(key).to_owned(), number)
    })?;
    Ok(Some(written(id, &counted, words)))
}

/// The limit that a line names.
fn asked(members: &Map<String, Value>, words: &Words) -> Result<Deadline, String> {
    let get = |name: &str| members.get(name).filter(|value| !value.is_null());
    let wrong = |name: &str, wanted: &str| {
        let given = get(name).map_or_else(|| "—".to_owned(), Value::to_string);
        words.fill("judge.member", &[("name", name), ("given", &given), ("wanted", words.get(wanted))])
    };
    let day = |name: &str| match get(name) {
        None => Ok(None),
        Some(Value::String(text)) => parse_date(text).map(Some).ok_or_else(|| wrong(name, "judge.day")),
        Some(_) => Err(wrong(name, "judge.day")),
    };
    let named: Vec<&str> = LIMITS.into_iter().filter(|name| get(name).is_some()).collect();
    let &[name] = named.as_slice() else {
        return Err(words.fill("deadline.limit", &[("valid", &LIMITS.join(", "))]));
    };
    let number = || {
        let number = get(name).and_then(Value::as_u64).and_then(|n| u16::try_from(n).ok());
        number.ok_or_else(|| wrong(name, "deadline.number"))
    };
    let limit = match name {
        "on" => Limit::On(day(name)?.ok_or_else(|| wrong(name, "judge.day"))?),
        "working_days" => Limit::WorkingDays(number()?),
        "days" => Limit::Days(number()?),
        "months" => Limit::Months(number()?),
        "event" => {
            let what = get(name).and_then(Value::as_str).ok_or_else(|| wrong(name, "deadline.text"))?;
            Limit::Event { what: what.to_owned(), came: day("came")? }
        }
        _ if get(name) != Some(&Value::Bool(true)) => return Err(wrong(name, "deadline.true")),
        "within_year" => Limit::WithinYear,
        _ => Limit::Continuing,
    };
    Ok(Deadline { received: day("received")?, limit })
}

/// `{"id", "due", "estimated", "from", "ended", "skipped", "made_up", "moved", "papers", "why"}`.
fn written(id: Option<&Value>, counted: &Counted<'_>, words: &Words) -> Vec<u8> {
    let due: Option<Date> = match counted.due {
        Due::On(day) => Some(day),
        Due::Never | Due::Unstated => None,
    };
    let text = |day: Option<Date>| json!(day.map(|day| day.to_string()));
    let days = |days: &[Day<'_>]| -> Value {
        days.iter().map(|day| json!({ "date": day.date.to_string(), "name": day.name })).collect()
    };
    let papers: Value = counted
        .papers
        .iter()
        .map(|p| json!({ "number": p.number, "date": p.date.to_string(), "address": p.address }))
        .collect();
    let members = [
        ("id", json!(id)),
        ("due", text(due)),
        ("estimated", json!(counted.estimated)),
        ("from", text(counted.from)),
        ("ended", text(counted.ended)),
        ("skipped", days(&counted.skipped)),
        ("made_up", days(&counted.made_up)),
        ("moved", days(&counted.moved)),
        ("papers", papers),
        ("why", json!(counted.why().in_language(words.plan_language()))),
    ];
    let members: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(",")).into_bytes()
}
