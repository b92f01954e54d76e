//! Files of separated values (RFC 4180): commas, semicolons or tabs.

use luoshi_document::{CellPlace, Workbook};
use std::borrow::Cow;
use std::ops::Range;

/// Why separated values were not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCsv {
    /// A quotation that does not end.
    #[error("line {0}: a quotation begins here and does not end; the file may be cut short")]
    Open(usize),
    /// Something behind a quotation that ended.
    #[error("line {0}: words behind a closed quotation; double the quotation mark inside it")]
    Behind(usize),
    /// More rows or columns than a sheet has.
    #[error("line {0}: more rows or columns than a sheet can have")]
    TooMuch(usize),
}

/// What parts the values: the mark that most of the first lines have, the same number of times.
fn mark(text: &str) -> char {
    let count = |line: &str, mark: char| {
        let mut quoted = false;
        line.chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == mark
            })
            .count()
    };
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(30).collect();
    let score = |mark: char| {
        let counts: Vec<usize> = lines.iter().map(|line| count(line, mark)).filter(|n| *n > 0).collect();
        let most = counts.iter().max().copied().unwrap_or(0);
        let same = counts.iter().filter(|n| **n == most).count();
        (same * usize::from(most > 0), most)
    };
    // Of equals the first: the comma of the standard.
    ['，', ';', '\t', ','].into_iter().max_by_key(|mark| score(*mark)).filter(|mark| score(*mark).1 > 0).unwrap_or(',')
}

/// Reads separated values into a workbook of one sheet.
///
/// # Errors
/// [`NoCsv`] for what a file cut short or written wrongly leaves: nothing of it is taken.
pub fn csv(text: &str, name: &str) -> Result<Workbook, NoCsv> {
    let cells = cells(text)?;
    // A text that was made inert for spreadsheets is what it was before.
    let plain = cells.iter().map(|(row, column, value, _)| (*row, *column, crate::inert::undone(value)));
    Ok(Workbook::of_texts(name, plain))
}

/// Where the values of [`csv`] stand in its text, in characters, their quotation marks left out.
///
/// # Errors
/// As [`csv`].
pub fn csv_places(text: &str) -> Result<Vec<CellPlace>, NoCsv> {
    let (mut bytes, mut characters) = (0, 0);
    let mut place = |at: Range<usize>| {
        let count = |range: Range<usize>| text.get(range).map_or(0, |t| t.chars().count()) as u32;
        characters += count(bytes..at.start);
        bytes = at.start;
        characters..characters + count(at)
    };
    let cells = cells(text)?.into_iter();
    Ok(cells.map(|(row, column, _, at)| CellPlace { sheet: 0, row, column, span: place(at) }).collect())
}

/// Row, column, value and the bytes in which it stands.
type Parted<'a> = (u32, u32, Cow<'a, str>, Range<usize>);

fn cells(whole: &str) -> Result<Vec<Parted<'_>>, NoCsv> {
    let text = whole;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Excel's own line that names the mark.
    let (mark, text) = match text.strip_prefix("sep=").and_then(|rest| {
        let c = rest.chars().next()?;
        Some((c, rest.get(c.len_utf8()..)?.trim_start_matches('\r').strip_prefix('\n')?))
    }) {
        Some(named) => named,
        None => (mark(text), text),
    };
    let mut cells: Vec<Parted<'_>> = Vec::new();
    let (mut row, mut column, mut line) = (0_u32, 0_u32, 1_usize);
    let mut rest = text;
    while !rest.is_empty() {
        let begun = line;
        let from = whole.len() - rest.len();
        let at: Range<usize>;
        let value: Cow<'_, str>;
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut end = 0;
            let mut doubled = false;
            loop {
                let Some(at) = quoted.get(end..).and_then(|q| q.find('"')) else { return Err(NoCsv::Open(begun)) };
                end += at;
                if quoted.get(end + 1..).is_some_and(|q| q.starts_with('"')) {
                    doubled = true;
                    end += 2;
                } else {
                    break;
                }
            }
            let inside = quoted.get(..end).unwrap_or_default();
            at = from + 1..from + 1 + inside.len();
            line += inside.matches('\n').count();
            value = if doubled { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
            rest = quoted.get(end + 1..).unwrap_or_default();
            if !(rest.is_empty() || rest.starts_with([mark, '\n', '\r'])) {
                return Err(NoCsv::Behind(line));
            }
        } else {
            let end = rest.find([mark, '\n', '\r']).unwrap_or(rest.len());
            at = from..from + end;
            value = Cow::Borrowed(rest.get(..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
        }
        if row >= 1 << 20 || column >= 1 << 14 {
            return Err(NoCsv::TooMuch(line));
        }
        if !value.is_empty() {
            cells.push((row, column, value, at));
        }
        if let Some(behind) = rest.strip_prefix(mark) {
            rest = behind;
            column += 1;
        } else if !rest.is_empty() {
            rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or_default();
            row += 1;
            column = 0;
            line += 1;
        }
    }
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let book = csv(text, "表").expect("separated values");
        book.sheets[0].cells.iter().map(|c| format!("{}:{}={}", c.row, c.column, book.text(c))).collect()
    }

    #[test]
    fn values_are_parted_as_the_file_parts_them() {
        assert_eq!(rows("甲,乙\r\n1,\"a,\"\"b\"\"\nc\"\r\n"), ["0:0=甲", "0:1=乙", "1:0=1", "1:1=a,\"b\"\nc"]);
        assert_eq!(rows("甲;乙\n1,5;2\n"), ["0:0=甲", "0:1=乙", "1:0=1,5", "1:1=2"]);
        assert_eq!(rows("甲\t乙\n1\t2"), ["0:0=甲", "0:1=乙", "1:0=1", "1:1=2"]);
        assert_eq!(rows("sep=;\n甲;乙\n"), ["0:0=甲", "0:1=乙"]);
        assert_eq!(rows("\u{feff}甲,乙"), ["0:0=甲", "0:1=乙"]);
        assert_eq!(rows(",,\n,\n'=1+1,'-3\n"), ["2:0==1+1", "2:1='-3"]);
        assert_eq!(rows(""), [""; 0]);
    }

    #[test]
    fn each_value_is_found_where_it_stands() {
        for text in ["甲,乙\r\n1,\"a,\"\"b\"\"\nc\"\r\n二,3", "\u{feff}甲;乙\n1,5;2\n", "sep=;\n甲;乙\n", ",,丙\n"]
        {
            let book = csv(text, "表").expect("values");
            let all: Vec<char> = text.chars().collect();
            let places = csv_places(text).expect("values");
            assert_eq!(places.len(), book.sheets[0].cells.len());
            for (place, cell) in places.iter().zip(&book.sheets[0].cells) {
                assert_eq!((place.row, place.column), (cell.row, cell.column));
                let words: String = all[place.span.start as usize..place.span.end as usize].iter().collect();
                assert_eq!(words.replace("\"\"", "\""), book.text(cell));
            }
        }
    }

    #[test]
    fn a_quotation_that_does_not_end_is_refused_whole() {
        assert_eq!(csv("甲,\"乙\n丙", "").err(), Some(NoCsv::Open(1)));
        assert_eq!(csv("甲\n\"乙\"丙", "").err(), Some(NoCsv::Behind(2)));
    }
}
