//! Words on their way into a paragraph: hidden or shown, signs of fonts, fields, marks of notes.

use super::field::Field;
use super::story::{NoteMark, Story};
use super::symbol;
use crate::document::{FaultKind, LeftOut};
use crate::package::xml::Element;

/// Fields within fields. Word nests twenty.
const FIELDS: usize = 64;

impl Story<'_> {
    /// Whether the fields around let their content be seen.
    pub(super) fn is_result(&self) -> bool {
        self.fields.iter().all(|field| field.result && !(self.contents && field.is_contents()))
    }

    pub(super) fn is_hidden(&self) -> bool {
        if let Some(vanish) = self.run.vanish {
            return vanish;
        }
        let of_run = self.run.style.as_deref().and_then(|id| self.styles.get(id)?.hidden).unwrap_or_default();
        let named = self.paragraphs.last().and_then(|paragraph| paragraph.style.as_deref());
        let of_paragraph = self.styles.paragraph(named).and_then(|style| style.hidden).unwrap_or_default();
        // Two styles that hide show.
        of_run != of_paragraph
    }

    pub(super) fn leave_out(&mut self, what: LeftOut) {
        self.doubt(FaultKind::LeftOut(what));
    }

    pub(super) fn doubt(&mut self, kind: FaultKind) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.doubt(kind),
            None => self.page.mark(kind),
        }
    }

    /// Words of a run.
    pub(super) fn words(&mut self, words: &str) {
        if self.run.raised
            && let Some(raised) = symbol::raised(words.trim())
        {
            return self.put(&raised);
        }
        let font = self.run.font.clone();
        // A letter of a font of pictures is one of its pictures, where that is known.
        let drawn = |c: char| {
            let font = font.as_deref().filter(|_| matches!(c, '\u{21}'..='\u{FF}'))?;
            symbol::character(font, c as u32).filter(|sign| *sign != c)
        };
        let mut rest = words;
        while let Some(at) = rest.find(|c| symbol::is_private(c) || matches!(c, '\n' | '\r') || drawn(c).is_some()) {
            self.put(rest.get(..at).unwrap_or_default());
            let Some(c) = rest.get(at..).and_then(|rest| rest.chars().next()) else { break };
            if let Some(sign) = drawn(c) {
                self.sign(Some(sign));
            } else if symbol::is_private(c) {
                self.sign(symbol::character(font.as_deref().unwrap_or("Symbol"), c as u32));
            } else {
                self.put(" ");
            }
            rest = rest.get(at + c.len_utf8()..).unwrap_or_default();
        }
        self.put(rest);
    }

    pub(super) fn sign(&mut self, sign: Option<char>) {
        let from = self.paragraphs.last().map_or(0, |paragraph| paragraph.text.len());
        self.put(sign.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]));
        if sign.is_none()
            && let Some(paragraph) = self.paragraphs.last_mut()
            && paragraph.text.len() > from
        {
            paragraph.marks.push((from..paragraph.text.len(), FaultKind::Symbol));
        }
    }

    pub(super) fn put(&mut self, words: &str) {
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

    pub(super) fn field_mark(&mut self, element: &Element<'_>) {
        match element.get("fldCharType").as_deref() {
            Some("begin") => {
                // Fields that never end are forgotten, the oldest first.
                if self.fields.len() >= FIELDS {
                    self.fields.remove(0);
                }
                self.fields.push(Field::default());
            }
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

    pub(super) fn note_mark(&mut self, element: &Element<'_>, foot: bool) {
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
}
