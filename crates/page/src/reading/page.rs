//! Whole pages: one document, several with a list of them, or the list alone where each has a page of its own.

use super::Sheet;
use super::card::Counts;
use crate::digest;
use crate::i18n::Words;
use askama::Template;
use luoshi_reader::Language;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The style of readings, for who sets them into pages of their own.
pub const STYLE: &str = include_str!("../../assets/reading.css");
/// Their script, which only adds.
pub const SCRIPT: &str = include_str!("../../assets/reading.js");

/// Nothing is loaded from anywhere, nothing is sent anywhere, and only the style and the script below are obeyed.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let (style, script) = (digest(STYLE), digest(SCRIPT));
    format!("default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'")
});

/// What every page begins with; by this a page of ours is known from a page of somebody else's.
pub const GENERATOR: &str = concat!("<meta name=\"generator\" content=\"luoshi ", env!("CARGO_PKG_VERSION"), "\">");

/// A document in a list of documents.
#[derive(Debug, Clone)]
pub struct Listed {
    /// As [`Sheet::title`].
    pub title: String,
    /// As [`Sheet::path`].
    pub path: String,
    /// Where it is: `#d2`, or the name of its file, percent-encoded.
    pub link: String,
    /// As [`Sheet::counts`].
    pub counts: Counts,
    /// ` lang="…"`, or nothing.
    pub lang: String,
}

impl Listed {
    /// The entry of a sheet that stands at `link`.
    #[must_use]
    pub fn new(sheet: &Sheet, link: String, words: &Words) -> Self {
        let lang =
            if sheet.language == language(words) { String::new() } else { format!(" lang=\"{}\"", sheet.language) };
        Self { title: sheet.title.clone(), path: sheet.path.clone(), link, counts: sheet.counts, lang }
    }
}

#[derive(Template)]
#[template(path = "reading/page.html")]
struct Page<'a> {
    w: &'a Words,
    lang: &'a str,
    title: String,
    policy: &'a str,
    generator: &'a str,
    style: &'a str,
    script: &'a str,
    counts: Counts,
    list: Vec<Listed>,
    sheets: &'a [Sheet],
}

/// One page with all sheets; several have a list of them before.
#[must_use]
pub fn page(sheets: &[Sheet], words: &Words) -> String {
    let list = match sheets {
        [_] => Vec::new(),
        several => several.iter().map(|s| Listed::new(s, s.anchor.clone(), words)).collect(),
    };
    render(list, sheets, words)
}

/// A page that lists documents which have pages of their own.
#[must_use]
pub fn index(list: Vec<Listed>, words: &Words) -> String {
    render(list, &[], words)
}

fn render(list: Vec<Listed>, sheets: &[Sheet], words: &Words) -> String {
    let mut counts = Counts::default();
    for sheet in sheets {
        counts.add(sheet.counts);
    }
    let title = match (sheets, list.len()) {
        ([only], _) => only.title.clone(),
        (_, n) => words.fill("page.documents", &[("n", &n.to_string())]),
    };
    let page = Page {
        w: words,
        lang: language(words),
        title,
        policy: &POLICY,
        generator: GENERATOR,
        style: STYLE,
        script: SCRIPT,
        counts,
        list,
        sheets,
    };
    let mut out = String::with_capacity(STYLE.len() * 2 + sheets.iter().map(|s| s.markup.len()).sum::<usize>());
    // Writing into memory cannot fail, and no value of the template does.
    let _ = page.render_into(&mut out);
    out.push('\n');
    out
}

/// The language of the page itself.
#[must_use]
pub fn language(words: &Words) -> &'static str {
    match words.language() {
        Language::Zh => "zh-Hans",
        Language::En => "en",
    }
}

/// A file's name as the address of a link: everything but letters and digits of ASCII, `-`, `.` and `_` is escaped.
#[must_use]
pub fn encoded(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            // Writing into memory cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
