//! Several numbers in one cell: each with its own year (2027年：97 above 2030年：100), one for each year of the heading, or one
//! for each of the indicators that stand in the cell of the names.

use super::grid::GridCell;
use super::words::TableWords;
use crate::search;
use crate::time::{self, Anchor, Looking};
use crate::view::is_blank;
use jiff::civil::Date;
use std::ops::Range;

/// A part of a cell that says one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its words, in characters of the cell.
    pub(super) words: Range<usize>,
    /// The time before or behind them.
    pub(super) time: Time,
}

/// A time that a cell gives one of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) range: Range<usize>,
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
}

/// What parts the numbers of a cell.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | '、' | '。' | '/' | ' ')
}

/// What stands before a time and says nothing else.
fn leads_to(c: char) -> bool {
    is_mark(c) || matches!(c, '到' | '至' | '和' | '及' | '(' | '其' | '中' | '力' | '争' | '在')
}

/// The parts of a text by the times in it, 2027年达到60,2030年达到65以上 and 60(2027年)、65(2030年): one for each; `None` where
/// they do not part it so.
pub(super) fn by_times(cell: &[char], part: &Range<usize>, year: Option<i16>) -> Option<Vec<Part>> {
    let text = cell.get(part.clone())?;
    // Nearly every cell is a number.
    if !text.iter().any(|c| matches!(c, '年' | '季' | '月' | '(')) {
        return None;
    }
    let times = times_of(text, year);
    let first = times.first()?;
    let parts = if text.get(..first.range.start)?.iter().all(|c| leads_to(*c)) {
        leading(text, &times)
    } else {
        behind(text, &times)
    }?;
    let moved = |r: &Range<usize>| r.start + part.start..r.end + part.start;
    let moved =
        |p: &Part| Part { words: moved(&p.words), time: Time { range: moved(&p.time.range), ..p.time.clone() } };
    parts.iter().all(|p| is_short(text, &p.words)).then(|| parts.iter().map(moved).collect())
}

/// Whether a cell is nothing but numbers with their times.
pub(super) fn is_numbers(cell: &[char]) -> bool {
    let digit = |p: &Part| cell.get(p.words.clone()).is_some_and(|words| words.iter().any(char::is_ascii_digit));
    // Any year will do to know 上半年 for a time.
    by_times(cell, &(0..cell.len()), Some(2000)).is_some_and(|parts| parts.iter().all(digit))
}

/// The times of a text that are days of the calendar. A year needs its 年, or a bracket for itself: 2000 is a number, too.
fn times_of(text: &[char], year: Option<i16>) -> Vec<Time> {
    let anchor = year.map(|year| Anchor {
        date: Date::new(year, 1, 1).ok(),
        planned: Some((year, year)),
        looking: Looking::Ahead,
        ..Anchor::default()
    });
    let mut out: Vec<Time> = Vec::new();
    // Line by line: a number at the end of one is no part of the year at the beginning of the next.
    let mut start = 0;
    for line in text.split(|c| *c == ' ') {
        let moved =
            |range: Range<usize>, from, end| Time { range: range.start + start..range.end + start, start: from, end };
        let begun = out.len();
        out.extend(super::heading::times(line).into_iter().map(|(range, from, end)| moved(range, from, end)));
        out.retain(|t| t.end.is_some());
        // 上半年: of the year of the heading.
        let scanned = anchor.as_ref().map(|anchor| time::scan(line, anchor)).unwrap_or_default();
        for t in scanned.into_iter().map(|t| moved(t.range, t.start, t.end)).filter(|t| t.end.is_some()) {
            let apart = |o: &Time| o.range.end <= t.range.start || t.range.end <= o.range.start;
            if out.iter().skip(begun).all(apart) {
                out.push(t);
            }
        }
        start += line.len() + 1;
    }
    out.sort_by_key(|t| t.range.start);
    out.retain(|t| {
        let own = text.get(t.range.clone()).unwrap_or_default();
        own.iter().any(|c| matches!(c, '年' | '季' | '月'))
            || in_bracket(text, &t.range) && own.iter().any(char::is_ascii_digit)
    });
    out
}

fn in_bracket(text: &[char], range: &Range<usize>) -> bool {
    range.start.checked_sub(1).and_then(|at| text.get(at)) == Some(&'(') && text.get(range.end) == Some(&')')
}

/// 2027年:97 2030年:100.
fn leading(text: &[char], times: &[Time]) -> Option<Vec<Part>> {
    let mut out = Vec::with_capacity(times.len());
    for (at, time) in times.iter().enumerate() {
        let next = times.get(at + 1).map_or(text.len(), |t| t.range.start);
        let mut words = time.range.end..next;
        let goes_on = text.get(words.start).is_some_and(|c| matches!(c, '起' | '开' | '比' | '较'));
        // 较2025年提高 is held against that year, and 从2025年 leaves it.
        let before = time.range.start.checked_sub(1).and_then(|at| text.get(at));
        if goes_on || before.is_some_and(|c| matches!(c, '较' | '比' | '从' | '由' | '自' | '起' | '与')) {
            return None;
        }
        while words.start < words.end
            && text.get(words.start).is_some_and(|c| matches!(c, ':' | ')' | ' ' | '为' | '底' | '末'))
        {
            words.start += 1;
        }
        let last = next == text.len();
        let mut parted = last;
        while words.start < words.end && text.get(words.end - 1).is_some_and(|c| leads_to(*c)) {
            parted = true;
            words.end -= 1;
        }
        // 2027年:8以内 and 2030年:8以内 on lines of their own stand side by side here, too.
        let own = text.get(words.clone()).unwrap_or_default();
        if own.is_empty() || !parted && !own.iter().any(char::is_ascii_digit) {
            return None;
        }
        out.push(Part { words, time: time.clone() });
    }
    let each = || search::holds(text, "每年") || search::holds(text, "年均");
    (out.len() > 1 || !each()).then_some(out)
}

/// 97(2027年)、100(2030年).
fn behind(text: &[char], times: &[Time]) -> Option<Vec<Part>> {
    if times.len() < 2 {
        return None;
    }
    let mut out = Vec::with_capacity(times.len());
    let mut start = 0;
    for time in times {
        if !in_bracket(text, &time.range) {
            return None;
        }
        let mut words = start..time.range.start - 1;
        while words.start < words.end && text.get(words.start).is_some_and(|c| is_mark(*c)) {
            words.start += 1;
        }
        if words.is_empty() {
            return None;
        }
        out.push(Part { words, time: time.clone() });
        start = time.range.end + 1;
    }
    text.get(start..)?.iter().all(|c| is_mark(*c)).then_some(out)
}

/// Whether a part says how much, and no sentence: 控制在8以内, not 建成充电桩五百座并投入使用.
fn is_short(text: &[char], words: &Range<usize>) -> bool {
    /// Most words before and behind the number.
    const AROUND: usize = 6;
    let own = text.get(words.clone()).unwrap_or_default();
    let digits = || own.iter().enumerate().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    match (digits().next(), digits().next_back()) {
        (Some(first), Some(last)) => first <= AROUND && own.len() - last - 1 <= 2 * AROUND,
        _ => own.len() <= 2 * AROUND,
    }
}

/// The lines of a cell. Readers of documents write one beside the other, with a blank between: what a blank parts.
pub(super) fn lines(cell: &GridCell, original: &[char]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let chars = cell.chars();
    let mut start = 0;
    for at in 1..=chars.len() {
        let parted = match (cell.view.at.get(at - 1), cell.view.at.get(at)) {
            (Some(before), Some(next)) => {
                let between = original.get(*before as usize + 1..*next as usize).unwrap_or_default();
                between.iter().any(|c| is_blank(*c)) || chars.get(at).is_some_and(|c| *c == ' ')
            }
            _ => true,
        };
        if parted {
            let line = trimmed(chars, start..at);
            // 2027年: stands before its number.
            let joined = out.last().is_some_and(|l| chars.get(l.end - 1) == Some(&':'));
            match out.last_mut() {
                Some(last) if joined => last.end = line.end.max(last.end),
                _ if line.is_empty() => {}
                _ => out.push(line),
            }
            start = at;
        }
    }
    out
}

fn trimmed(text: &[char], mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && text.get(range.start).is_some_and(|c| is_mark(*c) && *c != '/') {
        range.start += 1;
    }
    while range.start < range.end && text.get(range.end - 1).is_some_and(|c| is_mark(*c) && *c != '/') {
        range.end -= 1;
    }
    range
}

/// The `count` values of a cell in their order: by its lines, else by one mark that parts it so.
pub(super) fn in_order(cell: &GridCell, count: usize, original: &[char]) -> Option<Vec<Range<usize>>> {
    let words = TableWords::get();
    let chars = cell.chars();
    let is_value = |piece: &Range<usize>| {
        let own = chars.get(piece.clone()).unwrap_or_default();
        !own.is_empty() && (own.iter().any(char::is_ascii_digit) || words.is_nothing(own))
    };
    let fits = |pieces: &Vec<Range<usize>>| pieces.len() == count && pieces.iter().all(is_value);
    let by_lines = lines(cell, original);
    if fits(&by_lines) {
        return Some(by_lines);
    }
    [';', '、', '/', ','].into_iter().map(|mark| at_marks(chars, mark)).find(fits)
}

/// The two numbers of a cell that says a level and its growth, or a number and what is striven for beyond it.
pub(super) fn two(cell: &[char], part: &Range<usize>) -> Option<[Range<usize>; 2]> {
    with_growth(cell, part).or_else(|| with_stretch(cell, part))
}

/// 增长5.5%左右,力争达到6%: what is to be reached, and what is striven for.
fn with_stretch(cell: &[char], part: &Range<usize>) -> Option<[Range<usize>; 2]> {
    let text = cell.get(part.clone())?;
    let at = (1..text.len()).find(|at| TableWords::get().strives(text, *at))?;
    let numbers =
        |own: &[char]| own.split(|c| !(c.is_ascii_digit() || *c == '.')).filter(|run| !run.is_empty()).count();
    let [first, second] = [trimmed(text, 0..at), trimmed(text, at..text.len())];
    let closed = |piece: &Range<usize>| text.get(piece.clone()).is_some_and(|own| numbers(own) == 1);
    let moved = |piece: &Range<usize>| piece.start + part.start..piece.end + part.start;
    (closed(&first) && closed(&second) && !text.contains(&'(')).then(|| [moved(&first), moved(&second)])
}

/// 12.6亿元,增长4% and 12.6亿元(增长4%): a level and its growth, in whichever order, each of one number.
fn with_growth(cell: &[char], part: &Range<usize>) -> Option<[Range<usize>; 2]> {
    let text = cell.get(part.clone())?;
    // Nearly every cell is one number.
    if !text.iter().any(|c| matches!(c, ',' | ';' | '、' | ' ' | '(')) || text.last()?.is_ascii_digit() {
        return None;
    }
    let words = TableWords::get();
    let bracket = text.iter().position(|c| *c == '(').filter(|_| text.last() == Some(&')'));
    let pieces = match bracket {
        Some(open) => vec![trimmed(text, 0..open), trimmed(text, open + 1..text.len() - 1)],
        None => [',', ';', '、', ' '].into_iter().map(|mark| at_marks(text, mark)).find(|pieces| pieces.len() == 2)?,
    };
    let own = |piece: &Range<usize>| text.get(piece.clone()).unwrap_or_default();
    let numbers = |own: &[char]| {
        let runs = own.split(|c| !(c.is_ascii_digit() || matches!(c, '.' | ','))).filter(|run| !run.is_empty());
        runs.count()
    };
    let grows = |own: &[char]| {
        let begins = (0..own.len()).take_while(|at| !own[*at].is_ascii_digit()).any(|at| words.begins_change(own, at));
        begins && (own.contains(&'%') || search::holds(own, "百分点"))
    };
    let [first, second] = &pieces[..] else { return None };
    let both = pieces.iter().all(|piece| numbers(own(piece)) == 1);
    let level =
        |own: &[char]| !grows(own) && !own.contains(&'%') && !(0..own.len()).any(|at| words.begins_change(own, at));
    let one = level(own(first)) && grows(own(second)) || grows(own(first)) && level(own(second));
    let moved = |piece: &Range<usize>| piece.start + part.start..piece.end + part.start;
    (both && one).then(|| [moved(first), moved(second)])
}

/// A text cut at a mark; at a comma not where it parts thousands.
pub(super) fn at_marks(text: &[char], mark: char) -> Vec<Range<usize>> {
    let (mut out, mut start) = (Vec::new(), 0);
    let thousands = |at: usize| {
        let digits = text.get(at + 1..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
        mark == ',' && digits == 3 && at > 0 && text.get(at - 1).is_some_and(char::is_ascii_digit)
    };
    for at in 0..=text.len() {
        if at == text.len() || text.get(at) == Some(&mark) && !thousands(at) {
            out.push(trimmed(text, start..at));
            start = at + 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cell: &str) -> Vec<String> {
        let chars: Vec<char> = cell.chars().collect();
        let text = |r: &Range<usize>| chars[r.clone()].iter().collect::<String>();
        let parts = by_times(&chars, &(0..chars.len()), None).unwrap_or_default();
        parts.iter().map(|p| format!("{} {}", text(&p.time.range), text(&p.words))).collect()
    }

    #[test]
    fn times_part_a_cell() {
        assert_eq!(said("2027年:41 2030年:≥45"), ["2027年 41", "2030年 ≥45"]);
        assert_eq!(said("到2028年达到6以上,到2030年达到7-8"), ["到2028年 达到6以上", "到2030年 达到7-8"]);
        assert_eq!(said("41(2027年)、45以上(2030年)"), ["2027年 41", "2030年 45以上"]);
        assert_eq!(said("41(2027)/45(2030)"), ["2027 41", "2030 45"]);
        assert_eq!(said("2030年:45"), ["2030年 45"]);
    }

    #[test]
    fn what_is_no_number_of_a_year_is_not_parted() {
        for cell in [
            "45",
            "2000",
            "1980 2020",
            "较2025年提高5",
            "2030年比2025年增长5",
            "2026年起每年不低于8",
            "2026年、2027年各12个",
            "从2025年的41提高到2030年的45",
            "2027年新建并投入使用的社区食堂达到45座",
        ] {
            assert_eq!(said(cell), [""; 0], "{cell}");
        }
    }

    #[test]
    fn a_mark_parts_values_and_no_thousands() {
        let cut = |text: &str, mark| {
            let chars: Vec<char> = text.chars().collect();
            at_marks(&chars, mark).iter().map(|r| chars[r.clone()].iter().collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(cut("1,200/1,500", '/'), ["1,200", "1,500"]);
        assert_eq!(cut("1,200", ','), ["1,200"]);
        assert_eq!(cut("12,15", ','), ["12", "15"]);
    }
}
