//! By when: 6月底前, 年底前, 第三季度, 2021.10.31, 持续推进.

use super::words::{Event, Part, TableWords};
use crate::time::{self, Anchor, Looking, TimeKind};
use jiff::civil::Date;
use std::ops::Range;

/// The last day a deadline names, if it names one. `year` is the year it is of where it names none itself.
pub(super) fn last_day(text: &[char], year: Option<i16>) -> Option<Date> {
    let anchor = Anchor {
        date: year.and_then(|y| Date::new(y, 1, 1).ok()),
        planned: year.map(|y| (y, y)),
        looking: Looking::Ahead,
        ..Anchor::default()
    };
    // 已于2月办结 was done then; 已启动,2027年底前完成 is due all the same.
    let text = match text.first() {
        Some('已') => text.get(text.iter().position(|c| matches!(c, ',' | ';' | '。'))? + 1..)?,
        _ => text,
    };
    // What recurs or lasts ends on no day.
    let times = time::scan(text, &anchor);
    let written = times
        .iter()
        .filter(|t| !matches!(t.kind, TimeKind::Duration | TimeKind::Frequency | TimeKind::Now))
        // 9月1日起施行 is due on that day.
        .filter(|t| t.kind != TimeKind::Since || takes_effect(text, t.range.end))
        .filter(|t| !recurs(text, t.range.start));
    let numeric = numeric(text).or_else(|| Some((text.len(), month_and_day(text, year?)?)));
    let day = |t: &time::Time| t.end.or(t.start.filter(|_| t.kind == TimeKind::Since));
    let last = written.filter_map(|t| Some((t.range.end, day(t)?))).chain(numeric).max_by_key(|(at, day)| (*at, *day));
    let last = last.map(|(at, day)| (at, quarter(text, day.year()).unwrap_or(day))).or_else(|| {
        let day = year.and_then(|year| quarter(text, year))?;
        Some((text.len(), day))
    });
    // Without a year nothing but a year of its own makes a day.
    let last = last.map(|(_, day)| day).filter(|day| year.is_some() || says_year(text, day.year()));
    match event(text) {
        None => last,
        Some(Event::On(month, day)) => Date::new(last.map(Date::year).or(year)?, month, day).ok(),
        // 2027年汛期前 is no 31st of December.
        Some(Event::Moves) => None,
    }
}

/// Whether what is named before `at` takes effect then.
fn takes_effect(text: &[char], at: usize) -> bool {
    let at = at + usize::from(text.get(at) == Some(&'起'));
    ["施行", "执行", "实施"].iter().any(|word| crate::search::stands(text, at, word))
}

/// 6.30, 12/10 and 3-31, with 前 or 底 behind it or not: month and day of the year of the plan.
fn month_and_day(text: &[char], year: i16) -> Option<Date> {
    let text = text.strip_suffix(&['前']).or_else(|| text.strip_suffix(&['日'])).unwrap_or(text);
    let at = text.iter().position(|c| matches!(c, '.' | '/' | '-'))?;
    let number = |digits: &[char]| {
        let short = (1..=2).contains(&digits.len()) && digits.iter().all(char::is_ascii_digit);
        short.then(|| digits.iter().collect::<String>().parse::<i8>().ok())?
    };
    Date::new(year, number(text.get(..at)?)?, number(text.get(at + 1..)?)?).ok()
}

/// Whether what begins at `at` comes again and again: 3月底前 of 每年3月底前.
fn recurs(text: &[char], at: usize) -> bool {
    // 每年6月、11月: so does the second.
    let list = |c: &char| c.is_ascii_digit() || matches!(c, '月' | '日' | '、' | '和');
    let back = text.get(..at).unwrap_or_default().iter().rev().take_while(|c| list(c)).count();
    let listed = text.get(at.wrapping_sub(1)).is_some_and(|c| matches!(c, '、' | '和'));
    let recurs = |at: usize| TableWords::get().recurs.find_before(text, at).is_some();
    recurs(at) || listed && recurs(at - back)
}

/// How long the number of a section is that a text begins with: 一、, （一）, or nothing but 一.
pub(super) fn numbers_sections(text: &[char]) -> usize {
    let open = usize::from(text.first() == Some(&'('));
    let is_number = |c: &&char| "一二三四五六七八九十".contains(**c);
    let len = text.iter().skip(open).take_while(is_number).count();
    match (len, open, text.get(open + len)) {
        (0, ..) => 0,
        (_, 1, Some(')')) | (_, 0, Some('、' | '.')) => open + len + 1,
        (_, 0, None) => len,
        _ => 0,
    }
}

/// The deadline that a row over others gives them, where it says nothing else: 一、2026年6月底前完成（4项）.
pub(super) fn of_section(text: &[char]) -> Option<Range<usize>> {
    let words = TableWords::get();
    let mut start = numbers_sections(text);
    // 完成时限：2027年6月底
    let label = words.labels.find(text.get(start..)?, 0);
    if let Some((len, Part::Until)) = label
        && text.get(start + len) == Some(&':')
    {
        start += len + 1;
    }
    let open = text.iter().rposition(|c| *c == '(').filter(|at| text.last() == Some(&')') && *at > start);
    let mut end = open.unwrap_or(text.len());
    let counted = |end: usize| {
        let own = text.get(start..end)?;
        let item = own.last().filter(|c| matches!(c, '项' | '个' | '件' | '条'))?;
        let digits = own.iter().rev().skip(1).take_while(|c| c.is_ascii_digit()).count();
        let all = own.len().checked_sub(digits + 2).and_then(|at| own.get(at)) == Some(&'共');
        (digits > 0 && item.is_alphabetic()).then_some(end - digits - 1 - usize::from(all))
    };
    end = counted(end).unwrap_or(end);
    while end > start && text.get(end - 1).is_some_and(|c| matches!(c, ':' | ',' | ' ' | '—' | '-')) {
        end -= 1;
    }
    let own = text.get(start..end)?;
    if own.is_empty() || own.len() > 24 {
        return None;
    }
    // 长期坚持类
    if words.goes_on.all(own, 0).any(|(len, ())| own.len() - len <= 1 || rests(own, len)) {
        return Some(start..end);
    }
    let anchor = Anchor { date: Date::new(2000, 1, 1).ok(), ..Anchor::default() };
    let times = time::scan(own, &anchor);
    let [time] = times.iter().filter(|t| !matches!(t.kind, TimeKind::Frequency)).collect::<Vec<_>>()[..] else {
        return None;
    };
    // 2026年 alone heads the work of a year; 年底前 and 第三季度 say by when.
    let said = own.get(time.range.clone()).unwrap_or_default();
    let until = said.last().is_some_and(|c| matches!(c, '前' | '底' | '末' | '内'))
        || said.iter().any(|c| matches!(c, '月' | '季' | '半' | '旬'))
        || crate::search::stands(own, time.range.end, "完成")
        || crate::search::stands(own, time.range.end, "底");
    (until && rests(own, 0) || until && time.range.start == 0 && rests(own, time.range.end)).then_some(start..end)
}

/// The one year that a row over others names: 2026年, 一、2026年重点任务（3项）.
pub(super) fn year_of_section(text: &[char]) -> Option<i16> {
    /// Longer rows tell of something else.
    const LONGEST: usize = 20;
    let own = text.get(numbers_sections(text)..).filter(|own| own.len() <= LONGEST)?;
    let [time] = &time::scan(own, &Anchor::default())[..] else { return None };
    let (start, end) = (time.start?, time.end?);
    let whole = start.day_of_year() == 1 && end.month() == 12 && end.day() == 31;
    (whole && start.year() == end.year() && time.range.start == 0).then(|| start.year())
}

/// Whether nothing stands behind `at` but words that may stand beside the deadline of rows.
fn rests(text: &[char], mut at: usize) -> bool {
    let words = TableWords::get();
    while at < text.len() {
        let Some((len, ())) = words.beside_deadline.find(text, at) else { return false };
        at += len;
    }
    true
}

/// The time of no calendar that a text without a month names.
fn event(text: &[char]) -> Option<Event> {
    const DIGITS: &str = "0123456789一二三四五六七八九十";
    let words = TableWords::get();
    let dated = text.windows(2).any(|w| DIGITS.contains(w[0]) && matches!(w[1], '月' | '日'));
    // 五一、国庆节前: by the last of them.
    let found = || (0..text.len()).rev().find_map(|at| words.events.find(text, at));
    if dated { None } else { found().map(|(_, event)| *event) }
}

/// Whether the digits of a year, or a plan that ends in it, stand in the text.
fn says_year(text: &[char], year: i16) -> bool {
    let digits: Vec<char> = year.to_string().chars().collect();
    text.windows(4).any(|w| w == digits) || text.contains(&'“') || text.windows(3).any(|w| w[0] == '十' && w[2] == '五')
}

/// What stands beside the time of a deadline.
const REST: &[&str] = &[
    "完成",
    "前",
    "底",
    "并",
    "持续推进",
    "基本完成",
    "全面完成",
    "取得",
    "实现",
    "启动",
    "建成",
    "投用",
    "开工",
    "出台",
    "印发",
    "落实到位",
    "长期坚持",
    "持续",
    "之前",
    "以前",
];

/// Whether a text says that work goes on, or names a time: that it is a deadline at all.
pub(super) fn is_deadline(text: &[char]) -> bool {
    if text.is_empty() || text.len() > 40 {
        return false;
    }
    let words = TableWords::get();
    if words.goes_on.find(text, 0).is_some() {
        return text.len() <= 16;
    }
    let anchor = Anchor { date: Date::new(2000, 1, 1).ok(), ..Anchor::default() };
    let times = time::scan(text, &anchor);
    // 每半年一次 is one; 每年 alone begins a task as well.
    let says = |t: &&time::Time| !matches!(t.kind, TimeKind::Frequency) || text.ends_with(&['次']);
    let covered: usize =
        times.iter().filter(says).map(|t| t.range.len()).sum::<usize>() + numeric(text).map_or(0, |_| text.len());
    let rest: usize = REST.iter().filter(|w| crate::search::holds(text, w)).map(|w| w.chars().count()).sum();
    covered > 0 && covered + rest + 3 >= text.len()
}

/// Whether a text names the stages of a work, each by when: 3月底前开工,9月底前完工.
pub(super) fn is_staged(text: &[char]) -> bool {
    /// Longest text of a stage.
    const STAGE: usize = 24;
    let anchor = Anchor { date: Date::new(2000, 1, 1).ok(), ..Anchor::default() };
    let stages = text.split(|c| matches!(c, ',' | ';' | '。' | ' ')).filter(|stage| !stage.is_empty());
    let begins = |stage: &[char]| {
        stage.len() <= STAGE
            && time::scan(stage, &anchor).first().is_some_and(|t| t.range.start <= 1 && t.kind != TimeKind::Frequency)
    };
    let (mut count, mut timed) = (0, 0);
    for stage in stages {
        count += 1;
        timed += usize::from(begins(stage));
    }
    timed > 0 && timed == count
}

/// The end of the last quarter that a text names by its letter: 2027年Q2.
fn quarter(text: &[char], year: i16) -> Option<Date> {
    let at = text.windows(2).rposition(|w| matches!(w, ['Q' | 'q', '1'..='4']))?;
    let alone = !text.get(at + 2).is_some_and(char::is_ascii_alphanumeric)
        && !at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(char::is_ascii_alphabetic);
    let number = i8::try_from(text.get(at + 1)?.to_digit(10)?).ok()?;
    alone.then(|| Date::new(year, 3 * number, 1).ok()).flatten().map(Date::last_of_month)
}

/// 2021.10.31, 2021-10, 2021/6/30, 20210630, 2021: where it ends, and its last day. The last one where there are several.
fn numeric(text: &[char]) -> Option<(usize, Date)> {
    let mut found = None;
    let mut at = 0;
    while at < text.len() {
        let run = |from: usize| text.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
        let digits = run(at);
        if digits == 0 {
            at += 1;
            continue;
        }
        let number = |from: usize, len: usize| {
            text.get(from..from + len).and_then(|d| d.iter().collect::<String>().parse::<i16>().ok())
        };
        let part = |from: usize| {
            let mark = matches!(text.get(from), Some('.' | '-' | '/' | '—'));
            let len = run(from + 1);
            (mark && (1..=2).contains(&len)).then(|| Some((number(from + 1, len)?, from + 1 + len)))?
        };
        let mut end = at + digits;
        let year = number(at, 4).filter(|y| (1950..2100).contains(y));
        let day = match (digits, year) {
            (8, Some(year)) => Date::new(year, number(at + 4, 2)? as i8, number(at + 6, 2)? as i8).ok(),
            (4, Some(year)) if text.get(end) != Some(&'年') => match part(end) {
                None => Date::new(year, 12, 31).ok(),
                Some((month, next)) => {
                    let day = part(next);
                    end = day.map_or(next, |(_, last)| last);
                    let of = |day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
                    day.map_or_else(|| of(1).map(Date::last_of_month), |(day, _)| of(day))
                }
            },
            _ => None,
        };
        found = day.map(|day| (end, day)).or(found);
        at = end.max(at + digits);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_as_offices_write_them() {
        let day = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            last_day(&chars, Some(2027)).map_or_else(|| "-".to_owned(), |d| d.to_string())
        };
        for (text, wanted) in [
            ("6月底前", "2027-06-30"),
            ("6月底", "2027-06-30"),
            ("9月30日前完成", "2027-09-30"),
            ("年底前", "2027-12-31"),
            ("年底前完成并持续推进", "2027-12-31"),
            ("12月", "2027-12-31"),
            ("第三季度", "2027-09-30"),
            ("三季度", "2027-09-30"),
            ("二季度末", "2027-06-30"),
            ("上半年", "2027-06-30"),
            ("全年", "2027-12-31"),
            ("年内", "2027-12-31"),
            ("2028年", "2028-12-31"),
            ("2028年底前", "2028-12-31"),
            ("2028年6月", "2028-06-30"),
            ("2026—2028年", "2028-12-31"),
            ("2026-2028", "2028-12-31"),
            ("2027.10.31", "2027-10-31"),
            ("2027-10", "2027-10-31"),
            ("2027/6/30前", "2027-06-30"),
            ("20270630", "2027-06-30"),
            ("2028", "2028-12-31"),
            ("3—10月", "2027-10-31"),
            ("3月至10月", "2027-10-31"),
            ("每年3月底前", "-"),
            ("每月25日前", "-"),
            ("每年报送,2028年6月底前评估", "2028-06-30"),
            ("“十五五”末", "2030-12-31"),
            ("持续推进", "-"),
            ("长期坚持", "-"),
            ("每月5日前", "-"),
            ("每季度", "-"),
            ("2028年五一前", "2028-05-01"),
            ("国庆节前", "2027-10-01"),
            ("2027年汛期前", "-"),
            ("2027年6月汛期前", "2027-06-30"),
            ("6.30前", "2027-06-30"),
            ("2.30前", "-"),
            ("Q3", "2027-09-30"),
            ("2028年Q2", "2028-06-30"),
            ("春节前", "-"),
            ("12月底前、春节前", "2027-12-31"),
            ("每年6月、11月", "-"),
            ("已于2月办结", "-"),
            ("已启动,2027年底前完成", "2027-12-31"),
            ("已于2月办结,长期坚持", "-"),
            ("6.30", "2027-06-30"),
            ("12/10前", "2027-12-10"),
            ("13.5", "-"),
            ("2027年9月1日起施行", "2027-09-01"),
        ] {
            assert_eq!(day(text), wanted, "{text}");
        }
    }

    #[test]
    fn without_a_year_a_month_is_no_day() {
        let chars: Vec<char> = "6月底前".chars().collect();
        assert_eq!(last_day(&chars, None), None);
    }
}
