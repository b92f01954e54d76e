//! A document as bytes, from a process that unpacks to the one that asked for it.
//!
//! The child may have been taken over by what it read, so nothing in a frame is believed: places outside the text,
//! words that are not known here or a length that lies make it no frame at all.

use crate::document::{Cell, Document, Fault, FaultKind, Format, LeftOut, Table};
use crate::error::DocumentError;
use crate::package::PackageError;
use crate::position::count;
use crate::workbook::{Kind, Look, Merge, Precision, Sheet, SheetCell, Workbook};
use std::ops::Range;

/// What a frame begins with; the last byte is its version.
const MAGIC: &[u8; 4] = b"LSF\x01";

/// What came of a Word document or a workbook, as bytes.
///
/// Only what comes of these can be put into a frame; other errors are said as damage.
#[must_use]
pub fn to_frame(result: &Result<Document, DocumentError>) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let document = match result {
        Ok(document) => document,
        Err(error) => {
            let (of, error) = match error {
                DocumentError::Docx(error) => (1, *error),
                DocumentError::Xlsx(error) => (2, *error),
                _ => (1, PackageError::Damaged),
            };
            out.push(of);
            out.push(number_of(error));
            return out;
        }
    };
    out.reserve(document.text.len() + 32 * (document.faults.len() + document.tables.len()) + 64);
    out.push(if document.format == Format::Xlsx { 3 } else { 0 });
    put(&mut out, document.text.len() as u64);
    out.extend_from_slice(document.text.as_bytes());
    put(&mut out, document.faults.len() as u64);
    for fault in &document.faults {
        span(&mut out, &fault.span);
        put(&mut out, fault.bytes.start);
        put(&mut out, fault.bytes.end);
        put(&mut out, KINDS.iter().position(|kind| *kind == fault.kind).unwrap_or_default() as u64);
    }
    put(&mut out, document.tables.len() as u64);
    for table in &document.tables {
        span(&mut out, &table.span);
        put(&mut out, table.cells.len() as u64);
        for cell in &table.cells {
            for number in [cell.row, cell.column, cell.rows, cell.columns] {
                put(&mut out, u64::from(number));
            }
            span(&mut out, &cell.span);
        }
    }
    out
}

/// What a frame says; `None` where it is none, or says what cannot be.
#[must_use]
pub fn from_frame(frame: &[u8]) -> Option<Result<Document, DocumentError>> {
    let mut rest = frame.strip_prefix(MAGIC)?;
    let (format, encoding) = match byte(&mut rest)? {
        0 => (Format::Docx, "docx"),
        3 => (Format::Xlsx, "xlsx"),
        of @ (1 | 2) => {
            let error = *PackageError::ALL.get(usize::from(byte(&mut rest)?))?;
            let error = if of == 1 { DocumentError::Docx(error) } else { DocumentError::Xlsx(error) };
            return rest.is_empty().then_some(Err(error));
        }
        _ => return None,
    };
    let length = usize::try_from(number(&mut rest)?).ok()?;
    let (text, behind) = rest.split_at_checked(length)?;
    rest = behind;
    let text = std::str::from_utf8(text).ok()?.to_owned();
    let characters = count(text.as_bytes());
    let mut faults = Vec::new();
    let mut last = 0;
    for _ in 0..number(&mut rest)? {
        let span = place(&mut rest, characters)?;
        let bytes = number(&mut rest)?..number(&mut rest)?;
        let kind = *KINDS.get(usize::try_from(number(&mut rest)?).ok()?)?;
        if bytes.start > bytes.end || span.start < last {
            return None;
        }
        last = span.start;
        faults.push(Fault { span, bytes, kind });
    }
    let mut tables = Vec::new();
    for _ in 0..number(&mut rest)? {
        let span = place(&mut rest, characters)?;
        let mut cells = Vec::new();
        for _ in 0..number(&mut rest)? {
            let mut next = || u32::try_from(number(&mut rest)?).ok();
            let (row, column, rows, columns) = (next()?, next()?, next()?, next()?);
            let span = place(&mut rest, characters)?;
            let ends = (row.checked_add(rows)?, column.checked_add(columns)?);
            if rows == 0 || columns == 0 || ends == (0, 0) {
                return None;
            }
            cells.push(Cell { row, column, rows, columns, span });
        }
        tables.push(Table { span, cells });
    }
    rest.is_empty().then_some(Ok(Document { text, encoding, mark: false, format, faults, tables }))
}

/// The kinds of fault that a Word document can have.
const KINDS: [FaultKind; 15] = [
    FaultKind::Control,
    FaultKind::AlreadyLost,
    FaultKind::Symbol,
    FaultKind::Formula,
    FaultKind::LeftOut(LeftOut::Hidden),
    FaultKind::LeftOut(LeftOut::Deleted),
    FaultKind::LeftOut(LeftOut::Comment),
    FaultKind::LeftOut(LeftOut::Picture),
    FaultKind::LeftOut(LeftOut::Chart),
    FaultKind::LeftOut(LeftOut::Object),
    FaultKind::LeftOut(LeftOut::Contents),
    FaultKind::LeftOut(LeftOut::Field),
    FaultKind::LeftOut(LeftOut::Prompt),
    FaultKind::LeftOut(LeftOut::Margins),
    FaultKind::LeftOut(LeftOut::Outside),
];

fn number_of(error: PackageError) -> u8 {
    PackageError::ALL.iter().position(|known| *known == error).unwrap_or_default() as u8
}

/// What the frame of a workbook begins with.
const BOOK: &[u8; 4] = b"LSW\x01";

/// What came of a workbook read cell by cell, as bytes.
#[must_use]
pub fn workbook_to_frame(result: &Result<Workbook, PackageError>) -> Vec<u8> {
    let mut out = BOOK.to_vec();
    let book = match result {
        Ok(book) => book,
        Err(error) => {
            out.extend([1, number_of(*error)]);
            return out;
        }
    };
    out.push(0);
    out.reserve(book.text.len() + 8 * book.sheets.iter().map(|sheet| sheet.cells.len()).sum::<usize>());
    words(&mut out, &book.text);
    let left = book.left_out;
    out.push(u8::from(left.comments) | u8::from(left.drawings) << 1 | u8::from(left.outside) << 2);
    put(&mut out, book.looks.len() as u64);
    for look in &book.looks {
        out.push(u8::from(look.percent));
        out.push(look.places.map_or(0xFF, |places| places.min(0xFE)));
        out.push(look.date.and_then(|date| PRECISIONS.iter().position(|p| *p == date)).map_or(0xFF, |at| at as u8));
        words(&mut out, &look.before);
        words(&mut out, &look.after);
    }
    put(&mut out, book.sheets.len() as u64);
    for sheet in &book.sheets {
        words(&mut out, &sheet.name);
        out.push(u8::from(sheet.hidden));
        for ranges in [&sheet.hidden_rows, &sheet.hidden_columns] {
            put(&mut out, ranges.len() as u64);
            for range in ranges {
                span(&mut out, range);
            }
        }
        put(&mut out, sheet.merges.len() as u64);
        for m in &sheet.merges {
            for number in [m.row, m.column, m.rows, m.columns] {
                put(&mut out, u64::from(number));
            }
        }
        put(&mut out, sheet.cells.len() as u64);
        for cell in &sheet.cells {
            let kind = KINDS_OF_CELLS.iter().position(|kind| *kind == cell.kind).unwrap_or_default() as u8;
            out.push(kind | u8::from(cell.formula) << 7);
            for number in [cell.row, cell.column, u32::from(cell.look), cell.start, cell.end - cell.start] {
                put(&mut out, u64::from(number));
            }
        }
    }
    out
}

/// What the frame of a workbook says; `None` where it is none, or says what cannot be.
#[must_use]
pub fn workbook_from_frame(frame: &[u8]) -> Option<Result<Workbook, PackageError>> {
    let mut rest = frame.strip_prefix(BOOK)?;
    match byte(&mut rest)? {
        0 => {}
        1 => {
            let error = *PackageError::ALL.get(usize::from(byte(&mut rest)?))?;
            return rest.is_empty().then_some(Err(error));
        }
        _ => return None,
    }
    let rest = &mut rest;
    let mut book = Workbook { text: read_words(rest)?, ..Workbook::default() };
    let left = byte(rest)?;
    book.left_out.comments = left & 1 != 0;
    book.left_out.drawings = left & 2 != 0;
    book.left_out.outside = left & 4 != 0;
    for _ in 0..number(rest)? {
        let percent = byte(rest)? != 0;
        let places = Some(byte(rest)?).filter(|places| *places != 0xFF);
        let date = match byte(rest)? {
            0xFF => None,
            at => Some(*PRECISIONS.get(usize::from(at))?),
        };
        book.looks.push(Look { percent, places, date, before: read_words(rest)?, after: read_words(rest)? });
    }
    for _ in 0..number(rest)? {
        let mut sheet = Sheet { name: read_words(rest)?, hidden: byte(rest)? != 0, ..Sheet::default() };
        for _ in 0..number(rest)? {
            sheet.hidden_rows.push(short(rest)?..short(rest)?);
        }
        for _ in 0..number(rest)? {
            sheet.hidden_columns.push(short(rest)?..short(rest)?);
        }
        for _ in 0..number(rest)? {
            let (row, column, rows, columns) = (short(rest)?, short(rest)?, short(rest)?, short(rest)?);
            if rows == 0 || columns == 0 || row.checked_add(rows)? > 1 << 20 || column.checked_add(columns)? > 1 << 14 {
                return None;
            }
            sheet.merges.push(Merge { row, column, rows, columns });
        }
        let mut last = None;
        for _ in 0..number(rest)? {
            let tag = byte(rest)?;
            let kind = *KINDS_OF_CELLS.get(usize::from(tag & 0x7F))?;
            let (row, column, look) = (short(rest)?, short(rest)?, u16::try_from(number(rest)?).ok()?);
            let start = short(rest)?;
            let end = start.checked_add(short(rest)?)?;
            book.text.get(start as usize..end as usize)?;
            if last.is_some_and(|last| last >= (row, column)) || row >= 1 << 20 || column >= 1 << 14 {
                return None;
            }
            last = Some((row, column));
            sheet.cells.push(SheetCell { row, column, kind, formula: tag & 0x80 != 0, look, start, end });
        }
        book.sheets.push(sheet);
    }
    rest.is_empty().then_some(Ok(book))
}

const KINDS_OF_CELLS: [Kind; 6] = [Kind::Text, Kind::Number, Kind::Date, Kind::Truth, Kind::Error, Kind::Formula];
const PRECISIONS: [Precision; 4] = [Precision::Year, Precision::Month, Precision::Day, Precision::Time];

fn words(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn read_words(rest: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(number(rest)?).ok()?;
    let (text, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(std::str::from_utf8(text).ok()?.to_owned())
}

fn short(rest: &mut &[u8]) -> Option<u32> {
    u32::try_from(number(rest)?).ok()
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn span(out: &mut Vec<u8>, span: &Range<u32>) {
    put(out, u64::from(span.start));
    put(out, u64::from(span.end));
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    Some(*first)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let next = byte(rest)?;
        number |= u64::from(next & 0x7F) << shift;
        if next < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A span inside a text of so many characters.
fn place(rest: &mut &[u8], characters: u32) -> Option<Range<u32>> {
    let mut next = || u32::try_from(number(rest)?).ok();
    let span = next()?..next()?;
    (span.start <= span.end && span.end <= characters).then_some(span)
}
