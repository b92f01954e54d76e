//! The visible cells of a workbook as a text: a row a line, and where rows stand in columns, a table.

use crate::control;
use crate::document::{Cell, Fault, FaultKind, LeftOut, Table};
use crate::package::PackageError;
use crate::position::count;
use crate::workbook::{CellPlace, Kind, Merge, Sheet, SheetCell, Workbook};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Bytes of the text: a shared text that a million cells refer to is as long as they make it.
const LONGEST: usize = 200_000_000;
/// Places of a grid beyond which it is no table, for each cell that holds something.
const SPARSE: usize = 30;

/// Where the words of each visible cell stand in the text that [`decode`](crate::decode()) gives of the same workbook; and that text.
///
/// # Errors
/// [`PackageError::TooMuch`] for a workbook whose text is too long to be kept.
pub fn cell_places(book: &Workbook) -> Result<(String, Vec<CellPlace>), PackageError> {
    whole(book, 0).map(|page| (page.text, page.places))
}

/// The text, what was left out, and its tables. `bytes` is the length of the file.
pub(super) fn page(book: &Workbook, bytes: u64) -> Result<(String, Vec<Fault>, Vec<Table>), PackageError> {
    whole(book, bytes).map(|page| (page.text, page.faults, page.tables))
}

fn whole(book: &Workbook, bytes: u64) -> Result<Page, PackageError> {
    let mut page = Page {
        text: String::new(),
        characters: 0,
        tables: Vec::new(),
        faults: Vec::new(),
        places: Vec::new(),
        sheet: 0,
        bytes,
    };
    let visible = book.sheets.iter().filter(|sheet| !sheet.hidden).flat_map(|sheet| &sheet.cells);
    if visible.map(|cell| (cell.end - cell.start) as usize).sum::<usize>() > LONGEST {
        return Err(PackageError::TooMuch);
    }
    for (number, sheet) in book.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.cells.is_empty()) {
        page.sheet = number as u32;
        if sheet.hidden {
            page.left_out(LeftOut::Hidden);
            continue;
        }
        page.sheet(book, sheet)?;
    }
    for (is, what) in [
        (book.left_out.comments, LeftOut::Comment),
        (book.left_out.drawings, LeftOut::Picture),
        (book.left_out.outside, LeftOut::Outside),
    ] {
        if is {
            page.left_out(what);
        }
    }
    let mut controls = Vec::new();
    control::list(&page.text, 0, &mut controls);
    page.faults.extend(controls.into_iter().map(|fault| Fault { bytes: 0..bytes, ..fault }));
    page.faults.sort_by_key(|fault| fault.span.start);
    Ok(page)
}

struct Page {
    text: String,
    characters: u32,
    tables: Vec<Table>,
    faults: Vec<Fault>,
    /// Where each cell stands.
    places: Vec<CellPlace>,
    /// The sheet at hand.
    sheet: u32,
    bytes: u64,
}

impl Page {
    fn left_out(&mut self, what: LeftOut) {
        let kind = FaultKind::LeftOut(what);
        let span = self.characters.saturating_sub(1)..self.characters;
        if !self.faults.iter().any(|fault| fault.kind == kind && fault.span == span) {
            self.faults.push(Fault { span, bytes: 0..self.bytes, kind });
        }
    }

    fn put(&mut self, words: &str) -> Result<(), PackageError> {
        self.text.push_str(words);
        self.characters += count(words.as_bytes());
        if self.text.len() > LONGEST { Err(PackageError::TooMuch) } else { Ok(()) }
    }

    /// The words of a cell on one line; where they stand.
    fn words(&mut self, book: &Workbook, cell: &SheetCell) -> Result<Range<u32>, PackageError> {
        let shown = book.shown(cell);
        let mut line = String::with_capacity(shown.len());
        for part in shown.split(['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let part = part.trim();
            if !line.is_empty() && !part.is_empty() {
                line.push(' ');
            }
            line.push_str(part);
        }
        let start = self.characters;
        self.put(&line)?;
        let (sheet, row, column) = (self.sheet, cell.row, cell.column);
        self.places.push(CellPlace { sheet, row, column, span: start..self.characters });
        Ok(start..self.characters)
    }

    fn sheet(&mut self, book: &Workbook, sheet: &Sheet) -> Result<(), PackageError> {
        let visible = |cell: &&SheetCell| !sheet.is_row_hidden(cell.row) && !sheet.is_column_hidden(cell.column);
        let mut rows: Vec<(u32, Vec<&SheetCell>)> = Vec::new();
        for cell in sheet.cells.iter().filter(visible) {
            match rows.last_mut() {
                Some((row, cells)) if *row == cell.row => cells.push(cell),
                _ => rows.push((cell.row, vec![cell])),
            }
        }
        if rows.iter().map(|(_, cells)| cells.len()).sum::<usize>() < sheet.cells.len() {
            self.left_out(LeftOut::Hidden);
        }
        // Rows without a visible blank row between them belong together, and those that go on behind one.
        let mut first = 0;
        for at in 1..=rows.len() {
            let apart = match (rows.get(at - 1), rows.get(at)) {
                (Some((before, last)), Some((row, next))) => {
                    // Behind a blank row a line of one cell may head the next part of the same table: 二、民生.
                    let below = rows.get(at + 1).filter(|_| next.len() == 1).map_or(next, |(_, cells)| cells);
                    (before + 1..*row).any(|row| !sheet.is_row_hidden(row)) && !goes_on(book, last, below)
                }
                _ => true,
            };
            if apart {
                if !self.text.is_empty() {
                    self.put("\n")?;
                }
                self.block(book, sheet, rows.get(first..at).unwrap_or_default())?;
                first = at;
            }
        }
        Ok(())
    }

    /// Rows that follow one another: lines before, the table, lines behind.
    fn block(&mut self, book: &Workbook, sheet: &Sheet, rows: &[(u32, Vec<&SheetCell>)]) -> Result<(), PackageError> {
        let many = |(_, cells): &(u32, Vec<&SheetCell>)| cells.len() > 1;
        let first = rows.iter().position(many).unwrap_or(rows.len());
        let last = rows.iter().rposition(many).map_or(first, |at| at + 1);
        let (before, rest) = rows.split_at(first);
        let (table, behind) = rest.split_at(last - first);
        self.lines(book, before)?;
        if !table.is_empty() {
            self.table(book, sheet, table)?;
        }
        self.lines(book, behind)
    }

    fn lines(&mut self, book: &Workbook, rows: &[(u32, Vec<&SheetCell>)]) -> Result<(), PackageError> {
        for (_, cells) in rows {
            for (at, cell) in cells.iter().enumerate() {
                if at > 0 {
                    self.put("\t")?;
                }
                self.words(book, cell)?;
            }
            self.put("\n")?;
        }
        Ok(())
    }

    fn table(&mut self, book: &Workbook, sheet: &Sheet, rows: &[(u32, Vec<&SheetCell>)]) -> Result<(), PackageError> {
        let mut columns: Vec<u32> = rows.iter().flat_map(|(_, cells)| cells.iter().map(|cell| cell.column)).collect();
        columns.sort_unstable();
        columns.dedup();
        let held = rows.iter().map(|(_, cells)| cells.len()).sum::<usize>();
        if columns.len().saturating_mul(rows.len()) > held.saturating_mul(SPARSE) + 10_000 {
            return self.lines(book, rows);
        }
        let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
        let merged = merged(sheet, &numbers, &columns);
        let covered = covered(&merged);
        let start = self.characters;
        let mut cells = Vec::with_capacity(columns.len() * rows.len());
        for (row, (_, held)) in rows.iter().enumerate() {
            let held: BTreeMap<u32, &SheetCell> = held.iter().map(|cell| (cell.column, *cell)).collect();
            let mut is_first = true;
            for (column, number) in columns.iter().enumerate() {
                let place = (row as u32, column as u32);
                if covered.contains(&place) {
                    continue;
                }
                if !is_first {
                    self.put("\t")?;
                }
                is_first = false;
                let span = match held.get(number) {
                    Some(cell) => self.words(book, cell)?,
                    None => self.characters..self.characters,
                };
                let (down, across) = merged.get(&place).copied().unwrap_or((1, 1));
                cells.push(Cell { row: place.0, column: place.1, rows: down, columns: across, span });
            }
            self.put("\n")?;
        }
        self.tables.push(Table { span: start..self.characters.saturating_sub(1), cells });
        Ok(())
    }
}

/// Whether a row behind a blank one belongs to the table before it: it has a number or a day where the last row has one,
/// and not only years, which head a table.
fn goes_on(book: &Workbook, last: &[&SheetCell], next: &[&SheetCell]) -> bool {
    let counts = |cell: &SheetCell| matches!(cell.kind, Kind::Number | Kind::Date);
    let is_year = |cell: &SheetCell| book.text(cell).parse().is_ok_and(|n: u32| (1900..2101).contains(&n));
    let is_data = |cell: &SheetCell| counts(cell) && !is_year(cell);
    let same = |cell: &SheetCell| last.iter().any(|c| c.column == cell.column && is_data(c));
    next.len() > 1 && last.len() > 1 && next.iter().any(|cell| is_data(cell) && same(cell))
}

/// The merged cells of a table: where each begins, and how many of its rows and columns it covers.
fn merged(sheet: &Sheet, rows: &[u32], columns: &[u32]) -> HashMap<(u32, u32), (u32, u32)> {
    let mut out = HashMap::new();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return out };
    let within = |all: &[u32], from: u32, length: u32| {
        let start = all.partition_point(|at| *at < from);
        let end = all.partition_point(|at| *at < from.saturating_add(length));
        (start as u32, (end - start) as u32)
    };
    let near = |m: &&Merge| m.row <= *last && m.row + m.rows > *first;
    for m in sheet.merges.iter().filter(near) {
        let (row, down) = within(rows, m.row, m.rows);
        let (column, across) = within(columns, m.column, m.columns);
        if (down > 1 && across > 0) || (across > 1 && down > 0) {
            out.insert((row, column), (down, across));
        }
    }
    out
}

/// The places that a merged cell covers beside the one where it begins.
fn covered(merged: &HashMap<(u32, u32), (u32, u32)>) -> HashSet<(u32, u32)> {
    let mut out = HashSet::new();
    for ((row, column), (down, across)) in merged {
        for r in *row..row + down {
            for c in *column..column + across {
                if (r, c) != (*row, *column) {
                    out.insert((r, c));
                }
            }
        }
    }
    out
}
