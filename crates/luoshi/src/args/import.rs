//! The options of `luoshi import` and of the subcommands of `luoshi plan`.

use super::date;
use crate::i18n::Words;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;
use luoshi_store::db::Place;
use std::path::PathBuf;

/// The options of `luoshi import`.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) data: Place,
    pub(crate) actor: String,
    pub(crate) why: Option<String>,
    /// The day the documents were written, where they do not say.
    pub(crate) date: Option<Date>,
    /// Read again what is kept, and say what changed.
    pub(crate) again: bool,
    /// Take in documents that bear a marking of secrecy.
    pub(crate) despite_marking: bool,
}

/// `luoshi import`.
pub(super) fn command(sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    let text = |name: &'static str| Arg::new(name).long(name).value_name("TEXT");
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    sub("import", "help.import")
        .arg(Arg::new("data").long("data").value_name("WHERE"))
        .arg(text("actor"))
        .arg(text("why"))
        .arg(Arg::new("date").long("date").value_name("YYYY-MM-DD"))
        .arg(flag("again"))
        .arg(flag("despite-marking"))
        .arg(Arg::new("path").num_args(0..).value_parser(value_parser!(PathBuf)))
}

/// Its options.
pub(super) fn parse(m: &ArgMatches, words: &Words) -> Result<Import, String> {
    let needs = |what: &str| words.fill("usage.needs", &[("what", what)]);
    let text = |name: &str| m.get_one::<String>(name).filter(|t| !t.trim().is_empty()).cloned();
    let (again, despite_marking) = (m.get_flag("again"), m.get_flag("despite-marking"));
    let paths: Vec<PathBuf> = m.get_many("path").into_iter().flatten().cloned().collect();
    if paths.is_empty() && !again {
        return Err(needs("REPORT…"));
    }
    let why = text("why");
    if despite_marking && why.is_none() {
        return Err(needs("--despite-marking: --why"));
    }
    Ok(Import {
        paths,
        data: text("data").map(|data| Place::parse(&data)).ok_or_else(|| needs("--data"))?,
        actor: text("actor").ok_or_else(|| needs("--actor"))?,
        why,
        date: date(m, words)?,
        again,
        despite_marking,
    })
}
