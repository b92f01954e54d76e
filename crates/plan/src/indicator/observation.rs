//! Values of an indicator as they were published, with their revisions.

use crate::{Date, IndicatorId, ObservationId, Period, SourceId, TerritoryId, Value};

/// A value of an indicator for a territory and a period, in one of its revisions (数据).
///
/// There is one value per indicator, territory and period: the latest revision known on the day. Earlier ones stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Its number.
    pub id: ObservationId,
    /// Of what.
    pub indicator: IndicatorId,
    /// Where.
    pub territory: TerritoryId,
    /// For which days.
    pub period: Period,
    /// How much; none where a revision withdrew the value.
    pub value: Option<Value>,
    /// Whether it may still change.
    pub finality: Finality,
    /// Whether somebody else has checked it.
    pub standing: Standing,
    /// 0 for the first value, 1 for its first revision, and so on.
    pub revision: u32,
    /// The day it became known.
    pub published: Date,
    /// Where it stands.
    pub source: Option<SourceId>,
}

/// Whether a value may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finality {
    /// 预计: said before it could be counted.
    Estimate,
    /// 初步核算: counted, to be revised.
    Provisional,
    /// 最终核实.
    Final,
}

/// Whether a second pair of eyes has been on a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A body said so about itself.
    Reported,
    /// Verified, or published by those who count for a living.
    Verified,
}

/// A value that counts on the day of judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The observation it comes from.
    pub id: ObservationId,
    /// For which days.
    pub period: Period,
    /// How much.
    pub value: Value,
    /// Whether it may still change.
    pub finality: Finality,
    /// Whether somebody else has checked it.
    pub standing: Standing,
}

impl Seen {
    /// Whether nothing about it is open any more.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self.finality == Finality::Final && self.standing == Standing::Verified
    }

    /// The values of an indicator for a territory that were known on a day: of each period the latest revision, in the
    /// order of their last days. The order of `all` does not matter.
    #[must_use]
    pub fn on(all: &[Observation], indicator: IndicatorId, territory: TerritoryId, day: Date) -> Vec<Self> {
        let ours = |o: &&Observation| o.indicator == indicator && o.territory == territory && o.published <= day;
        let when = |o: &Observation| (o.period.last(), o.period.first());
        let mut known: Vec<&Observation> = all.iter().filter(ours).collect();
        // Mostly they come in this order.
        known.sort_by_key(|o| (when(o), o.revision, o.published, o.id));
        let seen = |o: &Observation| {
            let Observation { id, period, finality, standing, .. } = *o;
            o.value.map(|value| Self { id, period, value, finality, standing })
        };
        // The last of its period is the latest revision.
        let latest = known.chunk_by(|a, b| when(a) == when(b)).filter_map(|revisions| revisions.last());
        latest.filter_map(|o| seen(o)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn observation(id: i64, period: &str, value: Option<i64>, revision: u32, published: Date) -> Observation {
        Observation {
            id: ObservationId::new(id),
            indicator: IndicatorId::new(1),
            territory: TerritoryId::new(1),
            period: period.parse().expect("a period"),
            value: value.map(Value::whole),
            finality: Finality::Provisional,
            standing: Standing::Verified,
            revision,
            published,
            source: None,
        }
    }

    #[test]
    fn of_each_period_the_latest_revision_known_on_the_day_counts() {
        let all = [
            observation(1, "2023", Some(50), 0, date(2024, 2, 1)),
            observation(2, "2023", Some(51), 1, date(2024, 12, 1)),
            observation(3, "2022", Some(40), 0, date(2023, 2, 1)),
            observation(4, "2021", Some(30), 0, date(2022, 2, 1)),
            observation(5, "2021", None, 1, date(2022, 3, 1)),
        ];
        let mut turned = all.clone();
        turned.reverse();
        let known = |day| {
            let of = |all: &[Observation]| Seen::on(all, IndicatorId::new(1), TerritoryId::new(1), day);
            assert_eq!(of(&all), of(&turned));
            of(&all).iter().map(|s| (s.period.to_string(), s.value.to_string())).collect::<Vec<_>>()
        };
        let pair = |p: &str, v: &str| (p.to_owned(), v.to_owned());
        assert_eq!(known(date(2022, 2, 15)), [pair("2021", "30")]);
        assert_eq!(known(date(2024, 3, 1)), [pair("2022", "40"), pair("2023", "50")]);
        assert_eq!(known(date(2024, 12, 1)), [pair("2022", "40"), pair("2023", "51")]);
        assert!(Seen::on(&all, IndicatorId::new(2), TerritoryId::new(1), date(2025, 1, 1)).is_empty());
        assert!(Seen::on(&all, IndicatorId::new(1), TerritoryId::new(2), date(2025, 1, 1)).is_empty());
    }
}
