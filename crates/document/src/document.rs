//! What comes out: a text, how it was had from the bytes, and what was wrong with them.

use std::fmt;
use std::ops::Range;

/// A text as it was published, and how it was had from its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The text. Of a web page, its main text: see [`Format::Html`].
    ///
    /// A byte order mark is left out. Line ends are as they were (`\n`, `\r\n`, `\r`).
    pub text: String,
    /// The encoding, as people write it: `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `big5` or `windows-1252`; of a
    /// Word document `docx` and of a workbook `xlsx`, for their bytes are in none.
    ///
    /// GBK and GB2312 are called `gb18030`, of which they are parts. Of a file in two encodings it is the one that
    /// most of it is in; the rest is in [`faults`](Self::faults).
    pub encoding: &'static str,
    /// Whether the bytes began with a byte order mark.
    pub mark: bool,
    /// Plain text, a web page, a Word document or a workbook.
    pub format: Format,
    /// What was wrong with the bytes, in order of place. Empty for a sound file.
    ///
    /// Of a web page, only what lies in the main text. Of a Word document, what was left out as well.
    pub faults: Vec<Fault>,
    /// Tables that stand in the text, in order of place. Empty for plain text, where a table has no edges.
    pub tables: Vec<Table>,
}

/// A table in a text: its cells on a grid, each with its place in the text.
///
/// In [`Document::text`] a row is a line, its cells joined by TAB; a merged cell stands once, where it begins. Of a Word
/// document, a row that holds a table within a cell, or many long paragraphs, is a line for each paragraph: then a
/// cell's span holds line ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Where the whole table stands, in characters of [`Document::text`], half-open.
    pub span: Range<u32>,
    /// Cells in reading order. Every place of the grid is covered by at most one.
    pub cells: Vec<Cell>,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Row of the grid where it begins, from 0.
    pub row: u32,
    /// Column of the grid where it begins, from 0.
    pub column: u32,
    /// How many rows it covers, at least 1.
    pub rows: u32,
    /// How many columns it covers, at least 1.
    pub columns: u32,
    /// Where its words stand, in characters of [`Document::text`], half-open; empty for an empty cell.
    pub span: Range<u32>,
}

/// What kind of text the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text (Markdown, CSV and the like included): every character is kept.
    Text,
    /// A web page, by its main text: no menus, scripts, hidden parts or footers; a block a line, a heading a line
    /// with `#` for each level, a table row a line with its cells joined by TAB.
    Html,
    /// A Word document, as a person sees it: a paragraph a line, a heading with `#` for each level, numbers of lists
    /// written out, a table row a line with its cells joined by TAB, notes at the end. Tracked changes are accepted.
    Docx,
    /// An Excel workbook, as a person sees it: sheet after sheet, a row a line with its cells joined by TAB, numbers as
    /// their format shows them. Hidden rows, columns and sheets are left out.
    Xlsx,
}

impl Format {
    /// The word for machines: `text`, `html`, `docx` or `xlsx`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Something wrong with the bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// Where, in characters of [`Document::text`], half-open.
    pub span: Range<u32>,
    /// Where, in bytes of the file, half-open: what stood there is not lost. Of a Word document, the packed part that
    /// holds the text.
    pub bytes: Range<u64>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What was wrong with some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// Bytes that mean nothing in the encoding.
    Undecodable,
    /// A UTF-8 character that lost some of its bytes.
    Cut,
    /// A character written with more bytes than it needs: never let through, for it is how filters are deceived.
    Overlong,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// A run in another encoding than the rest of the file, decoded by it. The word names that encoding.
    OtherEncoding(&'static str),
    /// NUL or another control character; it stands in the text unchanged.
    Control,
    /// U+FFFD in the file itself: a character lost before the file came to us.
    AlreadyLost,
    /// The whole text: the encoding had to be guessed, and another was nearly as likely.
    DoubtfulEncoding,
    /// A sign of a font of pictures that no character is known for; U+FFFD stands in the text.
    Symbol,
    /// A formula, written on one line: 1/2, 10^4.
    Formula,
    /// Something of the file that is not part of the text. The span is the character before the place, at the start of
    /// a line the one behind it; with several such places in a line it reaches from the first to the last.
    LeftOut(LeftOut),
}

/// What of a Word document is not part of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LeftOut {
    /// Hidden text.
    Hidden,
    /// Text that a tracked change deletes.
    Deleted,
    /// A comment.
    Comment,
    /// A picture.
    Picture,
    /// A chart or diagram.
    Chart,
    /// An embedded file or object.
    Object,
    /// A table of contents or an index.
    Contents,
    /// A field that keeps no result, or does not end.
    Field,
    /// A prompt to type something.
    Prompt,
    /// Words in headers or footers.
    Margins,
    /// Something outside the file that it refers to: never fetched.
    Outside,
}

impl LeftOut {
    /// All of them, in an order that never changes.
    pub const ALL: [Self; 11] = [
        Self::Hidden,
        Self::Deleted,
        Self::Comment,
        Self::Picture,
        Self::Chart,
        Self::Object,
        Self::Contents,
        Self::Field,
        Self::Prompt,
        Self::Margins,
        Self::Outside,
    ];
}

impl FaultKind {
    /// Why, in a few English words.
    #[must_use]
    pub fn note(self) -> &'static str {
        match self {
            Self::Undecodable => "bytes that are no character in this encoding",
            Self::Cut => "a character cut short",
            Self::Overlong => "a character in a forbidden longer form",
            Self::LoneSurrogate => "half of a surrogate pair",
            Self::OtherEncoding(_) => "a passage in another encoding than the rest",
            Self::Control => "control characters",
            Self::AlreadyLost => "a character that was already lost in the file",
            Self::DoubtfulEncoding => "the encoding had to be guessed",
            Self::Symbol => "a sign that no character is known for",
            Self::Formula => "a formula, written on one line",
            Self::LeftOut(what) => match what {
                LeftOut::Hidden => "hidden text, left out",
                LeftOut::Deleted => "text deleted by a tracked change, left out",
                LeftOut::Comment => "a comment, left out",
                LeftOut::Picture => "a picture, not read",
                LeftOut::Chart => "a chart or diagram, not read",
                LeftOut::Object => "an embedded file or object, not read",
                LeftOut::Contents => "a table of contents, left out",
                LeftOut::Field => "a field without a result, left out",
                LeftOut::Prompt => "a prompt to type something, left out",
                LeftOut::Margins => "headers and footers, left out",
                LeftOut::Outside => "something outside the file, not fetched",
            },
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.note())?;
        if let FaultKind::OtherEncoding(name) = self.kind {
            write!(f, ": {name}")?;
        }
        if matches!(self.kind, FaultKind::Symbol | FaultKind::Formula | FaultKind::LeftOut(_)) {
            return Ok(());
        }
        write!(f, " (bytes {} to {})", self.bytes.start, self.bytes.end)
    }
}
