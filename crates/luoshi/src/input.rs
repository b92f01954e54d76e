//! From an input to its text, or to the reason why not and what to do about it.

use crate::apart::{self, Lost};
use crate::i18n::Words;
use crate::walk::Input;
use luoshi_document::{Document, DocumentError, Fault, FaultKind, LeftOut, PackageError, decode_owned, is_packed};
use luoshi_page::reading::Original;
use luoshi_reader::json::Source;
use luoshi_reader::{Cell, Note, Options, Reading, Repair, RepairKind, Span, Table, Text, read_document};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};

/// A text with what names it: everything a printer needs beside the reading.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The path as given or walked, or `-`.
    pub(crate) path: String,
    bytes: u64,
    sha256: String,
    text_sha256: String,
    /// What was decoded.
    pub(crate) document: Document,
}

/// Why there is no text.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The system said no.
    System(io::Error),
    /// More than [`LIMIT`].
    TooLarge,
    /// It is no text, or not one that is read.
    Document(DocumentError),
    /// It is a text, and no separated values.
    Csv(luoshi_sheet::NoCsv),
    /// The process that was to unpack it did not come back.
    Lost(Lost),
}

/// Beyond this a single file is refused at the door: reading one takes some twenty times its size in memory.
const LIMIT: u64 = 1 << 30;

/// Reads and decodes an input.
pub(crate) fn load(input: &Input) -> Result<Loaded, Unreadable> {
    let path = match input {
        Input::Stdin => "-".to_owned(),
        Input::File(path, _) => path.to_string_lossy().into_owned(),
    };
    from_bytes(path, take_file(input)?)
}

/// The bytes of an input.
pub(crate) fn take_file(input: &Input) -> Result<Vec<u8>, Unreadable> {
    let bytes = match input {
        Input::Stdin => take(io::stdin().lock(), 0),
        Input::File(path, size) => File::open(path).and_then(|f| take(f, *size)),
    };
    let bytes = bytes.map_err(Unreadable::System)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Unreadable::TooLarge);
    }
    Ok(bytes)
}

/// Decodes what is already in memory.
pub(crate) fn from_bytes(path: String, bytes: Vec<u8>) -> Result<Loaded, Unreadable> {
    let length = bytes.len() as u64;
    let sha256 = hash(&bytes);
    let document = if is_packed(&bytes, &path) {
        apart::read(&bytes).map_err(Unreadable::Lost)?
    } else {
        decode_owned(bytes, &path)
    };
    let document = document.map_err(Unreadable::Document)?;
    // The usual file is sound UTF-8 without a mark: its text is its bytes.
    let same = document.encoding == "utf-8"
        && !document.mark
        && document.faults.is_empty()
        && document.format == luoshi_document::Format::Text;
    let text_sha256 = if same { sha256.clone() } else { hash(document.text.as_bytes()) };
    Ok(Loaded { path, bytes: length, sha256, text_sha256, document })
}

/// One byte more than [`LIMIT`] is enough to know that there is too much: the input may be endless.
fn take(from: impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size.min(LIMIT) as usize + 1);
    from.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn hash(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).map_or('0', |d| char::from(*d));
    Sha256::digest(bytes).iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

impl Loaded {
    /// Reads the text with its tables.
    pub(crate) fn read(&self, options: Options) -> Reading {
        let span = |range: &std::ops::Range<u32>| Span::new(range.start, range.end);
        let cell = |cell: &luoshi_document::Cell| Cell {
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
            span: span(&cell.span),
        };
        let table = |table: &luoshi_document::Table| Table {
            span: span(&table.span),
            cells: table.cells.iter().map(cell).collect(),
        };
        let tables: Vec<Table> = self.document.tables.iter().map(table).collect();
        read_document(&Text { text: &self.document.text, tables: &tables }, &options)
    }

    /// What a page is made of.
    pub(crate) fn original(&self) -> Original<'_> {
        Original {
            path: &self.path,
            text: &self.document.text,
            encoding: self.document.encoding,
            extracted: self.document.format != luoshi_document::Format::Text,
        }
    }

    /// The SHA-256 of its bytes.
    pub(crate) fn sha(&self) -> [u8; 32] {
        luoshi_store::hex::decode(&self.sha256).and_then(|b| b.try_into().ok()).unwrap_or([0; 32])
    }

    /// What the JSON says of the document. `chars` is counted here.
    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            path: &self.path,
            sha256: &self.sha256,
            bytes: self.bytes,
            encoding: self.document.encoding,
            chars: self.document.text.chars().count() as u64,
            text_sha256: &self.text_sha256,
        }
    }

    /// What was wrong with the bytes and what was left out, as doubts among the repairs: nothing is lost in silence.
    pub(crate) fn add_faults(&self, repairs: &mut Vec<Repair>, words: &Words) {
        if self.document.faults.is_empty() {
            return;
        }
        repairs.extend(self.document.faults.iter().map(|fault| Repair {
            kind: RepairKind::Doubtful,
            text: String::new(),
            spans: Span::new(fault.span.start, fault.span.end).into(),
            note: Note::Other(note(fault, words)),
            candidate: None,
        }));
        repairs.sort_by_key(|r| r.spans.first().copied());
    }
}

impl Unreadable {
    /// Why, and the mend.
    pub(crate) fn message(&self, words: &Words) -> String {
        match self {
            Self::System(error) => system(error, words),
            Self::TooLarge => words.fill("error.too_large", &[("limit", "1 GiB")]),
            Self::Document(error) => match error {
                DocumentError::Unsupported { format, mend } => {
                    words.fill("error.unsupported", &[("format", format), ("mend", mend)])
                }
                DocumentError::Docx(error) => words.fill("error.docx", &[("why", package(*error, words))]),
                DocumentError::Xlsx(error) => words.fill("error.xlsx", &[("why", package(*error, words))]),
                DocumentError::NotText => words.get("error.not_text").to_owned(),
                DocumentError::UnknownEncoding { guess } => words.fill("error.encoding", &[("guess", guess)]),
                DocumentError::TooLarge { .. } => words.fill("error.too_large", &[("limit", "1 GiB")]),
                other => other.to_string(),
            },
            Self::Csv(error) => words.fill("sheet.csv", &[("why", &error.to_string())]),
            Self::Lost(Lost::NotStarted(error)) => words.fill("error.apart", &[("why", &system(error, words))]),
            Self::Lost(Lost::TooLong) => words.get("error.apart_long").to_owned(),
            Self::Lost(Lost::Died) => words.get("error.apart_died").to_owned(),
        }
    }
}

/// Why a Word document or a workbook was not read.
pub(crate) fn package(error: PackageError, words: &Words) -> &'static str {
    words.get(match error {
        PackageError::Damaged => "docx.damaged",
        PackageError::Encrypted => "docx.encrypted",
        PackageError::Twice => "docx.twice",
        PackageError::Overlap => "docx.overlap",
        PackageError::Unlike => "docx.unlike",
        PackageError::TooManyParts => "docx.parts",
        PackageError::TooMuch => "docx.much",
        PackageError::Missing => "docx.missing",
        PackageError::OtherInside => "docx.other",
        PackageError::Macros => "docx.macros",
        PackageError::Entities => "docx.entities",
        PackageError::Nesting => "docx.nesting",
        // What a later version may add is broken markup at least.
        _ => "docx.markup",
    })
}

/// What is said of a fault.
fn note(fault: &Fault, words: &Words) -> String {
    let key = match fault.kind {
        FaultKind::Undecodable => "fault.undecodable",
        FaultKind::Cut => "fault.cut",
        FaultKind::Overlong => "fault.overlong",
        FaultKind::LoneSurrogate => "fault.surrogate",
        FaultKind::OtherEncoding(_) => "fault.other_encoding",
        FaultKind::Control => "fault.control",
        FaultKind::AlreadyLost => "fault.lost",
        FaultKind::DoubtfulEncoding => "fault.encoding",
        FaultKind::Symbol => "fault.symbol",
        FaultKind::Formula => "fault.formula",
        FaultKind::LeftOut(what) => match what {
            LeftOut::Hidden => "fault.hidden",
            LeftOut::Deleted => "fault.deleted",
            LeftOut::Comment => "fault.comment",
            LeftOut::Picture => "fault.picture",
            LeftOut::Chart => "fault.chart",
            LeftOut::Object => "fault.object",
            LeftOut::Contents => "fault.contents",
            LeftOut::Field => "fault.field",
            LeftOut::Prompt => "fault.prompt",
            LeftOut::Margins => "fault.margins",
            // What a later version may add lies outside what is known here.
            _ => "fault.outside",
        },
    };
    let other = if let FaultKind::OtherEncoding(name) = fault.kind { name } else { "" };
    let (start, end) = (fault.bytes.start.to_string(), fault.bytes.end.to_string());
    words.fill(key, &[("encoding", other), ("start", &start), ("end", &end)])
}

/// What the system says, in the person's language where it is one of the usual answers.
pub(crate) fn system(error: &io::Error, words: &Words) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => words.get("error.not_found").to_owned(),
        io::ErrorKind::PermissionDenied => words.get("error.permission").to_owned(),
        io::ErrorKind::IsADirectory => words.get("error.folder").to_owned(),
        io::ErrorKind::AlreadyExists => words.get("error.not_ours").to_owned(),
        io::ErrorKind::StorageFull => words.get("error.full").to_owned(),
        _ => words.fill("error.system", &[("why", &error.to_string())]),
    }
}
