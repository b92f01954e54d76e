//! The options of `luoshi sheet`.

use super::date;
use crate::i18n::Words;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;
use luoshi_plan::Period;
use luoshi_store::db::Place;
use std::path::PathBuf;

/// The options of `luoshi sheet`.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) work: SheetWork,
    pub(crate) data: Option<Place>,
    /// Which plan of the record, where it has several.
    pub(crate) plan: Option<i64>,
    pub(crate) mapping: Option<PathBuf>,
    /// Corrections: what, written, means.
    pub(crate) corrections: Vec<(&'static str, String, String)>,
    pub(crate) period: Option<Period>,
    pub(crate) territory: Option<String>,
    pub(crate) hidden: bool,
    pub(crate) date: Option<Date>,
    pub(crate) form: SheetForm,
}

impl Sheet {
    /// Nothing but the day on which a workbook came.
    pub(crate) fn of_day(day: Date) -> Self {
        Self {
            work: SheetWork::Show(PathBuf::new()),
            data: None,
            plan: None,
            mapping: None,
            corrections: Vec::new(),
            period: None,
            territory: None,
            hidden: false,
            date: Some(day),
            form: SheetForm::Table,
        }
    }
}

/// What is to be done.
#[derive(Debug)]
pub(crate) enum SheetWork {
    /// `luoshi sheet show FILE`.
    Show(PathBuf),
    /// `luoshi sheet import FILE`.
    Import(Taking),
    /// `luoshi sheet export`: into a form, or one that is kept.
    Export {
        form: Option<PathBuf>,
        source: Option<String>,
        out: PathBuf,
        /// The other tasks of the plan below the rows of the form.
        others: bool,
    },
    /// `luoshi sheet template observations|tasks`.
    Template { tasks: bool, out: PathBuf },
}

/// How a workbook is taken in.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line that may be there or not")]
pub(crate) struct Taking {
    pub(crate) file: PathBuf,
    pub(crate) actor: Option<String>,
    pub(crate) why: Option<String>,
    /// The number or the title of the goal of new tasks.
    pub(crate) goal: Option<String>,
    pub(crate) dry: bool,
    /// Take places that the record does not have in as parts of the one at the top.
    pub(crate) places: bool,
    /// Leave out what is wrong and take in the rest.
    pub(crate) skip: bool,
    pub(crate) despite_marking: bool,
}

/// How what was understood is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetForm {
    /// For a person.
    Table,
    /// A value or a task a line.
    Jsonl,
    /// A mapping, to be corrected and given back.
    Mapping,
}

/// `luoshi sheet`.
pub(super) fn command(sub: &impl Fn(&'static str, &str) -> Command) -> Command {
    let text = |name: &'static str| Arg::new(name).long(name).value_name("TEXT");
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let file = |name: &'static str| Arg::new(name).long(name).value_parser(value_parser!(PathBuf));
    let number = |name: &'static str| Arg::new(name).long(name).value_name("N").value_parser(value_parser!(i64));
    sub("sheet", "help.sheet")
        .arg(Arg::new("work").value_parser(["show", "import", "export", "template"]))
        .arg(Arg::new("what").value_parser(value_parser!(PathBuf)))
        .arg(Arg::new("data").long("data").value_name("WHERE"))
        .arg(number("plan"))
        .arg(file("mapping"))
        .arg(text("column").action(ArgAction::Append))
        .arg(text("indicator").action(ArgAction::Append))
        .arg(text("place").action(ArgAction::Append))
        .arg(text("body").action(ArgAction::Append))
        .arg(text("period"))
        .arg(text("territory"))
        .arg(flag("hidden"))
        .arg(text("actor"))
        .arg(text("why"))
        .arg(text("goal"))
        .arg(Arg::new("date").long("date").value_name("YYYY-MM-DD"))
        .arg(flag("dry-run"))
        .arg(flag("add-places"))
        .arg(flag("add-tasks"))
        .arg(flag("skip-wrong"))
        .arg(flag("despite-marking"))
        .arg(file("form"))
        .arg(file("out"))
        .arg(Arg::new("format").long("format").value_parser(["table", "jsonl", "mapping"]))
}

/// Its options.
pub(super) fn parse(m: &ArgMatches, words: &Words) -> Result<Sheet, String> {
    let needs = |what: &str| words.fill("usage.needs", &[("what", what)]);
    let text = |name: &str| m.get_one::<String>(name).filter(|t| !t.trim().is_empty()).cloned();
    let path = |name: &str| m.get_one::<PathBuf>(name).cloned();
    let number = |name: &str| m.get_one::<i64>(name).copied();
    let data = text("data").map(|data| Place::parse(&data));
    let file = || path("what").ok_or_else(|| needs("FILE"));
    let out = || path("out").ok_or_else(|| needs("--out"));
    let work = match text("work").as_deref() {
        Some("import") => {
            let taking = Taking {
                file: file()?,
                actor: text("actor"),
                why: text("why"),
                goal: text("goal"),
                dry: m.get_flag("dry-run"),
                places: m.get_flag("add-places"),
                skip: m.get_flag("skip-wrong"),
                despite_marking: m.get_flag("despite-marking"),
            };
            if data.is_none() {
                return Err(needs("--data"));
            }
            if taking.actor.is_none() && !taking.dry {
                return Err(needs("--actor"));
            }
            if taking.despite_marking && taking.why.is_none() {
                return Err(needs("--despite-marking: --why"));
            }
            SheetWork::Import(taking)
        }
        Some("export") => {
            if data.is_none() {
                return Err(needs("--data"));
            }
            let source = path("what").map(|source| source.to_string_lossy().into_owned());
            SheetWork::Export { form: path("form"), source, out: out()?, others: m.get_flag("add-tasks") }
        }
        Some("template") => {
            if data.is_none() {
                return Err(needs("--data"));
            }
            let tasks = match path("what").as_deref().and_then(|what| what.to_str()) {
                Some("observations") => false,
                Some("tasks") => true,
                Some(_) | None => return Err(needs("observations|tasks")),
            };
            SheetWork::Template { tasks, out: out()? }
        }
        Some(_) => SheetWork::Show(file()?),
        None => return Err(needs("show|import|export|template")),
    };
    let mut corrections = Vec::new();
    for (option, what) in [("column", "column"), ("indicator", "indicator"), ("place", "territory"), ("body", "body")] {
        for given in m.get_many::<String>(option).into_iter().flatten() {
            let (written, means) = given.rsplit_once('=').ok_or_else(|| needs(&format!("--{option} WRITTEN=MEANS")))?;
            corrections.push((what, written.trim().to_owned(), means.trim().to_owned()));
        }
    }
    let period = match text("period") {
        Some(text) => {
            Some(luoshi_sheet::period(&text).ok_or_else(|| words.fill("sheet.bad_period", &[("text", &text)]))?)
        }
        None => None,
    };
    Ok(Sheet {
        work,
        data,
        plan: number("plan"),
        mapping: path("mapping"),
        corrections,
        period,
        territory: text("territory"),
        hidden: m.get_flag("hidden"),
        date: date(m, words)?,
        form: match text("format").as_deref() {
            Some("jsonl") => SheetForm::Jsonl,
            Some("mapping") => SheetForm::Mapping,
            Some(_) | None => SheetForm::Table,
        },
    })
}
