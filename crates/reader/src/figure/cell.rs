//! The number of a table's cell, read by the grammar of sentences: the indicator of its row before it, its unit behind.

use super::write::amount;
use super::{Draft, Grammar, Sentence, kind};
use crate::number::Value;
use crate::quantity::{Quantity, Shape};
use crate::reading::{Amount, Bound, Kind, Mode, Tense};
use crate::time::{self, Anchor};
use crate::{Doubt, search};
use std::ops::Range;

/// What is known of a cell's number from the headings beside it. All words are folded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellWords<'a> {
    pub(crate) indicator: &'a [char],
    /// What the heading says between indicator and number: 年均增长.
    pub(crate) link: &'a [char],
    pub(crate) cell: &'a [char],
    /// The unit printed elsewhere than in the cell; empty for none.
    pub(crate) unit: &'a [char],
    pub(crate) tense: Tense,
}

/// A number with what its cell says of it.
#[derive(Debug, Clone)]
pub(crate) struct CellNumber {
    /// Number, with its unit where the cell prints one, in characters of the cell.
    pub(crate) range: Range<usize>,
    pub(crate) value: Option<Value>,
    pub(crate) high: Option<Value>,
    pub(crate) parts: Vec<Value>,
    pub(crate) unit: String,
    /// Whether the cell itself prints the unit.
    pub(crate) own_unit: bool,
    pub(crate) amount: Option<Amount>,
    pub(crate) measure: Kind,
    pub(crate) mode: Option<Mode>,
    pub(crate) bound: Option<Bound>,
    pub(crate) qualifiers: Vec<&'static str>,
    pub(crate) doubts: Vec<Doubt>,
    pub(crate) rules: Vec<&'static str>,
}

/// What stands in a cell that should hold a number.
#[derive(Debug, Clone)]
pub(crate) enum CellReading {
    Number(Box<CellNumber>),
    /// Several numbers, none of which can be told to be the one.
    Several,
    /// Words only.
    Words,
}

impl Grammar {
    /// Reads the number of a cell.
    pub(crate) fn cell(&self, words: &CellWords<'_>) -> CellReading {
        let (q, range) = match self.only(words.cell, words.unit) {
            Ok(found) => found,
            Err(other) => return other,
        };
        // 10.8年 of schooling: no unit of sentences, where it would be a time.
        let years = q.unit.is_none() && words.cell.get(q.range.end) == Some(&'年');
        let own_unit = years || q.unit.is_some() || q.shape != Shape::Plain;
        // The unit goes where a person would say it: behind the number, before 以上.
        let split = q.range.end;
        let unit = if own_unit { &[][..] } else { words.unit };
        let begin = words.indicator.len() + words.link.len();
        let (head, tail) = words.cell.split_at(split.min(words.cell.len()));
        let text: Vec<char> = [words.indicator, words.link, head, unit, tail].concat();
        let mut quantities = Vec::new();
        let mut said: Vec<Quantity> = Vec::new();
        self.scanner.scan(text.get(begin..).unwrap_or_default(), &mut quantities);
        // The unit's own digits are no number: 元/100公里.
        let same =
            |w: &&Quantity| w.range.start == q.range.start && if range { w.high.is_some() } else { w.value == q.value };
        let with_unit = quantities.iter().find(same);
        said.push(shifted(with_unit.unwrap_or(&q), begin));
        let s = Sentence { text: &text, quantities: &said, times: &[], places: &[], tense: words.tense };
        let read = &said[0];
        let left = self.left(&s, words.indicator.len(), read);
        // What follows a unit that no lexicon has follows all of it: 18立方米/万元以内.
        let whole = unit.is_empty() || read.range.end >= begin + split + unit.len();
        let to_end = (!whole).then(|| {
            let mut to_end = read.clone();
            to_end.range.end = begin + split + unit.len();
            to_end
        });
        let right = self.right(&s, to_end.as_ref().unwrap_or(read), &left);
        let mut draft = Draft {
            quantity: 0,
            negative: false,
            indicator: (!words.indicator.is_empty()).then_some(0..words.indicator.len()),
            scope: None,
            kind: Kind::Level,
            measure: Kind::Level,
            mode: None,
            bound: None,
            qualifiers: Vec::new(),
            named: None,
            period: None,
            base: None,
            from: None,
            doubts: Vec::new(),
            rules: vec![read.rule],
            left,
            right,
        };
        draft.right.noun = None;
        kind::judge(&self.words, &s, std::slice::from_mut(&mut draft));
        let sign = |v: Value| if draft.negative { v.negated() } else { v };
        let doubling = read.shape == Shape::Doubling;
        let name = if years {
            "年".to_owned()
        } else if doubling && !words.unit.is_empty() {
            words.unit.iter().collect()
        } else if whole {
            read.unit_name(&text)
        } else {
            // A unit no lexicon has stands as it is printed.
            let magnitude: String = words
                .cell
                .get(q.number.clone())
                .unwrap_or_default()
                .iter()
                .filter(|c| matches!(c, '万' | '亿'))
                .collect();
            magnitude + &unit.iter().collect::<String>()
        };
        CellReading::Number(Box::new(CellNumber {
            range: q.range.start..q.range.end + usize::from(years),
            // 翻一番 prints no number; what it comes to is in the amount.
            value: read.value.map(sign).filter(|_| !doubling),
            high: read.high.map(sign),
            parts: read.parts.clone(),
            unit: name,
            own_unit,
            amount: if whole && !years { amount(self, &s, read, &draft) } else { None },
            measure: draft.measure,
            mode: draft.mode,
            // 低于5% of nothing else is a bound, no distance.
            bound: draft.bound.or(draft.left.bound),
            qualifiers: draft.qualifiers,
            doubts: draft.doubts,
            rules: draft.rules,
        }))
    }

    /// The only number of a cell, and whether it is a range that only its unit makes one: 8-10 of 个.
    fn only(&self, cell: &[char], unit: &[char]) -> Result<(Quantity, bool), CellReading> {
        let scan = |text: &[char]| {
            let mut found = Vec::new();
            self.scanner.scan(text, &mut found);
            // 五年累计超过3000: a length of time counts nothing here.
            let times = time::scan(text, &Anchor::default());
            let is_time =
                |q: &Quantity| times.iter().any(|t| t.range.start <= q.range.start && q.range.end <= t.range.end);
            found.retain(Quantity::counts);
            // 2030年 is a day and counts nothing; 2年 does, where nothing else stands.
            let is_year = |q: &Quantity| {
                let dated = times.iter().filter(|t| t.start.is_some());
                dated.into_iter().any(|t| t.range.start <= q.range.start && q.range.end <= t.range.end)
            };
            found.retain(|q| !is_year(q));
            if found.iter().any(|q| !is_time(q)) {
                found.retain(|q| !is_time(q));
            }
            found
        };
        let mut found = scan(cell);
        // 6/8 of %: two values, no fraction.
        let slashed =
            |q: &Quantity| q.shape == Shape::Fraction && cell.get(q.range.clone()).is_some_and(|c| c.contains(&'/'));
        match found.as_slice() {
            [] => Err(CellReading::Words),
            [q] if slashed(q) && !unit.is_empty() => Err(CellReading::Several),
            [_] => Ok((found.remove(0), false)),
            [low, .., high] => {
                let plain = |q: &Quantity| q.unit.is_none() && q.shape == Shape::Plain;
                let one = cell.get(low.range.end..high.range.start.max(low.range.end));
                let joined = found.len() == 2
                    && one.is_some_and(|c| matches!(c, ['-' | '—' | '~' | '至' | '到'] | ['—', '—']) || c.is_empty());
                if !joined || !plain(low) || !plain(high) {
                    return Err(CellReading::Several);
                }
                let end = high.range.end;
                let unit: &[char] = if unit.is_empty() { &['个'] } else { unit };
                let (head, tail) = cell.split_at(end.min(cell.len()));
                let with_unit = scan(&[head, unit, tail].concat());
                match with_unit.as_slice() {
                    [q] if q.high.is_some() => {
                        let bare = Quantity {
                            range: q.range.start..end,
                            unit: None,
                            per: None,
                            shape: Shape::Plain,
                            ..q.clone()
                        };
                        Ok((bare, true))
                    }
                    _ => Err(CellReading::Several),
                }
            }
        }
    }

    /// Whether a text is a unit, and nothing else.
    pub(crate) fn is_unit(&self, text: &[char]) -> bool {
        // m2, m3: the power stands behind its metre.
        let number = text.iter().enumerate().any(|(at, c)| c.is_ascii_digit() && (at == 0 || text[at - 1] != 'm'));
        if text.is_empty() || text.len() > 16 || number && !text.contains(&'/') {
            return false;
        }
        // 人年, 车次: a unit for so long, or so often.
        if let [head @ .., '年' | '次' | '天' | '日'] = text
            && !head.is_empty()
            && self.is_unit(head)
        {
            return true;
        }
        let with_one: Vec<char> = std::iter::once('1').chain(text.iter().copied()).collect();
        let mut found = Vec::new();
        self.scanner.scan(&with_one, &mut found);
        matches!(found.as_slice(), [q] if q.range == (0..with_one.len()) && q.shape != Shape::Code)
            || matches!(text, ['亿' | '万' | '年'] | ['万', '亿'])
            // 孕产妇死亡率（1/10万）
            || matches!(text, ['1', '/', '1', '0', '万'] | ['/', '1', '0', '万'])
            || search::holds(text, "/")
                && text.split(|c| *c == '/').next().is_some_and(|first| first.len() < text.len() && self.is_unit(first))
    }
}

/// A quantity of a text that stands `by` characters into another.
fn shifted(q: &Quantity, by: usize) -> Quantity {
    let moved = |r: &Range<usize>| r.start + by..r.end + by;
    Quantity { range: moved(&q.range), number: moved(&q.number), per: q.per.as_ref().map(moved), ..q.clone() }
}
