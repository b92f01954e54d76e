//! Of what something is a share, and what has it.

use super::{LONGEST, Named, same_stretch};
use crate::figure::{Draft, Grammar, Scope, Sentence};
use crate::quantity::Shape;
use crate::search::ends;
use std::ops::Range;

/// What a share is called that is named for itself: 占总人口的比重.
const SHARES: &[&str] = &["比重", "比例", "比率", "占比", "份额", "比"];

impl Grammar {
    /// What the share is of, and whose it is.
    pub(super) fn share_of(&self, s: &Sentence<'_>, before: &[Draft], draft: &mut Draft, named: Named) -> Named {
        let Named { mut own, mut scope } = named;
        let q = &s.quantities[draft.quantity];
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
        Named { own, scope }
    }

    /// Whether the number is the share that what was told before has of something; the draft is given both.
    pub(super) fn has_share(
        &self,
        s: &Sentence<'_>,
        before: &[Draft],
        draft: &mut Draft,
        own: Option<&Range<usize>>,
    ) -> bool {
        let q = &s.quantities[draft.quantity];
        // 交通支出28亿元,占支出总数的18%: of what was told before, which is what has that share.
        if let Some(of) = own.cloned()
            && matches!(q.shape, Shape::Percent | Shape::Permille | Shape::Fraction)
            && s.text[of.start] == '占'
            && of.start <= draft.left.floor + 1
            // 占总人口比重(城镇化率)
            && let bare = s.slice(&of).iter().position(|c| *c == '(').map_or(of.end, |i| of.start + i)
            && !SHARES.iter().any(|w| ends(s.slice(&(of.start..bare)), w))
            && let Some(part) = before
                .iter()
                .rev()
                .filter(|b| s.quantities[b.quantity].range.end <= of.start)
                .find(|b| b.named.is_none() && b.indicator.as_ref().is_none_or(|r| s.text[r.start] != '占'))
                .filter(|b| same_stretch(s, b, draft))
            && let Some(name) = part.indicator.clone()
        {
            // 试点范围扩大到51个县,占全省总数的47%: the counties have that share.
            let reached = part.right.noun.clone().filter(|_| s.slice(&name).ends_with(&['范', '围']));
            let name = reached.map_or(name, |noun| self.tidy(s, noun));
            // 占全国1800个县的百分之三十: beside whom.
            let area = self.skip_openers(s, of.start + 1, of.end).1.filter(|a| a.start == of.start + 1);
            draft.named = Some((name.clone(), of));
            draft.indicator = Some(name);
            draft.scope = area.map(Scope::Written).or_else(|| part.scope.clone());
            draft.rules.push("indicator.share_of");
            return true;
        }
        false
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
}
