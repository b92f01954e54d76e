//! `luoshi recognise`: a filter, one text a line in, what was recognised a line out.

use super::unwritten;
use crate::args::{Ended, parse_date};
use crate::i18n::Words;
use crate::input::system;
use crate::output::say;
use jiff::civil::Date;
use luoshi_reader::json::write_recognised;
use luoshi_reader::recognise;
use serde_json::Value;
use std::borrow::Cow;
use std::io::{self, BufRead, Read as _, Write as _};
use std::panic::catch_unwind;

/// Longest line taken: the input may have no line ends at all.
const LIMIT: u64 = 64 << 20;

pub(crate) fn run(date: Option<Date>, words: &Words) -> Ended {
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut ended = Ended::Done;
    let mut line = Vec::new();
    let mut out = Vec::new();
    for number in 1u64.. {
        line.clear();
        match next(&mut input, &mut line) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                say(&format!("luoshi: -: {}", system(&error, words)));
                ended = Ended::Faults;
                break;
            }
        }
        out.clear();
        // As in `read`: should a text make the reader panic, that text is lost and the filter goes on.
        let answer = catch_unwind(|| {
            let mut out = Vec::new();
            answer(&line, date, words, &mut out).map(|()| out)
        });
        match answer.unwrap_or_else(|_| Err(words.get("error.panic").to_owned())) {
            Ok(mut answer) => out.append(&mut answer),
            Err(why) => {
                ended = Ended::Faults;
                say(&format!("luoshi: {}", words.fill("recognise.line", &[("n", &number.to_string()), ("why", &why)])));
                out.extend_from_slice(serde_json::json!({ "error": why }).to_string().as_bytes());
            }
        }
        out.push(b'\n');
        // Whoever waits for the answer before sending the next line gets it; a file in a pipe is not slowed down.
        let waited_for = input.buffer().is_empty();
        let written = output.write_all(&out).and_then(|()| if waited_for { output.flush() } else { Ok(()) });
        if let Err(error) = written {
            return unwritten(&error, "-", words);
        }
    }
    match output.flush() {
        Ok(()) => ended,
        Err(error) => unwritten(&error, "-", words),
    }
}

/// Reads a line without its end; of a line beyond [`LIMIT`] only so much, the rest is passed over.
fn next(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    if input.by_ref().take(LIMIT + 1).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    } else if line.len() as u64 > LIMIT {
        input.skip_until(b'\n')?;
    }
    Ok(true)
}

/// Writes what a line holds, or says why it cannot be read.
fn answer(line: &[u8], date: Option<Date>, words: &Words, out: &mut Vec<u8>) -> Result<(), String> {
    if line.len() as u64 > LIMIT {
        return Err(words.fill("error.too_large", &[("limit", "64 MiB")]));
    }
    let line = std::str::from_utf8(line)
        .map_err(|e| words.fill("recognise.utf8", &[("byte", &(e.valid_up_to() + 1).to_string())]))?;
    let (text, date) = if line.trim_start().starts_with('{') {
        let (text, own) = object(line, words)?;
        (Cow::Owned(text), own.or(date))
    } else {
        (Cow::Borrowed(line), date)
    };
    write_recognised(&recognise(&text, date), &text, out);
    Ok(())
}

/// `{"text": …, "date": …}`; other members are somebody else's and let be.
fn object(line: &str, words: &Words) -> Result<(String, Option<Date>), String> {
    let value: Value =
        serde_json::from_str(line).map_err(|e| words.fill("recognise.json", &[("why", &e.to_string())]))?;
    let Some(Value::String(text)) = value.get("text") else { return Err(words.get("recognise.no_text").to_owned()) };
    let date = match value.get("date") {
        None | Some(Value::Null) => None,
        Some(Value::String(day)) => Some(parse_date(day).ok_or_else(|| words.fill("usage.date", &[("value", day)]))?),
        Some(other) => return Err(words.fill("usage.date", &[("value", &other.to_string())])),
    };
    Ok((text.clone(), date))
}
