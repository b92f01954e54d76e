//! `luoshi sheet`: an office's own workbooks, shown, taken in, filled and made.

mod export;
mod place;
mod show;
pub(crate) mod take;

use super::record::failed;
use super::unwritten;
use crate::apart;
use crate::args::{Ended, Sheet, SheetWork};
use crate::i18n::Words;
use crate::input::{Unreadable, take_file};
use crate::output::{Output, say};
use crate::terminal::inert;
use crate::walk::Input;
use jiff::civil::Date;
use luoshi_document::{DocumentError, Workbook, decode_owned, is_workbook};
use luoshi_plan::{PlanId, Whole};
use luoshi_sheet::{Known, Mapping, Options, Rows, Understood, csv, understand};
use luoshi_store::plan::{self, At, Source, readings, source_bytes, sources};
use luoshi_store::{Reader, Store, StoreError};
use std::io::Write as _;
use std::path::Path;

/// Under this name a workbook's mapping is kept, beside its source.
const MAPPING: &str = "luoshi.mapping/1";
/// Under this name its form: the sheets without values and persons.
const FORM: &str = "luoshi.form/1";

pub(crate) fn run(args: &Sheet, words: &Words) -> Ended {
    match &args.work {
        SheetWork::Show(file) => show::run(args, file, words),
        SheetWork::Import(taking) => take::run(args, taking, words),
        SheetWork::Export { form, source, out, others } => {
            let rows = if *others { Rows::All } else { Rows::Own };
            export::run(args, form.as_deref(), source.as_deref(), out, rows, words)
        }
        SheetWork::Template { tasks, out } => export::template(args, *tasks, out, words),
    }
}

/// Today, or the day that was given.
fn today(args: &Sheet) -> Date {
    args.date.unwrap_or_else(|| jiff::ZonedDateTime::now().date())
}

/// The bytes of a file and its cells: of a workbook in a process of its own, of separated values here.
fn load(file: &Path, words: &Words) -> Result<(Vec<u8>, Workbook), String> {
    let size = std::fs::metadata(file).map_or(0, |m| m.len());
    let message = |why: Unreadable| format!("{}: {}", inert(&file.to_string_lossy()), why.message(words));
    let bytes = take_file(&Input::File(file.to_owned(), size)).map_err(message)?;
    let book = cells(&bytes, &file.to_string_lossy()).map_err(message)?;
    Ok((bytes, book))
}

fn cells(bytes: &[u8], name: &str) -> Result<Workbook, Unreadable> {
    if is_workbook(bytes, name) {
        let read = apart::cells(bytes).map_err(Unreadable::Lost)?;
        return read.map_err(|why| Unreadable::Document(DocumentError::Xlsx(why)));
    }
    let document = decode_owned(bytes.to_vec(), name).map_err(Unreadable::Document)?;
    let stem = Path::new(name).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    csv(&document.text, &stem).map_err(Unreadable::Csv)
}

/// The plan of a record, where there is one, or the one that was named.
fn whole(reader: &mut Reader<'_>, args: &Sheet, words: &Words) -> Result<Whole, StoreError> {
    let plans = plan::plans(reader, At::NOW)?;
    let which = match (args.plan.map(PlanId::new), &plans[..]) {
        (Some(id), all) if all.iter().all(|p| p.id != id) => {
            return Err(StoreError::Refused(words.fill("status.no_plan", &[("plan", &id.to_string())])));
        }
        (None, [_, _, ..]) => {
            let list = plans.iter().map(|p| format!("--plan {} {}", p.id, p.title)).collect::<Vec<_>>().join("; ");
            return Err(StoreError::Refused(words.fill("sheet.which_plan", &[("plans", &list)])));
        }
        (which, _) => which,
    };
    plan::whole(reader, which, At::NOW)
}

/// What the plan knows by name.
fn known(whole: &Whole) -> Known {
    Known::new(whole.indicators.iter().map(|i| i.name.as_str()), whole.territories.iter().map(|t| t.name.as_str()))
}

/// The corrections of the file and of the options.
fn corrections(args: &Sheet, words: &Words) -> Result<Mapping, String> {
    let mut mapping = match &args.mapping {
        Some(file) => {
            let named = inert(&file.to_string_lossy());
            let size = std::fs::metadata(file).map_or(0, |m| m.len());
            let bytes =
                take_file(&Input::File(file.clone(), size)).map_err(|e| format!("{named}: {}", e.message(words)))?;
            let document = decode_owned(bytes, &named)
                .map_err(|e| format!("{named}: {}", Unreadable::Document(e).message(words)))?;
            Mapping::read(&document.text).map_err(|e| format!("{named}: {e}"))?
        }
        None => Mapping::default(),
    };
    for (what, written, means) in &args.corrections {
        mapping.set(what, written, means).map_err(|(text, valid)| {
            words.fill("usage.value", &[("named", &format!("--{what}")), ("value", &text), ("valid", &valid)])
        })?;
    }
    Ok(mapping)
}

/// A workbook understood.
fn understood(book: &Workbook, args: &Sheet, known: &Known, mapping: &Mapping, slots: bool) -> Understood {
    let options = Options {
        hidden: args.hidden,
        slots,
        period: args.period,
        territory: args.territory.as_deref(),
        today: Some(today(args)),
        ..Options::new(known, mapping)
    };
    understand(book, &options)
}

/// What was corrected for sheets of the same headings before, newest last.
fn kept(reader: &mut Reader<'_>, shapes: &[String]) -> Result<Mapping, StoreError> {
    let mut mapping = Mapping::default();
    for source in sources(reader, At::NOW)?.iter().filter(|s| s.kind.as_deref() == Some("sheet")) {
        let Some(text) = reading(reader, source, MAPPING)? else { continue };
        let Ok(text) = String::from_utf8(text) else { continue };
        let (of, table) = text.split_once("\n\n").unwrap_or(("", text.as_str()));
        if of.lines().any(|shape| shapes.iter().any(|s| s == shape)) {
            mapping.extend(Mapping::read(table).unwrap_or_default());
        }
    }
    Ok(mapping)
}

/// What is kept beside a source under a name.
fn reading(reader: &mut Reader<'_>, source: &Source, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(id) = source.id else { return Ok(None) };
    let all = readings(reader, id, At::NOW)?;
    let Some((_, sha256, _)) = all.iter().find(|(reader, ..)| reader == name) else { return Ok(None) };
    let mut bytes = Vec::new();
    source_bytes(reader, sha256, |part| {
        bytes.extend_from_slice(part);
        Ok(())
    })?;
    Ok(Some(bytes))
}

/// The bytes of a source, where the record has them still.
fn bytes_of(reader: &mut Reader<'_>, source: &Source) -> Result<Option<Vec<u8>>, StoreError> {
    let mut bytes = Vec::new();
    source_bytes(reader, &source.sha256, |part| {
        bytes.extend_from_slice(part);
        Ok(())
    })?;
    Ok((!bytes.is_empty()).then_some(bytes))
}

/// Writes a workbook where it was asked for: whole, or not at all.
fn put(bytes: &[u8], out: &Path, words: &Words) -> Ended {
    let named = inert(&out.to_string_lossy());
    let written = Output::open(Some(out)).and_then(|mut to| {
        to.write_all(bytes)?;
        to.finish()
    });
    match written {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, &named, words),
    }
}

/// Says why a workbook was not taken in.
fn refused(why: &str) -> Ended {
    say(&format!("luoshi: {why}"));
    Ended::Faults
}

/// The record for reading, and its plan.
fn open_read(args: &Sheet, words: &Words) -> Result<(Store, Whole), Ended> {
    let Some(place) = &args.data else { return Err(Ended::Misused) };
    let store = Store::read_only(place).map_err(|error| failed(&error, words))?;
    let whole = store.read(|reader| whole(reader, args, words)).map_err(|error| failed(&error, words))?;
    Ok((store, whole))
}
