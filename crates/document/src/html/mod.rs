//! A web page by its main text.
//!
//! Three steps: [`token`] cuts the page into tags and text; [`block`] makes lines of it (paragraphs, headings, table
//! rows) and remembers the element each stands in; [`main_text`] chooses the element that holds the report and leaves
//! out menus, link lists and furniture. No step recurses, and each walks its input once.

mod block;
mod choice;
mod entity;
mod page_words;
mod tag;
mod token;

use crate::document::{Fault, Table};
use crate::kind::has_ending;
use tag::Tag;
use token::Token;

/// How far into a file the first tag of a page is looked for.
const REACH: usize = 4096;

/// Whether a text is a web page: it begins with a tag, or has the declaration near its start; with the name of a
/// web page, a tag that ends or breaks a block is enough. A text that merely contains `<` is none.
pub(crate) fn is_page(text: &str, name: &str) -> bool {
    let head = crate::kind::head(text, REACH);
    let named = has_ending(name, &["html", "htm", "shtml", "xhtml", "jhtml", "mht", "asp", "aspx", "jsp", "php"]);
    let mut first = true;
    for token in token::tokens(head) {
        match token {
            Token::Text { text, .. } if text.trim_start_matches('\u{FEFF}').trim().is_empty() => {}
            Token::Text { .. } => {
                let declared = ["<body", "<BODY", "<head", "<HEAD"].into_iter().any(|tag| head.contains(tag));
                if !named && !declared {
                    return false;
                }
                first = false;
            }
            Token::Open { tag, .. } | Token::Raw { tag, .. } => {
                if tag == Tag::Html || (tag != Tag::UNKNOWN && (first || named)) {
                    return true;
                }
                if first {
                    return named;
                }
            }
            Token::Close { tag } => {
                if named && tag != Tag::UNKNOWN {
                    return true;
                }
            }
            Token::Doctype { html } => {
                if html {
                    return true;
                }
            }
        }
    }
    false
}

/// The main text of a page, with the faults and the tables that lie in it, all counted in the new text.
pub(crate) fn main_text(text: &str, faults: Vec<Fault>) -> (String, Vec<Fault>, Vec<Table>) {
    let page = block::page(text, &faults);
    choice::main_text(&page, faults)
}
