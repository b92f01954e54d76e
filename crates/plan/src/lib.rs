//! Judges a plan: whether a target is met, late or out of reach, by published rules.
//!
//! Pure functions over a small domain. The day of judgement is always a parameter, values are exact, and every answer
//! carries the arithmetic that gave it.
//!
//! | type | what it is |
//! |---|---|
//! | [`Plan`], [`Goal`], [`Principle`] | a named programme and its tree of goals |
//! | [`Indicator`], [`Target`], [`Milestone`], [`Observation`] | what is measured, what is wanted of it, what it was |
//! | [`Task`], [`Assignment`] | what is to be done, and who answers for it |
//! | [`Territory`], [`Body`], [`Post`] | where and who: trees that change with the years |
//! | [`Source`], [`Passage`], [`Citation`] | where each of these stands, to the character |
//! | [`Promise`] | what was promised in one document and what another says of it, as a person ruled |
//! | [`Whole`], [`Judgements`] | all of a record's plans at once, and where everything in them stands on a day |
//! | [`Value`] | a number as somebody wrote it: 2.30 keeps both places, 1/3 stays a third |
//! | [`Exact`] | what becomes of values in arithmetic: a fraction, never rounded |
//! | [`Period`] | the days that a value speaks of: a year, January to September, a single day |
//! | [`PlanId`] … | a number that says what it numbers |

mod apportion;
mod changes;
mod citation;
pub mod deadline;
mod exact;
pub mod example;
pub mod forecast;
mod goal;
mod id;
mod indicator;
mod language;
pub mod method;
mod milestone;
mod period;
mod promise;
pub mod real;
mod rollup;
mod say;
pub mod status;
mod task;
mod territory;
mod total;
mod tree;
mod value;
mod whole;

pub use apportion::{NoSplit, Off, apportion, check_split};
pub use changes::{Changes, Decision, Verdict};
pub use citation::{Citation, NoSubject, Passage, Source, Subject};
pub use exact::Exact;
pub use goal::{Goal, Plan, Principle};
pub use id::{
    AssignmentId, BodyId, CitationId, GoalId, IndicatorId, MilestoneId, ObservationId, PlanId, PostId, PrincipleId,
    PromiseId, ReportId, SourceId, TargetId, TaskId, TerritoryId,
};
pub use indicator::{
    Adds, Approval, Baseline, Direction, Finality, Frequency, Indicator, Measure, Nature, Observation, Seen, Shape,
    Standing, Target, Term, Wanted,
};
pub use jiff::civil::Date;
pub use language::Language;
pub use milestone::{Milestone, Step};
pub use period::{NoPeriod, Period};
pub use promise::{Outcome, Promise, Quoted, Ruling};
pub use rollup::{Counts, NoMean, Part as RollupPart, Rollup, Sort, contradicts, roll_up, weighted_mean};
pub use rust_decimal::Decimal;
pub use say::{Number, Sentence};
pub use status::{Judged, Lights, Note, Required, Status, Wait, required, status, task_status};
pub use task::{Assignment, Due, NoLead, Part, Reply, Task, answerable};
pub use territory::{Body, Post, Territory, Valid};
pub use total::{NoTotal, check_total, total};
pub use tree::{NoTree, Node, Tree};
pub use value::{NoValue, Value};
pub use whole::{IndicatorWords, Judgements, OfIndicator, Parts, Summed, Sums, Whole};
