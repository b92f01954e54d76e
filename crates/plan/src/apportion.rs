//! A whole split over parts, so that the parts sum to it exactly. `docs/method/rollup.md`.

use crate::say::Number;
use crate::{Exact, Sentence, Value};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::fmt::{Debug, Display};

/// Why a whole cannot be split.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSplit<Key: Debug + Display> {
    /// There are no parts.
    #[error("there is nothing to split it over")]
    Nobody,
    /// A part was named twice.
    #[error("{0} is there twice")]
    Twice(Key),
    /// A share below 0.
    #[error("the share of {0} is below 0")]
    Negative(Key),
    /// All shares are 0.
    #[error("all shares are 0")]
    NoShares,
    /// The whole has more places than the parts are to have.
    #[error("{whole} has more than {places} places, so parts of {places} places cannot sum to it")]
    TooFine {
        /// The whole.
        whole: Value,
        /// The places of the parts.
        places: u32,
    },
    /// Numbers beyond exact arithmetic.
    #[error("the numbers are too large to split exactly")]
    TooLarge,
}

/// Splits a whole in proportion to shares, each part with so many places, by largest remainder: each has its share rounded
/// down, and the units that are left go to those that lost most by it; among equals to those that come first by key. The
/// order of the input does not matter; the parts come in the order of their keys. A whole below 0 is split like its opposite.
///
/// # Errors
/// [`NoSplit`] says what keeps it from being split.
pub fn apportion<Key: Copy + Ord + Debug + Display>(
    whole: Value,
    places: u32,
    shares: &[(Key, Value)],
) -> Result<Vec<(Key, Value)>, NoSplit<Key>> {
    let mut shares: Vec<_> = shares.iter().map(|(key, share)| (*key, share.exact())).collect();
    shares.sort_by_key(|(key, _)| *key);
    if shares.is_empty() {
        return Err(NoSplit::Nobody);
    }
    if let Some((twice, _)) = shares.iter().zip(shares.iter().skip(1)).find(|(a, b)| a.0 == b.0) {
        return Err(NoSplit::Twice(twice.0));
    }
    if let Some((key, _)) = shares.iter().find(|(_, share)| share.is_negative()) {
        return Err(NoSplit::Negative(*key));
    }
    let sum = shares.iter().try_fold(Exact::ZERO, |sum, (_, share)| sum.plus(*share)).ok_or(NoSplit::TooLarge)?;
    if sum.is_zero() {
        return Err(NoSplit::NoShares);
    }
    let scale = 10i128.checked_pow(places).and_then(|by| Exact::new(by, 1)).ok_or(NoSplit::TooLarge)?;
    let units = whole.exact().abs().times(scale).ok_or(NoSplit::TooLarge)?;
    let (units, 1) = units.terms() else { return Err(NoSplit::TooFine { whole, places }) };
    let parts = units_of(units, sum, &shares).ok_or(NoSplit::TooLarge)?;
    let sign = if whole.exact().is_negative() { -1 } else { 1 };
    let value = |units: i128| Decimal::try_from_i128_with_scale(sign * units, places).map(Value::from).ok();
    shares.iter().zip(parts).map(|((key, _), units)| Ok((*key, value(units).ok_or(NoSplit::TooLarge)?))).collect()
}

/// The whole units of each part, in the order of the shares.
fn units_of<Key>(units: i128, sum: Exact, shares: &[(Key, Exact)]) -> Option<Vec<i128>> {
    let (mut parts, mut remainders) = (Vec::new(), Vec::new());
    for (_, share) in shares {
        let (top, bottom) = Exact::new(units, 1)?.times(share.over(sum)?)?.terms();
        parts.push(top.div_euclid(bottom));
        remainders.push(Exact::new(top.rem_euclid(bottom), bottom)?);
    }
    let left = units.checked_sub(parts.iter().sum())?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    // A stable sort: among equal remainders the first key stays first.
    order.sort_by_key(|&at| Reverse(remainders.get(at).copied()));
    for &at in order.iter().take(usize::try_from(left).ok()?) {
        *parts.get_mut(at)? += 1;
    }
    Some(parts)
}

/// Parts that do not sum to their whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Off {
    /// What was to be split.
    pub whole: Value,
    /// What the parts sum to.
    pub sum: Exact,
    /// The sum less the whole: above 0 where the parts are too much.
    pub difference: Exact,
}

impl Off {
    /// What is wrong, for the person who typed it; amounts in `unit`.
    #[must_use]
    pub fn sentence(&self, unit: &str) -> Sentence {
        let (sum, by) = (Number::from(self.sum), Number::from(self.difference.abs()));
        let whole = self.whole;
        let (zh, en) = if self.difference.is_positive() { ("多", "more") } else { ("少", "less") };
        let amount = |n: &dyn Display, unit| crate::status::amount(n, unit);
        let (gap_zh, gap_en) = crate::status::gap_unit(unit);
        let (sum_en, by_en, whole_en) = (amount(&sum, unit), amount(&by, gap_en), amount(&whole, unit));
        Sentence::new(
            format!("各部分合计{sum}{unit}，比总数{whole}{unit}{zh}{by}{gap_zh}。"),
            format!("The parts sum to {sum_en}, {by_en} {en} than the whole, {whole_en}."),
        )
    }
}

/// Whether parts sum to their whole, exactly.
///
/// # Errors
/// [`Off`] names the difference; `None` within it stands for numbers too large to add.
pub fn check_split(whole: Value, parts: &[Value]) -> Result<(), Option<Off>> {
    let sum = parts.iter().try_fold(Exact::ZERO, |sum, part| sum.plus(part.exact())).ok_or(None)?;
    let difference = sum.minus(whole.exact()).ok_or(None)?;
    if difference.is_zero() { Ok(()) } else { Err(Some(Off { whole, sum, difference })) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Value {
        text.parse().expect("a number")
    }

    fn split(whole: &str, places: u32, shares: &[(i32, &str)]) -> Result<Vec<String>, NoSplit<i32>> {
        let shares: Vec<_> = shares.iter().map(|(key, share)| (*key, value(share))).collect();
        apportion(value(whole), places, &shares).map(|parts| parts.iter().map(|(_, part)| part.to_string()).collect())
    }

    #[test]
    fn the_units_left_go_to_the_largest_remainders() {
        assert_eq!(split("100", 0, &[(1, "1"), (2, "1"), (3, "1")]).expect("a split"), ["34", "33", "33"]);
        assert_eq!(split("10", 1, &[(1, "1"), (2, "2"), (3, "4")]).expect("a split"), ["1.4", "2.9", "5.7"]);
        assert_eq!(split("-100", 0, &[(1, "1"), (2, "1"), (3, "1")]).expect("a split"), ["-34", "-33", "-33"]);
        assert_eq!(split("7", 0, &[(1, "0"), (2, "1/3"), (3, "2/3")]).expect("a split"), ["0", "2", "5"]);
        assert_eq!(split("0", 2, &[(1, "5")]).expect("a split"), ["0.00"]);
        assert_eq!(split("3.5", 1, &[(2, "1"), (1, "1")]).expect("a split"), ["1.8", "1.7"]);
    }

    #[test]
    fn what_cannot_be_split_says_why() {
        assert_eq!(split("1", 0, &[]), Err(NoSplit::Nobody));
        assert_eq!(split("1", 0, &[(1, "1"), (1, "2")]), Err(NoSplit::Twice(1)));
        assert_eq!(split("1", 0, &[(1, "1"), (2, "-2")]), Err(NoSplit::Negative(2)));
        assert_eq!(split("1", 0, &[(1, "0"), (2, "0")]), Err(NoSplit::NoShares));
        assert_eq!(split("1.25", 1, &[(1, "1")]), Err(NoSplit::TooFine { whole: value("1.25"), places: 1 }));
        assert_eq!(split("1/3", 1, &[(1, "1")]), Err(NoSplit::TooFine { whole: value("1/3"), places: 1 }));
        assert_eq!(split("1", 60, &[(1, "1")]), Err(NoSplit::TooLarge));
    }

    #[test]
    fn a_split_that_is_off_names_the_difference() {
        assert_eq!(check_split(value("10"), &[value("3.3"), value("6.7")]), Ok(()));
        let off = check_split(value("10"), &[value("3.3"), value("6.8")]).expect_err("too much").expect("a sum");
        assert_eq!(off.difference, Exact::new(1, 10).expect("0.1"));
        assert_eq!(off.sentence("万亩").zh, "各部分合计10.1万亩，比总数10万亩多0.1万亩。");
        assert_eq!(off.sentence("ha").en, "The parts sum to 10.1 ha, 0.1 ha more than the whole, 10 ha.");
        let less = check_split(value("10"), &[value("9")]).expect_err("too little").expect("a sum");
        assert!(less.sentence("").zh.contains("少1"), "{:?}", less.sentence(""));
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_lie_next_to_their_share(
            whole in -1_000_000i64..1_000_000,
            places in 0u32..4,
            shares in prop::collection::vec(0i64..10_000, 1..40),
        ) {
            prop_assume!(shares.iter().any(|s| *s > 0));
            let whole = Value::from(Decimal::new(whole, places));
            let mut keyed: Vec<_> = shares.iter().enumerate().map(|(i, s)| (i, Value::whole(*s))).collect();
            let parts = apportion(whole, places, &keyed).expect("a split");
            prop_assert_eq!(check_split(whole, &parts.iter().map(|p| p.1).collect::<Vec<_>>()), Ok(()));
            let sum: i64 = shares.iter().sum();
            let unit = Exact::new(1, 10i128.pow(places)).expect("a unit");
            for ((_, part), share) in parts.iter().zip(&shares) {
                let due = whole.exact().times(Exact::new((*share).into(), sum.into()).expect("a share")).expect("fits");
                prop_assert!(part.exact().minus(due).expect("fits").abs() < unit);
            }
            keyed.reverse();
            prop_assert_eq!(apportion(whole, places, &keyed).expect("a split"), parts);
        }
    }
}
