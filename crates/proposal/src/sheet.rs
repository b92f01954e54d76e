//! A proposals file: rows of cells with their addresses, written and read.
//!
//! The last row says `end`, how many proposals there are, and what they were made of. A file that is cut has no such row; where
//! rows were sorted, it has fewer proposals than that row says, a row with too few cells, or no line end. So it is taken in whole
//! or not at all.

use crate::column::{Column, cell, into_text};
use crate::fault::{Fault, Why};
use crate::lexicon::Lexicon;
use crate::proposal::{Proposal, Ref};
use luoshi_plan::Language;

/// Characters of a sentence that are written; the passage has all of it.
const SENTENCE: usize = 400;

/// What a proposals file was made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The SHA-256 of the document, in hexadecimal digits.
    pub source: String,
    /// The plan that was chosen: its number, or `new`; none where nobody chose.
    pub plan: Option<String>,
    /// The place that was said.
    pub territory: Option<String>,
}

impl Origin {
    fn text(&self) -> String {
        let mut text = format!("source={}", self.source);
        for (key, value) in [("plan", &self.plan), ("territory", &self.territory)] {
            if let Some(value) = value {
                text.extend([" ", key, "=", value]);
            }
        }
        text
    }

    fn read(text: &str) -> Option<Self> {
        let mut out = Self::default();
        for part in text.split_whitespace() {
            match part.split_once('=')? {
                ("source", hash) => hash.clone_into(&mut out.source),
                ("plan", plan) => out.plan = Some(plan.to_owned()),
                ("territory", place) => out.territory = Some(place.to_owned()),
                _ => return None,
            }
        }
        (out.source.len() == 64).then_some(out)
    }
}

/// Writes proposals as CSV: RFC 4180, UTF-8. No cell of it is run by a spreadsheet. `every` has those too that were decided
/// about, for the names of what others rest on.
#[must_use]
pub fn write(
    proposals: &[Proposal],
    origin: &Origin,
    every: &[Proposal],
    decide: impl Fn(&Proposal) -> &'static str,
    language: Language,
) -> String {
    let mut out = String::new();
    row(&mut out, Column::ALL.iter().map(|c| c.word().to_owned()));
    for proposal in proposals {
        row(&mut out, Column::ALL.iter().map(|c| shown(proposal, every, *c, origin, decide(proposal), language)));
    }
    let end = |column: &Column| match column {
        Column::Decision => "end".to_owned(),
        Column::Text => origin.text(),
        Column::Id => proposals.len().to_string(),
        _ => String::new(),
    };
    row(&mut out, Column::ALL.iter().map(end));
    out
}

fn shown(
    proposal: &Proposal,
    all: &[Proposal],
    column: Column,
    origin: &Origin,
    decision: &'static str,
    language: Language,
) -> String {
    let joined = |words: Vec<String>| words.join(language.pick("；", "; "));
    match column {
        Column::Decision => decision.to_owned(),
        Column::Kind => proposal.draft.kind().word().to_owned(),
        Column::Certainty => proposal.certainty.word().to_owned(),
        Column::Id => proposal.id.clone(),
        Column::Into => into_text(&proposal.into),
        Column::Doubts => joined(proposal.doubts.iter().map(|d| d.words(language)).collect()),
        Column::Reasons => joined(proposal.reasons.iter().map(|r| r.words(language)).collect()),
        Column::Place => format!("{}:{}", proposal.place.0, proposal.place.1),
        Column::Sentence => {
            let cut: String = proposal.sentence.chars().take(SENTENCE).collect();
            if cut.len() < proposal.sentence.len() { cut + "…" } else { cut }
        }
        Column::Source => origin.source.get(..12).unwrap_or("").to_owned(),
        // For who reads: what the number is of.
        Column::Text if cell(&proposal.draft, column).is_empty() => match proposal.draft.rests_on() {
            Some(Ref::Proposed(id)) => {
                all.iter().find(|p| p.id == *id).map(|p| cell(&p.draft, Column::Text)).unwrap_or_default()
            }
            Some(Ref::There(_)) | None => String::new(),
        },
        column => cell(&proposal.draft, column),
    }
}

/// Writes a row as CSV.
pub(crate) fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (n, text) in cells.enumerate() {
        if n > 0 {
            out.push(',');
        }
        // What a spreadsheet would run becomes text.
        let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
            && text.parse::<luoshi_plan::Value>().is_err();
        let text = if runs { format!("'{text}") } else { text };
        if text.contains(['"', ',', '\r', '\n', ';']) {
            out.push('"');
            out.push_str(&text.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&text);
        }
    }
    out.push_str("\r\n");
}

/// A file as it came back: rows of cells.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Which column stands where.
    columns: Vec<Option<Column>>,
    /// Rows of proposals, without headings and closing row.
    pub(crate) rows: Vec<Row>,
    /// What it was made of.
    pub origin: Origin,
    /// Headings that are none of ours: they are left alone.
    pub unknown: Vec<String>,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// As a spreadsheet counts, from 1.
    pub(crate) number: usize,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads a file: commas, semicolons or tabs between cells, columns in any order, whatever line ends.
    ///
    /// # Errors
    /// Every [`Fault`] of its form. Where there is one, nothing of the file may be taken in.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let one = |cell: &str, why: Why| vec![Fault { cell: cell.to_owned(), column: None, why }];
        // The mark that makes headings of the first line.
        let headed = |mark: char| records(text, mark).ok().filter(|r| r.first().is_some_and(|h| is_header(h)));
        let Some(records) = [',', ';', '\t'].into_iter().find_map(headed) else {
            // With a heading that is right, something else is wrong: say where.
            if let Some(Err(line)) = [',', ';', '\t'].into_iter().map(|m| records(text, m)).find(Result::is_err) {
                return Err(one(&line.to_string(), Why::Quotes));
            }
            return Err(one("", Why::NoColumn(Column::Decision)));
        };
        let mut faults = Vec::new();
        let mut sheet = Self::default();
        for (place, heading) in records.first().into_iter().flatten().enumerate() {
            let column = Column::of(&heading.trim().to_ascii_lowercase());
            if let Some(column) = column
                && sheet.columns.contains(&Some(column))
            {
                faults.push(Fault { cell: address(place, 1), column: Some(column), why: Why::TwoColumns(column) });
            }
            if column.is_none() && !heading.trim().is_empty() {
                sheet.unknown.push(heading.clone());
            }
            sheet.columns.push(column);
        }
        for needed in [Column::Decision, Column::Id, Column::Text] {
            if !sheet.columns.contains(&Some(needed)) {
                faults.push(Fault { cell: String::new(), column: None, why: Why::NoColumn(needed) });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let wants = sheet.columns.len();
        let mut end = None;
        let last = records.len();
        let mut end_is_last = false;
        for (n, cells) in records.into_iter().enumerate().skip(1) {
            let number = n + 1;
            if cells.iter().all(|c| c.trim().is_empty()) {
                continue;
            }
            let beyond = cells.iter().skip(wants).any(|c| !c.trim().is_empty());
            if cells.len() < wants || beyond {
                let why = Why::Cells { has: cells.len(), wants };
                faults.push(Fault { cell: number.to_string(), column: None, why });
                continue;
            }
            let row = Row { number, cells };
            let decision = sheet.cell(&row, Column::Decision).unwrap_or("").to_lowercase();
            if Lexicon::get().words("end").contains(&decision.as_str()) {
                end_is_last = number == last;
                end = Some(row);
            } else {
                sheet.rows.push(row);
            }
        }
        let Some(end) = end else {
            faults.push(Fault { cell: String::new(), column: None, why: Why::NoEnd });
            return Err(faults);
        };
        if !end_is_last && !text.ends_with(['\n', '\r']) {
            faults.push(Fault { cell: last.to_string(), column: None, why: Why::Cut });
        }
        let mut ids: Vec<&str> = sheet.rows.iter().filter_map(|r| sheet.cell(r, Column::Id)).collect();
        ids.sort_unstable();
        ids.dedup();
        let count = sheet.cell(&end, Column::Id).and_then(|c| c.parse::<usize>().ok());
        if count != Some(ids.len()) {
            let why = Why::Rows { has: ids.len(), wants: count.unwrap_or(0) };
            faults.push(sheet.fault(&end, Column::Id, why));
        }
        match sheet.cell(&end, Column::Text).and_then(Origin::read) {
            Some(origin) => sheet.origin = origin,
            None => faults.push(sheet.fault(&end, Column::Text, Why::NoEnd)),
        }
        if faults.is_empty() { Ok(sheet) } else { Err(faults) }
    }

    /// The cell of a row, without blanks around it and without the mark that keeps it from being run; `None` where the file has
    /// no such column.
    pub(crate) fn cell<'r>(&self, row: &'r Row, column: Column) -> Option<&'r str> {
        let place = self.columns.iter().position(|c| *c == Some(column))?;
        let text = row.cells.get(place)?.trim();
        Some(text.strip_prefix('\'').unwrap_or(text))
    }

    /// A fault of a cell.
    pub(crate) fn fault(&self, row: &Row, column: Column, why: Why) -> Fault {
        match self.columns.iter().position(|c| *c == Some(column)) {
            Some(place) => Fault { cell: address(place, row.number), column: Some(column), why },
            None => Fault { cell: row.number.to_string(), column: None, why },
        }
    }

    /// How many rows of proposals there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Whether a first row is one of headings.
fn is_header(cells: &[String]) -> bool {
    let has = |column: Column| cells.iter().any(|c| c.trim().eq_ignore_ascii_case(column.word()));
    has(Column::Decision) && has(Column::Id)
}

/// The address of a cell: columns by letters, rows by numbers.
pub(crate) fn address(mut column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

/// The records of a text, with `mark` between cells. The number of a record whose quotation marks are not closed, or are closed
/// amid a cell.
pub(crate) fn records(text: &str, mark: char) -> Result<Vec<Vec<String>>, usize> {
    let mut all = Vec::new();
    let mut record: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    let (mut quoted, mut closed, mut any) = (false, false, false);
    while let Some(c) = chars.next() {
        if quoted {
            if c != '"' {
                cell.push(c);
            } else if chars.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                (quoted, closed) = (false, true);
            }
            continue;
        }
        any = true;
        match c {
            '"' if cell.is_empty() && !closed => quoted = true,
            '\r' | '\n' => {
                if c == '\r' {
                    let _ = chars.next_if_eq(&'\n');
                }
                record.push(std::mem::take(&mut cell));
                all.push(std::mem::take(&mut record));
                (closed, any) = (false, false);
            }
            c if c == mark => {
                record.push(std::mem::take(&mut cell));
                closed = false;
            }
            _ if closed => return Err(all.len() + 1),
            c => cell.push(c),
        }
    }
    if quoted {
        return Err(all.len() + 1);
    }
    if any {
        record.push(cell);
        all.push(record);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_address_a_spreadsheet_gives_them() {
        assert_eq!(
            [0, 25, 26, 27, 51, 52, 701, 702].map(|c| address(c, 7)),
            ["A7", "Z7", "AA7", "AB7", "AZ7", "BA7", "ZZ7", "AAA7"]
        );
    }

    #[test]
    fn records_are_read_strictly() {
        let read = |text: &str| records(text, ',');
        assert_eq!(
            read("a,b\r\nc,\"d\"\"e\n,f\"\n"),
            Ok(vec![vec!["a".into(), "b".into()], vec!["c".into(), "d\"e\n,f".into()]])
        );
        assert_eq!(read("a\n\nb"), Ok(vec![vec!["a".into()], vec![String::new()], vec!["b".into()]]));
        assert_eq!(read("a,\"b"), Err(1));
        assert_eq!(read("a\n\"b\"c"), Err(2));
    }
}
