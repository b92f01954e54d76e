//! Why an office file was not read.

use thiserror::Error;

/// Why a Word document (DOCX) or an Excel workbook (XLSX) was not read: it is damaged, or made as no office program makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum PackageError {
    /// The container is damaged or cut short.
    #[error("the file is damaged or incomplete")]
    Damaged,
    /// A part is encrypted.
    #[error("it is encrypted: open it with its password and save it without one")]
    Encrypted,
    /// A part stands in it twice.
    #[error("a part stands in it twice")]
    Twice,
    /// Parts lie in one another.
    #[error("parts of it overlap")]
    Overlap,
    /// A part has another size or content than the directory says.
    #[error("a part is not what the directory says of it")]
    Unlike,
    /// More than 2,000 parts.
    #[error("it has more than 2,000 parts")]
    TooManyParts,
    /// It unpacks to more than 200 MB, a part of it to more than a hundred times its size, or the text is too long.
    #[error("it unpacks to too much: more than 200 MB, or more than a hundred times its size")]
    TooMuch,
    /// A part is missing that must be there.
    #[error("a part of it is missing")]
    Missing,
    /// It says of itself that it is something else.
    #[error("it is no such document inside")]
    OtherInside,
    /// It holds macros.
    #[error("it holds macros (DOCM, XLSM): save it without macros")]
    Macros,
    /// It declares a document type or entities.
    #[error("its markup declares entities, as no office program does")]
    Entities,
    /// Its markup is broken.
    #[error("its markup is broken: open it in an office program and save it anew")]
    Markup,
    /// Its markup is nested deeper than any page.
    #[error("its markup is nested too deep")]
    Nesting,
}

impl PackageError {
    /// All of them, in an order that never changes.
    pub const ALL: [Self; 13] = [
        Self::Damaged,
        Self::Encrypted,
        Self::Twice,
        Self::Overlap,
        Self::Unlike,
        Self::TooManyParts,
        Self::TooMuch,
        Self::Missing,
        Self::OtherInside,
        Self::Macros,
        Self::Entities,
        Self::Markup,
        Self::Nesting,
    ];
}
