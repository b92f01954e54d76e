//! The cells of a sheet.

use super::day::day;
use super::number::decimal;
use super::strings::{place, words};
use crate::package::PackageError;
use crate::package::xml::{Element, Space, Step, Xml};
use crate::workbook::{Kind, Look, Merge, Sheet, SheetCell};
use std::ops::Range;

/// Rows and columns of a sheet, fixed by the format.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
/// Cells of a workbook that are read: more than any record takes in at once, and some 200 MB.
pub(super) const CELLS: usize = 6_000_000;
/// Merged cells of a sheet.
const MERGES: usize = 200_000;

/// What a sheet's cells refer to.
pub(super) struct Around<'a> {
    pub(super) shared: &'a [Range<u32>],
    pub(super) looks: &'a [Look],
    pub(super) from_1904: bool,
}

/// Reads the cells of a sheet into `sheet`, their words into `arena`; `left` is how many cells there may still be.
pub(super) fn read(
    text: &str,
    around: &Around<'_>,
    sheet: &mut Sheet,
    arena: &mut String,
    left: &mut usize,
) -> Result<(), PackageError> {
    let mut xml = Xml::new(text);
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut begun = false;
    loop {
        match xml.next()? {
            Step::Open(element) if element.space == Space::Sheet => match element.name() {
                "row" => {
                    let next = if begun { row + 1 } else { 0 };
                    row = match element.get("r") {
                        Some(number) => {
                            number.trim().parse::<u32>().ok().and_then(|n| n.checked_sub(1)).unwrap_or(ROWS)
                        }
                        None => next,
                    };
                    if row >= ROWS {
                        return Err(PackageError::Markup);
                    }
                    (begun, column) = (true, 0);
                    if is(&element, "hidden") {
                        hide(&mut sheet.hidden_rows, row..row + 1);
                    }
                }
                "col" => {
                    if let (Some(min), Some(max)) = (element.number("min"), element.number("max"))
                        && is(&element, "hidden")
                        && (1..=max).contains(&min)
                    {
                        hide(&mut sheet.hidden_columns, min - 1..max.min(COLUMNS));
                    }
                }
                "c" => {
                    let at = match element.get("r") {
                        Some(address) => {
                            let at = address_of(&address).ok_or(PackageError::Markup)?;
                            if at.0 != row {
                                return Err(PackageError::Markup);
                            }
                            at.1
                        }
                        None => column,
                    };
                    if at >= COLUMNS {
                        return Err(PackageError::Markup);
                    }
                    column = at + 1;
                    let look = element.number("s").unwrap_or(0).min(u32::from(u16::MAX)) as u16;
                    let kind = element.get("t").unwrap_or_default().into_owned();
                    if let Some(found) = cell(&mut xml, &kind, look, around, arena)? {
                        if *left == 0 {
                            return Err(PackageError::TooMuch);
                        }
                        *left -= 1;
                        let Found { kind, formula, span } = found;
                        let SheetPlace { start, end } = span;
                        sheet.cells.push(SheetCell { row, column: at, kind, formula, look, start, end });
                    }
                }
                "mergeCell" => {
                    if sheet.merges.len() >= MERGES {
                        return Err(PackageError::TooMuch);
                    }
                    sheet.merges.extend(element.get("ref").and_then(|range| merge(&range)));
                }
                _ => {}
            },
            Step::End => break,
            Step::Open(_) | Step::Close | Step::Text(_) => {}
        }
    }
    let place = |cell: &SheetCell| (cell.row, cell.column);
    if !sheet.cells.is_sorted_by_key(place) {
        sheet.cells.sort_by_key(place);
    }
    if sheet.cells.windows(2).any(|two| matches!(two, [a, b] if place(a) == place(b))) {
        return Err(PackageError::Twice);
    }
    join(&mut sheet.hidden_rows);
    join(&mut sheet.hidden_columns);
    apart(&mut sheet.merges)
}

struct SheetPlace {
    start: u32,
    end: u32,
}

struct Found {
    kind: Kind,
    formula: bool,
    span: SheetPlace,
}

fn is(element: &Element<'_>, name: &str) -> bool {
    element.get(name).is_some_and(|value| matches!(&*value, "1" | "true"))
}

/// What stands in the cell just opened.
fn cell(
    xml: &mut Xml<'_>,
    kind: &str,
    look: u16,
    around: &Around<'_>,
    arena: &mut String,
) -> Result<Option<Found>, PackageError> {
    let mut formula = false;
    let mut value: Option<String> = None;
    let mut inline: Option<Range<u32>> = None;
    let mut open = 1_usize;
    let mut in_value = 0_usize;
    while open > 0 {
        match xml.next()? {
            Step::Open(element) => {
                match (element.space, element.name()) {
                    (Space::Sheet, "f") => formula = true,
                    (Space::Sheet, "is") => {
                        inline = Some(words(xml, arena)?);
                        continue;
                    }
                    (Space::Sheet, "v") => {
                        in_value = open + 1;
                        value.get_or_insert_default();
                    }
                    _ => {}
                }
                open += 1;
            }
            Step::Close => {
                if open == in_value {
                    in_value = 0;
                }
                open -= 1;
            }
            Step::Text(text) => {
                if in_value > 0
                    && let Some(value) = &mut value
                {
                    value.push_str(&super::strings::unescaped(&text));
                    if value.len() > 200_000 {
                        return Err(PackageError::TooMuch);
                    }
                }
            }
            Step::End => return Err(PackageError::Markup),
        }
    }
    let mut keep = |kind: Kind, text: &str| -> Result<Option<Found>, PackageError> {
        let start = arena.len();
        arena.push_str(text);
        let span = place(start, arena)?;
        Ok(Some(Found { kind, formula, span: SheetPlace { start: span.start, end: span.end } }))
    };
    if let Some(span) = inline.filter(|_| kind == "inlineStr") {
        let blank = span.is_empty();
        let span = SheetPlace { start: span.start, end: span.end };
        return Ok((!blank).then_some(Found { kind: Kind::Text, formula, span }));
    }
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        // An empty text that a formula gave is nothing; no value at all is something that a person would see.
        return if formula && kind != "str" { keep(Kind::Formula, "") } else { Ok(None) };
    };
    match kind {
        "s" => match value.trim().parse::<usize>().ok().and_then(|at| around.shared.get(at)) {
            Some(span) if span.is_empty() => Ok(None),
            Some(span) => {
                let span = SheetPlace { start: span.start, end: span.end };
                Ok(Some(Found { kind: Kind::Text, formula, span }))
            }
            None => keep(Kind::Error, "#STRING!"),
        },
        "str" | "inlineStr" => keep(Kind::Text, &value),
        "b" => keep(Kind::Truth, if value.trim() == "0" { "FALSE" } else { "TRUE" }),
        "e" => keep(Kind::Error, &value),
        "d" => keep(Kind::Date, value.trim().trim_end_matches('Z').replace('T', " ").trim_end_matches(" 00:00:00")),
        _ => {
            let Some(number) = decimal(&value) else { return keep(Kind::Error, &value) };
            let date = around.looks.get(usize::from(look)).and_then(|look| look.date);
            match date.and_then(|_| day(&number, around.from_1904)) {
                Some(day) => keep(Kind::Date, &day),
                None => keep(Kind::Number, &number),
            }
        }
    }
}

/// Row and column of `B7`, from 0.
fn address_of(address: &str) -> Option<(u32, u32)> {
    let address = address.trim();
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let (name, row) = address.split_at(letters);
    let column = name.bytes().fold(0_u32, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1) - 1;
    let row: u32 = row.parse().ok()?;
    (column < COLUMNS && (1..=ROWS).contains(&row)).then(|| (row - 1, column))
}

fn merge(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    let (first, last) = (address_of(first)?, address_of(last)?);
    let (row, column) = (first.0.min(last.0), first.1.min(last.1));
    Some(Merge { row, column, rows: first.0.max(last.0) - row + 1, columns: first.1.max(last.1) - column + 1 })
}

/// Adds a run of what is hidden.
fn hide(ranges: &mut Vec<Range<u32>>, next: Range<u32>) {
    match ranges.last_mut() {
        Some(last) if last.end == next.start => last.end = next.end,
        _ => ranges.push(next),
    }
}

fn join(ranges: &mut Vec<Range<u32>>) {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut joined: Vec<Range<u32>> = Vec::with_capacity(ranges.len());
    for range in ranges.drain(..) {
        match joined.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    *ranges = joined;
}

/// Sorts merged cells and refuses those that overlap, which no office program saves.
fn apart(merges: &mut Vec<Merge>) -> Result<(), PackageError> {
    merges.retain(|m| m.rows > 1 || m.columns > 1);
    merges.sort_unstable();
    merges.dedup();
    // By row, those that still reach down, by their first column.
    let mut open: std::collections::BTreeMap<u32, (u32, u32)> = std::collections::BTreeMap::new();
    let mut ends: std::collections::BTreeSet<(u32, u32)> = std::collections::BTreeSet::new();
    for m in merges.iter() {
        while let Some(&(end, column)) = ends.first() {
            if end > m.row {
                break;
            }
            ends.pop_first();
            open.remove(&column);
        }
        let before = open.range(..m.column + m.columns).next_back();
        if before.is_some_and(|(_, (until, _))| *until > m.column) {
            return Err(PackageError::Overlap);
        }
        open.insert(m.column, (m.column + m.columns, m.row + m.rows));
        ends.insert((m.row + m.rows, m.column));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_rows_and_columns() {
        assert_eq!(address_of("A1"), Some((0, 0)));
        assert_eq!(address_of("xfd1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A1B", "$A$1", "甲1"] {
            assert_eq!(address_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn merged_cells_that_overlap_are_refused() {
        let merges = |all: &[&str]| apart(&mut all.iter().filter_map(|m| merge(m)).collect());
        assert_eq!(merges(&["A1:B2", "C1:D1", "C2:D9", "A3:B3"]), Ok(()));
        assert_eq!(merges(&["A1:B2", "B2:C3"]), Err(PackageError::Overlap));
        assert_eq!(merges(&["A1:D1", "B1:C4"]), Err(PackageError::Overlap));
        assert_eq!(merges(&["B1:B9", "A5:C5"]), Err(PackageError::Overlap));
    }
}
