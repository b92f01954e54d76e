//! Values of several territories made one: only where the indicator allows it, and never over what is missing.

use crate::{Adds, Exact, Indicator, TerritoryId, Value};
use std::collections::BTreeMap;

/// Why values of territories cannot be made one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTotal {
    /// The indicator does not add up, nor has it a weighted mean.
    #[error("the values of this indicator can be neither added nor averaged")]
    NotAllowed,
    /// There is no territory.
    #[error("there are no parts")]
    Nobody,
    /// A territory was named twice.
    #[error("territory {0} is there twice")]
    Twice(TerritoryId),
    /// Territories without a value: a sum without them would be another number.
    #[error("no value for {}", named(.0))]
    Missing(Vec<TerritoryId>),
    /// Territories without a weight.
    #[error("no weight for {}", named(.0))]
    NoWeight(Vec<TerritoryId>),
    /// The weights sum to 0, or one is below it.
    #[error("weights have to be above 0 in all, and none below it")]
    BadWeights,
    /// Numbers beyond exact arithmetic.
    #[error("the numbers are too large to add exactly")]
    TooLarge,
}

fn named(all: &[TerritoryId]) -> String {
    all.iter().map(|id| format!("territory {id}")).collect::<Vec<_>>().join(", ")
}

/// The value of a whole from those of its parts, of one period: their sum, or their mean weighted by another indicator, as
/// the indicator allows. `parts` has every territory that existed then, those without a value too.
///
/// # Errors
/// [`NoTotal`], where it is not allowed or something is missing: never a number over fewer parts than there are.
pub fn total(
    indicator: &Indicator,
    parts: &[(TerritoryId, Option<Value>)],
    weights: &[(TerritoryId, Option<Value>)],
) -> Result<Exact, NoTotal> {
    let values = keyed(parts)?;
    if values.is_empty() {
        return Err(NoTotal::Nobody);
    }
    let missing = |map: &BTreeMap<TerritoryId, Option<Value>>| -> Vec<TerritoryId> {
        values.keys().copied().filter(|id| map.get(id).copied().flatten().is_none()).collect()
    };
    let add = |sum: Exact, term: Option<Exact>| term.and_then(|term| sum.plus(term)).ok_or(NoTotal::TooLarge);
    match indicator.adds {
        Adds::Neither => Err(NoTotal::NotAllowed),
        Adds::Additive => {
            let without = missing(&values);
            if !without.is_empty() {
                return Err(NoTotal::Missing(without));
            }
            values.values().flatten().try_fold(Exact::ZERO, |sum, value| add(sum, Some(value.exact())))
        }
        Adds::Weighted(_) => {
            let weights = keyed(weights)?;
            let (without, unweighted) = (missing(&values), missing(&weights));
            if !without.is_empty() {
                return Err(NoTotal::Missing(without));
            }
            if !unweighted.is_empty() {
                return Err(NoTotal::NoWeight(unweighted));
            }
            let (mut sum, mut whole) = (Exact::ZERO, Exact::ZERO);
            for (id, value) in &values {
                let Some((value, weight)) = value.zip(weights.get(id).copied().flatten()) else { continue };
                if weight.exact().is_negative() {
                    return Err(NoTotal::BadWeights);
                }
                sum = add(sum, value.exact().times(weight.exact()))?;
                whole = add(whole, Some(weight.exact()))?;
            }
            if whole.is_zero() {
                return Err(NoTotal::BadWeights);
            }
            sum.over(whole).ok_or(NoTotal::TooLarge)
        }
    }
}

fn keyed(all: &[(TerritoryId, Option<Value>)]) -> Result<BTreeMap<TerritoryId, Option<Value>>, NoTotal> {
    let mut map = BTreeMap::new();
    for (id, value) in all {
        if map.insert(*id, *value).is_some() {
            return Err(NoTotal::Twice(*id));
        }
    }
    Ok(map)
}

/// How far the whole as published is from what its parts make: the parts' total less the whole; 0 where they agree.
/// `None` for numbers beyond exact arithmetic.
#[must_use]
pub fn check_total(published: Value, made: Exact) -> Option<Exact> {
    made.minus(published.exact())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Direction, Frequency, IndicatorId, Measure, Nature, PlanId};

    fn indicator(adds: Adds) -> Indicator {
        Indicator {
            id: IndicatorId::new(1),
            plan: PlanId::new(1),
            goal: None,
            name: "绿道长度".to_owned(),
            unit: "公里".to_owned(),
            direction: Direction::Up,
            measure: Measure::Level,
            nature: Nature::Expected,
            frequency: Frequency::Yearly,
            definition: None,
            source: None,
            adds,
        }
    }

    fn parts(values: &[Option<&str>]) -> Vec<(TerritoryId, Option<Value>)> {
        let value = |text: &str| text.parse().expect("a number");
        (1..).zip(values).map(|(id, v)| (TerritoryId::new(id), v.map(value))).collect()
    }

    #[test]
    fn sums_and_means_only_where_they_are_allowed() {
        let values = parts(&[Some("12.5"), Some("7.5"), Some("10")]);
        let weights = parts(&[Some("1"), Some("1"), Some("2")]);
        assert_eq!(total(&indicator(Adds::Additive), &values, &[]), Ok(Exact::whole(30)));
        assert_eq!(total(&indicator(Adds::Weighted(IndicatorId::new(2))), &values, &weights), Ok(Exact::whole(10)));
        assert_eq!(total(&indicator(Adds::Neither), &values, &weights), Err(NoTotal::NotAllowed));
        assert_eq!(check_total("30.5".parse().expect("a number"), Exact::whole(30)), Exact::new(-1, 2));
    }

    #[test]
    fn nothing_is_made_of_fewer_parts_than_there_are() {
        let id = TerritoryId::new;
        let some = parts(&[Some("1"), None, Some("3"), None]);
        let all = parts(&[Some("1"), Some("2")]);
        let weighted = indicator(Adds::Weighted(IndicatorId::new(2)));
        assert_eq!(total(&indicator(Adds::Additive), &some, &[]), Err(NoTotal::Missing(vec![id(2), id(4)])));
        assert_eq!(total(&weighted, &some, &some), Err(NoTotal::Missing(vec![id(2), id(4)])));
        assert_eq!(total(&weighted, &all, &parts(&[Some("1")])), Err(NoTotal::NoWeight(vec![id(2)])));
        assert_eq!(total(&weighted, &all, &parts(&[Some("0"), Some("0")])), Err(NoTotal::BadWeights));
        assert_eq!(total(&weighted, &all, &parts(&[Some("3"), Some("-1")])), Err(NoTotal::BadWeights));
        assert_eq!(total(&weighted, &[], &[]), Err(NoTotal::Nobody));
        let twice = [all.clone(), all].concat();
        assert_eq!(total(&weighted, &twice, &[]), Err(NoTotal::Twice(id(1))));
        let said = NoTotal::Missing(vec![id(2), id(4)]).to_string();
        assert_eq!(said, "no value for territory 2, territory 4");
    }
}
