//! Why a file was not read.

use thiserror::Error;

use crate::package::PackageError;

/// Why bytes did not become a text. The message says what the file is and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// A known format that is not read yet.
    #[error("{format}; not read yet: {mend}")]
    Unsupported {
        /// The format as people call it: `PDF`, `Excel sheet (XLS)`, …
        format: &'static str,
        /// What to do about it.
        mend: &'static str,
    },
    /// A Word document that is damaged, or made as no office program makes one.
    #[error("Word document (DOCX) that cannot be read: {0}")]
    Docx(PackageError),
    /// An Excel workbook that is damaged, or made as no office program makes one.
    #[error("Excel workbook (XLSX) that cannot be read: {0}")]
    Xlsx(PackageError),
    /// Data that is no text, of a kind not known here.
    #[error("not a text: binary data of an unknown kind")]
    NotText,
    /// A text in an encoding that is not read.
    #[error("text in an encoding that is not read (it looks like {guess}): save it as UTF-8")]
    UnknownEncoding {
        /// What it may be.
        guess: &'static str,
    },
    /// More characters than offsets can count (4,294,967,295).
    #[error("too large: {bytes} bytes; split the file into parts below 4 GiB")]
    TooLarge {
        /// The size of the file.
        bytes: u64,
    },
}
