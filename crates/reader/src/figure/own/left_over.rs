//! Words that are left over where a noun should be, and are none.

use super::{Cut, Own};
use crate::figure::indicator::LONGEST;
use crate::figure::words::Opener;
use crate::figure::{Grammar, Sentence};

impl Grammar {
    /// The noun, if what is left is one.
    pub(super) fn if_noun(&self, s: &Sentence<'_>, cut: Cut) -> Own {
        let text = s.text;
        let Cut { mut at, mut end, scope, .. } = cut;
        // 企业上榜百强、数量居首位: of what was told before.
        if let Some(i) = text[at..end].iter().rposition(|c| *c == '、')
            && matches!(text[at + i + 1..end], ['数' | '总', '量'] | ['占', '比'])
            && !matches!(text[..at + i], [.., '量' | '额' | '数' | '值' | '率' | '积'])
        {
            at += i + 1;
        }
        // 竞争力指数排名中,我国升至第十六位
        if end > at + 2
            && text[end - 1] == '中'
            && text.get(end) == Some(&',')
            && self.words.whole_to(&text[..end], end) < 2
        {
            end -= 1;
        }
        if end - at > LONGEST {
            at = end - LONGEST;
        }
        while at < end
            && (matches!(text[at], '的' | '、' | ' ' | '”' | '》' | '了')
                // 新增甲市、乙市等文明城市12个
                || text[at] == '等' && s.place_to(at).is_some() && self.words.whole_from(text, at) < 2)
        {
            at += 1;
        }
        // …践行使命”等系列文艺活动: the end of a quotation that began before.
        let open = text[at..end].iter().position(|c| *c == '“').unwrap_or(end);
        if let Some(close) = text[at..end].iter().position(|c| *c == '”').filter(|close| *close < open)
            && at + close + 2 < end
            && text[at + close + 1].is_alphabetic()
        {
            at += close + 1;
            at += usize::from(text[at] == '等' && at + 2 < end);
        }
        // 全部建成后增加的能力, 建成后的能力: when.
        if at + 3 < end && text[at] == '后' && self.words.deeds_before.find_before(text, at).is_some_and(|(n, _)| n > 1)
        {
            at += 1;
            at += self.words.edge(text, at).map_or(0, |(n, _)| n).min(end - at);
            at += usize::from(text.get(at) == Some(&'的') && at + 2 < end);
        }
        // 在今年内可以建成: a time is no noun.
        if matches!(text[at], '在' | '于') && s.time_from(at + 1).is_some_and(|t| t.range.end >= end) {
            return (None, scope);
        }
        // 发展新党员: at the head of its clause it is a verb; 发展速度 is none.
        if at + 3 < end
            && text[at..].starts_with(&['发', '展'])
            && (at == s.clause_start(at) || s.time_to(at).is_some())
            && text[at + 2] == '新'
        {
            at += 2;
        }
        // 获国际大赛奖牌: won.
        if at + 2 < end && text[at] == '获' && self.words.whole_from(text, at) < 2 {
            at += 1;
        }
        // 按投入的30%, 按其实际支出: how it is reckoned.
        while at + 2 < end && matches!(text[at], '按' | '照' | '其') && self.words.whole_from(text, at) < 2
            || at + 3 < end && text[at..].starts_with(&['按', '照'])
        {
            at += 1;
        }
        // 按平均汇率折算为1.7万美元: how it is reckoned, and not what.
        if end > at + 2 && matches!(s.slice(&(end - 2..end)), ['折', '算' | '合'] | ['换', '算']) {
            return (None, scope);
        }
        // 连续若干年: how long, and not what.
        if text[at..end].starts_with(&['连', '续']) && matches!(text[end - 1], '年' | '月' | '天') {
            return (None, scope);
        }
        // 今年修订计划时: when, and not what.
        if text[end - 1] == '时' && end - at > 2 && self.words.whole_to(text, end) < 2 {
            return (None, scope);
        }
        // 出口规模占全国1/3: of where it is a share.
        let area = self.words.areas_before.find_before(text, end).map(|(n, ())| end.saturating_sub(n));
        if let Some(start) = area.or_else(|| s.place_to(end).map(|p| p.range.start))
            && start > at + 2
            && text[start - 1] == '占'
        {
            return (Some(at..start - 1), Some(start..end));
        }
        // 每个项目补助50万元: for each of whom.
        if text[at] == '每'
            && let Some((len, ())) = self.words.grants.find_before(text, end).filter(|(n, ())| end - n > at + 1)
        {
            return (Some(end - len..end), Some(at..end - len));
        }
        if end - at <= 2 && text[at] == '对' && self.words.whole_from(text, at) < 2 {
            return (None, scope);
        }
        // 在这方面安排600亿元: in what field, and not what.
        if text[at] == '在' && self.words.whole_from(text, at) < 2 && text[at..end].ends_with(&['方', '面']) {
            let field = at + 1..end - 2;
            return if self.is_measure(s, &field) { (Some(field), scope) } else { (None, Some(at + 1..end)) };
        }
        if at + 1 == end && matches!(text[at], '对' | '为' | '向' | '在' | '按' | '给' | '即') {
            return (None, scope);
        }
        // 企业达到37家,其中超亿元的12家: how large some of them are.
        let size = s.slice(&(at..end));
        if let ['超' | '过', magnitude @ .., '元' | '吨' | '亩'] = size
            && !magnitude.is_empty()
            && magnitude.iter().all(|c| crate::number::is_numeral(*c))
        {
            return (None, scope);
        }
        // 已经按期偿还了12亿元: what was done, and of what was told before.
        if text.get(end) == Some(&'了') && crate::commitment::bidding(s.slice(&(at..end))) == Some((end - at, true)) {
            return (None, scope);
        }
        // 一次性增加6万亿元: how, and not what. 实现两个100%: nor is how many of them.
        if s.slice(&(at..end)) == ['一', '次', '性']
            // 一九八○比一九七五年增加: nor is a year.
            || end - at >= 4 && s.slice(&(at..end)).iter().all(|c| matches!(c, '○' | '〇') || crate::number::is_numeral(*c))
            || matches!(s.slice(&(at..end)), [n] if *n == '中' || crate::number::is_numeral(*n))
            || matches!(s.slice(&(at..end)), [n, '个'] if !n.is_ascii_digit() && crate::number::is_numeral(*n))
        {
            return (None, scope);
        }
        // 而1985年就增加…, 优先在…: nothing but words that open a clause is left.
        if self.words.openers.find(text, at).is_some_and(|(n, o)| at + n == end && *o == Opener::Plain) {
            return (None, scope);
        }
        ((at + 1 < end || (at < end && text[at].is_alphabetic())).then_some(at..end), scope)
    }
}
