//! A filter: a line in, a line out, whatever the line.

use super::unwritten;
use crate::args::Ended;
use crate::i18n::Words;
use crate::input::system;
use crate::output::say;
use serde_json::{Value, json};
use std::io::{self, BufRead, Read as _, Write as _};
use std::panic::{RefUnwindSafe, catch_unwind};

/// Longest line taken: the input may have no line ends at all.
const LIMIT: u64 = 64 << 20;

/// A line that cannot be answered.
pub(super) struct Refused {
    /// Why, for standard error.
    pub(super) why: String,
    /// What is written in place of the answer: one line of JSON without its end.
    pub(super) line: String,
}

/// A refusal of line `number`, as every filter writes it; it says which case it was, where that much could be read.
pub(super) fn refused(id: Option<&Value>, why: String, number: u64) -> Refused {
    let id = id.cloned().unwrap_or(Value::Null);
    Refused { line: json!({ "id": id, "error": why, "line": number }).to_string(), why }
}

/// Answers each line of standard input on standard output. A line that cannot be answered is named on standard error,
/// and the others still come out.
///
/// `answer` has the line's text and number; `refuse` makes a refusal of a reason that lies before the text: bytes that are
/// no text, a line too long, a fault of ours.
pub(super) fn run(
    words: &Words,
    answer: impl Fn(&str, u64) -> Result<Option<Vec<u8>>, Refused> + RefUnwindSafe,
    refuse: impl Fn(String, u64) -> Refused,
) -> Ended {
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut ended = Ended::Done;
    let mut line = Vec::new();
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
        let answered = match text(&line, words) {
            // As in `read`: should a line make the rules panic, that line is lost and the filter goes on.
            Ok(text) => catch_unwind(|| answer(text, number))
                .unwrap_or_else(|_| Err(refuse(words.get("error.panic").to_owned(), number))),
            Err(why) => Err(refuse(why, number)),
        };
        let mut out = match answered {
            Ok(Some(out)) => out,
            Ok(None) => continue,
            Err(refused) => {
                ended = Ended::Faults;
                let filled = words.fill("filter.line", &[("n", &number.to_string()), ("why", &refused.why)]);
                say(&format!("luoshi: {filled}"));
                refused.line.into_bytes()
            }
        };
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

fn text<'a>(line: &'a [u8], words: &Words) -> Result<&'a str, String> {
    if line.len() as u64 > LIMIT {
        return Err(words.fill("error.too_large", &[("limit", "64 MiB")]));
    }
    std::str::from_utf8(line).map_err(|e| words.fill("filter.utf8", &[("byte", &(e.valid_up_to() + 1).to_string())]))
}
