//! `luoshi check --explain`: the rules. The checking itself is `luoshi read` with another printer.

use super::unwritten;
use crate::args::Ended;
use crate::i18n::Words;
use luoshi_reader::{Language, fault_rules};
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Lists every kind of fault with what it finds.
pub(crate) fn rules(words: &Words) -> Ended {
    let mut text = String::new();
    for rule in fault_rules() {
        let says = match words.language() {
            Language::Zh => rule.zh,
            Language::En => rule.en,
        };
        // Writing into memory cannot fail.
        let _ = writeln!(text, "{:<10}{says}", rule.name);
    }
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}
