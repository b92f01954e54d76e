//! `luoshi recognise`: a filter, one text a line in, what was recognised a line out.

use super::filter::{self, Refused};
use crate::args::{Ended, parse_date};
use crate::i18n::Words;
use jiff::civil::Date;
use luoshi_reader::json::write_recognised;
use luoshi_reader::recognise;
use serde_json::Value;
use std::borrow::Cow;

pub(crate) fn run(date: Option<Date>, words: &Words) -> Ended {
    let refuse = |why: String, _| Refused { line: serde_json::json!({ "error": why }).to_string(), why };
    filter::run(words, |line, number| answer(line, date, words).map(Some).map_err(|why| refuse(why, number)), refuse)
}

/// What a line holds, or why it cannot be read.
fn answer(line: &str, date: Option<Date>, words: &Words) -> Result<Vec<u8>, String> {
    let (text, date) = if line.trim_start().starts_with('{') {
        let (text, own) = object(line, words)?;
        (Cow::Owned(text), own.or(date))
    } else {
        (Cow::Borrowed(line), date)
    };
    let mut out = Vec::new();
    write_recognised(&recognise(&text, date), &text, &mut out);
    Ok(out)
}

/// `{"text": …, "date": …}`; other members are somebody else's and let be.
fn object(line: &str, words: &Words) -> Result<(String, Option<Date>), String> {
    let value: Value = serde_json::from_str(line).map_err(|e| words.fill("filter.json", &[("why", &e.to_string())]))?;
    let Some(Value::String(text)) = value.get("text") else { return Err(words.get("recognise.no_text").to_owned()) };
    let date = match value.get("date") {
        None | Some(Value::Null) => None,
        Some(Value::String(day)) => Some(parse_date(day).ok_or_else(|| words.fill("usage.date", &[("value", day)]))?),
        Some(other) => return Err(words.fill("usage.date", &[("value", &other.to_string())])),
    };
    Ok((text.clone(), date))
}
