//! The kinds of time limit.

use crate::Date;

/// How long something may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// By the end of a day that is named: 2026年6月30日前. It stays where it is, be it a day off.
    On(Date),
    /// So many working days: 5个工作日内.
    WorkingDays(u16),
    /// So many calendar days: 30日内.
    Days(u16),
    /// So many months: 3个月内. To the day of the same number, or the last of a shorter month.
    Months(u16),
    /// By the end of the year in which it was received: 年内.
    WithinYear,
    /// When something happens: 项目验收前. Once it has, the day.
    Event {
        /// What, in the plan's words.
        what: String,
        /// The day it came.
        came: Option<Date>,
    },
    /// 持续推进: it never falls due, but asks for reviews.
    Continuing,
}

/// A time limit with the day it counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The day of receipt (交办, 签收, 收到), which is not counted itself. What is counted in days, months or years needs it.
    pub received: Option<Date>,
    /// How long.
    pub limit: Limit,
}
