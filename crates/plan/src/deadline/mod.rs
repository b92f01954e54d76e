//! By when: a time limit, the calendar of working days it is counted on, and how it was counted.
//!
//! The rules and their sources: `docs/method/deadline.md`. The day of receipt is not counted; 日 are calendar days unless
//! the text says 工作日; an end on a day off moves to the next working day. Which days are worked is published a year at a
//! time, so the calendar is a data file, `calendar/cn.txt`, with the notice that each day comes from; a count that leaves
//! the published years says that it is estimated.

mod calendar;
mod count;
mod limit;
mod say;

pub use calendar::{Calendar, Day, Kind, NoCalendar, Paper};
pub use count::{Counted, NoDeadline};
pub use limit::{Deadline, Limit};
