//! What a style says of a paragraph or run: whether it is a heading, numbered, hidden.

use crate::package::PackageError;
use crate::package::xml::{Element, Space, Step, Xml};
use std::collections::HashMap;

/// Styles based on styles; Word stops at eleven, and a circle has no end.
const CHAIN: usize = 32;

/// Number of a list and level in it, as far as given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) list: Option<u32>,
    pub(super) level: Option<u32>,
}

/// What is known of a style, with what it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// 1 for a main heading; 0 where the style says that it is body text.
    pub(super) heading: Option<u8>,
    pub(super) numbered: Numbered,
    /// The style that names the list: its level is the one that names this style.
    pub(super) counted_as: Option<String>,
    pub(super) hidden: Option<bool>,
    /// A line of a table of contents.
    pub(super) contents: bool,
    /// A font of pictorial signs.
    pub(super) font: Option<String>,
}

/// All styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    known: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    usual: Option<String>,
}

#[derive(Default)]
struct Raw {
    based_on: Option<String>,
    /// Of its name: `heading 2`, `Title`.
    named: Option<u8>,
    own: Style,
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, PackageError> {
        let mut xml = Xml::new(text);
        let mut raw: HashMap<String, Raw> = HashMap::new();
        let mut usual = None;
        loop {
            match xml.next()? {
                Step::Open(element) if element.space == Space::Word && element.name() == "style" => {
                    let id = element.get("styleId").unwrap_or_default().into_owned();
                    let usual_one = matches!(element.get("default").as_deref(), Some("1" | "true" | "on"));
                    if usual_one && element.get("type").is_some_and(|kind| kind == "paragraph") {
                        usual = Some(id.clone());
                    }
                    let style = style(&mut xml, &id)?;
                    raw.insert(id, style);
                }
                Step::End => break,
                Step::Open(_) | Step::Close | Step::Text(_) => {}
            }
        }
        let known = raw.keys().map(|id| (id.clone(), inherited(&raw, id))).collect();
        Ok(Self { known, usual })
    }

    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.known.get(id)
    }

    /// The style of a paragraph, by the one it names or the usual one.
    pub(super) fn paragraph(&self, named: Option<&str>) -> Option<&Style> {
        self.get(named.or(self.usual.as_deref())?)
    }

    /// The list that a numbering style stands for.
    pub(super) fn list(&self, id: &str) -> Option<u32> {
        self.get(id)?.numbered.list
    }
}

fn style(xml: &mut Xml<'_>, id: &str) -> Result<Raw, PackageError> {
    let mut raw = Raw::default();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Step::Open(element) if element.space != Space::Word => xml.skip()?,
            Step::Open(element) => {
                depth += 1;
                match element.name() {
                    "name" => {
                        let name = element.value().unwrap_or_default().to_ascii_lowercase();
                        raw.named = heading_of(&name);
                        let level = name.strip_prefix("toc").or_else(|| name.strip_prefix("目录"));
                        raw.own.contents = level.is_some_and(|level| level.trim().parse::<u8>().is_ok());
                    }
                    "basedOn" => raw.based_on = element.value().map(std::borrow::Cow::into_owned),
                    "outlineLvl" => raw.own.heading = level_of(&element),
                    "numId" => {
                        raw.own.numbered.list = element.number("val");
                        raw.own.counted_as = Some(id.to_owned());
                    }
                    "ilvl" => raw.own.numbered.level = element.number("val"),
                    "vanish" => raw.own.hidden = Some(element.is_on()),
                    "rFonts" => raw.own.font = font_of(&element),
                    // Formats of parts of a table, and what was before a change.
                    "tblStylePr" | "pPrChange" | "rPrChange" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    _ => {}
                }
            }
            Step::Close => depth -= 1,
            Step::Text(_) => {}
            Step::End => return Err(PackageError::Markup),
        }
    }
    Ok(raw)
}

/// The font of the signs in a run, where it is one of pictorial signs.
pub(super) fn font_of(element: &Element<'_>) -> Option<String> {
    let font = element.get("ascii").or_else(|| element.get("hAnsi"))?;
    super::symbol::is_pictorial(&font).then(|| font.into_owned())
}

/// Level of a heading by its outline level: 0 to 8 are headings, 9 is body text.
pub(super) fn level_of(element: &Element<'_>) -> Option<u8> {
    match element.number("val")? {
        level @ 0..=8 => Some(level as u8 + 1),
        _ => Some(0),
    }
}

/// By the name of a style in lower case: Word's own names, and as other programs translate them.
fn heading_of(name: &str) -> Option<u8> {
    if matches!(name, "title" | "标题") {
        return Some(1);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    level.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// Level of a paragraph whose style is named but nowhere described.
pub(super) fn heading_of_id(id: &str) -> Option<u8> {
    heading_of(&id.to_ascii_lowercase())
}

fn inherited(raw: &HashMap<String, Raw>, id: &str) -> Style {
    let mut all = Style::default();
    let mut next = Some(id);
    for _ in 0..CHAIN {
        let Some(style) = next.and_then(|id| raw.get(id)) else { break };
        let own = &style.own;
        all.heading = all.heading.or(own.heading).or(style.named);
        all.numbered.level = all.numbered.level.or(own.numbered.level);
        if all.numbered.list.is_none() {
            all.numbered.list = own.numbered.list;
            all.counted_as.clone_from(&own.counted_as);
        }
        all.hidden = all.hidden.or(own.hidden);
        all.contents |= own.contents;
        all.font = all.font.or_else(|| own.font.clone());
        next = style.based_on.as_deref();
    }
    all
}
