//! The options of `luoshi plan propose`, `apply`, `revert` and `publish`.

use super::plan::PlanWork;
use crate::i18n::Words;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use luoshi_store::db::Place;
use std::path::PathBuf;

/// The options of `luoshi plan propose`.
#[derive(Debug)]
pub(crate) struct Propose {
    /// Number, beginning of the hash, or file.
    pub(crate) source: String,
    pub(crate) data: Place,
    /// A number, or `new`.
    pub(crate) plan: Option<String>,
    pub(crate) territory: Option<String>,
    /// Write `accept` into what is certain.
    pub(crate) certain: bool,
    /// What is told once under no name that is followed too.
    pub(crate) all: bool,
    pub(crate) mark: bool,
    pub(crate) out: Option<PathBuf>,
}

/// The options of `luoshi plan apply`.
#[derive(Debug)]
pub(crate) struct Apply {
    pub(crate) file: PathBuf,
    pub(crate) data: Place,
    pub(crate) actor: String,
    pub(crate) why: Option<String>,
    /// Accept what is certain and has no decision.
    pub(crate) certain: bool,
    /// Look at it, record nothing.
    pub(crate) dry_run: bool,
}

/// The options of `luoshi plan revert`.
#[derive(Debug)]
pub(crate) struct Revert {
    pub(crate) entry: i64,
    pub(crate) data: Place,
    pub(crate) actor: String,
    pub(crate) why: Option<String>,
}

/// The options of `luoshi plan publish`.
#[derive(Debug)]
pub(crate) struct Publish {
    pub(crate) data: Place,
    pub(crate) actor: String,
    pub(crate) why: Option<String>,
}

/// The subcommands.
pub(super) fn commands(sub: &impl Fn(&'static str, &str) -> Command) -> [Command; 4] {
    let data = || Arg::new("data").long("data").value_name("WHERE");
    let text = |name: &'static str| Arg::new(name).long(name).value_name("TEXT");
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    [
        sub("propose", "help.proposals")
            .arg(Arg::new("source"))
            .arg(data())
            .arg(text("plan"))
            .arg(text("territory"))
            .arg(flag("certain"))
            .arg(flag("all"))
            .arg(flag("bom"))
            .arg(path("out").long("out")),
        sub("apply", "help.proposals")
            .arg(path("file"))
            .arg(data())
            .arg(text("actor"))
            .arg(text("why"))
            .arg(flag("certain"))
            .arg(flag("dry-run")),
        sub("revert", "help.proposals")
            .arg(Arg::new("entry").value_parser(value_parser!(i64)))
            .arg(data())
            .arg(text("actor"))
            .arg(text("why")),
        sub("publish", "help.proposals").arg(data()).arg(text("actor")).arg(text("why")),
    ]
}

/// What one of them asks for; `None` if it is none of them.
pub(super) fn parse(name: &str, m: &ArgMatches, words: &Words) -> Option<Result<PlanWork, String>> {
    Some(match name {
        "propose" => propose(m, words).map(PlanWork::Propose),
        "apply" => apply(m, words).map(PlanWork::Apply),
        "revert" => revert(m, words).map(PlanWork::Revert),
        "publish" => publish(m, words).map(PlanWork::Publish),
        _ => return None,
    })
}

fn text(m: &ArgMatches, name: &str) -> Option<String> {
    m.get_one::<String>(name).filter(|t| !t.trim().is_empty()).cloned()
}

fn needed(m: &ArgMatches, name: &str, words: &Words) -> Result<String, String> {
    text(m, name).ok_or_else(|| words.fill("usage.needs", &[("what", &format!("--{name}"))]))
}

fn data(m: &ArgMatches, words: &Words) -> Result<Place, String> {
    needed(m, "data", words).map(|data| Place::parse(&data))
}

fn propose(m: &ArgMatches, words: &Words) -> Result<Propose, String> {
    let plan = text(m, "plan");
    if let Some(given) = plan.as_deref().filter(|p| *p != "new" && p.parse::<i64>().is_err()) {
        return Err(words.fill("usage.value", &[("named", "--plan"), ("value", given), ("valid", "new, 12, …")]));
    }
    let territory = text(m, "territory");
    if let Some(given) = territory.as_deref().filter(|t| t.contains(char::is_whitespace)) {
        return Err(words.fill("usage.value", &[("named", "--territory"), ("value", given), ("valid", "某市")]));
    }
    let source = text(m, "source").ok_or_else(|| words.fill("usage.needs", &[("what", "SOURCE")]))?;
    let out = m.get_one::<PathBuf>("out").cloned();
    let (certain, mark) = (m.get_flag("certain"), m.get_flag("bom"));
    let all = m.get_flag("all");
    Ok(Propose { source, data: data(m, words)?, plan, territory, certain, all, mark, out })
}

fn apply(m: &ArgMatches, words: &Words) -> Result<Apply, String> {
    let file = m.get_one::<PathBuf>("file").cloned();
    Ok(Apply {
        file: file.ok_or_else(|| words.fill("usage.needs", &[("what", "FILE")]))?,
        data: data(m, words)?,
        actor: needed(m, "actor", words)?,
        why: text(m, "why"),
        certain: m.get_flag("certain"),
        dry_run: m.get_flag("dry-run"),
    })
}

fn publish(m: &ArgMatches, words: &Words) -> Result<Publish, String> {
    Ok(Publish { data: data(m, words)?, actor: needed(m, "actor", words)?, why: text(m, "why") })
}

fn revert(m: &ArgMatches, words: &Words) -> Result<Revert, String> {
    let entry = m.get_one("entry").copied();
    Ok(Revert {
        entry: entry.ok_or_else(|| words.fill("usage.needs", &[("what", "ENTRY")]))?,
        data: data(m, words)?,
        actor: needed(m, "actor", words)?,
        why: text(m, "why"),
    })
}
