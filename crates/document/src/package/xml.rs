//! The markup of a part, element by element: names resolved, one branch of each alternative, entities refused.

use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

use super::error::PackageError;

/// Elements within elements. Tables within tables within text boxes stay below a hundred.
const DEEPEST: usize = 1_000;
/// Namespaces in force at once. Office programs declare some forty.
const PREFIXES: usize = 256;

/// Whose vocabulary an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Word's own: paragraphs, runs, tables.
    Word,
    /// Excel's own: rows, cells, styles.
    Sheet,
    /// Formulas.
    Math,
    /// Drawings of all kinds, the old ones (VML) too.
    Drawing,
    /// Alternatives for readers of different age.
    Alternative,
    /// Lists of parts: relations and content types.
    Package,
    /// Anything else.
    Other,
}

fn space_of(address: &str) -> Space {
    match address {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Space::Sheet,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Alternative,
        "http://schemas.openxmlformats.org/package/2006/relationships"
        | "http://schemas.openxmlformats.org/package/2006/content-types" => Space::Package,
        "urn:schemas-microsoft-com:vml" | "urn:schemas-microsoft-com:office:office" => Space::Drawing,
        _ if address.contains("/drawingml/") => Space::Drawing,
        _ => Space::Other,
    }
}

/// A step through the markup.
pub(crate) enum Step<'a> {
    Open(Element<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

/// The start of an element.
pub(crate) struct Element<'a> {
    pub(crate) space: Space,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// An attribute by its name without a prefix.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        for attribute in self.start.attributes().with_checks(false) {
            // A broken attribute hides those behind it; the reader refuses the worst of them.
            let attribute = attribute.ok()?;
            if attribute.key.local_name().into_inner() == name {
                return match attribute.value {
                    value if !value.contains('&') => Some(value),
                    value => quick_xml::escape::unescape(&value).ok().map(|value| Cow::Owned(value.into_owned())),
                };
            }
        }
        None
    }

    /// `w:val`, which most properties are written in.
    pub(crate) fn value(&self) -> Option<Cow<'_, str>> {
        self.get("val")
    }

    /// A number in an attribute.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// What a property that is on or off says: its presence is on.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// A part's text: UTF-8, or UTF-16 by its mark. The standard allows no other.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, PackageError> {
    let wide = match bytes.get(..2) {
        Some(b"\xff\xfe" | b"<\0") => Some(UTF_16LE),
        Some(b"\xfe\xff" | b"\0<") => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        let (text, bad) = encoding.decode_with_bom_removal(&bytes);
        return if bad { Err(PackageError::Markup) } else { Ok(text.into_owned()) };
    }
    String::from_utf8(bytes).map_err(|_| PackageError::Markup)
}

/// Walks a part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// Prefix, what it stands for, and the depth it was declared at.
    prefixes: Vec<(String, Space, usize)>,
    depth: usize,
    /// Depth below which nothing is told, while an alternative is passed over.
    silent: Option<usize>,
    /// Depths of open alternatives, and whether one branch was taken.
    alternatives: Vec<(usize, bool)>,
    /// Depths of the branches taken: neither they nor the alternative itself are told.
    branches: Vec<usize>,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, prefixes: Vec::new(), depth: 0, silent: None, alternatives: Vec::new(), branches: Vec::new() }
    }

    /// The next step. Whatever stands outside the root element, comments and instructions are passed over.
    pub(crate) fn next(&mut self) -> Result<Step<'a>, PackageError> {
        loop {
            match self.reader.read_event().map_err(|_| PackageError::Markup)? {
                Event::Start(start) => {
                    if let Some(element) = self.open(start)? {
                        return Ok(Step::Open(element));
                    }
                }
                Event::End(_) => {
                    if self.close() {
                        return Ok(Step::Close);
                    }
                }
                Event::Text(text) if self.is_told() => return Ok(Step::Text(text.into_inner())),
                Event::CData(text) if self.is_told() => return Ok(Step::Text(text.into_inner())),
                Event::GeneralRef(name) => {
                    let c = match &*name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ if name.is_char_ref() => {
                            name.resolve_char_ref().ok().flatten().ok_or(PackageError::Markup)?
                        }
                        _ => return Err(PackageError::Entities),
                    };
                    if self.is_told() {
                        return Ok(Step::Text(Cow::Owned(c.to_string())));
                    }
                }
                Event::DocType(_) => return Err(PackageError::Entities),
                Event::Eof if self.depth == 0 => return Ok(Step::End),
                Event::Eof => return Err(PackageError::Markup),
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::PI(_)
                | Event::Decl(_)
                | Event::Empty(_) => {}
            }
        }
    }

    /// Passes over all that is left of the element just opened.
    pub(crate) fn skip(&mut self) -> Result<(), PackageError> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Step::Open(_) => open += 1,
                Step::Close => open -= 1,
                Step::Text(_) => {}
                Step::End => return Err(PackageError::Markup),
            }
        }
        Ok(())
    }

    fn is_told(&self) -> bool {
        self.silent.is_none() && self.depth > 0
    }

    fn open(&mut self, start: BytesStart<'a>) -> Result<Option<Element<'a>>, PackageError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(PackageError::Nesting);
        }
        if self.silent.is_some() {
            return Ok(None);
        }
        if start.attributes_raw().contains("xmlns") {
            self.declare(&start)?;
        }
        let space = self.space(&start);
        if space == Space::Alternative {
            match start.local_name().into_inner() {
                "AlternateContent" => {
                    self.alternatives.push((self.depth, false));
                    return Ok(None);
                }
                "Choice" | "Fallback" => {
                    match self.alternatives.last_mut() {
                        Some((at, taken)) if *at + 1 == self.depth && !*taken => {
                            *taken = true;
                            self.branches.push(self.depth);
                        }
                        _ => self.silent = Some(self.depth),
                    }
                    return Ok(None);
                }
                _ => {}
            }
        }
        Ok(Some(Element { space, start }))
    }

    /// Ends an element; whether it was told.
    fn close(&mut self) -> bool {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        while self.prefixes.last().is_some_and(|(_, _, at)| *at >= depth) {
            self.prefixes.pop();
        }
        if let Some(silent) = self.silent {
            if silent == depth {
                self.silent = None;
            }
            return false;
        }
        if self.branches.last() == Some(&depth) {
            self.branches.pop();
            return false;
        }
        if self.alternatives.last().is_some_and(|(at, _)| *at == depth) {
            self.alternatives.pop();
            return false;
        }
        true
    }

    fn declare(&mut self, start: &BytesStart<'a>) -> Result<(), PackageError> {
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| PackageError::Markup)?;
            let key = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => rest.trim_start_matches(':'),
                _ => continue,
            };
            if self.prefixes.len() >= PREFIXES {
                return Err(PackageError::Nesting);
            }
            self.prefixes.push((prefix.to_owned(), space_of(&attribute.value), self.depth));
        }
        Ok(())
    }

    fn space(&self, start: &BytesStart<'a>) -> Space {
        let name = start.name().into_inner();
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        self.prefixes.iter().rfind(|(known, _, _)| known == prefix).map_or(Space::Other, |(_, space, _)| *space)
    }
}
