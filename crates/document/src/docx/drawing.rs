//! Formulas and drawings within the text: their words are read, pictures and charts named.

use super::story::{Frame, Story};
use crate::document::{FaultKind, LeftOut};
use crate::package::xml::Element;

impl Story<'_> {
    pub(super) fn math(&mut self, element: &Element<'_>) -> Option<Frame> {
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

    pub(super) fn drawing(&mut self, element: &Element<'_>) {
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
    }
}
