//! The thing measured, as written: taken up where it is elided, and not the words that happen to stand before the number.

pub(super) mod after;
mod before;
mod change;
mod money;
mod part;
mod plan;
mod rank;
mod share;

use super::{Draft, Grammar, Scope, Sentence};
use crate::quantity::{Quantity, Shape};
use crate::unit::Dimension;
use std::ops::Range;

/// The noun before a number and whose it is, as far as they are known: each step takes away what is no part of the name.
#[derive(Debug, Clone, Default)]
struct Named {
    own: Option<Range<usize>>,
    scope: Option<Range<usize>>,
}

/// Whether what one figure measures may be what the next does: 产值12亿元,新增5万人 counts people, not output.
fn carries(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let dimension = |d: &Draft| s.quantities[d.quantity].unit.map(|u| u.dimension);
    let counted = matches!(dimension(b), Some(Dimension::People | Dimension::Count));
    // 新登记企业增长24%,每天新增1.5万户: what grew is what is counted.
    let grown = s.quantities[a.quantity].shape == Shape::Percent
        && a.left.change.is_some()
        && s.quantities[b.quantity].unit.is_some_and(|u| matches!(u.name, "户" | "家"))
        && a.indicator
            .as_ref()
            .is_some_and(|r| matches!(s.slice(r), [.., '企', '业'] | [.., '主', '体'] | [.., '商', '户']));
    !(b.left.deed && counted) || grown || dimension(a) == dimension(b)
}

/// Whether a figure only says by how much more or less than planned came in: 收入80亿元,超收4亿元,增长9%.
fn is_surplus(s: &Sentence<'_>, draft: &Draft) -> bool {
    draft.indicator.as_ref().is_some_and(|r| matches!(s.slice(r), ['超' | '短' | '欠', '收']))
}

/// Whether no semicolon or full stop parts two figures.
fn same_stretch(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let range = s.quantities[a.quantity].range.end..s.quantities[b.quantity].range.start;
    !s.slice(&range).iter().any(|c| matches!(c, ';' | '。'))
}

/// Whether a time alone opens the clause of a number behind a semicolon, and the number is told in the unit of the last.
fn again(s: &Sentence<'_>, last: &Draft, draft: &Draft) -> bool {
    let unit = |d: &Draft| s.quantities[d.quantity].unit.map(|u| u.name);
    let start = s.clause_start(draft.left.rest);
    let timed = s.time_from(start).is_some_and(|t| t.range.end >= draft.left.rest.min(t.range.end));
    // 情况也是这样: a clause is no name.
    if last.indicator.as_ref().is_none_or(|r| s.slice(r).contains(&'是')) {
        return false;
    }
    let again = unit(last).is_some() && unit(last) == unit(draft) || draft.left.change.is_some();
    timed && again && matches!(s.text.get(start.wrapping_sub(1)), Some(';' | ','))
}

/// Whether the noun of rate before a number opens its clause: 增速高于计划1个百分点, and not 在全省的增速.
fn own_rate(s: &Sentence<'_>, draft: &Draft) -> bool {
    draft.left.gap.is_none() && draft.left.comparator.is_none()
        || draft.left.rate.as_ref().is_some_and(|r| s.clause_start(r.start) == r.start)
}

/// Whether a number counts: things, people or places.
fn is_counted(q: &Quantity) -> bool {
    q.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People | Dimension::Places))
}

/// The rule of a figure that counts those some of whom are named before it: 云泽市等12个市.
pub(super) const AMONG: &str = "scope.among";

/// Longest indicator; a plan's longest fixed name has 27 characters.
pub(super) const LONGEST: usize = 30;

/// The figure of whose things 其中 tells, where another one stands between: the last that is counted alike.
fn of_which<'a>(s: &Sentence<'_>, before: &'a [Draft], draft: &Draft) -> Option<&'a Draft> {
    let unit = |d: &Draft| s.quantities[d.quantity].unit.map(|u| u.name);
    let start = draft.left.floor;
    let which = s.slice(&(start..s.text.len().min(start + 2))) == ['其', '中']
        || start.checked_sub(3).is_some_and(|from| s.text[from..start] == ['其', '中', ',']);
    let last = before.last().filter(|last| which && unit(last) != unit(draft))?;
    before.iter().rev().find(|d| {
        unit(d) == unit(draft)
            && d.indicator.is_some()
            && is_counted(&s.quantities[d.quantity])
            && same_stretch(s, d, last)
    })
}

impl Grammar {
    /// Finds what each draft measures.
    pub(super) fn indicators(&self, s: &Sentence<'_>, drafts: &mut [Draft]) {
        for index in 0..drafts.len() {
            let (before, rest) = drafts.split_at_mut(index);
            let Some(draft) = rest.first_mut() else { break };
            self.indicator(s, before, draft);
            self.gained(s, draft);
        }
        self.sized_alike(s, drafts);
    }

    /// 总投资6亿元、占地1200亩、建筑面积9万平方米的云泽项目: what stands behind the last is whose all of the list is.
    fn sized_alike(&self, s: &Sentence<'_>, drafts: &mut [Draft]) {
        for index in (1..drafts.len()).rev() {
            let (before, rest) = drafts.split_at_mut(index);
            let (Some(last), Some(draft)) = (before.last_mut(), rest.first()) else { continue };
            let (Some(Scope::Written(whose)), Some(name), Some(size)) =
                (&draft.scope, &draft.indicator, &last.indicator)
            else {
                continue;
            };
            let number = &s.quantities[draft.quantity].range;
            let alike = |r: &Range<usize>| self.is_size(s, r) || s.slice(r).ends_with(&['总', '投', '资']);
            if whose.start > number.end
                && last.scope.is_none()
                && alike(size)
                && alike(name)
                && matches!(s.slice(&(last.right.after..name.start)), ['、' | ','])
            {
                last.scope.clone_from(&draft.scope);
            }
        }
    }

    /// Finds what one draft measures: first in the words before its number, step by step, then behind it, then in what was
    /// told before. The order decides: a later step sees what the earlier ones have left.
    fn indicator(&self, s: &Sentence<'_>, before: &[Draft], draft: &mut Draft) {
        let (own, scope) = self.own(s, draft.left.floor, draft.left.rest);
        let named = self.ranked(s, draft, Named { own, scope });
        let named = self.paid(s, before, draft, named);
        let named = self.split_by(s, before, draft, named);
        let named = self.share_of(s, before, draft, named);
        let named = self.granted(s, draft, named);
        let named = self.compared_with(s, before, draft, named);
        let named = self.whose_is(s, before, draft, named);
        let Named { own, scope } = self.by_plan(s, before, draft, named);
        if self.has_share(s, before, draft, own.as_ref()) {
            return;
        }
        let own = self.anew(s, before, draft, own);
        // 中医有20万人,其中参加公立医院的达到9万人: which of them, and not who.
        let own = own.filter(|r| !self.which_of_them(s, before, draft, r));
        let own = self.moved_name(s, draft, own);
        // 经济增速是一项总的指标,明年预期目标设定为6%: a goal of what the clause before tells of.
        let goal = |r: &Range<usize>| {
            s.slice(r).ends_with(&['目', '标'])
                && self.words.trailers.find_before(s.text, r.end).is_some_and(|(n, ())| n == r.len())
        };
        let own = own.filter(|r| !goal(r) || !before.is_empty() || self.subject_before(s, draft.left.floor).is_none());
        // 实施更新行动、完成投资12亿元: what a list goes on from is nobody's.
        // 云泽市等12个市: one of those that are counted.
        let among = |r: &Range<usize>| {
            s.text.get(r.end) == Some(&'等') && r.end + 1 == s.quantities[draft.quantity].range.start
        };
        if scope.as_ref().is_some_and(among) {
            draft.rules.push(AMONG);
        }
        if let Some(scope) = scope.filter(|r| s.text[r.end - 1] != '、' && !among(r)) {
            draft.scope = Some(Scope::Written(self.with_list(s, scope, draft.left.floor)));
        }
        if self.alike(s, before, draft, own.as_ref()) {
            return;
        }
        let own = self.grows(s, before, draft, own);
        if draft.indicator.is_some() {
            return;
        }
        // 新建口袋公园18个 names before, 新建18个口袋公园 after; a verb alone before the number names nothing.
        let verb_only = own.as_ref().is_some_and(|r| self.verb_only(s, r.clone()));
        if verb_only && self.who_is_counted(s, draft, own.as_ref())
            || self.noun_behind(s, draft, own.as_ref(), verb_only)
        {
            return;
        }
        let own = own
            .filter(|r| !verb_only || before.is_empty() && !self.hard(s, r))
            // 办好12类45件实事: the noun stands behind the second number.
            .filter(|_| !verb_only || !self.next_counts(s, s.quantities[draft.quantity].range.end));
        // 在减税12亿元的基础上: 在 is no part of what was done.
        let set = self.is_ground(s, draft);
        let own = own.map(|r| if set && r.len() > 2 && s.text[r.start] == '在' { r.start + 1..r.end } else { r });
        let Some(own) = own else { return self.told(s, before, draft) };
        if draft.scope.is_none()
            && let Some(last) = before.last()
            && self.goes_with(s, last, &own)
        {
            draft.scope.clone_from(&last.scope);
        }
        if draft.scope.is_none() && self.dependent(s, &own) {
            draft.scope = self.owner(s, before.last(), &own);
        }
        draft.indicator = Some(own);
        draft.rules.push("indicator.before");
    }

    /// Whether words before a number only describe, with 的 and nothing behind it, some of those just counted:
    /// 其中参加公立医院的达到9万人.
    fn which_of_them(&self, s: &Sentence<'_>, before: &[Draft], draft: &Draft, own: &Range<usize>) -> bool {
        let q = &s.quantities[draft.quantity];
        let linked = s.slice(&(own.end..q.range.start));
        let unit = |d: &Draft| s.quantities[d.quantity].unit.map(|u| u.name);
        is_counted(q)
            && draft.right.noun.is_none()
            && matches!(linked, ['的', '有' | '达' | '占' | '是' | '为' | '就' | '已' | '约', ..])
            && (draft.left.floor..own.end).any(|i| self.words.verb(s.text, i).is_some_and(|(n, _)| n > 1))
            && before.last().is_some_and(|last| {
                last.indicator.is_some() && unit(last) == unit(draft) && same_stretch(s, last, draft)
            })
    }

    /// The measure that goes on from those just counted, where nothing else is told of them:
    /// 13个市|地区生产总值都有所增加,全省共增加20亿元.
    fn of_those(&self, s: &Sentence<'_>, last: &Draft, draft: &Draft) -> Option<Range<usize>> {
        let noun = last.right.noun.clone().filter(|_| last.rules.contains(&"indicator.after"))?;
        let q = &s.quantities[draft.quantity];
        let len = self.names.measure(s.text, noun.end).filter(|n| *n > 2)?;
        let other = q.unit.map(|u| u.dimension) != s.quantities[last.quantity].unit.map(|u| u.dimension);
        (other && !s.number_in(noun.end..q.range.start)).then_some(noun.end..noun.end + len)
    }

    /// The people of whom a number behind 惠及 or 受益 says how many they are, where it does not call them anything.
    fn reached_before(&self, s: &Sentence<'_>, draft: &Draft) -> Option<Range<usize>> {
        let q = &s.quantities[draft.quantity];
        let people = q.unit.is_some_and(|u| u.dimension == Dimension::People || u.name == "户");
        let verb = s.slice(&(draft.left.floor..draft.left.rest));
        if !people || draft.right.noun.is_some() || !matches!(verb, [.., '惠', '及'] | [.., '受', '益']) {
            return None;
        }
        let begin = s.text[..draft.left.floor].iter().rposition(|c| matches!(c, ';' | '。')).map_or(0, |i| i + 1);
        (begin..draft.left.floor).rev().find_map(|at| {
            self.words.people.find(s.text, at).map(|(n, ())| at..at + n).filter(|r| r.end <= draft.left.floor)
        })
    }

    /// What was told before the clause of a number that names nothing, or the movement that is all it names.
    fn told(&self, s: &Sentence<'_>, before: &[Draft], draft: &mut Draft) {
        let q = &s.quantities[draft.quantity];
        if let Some((name, scope)) = draft.from.and_then(|old| {
            let after = before.last().map_or(0, |b| s.quantities[b.quantity].range.end);
            self.measure_before(s, draft.left.floor, s.quantities[old].range.start, after)
        }) {
            draft.indicator = Some(name);
            draft.scope = draft.scope.take().or(scope.map(Scope::Written));
            draft.rules.push("indicator.clause_before");
        } else if let Some(noun) = before
            .last()
            .filter(|b| b.rules.contains(&"indicator.before") && s.text.get(b.right.after) == Some(&'的'))
            .and_then(|b| b.right.noun.clone())
            .filter(|noun| noun.end == q.range.start && !draft.left.linked)
        {
            // 签约总投资320亿元的项目25个
            draft.indicator = Some(self.tidy(s, noun));
            draft.rules.push("indicator.before");
        } else if draft.left.rate.is_some()
            && (q.shape == Shape::Rank || q.shape == Shape::Points && own_rate(s, draft))
        {
            // 增长8%,增速比上年回落1个百分点; 分别下降5%、6%,降幅居全国前列: what is ranked is the movement.
            draft.indicator.clone_from(&draft.left.rate);
            draft.rules.push("indicator.rate");
        } else if let Some((name, area)) = self.listed_before(s, draft) {
            // 甲类、乙类消费受假日影响,分别增长5%、6%
            draft.indicator = Some(name);
            draft.scope = draft.scope.take().or(area.map(Scope::Written));
            draft.rules.push("indicator.clause_before");
        } else if let Some((name, area)) = self.told_before(s, before, draft) {
            // 税收增长8%,全市进出口总值创新高,达到90亿元: what the clause before tells of.
            draft.indicator = Some(name);
            draft.scope = draft.scope.take().or(area.map(Scope::Written));
            draft.rules.push("indicator.clause_before");
        } else if let Some(name) = self.reached_before(s, draft) {
            // 发放困难群众补助金20亿元、惠及60万人次: whom, as they were called before.
            draft.indicator = Some(name);
            draft.rules.push("indicator.reached");
        } else if let Some(name) = before.last().and_then(|last| self.of_those(s, last, draft)) {
            draft.indicator = Some(name);
            draft.scope =
                draft.scope.take().or_else(|| before.last().and_then(|b| b.indicator.clone()).map(Scope::Written));
            draft.rules.push("indicator.clause_before");
        } else if let Some(last) = of_which(s, before, draft) {
            // 154个学校项目,总投资283亿元,其中,城区28个: of those that are counted alike.
            draft.indicator.clone_from(&last.indicator);
            draft.rules.push("indicator.elided");
        } else if let Some(last) = before
            .iter()
            .rev()
            // 80亿元(不含开发区20亿元),增长9%: what grew is not what was left out.
            .find(|b| !b.rules.contains(&"indicator.without") && (q.shape == Shape::Plain || !is_surplus(s, b)))
            .filter(|b| b.indicator.is_some() && same_stretch(s, b, draft) && carries(s, b, draft))
        {
            // 占支出的13%,比上年增长8%: what grew is not the share.
            let of_share = |d: &Draft| {
                d.indicator.as_ref().is_some_and(|r| s.text[r.start] == '占' && !s.slice(r).ends_with(&['比', '重']))
            };
            let grown = matches!(q.shape, Shape::Percent | Shape::Multiple) && draft.left.change.is_some();
            // 完成预算数60亿元的40%,比上年减收2亿元: neither is of the budget.
            let of_plan = |d: &Draft| d.indicator.as_ref().is_some_and(|r| self.words.is_plan(s.slice(r)));
            let last = if grown && of_share(last) {
                before.iter().rev().find(|d| !of_share(d)).filter(|d| same_stretch(s, d, draft)).unwrap_or(last)
            } else if of_plan(last) {
                before.iter().rev().find(|d| !of_plan(d)).filter(|d| same_stretch(s, d, draft)).unwrap_or(last)
            } else {
                last
            };
            draft.indicator.clone_from(&last.indicator);
            draft.rules.push("indicator.elided");
            if draft.scope.is_none() && q.shape != Shape::Rank {
                draft.scope.clone_from(&last.scope);
            }
        } else if draft.right.rate.is_some() && draft.left.rate.is_none() {
            // 保持6%的增速
            draft.indicator.clone_from(&draft.right.rate);
            draft.rules.push("indicator.rate");
        } else if draft.left.rate.is_some() {
            // 涨幅高达…: the movement itself is all that is named.
            draft.indicator.clone_from(&draft.left.rate);
            draft.rules.push("indicator.rate");
        } else if let Some((name, scope)) = self
            .subject_before(s, draft.left.floor)
            // 提高开放水平,实现翻两番的目标: what is not measured is not doubled.
            .filter(|(name, _)| q.shape != Shape::Doubling || self.is_measure(s, name))
        {
            draft.indicator = Some(name);
            draft.scope = draft.scope.take().or(scope.map(Scope::Written));
            draft.rules.push("indicator.clause_before");
        } else if let Some(name) = self.described_before(s, draft) {
            draft.indicator = Some(name);
            draft.rules.push("indicator.clause_before");
        } else if let Some(last) = before.last().filter(|b| again(s, b, draft)) {
            // 增长速度,2027年计划为4%,实际达到5%;2028年计划为6%: of what the sentence tells, another year's.
            draft.indicator.clone_from(&last.indicator);
            draft.scope = draft.scope.take().or_else(|| last.scope.clone());
            draft.rules.push("indicator.elided");
        }
    }
}
