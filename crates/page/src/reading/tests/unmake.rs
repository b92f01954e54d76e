//! A page taken apart again, by a parser that knows no more of HTML than it needs, and stops at what it does not know.

use std::collections::{HashMap, HashSet};

/// What a page says, seen from outside.
#[derive(Debug, Default)]
pub(super) struct Unmade {
    /// The original, put together from its paragraphs: tags away, escapes undone.
    pub(super) original: String,
    pub(super) ids: HashSet<String>,
    /// Every link within the page, with the id of the nearest element around it that has one.
    pub(super) links: Vec<(String, String)>,
    /// Addresses that lead out of the page.
    pub(super) outside: Vec<String>,
    /// Attributes of every tag, by name.
    pub(super) tags: HashMap<String, usize>,
}

const VOID: &[&str] = &["meta", "input", "br", "wbr", "!DOCTYPE"];

/// Takes a page apart; panics where tags do not nest, an id stands twice, or text was not escaped.
pub(super) fn unmake(page: &str) -> Unmade {
    let mut out = Unmade::default();
    let mut open: Vec<(String, String, bool)> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, after) = rest.split_at(at);
        take_text(text, &open, &mut out);
        let end = after.find('>').expect("a tag ends");
        let tag = &after[1..end];
        rest = &after[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let (opened, ..) = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(opened, name, "tags cross before {:?}", &rest.chars().take(60).collect::<String>());
            continue;
        }
        let name = tag.split([' ', '\n']).next().expect("a name");
        *out.tags.entry(name.to_owned()).or_default() += 1;
        let attributes = attributes(&tag[name.len()..]);
        for key in attributes.keys() {
            assert!(!key.starts_with("on") && key != "style" && key != "src", "{tag}");
        }
        let id = attributes.get("id").cloned().unwrap_or_default();
        assert!(id.is_empty() || out.ids.insert(id.clone()), "two of #{id}");
        if let Some(href) = attributes.get("href") {
            assert_eq!(name, "a");
            match href.strip_prefix('#') {
                Some(to) => {
                    let around = open.iter().rev().find(|(_, id, _)| !id.is_empty()).map(|(_, id, _)| id.clone());
                    out.links
                        .push((if id.is_empty() { around.unwrap_or_default() } else { id.clone() }, to.to_owned()));
                }
                None => out.outside.push(href.clone()),
            }
        }
        if name == "a" {
            assert!(open.iter().all(|(name, ..)| name != "a"), "a link within a link");
        }
        if VOID.contains(&name) {
            continue;
        }
        let original = attributes.get("class").is_some_and(|c| c == "o") || open.last().is_some_and(|(_, _, o)| *o);
        open.push((name.to_owned(), id, original));
        if name == "style" || name == "script" {
            let end = rest.find(&format!("</{name}>")).expect("it ends");
            rest = &rest[end..];
        }
    }
    take_text(rest, &open, &mut out);
    assert!(open.is_empty(), "not closed: {open:?}");
    out
}

fn attributes(text: &str) -> HashMap<String, String> {
    let mut out = HashMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        if let Some(value) = after.strip_prefix("=\"") {
            let (value, after) = value.split_once('"').expect("a value ends");
            assert!(out.insert(key.to_owned(), unescape(value)).is_none(), "{key} twice in {text}");
            rest = after.trim_start();
        } else {
            out.insert(key.to_owned(), String::new());
            rest = after.trim_start();
        }
    }
    out
}

fn take_text(text: &str, open: &[(String, String, bool)], out: &mut Unmade) {
    assert!(!text.contains('>'), "not escaped: {text}");
    for c in text.chars() {
        let harmless = !crate::is_unseen(c) || matches!(c, '\n' | '\t');
        assert!(harmless, "{c:?} stands in the page");
    }
    let Some((name, _, true)) = open.last() else { return };
    let text = unescape(text);
    let named = name == "i" && text.starts_with("U+") && open.len() > 1;
    // `<i class="u">` names a character that shows nothing; `<i class="k">` is a name within a name.
    match u32::from_str_radix(text.trim_start_matches("U+"), 16).ok().and_then(char::from_u32).filter(|_| named) {
        Some(c) if crate::is_unseen(c) => out.original.push(c),
        _ => out.original.push_str(&text),
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').expect("an escape ends");
        out.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "#39" => '\'',
            "#13" => '\r',
            "nbsp" => '\u{a0}',
            other => panic!("&{other};"),
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

impl Unmade {
    /// Every link leads to something that is there, and every mark and its card lead to each other.
    pub(super) fn holds_together(&self) {
        for (from, to) in &self.links {
            assert!(self.ids.contains(to), "#{to} (from {from:?}) is not there");
        }
        assert_eq!(self.outside, Vec::<String>::new(), "nothing leads out of a page");
        let targets: HashSet<&str> = self.links.iter().map(|(_, to)| to.as_str()).collect();
        let numbered = |id: &str| id.len() > 1 && id[1..].bytes().all(|b| b.is_ascii_digit());
        for id in self.ids.iter().filter(|id| numbered(id) && id.starts_with(['f', 'c', 'r', 'g'])) {
            let card = format!("{id}n");
            assert!(self.ids.contains(&card) && targets.contains(card.as_str()), "{id} leads to no card");
            let back = self.links.iter().any(|(from, to)| *from == card && (to == id || to.starts_with('p')));
            assert!(back, "{card} does not lead back");
        }
        for id in self.ids.iter().filter(|id| numbered(id) && id.starts_with('k')) {
            assert!(targets.contains(id.as_str()), "no list of names leads to {id}");
        }
    }
}
