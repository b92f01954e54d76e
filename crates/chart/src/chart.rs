//! A chart: its words, its rows, and a drawing for each width.

use crate::draw::{Anchor, Label, Marks, Paper, Tag, escape, px, wrap};
use crate::table::Table;
use crate::words;
use luoshi_plan::Language;
use std::sync::LazyLock;

/// The width that a drawing is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// 1,040 units: a page on a desk.
    Wide,
    /// 600 units: a tablet, a column, a sheet of paper.
    Middle,
    /// 272 units: a telephone.
    Narrow,
}

impl Size {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Wide, Self::Middle, Self::Narrow];

    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Wide => "lc lc-wide",
            Self::Middle => "lc lc-middle",
            Self::Narrow => "lc lc-narrow",
        }
    }

    pub(crate) fn width(self) -> f64 {
        match self {
            Self::Wide => 1040.0,
            Self::Middle => 600.0,
            Self::Narrow => 272.0,
        }
    }

    /// What is chosen for each of the widths.
    pub(crate) fn pick<T>(self, wide: T, middle: T, narrow: T) -> T {
        match self {
            Self::Wide => wide,
            Self::Middle => middle,
            Self::Narrow => narrow,
        }
    }
}

/// One drawing of a chart.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// For which width.
    pub size: Size,
    /// Its width in units.
    pub width: f64,
    /// Its height in units.
    pub height: f64,
    /// Its texts and where they stand: none over another, none outside.
    pub labels: Vec<Label>,
    /// What this drawing has to say of itself beyond the chart's notes.
    pub notes: Vec<String>,
    pub(crate) marks: Marks,
}

impl Drawing {
    pub(crate) fn of(paper: Paper, size: Size) -> Self {
        let (width, height) = (paper.frame.right, paper.frame.bottom);
        Self { size, width, height, labels: paper.labels, notes: Vec::new(), marks: paper.marks }
    }
}

/// A chart with everything that belongs to it.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What it shows, as a sentence where there is one: 差距从0.49万户扩大到1.29万户.
    pub title: String,
    /// Measure, unit, and what dashes and the light area mean.
    pub subtitle: String,
    /// What it is and where it stands, for those who do not see it.
    pub description: String,
    /// What has to be known to read it: where the axis begins, where values are missing.
    pub notes: Vec<String>,
    /// The same data as rows.
    pub table: Table,
    /// A drawing for each width, widest first.
    pub drawings: Vec<Drawing>,
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) role: Role,
}

/// Whether a drawing holds links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A picture.
    Picture,
    /// A group of links: those who do not see it walk through them.
    Links,
}

/// Which colours a file of its own has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Those the reader's system asks for.
    Auto,
    /// Light, for papers and messages.
    Light,
}

/// The style of charts on a page, in terms of the page's tokens.
pub const STYLE: &str = include_str!("../assets/chart.css");
const TOKENS: &str = include_str!("../assets/tokens.css");
const DARK: &str = include_str!("../assets/dark.css");

impl Chart {
    /// The drawings as they stand in a page: one `<svg>` for each width, of which the style shows one. `id` begins the ids
    /// of their titles and is unique on the page.
    #[must_use]
    pub fn inline(&self, id: &str) -> String {
        let mut out = Marks::default();
        for drawing in &self.drawings {
            let (title, desc) = (format!("{id}-{:.0}t", drawing.width), format!("{id}-{:.0}d", drawing.width));
            let view = format!("0 0 {} {}", px(drawing.width), px(drawing.height));
            out.open(
                "svg",
                &[
                    ("class", drawing.size.class()),
                    ("viewBox", &view),
                    ("role", self.role.key()),
                    ("aria-labelledby", &title),
                    ("aria-describedby", &desc),
                    ("lang", language_tag(self.language)),
                ],
            );
            self.titles(&mut out, &title, &desc);
            out.0.push_str(&drawing.marks.0);
            out.close("svg");
        }
        out.0
    }

    fn titles(&self, out: &mut Marks, title: &str, desc: &str) {
        out.open("title", &[("id", title)]);
        out.text(&format!("{}{}{}", self.name, self.language.pick("：", ": "), self.title));
        out.close("title");
        out.open("desc", &[("id", desc)]);
        out.text(&self.description);
        out.close("desc");
    }

    /// The notes of the chart and those of one of its drawings, in one sentence after another.
    #[must_use]
    pub fn all_notes(&self, size: Size) -> String {
        let own = self.drawings.iter().filter(|d| d.size == size).flat_map(|d| &d.notes);
        let notes: Vec<_> = self.notes.iter().chain(own).map(String::as_str).collect();
        notes.join(self.language.pick("", " "))
    }

    /// A file of its own: the drawing with title, notes and source line, its style inside. Well-formed XML.
    #[must_use]
    pub fn file(&self, size: Size, source: &str, theme: Theme) -> String {
        let Some(drawing) = self.drawings.iter().find(|d| d.size == size).or_else(|| self.drawings.first()) else {
            return String::new();
        };
        let margin = 24.0;
        let width = drawing.width + 2.0 * margin;
        let room = drawing.width;
        let mut head = Paper::new(width, 4096.0);
        let mut y = margin + 20.0;
        let lines = |paper: &mut Paper, text: &str, class: &'static str, size: f64, y: &mut f64| {
            for line in wrap(text, room / size, class.contains('b')) {
                paper.write(&Tag::new(line, class, size), (margin, *y), Anchor::Start);
                *y += size * 1.45;
            }
        };
        lines(
            &mut head,
            &format!("{}{}{}", self.name, self.language.pick("：", ": "), self.title),
            "k b",
            21.0,
            &mut y,
        );
        lines(&mut head, &self.subtitle, "", 15.0, &mut y);
        y += 4.0;
        let at = y;
        y += drawing.height + 24.0;
        let notes = self.all_notes(drawing.size);
        if !notes.is_empty() {
            lines(&mut head, &words::NOTE.fill(self.language, &[&notes]), "", 14.0, &mut y);
        }
        if !source.is_empty() {
            lines(&mut head, &words::SOURCE.fill(self.language, &[source]), "", 14.0, &mut y);
        }
        let height = y + margin - 14.0;
        let mut out = Marks::default();
        let (w, h) = (px(width), px(height));
        let view = format!("0 0 {w} {h}");
        out.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "lc"),
                ("width", &w),
                ("height", &h),
                ("viewBox", &view),
                ("role", "img"),
                ("aria-labelledby", "t"),
                ("aria-describedby", "d"),
                ("xml:lang", language_tag(self.language)),
            ],
        );
        self.titles(&mut out, "t", "d");
        out.0.push_str("<style>");
        out.0.push_str(inert_style(theme));
        out.0.push_str("</style>");
        out.mark("rect", &[("width", &w), ("height", &h), ("fill", "var(--surface)")]);
        out.0.push_str(&head.marks.0);
        out.open("g", &[("transform", &format!("translate({} {})", px(margin), px(at)))]);
        out.0.push_str(&drawing.marks.0);
        out.close("g");
        out.close("svg");
        out.0
    }
}

impl Role {
    fn key(self) -> &'static str {
        match self {
            Self::Picture => "img",
            Self::Links => "group",
        }
    }
}

pub(crate) fn language_tag(language: Language) -> &'static str {
    language.pick("zh-Hans", "en")
}

/// The style inside a file of its own.
#[must_use]
pub fn file_style(theme: Theme) -> String {
    let dark = match theme {
        Theme::Auto => DARK,
        Theme::Light => "",
    };
    // In a file there is one drawing and no container to choose by.
    format!("{TOKENS}{dark}{}", STYLE.replace("inline-size: 100%; block-size: auto; overflow: visible; ", ""))
}

/// The same, as it stands in a file: it is not made again for each.
fn inert_style(theme: Theme) -> &'static str {
    static AUTO: LazyLock<String> = LazyLock::new(|| escape(&file_style(Theme::Auto)));
    static LIGHT: LazyLock<String> = LazyLock::new(|| escape(&file_style(Theme::Light)));
    match theme {
        Theme::Auto => &AUTO,
        Theme::Light => &LIGHT,
    }
}

/// Text for HTML, made inert as in a drawing.
#[must_use]
pub fn inert(text: &str) -> String {
    escape(text)
}
