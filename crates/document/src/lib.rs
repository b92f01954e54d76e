//! Bytes to text: every character keeps its place in the original.
//!
//! Reports come as people saved them: UTF-8 with and without a mark, UTF-16, GB18030, Big5, a web page, two of these
//! in one file, a few bytes broken on the way, a Word document. [`decode()`] gives the text and a list of everything that was wrong with
//! the bytes, or says clearly what the file is and that it is not read yet.
//!
//! ```
//! use luoshi_document::{Format, decode};
//!
//! // The same sentence, saved in 2003 by an office program.
//! let bytes = b"\xc8\xab\xca\xd0\xd0\xc2\xd4\xf6\xbe\xcd\xd2\xb53.2\xcd\xf2\xc8\xcb\xa1\xa3";
//! let document = decode(bytes, "report.txt")?;
//! assert_eq!(document.text, "全市新增就业3.2万人。");
//! assert_eq!(document.encoding, "gb18030");
//! assert_eq!(document.format, Format::Text);
//! assert!(document.faults.is_empty());
//!
//! // A file is what its bytes are, whatever its name says.
//! let refused = decode(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "report.txt").unwrap_err();
//! assert!(refused.to_string().starts_with("PDF"));
//! # Ok::<(), luoshi_document::DocumentError>(())
//! ```
//!
//! What holds for every input:
//!
//! - Nothing panics, nothing recurses on the input's nesting, and time grows with its length.
//! - Every byte that could not be decoded leaves one U+FFFD in the text (one per unit in UTF-16) and lies in one
//!   [`Fault`]; neighbours of one kind share a fault. A fault names both the characters and the bytes.
//! - A byte order mark is not a character of the text.
//! - UTF-7 and the ISO-2022 family, in which plain letters hide other characters, are never decoded.

mod control;
mod decode;
mod document;
mod docx;
mod encoding;
mod error;
mod frame;
mod html;
mod kind;
mod package;
mod position;
mod workbook;
mod xlsx;

pub use decode::{decode, decode_owned, is_packed, is_workbook};
pub use document::{Cell, Document, Fault, FaultKind, Format, LeftOut, Table};
pub use error::DocumentError;
pub use frame::{from_frame, to_frame, workbook_from_frame, workbook_to_frame};
pub use package::PackageError;
pub use position::{LineIndex, Position};
pub use workbook::{
    CellPlace, Kind, LeftOutOfWorkbook, Look, Merge, Precision, Sheet, SheetCell, Workbook, column_name,
};
pub use xlsx::{cell_places, workbook};
