//! Promise and result as two marks on one line: the ring was promised, the shape came of it.

use super::bars::status_class;
use crate::chart::{Chart, Drawing, Role, Size};
use crate::draw::{Anchor, Paper, Scale, Start, Tag, Ticks, ems, fit, float, shape};
use crate::say::{Column, digits_of};
use crate::table::{Cell, Head, Table};
use crate::words::{LEFT_OUT, PLACE, PROMISED, RESULT, SAY_DUMBBELL, VERDICT, in_unit, with_table};
use luoshi_plan::{Language, Status, Value};

/// Promises and their results, in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Dumbbells {
    /// What was promised.
    pub name: String,
    /// The finding, where there is one; else the name stands for it.
    pub finding: Option<String>,
    /// The unit, as the source writes it.
    pub unit: String,
    /// The promises, in the order they are drawn.
    pub rows: Vec<Dumbbell>,
    /// The language of the words.
    pub language: Language,
}

/// A promise and its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Dumbbell {
    /// For what or when: 2024年.
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// What was promised: one value, or the two ends of a range.
    pub promised: Vec<Value>,
    /// What came of it; none where nothing is known.
    pub result: Option<Value>,
    /// The verdict as a shape, and in words.
    pub verdict: (Status, String),
}

const TEXT: f64 = 15.0;
const ROW: f64 = 46.0;
const MOST: usize = 24;

impl Dumbbells {
    /// With words, rows and a drawing for each width.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let language = self.language;
        let column = self.column();
        let mut subtitle = in_unit(&self.name, &column.unit(), language);
        subtitle.push_str(SAY_DUMBBELL.of(language));
        let left_out = self.rows.len().saturating_sub(MOST);
        let many = |n: usize| digits_of(u64::try_from(n).unwrap_or(u64::MAX), language);
        let notes = (left_out > 0).then(|| LEFT_OUT.fill(language, &[&many(MOST / 2), &many(left_out)]));
        let has_links = self.rows.iter().any(|row| row.href.is_some());
        Chart {
            title: self.finding.clone().unwrap_or_else(|| self.name.clone()),
            description: with_table(&subtitle, language),
            subtitle,
            notes: notes.into_iter().collect(),
            table: self.table(&column),
            drawings: Size::ALL.iter().map(|size| self.draw(*size, &column)).collect(),
            name: self.name.clone(),
            language,
            role: if has_links { Role::Links } else { Role::Picture },
        }
    }

    fn column(&self) -> Column {
        let values: Vec<Value> = self.rows.iter().flat_map(|r| r.promised.iter().copied().chain(r.result)).collect();
        Column::of(&values, &self.unit, self.language)
    }

    fn table(&self, column: &Column) -> Table {
        let language = self.language;
        let row = |row: &Dumbbell| {
            let cells = |values: &[Value]| match values {
                [] => Cell::none(),
                values => Cell::new(
                    values.iter().map(|v| column.cell(v.exact())).collect::<Vec<_>>().join(language.pick("—", "–")),
                    values.iter().map(ToString::to_string).collect::<Vec<_>>().join("/"),
                ),
            };
            vec![
                Cell::new(row.name.clone(), row.name.clone()),
                cells(&row.promised),
                row.result.map_or_else(Cell::none, |v| cells(&[v])),
                Cell::new(row.verdict.1.clone(), row.verdict.0.key()),
            ]
        };
        Table {
            caption: self.name.clone(),
            columns: vec![
                Head::word("name", PLACE.of(language)),
                Head::number("promised", PROMISED.of(language)),
                Head::number("result", RESULT.of(language)),
                Head::word("verdict", VERDICT.of(language)),
            ],
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn draw(&self, size: Size, column: &Column) -> Drawing {
        let drawn: Vec<&Dumbbell> = if self.rows.len() > MOST {
            self.rows.iter().take(MOST / 2).chain(self.rows.iter().skip(self.rows.len() - MOST / 2)).collect()
        } else {
            self.rows.iter().collect()
        };
        #[expect(clippy::cast_precision_loss, reason = "at most two dozen rows")]
        let rows = drawn.len() as f64;
        let width = size.width();
        let mut paper = Paper::new(width, rows * ROW + 8.0);
        let values = drawn.iter().flat_map(|r| r.promised.iter().copied().chain(r.result)).map(|v| float(v.exact()));
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let ticks = Ticks::of(low, high, 4, Start::NearNought, 20);
        let names = drawn.iter().map(|r| ems(&r.name, false) * TEXT).fold(0.0, f64::max).min(width * 0.26);
        let words = drawn.iter().map(|r| ems(&r.verdict.1, true) * 14.0).fold(0.0, f64::max);
        let words = if size == Size::Narrow { 0.0 } else { words.min(width * 0.24) };
        let numbers = drawn.iter().flat_map(|r| r.promised.iter().copied().chain(r.result));
        let number = numbers.map(|v| ems(&column.cell(v.exact()), true) * TEXT).fold(0.0, f64::max);
        // Labels stand outside the two marks: room for one at either end.
        let from = names + 14.0 + number.min(width * 0.2) + 12.0;
        let to = (width - words - 26.0 - number.min(width * 0.2) - 12.0).max(from + 20.0);
        let scale = Scale::new((ticks.low.min(low), ticks.high.max(high)), (from, to));
        for (at, row) in drawn.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "at most two dozen rows")]
            let y = at as f64 * ROW;
            Self::row(&mut paper, row, (y, names, words), &scale, column);
        }
        Drawing::of(paper, size)
    }

    fn row(paper: &mut Paper, row: &Dumbbell, (y, names, words): (f64, f64, f64), scale: &Scale, column: &Column) {
        let (width, middle) = (paper.frame.right, y + ROW / 2.0 + 2.0);
        let base = middle + 5.0;
        paper.marks.line("grid", (0.0, y), (width, y));
        let class = if row.href.is_some() { "br" } else { "k" };
        let name = Tag::new(fit(&row.name, names / TEXT, false), class, TEXT);
        if let Some(href) = &row.href {
            paper.marks.open("a", &[("href", href)]);
        }
        paper.write(&name, (0.0, base), Anchor::Start);
        if row.href.is_some() {
            paper.marks.close("a");
        }
        let rings: Vec<_> = row.promised.iter().map(|v| scale.at(float(v.exact()))).collect();
        let result = row.result.map(|v| scale.at(float(v.exact())));
        let all: Vec<f64> = rings.iter().copied().chain(result).collect();
        let (left, right) = all.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, r), x| (l.min(*x), r.max(*x)));
        if left < right {
            paper.marks.line("link", (left, middle), (right, middle));
        }
        for x in &rings {
            paper.marks.circle("ring", (*x, middle), 7.0);
        }
        if let Some(x) = result {
            shape(&mut paper.marks, row.verdict.0, (x, middle), 0.95);
        }
        let promised = row.promised.iter().map(|v| column.cell(v.exact())).collect::<Vec<_>>().join("—");
        let promised = Tag::new(promised, "", TEXT);
        let said = row.result.map(|v| Tag::new(column.cell(v.exact()), "k b", TEXT));
        let ring = rings.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // The result stands on its side of the promise; in the middle of a range, above it.
        let beyond = result.is_none_or(|x| x < ring);
        if row.promised.is_empty() {
            // Nothing to label.
        } else if beyond {
            paper.try_at(&promised, (right + 13.0, base), Anchor::Start);
        } else {
            paper.try_at(&promised, (left - 13.0, base), Anchor::End);
        }
        if let Some(tag) = said {
            let inside = rings.len() > 1 && result.is_some_and(|x| left < x && x < right);
            let (at, anchor) = match (inside, beyond) {
                (true, _) => ((result.unwrap_or(left), middle - 11.0), Anchor::Middle),
                (false, true) => ((left - 13.0, base), Anchor::End),
                (false, false) => ((right + 13.0, base), Anchor::Start),
            };
            paper.try_at(&tag, at, anchor);
        }
        if words > 0.0 {
            let tag = Tag::new(fit(&row.verdict.1, words / 14.0, true), status_class(row.verdict.0), 14.0);
            paper.try_at(&tag, (width, base), Anchor::End);
        }
    }
}
