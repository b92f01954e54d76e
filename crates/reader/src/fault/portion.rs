//! Shares and rates that follow from what is told around them: 税收占比 of 税收 and the income it is a part of; 审减率 of what was asked
//! and cut; shares of one whole that make it the same each; 为预算的105.2% of two amounts in two units.

use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, said};
use super::size::{Size, multiplier, size};
use super::slip::unswapped;
use super::sum::is_amount;
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Mode};
use crate::search::ends;
use rust_decimal::Decimal;

/// How far back, in figures, the amounts of a share are looked for.
const BACK: usize = 12;

pub(super) fn of_line(line: &Line<'_>, all: &[Figure], out: &mut Vec<Fault>) {
    for index in 1..line.figures.len() {
        let share = &line.figures[index];
        let found = || out.iter().rev().take(8).any(|f| f.figures.contains(&(line.first + index)));
        if !is_plain(share) || found() {
            continue;
        }
        named_again(line, all, index, out);
        cut(line, index, out);
        of_people(line, all, index, out);
        of_plan(line, index, out);
    }
    one_whole(line, out);
}

/// Whether a figure is one share in per cent.
fn is_plain(share: &Figure) -> bool {
    share.measure == Kind::Share && share.unit == "%" && share.from.is_none() && share.value_high.is_none()
}

/// The share in per cent.
fn due(part: &Size<'_>, whole: &Size<'_>) -> Option<Interval> {
    part.interval.over(whole.interval)?.scaled(Decimal::ONE_HUNDRED)
}

/// The number with two digits swapped; two digits are enough where the place of all three numbers is sure.
fn swapped(value: Decimal) -> impl Iterator<Item = Decimal> {
    let short = value.scale() == 0 && value >= Decimal::TEN && value < Decimal::ONE_HUNDRED;
    let turned = short.then(|| (value % Decimal::TEN) * Decimal::TEN + (value / Decimal::TEN).trunc());
    turned.into_iter().chain(unswapped(value))
}

/// What the share should be, where it does not follow from the two and two swapped digits explain it.
fn slip(share: &Figure, part: &Size<'_>, whole: &Size<'_>) -> Option<Decimal> {
    let due = due(part, whole).filter(|_| part.unit == whole.unit)?;
    let written = decimal(share.value?)?;
    if Interval::cut_or_rounded(written)?.meets(due) {
        return None;
    }
    swapped(written).find(|meant| Interval::rounded(*meant).is_some_and(|m| m.meets(due)))
}

/// The nearest of the amounts told before of which two swapped digits explain the share, and what it should be; `None` where it
/// fits one of them. `wholes`: nearest first.
fn misfit<'a>(
    share: &Figure,
    part: &Size<'_>,
    wholes: impl Iterator<Item = (usize, &'a Figure)>,
) -> Option<(usize, &'a Figure, Decimal)> {
    let wholes: Vec<(usize, &Figure, Size<'_>)> = wholes
        .filter(|(_, f)| is_amount(f))
        .filter_map(|(k, f)| Some((k, f, size(f).filter(|s| s.unit == part.unit && s.value > part.value)?)))
        .collect();
    let written = share.value.and_then(decimal).and_then(Interval::cut_or_rounded);
    let fits = |whole: &Size<'_>| written.zip(due(part, whole)).is_none_or(|(w, d)| w.meets(d));
    if wholes.iter().any(|(_, _, whole)| fits(whole)) {
        return None;
    }
    wholes.iter().find_map(|(k, f, whole)| Some((*k, *f, slip(share, part, whole)?)))
}

fn report(line: &Line<'_>, index: usize, meant: Decimal, of: [(usize, &Figure); 2], out: &mut Vec<Fault>) {
    let share = &line.figures[index];
    let [part, whole] = of;
    let note = said(
        format!("{}占{}的{meant}%，写的是{}", part.1.text, whole.1.text, share.text),
        format!("{} of {} are {meant}%; written is {}", part.1.text, whole.1.text, share.text),
    );
    let places = [(line.first + index, &share.spans), (part.0, &part.1.spans), (whole.0, &whole.1.spans)];
    out.push(Fault::of("share", Severity::Warning, &places, note));
}

/// 收入完成196亿元,其中税收完成135亿元,增长11%,税收占比61.9%.
fn named_again(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let share = &line.figures[index];
    let Some(stem) = share
        .indicator_name
        .as_deref()
        .and_then(|n| ["占比", "比重"].iter().find_map(|w| n.strip_suffix(w)).filter(|stem| stem.chars().count() >= 2))
    else {
        return;
    };
    let called = |k: &usize| {
        let figure = &line.figures[*k];
        is_amount(figure)
            && figure.base.is_none()
            && figure.indicator_name.as_deref().is_some_and(|n| n.starts_with(stem))
    };
    let Some(part_at) = (index.saturating_sub(BACK)..index).rfind(called) else { return };
    let Some(part) = size(&line.figures[part_at]) else { return };
    // The whole stands before the list that the part is of.
    if !has(line.before(part_at), &["其中"]) {
        return;
    }
    let from = (line.first + part_at).saturating_sub(BACK);
    let wholes = (from..line.first + part_at).rev().filter_map(|k| Some((k, all.get(k)?)));
    if let Some((k, whole, meant)) = misfit(share, &part, wholes.filter(|(_, f)| f.base.is_none())) {
        report(line, index, meant, [(line.first + part_at, &line.figures[part_at]), (k, whole)], out);
    }
}

/// 送审金额229亿元,审减30亿元,审减率31%: the rate is called after what was done with the part.
fn cut(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some(whole_at) = index.checked_sub(2) else { return };
    let (whole, part, share) = (&line.figures[whole_at], &line.figures[index - 1], &line.figures[index]);
    let Some(stem) = share.indicator.as_deref().and_then(|n| n.strip_suffix('率')) else { return };
    let amount = |f: &Figure| matches!(f.measure, Kind::Level | Kind::CountDone | Kind::ChangeAbs) && f.from.is_none();
    let near = line.between(whole_at, index - 1);
    let tied = stem.chars().count() >= 2 && ends(near, stem) && near.len() <= stem.chars().count() + 3;
    let joined = near.first() == Some(&',') && line.between(index - 1, index).len() <= stem.chars().count() + 4;
    if !tied || !joined || !is_amount(whole) || !amount(part) {
        return;
    }
    // What is cut is read as a fall.
    let sized = || {
        let value = decimal(part.value?)?.abs();
        let (by, unit) = multiplier(&part.unit);
        let interval = Interval::rounded(value)?.scaled(by)?;
        Some((Size { interval, value: value.checked_mul(by)?, unit, exact: false }, size(whole)?))
    };
    let Some((p, w)) = sized() else { return };
    if let Some(meant) = slip(share, &p, &w) {
        let at = |k: usize| (line.first + k, &line.figures[k]);
        report(line, index, meant, [at(index - 1), at(whole_at)], out);
    }
}

/// 常住人口942.3万人…。其中城镇人口818.9万人,占总人口比重89.6%.
fn of_people(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let (part, share) = (&line.figures[index - 1], &line.figures[index]);
    let words = line.between(index - 1, index);
    let takes =
        words.first() == Some(&',') && has(words, &["占总人口", "占常住人口", "占全部人口"]) && words.len() <= 26;
    let Some(own) = size(part).filter(|_| takes && is_amount(part)) else { return };
    let from = (line.first + index - 1).saturating_sub(BACK);
    let people = |f: &Figure| f.indicator_name.as_deref().is_some_and(|n| n.ends_with("人口")) && f.base.is_none();
    let wholes = (from..line.first + index - 1).rev().filter_map(|k| Some((k, all.get(k)?)));
    if let Some((k, whole, meant)) = misfit(share, &own, wholes.filter(|(_, f)| people(f))) {
        report(line, index, meant, [(line.first + index - 1, part), (k, whole)], out);
    }
}

/// 预算4582万元,实际完成4821亿元,为预算的105.2%: a step of units, or two swapped digits, make it right.
fn of_plan(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some(plan_at) = index.checked_sub(2) else { return };
    let (plan, done, share) = (&line.figures[plan_at], &line.figures[index - 1], &line.figures[index]);
    let words = line.between(index - 1, index);
    let of_plan = share.mode == Some(Mode::CompletionOfPlan)
        && words.first() == Some(&',')
        && words.len() <= 10
        && ends(words, "的");
    let behind = line.between(plan_at, index - 1);
    let told = lists().plan_told.iter().any(|w| has(line.before(plan_at), &[w]))
        && behind.first() == Some(&',')
        && behind.len() <= 10
        && has(behind, &["完成", "执行", "实现", "支出", "收入"]);
    if !of_plan || !told || !is_amount(plan) || !is_amount(done) {
        return;
    }
    let (Some(p), Some(d)) = (size(plan), size(done)) else { return };
    let judge = || {
        let due = due(&d, &p).filter(|_| p.unit == d.unit)?;
        let written = decimal(share.value?)?;
        let near = Interval::cut_or_rounded(written)?;
        if near.meets(due) {
            return None;
        }
        let step = [10_000i64, 100_000_000].into_iter().map(Decimal::from).find(|by| {
            let less = due.scaled(Decimal::ONE / *by).is_some_and(|d| near.meets(d));
            less || due.scaled(*by).is_some_and(|d| near.meets(d))
        });
        let meant = slip(share, &d, &p);
        Some((due, step, meant))
    };
    let Some((due, step, meant)) = judge() else { return };
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    if let Some(by) = step {
        let note = said(
            format!("{}是{}的{}，两数相差{by}倍：请核对单位", done.text, plan.text, share.text),
            format!("{} is said to be {} of {}: {by} times apart, look at the units", done.text, share.text, plan.text),
        );
        out.push(Fault::of("unit", Severity::Warning, &[at(index - 1), at(plan_at), at(index)], note));
    } else if let Some(meant) = meant {
        let note = said(
            format!("{}是{}的{}%，应是{meant}%，写的是{}", done.text, plan.text, about(due), share.text),
            format!("{} is {}% of {}; written is {}, {meant}% is meant", done.text, about(due), plan.text, share.text),
        );
        out.push(Fault::of("share", Severity::Warning, &[at(index), at(index - 1), at(plan_at)], note));
    }
}

/// Fewest amounts of which the others outvote one.
const PAIRS: usize = 3;

/// 工资支出37亿元,占财力的55.2%;…;项目支出14.9亿元,占财力的29%: the others make the whole 67亿元, and this one 51亿元.
fn one_whole(line: &Line<'_>, out: &mut Vec<Fault>) {
    let mut pairs: Vec<(usize, Vec<char>, Interval)> = Vec::new();
    for index in 1..line.figures.len() {
        let (part, share) = (&line.figures[index - 1], &line.figures[index]);
        let words = line.between(index - 1, index);
        let [',', '占', whole @ ..] = words else { continue };
        if !is_plain(share) || !is_amount(part) || whole.len() < 2 || whole.len() > 12 || part.bound.is_some() {
            continue;
        }
        let made = || {
            let part = size(part)?;
            let share = Interval::cut_or_rounded(decimal(share.value?)?)?.scaled(Decimal::new(1, 2))?;
            part.interval.over(share)
        };
        if let Some(made) = made() {
            pairs.push((index, whole.to_vec(), made));
        }
    }
    for n in 0..pairs.len() {
        let (index, whole, made) = &pairs[n];
        let others: Vec<&Interval> =
            pairs.iter().filter(|(k, w, _)| k != index && w == whole).map(|(_, _, i)| i).collect();
        if others.len() + 1 < PAIRS {
            continue;
        }
        let low = others.iter().map(|i| i.low).max();
        let high = others.iter().map(|i| i.high).min();
        let Some((low, high)) = low.zip(high).filter(|(low, high)| low <= high) else { continue };
        if made.high >= low && made.low <= high {
            continue;
        }
        let (part, share) = (&line.figures[index - 1], &line.figures[*index]);
        let by = multiplier(&part.unit).0;
        let all = Interval { low, high }.scaled(Decimal::ONE / by).map_or_else(String::new, about);
        let whole: String = whole.iter().collect();
        let note = said(
            format!(
                "按其余各项，{}总额约{all}{}，{}不是它的{}",
                whole.trim_end_matches('的'),
                part.unit,
                part.text,
                share.text
            ),
            format!("the others make the whole about {all}{}, of which {} is not {}", part.unit, part.text, share.text),
        );
        let at = |k: usize| (line.first + k, &line.figures[k].spans);
        out.push(Fault::of("share", Severity::Warning, &[at(index - 1), at(*index)], note));
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_are_swapped_as_well() {
        let of = |n: i64| swapped(Decimal::from(n)).map(|d| d.to_string()).collect::<Vec<_>>();
        assert_eq!(of(31), ["13"]);
        assert!(of(5).is_empty());
    }
}
