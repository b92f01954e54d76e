//! What really counts or measures, multiplied out.

use super::QuantityItem;
use super::compound::{compound, half, half_more};
use super::words::RecogniseWords;
use crate::figure::{Draft, Grammar, Sentence};
use crate::number::Value;
use crate::quantity::{Quantity, Scanner, Shape};
use crate::reading::Bound;
use crate::time::{Time, TimeKind};
use crate::unit::Dimension;
use rust_decimal::Decimal;
use std::ops::Range;

/// Farthest before a number that a word is looked for that says per what it counts.
const REACH: usize = 24;

/// Farthest after a number that a noun is looked for that says what was counted.
const NOUN: usize = 8;

/// The quantities of a statement, in order.
pub(super) fn quantities(grammar: &Grammar, words: &RecogniseWords, s: &Sentence<'_>) -> Vec<QuantityItem> {
    let drafts = grammar.figures(s);
    let mut place: Vec<Option<usize>> = vec![None; s.quantities.len()];
    let mut old: Vec<Option<usize>> = vec![None; s.quantities.len()];
    for (index, draft) in drafts.iter().enumerate() {
        if let Some(slot) = place.get_mut(draft.quantity) {
            *slot = Some(index);
        }
        if let Some(slot) = draft.from.and_then(|from| old.get_mut(from)) {
            *slot = Some(draft.quantity);
        }
    }
    let mut out = phrases(words, &grammar.scanner, s.text);
    // Where in `out` each quantity went, so that old and new values can be joined afterwards.
    let mut written: Vec<(usize, usize)> = Vec::new();
    let mut taken = 0;
    for (index, q) in s.quantities.iter().enumerate() {
        let draft = place.get(index).copied().flatten().and_then(|i| drafts.get(i));
        let joined = draft.is_some() || old.get(index).copied().flatten().is_some();
        if q.range.start < taken || overlaps(&out, &q.range) || words.idiom.find(s.text, q.range.start).is_some() {
            continue;
        }
        if !(joined || lenient(s, q) || half_more(&grammar.scanner, s.text, q)) {
            if let Some(item) = bare(words, s, index) {
                taken = item.range.end;
                out.push(item);
            }
            continue;
        }
        if nameless(words, s.text, q) {
            continue;
        }
        let mut item = one(words, s, q, draft);
        compound(words, &grammar.scanner, s, index, &mut item);
        taken = item.range.end;
        written.push((index, out.len()));
        out.push(item);
    }
    let find = |index: usize| written.iter().find(|(q, _)| *q == index).map(|(_, at)| *at);
    for (from, to) in old.iter().enumerate().filter_map(|(from, to)| Some((find(from)?, find((*to)?)?))) {
        if let Some(item) = out.get_mut(from) {
            item.to = Some(to);
        }
        if let Some(item) = out.get_mut(to) {
            item.from = Some(from);
        }
    }
    in_order(out)
}

/// By place; the links between old and new values follow.
fn in_order(items: Vec<QuantityItem>) -> Vec<QuantityItem> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|i| items.get(*i).map(|item| item.range.start));
    let mut rank = vec![0; items.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(*old) {
            *slot = new;
        }
    }
    let mut sorted: Vec<(usize, QuantityItem)> = rank.iter().copied().zip(items).collect();
    sorted.sort_by_key(|(new, _)| *new);
    let moved = |index: Option<usize>| index.and_then(|i| rank.get(i).copied());
    sorted.into_iter().map(|(_, item)| QuantityItem { from: moved(item.from), to: moved(item.to), ..item }).collect()
}

fn overlaps(items: &[QuantityItem], range: &Range<usize>) -> bool {
    // Phrases are few and stand first.
    items.iter().take(16).any(|i| i.range.start < range.end && range.start < i.range.end)
}

/// A number that says neither what it counts nor how much: the year in 举办2025论坛, 三四 in 三四线.
fn nameless(words: &RecogniseWords, text: &[char], q: &Quantity) -> bool {
    let year = !q.chinese
        && q.number.len() == 4
        && q.value.is_some_and(|v| Value::whole(1899).less_than(v) && v.less_than(Value::whole(2100)));
    let few = q.shape == Shape::Vague && q.value.is_some_and(|v| v.less_than(Value::whole(10)));
    let named = q.unit.is_some()
        || words.unit.find(text, q.range.end).is_some()
        || words.currency.find_before(text, q.range.start).is_some();
    !named && q.scale == 0 && counts_things(q) && (year || few)
}

/// Whether a number that is no figure of a report counts all the same: 三个苹果, 2小时. An article (一个), a denominator
/// (每百户), a grade (三级), a place in an order (前五名) and a bare number do not.
fn lenient(s: &Sentence<'_>, q: &Quantity) -> bool {
    let before = q.range.start.checked_sub(1).and_then(|i| s.text.get(i)).copied();
    if !q.counts() || matches!(before, Some('每' | '前' | '第')) || dated(s.times, &q.range) {
        return false;
    }
    match q.shape {
        Shape::Percent | Shape::Permille | Shape::Points | Shape::Multiple | Shape::Doubling => return true,
        Shape::Fraction => return q.rule != "fraction.half",
        Shape::Rank | Shape::Ratio => return false,
        _ => {}
    }
    let Some(unit) = q.unit.filter(|u| u.dimension != Dimension::Index) else { return false };
    let grade = matches!(unit.name, "级" | "期" | "届" | "轮" | "档");
    let one = q.chinese && q.value == Some(Value::whole(1)) && q.scale == 0 && q.high.is_none();
    let article = one && matches!(unit.dimension, Dimension::Count | Dimension::Places | Dimension::People);
    // 百里, 万亩 alone are as often part of a name as an amount; 千亿斤 is one.
    let name = q.magnitude && q.scale < 8 && matches!(unit.dimension, Dimension::Count | Dimension::Places);
    !(grade || article || name)
}

/// A number of things, not a share or a rank.
fn counts_things(q: &Quantity) -> bool {
    matches!(q.shape, Shape::Plain | Shape::Vague)
}

/// Whether the number is part of a date; a length of time (3小时) is not.
fn dated(times: &[Time], range: &Range<usize>) -> bool {
    let after = times.partition_point(|t| t.range.end <= range.start);
    times
        .get(after)
        .is_some_and(|t| t.range.start < range.end && !matches!(t.kind, TimeKind::Duration | TimeKind::Frequency))
}

/// A number whose unit no report has: 30岁, 10-20岁, $100.
fn bare(words: &RecogniseWords, s: &Sentence<'_>, index: usize) -> Option<QuantityItem> {
    let q = s.quantities.get(index)?;
    if q.unit.is_some() || !counts_things(q) || dated(s.times, &q.range) {
        return None;
    }
    let out = |q: &Quantity, v: Value| v.shifted(q.scale).map(Value::normalized);
    let value = q.value.and_then(|v| out(q, v))?;
    let high = q.high.and_then(|v| out(q, v));
    if let Some((len, unit)) = words.currency.find_before(s.text, q.range.start) {
        let item = QuantityItem::bare(q.range.start - len..q.range.end, unit);
        return Some(QuantityItem { value: Some(value), ..item });
    }
    if let Some((len, unit)) = words.unit.find(s.text, q.range.end) {
        if q.chinese && value == Value::whole(1) {
            return None; // 一步, 一句
        }
        let item = QuantityItem::bare(q.range.start..q.range.end + len, unit);
        let bound = q.more.then_some(Bound::MoreThan);
        return Some(match high {
            Some(high) => QuantityItem { low: Some(value), high: Some(high), bound, ..item },
            None => QuantityItem { value: Some(value), bound, ..item },
        });
    }
    // 10-20岁: the unit stands after the second number.
    let next =
        s.quantities.get(index + 1).filter(|n| n.unit.is_none() && n.shape == Shape::Plain && n.high.is_none())?;
    let (to, ()) = words.to.find(s.text, q.range.end)?;
    let (len, unit) = words.unit.find(s.text, next.range.end)?;
    let second = next.value.and_then(|v| out(next, v))?;
    (q.range.end + to == next.range.start && high.is_none() && value.less_than(second)).then(|| QuantityItem {
        low: Some(value),
        high: Some(second),
        ..QuantityItem::bare(q.range.start..next.range.end + len, unit)
    })
}

/// 两位数, 零增长, 减半, 半小时.
fn phrases(words: &RecogniseWords, scanner: &Scanner, text: &[char]) -> Vec<QuantityItem> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some((len, phrase)) = words.phrase.find(text, at) {
            out.push(QuantityItem {
                value: phrase.value,
                low: phrase.low,
                high: phrase.high,
                ..QuantityItem::bare(at..at + len, phrase.unit)
            });
            at += len;
        } else if let Some(half) = half(scanner, text, at) {
            at = half.range.end;
            out.push(half);
        } else {
            at += 1;
        }
    }
    out
}

fn one(words: &RecogniseWords, s: &Sentence<'_>, q: &Quantity, draft: Option<&Draft>) -> QuantityItem {
    let negative = draft.is_some_and(|d| d.negative);
    let sign = |v: Value| if negative { v.negated() } else { v };
    let out = |v: Value| v.shifted(q.scale).map(|v| sign(v).normalized());
    let value = if q.shape == Shape::Doubling { q.value.and_then(doubled) } else { q.value.and_then(out) };
    let high = q.high.and_then(out);
    // 上千人: a thousand and more.
    let order = q.magnitude && q.range.start.checked_sub(1).and_then(|i| s.text.get(i)) == Some(&'上');
    let bound = draft.and_then(|d| d.bound).or((q.more || order).then_some(Bound::MoreThan));
    // A fall between two ends: the larger fall is the lower end.
    let (low, high) = match high {
        Some(high) if negative => (Some(high), value),
        Some(high) => (value, Some(high)),
        None => (None, None),
    };
    let value = if low.is_some() { None } else { value };
    let currency = words.currency.find_before(s.text, q.range.start).filter(|_| q.unit.is_none());
    let Range { mut start, mut end } = q.range.clone();
    let unit = if let Some((len, unit)) = currency {
        start -= len;
        (*unit).to_owned()
    } else if let Some((len, unit)) = words.unit.find(s.text, end).filter(|_| q.unit.is_none() && counts_things(q)) {
        end += len;
        unit.clone()
    } else {
        unit(words, s, q)
    };
    QuantityItem { value, low, high, bound, ..QuantityItem::bare(start..end, &unit) }
}

/// A rise of 300 % is four times as much.
fn doubled(rise: Value) -> Option<Value> {
    let Value::Decimal(rise) = rise else { return None };
    rise.checked_div(Decimal::ONE_HUNDRED)?.checked_add(Decimal::ONE).map(|d| Value::Decimal(d.normalize()))
}

/// The unit without 万 and 亿, with what it is counted per.
fn unit(words: &RecogniseWords, s: &Sentence<'_>, q: &Quantity) -> String {
    match q.shape {
        Shape::Percent => "%".to_owned(),
        Shape::Permille => "‰".to_owned(),
        Shape::Rank => "位".to_owned(),
        Shape::Ratio => "ratio".to_owned(),
        Shape::Doubling => "倍".to_owned(),
        Shape::Fraction if q.unit.is_none() => String::new(),
        _ => {
            let mut unit = match q.unit {
                Some(unit) => unit.name.to_owned(),
                None => noun(words, s.text, q.range.end).unwrap_or("").to_owned(),
            };
            if let Some(per) = &q.per {
                unit.extend(s.text.get(per.clone()).unwrap_or_default());
            } else if counts_things(q)
                && !(unit.contains('/') || unit == "岁")
                && let Some(per) = per(words, s.text, q.range.start)
            {
                unit.push('/');
                unit.push_str(per);
            }
            unit
        }
    }
}

/// The unit that the noun right after `at` is counted in: 22万贫困人口 are persons.
fn noun(words: &RecogniseWords, text: &[char], at: usize) -> Option<&'static str> {
    (at..at + NOUN)
        .take_while(|i| text.get(*i).is_some_and(|c| c.is_alphabetic()))
        .find_map(|i| words.noun.find(text, i).map(|(_, unit)| *unit))
}

/// Per what the number at `at` counts, where a word before it says so: 每千人口拥有, 日均.
fn per(words: &RecogniseWords, text: &[char], at: usize) -> Option<&'static str> {
    let floor = at.saturating_sub(REACH);
    for end in (floor + 1..=at).rev() {
        if matches!(text.get(end - 1), Some(',' | ';' | ':' | '。' | '、' | '(' | ')' | '!' | '?' | '\n')) {
            return None;
        }
        if let Some((_, per)) = words.each.find_before(text, end) {
            return Some(per);
        }
    }
    None
}
