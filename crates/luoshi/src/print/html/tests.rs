//! Pages from readings made by hand, from generated ones, and from published reports: the original comes back whole, tags
//! nest, every link leads somewhere.

mod by_hand;
mod generated;
mod published;
mod unmake;

use super::*;
use crate::i18n::{Lang, Words};
use crate::input::{Loaded, from_bytes};
use crate::print::Format;
use crate::terminal::Look;
use luoshi_reader::Options;

fn words() -> Words {
    Words::of(Lang::Zh)
}

fn loaded(name: &str, text: &str) -> Loaded {
    from_bytes(name.to_owned(), text.as_bytes().to_vec()).expect("a text")
}

/// The page of a text with a reading.
fn page_of(loaded: &Loaded, reading: &Reading, words: &Words) -> String {
    let style = Style { format: Format::Html, rules: Rules::Hidden, look: Look::PLAIN, words };
    page(&[sheet(loaded, reading, &style, None)], words)
}

/// The page of a text as it is read.
fn read_page(name: &str, text: &str, words: &Words) -> String {
    let loaded = loaded(name, text);
    let reading = luoshi_reader::read(&loaded.document.text, &Options::default());
    page_of(&loaded, &reading, words)
}
