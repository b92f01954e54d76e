//! The thing measured, as written: taken up where it is elided, and not the words that happen to stand before the number.

use super::sort::part_of;
use super::words::{Before, Opener};
use super::{Draft, Grammar, Scope, Sentence, is_clause_mark};
use crate::quantity::Shape;
use crate::search::{ends, stands};
use crate::unit::Dimension;
use std::ops::Range;

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

/// Whether words end as the name of a place or of somebody does: 经济走廊, 内河港口.
fn is_whose(words: &[char]) -> bool {
    matches!(words.last(), Some('区' | '廊' | '带' | '圈' | '司' | '局' | '厂' | '里'))
        || words.ends_with(&['港', '口'])
}

/// Whether an amount is given: 给予 stands right before it and its bounds.
fn given(s: &Sentence<'_>, draft: &Draft) -> bool {
    let before = s.slice(&(draft.left.floor..s.quantities[draft.quantity].range.start));
    before.windows(2).rev().take(RIGHT_BEFORE).any(|w| w == ['给', '予'])
}

/// How far before a number 给予 governs it: 给予每家最高不超过20万元.
const RIGHT_BEFORE: usize = 10;

/// A place word and the noun right behind it: 农村|居民.
fn joined(area: Scope, name: &Range<usize>) -> Range<usize> {
    match area {
        Scope::Written(area) if area.end == name.start => area.start..name.end,
        Scope::Written(_) | Scope::Inferred(_) => name.clone(),
    }
}

/// Whether no semicolon or full stop parts two figures.
fn same_stretch(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let range = s.quantities[a.quantity].range.end..s.quantities[b.quantity].range.start;
    !s.slice(&range).iter().any(|c| matches!(c, ';' | '。'))
}

/// Whether the noun of rate before a number opens its clause: 增速高于计划1个百分点, and not 在全省的增速.
fn own_rate(s: &Sentence<'_>, draft: &Draft) -> bool {
    draft.left.gap.is_none() && draft.left.comparator.is_none()
        || draft.left.rate.as_ref().is_some_and(|r| s.clause_start(r.start) == r.start)
}

/// Longest remark between a noun and its number.
const REMARK: usize = 40;

/// The mark before the remarks that stand between a noun and the clause of its number: 总产值(不包括手工业,下同),包括新厂在内,达到….
fn aside(s: &Sentence<'_>, mark: usize) -> usize {
    let mut mark = mark;
    while s.text.get(mark) == Some(&',') && mark > 0 {
        let low = mark.saturating_sub(REMARK);
        if s.text[mark - 1] == ')' {
            // The noun ends where the bracket opens.
            return mark - 1;
        }
        let Some(start) = s.slice(&(low..mark)).iter().rposition(|c| is_clause_mark(*c)) else { break };
        let clause = s.slice(&(low + start + 1..mark));
        let remark =
            clause.starts_with(&['包', '括']) && matches!(clause, [.., '在', '内' | '外'] | [.., '在', '内', '的']);
        if !remark {
            break;
        }
        mark = low + start;
    }
    mark
}

/// What a share is called that is named for itself: 占总人口的比重.
const SHARES: &[&str] = &["比重", "比例", "比率", "占比", "份额", "比"];

/// Longest indicator; a plan's longest fixed name has 27 characters.
pub(super) const LONGEST: usize = 30;

impl Grammar {
    /// Finds what each draft measures.
    pub(super) fn indicators(&self, s: &Sentence<'_>, drafts: &mut [Draft]) {
        for index in 0..drafts.len() {
            let (before, rest) = drafts.split_at_mut(index);
            let Some(draft) = rest.first_mut() else { break };
            let q = &s.quantities[draft.quantity];
            let (mut own, mut scope) = self.own(s, draft.left.floor, draft.left.rest);
            // 资金由市、县按照1:1分担: who shares is not what is shared.
            if q.shape == Shape::Ratio
                && let Some(name) = own.clone()
                && let Some(by) =
                    (name.start + 2..name.end).find(|i| s.text[*i] == '由' && self.words.whole_from(s.text, *i) < 2)
            {
                own = Some(name.start..by);
            }
            // 在全省21个城市中居第7位: among whom.
            if q.shape == Shape::Rank
                && let Some(name) = own.clone()
                && (matches!(s.slice(&name), [.., '中', '居' | '列' | '排'])
                    || s.text[name.end - 1] == '中'
                        && s.quantities.iter().any(|n| n.range.end == name.start || n.range.start == name.start))
            {
                let among = name.end - if s.text[name.end - 1] == '中' { 1 } else { 2 };
                let from = (s.clause_start(name.start)..name.start)
                    .rev()
                    .take_while(|i| !matches!(s.text[*i], '在' | ',' | '、'))
                    .last()
                    .unwrap_or(name.start);
                scope = Some(from..among).filter(|r| r.len() > 1);
                // 产量在全省14个县中居第三: what stands before 在.
                let what = from.checked_sub(1).filter(|i| s.text[*i] == '在' && *i > s.clause_start(from));
                let what = what.and_then(|i| self.own(s, s.clause_start(from), i).0);
                // 在全省县域考核中排名第五: what it was judged by is all that is named.
                let judged = s.text[name.end - 1] == '中' && s.text[among - 1] == '核';
                own = what.or(own.filter(|_| judged));
            }
            // 甲、乙两家企业居全国第二: how many they are is no part of who they are.
            if q.shape == Shape::Rank
                && let Some(name) = own.clone()
                && let Some(last) =
                    s.quantities.iter().rev().find(|n| n.range.start >= name.start && n.range.end + 2 <= name.end)
                && last.unit.is_some_and(|u| u.dimension == Dimension::Count)
            {
                own = Some(last.range.end..name.end);
            }
            // 中央财政将安排60亿元: who acts is not what is measured; where nothing follows, no more than the act is named.
            if let Some(name) = own.clone()
                && self.is_actor(s, &name)
                && matches!(q.unit, Some(u) if u.dimension == Dimension::Money)
                && let Some(act) =
                    (name.end..q.range.start).find_map(|at| self.words.spent.find(s.text, at).map(|(n, ())| at..at + n))
            {
                scope = Some(scope.filter(|a| a.end == name.start).map_or(name.start, |a| a.start)..name.end);
                own = draft.right.noun.is_none().then_some(act);
            }
            // 财政投入240亿元,其中中央财政180亿元: who; what it is was named before.
            if let Some(name) = own.clone()
                && self.is_actor(s, &name)
                && matches!(q.unit, Some(u) if u.dimension == Dimension::Money)
                && draft.right.noun.is_none()
                && draft.left.floor > 0
                && let Some(last) = before.last().filter(|b| b.indicator.is_some() && same_stretch(s, b, draft))
                && s.quantities[last.quantity].unit.is_some_and(|u| u.dimension == Dimension::Money)
            {
                scope = Some(scope.filter(|a| a.end == name.start).map_or(name.start, |a| a.start)..name.end);
                own = None;
            }
            // 入库企业36家,其中工业6家、建筑业24家: of what trade; what they are was named before.
            if let Some(name) = own.clone()
                && draft.left.rest == q.range.start
                && draft.right.noun.is_none()
                && let Some(last) = before.last()
                && self.is_trade_of(s, last, q, &name)
            {
                scope = Some(name);
                own = None;
            }
            // 省级不低于90%,市、县级不低于70%: whose it is; what it is was named before.
            if let Some(name) = own.clone()
                && name.len() <= 6
                && s.text[name.end - 1] == '级'
                && s.slice(&name)
                    .iter()
                    .all(|c| matches!(c, '国' | '家' | '省' | '市' | '县' | '区' | '乡' | '镇' | '村' | '、' | '级'))
                && before.last().is_some_and(|b| b.indicator.is_some())
                && !matches!(q.unit, Some(u) if u.dimension == Dimension::Money)
            {
                scope = Some(name);
                own = None;
            }
            // 市区达到50%,县(市)达到30%: so it is with what a county is called.
            if let Some(name) = own.clone()
                && name.len() <= 8
                && matches!(q.shape, Shape::Percent | Shape::Permille)
                && s.slice(&name)
                    .iter()
                    .all(|c| matches!(c, '市' | '县' | '区' | '旗' | '乡' | '镇' | '村' | '、' | '(' | ')'))
                && before.last().is_some_and(|b| b.indicator.is_some() && same_stretch(s, b, draft))
            {
                scope = Some(name);
                own = None;
            }
            // 在新开工项目总投资中,中西部地区占43%: of what, and whose.
            if draft.left.share
                && let Some((whole, part)) = self.portion(s, draft)
            {
                own = Some(whole);
                scope = Some(part);
            }
            // 占全省六百个县的百分之二十八: of how many.
            let clause = s.clause_start(q.range.start);
            if own.as_ref().is_none_or(|name| name.start <= draft.left.floor + 1)
                && q.range.start > clause
                && s.text[q.range.start - 1] == '的'
                && matches!(q.shape, Shape::Percent | Shape::Fraction)
                && let Some(of) = s.slice(&(clause..draft.left.floor)).iter().rposition(|c| *c == '占')
                && q.range.start - 1 - (clause + of) <= LONGEST
                && before.last().is_some_and(|b| s.quantities[b.quantity].range.start > clause + of)
            {
                own = Some(clause + of..q.range.start - 1);
                scope = None;
            }
            // 团结占人口95%以上的人民群众: what the share is of, and whose it is.
            if matches!(q.shape, Shape::Percent | Shape::Fraction)
                && s.text.get(draft.right.after) == Some(&'的')
                && let Some(noun) = draft.right.noun.clone()
                && let Some(name) = own.clone()
                && let Some(i) = s.slice(&name).iter().position(|c| *c == '占').map(|i| name.start + i)
                && i + 1 < name.end
                && self.words.whole_from(s.text, i) < 2
                && self.words.whole_to(s.text, i + 1) < 2
            {
                own = Some(i..name.end);
                scope = Some(self.tidy(s, noun));
                draft.right.noun = None;
            }
            // 县委决定今年安排30亿元资金: who decides is not what is measured.
            if let Some(name) = own.clone()
                && draft.right.noun.is_some()
                && ["决定", "要求", "同意", "批准"].iter().any(|w| {
                    s.slice(&name).iter().rev().copied().zip(w.chars().rev()).filter(|(a, b)| a == b).count() == 2
                })
            {
                scope = Some(name.start..name.end - 2).filter(|r| r.len() > 1);
                own = None;
            }
            // 银行向企业让利3亿元, 为企业减负3亿元: what was done with the money; by whom, or for whom.
            if let Some(name) = own.clone()
                && q.unit.is_some_and(|u| u.dimension == Dimension::Money)
                && let Some((len, ())) = self.words.relief.find_before(s.text, name.end)
                && name.len() > len
            {
                let who = name.start..name.end - len;
                let to = who
                    .clone()
                    .find(|i| matches!(s.text[*i], '为' | '向' | '给' | '对') && self.words.whole_from(s.text, *i) < 2);
                let who = match to {
                    Some(to) if to > who.start + 1 => who.start..to,
                    Some(to) => to + 1..who.end,
                    None => who,
                };
                if self.is_scope(s, who.clone()) || self.is_actor(s, &who) || to.is_some() {
                    scope = scope.or(Some(who).filter(|r| r.len() > 1));
                    own = Some(name.end - len..name.end);
                }
            }
            // 低于13%左右的预期目标, 超额完成8万人年度任务: a plan of what was told before.
            if draft.right.noun.as_ref().is_some_and(|noun| {
                let words = s.slice(noun);
                noun.len() > 2 && self.words.is_plan(words)
            }) && before.last().is_some_and(|b| {
                b.indicator.is_some()
                    && same_stretch(s, b, draft)
                    && s.quantities[b.quantity].unit.map(|u| u.dimension) == q.unit.map(|u| u.dimension)
            }) && own.as_ref().is_none_or(|r| {
                self.verb_only(s, r.clone()) || s.text[q.range.start - 1] == '的' && !self.is_measure(s, r)
            }) {
                draft.right.noun = None;
                own = None;
                draft.rules.push("indicator.plan_of");
            }
            // 超过年度计划4.1%: the plan is what it is compared with.
            if own.as_ref().is_some_and(|r| matches!(s.slice(r), ['年'] | ['年', '度'] | ['中', '共'])) {
                own = None;
            }
            // 比去年的预计数增加5亿元, 比年度计划翻了一番: nor is a comparator with a noun of its own.
            if (draft.left.change.is_some() || q.shape == Shape::Doubling)
                && own.as_ref().is_some_and(|r| {
                    // 比2015年决算数增加: the time within it was taken for the head of the clause.
                    let timed = s.time_to(r.start).and_then(|t| s.text.get(t.range.start.wrapping_sub(1)));
                    matches!(timed, Some('比' | '较'))
                        || matches!(s.text[r.start], '比' | '较')
                            && self.words.whole_from(s.text, r.start) < 2
                            && r.len() > 2
                })
            {
                own = None;
            }
            // 为预算数的114%: what it is compared with is not what is measured.
            if draft.left.of_base && own.as_ref().is_some_and(|r| s.text[r.start] == '为') {
                own = None;
            }
            // 相当于前九年总和的1.6倍: nor is what it equals.
            let equals = |w: &[char]| w == ['相', '当', '于'];
            if s.text.get(q.range.start.wrapping_sub(1)) == Some(&'的')
                && s.slice(&(draft.left.floor..draft.left.rest)).windows(3).any(equals)
                && before.last().is_some_and(|b| {
                    let unit = s.quantities[b.quantity].unit;
                    same_stretch(s, b, draft)
                        && unit.is_some_and(|u| matches!(u.dimension, Dimension::Money | Dimension::Physical))
                })
            {
                own = None;
            }
            // 规上企业研发经费: whose it is stands before, up to the body that it is. What is counted keeps its name whole.
            let counted =
                q.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People | Dimension::Places));
            if let Some(name) = own.clone()
                && scope.as_ref().is_none_or(|area| area.end == name.start)
                && q.shape != Shape::Rank
                && let Some(body) = self.body(s, name.clone())
                // 高等院校招生: what is counted is theirs where it is somebody's.
                && (!counted || self.dependent(s, &(body..name.end)))
            {
                scope = Some(scope.map_or(name.start, |area| area.start)..body);
                own = Some(body + usize::from(s.text[body] == '的')..name.end);
            }
            // 30个城市|细颗粒物浓度下降: what was counted right before is whose it is.
            if scope.is_none()
                && let Some(last) = before.last()
                && let Some(name) = &own
                && last.right.noun.as_ref().is_some_and(|noun| {
                    noun.end == name.start || noun.end + 1 == name.start && s.text[noun.end] == '中'
                })
                && last.rules.contains(&"indicator.after")
                && self.is_measure(s, name)
            {
                scope.clone_from(&last.indicator);
            }
            // 64个县市|新增城镇常住人口: so is it where a verb stands between.
            if let Some(last) = before.last()
                && let Some(noun) = &last.right.noun
                && let Some(name) = &own
                && last.rules.contains(&"indicator.after")
                && noun.end == draft.left.floor
                && noun.end < name.start
                && draft.right.noun.is_none()
                && q.unit
                    .is_some_and(|u| matches!(u.dimension, Dimension::Money | Dimension::Physical | Dimension::People))
                && scope
                    .as_ref()
                    .is_none_or(|area| matches!(s.slice(area), ['城', '镇'] | ['农', '村']) && area.end == name.start)
                && self.verb_only(s, noun.end..scope.as_ref().map_or(name.start, |area| area.start))
                && (self.is_body(s, noun)
                    || s.place_to(noun.end).is_some()
                    || Self::names_territory(s, noun)
                    // 120个重点项目|完成投资36亿元
                    || matches!(s.slice(noun), [.., '项', '目'] | [.., '工', '程']))
            {
                if let Some(area) = scope.take() {
                    own = Some(area.start..name.end);
                }
                scope.clone_from(&last.indicator);
            }
            // 学位完成年度计划的114%: what it is measured by is no name of it.
            if matches!(q.shape, Shape::Percent)
                && let Some(plan) = self.plan_before(s, draft.left.floor, q.range.start)
            {
                (own, scope) = self.own(s, draft.left.floor, plan);
                // 超年度计划13%: by how much.
                draft.left.over = s.slice(&(plan..q.range.start)).contains(&'超') && s.text[plan + 1] != '额';
            }
            // 为预算数30亿元的42%: the plan itself.
            if let Some(name) = own.clone()
                && matches!(s.text[name.start], '为' | '占' | '达')
                && self.words.is_plan(s.slice(&(name.start + 1..name.end)))
            {
                own = Some(name.start + 1..name.end);
            }
            // 交通支出28亿元,占支出总数的18%: of what was told before, which is what has that share.
            if let Some(of) = own.clone()
                && matches!(q.shape, Shape::Percent | Shape::Permille | Shape::Fraction)
                && s.text[of.start] == '占'
                && of.start <= draft.left.floor + 1
                && !SHARES.iter().any(|w| ends(s.slice(&of), w))
                && let Some(part) = before
                    .iter()
                    .rev()
                    .find(|b| b.named.is_none() && b.indicator.as_ref().is_none_or(|r| s.text[r.start] != '占'))
                    .filter(|b| same_stretch(s, b, draft) && s.quantities[b.quantity].range.end <= of.start)
                && let Some(name) = part.indicator.clone()
            {
                draft.named = Some((name.clone(), of));
                draft.indicator = Some(name);
                draft.scope.clone_from(&part.scope);
                draft.rules.push("indicator.share_of");
                continue;
            }
            // 新增农机站5个、总数达到40个: of what was counted before.
            if own.as_ref().is_some_and(|r| s.slice(r) == ['总', '数'])
                && counted
                && before.last().is_some_and(|b| {
                    same_stretch(s, b, draft)
                        && s.quantities[b.quantity].unit.map(|u| u.name) == q.unit.map(|u| u.name)
                        && b.indicator
                            .as_ref()
                            .is_some_and(|r| self.words.deeds_before.find_before(s.text, r.end).is_none())
                })
            {
                own = None;
                draft.rules.push("indicator.total");
            }
            // 新增12项: that they are new is no name.
            if own.as_ref().is_some_and(|r| matches!(s.slice(r), ['新' | '净', '增'])) {
                own = None;
            }
            // 压减项目30%: the movement stands before what moved.
            if let Some(own) = &own
                && matches!(q.shape, Shape::Percent)
                && draft.left.change.is_none()
                && !draft.left.linked
                && !draft.left.share
                && let Some((len, Before::Change { sign, rate: false, gap: false })) =
                    self.words.before.find_before(s.text, own.start)
                && own.start >= draft.left.floor + len
            {
                draft.left.change = Some(*sign);
            }
            // 平均压减时间58%: so where it was taken for a part of the name.
            if let Some(name) = own.clone()
                && matches!(q.shape, Shape::Percent)
                && draft.left.change.is_none()
                && !draft.left.linked
                && draft.left.bound.is_none()
                && !draft.left.share
                && name.len() > 3
                && !self.dependent(s, &(name.start + 2..name.end))
                && let Some((2, Before::Change { sign, rate: false, gap: false })) =
                    self.words.before.find_before(s.text, name.start + 2)
                && self.words.whole_from(s.text, name.start) <= 2
                && self.names.longest(s.text, name.start) <= 2
            {
                draft.left.change = Some(*sign);
                own = Some(name.start + 2..name.end);
            }
            // 减少文盲40万人, 减少贫困人口1000万, 减少碳排放3万吨: so many fewer.
            if let Some(own) = &own
                && (counted
                    || q.unit.is_none() && q.scale > 0
                    || q.unit.is_some_and(|u| u.dimension == Dimension::Physical && u.group == "mass"))
                && draft.left.change.is_none()
                && draft.left.rest == q.range.start
                && draft.right.noun.is_none()
                && s.slice(&(draft.left.floor..own.start)).ends_with(&['减', '少'])
            {
                draft.left.change = Some(-1);
                draft.left.by_amount = true;
            }
            if let Some(scope) = scope {
                draft.scope = Some(Scope::Written(self.with_list(s, scope, draft.left.floor)));
            }
            // 甲区完成生产总值12亿元,乙区完成9亿元: whose; what it is was named before.
            if let Some(name) = own.clone()
                && let Some((measured, unit)) = self.measured_alike(s, before, draft)
                && q.unit.is_some_and(|u| u.name == unit)
                && matches!(q.unit, Some(u) if matches!(u.dimension, Dimension::Money | Dimension::Physical))
                && !self.is_measure(s, &name)
                && (self.is_scope(s, name.clone()) || self.is_body(s, &name) || is_whose(s.slice(&name)))
                && draft.scope.as_ref().is_none_or(|area| matches!(area, Scope::Written(r) if r.end == name.start))
            {
                draft.scope = Some(Scope::Written(draft.scope.take().map_or(name.clone(), |area| joined(area, &name))));
                draft.indicator = Some(measured);
                draft.rules.push("indicator.elided");
                continue;
            }
            // 三次产业的拉动分别为:第一产业0.6个百分点,第二产业0.8个百分点
            if let Some(name) = own.clone()
                && draft.left.rest == q.range.start
                && draft.right.noun.is_none()
                && let Some(head) = self.head_of_list(s, before, draft)
            {
                draft.scope = Some(Scope::Written(name));
                draft.indicator = Some(head);
                draft.rules.push("indicator.head");
                continue;
            }
            // 工业增加值增长6%,其中国有企业增长5%: a body is not what grows, but whose it is.
            if let Some(name) = own.clone()
                && q.shape == Shape::Percent
                && let Some(last) = before.last()
                && s.quantities[last.quantity].shape == Shape::Percent
                && same_stretch(s, last, draft)
                && last.indicator.as_ref().is_some_and(|measured| self.is_measure(s, measured))
            {
                let grown = draft.left.change.is_some() && last.left.change.is_some();
                let bare = draft.left.rest == q.range.start && draft.right.noun.is_none() && !part_of(s, last, &name);
                if grown && (self.is_body(s, &name) || self.is_like(s, last, &name) || self.is_trade(s, last, &name)) {
                    draft.scope =
                        Some(Scope::Written(draft.scope.take().map_or(name.clone(), |area| joined(area, &name))));
                    own = None;
                } else if bare && self.is_member(s, &name) {
                    // 铁路运量增长5%,公路8%: what is measured, and that it grew, was said before.
                    draft.scope =
                        Some(Scope::Written(draft.scope.take().map_or(name.clone(), |area| joined(area, &name))));
                    draft.left.change = draft.left.change.or(last.left.change);
                    own = None;
                }
            }
            let places = q.unit.is_some_and(|u| u.dimension != Dimension::People);
            // 新建口袋公园18个 names before, 新建18个口袋公园 after; a verb alone before the number names nothing.
            let verb_only = own.as_ref().is_some_and(|r| self.verb_only(s, r.clone()));
            // 国务院组成部门设置41个: with nothing behind the number whoever stands before the verb is what is counted.
            if verb_only
                && counted
                && draft.right.noun.is_none()
                && let Some(Scope::Written(who)) = draft.scope.clone()
                && own.as_ref().is_some_and(|r| r.start == who.end)
                && s.text.get(who.start.wrapping_sub(1)) != Some(&'在')
                && !self.next_counts(s, q.range.end)
            {
                draft.indicator = Some(who);
                draft.scope = None;
                draft.rules.push("indicator.before");
                continue;
            }
            // 示范区完成600平方公里绿化: what was done stands behind, and who did it before.
            let doer = draft.left.open && own.as_ref().is_some_and(|r| self.is_scope(s, r.clone()));
            // 总投资21亿元的锂盐项目: what the number measures stands before it; behind it stands whose it is.
            let attribute = s.text.get(draft.right.after) == Some(&'的')
                && draft.right.bound.is_none()
                && own.as_ref().is_some_and(|r| self.is_measure(s, r))
                // 年吞吐量超过500万标箱的大港
                && (draft.left.bound.is_some() && !draft.left.deed
                    || q.unit.is_some_and(|u| u.dimension == Dimension::Money));
            if attribute && draft.scope.is_none() {
                let whose = draft.right.noun.clone().map(|noun| self.tidy(s, noun));
                draft.scope = whose.filter(|r| s.text[r.end - 1] != '有').map(Scope::Written);
            }
            if let Some(noun) = draft.right.noun.clone()
                && !attribute
                && (doer
                    || own.is_none()
                    || verb_only
                    || draft.left.deed
                    // “振兴”工程提升40所学校: what is counted did not rise by so many.
                    || counted && places && draft.left.change.is_some() && !draft.left.to && draft.base.is_none()
                    || !draft.left.linked
                    // 改革扩大到29个省: how far it reaches.
                    || draft.left.to && draft.from.is_none() && counted && Self::names_places(s, &noun)
                    // 站立在百万平方公里的土地上
                    || q.unit.is_some_and(|u| u.group == "area")
                        && s.text.get(draft.right.after) == Some(&'的')
                        && !own.as_ref().is_some_and(|r| self.is_measure(s, r))
                    || given(s, draft)
                    // 站点覆盖八成以上社区: whom it reaches.
                    || matches!(q.shape, Shape::Percent | Shape::Fraction)
                        && s.slice(&(draft.left.rest.saturating_sub(2)..q.range.start)).starts_with(&['覆', '盖'])
                    || self.served(s, draft, &noun))
                && (own.is_none() || q.shape != Shape::Rank)
            {
                // 国务院颁布了59项法规: the subject is who or where.
                if draft.scope.is_none() && !verb_only {
                    let who = if doer { own } else { own.and_then(|r| self.subject_of(s, r)) };
                    draft.scope = who.map(Scope::Written);
                }
                let mut noun = self.tidy(s, noun);
                // 举办2场全省农技交流活动: where it took place. 22家全省重点实验室 are a class.
                if q.unit.is_some_and(|u| matches!(u.name, "场" | "场次" | "次"))
                    && let Some((len, _)) = self.words.openers.find(s.text, noun.start).filter(|(n, o)| {
                    **o == Opener::Area
                        && *n + 3 < noun.len()
                        && matches!(s.slice(&(noun.start..noun.start + n)), ['全' | '我' | '本', c] if *c != '国' && *c != '球')
                }) && draft.scope.is_none()
                {
                    draft.scope = Some(Scope::Written(noun.start..noun.start + len));
                    noun.start += len;
                }
                draft.indicator = Some(noun);
                draft.rules.push("indicator.after");
            } else if let Some(own) = own
                .filter(|r| !verb_only || before.is_empty() && !self.hard(s, r))
                // 办好12类45件实事: the noun stands behind the second number.
                .filter(|_| !verb_only || !self.next_counts(s, q.range.end))
            {
                if draft.scope.is_none() && self.dependent(s, &own) {
                    draft.scope = self.owner(s, before.last(), &own);
                }
                draft.indicator = Some(own);
                draft.rules.push("indicator.before");
            } else if let Some((name, scope)) = draft.from.and_then(|old| {
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
            } else if let Some(last) =
                before.last().filter(|b| b.indicator.is_some() && same_stretch(s, b, draft) && carries(s, b, draft))
            {
                // 占支出的13%,比上年增长8%: what grew is not the share.
                let of_share = |d: &Draft| {
                    d.indicator
                        .as_ref()
                        .is_some_and(|r| s.text[r.start] == '占' && !s.slice(r).ends_with(&['比', '重']))
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
            } else if let Some((name, scope)) = self.subject_before(s, draft.left.floor) {
                draft.indicator = Some(name);
                draft.scope = draft.scope.take().or(scope.map(Scope::Written));
                draft.rules.push("indicator.clause_before");
            }
        }
    }

    /// The list that is the subject of the clause before, where 分别 gives each of it a number: 甲、乙受…影响,分别增长.
    fn listed_before(&self, s: &Sentence<'_>, draft: &Draft) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let mark = draft.left.floor.checked_sub(1).filter(|m| draft.left.each && s.text[*m] == ',')?;
        let start = s.clause_start(mark);
        if s.number_in(start..mark) || !s.slice(&(start..mark)).contains(&'、') {
            return None;
        }
        let (at, area) = self.skip_openers(s, start, mark);
        let verb = (at + 3..mark).find(|i| {
            self.words.edge(s.text, *i).is_some() || s.text[*i] == '受' && self.words.whole_from(s.text, *i) < 2
        })?;
        let name = at..verb;
        let list =
            s.slice(&name).contains(&'、') && self.is_measure(s, &name) || s.slice(&name).ends_with(&['消', '费']);
        (list && name.len() <= LONGEST).then_some((name, area))
    }

    /// The known measure that the clause before tells of without a number, if a number stands before that clause.
    fn told_before(
        &self,
        s: &Sentence<'_>,
        before: &[Draft],
        draft: &Draft,
    ) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let mark = draft.left.floor.checked_sub(1).filter(|m| s.text[*m] == ',')?;
        let start = s.clause_start(mark);
        let after = before.last().map(|b| s.quantities[b.quantity].range.end)?;
        if start < after || s.number_in(start..mark) {
            return None;
        }
        let (at, area) = self.skip_openers(s, start, mark);
        let len = self.names.measure(s.text, at).filter(|n| *n > 2 && at + n + 1 < mark)?;
        // 进出口总值|创新高; not 城镇化率、就业率.
        let told = !matches!(s.text[at + len], '、' | '和' | '与' | '及' | '的');
        told.then_some((at..at + len, area))
    }

    /// Whether another number that counts stands right behind, or behind a mark: 办好12类45件实事, 实施30类、533个项目.
    fn next_counts(&self, s: &Sentence<'_>, end: usize) -> bool {
        let listed = s.text.get(end) == Some(&'、');
        let next = s.quantity_from(end + usize::from(listed));
        next.is_some_and(|n| {
            n.counts()
                && (!listed
                    || n.unit.is_some_and(|u| u.dimension == Dimension::Count)
                        && self.noun_end(s, n.range.end, false).is_some())
        })
    }

    /// Where 完成年度计划的 begins, if it stands right before `at`.
    fn plan_before(&self, s: &Sentence<'_>, floor: usize, at: usize) -> Option<usize> {
        /// Longest such phrase: 完成调整年初预算数的.
        const PHRASE: usize = 14;
        let words = s.slice(&(floor.max(at.saturating_sub(PHRASE))..at));
        let start = at - words.len();
        let end = words.len() - usize::from(words.last() == Some(&'的'));
        let verb = (0..end).find(|i| {
            let rest = &words[*i..end];
            ["完成", "占", "为", "达到", "达", "超过", "超"].iter().any(|w| {
                stands(rest, 0, w) && {
                    let rest = &rest[w.chars().count()..];
                    // 完成省里下达计划的102%
                    let set = rest.windows(2).position(|w| matches!(w, ['下', '达'] | ['确', '定']));
                    self.words.is_plan(rest)
                        || set.is_some_and(|i| {
                            self.words.is_plan(&rest[i + 2..])
                                || self.words.is_plan(rest[i + 2..].strip_prefix(&['的']).unwrap_or_default())
                        })
                }
            })
        })?;
        // 超额完成, 已完成, 分别完成
        let mut from = start + verb;
        while let Some(w) = ["超额", "累计", "提前", "分别", "已", "均", "共", "约", "只", "仅"].iter().find(|w| {
            let n = w.chars().count();
            from >= floor + n && s.slice(&(from - n..from)).iter().copied().eq(w.chars())
        }) {
            from -= w.chars().count();
        }
        Some(from)
    }

    /// 在甲中,乙占43%: 甲 and 乙.
    fn portion(&self, s: &Sentence<'_>, draft: &Draft) -> Option<(Range<usize>, Range<usize>)> {
        /// Longest name of a part.
        const PART: usize = 16;
        let at = s.quantities[draft.quantity].range.start;
        let clause = s.clause_start(at);
        let mark = clause.checked_sub(1).filter(|m| s.text[*m] == ',')?;
        let start = s.clause_start(mark);
        let of = s.slice(&(start..mark));
        if of.first() != Some(&'在') || of.last() != Some(&'中') || of.len() < 5 || s.number_in(start..mark) {
            return None;
        }
        let whole = self.own(s, start + 1, mark - 1).0?;
        let share = s.slice(&(clause..at)).iter().position(|c| *c == '占').map(|i| clause + i)?;
        let from = self.skip_openers(s, clause, share).0.min(share);
        let from = if from + 1 < share { from } else { clause };
        let mut end = share;
        while end > from && matches!(s.text[end - 1], '将' | '均' | '都' | '仅' | '只' | '约' | '共') {
            end -= 1;
        }
        // 在总投资中,工业的投资占: what is named is a measure of its own.
        let measured = self.own(s, from, end).0.is_some_and(|r| self.is_measure(s, &r));
        ((2..=PART).contains(&(end - from)) && !measured && !s.number_in(clause..share)).then_some((whole, from..end))
    }

    /// The measure that is all the clause before says, where a from–to follows: 乙所占的比重,由60%下降为54%. It begins behind
    /// `after`, the figure before.
    fn measure_before(
        &self,
        s: &Sentence<'_>,
        floor: usize,
        number: usize,
        after: usize,
    ) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let mark = floor.checked_sub(1).filter(|m| s.text[*m] == ',' && *m < number)?;
        let start = s.clause_start(mark);
        if start < after || s.number_in(start..mark) {
            return None;
        }
        let (name, scope) = self.own(s, start, mark);
        name.filter(|name| self.is_measure(s, name)).map(|name| (name, scope))
    }

    /// A noun after the number without what does not belong to it.
    fn tidy(&self, s: &Sentence<'_>, noun: Range<usize>) -> Range<usize> {
        let text = s.text;
        let mut at = noun.start;
        while at < noun.end && matches!(text[at], '的' | ' ') {
            at += 1;
        }
        // 九百万平方公里面积的国土: the measure stands right behind.
        if let Some((len, ())) = self.words.dependent.find(text, at).filter(|(n, ())| text.get(at + n) == Some(&'的'))
        {
            return at..at + len;
        }
        // 建设水平突出、发展成效明显的园区: attributes joined by 、 up to their 的.
        if s.text.get(noun.end) == Some(&'、')
            && !s.number_in(noun.end..s.clause_end(noun.end))
            && let Some(de) =
                s.slice(&(noun.end..s.clause_end(noun.end).min(noun.end + 40))).iter().rposition(|c| *c == '的')
        {
            let head = noun.end + de + 1;
            if let Some(end) = self.noun_end(s, head, false) {
                return head..end.min(head + LONGEST);
            }
        }
        // 符合条件的退役军人: the head stands after the last 的.
        if noun.end - at > 10
            && let Some(i) = text[at..noun.end].iter().rposition(|c| *c == '的')
            && noun.end - (at + i + 1) >= 2
        {
            at += i + 1;
        }
        let mut end = noun.end.min(at + LONGEST);
        // 12个国家的|30个港口, 百万平方公里的土地上
        while end > at + 1
            && (text[end - 1] == '的'
                || text[end - 1] == '上'
                    && self.words.whole_to(&text[..end], end) < 2
                    && !text.get(end).is_some_and(|c| c.is_alphanumeric()))
        {
            end -= 1;
        }
        at..end
    }

    /// What the last figure with a unit measures, where this one follows 完成 or 实现 in the same way and names only whose
    /// it is; with the unit.
    fn measured_alike(
        &self,
        s: &Sentence<'_>,
        before: &[Draft],
        draft: &Draft,
    ) -> Option<(Range<usize>, &'static str)> {
        if !draft.left.open || draft.right.noun.is_some() {
            return None;
        }
        let unit = s.quantities[draft.quantity].unit?.name;
        let alike = |d: &&Draft| s.quantities[d.quantity].unit.is_some_and(|u| u.name == unit);
        let last = before.iter().rev().take(4).find(alike)?;
        let measured = last.indicator.clone().filter(|r| self.is_measure(s, r))?;
        let between = s.quantities[last.quantity].range.end..draft.left.floor;
        (!s.slice(&between).contains(&'。')).then_some((measured, unit))
    }

    /// The measure before a colon whose list this figure stands in: 拉动分别为:甲0.6个百分点,乙….
    fn head_of_list(&self, s: &Sentence<'_>, before: &[Draft], draft: &Draft) -> Option<Range<usize>> {
        let mark = draft.left.floor.checked_sub(1)?;
        if let Some(last) = before.last().filter(|d| d.rules.contains(&"indicator.head")) {
            let near = s.quantities[last.quantity].range.end;
            return last.indicator.clone().filter(|_| near == mark && matches!(s.text[mark], ',' | '、' | ';'));
        }
        if s.text[mark] != ':' {
            return None;
        }
        let head = s.slice(&(0..mark));
        let tail = ["分别为", "分别是", "分别达"].iter().find(|w| ends(head, w))?;
        let end = mark - tail.chars().count();
        let (name, _) = self.own(s, s.clause_start(end), end);
        name
    }

    /// The subject of the clause before: 粮食生产再获丰收,达到42.5万吨; the label before a colon (钢:达到40万吨); the noun before
    /// a bracket (中央预算收入(扣除上解部分)为23亿元).
    fn subject_before(&self, s: &Sentence<'_>, floor: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let mut mark = floor.checked_sub(1)?;
        if matches!(s.text[mark], '由' | '从') {
            mark = mark.checked_sub(1)?;
        }
        mark = aside(s, mark);
        match s.text[mark] {
            ')' => {
                let open =
                    s.text[mark.saturating_sub(40)..mark].iter().rposition(|c| *c == '(')? + mark.saturating_sub(40);
                let (name, scope) = self.own(s, s.clause_start(open), open);
                return Some((name?, scope));
            }
            ':' => {
                let start = s.clause_start(mark);
                let (label, scope) = self.own(s, start, mark);
                return label.filter(|l| l.len() <= 12).map(|l| (l, scope));
            }
            ',' => {}
            _ => return None,
        }
        let start = s.clause_start(mark);
        // 轻工业产值占工业总产值的比重,由…提高到: the clause is no more than the name of a measure.
        if let (Some(name), scope) = self.own(s, start, mark)
            && self.is_measure(s, &name)
            && !s.slice(&(start..mark)).contains(&'等')
        {
            return Some((name, scope));
        }
        let (at, scope) = self.skip_openers(s, start, mark);
        // 在基本建设方面, 在今年内: where or when, and no subject; 对小企业: for whom.
        if s.text.get(at) == Some(&'在') || s.text.get(at) == Some(&'对') && self.words.whole_from(s.text, at) < 2 {
            return None;
        }
        // 五年内施工的大中型项目,将建成40个: what a verb and 的 describe.
        let described = self.words.edge(s.text, at).filter(|(n, _)| *n > 1 && s.text.get(at + n) == Some(&'的'));
        let at = described.filter(|(n, _)| at + n + 3 < mark).map_or(at, |(n, _)| at + n + 1);
        // 实现城镇化率的快速提升,达到40%: the object of the verb.
        let verb = self.words.edge(s.text, at).filter(|(n, _)| *n > 1);
        if let Some((len, _)) = verb
            && let Some(name) =
                (at + len..mark).find_map(|i| self.names.measure(s.text, i).map(|n| i..i + n)).or_else(|| {
                    Some(at + len..mark).filter(|r| r.len() > 2 && (self.is_measure(s, r) || s.text[mark - 1] == '率'))
                })
        {
            return (name.end <= mark).then_some((name, scope));
        }
        let mut end = self.noun_end(s, at, true)?.min(mark);
        // 国有单位|固定资产投资增长加快,全年增长19%: the measure that the noun stopped before.
        if let Some(len) = self.names.measure(s.text, end).filter(|n| *n > 2 && end + n < mark)
            && self.is_scope(s, at..end)
        {
            return Some((end..end + len, Some(at..end)));
        }
        // 原油产量继续增长,达到1.4亿吨
        while let Some((len, Before::Adverb { .. })) = self.words.before.find_before(s.text, end)
            && len > 1
            && end >= at + len + 2
            && self.words.whole_to(&s.text[..end], end) <= len
        {
            end -= len;
        }
        // 机制纸、自行车等日用品,增长50%: all of the list.
        let rest = end..mark;
        if s.text.get(end) == Some(&'、')
            && !s.number_in(rest.clone())
            && !rest.clone().any(|i| self.words.edge(s.text, i).is_some())
        {
            end = mark;
        }
        (end >= at + 2 && end <= at + LONGEST && !s.text[at..end].iter().any(|c| is_clause_mark(*c)))
            .then_some((at..end, scope))
    }
}
