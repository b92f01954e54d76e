//! Pages from readings made by hand, from generated ones, and from published reports: the original comes back whole, tags
//! nest, every link leads somewhere.

mod by_hand;
mod generated;
mod published;
mod unmake;

use super::*;
use crate::i18n::{Lang, Words};
use luoshi_reader::Options;

fn words() -> Words {
    Words::of(Lang::Zh)
}

fn original<'a>(path: &'a str, text: &'a str) -> Original<'a> {
    Original { path, text, encoding: "utf-8", extracted: false }
}

/// The page of a text with a reading.
fn page_of(original: &Original<'_>, reading: &Reading, words: &Words) -> String {
    page(&[sheet(original, reading, words, Rules::Hidden, None)], words)
}

/// The page of a text as it is read.
fn read_page(name: &str, text: &str, words: &Words) -> String {
    let reading = luoshi_reader::read(text, &Options::default());
    page_of(&original(name, text), &reading, words)
}
