//! The options of `luoshi promises`: the ledger of reports, and the verdicts of a record.

use super::{Read, read};
use crate::i18n::Words;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use luoshi_store::db::Place;
use std::path::PathBuf;

/// What is to be done with promises.
#[derive(Debug)]
pub(crate) enum PromisesWork {
    /// The ledger of reports that are given.
    Of(Read),
    /// `luoshi promises propose`.
    Propose(ProposePromises),
    /// `luoshi promises confirm`.
    Confirm(ConfirmPromises),
}

/// The options of `luoshi promises propose`.
#[derive(Debug)]
pub(crate) struct ProposePromises {
    pub(crate) data: Place,
    /// Those about which somebody ruled too.
    pub(crate) all: bool,
    pub(crate) mark: bool,
    pub(crate) out: Option<PathBuf>,
}

/// The options of `luoshi promises confirm`.
#[derive(Debug)]
pub(crate) struct ConfirmPromises {
    pub(crate) file: PathBuf,
    pub(crate) data: Place,
    pub(crate) actor: String,
    pub(crate) why: Option<String>,
    /// Look at it, record nothing.
    pub(crate) dry_run: bool,
}

/// The subcommands, behind the command for reports.
pub(super) fn within(of: Command, sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    let data = || Arg::new("data").long("data").value_name("WHERE");
    let text = |name: &'static str| Arg::new(name).long(name).value_name("TEXT");
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    of.args_conflicts_with_subcommands(true)
        .subcommand(
            sub("propose", "help.verdicts").arg(data()).arg(flag("all")).arg(flag("bom")).arg(path("out").long("out")),
        )
        .subcommand(
            sub("confirm", "help.verdicts")
                .arg(path("file"))
                .arg(data())
                .arg(text("actor"))
                .arg(text("why"))
                .arg(flag("dry-run")),
        )
}

/// Its options.
pub(super) fn parse(m: &ArgMatches, words: &Words) -> Result<PromisesWork, String> {
    let text = |m: &ArgMatches, name: &str| m.get_one::<String>(name).filter(|t| !t.trim().is_empty()).cloned();
    let needed = |m: &ArgMatches, name: &str| {
        text(m, name).ok_or_else(|| words.fill("usage.needs", &[("what", &format!("--{name}"))]))
    };
    match m.subcommand() {
        Some(("propose", m)) => Ok(PromisesWork::Propose(ProposePromises {
            data: Place::parse(&needed(m, "data")?),
            all: m.get_flag("all"),
            mark: m.get_flag("bom"),
            out: m.get_one::<PathBuf>("out").cloned(),
        })),
        Some((_, m)) => Ok(PromisesWork::Confirm(ConfirmPromises {
            file: m
                .get_one::<PathBuf>("file")
                .cloned()
                .ok_or_else(|| words.fill("usage.needs", &[("what", "FILE")]))?,
            data: Place::parse(&needed(m, "data")?),
            actor: needed(m, "actor")?,
            why: text(m, "why"),
            dry_run: m.get_flag("dry-run"),
        })),
        None => read(m, words).map(PromisesWork::Of),
    }
}
