//! What a page has as rows, for programs: CSV and JSON at the page's own address.

use super::{Ctx, Found};
use crate::answer::{Answer, CSV, JSON, XLSX};
use crate::site::Form;
use hyper::header::HeaderName;
use serde_json::{Map, Value};

/// Rows under columns whose names never change with the language.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(crate) enum Cell {
    /// Nothing: an empty cell, null.
    #[default]
    None,
    /// A word, a day, an exact value as it was written.
    Text(String),
    /// A number of things.
    Count(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Self::Count(n)
    }
}

impl From<u32> for Cell {
    fn from(n: u32) -> Self {
        Self::Count(n.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::None, Into::into)
    }
}

impl Sheet {
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        debug_assert_eq!(N, self.columns.len());
        self.rows.push(cells.into());
    }

    /// RFC 4180. A cell that a spreadsheet would run begins with an apostrophe.
    pub(crate) fn csv(&self) -> String {
        let mut out = String::new();
        let line = |out: &mut String, cells: &mut dyn Iterator<Item = String>| {
            for (at, cell) in cells.enumerate() {
                if at > 0 {
                    out.push(',');
                }
                if cell.contains(['"', ',', '\n', '\r']) {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(&cell);
                }
            }
            out.push_str("\r\n");
        };
        line(&mut out, &mut self.columns.iter().map(|c| (*c).to_owned()));
        for row in &self.rows {
            line(
                &mut out,
                &mut row.iter().map(|cell| match cell {
                    Cell::None => String::new(),
                    Cell::Text(text) => inert(text),
                    Cell::Count(n) => n.to_string(),
                }),
            );
        }
        out
    }

    fn items(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let member = |(name, cell): (&&'static str, &Cell)| {
                let value = match cell {
                    Cell::None => Value::Null,
                    Cell::Text(text) => text.as_str().into(),
                    Cell::Count(n) => (*n).into(),
                };
                ((*name).to_owned(), value)
            };
            Value::Object(self.columns.iter().zip(row).map(member).collect())
        };
        self.rows.iter().map(object).collect()
    }

    /// The rows in a form; nothing where the address has no such form.
    pub(crate) fn answer(&self, ctx: &Ctx<'_>, form: Form) -> Found {
        self.answer_with(ctx, form, Map::new())
    }

    /// As [`answer`](Self::answer), with more members beside the rows of JSON.
    pub(crate) fn answer_with(&self, ctx: &Ctx<'_>, form: Form, more: Map<String, Value>) -> Found {
        Ok(match form {
            Form::Csv => {
                let mut body = Vec::new();
                if ctx.asked.field("bom") == Some("1") {
                    body.extend_from_slice("\u{feff}".as_bytes());
                }
                body.extend_from_slice(self.csv().as_bytes());
                Some(Answer::new(CSV, body))
            }
            Form::Json => {
                let mut all = Map::new();
                all.insert("day".into(), ctx.board.day.to_string().into());
                all.insert("journal".into(), ctx.board.size.into());
                all.extend(more);
                all.insert("items".into(), self.items());
                Some(Answer::new(JSON, json(&Value::Object(all))))
            }
            // A row too long for any workbook is no reason to fail: there is no such form then.
            Form::Xlsx => {
                let book = super::book::book(&self.columns, &self.rows, ctx.board.day).ok();
                book.map(|bytes| named(Answer::new(XLSX, bytes), "luoshi.xlsx"))
            }
            Form::Svg | Form::Atom | Form::Page => None,
        })
    }
}

/// JSON that can stand anywhere: nothing in it ends a script or breaks a line.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    // Texts, numbers and names of members: writing them into memory cannot fail.
    let mut text = serde_json::to_string(value).unwrap_or_default();
    for (found, instead) in [("<", "\\u003c"), ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029")] {
        if text.contains(found) {
            text = text.replace(found, instead);
        }
    }
    text
}

/// A spreadsheet takes text that begins so for a formula; a number stays one.
fn inert(text: &str) -> String {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let number =
        !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') && plain.matches('.').count() < 2;
    let begins = text.trim_start_matches(['\t', '\r', '\n', ' ', '\u{3000}', '"', '\u{feff}']);
    let risky = begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r']);
    if risky && !number { format!("'{text}") } else { text.to_owned() }
}

/// For who downloads: the file's name.
pub(crate) fn named(answer: Answer, name: &str) -> Answer {
    let header = HeaderName::from_static("content-disposition");
    answer.header(header, format!("attachment; filename=\"{name}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_inert_and_numbers_stay() {
        let mut sheet = Sheet::new(&["a", "b"]);
        sheet.row(["=1+1".into(), "-7.5".into()]);
        sheet.row(["\t@x".into(), "-7-1".into()]);
        sheet.row(["＝1,\"2\"".into(), Cell::Count(-3)]);
        assert_eq!(sheet.csv(), "a,b\r\n'=1+1,-7.5\r\n'\t@x,'-7-1\r\n\"'＝1,\"\"2\"\"\",-3\r\n");
    }

    #[test]
    fn json_ends_no_script() {
        assert_eq!(json(&"</script>\u{2028}"), "\"\\u003c/script>\\u2028\"");
    }
}
