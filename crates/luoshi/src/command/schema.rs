//! `luoshi schema`: the JSON Schema of a reading.

use super::unwritten;
use crate::args::Ended;
use crate::i18n::Words;
use luoshi_reader::json::SCHEMA;
use std::io::{self, Write as _};

pub(crate) fn run(words: &Words) -> Ended {
    let mut out = io::stdout().lock();
    match out.write_all(SCHEMA.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}
