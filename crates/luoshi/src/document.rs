//! Stands in for the crate `document` until it lands: UTF-8 only, the same names.
#![allow(dead_code)]

use std::ops::Range;

/// A text as it was published.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) mark: bool,
    pub(crate) faults: Vec<Fault>,
}

#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) span: Range<u32>,
    pub(crate) bytes: Range<u64>,
}

#[derive(Debug)]
pub(crate) enum DocumentError {
    Unsupported { format: &'static str, mend: &'static str },
    NotText,
    UnknownEncoding { guess: &'static str },
    TooLarge { bytes: u64 },
}

pub(crate) fn decode(bytes: &[u8], _name: &str) -> Result<Document, DocumentError> {
    if bytes.starts_with(b"%PDF") {
        return Err(DocumentError::Unsupported { format: "PDF", mend: "save it as text" });
    }
    let (mark, rest) = match bytes.strip_prefix("\u{feff}".as_bytes()) {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    if rest.contains(&0) {
        return Err(DocumentError::NotText);
    }
    Ok(Document { text: String::from_utf8_lossy(rest).into_owned(), encoding: "utf-8", mark, faults: vec![] })
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[derive(Debug)]
pub(crate) struct LineIndex(Vec<u32>);

impl LineIndex {
    pub(crate) fn new(text: &str) -> Self {
        let ends = text.chars().zip(1u32..).filter(|(c, _)| *c == '\n').map(|(_, i)| i);
        Self([0].into_iter().chain(ends).collect())
    }

    pub(crate) fn position(&self, offset: u32) -> Position {
        let line = self.0.partition_point(|&start| start <= offset);
        Position { line: line as u32, column: offset - self.0[line - 1] + 1 }
    }
}
