//! What really counts or measures, multiplied out.

use super::QuantityItem;
use super::words::RecogniseWords;
use crate::figure::{Draft, Grammar, Sentence};
use crate::number::{Value, numeral};
use crate::quantity::{Quantity, Shape};
use crate::reading::Bound;
use crate::time::{Time, TimeKind};
use crate::unit::Dimension;
use rust_decimal::Decimal;
use std::ops::Range;

/// Farthest before a number that a word is looked for that says per what it counts.
const REACH: usize = 24;

/// Farthest after a number that the noun is looked for that says that people were counted.
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
    let mut out = phrases(words, s.text);
    // Where in `out` each quantity went, so that old and new values can be joined afterwards.
    let mut written: Vec<(usize, usize)> = Vec::new();
    let mut taken = 0;
    for (index, q) in s.quantities.iter().enumerate() {
        let draft = place.get(index).copied().flatten().and_then(|i| drafts.get(i));
        let joined = draft.is_some() || old.get(index).copied().flatten().is_some();
        if q.range.start < taken || overlaps(&out, &q.range) || !(joined || lenient(s, q)) {
            continue;
        }
        let mut item = one(words, s, q, draft);
        if let Some((end, value)) = product(s, index) {
            item.range.end = end;
            item.value = value;
            item.unit = s.quantities.get(index + 1).map(|next| unit(words, s, next)).unwrap_or_default();
        } else if let Some((end, value)) = smaller(words, s, q, &item) {
            item.range.end = end;
            item.value = Some(value);
        }
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

/// Whether a number that is no figure of a report counts all the same: 三个苹果, 2小时. An article (一个), a denominator
/// (每百户), a grade (三级) and a bare number do not.
fn lenient(s: &Sentence<'_>, q: &Quantity) -> bool {
    let before = q.range.start.checked_sub(1).and_then(|i| s.text.get(i)).copied();
    if !q.counts() || before == Some('每') || dated(s.times, &q.range) {
        return false;
    }
    match q.shape {
        Shape::Percent | Shape::Permille | Shape::Points | Shape::Multiple | Shape::Doubling => return true,
        Shape::Fraction => return q.rule != "fraction.half",
        Shape::Rank | Shape::Ratio => return false,
        _ => {}
    }
    let Some(unit) = q.unit else { return false };
    let grade = matches!(unit.name, "级" | "期" | "届" | "轮" | "档");
    let one = q.chinese && q.value == Some(Value::whole(1)) && q.scale == 0 && q.high.is_none();
    let article = one && matches!(unit.dimension, Dimension::Count | Dimension::Places | Dimension::People);
    // 百里, 万亩 alone are as often part of a name as an amount; 千亿斤 is one.
    let name = q.magnitude && q.scale < 8 && matches!(unit.dimension, Dimension::Count | Dimension::Places);
    !(grade || article || name)
}

/// Whether the number is part of a date; a length of time (3小时) is not.
fn dated(times: &[Time], range: &Range<usize>) -> bool {
    let after = times.partition_point(|t| t.range.end <= range.start);
    times
        .get(after)
        .is_some_and(|t| t.range.start < range.end && !matches!(t.kind, TimeKind::Duration | TimeKind::Frequency))
}

/// 两位数, 零增长, 减半.
fn phrases(words: &RecogniseWords, text: &[char]) -> Vec<QuantityItem> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((len, phrase)) = words.phrase.find(text, at) else {
            at += 1;
            continue;
        };
        out.push(QuantityItem {
            range: at..at + len,
            value: phrase.value,
            unit: phrase.unit.to_owned(),
            low: phrase.low,
            high: phrase.high,
            bound: None,
            from: None,
            to: None,
        });
        at += len;
    }
    out
}

fn one(words: &RecogniseWords, s: &Sentence<'_>, q: &Quantity, draft: Option<&Draft>) -> QuantityItem {
    let negative = draft.is_some_and(|d| d.negative);
    let sign = |v: Value| if negative { v.negated() } else { v };
    let out = |v: Value| v.shifted(q.scale).map(|v| sign(v).normalized());
    let value = if q.shape == Shape::Doubling { q.value.and_then(doubled) } else { q.value.and_then(out) };
    let high = q.high.and_then(out);
    let bound = draft.and_then(|d| d.bound).or(q.more.then_some(Bound::MoreThan));
    // A fall between two ends: the larger fall is the lower end.
    let (low, high) = match high {
        Some(high) if negative => (Some(high), value),
        Some(high) => (value, Some(high)),
        None => (None, None),
    };
    QuantityItem {
        range: q.range.clone(),
        value: if low.is_some() { None } else { value },
        unit: unit(words, s, q),
        low,
        high,
        bound,
        from: None,
        to: None,
    }
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
                None if people(words, s.text, q.range.end) => "人".to_owned(),
                None => String::new(),
            };
            if let Some(per) = &q.per {
                unit.extend(s.text.get(per.clone()).unwrap_or_default());
            } else if matches!(q.shape, Shape::Plain | Shape::Vague)
                && let Some(per) = per(words, s.text, q.range.start)
            {
                unit.push('/');
                unit.push_str(per);
            }
            unit
        }
    }
}

/// Whether the noun right after `at` is one of people: 22万贫困人口.
fn people(words: &RecogniseWords, text: &[char], at: usize) -> bool {
    (at..at + NOUN)
        .take_while(|i| text.get(*i).is_some_and(|c| c.is_alphabetic()))
        .any(|i| words.people.find(text, i).is_some())
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

/// 四个千万亩: four times ten million. Where it ends and its value.
fn product(s: &Sentence<'_>, index: usize) -> Option<(usize, Option<Value>)> {
    let (first, second) = (s.quantities.get(index)?, s.quantities.get(index + 1)?);
    let counted = first.unit.is_some_and(|u| u.name == "个") && first.high.is_none() && first.scale == 0;
    if !counted || !second.magnitude || first.range.end != second.range.start {
        return None;
    }
    let value = second.value?.shifted(second.scale)?.times(first.value?)?;
    Some((second.range.end, Some(value.normalized())))
}

/// 3元5角, 五角六分, 3块5, 1米8: smaller units after the first. Where they end and the whole value.
fn smaller(words: &RecogniseWords, s: &Sentence<'_>, q: &Quantity, item: &QuantityItem) -> Option<(usize, Value)> {
    let text = s.text;
    let name = q.unit?.name;
    let money = matches!(name, "元" | "块" | "角");
    if !money && name != "米" || q.more || q.high.is_some() || q.per.is_some() {
        return None;
    }
    let mut value = item.value?;
    let mut end = q.range.end;
    let mut last = u32::from(name == "角");
    // 角 and 分, each once and in this order.
    for _ in 0..2 {
        if end > q.range.end || text.get(end) != Some(&'零') {
            // 十元零五分 keeps its 零.
        } else {
            end += 1;
        }
        let Some(n) =
            numeral(text, end).filter(|n| n.scale == 0 && n.high.is_none() && n.value.less_than(Value::whole(10)))
        else {
            break;
        };
        let (ten, to) = match words.smaller.find(text, n.end) {
            Some((len, small))
                if money && small.ten > last && !text.get(n.end + len).is_some_and(|c| small.unless.contains(*c)) =>
            {
                (small.ten, n.end + len)
            }
            // 3块5, 1米8: the last digit needs no unit.
            None if matches!(name, "块" | "米")
                && last == 0
                && n.end == end + 1
                && !text.get(n.end).is_some_and(|c| c.is_alphanumeric() && *c != '的' && *c != '左') =>
            {
                (1, n.end)
            }
            _ => break,
        };
        let part = n.value.times(Value::Decimal(Decimal::new(1, ten)))?;
        value = value.plus(if name == "角" { part.shifted(1)? } else { part })?;
        (last, end) = (ten, to);
    }
    (end > q.range.end && last > u32::from(name == "角")).then(|| (end, value.normalized()))
}
