//! Many trajectories beside one another, each in a small panel of its own.

use super::bars::status_class;
use crate::chart::{Chart, Drawing, Role, Size};
use crate::draw::{Anchor, Paper, Tag, fit, shape, word};
use crate::say::{amount, brief, by, computed, until};
use crate::small::{Ground, panel};
use crate::table::{Cell, Head, Table};
use crate::trajectory::Trajectory;
use crate::words::{PLACE, SAY_MULTIPLES, SAY_SCALES, STATUS, TARGET, TARGET_OF, TIME, VALUE, with_table};
use luoshi_plan::{Language, Number};

/// Trajectories beside one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// What they are.
    pub name: String,
    /// The panels, in their order.
    pub panels: Vec<Trajectory>,
    /// The language of the words.
    pub language: Language,
}

const HEIGHT: f64 = 186.0;
const GAP: f64 = 20.0;

impl Multiples {
    /// With words, rows and a drawing for each width.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let language = self.language;
        // What is nowhere is not explained.
        let aims = self.panels.iter().any(|of| of.goal.is_some());
        let said = if aims { SAY_MULTIPLES } else { SAY_SCALES }.of(language);
        Chart {
            title: self.name.clone(),
            subtitle: said.to_owned(),
            description: with_table(said, language),
            notes: Vec::new(),
            table: self.table(),
            drawings: Size::ALL.iter().map(|size| self.draw(*size)).collect(),
            name: self.name.clone(),
            language,
            role: Role::Picture,
        }
    }

    fn table(&self) -> Table {
        let language = self.language;
        let row = |of: &Trajectory| {
            let last = of.points.last();
            let value = last.map_or_else(Cell::none, |p| {
                let data = Number::from(p.value).decimal().map_or_else(|| p.value.to_string(), |d| d.to_string());
                Cell::new(computed(p.value, p.places, &of.unit, language).to_string(), data)
            });
            let when = last.map_or_else(Cell::none, |p| Cell::new(p.period.named(language), p.period.to_string()));
            let goal = of.goal.as_ref().map_or_else(Cell::none, |goal| {
                let data: Vec<_> = goal.values.iter().map(ToString::to_string).collect();
                Cell::new(goal.said.clone(), data.join("/"))
            });
            let status = Cell::new(word(of.status, language), of.status.key());
            vec![Cell::new(of.name.clone(), of.name.clone()), value, when, goal, status]
        };
        Table {
            caption: self.name.clone(),
            columns: vec![
                Head::word("name", PLACE.of(language)),
                Head::number("value", VALUE.of(language)),
                Head::word("period", TIME.of(language)),
                Head::word("target", TARGET.of(language)),
                Head::word("status", STATUS.of(language)),
            ],
            rows: self.panels.iter().map(row).collect(),
        }
    }

    fn draw(&self, size: Size) -> Drawing {
        let columns = size.pick(3usize, 2, 2);
        #[expect(clippy::cast_precision_loss, reason = "panels of a page")]
        let (across, down) = (columns as f64, self.panels.len().div_ceil(columns) as f64);
        let width = (size.width() - GAP * (across - 1.0)) / across;
        let mut paper = Paper::new(size.width(), (down * (HEIGHT + GAP) - GAP).max(1.0));
        for (at, of) in self.panels.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "panels of a page")]
            let (column, row) = ((at % columns) as f64, (at / columns) as f64);
            self.panel(&mut paper, of, (column * (width + GAP), row * (HEIGHT + GAP)), width);
        }
        Drawing::of(paper, size)
    }

    fn panel(&self, paper: &mut Paper, of: &Trajectory, (x, y): (f64, f64), width: f64) {
        let (language, axis) = (self.language, of.axis());
        let status = Tag::new(word(of.status, language), status_class(of.status), 14.0);
        // In half a telephone the shape at the end of the line is what there is room for.
        let wide = width > 200.0;
        let room = if of.is_judgeable() && wide {
            paper.write(&status, (x + width, y + 17.0), Anchor::End);
            shape(&mut paper.marks, of.status, (x + width - status.width() - 13.0, y + 12.0), 0.85);
            width - status.width() - 34.0
        } else {
            width
        };
        paper.write(&Tag::new(fit(&of.name, room / 15.0, true), "k b", 15.0), (x, y + 17.0), Anchor::Start);
        let goal = of.goal.as_ref().map(|goal| {
            // A number is never cut: what does not fit beside the value stands without its unit.
            let full = Tag::new(TARGET_OF.fill(language, &[&goal.said]), "", 14.0);
            let bare = of.short(&axis, *goal.values.last().unwrap_or(&luoshi_plan::Exact::ZERO), of.finest(), 7.0);
            if full.width() <= width * 0.45 { full } else { Tag::new(TARGET_OF.fill(language, &[&bare]), "", 14.0) }
        });
        if let Some(last) = of.points.last() {
            let share = if wide { 0.5 } else { 1.0 };
            let said = of.short(&axis, last.value, last.places, width * share / 21.0);
            let value = Tag::new(said, "k b", 21.0);
            let behind = x + value.width() + 8.0;
            paper.try_at(&value, (x, y + 44.0), Anchor::Start);
            // Of which time, where there is room: of the panels on a page each may end with another.
            let when = Tag::new(brief(last.period, language), "", 14.0);
            let room = goal.as_ref().filter(|_| wide).map_or(0.0, |goal| goal.width() + 10.0);
            if behind + when.width() + room <= x + width {
                paper.try_at(&when, (behind, y + 44.0), Anchor::Start);
            } else if of.base.is_none() && of.goal.is_none() && when.width() <= width {
                paper.try_at(&when, (x + width, y + 179.0), Anchor::End);
            }
        }
        if let Some(goal) = goal.filter(|_| wide) {
            paper.try_at(&goal, (x + width, y + 42.0), Anchor::End);
        }
        panel(&mut paper.marks, of, ((x, y + 58.0), (width, 98.0)), 0.8, Ground::Filled);
        paper.marks.line("grid", (x, y + 160.0), (x + width, y + 160.0));
        let begin = of.base.map(|b| {
            let value = amount(b.value, &of.unit, language).to_string();
            let when = until(b.period, language);
            [format!("{when}{}{value}", language.pick(" ", ": ")), when]
        });
        let end = of.goal.as_ref().map(|goal| Tag::new(by(goal.on, language), "tm", 14.0));
        let right = end.as_ref().map_or(0.0, Tag::width);
        for said in begin.into_iter().flatten() {
            let tag = Tag::new(said, "tm", 14.0);
            if tag.width() + right + 8.0 <= width && paper.try_at(&tag, (x, y + 179.0), Anchor::Start) {
                break;
            }
        }
        if let Some(end) = end {
            paper.try_at(&end, (x + width, y + 179.0), Anchor::End);
        }
    }
}
