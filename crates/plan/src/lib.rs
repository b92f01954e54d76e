//! Judges a plan: whether a target is met, late or out of reach, by published rules.
//!
//! Pure functions over a small domain. The day of judgement is always a parameter, values are exact, and every answer
//! carries the arithmetic that gave it.
//!
//! | type | what it is |
//! |---|---|
//! | [`Value`] | a number as somebody wrote it: 2.30 keeps both places, 1/3 stays a third |
//! | [`Exact`] | what becomes of values in arithmetic: a fraction, never rounded |
//! | [`Period`] | the days that a value speaks of: a year, January to September, a single day |
//! | [`PlanId`] … | a number that says what it numbers |

mod exact;
mod id;
mod language;
mod period;
pub mod real;
mod value;

pub use exact::Exact;
pub use id::{
    AssignmentId, BodyId, GoalId, IndicatorId, MilestoneId, ObservationId, PlanId, PostId, PrincipleId, ReportId,
    SourceId, TargetId, TaskId, TerritoryId,
};
pub use jiff::civil::Date;
pub use language::Language;
pub use period::{NoPeriod, Period};
pub use rust_decimal::Decimal;
pub use value::{NoValue, Value};
