//! Where the cells of a workbook stand in the text that the record keeps of it, and what they are called.

use super::cells;
use luoshi_document::{CellPlace, Workbook, cell_places, is_workbook};
use luoshi_sheet::{Place, Table, csv_places};
use std::collections::HashMap;

/// The cells of a workbook, and the sheets of its tables.
pub(super) struct Places {
    /// By sheet, row and column: characters of the text.
    cells: HashMap<(u32, u32, u32), (u32, u32)>,
    /// The sheet of each table.
    sheets: Vec<u32>,
    /// Whether addresses name the sheet.
    several: bool,
}

impl Places {
    /// Of the bytes that are kept, which may be a copy of the workbook without some of its cells; `text` is theirs.
    pub(super) fn of(kept: &[u8], name: &str, text: &str, book: &Workbook, tables: &[Table]) -> Self {
        let found: Vec<CellPlace> = if is_workbook(kept, name) {
            let page =
                |book: &Workbook| cell_places(book).ok().filter(|(page, _)| page == text).map(|(_, places)| places);
            // A copy has other words than the file it was made of.
            page(book).or_else(|| page(&cells(kept, name).ok()?)).unwrap_or_default()
        } else {
            csv_places(text).unwrap_or_default()
        };
        let at = |table: &Table| book.sheets.iter().position(|s| s.name == table.sheet).unwrap_or(0) as u32;
        Self {
            cells: found
                .into_iter()
                .filter(|p| !p.span.is_empty())
                .map(|p| ((p.sheet, p.row, p.column), (p.span.start, p.span.end)))
                .collect(),
            sheets: tables.iter().map(at).collect(),
            several: book.sheets.len() > 1,
        }
    }

    /// A cell of a table: its characters, none where the text has it not, and its address: `D14`, `2!D14` on the second sheet
    /// of several.
    pub(super) fn at(&self, table: usize, place: Place) -> (Vec<(u32, u32)>, String) {
        let sheet = self.sheets.get(table).copied().unwrap_or(0);
        let spans = self.cells.get(&(sheet, place.row, place.column)).copied().into_iter().collect();
        let address = if self.several { format!("{}!{place}", sheet + 1) } else { place.to_string() };
        (spans, address)
    }
}
