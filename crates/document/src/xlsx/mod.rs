//! An Excel workbook (XLSX): its cells as they are kept, and the text a person sees in them.
//!
//! The [package](crate::package) is opened within limits. [`strings`] has the words, [`look`] how numbers are shown,
//! [`sheet`] the cells, [`number`] and [`mod@day`] what they hold, exactly; [`page`] lays visible cells out as a text with
//! its tables. No formula is computed and nothing outside the file is asked for.
//!
//! Written here, and not taken from a library, because the same container is read with the same care already, and
//! because libraries give numbers as floats and forget how they are shown: 0.652 in a cell that shows 65.2% is another
//! figure than 0.652.

mod day;
mod look;
mod number;
mod page;
mod sheet;
mod strings;

use crate::document::{Document, Format};
use crate::package::PackageError;
use crate::package::parts::{Opened, Relation, named, open, part, relations};
use crate::package::xml::{Space, Step, Xml};
use crate::workbook::{Look, Sheet, Workbook};
use look::Looks;

/// Bytes of a file. A million filled cells take some twenty million.
const LARGEST: usize = 256 << 20;
/// Sheets of a workbook.
const SHEETS: usize = 1_000;

/// Reads an Excel workbook (XLSX) cell by cell.
///
/// # Errors
/// [`PackageError`] for a file that is damaged, or made as no office program makes one.
pub fn workbook(bytes: &[u8]) -> Result<Workbook, PackageError> {
    let Opened { mut archive, related, body, .. } = open(bytes, LARGEST, "spreadsheetml")?;
    let (sheets, from_1904) = listed(&body)?;
    let mut book = Workbook::default();
    book.left_out.outside = related.iter().any(is_outside);
    let looks = match named(&mut archive, &related, "styles")? {
        Some(text) => Looks::read(&text)?.all,
        None => Vec::new(),
    };
    let shared = match named(&mut archive, &related, "sharedStrings")? {
        Some(text) => strings::read(&text, &mut book.text)?,
        None => Vec::new(),
    };
    let mut left = sheet::CELLS;
    for Listed { name, id, hidden } in sheets {
        // Chart sheets and dialogs have no cells.
        let relation = related.iter().find(|r| r.id == id && !r.external && r.kind == "worksheet");
        let Some(relation) = relation else { continue };
        let text = part(&mut archive, &relation.target)?.ok_or(PackageError::Missing)?;
        let mut sheet = Sheet { name, hidden, ..Sheet::default() };
        let around = sheet::Around { shared: &shared, looks: &looks, from_1904 };
        sheet::read(&text, &around, &mut sheet, &mut book.text, &mut left)?;
        book.sheets.push(sheet);
        for relation in relations(&mut archive, &relation.target)? {
            book.left_out.outside |= is_outside(&relation);
            book.left_out.comments |= matches!(relation.kind.as_str(), "comments" | "threadedComment");
            book.left_out.drawings |= relation.kind == "drawing";
        }
    }
    book.looks = if looks.is_empty() { vec![Look::default()] } else { looks };
    Ok(book)
}

pub use page::cell_places;

/// Reads an Excel workbook as the text a person sees.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, PackageError> {
    let book = workbook(bytes)?;
    let (text, faults, tables) = page::page(&book, bytes.len() as u64)?;
    Ok(Document { text, encoding: "xlsx", mark: false, format: Format::Xlsx, faults, tables })
}

/// Something outside the file. Links in cells are words only.
fn is_outside(relation: &Relation) -> bool {
    relation.kind == "externalLink" || (relation.external && relation.kind != "hyperlink")
}

struct Listed {
    name: String,
    id: String,
    hidden: bool,
}

/// The sheets a workbook names, and whether it counts days from 1904.
fn listed(text: &str) -> Result<(Vec<Listed>, bool), PackageError> {
    let mut xml = Xml::new(text);
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Step::Open(element) if element.space == Space::Sheet => match element.name() {
                "workbookPr" => from_1904 = matches!(element.get("date1904").as_deref(), Some("1" | "true")),
                "sheet" => {
                    if sheets.len() >= SHEETS {
                        return Err(PackageError::TooManyParts);
                    }
                    sheets.push(Listed {
                        name: element.get("name").unwrap_or_default().into_owned(),
                        // Its prefix is the package's, and there is no other attribute of this name.
                        id: element.get("id").unwrap_or_default().into_owned(),
                        hidden: matches!(element.get("state").as_deref(), Some("hidden" | "veryHidden")),
                    });
                }
                _ => {}
            },
            Step::End => return Ok((sheets, from_1904)),
            Step::Open(_) | Step::Close | Step::Text(_) => {}
        }
    }
}
