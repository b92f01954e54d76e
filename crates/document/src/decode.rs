//! The door: bytes in, a document or a clear refusal out.

use std::borrow::Cow;

use crate::document::{Document, Format};
use crate::encoding::{self, Decoded};
use crate::error::DocumentError;
use crate::{docx, html, kind, xlsx};

/// Decodes a file.
///
/// `name` is the file's name or the end of its address, and may be empty. It never decides alone: it settles whether
/// markup without a declaration is a web page, and which program's name an old container goes by.
///
/// The encoding is found from a byte order mark, else from the bytes. An empty file is an empty text.
///
/// # Errors
///
/// [`DocumentError`] for a known format that is not read, for data that is no text, and for a text in an encoding
/// that is not read.
///
/// # Examples
///
/// ```
/// use luoshi_document::{FaultKind, decode};
///
/// // A character that lost its last byte on the way.
/// let document = decode(b"\xe7\xb2\xae\xe9\xa3\x9f\xe4\xba\xa7\xe9\x87 120", "")?;
/// assert_eq!(document.text, "粮食产\u{FFFD}\u{FFFD} 120");
/// assert_eq!(document.faults.len(), 1);
/// assert_eq!(document.faults[0].kind, FaultKind::Cut);
/// assert_eq!(document.faults[0].span, 3..5);
/// assert_eq!(document.faults[0].bytes, 9..11);
/// # Ok::<(), luoshi_document::DocumentError>(())
/// ```
pub fn decode(bytes: &[u8], name: &str) -> Result<Document, DocumentError> {
    read(Cow::Borrowed(bytes), name)
}

/// The same for bytes that may be taken over: sound UTF-8 becomes the text without a copy.
///
/// # Errors
///
/// As [`decode()`].
pub fn decode_owned(bytes: Vec<u8>, name: &str) -> Result<Document, DocumentError> {
    read(Cow::Owned(bytes), name)
}

/// Whether [`decode()`] will unpack a container (a Word document, an Excel workbook) for these bytes.
///
/// What is unpacked may be made to harm. It is read within limits of its own, and nothing in it recurses; a program
/// that must not fall whatever comes reads it in a process that may, as the command does. [`to_frame`](crate::to_frame)
/// brings the result back.
#[must_use]
pub fn is_packed(bytes: &[u8], name: &str) -> bool {
    kind::is_docx(bytes, name) || kind::is_xlsx(bytes, name)
}

/// Whether these bytes are an Excel workbook, which [`workbook`](crate::workbook()) reads cell by cell.
#[must_use]
pub fn is_workbook(bytes: &[u8], name: &str) -> bool {
    kind::is_xlsx(bytes, name)
}

fn read(bytes: Cow<'_, [u8]>, name: &str) -> Result<Document, DocumentError> {
    // A character takes at least one byte, or two bytes a character of UTF-16.
    if u32::try_from(bytes.len()).is_err() {
        return Err(DocumentError::TooLarge { bytes: bytes.len() as u64 });
    }
    if kind::is_docx(&bytes, name) {
        return docx::read(&bytes).map_err(DocumentError::Docx);
    }
    if kind::is_xlsx(&bytes, name) {
        return xlsx::read(&bytes).map_err(DocumentError::Xlsx);
    }
    if let Some(refused) = kind::refuse(&bytes, name) {
        return Err(refused);
    }
    let decoded = encoding::to_text(bytes)?;
    if let Some(refused) = kind::refuse_markup(&decoded.text) {
        return Err(refused);
    }
    let Decoded { text, encoding, mark, faults } = decoded;
    if html::is_page(&text, name) {
        let (text, faults, tables) = html::main_text(&text, faults);
        return Ok(Document { text, encoding, mark, format: Format::Html, faults, tables });
    }
    Ok(Document { text, encoding, mark, format: Format::Text, faults, tables: Vec::new() })
}
