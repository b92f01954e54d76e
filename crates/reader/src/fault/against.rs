//! What stands beside its comparison: 收入96万元,比上年的80万元增长30%; 高于7%的计划目标; 为计划80亿元的105%, 超计划4亿元.

use super::growth;
use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, said};
use super::size::{Size, size};
use super::{Fault, Severity};
use crate::reading::{Figure, Kind};
use crate::search::{ends, stands};

/// What the old level is called right before its number: 上年为, 比上年的.
const LAST: &[&str] =
    &["上年", "去年", "上年同期", "去年同期", "同期", "上年末", "年初", "上年底", "上年决算数", "上年执行数"];
/// What a plan is called right before its number.
const PLANS: &[&str] = &["计划", "预算", "目标", "任务", "计划目标", "预算数", "目标任务"];
/// Farthest from the new level to the old, in characters.
const REACH: usize = 60;

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        old_level(line, index, out);
        higher(line, index, out);
    }
}

/// The words of its own clause before a figure.
pub(super) fn clause<'a>(line: &'a Line<'_>, index: usize) -> &'a [char] {
    let before = line.before(index);
    &before[before.iter().rposition(|c| matches!(c, ',' | ';' | ':' | '。' | '、' | '(')).map_or(0, |i| i + 1)..]
}

/// Whether a figure is a plain level.
pub(super) fn is_level(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Level | Kind::CountDone) && figure.from.is_none() && figure.value_high.is_none()
}

/// Whether the figure at `index` says what a level was: 比上年的80万元, 上年为80万元.
pub(super) fn is_old(line: &Line<'_>, index: usize) -> bool {
    let words = clause(line, index);
    let year = |words: &[char]| {
        LAST.iter().any(|last| ends(words, last))
            || matches!(words, [.., '年'] | [.., '年', '末' | '底' | '初']) && words.iter().any(char::is_ascii_digit)
    };
    match words {
        // 较“十三五”末的93亿元
        ['比' | '较', rest @ .., '末', '的'] if rest.contains(&'五') && rest.len() <= 8 => true,
        [rest @ .., '的'] => matches!(rest.first(), Some('比' | '较' | '与')) && year(rest),
        // 比“十三五”期间40亿元
        ['比' | '较', rest @ ..] if ["期间", "时期"].iter().any(|end| ends(rest, end)) => rest.contains(&'五'),
        [rest @ .., '为' | '是'] => rest.len() <= 8 && year(rest),
        _ => false,
    }
}

/// Whether a plan's number stands at `index`.
pub(super) fn is_plan(line: &Line<'_>, index: usize) -> bool {
    PLANS.iter().any(|plan| ends(clause(line, index), plan))
}

/// 收入96万元,完成预算90万元的107%,比上年的80万元增长30%; 上年为80万元,增长30%.
fn old_level(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    if !is_old(line, index) || !is_level(&line.figures[index]) {
        return;
    }
    let Some(old) = size(&line.figures[index]) else { return };
    // The new level: what the sentence told last in the same unit, but for what was planned.
    let mut found: Option<(usize, Size<'_>)> = None;
    for k in (0..index).rev() {
        let between = line.words.get(line.range(k).end..line.range(index).start).unwrap_or_default();
        if between.len() > REACH || between.iter().any(|c| matches!(c, ';' | '。')) || has(between, &["其中"]) {
            return;
        }
        // 短收13.65亿元: by how much, and no level.
        let gap = has(clause(line, k), &["短收", "超收", "超支", "结余", "差额", "缺口", "净增", "少收", "多收"]);
        if is_level(&line.figures[k]) && !is_plan(line, k) && !line.in_brackets(k) && !gap {
            found = size(&line.figures[k]).map(|new| (k, new));
            break;
        }
    }
    let Some((new_at, new)) = found else { return };
    let same = |f: &Figure| f.indicator_name == line.figures[new_at].indicator_name;
    if !same(&line.figures[index]) {
        return;
    }
    if new.unit != old.unit {
        // 吞吐量218万吨,比上年的196万标箱增长11%: what is compared is counted in one unit.
        let kind = |k: usize| line.figures[k].amount.as_ref().map(|a| a.dimension);
        let alone = new_at + 1 == index && line.between(new_at, index).len() <= 10;
        if !alone || kind(new_at).zip(kind(index)).is_none_or(|(a, b)| a == b) {
            return;
        }
        let (now, was) = (&line.figures[new_at], &line.figures[index]);
        let note = said(
            format!("这里写{}，相比的是{}：单位不同", now.text, was.text),
            format!("{} is compared with {}: the units differ", now.text, was.text),
        );
        let places = [(line.first + new_at, &now.spans), (line.first + index, &was.spans)];
        out.push(Fault::of("unit", Severity::Error, &places, note));
    }
    for next in index + 1..line.figures.len().min(index + 3) {
        let growth = &line.figures[next];
        let words = line.between(next - 1, next);
        if !matches!(growth.kind, Kind::ChangePct | Kind::ChangeAbs)
            || !same(growth)
            || words.len() > 12
            || has(words, &["其中"])
        {
            return;
        }
        growth::against_old(line, (index, new_at, next), (&old, &new), out);
    }
}

/// 增长6.2%,高于7.0%的计划目标0.8个百分点: higher is more, and by so many points.
fn higher(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some(other) = index.checked_sub(1).map(|_| &line.figures[index]) else { return };
    let words = clause(line, index);
    let above = ["高于", "快于", "高出", "超过", "好于"].iter().any(|w| stands(words, 0, w));
    let below = ["低于", "慢于", "少于"].iter().any(|w| stands(words, 0, w));
    let rate =
        |f: &Figure| f.unit == "%" && matches!(f.measure, Kind::ChangePct | Kind::Share) && f.value_high.is_none();
    let figure = &line.figures[index - 1];
    // Of itself and nobody else: 高于全国7%.
    let bare = words.len() <= 3 || PLANS.iter().any(|p| ends(words, p)) || LAST.iter().any(|l| ends(words, l));
    if !(above || below)
        || !bare
        || !rate(other)
        || !rate(figure)
        || line.between(index - 1, index).len() > words.len() + 1
    {
        return;
    }
    let (Some(own), Some(held)) = (size(figure), size(other)) else { return };
    let wrong = above && held.interval.above(own.interval) || below && own.interval.above(held.interval);
    let places = [(line.first + index - 1, &figure.spans), (line.first + index, &other.spans)];
    if wrong {
        let note = if above {
            said(
                format!("写的是高于，可是{}小于{}", figure.text, other.text),
                format!("said to be higher, yet {} is less than {}", figure.text, other.text),
            )
        } else {
            said(
                format!("写的是低于，可是{}大于{}", figure.text, other.text),
                format!("said to be lower, yet {} is more than {}", figure.text, other.text),
            )
        };
        out.push(Fault::of("growth", Severity::Error, &places, note));
        return;
    }
    let Some(points) =
        line.figures.get(index + 1).filter(|f| f.unit.ends_with("百分点") && line.between(index, index + 1).len() <= 8)
    else {
        return;
    };
    let judge = || {
        let due = if above { own.interval.minus(held.interval)? } else { held.interval.minus(own.interval)? };
        let written = Interval::cut_or_rounded(decimal(points.value?)?.abs())?;
        (!due.meets(written)).then_some(due)
    };
    let Some(due) = judge() else { return };
    let note = said(
        format!("{}与{}相差{}个百分点，写的是{}", figure.text, other.text, about(due), points.text),
        format!("{} and {} are {} points apart; written is {}", figure.text, other.text, about(due), points.text),
    );
    let places = [(line.first + index + 1, &points.spans), places[0], places[1]];
    out.push(Fault::of("growth", Severity::Error, &places, note));
}
