//! Units, so far as values in two of them can be compared: 16860000万元 is 1686亿元.

use luoshi_plan::{Exact, Value};
use luoshi_reader::{Options, Value as Read, read};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Units that were looked up are kept, up to so many: reading one costs as much as reading a sentence.
const MOST: usize = 4096;

thread_local! {
    static SEEN: RefCell<BTreeMap<String, Unit>> = const { RefCell::new(BTreeMap::new()) };
}

/// A unit as so many of a base unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    factor: Read,
    /// The base unit; the unit itself where nothing is known of it.
    pub(crate) base: String,
}

impl Unit {
    /// What a unit is.
    pub(crate) fn of(written: &str) -> Self {
        let unknown = || Self { factor: Read::whole(1), base: written.to_owned() };
        if written.is_empty() || written.contains(['%', '‰']) {
            return unknown();
        }
        if let Some(known) = SEEN.with_borrow(|seen| seen.get(written).cloned()) {
            return known;
        }
        let unit = Self::read(written).unwrap_or_else(unknown);
        SEEN.with_borrow_mut(|seen| {
            if seen.len() < MOST {
                seen.insert(written.to_owned(), unit.clone());
            }
        });
        unit
    }

    fn read(written: &str) -> Option<Self> {
        // As the reader multiplies it out.
        let reading = read(&format!("总量达到1{written}。"), &Options::default());
        match reading.figures.as_slice() {
            [one] if one.unit == written => {
                let amount = one.amount.as_ref().filter(|a| !a.unit.is_empty())?;
                Some(Self { factor: amount.value, base: amount.unit.clone() })
            }
            _ => None,
        }
    }
}

/// A value in another unit; `None` where the two do not measure the same, or no decimal holds it.
pub(crate) fn convert(value: Value, from: &str, to: &str) -> Option<Value> {
    if from == to {
        return Some(value);
    }
    let (from, to) = (Unit::of(from), Unit::of(to));
    if from.base != to.base {
        return None;
    }
    // A mu is a fifteenth of a hectare: a factor need not be a decimal, for what comes out to be one.
    let over = match to.factor {
        Read::Decimal(d) => Read::ratio(1.into(), d)?,
        Read::Fraction(top, bottom) => Read::ratio(bottom.into(), top.into())?,
    };
    match Read::Decimal(value.decimal()?).times(from.factor)?.times(over)? {
        Read::Decimal(d) => Some(Value::from(d.normalize())),
        Read::Fraction(..) => None,
    }
}

/// A value that was read, as the plan holds values.
pub(crate) fn value(read: Read) -> Option<Value> {
    match read {
        Read::Decimal(d) => Some(Value::from(d)),
        Read::Fraction(top, bottom) => Value::fraction(top, bottom),
    }
}

/// Whether one of two values is the other with fewer places: 1562 and 1561.8.
pub(crate) fn rounds(a: Value, b: Value) -> bool {
    let near = |coarse: Value, fine: Value| {
        let Some(decimal) = coarse.decimal() else { return false };
        let step = 10i128.checked_pow(decimal.scale()).and_then(|n| Exact::new(1, n));
        let gap = coarse.exact().minus(fine.exact()).map(Exact::abs);
        gap.and_then(|gap| gap.plus(gap)).zip(step).is_some_and(|(twice, step)| twice <= step)
    };
    if a.places() == b.places() {
        return a == b;
    }
    if a.places() < b.places() { near(a, b) } else { near(b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Value {
        text.parse().expect("a number")
    }

    #[test]
    fn values_go_from_one_unit_to_another_exactly_or_not_at_all() {
        let shown = |v: &str, from: &str, to: &str| convert(number(v), from, to).map(|v| v.to_string());
        assert_eq!(shown("16860000", "万元", "亿元").as_deref(), Some("1686"));
        assert_eq!(shown("1.2", "亿吨", "万吨").as_deref(), Some("12000"));
        assert_eq!(shown("132.6", "亿斤", "万吨").as_deref(), Some("663"));
        assert_eq!(shown("6500", "亩", "万亩").as_deref(), Some("0.65"));
        assert_eq!(shown("1.3", "万亩", "亩").as_deref(), Some("13000"));
        assert_eq!(shown("30", "亩", "公顷").as_deref(), Some("2"));
        assert_eq!(shown("10", "亩", "公顷"), None);
        assert_eq!(shown("6.5", "%", "%").as_deref(), Some("6.5"));
        assert_eq!(shown("6.5", "%", "万吨"), None);
        assert_eq!(shown("6.5", "万亩", "万吨"), None);
    }

    #[test]
    fn what_is_the_same_with_fewer_places_is_a_rounding() {
        for (a, b, same) in [
            ("1562", "1561.8", true),
            ("1561.8", "1562", true),
            ("1561", "1561.8", false),
            ("6.0", "6", true),
            ("5.5", "6", true),
            ("5.4", "6", false),
            ("-3", "-3.4", true),
            ("15", "16", false),
        ] {
            assert_eq!(rounds(number(a), number(b)), same, "{a} {b}");
        }
    }
}
