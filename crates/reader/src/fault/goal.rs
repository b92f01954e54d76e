//! A level with its growth, told behind what it grew from: 收入增长5%，达到186.8亿元, where 168.4亿元 was reached; and one level told twice
//! with two growths.

use super::against::FAR;
use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{change, said};
use super::size::{is_priced, multiplier, size};
use super::slip::{misprinted, unswapped};
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading, Tense};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Farthest, as a ratio, that a goal of the next year lies from what was reached.
const NEAR: Decimal = Decimal::from_parts(140, 0, 0, false, 2);

pub(super) fn of_line(line: &Line<'_>, all: &[Figure], grown: &mut Grown, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        follows(line, all, index, out);
    }
    twice(line, all, grown, out);
}

fn bare(figure: &Figure) -> bool {
    figure.from.is_none() && figure.value_high.is_none() && figure.bound.is_none()
}

/// The growth that is told of the level at `index`, right behind it or right before.
fn growth_of<'a>(line: &Line<'a>, index: usize) -> Option<(usize, &'a Figure)> {
    let level = &line.figures[index];
    let grows = |k: usize| {
        let near = if k < index { line.between(k, index) } else { line.between(index, k) };
        let f = &line.figures[k];
        let own = f.measure == Kind::ChangePct && f.unit == "%" && bare(f) && f.mode.is_none();
        own && near.len() <= 8
            && !near.iter().any(|c| matches!(c, ';' | '。' | '('))
            && f.indicator_name == level.indicator_name
            && !has(line.before(k), &lists().otherwise)
    };
    let near = [Some(index + 1).filter(|k| *k < line.figures.len()), index.checked_sub(1)];
    near.into_iter().flatten().find(|k| grows(*k)).map(|k| (k, &line.figures[k]))
}

/// How a level, its growth and what it grew from are made to fit.
enum Slip {
    /// The level should be this.
    Level(Decimal),
    /// The growth should be this.
    Growth(Decimal),
    /// It rises, or it falls.
    Direction,
}

/// None of what was reached before fits, and one slip of the pen explains it.
fn follows(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let level = &line.figures[index];
    if level.measure != Kind::Level
        || !bare(level)
        || level.base.is_some()
        || level.indicator_name.as_deref().is_none_or(is_priced)
    {
        return;
    }
    if line.in_brackets(index) {
        return;
    }
    let Some((growth_at, growth)) = growth_of(line, index) else { return };
    let Some(goal) = size(level) else { return };
    let home = |f: &Figure| f.scope.as_deref().is_none_or(super::mention::is_home);
    let told = |f: &&Figure| {
        f.indicator_name == level.indicator_name
            && f.tense != Tense::Planned
            // What grew in the same section is the same year's.
            && (level.tense == Tense::Planned || f.section != level.section)
            && f.measure == Kind::Level
            && f.base.is_none()
            && f.bound.is_none()
            && (f.scope == level.scope || home(f) && home(level))
            && size(f).is_some_and(|s| s.unit == goal.unit)
    };
    let from = line.first.saturating_sub(FAR);
    let judge = || {
        let near =
            |f: &Figure| size(f).and_then(|s| super::mention::ratio(s.value, goal.value)).is_some_and(|r| r <= NEAR);
        let known = all.get(from..line.first)?.iter().enumerate().filter(|(_, f)| told(f) && near(f));
        let reached: Vec<(usize, &Figure)> = known.map(|(k, f)| (from + k, f)).collect();
        let rate = decimal(growth.value?)?;
        let by = Decimal::ONE.checked_div(multiplier(&level.unit).0)?;
        let written = decimal(level.value?)?;
        let fits = Interval::cut_or_rounded(written)?;
        // What the level is, in its unit, where `f` grows by `rate`.
        let due = |f: &Figure, rate: Interval| {
            let factor = Interval::exactly(Decimal::ONE).plus(rate.scaled(Decimal::new(1, 2))?)?;
            size(f)?.interval.times(factor)?.scaled(by)
        };
        // A goal is set in whole per cents; what came of it is rounded.
        let exact = if level.tense == Tense::Planned { Interval::exactly(rate) } else { Interval::rounded(rate)? };
        let same =
            |f: &Figure| decimal(f.value.unwrap_or(crate::number::Value::Decimal(Decimal::ZERO))) == Some(written);
        if reached.iter().any(|(_, f)| {
            due(f, Interval::cut_or_rounded(rate).unwrap_or(exact)).is_none_or(|d| fits.meets(d)) || same(f)
        }) {
            return None;
        }
        let (at, before) = *reached.last()?;
        let of_growth = |meant: Decimal| {
            due(before, Interval::rounded(meant)?).map(|d| Interval::rounded(written).is_some_and(|w| w.meets(d)))
        };
        if of_growth(-rate) == Some(true) {
            return Some((at, before, Slip::Direction));
        }
        // 3.6 and 6.3: short numbers swap their digits too.
        let ends = swapped(rate).or_else(|| unswapped(rate.abs()).next());
        if let Some(meant) = ends.filter(|m| of_growth(*m) == Some(true)) {
            return Some((at, before, Slip::Growth(meant)));
        }
        if level.tense != Tense::Planned {
            return None;
        }
        let due = due(before, exact)?;
        let meant = misprinted(written).find(|m| Interval::rounded(*m).is_some_and(|m| m.meets(due)))?;
        Some((at, before, Slip::Level(meant)))
    };
    let Some((at, before, slip)) = judge() else { return };
    let (base, rate, unit) = (before.text.as_str(), change(growth), level.unit.as_str());
    let note = match slip {
        Slip::Level(meant) => said(
            format!("{base}增减{rate}约为{meant}{unit}，写的是{}", level.text),
            format!("{base} and {rate} more is about {meant}{unit}; written is {}", level.text),
        ),
        Slip::Growth(meant) => said(
            format!("由{base}到{}，增减约为{meant}%，写的是{rate}", level.text),
            format!("from {base} to {} is a change of {meant}%; written is {rate}", level.text),
        ),
        Slip::Direction => said(
            format!("由{base}到{}，升降与{rate}相反", level.text),
            format!("from {base} to {} is not {rate} but the other way", level.text),
        ),
    };
    let places = [(line.first + index, &level.spans), (line.first + growth_at, &growth.spans), (at, &before.spans)];
    out.push(Fault::of("growth", Severity::Warning, &places, note));
}

/// 6.3 of 3.6.
fn swapped(rate: Decimal) -> Option<Decimal> {
    let text = rate.abs().to_string();
    let [a, '.', b] = text.chars().collect::<Vec<char>>()[..] else { return None };
    let meant: Decimal = format!("{b}.{a}").parse().ok().filter(|_| a != b && b != '0')?;
    Some(if rate.is_sign_negative() { -meant } else { meant })
}

/// Notes each level that is told with its growth: name, scope, value and unit, with the growth that is told of it.
pub(super) type Grown = BTreeMap<(String, String, String), (usize, usize)>;

/// 收入150.1亿元,增长6.9% here, and the same 150.1亿元 with 9.6% there.
fn twice(line: &Line<'_>, all: &[Figure], grown: &mut Grown, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        let level = &line.figures[index];
        let digits = level.text.chars().filter(char::is_ascii_digit).count();
        if level.measure != Kind::Level || !bare(level) || level.base.is_some() || digits < 3 {
            continue;
        }
        let Some(name) = level.indicator_name.as_deref().filter(|n| n.chars().count() >= 4) else { continue };
        let Some((at, growth)) = growth_of(line, index) else { continue };
        let scope = level.scope.as_deref().filter(|s| !super::mention::is_home(s)).unwrap_or("");
        let key = (name.to_owned(), scope.to_owned(), level.text.clone());
        let Some((old_level, old)) = grown.get(&key).copied() else {
            grown.insert(key, (line.first + index, line.first + at));
            continue;
        };
        let Some(other) = all.get(old) else { continue };
        // 同比 and 比年初 are two growths; so are that of goods and that at other prices.
        let base =
            |f: &Figure| f.base.clone().filter(|b| !matches!(b.as_str(), "上年" | "去年" | "上年同期" | "去年同期"));
        let one = base(other) == base(growth) && other.tense == growth.tense && other.sentence != growth.sentence;
        let differ = other.value.zip(growth.value).is_some_and(|(a, b)| a != b);
        let rounded = size(other).zip(size(growth)).is_none_or(|(a, b)| a.interval.meets(b.interval));
        if one && differ && !rounded {
            let note = said(
                format!("同是{}，前面写{}，这里写{}", level.text, change(other), change(growth)),
                format!("of one {}: {} before, {} here", level.text, change(other), change(growth)),
            );
            let places = [(line.first + at, &growth.spans), (old, &other.spans), (old_level, &all[old_level].spans)];
            out.push(Fault::of("mention", Severity::Warning, &places, note));
        }
    }
}

/// Goals that two sentences set differently: 覆盖率达到100% here, 90% there, both by one year and called by one long name.
pub(super) fn of_document(reading: &Reading, out: &mut Vec<Fault>) {
    /// Shortest name that is of one thing only.
    const NAME: usize = 9;
    let mut goals: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for (index, figure) in reading.figures.iter().enumerate() {
        let named = figure.indicator_name.as_deref().filter(|n| n.chars().count() >= NAME);
        let share = figure.measure == Kind::Share && figure.unit == "%";
        let Some(name) = named.filter(|_| share && figure.tense == Tense::Planned && figure.from.is_none()) else {
            continue;
        };
        let scope = figure.scope.as_deref().filter(|s| !super::mention::is_home(s)).unwrap_or("");
        let Some(earlier) = goals.get(&(name, scope, figure.unit.as_str())).copied() else {
            goals.insert((name, scope, &figure.unit), index);
            continue;
        };
        let other = &reading.figures[earlier];
        let end = |f: &Figure| f.period.as_ref().and_then(|p| p.end);
        let one = end(other) == end(figure)
            && other.sentence != figure.sentence
            && other.value_high.is_none()
            && figure.value_high.is_none();
        let differ = other.value.zip(figure.value).is_some_and(|(a, b)| a != b);
        // What is far apart is the goal of another part of the place.
        let near = size(other).zip(size(figure)).and_then(|(a, b)| super::mention::ratio(a.value, b.value));
        if one && differ && end(figure).is_some() && near.is_some_and(|r| r <= NEAR) {
            let note = said(
                format!("{name}的目标，前面写{}，这里写{}", other.text, figure.text),
                format!("the goal of {name} is {} before and {} here", other.text, figure.text),
            );
            out.push(Fault::of("mention", Severity::Warning, &[(index, &figure.spans), (earlier, &other.spans)], note));
        }
    }
}
