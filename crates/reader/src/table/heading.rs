//! What the cells at the head of a column say: words, a time, a unit.

use super::words::{Head, TableWords};
use crate::figure::Grammar;
use crate::time::{self, Anchor};
use jiff::civil::Date;
use std::ops::Range;

/// Longest text that is taken for a heading.
const LONGEST: usize = 40;

/// A cell read as a heading.
// Each flag is something the words say; they are independent.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Default)]
pub(super) struct Heading {
    /// What its words say, in order; those in brackets where there are no others.
    pub(super) heads: Vec<Head>,
    /// The last time it names, in characters of the cell.
    pub(super) time: Option<(Range<usize>, Option<Date>, Option<Date>)>,
    /// What a growth is held against: 1985年 of 比1985年增长, 上年 of 比上年增长.
    pub(super) base: Option<Range<usize>>,
    /// The times that it names side by side, where there are several: 2027年/2030年.
    pub(super) beside: Vec<(Range<usize>, Option<Date>, Option<Date>)>,
    /// The unit it gives for what stands below.
    pub(super) unit: Vec<char>,
    /// It says 目标.
    pub(super) is_goal: bool,
    /// It names two things: 主要任务及责任单位.
    pub(super) is_joined: bool,
    /// It is the name of a place, 白塔区, or of a part of all, 城镇, for which the numbers below are.
    pub(super) is_place: bool,
    /// Only its end is known, behind words that are not: 检查日期.
    pub(super) is_tail: bool,
    /// Characters that no list knows, and those that one does.
    unknown: usize,
    known: usize,
}

impl Heading {
    /// Reads a cell.
    pub(super) fn new(text: &[char], grammar: &Grammar) -> Self {
        let mut out = Self::default();
        // 填报单位：is a blank to fill in.
        if text.is_empty() || text.len() > LONGEST || text.last() == Some(&':') {
            out.unknown = text.len();
            return out;
        }
        // 参与 joins nothing.
        let joins = |at: usize, c: char| match c {
            '与' => at == 0 || text.get(at - 1) != Some(&'参'),
            c => matches!(c, '及' | '和' | '、' | '('),
        };
        out.is_joined = text.iter().enumerate().any(|(at, c)| joins(at, *c));
        out.is_goal = crate::search::holds(text, "目标");
        let (plain, brackets) = apart(text);
        let mut inner = Vec::new();
        for range in brackets {
            let inside = text.get(range.clone()).unwrap_or_default();
            let inside_unit = unit_in(inside);
            if grammar.is_unit(inside_unit) {
                out.unit = inside_unit.to_vec();
                continue;
            }
            let times = times(inside);
            let moved = |place: &Range<usize>| place.start + range.start..place.end + range.start;
            if side_by_side(inside, &times) {
                out.beside = times.iter().map(|(place, start, end)| (moved(place), *start, *end)).collect();
            }
            if let Some((place, start, end)) = times.last().filter(|(_, _, end)| end.is_some()) {
                out.time = Some((place.start + range.start..place.end + range.start, *start, *end));
            }
            let mut read = Self::default();
            read.take(inside, &[]);
            inner.extend(read.heads);
        }
        let chars: Vec<char> = plain.iter().filter_map(|at| text.get(*at)).copied().collect();
        let own = unit_in(&chars);
        if own.len() < chars.len() && grammar.is_unit(own) {
            // 单位:万元
            out.known += chars.len();
            out.heads.push(Head::Unit);
            out.unit = own.to_vec();
            return out;
        }
        let times = times(&chars);
        // 2030年较2025年累计增长: the year after 较 is what it is held against.
        let base = |place: &Range<usize>| {
            place.start.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(|c| matches!(c, '较' | '比'))
        };
        if let Some((place, start, end)) = times.iter().rfind(|(place, ..)| !base(place)).or(times.last()) {
            let at = |i: usize| plain.get(i).copied().unwrap_or_default();
            let moved = |place: &Range<usize>| at(place.start)..at(place.end.saturating_sub(1)) + 1;
            out.time = Some((moved(place), *start, *end));
            if side_by_side(&chars, &times) {
                out.beside = times.iter().map(|(place, start, end)| (moved(place), *start, *end)).collect();
            }
        }
        let places: Vec<Range<usize>> = times.into_iter().map(|(place, ..)| place).collect();
        out.take(&chars, &places);
        if out.has(Head::Change) {
            let at = |i: usize| plain.get(i).copied().unwrap_or_default();
            let moved = |place: &Range<usize>| at(place.start)..at(place.end.saturating_sub(1)) + 1;
            let last_year = (1..chars.len().saturating_sub(1))
                .find(|i| matches!(chars[i - 1], '较' | '比') && matches!(chars[*i..=i + 1], ['上' | '去', '年']))
                .map(|i| i..i + 2);
            let named = places.iter().find(|place| base(place)).cloned().or(last_year);
            // 比1985年增长 is no growth of 1985.
            if places.iter().all(base) {
                (out.time, out.beside) = (None, Vec::new());
            }
            out.base = named.map(|place| moved(&place));
        }
        if out.unknown * 2 > out.known
            && out.time.is_none()
            && let Some(head) = TableWords::get().tail(&chars)
        {
            out.known = out.known.max(2 * out.unknown);
            out.heads = vec![head];
            out.is_tail = true;
        }
        if out.known == 0 && out.time.is_none() && grammar.is_unit(&chars) && chars != ['年'] {
            // A row of units.
            out.known = chars.len();
            out.unknown = 0;
            out.unit = chars;
            return out;
        }
        if out.unknown > 0 && out.time.is_none() && TableWords::get().is_sort(&chars) {
            // 平台类型 names things of a sort, and its first half says which.
            out.known = out.known.max(2 * out.unknown);
            out.heads = vec![Head::Category];
        }
        out.is_place = out.known <= 1 && out.time.is_none() && is_place(text) || TableWords::get().is_population(text);
        if out.heads.iter().all(|h| *h == Head::Neutral) {
            // 2020年（基期）
            out.heads.extend(inner);
        } else if inner.contains(&Head::Person) && (out.has(Head::Lead) || out.has(Head::Duty)) {
            // 责任单位（责任人）
            out.heads.push(Head::Person);
        } else if inner.contains(&Head::Total) && out.has(Head::Yearly) {
            out.heads.push(Head::Total);
        }
        out
    }

    /// Cuts a text into known words; `times` are known too.
    fn take(&mut self, text: &[char], times: &[Range<usize>]) {
        let words = TableWords::get();
        let mut at = 0;
        while let Some(c) = text.get(at) {
            let word = words.head(text, at);
            let time = times.iter().find(|t| t.start == at).map_or(0, Range::len);
            match word {
                // 年均 is a word of time too.
                Some((len, head)) if len > time || len == time && head == Head::Yearly => {
                    self.heads.push(head);
                    self.known += len;
                    at += len;
                }
                _ if time > 0 => {
                    self.known += time;
                    at += time;
                }
                _ => {
                    let mark = !c.is_alphanumeric() || matches!(c, '比' | '±');
                    self.unknown += usize::from(!mark);
                    at += 1;
                }
            }
        }
    }

    /// Whether its words say this.
    pub(super) fn has(&self, head: Head) -> bool {
        self.heads.contains(&head)
    }

    /// 约束性 and 预期性 alone stand below their heading, as data.
    pub(super) fn is_data(&self) -> bool {
        self.heads == [Head::Binding] && self.known == 3 && self.unknown == 0
    }

    /// Whether the cell heads something: it has a word or a time, and little else.
    pub(super) fn is_heading(&self) -> bool {
        (self.heads.iter().any(|h| *h != Head::Neutral) || self.time.is_some()) && self.unknown * 2 <= self.known
    }

    /// Whether the cell can stand in a further row of headings: nothing in it is unknown.
    pub(super) fn is_plain(&self) -> bool {
        self.unknown == 0 && (!self.heads.is_empty() || self.time.is_some() || !self.unit.is_empty())
    }

    /// Whether the cell names something to be reached, done and so on: not only a time.
    pub(super) fn is_word(&self) -> bool {
        self.is_heading() && self.heads.iter().any(|h| *h != Head::Neutral)
    }
}

/// Whether a text looks like the name of a place: 白塔区, 沙河县, 城关镇.
pub(super) fn is_place(text: &[char]) -> bool {
    /// With shorter and longer ones the last character is that of a word.
    const LENGTH: std::ops::RangeInclusive<usize> = 3..=10;
    let ends = ["县", "市", "区", "旗", "州", "盟", "镇", "乡", "街道", "林区", "农场", "管委会"];
    let last = |end: &str| {
        text.len().checked_sub(end.chars().count()).is_some_and(|at| at > 0 && crate::search::stands(text, at, end))
    };
    LENGTH.contains(&text.len())
        && text.iter().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        && ends.iter().any(|end| last(end))
}

/// The places of the characters outside brackets, and the insides of brackets.
fn apart(text: &[char]) -> (Vec<usize>, Vec<Range<usize>>) {
    let (mut plain, mut brackets, mut open) = (Vec::new(), Vec::new(), None);
    for (at, c) in text.iter().enumerate() {
        match (c, open) {
            ('(' | '[' | '〔' | '【', None) => open = Some(at + 1),
            (')' | ']' | '〕' | '】', Some(from)) => {
                brackets.push(from..at);
                open = None;
            }
            (_, None) => plain.push(at),
            _ => {}
        }
    }
    // A bracket that is never closed is read as far as it goes.
    brackets.extend(open.map(|from| from..text.len()));
    (plain, brackets)
}

/// 万元 out of 单位：万元.
pub(super) fn unit_in(text: &[char]) -> &[char] {
    let label = ["计量单位:", "单位:", "计量单位", "单位"].iter().find(|label| crate::search::stands(text, 0, label));
    label.and_then(|label| text.get(label.chars().count()..)).filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// The times of a heading; a bare 2025 is one, and so is a plan without its quotation marks: 十五五目标.
pub(super) fn times(text: &[char]) -> Vec<(Range<usize>, Option<Date>, Option<Date>)> {
    let found = time::scan(text, &Anchor::default());
    let found = if found.is_empty() { bare_plan(text) } else { found };
    let mut out: Vec<(Range<usize>, Option<Date>, Option<Date>)> =
        found.into_iter().map(|t| (t.range, t.start, t.end)).collect();
    let mut at = 0;
    while at < text.len() {
        let Some(year) = bare_year(text, at) else {
            at += 1;
            continue;
        };
        let taken = out.iter().any(|(place, ..)| place.contains(&at));
        if !taken {
            let date = |month, day| Date::new(year, month, day).ok();
            out.push((at..at + 4, date(1, 1), date(12, 31)));
        }
        at += 4;
    }
    out.sort_by_key(|(place, ..)| place.start);
    // 2021—2025: one time from the first to the second.
    let mut joined: Vec<(Range<usize>, Option<Date>, Option<Date>)> = Vec::with_capacity(out.len());
    for (place, start, end) in out {
        match joined.last_mut() {
            Some((before, _, last))
                if place.start == before.end + 1
                    && matches!(text.get(before.end), Some('-' | '—' | '~' | '至'))
                    && start > *last =>
            {
                before.end = place.end;
                *last = end;
            }
            _ => joined.push((place, start, end)),
        }
    }
    joined
}

/// The time of a plan whose name begins a heading, and is printed without its marks: 十五五末.
fn bare_plan(text: &[char]) -> Vec<time::Time> {
    /// Length of 十五五; shorter plans are past, and 十五 is a number.
    const NAME: usize = 3;
    let [ten, _, five, ..] = text else { return Vec::new() };
    if (*ten, *five) != ('十', '五') {
        return Vec::new();
    }
    let (name, rest) = text.split_at(NAME);
    let quoted: Vec<char> = [&['“'], name, &['”'], rest].concat();
    let mut found = time::scan(&quoted, &Anchor::default());
    found.retain(|t| t.range.start == 0 && t.range.end >= NAME + 2 && t.end.is_some());
    for time in &mut found {
        time.range.end -= 2;
    }
    found
}

/// Whether times are years that a mark parts, each after the one before, and nothing else: 2027年/2030年.
fn side_by_side(text: &[char], times: &[(Range<usize>, Option<Date>, Option<Date>)]) -> bool {
    times.len() >= 2
        && times.windows(2).all(|pair| match pair {
            [(before, _, Some(end)), (after, _, Some(next))] => {
                let between = text.get(before.end..after.start).unwrap_or_default();
                end < next
                    && !between.is_empty()
                    && between.iter().all(|c| matches!(c, '/' | '、' | ',' | ' ' | '和' | '及' | '→'))
            }
            _ => false,
        })
}

/// A year of four digits that stands alone.
fn bare_year(text: &[char], at: usize) -> Option<i16> {
    let digit = |i: usize| text.get(i).and_then(|c| c.to_digit(10));
    if at > 0 && digit(at - 1).is_some() || digit(at + 4).is_some() || text.get(at + 4) == Some(&'.') {
        return None;
    }
    let year = (at..at + 4).try_fold(0, |sum, i| Some(sum * 10 + digit(i)?))?;
    (1900..2100).contains(&year).then_some(year as i16)
}
