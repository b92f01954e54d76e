//! The day a document bears: ——2025年1月15日在…会议上, (2021年3月5日), 发布时间:2024-05-06, 一九五四年九月二十三日.

use super::{HEAD, Place, TAIL, find, stands};
use crate::charset::CharSet;
use crate::number::plain_digit;
use crate::view::View;
use jiff::civil::Date;
use std::ops::Range;

/// A line longer than this is no dateline but a paragraph.
const LINE: usize = 90;

/// The day a document bears.
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) place: Place,
    /// Whether a page put it there, and not the document.
    pub(super) stamped: bool,
}

/// What tells of a meeting.
const MEETINGS: [&str; 2] = ["会议", "大会"];
/// What tells that a page was put up.
const STAMPS: [&str; 4] = ["时间", "日期", "发布", "印发"];

/// The day, from the head of the document (a meeting's before a page's), else from a line of its own at the end.
pub(super) fn of(views: &[View]) -> Option<Day> {
    let mut best: Option<(u8, Day)> = None;
    let tail = views.len().saturating_sub(TAIL).max(HEAD.min(views.len()));
    let head = views.iter().enumerate().take(HEAD);
    for (block, view) in head.chain(views.iter().enumerate().skip(tail)) {
        let text = &view.chars;
        let short = text.len() <= LINE;
        let end = text.len().min(LINE);
        let mut next = 0;
        while let Some(at) = next_digit(text, next..end) {
            next = at + 1;
            let Some((date, len)) = complete(text, at) else { continue };
            let alone = text.len() <= len + 6;
            // 1965年1月1日以后出生, 自2026年3月1日起施行: a day that something begins or ends with.
            if matches!(text.get(at + len), Some('起' | '以' | '前' | '后' | '之' | '至')) {
                break;
            }
            // A dateline begins or ends with its day, or sets it apart; 拟于2026年5月3日举行 only tells of one.
            let apart = at == 0
                || at + len == text.len()
                || text
                    .get(at - 1)
                    .is_some_and(|c| c.is_whitespace() || matches!(c, ':' | '(' | '—' | '-' | '|' | '/'));
            // …办公厅2019年3月15日印发 ends a paper.
            let issued = stands(text, at + len, "印发") && text.len() <= 40;
            let weight = if block >= tail && block >= HEAD && !issued {
                // What ends a document is a date only where it stands alone.
                if !alone {
                    break;
                }
                4
            } else if short && MEETINGS.iter().any(|word| find(text, word, LINE).is_some())
                || is_session(text, at + len)
            {
                5
            } else if alone || issued || is_glued(text, at, len) {
                4
            } else if at == 0 && block < 3 && text.get(4) == Some(&'-') {
                // 2022-09-07 in front of what was written that day.
                3
            } else if short && STAMPS.iter().any(|w| find(text, w, LINE).is_some()) {
                3
            } else if short && block < HEAD && apart && !matches!(text.last(), Some('。' | ';' | ',')) {
                2
            } else {
                break;
            };
            if best.as_ref().is_none_or(|(w, _)| weight > *w) {
                best = Some((weight, Day { date, place: Place { block, range: at..at + len }, stamped: weight == 3 }));
            }
            break;
        }
    }
    best.map(|(_, day)| day)
}

/// Whether a day stands between a title and a salutation that run on into each other: 政府工作报告2031年1月9日各位代表.
fn is_glued(text: &[char], at: usize, len: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    at <= 20 && before.ends_with(&['报', '告']) && stands(text, at + len, "各位")
}

/// Whether the words behind a day are those of a session that the page broke off: 在云岭市第九届 / 人民代表大会….
fn is_session(text: &[char], at: usize) -> bool {
    /// A place's name and an ordinal.
    const REACH: usize = 24;
    stands(text, at, "在") && text.len() <= at + REACH && text.last() == Some(&'届')
}

/// A complete date at `at`, and its length.
pub(super) fn complete(text: &[char], at: usize) -> Option<(Date, usize)> {
    let (year, n) = year(text, at)?;
    let mut i = at + n;
    let mark = *text.get(i)?;
    let (wants_month, wants_day) = match mark {
        '年' => ('月', '日'),
        '-' | '/' | '.' => (mark, ' '),
        _ => return None,
    };
    i += 1;
    i += blank(text, i);
    let (month, n) = small(text, i)?;
    i += n;
    i += blank(text, i);
    if text.get(i) != Some(&wants_month) {
        return None;
    }
    i += 1;
    i += blank(text, i);
    let (day, n) = small(text, i)?;
    i += n;
    if wants_day == '日' {
        i += blank(text, i);
        if !matches!(text.get(i), Some('日' | '号')) {
            return None;
        }
        i += 1;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(|d| (d, i - at))
}

/// A year of four digits at `at`, Arabic or Chinese, from 1900 to 2099.
pub(super) fn year(text: &[char], at: usize) -> Option<(i16, usize)> {
    // 二O一一年: the letter for the circle, in a year of Chinese numerals.
    let chinese = text.get(at).is_some_and(|c| !c.is_ascii_digit());
    let zero = |c: char| (chinese && matches!(c, 'O' | 'o')).then_some(0);
    let is_digit = |i: usize| text.get(i).and_then(|c| digit(*c).or_else(|| zero(*c)));
    let mut value = text.get(at).and_then(|c| digit(*c))?;
    // Not the tail of a longer number.
    if at > 0 && is_digit(at - 1).is_some() {
        return None;
    }
    for i in at + 1..at + 4 {
        value = value * 10 + is_digit(i)?;
    }
    (is_digit(at + 4).is_none() && (1900..2100).contains(&value)).then_some((value, 4))
}

/// A year followed by 年.
pub(super) fn year_word(text: &[char], at: usize) -> Option<i16> {
    let (value, n) = year(text, at)?;
    stands(text, at + n, "年").then_some(value)
}

static DIGITS: CharSet = CharSet::of(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九',
]);

/// The first place of `range` where a digit stands: a year begins at no other.
pub(super) fn next_digit(text: &[char], range: Range<usize>) -> Option<usize> {
    let from = range.start;
    DIGITS.position(text.get(range)?).map(|step| from + step)
}

pub(super) fn digit(c: char) -> Option<i16> {
    c.to_digit(10).or_else(|| plain_digit(c)).map(|d| d as i16)
}

/// A month or a day: 12, 03, 十二, 二十三.
fn small(text: &[char], at: usize) -> Option<(i16, usize)> {
    let run = text.get(at..)?.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    if run == 1 || run == 2 {
        let value = text[at..at + run].iter().filter_map(|c| digit(*c)).fold(0, |sum, d| sum * 10 + d);
        return Some((value, run));
    }
    let (mut value, mut n, mut tens) = (0, 0, false);
    while let Some(&c) = text.get(at + n) {
        if c == '十' && !tens {
            value = value.max(1) * 10;
            tens = true;
        } else if let Some(d) = digit(c).filter(|_| !c.is_ascii_digit()) {
            // After 十 a digit is added; two digits in a row are no such number.
            if n > 0 && text.get(at + n - 1) != Some(&'十') {
                return None;
            }
            value += d;
        } else {
            break;
        }
        n += 1;
        if n > 3 {
            return None;
        }
    }
    (n > 0).then_some((value, n))
}

fn blank(text: &[char], at: usize) -> usize {
    text.get(at..).map_or(0, |r| r.iter().take(3).take_while(|c| **c == ' ').count())
}
