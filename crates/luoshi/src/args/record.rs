//! The options of the commands that keep the record: verify, log, observe, erase, backup, restore.

use crate::i18n::Words;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use luoshi_store::db::Place;
use std::path::PathBuf;

/// What is to be done with a record.
#[derive(Debug)]
pub(crate) enum Record {
    /// `luoshi verify`.
    Verify(Verify),
    /// `luoshi log`.
    Log(Log),
    /// `luoshi observe`.
    Observe(Acting),
    /// `luoshi erase`.
    Erase(Erase),
    /// `luoshi backup`.
    Backup { data: Place, file: PathBuf },
    /// `luoshi restore`.
    Restore { file: PathBuf, data: Place, newest: Option<PathBuf> },
}

/// The options of `luoshi verify`.
#[derive(Debug)]
pub(crate) struct Verify {
    /// A folder, a backup, a database, or the address of a log.
    pub(crate) what: String,
    pub(crate) checkpoint: Option<PathBuf>,
    pub(crate) keys: Vec<String>,
    pub(crate) json: bool,
}

/// The options of `luoshi log`.
#[derive(Debug)]
pub(crate) struct Log {
    pub(crate) data: Place,
    pub(crate) entry: Option<i64>,
    pub(crate) last: i64,
    pub(crate) jsonl: bool,
    pub(crate) out: Option<PathBuf>,
}

/// Who acts on what, and why.
#[derive(Debug)]
pub(crate) struct Acting {
    pub(crate) data: Place,
    pub(crate) actor: String,
    pub(crate) why: Option<String>,
    /// All in one act.
    pub(crate) together: bool,
}

/// The options of `luoshi erase`.
#[derive(Debug)]
pub(crate) struct Erase {
    pub(crate) data: Place,
    pub(crate) find: Option<String>,
    pub(crate) persons: Vec<i64>,
    pub(crate) texts: Vec<i64>,
    pub(crate) actor: Option<String>,
    pub(crate) why: Option<String>,
}

/// The commands and their options.
pub(crate) fn commands(sub: impl Fn(&'static str, &str) -> Command) -> [Command; 6] {
    let data = || Arg::new("data").long("data").value_name("WHERE");
    let text = |name: &'static str| Arg::new(name).long(name).value_name("TEXT");
    let file = |name: &'static str| Arg::new(name).long(name).value_parser(value_parser!(PathBuf));
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    let number = |name: &'static str| Arg::new(name).long(name).value_name("N").value_parser(value_parser!(i64));
    let format = |all: [&'static str; 2]| Arg::new("format").long("format").value_parser(all);
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    [
        sub("verify", "help.verify")
            .arg(Arg::new("what"))
            .arg(file("checkpoint"))
            .arg(Arg::new("key").long("key").action(ArgAction::Append))
            .arg(format(["table", "json"])),
        sub("log", "help.log")
            .arg(data())
            .arg(number("entry"))
            .arg(number("last"))
            .arg(file("out"))
            .arg(format(["table", "jsonl"])),
        sub("observe", "help.observe").arg(data()).arg(text("actor")).arg(text("why")).arg(flag("together")),
        sub("erase", "help.erase")
            .arg(data())
            .arg(text("find"))
            .arg(number("person").action(ArgAction::Append))
            .arg(number("text").action(ArgAction::Append))
            .arg(text("actor"))
            .arg(text("why")),
        sub("backup", "help.backup").arg(data()).arg(path("file")),
        sub("restore", "help.restore").arg(path("file")).arg(data()).arg(file("checkpoint")),
    ]
}

/// The options of one of these commands; `None` if it is none of them.
pub(crate) fn parse(name: &str, m: &ArgMatches, words: &Words) -> Option<Result<Record, String>> {
    let needs = |what: &str| words.fill("usage.needs", &[("what", what)]);
    let text = |name: &str| m.get_one::<String>(name).cloned();
    let path = |name: &str| m.get_one::<PathBuf>(name).cloned();
    let numbers = |name: &str| m.get_many::<i64>(name).into_iter().flatten().copied().collect::<Vec<_>>();
    let data = || text("data").map(|data| Place::parse(&data)).ok_or_else(|| needs("--data"));
    let actor = || text("actor").filter(|a| !a.trim().is_empty()).ok_or_else(|| needs("--actor"));
    let is = |format: &str| text("format").as_deref() == Some(format);
    Some(match name {
        "verify" => text("what").ok_or_else(|| needs("DIR|URL")).map(|what| {
            let keys = m.get_many::<String>("key").into_iter().flatten().cloned().collect();
            Record::Verify(Verify { what, checkpoint: path("checkpoint"), keys, json: is("json") })
        }),
        "log" => data().map(|data| {
            let (entry, last) = (m.get_one("entry").copied(), m.get_one("last").copied().unwrap_or(20));
            Record::Log(Log { data, entry, last, jsonl: is("jsonl"), out: path("out") })
        }),
        "observe" => data().and_then(|data| {
            Ok(Record::Observe(Acting { data, actor: actor()?, why: text("why"), together: m.get_flag("together") }))
        }),
        "erase" => data().and_then(|data| {
            let (find, persons, texts) = (text("find"), numbers("person"), numbers("text"));
            if persons.is_empty() && texts.is_empty() {
                if find.as_ref().is_none_or(String::is_empty) {
                    return Err(needs("--person, --text, --find"));
                }
                return Ok(Record::Erase(Erase { data, find, persons, texts, actor: None, why: None }));
            }
            Ok(Record::Erase(Erase { data, find: None, persons, texts, actor: Some(actor()?), why: text("why") }))
        }),
        "backup" => {
            data().and_then(|data| path("file").map(|file| Record::Backup { data, file }).ok_or_else(|| needs("FILE")))
        }
        "restore" => data().and_then(|data| {
            let newest = path("checkpoint");
            path("file").map(|file| Record::Restore { file, data, newest }).ok_or_else(|| needs("FILE"))
        }),
        _ => return None,
    })
}
