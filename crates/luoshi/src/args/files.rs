//! The options of `luoshi plan export` and `luoshi plan import`.

use crate::i18n::Words;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use luoshi_store::db::Place;
use std::path::PathBuf;

/// The options of `luoshi plan export`.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) folder: PathBuf,
    pub(crate) data: Place,
}

/// The options of `luoshi plan import`.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) folder: PathBuf,
    pub(crate) data: Place,
    pub(crate) actor: String,
    pub(crate) why: Option<String>,
    /// End what the files do not have.
    pub(crate) replace: bool,
}

fn folder() -> Arg {
    Arg::new("folder").value_name("DIR").value_parser(value_parser!(PathBuf))
}

fn data() -> Arg {
    Arg::new("data").long("data").value_name("WHERE")
}

/// `luoshi plan export`.
pub(super) fn export(sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    sub("export", "help.plan").arg(folder()).arg(data())
}

/// `luoshi plan import`.
pub(super) fn import(sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    let text = |name: &'static str| Arg::new(name).long(name).value_name("TEXT");
    sub("import", "help.plan")
        .arg(folder())
        .arg(data())
        .arg(text("actor"))
        .arg(text("why"))
        .arg(Arg::new("replace").long("replace").action(ArgAction::SetTrue))
}

fn where_to(m: &ArgMatches, words: &Words) -> Result<(PathBuf, Place), String> {
    let needs = |what: &str| words.fill("usage.needs", &[("what", what)]);
    let folder = m.get_one::<PathBuf>("folder").cloned().ok_or_else(|| needs("DIR"))?;
    let data = m.get_one::<String>("data").map(|data| Place::parse(data)).ok_or_else(|| needs("--data"))?;
    Ok((folder, data))
}

/// The options of `luoshi plan export`.
pub(super) fn parse_export(m: &ArgMatches, words: &Words) -> Result<Export, String> {
    let (folder, data) = where_to(m, words)?;
    Ok(Export { folder, data })
}

/// The options of `luoshi plan import`.
pub(super) fn parse_import(m: &ArgMatches, words: &Words) -> Result<Import, String> {
    let (folder, data) = where_to(m, words)?;
    let text = |name: &str| m.get_one::<String>(name).filter(|t| !t.trim().is_empty()).cloned();
    let actor = text("actor").ok_or_else(|| words.fill("usage.needs", &[("what", "--actor")]))?;
    Ok(Import { folder, data, actor, why: text("why"), replace: m.get_flag("replace") })
}
