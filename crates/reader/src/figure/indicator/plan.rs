//! What a number is measured by: a plan, a budget, what was before. It is no name of what is measured.

use super::{Named, same_stretch};
use crate::figure::{Draft, Grammar, Sentence};
use crate::quantity::Shape;
use crate::search::stands;
use crate::unit::Dimension;

impl Grammar {
    /// Takes away what the number is only compared with.
    pub(super) fn compared_with(&self, s: &Sentence<'_>, before: &[Draft], draft: &mut Draft, named: Named) -> Named {
        let Named { mut own, scope } = named;
        let q = &s.quantities[draft.quantity];
        // 低于13%左右的预期目标, 超额完成8万人年度任务: a plan of what was told before.
        if draft.right.noun.as_ref().is_some_and(|noun| {
            let words = s.slice(noun);
            noun.len() > 2 && self.words.is_plan(words)
        }) && before.last().is_some_and(|b| {
            b.indicator.is_some()
                && same_stretch(s, b, draft)
                && s.quantities[b.quantity].unit.map(|u| u.dimension) == q.unit.map(|u| u.dimension)
        }) && own
            .as_ref()
            .is_none_or(|r| self.verb_only(s, r.clone()) || s.text[q.range.start - 1] == '的' && !self.is_measure(s, r))
        {
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
        Named { own, scope }
    }

    /// What stands before the plan that a share is of; the plan itself where it is told.
    pub(super) fn by_plan(&self, s: &Sentence<'_>, before: &[Draft], draft: &mut Draft, named: Named) -> Named {
        let Named { mut own, mut scope } = named;
        let q = &s.quantities[draft.quantity];
        // 学位完成年度计划的114%: what it is measured by is no name of it.
        if matches!(q.shape, Shape::Percent)
            && let Some(plan) = self.plan_before(s, draft.left.floor, q.range.start)
        {
            (own, scope) = self.own(s, draft.left.floor, plan);
            // 超年度计划13%: by how much.
            draft.left.over = s.slice(&(plan..q.range.start)).contains(&'超') && s.text[plan + 1] != '额';
        }
        // 一般公共预算支出年初预算为4亿元,调整预算为7亿元: so much was to be; what it is stands before, or was told before.
        if let Some(name) = own.clone()
            && q.unit.is_some_and(|u| !matches!(u.dimension, Dimension::Ratio))
            && matches!(
                s.slice(&(name.end..q.range.start)),
                ['为' | '是'] | ['安', '排'] | ['安', '排', '为'] | ['数', '为']
            )
            && self.words.is_plan(s.slice(&name))
        {
            let begin = self.words.plan_begins(s.text, draft.left.floor, name.start);
            let (of, whose) = self.own(s, draft.left.floor, begin);
            let told = before.last().is_some_and(|b| b.indicator.is_some() && same_stretch(s, b, draft));
            if of.is_some() || told {
                (own, scope) = (of, whose);
                draft.rules.push("indicator.plan_of");
            }
        }
        // 为预算数30亿元的42%: the plan itself.
        if let Some(name) = own.clone()
            && matches!(s.text[name.start], '为' | '占' | '达')
            && self.words.is_plan(s.slice(&(name.start + 1..name.end)))
        {
            own = Some(name.start + 1..name.end);
        }
        Named { own, scope }
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
}
