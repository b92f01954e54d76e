//! A Word document from the form that the fuzz corpus is written in: parts as text, `--- styles` before a further one.
//! Bytes that begin as a container are one already.

use crate::hostile::sound;
use crate::package::{MAIN, Part, WORD, zip};

/// The parts, the document first.
pub(crate) fn split(bytes: &[u8]) -> Vec<(&str, &[u8])> {
    let mut parts = Vec::new();
    let (mut name, mut rest) = ("", bytes);
    loop {
        let at = rest.windows(5).position(|window| window == b"\n--- ");
        let Some(at) = at else {
            parts.push((name, rest));
            return parts;
        };
        parts.push((name, &rest[..at]));
        let line = &rest[at + 5..];
        let end = line.iter().position(|b| *b == b'\n').unwrap_or(line.len());
        name = std::str::from_utf8(&line[..end]).unwrap_or("other");
        rest = line.get(end + 1..).unwrap_or_default();
    }
}

/// Reads it and checks what must hold of every document.
pub(crate) fn replay(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return sound(bytes);
    }
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relations = |all: &str| format!("<Relationships xmlns='{package}/relationships'>{all}</Relationships>");
    let relation = |kind: &str, target: &str| format!("<Relationship Type='{office}/{kind}' Target='{target}'/>");
    let parts = split(bytes);
    let related: String = parts.iter().skip(1).map(|(name, _)| relation(name, &format!("{name}.xml"))).collect();
    let types = format!(
        "<Types xmlns='{package}/content-types'><Override PartName='/word/document.xml' ContentType='{MAIN}'/></Types>"
    );
    let mut all = vec![
        Part::stored("[Content_Types].xml", types),
        Part::stored("_rels/.rels", relations(&relation("officeDocument", "word/document.xml"))),
        Part::stored("word/_rels/document.xml.rels", relations(&related)),
    ];
    for (name, content) in &parts {
        let name = if name.is_empty() { "document" } else { name };
        let root = [
            format!(
                "<w:r xmlns:w='{WORD}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
                 xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
                 xmlns:v='urn:schemas-microsoft-com:vml'>"
            )
            .as_bytes(),
            content,
            b"</w:r>",
        ]
        .concat();
        all.push(Part::stored(&format!("word/{name}.xml"), root));
    }
    sound(&zip(&all));
}
