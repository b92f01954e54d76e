//! What sort of thing a name names: a body, a place, a trade, a measure. Whose a number is hangs on it.

use super::{Draft, Grammar, Scope, Sentence};
use crate::quantity::Quantity;
use crate::unit::Dimension;
use std::ops::Range;

/// Whether words name a trade, 工业 or 信息服务业; 企业, 产业, 行业 and 就业 are counted themselves.
fn names_trade(words: &[char]) -> bool {
    words.ends_with(&['业'])
        && (2..=8).contains(&words.len())
        && !matches!(words, [.., '企' | '产' | '行' | '就' | '失' | '创' | '毕' | '专' | '作', '业'])
        && words.iter().all(|c| c.is_alphabetic())
}

/// Whether words end in what trades and goods bring: 增加值, 零售额.
fn yields(words: &[char]) -> bool {
    matches!(
        words,
        [.., '增', '加', '值']
            | [.., '产', '值']
            | [.., '营', '业', '收', '入']
            | [.., '利', '润']
            | [.., '零' | '销', '售', '额']
            | [.., '投', '资']
    )
}

/// The character that begins one of those.
fn is_yield_head(c: char) -> bool {
    matches!(c, '增' | '产' | '总' | '营' | '利' | '零' | '销' | '投')
}

/// What a measure is called without the trade it is of: 采矿业|增加值.
pub(super) fn without_trade(s: &Sentence<'_>, measured: &Range<usize>) -> Range<usize> {
    let trade = s.slice(measured).windows(2).rposition(|w| matches!(w[0], '业' | '类') && is_yield_head(w[1]));
    trade.map_or(measured.start, |i| measured.start + i + 1)..measured.end
}

/// Whether 其中 stands between a figure and the noun of the next: what follows is a part of what was counted.
pub(super) fn part_of(s: &Sentence<'_>, last: &Draft, name: &Range<usize>) -> bool {
    let end = s.quantities[last.quantity].range.end;
    s.slice(&(end.min(name.start)..name.start)).windows(2).any(|w| w == ['其', '中'])
}

impl Grammar {
    /// Whether a noun ends in what a territory is called: 县市, 乡镇.
    pub(super) fn names_territory(s: &Sentence<'_>, noun: &Range<usize>) -> bool {
        matches!(s.slice(noun).last(), Some('省' | '市' | '县' | '区' | '旗' | '乡' | '镇' | '村' | '州'))
    }

    /// Whether a noun is no more than places of a kind: 省(自治区、直辖市), 县.
    pub(super) fn names_places(s: &Sentence<'_>, noun: &Range<usize>) -> bool {
        let words = s.slice(noun);
        let bare = words.iter().position(|c| *c == '(').map_or(words, |open| &words[..open]);
        matches!(
            bare,
            ['省' | '市' | '县' | '区' | '旗' | '乡' | '镇' | '村' | '州']
                | ['省', '份']
                | ['城', '市']
                | ['国', '家']
                | ['地', '区']
                | ['县', '区' | '市']
                | ['旗', '县']
                | ['乡', '镇']
        )
    }

    /// Whether words are no more than a body that acts: 中央财政.
    pub(super) fn is_actor(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        name.len() <= 8
            && self.words.actors.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len())
            && self.names.ending(s.text, name.start, name.end).is_none_or(|(at, _)| at > name.start)
    }

    /// Whether words end in a class of bodies: 国有企业.
    pub(super) fn is_body(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        self.words.bodies.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len())
    }

    /// Whether words name one of the sort of which the figure before speaks: 国营工业, 公私合营工业.
    pub(super) fn is_like(&self, s: &Sentence<'_>, last: &Draft, name: &Range<usize>) -> bool {
        let Some(Scope::Written(whose)) = &last.scope else { return false };
        let (a, b) = (s.slice(whose), s.slice(name));
        self.is_scope(s, name.clone()) && a.len() > 2 && b.len() > 2 && a != b && a[a.len() - 2..] == b[b.len() - 2..]
    }

    /// Whether words name a trade or a class of goods beside the one whose output is measured before: 采矿业增加值增长8%,制造业
    /// 增长9%; 食品类零售额增长8%,饮料类增长9%.
    pub(super) fn is_trade(&self, s: &Sentence<'_>, last: &Draft, name: &Range<usize>) -> bool {
        let Some(measured) = &last.indicator else { return false };
        let Some(sort @ ('业' | '类')) = s.slice(name).last().copied() else { return false };
        // 战略性新兴产业 is named for itself.
        let named = !s.slice(name).ends_with(&['产', '业']) || s.slice(name).ends_with(&['生', '产', '业']);
        let trade = named && !s.slice(name).contains(&'的') && !self.is_measure(s, name);
        let whose = matches!(&last.scope, Some(Scope::Written(r)) if s.slice(r).ends_with(&[sort]));
        let before = s.slice(measured);
        trade && yields(before) && (whose || before.windows(2).any(|w| w[0] == sort && is_yield_head(w[1])))
    }

    /// Whether a name is a trade that the last figure is split by: the first behind 其中, the others behind a trade, and all
    /// counted or paid alike.
    pub(super) fn is_trade_of(&self, s: &Sentence<'_>, last: &Draft, q: &Quantity, name: &Range<usize>) -> bool {
        let unit = |q: &Quantity| q.unit.map(|u| u.dimension);
        let alike = unit(q) == unit(&s.quantities[last.quantity])
            && matches!(unit(q), Some(Dimension::Count | Dimension::Money | Dimension::People));
        let behind_trade = matches!(&last.scope, Some(Scope::Written(r)) if names_trade(s.slice(r)));
        let named = last.indicator.as_ref().is_some_and(|r| !names_trade(s.slice(r)) || self.is_measure(s, r));
        names_trade(s.slice(name))
            && alike
            && named
            && (part_of(s, last, name) || behind_trade)
            && !self.is_measure(s, name)
    }

    /// Whether words name somebody or something, and no measure of it: 初中, 公路.
    pub(super) fn is_member(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        let words = s.slice(name);
        let measure = matches!(
            words.last(),
            Some('率' | '重' | '比' | '度' | '幅' | '数' | '额' | '量' | '值' | '速' | '价' | '费' | '税' | '占')
        );
        (2..=6).contains(&words.len())
            && !measure
            && !self.is_measure(s, name)
            && self.names.longest(s.text, name.start) < words.len()
            && words.iter().all(|c| c.is_alphabetic())
    }

    /// Whether words name a measure by what they end in: 比重, 投入, 产量.
    pub(super) fn is_measure(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        self.names.ending(s.text, name.start, name.end).is_some_and(|(_, known)| !known.thing)
            || self.words.shared.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len())
            || self.words.measures.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len())
    }
}
