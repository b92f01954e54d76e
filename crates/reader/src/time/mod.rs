//! Times: what is written, and the days it covers.

use jiff::civil::Date;
use std::ops::Range;

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

/// What the words 今年, 去年底, 五年来 are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor {
    /// The day the text was written, where it is known.
    pub date: Option<Date>,
    /// The first and last year of the period a section looks back on or ahead to, where a report fixes it: in a plan
    /// for 2021–2025, 五年 is those years.
    pub reviewed: Option<(i16, i16)>,
    /// Likewise for the period planned.
    pub planned: Option<(i16, i16)>,
}

/// Every time expression of `text` (folded), in order, none inside another.
pub(crate) fn scan(_text: &[char], _anchor: &Anchor) -> Vec<Time> {
    Vec::new()
}
