//! How long something took, beside the days on which it began and ended: 2021年9月开工，2023年5月建成，历时32个月.

use super::line::sentence_view;
use super::said::said;
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::Reading;
use crate::search::stands;
use crate::view::View;
use std::ops::Range;

/// How far behind the second day it is told.
const NEAR: usize = 16;

pub(super) fn of_document(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    let mut view = View::default();
    for sentence in &reading.sentences {
        sentence_view(&sentence.spans, folded, &mut view);
        let chars = &view.chars;
        // The months that the sentence names, as months since year 0, with where they stand.
        let mut months: Vec<(i32, Range<usize>)> = Vec::new();
        let mut at = 0;
        while at + 6 < chars.len() {
            match month_at(chars, at) {
                Some((month, end)) => {
                    months.push((month, at..end));
                    at = end;
                }
                None => at += 1,
            }
        }
        for pair in months.windows(2) {
            let [(from, first), (to, last)] = pair else { continue };
            let between = &chars[first.end..last.start];
            if between.len() <= 14 && to > from && !between.contains(&'。') {
                told(chars, (*from, *to), first.start..last.end, &view, folded, out);
            }
        }
    }
}

/// YYYY年M月, and where it ends, a day taken with it.
fn month_at(chars: &[char], at: usize) -> Option<(i32, usize)> {
    let digits = |from: usize, most: usize| {
        let len = chars.get(from..)?.iter().take(most + 1).take_while(|c| c.is_ascii_digit()).count();
        let value: i32 = chars[from..from + len].iter().collect::<String>().parse().ok()?;
        (len <= most).then_some((value, from + len))
    };
    let (year, end) = digits(at, 4).filter(|(y, end)| *end == at + 4 && (1900..2200).contains(y))?;
    let (month, end) = digits(end + 1, 2).filter(|(m, _)| chars.get(end) == Some(&'年') && (1..=12).contains(m))?;
    if chars.get(end) != Some(&'月') {
        return None;
    }
    let day = digits(end + 1, 2).filter(|(_, i)| chars.get(*i) == Some(&'日')).map(|(_, i)| i + 1);
    Some((year * 12 + month, day.unwrap_or(end + 1)))
}

fn told(
    chars: &[char],
    (from, to): (i32, i32),
    days: Range<usize>,
    view: &View,
    folded: &[char],
    out: &mut Vec<Fault>,
) {
    let reach = chars.len().min(days.end + NEAR);
    let Some((at, word)) = (days.end..reach).find_map(|i| {
        let word = lists().took.iter().filter(|w| stands(chars, i, w)).max_by_key(|w| w.len())?;
        Some((i, word.chars().count()))
    }) else {
        return;
    };
    // 历时三年多 rounds.
    let Some((written, end)) = length(chars, at + word) else { return };
    if matches!(chars.get(end), Some('多' | '余' | '半' | '零' | '的' | '内')) || chars[days.end..at].contains(&'。')
    {
        return;
    }
    // Both months may be counted, or neither, and a length in years is rounded to its months.
    let due = to - from;
    if (written - due).abs() <= 1 {
        return;
    }
    let show = |months: i32| match (months / 12, months % 12) {
        (0, m) => format!("{m}个月"),
        (y, 0) => format!("{y}年"),
        (y, m) => format!("{y}年{m}个月"),
    };
    let text: String = chars[at + word..end].iter().collect();
    let note = said(
        format!("前后相距{}，写的是{text}", show(due)),
        format!("the two days are {due} months apart; written is {text}"),
    );
    out.push(Fault::at("year", Severity::Warning, view.spans(at + word..end, folded), note));
}

/// 三年四个月, 20个月, 两年: in months, and where it ends.
fn length(chars: &[char], at: usize) -> Option<(i32, usize)> {
    let (first, end) = small(chars, at)?;
    match chars.get(end..) {
        Some(['个', '月', ..]) => Some((first, end + 2)),
        Some(['年', ..]) => {
            let more = small(chars, end + 1).filter(|(_, i)| matches!(chars.get(*i..), Some(['个', '月', ..])));
            Some(more.map_or((first * 12, end + 1), |(months, i)| (first * 12 + months, i + 2)))
        }
        _ => None,
    }
}

/// A number up to 99, in digits or in words.
pub(super) fn small(chars: &[char], at: usize) -> Option<(i32, usize)> {
    let len = chars.get(at..)?.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    if len > 0 {
        return Some((chars[at..at + len].iter().collect::<String>().parse().ok()?, at + len));
    }
    let digit = |c: &char| match c {
        '两' => Some(2),
        c => (1..).zip("一二三四五六七八九".chars()).find(|(_, n)| n == c).map(|(i, _)| i),
    };
    match (digit(chars.get(at)?), chars.get(at), chars.get(at + 1)) {
        (None, Some('十'), next) => match next.and_then(digit) {
            Some(ones) => Some((10 + ones, at + 2)),
            None => Some((10, at + 1)),
        },
        (Some(tens), _, Some('十')) => match chars.get(at + 2).and_then(digit) {
            Some(ones) => Some((tens * 10 + ones, at + 3)),
            None => Some((tens * 10, at + 2)),
        },
        (Some(ones), ..) => Some((ones, at + 1)),
        _ => None,
    }
}
