//! What there is for each, beside how many they are: a product of 57亿元 and 7.3万人 are 7.8万元 each and not 8.7; 13万户 are not 4.6万人.

use super::interval::decimal;
use super::line::Line;
use super::mention::ratio;
use super::per::amount;
use super::said::{number, said};
use super::slip::unswapped;
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading, Tense};
use rust_decimal::Decimal;

/// How near the quotient must be to what is meant: it is of the people of the middle of the year.
const NEAR: Decimal = Decimal::from_parts(103, 0, 0, false, 2);
/// How far from it what is written must be.
const FAR: Decimal = Decimal::from_parts(106, 0, 0, false, 2);

/// The last value of a figure, in its base unit.
fn last(figure: &Figure) -> Option<Decimal> {
    let plain = figure.bound.is_none() && figure.value_high.is_none() && figure.base.is_none();
    let level = matches!(figure.measure, Kind::Level) && figure.tense != Tense::Planned && plain;
    amount(figure).filter(|_| level).map(|(value, _)| value)
}

/// 生产总值5696亿元, 常住人口732万人, 人均生产总值8.7万元: the quotient is 7.8万元, the same digits in another order.
pub(super) fn of_document(reading: &Reading, out: &mut Vec<Fault>) {
    let figures = &reading.figures;
    let called = |f: &Figure, names: &[&str]| {
        f.indicator_name.as_deref().is_some_and(|n| names.contains(&n))
            && f.scope.as_deref().is_none_or(super::mention::is_home)
    };
    let find = |names: &[&str], dimension: &str| -> Vec<usize> {
        let of = |f: &Figure| called(f, names) && last(f).is_some() && amount(f).is_some_and(|(_, d)| d == dimension);
        figures.iter().enumerate().filter(|(_, f)| of(f)).map(|(k, _)| k).take(8).collect()
    };
    let (products, people) = (find(&lists().products, "money"), find(&lists().residents, "people"));
    let each = find(&lists().products_each, "money");
    for index in each {
        let figure = &figures[index];
        let Some(written) = last(figure) else { continue };
        let quotients: Vec<(usize, usize, Decimal)> = products
            .iter()
            .flat_map(|p| people.iter().map(move |q| (*p, *q)))
            .filter_map(|(p, q)| Some((p, q, last(&figures[p])?.checked_div(last(&figures[q])?)?)))
            .collect();
        let apart = |due: &Decimal, than: Decimal| ratio(*due, written).is_none_or(|r| r > than);
        if quotients.iter().any(|(_, _, due)| !apart(due, FAR)) {
            continue;
        }
        let meant = figure.value.and_then(decimal).and_then(|v| {
            let by = written.checked_div(v)?;
            turned(v).find_map(|m| {
                let meant = m.checked_mul(by)?;
                let of = quotients.iter().find(|(_, _, due)| ratio(*due, meant).is_some_and(|r| r <= NEAR))?;
                Some((m, *of))
            })
        });
        let Some((m, (p, q, _))) = meant else { continue };
        let (product, many, unit) = (&figures[p].text, &figures[q].text, &figure.unit);
        let note = said(
            format!("{product}÷{many}，人均约{m}{unit}，写的是{}", figure.text),
            format!("{product} for {many} are about {m}{unit} each; written is {}", figure.text),
        );
        let places = [(index, &figure.spans), (p, &figures[p].spans), (q, &figures[q].spans)];
        out.push(Fault::of("share", Severity::Warning, &places, note));
    }
}

/// The number with two digits swapped: 7.8 for 8.7 too.
fn turned(value: Decimal) -> impl Iterator<Item = Decimal> {
    let short = value.scale() == 1 && value < Decimal::TEN && value > Decimal::ONE;
    let two = short.then(|| {
        let (whole, tenth) = (value.trunc(), value.fract() * Decimal::TEN);
        tenth + whole / Decimal::TEN
    });
    two.into_iter().chain(unswapped(value))
}

/// Fewest and most people of a household, as a mean over many.
const FEWEST: Decimal = Decimal::ONE;
const MOST: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

/// 13.07万户4.6万群众: so many people right behind so many households, and a place of the number explains it.
pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 1..line.figures.len() {
        let (homes, people) = (&line.figures[index - 1], &line.figures[index]);
        let words = line.between(index - 1, index);
        let counted = |f: &Figure| {
            matches!(f.measure, Kind::Level | Kind::CountDone)
                && f.from.is_none()
                && f.value_high.is_none()
                && f.base.is_none()
        };
        let of_people = || {
            let after = line.after(index);
            people.unit.ends_with('人')
                || people.unit.ends_with("万") && lists().folk.iter().any(|w| crate::search::stands(after, 0, w))
        };
        let beside = words.is_empty() || words == ['、'] || words == [','];
        if !beside || !homes.unit.ends_with('户') || !counted(homes) || !counted(people) || !of_people() {
            continue;
        }
        let value = |f: &Figure| {
            let (by, _) = super::size::multiplier(&f.unit);
            decimal(f.value?)?.checked_mul(by)
        };
        let Some(each) = value(people).zip(value(homes)).and_then(|(p, h)| p.checked_div(h)) else { continue };
        let long = |f: &Figure| f.text.chars().filter(char::is_ascii_digit).count() >= 2;
        let ten = |by: Decimal| each.checked_mul(by).is_some_and(|e| e >= Decimal::TWO && e <= Decimal::from(5));
        let slip = each < FEWEST && ten(Decimal::TEN) || each > MOST && ten(Decimal::ONE / Decimal::TEN);
        if slip && long(homes) && long(people) {
            let note = said(
                format!("{}共{}，每户约{}人：请核对数位", homes.text, people.text, number(each, 2)),
                format!("{} of {} are {} each: look at the places", people.text, homes.text, number(each, 2)),
            );
            let at = |k: usize| (line.first + k, &line.figures[k].spans);
            out.push(Fault::of("unit", Severity::Warning, &[at(index), at(index - 1)], note));
        }
    }
}
