//! The options of the subcommands of `luoshi plan`.

use super::{files, proposals};
use crate::i18n::Words;
use clap::{ArgMatches, Command};

pub(crate) use files::{Export, Import};
pub(crate) use proposals::{Apply, Propose, Publish, Revert};

/// What is to be done with a plan.
#[derive(Debug)]
pub(crate) enum PlanWork {
    /// `luoshi plan propose`.
    Propose(Propose),
    /// `luoshi plan apply`.
    Apply(Apply),
    /// `luoshi plan revert`.
    Revert(Revert),
    /// `luoshi plan publish`.
    Publish(Publish),
    /// `luoshi plan export`.
    Export(Export),
    /// `luoshi plan import`.
    Import(Import),
}

/// `luoshi plan`.
pub(super) fn command(sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    sub("plan", "help.plan")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(proposals::commands(sub))
        .subcommand(files::export(sub))
        .subcommand(files::import(sub))
}

/// Its options.
pub(super) fn parse(m: &ArgMatches, words: &Words) -> Result<PlanWork, String> {
    match m.subcommand() {
        Some(("export", m)) => files::parse_export(m, words).map(PlanWork::Export),
        Some(("import", m)) => files::parse_import(m, words).map(PlanWork::Import),
        other => other.and_then(|(name, m)| proposals::parse(name, m, words)).unwrap_or_else(|| {
            Err(words.fill("usage.needs", &[("what", "propose, apply, revert, publish, export, import")]))
        }),
    }
}
