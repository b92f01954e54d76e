//! For when a figure holds: years, and how the report says so.

use crate::lexicon::Lexicon;
use jiff::civil::Date;
use luoshi_reader::Period;

/// How the years of a figure are known, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The sentence says them.
    Said,
    /// A sentence before it set them: 2025年，….
    Opener,
    /// The heading above sets them.
    Heading,
    /// The report as a whole is about them.
    Report,
    /// The part of the report is about a year and a longer period both, and it is not said which.
    Unclear,
}

/// The years a figure is for, first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// First year.
    pub start: i16,
    /// Last year; the same for one year, or for a state at its end.
    pub end: i16,
    /// How they are known.
    pub basis: Basis,
    /// Less than whole years: 上半年.
    pub part: bool,
    /// A day by which, not a stretch: 到2020年.
    pub by: bool,
}

impl When {
    /// One year, or a state at the end of it.
    pub(crate) fn is_year(self) -> bool {
        self.start == self.end
    }

    pub(crate) fn years(start: i16, end: i16, basis: Basis) -> Self {
        Self { start, end, basis, part: false, by: false }
    }

    /// `2024`, or `2021/2025`.
    #[must_use]
    pub fn text(self) -> String {
        if self.is_year() { self.end.to_string() } else { format!("{}/{}", self.start, self.end) }
    }
}

/// Whether a time names its year: 今年, 2025年, and not 年末.
pub(crate) fn names_year(text: &str) -> bool {
    let numeral = |c: char| c.is_numeric() || "一二三四五六七八九〇○零".contains(c);
    Lexicon::get().words("this.year").iter().any(|w| text.contains(w)) || text.contains(numeral)
}

/// Whether a time is the year that is spoken of, whichever it is: 全年.
pub(crate) fn is_that_year(text: &str) -> bool {
    Lexicon::get().words("that.year").contains(&text)
}

fn names_this_year(text: &str) -> bool {
    Lexicon::get().words("this.year").iter().any(|w| text.strip_prefix(w).is_some_and(|rest| rest.ends_with('月')))
}

/// Whether a time is part of a year, told by a word and not by its days: 第一季度, 10月份.
pub(crate) fn is_part(period: &Period) -> bool {
    period.start.is_none()
        && period.end.is_none()
        && Lexicon::get().words("part.of.year").iter().any(|w| period.text.contains(w))
}

/// The years that a period written beside a figure stands for, counted by a report of `year`.
pub(crate) fn said(period: &Period, year: Option<i16>) -> Option<When> {
    let when = |start: i16, end: i16, part: bool, by: bool| Some(When { start, end, basis: Basis::Said, part, by });
    match (period.start, period.end) {
        // 今年２月, in marks of another width: of this year, and no more of it is known.
        (None, None) if names_this_year(&period.text) => year.and_then(|y| when(y, y, true, false)),
        (None, None) => {
            // 本世纪末: a time that the reader leaves open.
            let turn = Lexicon::get().words("century.end").iter().any(|w| period.text.contains(w));
            let end = year.map(|y| (y - 1) / 100 * 100 + 100);
            end.filter(|_| turn).and_then(|end| when(end, end, false, true))
        }
        (None, Some(end)) => when(end.year(), end.year(), !at_end(end), true),
        // 一九七九年以来 without an end: until the report.
        (Some(start), None) => year.filter(|y| start.year() < *y).and_then(|y| when(start.year(), y - 1, true, false)),
        (Some(start), Some(end)) => {
            let (from, to) = (start.year(), end.year());
            if start == end {
                return when(to, to, !at_end(end), true);
            }
            let whole = start.month() == 1 && start.day() == 1 && end.month() == 12 && end.day() == 31;
            if whole {
                return when(from, to, false, false);
            }
            if from == to {
                return when(from, to, true, false);
            }
            // 过去一年, 五年来 and 今后五年 run from or to the day the report was given: whole years are meant.
            if (start.month(), start.day()) == (end.month(), end.day()) || start.month() == end.month() {
                return match year {
                    Some(y) if to == y => when(from, to - 1, false, false),
                    Some(y) if from == y => when(from, to - 1, false, false),
                    _ => when(from, to, true, false),
                };
            }
            when(from, to, true, false)
        }
    }
}

fn at_end(day: Date) -> bool {
    day.month() == 12 || (day.month() == 1 && day.day() == 1)
}
