//! A page taken apart by a parser that knows no more of HTML than it needs, and stops at what it does not know.

use std::collections::HashSet;

/// A piece of text with the elements around it, outermost first.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) around: Vec<Element>,
}

/// An element that is open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) tag: String,
    pub(crate) class: String,
    pub(crate) id: String,
    pub(crate) href: String,
}

impl Element {
    pub(crate) fn is(&self, class: &str) -> bool {
        self.class.split(' ').any(|c| c == class)
    }
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) texts: Vec<Text>,
    pub(crate) ids: HashSet<String>,
    pub(crate) links: Vec<String>,
}

const VOID: [&str; 8] = ["meta", "link", "input", "img", "br", "!doctype", "rect", "circle"];

impl Page {
    /// Takes a page apart; panics where tags do not nest, an id stands twice, or text was not escaped.
    pub(crate) fn parse(page: &str) -> Self {
        let mut out = Self::default();
        let mut open: Vec<Element> = Vec::new();
        let mut rest = page;
        while let Some(at) = rest.find('<') {
            let (text, after) = rest.split_at(at);
            out.text(text, &open);
            let end = after.find('>').expect("a tag ends");
            let tag = &after[1..end];
            rest = &after[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                let opened = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
                assert_eq!(opened.tag, name, "tags cross before {:?}", rest.chars().take(80).collect::<String>());
                continue;
            }
            let name = tag.split([' ', '\n', '/']).next().expect("a name").to_ascii_lowercase();
            let get = |attribute: &str| {
                let begin = format!(" {attribute}=\"");
                tag.split_once(&begin).and_then(|(_, v)| v.split_once('"')).map_or(String::new(), |(v, _)| unescaped(v))
            };
            let element = Element { tag: name.clone(), class: get("class"), id: get("id"), href: get("href") };
            if !element.id.is_empty() {
                assert!(out.ids.insert(element.id.clone()), "id {} stands twice", element.id);
            }
            if name == "a" {
                out.links.push(element.href.clone());
                assert!(open.iter().all(|e| e.tag != "a"), "a link within a link: {}", element.href);
            }
            if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "left open: {open:?}");
        out
    }

    fn text(&mut self, text: &str, open: &[Element]) {
        assert!(!text.contains('>'), "unescaped: {text:?}");
        if !text.trim().is_empty() {
            self.texts.push(Text { text: unescaped(text), around: open.to_vec() });
        }
    }

    /// The text of what has an id, and whether it is set as a formula or a passage: everything within.
    pub(crate) fn within(&self, id: &str, keep: impl Fn(&Text) -> bool) -> String {
        let inside = |t: &&Text| t.around.iter().any(|e| e.id == id);
        self.texts.iter().filter(inside).filter(|t| keep(t)).map(|t| t.text.as_str()).collect()
    }
}

pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#13;", "\r")
        .replace("&amp;", "&")
}
