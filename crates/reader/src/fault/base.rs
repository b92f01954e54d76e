//! The base of a change: per cent where percentage points are meant, and growth over several years from nowhere.

use super::interval::decimal;
use super::line::{Line, has};
use super::said::{number, said};
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Mode, Tense};
use crate::search::ends;
use rust_decimal::Decimal;

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for (index, figure) in line.figures.iter().enumerate() {
        if gap(line, index) {
            let points = figure.text.trim_end_matches('%');
            let note = said(
                format!("两个比率相比，差距应为{points}个百分点；如{}是对方的数，请写明", figure.text),
                format!(
                    "two rates are {points} percentage points apart, not per cent; if {} is the other's, say so",
                    figure.text
                ),
            );
            out.push(Fault::of("base", Severity::Warning, &[(line.first + index, &figure.spans)], note));
        } else if let Some(due) = of_ends(line, index) {
            let note = said(
                format!("两个比率相差{}个百分点，写的是{}", number(due, 2), figure.text),
                format!("the two rates are {} percentage points apart; written is {}", number(due, 2), figure.text),
            );
            out.push(Fault::of("base", Severity::Error, &[(line.first + index, &figure.spans)], note));
        } else if points(line, index) {
            let name = figure.indicator.as_deref().unwrap_or("");
            let note = said(
                format!(
                    "{name}本身以%计，增减{}是指百分之几，还是{}个百分点",
                    figure.text,
                    figure.text.trim_end_matches('%')
                ),
                format!("{name} is itself in per cent: is its change of {} meant in percentage points", figure.text),
            );
            out.push(Fault::of("base", Severity::Warning, &[(line.first + index, &figure.spans)], note));
        } else if baseless(line, index) {
            let period = figure.period.as_ref().map_or("", |p| p.text.as_str());
            let note = said(
                format!("“{period}”跨几年，增幅{}是累计还是年均、与哪一年相比，没有写明", figure.text),
                format!(
                    "“{period}” is several years: is {} the rise of all of them or of each, and from which year",
                    figure.text
                ),
            );
            out.push(Fault::of("base", Severity::Hint, &[(line.first + index, &figure.spans)], note));
        }
    }
}

/// 由84.6%增加到88.9%,提高4.3%: the points between the two, called per cent.
fn of_ends(line: &Line<'_>, index: usize) -> Option<Decimal> {
    let (last, figure) = (line.figures.get(index.checked_sub(1)?)?, &line.figures[index]);
    let (from, to) = (last.from.as_ref()?, last.to.as_ref()?);
    let words = line.between(index - 1, index);
    let moved = words.first() == Some(&',')
        && words.len() <= 4
        && has(words, &["提高", "上升", "下降", "降低", "提升", "增加"]);
    let rates = from.unit == "%" && to.unit == "%" && figure.unit == "%" && figure.from.is_none();
    let due = decimal(to.value?)?.checked_sub(decimal(from.value?)?)?.abs();
    (moved && rates && due == decimal(figure.value?)?.abs() && !due.is_zero()).then_some(due)
}

/// Longest name of whom a rate is compared with.
const OTHER: std::ops::RangeInclusive<usize> = 2..=10;

/// 农村居民收入增速快于城镇1.6%; 增长7.2%,高于全省平均水平1.9%.
fn gap(line: &Line<'_>, index: usize) -> bool {
    let figure = &line.figures[index];
    let before = line.before(index);
    let clause = &before[before.iter().rposition(|c| matches!(c, ',' | ';' | '。')).map_or(0, |i| i + 1)..];
    let than = lists().than.iter().filter_map(|w| crate::search::find(clause, w, clause.len())).min();
    let Some((head, other)) = than.map(|at| (&clause[..at], &clause[at + 2..])) else { return false };
    let named = ["增速", "增幅", "涨幅", "降幅", "比重", "占比", "增长率", "化率", "收益率", "率"];
    let last = index.checked_sub(1).and_then(|k| line.figures.get(k));
    let rate = if head.is_empty() {
        // The rate stands right before: 增长7.2%,高于….
        let rate = |f: &Figure| f.unit == "%" && matches!(f.measure, Kind::ChangePct | Kind::Share);
        last.is_some_and(rate) && before.len() == clause.len() + 1
    } else {
        named.iter().any(|w| ends(head, w))
    };
    let plain = OTHER.contains(&other.len())
        && !other.iter().any(|c| matches!(c, '(' | '“' | '、'))
        && !lists().compared_with.iter().any(|w| ends(other, w));
    let own = figure.unit == "%" && figure.from.is_none() && figure.value_high.is_none() && figure.bound.is_none();
    rate && plain && own && !matches!(line.after(index).first(), Some('的' | '以' | '左' | '和' | '、' | '('))
}

/// 城镇化率提高3%.
fn points(line: &Line<'_>, index: usize) -> bool {
    let figure = &line.figures[index];
    let name = figure.indicator_name.as_deref().unwrap_or("");
    let rate = lists().shares.iter().any(|w| name.ends_with(w)) && !lists().no_shares.iter().any(|w| name.ends_with(w));
    let before = line.before(index);
    let verb = &before[before.len().saturating_sub(5)..];
    let moved =
        has(verb, &["提高", "提升", "上升", "下降", "降低", "增长", "增加", "减少"]) && !has(verb, &["到", "至", "为"]);
    // The name has to stand in this clause: 失业率5.5%左右，居民消费价格上涨2%.
    let clause = &before[before.iter().rposition(|c| matches!(c, ',' | ';' | '、' | '。')).map_or(0, |i| i + 1)..];
    let last = name.chars().next_back();
    let own = last.is_some_and(|last| clause.contains(&last))
        || index > 0
            && line.figures[index - 1].measure == Kind::Share
            && line.figures[index - 1].indicator == figure.indicator;
    let change = figure.kind == Kind::ChangePct || figure.measure == Kind::ChangePct;
    rate && moved
        && own
        && change
        && figure.unit == "%"
        && figure.from.is_none()
        && figure.mode != Some(Mode::CompletionOfPlan)
}

/// “十五五”期间粮食产量增长12%: of all five years, or of each. What is reported, 五年增长12%, is of all of them, as everybody
/// reads it; a target has to say.
fn baseless(line: &Line<'_>, index: usize) -> bool {
    let figure: &Figure = &line.figures[index];
    let before = line.before(index);
    let clause = &before[before.iter().rposition(|c| matches!(c, ',' | ';' | '。')).map_or(0, |i| i + 1)..];
    let written: Vec<char> = figure.period.as_ref().map(|p| p.text.chars().collect()).unwrap_or_default();
    // The time stands with the number, and is that of years: not 投入强度创10年来新高.
    let with = clause.windows(written.len().max(1)).any(|w| w == written)
        && ["年", "期间", "时期"].iter().any(|end| figure.period.as_ref().is_some_and(|p| p.text.ends_with(end)));
    if figure.tense != Tense::Planned || !with || has(clause, &["稳定", "保持", "控制", "由", "从"]) {
        return false;
    }
    let several =
        figure.period.as_ref().and_then(|p| p.start.zip(p.end)).is_some_and(|(start, end)| end.year() > start.year());
    let said = figure.base.is_some()
        || figure.qualifiers.iter().any(|q| matches!(*q, "年均" | "累计" | "同比"))
        || has(line.before(index), &["年均", "累计", "平均", "比", "较", "同比", "总共"]);
    figure.measure == Kind::ChangePct
        && figure.unit == "%"
        && several
        && !said
        && figure.mode.is_none()
        && figure.from.is_none()
}
