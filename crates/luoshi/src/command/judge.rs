//! `luoshi judge`: a filter over the rules, one case a line in, what the rule says a line out.

mod inputs;
mod methods;
mod write;

use super::filter::{self, Refused, refused};
use crate::args::Ended;
use crate::i18n::Words;
use inputs::Inputs;
use serde_json::{Map, Value};

pub(crate) fn run(words: &Words) -> Ended {
    let refuse = |why: String, number| refused(None, why, number);
    filter::run(words, |line, number| answer(line, number, words), refuse)
}

/// The answer to a case; none to an empty line.
fn answer(line: &str, number: u64, words: &Words) -> Result<Option<Vec<u8>>, Refused> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let unread = |e: serde_json::Error| refused(None, words.fill("filter.json", &[("why", &e.to_string())]), number);
    let case: Value = serde_json::from_str(line).map_err(unread)?;
    let Value::Object(case) = case else {
        return Err(refused(None, words.fill("judge.object", &[]), number));
    };
    let id = case.get("id");
    let (method, inputs) = parts(&case, words).map_err(|why| refused(id, why, number))?;
    let outcome = methods::judge(method, &Inputs::of(inputs, words)).map_err(|why| refused(id, why, number))?;
    Ok(Some(write::answer(id, &outcome, words)))
}

/// Method and inputs: `{"method", "inputs"}`, or the flat form of a published series with its own names.
fn parts<'a>(case: &'a Map<String, Value>, words: &Words) -> Result<(&'a str, &'a Map<String, Value>), String> {
    match (case.get("method"), case.get("inputs")) {
        (Some(Value::String(method)), Some(Value::Object(inputs))) => Ok((method, inputs)),
        (Some(Value::String(_)), _) => Err(words.get("judge.no_inputs").to_owned()),
        (None, None) if case.contains_key("base_value") => Ok(("open_sdg", case)),
        (Some(_) | None, _) => Err(words.fill("judge.no_method", &[("valid", &methods::NAMES.join(", "))])),
    }
}
