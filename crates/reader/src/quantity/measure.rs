//! The unit of a number, and the second half of a range. Words: `lexicon/zh/units.txt`.

use super::{Quantity, Scanner, Shape};
use crate::number::{Form, Numeral, numeral};
use crate::unit::{Dimension, Unit};

impl Scanner {
    /// The unit at `at`, if one begins there, and where it ends.
    pub(crate) fn unit_at(&self, text: &[char], at: usize) -> Option<(usize, Unit)> {
        self.unit(text, at, &mut false)
    }

    /// The unit at `end`, after 多 or 余 and one blank before Latin letters; where it ends.
    pub(super) fn unit(&self, text: &[char], end: usize, more: &mut bool) -> Option<(usize, Unit)> {
        let mut from = end;
        if text.get(from) == Some(&' ') && text.get(from + 1).is_some_and(|c| c.is_ascii_alphabetic() || *c == '%') {
            from += 1;
        }
        // 10家具有影响的平台: 家具 is none.
        if matches!(text.get(from..from + 3), Some(['家', '具', '有'])) {
            return self.units.find(&text[..=from], from).map(|(len, unit)| (from + len, unit));
        }
        let extra = matches!(text.get(from), Some('多' | '余' | '来' | '几'));
        // 2个多百分点
        if text.get(from) == Some(&'个')
            && matches!(text.get(from + 1), Some('多' | '余'))
            && let Some((len, unit)) = self.units.find(text, from + 2)
        {
            *more = true;
            return Some((from + 2 + len, unit));
        }
        // 2022张家口赛区: the name of a place goes on.
        if matches!(text.get(from..from + 3), Some(['张', '家', '口' | '界' | '港' | '川'])) {
            return None;
        }
        let (len, unit) = match self.units.find(text, from) {
            Some(found) => found,
            None if extra => {
                from += 1;
                let found = self.units.find(text, from)?;
                *more = text[from - 1] != '来';
                found
            }
            None => return None,
        };
        let mut to = from + len;
        // Latin units must end where the word ends: 3PB, not 3PBX.
        let latin = text[from].is_ascii_alphabetic();
        if latin && text.get(to).is_some_and(char::is_ascii_alphabetic) {
            return None;
        }
        // 头只(口), 台(套): the bracket belongs to the unit as printed.
        if text.get(to) == Some(&'(')
            && text.get(to + 2) == Some(&')')
            && self
                .units
                .find(text, to + 1)
                .is_some_and(|(n, u)| n == 1 && matches!(u.dimension, Dimension::Count | Dimension::People))
        {
            to += 3;
        }
        Some((to, unit))
    }

    /// Where /人, /亩, /千人 after a unit ends.
    pub(super) fn per(&self, text: &[char], at: usize) -> Option<usize> {
        const PER: &[char] = &[
            '人', '月', '年', '天', '日', '户', '斤', '亩', '吨', '次', '台', '辆', '车', '米', '时', '度', '股', '桶',
            '头', '家', '村', '岁', '周',
        ];
        if text.get(at) != Some(&'/') {
            return None;
        }
        let from = at + 1;
        if let Some((len, unit)) = self.units.find(text, from)
            && !matches!(unit.dimension, Dimension::Ratio | Dimension::Points | Dimension::Multiple)
        {
            return Some(from + len);
        }
        let magnitude = usize::from(matches!(text.get(from), Some('百' | '千' | '万')));
        text.get(from + magnitude).filter(|c| PER.contains(c)).map(|_| from + magnitude + 1)
    }

    /// The second half of a range that begins after `at`: its numeral, where its unit ends, the unit.
    pub(super) fn range(
        &self,
        text: &[char],
        at: usize,
        first: &Numeral,
        unit: Option<Unit>,
    ) -> Option<(Numeral, usize, Option<Unit>)> {
        let from = connector(text, at)?;
        let second = numeral(text, from)?;
        let mut more = false;
        let found = self.unit(text, second.end, &mut more);
        let other = found.map(|(_, u)| u);
        // One unit for both, or the first without: 5—6个, 5个—6个; not 3月—5万吨.
        if unit.is_some() && unit.map(|u| u.base) != other.map(|u| u.base) {
            return None;
        }
        if unit.is_none() && other.is_none() && (first.scale == 0 || second.scale == 0) && text[at] != '~' {
            // Bare digits joined by a dash are more often a code than a range.
            let words = matches!(text[at], '至' | '到');
            if !words || first.form == Form::Digits && second.form == Form::Digits {
                return None;
            }
        }
        // 5万至6 万 inherits nothing; 5至6万 does.
        let (low, high) = if first.scale == 0 && unit.is_none() {
            (first.value, second.value)
        } else {
            (first.whole()?, second.whole()?)
        };
        if !low.less_than(high) {
            return None;
        }
        Some((second, found.map_or(second.end, |(to, _)| to), other))
    }
}

/// 分别达12万、15万人次: the first takes the unit of the next.
pub(super) fn share_units(text: &[char], out: &mut [Quantity]) {
    for i in (1..out.len()).rev() {
        let (head, tail) = out.split_at_mut(i);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first()) else { continue };
        let listed = text.get(a.range.end..b.range.start).is_some_and(|w| matches!(w, ['、' | '和']));
        // 2.1个、1.3个百分点: nothing comes in tenths of a piece.
        if listed
            && b.shape == Shape::Points
            && a.shape == Shape::Plain
            && a.unit.is_some_and(|u| u.name == "个")
            && text.get(a.number.clone()).is_some_and(|n| n.contains(&'.') || n.contains(&'点'))
        {
            a.unit = b.unit;
            a.shape = Shape::Points;
        }
        if listed
            && a.shape == Shape::Plain
            && b.shape == Shape::Plain
            && a.unit.is_none()
            && a.scale > 0
            && a.scale == b.scale
            && let Some(unit) =
                b.unit.filter(|u| matches!(u.dimension, Dimension::People | Dimension::Money | Dimension::Physical))
        {
            a.unit = Some(unit);
        }
    }
}

/// Where the second number of a range would begin: after —, -, ~, 至 or 到.
pub(super) fn connector(text: &[char], at: usize) -> Option<usize> {
    match text.get(at)? {
        '—' if text.get(at + 1) == Some(&'—') => Some(at + 2),
        '—' | '-' | '~' | '至' | '到' => Some(at + 1),
        _ => None,
    }
}
