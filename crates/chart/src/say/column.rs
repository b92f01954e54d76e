//! A column of numbers: one unit and one precision.

use super::number::{NONE, Said, digits, shifted};
use super::unit::Unit;
use luoshi_plan::{Exact, Language, Value};

/// More places than this say nothing to a reader of a table.
const PLACES: u32 = 20;

/// How the numbers of a column, or of an axis, are written: in one unit, with one precision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    language: Language,
    /// The power of ten that a value is multiplied by before it is written.
    power: i64,
    places: u32,
    before: String,
    unit: String,
}

impl Column {
    /// The column of these values, none left out. In Chinese in the source's unit; in English with 万 and 亿 multiplied out.
    #[must_use]
    pub fn of(values: &[Value], unit: &str, language: Language) -> Self {
        let places = values.iter().map(|v| if v.decimal().is_some() { v.places() } else { 2 }).max().unwrap_or(0);
        let exact: Vec<_> = values.iter().map(|v| v.exact()).collect();
        Self::with_places(&exact, places, unit, language)
    }

    /// As [`Column::of`] for computed numbers, to so many places of the source's unit.
    #[must_use]
    pub fn with_places(values: &[Exact], places: u32, unit: &str, language: Language) -> Self {
        let (places, parts) = (places.min(PLACES), Unit::of(unit));
        match language {
            Language::Zh => Self { language, power: 0, places, before: String::new(), unit: unit.to_owned() },
            Language::En => Self::english(values, places, parts),
        }
    }

    /// For the marks of an axis and other numbers that no source wrote: long ones are in 万, 亿, million.
    #[must_use]
    pub fn of_axis(values: &[Exact], places: u32, unit: &str, language: Language) -> Self {
        let parts = Unit::of(unit);
        if language == Language::En {
            return Self::english(values, places.min(PLACES), parts);
        }
        let fits = |power: u32| values.iter().any(|v| at_least(*v, power));
        // 万户 times 万 is 亿户; a unit with a word of its own grows to the next one that has a word.
        let words = [(16, "亿亿"), (12, "万亿"), (8, "亿"), (4, "万"), (0, "")];
        let own = parts.power;
        let known = words.iter().any(|(power, _)| *power == own);
        let found = words.iter().find(|(power, _)| *power > own && fits(*power - own)).filter(|_| known);
        match found {
            Some((power, word)) => Self {
                language,
                power: i64::from(own) - i64::from(*power),
                places: needed(values, i64::from(own) - i64::from(*power)),
                before: String::new(),
                unit: format!("{word}{}", parts.base),
            },
            None => Self { language, power: 0, places, before: String::new(), unit: parts.written.to_owned() },
        }
    }

    fn english(values: &[Exact], places: u32, unit: Unit<'_>) -> Self {
        let own = unit.power;
        let (before, after) = unit.english(false);
        let fits = |power: u32| values.iter().any(|v| at_least(*v, power.saturating_sub(own)));
        let plain = i64::from(own);
        let places_at = |power: i64| u32::try_from((i64::from(places) - power).max(0)).unwrap_or(0);
        // Digits of single people read better whole than as millions with five places.
        let found = [(12u32, "trillion"), (9, "billion"), (6, "million")].into_iter().find_map(|(by, word)| {
            let power = plain - i64::from(by);
            let places = fits(by).then(|| places_at(power).min(needed(values, power)))?;
            (places <= 3).then_some((power, word, places))
        });
        let (power, word, places) = found.unwrap_or((plain, "", places_at(plain)));
        let unit = [word, after.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Self { language: Language::En, power, places: places.min(PLACES), before, unit }
    }

    /// What stands at the head of the column: 万户, tonnes, CNY million.
    #[must_use]
    pub fn unit(&self) -> String {
        [self.before.as_str(), self.unit.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether its numbers are in another magnitude than the source's.
    pub(crate) fn is_scaled(&self) -> bool {
        self.power < 0
    }

    /// Whether its numbers are in the same unit as another's.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.power == other.power && self.unit == other.unit
    }

    /// The same with so many places more.
    pub(crate) fn finer(&self, places: u32) -> Self {
        Self { places: (self.places + places).min(PLACES), ..self.clone() }
    }

    /// How many places its numbers have.
    #[must_use]
    pub fn places(&self) -> u32 {
        self.places
    }

    /// A number of the column, without its unit.
    #[must_use]
    pub fn cell(&self, value: Exact) -> String {
        self.decimal(value).map_or_else(|| NONE.to_owned(), |decimal| digits(decimal, self.language))
    }

    /// A difference: with + or −.
    #[must_use]
    pub fn difference(&self, value: Exact) -> String {
        let text = self.cell(value);
        let positive = self.decimal(value).is_some_and(|d| d.is_sign_positive() && !d.is_zero());
        if positive { format!("+{text}") } else { text }
    }

    /// A number with its unit, in the column's precision, for the label of a chart.
    #[must_use]
    pub fn label(&self, value: Exact) -> Said {
        self.said(self.cell(value))
    }

    pub(crate) fn said(&self, number: String) -> Said {
        Said::new(self.before.clone(), number, self.unit.clone(), self.language)
    }

    fn decimal(&self, value: Exact) -> Option<luoshi_plan::Decimal> {
        let power = Exact::new(10i128.checked_pow(u32::try_from(self.power.abs()).ok()?)?, 1)?;
        let scaled = if self.power >= 0 { value.times(power) } else { value.over(power) };
        scaled?.rounded(self.places)
    }
}

fn at_least(value: Exact, power: u32) -> bool {
    10i128.checked_pow(power).and_then(|limit| Exact::new(limit, 1)).is_some_and(|limit| value.abs() >= limit)
}

/// The places that show every value whole after it was multiplied by a power of ten; two where there is no end.
fn needed(values: &[Exact], power: i64) -> u32 {
    let places = |value: &Exact| {
        let decimal = value.decimal().and_then(|d| shifted(d, power));
        decimal.map_or(2, |d| d.normalize().scale())
    };
    values.iter().map(places).max().unwrap_or(0).min(PLACES)
}
