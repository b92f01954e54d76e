//! What stands at the head of the words before a number: who acts, where, when, for whom, and their verbs.

use super::{Cut, LONG, Own};
use crate::figure::{Grammar, Sentence};
use std::ops::ControlFlow::{self, Break, Continue};
use std::ops::Range;

/// How long the words 在…期间 at the head of `words` are, if a noun follows.
fn span(words: &[char]) -> Option<usize> {
    /// Longest stretch of time that such words name.
    const SPAN: usize = 14;
    if words.first() != Some(&'在') {
        return None;
    }
    let close = words.windows(2).take(SPAN).position(|w| matches!(w, ['期', '间'] | ['时', '期']))? + 2;
    let close = close + usize::from(matches!(words.get(close), Some('内' | '中' | '里' | '的')));
    (close + 2 <= words.len()).then_some(close)
}

/// How long the levels of government are that words begin with: 省、市、县三级, 市、区两级.
fn levels(words: &[char]) -> Option<usize> {
    let level =
        |c: &char| matches!(c, '国' | '家' | '省' | '市' | '县' | '区' | '州' | '地' | '乡' | '镇' | '村' | '(' | ')');
    let len = words.iter().take_while(|c| level(c) || **c == '、').count();
    (len > 2 && words[..len].contains(&'、'))
        .then(|| {
            words.get(len..len + 2).filter(|w| matches!(w, ['两' | '三' | '四' | '五' | '各', '级'])).map(|_| len + 2)
        })
        .flatten()
}

impl Grammar {
    /// The words of `floor..end` without what stands at their head.
    pub(super) fn without_head(&self, s: &Sentence<'_>, floor: usize, end: usize) -> ControlFlow<Own, Cut> {
        let text = s.text;
        let mut scope: Option<Range<usize>> = None;
        let mut at = floor;
        let mut acts = false;
        loop {
            let (next, found) = self.skip_openers(s, at, end);
            // 全国财政安排农村教育经费: who acts was named, and the place is part of what for.
            if acts && let Some(area) = &found {
                at = area.start;
                break;
            }
            // 全县参加城镇职工养老保险人数: behind a verb 城镇 is part of the name.
            if let (Some(outer), Some(inner)) = (&scope, &found)
                && inner.start > outer.end
                && inner.end == next
                && matches!(s.slice(inner), ['城', '镇' | '乡'] | ['农', '村'])
            {
                at = inner.start;
                break;
            }
            scope = found.or(scope);
            at = next;
            // 在恢复时期工业产值: when.
            if let Some(to) = span(&text[at..end]) {
                at += to;
                continue;
            }
            // 中央财政将投入, 在软件领域每年培育: who acts, or in what, stands at the head.
            if let Some((who, to)) = self.head(s, floor, at, end) {
                acts = s.slice(&who).ends_with(&['财', '政']);
                // 提请县人大常委会审议: before whom it was brought.
                if !text[floor..at].ends_with(&['提', '请']) && !text[floor..at].ends_with(&['报', '请']) {
                    scope = Some(who);
                }
                at = to
                    + usize::from(text.get(to) == Some(&'有') && self.words.whole_from(text, to) < 2 && to + 2 < end);
                // 科创城集聚企业: what it did is no part of what.
                if let Some((len, _)) = self.words.verb(text, at).filter(|(n, _)| *n > 1 && at + n + 1 < end)
                    && self.names.longest(text, at) <= len
                    && text.get(at + len) != Some(&'的')
                    && !text[at..at + len].ends_with(&['于'])
                {
                    at += len;
                }
                continue;
            }
            // A verb at the head opens the noun: 完成退耕还林…, 累计压减机电井….
            let Some((len, edge)) = self.words.edge(text, at).filter(|(n, _)| at + n + 1 < end && *n > 1) else {
                // 科学划定乡镇片区: a verb that only orders begin with.
                let Some(len) = self.bidding(s, at, end) else { break };
                at += len;
                continue;
            };
            let known = self.names.longest(text, at);
            if known > len && at + known <= end
                || matches!(text.get(at + len), Some('性' | '率' | '力' | '量' | '额' | '费' | '型'))
            {
                break;
            }
            if matches!(text.get(at), Some('占')) || text.get(at + len) == Some(&'的') {
                break;
            }
            // 参加合作医疗的农民有18万人: who they are.
            if !edge.deed
                && end - at <= LONG
                && let Some(de) = text[at + len..end].iter().position(|c| *c == '的').map(|i| at + len + i)
                && (de + 1..end).any(|i| self.words.people.find(text, i).is_some_and(|(n, ())| i + n == end))
            {
                break;
            }
            // 用于教育的投入: the verb is within the noun.
            if matches!(text[at..at + len], ['用', '于'] | ['上', '缴']) && text[at..end].contains(&'的') {
                break;
            }
            // 竣工面积: the verb is part of the name.
            if self.words.counts.find(text, at + len).is_some_and(|(n, ())| at + len + n == end) {
                break;
            }
            at += len;
            if text.get(at) == Some(&'了') {
                at += 1;
            }
        }
        // 省、市、县三级财政投入, 市、区两级引导基金: at what levels.
        if scope.is_none()
            && let Some(to) = levels(&text[at..end]).map(|n| at + n)
        {
            scope = Some(at..to);
            at = to + usize::from(text.get(to) == Some(&'的') && to + 1 < end);
            if at >= end {
                return Break((None, scope));
            }
        }
        // 在冬季运动会上奖牌贡献率: where it was.
        if text.get(at) == Some(&'在')
            && self.words.whole_from(text, at) < 2
            && let Some(to) = (at + 3..end.saturating_sub(2)).find(|i| {
                matches!(text[*i], '上' | '中')
                    && self.words.whole_from(text, *i) < 2
                    && self.words.whole_to(text, i + 1) < 2
            })
            && (self.is_measure(s, &(to + 1..end)) || text[end - 1] == '率')
            // 在总额中的比重 is of it.
            && text[to + 1] != '的'
            && !matches!(text[end - 2..end], ['比', '重' | '例'] | ['占', '比'])
            && !text[at..end].contains(&'占')
        {
            scope = Some(at + 1..to);
            at = to + 1;
        }
        // 国家决算在农业方面支出: in what field stands within.
        let within = |i: usize| if text[i] == '在' { self.head(s, floor, i, end) } else { None };
        if let Some((field, to)) = (at + 2..end).find_map(within) {
            scope = Some(field);
            at = to;
        }
        if at < end && text[at] == '是' {
            let (next, found) = self.skip_openers(s, at + 1, end);
            scope = found.or(scope);
            at = next;
        }
        // “一园多区”引进项目: what is quoted before a verb is who or where.
        if at < end
            && scope.is_none()
            && text[at] == '“'
            && let Some(close) = text[at..end].iter().position(|c| *c == '”')
            && self.words.verb(text, at + close + 1).is_some()
            // “四好农村路”改造: with nothing behind it the verb is a noun, but for “1”是.
            && (!self.verb_only(s, at + close + 1..end) || close == 2)
        {
            // “4”即4个平台: a number in quotation marks is nobody.
            let named = text[at + 1..at + close].iter().any(|c| c.is_alphabetic() && !crate::number::is_numeral(*c));
            scope = Some(at..at + close + 1).filter(|_| named);
            at += close + 1;
        }
        // 有公园12个, 主要生产能力有煤炭12万吨: what there is stands behind 有.
        if at < end
            && let Some(has) = (at..end.saturating_sub(2)).rev().find(|i| {
                text[*i] == '有'
                    && (0..=2.min(*i)).all(|back| self.words.whole_from(text, i - back) <= back)
                    && self.names.longest(text, *i) == 0
                    && (*i == at || *i > at + 1 && (0..*i - at).all(|b| self.names.longest(text, at + b) <= i - at - b))
                    && !matches!(
                        text[i + 1],
                        '的' | '了' | '关' | '效' | '机' | '色' | '限' | '序' | '进' | '较' | '所' | '实' | '条'
                    )
            })
            && (has == at && at > floor && scope.is_some()
                || text[at..has].ends_with(&['能', '力'])
                || text[at..has].ends_with(&['各', '地']))
        {
            at = has + 1;
        }
        // 主动地把军队裁减100万人: what is moved stands behind 把.
        if at < end
            && let Some(ba) = (at..end.saturating_sub(2)).rev().find(|i| {
                text[*i] == '把' && self.words.whole_from(text, *i) < 2 && self.words.whole_to(text, i + 1) < 2
            })
        {
            at = ba + 1;
        }
        // “四证一次拿”将总办理时限由60日压缩至10日: so it is behind 将.
        if at < end
            && matches!(text.get(end), Some('由' | '从'))
            && let Some(to) = (at + 1..end.saturating_sub(2)).rev().find(|i| {
                text[*i] == '将' && self.words.whole_from(text, *i) < 2 && self.words.whole_to(text, i + 1) < 2
            })
        {
            at = to + 1;
        }
        // 为群众办理补贴33万元: for whom, and the verb, are no part of it.
        if at + 4 < end
            && matches!(text[at], '为' | '给' | '向' | '对')
            && self.words.whole_from(text, at) < 2
            && let Some(to) = (at + 2..end.saturating_sub(2).min(at + 14)).find_map(|i| {
                let (n, _) = self.words.edge(text, i).filter(|(n, e)| *n > 1 && e.deed && i + n + 1 < end)?;
                // 为主体减轻负担12亿元: without its verb it would be another thing.
                let less = matches!(text[i], '减' | '降' | '节' | '免' | '少');
                Some(if less { i } else { i + n })
            })
            && !text[at..end].contains(&'的')
        {
            at = to;
        }
        // 因旱灾造成经济损失: what brought it about is no part of it.
        if at + 4 < end
            && text[at] == '因'
            && self.words.whole_from(text, at) < 2
            && let Some(to) = (at + 2..end.saturating_sub(3))
                .find(|i| matches!(text[*i..*i + 2], ['造', '成'] | ['导', '致'] | ['引', '发' | '起']))
        {
            at = to + 2;
        }
        // 160个断面中|优良水质占比: of those just counted.
        if at == floor
            && at + 2 < end
            && text[at] == '中'
            && s.text.get(at.wrapping_sub(1)).is_some_and(|c| c.is_alphabetic())
        {
            at += usize::from(self.words.whole_from(text, at) < 2);
        }
        if at >= end {
            return Break((None, scope));
        }
        Continue(Cut { at, end, scope, acts })
    }
}
