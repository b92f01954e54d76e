//! What a plan wants of an indicator, by when, and who decided so.

use crate::{BodyId, Date, IndicatorId, Milestone, Period, SourceId, TargetId, TerritoryId, Value};

/// A target of an indicator for a territory (目标值).
///
/// It is never edited. A plan that changes its mind makes a new one, by an act of a body in a document, and says which
/// one it [`replaces`](Self::replaces); the old one stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its number.
    pub id: TargetId,
    /// Of what.
    pub indicator: IndicatorId,
    /// Where.
    pub territory: TerritoryId,
    /// How much.
    pub wanted: Wanted,
    /// By when, or for which years.
    pub term: Term,
    /// Where the way begins (基期值).
    pub baseline: Option<Baseline>,
    /// How the way leads from base to target.
    pub shape: Shape,
    /// Points that the plan names on the way (节点目标), in any order.
    pub milestones: Vec<Milestone>,
    /// How far off still counts as met: 左右, 基本.
    pub tolerance: Option<Value>,
    /// Who decided it, where.
    pub approval: Option<Approval>,
    /// The target it took the place of.
    pub replaces: Option<TargetId>,
    /// Who gave it up, where no other took its place.
    pub dropped: Option<Approval>,
}

/// How much is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// To arrive at a value, from the side the indicator's direction says: 达到65%, 降至4.8%.
    Reach(Value),
    /// Not below it at any time: 不低于, 以上.
    Floor(Value),
    /// Not above it at any time: 不超过, 以内.
    Ceiling(Value),
    /// Between two values, both among them: 增长5%—6%.
    Range {
        /// Not below this.
        low: Value,
        /// Not above this.
        high: Value,
    },
    /// To keep a value: 保持稳定. Within the tolerance it is kept.
    Keep(Value),
    /// So much in all over the term: 累计新增就业5000人. Of a [flow](crate::Measure::Flow).
    Sum(Value),
    /// So much in the mean of the years: 年均增长5.5%. Of a rate it is the mean growth, by multiplication.
    Mean(Value),
    /// So many per cent in all, yearly rates multiplied: 五年累计降低13.5%. Of a [rate](crate::Measure::Rate) or a
    /// [fall](crate::Measure::Fall).
    Cumulative(Value),
    /// So many per cent a year from the baseline: 年均增长5.5% where the level is observed, not the rate.
    Growth(Value),
    /// Not measurable as written: 明显改善. In the plan's words.
    Unmeasurable(String),
}

impl Wanted {
    /// Its one number, of a range the lower; none where it is not measurable.
    #[must_use]
    pub const fn value(&self) -> Option<Value> {
        match self {
            Self::Reach(v)
            | Self::Floor(v)
            | Self::Ceiling(v)
            | Self::Keep(v)
            | Self::Sum(v)
            | Self::Mean(v)
            | Self::Cumulative(v)
            | Self::Growth(v)
            | Self::Range { low: v, .. } => Some(*v),
            Self::Unmeasurable(_) => None,
        }
    }
}

/// By when, or for which years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// By the end of a day.
    By(Date),
    /// In each of these years, each on its own: 每年.
    EachYear {
        /// The first year.
        from: i16,
        /// The last year.
        to: i16,
    },
    /// Over a period as a whole: 五年累计, 年均.
    Over(Period),
}

impl Term {
    /// A target of one year (年度目标), the commonest kind.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self::EachYear { from: year, to: year }
    }

    /// The last day that belongs to it.
    #[must_use]
    pub fn end(self) -> Option<Date> {
        match self {
            Self::By(day) => Some(day),
            Self::EachYear { to, .. } => Date::new(to, 12, 31).ok(),
            Self::Over(period) => Some(period.last()),
        }
    }

    /// The first day that belongs to it, where it says.
    #[must_use]
    pub fn start(self) -> Option<Date> {
        match self {
            Self::By(_) => None,
            Self::EachYear { from, .. } => Date::new(from, 1, 1).ok(),
            Self::Over(period) => Some(period.first()),
        }
    }
}

/// Where the way begins (基期值).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// For which days.
    pub period: Period,
    /// How much.
    pub value: Value,
}

/// How the way leads from base to target where no milestone says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// The same step every day.
    Linear,
    /// The same growth every year, for stocks that grow.
    Compound,
}

/// An act of a body: who decided, in which document, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The body that decided.
    pub body: BodyId,
    /// What the document is called: 政发〔2026〕3号.
    pub document: String,
    /// The document itself, where it is kept.
    pub source: Option<SourceId>,
    /// The day of the act.
    pub on: Date,
}

impl Target {
    /// Of the targets of an indicator and territory those that held on a day: decided by then, not replaced by another
    /// decided by then. In the order of their numbers; there may be several, say a yearly one and one for the plan's end.
    #[must_use]
    pub fn in_force(all: &[Self], day: Date) -> Vec<&Self> {
        let decided = |t: &Self| t.approval.as_ref().is_none_or(|a| a.on <= day);
        let replaced = |t: &Self| all.iter().any(|other| other.replaces == Some(t.id) && decided(other));
        let mut held: Vec<_> = all.iter().filter(|t| decided(t) && !replaced(t)).collect();
        held.sort_by_key(|t| t.id);
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn target(id: i64, on: Date, replaces: Option<i64>) -> Target {
        Target {
            id: TargetId::new(id),
            indicator: IndicatorId::new(1),
            territory: TerritoryId::new(1),
            wanted: Wanted::Reach(Value::whole(65)),
            term: Term::By(date(2025, 12, 31)),
            baseline: None,
            shape: Shape::Linear,
            milestones: Vec::new(),
            tolerance: None,
            approval: Some(Approval {
                body: BodyId::new(1),
                document: "某政发〔2021〕1号".to_owned(),
                source: None,
                on,
            }),
            replaces: replaces.map(TargetId::new),
            dropped: None,
        }
    }

    #[test]
    fn a_changed_target_holds_from_the_day_it_was_decided_and_the_old_one_stays() {
        let all = [target(2, date(2023, 6, 1), Some(1)), target(1, date(2021, 3, 1), None)];
        let held = |day| Target::in_force(&all, day).iter().map(|t| t.id.get()).collect::<Vec<_>>();
        assert_eq!(held(date(2021, 2, 28)), [0; 0]);
        assert_eq!(held(date(2023, 5, 31)), [1]);
        assert_eq!(held(date(2023, 6, 1)), [2]);
    }
}
