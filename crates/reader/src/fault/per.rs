//! Amounts for each of something, and one amount in two units: 3.06亿元 for 12.75万亩 is 2400元 an 亩, and 38.4万亩 are 2.56万公顷.

use super::line::Line;
use super::mention::ratio;
use super::said::{number, said};
use super::size::size;
use super::{Fault, Severity};
use crate::number::Value;
use crate::reading::{Figure, Kind};
use crate::search::holds;
use rust_decimal::Decimal;

/// What an amount is for, by the word, with the dimension it is counted in and how much one of it is.
const EACH: &[(&[&str], &str, Decimal)] = &[
    (&["亩均", "每亩", "亩产"], "area", Decimal::from_parts(66_667, 0, 0, false, 2)),
    (&["户均", "每户"], "户", Decimal::ONE),
    (&["人均", "每人"], "people", Decimal::ONE),
];
/// How many figures before it an amount and a number are looked for.
const NEAR: usize = 4;
/// How far, as a part of it, the quotient may be off: both are rounded.
const SLACK: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        each(line, index, out);
        converted(line, index, out);
    }
}

/// A figure in its base unit, and what it measures. An 亩 is 2000/3 of a square metre.
pub(super) fn amount(figure: &Figure) -> Option<(Decimal, &'static str)> {
    let amount = figure.amount.as_ref()?;
    let value = match amount.value {
        Value::Decimal(value) => value,
        Value::Fraction(n, d) => Decimal::from(n).checked_div(Decimal::from(d))?,
    };
    Some((value, amount.dimension))
}

fn is_plain(figure: &Figure) -> bool {
    matches!(figure.measure, Kind::Level | Kind::CountDone)
        && figure.from.is_none()
        && figure.value_high.is_none()
        && figure.bound.is_none()
        && figure.base.is_none()
}

/// Steps from one unit to another: 15 of 亩 and 公顷, 10000 of 万.
const STEPS: &[i64] = &[10, 15, 100, 1000, 10_000];

/// Which of `steps` one is times the other, or the other times it, but for `slack` as a part of it.
pub(super) fn step(times: Decimal, steps: &[i64], slack: Decimal) -> Option<Decimal> {
    let one = |of: Decimal| times.checked_div(of).is_some_and(|r| (r - Decimal::ONE).abs() <= slack);
    steps.iter().map(|s| Decimal::from(*s)).find(|s| one(*s) || Decimal::ONE.checked_div(*s).is_some_and(one))
}

/// 投入3.06亿元建设农田12.75万公顷,亩均投入2400元: the amounts before it make another, and a step of units explains it.
fn each(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let figure = &line.figures[index];
    let words = line.before(index);
    let Some((_, dimension, one)) = EACH.iter().find(|(words_of, ..)| words_of.iter().any(|w| holds(words, w))) else {
        return;
    };
    let Some((written, measured)) = amount(figure).filter(|_| is_plain(figure) && size(figure).is_some()) else {
        return;
    };
    let before =
        || (index.saturating_sub(NEAR)..index).rev().map(|k| (k, &line.figures[k])).filter(|(_, f)| is_plain(f));
    let parted = |k: usize| {
        let words = line.words.get(line.range(k).end..line.range(index).start).unwrap_or_default();
        words.iter().any(|c| matches!(c, ';' | '。'))
    };
    let counted = |f: &Figure| match *dimension {
        "户" => f.unit.ends_with('户'),
        dimension => amount(f).is_some_and(|(_, d)| d == dimension),
    };
    let number_of = before().find(|(k, f)| counted(f) && !parted(*k));
    let total = before().find(|(k, f)| amount(f).is_some_and(|(_, d)| d == measured) && !parted(*k));
    let (Some((n, number_of)), Some((t, total))) = (number_of, total) else { return };
    let judge = || {
        let count = amount(number_of)?.0.checked_div(*one)?;
        let due = amount(total)?.0.checked_div(count)?;
        let by = step(written.checked_div(due)?, STEPS, SLACK)?;
        Some((due, by))
    };
    let Some((due, by)) = judge() else { return };
    let unit = figure.amount.as_ref().map_or("", |a| a.unit.as_str());
    let note = said(
        format!(
            "{}、{}，平均约{}{unit}，写的是{}，相差{by}倍：请核对单位",
            total.text,
            number_of.text,
            number(due, 1),
            figure.text
        ),
        format!(
            "{} for {} are about {}{unit} each; written is {}, {by} times apart: look at the units",
            total.text,
            number_of.text,
            number(due, 1),
            figure.text
        ),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    out.push(Fault::of("unit", Severity::Error, &[at(n), at(t), at(index)], note));
}

/// What says that an amount is told again in another unit.
const AGAIN: &[&str] = &["折合", "合", "相当于", "折算为", "约合"];

/// 38.4万亩,折合25.6万公顷.
fn converted(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some((one, other)) = line.figures.get(index).zip(line.figures.get(index + 1)) else { return };
    let words: String = line.between(index, index + 1).iter().filter(|c| !matches!(c, ',' | '(')).collect();
    if !AGAIN.contains(&words.as_str()) || one.unit == other.unit || one.bound.is_some() || other.bound.is_some() {
        return;
    }
    let Some(((a, x), (b, y))) = amount(one).zip(amount(other)) else { return };
    // Weights and areas are converted by the book, money by the day's rate.
    if x != y || !matches!(x, "area" | "mass" | "length" | "volume") {
        return;
    }
    let differ = a.checked_div(b).is_some_and(|t| (t - Decimal::ONE).abs() > SLACK);
    // Of nothing there is no multiple.
    let Some(times) = ratio(a, b).filter(|_| differ).map(|times| number(times, 1)) else { return };
    let note = said(
        format!("{}与{}不相等，相差{times}倍", one.text, other.text),
        format!("{} and {} are not the same: {times} times apart", one.text, other.text),
    );
    let places = [(line.first + index + 1, &other.spans), (line.first + index, &one.spans)];
    out.push(Fault::of("unit", Severity::Error, &places, note));
}
