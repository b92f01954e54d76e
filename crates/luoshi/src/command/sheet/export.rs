//! Workbooks written: the office's own form with what stands in the record, and templates.

use super::{
    FORM, bytes_of, cells, corrections, kept, known, load, open_read, put, reading, refused, today, understood,
};
use crate::args::{Ended, Sheet};
use crate::command::plan::source::{by_name, find};
use crate::command::record::failed;
use crate::i18n::Words;
use crate::output::say;
use luoshi_sheet::{Rows, fill, observations_template, tasks_template};
use luoshi_store::plan::{At, sources};
use std::path::Path;

pub(super) fn run(
    args: &Sheet,
    form: Option<&Path>,
    source: Option<&str>,
    out: &Path,
    rows: Rows,
    words: &Words,
) -> Ended {
    let (store, whole) = match open_read(args, words) {
        Ok(found) => found,
        Err(ended) => return ended,
    };
    let book = if let Some(file) = form {
        load(file, words).map(|(_, book)| book)
    } else {
        // The workbook that is kept: of the source that is named, else the last; its form where its bytes were erased.
        let found = store.read(|reader| {
            let all = sources(reader, At::NOW)?;
            let sheets: Vec<_> = all.into_iter().filter(|s| s.kind.as_deref() == Some("sheet")).collect();
            let which = match source {
                // What is kept of a workbook that tells of persons is a copy without them: its file has other bytes.
                Some(named) => find(&sheets, named, words).or_else(|_| by_name(&sheets, named, words)),
                None => sheets.last().ok_or_else(|| words.get("sheet.no_form").to_owned()),
            };
            match which {
                Ok(source) => {
                    let name = source.name.clone().unwrap_or_default();
                    let book = bytes_of(reader, source)?.and_then(|bytes| cells(&bytes, &name).ok());
                    match book {
                        Some(book) => Ok(Ok(book)),
                        None => match reading(reader, source, FORM)? {
                            Some(form) => Ok(cells(&form, "form.xlsx").map_err(|e| e.message(words))),
                            None => Ok(Err(words.get("sheet.no_form").to_owned())),
                        },
                    }
                }
                Err(why) => Ok(Err(why)),
            }
        });
        match found {
            Ok(book) => book,
            Err(error) => return failed(&error, words),
        }
    };
    let (book, given) = match book.and_then(|book| Ok((book, corrections(args, words)?))) {
        Ok(found) => found,
        Err(why) => return refused(&why),
    };
    let names = known(&whole);
    let shapes: Vec<String> =
        understood(&book, args, &names, &given, false).tables.iter().map(|t| t.shape.clone()).collect();
    let mut mapping = match store.read(|reader| kept(reader, &shapes)) {
        Ok(mapping) => mapping,
        Err(error) => return failed(&error, words),
    };
    mapping.extend(given);
    let found = understood(&book, args, &names, &mapping, true);
    if found.tables.is_empty() {
        return refused(words.get("sheet.nothing_understood"));
    }
    match fill(&book, &found, &mapping, &whole, today(args), rows) {
        Ok((bytes, filled)) => {
            let n = |n: usize| n.to_string();
            let (values, open) = (n(filled.values), n(filled.open));
            let (tasks, added) = (n(filled.tasks), n(filled.added));
            let ended = put(&bytes, out, words);
            say(&format!(
                "luoshi: {}",
                words.fill(
                    "sheet.filled",
                    &[("values", &values), ("open", &open), ("tasks", &tasks), ("added", &added)]
                )
            ));
            if filled.others > 0 {
                say(&format!("luoshi: {}", words.fill("sheet.others", &[("count", &n(filled.others))])));
            }
            ended
        }
        Err(error) => refused(&error.to_string()),
    }
}

pub(super) fn template(args: &Sheet, tasks: bool, out: &Path, words: &Words) -> Ended {
    let (_, whole) = match open_read(args, words) {
        Ok(found) => found,
        Err(ended) => return ended,
    };
    let language = words.plan_language();
    let made =
        if tasks { tasks_template(&whole, language) } else { observations_template(&whole, args.period, language) };
    match made {
        Ok(bytes) => put(&bytes, out, words),
        Err(error) => refused(&error.to_string()),
    }
}
