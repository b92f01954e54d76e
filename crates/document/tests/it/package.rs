//! Makes containers, honest ones and others: a part is put in as it is told, and its entry may lie about it.

use miniz_oxide::deflate::compress_to_vec;
use std::fmt::Write as _;

/// A part of a container.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) name: String,
    /// As it lies in the file.
    pub(crate) packed: Vec<u8>,
    /// 0 as it is, 8 deflated.
    pub(crate) method: u16,
    pub(crate) flags: u16,
    pub(crate) crc: u32,
    /// What the directory says it unpacks to.
    pub(crate) size: u32,
    /// Where the directory says it begins, if not where it does.
    pub(crate) at: Option<u32>,
}

impl Part {
    /// Deflated.
    pub(crate) fn new(name: &str, content: impl AsRef<[u8]>) -> Self {
        let content = content.as_ref();
        Self { packed: compress_to_vec(content, 6), method: 8, ..Self::stored(name, content) }
    }

    /// As it is.
    pub(crate) fn stored(name: &str, content: impl AsRef<[u8]>) -> Self {
        let content = content.as_ref();
        Self {
            name: name.to_owned(),
            packed: content.to_vec(),
            method: 0,
            flags: 0,
            crc: crc32(content),
            size: content.len() as u32,
            at: None,
        }
    }
}

/// The container of these parts.
pub(crate) fn zip(parts: &[Part]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for part in parts {
        let at = part.at.unwrap_or(out.len() as u32);
        let fields = |out: &mut Vec<u8>| {
            out.extend([20, 0]);
            for number in [part.flags, part.method, 0, 0x21] {
                out.extend(number.to_le_bytes());
            }
            for number in [part.crc, part.packed.len() as u32, part.size] {
                out.extend(number.to_le_bytes());
            }
            out.extend((part.name.len() as u16).to_le_bytes());
            out.extend([0, 0]);
        };
        out.extend(b"PK\x03\x04");
        fields(&mut out);
        out.extend(part.name.as_bytes());
        out.extend(&part.packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        fields(&mut directory);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let (start, count) = (out.len() as u32, parts.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

pub(crate) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(crate) const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word document under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Docx {
    pub(crate) parts: Vec<Part>,
    related: String,
}

impl Docx {
    /// With a further part: `styles`, `numbering`, `footnotes`, … whose root is given without its names.
    pub(crate) fn with(mut self, kind: &str, root: &str, content: &str) -> Self {
        self.parts.push(Part::new(&format!("word/{kind}.xml"), xml(root, content)));
        self.relate(kind, &format!("{kind}.xml"), "")
    }

    /// With a relation from the document.
    pub(crate) fn relate(mut self, kind: &str, target: &str, more: &str) -> Self {
        let id = self.related.len();
        let _ = write!(self.related, "<Relationship Id='r{id}' Type='{OFFICE}/{kind}' Target='{target}' {more}/>");
        self
    }

    /// With a body of these paragraphs and tables.
    pub(crate) fn body(self, content: &str) -> Vec<u8> {
        self.document(&xml("document", &format!("<w:body>{content}</w:body>")), MAIN)
    }

    /// With this main part of this content type.
    pub(crate) fn document(self, main: &str, kind: &str) -> Vec<u8> {
        zip(&self.parts(main, kind))
    }

    /// The parts of such a document.
    pub(crate) fn parts(self, main: &str, kind: &str) -> Vec<Part> {
        let types = format!(
            "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
             <Default Extension='xml' ContentType='application/xml'/>\
             <Override PartName='/word/document.xml' ContentType='{kind}'/></Types>"
        );
        let mut parts = vec![
            Part::new("[Content_Types].xml", types),
            Part::new(
                "_rels/.rels",
                relations(&format!(
                    "<Relationship Id='r1' Type='{OFFICE}/officeDocument' Target='word/document.xml'/>"
                )),
            ),
            Part::new("word/document.xml", main),
            Part::new("word/_rels/document.xml.rels", relations(&self.related)),
        ];
        parts.extend(self.parts);
        parts
    }
}

fn relations(all: &str) -> String {
    format!("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{all}</Relationships>")
}

/// A part of Word's markup.
pub(crate) fn xml(root: &str, content: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><w:{root} xmlns:w='{WORD}' \
         xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
         xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
         xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office' \
         xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' \
         xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>{content}</w:{root}>"
    )
}

/// A paragraph of one run.
pub(crate) fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>")
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (byte, sum) in table.iter_mut().enumerate() {
        *sum = (0..8).fold(byte as u32, |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 });
    }
    !bytes.iter().fold(!0, |sum: u32, byte| table[usize::from(sum as u8 ^ byte)] ^ (sum >> 8))
}
