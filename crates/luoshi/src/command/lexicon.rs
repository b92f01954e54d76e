//! `luoshi lexicon`: the faults of the data files, each with its line and its mend.

use super::unwritten;
use crate::args::Ended;
use crate::i18n::Words;
use crate::output::say;
use std::fmt::Write as _;
use std::io::{self, Write as _};

pub(crate) fn run(words: &Words) -> Ended {
    let mut faults = luoshi_reader::lexicon_faults();
    faults.extend(luoshi_ledger::lexicon_faults());
    faults.extend(luoshi_proposal::lexicon_faults());
    if faults.is_empty() {
        say(&format!("luoshi: {}", words.get("lexicon.sound")));
        return Ended::Done;
    }
    let mut list = String::new();
    for fault in &faults {
        // Writing into memory cannot fail.
        let _ = writeln!(list, "{fault}");
    }
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(list.as_bytes()).and_then(|()| out.flush()) {
        return unwritten(&error, "-", words);
    }
    say(&format!("luoshi: {}", words.fill("lexicon.faults", &[("n", &faults.len().to_string())])));
    Ended::Faults
}
