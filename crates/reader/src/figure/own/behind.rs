//! What stands behind the noun before a number and is no part of it: verbs, remarks, how it is reckoned.

use super::Own;
use crate::figure::words::Before;
use crate::figure::{Grammar, Sentence};
use std::ops::ControlFlow::{self, Break, Continue};

/// Longest remark of how a measure is reckoned: 以货币计算.
const RECKONED: usize = 10;

impl Grammar {
    /// Where the noun that `floor..rest` ends in ends.
    pub(super) fn without_tail(&self, s: &Sentence<'_>, floor: usize, rest: usize) -> ControlFlow<Own, usize> {
        let text = s.text;
        let mut end = rest;
        // 完成河道拓展和3700米护墙建设: what is joined to the number stands behind it.
        if end > floor
            && matches!(text[end - 1], '和' | '与')
            && !text[floor..end].ends_with(&['总', '和'])
            && self.words.whole_to(text, end) < 2
        {
            return ControlFlow::Break((None, None));
        }
        while end > floor
            && matches!(text[end - 1], ' ' | '的' | '了' | '、' | '”' | '—' | '·')
            && !(text[end - 1] == '”' && text[floor..end].contains(&'“'))
        {
            end -= 1;
        }
        while let Some((len, ())) = self.words.trailers.find_before(text, end).filter(|(n, ())| end - n > floor + 1) {
            // 涨幅 alone is what is measured, and 经济增长速度 is a name.
            if self.skip_openers(s, floor, end - len).0 + 1 >= end - len
                || len > 2 && self.names.longest_before(text, end) > len
            {
                break;
            }
            end -= len;
            while end > floor && matches!(text[end - 1], '的' | ' ') {
                end -= 1;
            }
        }
        // 工业产值的情况也是这样: of what it is told.
        if let Some(len) = self.words.likewise.find_before(text, end).map(|(n, ())| n).filter(|n| end > floor + n + 1) {
            end -= len;
        }
        // 试点范围扩大到全省80%以上的县: how far it reaches.
        if let Some((len, ())) = self.words.areas_before.find_before(text, end).filter(|(n, ())| end > floor + n)
            && let Some((link, Before::Link { to: true, .. })) = self.words.before.find_before(text, end - len)
            && end > floor + len + link + 1
        {
            end -= len + link;
        }
        // 河道疏浚和2600米堤岸: what stands before 和 is told of another, and the noun stands behind.
        if end == rest && self.ends_in_and(s, floor, end) {
            return Break((None, None));
        }
        // 让8万户31万群众: for whom it was done stands behind the number. 矿业权出让111宗 has its noun before.
        let counts_next = || {
            let next = s.quantity_from(rest).and_then(|q| text.get(q.range.end));
            next.is_some_and(|c| crate::charset::is_han(*c) || c.is_ascii_digit())
        };
        if end > floor + 1
            && text[end - 1] == '让'
            && !matches!(text[end - 2], '出' | '转' | '受' | '割')
            && self.words.whole_to(&text[..end], end) < 2
            && counts_next()
        {
            return Break((None, None));
        }
        // 平均工资以货币计算: how it is reckoned stands behind the name.
        if text[floor..end].ends_with(&['计', '算'])
            && let Some(by) = (floor + 2..end - 2).rev().take(RECKONED).find(|i| {
                matches!(text[*i], '以' | '按')
                    && self.words.whole_from(text, *i) < 2
                    && self.words.whole_to(text, i + 1) < 2
            })
        {
            end = by;
        }
        // 保障性住房基本建成470万套: the verb after the noun is no part of it.
        while let Some((len, edge)) =
            self.words.deeds_before.find_before(text, end).filter(|(n, _)| end - n >= floor + 2)
        {
            let added = text[end - len..end].ends_with(&['新', '增']);
            // 医疗保险覆盖8亿人
            let covers = self.words.standing_before.find_before(text, end).is_some_and(|(n, ())| n == len);
            // 养殖场已建设269栋, 供养人员共保障12户
            let led = end > floor + len + 2
                && matches!(text[end - len - 1], '已' | '共' | '均')
                && self.words.whole_to(text, end - len) < 2;
            // 易地搬迁脱贫, 本科上线: the two are one deed, or what people came to.
            let alone = edge.alone
                && self.words.deeds_before.find_before(text, end - len).is_none()
                && !matches!(text[end - len..end], [.., '上', '线'] | ['落', '户']);
            if !(edge.hard || alone || added || covers || led) || self.words.whole_to(&text[..end], end) > len {
                break;
            }
            end -= len;
            while end > floor + 2
                && matches!(
                    text[end - 2..end],
                    ['基', '本']
                        | ['已', '经']
                        | ['全', '部' | '面']
                        | ['顺', '利']
                        | ['累', '计']
                        | ['分', '别']
                        | ['先', '后']
                        | ['陆', '续']
                )
            {
                end -= 2;
            }
            // 病床将增设3万张
            if end > floor + 2
                && matches!(text[end - 1], '将' | '已' | '共' | '只' | '仅')
                && self.words.whole_to(&text[..end], end) < 2
            {
                end -= 1;
            }
        }
        // 测评成绩在县级城市中位居, 供应量不低于供应总量的: among whom, and of what.
        end = self.before_others(s, floor, end, rest);
        // 于认定次年分别给予: what is given stands behind the number.
        if text[floor..end].ends_with(&['给', '予']) || text[floor..end].ends_with(&['予', '以']) {
            return Break((None, None));
        }
        // 预算支出(扣除上解的部分): a remark in brackets is no part of the name.
        if end > floor
            && text[end - 1] == ')'
            && let Some(open) = text[floor..end].iter().rposition(|c| *c == '(')
            && open > 2
            && end - (floor + open) > 6
            && text[floor + open + 1..end - 1].iter().any(|c| matches!(c, '的' | '按' | '含' | '不' | '扣' | '包'))
        {
            end = floor + open;
        }
        // 外贸在运价上涨的情况下增长: what stands before 在; where a number has parted it, nothing is left.
        if self.words.settings.find_before(text, end).is_some_and(|(n, ())| end >= floor + n) {
            let set = (floor..end).rev().find(|i| {
                text[*i] == '在' && self.words.whole_from(text, *i) < 2 && self.words.whole_to(text, i + 1) < 2
            });
            // 交易额要在去年的基础上增长: nor is 要.
            let set = set.map(|set| {
                let must = set > floor + 1 && matches!(text[set - 1], '要' | '将' | '应' | '须' | '拟');
                set - usize::from(must && self.words.whole_to(text, set) < 2)
            });
            return Break(set.map_or((None, None), |set| self.own(s, floor, set)));
        }
        Continue(end)
    }

    /// Whether words before a number end in 和: 河道疏浚和. A sum, 总和, is a measure.
    pub(in crate::figure) fn ends_in_and(&self, s: &Sentence<'_>, floor: usize, end: usize) -> bool {
        end > floor + 2
            && s.text[end - 1] == '和'
            && !matches!(s.text[end - 2], '总' | '饱' | '缓' | '温' | '共' | '谐')
            && self.words.whole_to(&s.text[..end], end) < 2
    }
}
