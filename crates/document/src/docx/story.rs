//! A story: the body, or the notes, walked element by element into lines and tables.
//!
//! A frame is kept for each open element, so that nothing recurses. What an element means depends on the frame it
//! stands in: `tab` is a tab in a run and a place for one in the properties of a paragraph.

use std::collections::HashMap;
use std::ops::Range;

use super::error::DocxError;
use super::field::Field;
use super::grid::{Merge, TableWork};
use super::list::Lists;
use super::page::{Before, Block, Mark as PageMark, Page};
use super::paragraph::{Mark, Paragraph, Run, labelled};
use super::style::{Styles, font_of, level_of};
use super::symbol;
use super::xml::{Element, Space, Step, Xml};
use crate::document::{FaultKind, LeftOut};

/// Characters of a text; a report has some tens of thousands.
const LONGEST: usize = 64 << 20;

/// An open element, as far as it matters.
enum Frame {
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
pub(super) fn tell(text: &str, styles: &Styles, lists: &mut Lists, contents: bool) -> Result<Told, DocxError> {
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

struct Story<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    lists: &'a mut Lists,
    contents: bool,
    page: Page,
    frames: Vec<Frame>,
    /// The paragraph under way, last; before it those whose text boxes it stands in.
    paragraphs: Vec<Paragraph>,
    /// A paragraph that goes on in the next.
    carried: Option<Paragraph>,
    run: Run,
    tables: Vec<TableWork>,
    fields: Vec<Field>,
    /// The words of an element, which may come in pieces.
    word: String,
    notes: Vec<NoteMark>,
    bodies: HashMap<String, Range<usize>>,
    /// Notes at the foot and at the end that were given a number.
    counts: (u32, u32),
}

impl Story<'_> {
    fn open(&mut self, element: &Element<'_>) -> Result<(), DocxError> {
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
            (Space::Drawing, _) => self.drawing(element),
            (Space::Alternative | Space::Package | Space::Other, _) => Some(Frame::Plain),
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
                let carried = self.carried.take().unwrap_or_default();
                self.paragraphs.push(Paragraph { text: carried.text, marks: carried.marks, ..Paragraph::default() });
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

    fn paragraph_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        let paragraph = self.paragraphs.last_mut()?;
        match element.name() {
            "pStyle" => paragraph.style = element.value().map(std::borrow::Cow::into_owned),
            "numPr" => return Some(Frame::ParagraphLook),
            "numId" => paragraph.numbered.list = element.number("val"),
            "ilvl" => paragraph.numbered.level = element.number("val"),
            "outlineLvl" => paragraph.outline = level_of(element),
            "rPr" => return Some(Frame::MarkLook),
            _ => {}
        }
        None
    }

    fn mark_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        let paragraph = self.paragraphs.last_mut()?;
        match element.name() {
            "del" | "moveFrom" => paragraph.mark = Mark::Deleted,
            "vanish" | "specVanish" if paragraph.mark == Mark::Shown && element.is_on() => {
                paragraph.mark = Mark::Hidden
            }
            _ => {}
        }
        None
    }

    fn run_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        match element.name() {
            "rStyle" => self.run.style = element.value().map(std::borrow::Cow::into_owned),
            "vanish" => self.run.vanish = Some(element.is_on()),
            "vertAlign" => self.run.raised = element.value().is_some_and(|to| to == "superscript"),
            "rFonts" => self.run.font = font_of(element),
            _ => {}
        }
        None
    }

    fn row_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        let table = self.tables.last_mut()?;
        match element.name() {
            "del" => table.deleted = true,
            "gridBefore" => table.leave_out(element.number("val").unwrap_or_default()),
            _ => {}
        }
        None
    }

    fn cell_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        let cell = &mut self.tables.last_mut()?.cell;
        let merge = || match element.value().as_deref() {
            Some("restart") => Merge::Begins,
            _ => Merge::GoesOn,
        };
        match element.name() {
            // More columns than can be counted are as many as there may be.
            "gridSpan" => cell.columns = element.number("val").unwrap_or(u32::MAX),
            "vMerge" => cell.down = merge(),
            "hMerge" => cell.across = merge(),
            "cellDel" => cell.deleted = true,
            _ => {}
        }
        None
    }

    fn tag_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        let contents = self.contents;
        let around = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Tagged(what) => Some(what),
            _ => None,
        })?;
        match element.name() {
            "showingPlcHdr" if element.is_on() => *around = Some(LeftOut::Prompt),
            "docPartObj" => return Some(Frame::TagLook),
            "docPartGallery" if contents && element.value().is_some_and(|name| name == "Table of Contents") => {
                *around = Some(LeftOut::Contents);
            }
            _ => {}
        }
        None
    }

    fn math(&mut self, element: &Element<'_>) -> Option<Frame> {
        match element.name() {
            "oMath" => self.doubt(FaultKind::Formula),
            "t" => return Some(Frame::Words(true)),
            "r" => return Some(Frame::Run(std::mem::take(&mut self.run))),
            // A half behind a three is not thirty-one halves.
            "f" if self.paragraphs.last().is_some_and(|p| p.text.ends_with(|c: char| c.is_ascii_digit())) => {
                self.put(" ");
            }
            "den" => self.put("/"),
            "sup" => self.put("^"),
            "rad" => self.put("√"),
            name if name.ends_with("Pr") || name == "deg" => return None,
            _ => {}
        }
        Some(Frame::Plain)
    }

    fn drawing(&mut self, element: &Element<'_>) -> Option<Frame> {
        match element.name() {
            "imagedata" => self.leave_out(LeftOut::Picture),
            "OLEObject" => self.leave_out(LeftOut::Object),
            "textpath" => {
                if let Some(words) = element.get("string") {
                    self.put(&words);
                }
            }
            "graphicData" => match element.get("uri").unwrap_or_default().rsplit('/').next() {
                Some("picture") => self.leave_out(LeftOut::Picture),
                Some("chart" | "chartex" | "diagram") => self.leave_out(LeftOut::Chart),
                _ => {}
            },
            _ => {}
        }
        Some(Frame::Plain)
    }

    fn close(&mut self) -> Result<(), DocxError> {
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
                    && table.end_row(&mut self.page)
                {
                    self.page.mark(FaultKind::LeftOut(LeftOut::Deleted));
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

    /// Whether the fields around let their content be seen.
    fn is_result(&self) -> bool {
        self.fields.iter().all(|field| field.result && !(self.contents && field.is_contents()))
    }

    fn is_hidden(&self) -> bool {
        if let Some(vanish) = self.run.vanish {
            return vanish;
        }
        let of_run = self.run.style.as_deref().and_then(|id| self.styles.get(id)?.hidden).unwrap_or_default();
        let named = self.paragraphs.last().and_then(|paragraph| paragraph.style.as_deref());
        let of_paragraph = self.styles.paragraph(named).and_then(|style| style.hidden).unwrap_or_default();
        // Two styles that hide show.
        of_run != of_paragraph
    }

    fn leave_out(&mut self, what: LeftOut) {
        self.doubt(FaultKind::LeftOut(what));
    }

    fn doubt(&mut self, kind: FaultKind) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.doubt(kind),
            None => self.page.mark(kind),
        }
    }

    /// Words of a run.
    fn words(&mut self, words: &str) {
        if self.run.raised
            && let Some(raised) = symbol::raised(words.trim())
        {
            return self.put(&raised);
        }
        let mut rest = words;
        while let Some(at) = rest.find(|c| symbol::is_private(c) || matches!(c, '\n' | '\r')) {
            self.put(rest.get(..at).unwrap_or_default());
            let Some(c) = rest.get(at..).and_then(|rest| rest.chars().next()) else { break };
            if symbol::is_private(c) {
                let font = self.run.font.clone().unwrap_or_else(|| "Symbol".to_owned());
                self.sign(symbol::character(&font, c as u32));
            } else {
                self.put(" ");
            }
            rest = rest.get(at + c.len_utf8()..).unwrap_or_default();
        }
        self.put(rest);
    }

    fn sign(&mut self, sign: Option<char>) {
        let from = self.paragraphs.last().map_or(0, |paragraph| paragraph.text.len());
        self.put(sign.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]));
        if sign.is_none()
            && let Some(paragraph) = self.paragraphs.last_mut()
            && paragraph.text.len() > from
        {
            paragraph.marks.push((from..paragraph.text.len(), FaultKind::Symbol));
        }
    }

    fn put(&mut self, words: &str) {
        if words.is_empty() || !self.is_result() {
            return;
        }
        let hidden = self.is_hidden();
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if hidden {
            if !words.trim().is_empty() {
                paragraph.leave_out(LeftOut::Hidden);
            }
        } else {
            paragraph.text.push_str(words);
        }
    }

    fn field_mark(&mut self, element: &Element<'_>) {
        match element.get("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                field.result = true;
                if self.contents && field.is_contents() {
                    self.leave_out(LeftOut::Contents);
                }
            }
            Some("end") => {
                let Some(field) = self.fields.pop().filter(|field| !field.result) else { return };
                match field.drawn() {
                    Some(drawn) => self.put(&drawn),
                    None if field.is_computed() => self.leave_out(LeftOut::Field),
                    None => {}
                }
            }
            _ => {}
        }
    }

    fn note_mark(&mut self, element: &Element<'_>, foot: bool) {
        if self.is_hidden() || !self.is_result() {
            return;
        }
        let own = element.get("customMarkFollows").is_some_and(|own| matches!(&*own, "1" | "true" | "on"));
        // In a form of its own: a bare number would join the figure before it, and [1] in a table is a sum of years.
        let label = (!own).then(|| {
            let count = if foot { &mut self.counts.0 } else { &mut self.counts.1 };
            *count += 1;
            if foot { format!("[注{count}]") } else { format!("[尾注{count}]") }
        });
        if let Some(label) = &label {
            self.put(label);
        }
        let id = element.get("id").unwrap_or_default().into_owned();
        self.notes.push(NoteMark { foot, id, label });
    }

    /// Ends the paragraph under way: into lines, or carried into the next.
    fn end_paragraph(&mut self) -> Result<(), DocxError> {
        let Some(mut paragraph) = self.paragraphs.pop() else { return Ok(()) };
        // A code ends in its paragraph; one that does not would swallow the page.
        let outside = self.outer_fields();
        if self.fields.get(outside..).unwrap_or_default().iter().any(|field| !field.result) {
            let keep = self.fields.iter().skip(outside).take_while(|field| field.result).count();
            self.fields.truncate(outside + keep);
            paragraph.leave_out(LeftOut::Field);
        }
        if self.page.text.len() + paragraph.text.len() > LONGEST {
            return Err(DocxError::TooMuch);
        }
        match paragraph.mark {
            Mark::Deleted => self.carried = Some(paragraph),
            Mark::Hidden => {
                if !paragraph.text.trim().is_empty()
                    && let Some(label) = self.label(&paragraph)
                {
                    let label = labelled(&label);
                    for (at, _) in &mut paragraph.marks {
                        *at = at.start + label.len()..at.end + label.len();
                    }
                    paragraph.text.insert_str(0, &label);
                }
                self.carried = Some(paragraph);
            }
            Mark::Shown => self.lines(paragraph),
        }
        Ok(())
    }

    /// How many fields were open where the text box, cell or note around began.
    fn outer_fields(&self) -> usize {
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
    fn let_go(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.lines(Paragraph { numbered: super::style::Numbered { list: Some(0), level: None }, ..paragraph });
        }
    }

    fn label(&mut self, paragraph: &Paragraph) -> Option<String> {
        let style = self.styles.paragraph(paragraph.style.as_deref());
        self.lists.count(paragraph.numbered, style, self.styles)
    }

    /// Writes a paragraph as the lines it has.
    fn lines(&mut self, paragraph: Paragraph) {
        let empty = paragraph.text.trim().is_empty();
        let in_cell = !self.tables.is_empty();
        let style = self.styles.paragraph(paragraph.style.as_deref());
        if self.contents && !empty && style.is_some_and(|style| style.contents) {
            return self.page.mark(FaultKind::LeftOut(LeftOut::Contents));
        }
        // What is hidden wholly is neither shown nor counted.
        let gone = empty && style.and_then(|style| style.hidden).unwrap_or_default();
        let label = if gone { None } else { self.label(&paragraph) };
        let level = paragraph.outline.or_else(|| style?.heading).unwrap_or_default().min(6);
        let heading = if paragraph.is_short() && !empty { level } else { 0 };

        let start = self.page.text.len();
        if let Some(label) = label.filter(|_| !empty || in_cell) {
            let label = if empty { label } else { labelled(&label) };
            self.page.text.push_str(&label);
        }
        let labelled = self.page.text.len() > start;
        let dropped = if labelled { paragraph.text.len() - paragraph.text.trim_start().len() } else { 0 };
        let begun = self.page.text.len();
        let words = paragraph.text.get(dropped..).unwrap_or_default();
        if heading > 0 || in_cell {
            // A heading is one line, and in a cell a TAB would be the border of the next.
            let blank = |c: char| c == '\t' || (c == '\n' && heading > 0);
            self.page.text.extend(words.chars().map(|c| if blank(c) { ' ' } else { c }));
        } else {
            self.page.text.push_str(words);
        }
        let place = |at: usize| begun + at.saturating_sub(dropped);
        let marks = paragraph.marks.into_iter();
        self.page.marks.extend(marks.map(|(at, kind)| PageMark { at: place(at.start)..place(at.end), kind }));
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
