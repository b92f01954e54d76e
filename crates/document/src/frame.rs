//! A document as bytes, from a process that unpacks to the one that asked for it.
//!
//! The child may have been taken over by what it read, so nothing in a frame is believed: places outside the text,
//! words that are not known here or a length that lies make it no frame at all.

use crate::document::{Cell, Document, Fault, FaultKind, Format, LeftOut, Table};
use crate::docx::DocxError;
use crate::error::DocumentError;
use crate::position::count;
use std::ops::Range;

/// What a frame begins with; the last byte is its version.
const MAGIC: &[u8; 4] = b"LSF\x01";

/// What came of a Word document, as bytes.
///
/// Only what comes of Word documents can be put into a frame; other errors are said as damage.
#[must_use]
pub fn to_frame(result: &Result<Document, DocumentError>) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let document = match result {
        Ok(document) => document,
        Err(error) => {
            let error = match error {
                DocumentError::Docx(error) => *error,
                _ => DocxError::Damaged,
            };
            out.push(1);
            out.push(DocxError::ALL.iter().position(|known| *known == error).unwrap_or_default() as u8);
            return out;
        }
    };
    out.reserve(document.text.len() + 32 * (document.faults.len() + document.tables.len()) + 64);
    out.push(0);
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
    match byte(&mut rest)? {
        0 => {}
        1 => {
            let error = DocxError::ALL.get(usize::from(byte(&mut rest)?))?;
            return rest.is_empty().then_some(Err(DocumentError::Docx(*error)));
        }
        _ => return None,
    }
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
    rest.is_empty().then_some(Ok(Document {
        text,
        encoding: "docx",
        mark: false,
        format: Format::Docx,
        faults,
        tables,
    }))
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
