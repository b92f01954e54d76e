//! A Word document (DOCX): the text a person sees on its pages.
//!
//! The [package](crate::package) is opened within limits; [`style`] and [`list`] know what the
//! paragraphs only refer to; [`story`] walks the body, with [`look`] for properties, [`words`] for what is shown and
//! [`mod@line`] for where it ends, into the lines, cells and notes of a [`page`]. Numbers that Word
//! computes are written out, tracked changes are taken as accepted, and whatever is not read leaves a fault where it
//! stood. No step recurses, and each walks its part once.

mod drawing;
mod field;
mod grid;
mod line;
mod list;
mod look;
mod numeral;
mod page;
mod paragraph;
mod story;
mod style;
mod symbol;
mod words;

use crate::document::{Document, FaultKind, Format, LeftOut};
use crate::package::PackageError;
use crate::package::parts::{Opened, Relation, named, open, part};
use crate::package::zip::Archive;
use page::Page;
use story::{Told, tell};
use style::Styles;

/// Bytes of a file. Reports full of photographs stay below a hundred million.
const LARGEST: usize = 256 << 20;

/// Reads a Word document.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, PackageError> {
    let Opened { mut archive, main, related, body } = open(bytes, LARGEST, "wordprocessingml")?;
    let styles = match named(&mut archive, &related, "styles")? {
        Some(text) => Styles::read(&text)?,
        None => Styles::default(),
    };
    let numbering = named(&mut archive, &related, "numbering")?;
    let lists = || numbering.as_deref().map_or_else(|| Ok(list::Lists::default()), list::Lists::read);

    let mut counted = lists()?;
    let mut told = tell(&body, &styles, &mut counted, true)?;
    if told.endless {
        // What followed the table of contents would be lost with it.
        counted = lists()?;
        told = tell(&body, &styles, &mut counted, false)?;
    }
    let Told { mut page, notes, .. } = told;
    for (foot, kind) in [(true, "footnotes"), (false, "endnotes")] {
        if !notes.iter().any(|note| note.foot == foot) {
            continue;
        }
        let Some(text) = named(&mut archive, &related, kind)? else { continue };
        let mut told = tell(&text, &styles, &mut counted, true)?;
        for note in notes.iter().filter(|note| note.foot == foot) {
            // A note that is referred to twice is printed once.
            if let Some(blocks) = told.bodies.remove(&note.id) {
                page.append(&told.page, blocks, note.label.as_deref().unwrap_or_default());
            }
        }
    }
    margins(&mut archive, &related, &styles, &mut page)?;
    if related.iter().any(|relation| relation.external && relation.kind != "hyperlink") {
        page.mark(FaultKind::LeftOut(LeftOut::Outside));
    }
    let place = archive.place(&main).unwrap_or_default();
    let (text, faults, tables) = page.finish(&(place.start as u64..place.end as u64));
    Ok(Document { text, encoding: "docx", mark: false, format: Format::Docx, faults, tables })
}

/// Headers and footers are not read: they stand on every page. Where they hold words, and not only the number of the
/// page, that is said.
fn margins(
    archive: &mut Archive<'_>,
    related: &[Relation],
    styles: &Styles,
    page: &mut Page,
) -> Result<(), PackageError> {
    let margins = related.iter().filter(|r| matches!(r.kind.as_str(), "header" | "footer") && !r.external);
    // Each section may have six; a few tell.
    for relation in margins.take(24) {
        let Some(text) = part(archive, &relation.target)? else { continue };
        let told = tell(&text, styles, &mut list::Lists::default(), true)?;
        let words = told.page.text.chars().filter(|c| c.is_alphabetic() && !matches!(c, '第' | '页' | '共')).count();
        if words > 1 {
            page.mark(FaultKind::LeftOut(LeftOut::Margins));
            break;
        }
    }
    Ok(())
}
