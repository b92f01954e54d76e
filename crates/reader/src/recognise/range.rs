//! Ranges: what a comparison or a second number makes of a number.

use super::token::{Reader, Token};
use super::words::{Compare, Edge};
use super::{Ends, NumberClass, NumberItem};
use crate::number::Value;
use std::ops::Range;

/// One side of a range, or both.
#[derive(Debug, Clone, PartialEq)]
struct Side {
    range: Range<usize>,
    low: Option<(Value, Edge)>,
    high: Option<(Value, Edge)>,
}

/// The ranges that `tokens` and the words around them make. What stands in a date, a code or a name is no end of one.
pub(super) fn ranges(reader: &Reader<'_>, tokens: &[(Token, NumberClass)]) -> Vec<NumberItem> {
    let mut out = Vec::new();
    let mut waiting: Option<Side> = None;
    let mut i = 0;
    while let Some((token, class)) = tokens.get(i) {
        i += 1;
        if matches!(class, NumberClass::Date | NumberClass::Code | NumberClass::Name) {
            continue;
        }
        if let (Some(low), Some(high)) = (token.value, token.high) {
            out.push(item(Side {
                range: token.range.clone(),
                low: Some((low, Edge::Closed)),
                high: Some((high, Edge::Closed)),
            }));
            continue;
        }
        if let Some(side) = tokens.get(i).and_then(|(next, _)| pair(reader, token, next)) {
            out.push(item(side));
            i += 1;
            continue;
        }
        if let Some(side) = compared(reader, token) {
            let both = waiting.as_ref().and_then(|first| joined(reader, first, &side));
            let first = waiting.take();
            if let Some(both) = both {
                out.push(item(both));
            } else {
                out.extend(first.map(item));
                waiting = Some(side);
            }
        }
    }
    out.extend(waiting.map(item));
    out
}

fn item(side: Side) -> NumberItem {
    let open = |end: &Option<(Value, Edge)>| !matches!(end, Some((_, Edge::Closed)));
    let ends = match (open(&side.low), open(&side.high)) {
        (false, false) => Ends::Closed,
        (true, true) => Ends::Open,
        (true, false) => Ends::LeftOpen,
        (false, true) => Ends::RightOpen,
    };
    NumberItem {
        range: side.range,
        value: None,
        low: side.low.map(|(v, _)| v),
        high: side.high.map(|(v, _)| v),
        ends: Some(ends),
        class: NumberClass::Range,
    }
}

/// 20~100, 一到五, 10和15之间.
fn pair(reader: &Reader<'_>, first: &Token, second: &Token) -> Option<Side> {
    let (text, words) = (reader.text, reader.words);
    let end = first.range.end;
    let between = text.get(end..second.range.start)?;
    // The longest connector has two characters, and blanks within it are gone.
    if between.len() > 2 || second.high.is_some() {
        return None;
    }
    let whole = |found: Option<(usize, &())>| found.is_some_and(|(len, ())| len == between.len());
    let closes = words.closes.find(text, second.range.end).map_or(0, |(len, ())| len);
    let to = whole(words.to.find(text, end));
    if !(to || whole(words.between.find(text, end)) && closes > 0) {
        return None;
    }
    let (mut low, high) = (first.value?, second.value?);
    // 5至6万: the first number is in the magnitude of the second.
    if first.scale == 0
        && second.scale > 0
        && let (Some(a), Some(b)) = (first.coefficient, second.coefficient)
        && a.less_than(b)
    {
        low = low.shifted(second.scale)?;
    }
    if !low.less_than(high) {
        return None;
    }
    let opens = (closes > 0).then(|| words.opens.find_before(text, first.range.start)).flatten();
    let start = first.range.start - opens.map_or(0, |(len, ())| len);
    Some(Side {
        range: start..second.range.end + closes,
        low: Some((low, Edge::Closed)),
        high: Some((high, Edge::Closed)),
    })
}

/// 大于20, 五百以上, 比三十大, 五百多.
fn compared(reader: &Reader<'_>, token: &Token) -> Option<Side> {
    let (text, words) = (reader.text, reader.words);
    let value = token.value?;
    let Range { start, end } = token.range.clone();
    // 突破一批 breaks no mark of one.
    let article = text.get(start..end) == Some(&['一']) && matches!(text.get(end), Some('批' | '些' | '系' | '大'));
    if article {
        return None;
    }
    let side = |range, c: &Compare| Side { range, low: c.low.map(|e| (value, e)), high: c.high.map(|e| (value, e)) };
    if let Some((len, compare)) = words.before.find_before(text, start) {
        let from = start - len;
        let before = from.checked_sub(1).and_then(|i| text.get(i));
        if !before.is_some_and(|b| compare.unless.contains(*b)) {
            return Some(side(from..end, compare));
        }
    }
    if start > 0
        && text.get(start - 1) == Some(&'比')
        && let Some((len, compare)) = words.than.find(text, end)
        && text.get(end + len) != Some(&'比')
    {
        return Some(side(start - 1..end + len.min(1), compare));
    }
    let unit = reader.scanner.unit_at(text, end).map(|(to, _)| to);
    if let Some((from, (len, compare))) =
        [Some(end), unit].into_iter().flatten().find_map(|from| Some((from, words.after.find(text, from)?)))
    {
        return Some(side(start..from + len, compare));
    }
    let trailing = matches!(text.get(end), Some('多' | '余'))
        && Value::whole(9).less_than(value)
        && !text.get(end + 1).is_some_and(|c| matches!(c, '少' | '样' | '元' | '边' | '层' | '方' | '维' | '额'));
    (token.more || trailing).then(|| Side {
        range: start..end + usize::from(trailing),
        low: Some((value, Edge::Open)),
        high: None,
    })
}

/// The range that two comparisons make together: 大于20的同时小于等于35, 最多100最少20.
fn joined(reader: &Reader<'_>, first: &Side, second: &Side) -> Option<Side> {
    let text = reader.text;
    let between = text.get(first.range.end..second.range.start)?;
    let joint = between.is_empty()
        || reader.words.joint.find(text, first.range.end).is_some_and(|(len, ())| len == between.len());
    if !joint {
        return None;
    }
    let range = first.range.start..second.range.end;
    let (low, high) = match (first, second) {
        (Side { low: Some(low), high: None, .. }, Side { low: None, high: Some(high), .. })
        | (Side { low: None, high: Some(high), .. }, Side { low: Some(low), high: None, .. }) => (*low, *high),
        _ => return None,
    };
    low.0.less_than(high.0).then_some(Side { range, low: Some(low), high: Some(high) })
}
