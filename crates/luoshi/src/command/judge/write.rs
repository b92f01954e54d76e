//! The answer of a case as JSON. Numbers are written as they are, not by way of a float.

use crate::i18n::Words;
use luoshi_plan::method::{Out, Outcome};
use serde_json::Value;

/// `{"id", "result", "why"}`.
pub(super) fn answer(id: Option<&Value>, outcome: &Outcome, words: &Words) -> Vec<u8> {
    let id = id.map_or_else(|| "null".to_owned(), Value::to_string);
    let members: Vec<_> =
        outcome.result.iter().map(|(name, out)| format!("{}:{}", quoted(name), member(out))).collect();
    let why = quoted(outcome.why.in_language(words.plan_language()));
    format!("{{\"id\":{id},\"result\":{{{}}},\"why\":{why}}}", members.join(",")).into_bytes()
}

fn member(out: &Out) -> String {
    match out {
        Out::Number(number) => number.decimal().map_or_else(|| "null".to_owned(), |d| d.to_string()),
        Out::Word(word) => quoted(word),
        Out::List(list) => format!("[{}]", list.iter().map(member).collect::<Vec<_>>().join(",")),
        Out::Nothing => "null".to_owned(),
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
