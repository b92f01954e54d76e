//! The words of a status. Their keys are the same in JSON, CSV and pages.

use crate::period::day_named;
use crate::say::Number;
use crate::{Date, Exact, Language, Period, Sentence, TargetId};

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Finished and verified.
    Done,
    /// On track, or ahead.
    Ok,
    /// Behind, and needs attention.
    Warn,
    /// Off track, missed or overdue.
    Bad,
    /// Not judged, for a reason. Never green.
    Wait(Wait),
    /// It is to begin later.
    NotStarted,
}

/// Why something is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wait {
    /// Nothing is wanted of it.
    NoTarget,
    /// Not measurable as written, or with the numbers there are.
    NotMeasurable,
    /// There is no value yet.
    NoData,
    /// The last value is too old to speak of today.
    Stale,
    /// It has fallen due, and there is no value for the day.
    DueWithoutData,
    /// Said to be done, not yet checked by anybody else.
    UnderVerification,
}

impl Status {
    /// The key: `done`, `ok`, `warn`, `bad`, `wait`, `not_started`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Wait(_) => "wait",
            Self::NotStarted => "not_started",
        }
    }

    /// The status of a key; `wait` wants the key of its reason beside it.
    #[must_use]
    pub fn of_key(key: &str, reason: Option<&str>) -> Option<Self> {
        if key == "wait" {
            return Wait::ALL.into_iter().find(|wait| Some(wait.key()) == reason).map(Self::Wait);
        }
        [Self::Done, Self::Ok, Self::Warn, Self::Bad, Self::NotStarted].into_iter().find(|status| status.key() == key)
    }

    /// The reason of `wait`.
    #[must_use]
    pub fn reason(self) -> Option<Wait> {
        match self {
            Self::Wait(reason) => Some(reason),
            Self::Done | Self::Ok | Self::Warn | Self::Bad | Self::NotStarted => None,
        }
    }

    /// The word for people.
    #[must_use]
    pub fn word(self) -> Sentence {
        match self {
            Self::Done => Sentence::new("已完成", "Done"),
            Self::Ok => Sentence::new("正常", "On track"),
            Self::Warn => Sentence::new("需关注", "Needs attention"),
            Self::Bad => Sentence::new("滞后", "Off track"),
            Self::Wait(_) => Sentence::new("暂不判定", "Not judged"),
            Self::NotStarted => Sentence::new("未开始", "Not started"),
        }
    }
}

impl Wait {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NoTarget, Self::NotMeasurable, Self::NoData, Self::Stale, Self::DueWithoutData, Self::UnderVerification];

    /// The key: `no_target`, `not_measurable`, `no_data`, `stale`, `due_without_data`, `under_verification`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoTarget => "no_target",
            Self::NotMeasurable => "not_measurable",
            Self::NoData => "no_data",
            Self::Stale => "stale",
            Self::DueWithoutData => "due_without_data",
            Self::UnderVerification => "under_verification",
        }
    }

    /// What it means, as a sentence.
    #[must_use]
    pub fn sentence(self) -> Sentence {
        match self {
            Self::NoTarget => Sentence::new("没有目标值。", "There is no target."),
            Self::NotMeasurable => Sentence::new(
                "照原文或现有数据无法衡量。",
                "It cannot be measured as written, or with the values there are.",
            ),
            Self::NoData => Sentence::new("还没有数据。", "There is no value yet."),
            Self::Stale => Sentence::new("数据过旧。", "The last value is too old."),
            Self::DueWithoutData => {
                Sentence::new("已到期，没有到期时的数据。", "It has fallen due, and there is no value for then.")
            }
            Self::UnderVerification => Sentence::new("报告完成，尚待核验。", "Reported as done, not yet verified."),
        }
    }
}

/// What is to be said beside a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The target took the place of another.
    Changed(TargetId),
    /// It was given up by an act.
    Dropped,
    /// Past what was wanted by so much.
    ExceededBy(Exact),
    /// Late by so many days.
    LateBy(i32),
    /// Reached before it was due, first seen on this day.
    MetEarly(Date),
    /// Reached once and lost again.
    Lost,
    /// Moving away from what is wanted.
    WrongWay,
    /// Rests on a value that may still be revised.
    Provisional,
    /// Rests on a value that nobody else has checked.
    Unverified,
    /// Counts as met only by the tolerance.
    WithinTolerance,
    /// The plan names no baseline: the first value there is stands for it.
    BaselineAssumed(Period),
    /// These years fell short.
    MissedYears(Vec<i16>),
    /// These years have no value.
    MissingYears(Vec<i16>),
    /// Due within so many days.
    DueIn(i32),
    /// Should have begun so many days ago.
    StartLate(i32),
    /// Two things that cannot both be so: said to be done while a part is overdue.
    Contradiction,
}

impl Note {
    /// All keys, in the order above.
    pub const KEYS: [&'static str; 16] = [
        "changed",
        "dropped",
        "exceeded_by",
        "late_by",
        "met_early",
        "lost",
        "wrong_way",
        "provisional",
        "unverified",
        "within_tolerance",
        "baseline_assumed",
        "missed_years",
        "missing_years",
        "due_in",
        "start_late",
        "contradiction",
    ];

    /// The key.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Dropped => "dropped",
            Self::ExceededBy(_) => "exceeded_by",
            Self::LateBy(_) => "late_by",
            Self::MetEarly(_) => "met_early",
            Self::Lost => "lost",
            Self::WrongWay => "wrong_way",
            Self::Provisional => "provisional",
            Self::Unverified => "unverified",
            Self::WithinTolerance => "within_tolerance",
            Self::BaselineAssumed(_) => "baseline_assumed",
            Self::MissedYears(_) => "missed_years",
            Self::MissingYears(_) => "missing_years",
            Self::DueIn(_) => "due_in",
            Self::StartLate(_) => "start_late",
            Self::Contradiction => "contradiction",
        }
    }

    /// As a sentence; amounts in `unit`.
    #[must_use]
    pub fn sentence(&self, unit: &str) -> Sentence {
        self.sentence_with(unit, &|exact, _| amount(Number::from(exact), gap_unit(unit).1))
    }

    pub(super) fn sentence_with(&self, unit: &str, english: &dyn Fn(Exact, bool) -> String) -> Sentence {
        let years = |years: &[i16], between: &str| years.iter().map(i16::to_string).collect::<Vec<_>>().join(between);
        match self {
            Self::Changed(_) => Sentence::new("目标已调整。", "The target was changed."),
            Self::Dropped => Sentence::new("已终止。", "It was given up."),
            Self::ExceededBy(by) => {
                let by = super::arithmetic::brief(*by);
                let zh = gap_unit(unit).0;
                Sentence::new(format!("超过{}{zh}。", Number::from(by)), format!("Exceeded by {}.", english(by, true)))
            }
            Self::LateBy(days) => Sentence::new(format!("晚{days}天。"), format!("Late by {}.", counted(*days, "day"))),
            Self::MetEarly(day) => {
                let (zh, en) = (day_named(*day, Language::Zh), day_named(*day, Language::En));
                Sentence::new(format!("提前达到（{zh}）。"), format!("Reached early ({en})."))
            }
            Self::Lost => Sentence::new("曾达到，又失去。", "Reached once, and lost again."),
            Self::WrongWay => Sentence::new("方向相反。", "Moving the wrong way."),
            Self::Provisional => Sentence::new("数据尚未最终核实。", "The value may still be revised."),
            Self::Unverified => Sentence::new("数据未经核验。", "Nobody else has checked the value."),
            Self::WithinTolerance => Sentence::new("在允许的偏差之内。", "Within the tolerance."),
            Self::BaselineAssumed(period) => {
                let (zh, en) = (period.named(Language::Zh), period.named(Language::En));
                Sentence::new(
                    format!("规划没有基期值，以已有数据（{zh}）为起点。"),
                    format!("The plan names no baseline; a value there is ({en}) stands for it."),
                )
            }
            Self::MissedYears(all) => {
                Sentence::new(format!("未达标年份：{}。", years(all, "、")), format!("Missed in {}.", years(all, ", ")))
            }
            Self::MissingYears(all) => {
                Sentence::new(format!("缺{}年数据。", years(all, "、")), format!("No value for {}.", years(all, ", ")))
            }
            Self::DueIn(0) => Sentence::new("今天到期。", "Due today."),
            Self::DueIn(days) => {
                Sentence::new(format!("{days}天后到期。"), format!("Due in {}.", counted(*days, "day")))
            }
            Self::StartLate(days) => Sentence::new(
                format!("应开始而未开始，已{days}天。"),
                format!("Should have begun {} ago.", counted(*days, "day")),
            ),
            Self::Contradiction => {
                Sentence::new("报告完成，却有部分逾期。", "Said to be done while a part is overdue.")
            }
        }
    }
}

/// A number with its unit, as English writes it: 5 ha, 5%.
pub(crate) fn amount(number: impl std::fmt::Display, unit: &str) -> String {
    match unit {
        "" => number.to_string(),
        "%" => format!("{number}%"),
        _ => format!("{number} {unit}"),
    }
}

/// The unit of a difference, in Chinese and in English: 5.5 % less 5.4 % is 0.1 percentage points.
pub(crate) fn gap_unit(unit: &str) -> (&str, &str) {
    if unit == "%" { ("个百分点", "points") } else { (unit, unit) }
}

/// 1 day, 2 days.
pub(super) fn counted(n: i32, of: &str) -> String {
    if n == 1 { format!("1 {of}") } else { format!("{n} {of}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_note_is_listed() {
        let period: Period = "2020".parse().expect("a period");
        let all = [
            Note::Changed(TargetId::new(1)),
            Note::Dropped,
            Note::ExceededBy(Exact::whole(1)),
            Note::LateBy(1),
            Note::MetEarly(Date::ZERO),
            Note::Lost,
            Note::WrongWay,
            Note::Provisional,
            Note::Unverified,
            Note::WithinTolerance,
            Note::BaselineAssumed(period),
            Note::MissedYears(Vec::new()),
            Note::MissingYears(Vec::new()),
            Note::DueIn(1),
            Note::StartLate(1),
            Note::Contradiction,
        ];
        assert_eq!(all.map(|note| note.key()), Note::KEYS);
    }
}
