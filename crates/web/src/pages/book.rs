//! Rows as a workbook, for people: text is text and never a formula, numbers are numbers with the places they were written
//! with, codes keep their noughts.

use super::sheet::Cell;
use luoshi_plan::{Date, Value};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Columns of values. Anything else that looks like a number is a name: a code, a document's number.
const VALUES: [&str; 17] = [
    "value",
    "wanted",
    "high",
    "actual",
    "required",
    "gap",
    "base_value",
    "tolerance",
    "forecast",
    "forecast_low",
    "forecast_high",
    "promised",
    "result",
    "target_value",
    "target_high",
    "result_value",
    "count",
];
/// What a cell of a workbook holds.
const LONGEST: usize = 32_767;
/// Digits beyond these a spreadsheet forgets: such a number stays text.
const DIGITS: u32 = 15;

/// The workbook of some rows. `made` is the day that they are as of, so that the same rows are the same bytes.
pub(crate) fn book(columns: &[&'static str], rows: &[Vec<Cell>], made: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = (made.year().unsigned_abs(), made.month().unsigned_abs(), made.day().unsigned_abs());
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (x, name) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, x, *name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (y, row) in (1u32..).zip(rows) {
        for ((x, name), cell) in (0u16..).zip(columns).zip(row) {
            match cell {
                Cell::None => {}
                #[expect(clippy::cast_precision_loss, reason = "counts of things are small")]
                Cell::Count(n) => {
                    sheet.write_number(y, x, *n as f64)?;
                }
                Cell::Text(text) => write(sheet, (y, x), text, VALUES.contains(name))?,
            }
        }
    }
    sheet.autofit();
    book.save_to_buffer()
}

fn write(sheet: &mut Worksheet, (y, x): (u32, u16), text: &str, is_value: bool) -> Result<(), XlsxError> {
    if is_value && let Some((number, places)) = number(text) {
        let format = match places {
            0 => Format::new(),
            places => Format::new().set_num_format(format!("0.{}", "0".repeat(places as usize))),
        };
        sheet.write_number_with_format(y, x, number, &format)?;
        return Ok(());
    }
    let cut: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(LONGEST / 2).collect();
    sheet.write_string(y, x, cut)?;
    Ok(())
}

/// A number that a spreadsheet holds with all its digits, and its places.
fn number(text: &str) -> Option<(f64, u32)> {
    let decimal = text.parse::<Value>().ok()?.decimal()?;
    let digits = decimal.mantissa().unsigned_abs().checked_ilog10().map_or(1, |n| n + 1);
    if digits > DIGITS {
        return None;
    }
    // Fifteen digits go both ways.
    Some((text.parse().ok()?, decimal.scale()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(bytes: &[u8]) -> String {
        // The parts are packed: what is looked for is looked for in the unpacked text.
        let mut out = String::new();
        let mut at = 0;
        while let Some(found) = bytes.get(at..).and_then(|b| b.windows(4).position(|w| w == b"PK\x03\x04")) {
            let start = at + found;
            let field = |o: usize| u16::from_le_bytes([bytes[start + o], bytes[start + o + 1]]) as usize;
            let body = start + 30 + field(26) + field(28);
            let mut unpacked = Vec::new();
            let mut reader = flate2::read::DeflateDecoder::new(&bytes[body..]);
            let _ = std::io::Read::read_to_end(&mut reader, &mut unpacked);
            out.push_str(&String::from_utf8_lossy(&unpacked));
            at = body;
        }
        out
    }

    #[test]
    fn text_is_never_a_formula_numbers_are_numbers_and_codes_are_text() {
        let columns = ["code", "value", "name"];
        let rows = vec![
            vec![
                Cell::Text("010100".into()),
                Cell::Text("-2.30".into()),
                Cell::Text("=HYPERLINK(\"http://x\")".into()),
            ],
            vec![Cell::None, Cell::Text("12345678901234567890".into()), Cell::Text("a\u{1}\u{0}b".into())],
            vec![Cell::Count(-3), Cell::Text("1/3".into()), Cell::Text("x".repeat(60_000))],
        ];
        let day = "2026-11-29".parse().expect("a day");
        let bytes = book(&columns, &rows, day).expect("a workbook");
        let text = parts(&bytes);
        assert!(!text.contains("<f>") && !text.contains("<hyperlink"), "no formula, no link");
        assert!(text.contains("<v>-2.3</v>"), "{}", &text[..2000]);
        assert!(text.contains("010100") && text.contains("12345678901234567890") && text.contains("1/3"));
        assert_eq!(bytes, book(&columns, &rows, day).expect("a workbook"), "the same rows are the same bytes");
    }
}
