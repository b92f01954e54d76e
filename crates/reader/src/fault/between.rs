//! What is made of all its parts lies between them: a product of three industries grows no faster than the fastest, people of
//! town and country spend no less than those who spend least.

use super::interval::{Interval, decimal};
use super::said::said;
use super::size::multiplier;
use super::words::{Mixed, lists, mixed};
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading, Tense};
use rust_decimal::Decimal;

/// How many figures behind the whole its parts are looked for, and how many sentences.
const FIGURES: usize = 12;
const SENTENCES: usize = 2;

pub(super) fn of_document(reading: &Reading, out: &mut Vec<Fault>) {
    for (index, figure) in reading.figures.iter().enumerate() {
        for mixed in mixed() {
            if is_of(figure, mixed.growth) && is_called(figure, &mixed.names) {
                whole(reading, index, mixed, out);
            }
        }
    }
}

/// Whether a figure is a growth, or a level, with nothing said beside it.
fn is_of(figure: &Figure, growth: bool) -> bool {
    let bare = figure.from.is_none() && figure.value_high.is_none() && figure.parts.is_empty();
    let sort = match figure.measure {
        Kind::ChangePct => growth && figure.unit == "%" && figure.mode.is_none(),
        Kind::Level => !growth && figure.base.is_none(),
        Kind::Share => !growth && figure.unit == "%" && figure.mode.is_none() && figure.base.is_none(),
        _ => false,
    };
    bare && sort
}

/// Whether a figure bears one of the names, of the whole place.
fn is_called(figure: &Figure, names: &[&str]) -> bool {
    let scope = figure.scope.as_deref().unwrap_or("");
    let called = |name: &str| {
        let bare = lists().whole_place.iter().find_map(|w| name.strip_prefix(w)).unwrap_or(name);
        names.contains(&bare)
    };
    let own = |name: &str| called(&format!("{scope}{name}"));
    // 一产、二产、三产增加值分别: the name of one of them holds it already.
    let twice = |name: &str| {
        let mut scope = scope.chars();
        scope.clone().count() == 2 && scope.all(|c| name.contains(c)) && called(name)
    };
    figure.indicator.as_deref().is_some_and(own)
        || figure.indicator_name.as_deref().is_some_and(|name| own(name) || twice(name))
}

/// The value as it is written, rounded to `places`: 6% beside 5.2% is 6.0%, and 左右 says nothing here.
fn written(figure: &Figure, places: u32) -> Option<Interval> {
    let mut value = decimal(figure.value?)?;
    value.rescale(places.max(value.scale()));
    Interval::rounded(value)?.scaled(multiplier(&figure.unit).0)
}

fn whole(reading: &Reading, index: usize, mixed: &Mixed, out: &mut Vec<Fault>) {
    let figures = &reading.figures;
    let total = &figures[index];
    let mut found: Vec<Option<usize>> = vec![None; mixed.parts.len()];
    for (k, part) in figures.iter().enumerate().skip(index + 1).take(FIGURES) {
        if part.sentence > total.sentence + SENTENCES || part.section != total.section {
            break;
        }
        if !is_of(part, mixed.growth)
            || (part.tense == Tense::Planned) != (total.tense == Tense::Planned)
            || part.measure != total.measure
        {
            continue;
        }
        // Another whole begins.
        if is_called(part, &mixed.names) {
            break;
        }
        if let Some(side) = mixed.parts.iter().position(|names| is_called(part, names)) {
            found[side].get_or_insert(k);
        }
    }
    let parts: Vec<usize> = found.into_iter().flatten().collect();
    if parts.len() != mixed.parts.len() {
        return;
    }
    // 年均 here and of one year there are two growths.
    let alike = |f: &Figure| f.qualifiers.contains(&"年均") == total.qualifiers.contains(&"年均");
    let places = |f: &Figure| f.value.and_then(decimal).map_or(0, |v| v.scale());
    let places = parts.iter().map(|k| places(&figures[*k])).chain([places(total)]).max().unwrap_or(0);
    let of = |k: &usize| figures.get(*k).filter(|f| alike(f)).and_then(|f| written(f, places));
    let (Some(all), Some(own)) = (parts.iter().map(of).collect::<Option<Vec<_>>>(), written(total, places)) else {
        return;
    };
    let low = all.iter().map(|i| i.low).min().unwrap_or(Decimal::ZERO);
    let high = all.iter().map(|i| i.high).max().unwrap_or(Decimal::ZERO);
    if own.high >= low && own.low <= high {
        return;
    }
    let texts: Vec<String> = parts.iter().map(|k| super::said::change(&figures[*k])).collect();
    let written = super::said::change(total);
    let note = said(
        format!("各部分是{}，总体应在它们之间，写的是{written}", texts.join("、")),
        format!("the parts are {}; the whole lies between them; written is {written}", texts.join(", ")),
    );
    let mut places = vec![(index, &total.spans)];
    places.extend(parts.iter().map(|k| (*k, &figures[*k].spans)));
    let rule = if mixed.growth { "growth" } else { "sum" };
    out.push(Fault::of(rule, Severity::Warning, &places, note));
}
