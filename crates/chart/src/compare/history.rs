//! Where something stood at the last looks: shapes joined by a line, words and days below.

use super::bars::status_class;
use crate::chart::{Chart, Drawing, Role, Size};
use crate::draw::{Anchor, Paper, Tag, shape, word, wrap};
use crate::table::{Cell, Head, Table};
use crate::words::{DAY, EARLIER, HISTORY, STATUS};
use luoshi_plan::{Date, Language, Period, Status};

/// The stands of something over time, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Whose.
    pub name: String,
    /// Its stands.
    pub stands: Vec<Stand>,
    /// The language of the words.
    pub language: Language,
}

/// Where something stood on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// When.
    pub on: Date,
    /// Where.
    pub status: Status,
}

impl History {
    /// With words, rows and a drawing for each width.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let language = self.language;
        let row = |stand: &Stand| {
            let status = Cell::new(word(stand.status, language), stand.status.key());
            vec![Cell::new(crate::say::day(stand.on, language), stand.on.to_string()), status]
        };
        Chart {
            title: HISTORY.of(language).to_owned(),
            subtitle: self.name.clone(),
            description: self.stands.iter().map(|s| self.said(*s)).collect::<Vec<_>>().join(language.pick("；", "; ")),
            notes: Vec::new(),
            table: Table {
                caption: HISTORY.of(language).to_owned(),
                columns: vec![Head::word("day", DAY.of(language)), Head::word("status", STATUS.of(language))],
                rows: self.stands.iter().rev().map(row).collect(),
            },
            drawings: Size::ALL.iter().map(|size| self.draw(*size)).collect(),
            name: self.name.clone(),
            language,
            role: Role::Picture,
        }
    }

    fn said(&self, stand: Stand) -> String {
        let (day, word) = (crate::say::day(stand.on, self.language), word(stand.status, self.language));
        format!("{day}{}{word}", self.language.pick("", " "))
    }

    fn room(size: Size) -> usize {
        size.pick(8, 5, 3)
    }

    fn draw(&self, size: Size) -> Drawing {
        const STEP: f64 = 118.0;
        let shown = self.stands.get(self.stands.len().saturating_sub(Self::room(size))..).unwrap_or_default();
        let width = size.width();
        #[expect(clippy::cast_precision_loss, reason = "at most eight")]
        let step = STEP.min(width / shown.len().max(1) as f64);
        // A word is never cut: what is too long for one line stands in two, and all days below them.
        let lines = |status: Status| {
            let mut lines = wrap(&word(status, self.language), (step - 6.0) / 14.0, true);
            lines.truncate(2);
            lines
        };
        let two = shown.iter().any(|stand| lines(stand.status).len() > 1);
        let below = if two { 18.0 } else { 0.0 };
        let mut paper = Paper::new(width, 78.0 + below);
        let mut x = step / 2.0;
        for (at, stand) in shown.iter().enumerate() {
            if at > 0 {
                paper.marks.line("axis", (x - step + 16.0, 18.0), (x - 16.0, 18.0));
            }
            shape(&mut paper.marks, stand.status, (x, 18.0), 1.3);
            let class = status_class(stand.status);
            let mut lines = lines(stand.status).into_iter();
            if let Some(first) = lines.next() {
                let tag = lines.fold(Tag::new(first, class, 14.0), |tag, line| tag.and(line, class));
                paper.try_at(&tag, (x, 48.0), Anchor::Middle);
            }
            let day = Tag::new(short(stand.on, self.language), "", 14.0);
            paper.try_at(&day, (x, 68.0 + below), Anchor::Middle);
            x += step;
        }
        let mut drawing = Drawing::of(paper, size);
        if self.stands.len() > shown.len() {
            drawing.notes.push(EARLIER.of(self.language).to_owned());
        }
        drawing
    }
}

/// A day that fits under a shape: the end of a month by its month.
fn short(day: Date, language: Language) -> String {
    if day == day.last_of_month() {
        return match language {
            Language::Zh => format!("{}年{}月", day.year(), day.month()),
            Language::En => {
                let month = Period::month(day.year(), day.month()).map(|m| m.named(language)).unwrap_or_default();
                format!("{} {}", month.chars().take(3).collect::<String>(), day.year())
            }
        };
    }
    day.to_string()
}
