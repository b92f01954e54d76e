//! The layer below figures, for those who only want numbers, quantities, times and places.

use crate::number::Value;
use crate::reading::Bound;
use crate::time::{Time, TimeKind};
use jiff::civil::Date;
use std::ops::Range;

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberClass {
    /// Counts or measures.
    Cardinal,
    /// Gives a place in an order: 第五次.
    Ordinal,
    /// 三分之一, 1/3.
    Fraction,
    /// 6.5%, 百分之六, 八成.
    Percent,
    /// Part of a name: 两个屏障, 三大攻坚战.
    Name,
    /// Part of a date or a time of day.
    Date,
    /// A code, a document number, a telephone number.
    Code,
}

/// A number, whether or not it counts anything.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberItem {
    /// Characters of the text given, half-open.
    pub range: Range<usize>,
    /// The value, where it is one.
    pub value: Option<Value>,
    /// Lower end, where only a range is known.
    pub low: Option<Value>,
    /// Upper end, where only a range is known.
    pub high: Option<Value>,
    /// What it is.
    pub class: NumberClass,
}

/// A quantity: what really counts or measures, multiplied out.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityItem {
    /// Characters of the text given, half-open.
    pub range: Range<usize>,
    /// 18.6万户 is 186000.
    pub value: Option<Value>,
    /// The unit without 万 or 亿.
    pub unit: String,
    /// Lower end of a range.
    pub low: Option<Value>,
    /// Upper end of a range.
    pub high: Option<Value>,
    /// On which side the truth lies.
    pub bound: Option<Bound>,
    /// Index of the quantity this one rose or fell from.
    pub from: Option<usize>,
    /// Index of the quantity this one rose or fell to.
    pub to: Option<usize>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceItem {
    /// Characters of the text given, half-open.
    pub range: Range<usize>,
    /// Division code, valid in the year of the date given.
    pub code: String,
    /// Official name.
    pub name: String,
}

/// A time: see [`TimeKind`].
pub type TimeItem = Time;

/// All that one text gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognised {
    /// Every number, those that count nothing included.
    pub numbers: Vec<NumberItem>,
    /// What counts or measures.
    pub quantities: Vec<QuantityItem>,
    /// Times, resolved against the date given.
    pub times: Vec<TimeItem>,
    /// Places.
    pub places: Vec<PlaceItem>,
}

/// Numbers, quantities, times and places of one text; offsets count its characters.
#[must_use]
pub fn recognise(_text: &str, _date: Option<Date>) -> Recognised {
    let _ = TimeKind::Day;
    Recognised::default()
}
