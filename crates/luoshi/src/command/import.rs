//! `luoshi import`: documents come into the record, each with its bytes, its text and what was read in it.

mod again;

use super::record::{failed, open};
use super::unwritten;
use crate::args::{Ended, Import};
use crate::i18n::{Lang, Words};
use crate::input::{Loaded, from_bytes, system, take_file};
use crate::output::say;
use crate::terminal::{cut, inert, width};
use crate::walk::{Input, Passed, Step, Walk};
use jiff::civil::Date;
use luoshi_plan::SourceId;
use luoshi_proposal::marking;
use luoshi_reader::Options as Reading;
use luoshi_reader::json::{self, Form, Layout, Rules};
use luoshi_store::hex::encode as hex;
use luoshi_store::plan::{At, Source, SourceBytes};
use luoshi_store::{Intent, Store, StoreError};
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

/// Under this name the text of a document is kept, in whose characters all its citations count.
pub(crate) const TEXT: &str = "text";

/// Under this name, with the day given behind @ where one was given, what was read in it.
pub(crate) const READING: &str = "luoshi.reading/1";

pub(crate) fn run(args: &Import, words: &Words) -> Ended {
    let store = match open(&args.data, words) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let ended = if args.again { again::run(&store, args, words) } else { take_in(&store, args, words) };
    store.close();
    ended
}

/// What became of a document.
enum Came {
    New,
    Known,
}

fn take_in(store: &Store, args: &Import, words: &Words) -> Ended {
    let known = store.read(|reader| luoshi_store::plan::sources(reader, At::NOW));
    let mut known: BTreeMap<[u8; 32], Source> = match known {
        Ok(all) => all.into_iter().map(|s| (s.sha256, s)).collect(),
        Err(error) => return failed(&error, words),
    };
    let mut faults = false;
    let (mut new, mut same) = (0u32, 0u32);
    for step in Walk::new(args.paths.clone(), None) {
        let input = match step {
            Step::Read(input) => input,
            Step::Failed(path, error) => {
                say(&format!("luoshi: {}: {}", inert(&path.to_string_lossy()), system(&error, words)));
                faults = true;
                continue;
            }
            Step::Passed(path, why) => {
                let key = match why {
                    Passed::Hidden => "import.hidden",
                    Passed::LinkedFolder => "import.linked",
                    Passed::NoFile => "import.no_file",
                };
                say(&format!("luoshi: {}: {}", inert(&path.to_string_lossy()), words.get(key)));
                continue;
            }
        };
        match one(store, &input, args, &mut known, words) {
            Ok((came, line)) => {
                match came {
                    Came::New => new += 1,
                    Came::Known => same += 1,
                }
                if let Err(error) = print(&line) {
                    return unwritten(&error, "-", words);
                }
            }
            Err(why) => {
                say(&format!("luoshi: {}: {why}", inert(&named(&input))));
                faults = true;
            }
        }
    }
    say(&format!("luoshi: {}", words.fill("import.done", &[("new", &new.to_string()), ("same", &same.to_string())])));
    if faults { Ended::Faults } else { Ended::Done }
}

/// One document.
fn one(
    store: &Store,
    input: &Input,
    args: &Import,
    known: &mut BTreeMap<[u8; 32], Source>,
    words: &Words,
) -> Result<(Came, String), String> {
    let bytes = take_file(input).map_err(|e| e.message(words))?;
    let name = file_name(input);
    let loaded = from_bytes(name.clone(), bytes.clone()).map_err(|e| e.message(words))?;
    if let Some(source) = known.get(&loaded.sha()) {
        let mut line = line(words.get("import.known"), source, &named(input));
        // A day given for what is there already would else be passed over in silence.
        if let Some(day) = args.date.map(|d| d.to_string()).filter(|day| source.day.as_ref() != Some(day)) {
            line.push_str(&words.fill("import.known_day", &[("date", &day)]));
        }
        return Ok((Came::Known, line));
    }
    if loaded.document.text.trim().is_empty() {
        return Err(words.get("import.empty").to_owned());
    }
    let marked = marking(&loaded.document.text, &name);
    if let Some(found) = marked.as_ref().filter(|_| !args.despite_marking) {
        let at = found.line.to_string();
        let key = if found.line == 0 { "import.marked_name" } else { "import.marked" };
        return Err(words.fill(key, &[("text", &inert(&found.text)), ("line", &at)]));
    }
    let rows = office_rows(&bytes, &name);
    let made = read(&loaded, args.date);
    let source = Source {
        id: None,
        sha256: loaded.sha(),
        bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        name: Some(name),
        title: made.title,
        issuer: made.issuer,
        day: made.day.map(|d| d.to_string()),
        kind: made.kind,
        language: made.language,
    };
    let mut intent = Intent::new(if marked.is_some() { "source.import_marked" } else { "source.import" }, &args.actor);
    intent.why.clone_from(&args.why);
    let about = source.clone();
    // Bytes that are no text: the file was cut, or lost some on its way.
    let lost = |f: &&luoshi_document::Fault| {
        use luoshi_document::FaultKind;
        matches!(f.kind, FaultKind::Undecodable | FaultKind::Cut | FaultKind::LoneSurrogate | FaultKind::AlreadyLost)
    };
    let mut lost = loaded.document.faults.iter().filter(lost);
    let broken = lost.next().map(|first| {
        let (n, at) = ((lost.count() + 1).to_string(), first.bytes.start.to_string());
        words.fill("import.broken", &[("n", &n), ("at", &at)])
    });
    let (text, json, key) = (loaded.document.text, made.json, reading_key(args.date));
    let done = store.act(intent, move |act| {
        let (id, put) = SourceBytes { about: &about, bytes: &bytes }.record(act)?;
        act.reading(id, TEXT, text.as_bytes())?;
        act.reading(id, &key, &json)?;
        Ok((id, put))
    });
    let done = done.map_err(|e| super::record::said(&e, words))?;
    let source = Source { id: done.value.map(|(id, _)| id), ..source };
    let word = words.get(if marked.is_some() { "import.new_marked" } else { "import.new" });
    let mut line = line(word, &source, &named(input));
    line.push_str(&words.fill(
        "import.counts",
        &[("figures", &made.figures.to_string()), ("commitments", &made.commitments.to_string())],
    ));
    line.push_str(broken.as_deref().unwrap_or_default());
    if made.day.is_none() {
        let sha = hex(&source.sha256);
        line.push_str(&words.fill("import.no_day", &[("sha", sha.get(..12).unwrap_or(""))]));
    }
    if rows > 0 {
        line.push_str("\n  ");
        line.push_str(
            &words.fill("import.office_rows", &[("rows", &rows.to_string()), ("file", &inert(&named(input)))]),
        );
    }
    known.insert(source.sha256, source);
    Ok((Came::New, line))
}

/// How many values and tasks an office's workbook has: read as a document it only proposes what its words say.
fn office_rows(bytes: &[u8], name: &str) -> usize {
    if !luoshi_document::is_workbook(bytes, name) {
        return 0;
    }
    let Ok(Ok(book)) = crate::apart::cells(bytes) else { return 0 };
    let (known, mapping) = (luoshi_sheet::Known::default(), luoshi_sheet::Mapping::default());
    let found = luoshi_sheet::understand(&book, &luoshi_sheet::Options::new(&known, &mapping));
    found.tables.iter().map(|t| t.observations.len() + t.tasks.len()).sum()
}

/// A document that was read for the record.
pub(crate) struct Made {
    pub(crate) json: Vec<u8>,
    title: Option<String>,
    issuer: Option<String>,
    pub(crate) day: Option<Date>,
    kind: Option<String>,
    language: Option<String>,
    figures: usize,
    commitments: usize,
}

impl Made {
    /// What the record says of the document.
    pub(crate) fn source(&self, loaded: &Loaded) -> Source {
        Source {
            id: None,
            sha256: loaded.sha(),
            bytes: 0,
            name: None,
            title: self.title.clone(),
            issuer: self.issuer.clone(),
            day: self.day.map(|d| d.to_string()),
            kind: self.kind.clone(),
            language: self.language.clone(),
        }
    }
}

/// Reads a document as the record keeps it: in one language, so that who reads it again gets the same.
pub(crate) fn read(loaded: &Loaded, date: Option<Date>) -> Made {
    let words = Words::of(Lang::Zh);
    let mut reading = loaded.read(Reading { date, explain: false });
    loaded.add_faults(&mut reading.repairs, &words);
    let mut json = Vec::new();
    let form = Form { layout: Layout::Line, rules: Rules::Hidden, language: words.language() };
    json::write(&reading, &loaded.source(), form, &mut json);
    let facts = reading.facts;
    Made {
        json,
        day: date.or_else(|| facts.date.map(|d| d.value)),
        title: facts.title.map(|f| f.value),
        issuer: facts.issuer.map(|f| f.value),
        kind: facts.kind.map(|f| f.value),
        language: facts.language.map(|f| f.value),
        figures: reading.figures.len(),
        commitments: reading.commitments.len(),
    }
}

/// The name under which a reading is kept.
fn reading_key(date: Option<Date>) -> String {
    date.map_or_else(|| READING.to_owned(), |day| format!("{READING}@{day}"))
}

/// The day that was given for a reading kept under a name; the outer `None` where it is the name of no reading.
#[allow(clippy::option_option)]
pub(super) fn day_of(key: &str) -> Option<Option<Date>> {
    let rest = key.strip_prefix(READING)?;
    if rest.is_empty() { Some(None) } else { rest.strip_prefix('@')?.parse().ok().map(Some) }
}

/// The bytes of a source as they are kept.
pub(super) fn kept(store: &Store, source: &Source) -> Result<Vec<u8>, StoreError> {
    content(store, &source.sha256)
}

/// What is kept under a hash.
pub(super) fn content(store: &Store, sha256: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let there = store.read(|reader| {
        luoshi_store::plan::source_bytes(reader, sha256, |part| {
            bytes.extend_from_slice(part);
            Ok(())
        })
    })?;
    if there { Ok(bytes) } else { Err(StoreError::Odd(format!("nothing is kept under {}", hex(sha256)))) }
}

/// One line about a document: the beginning of its hash, what became of it, its number, day and title.
fn line(word: &str, source: &Source, named: &str) -> String {
    let hash = hex(&source.sha256);
    let id = source.id.map_or_else(String::new, |id: SourceId| format!("source/{id}"));
    let title = source.title.as_deref().or(source.name.as_deref()).unwrap_or("-");
    let title = cut(&inert(title), 48);
    let pad = " ".repeat(48usize.saturating_sub(width(&title)));
    let (hash, day) = (hash.get(..12).unwrap_or(""), source.day.as_deref().unwrap_or("-"));
    format!("{hash}  {id:<10}  {day:<10}  {title}{pad}  {word}  {}", inert(named))
}

fn print(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn named(input: &Input) -> String {
    match input {
        Input::Stdin => "-".to_owned(),
        Input::File(path, _) => path.to_string_lossy().into_owned(),
    }
}

fn file_name(input: &Input) -> String {
    match input {
        Input::Stdin => "-".to_owned(),
        Input::File(path, _) => {
            Path::new(path).file_name().map_or_else(|| "-".to_owned(), |n| n.to_string_lossy().into_owned())
        }
    }
}
