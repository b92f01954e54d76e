//! `luoshi read`: files, folders and standard input, on all cores, in the form asked for.

mod pages;

use super::unwritten;
use crate::args::{Ended, Kinds, Read};
use crate::i18n::Words;
use crate::input::{Loaded, load, system};
use crate::output::Output;
use crate::pipeline::{self, Order};
use crate::print::{Format, Style, check, csv};
use crate::progress::{Progress, weight};
use crate::terminal::{Look, inert};
use crate::walk::{Input, Passed, Step, Walk};
use luoshi_page::reading::{self as reading_page, Sheet};
use luoshi_reader::json::Rules;
use luoshi_reader::{Options, Reading};
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub(crate) fn run(args: &Read, words: &Words) -> Ended {
    let out = args.out.as_deref().filter(|p| p.as_os_str() != "-");
    let to = out.map_or_else(|| "-".to_owned(), |p| inert(&p.to_string_lossy()));
    // The result is never written over what it is read from.
    let same = |p: &&std::path::PathBuf| {
        out.is_some_and(|o| o.canonicalize().is_ok_and(|o| p.canonicalize().is_ok_and(|p| p == o)))
    };
    if let Some(input) = args.paths.iter().find(same) {
        let path = inert(&input.to_string_lossy());
        crate::output::say(&format!("luoshi: {}", words.fill("usage.out_is_input", &[("path", &path)])));
        return Ended::Misused;
    }
    let many = args.paths.len() > 1 || args.paths.iter().any(|p| p.is_dir());
    let opened = match out.filter(|o| args.format == Format::Html && pages::is_folder(o)) {
        Some(folder) => pages::Folder::open(folder).map(To::Folder),
        None if args.format == Format::Html => Output::open(out).map(|output| To::Page(output, Vec::new())),
        None => Output::open(out).map(To::Stream),
    };
    let output = match opened {
        Ok(output) => output,
        Err(error) => {
            crate::output::say(&format!("luoshi: {to}: {}", system(&error, words)));
            return Ended::Misused;
        }
    };
    let style = Style {
        format: args.format,
        rules: if args.explain { Rules::Shown } else { Rules::Hidden },
        look: if out.is_some() { Look::PLAIN } else { Look::of_stdout() },
        words,
    };
    let options = Options { date: args.date, explain: args.explain };
    let walk = || Walk::new(args.paths.clone(), out);
    let mut results = Results {
        output,
        words,
        format: args.format,
        many,
        printed: 0,
        faults: false,
        found: false,
        failed: None,
        passed: PassedOver::default(),
        progress: if args.quiet { Progress::none() } else { Progress::over(walk(), words) },
    };
    if let Err(error) = results.begin(args) {
        return unwritten(&error, &to, words);
    }
    let order = if args.format == Format::Jsonl { Order::Finished } else { Order::Given };
    let weigh = |(_, step): &(usize, Step)| match step {
        Step::Read(input) => weight(input),
        Step::Failed(..) | Step::Passed(..) => 0,
    };
    let checked = |kinds: &Kinds, loaded: &Loaded, reading: &Reading| {
        let mut out = Vec::new();
        let found = check::print(loaded, reading, kinds, &style, &mut out);
        Printed::Checked(out, found)
    };
    let print: &(dyn Fn(usize, &Loaded, &Reading) -> Printed + Sync) = match &results.output {
        To::Stream(_) => &|_, loaded, reading| {
            if let Some(kinds) = &args.check {
                return checked(kinds, loaded, reading);
            }
            // A reading is some ten times as long in JSON as its text.
            let mut out = Vec::with_capacity(loaded.document.text.len() * 4);
            style.print(loaded, reading, &mut out);
            Printed::Text(out)
        },
        To::Page(..) => &|n, loaded, reading| {
            Printed::Sheet(Box::new(reading_page::sheet(
                &loaded.original(),
                reading,
                words,
                style.rules,
                many.then_some(n + 1),
            )))
        },
        To::Folder(_) => &|_, loaded, reading| {
            let sheet = reading_page::sheet(&loaded.original(), reading, words, style.rules, None);
            let page = reading_page::page(std::slice::from_ref(&sheet), words);
            Printed::Page(Box::new(Sheet { markup: String::new(), ..sheet }), page)
        },
    };
    let work = |(n, step)| make(n, step, options, words, print);
    pipeline::run(walk().enumerate(), args.jobs, order, weigh, work, |made| results.take(made));

    let Results { output, progress, passed, faults, found, failed, printed, .. } = results;
    drop(progress);
    if !args.quiet {
        passed.say(words);
    }
    let ended = match failed {
        Some(error) => Err(error),
        // Nothing could be read: what a file held before is worth more than nothing.
        None if faults && printed == 0 && out.is_some() => Ok(()),
        None => end(output, args.format, many, printed, words),
    };
    match ended {
        Err(error) => unwritten(&error, &to, words),
        Ok(()) if faults || found => Ended::Faults,
        Ok(()) => Ended::Done,
    }
}

/// Where results go.
enum To {
    /// As they come.
    Stream(Output),
    /// A page of all, written when all are there: its head tells of each.
    Page(Output, Vec<Sheet>),
    /// A page for each.
    Folder(pages::Folder),
}

/// A document in its printed form.
enum Printed {
    Text(Vec<u8>),
    /// What was found in it, and whether anything was.
    Checked(Vec<u8>, bool),
    Sheet(Box<Sheet>),
    /// A whole page, and what the list says of it.
    Page(Box<Sheet>, String),
}

/// What became of one step of the walk.
enum Made {
    /// A document in its printed form, and the weight of its input.
    Printed(Printed, u64),
    /// A message that names the input, the reason and the mend.
    Fault(String, u64),
    /// Passed over within a folder.
    Passed(String, Passed),
}

/// Reads and prints one input. Runs on any thread.
fn make(
    n: usize,
    step: Step,
    options: Options,
    words: &Words,
    print: &(dyn Fn(usize, &Loaded, &Reading) -> Printed + Sync),
) -> Made {
    let fault = |path: &Path, why: &str, bytes| {
        Made::Fault(format!("luoshi: {}: {}", inert(&path.to_string_lossy()), inert(why)), bytes)
    };
    let input = match step {
        Step::Read(input) => input,
        Step::Failed(path, error) => return fault(&path, &system(&error, words), 0),
        Step::Passed(path, why) => return Made::Passed(inert(&path.to_string_lossy()), why),
    };
    let path = match &input {
        Input::Stdin => Path::new("-"),
        Input::File(path, _) => path,
    };
    let bytes = weight(&input);
    let printed = || {
        let loaded = load(&input).map_err(|error| error.message(words))?;
        let mut reading = loaded.read(options);
        loaded.add_faults(&mut reading.repairs, words);
        Ok::<_, String>(print(n, &loaded, &reading))
    };
    // The reader promises never to panic. Should it break the promise, one document is lost and not the run: the
    // others would wait for this one's turn for ever.
    match catch_unwind(AssertUnwindSafe(printed)) {
        Ok(Ok(out)) => Made::Printed(out, bytes),
        Ok(Err(why)) => fault(path, &why, bytes),
        Err(_) => fault(path, words.get("error.panic"), bytes),
    }
}

/// Where everything made comes together, one at a time.
struct Results<'a> {
    output: To,
    words: &'a Words,
    format: Format,
    /// JSON is an array.
    many: bool,
    printed: u64,
    faults: bool,
    /// The texts themselves have faults.
    found: bool,
    /// Writing failed: nothing more is written.
    failed: Option<io::Error>,
    passed: PassedOver,
    progress: Progress,
}

impl Results<'_> {
    fn begin(&mut self, args: &Read) -> io::Result<()> {
        let To::Stream(output) = &mut self.output else { return Ok(()) };
        match self.format {
            Format::Json if self.many => output.write_all(b"["),
            Format::Csv => {
                let mut head = if args.mark { csv::MARK.to_vec() } else { Vec::new() };
                csv::header(if args.check.is_some() { check::HEADER } else { csv::HEADER }, &mut head);
                output.write_all(&head)
            }
            Format::Table | Format::Json | Format::Jsonl | Format::Html => Ok(()),
        }
    }

    fn take(&mut self, made: Made) -> ControlFlow<()> {
        match made {
            Made::Printed(printed, bytes) => {
                self.found |= matches!(printed, Printed::Checked(_, true));
                if let Err(error) = self.print(printed) {
                    self.failed = Some(error);
                    return ControlFlow::Break(());
                }
                self.progress.advance(bytes);
            }
            Made::Fault(message, bytes) => {
                self.faults = true;
                self.progress.say(&message);
                self.progress.advance(bytes);
            }
            Made::Passed(path, why) => self.passed.add(path, why),
        }
        ControlFlow::Continue(())
    }

    fn print(&mut self, made: Printed) -> io::Result<()> {
        let Self { output, format, many, printed, progress, words, .. } = self;
        let first = *printed == 0;
        *printed += 1;
        match (output, made) {
            (To::Stream(output), Printed::Text(text) | Printed::Checked(text, _)) => {
                let between: &[u8] = match (*format, *many, first) {
                    (Format::Json, true, true) => b"\n",
                    (Format::Json, true, false) => b",\n",
                    _ => b"",
                };
                let on_terminal = output.is_on_terminal();
                let mut write = || {
                    output.write_all(between)?;
                    output.write_all(&text)?;
                    output.flush()
                };
                if on_terminal { progress.aside(write) } else { write() }
            }
            (To::Page(_, sheets), Printed::Sheet(sheet)) => {
                sheets.push(*sheet);
                Ok(())
            }
            (To::Folder(folder), Printed::Page(sheet, page)) => folder.add(&sheet, &page, words),
            // What is printed is made for where it goes.
            (To::Stream(_) | To::Page(..) | To::Folder(_), _) => Ok(()),
        }
    }
}

fn end(output: To, format: Format, many: bool, printed: u64, words: &Words) -> io::Result<()> {
    match output {
        To::Stream(mut output) => {
            match format {
                Format::Json if many => output.write_all(b"\n]\n")?,
                Format::Json if printed > 0 => output.write_all(b"\n")?,
                Format::Table | Format::Json | Format::Jsonl | Format::Csv | Format::Html => {}
            }
            output.finish()
        }
        To::Page(mut output, sheets) => {
            // One input that could not be read gives no page, as it gives no object.
            if many || !sheets.is_empty() {
                pages::whole(&mut output, &sheets, words)?;
            }
            output.finish()
        }
        To::Folder(folder) => folder.finish(words),
    }
}

/// What was passed over within folders: counted, and the first few named, so that memory does not grow with them.
#[derive(Default)]
struct PassedOver {
    hidden: Few,
    linked: Few,
    no_file: Few,
}

#[derive(Default)]
struct Few {
    count: u64,
    named: Vec<String>,
}

/// Enough to see what sort of thing was passed over.
const NAMED: usize = 5;

impl PassedOver {
    fn add(&mut self, path: String, why: Passed) {
        let few = match why {
            Passed::Hidden => &mut self.hidden,
            Passed::LinkedFolder => &mut self.linked,
            Passed::NoFile => &mut self.no_file,
        };
        few.count += 1;
        if few.named.len() < NAMED {
            few.named.push(path);
        }
    }

    fn say(&self, words: &Words) {
        let all = [("note.hidden", &self.hidden), ("note.linked", &self.linked), ("note.no_file", &self.no_file)];
        for (key, few) in all {
            if few.count > 0 {
                let mut named = few.named.join(", ");
                if few.count > NAMED as u64 {
                    named.push_str(", …");
                }
                let count = few.count.to_string();
                crate::output::say(&format!("luoshi: {}", words.fill(key, &[("count", &count), ("named", &named)])));
            }
        }
    }
}
