//! Who pays, decides or is relieved is not what is paid.

use super::{Named, same_stretch};
use crate::figure::{Draft, Grammar, Scope, Sentence};
use crate::unit::Dimension;
use std::ops::Range;

impl Grammar {
    /// Who pays, by what they do or among others who were named before.
    pub(super) fn paid(&self, s: &Sentence<'_>, before: &[Draft], draft: &Draft, named: Named) -> Named {
        let Named { mut own, mut scope } = named;
        let q = &s.quantities[draft.quantity];
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
        Named { own, scope }
    }

    /// 带动农户增收3000万元: what they gained is measured, and they are whose it is.
    pub(super) fn gained(&self, s: &Sentence<'_>, draft: &mut Draft) {
        let q = &s.quantities[draft.quantity];
        if draft.left.change.is_none() || q.unit.is_none_or(|u| u.dimension != Dimension::Money) {
            return;
        }
        let words = draft.left.rest..q.range.start;
        let Some(gain) = words.clone().find_map(|i| self.words.gained.find(s.text, i).map(|(n, ())| i..i + n)) else {
            return;
        };
        let households = |r: &Range<usize>| {
            self.is_people(s.slice(r)) || matches!(s.slice(r).last(), Some('户' | '民' | '村' | '人' | '者'))
        };
        let Some(mut who) = draft.indicator.clone().filter(|r| gain.end <= words.end && households(r)) else { return };
        // 带动|群众增收
        if let Some((len, _)) = self.words.edge(s.text, who.start).filter(|(n, _)| *n > 1 && who.len() > n + 1) {
            who.start += len;
            draft.scope = None;
        }
        draft.scope = Some(match draft.scope.take() {
            Some(Scope::Written(area)) if area.end == who.start => Scope::Written(area.start..who.end),
            _ => Scope::Written(who),
        });
        draft.indicator = Some(gain);
        draft.rules.push("indicator.gained");
    }

    /// Who decides, who gives and who is relieved.
    pub(super) fn granted(&self, s: &Sentence<'_>, draft: &Draft, named: Named) -> Named {
        let Named { mut own, mut scope } = named;
        let q = &s.quantities[draft.quantity];
        // 县委决定今年安排30亿元资金: who decides is not what is measured.
        if let Some(name) = own.clone()
            && draft.right.noun.is_some()
            && ["决定", "要求", "同意", "批准"]
                .iter()
                .any(|w| s.slice(&name).iter().rev().copied().zip(w.chars().rev()).filter(|(a, b)| a == b).count() == 2)
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
        Named { own, scope }
    }
}
