//! A level with its growth, told behind what it grew from: 收入增长5%，达到186.8亿元, where 168.4亿元 was reached; and one level told twice
//! with two growths.

use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{change, said};
use super::size::{is_priced, multiplier, size};
use super::slip::{misprinted, unswapped};
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Bound, Figure, Kind, Reading, Tense};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How far back, in figures, what was reached is looked for.
const FAR: usize = 400;
/// Farthest, as a ratio, that a goal of the next year lies from what was reached.
const NEAR: Decimal = Decimal::from_parts(140, 0, 0, false, 2);

pub(super) fn of_line(line: &Line<'_>, all: &[Figure], grown: &mut Grown, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        follows(line, all, index, out);
        fallen(line, all, index, out);
        below(line, all, index, out);
        short(line, index, out);
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

/// 收入增长6%,达到12.2亿元, where 12.5亿元 was reached: a goal that is said to rise and lies below what was told before.
fn fallen(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let figures = line.figures;
    let level = &figures[index];
    let is_rate = level.unit == "%" && level.measure == Kind::Share;
    if level.tense != Tense::Planned || level.from.is_some() || level.value_high.is_some() {
        return;
    }
    if !is_rate && !matches!(level.measure, Kind::Level | Kind::CountDone) {
        return;
    }
    let rises = |k: usize| {
        let near = if k < index { line.between(k, index) } else { line.between(index, k) };
        let f = &figures[k];
        let moves = if is_rate {
            f.measure == Kind::ChangeAbs && f.unit.ends_with("百分点")
        } else {
            f.measure == Kind::ChangePct && f.unit == "%"
        };
        let verb = has(line.before(k), &["增长", "提高", "上升", "增加", "提升"]);
        moves
            && verb
            && near.len() <= 8
            && f.indicator_name == level.indicator_name
            && f.mode.is_none()
            && f.value.is_some_and(|v| !v.is_negative())
    };
    let near = [index.checked_sub(1), Some(index + 1).filter(|k| *k < figures.len())];
    if !near.into_iter().flatten().any(rises) {
        return;
    }
    let Some(goal) = size(level) else { return };
    let home = |f: &Figure| f.scope.as_deref().is_none_or(super::mention::is_home);
    let told = |f: &&Figure| {
        f.indicator_name.is_some()
            && f.indicator_name == level.indicator_name
            && f.tense != Tense::Planned
            && f.measure == level.measure
            && f.base.is_none()
            && (f.scope == level.scope || home(f) && home(level))
            && size(f).is_some_and(|s| s.unit == goal.unit)
    };
    let from = line.first.saturating_sub(FAR);
    let reached = |f: &Figure| size(f).is_some_and(|s| s.interval.above(goal.interval));
    let Some(known) = all.get(from..line.first) else { return };
    let last = known.iter().enumerate().rfind(|(_, f)| told(f)).map(|(k, f)| (from + k, f));
    let Some((at, before)) = last.filter(|(_, f)| reached(f)) else { return };
    // What is a tenth or more below was measured otherwise.
    let near = || {
        let was = size(before)?.value;
        Some(goal.value >= was.checked_mul(Decimal::new(9, 1))?)
    };
    if near() != Some(true) {
        return;
    }
    let note = said(
        format!("写的是增长，可是{}低于前面已达到的{}", level.text, before.text),
        format!("said to rise, yet {} is below the {} reached before", level.text, before.text),
    );
    out.push(Fault::of("growth", Severity::Warning, &[(line.first + index, &level.spans), (at, &before.spans)], note));
}

/// A name without the words that say only that it is an amount: 新能源总装机, 新能源装机规模.
pub(super) fn bare_name(name: &str) -> String {
    let name = lists().amounts.iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
    name.chars().filter(|c| *c != '总').collect()
}

/// Steps from a unit to the next, and how far behind what was reached a goal in the right one may lie.
const STEPS: [i64; 2] = [10_000, 100_000_000];
const BEHIND: Decimal = Decimal::from_parts(95, 0, 0, false, 2);
const AHEAD: Decimal = Decimal::TWO;

/// How a goal lies below what was reached.
enum Below {
    /// It is said to rise.
    Rises,
    /// It is what was meant with two of its digits changed places.
    Swapped(Decimal),
    /// It is so many times too little.
    Step(Decimal),
}

/// 城镇化率提升至65.9%, where 69.1% was reached; 装机达到1.1万千瓦, where there were 9000万千瓦: a goal below what was told before.
fn below(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let level = &line.figures[index];
    let is_rate = level.unit == "%" && level.measure == Kind::Share;
    let plain = level.tense == Tense::Planned
        && level.from.is_none()
        && level.value_high.is_none()
        && level.base.is_none()
        && !matches!(level.bound, Some(Bound::AtMost | Bound::LessThan))
        && level.mode.is_none();
    if !plain || !(is_rate || matches!(level.measure, Kind::Level | Kind::CountDone)) {
        return;
    }
    let Some(name) = level.indicator_name.as_deref().filter(|n| n.chars().count() >= 4) else { return };
    let (words, bare) = (line.before(index), bare_name(name));
    if has(words, &lists().kept_low) || lists().ills.iter().any(|w| name.contains(w)) {
        return;
    }
    let rises = lists().raised_to.iter().any(|w| crate::search::ends(words, w));
    let Some(written) = level.value.and_then(decimal) else { return };
    let Some((goal, unit)) = amount_of(level) else { return };
    let home = |f: &Figure| f.scope.as_deref().is_none_or(super::mention::is_home);
    let told = |f: &&Figure| {
        f.indicator_name.as_deref().is_some_and(|n| n == name || bare_name(n) == bare)
            && f.tense != Tense::Planned
            && (f.measure == level.measure || !is_rate && matches!(f.measure, Kind::Level | Kind::CountDone))
            && f.base.is_none()
            && f.mode.is_none()
            && !matches!(f.bound, Some(Bound::AtMost | Bound::LessThan | Bound::About))
            && (f.scope == level.scope || home(f) && home(level))
            && amount_of(f).is_some_and(|(_, u)| u == unit)
    };
    let Some(known) = all.get(line.first.saturating_sub(FAR)..line.first) else { return };
    let from = line.first - known.len();
    let Some((at, before)) = known.iter().enumerate().rfind(|(_, f)| told(f)).map(|(k, f)| (from + k, f)) else {
        return;
    };
    let Some((was, _)) = amount_of(before).filter(|(was, _)| *was > goal) else { return };
    let follows = |meant: Decimal| {
        let (low, high) = (was.checked_mul(BEHIND), was.checked_mul(AHEAD));
        low.zip(high).is_some_and(|(low, high)| meant >= low && meant <= high)
    };
    let step = || {
        let by = STEPS.into_iter().map(Decimal::from).find(|by| goal.checked_mul(*by).is_some_and(follows))?;
        (!is_rate).then_some(Below::Step(by))
    };
    // A rate that does well is let fall a little by the next goal.
    let far = is_rate && was.checked_mul(Decimal::new(9, 1)).is_some_and(|low| goal <= low);
    let swapped = || {
        let by = goal.checked_div(written)?;
        let few = written.scale() == 0 && written >= Decimal::TEN && written < Decimal::ONE_HUNDRED;
        let turned = few.then(|| (written % Decimal::TEN) * Decimal::TEN + (written / Decimal::TEN).trunc());
        let meant = turned.into_iter().chain(unswapped(written));
        let above =
            |m: &Decimal| m.checked_mul(by).is_some_and(|m| m > was) && (!is_rate || *m <= Decimal::ONE_HUNDRED);
        meant.into_iter().find(above).filter(|_| rises || far).map(Below::Swapped)
    };
    // 提升至60% where 61% was reached long ago, of another part: what is told far below was measured otherwise.
    let near = was.checked_mul(Decimal::new(8, 1)).is_some_and(|low| goal >= low);
    let found = step().or_else(swapped).or((rises && near).then_some(Below::Rises));
    let Some(found) = found else { return };
    let (here, there) = (level.text.as_str(), before.text.as_str());
    let (rule, note) = match found {
        Below::Rises => (
            "growth",
            said(
                format!("写的是提高到{here}，可是前面已达到{there}"),
                format!("said to rise to {here}, yet {there} was reached before"),
            ),
        ),
        Below::Swapped(meant) => (
            "growth",
            said(
                format!("目标{here}低于前面已达到的{there}，是否{meant}{}", level.unit),
                format!("the goal {here} is below the {there} reached before; {meant}{} may be meant", level.unit),
            ),
        ),
        Below::Step(by) => (
            "unit",
            said(
                format!("目标{here}远低于前面已达到的{there}，相差{by}倍才合理：请核对单位"),
                format!(
                    "the goal {here} is far below the {there} reached before; {by} times more would follow: look at the unit"
                ),
            ),
        ),
    };
    out.push(Fault::of(rule, Severity::Warning, &[(line.first + index, &level.spans), (at, &before.spans)], note));
}

/// The value of a figure as written, multiplied out, with its bare unit.
pub(super) fn amount_of(figure: &Figure) -> Option<(Decimal, &str)> {
    let (by, unit) = multiplier(&figure.unit);
    Some((decimal(figure.value?)?.checked_mul(by)?, unit))
}

/// 确保实现2.5万家,力争达到2万家: what is striven for is no less than what is made sure of.
fn short(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some((sure, more)) = index.checked_sub(1).map(|before| (&line.figures[before], &line.figures[index])) else {
        return;
    };
    let (head, words) = (line.before(index - 1), line.between(index - 1, index));
    let same =
        sure.indicator_name == more.indicator_name && sure.scope == more.scope && bare_goal(sure) && bare_goal(more);
    let said_so = lists().make_sure.iter().any(|w| has(head, &[w]))
        && lists().strive.iter().any(|w| has(words, &[w]))
        && words.len() <= 14
        && !words.iter().any(|c| matches!(c, ';' | '。'));
    let (Some((low, unit)), Some((high, other))) = (amount_of(sure), amount_of(more)) else { return };
    // What is to be kept low is striven for below what is made sure of.
    let lower = has(head, &lists().kept_low) || has(words, &lists().kept_low);
    if !same || !said_so || unit != other || lower {
        return;
    }
    let far = low.checked_mul(Decimal::from(8)).is_some_and(|most| high >= most) && sure.unit != more.unit;
    if high >= low && !far {
        return;
    }
    let note = if far {
        said(
            format!("确保的是{}，力争的是{}，相差太远：请核对单位", sure.text, more.text),
            format!("{} made sure of, {} striven for: too far apart; look at the units", sure.text, more.text),
        )
    } else {
        said(
            format!("力争的{}低于确保的{}", more.text, sure.text),
            format!("{} striven for is less than {} made sure of", more.text, sure.text),
        )
    };
    let rule = if far { "unit" } else { "growth" };
    let places = [(line.first + index, &more.spans), (line.first + index - 1, &sure.spans)];
    out.push(Fault::of(rule, Severity::Warning, &places, note));
}

/// Whether a figure is a plain goal.
fn bare_goal(figure: &Figure) -> bool {
    figure.tense == Tense::Planned
        && matches!(figure.measure, Kind::Level | Kind::CountDone)
        && figure.from.is_none()
        && figure.value_high.is_none()
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

/// 由490元提高至502元 last year, 由520元提高到550元 this year: the one begins where the other ended, but for two swapped digits.
pub(super) fn chained(reading: &Reading, out: &mut Vec<Fault>) {
    /// How much of the end of their names two standards have in common.
    const NAME: usize = 6;
    let mut ends: BTreeMap<(String, &str, &str), usize> = BTreeMap::new();
    for (index, figure) in reading.figures.iter().enumerate() {
        let Some((from, to)) = figure.from.as_ref().zip(figure.to.as_ref()) else { continue };
        let amount = matches!(figure.measure, Kind::Level) && from.unit == to.unit;
        let Some(name) = figure.indicator_name.as_deref().filter(|n| amount && n.chars().count() >= 6) else {
            continue;
        };
        let tail: String = name.chars().skip(name.chars().count().saturating_sub(NAME)).collect();
        let key = (tail, figure.scope.as_deref().unwrap_or(""), to.unit.as_str());
        let earlier = ends.insert(key, index).map(|k| (k, &reading.figures[k]));
        let Some((before_at, before)) = earlier.filter(|(_, f)| f.sentence != figure.sentence) else { continue };
        let Some(reached) = before.to.as_ref().filter(|end| end.value != from.value) else { continue };
        if matches!(super::slip::slip_of(&reached.text, &from.text), Some((super::slip::Slip::Swapped, _))) {
            let note = said(
                format!("前面提高到{}，这里从{}提高：数字相同而次序不同", reached.text, from.text),
                format!(
                    "risen to {} before, rising from {} here: the same digits in another order",
                    reached.text, from.text
                ),
            );
            let places = [(before_at, &before.spans), (index, &figure.spans)];
            let mut fault = Fault::of("mention", Severity::Warning, &places, note);
            fault.also.push(from.spans.clone());
            out.push(fault);
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
