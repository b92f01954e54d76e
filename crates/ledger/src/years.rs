//! The years of a figure: those it says, those of what it is compared with, those of the passage it stands in.

use crate::around::Sentence;
use crate::class::Class;
use crate::context::Context;
use crate::lexicon::Lexicon;
use crate::says::Says;
use crate::when::{self, Basis, When};
use luoshi_reader::{Figure, Kind, Period};

/// The years of a figure.
pub(crate) fn years(
    figure: &Figure,
    words: &Sentence<'_>,
    context: &Context,
    year: Option<i16>,
    class: Class,
    says: Says,
    mean: bool,
) -> Option<When> {
    let target = says == Says::Target;
    let grows = matches!(class, Class::Rate | Class::Change | Class::Points | Class::Multiple);
    // In the part that sets tasks a result without a year may be of any.
    let unplaced = !target
        && !context.looks_back
        && words.unplaced(figure.period.as_ref().and_then(|p| when::said(p, year)), context);
    let mut when = if target {
        // 保持近两年的水平；发电量…: what only looks back is no time for a target.
        let looks = |p: &&Period| Lexicon::get().words("looks.back").iter().any(|w| p.text.starts_with(w));
        context.of_target(figure.period.as_ref().filter(|p| !looks(p)), year)?
    } else {
        context.of_result(figure.period.as_ref(), year)?
    };
    if unplaced {
        when.basis = Basis::Unclear;
    }
    // 第一季度下降2%: of which year is clear, and that it is not the whole of it.
    if figure.period.as_ref().is_some_and(when::is_part) {
        when.part = true;
    }
    // 届时，经济总量超过…: at the end of what is planned.
    if target && matches!(class, Class::Amount | Class::Share) && !mean && words.by_then(figure) {
        when = When { start: when.end, by: true, ..when };
    }
    // 预计明年春耕时达到50万个: in the year after, and not at its end.
    if when.basis != Basis::Said
        && let Some(year) = year.filter(|_| words.next_year(figure))
    {
        when = When { part: true, ..When::years(year + 1, year + 1, Basis::Unclear) };
    }
    // 比一九五二年的二百亿元增长: the amount is that of the year it is compared with.
    if !target
        && matches!(class, Class::Amount | Class::Share)
        && let Some(base) = figure.base.as_deref().and_then(|b| year_of(b, year)).filter(|b| *b < when.end)
    {
        return Some(When::years(base, base, Basis::Said));
    }
    // 一九五七年比一九五二年增长: over the years between.
    if let Some(base) = figure.base.as_deref().and_then(|b| year_of(b, year))
        && grows
        && base + 1 < when.end
        && when.is_year()
    {
        when = When { start: base + 1, by: false, ..when };
    }
    // 在1954年的基数上增长, in a plan of five years: over those left of it.
    if target
        && grows
        && let Some(base) =
            figure.base.as_deref().and_then(|b| year_of(b, year)).filter(|b| when.start <= *b && *b < when.end)
    {
        when = When { start: base + 1, by: false, ..when };
    }
    if grows
        && let Some((from, to)) = words.between(figure, year)
        && (when.end == to || when.basis != Basis::Said)
    {
        when = When::years(from + 1, to, Basis::Said);
    }
    // 两年增长: not the growth of the last of them.
    if grows && !mean && when.is_year() && words.stretches(figure) && !words.each_year(figure) {
        when.part = true;
    }
    // 到1957年增产500亿斤: from now till then.
    if target && grows && !mean && when.by && when.is_year() {
        let start = context.ahead.map(|a| a.start).or(year).map_or(when.end, |from| from.min(when.end));
        let basis = if start == when.end { Basis::Unclear } else { when.basis };
        when = When { start, by: false, basis, ..when };
    }
    // 按调整后的“八五”计划，增长速度由平均每年6%调到8%: the mean of that plan.
    if target
        && mean
        && when.basis != Basis::Said
        && let Some((start, end)) = words.plan_named(figure, year)
    {
        return Some(When::years(start, end, Basis::Said));
    }
    // 三年内建成60个: from this year on.
    if target
        && when.basis != Basis::Said
        && words.planned.is_none_or(|(start, end)| start == end)
        && let (Some(year), Some(span)) = (year, words.span(figure))
    {
        return Some(When::years(year, year + span - 1, Basis::Said));
    }
    // 在1985年底以前建成400个: from now till then.
    if target
        && figure.measure == Kind::CountDone
        && when.by
        && let Some(ahead) = context.ahead.filter(|a| !a.is_year() && a.end == when.end)
    {
        return Some(ahead);
    }
    // A mean is one of several years: those the report looks back on or plans, where the sentence names but one.
    if let Some((start, end)) = if target { words.planned } else { words.reviewed }
        && mean
        && when.is_year()
        && end > start
    {
        when = When::years(start, end, Basis::Report);
    }
    // 回顾过去五年，…。去年达到90亿元，年均增长9%: of the five years.
    if !target
        && mean
        && grows
        && when.is_year()
        && let Some(stretch) = context.stretch.filter(|s| s.end == when.end)
    {
        when = When::years(stretch.start, stretch.end, Basis::Opener);
    }
    // A proportion or a stock that a plan of several years sets is one for its end.
    let has = |word: &str| figure.qualifiers.contains(&word);
    let reached = has("达到") || figure.from.is_some();
    let state = class == Class::Share || class == Class::Amount && figure.measure != Kind::CountDone && reached;
    if target && state && !mean && !when.is_year() && !has("累计") {
        when = When { start: when.end, by: true, ..when };
    }
    Some(when)
}

/// The year that a base names: 2015年, 一九五二年.
fn year_of(base: &str, year: Option<i16>) -> Option<i16> {
    let day = year.map(|y| jiff::civil::date(y, 3, 1));
    let found = luoshi_reader::recognise(base, day).times;
    found.first().and_then(|t| t.end.or(t.start)).map(jiff::civil::Date::year)
}
