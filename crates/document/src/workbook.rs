//! A workbook as its file holds it: sheets of cells, each with its address, its exact number and how it is shown.

use std::fmt::Write as _;
use std::ops::Range;

/// A workbook: cells that hold something, in rows and columns counted from 0.
///
/// Formulas are never computed: what stands is the value the office program kept beside them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// Its sheets in their order, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// How cells are shown; the first is the plain one.
    pub looks: Vec<Look>,
    /// The words of all cells, each of the shared ones once.
    pub(crate) text: String,
    /// How many comments, pictures and charts were left out, and whether something outside is referred to.
    pub left_out: LeftOutOfWorkbook,
}

/// What of a workbook is in no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOutOfWorkbook {
    /// It has comments.
    pub comments: bool,
    /// It has pictures or charts.
    pub drawings: bool,
    /// It refers to something outside the file, which is never fetched.
    pub outside: bool,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// As its tab says.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells that hold something, by row, then by column.
    pub cells: Vec<SheetCell>,
    /// Its merged cells, by row, then by column; none overlaps another.
    pub merges: Vec<Merge>,
    /// Hidden rows, in order, joined.
    pub hidden_rows: Vec<Range<u32>>,
    /// Hidden columns, in order, joined.
    pub hidden_columns: Vec<Range<u32>>,
}

/// Where the words of a cell stand in the text of its workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// Which of [`Workbook::sheets`], from 0.
    pub sheet: u32,
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// In characters of the text, half-open; empty where the cell shows nothing.
    pub span: Range<u32>,
}

/// Cells that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merge {
    /// Its first row, from 0.
    pub row: u32,
    /// Its first column, from 0.
    pub column: u32,
    /// How many rows, at least 1.
    pub rows: u32,
    /// How many columns, at least 1.
    pub columns: u32,
}

/// A cell that holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetCell {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What it holds.
    pub kind: Kind,
    /// Whether a formula gave it.
    pub formula: bool,
    /// How it is shown: an index of [`Workbook::looks`].
    pub look: u16,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words.
    Text,
    /// A number: its exact decimal, without an exponent, of at most fifteen digits where it has places, as the office
    /// programs themselves show it (they keep 1.1 as 1.1000000000000001).
    Number,
    /// A day, `2025-06-30`, with a time `2025-06-30 08:30:00` where the cell has one; a time alone `08:30:00`.
    Date,
    /// `TRUE` or `FALSE`.
    Truth,
    /// An error: `#DIV/0!`; or what is no number where one should stand.
    Error,
    /// A formula whose value was not kept.
    Formula,
}

/// How a number is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// In per cent: 0.652 as 65.2%.
    pub percent: bool,
    /// How many places after the point it is shown with, where its format says.
    pub places: Option<u8>,
    /// As a date, and how much of it.
    pub date: Option<Precision>,
    /// Words shown before it.
    pub before: String,
    /// Words shown behind it: 年, 亿元.
    pub after: String,
}

/// How much of a date is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// The year: 2025年.
    Year,
    /// Year and month: 2025年6月.
    Month,
    /// The day.
    Day,
    /// A time.
    Time,
}

impl SheetCell {
    /// A cell of an empty text, for those who try what is asked of one.
    #[must_use]
    pub fn text_at(row: u32, column: u32) -> Self {
        Self { row, column, kind: Kind::Text, formula: false, look: 0, start: 0, end: 0 }
    }
}

impl Workbook {
    /// The words, number or day of a cell, exact.
    #[must_use]
    pub fn text(&self, cell: &SheetCell) -> &str {
        self.text.get(cell.start as usize..cell.end as usize).unwrap_or_default()
    }

    /// How a cell is shown.
    #[must_use]
    pub fn look(&self, cell: &SheetCell) -> &Look {
        const PLAIN: &Look =
            &Look { percent: false, places: None, date: None, before: String::new(), after: String::new() };
        self.looks.get(usize::from(cell.look)).unwrap_or(PLAIN)
    }

    /// What a person sees in a cell: per cent multiplied out, the words of its format around it, a date as precise as it
    /// is shown. Places after the point are those of the number, for rounding would lose.
    #[must_use]
    pub fn shown(&self, cell: &SheetCell) -> String {
        let text = self.text(cell);
        let look = self.look(cell);
        match cell.kind {
            Kind::Number if look.percent => format!("{}%", hundredfold(text)),
            Kind::Number => format!("{}{text}{}", look.before, look.after),
            Kind::Date => {
                let mut parts = text.split('-');
                match (look.date, parts.next(), parts.next()) {
                    (Some(Precision::Year), Some(year), Some(_)) => format!("{year}年"),
                    (Some(Precision::Month), Some(year), Some(month)) => {
                        format!("{year}年{}月", month.trim_start_matches('0'))
                    }
                    (Some(Precision::Day), ..) => text.split(' ').next().unwrap_or_default().to_owned(),
                    _ => text.to_owned(),
                }
            }
            Kind::Text | Kind::Truth | Kind::Error | Kind::Formula => text.to_owned(),
        }
    }

    /// The bytes of its words, for those who count memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// A workbook of one sheet of texts, as a file of separated values is one: rows of cells; empty ones hold nothing.
    #[must_use]
    pub fn of_texts<'a>(name: &str, rows: impl Iterator<Item = (u32, u32, &'a str)>) -> Self {
        let mut book = Self { looks: vec![Look::default()], ..Self::default() };
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        for (row, column, text) in rows {
            if text.is_empty() {
                continue;
            }
            let start = book.text.len() as u32;
            book.text.push_str(text);
            let end = book.text.len() as u32;
            sheet.cells.push(SheetCell { row, column, kind: Kind::Text, formula: false, look: 0, start, end });
        }
        sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
        book.sheets.push(sheet);
        book
    }
}

impl Sheet {
    /// The cell at a place, if it holds something.
    #[must_use]
    pub fn at(&self, row: u32, column: u32) -> Option<&SheetCell> {
        let at = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()?;
        self.cells.get(at)
    }

    /// Whether a row holds anything.
    #[must_use]
    pub fn at_row(&self, row: u32) -> bool {
        self.cells.binary_search_by_key(&row, |cell| cell.row).is_ok()
    }

    /// Whether a row is hidden.
    #[must_use]
    pub fn is_row_hidden(&self, row: u32) -> bool {
        within(&self.hidden_rows, row)
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn is_column_hidden(&self, column: u32) -> bool {
        within(&self.hidden_columns, column)
    }
}

fn within(ranges: &[Range<u32>], at: u32) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}

/// A column as sheets name it: 0 is A, 26 is AA.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The point moved two places to the right, exactly.
pub(crate) fn hundredfold(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let mut moved = whole.to_owned();
    moved.extend(places.chars().chain("00".chars()).take(2));
    let rest = places.get(2..).unwrap_or_default();
    let whole = moved.trim_start_matches('0');
    let mut out = String::from(sign);
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !rest.is_empty() {
        let _ = write!(out, ".{rest}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_sheets_name_them() {
        let named: Vec<_> = [0, 25, 26, 701, 702, 16_383].map(column_name).to_vec();
        assert_eq!(named, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn per_cent_moves_the_point() {
        for (text, moved) in [("0.652", "65.2"), ("1", "100"), ("-0.05", "-5"), ("0.0012", "0.12"), ("12.5", "1250")] {
            assert_eq!(hundredfold(text), moved, "{text}");
        }
    }
}
