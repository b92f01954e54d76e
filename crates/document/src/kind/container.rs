//! Formats inside the two great containers: ZIP (since 2007) and OLE compound files (before).

use memchr::memmem;

use super::{AS_DOCX, AS_TEXT, SHEET, UNLOCK, UNPACK, has_ending};

type Named = (&'static str, &'static str);

/// The containers that are read.
const DOCX: Named = ("Word document (DOCX)", AS_DOCX);
const XLSX: Named = ("Excel workbook (XLSX)", SHEET);

/// How far from either end a container is searched for the names of its parts.
///
/// A ZIP names each part where it begins and all of them at its end; a file cut short still has the beginning.
const REACH: usize = 1 << 18;

/// What a container holds.
pub(super) fn name(bytes: &[u8], name: &str) -> Option<Named> {
    if is_zip(bytes) {
        return Some(zip(bytes, name));
    }
    // The second is the beta form of the first; both are eight bytes no text begins with.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || bytes.starts_with(b"\x0e\x11\xfc\x0d\xd0\xcf\x11\xe0")
    {
        return Some(ole(bytes, name));
    }
    None
}

/// Whether a container holds a Word document.
pub(super) fn is_docx(bytes: &[u8], name: &str) -> bool {
    is_zip(bytes) && zip(bytes, name) == DOCX
}

/// Whether a container holds an Excel workbook.
pub(super) fn is_xlsx(bytes: &[u8], name: &str) -> bool {
    is_zip(bytes) && zip(bytes, name) == XLSX
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08")
}

fn ends(bytes: &[u8]) -> [&[u8]; 2] {
    let first = bytes.get(..REACH.min(bytes.len())).unwrap_or_default();
    let last = bytes.get(bytes.len().saturating_sub(REACH)..).unwrap_or_default();
    [first, last]
}

fn zip(bytes: &[u8], name: &str) -> Named {
    let ends = ends(bytes);
    let holds = |part: &str| ends.iter().any(|end| memmem::find(end, part.as_bytes()).is_some());
    let open_document = "mimetypeapplication/vnd.oasis.opendocument.";
    if holds("OFD.xml") {
        return ("OFD document", "convert it to PDF and that to text");
    }
    if holds(&format!("{open_document}spreadsheet")) {
        return ("OpenDocument sheet (ODS)", SHEET);
    }
    if holds(&format!("{open_document}presentation")) {
        return ("OpenDocument slides (ODP)", AS_TEXT);
    }
    if holds(open_document) {
        return ("OpenDocument text (ODT)", AS_DOCX);
    }
    if holds("mimetypeapplication/epub+zip") {
        return ("EPUB book", AS_TEXT);
    }
    if holds("word/document") || holds("word/_rels/") {
        return DOCX;
    }
    if holds("xl/workbook") || holds("xl/worksheets/") {
        return XLSX;
    }
    if holds("ppt/presentation") || holds("ppt/slides/") {
        return ("PowerPoint slides (PPTX)", AS_TEXT);
    }
    // Office's table of contents comes first; a file cut behind it is known by its name only.
    if holds("[Content_Types].xml") {
        return if has_ending(name, &["xlsx", "xlsm"]) {
            XLSX
        } else if has_ending(name, &["pptx"]) {
            ("PowerPoint slides (PPTX)", AS_TEXT)
        } else if has_ending(name, &["docx", "docm"]) {
            DOCX
        } else {
            ("Office document", AS_TEXT)
        };
    }
    // Bit 0 of the first part's flags.
    if bytes.get(6).is_some_and(|flags| flags & 1 == 1) {
        return ("encrypted ZIP archive", "unpack it with its password and give the files inside");
    }
    ("ZIP archive", UNPACK)
}

fn ole(bytes: &[u8], name: &str) -> Named {
    // The directory may lie anywhere; its names are UTF-16.
    let holds = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return ("encrypted Office document", UNLOCK);
    }
    if has_ending(name, &["wps"]) {
        return ("WPS document (WPS)", AS_DOCX);
    }
    if has_ending(name, &["et"]) {
        return ("WPS sheet (ET)", SHEET);
    }
    if holds("WordDocument") {
        return ("Word document (DOC)", AS_DOCX);
    }
    if holds("Workbook") || holds("Book\0") {
        return ("Excel sheet (XLS)", SHEET);
    }
    if holds("PowerPoint Document") {
        return ("PowerPoint slides (PPT)", AS_TEXT);
    }
    if holds("__substg1.0_") {
        return ("Outlook message (MSG)", AS_TEXT);
    }
    if has_ending(name, &["doc"]) {
        return ("Word document (DOC)", AS_DOCX);
    }
    if has_ending(name, &["xls"]) {
        return ("Excel sheet (XLS)", SHEET);
    }
    ("Office document of before 2007", AS_TEXT)
}
