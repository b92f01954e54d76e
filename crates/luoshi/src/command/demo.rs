//! `luoshi demo`: the site of an invented city on this machine. With `--out`, an invented report as messy as a real page is
//! read instead, and what was found written down.

use super::unwritten;
use crate::args::{Demo, Ended};
use crate::i18n::Words;
use crate::input::{from_bytes, system};
use crate::output::say;
use crate::print::{Format, Style, csv};
use crate::terminal::{Look, inert};
use luoshi_reader::Options;
use luoshi_reader::json::Rules;
use luoshi_web::{Notice, Settings};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// 云泽市 is invented, and so is every figure.
const REPORT: &str = include_str!("../demo/report.txt");

pub(crate) fn run(args: &Demo, words: &Words) -> Ended {
    if args.out.is_none() {
        return site(args, words);
    }
    let folder = match folder(args.out.as_deref()) {
        Ok(folder) => folder,
        Err(error) => {
            let asked = args.out.as_ref().map_or_else(|| "-".to_owned(), |p| inert(&p.to_string_lossy()));
            say(&format!("luoshi: {asked}: {}", system(&error, words)));
            return Ended::Faults;
        }
    };
    let name = folder.join("report.txt").to_string_lossy().into_owned();
    let loaded = match from_bytes(name, REPORT.as_bytes().to_vec()) {
        Ok(loaded) => loaded,
        Err(error) => {
            say(&format!("luoshi: {}", error.message(words)));
            return Ended::Faults;
        }
    };
    let mut reading = loaded.read(Options::default());
    loaded.add_faults(&mut reading.repairs, words);
    let printed = |format, look| {
        let mut out = Vec::new();
        if format == Format::Csv {
            csv::header(csv::HEADER, &mut out);
        }
        Style { format, rules: Rules::Hidden, look, words }.print(&loaded, &reading, &mut out);
        out
    };
    let files = [
        ("report.txt", REPORT.as_bytes().to_vec()),
        ("report.json", printed(Format::Json, Look::PLAIN)),
        ("report.csv", printed(Format::Csv, Look::PLAIN)),
        ("report.html", printed(Format::Html, Look::PLAIN)),
    ];
    // A report of somebody's own is never written over.
    let own = std::fs::read(folder.join("report.txt")).is_ok_and(|found| found != REPORT.as_bytes());
    for (name, content) in &files {
        let path = folder.join(name);
        let written = if own { Err(io::ErrorKind::AlreadyExists.into()) } else { std::fs::write(&path, content) };
        if let Err(error) = written {
            say(&format!("luoshi: {}: {}", inert(&path.to_string_lossy()), system(&error, words)));
            return Ended::Faults;
        }
    }
    let mut out = printed(Format::Table, Look::of_stdout());
    let place = inert(&folder.to_string_lossy());
    out.extend_from_slice(words.fill("demo.written", &[("folder", &place)]).as_bytes());
    out.push(b'\n');
    let mut stdout = io::stdout().lock();
    match stdout.write_all(&out).and_then(|()| stdout.flush()) {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}

/// Makes the record of the example, in the folder asked for or a fresh one, and serves its site on loopback.
fn site(args: &Demo, words: &Words) -> Ended {
    let fresh = match &args.data {
        Some(_) => None,
        None => match folder(None) {
            Ok(folder) => Some(folder),
            Err(error) => {
                say(&format!("luoshi: {}", system(&error, words)));
                return Ended::Faults;
            }
        },
    };
    let data =
        args.data.clone().or_else(|| fresh.as_ref().map(|f| f.to_string_lossy().into_owned())).unwrap_or_default();
    let ended = over(args, &data, words);
    if let Some(folder) = fresh {
        // It was made for this run alone.
        let _ = std::fs::remove_dir_all(folder);
    }
    ended
}

fn over(args: &Demo, data: &str, words: &Words) -> Ended {
    let options = luoshi_store::Options { origin: Some("demo.luoshi.example/log".to_owned()), ..Default::default() };
    let failed = |why: &str| {
        say(&format!("luoshi: {}", inert(why)));
        Ended::Faults
    };
    let place = luoshi_store::db::Place::parse(data);
    match crate::demo::build(&place, &options, words) {
        Ok(store) => store.close(),
        Err(why) => return failed(&why),
    }
    let day = crate::demo::DAY;
    if !args.site {
        let day = day.to_string();
        say(&format!("luoshi: {}", words.fill("demo.record", &[("data", &inert(data)), ("day", &day)])));
        return Ended::Done;
    }
    let mut settings = Settings {
        date: Some(day),
        publisher: "鹿川市发展改革委（虚构）".to_owned(),
        contact: "error@luoshi.example".to_owned(),
        notice: Some(Notice::Demo),
        log: false,
        unpack: crate::apart::unpack(),
        ..Settings::default()
    };
    settings.listen = args.listen.clone().unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let store = match luoshi_store::Store::read_only(&place) {
        Ok(store) => store,
        Err(error) => return failed(&error.to_string()),
    };
    super::serve::over(settings, store, words, |address| {
        say(&format!("luoshi: {}", words.fill("demo.open", &[("address", address)])));
        if io::stdout().is_terminal() {
            open(address);
        }
    })
}

/// Opens the browser of whoever sits before the screen; where there is none, the address stands there to be copied.
fn open(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let quiet = std::process::Stdio::null;
    let _ = std::process::Command::new(program).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}

/// The folder asked for, or a fresh one among the temporary files: one that is there already may be somebody's trap.
fn folder(asked: Option<&Path>) -> io::Result<PathBuf> {
    if let Some(asked) = asked {
        std::fs::create_dir_all(asked)?;
        return Ok(asked.to_owned());
    }
    for n in 1..1000 {
        let folder = std::env::temp_dir().join(format!("luoshi-demo-{}-{n}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
