//! What was asked for on the command line. The help is prose of our own (`i18n/`), so that it reads as well in Chinese
//! as in English; a test holds it to the options there are.

mod files;
mod import;
mod plan;
mod promises;
mod proposals;
mod record;
mod serve;
mod sheet;
mod status;

pub(crate) use import::Import;
pub(crate) use plan::{Apply, Export, Import as PlanImport, PlanWork, Propose, Publish, Revert};
pub(crate) use promises::{ConfirmPromises, PromisesWork, ProposePromises};
pub(crate) use record::{Acting, Erase, Log, Record, Verify};
pub(crate) use sheet::{Sheet, SheetForm, SheetWork, Taking};
pub(crate) use status::{Status, StatusForm};

use crate::i18n::Words;
use crate::output::say;
use crate::print::Format;
use crate::terminal::inert;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, builder::PossibleValuesParser, value_parser};
use jiff::civil::Date;
use luoshi_reader::{Fault, Severity, fault_rules, json};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Args {
    /// `luoshi read`.
    Read(Read),
    /// `luoshi check`: reads as `luoshi read` does, and prints something else.
    Check(Read),
    /// `luoshi promises`.
    Promises(PromisesWork),
    /// `luoshi check --explain`: the rules.
    Rules,
    /// `luoshi recognise`.
    Recognise(Option<Date>),
    /// `luoshi judge`.
    Judge,
    /// `luoshi forecast`.
    Forecast,
    /// `luoshi deadline`: a calendar to lay over the common one.
    Deadline(Option<PathBuf>),
    /// `luoshi demo`.
    Demo(Demo),
    /// `luoshi import`.
    Import(Import),
    /// `luoshi plan`.
    Plan(PlanWork),
    /// `luoshi sheet`.
    Sheet(Box<Sheet>),
    /// `luoshi lexicon`.
    Lexicon,
    /// A command that keeps the record.
    Record(Record),
    /// `luoshi status`.
    Status(Status),
    /// `luoshi serve`.
    Serve(Box<luoshi_web::Settings>),
    /// `luoshi schema`: the text of the schema asked for.
    Schema(&'static str),
}

/// The options of `luoshi read`.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) out: Option<PathBuf>,
    pub(crate) date: Option<Date>,
    pub(crate) jobs: usize,
    pub(crate) quiet: bool,
    pub(crate) explain: bool,
    pub(crate) mark: bool,
    /// The kinds of fault to print, for `luoshi check`; `None` for `luoshi read`.
    pub(crate) check: Option<Kinds>,
}

/// Which faults are printed: by rule and by severity.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kinds {
    only: Vec<&'static str>,
    without: Vec<&'static str>,
}

impl Kinds {
    /// Whether a fault is to be printed.
    pub(crate) fn shows(&self, fault: &Fault) -> bool {
        let named = |names: &[&str]| names.iter().any(|n| *n == fault.rule || *n == fault.severity.word());
        (self.only.is_empty() || named(&self.only)) && !named(&self.without)
    }
}

/// What `--only` and `--without` may name.
fn kinds() -> impl Iterator<Item = &'static str> {
    fault_rules().iter().map(|r| r.name).chain(Severity::ALL.iter().map(|s| s.word()))
}

/// The options of `luoshi demo`.
#[derive(Debug)]
pub(crate) struct Demo {
    pub(crate) out: Option<PathBuf>,
    /// Where the record of the example is made.
    pub(crate) data: Option<String>,
    /// Where the site of the example listens.
    pub(crate) listen: Option<String>,
    /// Whether the site is served when the record is made.
    pub(crate) site: bool,
}

/// How a run ends, as scripts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// 0.
    Done,
    /// 1: some input could not be read.
    Faults,
    /// 2: wrong use.
    Misused,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Done => Self::SUCCESS,
            Ended::Faults => Self::from(1),
            Ended::Misused => Self::from(2),
        }
    }
}

/// The commands and their options.
fn command(words: &Words) -> Command {
    let date = Arg::new("date").long("date").value_name("YYYY-MM-DD");
    let format = |all: &[&'static str]| Arg::new("format").long("format").value_parser(PossibleValuesParser::new(all));
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let path = |name: &'static str| Arg::new(name).long(name).value_parser(value_parser!(PathBuf));
    let sub = |name: &'static str, key: &str| Command::new(name).override_help(words.get(key).to_owned());
    Command::new("luoshi")
        .version(env!("CARGO_PKG_VERSION"))
        .override_help(words.get("help").to_owned())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(Arg::new("lang").long("lang").global(true).value_parser(["zh", "en"]))
        .subcommand(
            sub("read", "help.read")
                .arg(format(&["table", "json", "jsonl", "csv", "html"]))
                .arg(path("out"))
                .arg(date.clone())
                .arg(Arg::new("jobs").long("jobs").value_name("N"))
                .arg(flag("quiet"))
                .arg(flag("explain"))
                .arg(flag("bom"))
                .arg(Arg::new("path").num_args(0..).value_parser(value_parser!(PathBuf))),
        )
        .subcommand(
            sub("check", "help.check")
                .arg(format(&["table", "json", "jsonl", "csv"]))
                .arg(path("out"))
                .arg(date.clone())
                .arg(Arg::new("jobs").long("jobs").value_name("N"))
                .arg(flag("quiet"))
                .arg(flag("explain"))
                .arg(flag("bom"))
                .arg(Arg::new("only").long("only").value_name("KIND").action(ArgAction::Append))
                .arg(Arg::new("without").long("without").value_name("KIND").action(ArgAction::Append))
                .arg(Arg::new("path").num_args(0..).value_parser(value_parser!(PathBuf))),
        )
        .subcommand(promises::within(
            sub("promises", "help.promises")
                .arg(format(&["table", "json", "jsonl", "csv", "html"]))
                .arg(path("out"))
                .arg(date.clone())
                .arg(Arg::new("jobs").long("jobs").value_name("N"))
                .arg(flag("quiet"))
                .arg(flag("bom"))
                .arg(Arg::new("path").num_args(0..).value_parser(value_parser!(PathBuf))),
            &sub,
        ))
        .subcommand(sub("recognise", "help.recognise").arg(date).arg(format(&["jsonl"])))
        .subcommand(sub("judge", "help.judge"))
        .subcommand(sub("forecast", "help.forecast"))
        .subcommand(sub("deadline", "help.deadline").arg(path("calendar")))
        .subcommand(
            sub("demo", "help.demo")
                .arg(path("out"))
                .arg(Arg::new("listen").long("listen"))
                .arg(Arg::new("data").long("data"))
                .arg(flag("no-site")),
        )
        .subcommand(sub("lexicon", "help.lexicon"))
        .subcommand(
            sub("schema", "help.schema").arg(Arg::new("of").value_parser(["read", "check", "promises", "status"])),
        )
        .subcommand(import::command(&sub))
        .subcommand(plan::command(&sub))
        .subcommand(status::command(&sub))
        .subcommand(serve::command(&sub))
        .subcommand(sheet::command(&sub))
        .subcommands(record::commands(sub))
        .mut_subcommands(|command| if NAMED.contains(&command.get_name()) { named(command) } else { command })
}

/// Commands whose record and post the environment may name, as it does for the site: who works with one record all day says so
/// once. Not those that take away or put back: of these the command line says where.
const NAMED: [&str; 6] = ["import", "plan", "sheet", "observe", "status", "log"];

/// A command, and what is below it, with those options that the environment has words for.
fn named(command: Command) -> Command {
    let mut command = command.mut_subcommands(named);
    for (option, variable) in [("data", "LUOSHI_DATA"), ("actor", "LUOSHI_ACTOR")] {
        let is_said = std::env::var_os(variable).is_some_and(|value| !value.is_empty());
        if is_said && command.get_arguments().any(|a| a.get_id() == option) {
            command = command.mut_arg(option, |arg| arg.env(variable));
        }
    }
    command
}

/// Parses the command line, or prints help or what is wrong with it.
pub(crate) fn parse(words: &Words, given: Vec<OsString>) -> Result<Args, Ended> {
    let matches = command(words).try_get_matches_from(given).map_err(|error| refuse(&error, words))?;
    let args = match matches.subcommand() {
        Some(("read", m)) => read(m, words).map(Args::Read),
        Some(("check", m)) if m.get_flag("explain") => Ok(Args::Rules),
        Some(("check", m)) => read(m, words).and_then(|read| {
            let named = |option: &str| named_kinds(m, option, words);
            Ok(Args::Check(Read { check: Some(Kinds { only: named("only")?, without: named("without")? }), ..read }))
        }),
        Some(("promises", m)) => promises::parse(m, words).map(Args::Promises),
        Some(("recognise", m)) => date(m, words).map(Args::Recognise),
        Some(("judge", _)) => Ok(Args::Judge),
        Some(("forecast", _)) => Ok(Args::Forecast),
        Some(("deadline", m)) => Ok(Args::Deadline(m.get_one("calendar").cloned())),
        Some(("demo", m)) => {
            let text = |name: &str| m.get_one::<String>(name).cloned();
            let site = !m.get_flag("no-site");
            let (data, listen) = (text("data"), text("listen"));
            Ok(Args::Demo(Demo { out: m.get_one("out").cloned(), data, listen, site }))
        }
        Some(("plan", m)) => plan::parse(m, words).map(Args::Plan),
        Some(("import", m)) => import::parse(m, words).map(Args::Import),
        Some(("sheet", m)) => sheet::parse(m, words).map(|sheet| Args::Sheet(Box::new(sheet))),
        Some(("lexicon", _)) => Ok(Args::Lexicon),
        Some(("serve", m)) => serve::parse(m, words).map(|settings| Args::Serve(Box::new(settings))),
        Some(("schema", m)) => Ok(Args::Schema(match m.get_one::<String>("of").map(String::as_str) {
            Some("check") => json::CHECK_SCHEMA,
            Some("promises") => luoshi_ledger::json::SCHEMA,
            Some("status") => crate::print::status::SCHEMA,
            _ => json::SCHEMA,
        })),
        Some(("status", m)) => status::parse(m, words).map(Args::Status),
        Some((name, m)) => record::parse(name, m, words)
            .unwrap_or_else(|| Err(words.fill("usage.other", &[("why", "")])))
            .map(Args::Record),
        None => Err(words.fill("usage.other", &[("why", "")])),
    };
    args.map_err(|why| misused(&why, words))
}

/// Says what is wrong with the command line.
fn misused(why: &str, words: &Words) -> Ended {
    say(&format!("luoshi: {}\n  {}", inert(why), words.get("usage.mend")));
    Ended::Misused
}

fn read(m: &ArgMatches, words: &Words) -> Result<Read, String> {
    let format = match m.get_one::<String>("format").map(String::as_str) {
        None | Some("table") => Format::Table,
        Some("json") => Format::Json,
        Some("jsonl") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some(_) => Format::Html,
    };
    let mut paths: Vec<PathBuf> = m.get_many("path").into_iter().flatten().cloned().collect();
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return Err(words.get("usage.no_path").to_owned());
        }
        paths.push("-".into());
    }
    if paths.iter().filter(|p| p.as_os_str() == "-").count() > 1 {
        return Err(words.get("usage.stdin_twice").to_owned());
    }
    let mark = m.get_flag("bom");
    if mark && format != Format::Csv {
        return Err(words.get("usage.bom").to_owned());
    }
    let jobs = match m.get_one::<String>("jobs") {
        None => std::thread::available_parallelism().map_or(1, usize::from),
        Some(n) => match n.parse() {
            // More threads than this only stand in each other's way.
            Ok(n @ 1..=1024) => n,
            Ok(_) | Err(_) => return Err(words.fill("usage.jobs", &[("value", n)])),
        },
    };
    Ok(Read {
        paths,
        format,
        out: m.get_one("out").cloned(),
        date: date(m, words)?,
        jobs,
        quiet: m.get_flag("quiet"),
        explain: m.try_get_one::<bool>("explain").is_ok_and(|e| e == Some(&true)),
        mark,
        check: None,
    })
}

/// The kinds of fault named by an option, a comma between two.
fn named_kinds(m: &ArgMatches, option: &str, words: &Words) -> Result<Vec<&'static str>, String> {
    let given = m.get_many::<String>(option).into_iter().flatten().flat_map(|list| list.split(','));
    given
        .map(|name| {
            kinds().find(|kind| *kind == name.trim()).ok_or_else(|| {
                let valid = kinds().collect::<Vec<_>>().join(", ");
                words.fill("usage.value", &[("named", &format!("--{option}")), ("value", name), ("valid", &valid)])
            })
        })
        .collect()
}

fn date(m: &ArgMatches, words: &Words) -> Result<Option<Date>, String> {
    let Some(text) = m.get_one::<String>("date") else { return Ok(None) };
    parse_date(text).map(Some).ok_or_else(|| words.fill("usage.date", &[("value", text)]))
}

/// `YYYY-MM-DD` and nothing else.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == "YYYY-MM-DD".len())
}

/// Prints help or the version as asked, or what the parser did not understand.
fn refuse(error: &clap::Error, words: &Words) -> Ended {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    };
    let named = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let why = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe is no fault of the person who asked.
            let _ = write!(io::stdout(), "{error}");
            return Ended::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            let _ = write!(io::stderr(), "{}", words.get("help"));
            return Ended::Misused;
        }
        ErrorKind::UnknownArgument => words.fill("usage.unknown", &[("named", &named)]),
        ErrorKind::InvalidSubcommand => {
            words.fill("usage.command", &[("named", &context(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::InvalidValue if value.is_empty() => words.fill("usage.no_value", &[("named", &named)]),
        ErrorKind::InvalidValue => words
            .fill("usage.value", &[("named", &named), ("value", &value), ("valid", &context(ContextKind::ValidValue))]),
        ErrorKind::ArgumentConflict => words.fill("usage.twice", &[("named", &named)]),
        _ => {
            let whole = error.to_string();
            let first = whole.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned();
            words.fill("usage.other", &[("why", &first)])
        }
    };
    misused(&why, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn the_commands_hold_together() {
        command(&Words::of(Lang::En)).debug_assert();
    }

    #[test]
    fn every_option_and_command_stands_in_the_help_of_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let words = Words::of(lang);
            let command = command(&words);
            for sub in command.get_subcommands() {
                assert!(words.get("help").contains(&format!("luoshi {}", sub.get_name())), "{}", sub.get_name());
                let key = format!("help.{}", sub.get_name());
                let help = words.get(&key);
                for option in sub.get_arguments().filter_map(Arg::get_long) {
                    assert!(help.contains(&format!("--{option}")), "{lang:?} {}: --{option}", sub.get_name());
                }
                assert!(help.lines().all(|l| crate::terminal::width(l) <= 80), "{lang:?} {}", sub.get_name());
            }
        }
    }

    #[test]
    fn a_date_is_a_whole_day() {
        assert_eq!(parse_date("2021-09-30"), Some(jiff::civil::date(2021, 9, 30)));
        for wrong in ["2021-13-32", "2021", "20210930", "2021-09-30T00:00", "", "昨天"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
