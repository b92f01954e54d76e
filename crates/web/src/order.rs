//! What comes first in lists.

use luoshi_plan::{Date, Due, Status, Task};

/// What needs attention first: off track, behind, not judged, then the rest, what is done last.
pub(crate) fn urgency(status: Status) -> u8 {
    match status {
        Status::Bad => 0,
        Status::Warn => 1,
        Status::Wait(_) => 2,
        Status::Ok => 3,
        Status::NotStarted => 4,
        Status::Done => 5,
    }
}

/// The day by which a task is sorted; what has none comes last.
pub(crate) fn due_day(task: &Task) -> Date {
    match task.due {
        Due::On(day) => day,
        Due::Never | Due::Unstated => Date::MAX,
    }
}
