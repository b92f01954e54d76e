//! Numbers with what belongs to them: unit, range, percent, rank, ratio; and what kind of number each is.

mod doubling;
mod found;
mod measure;
mod parts;
mod rank;
mod scan;
mod words;

pub(crate) use parts::is_tenth;
pub(crate) use scan::{BEGINS, Scanner};

use crate::number::Value;
use crate::reading::Bound;
use crate::unit::Unit;
use std::ops::Range;

/// What a number in the text turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// A number with or without a unit.
    Plain,
    /// Of a hundred: %, 百分之, 成.
    Percent,
    /// Of a thousand.
    Permille,
    /// 个百分点.
    Points,
    /// 三分之一.
    Fraction,
    /// 25.5:32.3:42.2.
    Ratio,
    /// 第3位, 首位, 前三.
    Rank,
    /// 2.3倍.
    Multiple,
    /// 翻一番.
    Doubling,
    /// 几十, 上千: the order only.
    Vague,
    /// 第五次: a place in a series that measures nothing.
    Ordinal,
    /// Part of a name, a slogan, an idiom.
    Name,
    /// Part of a code: 5G, H1N1, 〔2021〕5号, a telephone number.
    Code,
}

/// One number of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// Number and unit, shortest: the text of a figure.
    pub(crate) range: Range<usize>,
    /// The number alone, 万 and 亿 included.
    pub(crate) number: Range<usize>,
    pub(crate) shape: Shape,
    /// The number before 万 or 亿.
    pub(crate) value: Option<Value>,
    /// Upper end of a range, before 万 or 亿.
    pub(crate) high: Option<Value>,
    /// Power of ten of the magnitude words.
    pub(crate) scale: u32,
    pub(crate) unit: Option<Unit>,
    /// 多, 余, 几 inside.
    pub(crate) more: bool,
    /// Written in Chinese numerals.
    pub(crate) chinese: bool,
    /// A bare magnitude: 千亿, 万亿.
    pub(crate) magnitude: bool,
    /// /人, /亩 after the unit.
    pub(crate) per: Option<Range<usize>>,
    /// Terms of a ratio.
    pub(crate) parts: Vec<Value>,
    /// The rule that read it.
    pub(crate) rule: &'static str,
}

impl Quantity {
    /// Whether it may count or measure something.
    pub(crate) fn counts(&self) -> bool {
        !matches!(self.shape, Shape::Ordinal | Shape::Name | Shape::Code)
    }

    /// Whether it tells a place among others.
    pub(crate) fn is_rank(&self) -> bool {
        self.shape == Shape::Rank || self.rule == "rank.share"
    }

    /// Unit with its magnitude words, in normal script: 万亿元, 万元/亩. `text` is the text it was found in.
    pub(crate) fn unit_name(&self, text: &[char]) -> String {
        let magnitude = match self.scale {
            4 => "万",
            8 => "亿",
            12 => "万亿",
            16 => "亿亿",
            _ => "",
        };
        match self.shape {
            Shape::Percent | Shape::Doubling => "%".to_owned(),
            Shape::Permille => "‰".to_owned(),
            Shape::Rank => "位".to_owned(),
            Shape::Ratio => "ratio".to_owned(),
            _ => {
                let unit = self.unit.map_or("", |u| u.name);
                let per = self.per.clone().and_then(|per| text.get(per)).unwrap_or_default();
                let mut name = String::with_capacity(magnitude.len() + unit.len() + 3 * per.len());
                name.push_str(magnitude);
                name.push_str(unit);
                name.extend(per);
                name
            }
        }
    }

    /// The bound its own characters give.
    pub(crate) fn own_bound(&self) -> Option<Bound> {
        self.more.then_some(Bound::MoreThan)
    }
}
