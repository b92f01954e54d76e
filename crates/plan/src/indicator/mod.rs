//! Indicators: what is measured, what is wanted of it, and where it stands.

mod observation;
mod target;

pub use observation::{Finality, Observation, Seen, Standing};
pub use target::{Approval, Baseline, Shape, Target, Term, Wanted};

use crate::{GoalId, IndicatorId, PlanId};

/// What is measured (指标).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its number.
    pub id: IndicatorId,
    /// The plan that names it.
    pub plan: PlanId,
    /// The goal it measures, where the plan ties it to one.
    pub goal: Option<GoalId>,
    /// As the plan writes it: 森林覆盖率.
    pub name: String,
    /// As the plan writes it: %, 万吨, 个百分点.
    pub unit: String,
    /// Which way is better. Nobody guesses it: who enters an indicator says it.
    pub direction: Direction,
    /// What kind of number its values are.
    pub measure: Measure,
    /// Whether the plan binds somebody to it.
    pub nature: Nature,
    /// How often there is a value.
    pub frequency: Frequency,
    /// What exactly is counted.
    pub definition: Option<String>,
    /// Who publishes it, where.
    pub source: Option<String>,
    /// What may be done with the values of several territories.
    pub adds: Adds,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither: the nearer to what is wanted, the better (parity, a price level).
    Hold,
}

/// What kind of number an indicator's values are; it decides how a value in mid-year is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// What there is at the end of a period, or a share: 常住人口, 森林覆盖率. A later value replaces an earlier one.
    Level,
    /// What comes about during a period: 新增就业, 粮食产量. January to September is a part of the year.
    Flow,
    /// Growth in per cent over the same period a year before: 地区生产总值增长. January to September stands for the year.
    Rate,
    /// A fall in per cent against the year before, where more is a deeper fall: 单位GDP能耗降低. 2.7 means 2.7 % less.
    Fall,
}

/// Whether a plan binds somebody to an indicator. The two are never averaged with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// 约束性: somebody is to see to it.
    Binding,
    /// 预期性: it is expected to come about.
    Expected,
    /// The plan does not say.
    Unstated,
}

/// How often an indicator has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Twice a year.
    HalfYearly,
    /// Every year.
    Yearly,
    /// Every so many years, for a census or a survey; at least 1.
    Years(u8),
}

impl Frequency {
    /// How many months a cycle is.
    #[must_use]
    pub fn months(self) -> i32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
            Self::Years(n) => 12 * i32::from(n.max(1)),
        }
    }
}

/// What may be done with the values of several territories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Adds {
    /// They add up: 粮食产量.
    Additive,
    /// Their mean, weighted by another indicator, is the whole's: 城镇化率 by 常住人口.
    Weighted(IndicatorId),
    /// Neither: a median, a rank, a Gini coefficient.
    Neither,
}
