//! What is wrong with a file: which file, which cell, and how to mend it.

use luoshi_plan::{Language, Sentence};
use std::fmt;

/// Something wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The cell as a spreadsheet names it (`C12`), or a line of `plan.toml`; none where it is about the whole file.
    pub cell: Option<String>,
    /// What is wrong, and how to mend it.
    pub why: Sentence,
}

/// All that is wrong with a folder of files, at least one thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults(pub Vec<Fault>);

impl Fault {
    pub(crate) fn new(file: &str, cell: Option<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { file: file.to_owned(), cell, why: Sentence::new(zh, en) }
    }

    /// `tasks.csv:C12: …`
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        let place = self.cell.as_ref().map_or_else(String::new, |cell| format!(":{cell}"));
        format!("{}{place}: {}", self.file, self.why.in_language(language))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Language::En))
    }
}

impl std::error::Error for Faults {}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

/// The name of a column of a spreadsheet: A, Z, AA.
pub(crate) fn column(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (at % 26) as u8);
        if at < 26 {
            break;
        }
        at = at / 26 - 1;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let names = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(column);
        assert_eq!(names, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
