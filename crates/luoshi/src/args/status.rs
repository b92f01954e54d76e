//! The options of `luoshi status`.

use super::{date, parse_date};
use crate::i18n::Words;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;
use luoshi_plan::method::OF_TARGETS;
use luoshi_store::db::Place;

/// The options of `luoshi status`.
#[derive(Debug)]
pub(crate) struct Status {
    pub(crate) data: Place,
    /// The day of judgement; none for today.
    pub(crate) date: Option<Date>,
    /// Only what had been entered by the end of this day.
    pub(crate) recorded_by: Option<Date>,
    pub(crate) plan: Option<i64>,
    pub(crate) method: Option<String>,
    pub(crate) form: StatusForm,
    pub(crate) mark: bool,
}

/// The form a status is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusForm {
    /// For a person.
    Table,
    /// For a program.
    Json,
    /// One thing a row.
    Csv,
}

/// `luoshi status`.
pub(super) fn command(sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    let day = |name: &'static str| Arg::new(name).long(name).value_name("YYYY-MM-DD");
    sub("status", "help.status")
        .arg(Arg::new("data").long("data").value_name("WHERE"))
        .arg(day("date"))
        .arg(day("recorded-by"))
        .arg(Arg::new("plan").long("plan").value_name("N").value_parser(value_parser!(i64)))
        .arg(Arg::new("method").long("method").value_name("NAME"))
        .arg(Arg::new("format").long("format").value_parser(["table", "json", "csv"]))
        .arg(Arg::new("bom").long("bom").action(ArgAction::SetTrue))
}

/// Its options.
pub(super) fn parse(m: &ArgMatches, words: &Words) -> Result<Status, String> {
    let text = |name: &str| m.get_one::<String>(name).cloned();
    let needs = |what: &str| words.fill("usage.needs", &[("what", what)]);
    let form = match text("format").as_deref() {
        Some("json") => StatusForm::Json,
        Some("csv") => StatusForm::Csv,
        Some(_) | None => StatusForm::Table,
    };
    let mark = m.get_flag("bom");
    if mark && form != StatusForm::Csv {
        return Err(words.get("usage.bom").to_owned());
    }
    let recorded_by = match text("recorded-by") {
        None => None,
        Some(day) => Some(parse_date(&day).ok_or_else(|| words.fill("usage.date", &[("value", &day)]))?),
    };
    let method = text("method");
    if let Some(name) = method.as_deref().filter(|name| !OF_TARGETS.contains(name)) {
        let valid = OF_TARGETS.join(", ");
        return Err(words.fill("usage.value", &[("named", "--method"), ("value", name), ("valid", &valid)]));
    }
    Ok(Status {
        data: text("data").map(|data| Place::parse(&data)).ok_or_else(|| needs("--data"))?,
        date: date(m, words)?,
        recorded_by,
        plan: m.get_one("plan").copied(),
        method,
        form,
        mark,
    })
}
