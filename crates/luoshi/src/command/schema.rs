//! `luoshi schema`: the JSON Schema of a reading, or of the faults of a document.

use super::unwritten;
use crate::args::Ended;
use crate::i18n::Words;
use std::io::{self, Write as _};

pub(crate) fn run(text: &str, words: &Words) -> Ended {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}
