//! The noun behind a number: whether it is what is counted, and what of it.

use super::{LONGEST, is_counted};
use crate::figure::words::Opener;
use crate::figure::{Draft, Grammar, Scope, Sentence};
use crate::quantity::Shape;
use crate::unit::Dimension;
use std::ops::Range;

/// Whether an amount is given: 给予 stands right before it and its bounds.
fn given(s: &Sentence<'_>, draft: &Draft) -> bool {
    let before = s.slice(&(draft.left.floor..s.quantities[draft.quantity].range.start));
    before.windows(2).rev().take(RIGHT_BEFORE).any(|w| w == ['给', '予'])
}

/// The rule of a figure that says how long something is: 长达120公里的管道.
pub(in crate::figure) const LONG: &str = "indicator.long";

/// How far before a number 给予 governs it: 给予每家最高不超过20万元.
const RIGHT_BEFORE: usize = 10;

impl Grammar {
    /// Whether who stands before a verb that ends at the number is what is counted, with nothing behind it:
    /// 国务院组成部门设置41个. The draft is given them.
    pub(super) fn who_is_counted(&self, s: &Sentence<'_>, draft: &mut Draft, own: Option<&Range<usize>>) -> bool {
        let q = &s.quantities[draft.quantity];
        if is_counted(q)
            && draft.right.noun.is_none()
            && let Some(Scope::Written(who)) = draft.scope.clone()
            // 中远班列全年发运突破千列
            && own.is_some_and(|r| r.start == who.end || s.time_from(who.end).is_some_and(|t| t.range.end == r.start))
            && s.text.get(who.start.wrapping_sub(1)) != Some(&'在')
            && !self.next_counts(s, q.range.end)
        {
            draft.indicator = Some(who);
            draft.scope = None;
            draft.rules.push("indicator.before");
            return true;
        }
        false
    }

    /// Whether the noun behind the number is what is counted: 新建18个口袋公园. The draft is given it, and whose it is.
    pub(super) fn noun_behind(
        &self,
        s: &Sentence<'_>,
        draft: &mut Draft,
        own: Option<&Range<usize>>,
        verb_only: bool,
    ) -> bool {
        let q = &s.quantities[draft.quantity];
        let counted = is_counted(q);
        // 试点范围扩大到六成以上的县: the range is told of, and how far it goes; no counties are counted.
        let range = |r: &Range<usize>| matches!(s.slice(r), [.., '范', '围'] | [.., '覆', '盖', '面']);
        if own.is_some_and(|r| range(r) && r.end < q.range.start) {
            return false;
        }
        let places = q.unit.is_some_and(|u| u.dimension != Dimension::People);
        // 示范区完成600平方公里绿化: what was done stands behind, and who did it before.
        let doer = draft.left.open && own.is_some_and(|r| self.is_scope(s, r.clone()));
        // 总投资21亿元的锂盐项目: what the number measures stands before it; behind it stands whose it is.
        let attribute = s.text.get(draft.right.after) == Some(&'的')
            && draft.right.bound.is_none()
            && own.is_some_and(|r| {
                // 含油量46%的油菜品种
                let rate = q.shape == Shape::Percent
                    && draft.left.rest == q.range.start
                    && matches!(s.slice(r), [_, .., '量' | '率' | '度']);
                self.is_measure(s, r) || self.is_size(s, r) || rate
            })
            // 年吞吐量超过500万标箱的大港
            && (draft.left.bound.is_some() && !draft.left.deed
                // 全长12公里的渠道
                || q.shape == Shape::Percent
                    && draft.left.rest == q.range.start
                    && own.is_some_and(|r| matches!(s.slice(r), [_, .., '量' | '率' | '度']))
                || q.unit.is_some_and(|u| {
                    u.dimension == Dimension::Money
                        || u.dimension == Dimension::Physical && own.is_some_and(|r| self.is_size(s, r))
                }));
        // 长达120公里的管道: how long it is describes it, and no measure is named.
        let long = own.is_some_and(|r| s.slice(r) == ['长']) && draft.right.noun.is_some();
        // 改革开始在8个省试点: where.
        let at = q.range.start.saturating_sub(1);
        let there = s.text.get(at) == Some(&'在')
            && counted
            && own.is_some_and(|r| {
                // 劳务合作在80个国家和地区展开
                let goes_on = draft
                    .right
                    .noun
                    .as_ref()
                    .and_then(|noun| s.text.get(noun.end))
                    .is_some_and(|c| c.is_alphabetic() && *c != '的');
                let verb = self.words.verb(s.text, at.saturating_sub(2)).is_some_and(|(n, _)| n == 2);
                (verb || goes_on) && r.end + 1 >= at
            })
            && draft.right.noun.as_ref().is_some_and(|noun| Self::names_places(s, noun));
        let attribute = attribute && !long;
        if attribute && draft.scope.is_none() {
            let whose = draft.right.noun.clone().map(|noun| self.tidy(s, noun));
            // 云泽九年一贯制学校: no time ends a name.
            draft.scope = whose
                .filter(|r| s.text[r.end - 1] != '有')
                .filter(|r| s.time_from(r.end).is_none_or(|t| !matches!(s.slice(&t.range), [_, '年'])))
                .map(Scope::Written);
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
                    && !own.is_some_and(|r| self.is_measure(s, r))
                || given(s, draft)
                || long
                || there
                // 《规划》安排了18个领域的任务: what is laid down.
                || counted && s.slice(&(draft.left.rest..q.range.start)).starts_with(&['安', '排'])
                // 站点覆盖八成以上社区: whom it reaches.
                || matches!(q.shape, Shape::Percent | Shape::Fraction)
                    && s.slice(&(draft.left.rest.saturating_sub(2)..q.range.start)).starts_with(&['覆', '盖'])
                || self.served(s, draft, &noun))
            && (own.is_none() || q.shape != Shape::Rank)
        {
            // 覆盖全县10%的村: where they are.
            if draft.scope.is_none()
                && matches!(q.shape, Shape::Percent | Shape::Fraction)
                && let Some((len, ())) = self.words.areas_before.find_before(s.text, q.range.start)
                && q.range.start >= draft.left.floor + len
            {
                draft.scope = Some(Scope::Written(q.range.start - len..q.range.start));
            }
            // 国务院颁布了59项法规: the subject is who or where.
            if draft.scope.is_none() && !verb_only {
                let who = if doer { own.cloned() } else { own.and_then(|r| self.subject_of(s, r.clone())) };
                draft.scope = who.map(Scope::Written);
            }
            if draft.scope.is_none() {
                draft.scope = self.each_of_them(s, draft).map(Scope::Written);
            }
            let mut noun = self.tidy(s, noun);
            // 长达120公里的管道|全线贯通: all of it.
            if long && noun.len() > 4 && s.slice(&(noun.end - 4..noun.end)).starts_with(&['全', '线']) {
                noun.end -= 4;
            }
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
            if long {
                draft.rules.push(LONG);
            }
            return true;
        }
        false
    }

    /// Whether another number that counts stands right behind, or behind a mark: 办好12类45件实事, 实施30类、533个项目.
    pub(super) fn next_counts(&self, s: &Sentence<'_>, end: usize) -> bool {
        let listed = s.text.get(end) == Some(&'、');
        let next = s.quantity_from(end + usize::from(listed));
        next.is_some_and(|n| {
            n.counts()
                && (!listed
                    || n.unit.is_some_and(|u| u.dimension == Dimension::Count)
                        && self.noun_end(s, n.range.end, false).is_some())
        })
    }

    /// A noun after the number without what does not belong to it.
    pub(super) fn tidy(&self, s: &Sentence<'_>, noun: Range<usize>) -> Range<usize> {
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
        // 改革成果|全省推广: where what befell them befell.
        let befell = (at + 2..end).find(|i| {
            let area = self.words.openers.find(text, *i).filter(|(_, o)| **o == Opener::Area);
            area.is_some_and(|(n, _)| self.words.befell.find(text, i + n).is_some_and(|(m, ())| i + n + m == end))
        });
        end = befell.unwrap_or(end);
        // 12个产业集群中,…: among them.
        let among = |end: usize| {
            text[end - 1] == '中'
                && text.get(end) == Some(&',')
                && !matches!(text[end - 2], '高' | '初' | '其' | '集' | '手')
                && self.words.whole_to(&text[..end], end) < 2
        };
        while end > at + 1
            && (text[end - 1] == '的'
                || end > at + 2 && among(end)
                || text[end - 1] == '上'
                    && self.words.whole_to(&text[..end], end) < 2
                    && !text.get(end).is_some_and(|c| c.is_alphanumeric()))
        {
            end -= 1;
        }
        at..end
    }
}
