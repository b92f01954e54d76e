//! A value cell: the number in it, exact, with what its own words say.

use crate::grid::Grid;
use crate::heading::is_unit;
use crate::word::{Words, fold};
use luoshi_document::{Kind, SheetCell};
use luoshi_plan::{Finality, Value};

/// How a value is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// 以上, ≥.
    AtLeast,
    /// 以内, ≤.
    AtMost,
    /// 超过, >.
    MoreThan,
    /// 低于, <.
    LessThan,
    /// 左右.
    About,
}

impl Bound {
    /// Its name in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::About => "about",
        }
    }
}

/// A number as a cell has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The number.
    pub value: Value,
    /// The other end of a range.
    pub high: Option<Value>,
    /// How it is bounded.
    pub bound: Option<Bound>,
    /// In square brackets: what years come to together.
    pub cumulative: bool,
    /// The unit that the cell itself has.
    pub unit: Option<String>,
    /// What the cell says of its finality.
    pub finality: Option<Finality>,
}

/// Why a value cell is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoNumber {
    /// It is empty, or says that there is nothing.
    Nothing,
    /// Words.
    Words,
    /// An error of the spreadsheet.
    Error,
    /// A formula whose value was not kept.
    Formula,
    /// A day.
    Day,
    /// In round brackets: less than nothing for some, a remark for others.
    Brackets,
    /// More digits than the record keeps.
    TooLong,
}

/// The value of a cell.
pub(crate) fn value(grid: &Grid<'_>, cell: &SheetCell) -> Result<Written, NoNumber> {
    let plain = |value: Value, unit: Option<&str>| Written {
        value,
        high: None,
        bound: None,
        cumulative: false,
        unit: unit.map(str::to_owned),
        finality: None,
    };
    match cell.kind {
        Kind::Number => {
            let look = grid.book.look(cell);
            if look.percent {
                let shown = grid.shown(cell);
                let value = shown.trim_end_matches('%').parse().map_err(|_| NoNumber::TooLong)?;
                return Ok(plain(value, Some("%")));
            }
            let mut value: Value = grid.book.text(cell).parse().map_err(|_| NoNumber::TooLong)?;
            // A cell that shows 861.20 holds 861.2: who chose the places meant them.
            if let (Some(places), Some(mut decimal)) = (look.places.filter(|p| *p <= 6), value.decimal())
                && decimal.scale() < u32::from(places)
            {
                decimal.rescale(u32::from(places));
                value = decimal.into();
            }
            let unit = fold(&look.after);
            Ok(plain(value, is_unit(&unit).then_some(unit.as_str())))
        }
        Kind::Text => from_text(grid.book.text(cell)),
        Kind::Date => Err(NoNumber::Day),
        Kind::Truth => Err(NoNumber::Words),
        Kind::Error => Err(if grid.book.text(cell) == "#N/A" { NoNumber::Nothing } else { NoNumber::Error }),
        Kind::Formula => Err(NoNumber::Formula),
    }
}

/// The value in words: ≥65, 25.47亿元, 5.5—6, [13.5], 1,234.5, 约3.2, 8.1（预计）.
pub(crate) fn from_text(written: &str) -> Result<Written, NoNumber> {
    let words = Words::get();
    let text = fold(written);
    // A mark at the end refers to a note.
    let mut rest = text.trim_end_matches(['*', '▲', '△', '★', '☆', '※', '①', '②', '③', '④', '⑤']).trim();
    if rest.is_empty()
        || words.is("nothing", rest)
        || words.is("nothing", text.as_str())
        || words.is("nothing", written.trim())
    {
        return Err(NoNumber::Nothing);
    }
    let mut finality = None;
    if let Some((before, inside)) = rest.strip_suffix(')').and_then(|r| r.rsplit_once('(')) {
        finality = finality_of(inside);
        if finality.is_some() && !before.is_empty() {
            rest = before;
        } else if before.is_empty() {
            return Err(NoNumber::Brackets);
        } else if crate::when::whole(inside).is_some() {
            // 89.6（2014年）: the year is not that of the column.
            return Err(NoNumber::Words);
        }
    }
    for (set, is) in [("is.estimate", Finality::Estimate), ("is.provisional", Finality::Provisional)] {
        if let Some(word) = words.begins(set, rest).filter(|w| w.chars().all(crate::word::is_han)) {
            finality = Some(is);
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
    }
    let mut cumulative = false;
    if let Some(inside) = rest.strip_prefix('[').and_then(|r| r.strip_suffix(']')) {
        cumulative = true;
        rest = inside;
    }
    let mut bound = None;
    for (set, is) in [
        ("bound.at_least", Bound::AtLeast),
        ("bound.at_most", Bound::AtMost),
        ("bound.more_than", Bound::MoreThan),
        ("bound.less_than", Bound::LessThan),
        ("bound.about", Bound::About),
    ] {
        if let Some(word) = words.begins(set, rest) {
            bound.get_or_insert(is);
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        if let Some(word) = words.ends(set, rest) {
            bound.get_or_insert(is);
            rest = rest.strip_suffix(word).unwrap_or(rest);
        }
    }
    let (number, behind) = number(rest).ok_or(NoNumber::Words)?;
    let mut unit = behind.trim();
    let mut high = None;
    // 5.5-6, 5.5%—6%.
    let (first_unit, range) = split_range(unit);
    if let Some(range) = range {
        let (second, behind) = self::number(range).ok_or(NoNumber::Words)?;
        high = Some(second);
        unit = if behind.trim().is_empty() { first_unit } else { behind.trim() };
        if !first_unit.is_empty() && first_unit != unit {
            return Err(NoNumber::Words);
        }
    }
    if !unit.is_empty() && !is_unit(unit) {
        return Err(NoNumber::Words);
    }
    Ok(Written { value: number, high, bound, cumulative, unit: (!unit.is_empty()).then(|| unit.to_owned()), finality })
}

fn split_range(text: &str) -> (&str, Option<&str>) {
    for dash in ["—", "–", "-", "~", "～", "至", "到"] {
        if let Some((before, behind)) = text.split_once(dash)
            && (before.is_empty() || is_unit(before))
        {
            return (before, Some(behind.trim_start_matches(['—', '-'])));
        }
    }
    (text, None)
}

/// What words say of the finality of a value.
pub(crate) fn finality_of(text: &str) -> Option<Finality> {
    let words = Words::get();
    [("is.estimate", Finality::Estimate), ("is.provisional", Finality::Provisional), ("is.final", Finality::Final)]
        .into_iter()
        .find_map(|(set, is)| words.is(set, text).then_some(is))
}

/// The number that a text begins with, and what is behind it.
fn number(text: &str) -> Option<(Value, &str)> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(digits.len());
    let (number, behind) = digits.split_at(end);
    let number = number.trim_end_matches(',');
    let plain = if number.contains(',') { grouped(number)? } else { number.to_owned() };
    let plain = if plain.starts_with('.') { format!("0{plain}") } else { plain };
    format!("{sign}{plain}").parse().ok().map(|value| (value, behind))
}

/// 1,234,567.8 without its commas, where they part thousands and nothing else.
fn grouped(number: &str) -> Option<String> {
    let (whole, places) = number.split_once('.').map_or((number, None), |(w, p)| (w, Some(p)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let sound =
        (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3) && !places.is_some_and(|p| p.contains(','));
    sound.then(|| number.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_cells_have_them() {
        let said = |text: &str| match from_text(text) {
            Ok(w) => format!(
                "{}{}|{}|{}{}",
                w.value,
                w.high.map(|h| format!("..{h}")).unwrap_or_default(),
                w.bound.map_or("", Bound::word),
                w.unit.unwrap_or_default(),
                if w.cumulative { "|all" } else { "" }
            ),
            Err(why) => format!("{why:?}"),
        };
        for (text, wanted) in [
            ("25.47", "25.47||"),
            ("２５．４７", "25.47||"),
            ("1,234.50", "1234.50||"),
            ("1,23", "Words"),
            ("25.47亿元", "25.47||亿元"),
            ("65.2%", "65.2||%"),
            ("≥65", "65|at_least|"),
            ("65以上", "65|at_least|"),
            (">82", "82|more_than|"),
            ("15左右", "15|about|"),
            ("5.5-6", "5.5..6||"),
            ("5.5%—6%", "5.5..6||%"),
            ("[13.5]", "13.5|||all"),
            ("〔3.9〕", "3.9|||all"),
            ("[>10]", "10|more_than||all"),
            ("-0.05", "-0.05||"),
            ("－3.2", "-3.2||"),
            ("—", "Nothing"),
            ("", "Nothing"),
            ("暂无", "Nothing"),
            ("/", "Nothing"),
            ("(3.2)", "Brackets"),
            ("完成", "Words"),
            ("2025年", "2025||年"),
            ("12.5▲", "12.5||"),
            ("8.1（预计）", "8.1||"),
            ("1.2.3", "Words"),
            ("3 500", "3500||"),
            ("89.6（2014年）", "Words"),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
        assert_eq!(from_text("8.1（预计）").map(|w| w.finality), Ok(Some(Finality::Estimate)));
        assert_eq!(from_text("预计8.1").map(|w| w.finality), Ok(Some(Finality::Estimate)));
    }
}
