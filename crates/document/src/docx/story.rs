//! A story: the body, or the notes, walked element by element into lines and tables.
//!
//! A frame is kept for each open element, so that nothing recurses. What an element means depends on the frame it
//! stands in: `tab` is a tab in a run and a place for one in the properties of a paragraph.

use std::collections::HashMap;
use std::ops::Range;

use super::field::Field;
use super::grid::TableWork;
use super::list::Lists;
use super::page::Page;
use super::paragraph::{Mark, Paragraph, Run};
use super::style::Styles;
use super::symbol;
use crate::document::{FaultKind, LeftOut};
use crate::package::PackageError;
use crate::package::xml::{Element, Space, Step, Xml};

/// An open element, as far as it matters.
pub(super) enum Frame {
    /// Its content is what it stands in.
    Plain,
    Paragraph,
    ParagraphLook,
    /// The look of a paragraph's mark.
    MarkLook,
    /// A run, and the one around it, as that of a text box within.
    Run(Run),
    RunLook,
    /// Words; whether blanks at their ends count.
    Words(bool),
    Code,
    /// A field in one element.
    Field,
    Table,
    Row,
    RowLook,
    Cell(usize),
    CellLook,
    /// A text box, with the number of fields open outside it.
    Box(usize),
    /// A part with a tag; whether it only prompts for words, or holds a table of contents.
    Tagged(Option<LeftOut>),
    TagLook,
    Note(String, usize),
}

/// A note that the text refers to.
pub(super) struct NoteMark {
    pub(super) foot: bool,
    pub(super) id: String,
    pub(super) label: Option<String>,
}

/// What a story comes to.
pub(super) struct Told {
    pub(super) page: Page,
    /// In order of their marks.
    pub(super) notes: Vec<NoteMark>,
    /// Of a part of notes: the blocks of each.
    pub(super) bodies: HashMap<String, Range<usize>>,
    /// A table of contents that never ended: what it hid was perhaps no such table.
    pub(super) endless: bool,
}

/// Walks a part. `contents`: whether tables of contents are left out.
pub(super) fn tell(text: &str, styles: &Styles, lists: &mut Lists, contents: bool) -> Result<Told, PackageError> {
    let mut story = Story {
        xml: Xml::new(text),
        styles,
        lists,
        contents,
        page: Page::default(),
        frames: Vec::new(),
        paragraphs: Vec::new(),
        carried: None,
        run: Run::default(),
        tables: Vec::new(),
        fields: Vec::new(),
        word: String::new(),
        notes: Vec::new(),
        bodies: HashMap::new(),
        counts: (0, 0),
    };
    loop {
        match story.xml.next()? {
            Step::Open(element) => story.open(&element)?,
            Step::Close => story.close()?,
            Step::Text(words) => {
                if matches!(story.frames.last(), Some(Frame::Words(_) | Frame::Code)) {
                    story.word.push_str(&words);
                }
            }
            Step::End => break,
        }
    }
    story.let_go();
    let endless = contents && story.fields.iter().any(|field| field.result && field.is_contents());
    Ok(Told { page: story.page, notes: story.notes, bodies: story.bodies, endless })
}

pub(super) struct Story<'a> {
    xml: Xml<'a>,
    pub(super) styles: &'a Styles,
    pub(super) lists: &'a mut Lists,
    pub(super) contents: bool,
    pub(super) page: Page,
    pub(super) frames: Vec<Frame>,
    /// The paragraph under way, last; before it those whose text boxes it stands in.
    pub(super) paragraphs: Vec<Paragraph>,
    /// A paragraph that goes on in the next.
    pub(super) carried: Option<Paragraph>,
    pub(super) run: Run,
    pub(super) tables: Vec<TableWork>,
    pub(super) fields: Vec<Field>,
    /// The words of an element, which may come in pieces.
    pub(super) word: String,
    pub(super) notes: Vec<NoteMark>,
    pub(super) bodies: HashMap<String, Range<usize>>,
    /// Notes at the foot and at the end that were given a number.
    pub(super) counts: (u32, u32),
}

impl Story<'_> {
    fn open(&mut self, element: &Element<'_>) -> Result<(), PackageError> {
        let frame = match (element.space, self.frames.last()) {
            (Space::Word, Some(Frame::ParagraphLook)) => self.paragraph_look(element),
            (Space::Word, Some(Frame::MarkLook)) => self.mark_look(element),
            (Space::Word, Some(Frame::RunLook)) => self.run_look(element),
            (Space::Word, Some(Frame::RowLook)) => self.row_look(element),
            (Space::Word, Some(Frame::CellLook)) => self.cell_look(element),
            (_, Some(Frame::TagLook)) => self.tag_look(element),
            (_, Some(Frame::ParagraphLook | Frame::MarkLook | Frame::RunLook | Frame::RowLook | Frame::CellLook)) => {
                None
            }
            (Space::Word, _) => self.word_element(element),
            (Space::Math, _) => self.math(element),
            (Space::Drawing, _) => {
                self.drawing(element);
                Some(Frame::Plain)
            }
            (Space::Sheet | Space::Alternative | Space::Package | Space::Other, _) => Some(Frame::Plain),
        };
        match frame {
            Some(frame) => self.frames.push(frame),
            None => self.xml.skip()?,
        }
        Ok(())
    }

    fn word_element(&mut self, element: &Element<'_>) -> Option<Frame> {
        let in_run = matches!(self.frames.last(), Some(Frame::Run(_)));
        match element.name() {
            "p" => {
                let Paragraph { text, marks, mark, own, .. } = self.carried.take().unwrap_or_default();
                // A deleted mark makes one paragraph of two, a hidden one only one line.
                let own = if mark == Mark::Hidden { text.len() } else { own };
                self.paragraphs.push(Paragraph { text, own, marks, ..Paragraph::default() });
                return Some(Frame::Paragraph);
            }
            "pPr" => return Some(Frame::ParagraphLook),
            "r" => return Some(Frame::Run(std::mem::take(&mut self.run))),
            "rPr" => return in_run.then_some(Frame::RunLook),
            "t" => return Some(Frame::Words(element.get("space").is_some_and(|space| space == "preserve"))),
            "instrText" => return Some(Frame::Code),
            "fldChar" => self.field_mark(element),
            "fldSimple" => {
                let mut field = Field { result: true, ..Field::default() };
                field.add(&element.get("instr").unwrap_or_default());
                if self.contents && field.is_contents() {
                    self.leave_out(LeftOut::Contents);
                }
                self.fields.push(field);
                return Some(Frame::Field);
            }
            "tab" | "ptab" if in_run => self.put("\t"),
            "br" | "cr" if in_run => self.put("\n"),
            "noBreakHyphen" if in_run => self.put("-"),
            "sym" => {
                let place = element.get("char").and_then(|place| u32::from_str_radix(&place, 16).ok());
                let sign = symbol::character(&element.get("font").unwrap_or_default(), place.unwrap_or_default());
                self.sign(sign);
            }
            "footnoteReference" => self.note_mark(element, true),
            "endnoteReference" => self.note_mark(element, false),
            "commentReference" => self.leave_out(LeftOut::Comment),
            "del" | "moveFrom" => self.leave_out(LeftOut::Deleted),
            "object" | "control" | "altChunk" => self.leave_out(LeftOut::Object),
            "subDoc" => self.leave_out(LeftOut::Outside),
            "tbl" => {
                self.let_go();
                if let Some(around) = self.tables.last_mut() {
                    around.layout = true;
                }
                self.tables.push(TableWork::default());
                return Some(Frame::Table);
            }
            "tr" => {
                let table = self.tables.last_mut()?;
                table.begin_row(&self.page);
                return Some(Frame::Row);
            }
            "trPr" => return Some(Frame::RowLook),
            "tc" => {
                let table = self.tables.last_mut()?;
                table.begin_cell(&self.page);
                return Some(Frame::Cell(self.fields.len()));
            }
            "tcPr" => return Some(Frame::CellLook),
            "txbxContent" => return Some(Frame::Box(self.fields.len())),
            "sdt" => return Some(Frame::Tagged(None)),
            "sdtPr" => return Some(Frame::TagLook),
            "sdtContent" => {
                let Some(Frame::Tagged(Some(what))) = self.frames.last() else { return Some(Frame::Plain) };
                let what = *what;
                self.leave_out(what);
            }
            "footnote" | "endnote" => {
                // Lines between the text and its notes are notes too.
                if element.get("type").is_none_or(|kind| kind == "normal") {
                    let id = element.get("id").unwrap_or_default().into_owned();
                    return Some(Frame::Note(id, self.page.blocks.len()));
                }
            }
            "tblPr" | "tblGrid" | "tblPrEx" | "sectPr" | "rt" | "rubyPr" | "smartTagPr" | "customXmlPr"
            | "sdtEndPr" | "delText" | "delInstrText" | "ffData" | "comment" => {}
            _ => return Some(Frame::Plain),
        }
        None
    }

    fn close(&mut self) -> Result<(), PackageError> {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.end_paragraph()?,
            Some(Frame::Run(around)) => self.run = around,
            Some(Frame::Words(preserve)) => {
                let word = std::mem::take(&mut self.word);
                let blank = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t');
                self.words(if preserve { &word } else { word.trim_matches(blank) });
            }
            Some(Frame::Code) => {
                let code = std::mem::take(&mut self.word);
                if let Some(field) = self.fields.last_mut().filter(|field| !field.result) {
                    field.add(&code);
                }
            }
            Some(Frame::Field) => {
                self.fields.pop();
            }
            Some(Frame::Table) => {
                if let Some(grid) = self.tables.pop().and_then(TableWork::end) {
                    self.page.grids.push(grid);
                }
            }
            Some(Frame::Row) => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(gone) = table.end_row(&mut self.page)
                {
                    self.page.mark(FaultKind::LeftOut(gone));
                }
            }
            Some(Frame::Cell(fields)) => {
                self.let_go();
                self.fields.truncate(fields);
                if let Some(table) = self.tables.last_mut()
                    && table.end_cell(&mut self.page)
                {
                    self.page.mark(FaultKind::LeftOut(LeftOut::Hidden));
                }
            }
            Some(Frame::Box(fields)) => {
                self.let_go();
                self.fields.truncate(fields);
            }
            Some(Frame::Note(id, from)) => {
                self.let_go();
                self.fields.clear();
                self.bodies.insert(id, from..self.page.blocks.len());
            }
            Some(
                Frame::Plain
                | Frame::ParagraphLook
                | Frame::MarkLook
                | Frame::RunLook
                | Frame::RowLook
                | Frame::CellLook
                | Frame::Tagged(_)
                | Frame::TagLook,
            )
            | None => {}
        }
        Ok(())
    }
}
