//! The forms a ledger is printed in.

pub(crate) mod csv;
pub(crate) mod html;
mod table;

use crate::print::{Format, Style};
use luoshi_ledger::{Ledger, json};
use luoshi_reader::json::Layout;

/// Prints the ledger of one government behind what `out` holds.
pub(crate) fn print(ledger: &Ledger, style: &Style<'_>, out: &mut Vec<u8>) {
    let language = style.words.language();
    match style.format {
        Format::Table => table::print(ledger, style, out),
        Format::Json => json::write(ledger, Layout::Indented, language, out),
        Format::Jsonl => {
            for row in &ledger.rows {
                json::write_row(row, language, out);
                out.push(b'\n');
            }
        }
        Format::Csv => csv::print(ledger, language, out),
        // A page is of all ledgers together: see [`html::page`].
        Format::Html => {
            out.extend_from_slice(html::page(&[html::sheet(ledger, 1, style.words)], style.words).as_bytes());
        }
    }
}
