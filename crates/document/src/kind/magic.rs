//! Formats known by their first bytes.

use memchr::memmem;

use super::{AS_DOCX, AS_TEXT, EXPORT, NO_TEXT, PDF, PICTURE, SHEET, UNPACK};

type Named = (&'static str, &'static str);

/// First bytes, name, mend. Marks that a text could begin with are tested in [`careful`] instead.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "RTF document", AS_DOCX),
    (b"\x89PNG\r\n\x1a\n", "PNG picture", PICTURE),
    (b"\xff\xd8\xff", "JPEG picture", PICTURE),
    (b"GIF87a", "GIF picture", PICTURE),
    (b"GIF89a", "GIF picture", PICTURE),
    (b"II*\0", "TIFF picture", PICTURE),
    (b"MM\0*", "TIFF picture", PICTURE),
    (b"II+\0", "TIFF picture", PICTURE),
    (b"\0\0\x01\0", "icon", PICTURE),
    (b"8BPS\0\x01", "Photoshop picture", PICTURE),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000 picture", PICTURE),
    (b"\xff\x4f\xff\x51", "JPEG 2000 picture", PICTURE),
    (b"\xff\x0a", "JPEG XL picture", PICTURE),
    (b"AT&TFORM", "DjVu document", "convert it to text, for example with djvutxt"),
    (b"%!PS", "PostScript document", "convert it to text, for example with ps2ascii"),
    (b"\xc5\xd0\xd3\xc6", "PostScript document", "convert it to text, for example with ps2ascii"),
    (b"Founder CEB", "CEB document", "print it to PDF and convert that to text"),
    (b"CAJ\0", "CAJ document", "print it to PDF and convert that to text"),
    (b"\x1f\x8b", "gzip archive", UNPACK),
    (b"\xfd7zXZ\0", "xz archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "7z archive", UNPACK),
    (b"Rar!\x1a\x07", "RAR archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive", UNPACK),
    (b"\x04\x22\x4d\x18", "LZ4 archive", UNPACK),
    (b"LZIP\x01", "lzip archive", UNPACK),
    (b"\x1f\x9d", "compress archive", UNPACK),
    (b"MSCF\0\0\0\0", "cabinet archive", UNPACK),
    (b"ITSF\x03\0\0\0", "compiled help (CHM)", AS_TEXT),
    (b"SQLite format 3\0", "SQLite database", EXPORT),
    (b"\0\x01\0\0Standard Jet DB", "Access database", EXPORT),
    (b"\0\x01\0\0Standard ACE DB", "Access database", EXPORT),
    (b"PAR1", "Parquet data", EXPORT),
    (b"ARROW1\0\0", "Arrow data", EXPORT),
    (b"\x7fELF", "program (ELF)", NO_TEXT),
    (b"\xfe\xed\xfa\xce", "program (Mach-O)", NO_TEXT),
    (b"\xfe\xed\xfa\xcf", "program (Mach-O)", NO_TEXT),
    (b"\xce\xfa\xed\xfe", "program (Mach-O)", NO_TEXT),
    (b"\xcf\xfa\xed\xfe", "program (Mach-O)", NO_TEXT),
    (b"\xca\xfe\xba\xbe\0", "program (Java or Mach-O)", NO_TEXT),
    (b"\0asm", "program (WebAssembly)", NO_TEXT),
    (b"OggS\0", "sound (Ogg)", NO_TEXT),
    (b"fLaC\0", "sound (FLAC)", NO_TEXT),
    (b"ID3\x02", "sound (MP3)", NO_TEXT),
    (b"ID3\x03", "sound (MP3)", NO_TEXT),
    (b"ID3\x04", "sound (MP3)", NO_TEXT),
    (b"#!AMR\n", "sound (AMR)", NO_TEXT),
    (b"MThd\0\0\0\x06", "sound (MIDI)", NO_TEXT),
    (b"\x1aE\xdf\xa3", "video (Matroska or WebM)", NO_TEXT),
    (b"FLV\x01", "video (FLV)", NO_TEXT),
    (b"\0\0\x01\xba", "video (MPEG)", NO_TEXT),
    (b"\0\0\x01\xb3", "video (MPEG)", NO_TEXT),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video or sound (Windows Media)", NO_TEXT),
    (b"\0\x01\0\0\0", "font (TrueType)", NO_TEXT),
    (b"OTTO\0", "font (OpenType)", NO_TEXT),
    (b"wOFF\0", "font (WOFF)", NO_TEXT),
    (b"wOF2\0", "font (WOFF2)", NO_TEXT),
];

/// A format by its first bytes.
pub(super) fn name(bytes: &[u8]) -> Option<Named> {
    if is_pdf(bytes) {
        return Some(("PDF", PDF));
    }
    MAGIC
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic))
        .map(|&(_, name, mend)| (name, mend))
        .or_else(|| careful(bytes))
}

/// `%PDF-` at the start, or after a little junk that mail and web servers put before it.
///
/// A text may mention the mark, so further on an object has to follow it.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    let Some(at) = memmem::find(head, b"%PDF-") else { return false };
    if bytes.iter().take(at).all(|b| b.is_ascii_whitespace() || b"\xef\xbb\xbf\0".contains(b)) {
        return true;
    }
    let line = matches!(head.get(at - 1), Some(b'\n' | b'\r' | 0));
    let window = bytes.get(at..(at + 4096).min(bytes.len())).unwrap_or_default();
    line && memmem::find(window, b" obj").is_some()
}

/// Marks made of letters, or too short: each is believed only with what must stand around it.
fn careful(bytes: &[u8]) -> Option<Named> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    let number = |from: usize| {
        bytes.get(from..from + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes).unwrap_or_default()
    };
    if at(0, b"RIFF") {
        return [
            (&b"WEBP"[..], "WebP picture", PICTURE),
            (b"WAVE", "sound (WAV)", NO_TEXT),
            (b"AVI ", "video (AVI)", NO_TEXT),
        ]
        .into_iter()
        .find(|(mark, ..)| at(8, mark))
        .map(|(_, name, mend)| (name, mend));
    }
    if at(4, b"ftyp") && bytes.first() == Some(&0) {
        let picture = [&b"heic"[..], b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"];
        if picture.iter().any(|brand| at(8, brand)) {
            return Some(("HEIC picture", PICTURE));
        }
        if at(8, b"avif") || at(8, b"avis") {
            return Some(("AVIF picture", PICTURE));
        }
        return Some((if at(8, b"M4A") { "sound (M4A)" } else { "video (MP4)" }, NO_TEXT));
    }
    // A bitmap says how long its second header is, and keeps four bytes empty.
    if at(0, b"BM") && at(6, b"\0\0\0\0") && matches!(number(14), 12 | 40 | 52 | 56 | 64 | 108 | 124) {
        return Some(("BMP picture", PICTURE));
    }
    if at(0, b"BZh") && matches!(bytes.get(3), Some(b'1'..=b'9')) && (at(4, b"1AY&SY") || at(4, b"\x17rE8P\x90")) {
        return Some(("bzip2 archive", UNPACK));
    }
    if at(257, b"ustar") && bytes.get(..257).is_some_and(|head| head.contains(&0)) {
        return Some(("tar archive", UNPACK));
    }
    // The first of a program's old headers is 64 bytes of mostly small numbers.
    if at(0, b"MZ") && bytes.get(2..64.min(bytes.len())).is_some_and(|h| memchr::memchr_iter(0, h).count() > 8) {
        return Some(("program (Windows)", NO_TEXT));
    }
    // MPEG sound without a label: two frames' worth of sync bits, in a body that is no UTF-16 text.
    if matches!(bytes, [0xFF, 0xFB | 0xF3 | 0xF2, third, ..] if third & 0xF0 != 0xF0 && third & 0x0C != 0x0C)
        && bytes.len() > 128
    {
        return Some(("sound (MP3)", NO_TEXT));
    }
    None
}

/// Markup that is text on the outside and another program's document inside.
pub(super) fn markup(text: &str) -> Option<Named> {
    let head = super::head(text, 4096).trim_start();
    if head.starts_with("MIME-Version:") && head.contains("multipart/related")
        || head.starts_with("From:") && head.contains("\nMIME-Version:")
    {
        return Some(("saved web page or mail (MHTML, EML)", "save it as a plain web page (HTML)"));
    }
    let mut rest = head;
    let mut declared = false;
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        if rest.starts_with("<?mso-application") && rest.contains("Excel") {
            return Some(("Excel sheet (XML)", SHEET));
        }
        declared |= rest.starts_with("<?xml");
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        let document_type = super::head(after, 40).to_ascii_lowercase();
        if document_type.starts_with("doctype html") {
            return None;
        }
        if document_type.starts_with("doctype svg") {
            return Some(("SVG picture", PICTURE));
        }
        rest = after.split_once(end)?.1.trim_start();
    }
    let word: String =
        rest.strip_prefix('<')?.chars().take(40).take_while(|c| !c.is_whitespace() && *c != '>').collect();
    match word.to_ascii_lowercase().as_str() {
        "svg" | "svg:svg" => Some(("SVG picture", PICTURE)),
        "html" => None,
        "w:worddocument" | "pkg:package" => Some(("Word document (XML)", AS_DOCX)),
        "office:document" => Some(("OpenDocument (XML)", AS_TEXT)),
        _ if declared => Some(("XML data", AS_TEXT)),
        _ => None,
    }
}
