//! What the properties of paragraphs, runs, rows, cells and tagged parts say.

use super::grid::Merge;
use super::paragraph::Mark;
use super::story::{Frame, Story};
use super::style::{font_of, level_of};
use crate::document::LeftOut;
use crate::package::xml::Element;

impl Story<'_> {
    pub(super) fn paragraph_look(&mut self, element: &Element<'_>) -> Option<Frame> {
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

    pub(super) fn mark_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        let paragraph = self.paragraphs.last_mut()?;
        match element.name() {
            "del" | "moveFrom" => paragraph.mark = Mark::Deleted,
            "vanish" | "specVanish" if paragraph.mark == Mark::Shown && element.is_on() => {
                paragraph.mark = Mark::Hidden;
            }
            _ => {}
        }
        None
    }

    pub(super) fn run_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        match element.name() {
            "rStyle" => self.run.style = element.value().map(std::borrow::Cow::into_owned),
            "vanish" => self.run.vanish = Some(element.is_on()),
            "vertAlign" => self.run.raised = element.value().is_some_and(|to| to == "superscript"),
            "rFonts" => self.run.font = font_of(element),
            _ => {}
        }
        None
    }

    pub(super) fn row_look(&mut self, element: &Element<'_>) -> Option<Frame> {
        let table = self.tables.last_mut()?;
        match element.name() {
            "del" => table.gone = Some(LeftOut::Deleted),
            "hidden" if element.is_on() => table.gone = Some(LeftOut::Hidden),
            "gridBefore" => table.leave_out(element.number("val").unwrap_or_default()),
            _ => {}
        }
        None
    }

    pub(super) fn cell_look(&mut self, element: &Element<'_>) -> Option<Frame> {
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

    pub(super) fn tag_look(&mut self, element: &Element<'_>) -> Option<Frame> {
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
}
