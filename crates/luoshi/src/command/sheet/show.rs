//! What was understood of a workbook, before anything is taken in.

use super::{corrections, kept, known, load, open_read, refused, understood};
use crate::args::{Ended, Sheet, SheetForm};
use crate::command::unwritten;
use crate::i18n::Words;
use crate::terminal::{cut, inert, width};
use luoshi_sheet::{
    Bound, Due, Fault, Kind, Mapping, Meaning, NoNumber, Passed, Skipped, Table, Understood, What, Why, Wrong,
};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

/// Faults of a kind that are listed one by one.
const LISTED: usize = 20;

pub(super) fn run(args: &Sheet, file: &Path, words: &Words) -> Ended {
    let (_, book) = match load(file, words) {
        Ok(loaded) => loaded,
        Err(why) => return refused(&why),
    };
    let mut mapping = match corrections(args, words) {
        Ok(mapping) => mapping,
        Err(why) => return refused(&why),
    };
    let mut names = luoshi_sheet::Known::default();
    if args.data.is_some() {
        let (store, whole) = match open_read(args, words) {
            Ok(found) => found,
            Err(ended) => return ended,
        };
        names = known(&whole);
        let first = understood(&book, args, &names, &mapping, false);
        let shapes: Vec<String> = first.tables.iter().map(|t| t.shape.clone()).collect();
        match store.read(|reader| kept(reader, &shapes)) {
            Ok(mut before) => {
                before.extend(mapping);
                mapping = before;
            }
            Err(error) => return super::failed(&error, words),
        }
    }
    let found = understood(&book, args, &names, &mapping, false);
    let text = match args.form {
        SheetForm::Table => table(&found, words),
        SheetForm::Jsonl => jsonl(&found),
        SheetForm::Mapping => mapping_of(&found, &mapping),
    };
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        return unwritten(&error, "-", words);
    }
    let wrong = found.tables.is_empty() || found.tables.iter().any(|t| !t.faults.is_empty());
    if wrong { Ended::Faults } else { Ended::Done }
}

/// What was understood, for a person.
pub(super) fn table(found: &Understood, words: &Words) -> String {
    let mut out = String::new();
    for table in &found.tables {
        one(table, words, &mut out);
    }
    for (sheet, why) in &found.passed {
        let why = words.get(match why {
            Passed::Hidden => "sheet.passed_hidden",
            Passed::Empty => "sheet.passed_empty",
            Passed::Instructions => "sheet.passed_instructions",
            Passed::NoTable => "sheet.passed_no_table",
        });
        let _ = writeln!(out, "{}: {why}", inert(sheet));
    }
    let left = found.left_out;
    for (is, key) in
        [(left.comments, "fault.comment"), (left.drawings, "fault.picture"), (left.outside, "fault.outside")]
    {
        if is {
            let _ = writeln!(out, "{}", words.get(key));
        }
    }
    out
}

fn one(table: &Table, words: &Words, out: &mut String) {
    let number = |n: usize| n.to_string();
    let kind = words.get(match table.kind {
        Kind::Observations => "sheet.kind_observations",
        Kind::Tasks => "sheet.kind_tasks",
    });
    let last = table.columns.last().map_or(0, |c| c.column);
    let first = table.columns.first().map_or(0, |c| c.column);
    let area = format!(
        "{}{}:{}{}",
        luoshi_document::column_name(first),
        table.heads.start + 1,
        luoshi_document::column_name(last),
        table.rows.end.max(table.heads.end)
    );
    let _ = writeln!(out, "{}!{area}  {kind}", inert(&table.sheet));
    for (_, title) in &table.title {
        let _ = writeln!(out, "  {}", inert(title));
    }
    let mut said = Vec::new();
    if let Some(period) = table.period {
        said.push(words.fill("sheet.period", &[("period", &period.named(words.plan_language()))]));
    }
    if let Some(unit) = &table.unit {
        said.push(words.fill("sheet.unit", &[("unit", &inert(unit))]));
    }
    if let Some(territory) = &table.territory {
        said.push(words.fill("sheet.territory", &[("territory", &inert(territory))]));
    }
    if !said.is_empty() {
        let _ = writeln!(out, "  {}", said.join(words.get("sheet.and")));
    }
    for column in &table.columns {
        let meaning = match column.meaning {
            Some(meaning) => words.of_word("meaning", meaning.word()),
            None => words.get("sheet.not_understood"),
        };
        let mut more = Vec::new();
        if column.meaning.is_some_and(Meaning::is_value) {
            more.extend(column.name.as_deref().map(inert));
            more.extend(column.place.as_deref().map(inert));
            more.extend(column.period.map(|p| p.named(words.plan_language())));
            more.extend(column.unit.as_deref().map(inert));
        }
        if column.meaning.is_some_and(Meaning::is_personal) {
            more.push(words.get("sheet.personal").to_owned());
        }
        let why = match column.why {
            Why::Heading => words.get("sheet.why_heading"),
            Why::Cells => words.get("sheet.why_cells"),
            Why::Period => words.get("sheet.why_period"),
            Why::Place => words.get("sheet.why_place"),
            Why::Name => words.get("sheet.why_name"),
            Why::Mapping => words.get("sheet.why_mapping"),
            Why::Unknown => words.get("sheet.why_unknown"),
        };
        let heading = cut(&inert(&column.heading()), 34);
        let pad = 36_usize.saturating_sub(width(&heading));
        let letters = luoshi_document::column_name(column.column);
        let more = if more.is_empty() { String::new() } else { format!("  {}", more.join(" · ")) };
        let _ = writeln!(out, "  {letters:<4}{heading}{}{meaning}{more}  ({why})", " ".repeat(pad));
    }
    let mut counts = vec![match table.kind {
        Kind::Observations => {
            let mut by: BTreeMap<What, usize> = BTreeMap::new();
            for row in &table.observations {
                *by.entry(row.what).or_default() += 1;
            }
            let parts: Vec<String> = by.iter().map(|(what, n)| format!("{} {n}", what_word(*what, words))).collect();
            words.fill("sheet.values", &[("count", &number(table.observations.len())), ("parts", &parts.join(" · "))])
        }
        Kind::Tasks => words.fill("sheet.tasks", &[("count", &number(table.tasks.len()))]),
    }];
    for (which, key) in [
        (Skipped::Sum, "sheet.skipped_sum"),
        (Skipped::Note, "sheet.skipped_note"),
        (Skipped::Section, "sheet.skipped_section"),
        (Skipped::Nameless, "sheet.skipped_nameless"),
        (Skipped::Heads, "sheet.skipped_heads"),
    ] {
        let rows: Vec<String> =
            table.skipped.iter().filter(|(_, s)| *s == which).map(|(r, _)| (r + 1).to_string()).collect();
        if !rows.is_empty() {
            let shown = rows.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
            let rows = if rows.len() > 8 { format!("{shown} … ({})", rows.len()) } else { shown };
            counts.push(words.fill(key, &[("rows", &rows)]));
        }
    }
    if table.hidden != (0, 0) {
        let (rows, columns) = (table.hidden.0.to_string(), table.hidden.1.to_string());
        counts.push(words.fill("sheet.hidden", &[("rows", &rows), ("columns", &columns)]));
    }
    for line in counts {
        let _ = writeln!(out, "  {line}");
    }
    for line in faults(&table.faults, words) {
        let _ = writeln!(out, "  {line}");
    }
    out.push('\n');
}

pub(super) fn what_word(what: What, words: &Words) -> &'static str {
    words.of_word("meaning", what.word())
}

/// Cells that are wrong, each with its address, and what to do about it.
pub(super) fn faults(all: &[Fault], words: &Words) -> Vec<String> {
    let mut out: Vec<String> = all.iter().take(LISTED).map(|fault| said(fault, words)).collect();
    if all.len() > LISTED {
        out.push(words.fill("sheet.more", &[("count", &(all.len() - LISTED).to_string())]));
    }
    out
}

fn said(fault: &Fault, words: &Words) -> String {
    let at = format!("{}!{}", inert(&fault.sheet), fault.place);
    let shown = inert(&cut(&fault.shown, 40));
    let why = match &fault.what {
        Wrong::NoNumber(why) => words
            .get(match why {
                NoNumber::Nothing | NoNumber::Words => "sheet.wrong_words",
                NoNumber::Error => "sheet.wrong_error",
                NoNumber::Formula => "sheet.wrong_formula",
                NoNumber::Day => "sheet.wrong_day",
                NoNumber::Brackets => "sheet.wrong_brackets",
                NoNumber::TooLong => "sheet.wrong_long",
            })
            .to_owned(),
        Wrong::Unit { has, said } => words.fill("sheet.wrong_unit", &[("has", &inert(has)), ("said", &inert(said))]),
        Wrong::NotExact => words.get("sheet.wrong_exact").to_owned(),
        Wrong::Period => words.get("sheet.wrong_period").to_owned(),
        Wrong::NoPeriod => words.get("sheet.wrong_no_period").to_owned(),
        Wrong::Due => words.get("sheet.wrong_due").to_owned(),
        Wrong::Twice(other) => words.fill("sheet.wrong_twice", &[("other", &other.to_string())]),
        Wrong::NoLead => words.get("sheet.wrong_lead").to_owned(),
        Wrong::Secret => words.get("sheet.wrong_secret").to_owned(),
    };
    format!("{at}: {shown}: {why}")
}

/// A value or a task a line.
fn jsonl(found: &Understood) -> String {
    let mut out = String::new();
    for table in &found.tables {
        let at = |place: luoshi_sheet::Place| format!("{}!{place}", table.sheet);
        let maybe = |place: Option<luoshi_sheet::Place>| place.map(at);
        for row in &table.observations {
            let line = json!({
                "kind": "observation", "indicator": &*row.indicator, "group": row.group.as_deref(),
                "category": row.category.as_deref(), "unit": row.unit.as_deref(), "territory": row.territory.as_deref(),
                "period": row.period.map(|p| p.to_string()), "what": row.what.word(),
                "value": row.value.value.to_string(), "high": row.value.high.map(|h| h.to_string()),
                "bound": row.value.bound.map(Bound::word), "cumulative": row.value.cumulative,
                "finality": row.finality.map(|f| match f {
                    luoshi_plan::Finality::Estimate => "estimate",
                    luoshi_plan::Finality::Provisional => "provisional",
                    luoshi_plan::Finality::Final => "final",
                }),
                "source": row.source.as_deref(), "binding": row.binding, "cell": at(row.cell),
                "cells": {"indicator": maybe(row.from.indicator), "unit": maybe(row.from.unit),
                    "territory": maybe(row.from.territory), "period": maybe(row.from.period)},
            });
            let _ = writeln!(out, "{line}");
        }
        for row in &table.tasks {
            let fields: Vec<Json> = row
                .fields
                .iter()
                .map(|(m, text, place)| json!({"meaning": m.word(), "text": text, "cell": at(*place)}))
                .collect();
            let (due, goes_on) = match row.due {
                Due::On(day) => (Some(day.to_string()), false),
                Due::GoesOn => (None, true),
                Due::Unstated => (None, false),
            };
            let line = json!({
                "kind": "task", "number": row.number, "title": row.title, "categories": row.categories,
                "lead": row.lead, "support": row.support, "due_text": row.due_text, "due": due, "goes_on": goes_on,
                "start": row.start.map(|d| d.to_string()), "done": row.done.map(|d| d.to_string()), "fields": fields,
                "cell": at(row.cell), "lead_cell": maybe(row.lead_cell), "due_cell": maybe(row.due_cell),
            });
            let _ = writeln!(out, "{line}");
        }
        for fault in &table.faults {
            let line = json!({"kind": "fault", "cell": format!("{}!{}", fault.sheet, fault.place), "shown": fault.shown,
                "what": format!("{:?}", fault.what)});
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// What was understood as a mapping, to be corrected and given back.
fn mapping_of(found: &Understood, mapping: &Mapping) -> String {
    let mut out = mapping.clone();
    for column in found.tables.iter().flat_map(|t| &t.columns) {
        let meaning = column.meaning.unwrap_or(Meaning::Ignore);
        // A heading that cannot be written is one that nobody would correct.
        let _ = out.set("column", &column.heading(), meaning.word());
    }
    out.write()
}
