//! The forms a ledger is printed in.

pub(crate) mod csv;
mod table;

use crate::print::{Format, Style};
use luoshi_ledger::{Ledger, json};
use luoshi_page::ledger;
use luoshi_reader::json::Layout;

/// Prints the ledger of one government behind what `out` holds.
pub(crate) fn print(drawn: &Ledger, style: &Style<'_>, out: &mut Vec<u8>) {
    let language = style.words.language();
    match style.format {
        Format::Table => table::print(drawn, style, out),
        Format::Json => json::write(drawn, Layout::Indented, language, out),
        Format::Jsonl => {
            for row in &drawn.rows {
                json::write_row(row, language, out);
                out.push(b'\n');
            }
        }
        Format::Csv => csv::print(drawn, language, out),
        // A page is of all ledgers together: see [`ledger::page`].
        Format::Html => {
            out.extend_from_slice(ledger::page(&[ledger::sheet(drawn, 1, style.words)], style.words).as_bytes());
        }
    }
}
