//! What is ranked or shared out, apart from those among whom.

use super::Named;
use crate::figure::{Draft, Grammar, Sentence};
use crate::quantity::Shape;
use crate::unit::Dimension;

impl Grammar {
    /// Whom a rank is among, and who has it, are no part of what is ranked; nor is who shares a part of what is shared out.
    pub(super) fn ranked(&self, s: &Sentence<'_>, draft: &Draft, named: Named) -> Named {
        let Named { mut own, mut scope } = named;
        let q = &s.quantities[draft.quantity];
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
        Named { own, scope }
    }
}
