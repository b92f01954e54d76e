//! A subcommand, a file.

mod check;
mod deadline;
mod demo;
mod filter;
mod forecast;
pub(crate) mod import;
mod judge;
mod lexicon;
mod plan;
pub(crate) mod promises;
mod read;
mod recognise;
mod record;
mod schema;
mod serve;
pub(crate) mod sheet;
mod status;

use crate::args::{Args, Ended};
use crate::i18n::Words;
use crate::input::system;
use crate::output::say;
use std::io;

/// Does what was asked.
pub(crate) fn run(args: &Args, words: &Words) -> Ended {
    match args {
        Args::Read(args) | Args::Check(args) => read::run(args, words),
        Args::Promises(args) => promises::run(args, words),
        Args::Rules => check::rules(words),
        Args::Recognise(date) => recognise::run(*date, words),
        Args::Judge => judge::run(words),
        Args::Forecast => forecast::run(words),
        Args::Deadline(calendar) => deadline::run(calendar.as_deref(), words),
        Args::Demo(args) => demo::run(args, words),
        Args::Import(args) => import::run(args, words),
        Args::Sheet(args) => sheet::run(args, words),
        Args::Lexicon => lexicon::run(words),
        Args::Plan(work) => plan::run(work, words),
        Args::Serve(settings) => serve::run(settings, words),
        Args::Record(record) => record::run(record, words),
        Args::Status(args) => status::run(args, words),
        Args::Schema(text) => schema::run(text, words),
    }
}

/// How a run ends whose results could not be written: quietly where nobody reads them any more.
fn unwritten(error: &io::Error, to: &str, words: &Words) -> Ended {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Ended::Done;
    }
    say(&format!("luoshi: {to}: {}", system(error, words)));
    Ended::Faults
}
