//! What was done, beside the plan for it: 为年度计划78亿元的105.9%, 超计划4.6亿元, 超前6.1个百分点.

use super::against::{clause, is_level, is_plan};
use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, number, said};
use super::size::size;
use super::{Fault, Severity};
use crate::reading::Figure;
use crate::search::stands;
use crate::span::{Span, Spans};
use rust_decimal::Decimal;

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        completed(line, index, out);
        said_so(line, index, out);
        schedule(line, index, out);
    }
}

/// From the end of one figure to the end of the next, where nothing tore them apart.
fn from_to(left: &Spans, right: &Spans) -> Spans {
    let ends = left.last().zip(right.last()).map(|(a, b)| (a.end(), b.end()));
    ends.filter(|(a, b)| a < b && b - a < 40).map_or_else(|| right.clone(), |(a, b)| Span::new(a, b).into())
}

/// Words that say that more was done than planned, and less.
const MORE: &[&str] = &["多完成", "超收", "超额完成", "超计划", "超额"];
const LESS: &[&str] = &["少完成", "短收", "欠收", "少收", "未完成", "尚差", "欠账"];

/// 为年度计划88亿元的109.4%,比计划少完成8.3亿元: the share says otherwise.
fn said_so(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some([plan, share, gap]) = line.figures.get(index..index + 3) else { return };
    let words = line.between(index + 1, index + 2);
    let of_plan = is_plan(line, index) && share.unit == "%" && line.between(index, index + 1) == ['的'];
    if !of_plan || words.len() > 10 || words.first() != Some(&',') || size(gap).is_none() {
        return;
    }
    let (more, less) = (has(words, MORE), has(words, LESS));
    let Some(written) = size(share) else { return };
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    let wrong = more && !less && hundred.above(written.interval) || less && !more && written.interval.above(hundred);
    if !wrong {
        return;
    }
    let said_words: String = words[1..].iter().collect();
    let note = said(
        format!("完成{}的{}，写的却是“{said_words}”", plan.text, share.text),
        format!("{} of {}, yet said to be “{said_words}”", share.text, plan.text),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    // The words are what is wrong, and not their number.
    let mut fault = Fault::of("share", Severity::Error, &[at(index + 2), at(index + 1), at(index)], note);
    fault.spans = from_to(&share.spans, &gap.spans);
    out.push(fault);
}

/// 占33.9%,与40%的时序进度相比超前6.1个百分点.
fn schedule(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some([done, due, gap]) = line.figures.get(index..index + 3) else { return };
    let (head, tail) = (line.between(index, index + 1), line.between(index + 1, index + 2));
    let rates = done.unit == "%" && due.unit == "%" && gap.unit == "个百分点";
    let named = tail.starts_with(&['的']) && has(tail, &["进度"]) && tail.len() <= 14 && head.len() <= 6;
    let (ahead, behind) = (has(tail, &["超前", "快", "超出", "高"]), has(tail, &["滞后", "落后", "慢", "低"]));
    let Some((own, other)) = size(done).zip(size(due)).filter(|_| rates && named && ahead != behind) else { return };
    if !(ahead && other.interval.above(own.interval) || behind && own.interval.above(other.interval)) {
        return;
    }
    let note = said(
        format!("{}与{}的进度相比，写的却是“{}”", done.text, due.text, if ahead { "超前" } else { "滞后" }),
        format!("{} beside {} due is said to be {}", done.text, due.text, if ahead { "ahead" } else { "behind" }),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    let mut fault = Fault::of("growth", Severity::Error, &[at(index + 2), at(index), at(index + 1)], note);
    fault.spans = from_to(&due.spans, &gap.spans);
    out.push(fault);
}

/// 完成投资82.6亿元,为年度计划78亿元的105.9%,超计划4.6亿元; 超目标3000人的108%.
fn completed(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some(done_at) = index.checked_sub(1) else { return };
    let figures = line.figures;
    if !is_plan(line, index) {
        return;
    }
    let words = clause(line, index);
    let Some((done, plan)) = size(&figures[done_at]).zip(size(&figures[index])) else { return };
    let bare = |f: &Figure| f.from.is_none() && f.value_high.is_none() && f.bound.is_none();
    let near = line.between(done_at, index).len() <= words.len() + 1;
    if done.unit != plan.unit
        || !is_level(&figures[done_at])
        || !bare(&figures[index])
        || !near
        || plan.interval.low <= Decimal::ZERO
    {
        return;
    }
    let Some(share) = figures.get(index + 1).filter(|f| f.unit == "%" && line.between(index, index + 1) == ['的'])
    else {
        return;
    };
    let at = |k: usize| (line.first + k, &figures[k].spans);
    let judge = || {
        let due = done.interval.over(plan.interval)?.scaled(Decimal::ONE_HUNDRED)?;
        let written = decimal(share.value?)?;
        Some((due, due.meets(Interval::rounded(written)?), due.meets(Interval::cut_or_rounded(written)?)))
    };
    let Some((due, fits, last_place)) = judge() else { return };
    // 超目标3000人的108% says that three thousand were passed by as much again.
    if fits && stands(words, 0, "超") && !stands(words, 0, "超额完成") {
        let over = about(due.minus(Interval::exactly(Decimal::ONE_HUNDRED)).unwrap_or(due));
        let note = said(
            format!("{}是{}的{}，超出的是{over}%", figures[done_at].text, figures[index].text, share.text),
            format!("{} is {} of {}: it exceeds it by {over}%", figures[done_at].text, share.text, figures[index].text),
        );
        out.push(Fault::of("base", Severity::Error, &[at(index + 1), at(index), at(done_at)], note));
        return;
    }
    if fits || stands(words, 0, "超") {
        return;
    }
    let note = said(
        format!("{}÷{}≈{}%，写的是{}", number(done.value, 6), number(plan.value, 6), about(due), share.text),
        format!("{}÷{} ≈ {}%; written is {}", number(done.value, 6), number(plan.value, 6), about(due), share.text),
    );
    let severity = if last_place { Severity::Warning } else { Severity::Error };
    out.push(Fault::of("share", severity, &[at(index + 1), at(index), at(done_at)], note));
}
