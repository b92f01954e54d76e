//! A number that says what it numbers: an indicator's does not fit where a body's goes.

use std::fmt;

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident;)*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The id with this number.
            #[must_use]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// Its number, for the record and for addresses.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A plan: a named programme over a period (规划).
    PlanId;
    /// A goal of a plan (目标).
    GoalId;
    /// A principle of a plan (原则).
    PrincipleId;
    /// An indicator (指标).
    IndicatorId;
    /// A target of an indicator (目标值).
    TargetId;
    /// A milestone of a target or a task (节点).
    MilestoneId;
    /// A task (任务).
    TaskId;
    /// An assignment of a task to a body (责任).
    AssignmentId;
    /// A progress report (进展).
    ReportId;
    /// A territory (地区).
    TerritoryId;
    /// A body: who answers (单位).
    BodyId;
    /// A post in a body (岗位).
    PostId;
    /// A value of an indicator for a territory and period, in one of its revisions (数据).
    ObservationId;
    /// A published document (文献).
    SourceId;
    /// That something stands in a passage.
    CitationId;
    /// A promise about which a person ruled (承诺).
    PromiseId;
}
