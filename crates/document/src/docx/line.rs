//! The end of a paragraph: into the lines it has, or carried on into the next.

use super::page::{Before, Block, Mark as PageMark};
use super::paragraph::{Mark, Paragraph, labelled};
use super::story::{Frame, Story};
use super::style::{Numbered, heading_of_id};
use crate::document::{FaultKind, LeftOut};
use crate::package::PackageError;

/// Bytes of a text. A report has some hundred thousand, a book two million; reading takes twenty times as much memory.
const LONGEST: usize = 16 << 20;

/// Whether words are the number of an item: 一、 （二） 3.
fn is_label(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= 6 && words.ends_with(['、', '.', '．', ')', '）'])
}

impl Story<'_> {
    /// Ends the paragraph under way: into lines, or carried into the next.
    pub(super) fn end_paragraph(&mut self) -> Result<(), PackageError> {
        let Some(mut paragraph) = self.paragraphs.pop() else { return Ok(()) };
        // A code ends in its paragraph; one that does not would swallow the page.
        let outside = self.outer_fields();
        if self.fields.get(outside..).unwrap_or_default().iter().any(|field| !field.result) {
            let keep = self.fields.iter().skip(outside).take_while(|field| field.result).count();
            self.fields.truncate(outside + keep);
            paragraph.leave_out(LeftOut::Field);
        }
        if self.page.text.len() + paragraph.text.len() > LONGEST {
            return Err(PackageError::TooMuch);
        }
        match paragraph.mark {
            Mark::Deleted => self.carried = Some(paragraph),
            Mark::Hidden => {
                if !paragraph.is_empty()
                    && let Some(label) = self.label(&paragraph)
                {
                    paragraph.put_label(&labelled(&label));
                }
                self.carried = Some(paragraph);
            }
            Mark::Shown => self.lines(paragraph),
        }
        Ok(())
    }

    /// How many fields were open where the text box, cell or note around began.
    pub(super) fn outer_fields(&self) -> usize {
        self.frames
            .iter()
            .rev()
            .find_map(|frame| match frame {
                Frame::Cell(fields) | Frame::Box(fields) => Some(*fields),
                Frame::Note(..) => Some(0),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Ends what was to go on in a next paragraph, where none follows.
    pub(super) fn let_go(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.lines(Paragraph { numbered: Numbered { list: Some(0), level: None }, ..paragraph });
        }
    }

    pub(super) fn label(&mut self, paragraph: &Paragraph) -> Option<String> {
        let style = self.styles.paragraph(paragraph.style.as_deref());
        self.lists.count(paragraph.numbered, style, self.styles)
    }

    /// Writes a paragraph as the lines it has.
    pub(super) fn lines(&mut self, mut paragraph: Paragraph) {
        let empty = paragraph.is_empty();
        let in_cell = !self.tables.is_empty();
        let style = self.styles.paragraph(paragraph.style.as_deref());
        if self.contents && !empty && style.is_some_and(|style| style.contents) {
            return self.page.mark(FaultKind::LeftOut(LeftOut::Contents));
        }
        // What is hidden wholly is neither shown nor counted.
        let gone = empty && style.and_then(|style| style.hidden).unwrap_or_default();
        let label = if gone { None } else { self.label(&paragraph) };
        let level = paragraph.outline.or(match style {
            Some(style) => style.heading,
            None => paragraph.style.as_deref().and_then(heading_of_id),
        });
        let level = level.unwrap_or_default().min(6);
        let heading = if paragraph.is_short() && !empty { level } else { 0 };
        if let Some(label) = label.filter(|_| !empty || in_cell) {
            paragraph.put_label(&if empty { label } else { labelled(&label) });
        }

        let start = self.page.text.len();
        let words = paragraph.text.as_str();
        if heading > 0 || in_cell {
            // A heading is one line, and in a cell a TAB would be the border of the next.
            let blank = |c: char| c == '\t' || (c == '\n' && heading > 0);
            self.page.text.extend(words.chars().map(|c| if blank(c) { ' ' } else { c }));
        } else if let Some((label, rest)) = words.split_once('\t').filter(|(label, _)| is_label(label)) {
            // A number typed by hand, and a TAB to the words: no row of a table.
            self.page.text.extend([label, " ", rest]);
        } else {
            self.page.text.push_str(words);
        }
        let marks = paragraph.marks.into_iter();
        self.page.marks.extend(marks.map(|(at, kind)| PageMark { at: start + at.start..start + at.end, kind }));
        let mut from = start;
        let end = self.page.text.len();
        while from < end {
            let rest = self.page.text.get(from..).unwrap_or_default();
            let line = rest.split('\n').next().unwrap_or_default();
            let next = from + line.len() + 1;
            let begins = from + (line.len() - line.trim_start().len());
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let text = begins..begins + trimmed.len();
                self.page.blocks.push(Block { text, before: Before::Line, heading });
            }
            from = next;
        }
        // What is left out at the start of the next paragraph is not at the end of this one.
        self.page.text.push('\n');
    }
}
