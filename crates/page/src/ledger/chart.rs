//! A subject over the years as dumbbells: a ring for the target, a disc for the result, a line a year.
//!
//! Drawn in whole numbers; the table beside it says the same exactly.

use super::{escaped, number};
use crate::i18n::Words;
use luoshi_ledger::{Series, thousandths};
use std::fmt::Write as _;

/// Width of a picture, of the room for years on its left and for numbers on its right.
struct Room {
    class: &'static str,
    width: i64,
    left: i64,
    right: i64,
}

/// On a desk, and on a phone: a picture made smaller would have letters nobody can read. The style shows one of them.
const ROOMS: [Room; 2] = [
    Room { class: "db", width: 640, left: 56, right: 150 },
    Room { class: "db slim", width: 340, left: 40, right: 148 },
];

/// Height of a line.
const LINE: i64 = 24;

/// What is shown: 国内生产总值增速 · 增速 · %.
pub(super) fn title(series: &Series<'_>, words: &Words) -> String {
    let measure = series.points.first().map_or("", |(_, row)| words.of_word("measure", row.measure.word()));
    let scope = series.scope.map(|s| format!(" · {s}")).unwrap_or_default();
    format!("{}{scope} · {measure} · {}", series.subject, series.unit)
}

/// The picture, once for each room. Empty where a number cannot be drawn.
pub(super) fn picture(series: &Series<'_>, words: &Words) -> String {
    ROOMS.iter().map(|room| drawn(series, words, room)).collect()
}

fn drawn(series: &Series<'_>, words: &Words, room: &Room) -> String {
    let Room { class, width, left, right } = room;
    let drawn: Option<Vec<_>> = series
        .points
        .iter()
        .map(|(_, row)| {
            let result = row.result.as_ref()?;
            Some((*row, result, thousandths(row.target.value?)?, thousandths(result.value?)?))
        })
        .collect();
    let Some(drawn) = drawn else { return String::new() };
    let all = || drawn.iter().flat_map(|(_, _, a, b)| [*a, *b]);
    let (Some(low), Some(high)) = (all().min(), all().max()) else { return String::new() };
    // The scale begins at nought, unless all numbers lie far from it.
    let low = if low > 0 && low > high / 3 * 2 { low } else { low.min(0) };
    let span = (high - low).max(1);
    let across = width - left - right;
    let x = |v: i64| left + i64::try_from(i128::from(v - low) * i128::from(across) / i128::from(span)).unwrap_or(0);
    // A line a year.
    let lines = i64::try_from(drawn.len()).unwrap_or(0);
    let height = LINE * lines + LINE;
    let label = words.fill("ledger.picture", &[("subject", &title(series, words)), ("n", &drawn.len().to_string())]);
    let mut out = format!(
        "<svg class=\"{class}\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\">",
        escaped(&label)
    );
    // Writing into memory cannot fail.
    let _ = write!(
        out,
        "<g aria-hidden=\"true\"><circle class=\"aim\" cx=\"{left}\" cy=\"12\" r=\"6\"/><text x=\"{}\" y=\"17\">{}</text><circle class=\"got\" cx=\"{}\" cy=\"12\" r=\"6\"/><text x=\"{}\" y=\"17\">{}</text></g>",
        left + 12,
        escaped(words.get("ledger.target")),
        left + 84,
        left + 96,
        escaped(words.get("ledger.result"))
    );
    for (n, (row, result, target, got)) in (0..lines).zip(&drawn) {
        let y = LINE * n + LINE + LINE / 2;
        let year = row.period.map_or_else(String::new, luoshi_ledger::When::text);
        let numbers = format!("{} → {}", number(&row.target, words), number(result, words));
        let (a, b) = (x(*target), x(*got));
        let _ = write!(
            out,
            "<g class=\"{}\"><title>{}</title><line class=\"axis\" x1=\"{left}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/><text x=\"0\" y=\"{}\">{}</text><line class=\"to\" x1=\"{a}\" y1=\"{y}\" x2=\"{b}\" y2=\"{y}\"/><circle class=\"got\" cx=\"{b}\" cy=\"{y}\" r=\"6\"/><circle class=\"aim\" cx=\"{a}\" cy=\"{y}\" r=\"6\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
            row.verdict.word(),
            escaped(&format!("{year} {numbers}")),
            width - right,
            y + 5,
            escaped(&year),
            width - right + 14,
            y + 5,
            escaped(&numbers)
        );
    }
    out.push_str("</svg>");
    out
}
