//! What is told of each year, beside what is told of all of them: grown by 65% in five years and by 16.6% in each; 累计 less than one year
//! gave; 平均每年 a tenth of what five years make.

use super::goal::{amount_of, bare_name};
use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, number, said};
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading, Tense};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 1..line.figures.len() {
        each(line, index, out);
        points(line, index, out);
    }
}

fn is_growth(figure: &Figure) -> bool {
    figure.measure == Kind::ChangePct
        && figure.unit == "%"
        && figure.mode.is_none()
        && figure.value_high.is_none()
        && figure.bound.is_none()
}

/// 2027年达到24.7亿元,比2022年增长65.5%,年均增长16.6%.
fn each(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let (all, mean) = (&line.figures[index - 1], &line.figures[index]);
    let words = line.between(index - 1, index);
    let yearly = mean.qualifiers.contains(&"年均") || has(words, &["年均"]);
    let one = all.indicator_name == mean.indicator_name && all.scope == mean.scope;
    if !is_growth(all) || !is_growth(mean) || !yearly || !one || words.len() > 8 || has(words, &lists().other_prices) {
        return;
    }
    let first = all.base.as_deref().and_then(|b| b.strip_suffix('年')?.parse::<i16>().ok());
    // The year it came to: that of the level before, or of the growth itself.
    let year = |f: &Figure| f.period.as_ref().and_then(|p| p.end).map(jiff::civil::Date::year);
    let of_level = || {
        let before = (index.saturating_sub(4)..index - 1).rev().map(|k| &line.figures[k]);
        before.filter(|f| f.indicator_name == all.indicator_name).find_map(year)
    };
    let Some((first, last)) = first.zip(year(all).or_else(of_level)) else { return };
    let judge = || {
        let years = u32::try_from(last.checked_sub(first)?).ok().filter(|n| (2..=20).contains(n))?;
        let factor = |f: &Figure| {
            let rate = Interval::cut_or_rounded(decimal(f.value?)?)?.scaled(Decimal::new(1, 2))?;
            Interval::exactly(Decimal::ONE).plus(rate)
        };
        let (ratio, power) = (factor(all)?, factor(mean)?.power(years)?);
        (!power.meets(ratio)).then_some((years, power))
    };
    let Some((years, power)) = judge() else { return };
    let made = power
        .minus(Interval::exactly(Decimal::ONE))
        .and_then(|p| p.scaled(Decimal::ONE_HUNDRED))
        .map_or_else(String::new, about);
    let note = said(
        format!("年均增长{}，{years}年约增长{made}%，写的是{}", mean.text, all.text),
        format!("{} each year make about {made}% in {years} years; written is {}", mean.text, all.text),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    out.push(Fault::of("growth", Severity::Warning, &[at(index), at(index - 1)], note));
}

/// 占45.1%,比2025年提高52.6个百分点: nothing was less than none.
fn points(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let (share, rise) = (&line.figures[index - 1], &line.figures[index]);
    let words = line.between(index - 1, index);
    let plain = share.measure == Kind::Share && share.unit == "%" && share.from.is_none() && share.mode.is_none();
    let rises = rise.measure == Kind::ChangeAbs && rise.unit.ends_with("百分点") && rise.mode.is_none();
    let one = share.indicator_name == rise.indicator_name && rise.indicator_name.is_some() && share.scope == rise.scope;
    let said_so = words.len() <= 16 && has(words, &["提高", "上升", "增加", "提升", "增长"]);
    // 占47.1%,比2025年的18.2%上升28.9个百分点: what was is less than what it rose by.
    let old = share.base.is_some() || super::against::is_old(line, index - 1);
    if !plain || !rises || !one || !said_so || old {
        return;
    }
    let Some((level, by)) = share.value.and_then(decimal).zip(rise.value.and_then(decimal)) else { return };
    if by > level {
        let note = said(
            format!("现为{}，提高{}，原来就小于零", share.text, rise.text),
            format!("{} after a rise of {}: it would have been less than none", share.text, rise.text),
        );
        let at = |k: usize| (line.first + k, &line.figures[k].spans);
        out.push(Fault::of("growth", Severity::Warning, &[at(index), at(index - 1)], note));
    }
}

/// Most figures of one name that are kept for each sort.
const KEPT: usize = 4;

/// What is told of one indicator: of one year, of several together, of each of them.
#[derive(Default)]
struct Told {
    yearly: Vec<usize>,
    together: Vec<usize>,
    each: Vec<usize>,
}

/// 新增就业累计4.1万人, where one year gave 8.6万人; 平均每年100多万人, where five years gave 5100万人: so many years make so much more, and
/// a place of the number explains it.
pub(super) fn of_document(reading: &Reading, means: &[usize], out: &mut Vec<Fault>) {
    let figures = &reading.figures;
    let mut by_name: BTreeMap<(String, &str), Told> = BTreeMap::new();
    for (index, figure) in figures.iter().enumerate() {
        let plain = matches!(figure.measure, Kind::CountDone)
            && figure.from.is_none()
            && figure.value_high.is_none()
            && figure.base.is_none()
            && figure.tense != Tense::Planned
            && figure.scope.as_deref().is_none_or(|s| s == "全国" || super::mention::is_home(s));
        // What comes in each year, and is not what there is.
        let flow = |n: &&str| n.chars().count() >= 4 && lists().flows.iter().any(|w| n.contains(w));
        let named = figure.indicator_name.as_deref().filter(|n| plain && flow(n));
        let Some((name, (_, unit))) = named.zip(amount_of(figure)) else { continue };
        let told = by_name.entry((bare_name(name), unit)).or_default();
        let period = figure.period.as_ref();
        let years = period.and_then(|p| p.start.zip(p.end)).map(|(a, b)| b.year() - a.year() + 1);
        let text = period.map_or("", |p| p.text.as_str());
        let several = figure.qualifiers.contains(&"累计") || years.is_some_and(|y| y > 1) || is_years(text);
        let list = match () {
            () if means.binary_search(&index).is_ok() => &mut told.each,
            () if several => &mut told.together,
            () => &mut told.yearly,
        };
        if list.len() < KEPT {
            list.push(index);
        }
    }
    let ten = Decimal::TEN;
    for told in by_name.values() {
        let value = |k: &usize| figures.get(*k).and_then(amount_of).map(|(value, _)| value);
        for all in &told.together {
            let Some(sum) = value(all).filter(|v| *v > Decimal::ZERO) else { continue };
            // Two to eight years of it, were the sum ten times more.
            let slip = |k: &&usize| {
                value(k).is_some_and(|one| {
                    let times = sum.checked_mul(ten).and_then(|s| s.checked_div(one));
                    one > sum && times.is_some_and(|t| t >= Decimal::TWO && t <= Decimal::from(8))
                })
            };
            if let Some(one) = told.yearly.iter().find(slip) {
                let (a, b) = (&figures[*all].text, &figures[*one].text);
                let note = said(
                    format!("累计{a}，少于一年的{b}：请核对数位"),
                    format!("{a} in all, less than {b} in one year: look at the places"),
                );
                let places = [(*all, &figures[*all].spans), (*one, &figures[*one].spans)];
                out.push(Fault::of("sum", Severity::Warning, &places, note));
                break;
            }
            let tenth = |k: &&usize| {
                value(k).is_some_and(|mean| {
                    let times = mean.checked_mul(Decimal::from(50)).and_then(|m| sum.checked_div(m));
                    times.is_some_and(|t| t >= Decimal::new(9, 1) && t <= Decimal::new(15, 1))
                })
            };
            let five = figures[*all].period.as_ref().is_some_and(|p| p.text.contains("五年") || p.text.contains("5年"));
            if let Some(mean) = told.each.iter().find(tenth).filter(|_| five) {
                let (a, b) = (&figures[*all].text, &figures[*mean].text);
                let due = number(sum / Decimal::from(5), 0);
                let note = said(
                    format!("五年共{a}，平均每年约{due}，写的是{b}：请核对数位"),
                    format!("{a} in five years are about {due} each year; written is {b}: look at the places"),
                );
                let places = [(*mean, &figures[*mean].spans), (*all, &figures[*all].spans)];
                out.push(Fault::of("sum", Severity::Warning, &places, note));
            }
        }
    }
}

/// Whether the words of a time are of several years together.
fn is_years(text: &str) -> bool {
    ["五年", "5年", "三年", "四年"].iter().any(|w| text == *w || text.ends_with(&format!("过去{w}")))
}

/// The figures that are told of each year, by their index: noted line by line, as it is said in words.
pub(super) fn means_of_line(line: &Line<'_>, means: &mut Vec<usize>) {
    for index in 0..line.figures.len() {
        let clause = super::against::clause(line, index);
        if line.figures[index].qualifiers.contains(&"年均") || has(clause, &["平均每年", "年均", "每年"]) {
            means.push(line.first + index);
        }
    }
}
