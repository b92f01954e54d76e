//! Times: what is written, and the days it covers.
//!
//! A time is the shortest stretch a person would mark: with 从…到…, 自…起, 截至…, 以来, 期间, 底, 前 and the quotes of
//! “十四五”, without 比 or 同比. Words: `lexicon/zh/periods.txt`. Examples: `suite/time/`.
//!
//! How the words resolve:
//!
//! - 今年, 去年, 明年 count from the day the text was written ([`Anchor::date`]). 全年, 年底, 上半年, 9月 belong to the
//!   year spoken of: the one the sentence named before, else the one its section is about ([`Anchor::looking`]), else
//!   that of the date. 上年 is the year before the year spoken of.
//! - 五年来, 近三年, 今后五年 run from or to the date; where a report fixes a review or plan period of that length
//!   ([`Anchor::reviewed`], [`Anchor::planned`]) they are its years. 连续三年, 三年行动, 每年 have no place in the calendar.
//! - A deadline (到2035年, 年底前) is open at its beginning, and 2030年前 includes 2030, as officials use it. 1949年以前 in a
//!   text of 1956 ends with 1948.
//! - 底, 末 and 初 are a day of a year, a quarter or a month (31 December, 1 January), but a whole year of a decade, a
//!   century or a plan (本世纪中叶 is 2050, “十四五”末 is 2025).
//! - 以来 and 近年来 end on the date. What is not known stays `None`.

mod calendar;
mod era;
mod join;
mod length;
mod numeral;
mod resolve;
mod scan;
mod words;
mod year;

#[cfg(test)]
mod suite;

pub(crate) use resolve::Resolve;

use crate::charset::CharSet;
use crate::signs::{Row, Signs};
use jiff::civil::Date;
use std::ops::Range;

pub(crate) use words::{GROUPS, faults as lexicon_faults};

/// What sort of time expression it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// One day.
    Day,
    /// A month, quarter, half year, year, decade, or a run of them.
    Period,
    /// A named plan period: “十四五”时期.
    Plan,
    /// Since an event: 党的十八大以来.
    Since,
    /// By or before a day: 到2035年, 年底前.
    Deadline,
    /// A length without a place in the calendar: 连续三年.
    Duration,
    /// Again and again: 每年.
    Frequency,
    /// The day the text was written: 目前, 至今.
    Now,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Where, in characters of the text given.
    pub range: Range<usize>,
    /// Which sort.
    pub kind: TimeKind,
    /// First day; `None` where open or unknown.
    pub start: Option<Date>,
    /// Last day, inclusive; `None` where open or unknown.
    pub end: Option<Date>,
}

/// Which way the section of a report looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Looking {
    /// Not known, or neither: 全年 is the year of the date.
    #[default]
    Neither,
    /// A review: 全年 is the last year of [`Anchor::reviewed`].
    Back,
    /// Goals and tasks: 全年 is the year of [`Anchor::planned`], where that is one.
    Ahead,
}

/// What the words 今年, 去年底, 五年来 are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor {
    /// The day the text was written, where it is known.
    pub date: Option<Date>,
    /// The first and last year of the period a section looks back on or ahead to, where a report fixes it: in a plan
    /// for 2021–2025, 五年 is those years. The report of early 2023 on 2022 has (2022, 2022) here.
    pub reviewed: Option<(i16, i16)>,
    /// Likewise for the period planned.
    pub planned: Option<(i16, i16)>,
    /// Whether the sentence stands in the review or among the tasks.
    pub looking: Looking,
}

/// Every time expression of `text` (folded), in order, none inside another.
pub(crate) fn scan(text: &[char], anchor: &Anchor) -> Vec<Time> {
    scan_signed(text, Signs::of(text).all(), anchor)
}

/// The same, where the signs of the text are known.
pub(crate) fn scan_signed(text: &[char], signs: Row<'_>, anchor: &Anchor) -> Vec<Time> {
    scan::Scan::new(text, anchor).all(signs)
}

/// What a time may begin with, and what ends all that was said of one.
pub(crate) fn stops() -> &'static CharSet {
    &words::Words::get().stops
}
