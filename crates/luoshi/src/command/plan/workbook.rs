//! A proposals file as a workbook: what a person who keeps it in Excel hands back.

use crate::apart;
use crate::input::Unreadable;
use luoshi_document::{DocumentError, Kind, Workbook};
use luoshi_sheet::{Out, OutCell, csv, inert, write};

/// The sheet with a heading `decision`, as the separated values it was made of: a row a line, so that addresses stay. `None`
/// where no sheet has one.
pub(super) fn values(book: &Workbook) -> Option<String> {
    let headed = |sheet: &&luoshi_document::Sheet| {
        let first = sheet.cells.iter().take_while(|c| c.row == 0);
        first.into_iter().any(|c| book.text(c).trim().eq_ignore_ascii_case("decision"))
    };
    let sheet = book.sheets.iter().find(headed)?;
    let width = sheet.cells.iter().filter(|c| c.row == 0).map(|c| c.column + 1).max()?;
    let last = sheet.cells.iter().map(|c| c.row).max()?;
    let mut cells = sheet.cells.iter().peekable();
    let mut out = String::new();
    for row in 0..=last {
        for column in 0..width {
            if column > 0 {
                out.push(',');
            }
            while cells.peek().is_some_and(|c| (c.row, c.column) < (row, column)) {
                cells.next();
            }
            let Some(cell) = cells.next_if(|c| (c.row, c.column) == (row, column)) else { continue };
            // A day is what it is, however it is shown; a number has the digits that the file has.
            let text = book.text(cell);
            let text = if cell.kind == Kind::Date { text.get(..10).unwrap_or(text) } else { text };
            out.push('"');
            out.push_str(&text.replace('"', "\"\""));
            out.push('"');
        }
        out.push('\n');
    }
    Some(out)
}

/// The values of a workbook that may harm, read in a process of its own.
pub(super) fn read(bytes: &[u8]) -> Result<Option<String>, Unreadable> {
    let book = apart::cells(bytes).map_err(Unreadable::Lost)?;
    Ok(values(&book.map_err(|why| Unreadable::Document(DocumentError::Xlsx(why)))?))
}

/// Proposals as a workbook, every cell a text: no spreadsheet makes a day of 2026-01 or drops the nought of 5.50.
pub(super) fn made(values: &str) -> Result<Vec<u8>, String> {
    let book = csv(values, "proposals").map_err(|e| e.to_string())?;
    let mut out = Out { name: "proposals".to_owned(), heads: 0..1, ..Out::default() };
    for sheet in &book.sheets {
        for cell in &sheet.cells {
            out.cells.insert((cell.row, cell.column), OutCell::Text(inert(book.text(cell)).into_owned()));
        }
    }
    write(&[out]).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_has_the_values_it_was_made_of() {
        let text = "decision,kind,value,period\n,target,5.50,2026-01\naccept,goal,\"甲,\"\"乙\"\"\",\n\nend,,,\n";
        let bytes = made(text).expect("a workbook");
        let book = luoshi_document::workbook(&bytes).expect("cells");
        let back = values(&book).expect("a heading");
        let lines: Vec<&str> = back.lines().collect();
        assert_eq!(lines[1], ",\"target\",\"5.50\",\"2026-01\"");
        assert_eq!(lines[2], "\"accept\",\"goal\",\"甲,\"\"乙\"\"\",");
        assert_eq!((lines[3], lines[4]), (",,,", "\"end\",,,"));
        assert_eq!(values(&csv("a,b\n1,2\n", "x").expect("cells")), None);
    }
}
