//! Years and days that contradict each other: ranges turned round, plans with years outside them, days that no month has,
//! targets for a year that is over, results of a year to come.

use super::elapsed;
use super::line::{has, sentence_view};
use super::said::said;
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Reading, Role, Tense};
use crate::search::{find, stands};
use crate::view::View;
use jiff::civil::Date;
use std::ops::Range;

pub(super) fn of_document(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    let clock = Clock::new(reading);
    let mut view = View::default();
    issued(reading, &clock, out);
    for sentence in &reading.sentences {
        sentence_view(&sentence.spans, folded, &mut view);
        let words = Words { view: &view, original: folded };
        let role = sentence.section.and_then(|s| reading.outline.get(s)).map(|s| s.role);
        each_year(&words, &clock, sentence.tense, role, out);
        elapsed::of_sentence(&words, &clock, sentence.tense, role, out);
        days(&words, out);
        order(&words, out);
        if sentence.tense == Tense::Done && role == Some(Role::Review) {
            results(&words, &clock, out);
        }
        plans(&words, out);
    }
    elapsed::of_document(reading, &clock, folded, out);
}

/// 2025年统计公报, of the spring of 2025: what a year came to is told when it is over.
fn issued(reading: &Reading, clock: &Clock, out: &mut Vec<Fault>) {
    let facts = &reading.facts;
    let communique = facts.kind.as_ref().is_some_and(|k| k.value == "communique");
    let (Some(date), Some(over)) = (facts.date.as_ref().filter(|_| communique), clock.reviewed) else { return };
    if date.value.year() == over && date.value.month() < 11 {
        let note = said(
            format!("{over}年的公报，成文日期写的是{}", date.value),
            format!("a communiqué of {over}, dated {}", date.value),
        );
        out.push(Fault::at("year", Severity::Warning, date.spans.clone(), note));
    }
}

/// A sentence, and the way back to its places.
pub(super) struct Words<'a> {
    pub(super) view: &'a View,
    original: &'a [char],
}

impl Words<'_> {
    pub(super) fn fault(&self, severity: Severity, range: Range<usize>, zh: String, en: String) -> Fault {
        Fault::at("year", severity, self.view.spans(range, self.original), said(zh, en))
    }

    /// The words of a range.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.view.chars.get(range).unwrap_or_default().iter().collect()
    }
}

/// What year a text speaks from, as far as it says.
pub(super) struct Clock {
    /// The year it was written.
    pub(super) now: Option<i16>,
    /// The last year it looks back on.
    pub(super) reviewed: Option<i16>,
    /// The first year it plans.
    pub(super) planned: Option<i16>,
    /// The day it bears.
    pub(super) day: Option<Date>,
}

impl Clock {
    fn new(reading: &Reading) -> Self {
        let facts = &reading.facts;
        let year = |text: &str| text.get(..4).and_then(|y| y.parse::<i16>().ok());
        let period = |fact: &Option<crate::Fact>, last: bool| {
            fact.as_ref()
                .and_then(|f| f.value.split_once('/'))
                .and_then(|(start, end)| year(if last { end } else { start }))
        };
        let reviewed = period(&facts.period_reviewed, true);
        let planned = period(&facts.period_planned, false);
        let now = (facts.date.as_ref().map(|d| d.value.year())).or(planned).or(reviewed.map(|y| y + 1));
        Self { now, reviewed, planned, day: facts.date.as_ref().map(|d| d.value) }
    }
}

/// Years as written in digits: NNNN年, with the place of the digits.
pub(super) fn year_at(words: &[char], at: usize) -> Option<i16> {
    let digits = words.get(at..at + 4)?;
    let bounded = at == 0 || !words[at - 1].is_ascii_digit() && words[at - 1] != '.';
    if !bounded || !digits.iter().all(char::is_ascii_digit) || words.get(at + 4).is_some_and(char::is_ascii_digit) {
        return None;
    }
    digits.iter().collect::<String>().parse().ok().filter(|y| (1900..=2199).contains(y))
}

fn each_year(words: &Words<'_>, clock: &Clock, tense: Tense, role: Option<Role>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let mut at = 0;
    while at + 4 < chars.len() {
        let Some(year) = year_at(chars, at) else {
            at += 1;
            continue;
        };
        let place = at;
        at += 4;
        if let Some((other, end)) = range_end(chars, place + 4) {
            if other < year {
                let text = words.text(place..end);
                out.push(words.fault(
                    Severity::Error,
                    place..end,
                    format!("起止年份颠倒：{text}"),
                    format!("the years run backwards: {text}"),
                ));
            } else {
                length(words, place..end, (year, other), out);
            }
            at = end;
            continue;
        }
        if chars.get(place + 4) != Some(&'年') {
            continue;
        }
        let before = &chars[place.saturating_sub(8)..place];
        let (Some(now), end) = (clock.now, place + 5) else { continue };
        let after = &chars[end..chars.len().min(end + 4)];
        // 2025年12月底前
        let month = number_after(chars, end).filter(|(_, i)| chars.get(*i) == Some(&'月')).map(|(_, i)| i + 1);
        let by_month = month.is_some_and(|i| matches!(chars.get(i..i + 2), Some(['底' | '末', '前'] | ['前', _])));
        let by = before.last() == Some(&'到') && !has(after, &["的", "增", "由", "从"])
            || after.starts_with(&['底', '前'])
            || after.starts_with(&['年', '底'])
            || by_month;
        // 2005年底前注册的: which ones, not by when.
        let clause = &chars[end..chars.len().min(end + 14)];
        let clause = &clause[..clause.iter().position(|c| matches!(c, ',' | ';' | '。')).unwrap_or(clause.len())];
        let by = by && !clause.contains(&'的');
        // A year that opens its clause is when; one within it may name a meeting or a game.
        let opens = before.last().is_none_or(|c| matches!(c, ',' | ';' | '。' | ':'));
        let inside = has(before, &["《", "“", "("]) || has(after, &["》", "”", "版"]);
        // 到2022年底,提前达到目标的3项: told of what is done.
        let reached = has(chars, &["提前", "已"]);
        if tense == Tense::Planned
            && by
            && year < now
            && !inside
            && !reached
            && matches!(role, Some(Role::Goals | Role::Tasks))
        {
            out.push(words.fault(
                Severity::Warning,
                place..end,
                format!("要做的事写的是{year}年，早于成文的{now}年"),
                format!("to be done by {year}, before the year of the text, {now}"),
            ));
        }
        // 刚刚过去的2027年, told in the January of that year.
        let gone = ["刚刚过去的", "刚过去的", "过去的"].iter().any(|w| crate::search::ends(&chars[..place], w));
        // 到2027年底,企业达135家, told in the spring of that year.
        let ended = before.ends_with(&['到'])
            && (after.starts_with(&['底']) || after.starts_with(&['年', '末']) || after.starts_with(&['末']));
        let ended =
            ended && tense == Tense::Done && role == Some(Role::Review) && clock.day.is_some_and(|d| d.month() < 11);
        if year >= now && (gone || ended) && !inside && !has(&chars[..place.saturating_sub(1)], &lists().ahead) {
            out.push(words.fault(
                Severity::Warning,
                place..end,
                format!("说的是已经过去的事，写的是{year}年，而成文是{now}年"),
                format!("told as past, of {year}; the text is of {now}"),
            ));
            continue;
        }
        // 截至2063年末,全县共有…: what there is on a day to come.
        let until = (before.ends_with(&['截', '至']) || before.ends_with(&['截', '止'])) && !after.starts_with(&['前']);
        let month = number_after(chars, end).filter(|(_, i)| chars.get(*i) == Some(&'月')).map(|(month, _)| month);
        let later = clock
            .day
            .zip(month)
            .is_some_and(|(day, month)| year == day.year() && i64::from(month) > i64::from(day.month()));
        // 截至2028年底, told in the May of that year.
        let year_end = after.starts_with(&['底']) || after.starts_with(&['末']) || after.starts_with(&['年', '末']);
        let later = later || year_end && clock.day.is_some_and(|d| d.year() == year && d.month() < 11);
        if tense != Tense::Planned && until && (year > now || later) && !has(&chars[..place], &lists().ahead) {
            out.push(words.fault(
                Severity::Warning,
                place..end,
                format!("说的是已有的数，写的是截至{year}年，而成文是{now}年"),
                format!("what there is, as of {year}, a year after that of the text, {now}"),
            ));
            continue;
        }
        // 比2063年末减少, told in 2027: nothing can be less than what is not known yet.
        if tense != Tense::Planned
            && before.last() == Some(&'比')
            && year > now
            && !has(&chars[..place], &lists().ahead)
        {
            out.push(words.fault(
                Severity::Warning,
                place - 1..end,
                format!("与{year}年相比，而成文是{now}年"),
                format!("compared with {year}, a year after that of the text, {now}"),
            ));
            continue;
        }
        let over = clock.reviewed.unwrap_or(now).max(now - 1);
        if tense == Tense::Done
            && role == Some(Role::Review)
            && year > over
            && opens
            && !inside
            && !has(&chars[..place], &lists().ahead)
        {
            let months = after.first().is_some_and(char::is_ascii_digit);
            // 2022年伊始, told in the spring of that year.
            let begun = year == now && has(after, &["伊始", "年初", "初", "春", "开年", "一季度"]);
            if !(has(after, &["以", "的", "底", "前", "后"]) || months && year == now || begun) {
                out.push(words.fault(
                    Severity::Warning,
                    place..end,
                    format!("回顾的是{over}年及以前，这里写的是{year}年"),
                    format!("a result of {year}, where the text looks back on {over} and before"),
                ));
            }
        }
    }
}

/// The second year of a range NNNN(年)—NNNN年, and where it ends.
pub(super) fn range_end(chars: &[char], mut at: usize) -> Option<(i16, usize)> {
    if chars.get(at) == Some(&'年') {
        at += 1;
    }
    let mut marks = 0;
    while chars.get(at).is_some_and(|c| matches!(c, '-' | '—' | '–' | '~' | '至' | '到' | '－' | '～' | '一'))
        && marks < 3
    {
        at += 1;
        marks += 1;
    }
    if marks == 0 {
        return None;
    }
    let year = year_at(chars, at)?;
    (chars.get(at + 4) == Some(&'年')).then_some((year, at + 5))
}

/// Words for how many years a range in brackets is said to be.
const LENGTHS: &[(&str, i16)] = &[("两年", 2), ("三年", 3), ("四年", 4), ("五年", 5), ("六年", 6), ("十年", 10)];

/// 五年(2021—2024年): four years are not five. A run from autumn to autumn touches one year more than it lasts.
fn length(words: &Words<'_>, range: Range<usize>, (first, last): (i16, i16), out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let Some(open) = range.start.checked_sub(1).filter(|i| chars[*i] == '(') else { return };
    let head = &chars[open.saturating_sub(6)..open];
    let Some((word, years)) = LENGTHS.iter().find(|(w, _)| has(head, &[w])) else { return };
    let count = last - first + 1;
    if count != *years && count != years + 1 {
        out.push(words.fault(
            Severity::Warning,
            range,
            format!("写的是{word}，括号里是{first}年到{last}年，共{count}年"),
            format!("said to be {years} years; from {first} to {last} are {count}"),
        ));
    }
}

/// 9月31日, 13月5日.
fn days(words: &Words<'_>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    for mark in 0..chars.len() {
        if chars[mark] != '月' {
            continue;
        }
        let Some((month, start)) = number_before(chars, mark) else { continue };
        let Some((day, end)) = number_after(chars, mark + 1) else { continue };
        if !matches!(chars.get(end), Some('日')) {
            continue;
        }
        // Without a year February may have 29.
        let year =
            start.checked_sub(5).filter(|_| chars[start - 1] == '年').and_then(|at| year_at(chars, at)).unwrap_or(2024);
        let valid =
            i8::try_from(month).ok().zip(i8::try_from(day).ok()).is_some_and(|(m, d)| Date::new(year, m, d).is_ok());
        if !valid {
            let text = words.text(start..end + 1);
            out.push(words.fault(
                Severity::Error,
                start..end + 1,
                format!("没有这一天：{text}"),
                format!("there is no such day: {text}"),
            ));
        }
    }
}

/// 2027年8月6日建成通车, in a report of January 2027.
fn results(words: &Words<'_>, clock: &Clock, out: &mut Vec<Fault>) {
    let (chars, Some(told)) = (&words.view.chars, clock.day) else { return };
    for place in 0..chars.len() {
        let Some(year) = year_at(chars, place).filter(|_| chars.get(place + 4) == Some(&'年')) else { continue };
        let Some((month, mark)) = number_after(chars, place + 5).filter(|(_, i)| chars.get(*i) == Some(&'月')) else {
            continue;
        };
        // A month without a day begins on its first.
        let day = number_after(chars, mark + 1).filter(|(_, i)| chars.get(*i) == Some(&'日'));
        let end = day.map_or(mark + 1, |(_, i)| i + 1);
        let date = i8::try_from(month).ok().zip(i8::try_from(day.map_or(1, |(d, _)| d)).ok());
        let Some(date) = date.and_then(|(month, day)| Date::new(year, month, day).ok()) else { continue };
        let clause = &chars[end..];
        let clause = &clause[..clause.iter().position(|c| matches!(c, ',' | ';' | '。')).unwrap_or(clause.len())];
        let due = clause.first().is_some_and(|c| matches!(c, '前' | '底' | '起' | '至' | '到' | '—'));
        if date > told
            && !due
            && has(clause, &lists().done)
            && !has(clause, &lists().ahead)
            && !has(&chars[..place], &lists().ahead)
        {
            let text = words.text(place..end);
            out.push(words.fault(
                Severity::Warning,
                place..end,
                format!("说的是已经完成的事，写的是{text}，晚于成文之日{told}"),
                format!("said to be done on {text}, which is after the day of the text, {told}"),
            ));
        }
    }
}

/// How far behind the day on which a work began its end is told.
const WORK: usize = 40;

/// 2026年3月开工、2025年12月建成通车: done before it began.
fn order(words: &Words<'_>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    // A year and a month with what is said of them, and where its words begin.
    let dated = |place: usize| {
        let year = year_at(chars, place).filter(|_| chars.get(place + 4) == Some(&'年'))?;
        let month = number_after(chars, place + 5).filter(|(_, i)| chars.get(*i) == Some(&'月'));
        let (month, mut end) = month.map_or((None, place + 5), |(month, i)| (Some(month), i + 1));
        if let Some((_, i)) = number_after(chars, end).filter(|(_, i)| month.is_some() && chars.get(*i) == Some(&'日'))
        {
            end = i + 1;
        }
        Some((year, month, end))
    };
    let behind = |end: usize, list: &[&str]| list.iter().any(|w| stands(chars, end, w));
    for place in 0..chars.len() {
        let Some((year, month, end)) = dated(place).filter(|(_, _, end)| behind(*end, &lists().begun)) else {
            continue;
        };
        let reach = chars.len().min(end + WORK);
        let stop = chars[end..reach].iter().position(|c| matches!(c, '。' | ';')).map_or(reach, |i| end + i);
        let done =
            (end..stop).find_map(|at| dated(at).filter(|(_, _, end)| behind(*end, &lists().done)).map(|d| (at, d)));
        let Some((at, (other, its, stop))) = done else { continue };
        let before = other < year || other == year && month.zip(its).is_some_and(|(begun, done)| done < begun);
        // Only one 开工 between: another work may be begun behind it.
        let other_work = lists().begun.iter().any(|w| find(&chars[end + 2..at], w, at - end - 2).is_some());
        if before && !other_work {
            let (a, b) = (words.text(place..end + 2), words.text(at..stop + 2));
            out.push(words.fault(
                Severity::Error,
                place..stop + 2,
                format!("先有{a}，后有{b}：时间颠倒"),
                format!("{a} stands before {b}: done before it was begun"),
            ));
        }
    }
}

fn number_before(chars: &[char], end: usize) -> Option<(u32, usize)> {
    let start = (end.saturating_sub(3)..end).rev().take_while(|i| chars[*i].is_ascii_digit()).last()?;
    // 2021.9月30日, 12—3月: part of something longer.
    let free = start == 0 || !matches!(chars[start - 1], '.' | '0'..='9' | '-' | '—' | '/');
    let value = chars[start..end].iter().collect::<String>().parse().ok()?;
    (free && end - start <= 2).then_some((value, start))
}

pub(super) fn number_after(chars: &[char], start: usize) -> Option<(u32, usize)> {
    let len = chars.get(start..)?.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    if len == 0 || len > 2 {
        return None;
    }
    Some((chars[start..start + len].iter().collect::<String>().parse().ok()?, start + len))
}

/// Numerals of plans, in order: 七五 is the seventh.
const PLANS: &[(&str, i16)] = &[
    ("七五", 7),
    ("八五", 8),
    ("九五", 9),
    ("十五", 10),
    ("十一五", 11),
    ("十二五", 12),
    ("十三五", 13),
    ("十四五", 14),
    ("十五五", 15),
    ("十六五", 16),
];

/// The first and last year of a five-year plan, from the sixth on.
fn plan_years(number: i16) -> (i16, i16) {
    (1951 + 5 * number, 1955 + 5 * number)
}

/// “十四五”(2020—2025年), “十四五”末(2024年), 2026年是“十四五”收官之年.
fn plans(words: &Words<'_>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    each_plan(chars, |name, first, last, end| {
        let plan = end - name.chars().count() - 2..end;
        in_brackets(words, (name, first, last), plan.clone(), out);
        opening_or_closing(words, (name, first, last), plan.clone(), out);
        term(words, (name, first, last), plan, out);
    });
}

/// Calls `each` for every plan named in quotation marks, with its name, its years and where it ends.
pub(super) fn each_plan(chars: &[char], mut each: impl FnMut(&'static str, i16, i16, usize)) {
    for open in 0..chars.len() {
        if !matches!(chars[open], '“' | '"' | '〝' | '「') {
            continue;
        }
        let named = PLANS.iter().find(|(name, _)| {
            let len = name.chars().count();
            stands(chars, open + 1, name)
                && chars.get(open + 1 + len).is_some_and(|c| matches!(c, '”' | '"' | '〞' | '」'))
        });
        if let Some((name, number)) = named {
            let (first, last) = plan_years(*number);
            each(name, first, last, open + name.chars().count() + 2);
        }
    }
}

fn in_brackets(words: &Words<'_>, (name, first, last): (&str, i16, i16), plan: Range<usize>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let Some(bracket) = (plan.end..chars.len().min(plan.end + 4)).find(|i| chars[*i] == '(') else { return };
    let between = &chars[plan.end..bracket];
    let named = between.is_empty()
        || ["时期", "期间", "规划", "以来", "末", "初", "期末"]
            .iter()
            .any(|w| between.iter().collect::<String>() == *w);
    let Some(year) = year_at(chars, bracket + 1).filter(|_| named) else { return };
    let (low, high, end) = match range_end(chars, bracket + 5) {
        Some((other, end)) => (year, other, end),
        None if chars.get(bracket + 5) == Some(&'年') => (year, year, bracket + 6),
        None => return,
    };
    let wrong = match between {
        ['末'] | ['期', '末'] => low != last,
        ['初'] => low != first,
        // A year before the first may be the base; 以来 ends on the day.
        [] | ['时', '期'] | ['期', '间'] if low < high => low != first || high != last,
        _ => low < first || high > last,
    };
    if wrong && low <= high {
        let text = words.text(bracket + 1..end);
        out.push(words.fault(
            Severity::Error,
            plan.start..end,
            format!("“{name}”是{first}—{last}年，这里写的是{text}"),
            format!("“{name}” is {first} to {last}; written is {text}"),
        ));
    }
}

/// How far behind its name the term of a plan is said, and how it is introduced.
const TERM: usize = 16;

/// “十五五”规划纲要，规划期为2025—2030年. A plan for longer than five years is another one: 规划期为2021—2035年.
fn term(words: &Words<'_>, (name, first, last): (&str, i16, i16), plan: Range<usize>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let reach = &chars[plan.end..chars.len().min(plan.end + TERM)];
    let begin = lists().terms.iter().filter_map(|w| find(reach, w, reach.len()).map(|i| i + w.chars().count())).min();
    let Some(at) = begin.map(|i| plan.end + i) else { return };
    let Some((low, (high, end))) = year_at(chars, at).zip(range_end(chars, at + 4)) else { return };
    if (low, high) != (first, last) && (4..=5).contains(&(high - low)) {
        let text = words.text(at..end);
        out.push(words.fault(
            Severity::Error,
            at..end,
            format!("“{name}”是{first}—{last}年，这里写的是{text}"),
            format!("“{name}” is {first} to {last}; written is {text}"),
        ));
    }
}

/// 2026年是“十四五”规划收官之年.
fn opening_or_closing(
    words: &Words<'_>,
    (name, first, last): (&str, i16, i16),
    plan: Range<usize>,
    out: &mut Vec<Fault>,
) {
    let chars = &words.view.chars;
    let rest = &chars[plan.end..chars.len().min(plan.end + 14)];
    let rest = &rest[..rest.iter().position(|c| matches!(c, ',' | '。' | '、' | ';' | '“')).unwrap_or(rest.len())];
    let due = match () {
        () if has(rest, &["开局之年", "第一年", "首年", "起步之年"]) => first,
        () if has(rest, &["收官之年", "最后一年", "收官年"]) => last,
        () => return,
    };
    // 2026年是“十四五”: nothing but 是, 也是, 作为 between.
    let head = &chars[plan.start.saturating_sub(10)..plan.start];
    let Some(mark) = head.iter().rposition(|c| *c == '年').filter(|i| *i >= 4) else { return };
    let between = &head[mark + 1..];
    let at = plan.start - head.len() + mark - 4;
    let Some(year) = year_at(chars, at).filter(|_| between.len() <= 4 && between.contains(&'是')) else { return };
    if year != due {
        out.push(words.fault(
            Severity::Error,
            at..plan.end,
            format!("“{name}”是{first}—{last}年，这里说的一年应是{due}年，写的是{year}年"),
            format!("“{name}” is {first} to {last}: the year meant is {due}, written is {year}"),
        ));
    }
}
