//! Digits, and amounts with their units.

use super::unit::{Unit, is_close};
use luoshi_plan::{Decimal, Exact, Language, Value};
use std::fmt;

/// What stands where there is no number, and the word for those who do not see it.
pub const NONE: &str = "—";

/// 无数据, for those who hear a page.
#[must_use]
pub fn none(language: Language) -> &'static str {
    language.pick("无数据", "no data")
}

/// A number and its unit, apart, so that a page can set the unit smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What stands before: CNY.
    pub before: String,
    /// The digits: 29.42.
    pub number: String,
    /// What stands behind: 万户, million mu.
    pub unit: String,
    close: bool,
}

impl Said {
    pub(crate) fn new(before: impl Into<String>, number: impl Into<String>, unit: String, language: Language) -> Self {
        let close = is_close(&unit, language);
        Self { before: before.into(), number: number.into(), unit, close }
    }
}

/// As it stands in a sentence: 29.42万户, CNY 120 million.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { before, number, unit, close } = self;
        if !before.is_empty() {
            write!(f, "{before} ")?;
        }
        write!(f, "{number}{}{unit}", if *close || unit.is_empty() { "" } else { " " })
    }
}

/// The digits of a number as it was written: 2.30 keeps both places. A minus is U+2212; English has thousands apart.
///
/// ```
/// use luoshi_chart::number;
/// use luoshi_plan::{Language, Value};
///
/// let value: Value = "-12345.60".parse()?;
/// assert_eq!(number(value, Language::Zh), "−12345.60");
/// assert_eq!(number(value, Language::En), "−12,345.60");
/// # Ok::<(), luoshi_plan::NoValue>(())
/// ```
#[must_use]
pub fn number(value: Value, language: Language) -> String {
    match value.decimal() {
        Some(decimal) => digits(decimal, language),
        None => minus(&value.to_string()),
    }
}

/// A computed number to so many places, halves away from zero; [`NONE`] for one beyond 28 digits.
#[must_use]
pub fn rounded(value: Exact, places: u32, language: Language) -> String {
    let fitting = (0..=places.min(20)).rev().find_map(|places| value.rounded(places));
    fitting.map_or_else(|| NONE.to_owned(), |decimal| digits(decimal, language))
}

/// An amount in its unit. In Chinese as the source writes it; in English the unit's magnitude is multiplied out.
///
/// ```
/// use luoshi_chart::amount;
/// use luoshi_plan::{Language, Value};
///
/// let value: Value = "29.42".parse()?;
/// assert_eq!(amount(value, "万户", Language::Zh).to_string(), "29.42万户");
/// assert_eq!(amount(value, "万户", Language::En).to_string(), "294,200");
/// assert_eq!(amount(value, "亿元", Language::En).to_string(), "CNY 2.942 billion");
/// # Ok::<(), luoshi_plan::NoValue>(())
/// ```
#[must_use]
pub fn amount(value: Value, unit: &str, language: Language) -> Said {
    let parts = Unit::of(unit);
    match value.decimal() {
        Some(decimal) => written(decimal, parts, language),
        None => match language {
            Language::Zh => Said::new("", minus(&value.to_string()), unit.to_owned(), language),
            // A third of a magnitude word has no digits: 1/3 of it stays.
            Language::En => {
                let (before, after) =
                    if parts.power == 0 { parts.english(false) } else { (String::new(), unit.into()) };
                Said::new(before, minus(&value.to_string()), after, language)
            }
        },
    }
}

/// A computed amount to so many places of its unit. In Chinese a unit without 万 or 亿 of its own takes one where the number
/// is long.
#[must_use]
pub fn computed(value: Exact, places: u32, unit: &str, language: Language) -> Said {
    in_unit(value, places, Unit::of(unit), language)
}

/// How many places a number is shown with that was computed along a path, beside one of so many: all that it has, up to two,
/// for more say nothing. One that would come out as nought keeps its first digits.
#[must_use]
pub fn places_due(value: Exact, least: u32) -> u32 {
    const MOST: u32 = 2;
    const KEPT: u32 = 4;
    let most = MOST.max(least);
    let exact = |places: &u32| value.rounded(*places).is_some_and(|d| Exact::from(d) == value);
    let places = (least..=most).find(exact).unwrap_or(most);
    let is_nought = |places: &u32| value.rounded(*places).is_none_or(|d| d.is_zero());
    if value.is_zero() { places } else { (places..=KEPT.max(places)).find(|p| !is_nought(p)).unwrap_or(places) }
}

/// A difference of two amounts: of per cent it is in percentage points.
#[must_use]
pub fn gap(value: Exact, places: u32, unit: &str, language: Language) -> Said {
    in_unit(value, places, Unit::of_gap(unit), language)
}

/// A share: 41.4%.
#[must_use]
pub fn percent(value: Exact, places: u32, language: Language) -> Said {
    in_unit(value, places, Unit::of("%"), language)
}

/// A difference of shares: 13.6个百分点.
#[must_use]
pub fn points(value: Exact, places: u32, language: Language) -> Said {
    gap(value, places, "%", language)
}

/// The same amount in a unit that more people know, to be shown beside it: 607万亩 is 40.5万公顷. To three digits.
#[must_use]
pub fn also(value: Value, unit: &str, language: Language) -> Option<Said> {
    let parts = Unit::of(unit);
    let (factor, to) = parts.also()?;
    let exact = value.exact().times(factor)?;
    let places = three_digits(exact);
    let magnitude = unit.strip_suffix(parts.base)?;
    let to = format!("{magnitude}{to}");
    Some(written(exact.rounded(places)?.normalize(), Unit::of(&to), language))
}

/// From a number to a number in one unit: 31.7—33.6万户, 317,000–336,000.
#[must_use]
pub fn range(low: Value, high: Value, unit: &str, language: Language) -> Said {
    let column = super::Column::of(&[low, high], unit, language);
    let (low, high) = (column.cell(low.exact()), column.cell(high.exact()));
    let mut said = column.said(String::new());
    said.number = format!("{low}{}{high}", language.pick("—", "–"));
    said
}

fn three_digits(value: Exact) -> u32 {
    let Some(whole) = value.abs().rounded(0) else { return 0 };
    let count = whole.mantissa().checked_ilog10().map_or(0, |n| n + 1);
    3u32.saturating_sub(count)
}

fn in_unit(value: Exact, places: u32, unit: Unit<'_>, language: Language) -> Said {
    let fitting = (0..=places.min(20)).rev().find_map(|places| value.rounded(places));
    match fitting {
        Some(decimal) if language == Language::Zh && unit.power == 0 => chinese(decimal, unit),
        Some(decimal) => written(decimal, unit, language),
        None => Said::new("", NONE, String::new(), language),
    }
}

/// As the unit stands; in English with its magnitude multiplied out.
fn written(decimal: Decimal, unit: Unit<'_>, language: Language) -> Said {
    if language == Language::Zh {
        return Said::new("", digits(decimal, language), unit.written.to_owned(), language);
    }
    let Some(whole) = shifted(decimal, i64::from(unit.power)) else {
        return Said::new("", digits(decimal, language), unit.written.to_owned(), language);
    };
    let (number, magnitude) = english(whole);
    let (before, after) = unit.english(number == "1" && magnitude.is_empty());
    let unit = [magnitude, after.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    Said::new(before, number, unit, language)
}

/// 万, 亿, 万亿 before a plain unit, where at most two places are left.
fn chinese(decimal: Decimal, unit: Unit<'_>) -> Said {
    let size = decimal.abs();
    let scaled = [(12, "万亿"), (8, "亿"), (4, "万")].into_iter().find_map(|(power, word)| {
        (size >= Decimal::from(10u64.pow(power))).then_some(())?;
        let scaled = shifted(decimal, -i64::from(power))?.normalize();
        (scaled.scale() <= 2).then_some((scaled, word))
    });
    match scaled {
        Some((scaled, word)) => {
            Said::new("", digits(scaled, Language::Zh), format!("{word}{}", unit.written), Language::Zh)
        }
        None => Said::new("", digits(decimal, Language::Zh), unit.written.to_owned(), Language::Zh),
    }
}

/// 294,200; 2.55 million. All digits are kept: of the two ways the shorter, and millions where two places are enough.
fn english(decimal: Decimal) -> (String, &'static str) {
    let plain = digits(decimal, Language::En);
    let size = decimal.abs();
    let found = [(12, "trillion"), (9, "billion"), (6, "million")].into_iter().find_map(|(power, word)| {
        (size >= Decimal::from(10u64.pow(power))).then_some(())?;
        Some((shifted(decimal, -i64::from(power))?.normalize(), word))
    });
    match found {
        Some((scaled, word)) => {
            let short = digits(scaled, Language::En);
            let shorter = short.len() + 1 + word.len() < plain.len();
            if scaled.scale() <= 3 || shorter { (short, word) } else { (plain, "") }
        }
        None => (plain, ""),
    }
}

/// The number times a power of ten, all its digits kept; none where 28 do not hold them.
pub(crate) fn shifted(decimal: Decimal, power: i64) -> Option<Decimal> {
    let (mut mantissa, mut scale) = (decimal.mantissa(), i64::from(decimal.scale()) - power);
    if scale < 0 {
        mantissa = mantissa.checked_mul(10i128.checked_pow(u32::try_from(-scale).ok()?)?)?;
        scale = 0;
    }
    Decimal::try_from_i128_with_scale(mantissa, u32::try_from(scale).ok().filter(|s| *s <= 28)?).ok()
}

/// Digits of a decimal: U+2212 for a minus, thousands apart in English.
pub(crate) fn digits(decimal: Decimal, language: Language) -> String {
    let text = decimal.abs().to_string();
    let text = match language {
        Language::Zh => text,
        Language::En => grouped(&text),
    };
    // There is one nought.
    if decimal.is_sign_negative() && !decimal.is_zero() { format!("−{text}") } else { text }
}

/// A count.
pub(crate) fn digits_of(n: u64, language: Language) -> String {
    digits(n.into(), language)
}

fn grouped(text: &str) -> String {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

fn minus(text: &str) -> String {
    text.replacen('-', "−", 1)
}
