//! The same data as rows: what stands beside a picture, and what is downloaded.

/// The rows of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the table is of, and its unit.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Head>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name in data, the same in every language.
    pub key: &'static str,
    /// Its name for people.
    pub name: String,
    /// Whether it holds numbers, which stand to the right.
    pub numbers: Numbers,
}

/// Whether a column holds numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// Numbers: set to the right, and numbers in JSON and spreadsheets.
    Yes,
    /// Words, days, periods.
    No,
}

/// A cell: for people and for programs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// In the column's precision and the page's language; [`NONE`](crate::NONE) where there is nothing.
    pub shown: String,
    /// Canonical: the value as it was written, the day as ISO 8601; empty where there is nothing.
    pub data: String,
}

impl Cell {
    pub(crate) fn new(shown: impl Into<String>, data: impl Into<String>) -> Self {
        Self { shown: shown.into(), data: data.into() }
    }

    pub(crate) fn none() -> Self {
        Self::new(crate::NONE, "")
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.data.is_empty()
    }
}

impl Head {
    /// Whether it holds numbers.
    #[must_use]
    pub fn is_numbers(&self) -> bool {
        self.numbers == Numbers::Yes
    }

    pub(crate) fn number(key: &'static str, name: impl Into<String>) -> Self {
        Self { key, name: name.into(), numbers: Numbers::Yes }
    }

    pub(crate) fn word(key: &'static str, name: impl Into<String>) -> Self {
        Self { key, name: name.into(), numbers: Numbers::No }
    }
}

impl Table {
    /// RFC 4180: a row of keys, then the rows as data. A cell that a spreadsheet would run begins with an apostrophe.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = String::new();
        line(&mut out, self.columns.iter().map(|head| head.key.to_owned()));
        for row in &self.rows {
            line(&mut out, self.columns.iter().zip(row).map(|(head, cell)| inert(head.numbers, &cell.data)));
        }
        out
    }

    /// A JSON array of objects, keys as in [`csv`](Self::csv). Values are strings, for a number that is exact outlives no
    /// float; null where there is nothing.
    #[must_use]
    pub fn json(&self) -> String {
        let object = |row: &Vec<Cell>| {
            let members = self.columns.iter().zip(row).map(|(head, cell)| {
                let value = if cell.is_none() { "null".to_owned() } else { quoted(&cell.data) };
                format!("{}:{value}", quoted(head.key))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        };
        format!("[{}]", self.rows.iter().map(object).collect::<Vec<_>>().join(","))
    }
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
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
}

/// A spreadsheet takes text that begins so for a formula; a number stays one.
fn inert(numbers: Numbers, text: &str) -> String {
    let is_number = || numbers == Numbers::Yes && text.parse::<luoshi_plan::Value>().is_ok();
    let risky = text
        .trim_start_matches(['\t', '\r', '\n', ' ', '\u{3000}', '"'])
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r']);
    if risky && !is_number() { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // `</script>` and the two line ends of JavaScript are nothing here either.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '<') => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            caption: String::new(),
            columns: vec![Head::word("name", "名称"), Head::number("value", "值")],
            rows: vec![
                vec![Cell::new("", "=1+1"), Cell::new("−7", "-7")],
                vec![Cell::new("", "a,\"b\"\n"), Cell::none()],
                vec![Cell::new("", "\t@x</script>\u{2028}"), Cell::new("", "-x")],
            ],
        }
    }

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_inert_and_numbers_stay() {
        assert_eq!(table().csv(), "name,value\r\n'=1+1,-7\r\n\"a,\"\"b\"\"\n\",\r\n'\t@x</script>\u{2028},'-x\r\n");
    }

    #[test]
    fn json_parses_and_nothing_is_null() {
        let parsed: serde_json::Value = serde_json::from_str(&table().json()).expect("JSON");
        assert_eq!(parsed[0]["value"], "-7");
        assert!(parsed[1]["value"].is_null());
        assert_eq!(parsed[2]["name"], "\t@x</script>\u{2028}");
        assert!(!table().json().contains("</"));
    }
}
