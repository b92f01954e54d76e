//! The layer below figures, for those who only want numbers, quantities, times and places.
//!
//! It reads one short text at a time and mends nothing but blanks. The forms that only recognisers are asked for (2^5,
//! 五十打, 七五折, 大于20) live here and are no figures of a reading. Words: `lexicon/zh/recognise.txt`.

mod compound;
mod fraction;
mod number;
mod percent;
mod power;
mod quantity;
mod range;
mod tight;
mod token;
mod words;

use crate::figure::Grammar;
use crate::figure::Sentence;
use crate::lexicon::LexiconError;
use crate::number::Value;
use crate::place;
use crate::reading::{Bound, Tense};
use crate::sentence::split;
use crate::signs::Signs;
use crate::time::{self, Anchor, Time};
use jiff::civil::Date;
use number::Setting;
use std::ops::Range;
use std::sync::OnceLock;
use words::RecogniseWords;

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
    /// Known only between two ends, or from one on: 20~100, 大于20, 七八十. Stands beside the numbers it is made of.
    Range,
}

/// Which ends belong to a range; an end that is not given counts as open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ends {
    /// Both do.
    Closed,
    /// Neither does.
    Open,
    /// Only the upper one does.
    LeftOpen,
    /// Only the lower one does.
    RightOpen,
}

impl Ends {
    /// In the notation of intervals: `[]`, `()`, `(]`, `[)`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Closed => "[]",
            Self::Open => "()",
            Self::LeftOpen => "(]",
            Self::RightOpen => "[)",
        }
    }
}

/// A number, whether or not it counts anything.
///
/// Numbers may lie in one another: 百分之五 is a percentage that holds the cardinal 五, 第三 an ordinal that holds 三, and
/// 20~100 a range of two. A percentage has its value in per cent, of 千分之五 and 九折 too.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberItem {
    /// Characters of the text given, half-open.
    pub range: Range<usize>,
    /// The value, where it is one.
    pub value: Option<Value>,
    /// Lower end of a range; `None` where it is open.
    pub low: Option<Value>,
    /// Upper end of a range; `None` where it is open.
    pub high: Option<Value>,
    /// Which ends belong to a range.
    pub ends: Option<Ends>,
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

impl QuantityItem {
    /// Nothing but a place and a unit.
    fn bare(range: Range<usize>, unit: &str) -> Self {
        let unit = unit.to_owned();
        Self { range, value: None, unit, low: None, high: None, bound: None, from: None, to: None }
    }
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

/// A time: see [`TimeKind`](crate::TimeKind).
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

/// The lexicon of this layer, read once.
fn words() -> &'static (RecogniseWords, Vec<LexiconError>) {
    static WORDS: OnceLock<(RecogniseWords, Vec<LexiconError>)> = OnceLock::new();
    WORDS.get_or_init(RecogniseWords::load)
}

/// Numbers, quantities, times and places of one text; offsets count its characters.
///
/// `date` is the day the text was written: 今年 and 去年底 are resolved against it, and places by the names of its year.
#[must_use]
pub fn recognise(text: &str, date: Option<Date>) -> Recognised {
    let grammar = Grammar::get();
    let (words, _) = words();
    let view = tight::tight(text);
    let anchor = Anchor { date, ..Anchor::default() };
    let plain = place::home(&[], &[], date.map(Date::year));
    let (begins, signs) = (place::Begins::of(&view.chars), Signs::of(&view.chars));
    let mentions = place::scan_begun(&view.chars, &plain, begins.within(0..view.len()));
    let home = place::home(&[], &mentions, date.map(Date::year));
    let mut out = Recognised::default();
    let mut found = Vec::new();
    for range in statements(&view.chars) {
        let Some(chars) = view.chars.get(range.clone()) else { continue };
        found.clear();
        let signs = signs.row(range.clone());
        grammar.scanner.scan_signed(chars, signs, &mut found);
        let times = time::scan_signed(chars, signs, &anchor);
        let places = place::scan_begun(chars, &home, begins.within(range.clone()));
        let original = |r: &Range<usize>| {
            let at = |i: usize| view.at.get(range.start + i).map_or(0, |at| *at as usize);
            at(r.start)..at(r.end.saturating_sub(1)) + 1
        };
        let setting = Setting { words, scanner: &grammar.scanner, quantities: &found, times: &times };
        out.numbers.extend(number::numbers(chars, &setting).into_iter().map(|mut item| {
            item.range = original(&item.range);
            item
        }));
        let s = Sentence { text: chars, quantities: &found, times: &times, places: &places, tense: Tense::Fact };
        let before = out.quantities.len();
        out.quantities.extend(quantity::quantities(grammar, words, &s).into_iter().map(|mut item| {
            item.range = original(&item.range);
            item.from = item.from.map(|i| i + before);
            item.to = item.to.map(|i| i + before);
            item
        }));
        out.places.extend(places.into_iter().map(|p| PlaceItem {
            range: original(&p.range),
            code: p.code,
            name: p.name,
        }));
        out.times.extend(times.into_iter().map(|mut t| {
            t.range = original(&t.range);
            t
        }));
    }
    out
}

/// The sentences of each line.
fn statements(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split(|c| *c == '\n') {
        out.extend(split(line).map(|r| r.start + start..r.end + start));
        start += line.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests;
