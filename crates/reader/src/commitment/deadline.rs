//! By when: a time of the clause, a limit for a duty, or the time that the sentence began with.

use super::Said;
use super::head::Head;
use super::words::{Lexicon, Sorts};
use crate::time::{Time, TimeKind};
use jiff::civil::Date;
use std::ops::Range;

/// A deadline within its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct By {
    pub(super) range: Range<usize>,
    pub(super) date: Option<Date>,
    /// A duty is to be done within so many days, or by a day.
    pub(super) limit: bool,
    /// A length that something is to take: 用三年时间.
    pub(super) within: bool,
}

impl By {
    /// The same, with the words that make a limit of a length: 用|三年|左右时间.
    fn written(text: &[char], time: &Time) -> Self {
        let mut by = Self::of(time);
        let used = time.range.start.checked_sub(1).filter(|i| text.get(*i) == Some(&'用'));
        let end = time_behind(text, time.range.end);
        if let Some(start) = used.filter(|_| time.kind == TimeKind::Duration && end > time.range.end) {
            by.range = start..end;
        }
        by
    }

    fn of(time: &Time) -> Self {
        // 2027年6月底前 fixes a duty, 到2027年 only says what a state is for.
        let day = time.kind == TimeKind::Day;
        Self { range: time.range.clone(), date: time.end, limit: day, within: time.kind == TimeKind::Duration }
    }
}

/// The deadline of what a clause promises. `carried` is the time that the sentence has given before.
pub(super) fn deadline(
    words: &Lexicon,
    s: &Said<'_>,
    clause: &Range<usize>,
    head: &Head,
    carried: Option<usize>,
    object: Option<&Range<usize>>,
) -> Option<By> {
    if let Some(range) = limit(words, s.text, clause.clone()) {
        return Some(By { range, date: None, limit: true, within: false });
    }
    if let Some(range) = after(words, s.text, clause) {
        return Some(By { range, date: None, limit: false, within: false });
    }
    // 从2027年起 says from when a duty holds; 十八大以来 only looks back.
    let good = |time: &&Time| match time.kind {
        // 比1980年翻两番: a base.
        _ if time.range.start.checked_sub(1).and_then(|i| s.text.get(i)).is_some_and(|c| matches!(c, '比' | '较')) => {
            false
        }
        TimeKind::Since => s.text.get(time.range.end - 1) == Some(&'起'),
        TimeKind::Now => false,
        // 近年来, 三年来, 去年: looks back.
        _ if s.text.get(time.range.end - 1) == Some(&'来') && time.range.len() > 2 => false,
        _ if looks_back(s.text.get(time.range.clone()).unwrap_or_default()) => false,
        // What was carried here was looked at in its own clause.
        _ if time.range.start >= clause.start && is_name(words, s, time, clause) => false,
        _ => !matches!(s.text.get(time.range.clone()), Some(['年', '均'] | ['逐', '年'])),
    };
    let exact = |time: &&Time| good(time) && !matches!(time.kind, TimeKind::Frequency | TimeKind::Duration);
    let at = |index: Option<usize>| index.and_then(|i| s.times.get(i));
    if let Some(time) = at(head.time).filter(exact) {
        return Some(By::of(time));
    }
    let first = s.times.partition_point(|t| t.range.start < clause.start);
    let inside = || s.times.get(first..).unwrap_or_default().iter().take_while(|t| t.range.end <= clause.end);
    // 年内, 2027年底前 anywhere; a bare year where a verb, 在 or the end follows: 2025年民生实事 is a name.
    let free = |time: &&Time| {
        let next = s.text.get(time.range.end).filter(|_| time.range.end < clause.end);
        let verb = words.at(s.text, time.range.end, clause.end);
        // 把全年物价涨幅控制在…
        let moved = time.range.start.checked_sub(1).filter(|i| *i >= clause.start).and_then(|i| s.text.get(i));
        time.kind == TimeKind::Deadline
            || moved == Some(&'把')
            || next.is_none_or(|c| matches!(c, '在' | '前' | ',' | '达' | '力' | '把' | '要' | '拟' | '将'))
            || verb.is_some_and(|(len, w)| len > 1 && w.is(Sorts::VERB | Sorts::ADVERB | Sorts::STATE | Sorts::LEAD))
            || object.is_some_and(|o| o.start == time.range.end)
    };
    if let Some(time) = inside().filter(exact).find(free) {
        return Some(By::of(time));
    }
    if let Some(time) = at(carried).filter(exact) {
        return Some(By::of(time));
    }
    // 每年, and 用三年时间.
    let often = |time: &&Time| {
        let before = time.range.start.checked_sub(1).and_then(|i| s.text.get(i));
        time.kind == TimeKind::Frequency && good(time) || time.kind == TimeKind::Duration && before == Some(&'用')
    };
    inside()
        .find(often)
        .or_else(|| at(carried).filter(often))
        .or_else(|| at(head.time).filter(good))
        .map(|time| By::written(s.text, time))
}

/// Where the 时间 ends that stands behind a length: 三年|左右的时间. A length without one ends at `at`.
pub(super) fn time_behind(text: &[char], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let about = if rest.starts_with(&['左', '右']) { 2 } else { 0 };
    let of = about + usize::from(rest.get(about) == Some(&'的'));
    if rest.get(of..).is_some_and(|rest| rest.starts_with(&['时', '间'])) { at + of + 2 } else { at }
}

/// 去年, 过去五年, 这几年: nothing is due then. 近几年内 lies ahead.
fn looks_back(time: &[char]) -> bool {
    match time {
        ['近', .., '内' | '里' | '期'] => false,
        _ => matches!(
            time,
            ['近' | '去' | '往', ..]
                | ['过', '去', ..]
                | ['最', '近', ..]
                | ['前', '几', ..]
                | ['上', '年' | '一', ..]
                | ['这', '几' | '些', ..]
        ),
    }
}

/// Whether a time is the bare name of a plan: 编制“十五五”规划, 实现“十四五”圆满收官 say which plan, and not by when. What
/// begins its clause and leads to a verb is a time: “十五五”累计新增….
pub(super) fn is_name(words: &Lexicon, s: &Said<'_>, time: &Time, clause: &Range<usize>) -> bool {
    let name = matches!(s.text.get(time.range.clone()), Some(['“', .., '”'] | [_, '五'] | [.., '计', '划']));
    let leads = || {
        let next = words.at(s.text, time.range.end, clause.end);
        time.range.end == clause.end
            || next.is_some_and(|(_, w)| w.is(Sorts::LEAD | Sorts::ADVERB | Sorts::VERB) && !w.is(Sorts::NOUN))
    };
    // “十五五”发展的主要目标是:… heads what is to be by then.
    let heads = || matches!(s.text.get(clause.end - 1), Some('是' | '为' | '定'));
    name && !(time.range.start == clause.start && (leads() || heads()))
}

/// A limit for a duty in `range`: 7个工作日内, 自收到申请之日起30日内.
pub(super) fn limit(words: &Lexicon, text: &[char], range: Range<usize>) -> Option<Range<usize>> {
    let inside = text.get(..range.end)?;
    let mut from = range.start;
    while let Some(step) = inside.get(from..)?.iter().position(|c| *c == '内') {
        let at = from + step;
        from = at + 1;
        // The unit, and before it the number.
        let unit = (1..=5).rev().find_map(|n| {
            let start = at.checked_sub(n).filter(|start| *start >= range.start)?;
            (words.within(inside, start) == Some(n)).then_some(start)
        });
        let Some(unit) = unit else { continue };
        let digits = inside[range.start..unit]
            .iter()
            .rev()
            .take_while(|c| c.is_ascii_digit() || crate::number::is_plain(**c))
            .count();
        if digits == 0 {
            continue;
        }
        let number = unit - digits;
        // 自…起, 在: what it is counted from.
        let from = inside[range.start..number].iter().rposition(|c| *c == '自');
        let start = match from {
            Some(i) if matches!(inside.get(number - 1), Some('起' | '后' | ',')) => range.start + i,
            _ => number,
        };
        return Some(start..at + 1);
    }
    None
}

/// A year or a day counted from what the clause names: 于认定次年.
fn after(words: &Lexicon, text: &[char], clause: &Range<usize>) -> Option<Range<usize>> {
    /// Longest name of what it is counted from.
    const NAME: usize = 8;
    let counts = |c: &char| matches!(c, '于' | '在' | '自');
    // Most clauses have none of these, and are done with.
    if !text.get(clause.clone())?.iter().any(counts) {
        return None;
    }
    (clause.start + 1..=clause.end).find_map(|end| {
        let len = words.after(text, end)?;
        let from = end.saturating_sub(len + NAME).max(clause.start);
        let at = text.get(from..end)?.iter().rposition(counts)?;
        Some(from + at + 1..end)
    })
}
