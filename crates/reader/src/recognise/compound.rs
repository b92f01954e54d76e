//! Quantities written in several pieces: 3元5角, 四个千万亩, 一个半小时, 10—20岁.

use super::QuantityItem;
use super::words::RecogniseWords;
use crate::figure::Sentence;
use crate::number::{Value, numeral};
use crate::quantity::{Quantity, Scanner, Shape};
use crate::unit::{Dimension, Unit};
use rust_decimal::Decimal;

/// Joins to `item`, read from the quantity at `index`, what else belongs to it.
pub(super) fn compound(
    words: &RecogniseWords,
    scanner: &Scanner,
    s: &Sentence<'_>,
    index: usize,
    item: &mut QuantityItem,
) {
    let Some(q) = s.quantities.get(index) else { return };
    let whole = product(s, index)
        .or_else(|| smaller(words, s, q, item))
        .or_else(|| and_a_half(scanner, s, q, item))
        .or_else(|| below_zero(s, q, item));
    if let Some((end, value, unit)) = whole {
        item.range.end = end;
        item.value = Some(value);
        if let Some(unit) = unit {
            unit.clone_into(&mut item.unit);
        }
    }
}

/// Where a quantity in pieces ends, its value and, where it is another one, its unit.
type Whole = (usize, Value, Option<&'static str>);

/// 四个千万亩: four times ten million.
fn product(s: &Sentence<'_>, index: usize) -> Option<Whole> {
    let (first, second) = (s.quantities.get(index)?, s.quantities.get(index + 1)?);
    let counted = first.unit.is_some_and(|u| u.name == "个") && first.high.is_none() && first.scale == 0;
    if !counted || !second.magnitude || first.range.end != second.range.start {
        return None;
    }
    let value = second.value?.shifted(second.scale)?.times(first.value?)?;
    Some((second.range.end, value.normalized(), second.unit.map(|u| u.name)))
}

/// 3元5角, 五角六分, 3块5, 1米75: smaller units after the first.
fn smaller(words: &RecogniseWords, s: &Sentence<'_>, q: &Quantity, item: &QuantityItem) -> Option<Whole> {
    let text = s.text;
    let name = q.unit?.name;
    let money = matches!(name, "元" | "块" | "角");
    if !(money || name == "米") || q.more || q.high.is_some() || q.per.is_some() {
        return None;
    }
    let mut value = item.value?;
    if name == "角" {
        value = value.times(Value::Decimal(Decimal::new(1, 1)))?;
    }
    let first = u32::from(name == "角");
    let (mut end, mut last) = (q.range.end, first);
    // 角 and 分, each once and in this order; 十元零五分 keeps its 零.
    while last < 2 {
        let from = end + usize::from(text.get(end) == Some(&'零'));
        let Some(n) = numeral(text, from).filter(|n| n.scale == 0 && n.high.is_none()) else { break };
        let digits = u32::try_from(n.end - from).unwrap_or(u32::MAX);
        let free = !text.get(n.end).is_some_and(|c| c.is_alphanumeric() && !matches!(c, '的' | '左' | '以' | '和'));
        let (ten, to) = match words.smaller.find(text, n.end) {
            Some((len, small))
                if money
                    && small.ten > last
                    && n.value.less_than(Value::whole(10))
                    && !text.get(n.end + len).is_some_and(|c| small.unless.contains(*c)) =>
            {
                (small.ten, n.end + len)
            }
            // 3块5, 1米75: the last digits need no unit.
            None if matches!(name, "块" | "米") && last == 0 && digits <= 2 && free && from == end => (digits, n.end),
            _ => break,
        };
        value = value.plus(n.value.times(Value::Decimal(Decimal::new(1, ten)))?)?;
        (last, end) = (ten, to);
    }
    (last > first).then(|| (end, value.normalized(), money.then_some("元")))
}

/// 三斤半, 一个半小时.
fn and_a_half(scanner: &Scanner, s: &Sentence<'_>, q: &Quantity, item: &QuantityItem) -> Option<Whole> {
    let unit = q.unit?;
    let end = q.range.end;
    if s.text.get(end) != Some(&'半') || q.shape != Shape::Plain || q.scale > 0 {
        return None;
    }
    let value = item.value?.plus(Value::Decimal(Decimal::new(5, 1)))?.normalized();
    if let Some((to, of)) = after_half(scanner, s.text, q) {
        return Some((to, value, Some(of)));
    }
    (divides(&unit) && scanner.lexical(s.text, end, end + 1).is_none()).then_some((end + 1, value, None))
}

/// The unit after 个半 and where it ends: 一个半小时.
fn after_half(scanner: &Scanner, text: &[char], q: &Quantity) -> Option<(usize, &'static str)> {
    let end = q.range.end;
    if text.get(end) != Some(&'半') || q.unit.is_none_or(|u| u.name != "个") {
        return None;
    }
    if text.get(end + 1) == Some(&'月') {
        return Some((end + 2, "月"));
    }
    scanner.unit_at(text, end + 1).filter(|(_, unit)| divides(unit)).map(|(to, unit)| (to, unit.name))
}

/// Whether a half and its unit follow the number.
pub(super) fn half_more(scanner: &Scanner, text: &[char], q: &Quantity) -> bool {
    after_half(scanner, text, q).is_some()
}

/// 零下5度; of 零下5℃ the number layer knows.
fn below_zero(s: &Sentence<'_>, q: &Quantity, item: &QuantityItem) -> Option<Whole> {
    let below = s.text.get(..q.range.start)?.ends_with(&['零', '下']);
    let degrees = q.unit.is_some_and(|u| u.name == "度");
    if !(below && degrees) {
        return None;
    }
    Some((q.range.end, item.value?.negated(), None))
}

/// 半小时, 半斤: the half of a unit that can be divided.
pub(super) fn half(scanner: &Scanner, text: &[char], at: usize) -> Option<QuantityItem> {
    if text.get(at) != Some(&'半') || scanner.lexical(text, at, at + 1).is_some() {
        return None;
    }
    // 一半, 大半, 一个半小时 are another matter.
    let joined = at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| {
        crate::number::is_numeral(*c) || matches!(c, '个' | '大' | '小' | '过' | '上' | '下' | '前' | '后' | '多')
    });
    let from = at + 1 + usize::from(text.get(at + 1) == Some(&'个'));
    let (end, unit) = scanner.unit_at(text, from).filter(|(_, unit)| divides(unit))?;
    let value = Some(Value::Decimal(Decimal::new(5, 1)));
    (!joined).then(|| QuantityItem { value, ..QuantityItem::bare(at..end, unit.name) })
}

/// Whether half of the unit is something: half an hour, but not half a project.
fn divides(unit: &Unit) -> bool {
    matches!(unit.dimension, Dimension::Duration | Dimension::Physical)
}
