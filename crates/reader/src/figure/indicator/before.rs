//! What the clauses before a number name, where its own clause names nothing.

use super::LONGEST;
use crate::figure::words::Before;
use crate::figure::{Draft, Grammar, Sentence, is_clause_mark};
use std::ops::Range;

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
        let reckoned = clause.starts_with(&['按']) && matches!(clause, [.., '计' | '折', '算'] | [.., '口', '径']);
        // 收入,扣除价格上涨因素,增长: what was reckoned out.
        let without = matches!(
            clause,
            ['扣' | '剔', '除', .., '因', '素'] | ['考', '虑', .., '因', '素'] | ['扣' | '剔', '除', .., '影', '响']
        );
        // 亩产,在三种不同的地区,分别达到: where, between the noun and its numbers.
        let within = matches!(clause, ['在', .., '地', '区'] | ['在', .., '条', '件'] | ['在', .., '情', '况', '下']);
        let remark = reckoned
            || without
            || within
            || clause.starts_with(&['包', '括']) && matches!(clause, [.., '在', '内' | '外'] | [.., '在', '内', '的']);
        if !remark {
            break;
        }
        mark = low + start;
    }
    mark
}

impl Grammar {
    /// The list that is the subject of the clause before, where 分别 gives each of it a number: 甲、乙受…影响,分别增长.
    pub(super) fn listed_before(
        &self,
        s: &Sentence<'_>,
        draft: &Draft,
    ) -> Option<(Range<usize>, Option<Range<usize>>)> {
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
    pub(super) fn told_before(
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

    /// The measure that is all the clause before says, where a from–to follows: 乙所占的比重,由60%下降为54%. It begins behind
    /// `after`, the figure before.
    pub(super) fn measure_before(
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

    /// What a long description before a comma ends with: 组建合作银行的大中城市,由35个增加到100个; 包括在计划以内的职工总数,将达到.
    pub(super) fn described_before(&self, s: &Sentence<'_>, draft: &Draft) -> Option<Range<usize>> {
        /// Longest such noun.
        const NOUN: usize = 10;
        let number = s.quantities[draft.quantity].range.start;
        let mut mark = draft.left.floor.checked_sub(1)?;
        if matches!(s.text[mark], '由' | '从') {
            mark = mark.checked_sub(1)?;
        }
        if s.text[mark] != ',' || number - mark > 24 {
            return None;
        }
        let start = s.clause_start(mark);
        let of = start + s.slice(&(start..mark)).iter().rposition(|c| *c == '的')?;
        let name = of + 1..mark;
        // What moves or is reached stands behind the comma, and the noun is no doing.
        let moved = matches!(
            s.text[mark + 1],
            '由' | '从' | '将' | '已' | '约' | '共' | '达' | '到' | '有' | '只' | '就' | '现'
        );
        let plain = s.slice(&name).iter().all(|c| crate::charset::is_han(*c))
            && name.clone().all(|i| self.words.edge(s.text, i).is_none_or(|(n, _)| n < 2))
            && !s.slice(&name).ends_with(&['时', '候'])
            && !s.slice(&name).ends_with(&['情', '况']);
        let described = of >= start + 4 && !s.number_in(start..mark);
        (moved && plain && described && (2..=NOUN).contains(&name.len())).then_some(name)
    }

    /// The subject of the clause before: 粮食生产再获丰收,达到42.5万吨; the label before a colon (钢:达到40万吨); the noun before
    /// a bracket (中央预算收入(扣除上解部分)为23亿元).
    pub(super) fn subject_before(
        &self,
        s: &Sentence<'_>,
        floor: usize,
    ) -> Option<(Range<usize>, Option<Range<usize>>)> {
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
        let mut start = s.clause_start(mark);
        // 其中,城区28个: of what was told before that.
        if s.slice(&(start..mark)) == ['其', '中'] {
            mark = start.checked_sub(1).filter(|m| s.text[*m] == ',')?;
            start = s.clause_start(mark);
        }
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
