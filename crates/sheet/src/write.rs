//! Workbooks written: cells as texts and numbers, never as formulas.

use crate::inert::would_run;
use luoshi_document::{Kind, Merge, Workbook};
use luoshi_plan::{Date, Value};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook as Book,
    Worksheet, XlsxError,
};
use std::collections::{BTreeMap, HashSet};

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, shown with the places it has.
    Number(Value),
    /// A number and how it is shown: in per cent, with words around it.
    Shown(Value, String),
    /// A day.
    Day(Date),
}

/// A sheet to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Out {
    /// Its name on the tab.
    pub name: String,
    /// Its cells by row and column, from 0.
    pub cells: BTreeMap<(u32, u32), Cell>,
    /// Rows that are headings.
    pub heads: std::ops::Range<u32>,
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// Widths of columns in characters.
    pub widths: BTreeMap<u32, u16>,
    /// Columns whose cells below the headings are chosen from a list: a column of the sheet of lists, and its length.
    pub lists: BTreeMap<u32, (u32, u32)>,
    /// How far down the lists hold.
    pub last: u32,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Hidden rows.
    pub hidden_rows: Vec<std::ops::Range<u32>>,
    /// Hidden columns.
    pub hidden_columns: Vec<std::ops::Range<u32>>,
}

/// Why a workbook was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct NoWorkbook(pub String);

impl From<XlsxError> for NoWorkbook {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// The name of the sheet that holds the lists.
pub(crate) const LISTS: &str = "Lists";

/// Writes a workbook. The same sheets are the same bytes.
///
/// # Errors
/// [`NoWorkbook`] for more than a sheet can hold.
pub fn write(sheets: &[Out]) -> Result<Vec<u8>, NoWorkbook> {
    let mut book = Book::new();
    // A date of its own would make other bytes each time.
    let day = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut formats: BTreeMap<String, Format> = BTreeMap::new();
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00EE_EEEE));
    let text = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter).set_num_format("@");
    let mut names: Vec<String> = Vec::new();
    for out in sheets {
        let sheet = book.add_worksheet();
        let name = tab(&out.name, &names);
        sheet.set_name(&name)?;
        names.push(name);
        if out.hidden {
            sheet.set_hidden(true);
        }
        let column = |column: u32| u16::try_from(column).map_err(|_| NoWorkbook("a column beyond XFD".to_owned()));
        let is_head = |row: u32| out.heads.contains(&row);
        for m in &out.merges {
            let format = if is_head(m.row) { &head } else { &text };
            sheet.merge_range(
                m.row,
                column(m.column)?,
                m.row + m.rows - 1,
                column(m.column + m.columns - 1)?,
                "",
                format,
            )?;
        }
        for ((row, at), cell) in &out.cells {
            let at = column(*at)?;
            let format = if is_head(*row) { &head } else { &text };
            put(sheet, *row, at, cell, format, &mut formats)?;
        }
        for (at, width) in &out.widths {
            sheet.set_column_width(column(*at)?, *width)?;
        }
        for range in &out.hidden_rows {
            for row in range.clone() {
                sheet.set_row_hidden(row)?;
            }
        }
        for range in &out.hidden_columns {
            for at in range.clone() {
                sheet.set_column_hidden(column(at)?)?;
            }
        }
        for (at, (list, length)) in &out.lists {
            let name = luoshi_document::column_name(*list);
            let from = Formula::new(format!("={LISTS}!${name}$1:${name}${}", (*length).max(1)));
            // What is not in the list may be typed all the same: the reader says what it does not know.
            let rule = DataValidation::new().allow_list_formula(from).show_error_message(false);
            sheet.add_data_validation(out.heads.end, column(*at)?, out.last.max(out.heads.end), column(*at)?, &rule)?;
        }
        if out.heads.end > 0 && !out.hidden {
            sheet.set_freeze_panes(out.heads.end, 0)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    text: &Format,
    formats: &mut BTreeMap<String, Format>,
) -> Result<(), NoWorkbook> {
    let number = |sheet: &mut Worksheet, value: &Value, code: String, formats: &mut BTreeMap<String, Format>| {
        let written = value.to_string();
        let digits = written.bytes().filter(u8::is_ascii_digit).count();
        // Spreadsheets keep fifteen digits: what has more, or is no decimal, goes in as text and loses nothing.
        match written.parse::<f64>().ok().filter(|_| digits <= 15 && value.decimal().is_some()) {
            Some(float) => {
                let format = formats.entry(code.clone()).or_insert_with(|| Format::new().set_num_format(code));
                sheet.write_number_with_format(row, column, float, format).map(|_| ())
            }
            None => sheet.write_string_with_format(row, column, &written, text).map(|_| ()),
        }
    };
    match cell {
        // A string cell runs nothing in a workbook; one saved again as separated values would.
        Cell::Text(words) => {
            let words: String = words.chars().take(32_000).collect();
            let words = if would_run(&words) { format!("'{words}") } else { words };
            sheet.write_string_with_format(row, column, &words, text)?;
        }
        Cell::Number(value) => number(sheet, value, decimal(value.places()), formats)?,
        Cell::Shown(value, code) => number(sheet, value, code.clone(), formats)?,
        Cell::Day(day) => {
            let year = u16::try_from(day.year()).unwrap_or(1900);
            let format =
                formats.entry("yyyy-mm-dd".to_owned()).or_insert_with(|| Format::new().set_num_format("yyyy-mm-dd"));
            match ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()) {
                Ok(date) => sheet.write_datetime_with_format(row, column, &date, format).map(|_| ())?,
                Err(_) => sheet.write_string_with_format(row, column, day.to_string(), text).map(|_| ())?,
            }
        }
    }
    Ok(())
}

fn decimal(places: u32) -> String {
    if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places as usize)) }
}

/// A name that may stand on a tab: 31 characters, none of `[]:*?/\`, no other sheet's.
fn tab(name: &str, taken: &[String]) -> String {
    let plain: String = name.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).collect();
    let plain = plain.trim_matches(['\'', ' ']);
    let plain = if plain.is_empty() { "Sheet" } else { plain };
    let cut = |n: usize| plain.chars().take(n).collect::<String>();
    let is_free = |name: &String| !taken.iter().any(|t| t.to_lowercase() == name.to_lowercase());
    let name = cut(31);
    if is_free(&name) {
        return name;
    }
    (2..10_000).map(|n| format!("{} {n}", cut(26))).find(is_free).unwrap_or(name)
}

/// The sheets of a workbook that was read, as they can be written again; cells that `keep` refuses stay blank.
pub(crate) fn again(book: &Workbook, keep: &mut dyn FnMut(usize, u32, u32) -> bool) -> Vec<Out> {
    let mut all = Vec::new();
    for (index, sheet) in book.sheets.iter().enumerate() {
        let mut out = Out {
            name: sheet.name.clone(),
            merges: sheet.merges.clone(),
            hidden: sheet.hidden,
            hidden_rows: sheet.hidden_rows.clone(),
            hidden_columns: sheet.hidden_columns.clone(),
            ..Out::default()
        };
        let wide = |m: &&Merge| m.columns > 1;
        let across: HashSet<(u32, u32)> = sheet.merges.iter().filter(wide).map(|m| (m.row, m.column)).collect();
        for cell in &sheet.cells {
            if !keep(index, cell.row, cell.column) {
                continue;
            }
            let words = book.text(cell);
            let look = book.look(cell);
            let written = match cell.kind {
                Kind::Number => words.parse::<Value>().ok().map(|value| {
                    let mut code =
                        look.places.map_or_else(|| "General".to_owned(), |places| decimal(u32::from(places)));
                    if look.percent {
                        code = format!("{}%", decimal(u32::from(look.places.unwrap_or(1))));
                    }
                    let quoted = |words: &str| {
                        if words.is_empty() { String::new() } else { format!("\"{}\"", words.replace('"', "")) }
                    };
                    Cell::Shown(value, format!("{}{code}{}", quoted(&look.before), quoted(&look.after)))
                }),
                Kind::Date => words.get(..10).and_then(|day| day.parse().ok()).map(Cell::Day),
                Kind::Text | Kind::Truth | Kind::Error | Kind::Formula => None,
            };
            let shown = book.shown(cell);
            if !across.contains(&(cell.row, cell.column)) {
                let width =
                    shown.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>().clamp(8, 44) as u16 + 2;
                let kept = out.widths.entry(cell.column).or_insert(8);
                *kept = (*kept).max(width);
            }
            out.cells.insert((cell.row, cell.column), written.unwrap_or(Cell::Text(shown)));
        }
        all.push(out);
    }
    all
}
