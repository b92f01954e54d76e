//! What a figure says, in the words of a person's language: the same in the table and on the page.

use crate::i18n::Words;
use jiff::civil::Date;
use luoshi_reader::{Bound, End, Figure, Kind, Period, Value};

/// Number and unit with the words that bound them: 不少于 120 万吨, 18.6万户 → 25.47万户. What cannot be put in numbers
/// is `itself`, as it is written.
#[must_use]
pub fn value(f: &Figure, words: &Words, itself: impl FnOnce(&str) -> String) -> String {
    let bound = f.bound.map_or("", |b| words.of_word("bound", b.word()));
    let number = match (&f.value, &f.value_high) {
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(value), None) => value.to_string(),
        (None, _) => String::new(),
    };
    let number = if f.parts.is_empty() { number } else { ratio(&f.parts) };
    let shown = match (f.kind, f.measure) {
        _ if number.is_empty() => itself(&f.text),
        (Kind::Rank, _) | (_, Kind::Rank) => words.fill("table.rank", &[("n", &number)]),
        _ if f.unit == "ratio" => number,
        _ => format!("{number}{}", f.unit),
    };
    let from = f.from.as_ref().map(|e| format!("{} → ", end(e))).unwrap_or_default();
    if bound.is_empty() { format!("{from}{shown}") } else { format!("{from}{bound} {shown}") }
}

/// Number and unit with the words that bound them, of something that is no whole figure: 不少于 120 万吨. What cannot be put
/// in numbers is as it is written.
#[must_use]
pub fn bounded(
    value: Option<&Value>,
    high: Option<&Value>,
    unit: &str,
    bound: Option<Bound>,
    text: &str,
    words: &Words,
) -> String {
    let bound = bound.map_or("", |b| words.of_word("bound", b.word()));
    let shown = match (value, high) {
        (Some(low), Some(high)) => format!("{low}–{high}{unit}"),
        (Some(value), None) => format!("{value}{unit}"),
        (None, _) => text.to_owned(),
    };
    if bound.is_empty() { shown } else { format!("{bound} {shown}") }
}

fn end(e: &End) -> String {
    match &e.value {
        Some(value) => format!("{value}{}", e.unit),
        None if e.parts.is_empty() => e.text.clone(),
        None => ratio(&e.parts),
    }
}

fn ratio(parts: &[Value]) -> String {
    parts.iter().map(Value::to_string).collect::<Vec<_>>().join(":")
}

/// What kind of figure: growth; of targets and vague numbers also what lies beneath, 目标·总量.
#[must_use]
pub fn kind(f: &Figure, words: &Words) -> String {
    let kind = words.of_word("kind", f.kind.word());
    match f.kind {
        Kind::Target | Kind::Approx if f.measure != f.kind => {
            format!("{kind}·{}", words.of_word("kind", f.measure.word()))
        }
        _ => kind.to_owned(),
    }
}

/// The words, with the days they stand for where the words do not say them: 五年来 (2021–2025).
#[must_use]
pub fn period(p: &Period) -> String {
    let said = |date: Option<Date>| date.is_none_or(|d| p.text.contains(&d.year().to_string()));
    if said(p.start) && said(p.end) {
        return p.text.clone();
    }
    days(p.start, p.end).map_or_else(|| p.text.clone(), |days| format!("{} ({days})", p.text))
}

/// The days of a period, as years where it is made of whole years.
#[must_use]
pub fn days(start: Option<Date>, end: Option<Date>) -> Option<String> {
    Some(match (start, end) {
        (None, None) => return None,
        (None, Some(end)) => format!("–{end}"),
        (Some(start), None) => format!("{start}–"),
        (Some(start), Some(end)) => {
            let years = (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31);
            match (years, start == end, start.year() == end.year()) {
                (true, _, true) => start.year().to_string(),
                (true, _, false) => format!("{}–{}", start.year(), end.year()),
                (false, true, _) => start.to_string(),
                (false, false, _) => format!("{start}–{end}"),
            }
        }
    })
}
