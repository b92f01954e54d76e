//! Who pays, decides or is relieved is not what is paid.

use super::{Named, same_stretch};
use crate::figure::{Draft, Grammar, Sentence};
use crate::unit::Dimension;

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
