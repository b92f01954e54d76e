//! How many stand where, as one line: done, on track, behind, off track (taller), not judged, not begun.

use crate::draw::{Marks, class, word};
use crate::say::digits_of;
use crate::table::{Cell, Head, Table};
use crate::words::{COUNT, STATUS};
use luoshi_plan::{Counts, Language, Status, Wait};

/// The states of a strip in their order, and how many stand there; only those where any do.
#[must_use]
pub fn strip_rows(counts: &Counts) -> Vec<(Status, u32)> {
    // Why something is not judged does not matter here: any reason stands for all.
    let wait = Status::Wait(counts.wait.keys().next().copied().unwrap_or(Wait::NoData));
    let all = [
        (Status::Done, counts.done),
        (Status::Ok, counts.ok),
        (Status::Warn, counts.warn),
        (Status::Bad, counts.bad),
        (wait, counts.wait.values().sum()),
        (Status::NotStarted, counts.not_started),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// The strip, as wide as where it stands; `tall` where it stands alone. Its name says the counts, for shapes and words
/// follow in the text. Empty where there is nothing to count.
#[must_use]
pub fn strip(counts: &Counts, height: Height, language: Language) -> String {
    let rows = strip_rows(counts);
    let all: u32 = rows.iter().map(|(_, n)| n).sum();
    if all == 0 {
        return String::new();
    }
    let said: Vec<_> =
        rows.iter().map(|(status, n)| format!("{}{}{n}", word(*status, language), language.pick("", " "))).collect();
    let class_name = match height {
        Height::Row => "lc lc-strip",
        Height::Tall => "lc lc-strip lc-tall",
    };
    let mut marks = Marks::default();
    let label = said.join(language.pick("，", ", "));
    marks.open("svg", &[("class", class_name), ("role", "img"), ("aria-label", &label), ("focusable", "false")]);
    // A state with a single task among thousands is still seen: everyone first gets as much as a line is wide.
    let least = 1.2;
    let left = 100.0 - least * f64::from(u32::try_from(rows.len()).unwrap_or(0));
    let mut x = 0.0;
    for (status, n) in &rows {
        let width = least + left * f64::from(*n) / f64::from(all);
        let (y, height) = if *status == Status::Bad { ("0", "100%") } else { ("18%", "64%") };
        let (from, wide) = (format!("{}%", hundredths(x)), format!("{}%", hundredths((width - 0.5).max(0.4))));
        let class = format!("seg {}", class(*status));
        marks.mark("rect", &[("class", &class), ("x", &from), ("width", &wide), ("y", y), ("height", height)]);
        x += width;
    }
    marks.close("svg");
    marks.0
}

/// How tall a strip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Height {
    /// In a row.
    Row,
    /// On its own.
    Tall,
}

fn hundredths(share: f64) -> String {
    format!("{share:.2}")
}

/// The counts as rows.
#[must_use]
pub fn strip_table(counts: &Counts, caption: &str, language: Language) -> Table {
    let row = |(status, n): (Status, u32)| {
        vec![Cell::new(word(status, language), status.key()), Cell::new(digits_of(n.into(), language), n.to_string())]
    };
    Table {
        caption: caption.to_owned(),
        columns: vec![Head::word("status", STATUS.of(language)), Head::number("count", COUNT.of(language))],
        rows: strip_rows(counts).into_iter().map(row).collect(),
    }
}
