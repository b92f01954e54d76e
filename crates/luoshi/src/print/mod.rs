//! The forms a reading is printed in.

pub(crate) mod check;
pub(crate) mod csv;
pub(crate) mod promises;
pub(crate) mod status;
pub(crate) mod table;

use crate::i18n::Words;
use crate::input::Loaded;
use crate::terminal::Look;
use luoshi_page::reading;
use luoshi_reader::Reading;
use luoshi_reader::json::{self, Form, Layout, Rules};

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For a person.
    Table,
    /// One object, or an array of them, indented.
    Json,
    /// One object a line.
    Jsonl,
    /// One figure a row.
    Csv,
    /// A page to look at.
    Html,
}

/// All that decides how a document is printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style<'a> {
    pub(crate) format: Format,
    pub(crate) rules: Rules,
    pub(crate) look: Look,
    pub(crate) words: &'a Words,
}

impl Style<'_> {
    /// Prints one document behind what `out` holds.
    pub(crate) fn print(&self, loaded: &Loaded, reading: &Reading, out: &mut Vec<u8>) {
        match self.format {
            Format::Table => table::print(loaded, reading, self, out),
            Format::Json => {
                json::write(
                    reading,
                    &loaded.source(),
                    Form { layout: Layout::Indented, rules: self.rules, language: self.words.language() },
                    out,
                );
            }
            Format::Jsonl => {
                json::write(
                    reading,
                    &loaded.source(),
                    Form { layout: Layout::Line, rules: self.rules, language: self.words.language() },
                    out,
                );
                out.push(b'\n');
            }
            Format::Csv => csv::print(loaded, reading, self.words.language(), out),
            Format::Html => {
                let sheet = reading::sheet(&loaded.original(), reading, self.words, self.rules, None);
                out.extend_from_slice(reading::page(&[sheet], self.words).as_bytes());
            }
        }
    }
}
