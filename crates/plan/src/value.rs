//! Numbers as somebody wrote them.

use crate::Exact;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A number as written in a plan or a report.
///
/// 2.30 keeps both places, for the writer meant them; 1/3 (三分之一以上) stays a third. Two values are equal when the
/// numbers are: 2.30 is 2.3. The canonical text, for the record, is what [`Display`](fmt::Display) gives and
/// [`FromStr`] takes: `-2.30`, `1/3`.
#[derive(Debug, Clone, Copy)]
pub struct Value(Written);

#[derive(Debug, Clone, Copy)]
enum Written {
    Decimal(Decimal),
    /// The bottom is above 1.
    Fraction(i64, i64),
}

impl Value {
    /// A whole number.
    #[must_use]
    pub fn whole(n: i64) -> Self {
        Self(Written::Decimal(Decimal::from(n)))
    }

    /// A fraction in the terms as written; a decimal where the bottom is 1. `None` for a bottom of 0 or below.
    #[must_use]
    pub fn fraction(top: i64, bottom: i64) -> Option<Self> {
        match bottom {
            ..=0 => None,
            1 => Some(Self::whole(top)),
            _ => Some(Self(Written::Fraction(top, bottom))),
        }
    }

    /// The number, for arithmetic.
    #[must_use]
    pub fn exact(self) -> Exact {
        match self.0 {
            Written::Decimal(d) => d.into(),
            // The bottom is not 0.
            Written::Fraction(top, bottom) => Exact::new(top.into(), bottom.into()).unwrap_or(Exact::ZERO),
        }
    }

    /// The decimal, where it was written as one.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        match self.0 {
            Written::Decimal(d) => Some(d),
            Written::Fraction(..) => None,
        }
    }

    /// How many places after the point were written; 0 for a fraction.
    #[must_use]
    pub fn places(self) -> u32 {
        self.decimal().map_or(0, |d| d.scale())
    }
}

impl From<Decimal> for Value {
    fn from(mut d: Decimal) -> Self {
        if d.is_zero() {
            // There is one nought.
            d.set_sign_positive(true);
        }
        Self(Written::Decimal(d))
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.exact() == other.exact()
    }
}

impl Eq for Value {}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        self.exact().cmp(&other.exact())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Written::Decimal(d) => d.fmt(f),
            Written::Fraction(top, bottom) => write!(f, "{top}/{bottom}"),
        }
    }
}

/// What is not a number as the record writes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no number: digits with at most one point, at most 28 of them, or a fraction such as 1/3")]
pub struct NoValue(pub String);

impl FromStr for Value {
    type Err = NoValue;

    fn from_str(text: &str) -> Result<Self, NoValue> {
        if let Some(short) = short(text.as_bytes()) {
            return Ok(short);
        }
        let wrong = || NoValue(text.to_owned());
        // `Decimal` takes more than we write: signs, underscores, a point without digits.
        let plain = |part: &str| {
            let digits = part.strip_prefix('-').unwrap_or(part);
            let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
            [whole, rest].iter().all(|half| !half.is_empty() && half.bytes().all(|b| b.is_ascii_digit()))
        };
        if let Some((top, bottom)) = text.split_once('/') {
            let whole = |part: &str| plain(part).then(|| part.parse::<i64>().ok()).flatten();
            let terms = whole(top).zip(whole(bottom)).ok_or_else(wrong)?;
            return Self::fraction(terms.0, terms.1).ok_or_else(wrong);
        }
        if !plain(text) {
            return Err(wrong());
        }
        Decimal::from_str_exact(text).map(Self::from).map_err(|_| wrong())
    }
}

/// A number of few digits, as nearly all are: records hold hundreds of thousands of them, and a page after a start waits for them.
fn short(text: &[u8]) -> Option<Value> {
    let (minus, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 18 {
        return None;
    }
    let (mut number, mut places) = (0_i64, None);
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => number = number * 10 + i64::from(byte - b'0'),
            // Digits on both sides.
            b'.' if places.is_none() && at > 0 && at + 1 < digits.len() => places = Some(digits.len() - at - 1),
            _ => return None,
        }
    }
    let number = if minus { -number } else { number };
    (!digits.is_empty()).then(|| Decimal::new(number, places.unwrap_or(0) as u32).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_digits_are_read_as_many_are() {
        for text in ["0", "-0", "0.00", "-0.0", "7", "-12", "2.30", "007.10", "123456789012345678", "-1234567890.12345"]
        {
            let long: Value = Decimal::from_str_exact(text).expect("a decimal").into();
            let short = short(text.as_bytes()).expect("few digits");
            assert_eq!((short.to_string(), short.places()), (long.to_string(), long.places()), "{text}");
        }
        for text in ["", "-", ".", "1.", ".5", "-.5", "1.2.3", "1e5", "+1", "1_0", " 1", "１", "--1", "1/3", "1-"] {
            assert_eq!(short(text.as_bytes()), None, "{text}");
        }
        assert_eq!(short(b"1234567890123456789"), None, "of more digits the other way knows");
    }

    fn value(text: &str) -> Value {
        text.parse().expect("a number")
    }

    #[test]
    fn it_is_written_back_as_it_was_and_compared_as_a_number() {
        for text in ["0", "2.30", "-0.05", "1/3", "-2/6", "134908420000000.00"] {
            assert_eq!(value(text).to_string(), text);
        }
        assert_eq!(value("2.30"), value("2.3"));
        assert_eq!(value("2/6"), value("1/3"));
        assert_ne!(value("2.3"), value("2.31"));
        assert_eq!(value("5/1").to_string(), "5");
        assert!(value("0.3333333333") < value("1/3"));
        assert_eq!(value("-0.0").to_string(), "0.0");
        assert_eq!((value("2.30").places(), value("1/3").places()), (2, 0));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in [
            "",
            "-",
            ".5",
            "5.",
            "1_000",
            "+1",
            "1e3",
            "1/0",
            "1/-3",
            "1.5/2",
            "NaN",
            "１",
            "1,000",
            "79228162514264337593543950336",
        ] {
            assert_eq!(wrong.parse::<Value>(), Err(NoValue(wrong.to_owned())), "{wrong}");
        }
    }
}
