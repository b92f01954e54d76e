//! What a person corrected: a small table `what,written,means` that is kept for the next sheet of the same shape.

use crate::csv::{NoCsv, csv};
use crate::word::{Meaning, fold};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Corrections of what was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Meanings of columns, by their folded headings (the last one, or all of them with ` / ` between).
    columns: BTreeMap<String, (String, Meaning)>,
    /// Indicators by what the sheet calls them.
    indicators: BTreeMap<String, (String, String)>,
    /// Places by what the sheet calls them.
    territories: BTreeMap<String, (String, String)>,
    /// Bodies by what the sheet calls them.
    bodies: BTreeMap<String, (String, String)>,
}

/// What is wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoMapping {
    /// It is no table of separated values.
    #[error(transparent)]
    Csv(#[from] NoCsv),
    /// A line that says nothing known.
    #[error("line {line}: “{text}” is none of: {valid}")]
    Unknown {
        /// The line, from 1.
        line: u32,
        /// What stands there.
        text: String,
        /// What may stand there.
        valid: String,
    },
    /// A line without its three cells.
    #[error("line {0}: write what,written,means: three cells, such as column,完成值,actual")]
    Short(u32),
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`NoMapping`] with the line.
    pub fn read(text: &str) -> Result<Self, NoMapping> {
        let book = csv(text, "")?;
        let mut out = Self::default();
        let Some(sheet) = book.sheets.first() else { return Ok(out) };
        let last = sheet.cells.last().map_or(0, |c| c.row);
        for row in 0..=last {
            let cell = |column| sheet.at(row, column).map(|c| book.text(c).trim()).unwrap_or_default();
            let (what, written, means) = (cell(0), cell(1), cell(2));
            if (what.is_empty() && written.is_empty())
                || what.starts_with('#')
                || (what, written) == ("what", "written")
            {
                continue;
            }
            if written.is_empty() || means.is_empty() {
                return Err(NoMapping::Short(row + 1));
            }
            out.set(what, written, means).map_err(|(text, valid)| NoMapping::Unknown { line: row + 1, text, valid })?;
        }
        Ok(out)
    }

    /// Adds one correction.
    ///
    /// # Errors
    /// What is unknown, and what may stand in its place.
    pub fn set(&mut self, what: &str, written: &str, means: &str) -> Result<(), (String, String)> {
        let key = fold(written);
        let pair = (written.to_owned(), means.to_owned());
        match what {
            "column" => {
                let valid = || Meaning::ALL.iter().map(|m| m.word()).collect::<Vec<_>>().join(", ");
                let meaning = Meaning::named(means).ok_or_else(|| (means.to_owned(), valid()))?;
                self.columns.insert(key, (written.to_owned(), meaning));
            }
            "indicator" => drop(self.indicators.insert(key, pair)),
            "territory" => drop(self.territories.insert(key, pair)),
            "body" => drop(self.bodies.insert(key, pair)),
            _ => return Err((what.to_owned(), "column, indicator, territory, body".to_owned())),
        }
        Ok(())
    }

    /// The mapping as it is kept: the same corrections are the same text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::from("what,written,means\n");
        let cell = |text: &str| {
            let text = crate::inert::inert(text);
            if text.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.into_owned()
            }
        };
        for (written, meaning) in self.columns.values() {
            let _ = writeln!(out, "column,{},{}", cell(written), meaning.word());
        }
        for (what, all) in [("indicator", &self.indicators), ("territory", &self.territories), ("body", &self.bodies)] {
            for (written, means) in all.values() {
                let _ = writeln!(out, "{what},{},{}", cell(written), cell(means));
            }
        }
        out
    }

    /// Whether it corrects nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.indicators.is_empty() && self.territories.is_empty() && self.bodies.is_empty()
    }

    /// Both; what `other` says wins.
    pub fn extend(&mut self, other: Self) {
        self.columns.extend(other.columns);
        self.indicators.extend(other.indicators);
        self.territories.extend(other.territories);
        self.bodies.extend(other.bodies);
    }

    /// The meaning of a column by its headings.
    pub(crate) fn column(&self, heads: &[String]) -> Option<Meaning> {
        let all = fold(&heads.join(" / "));
        let of = |key: &str| self.columns.get(key).map(|(_, meaning)| *meaning);
        of(&all).or_else(|| heads.last().and_then(|last| of(&fold(last))))
    }

    /// What an indicator of the sheet is called in the plan.
    #[must_use]
    pub fn indicator<'a>(&'a self, written: &'a str) -> &'a str {
        self.indicators.get(&fold(written)).map_or(written, |(_, means)| means)
    }

    /// What a place of the sheet is called in the plan.
    #[must_use]
    pub fn territory<'a>(&'a self, written: &'a str) -> &'a str {
        self.territories.get(&fold(written)).map_or(written, |(_, means)| means)
    }

    /// What a body of the sheet is called in the plan.
    #[must_use]
    pub fn body<'a>(&'a self, written: &'a str) -> &'a str {
        self.bodies.get(&fold(written)).map_or(written, |(_, means)| means)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_comes_back_as_it_was_written() {
        let text = "what,written,means\ncolumn,完成值,actual\ncolumn,\"经办,人\",ignore\nindicator,GDP,地区生产总值\nterritory,科区,科尔沁区\nbody,发改委,市发展改革委\n";
        let mapping = Mapping::read(text).expect("a mapping");
        assert_eq!(Mapping::read(&mapping.write()), Ok(mapping.clone()));
        assert_eq!(mapping.indicator("gdp"), "地区生产总值");
        assert_eq!(mapping.territory("开鲁县"), "开鲁县");
        assert_eq!(mapping.column(&["2025年".into(), "完成值".into()]), Some(Meaning::Actual));
        assert!(matches!(Mapping::read("column,甲,是什么"), Err(NoMapping::Unknown { line: 1, .. })));
        assert_eq!(Mapping::read("what,written,means\ncolumn,甲"), Err(NoMapping::Short(2)));
    }
}
