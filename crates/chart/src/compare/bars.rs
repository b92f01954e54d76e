//! Bars from nought, one for each place or body, with the pace of time across all of them; dots where bars would all be as
//! long as one another.

use crate::chart::{Chart, Drawing, Role, Size};
use crate::draw::{Anchor, Paper, Scale, Start, Tag, Ticks, ems, fit, float, shape, word};
use crate::say::Column;
use crate::table::{Cell, Head, Table};
use crate::words::{BETWEEN_ROWS, DOTS_FROM, LEFT_OUT, PLACE, SAY_REFERENCE, STATUS, VALUE, in_unit, with_table};
use luoshi_plan::{Exact, Language, Number, Status};

/// Bars, to be drawn in the order they are given.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What is compared.
    pub name: String,
    /// The finding, where there is one; else the name stands for it.
    pub finding: Option<String>,
    /// The unit of the values, as the source writes it.
    pub unit: String,
    /// Places of the values.
    pub places: u32,
    /// Whether the values are parts of a whole.
    pub whole: Whole,
    /// The bars.
    pub bars: Vec<Bar>,
    /// A line across all of them.
    pub reference: Option<Reference>,
    /// The language of the words.
    pub language: Language,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Whose.
    pub name: String,
    /// Where its name leads.
    pub href: Option<String>,
    /// How much; none where there is no value.
    pub value: Option<Exact>,
    /// Where it stands.
    pub status: Option<Status>,
}

/// A line across all bars: 序时55%.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Where.
    pub at: Exact,
    /// What it is.
    pub label: String,
}

const TEXT: f64 = 15.0;
const ROW: f64 = 40.0;
/// Beyond this many rows only the ends are drawn, this many at each.
const MOST: usize = 20;
const ENDS: usize = 8;
/// Values that differ by less than this share of the largest are told apart as dots, not as bars.
const CLOSE: f64 = 0.3;

impl Bars {
    /// With words, rows and a drawing for each width.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let language = self.language;
        let column = self.column();
        let mut subtitle = in_unit(&self.name, &column.unit(), language);
        if let Some(reference) = &self.reference {
            subtitle.push_str(&SAY_REFERENCE.fill(language, &[&reference.label]));
        }
        let left_out = self.left_out();
        let from = self.dots().and_then(|ticks| {
            let first = *ticks.marks.first()?;
            let column = Column::of_axis(&ticks.marks, ticks.places, &self.unit, language);
            Some(DOTS_FROM.fill(language, &[&column.label(first).to_string()]))
        });
        let cut = (left_out > 0).then(|| LEFT_OUT.fill(language, &[&ENDS.to_string(), &left_out.to_string()]));
        let notes = from.into_iter().chain(cut).collect();
        let has_links = self.bars.iter().any(|bar| bar.href.is_some());
        Chart {
            title: self.finding.clone().unwrap_or_else(|| self.name.clone()),
            description: with_table(&subtitle, language),
            subtitle,
            notes,
            table: self.table(&column),
            drawings: Size::ALL.iter().map(|size| self.draw(*size, &column)).collect(),
            name: self.name.clone(),
            language,
            role: if has_links { Role::Links } else { Role::Picture },
        }
    }

    fn left_out(&self) -> usize {
        if self.bars.len() > MOST { self.bars.len() - 2 * ENDS } else { 0 }
    }

    /// The axis of dots: of values that lie close together and far from nought, for a bar must begin there.
    fn dots(&self) -> Option<Ticks> {
        let values: Vec<f64> = self.bars.iter().filter_map(|bar| bar.value).map(float).collect();
        let all = values.iter().copied().chain(self.reference.iter().map(|r| float(r.at)));
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        let close = low > 0.0 && low < high && high - low < CLOSE * high;
        (values.len() > 2 && close).then(|| Ticks::of(low, high, 4, Start::Anywhere, self.places.max(1)))
    }

    fn column(&self) -> Column {
        let values: Vec<_> = self.bars.iter().filter_map(|bar| bar.value).collect();
        Column::with_places(&values, self.places, &self.unit, self.language)
    }

    fn table(&self, column: &Column) -> Table {
        let language = self.language;
        let row = |bar: &Bar| {
            let value = bar.value.map_or_else(Cell::none, |v| {
                let data = Number::from(v).decimal().map_or_else(|| v.to_string(), |d| d.to_string());
                Cell::new(column.cell(v), data)
            });
            let status = bar.status.map_or_else(Cell::none, |s| Cell::new(word(s, language), s.key()));
            vec![Cell::new(bar.name.clone(), bar.name.clone()), value, status]
        };
        Table {
            caption: self.name.clone(),
            columns: vec![
                Head::word("name", PLACE.of(language)),
                Head::number("value", VALUE.of(language)),
                Head::word("status", STATUS.of(language)),
            ],
            rows: self.bars.iter().map(row).collect(),
        }
    }

    fn draw(&self, size: Size, column: &Column) -> Drawing {
        let width = size.width();
        let drawn: Vec<&Bar> = match self.left_out() {
            0 => self.bars.iter().collect(),
            _ => self.bars.iter().take(ENDS).chain(self.bars.iter().skip(self.bars.len() - ENDS)).collect(),
        };
        let gap_after = (self.left_out() > 0).then_some(ENDS);
        #[expect(clippy::cast_precision_loss, reason = "at most twenty rows")]
        let rows = (drawn.len() + usize::from(gap_after.is_some())) as f64;
        let head = if self.reference.is_some() { 32.0 } else { 8.0 };
        let field = self.field(&drawn, size, column);
        let tall = field.lay.height();
        let mut paper = Paper::new(width, head + rows * tall + 8.0);
        let (from, to) = match field.lay {
            Lay::Beside => (field.name + 12.0, width - field.said - 14.0),
            Lay::Above => (0.0, width),
        };
        let scale = Scale::new((field.low, field.high), (from, to));
        let zero = scale.at(0.0);
        let mut y = head;
        for (at, bar) in drawn.iter().enumerate() {
            if gap_after == Some(at) {
                let more = BETWEEN_ROWS.fill(self.language, &[&self.left_out().to_string()]);
                let tag = Tag::new(fit(&more, (width - 8.0) / 14.0, false), "tm", 14.0);
                paper.try_at(&tag, (0.0, y + tall / 2.0 + 5.0), Anchor::Start);
                y += tall;
            }
            self.row(&mut paper, bar, &field, (y, from, to), zero, &scale, column);
            y += tall;
        }
        if let Some(reference) = &self.reference {
            let x = scale.at(float(reference.at));
            paper.marks.line("mark", (x, head - 6.0), (x, y));
            let tag = Tag::new(fit(&reference.label, (width - 4.0) / TEXT, true), "k b", TEXT);
            let half = tag.width() / 2.0;
            paper.try_at(&tag, (x.clamp(half + 1.0, width - half - 1.0), head - 13.0), Anchor::Middle);
        }
        if field.low < 0.0 {
            paper.marks.line("zero", (zero, head), (zero, y));
        }
        Drawing::of(paper, size)
    }

    #[expect(clippy::too_many_arguments, reason = "a row knows its place, its scale and its words")]
    fn row(
        &self,
        paper: &mut Paper,
        bar: &Bar,
        field: &Field,
        (y, from, to): (f64, f64, f64),
        zero: f64,
        scale: &Scale,
        column: &Column,
    ) {
        let base = y + ROW / 2.0 + 5.0;
        let width = paper.frame.right;
        let (bar_top, thick) = match field.lay {
            Lay::Beside => (y + 11.0, ROW - 22.0),
            Lay::Above => (y + 34.0, 12.0),
        };
        paper.marks.line("grid", (0.0, y), (width, y));
        let class = if bar.href.is_some() { "br" } else { "k" };
        let name = Tag::new(fit(&bar.name, field.name / TEXT, false), class, TEXT);
        if let Some(href) = &bar.href {
            paper.marks.open("a", &[("href", href)]);
            paper.write(&name, (0.0, base), Anchor::Start);
            paper.marks.close("a");
        } else {
            paper.write(&name, (0.0, base), Anchor::Start);
        }
        // The ground of a bar is the whole: only shares have one.
        if field.whole == Whole::Hundred {
            paper.marks.rect("track", (from, bar_top), (to - from, thick));
        }
        let value = bar.value.map_or_else(|| crate::NONE.to_owned(), |v| column.cell(v) + &field.suffix);
        paper.write(&Tag::new(value, "k b", TEXT), (width, base), Anchor::End);
        if let (Some(v), true) = (bar.value, field.dots) {
            let middle = bar_top + thick / 2.0;
            paper.marks.line("grid", (from, middle), (to, middle));
            paper.marks.circle("dot", (scale.at(float(v)), middle), 6.5);
        } else if let Some(v) = bar.value {
            let x = scale.at(float(v));
            paper.marks.rect("bar", (x.min(zero), bar_top), ((x - zero).abs().max(1.0), thick));
        }
        if let Some(status) = bar.status {
            let x = width - field.said + 8.0;
            shape(&mut paper.marks, status, (x, y + ROW / 2.0), 0.9);
            if field.words {
                let tag = Tag::new(word(status, self.language), status_class(status), 14.0);
                paper.write(&tag, (x + 13.0, base), Anchor::Start);
            }
        }
    }

    fn field(&self, drawn: &[&Bar], size: Size, column: &Column) -> Field {
        let language = self.language;
        let suffix = if column.unit() == "%" { "%".to_owned() } else { String::new() };
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let numbers = widest(
            &mut drawn.iter().map(|bar| bar.value.map_or(1.0, |v| ems(&(column.cell(v) + &suffix), true)) * TEXT),
        );
        let has_status = drawn.iter().any(|bar| bar.status.is_some());
        let words = has_status && size != Size::Narrow;
        let word_width =
            widest(&mut drawn.iter().filter_map(|bar| Some(ems(&word(bar.status?, language), true) * 14.0)));
        let said = numbers + if has_status { 28.0 } else { 4.0 } + if words { word_width + 14.0 } else { 0.0 };
        let names = widest(&mut drawn.iter().map(|bar| ems(&bar.name, false) * TEXT));
        // A bar that has no room left says nothing.
        let room = (size.width() - said) * size.pick(0.34, 0.34, 0.4);
        let values = drawn.iter().filter_map(|bar| bar.value).chain(self.reference.iter().map(|r| r.at)).map(float);
        let (low, high) = values.fold((0.0f64, 0.0f64), |(low, high), v| (low.min(v), high.max(v)));
        let dots = self.dots();
        let is_dots = dots.is_some();
        let ticks = dots.unwrap_or_else(|| Ticks::of(low, high, 4, Start::Nought, 20));
        let (high, whole) = if is_dots {
            (ticks.high, Whole::None)
        } else if self.whole == Whole::Hundred && low >= 0.0 && high <= 100.0 {
            (100.0, Whole::Hundred)
        } else {
            (ticks.high.max(high), Whole::None)
        };
        // A name that would be cut beside its bar stands above it.
        let (lay, name) =
            if names <= room { (Lay::Beside, names.max(30.0)) } else { (Lay::Above, size.width() - said - 14.0) };
        Field { lay, name, said, words, suffix, low: ticks.low, high, whole, dots: is_dots }
    }
}

struct Field {
    lay: Lay,
    name: f64,
    said: f64,
    words: bool,
    suffix: String,
    low: f64,
    high: f64,
    whole: Whole,
    dots: bool,
}

/// Where names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lay {
    Beside,
    Above,
}

impl Lay {
    fn height(self) -> f64 {
        match self {
            Self::Beside => ROW,
            Self::Above => ROW + 16.0,
        }
    }
}

/// Whether bars are parts of a whole, which is then drawn behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Shares, of a hundred: a rate of growth in per cent is none.
    Hundred,
    /// Amounts, as large as they are.
    None,
}

pub(crate) fn status_class(status: Status) -> &'static str {
    match status {
        Status::Done => "k b",
        Status::Ok => "tok b",
        Status::Warn => "twarn b",
        Status::Bad => "tbad b",
        Status::Wait(_) | Status::NotStarted => "tm b",
    }
}
