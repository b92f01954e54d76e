//! `luoshi promises`: the reports given are grouped by government, and the ledger of each is drawn up and printed.
//!
//! Memory stays bounded however many reports there are: what the ledger needs of a report is kept up to a limit, and
//! beyond it only which government and year it is of; such a report is read again when its government's turn comes.

mod confirm;
mod propose;
mod record;

pub(crate) use confirm::record as record_rulings;
pub(crate) use record::drawn;

use super::unwritten;
use crate::args::{Ended, PromisesWork, Read};
use crate::i18n::Words;
use crate::input::{load, system};
use crate::output::{Output, say};
use crate::pipeline::{self, Order};
use crate::print::promises::{self, csv};
use crate::print::{Format, Style, csv as cells};
use crate::progress::{Progress, weight};
use crate::terminal::{Look, inert};
use crate::walk::{Input, Step, Walk};
use luoshi_ledger::{Known, Report, Source, ledger, whole_bodies};
use luoshi_page::ledger as page;
use luoshi_reader::Options;
use luoshi_reader::json::Rules;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Bytes of reports kept from the first reading. The national reports of seventy years take some ten million.
const KEPT: usize = 64 << 20;

pub(crate) fn run(work: &PromisesWork, words: &Words) -> Ended {
    match work {
        PromisesWork::Of(args) => of(args, words),
        PromisesWork::Propose(args) => propose::run(args, words),
        PromisesWork::Confirm(args) => confirm::run(args, words),
    }
}

/// The ledger of the reports given.
fn of(args: &Read, words: &Words) -> Ended {
    let out = args.out.as_deref().filter(|p| p.as_os_str() != "-");
    let to = out.map_or_else(|| "-".to_owned(), |p| inert(&p.to_string_lossy()));
    let same = |p: &&std::path::PathBuf| {
        out.is_some_and(|o| o.canonicalize().is_ok_and(|o| p.canonicalize().is_ok_and(|p| p == o)))
    };
    if let Some(input) = args.paths.iter().find(same) {
        let path = inert(&input.to_string_lossy());
        say(&format!("luoshi: {}", words.fill("usage.out_is_input", &[("path", &path)])));
        return Ended::Misused;
    }
    let output = match Output::open(out) {
        Ok(output) => output,
        Err(error) => {
            say(&format!("luoshi: {to}: {}", system(&error, words)));
            return Ended::Misused;
        }
    };
    let style = Style {
        format: args.format,
        rules: Rules::Hidden,
        look: if out.is_some() { Look::PLAIN } else { Look::of_stdout() },
        words,
    };
    let mut faults = false;
    let held = first(args, words, out, &mut faults);
    let groups = groups(held, args, words);
    let read_nothing = groups.is_empty();
    let mut results =
        Results { output, format: args.format, printed: 0, pages: Vec::new(), words, faults, failed: None };
    if read_nothing && faults && out.is_some() {
        // What a file held before is worth more than nothing.
        return Ended::Faults;
    }
    if let Err(error) = results.begin(args) {
        return unwritten(&error, &to, words);
    }
    let options = Options { date: args.date, explain: false };
    let again = |(_, (_, group)): &(usize, (String, Vec<Held>))| {
        group.iter().filter(|h| h.report.is_none()).map(|h| h.weight).sum()
    };
    let work = |(n, (body, group)): (usize, (String, Vec<Held>))| {
        let mut lost = Vec::new();
        let mut reports = Vec::with_capacity(group.len());
        for one in group {
            match one.report.map_or_else(|| read(&one.input, options, words), Ok) {
                Ok(mut report) => {
                    report.assume_body(&body);
                    reports.push(report);
                }
                Err(why) => lost.push(why),
            }
        }
        let ledger = ledger(&body, reports);
        let made = if style.format == Format::Html {
            Made::Sheet(Box::new(page::sheet(&ledger, n + 1, words)))
        } else {
            let mut printed = Vec::new();
            promises::print(&ledger, &style, &mut printed);
            Made::Text(printed)
        };
        (made, lost)
    };
    pipeline::run(groups.into_iter().enumerate(), args.jobs, Order::Given, again, work, |made| results.take(made));
    let faults = results.faults;
    match results.end() {
        Err(error) => unwritten(&error, &to, words),
        Ok(()) if faults => Ended::Faults,
        Ok(()) => Ended::Done,
    }
}

/// The ledger of one government in its printed form.
enum Made {
    Text(Vec<u8>),
    Sheet(Box<page::Sheet>),
}

/// A report after the first reading.
struct Held {
    input: Input,
    weight: u64,
    name: String,
    body: Option<String>,
    known: (Known, Known),
    targets: usize,
    digest: u64,
    /// What the ledger needs of it, while there is room.
    report: Option<Report>,
}

/// Reads every report once.
fn first(args: &Read, words: &Words, out: Option<&Path>, faults: &mut bool) -> Vec<Held> {
    let options = Options { date: args.date, explain: false };
    let walk = || Walk::new(args.paths.clone(), out);
    let mut progress = if args.quiet { Progress::none() } else { Progress::over(walk(), words) };
    let mut held = Vec::new();
    let mut kept = 0;
    let weigh = |step: &Step| match step {
        Step::Read(input) => weight(input),
        Step::Failed(..) | Step::Passed(..) => 0,
    };
    let work = |step: Step| match step {
        Step::Read(input) => {
            let made = read(&input, options, words);
            Some((Some((input, ())), made))
        }
        Step::Failed(path, error) => {
            Some((None, Err(format!("luoshi: {}: {}", inert(&path.to_string_lossy()), system(&error, words)))))
        }
        Step::Passed(..) => None,
    };
    pipeline::run(walk(), args.jobs, Order::Given, weigh, work, |made| {
        match made {
            Some((Some((input, ())), Ok(report))) => {
                let weight = weight(&input);
                progress.advance(weight);
                let stdin = input == Input::Stdin;
                let room = kept + report.size() <= KEPT || stdin;
                if room {
                    kept += report.size();
                }
                held.push(Held {
                    weight,
                    name: report.name().to_owned(),
                    body: report.body().map(str::to_owned),
                    known: report.known(),
                    targets: report.target_count(),
                    digest: report.digest(),
                    report: room.then_some(report),
                    input,
                });
            }
            Some((input, Err(why))) => {
                *faults = true;
                progress.say(&why);
                if let Some((input, ())) = input {
                    progress.advance(weight(&input));
                }
            }
            Some((None, Ok(_))) | None => {}
        }
        ControlFlow::Continue(())
    });
    held
}

/// Reads one report and takes from it what the ledger needs; the message that names it and the mend where it cannot.
fn read(input: &Input, options: Options, words: &Words) -> Result<Report, String> {
    let path = match input {
        Input::Stdin => "-".to_owned(),
        Input::File(path, _) => path.to_string_lossy().into_owned(),
    };
    let fault = |why: &str| format!("luoshi: {}: {}", inert(&path), inert(why));
    let made = || {
        let loaded = load(input).map_err(|error| error.message(words))?;
        let reading = loaded.read(options);
        Ok::<_, String>(Report::new(&Source { name: &path, text: &loaded.document.text, reading: &reading }))
    };
    match catch_unwind(AssertUnwindSafe(made)) {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(why)) => Err(fault(&why)),
        Err(_) => Err(fault(words.get("error.panic"))),
    }
}

/// The reports of each government. One that does not say for whom it speaks is taken for that of the reports beside it,
/// where these are all of one; else it stands alone.
fn groups(mut held: Vec<Held>, args: &Read, words: &Words) -> BTreeMap<String, Vec<Held>> {
    let told = |key: &str, values: &[(&str, &str)]| {
        if !args.quiet {
            say(&format!("luoshi: {}", words.fill(key, values)));
        }
    };
    let folder = |name: &str| Path::new(name).parent().map(Path::to_path_buf).unwrap_or_default();
    // 云泽 and 云泽市 are one.
    whole_bodies(held.iter_mut().map(|one| &mut one.body));
    let mut beside: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for one in &held {
        if let Some(body) = &one.body {
            beside.entry(folder(&one.name)).or_default().insert(body.clone());
        }
    }
    let all: BTreeSet<&String> = beside.values().flatten().collect();
    let only = if all.len() <= 1 { Some(all.first().map_or_else(String::new, |b| (*b).clone())) } else { None };
    let mut seen: BTreeMap<u64, String> = BTreeMap::new();
    held.retain(|one| {
        let first = seen.get(&one.digest).map(|first| inert(first));
        if let Some(first) = &first {
            told("promises.twice", &[("path", &inert(&one.name)), ("other", first)]);
        } else {
            seen.insert(one.digest, one.name.clone());
        }
        first.is_none()
    });
    let mut named: Vec<String> = Vec::new();
    let mut groups: BTreeMap<String, Vec<Held>> = BTreeMap::new();
    for one in held {
        let path = inert(&one.name);
        let body = match (&one.body, &only, beside.get(&folder(&one.name))) {
            (Some(body), _, _) => body.clone(),
            (None, Some(only), _) => only.clone(),
            (None, None, Some(bodies)) if bodies.len() == 1 => bodies.first().cloned().unwrap_or_default(),
            (None, None, _) => {
                told("promises.no_body", &[("path", &path)]);
                one.name.clone()
            }
        };
        match one.known.0 {
            Known::Unknown if one.targets > 0 => told("promises.no_year", &[("path", &path)]),
            Known::Named => named.push(path),
            Known::Unknown | Known::Stated | Known::Beside => {}
        }
        groups.entry(body).or_default().push(one);
    }
    if !named.is_empty() {
        let count = named.len().to_string();
        let more = if named.len() > NAMED { ", …" } else { "" };
        let first = format!("{}{more}", named.get(..NAMED.min(named.len())).unwrap_or_default().join(", "));
        told("promises.year_of_name", &[("count", &count), ("named", &first)]);
    }
    groups
}

/// Enough to see which.
const NAMED: usize = 5;

/// Where the ledgers come together.
struct Results<'a> {
    output: Output,
    format: Format,
    printed: u64,
    pages: Vec<page::Sheet>,
    words: &'a Words,
    faults: bool,
    failed: Option<io::Error>,
}

impl Results<'_> {
    fn begin(&mut self, args: &Read) -> io::Result<()> {
        match self.format {
            Format::Json => self.output.write_all(b"["),
            Format::Csv => {
                let mut head = if args.mark { cells::MARK.to_vec() } else { Vec::new() };
                cells::header(csv::HEADER, &mut head);
                self.output.write_all(&head)
            }
            Format::Table | Format::Jsonl | Format::Html => Ok(()),
        }
    }

    fn take(&mut self, (made, lost): (Made, Vec<String>)) -> ControlFlow<()> {
        for why in lost {
            self.faults = true;
            say(&why);
        }
        let printed = match made {
            Made::Text(printed) => printed,
            Made::Sheet(sheet) => {
                self.pages.push(*sheet);
                return ControlFlow::Continue(());
            }
        };
        let between: &[u8] = match (self.format, self.printed) {
            (Format::Json, 0) => b"\n",
            (Format::Json, _) => b",\n",
            _ => b"",
        };
        self.printed += 1;
        let output = &mut self.output;
        let mut write = || {
            output.write_all(between)?;
            output.write_all(&printed)?;
            output.flush()
        };
        match write() {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn end(mut self) -> io::Result<()> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        match self.format {
            Format::Json => self.output.write_all(b"\n]\n")?,
            Format::Html => self.output.write_all(page::page(&self.pages, self.words).as_bytes())?,
            Format::Table | Format::Jsonl | Format::Csv => {}
        }
        self.output.finish()
    }
}
