//! A workbook in the record as its cells: which stand in a row, and where in the text that is kept of it. Columns are those of
//! the file, for a text alone does not say what a cell stands under.

use crate::settings::Unpack;
use luoshi_document::{CellPlace, Merge, cell_places, is_workbook};
use luoshi_plan::Source;
use luoshi_store::{Reader, StoreError};
use std::ops::Range;

/// A sheet that shows something.
#[derive(Debug, Default)]
pub(crate) struct Leaf {
    /// As its tab says; nothing where the workbook has one sheet.
    pub(crate) name: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) merges: Vec<Merge>,
}

/// A row with its cells, none of them empty.
#[derive(Debug)]
pub(crate) struct Row {
    /// Which of the sheet's, from 0.
    pub(crate) number: u32,
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug)]
pub(crate) struct Cell {
    /// Which of the sheet's columns, from 0.
    pub(crate) column: u32,
    /// Its characters in the text.
    pub(crate) span: Range<u32>,
}

/// The kind of a document that came in cell by cell.
const KIND: &str = "sheet";

/// Whether a document came in cell by cell.
pub(crate) fn is_one(source: &Source) -> bool {
    source.kind.as_deref() == Some(KIND)
}

/// The sheets of a document that came in cell by cell; `None` where what is kept does not give the text that its citations
/// count in.
pub(crate) fn leaves(
    source: &Source,
    text: &str,
    unpack: Unpack,
    reader: &mut Reader<'_>,
) -> Result<Option<Vec<Leaf>>, StoreError> {
    let mut bytes = Vec::new();
    luoshi_store::plan::source_bytes(reader, &source.sha256, |part| {
        bytes.extend_from_slice(part);
        Ok(())
    })?;
    Ok(of(&bytes, source.name.as_deref().unwrap_or_default(), text, unpack))
}

fn of(bytes: &[u8], name: &str, text: &str, unpack: Unpack) -> Option<Vec<Leaf>> {
    if !is_workbook(bytes, name) {
        return Some(vec![leaf(String::new(), luoshi_sheet::csv_places(text).ok()?, Vec::new())]);
    }
    let book = unpack.0(bytes)?;
    let (_, places) = cell_places(&book).ok().filter(|(shown, _)| shown == text)?;
    let several = book.sheets.iter().filter(|s| !s.hidden && !s.cells.is_empty()).count() > 1;
    let mut leaves = Vec::new();
    for (number, sheet) in (0..).zip(&book.sheets) {
        let own: Vec<CellPlace> = places.iter().filter(|p| p.sheet == number).cloned().collect();
        if !own.is_empty() {
            let name = if several { sheet.name.clone() } else { String::new() };
            leaves.push(leaf(name, own, sheet.merges.clone()));
        }
    }
    Some(leaves)
}

fn leaf(name: String, places: Vec<CellPlace>, merges: Vec<Merge>) -> Leaf {
    let mut rows: Vec<Row> = Vec::new();
    for place in places.into_iter().filter(|p| !p.span.is_empty()) {
        let cell = Cell { column: place.column, span: place.span };
        match rows.last_mut() {
            Some(row) if row.number == place.row => row.cells.push(cell),
            _ => rows.push(Row { number: place.row, cells: vec![cell] }),
        }
    }
    Leaf { name, rows, merges }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separated_values_keep_their_columns() {
        let text = "主要指标,,\r\n指标,单位,全市\r\n\r\n收入,,\"4,6\"\r\n";
        let leaves = of(text.as_bytes(), "表.csv", text, Unpack::default()).expect("values");
        let all: Vec<char> = text.chars().collect();
        let said: Vec<(u32, u32, String)> = leaves[0]
            .rows
            .iter()
            .flat_map(|r| r.cells.iter().map(move |c| (r.number, c)))
            .map(|(row, c)| (row, c.column, all[c.span.start as usize..c.span.end as usize].iter().collect()))
            .collect();
        let expected =
            [(0, 0, "主要指标"), (1, 0, "指标"), (1, 1, "单位"), (1, 2, "全市"), (3, 0, "收入"), (3, 2, "4,6")];
        assert_eq!(said, expected.map(|(r, c, t)| (r, c, t.to_owned())));
        assert!(of("甲,\"乙".as_bytes(), "表.csv", "甲,\"乙", Unpack::default()).is_none());
    }
}
