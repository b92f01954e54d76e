//! The shapes of a status: shape, colour and word, always all three. `ux`: disc with tick, disc, triangle, diamond, dashed
//! ring, ring.

use super::svg::Marks;
use luoshi_plan::{Language, Status};

/// The class that colours a status: `done ok warn bad wait ns`.
#[must_use]
pub fn class(status: Status) -> &'static str {
    match status {
        Status::Done => "done",
        Status::Ok => "ok",
        Status::Warn => "warn",
        Status::Bad => "bad",
        Status::Wait(_) => "wait",
        Status::NotStarted => "ns",
    }
}

/// The word of a status.
#[must_use]
pub fn word(status: Status, language: Language) -> String {
    status.word().in_language(language).to_owned()
}

/// The shape alone, 16 by 16, for beside its word on a page; hidden from those who hear the word.
#[must_use]
pub fn icon(status: Status) -> String {
    let mut marks = Marks::default();
    marks.open("svg", &[("class", "lc-ic"), ("viewBox", "0 0 16 16"), ("aria-hidden", "true"), ("focusable", "false")]);
    shape(&mut marks, status, (8.0, 8.0), 1.0);
    marks.close("svg");
    marks.0
}

/// The shape around a point; at `size` 1 it fills a box of 16.
pub(crate) fn shape(marks: &mut Marks, status: Status, at: (f64, f64), size: f64) {
    let (x, y) = at;
    let class = format!("lc-s {}", class(status));
    let points = |all: &[(f64, f64)]| all.iter().map(|(dx, dy)| (x + dx * size, y + dy * size)).collect::<Vec<_>>();
    match status {
        Status::Done => {
            marks.circle(&class, at, 7.0 * size);
            marks.lines("lc-tick", &points(&[(-3.4, 0.3), (-1.1, 2.6), (3.4, -2.2)]));
        }
        Status::Ok => marks.circle(&class, at, 6.5 * size),
        Status::Warn => marks.area(&class, &points(&[(0.0, -6.4), (7.0, 6.0), (-7.0, 6.0)])),
        Status::Bad => marks.area(&class, &points(&[(0.0, -7.4), (7.4, 0.0), (0.0, 7.4), (-7.4, 0.0)])),
        Status::Wait(_) | Status::NotStarted => marks.circle(&class, at, 6.2 * size),
    }
}
