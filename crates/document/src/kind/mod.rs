//! What a file is, by its content: the formats that are named in an error rather than read as text.
//!
//! The name of the file only chooses between names of one container (a `.wps` is laid out like a `.doc`).

mod container;
mod magic;

use crate::error::DocumentError;

const AS_TEXT: &str = "save it as plain text or as a web page with the program that made it";
const AS_DOCX: &str = "save it as DOCX with the program that made it";
const PDF: &str = "convert it to text, for example with pdftotext -layout";
const PICTURE: &str = "a picture has to be put through character recognition (OCR) first";
const UNPACK: &str = "unpack it and give the files inside";
const SHEET: &str = "save each sheet as CSV (UTF-8)";
const UNLOCK: &str = "open it with its password and save it without one";
const EXPORT: &str = "export what is needed as CSV or text";
const NO_TEXT: &str = "it holds no text";

/// Whether bytes are a Word document of today's form (DOCX).
pub(crate) fn is_docx(bytes: &[u8], name: &str) -> bool {
    magic::name(bytes).is_none() && container::is_docx(bytes, name)
}

/// Whether bytes are an Excel workbook of today's form (XLSX).
pub(crate) fn is_xlsx(bytes: &[u8], name: &str) -> bool {
    magic::name(bytes).is_none() && container::is_xlsx(bytes, name)
}

/// The error for bytes of a known format that is not read; `None` where they may be text.
pub(crate) fn refuse(bytes: &[u8], name: &str) -> Option<DocumentError> {
    let (format, mend) = magic::name(bytes).or_else(|| container::name(bytes, name))?;
    Some(DocumentError::Unsupported { format, mend })
}

/// The same for text that is another program's markup: SVG, Word's XML, a saved mail.
pub(crate) fn refuse_markup(text: &str) -> Option<DocumentError> {
    let (format, mend) = magic::markup(text)?;
    Some(DocumentError::Unsupported { format, mend })
}

/// The ending of a file name, in lower case ASCII where it is short.
pub(crate) fn has_ending(name: &str, endings: &[&str]) -> bool {
    let Some((_, ending)) = name.rsplit_once('.') else { return false };
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The first bytes of a text, `most` or a few less: cut between characters.
pub(crate) fn head(text: &str, most: usize) -> &str {
    (0..4).find_map(|less| text.get(..most.checked_sub(less)?)).unwrap_or(text)
}
