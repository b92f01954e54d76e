//! Where labels go: never over one another, never out of the frame.

use super::svg::Marks;
use super::width::{ems, fit};

/// A box on paper; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Area {
    /// Whether the two share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether another lies in it.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether a straight line passes through it.
    fn crossed(self, from: (f64, f64), to: (f64, f64)) -> bool {
        let beside = from.0.max(to.0) < self.left || from.0.min(to.0) > self.right;
        if beside || from.1.max(to.1) < self.top || from.1.min(to.1) > self.bottom {
            return false;
        }
        // Cut to the box, edge by edge: what is left of the line, as shares of it.
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        for (step, room) in
            [(-dx, from.0 - self.left), (dx, self.right - from.0), (-dy, from.1 - self.top), (dy, self.bottom - from.1)]
        {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        enter < leave
    }
}

/// Which end of the text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn key(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Where a text may stand: a point, and which end of it stands there.
pub(crate) type Place = ((f64, f64), Anchor);

/// A text of a drawing, and the box it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// Its box, by the table of widths.
    pub area: Area,
}

/// Lines of text that stand together, not yet placed.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    /// Text and class of each line.
    pub(crate) lines: Vec<(String, &'static str)>,
    pub(crate) size: f64,
}

/// Classes whose text is bold.
const BOLD: char = 'b';

pub(crate) fn is_bold(class: &str) -> bool {
    class.split(' ').any(|name| name.len() == 1 && name.starts_with(BOLD))
}

impl Tag {
    pub(crate) fn new(text: impl Into<String>, class: &'static str, size: f64) -> Self {
        Self { lines: vec![(text.into(), class)], size }
    }

    pub(crate) fn and(mut self, text: impl Into<String>, class: &'static str) -> Self {
        self.lines.push((text.into(), class));
        self
    }

    /// Cut to a width.
    pub(crate) fn within(mut self, width: f64) -> Self {
        for (text, class) in &mut self.lines {
            *text = fit(text, width / self.size, is_bold(class));
        }
        self
    }

    pub(crate) fn width(&self) -> f64 {
        let wide = |(text, class): &(String, &str)| ems(text, is_bold(class)) * self.size;
        self.lines.iter().map(wide).fold(0.0, f64::max)
    }

    pub(crate) fn height(&self) -> f64 {
        height(self.lines.len(), self.size)
    }

    /// How large its box is, and where its first base line lies in it.
    fn room(&self) -> Room {
        Room::of(self.width(), self.lines.len(), self.size)
    }
}

/// How high so many lines of a size are.
fn height(lines: usize, size: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a label has a few lines")]
    let lines = lines as f64;
    size * (lines * LEADING - (LEADING - ASCENT - DESCENT))
}

/// The size of a label, measured once for all places it is tried at.
#[derive(Debug, Clone, Copy)]
struct Room {
    width: f64,
    height: f64,
    base: f64,
}

impl Room {
    fn of(width: f64, lines: usize, size: f64) -> Self {
        Self { width, height: height(lines, size), base: ASCENT * size }
    }

    /// The box with the first base line at a point.
    fn area(self, at: (f64, f64), anchor: Anchor) -> Area {
        let left = match anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - self.width / 2.0,
            Anchor::End => at.0 - self.width,
        };
        let top = at.1 - self.base;
        Area { left, top, right: left + self.width, bottom: top + self.height }
    }
}

/// Of a line's size: above the base line, below it, and from base line to base line.
const ASCENT: f64 = 0.9;
const DESCENT: f64 = 0.22;
const LEADING: f64 = 1.28;

/// What a label costs that has a line behind it: as much as being ten places further down its list of places.
const INK: usize = 10;
/// What it costs to say a thing shorter.
const SHORTER: usize = 4;

/// A drawing while labels are placed.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    pub(crate) frame: Area,
    pub(crate) marks: Marks,
    pub(crate) labels: Vec<Label>,
    taken: Vec<Area>,
    ink: Vec<((f64, f64), (f64, f64))>,
    /// Texts that found no place.
    pub(crate) dropped: Vec<String>,
}

impl Paper {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self {
            frame: Area { left: 0.0, top: 0.0, right: width, bottom: height },
            marks: Marks::default(),
            labels: Vec::new(),
            taken: Vec::new(),
            ink: Vec::new(),
            dropped: Vec::new(),
        }
    }

    /// Keeps labels off a mark.
    pub(crate) fn keep_free(&mut self, at: (f64, f64), radius: f64) {
        let point = Area { left: at.0, top: at.1, right: at.0, bottom: at.1 };
        self.taken.push(point.grown(radius));
    }

    /// Labels had rather not stand on this line.
    pub(crate) fn avoid(&mut self, points: &[(f64, f64)]) {
        self.ink.extend(points.windows(2).filter_map(|two| Some((*two.first()?, *two.last()?))));
    }

    /// Writes at a point, without looking.
    pub(crate) fn write(&mut self, tag: &Tag, at: (f64, f64), anchor: Anchor) {
        let mut y = at.1;
        let mut wide: f64 = 0.0;
        for (text, class) in &tag.lines {
            let key = (anchor != Anchor::Start).then(|| anchor.key());
            self.marks.write(text, class, (at.0, y), tag.size, key);
            let room = Room::of(ems(text, is_bold(class)) * tag.size, 1, tag.size);
            wide = wide.max(room.width);
            self.labels.push(Label { text: text.clone(), area: room.area((at.0, y), anchor) });
            y += tag.size * LEADING;
        }
        self.taken.push(Room::of(wide, tag.lines.len(), tag.size).area(at, anchor));
    }

    /// Writes at a point if there is room.
    pub(crate) fn try_at(&mut self, tag: &Tag, at: (f64, f64), anchor: Anchor) -> bool {
        let free = self.is_free(tag.room().area(at, anchor));
        if free {
            self.write(tag, at, anchor);
        }
        free
    }

    /// Writes at the best of some points; the earlier, the better, and best of all where no line runs behind it. False
    /// where there is room at none.
    pub(crate) fn place(&mut self, tag: &Tag, places: &[Place]) -> bool {
        self.place_one(&[(tag.clone(), places.to_vec())])
    }

    /// The same of several tags that say the same, the best said first: a shorter one where only it stands clear.
    pub(crate) fn place_one(&mut self, tags: &[(Tag, Vec<Place>)]) -> bool {
        let found = tags.iter().enumerate().filter_map(|(rank, (tag, places))| {
            let (cost, at, anchor) = self.best(tag, places)?;
            Some((cost + SHORTER * rank, tag, at, anchor))
        });
        let Some((_, tag, at, anchor)) = found.min_by_key(|(cost, ..)| *cost) else {
            let first = tags.iter().map(|(tag, _)| tag.lines.iter().map(|(text, _)| text.as_str()));
            self.dropped.extend(first.take(1).map(|lines| lines.collect::<Vec<_>>().join(" ")));
            return false;
        };
        self.write(tag, at, anchor);
        true
    }

    /// The best of some points for a tag, and what it costs; none where there is room at none.
    fn best(&self, tag: &Tag, places: &[Place]) -> Option<(usize, (f64, f64), Anchor)> {
        let room = tag.room();
        let mut best: Option<(usize, (f64, f64), Anchor)> = None;
        for (index, (at, anchor)) in places.iter().enumerate() {
            // Even without a line behind it, it would cost as much as what is found.
            let most = best.map_or(usize::MAX, |(cost, ..)| cost);
            if index >= most {
                break;
            }
            let area = room.area(*at, *anchor);
            if self.is_free(area) {
                let cost = index + INK * self.crossed(area, (most - index).div_ceil(INK));
                if cost < most {
                    best = Some((cost, *at, *anchor));
                }
            }
        }
        best
    }

    fn is_free(&self, area: Area) -> bool {
        let grown = area.grown(2.0);
        self.frame.holds(area) && !self.taken.iter().any(|taken| taken.overlaps(grown))
    }

    /// Whether there is room, and no line behind it.
    pub(crate) fn is_clear(&self, tag: &Tag, at: (f64, f64), anchor: Anchor) -> bool {
        let area = tag.room().area(at, anchor);
        self.is_free(area) && self.crossed(area, 1) == 0
    }

    /// How many lines run behind a box, counted up to so many.
    fn crossed(&self, area: Area, most: usize) -> usize {
        self.ink.iter().filter(|(from, to)| area.crossed(*from, *to)).take(most).count()
    }
}

/// As [`around`], no further than where one still sees what belongs together.
pub(crate) fn near(at: (f64, f64), tag: &Tag, gap: f64, order: [Side; 4]) -> Vec<Place> {
    let mut places = around(at, tag, gap, order);
    places.truncate(18);
    places
}

/// Places around a point, nearest first: its four corners in this order, above, below; then further out.
pub(crate) fn around(at: (f64, f64), tag: &Tag, gap: f64, order: [Side; 4]) -> Vec<Place> {
    let mut out = Vec::new();
    let (up, down) = (tag.height() - ASCENT * tag.size, ASCENT * tag.size);
    for far in [1.0, 1.7, 2.6, 4.0, 6.0, 9.0, 13.0] {
        let far = gap * far;
        for side in order {
            let (x, anchor) = match side {
                Side::LowerRight | Side::UpperRight => (at.0 + gap, Anchor::Start),
                Side::UpperLeft | Side::LowerLeft => (at.0 - gap, Anchor::End),
            };
            let y = match side {
                Side::LowerRight | Side::LowerLeft => at.1 + far + down,
                Side::UpperRight | Side::UpperLeft => at.1 - far - up,
            };
            out.push(((x, y), anchor));
        }
        out.push(((at.0, at.1 - far - up), Anchor::Middle));
        out.push(((at.0, at.1 + far + down), Anchor::Middle));
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    LowerRight,
    UpperRight,
    UpperLeft,
    LowerLeft,
}
