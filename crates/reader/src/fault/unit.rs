//! Units: one that cannot measure its indicator (播种面积42万吨), one indicator whose values are off by a power of ten, and an
//! amount that cannot stand beside its rise or its base.

use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::mention::{Home, ratio};
use super::said::{number, said};
use super::size::{multiplier, size};
use super::words::lists;
use super::{Fault, Severity};
use crate::figure::is_known_indicator;
use crate::reading::{Figure, Kind, Reading};
use rust_decimal::Decimal;

/// The end of an indicator, and what it can never be measured in.
const NEVER: &[(&str, &[&str])] = &[
    ("面积", &["mass", "money", "people", "length", "volume", "energy", "power"]),
    ("里程", &["mass", "money", "people", "area", "volume", "energy", "power"]),
    ("产量", &["area", "money", "people"]),
    ("产值", &["area", "mass", "people", "length", "volume"]),
    ("增加值", &["area", "mass", "people", "length", "volume"]),
    ("生产总值", &["area", "mass", "people", "length", "volume"]),
    ("收入", &["area", "mass", "people", "length", "volume"]),
    ("支出", &["area", "mass", "people", "length", "volume"]),
    ("零售总额", &["area", "mass", "people", "length", "volume"]),
    ("贷款余额", &["area", "mass", "people", "length", "volume"]),
    ("存款余额", &["area", "mass", "people", "length", "volume"]),
    ("人口", &["area", "mass", "money", "length", "volume"]),
    ("人数", &["area", "mass", "money", "length", "volume"]),
    ("覆盖率", &["area", "mass", "money", "people", "length", "volume"]),
    ("城镇化率", &["area", "mass", "money", "people", "length", "volume"]),
    ("失业率", &["area", "mass", "money", "length", "volume"]),
    ("合格率", &["area", "mass", "money", "people", "length", "volume"]),
    ("装机容量", &["area", "mass", "money", "people", "length"]),
    ("发电量", &["area", "mass", "money", "people", "length"]),
];

/// 粮食播种面积达到42万吨.
pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for (index, figure) in line.figures.iter().enumerate() {
        beside(line, index, out);
        other_unit(line, index, out);
        let Some((name, amount)) = figure.indicator.as_deref().zip(figure.amount.as_ref()) else { continue };
        if !matches!(figure.measure, Kind::Level | Kind::CountDone | Kind::ChangeAbs) {
            continue;
        }
        // 城市道路46平方公里: a line, and no area; that of a road is told in 平方米.
        if let Some(end) =
            lists().lines.iter().find(|end| name.ends_with(**end)).filter(|_| figure.unit.ends_with("平方公里"))
        {
            let note = said(
                format!("{end}的长度不以“{}”计", figure.unit),
                format!("{end} is as long as it is, and not so many {}", figure.unit),
            );
            out.push(Fault::of("unit", Severity::Error, &[(line.first + index, &figure.spans)], note));
            continue;
        }
        let Some((end, never)) = NEVER.iter().find(|(end, _)| name.ends_with(end)) else { continue };
        // The indicator has to stand right before its number: one carried over from elsewhere proves nothing.
        let before = line.before(index);
        let written = name.chars().next_back().is_some_and(|last| before.contains(&last));
        // 贫困人口人均增收1000元: a verb of its own stands between, and the amount is what it says.
        let moved =
            has(&before[before.iter().rposition(|c| name.ends_with(*c)).map_or(0, |i| i + 1)..], &lists().gives);
        if written && !moved && never.contains(&amount.dimension) {
            let note = if figure.unit.is_empty() {
                said(format!("{end}的数没有单位"), format!("the number of {end} has no unit"))
            } else {
                said(format!("{end}不以“{}”计", figure.unit), format!("{end} is not measured in {}", figure.unit))
            };
            out.push(Fault::of("unit", Severity::Error, &[(line.first + index, &figure.spans)], note));
        }
    }
}

/// How many times smaller than before nothing becomes: 15万元 beside 8亿元 is one unit or the other.
const SHRUNK: i64 = 1000;

/// 286公顷, 比上年增加1.7千公顷: nothing rises by more than it is. 15.2万元, 比2020年的7.6亿元翻了一番: nor has it shrunk so.
fn beside(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some((figure, next)) = line.figures.get(index).zip(line.figures.get(index + 1)) else { return };
    let one =
        figure.indicator_name.is_some() && figure.indicator_name == next.indicator_name && figure.scope == next.scope;
    if !one
        || figure.measure != Kind::Level
        || figure.unit == next.unit
        || figure.bound.is_some()
        || next.bound.is_some()
    {
        return;
    }
    let Some((level, other)) = size(figure).zip(size(next)).filter(|(a, b)| a.unit == b.unit) else { return };
    if level.value <= Decimal::ZERO || line.in_brackets(index) != line.in_brackets(index + 1) {
        return;
    }
    let (zh, en) = match next.measure {
        // Of the whole year's growth only: 新增 of many years is another thing.
        Kind::ChangeAbs if has(line.between(index, index + 1), &["比", "较"]) && other.value > level.value => (
            format!("比{}还多增加了{}：请核对单位", figure.text, next.text),
            format!("a rise of {} is more than all there is, {}: look at the units", next.text, figure.text),
        ),
        Kind::Level
            if next.base.is_some()
                && figure.base.is_none()
                && level.value.checked_mul(Decimal::from(SHRUNK)).is_some_and(|much| much < other.value) =>
        {
            (
                format!("这里写{}，相比的是{}：请核对单位", figure.text, next.text),
                format!("{} is compared with {}: look at the units", figure.text, next.text),
            )
        }
        _ => return,
    };
    let places = [(line.first + index, &figure.spans), (line.first + index + 1, &next.spans)];
    out.push(Fault::of("unit", Severity::Error, &places, said(zh, en)));
}

/// How many other values of one indicator a value is compared with.
const OTHERS: usize = 8;

/// 一般公共预算收入23.5亿元 here, 23.5万元 there.
pub(super) fn of_document(reading: &Reading, out: &mut Vec<Fault>) {
    let home = Home::new(reading);
    let mut all: Vec<(&str, &str, &str, bool, usize)> = Vec::new();
    for (index, figure) in reading.figures.iter().enumerate() {
        let Some(name) = figure.indicator_name.as_deref() else { continue };
        if !matches!(figure.measure, Kind::Level) || figure.bound.is_some() || figure.value_high.is_some() {
            continue;
        }
        let (_, unit) = multiplier(&figure.unit);
        // 给予, 投资: words that many amounts have.
        if name.chars().count() < 4 {
            continue;
        }
        let scope = figure.scope.as_deref().filter(|s| !home.is(s)).unwrap_or("");
        all.push((name, scope, unit, is_known_indicator(name), index));
    }
    all.sort_unstable();
    for group in all.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        for (n, later) in group.iter().enumerate() {
            let earlier = group[n.saturating_sub(OTHERS)..n]
                .iter()
                // Steps of one scale stand in one sentence: 达到500万元、5000万元的.
                .filter(|e| reading.figures[e.4].sentence != reading.figures[later.4].sentence)
                .find(|e| off(&reading.figures[e.4], &reading.figures[later.4], later.3));
            let Some(earlier) = earlier else { continue };
            let (a, b) = (&reading.figures[earlier.4], &reading.figures[later.4]);
            let times = size(a).zip(size(b)).and_then(|(a, b)| ratio(a.value, b.value)).unwrap_or_default();
            let note = said(
                format!("{}，前面写{}，这里写{}，相差{}倍：请核对单位", later.0, a.text, b.text, number(times, 0)),
                format!(
                    "{}: written {} before, {} here, {} times apart: look at the units",
                    later.0,
                    a.text,
                    b.text,
                    number(times, 0)
                ),
            );
            out.push(Fault::of("unit", Severity::Warning, &[(later.4, &b.spans), (earlier.4, &a.spans)], note));
        }
    }
}

/// Whether two values of one indicator look as if one had the wrong unit: the same digits at another place, or, of a
/// known indicator, amounts that are a power of ten apart though their units differ.
fn off(a: &Figure, b: &Figure, known: bool) -> bool {
    let (Some(left), Some(right)) = (size(a), size(b)) else { return false };
    let Some(times) = ratio(left.value, right.value) else { return false };
    let power = [10i64, 100, 1000, 10_000, 100_000_000].into_iter().map(Decimal::from).find(|p| times == *p);
    let digits =
        a.text.chars().filter(char::is_ascii_digit).count().min(b.text.chars().filter(char::is_ascii_digit).count());
    if power.is_some() && digits >= 3 {
        return true;
    }
    let apart = [10_000i64, 100_000_000].into_iter().map(Decimal::from).any(|p| {
        let near = Decimal::new(14, 1);
        p.checked_mul(near).is_some_and(|high| times <= high) && times.checked_mul(near).is_some_and(|t| t >= p)
    });
    known && apart && a.unit != b.unit && digits >= 2
}

/// 播种面积204.88万亩,增长1.2%,增加2.5万公顷: the growth follows from the bare numbers, so one of the units is wrong.
fn other_unit(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some(three) = line.figures.get(index..index + 3) else { return };
    let place = |kind: fn(&Figure) -> bool| three.iter().skip(1).position(kind).map(|i| i + 1);
    let rate = place(|f| f.measure == Kind::ChangePct && f.unit == "%" && f.value_high.is_none());
    let amount = place(|f| f.measure == Kind::ChangeAbs && f.value_high.is_none() && f.amount.is_some());
    let (Some(rate), Some(amount)) = (rate, amount) else { return };
    let (level, by, grown) = (&three[0], &three[amount], &three[rate]);
    let kind = |f: &Figure| f.amount.as_ref().map(|a| a.dimension);
    let plain = matches!(level.measure, Kind::Level | Kind::CountDone) && level.from.is_none() && level.base.is_none();
    let one = level.indicator_name == by.indicator_name && level.indicator_name == grown.indicator_name;
    let words = line.words.get(line.range(index).end..line.range(index + 2).start).unwrap_or_default();
    let near = words.len() <= 24 && !words.iter().any(|c| matches!(c, ';' | '。' | '('));
    let (Some(all), Some(some)) = (size(level), size(by)) else { return };
    // 874万, and 5.7万人 more: people are counted in both.
    let named = !all.unit.is_empty() && !some.unit.is_empty() && all.unit != some.unit;
    if !plain || !one || !near || !named || kind(level).is_none() || kind(level) != kind(by) {
        return;
    }
    let fits = || {
        let number = |f: &Figure| Interval::rounded(decimal(f.value?)?);
        let (new, more) = (number(level)?, number(by)?);
        let due = more.over(new.minus(more)?)?.scaled(Decimal::ONE_HUNDRED)?;
        Some(due.meets(Interval::cut_or_rounded(decimal(grown.value?)?)?))
    };
    if fits() == Some(true) {
        let note = said(
            format!("{}和{}的单位不同，而{}是两个数直接算出来的", level.text, by.text, grown.text),
            format!("{} and {} differ in unit, and {} follows from the bare numbers", level.text, by.text, grown.text),
        );
        let at = |k: usize| (line.first + index + k, &three[k].spans);
        out.push(Fault::of("unit", Severity::Warning, &[at(amount), at(0), at(rate)], note));
    }
}
