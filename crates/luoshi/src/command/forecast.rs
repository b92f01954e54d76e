//! `luoshi forecast`: a filter, one yearly series a line in, the years ahead a line out.

mod asked;
mod write;

use super::filter::{self, Refused, refused};
use crate::args::Ended;
use crate::i18n::Words;
use asked::Asked;
use luoshi_plan::forecast::{NoForecast, forecast};
use serde_json::Value;

pub(crate) fn run(words: &Words) -> Ended {
    filter::run(words, |line, number| answer(line, number, words), |why, number| refused(None, why, number))
}

/// The years ahead of a series; nothing for an empty line.
fn answer(line: &str, number: u64, words: &Words) -> Result<Option<Vec<u8>>, Refused> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let unread = |e: serde_json::Error| refused(None, words.fill("filter.json", &[("why", &e.to_string())]), number);
    let Value::Object(members) = serde_json::from_str(line).map_err(unread)? else {
        return Err(refused(None, words.get("forecast.object").to_owned(), number));
    };
    let id = members.get("id");
    let asked = Asked::of(&members, words).map_err(|why| refused(id, why, number))?;
    let ahead = forecast(&asked.series, asked.until, asked.limits).map_err(|e| refused(id, why(e, words), number))?;
    Ok(Some(write::answer(id, &ahead, asked.goal, words)))
}

fn why(error: NoForecast, words: &Words) -> String {
    match error {
        NoForecast::NotAhead { asked, last } => {
            words.fill("forecast.not_ahead", &[("asked", &asked.to_string()), ("last", &last.to_string())])
        }
        NoForecast::TooFar { asked, last } => {
            words.fill("forecast.too_far", &[("asked", &asked.to_string()), ("last", &last.to_string())])
        }
        NoForecast::Beyond(year) => words.fill("forecast.beyond", &[("year", &year.to_string())]),
        NoForecast::NoRoom => words.get("forecast.no_room").to_owned(),
    }
}
