//! A map of tiles: each place as large as the next, five classes, and the number on every tile.

use crate::chart::{Chart, Drawing, Role, Size};
use crate::compare::where_tiles::places;
use crate::draw::{Anchor, Paper, Start, Tag, Ticks, ems, fit, float};
use crate::say::Column;
use crate::table::{Cell, Head, Table};
use crate::words::{
    BELOW, FROM_UP, HAS_NO_DATA, HATCHED, PLACE, Phrase, REMARK, SAY_ORDER, SAY_TILES, UNIT, VALUE, in_unit, with_table,
};
use luoshi_plan::{Exact, Language, Number};

/// A map of tiles.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiles {
    /// What is shown.
    pub name: String,
    /// The finding, where there is one; else the name stands for it.
    pub finding: Option<String>,
    /// The unit of the values, as the source writes it.
    pub unit: String,
    /// Places of the values.
    pub places: u32,
    /// The tiles.
    pub tiles: Vec<Tile>,
    /// The lower ends of all classes but the lowest, rising; found by round steps where none are given.
    pub classes: Option<[Exact; 4]>,
    /// The language of the words.
    pub language: Language,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Its name.
    pub name: String,
    /// Its code in the public list.
    pub code: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
    /// How much; none where there is no value.
    pub value: Option<Exact>,
    /// What stands on it for the value, where the value alone would say too much: 2/3 of three things, not 67 %.
    pub said: Option<String>,
    /// What is to be said besides: 逾期1项.
    pub remark: Option<String>,
    /// Whether the page is about this place.
    pub here: Here,
}

/// Whether a page is about a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// It is: its tile is outlined.
    Yes,
    /// It is about another, or about all.
    No,
}

const GAP: f64 = 4.0;

impl Tiles {
    /// With words, rows and a drawing for each width.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let language = self.language;
        let column = self.column();
        // Where the name is the title it is not said again.
        let mut subtitle = match (&self.finding, column.unit()) {
            (None, unit) if !unit.is_empty() => UNIT.fill(language, &[&unit]),
            (_, unit) => in_unit(&self.name, &unit, language),
        };
        let on_a_map = self.lie(Size::Wide).1;
        subtitle.push_str(if on_a_map { SAY_TILES } else { SAY_ORDER }.of(language));
        let has_none = self.tiles.iter().any(|tile| tile.value.is_none());
        let has_links = self.tiles.iter().any(|tile| tile.href.is_some());
        Chart {
            title: self.finding.clone().unwrap_or_else(|| self.name.clone()),
            description: with_table(&subtitle, language),
            subtitle,
            notes: has_none.then(|| HATCHED.of(language).to_owned()).into_iter().collect(),
            table: self.table(&column),
            drawings: Size::ALL.iter().map(|size| self.draw(*size, &column)).collect(),
            name: self.name.clone(),
            language,
            role: if has_links { Role::Links } else { Role::Picture },
        }
    }

    fn column(&self) -> Column {
        let values: Vec<_> = self.tiles.iter().filter_map(|tile| tile.value).collect();
        Column::with_places(&values, self.places, &self.unit, self.language)
    }

    fn table(&self, column: &Column) -> Table {
        let language = self.language;
        let coded = self.tiles.iter().any(|tile| tile.code.is_some());
        let remarked = self.tiles.iter().any(|tile| tile.remark.is_some() || tile.said.is_some());
        let row = |tile: &Tile| {
            let value = tile.value.map_or_else(Cell::none, |v| {
                let data = Number::from(v).decimal().map_or_else(|| v.to_string(), |d| d.to_string());
                Cell::new(column.cell(v), data)
            });
            // Nothing to remark is no lack of data.
            let remarks: Vec<_> = tile.said.iter().chain(&tile.remark).map(String::as_str).collect();
            let remark = remarks.join(language.pick("，", ", "));
            let code = tile.code.clone().unwrap_or_default();
            let mut cells = vec![Cell::new(tile.name.clone(), tile.name.clone()), value];
            if coded {
                cells.insert(0, Cell::new(code.clone(), code));
            }
            if remarked {
                cells.push(Cell::new(remark.clone(), remark));
            }
            cells
        };
        let mut columns = vec![Head::word("name", PLACE.of(language)), Head::number("value", VALUE.of(language))];
        if coded {
            columns.insert(0, Head::word("code", language.pick("代码", "Code")));
        }
        if remarked {
            columns.push(Head::word("note", REMARK.of(language)));
        }
        Table { caption: self.name.clone(), columns, rows: self.tiles.iter().map(row).collect() }
    }

    /// Where the tiles lie. A map of many columns has no room for words on a telephone: there they stand in order.
    fn lie(&self, size: Size) -> (Vec<(usize, usize)>, bool) {
        let codes: Vec<_> = self.tiles.iter().map(|tile| tile.code.as_deref()).collect();
        let columns = match size {
            // As many beside one another as fill the sheet.
            Size::Wide => (5..=8).find(|c| c * c >= self.tiles.len()).unwrap_or(8).min(self.tiles.len().max(1)),
            Size::Middle => (1..=5).find(|c| c * c >= self.tiles.len()).unwrap_or(5),
            Size::Narrow => 3,
        };
        let (found, on_a_map) = places(&codes, columns);
        let widest = found.iter().map(|at| at.0 + 1).max().unwrap_or(1);
        let room = size.pick(9, 7, 4);
        if widest > room { (places(&vec![None; codes.len()], columns).0, false) } else { (found, on_a_map) }
    }

    fn breaks(&self) -> [Exact; 4] {
        if let Some(classes) = self.classes {
            return classes;
        }
        let values = self.tiles.iter().filter_map(|tile| tile.value).map(float);
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        // Steps as round as those of an axis: four of them lie between five classes.
        let ticks = Ticks::of(low, high, 5, Start::Anywhere, 20);
        let mut inner: Vec<_> = ticks.marks.iter().copied().filter(|m| float(*m) > low).collect();
        inner.truncate(4);
        let last = inner.last().copied().unwrap_or(Exact::ONE);
        [0, 1, 2, 3].map(|at| inner.get(at).copied().unwrap_or(last))
    }

    fn draw(&self, size: Size, column: &Column) -> Drawing {
        let (lie, _) = self.lie(size);
        let across = lie.iter().map(|at| at.0 + 1).max().unwrap_or(1);
        let down = lie.iter().map(|at| at.1 + 1).max().unwrap_or(1);
        #[expect(clippy::cast_precision_loss, reason = "tiles of a page")]
        let (columns, rows) = (across as f64, down as f64);
        let width = ((size.width() + GAP) / columns - GAP).min(344.0);
        let height = (width * 0.62).clamp(84.0, 108.0);
        let foot = rows * (height + GAP);
        let breaks = self.breaks();
        let legend = self.legend(&breaks, column, size.width());
        #[expect(clippy::cast_precision_loss, reason = "a line or two")]
        let lines = legend.len() as f64;
        let mut paper = Paper::new(size.width(), foot + 12.0 + 22.0 * lines);
        for (tile, (x, y)) in self.tiles.iter().zip(&lie) {
            #[expect(clippy::cast_precision_loss, reason = "tiles of a page")]
            let at = (*x as f64 * (width + GAP), *y as f64 * (height + GAP));
            self.tile(&mut paper, tile, (at, (width, height)), &breaks, column);
        }
        paper.marks.open("g", &[("class", "legend")]);
        let mut y = foot + 22.0;
        for line in &legend {
            line.draw(&mut paper, y);
            y += 22.0;
        }
        paper.marks.close("g");
        Drawing::of(paper, size)
    }

    fn tile(
        &self,
        paper: &mut Paper,
        tile: &Tile,
        ((x, y), (width, height)): ((f64, f64), (f64, f64)),
        breaks: &[Exact; 4],
        column: &Column,
    ) {
        const INK: [(&str, &str, &str); 6] = [
            ("q0", "k b", ""),
            ("q1", "t1 b flat", "t1 flat"),
            ("q2", "t2 b flat", "t2 flat"),
            ("q3", "t3 b flat", "t3 flat"),
            ("q4", "t4 b flat", "t4 flat"),
            ("q5", "t5 b flat", "t5 flat"),
        ];
        let class = tile.value.map_or(0, |v| 1 + breaks.iter().filter(|b| v >= **b).count());
        let (fill, bold, plain) = INK.get(class).copied().unwrap_or(("q0", "k b", ""));
        if let Some(href) = &tile.href {
            paper.marks.open("a", &[("href", href)]);
        }
        paper.marks.rect(fill, (x, y), (width, height));
        if class == 0 {
            hatch(paper, (x, y), (width, height));
        }
        if tile.here == Here::Yes {
            paper.marks.rect("here", (x + 1.5, y + 1.5), (width - 3.0, height - 3.0));
        }
        let room = width - 14.0;
        let name = Tag::new(fit(&tile.name, room / 15.0, true), bold, 15.0);
        paper.write(&name, (x + 8.0, y + 22.0), Anchor::Start);
        let value = match (&tile.said, tile.value) {
            (Some(said), Some(_)) => said.clone(),
            (None, Some(v)) => {
                let (bare, said) = (column.cell(v), column.label(v).to_string());
                // The unit is in the subtitle: digits are never cut.
                if ems(&said, true) * 21.0 <= room { said } else { bare }
            }
            (_, None) => HAS_NO_DATA.of(self.language).to_owned(),
        };
        let largest = [21.0, 17.0, 14.0].into_iter().find(|size| ems(&value, true) * size <= room);
        if let Some(size) = largest {
            paper.write(&Tag::new(value, bold, size), (x + 8.0, y + 48.0), Anchor::Start);
        }
        if let Some(remark) = &tile.remark {
            let tag = Tag::new(remark.clone(), plain, 14.0);
            // A remark counts something too: whole or not at all.
            if tag.width() <= room {
                paper.write(&tag, (x + 8.0, y + 70.0), Anchor::Start);
            }
        }
        if tile.href.is_some() {
            paper.marks.close("a");
        }
    }

    /// The classes with the ends of the lowest and the highest: in one line, or in two. With the unit, which is close to the
    /// numbers in few units; where even two lines have no room for it, it is in the subtitle.
    fn legend(&self, breaks: &[Exact; 4], column: &Column, width: f64) -> Vec<LegendLine> {
        let [first, .., last] = breaks;
        let decimals = breaks.iter().filter_map(|b| b.decimal().map(|d| d.scale()));
        let round = Column::with_places(breaks, decimals.max().unwrap_or(0), &self.unit, self.language);
        let column = if round.is_like(column) { &round } else { column };
        let tag = |phrase: Phrase, said: String| Tag::new(phrase.fill(self.language, &[&said]), "", 14.0);
        let full = |value: &Exact| column.label(*value).to_string();
        let bare = |value: &Exact| column.cell(*value);
        let ends = |said: &dyn Fn(&Exact) -> String| (tag(BELOW, said(first)), tag(FROM_UP, said(last)));
        for said in [&full as &dyn Fn(&Exact) -> String, &bare] {
            for swatch in [24.0, 14.0] {
                let line = LegendLine { swatch, classes: &CLASSES, ends: ends(said) };
                if line.width() <= width {
                    return vec![line];
                }
            }
            let (low, high) = ends(said);
            let none = || Tag::new("", "", 14.0);
            let lines = [
                LegendLine { swatch: 14.0, classes: &CLASSES[..1], ends: (none(), low) },
                LegendLine { swatch: 14.0, classes: &CLASSES[1..], ends: (none(), high) },
            ];
            if lines.iter().all(|line| line.width() <= width) {
                return lines.into();
            }
        }
        Vec::new()
    }
}

const CLASSES: [&str; 5] = ["q1", "q2", "q3", "q4", "q5"];

/// Some classes between the words of their ends.
struct LegendLine {
    swatch: f64,
    classes: &'static [&'static str],
    ends: (Tag, Tag),
}

impl LegendLine {
    fn boxes(&self) -> f64 {
        self.classes.iter().map(|_| self.swatch).sum()
    }

    fn before(&self) -> f64 {
        let width = self.ends.0.width();
        if width > 0.0 { width + 10.0 } else { 0.0 }
    }

    fn width(&self) -> f64 {
        self.before() + self.boxes() + 10.0 + self.ends.1.width()
    }

    fn draw(&self, paper: &mut Paper, y: f64) {
        let mut x = self.before();
        if x > 0.0 {
            paper.write(&self.ends.0, (0.0, y), Anchor::Start);
        }
        for class in self.classes {
            paper.marks.rect(class, (x, y - 11.0), (self.swatch, 12.0));
            x += self.swatch;
        }
        paper.write(&self.ends.1, (x + 10.0, y), Anchor::Start);
    }
}

/// Diagonals across a box, cut at its edges.
fn hatch(paper: &mut Paper, (x, y): (f64, f64), (width, height): (f64, f64)) {
    let mut offset = 10.0;
    while offset < width + height {
        let from = if offset <= height { (x, y + offset) } else { (x + offset - height, y + height) };
        let to = if offset <= width { (x + offset, y) } else { (x + width, y + offset - width) };
        paper.marks.line("hatch", from, to);
        offset += 10.0;
    }
}
