//! How much time there was for what is told: from 1971 to 2003 are 33 years, 2026年以来连续18个季度 told in the spring of 2029, a
//! plan's five years; and which year a heading, a table or a goal is of, beside its neighbours.

use super::said::said;
use super::words::lists;
use super::year::{Clock, Words, each_plan, range_end, year_at};
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading, Role, Tense};
use crate::search::{ends, find, stands};
use crate::span::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a sentence says of the time it speaks of.
pub(super) fn of_sentence(words: &Words<'_>, clock: &Clock, tense: Tense, role: Option<Role>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    for at in 0..chars.len().saturating_sub(4) {
        let Some(year) = year_at(chars, at) else { continue };
        if let Some((last, end)) = range_end(chars, at + 4).filter(|(last, _)| *last >= year) {
            years(words, at, (year, last), end, out);
        } else if stands(chars, at + 4, "年以来") {
            since(words, clock, at, year, out);
        }
    }
    heading(words, clock, role, out);
    months(words, out);
    let planned = tense == Tense::Planned && matches!(role, Some(Role::Goals | Role::Tasks));
    each_plan(chars, |name, first, last, end| {
        key_years(words, (name, first, last), end, out);
        if let Some(now) = clock.now.filter(|_| planned) {
            over(words, (name, last, now), end, out);
        }
    });
}

/// Longest length of time that is told right behind its years; longer ones are ages.
const MOST: u32 = 99;

/// 1971年到2003年23年的总和: the years from one to the other are counted, or their difference.
fn years(words: &Words<'_>, at: usize, (first, last): (i16, i16), end: usize, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let from = end + usize::from(matches!(chars.get(end), Some('这' | '共' | '的')));
    let Some((told, stop)) = small(chars, from) else { return };
    let behind = chars.get(stop + 1);
    // 2021年到2025年3年行动计划 is a name, and 5年期 a sort.
    let length = chars.get(stop) == Some(&'年') && matches!(behind, Some('的' | '间' | '来' | ',' | '里' | '总'));
    let span = u32::from((last - first).unsigned_abs());
    if !length || !(2..=MOST).contains(&told) || told == span || told == span + 1 {
        return;
    }
    out.push(words.fault(
        Severity::Warning,
        at..stop + 1,
        format!("从{first}年到{last}年是{}年，写的是{told}年", span + 1),
        format!("from {first} to {last} are {} years; written is {told}", span + 1),
    ));
}

/// How far behind 以来 a run is told.
const RUN: usize = 12;

/// 2026年以来连续18个季度, told when fewer are over.
fn since(words: &Words<'_>, clock: &Clock, at: usize, year: i16, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let clause = &chars[at + 7..chars.len().min(at + 7 + RUN)];
    let Some(run) = find(clause, "连续", clause.len()).map(|i| at + 9 + i) else { return };
    let Some((told, end)) = small(chars, run) else { return };
    let (unit, stop) = match chars.get(end..) {
        Some(['个', '季', '度', ..]) => (3, end + 3),
        Some(['个', '月', ..]) => (1, end + 2),
        Some(['年', ..]) => (12, end + 1),
        _ => return,
    };
    // Up to the day of the text; where it bears none, to the end of the year after the one it looks back on.
    let until = clock.day.map(|day| (day.year(), i32::from(day.month())));
    let Some((last, month)) = until.or(clock.reviewed.map(|year| (year + 1, 12))) else { return };
    let months = i32::from(last - year) * 12 + month;
    let most = (months + unit - 1) / unit;
    if months <= 0 || i64::from(told) <= i64::from(most) {
        return;
    }
    let text: String = words.text(run..stop);
    out.push(words.fault(
        Severity::Warning,
        at..stop,
        format!("从{year}年初到成文之时不满{text}"),
        format!("from the beginning of {year} to the day of the text are less than {told}"),
    ));
}

/// Parts of a year, with their first and last month; the longest name of one is tried first.
const PARTS: [(&str, u32, u32); 7] = [
    ("前三季度", 1, 9),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
];

/// 上半年(1—9月): six months are not nine.
fn months(words: &Words<'_>, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    for open in (0..chars.len()).filter(|at| chars[*at] == '(') {
        let head = &chars[..open];
        let Some((name, first, last)) = PARTS.iter().find(|(name, ..)| ends(head, name)) else { continue };
        let Some((from, dash)) = small(chars, open + 1) else { continue };
        let range = chars.get(dash).is_some_and(|c| matches!(c, '-' | '—' | '~' | '至' | '到'));
        let Some((to, stop)) = small(chars, dash + 1).filter(|_| range) else { continue };
        let closes = matches!(chars.get(stop..), Some(['月', ')', ..]));
        if closes && (from, to) != (*first, *last) && from < to && to <= 12 {
            out.push(words.fault(
                Severity::Warning,
                open - name.chars().count()..stop + 2,
                format!("{name}是{first}—{last}月，这里写的是{from}—{to}月"),
                format!("{name} is months {first} to {last}; written are {from} to {to}"),
            ));
        }
    }
}

/// （二）2029年重点工作情况 among what was done in 2028.
fn heading(words: &Words<'_>, clock: &Clock, role: Option<Role>, out: &mut Vec<Fault>) {
    /// Longest heading, and where its year stands at the latest.
    const LONG: usize = 30;
    const AT: usize = 5;
    let chars = &words.view.chars;
    let Some(reviewed) = clock.reviewed.filter(|_| role == Some(Role::Review) && chars.len() <= LONG) else { return };
    let marked = matches!(chars.first(), Some('(')) && !chars.contains(&'。');
    let told = lists().accounts_of.iter().any(|w| ends(chars, w));
    let place = (0..AT.min(chars.len())).find_map(|at| Some((at, year_at(chars, at)?)));
    let Some((at, year)) = place.filter(|(at, _)| marked && told && chars.get(at + 4) == Some(&'年')) else { return };
    if year == reviewed + 1 && chars.get(at - 1) == Some(&')') && !chars.get(at + 5).is_some_and(char::is_ascii_digit) {
        out.push(words.fault(
            Severity::Warning,
            at..at + 5,
            format!("这一部分说的是{reviewed}年，标题写的是{year}年"),
            format!("the part is of {reviewed}, its heading of {year}"),
        ));
    }
}

/// “十五五”时期是…的关键三年: a plan has five.
fn key_years(words: &Words<'_>, (name, first, last): (&str, i16, i16), end: usize, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let rest = &chars[end..];
    if !["时期是", "期间是"].iter().any(|w| stands(rest, 0, w)) {
        return;
    }
    let found = lists().key_years.iter().find_map(|w| {
        let at = end + find(rest, w, rest.len())? + w.chars().count();
        let (told, stop) = small(chars, at)?;
        let closes = matches!(chars.get(stop + 1), None | Some('。' | ',' | ';' | '、'));
        (chars.get(stop) == Some(&'年') && closes).then_some((at, told, stop + 1))
    });
    let Some((at, told, stop)) = found.filter(|(_, told, _)| *told != 5) else { return };
    out.push(words.fault(
        Severity::Warning,
        at..stop,
        format!("“{name}”（{first}—{last}年）是五年，写的是{told}年"),
        format!("“{name}” ({first} to {last}) has five years; written is {told}"),
    ));
}

/// 到“十四五”末,建成…, in a text of 2031: that plan is over.
fn over(words: &Words<'_>, (name, last, now): (&str, i16, i16), end: usize, out: &mut Vec<Fault>) {
    let chars = &words.view.chars;
    let at = end - name.chars().count() - 2;
    let by = at.checked_sub(1).and_then(|i| chars.get(i)) == Some(&'到');
    let opens = at < 2 || matches!(chars.get(at - 2), Some(',' | '。' | ';' | ':'));
    let until = ["末,", "期末,", "末全", "期末全"].iter().any(|w| stands(chars, end, w));
    if last < now && by && opens && until {
        out.push(words.fault(
            Severity::Warning,
            at..end,
            format!("要做的事写的是到“{name}”末，即{last}年，早于成文的{now}年"),
            format!("to be done by the end of “{name}”, {last}, before the year of the text, {now}"),
        ));
    }
}

/// A number up to 99, in digits or in words.
fn small(chars: &[char], at: usize) -> Option<(u32, usize)> {
    super::duration::small(chars, at).and_then(|(n, end)| Some((u32::try_from(n).ok()?, end)))
}

pub(super) fn of_document(reading: &Reading, clock: &Clock, folded: &[char], out: &mut Vec<Fault>) {
    tasks(reading, clock, out);
    goals(reading, clock, folded, out);
    captions(folded, out);
}

/// 二、2031年主要任务, where the text looks back on 2029 and plans 2030.
fn tasks(reading: &Reading, clock: &Clock, out: &mut Vec<Fault>) {
    let (Some(reviewed), Some(planned)) = (clock.reviewed, clock.planned) else { return };
    for section in reading.outline.iter().filter(|s| matches!(s.role, Role::Tasks | Role::Goals)) {
        let title: Vec<char> = section.title.chars().collect();
        let place = (0..title.len().min(6)).find_map(|at| Some((at, year_at(&title, at)?)));
        let Some((at, year)) = place.filter(|(at, _)| title.get(at + 4) == Some(&'年')) else { continue };
        let Some(start) = section.spans.first().map(|s| s.start()) else { continue };
        if planned == reviewed + 1 && year == planned + 1 && lists().tasks_of.iter().any(|w| ends(&title, w)) {
            let span = Span::new(start + at as u32, start + at as u32 + 5);
            let note = said(
                format!("回顾的是{reviewed}年，部署的应是{planned}年，标题写的是{year}年"),
                format!("looks back on {reviewed} and plans {planned}; the heading is of {year}"),
            );
            out.push(Fault::at("year", Severity::Warning, span.into(), note));
        }
    }
}

/// Whether two years differ in one digit.
fn one_digit(a: i16, b: i16) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}

/// The section, the year and the words of a goal's time.
fn due(figure: &Figure) -> Option<(usize, i16, &str)> {
    let period = figure.period.as_ref()?;
    let plain =
        figure.tense == Tense::Planned && figure.kind == Kind::Target && figure.base.is_none() && figure.from.is_none();
    let end = period.end.map(Date::year).filter(|_| plain)?;
    Some((figure.section?, end, period.text.as_str()))
}

/// 2007年,建成区面积达20平方公里, among goals for 2017: a goal of a year that was over, one digit from that of its neighbours.
fn goals(reading: &Reading, clock: &Clock, folded: &[char], out: &mut Vec<Fault>) {
    let Some(now) = clock.now else { return };
    let mut ahead: BTreeMap<usize, Vec<i16>> = BTreeMap::new();
    for (section, year, _) in reading.figures.iter().filter_map(due).filter(|(_, year, _)| *year >= now) {
        let years = ahead.entry(section).or_default();
        if !years.contains(&year) {
            years.push(year);
        }
    }
    let mut told = None;
    for (index, figure) in reading.figures.iter().enumerate() {
        let Some((section, year, text)) = due(figure).filter(|(_, year, _)| *year < now) else { continue };
        let meant = ahead.get(&section).and_then(|years| years.iter().find(|y| one_digit(**y, year) && **y > now));
        let tasks = reading.outline.get(section).is_some_and(|s| matches!(s.role, Role::Goals | Role::Tasks));
        let Some(meant) = meant.filter(|_| tasks && told != Some(figure.sentence)) else { continue };
        // The year opens the sentence, with nothing but itself before the comma.
        let Some(start) = reading.sentences.get(figure.sentence).and_then(|s| s.spans.first()).map(|s| s.start())
        else {
            continue;
        };
        let opens = folded.get(start as usize..).is_some_and(|words| {
            year_at(words, 0) == Some(year) && words.get(4) == Some(&'年') && words.get(5) == Some(&',')
        });
        if !opens {
            continue;
        }
        told = Some(figure.sentence);
        let note = said(
            format!("要做的事写的是{text}，早于成文的{now}年，同一部分的目标是{meant}年的"),
            format!("a goal for {year}, before the year of the text, {now}; its neighbours are for {meant}"),
        );
        let mut fault = Fault::of("year", Severity::Warning, &[(index, &figure.spans)], note);
        fault.also.push(std::mem::replace(&mut fault.spans, Span::new(start, start + 5).into()));
        out.push(fault);
    }
}

/// Fewest captions of tables and charts of which one can be the odd one.
const CAPTIONS: usize = 4;

/// 表3 2028年…, where every other table is of 2029.
fn captions(folded: &[char], out: &mut Vec<Fault>) {
    let mut found: Vec<(i16, usize)> = Vec::new();
    let mut at = 0;
    for line in folded.split(|c| *c == '\n') {
        let start = at;
        at += line.len() + 1;
        let ['表' | '图', rest @ ..] = line else { continue };
        let number = rest.iter().take_while(|c| c.is_ascii_digit() || **c == ' ').count();
        let from = 1 + number.saturating_sub(4);
        // 表3 2028年: the number of the table, a blank, the year.
        let place = (from..=from + 4).find_map(|i| Some((i, year_at(line, i)?)));
        if let Some((i, year)) = place.filter(|(i, _)| line.get(i + 4) == Some(&'年') && *i > 1) {
            found.push((year, start + i));
        }
    }
    let usual = |year: i16| found.iter().filter(|(y, _)| *y == year).count();
    let odd: Vec<&(i16, usize)> = found.iter().filter(|(y, _)| usual(*y) == 1).collect();
    let ([(year, place)], true) = (&odd[..], found.len() >= CAPTIONS) else { return };
    let Some((other, _)) = found.iter().find(|(y, _)| y != year && usual(*y) + 1 == found.len()) else { return };
    let note = said(
        format!("其他各表都是{other}年，这里写的是{year}年"),
        format!("every other table is of {other}, this one of {year}"),
    );
    let span = Span::new(*place as u32, *place as u32 + 5);
    out.push(Fault::at("year", Severity::Warning, span.into(), note));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_one_digit_apart() {
        assert!(one_digit(2007, 2017) && one_digit(2020, 2025));
        assert!(!one_digit(2007, 2016) && !one_digit(2016, 2016));
    }
}
