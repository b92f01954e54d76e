//! Whose a measure is: who or what stands before its name, or before 的.

use super::{Cut, LONG, Own};
use crate::figure::{Grammar, Sentence};
use std::ops::ControlFlow::{self, Break, Continue};

/// Longest list of those whose a measure is, in characters.
const WHOSE: usize = 24;

impl Grammar {
    /// The name alone, and whose it is.
    pub(super) fn without_owner(&self, s: &Sentence<'_>, cut: Cut) -> ControlFlow<Own, Cut> {
        let text = s.text;
        let Cut { mut at, end, mut scope, acts } = cut;
        // 县医院接诊患者: who did it, and with whom.
        if scope.as_ref().is_none_or(|a| a.end == at)
            && let Some((who, to)) = self.acted(s, at, end)
        {
            scope = Some(scope.map_or(at, |a| a.start)..who);
            at = to;
        }
        // 玉龙机场旅客吞吐量: what stands before a known name is where or whom it is about.
        if let Some((start, known)) = self.names.ending(text, at, end)
            && start > at
            && !known.thing
        {
            let mut head = at..start;
            while head.end > head.start && matches!(text[head.end - 1], '的' | '、' | ' ' | '年') {
                head.end -= 1;
            }
            let joined = start > at && matches!(text[start - 1], '、' | '和' | '与' | '及');
            let several = joined || text[head.clone()].iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '占'));
            // 云泽班列(云岭)|年开行量: who stands before the bracket.
            let bare = text[head.clone()].iter().position(|c| *c == '(').filter(|_| text[head.end - 1] == ')');
            let whom = head.start..bare.map_or(head.end, |open| head.start + open);
            // 电子产品制造业增加值: what is made is part of the name of the trade.
            let made = text[start..].starts_with(&['制', '造', '业'])
                && !matches!(text[head.end.saturating_sub(1)], '省' | '市' | '县' | '区' | '国' | '业');
            if whom.len() >= 2 && !several && !made && self.is_scope(s, whom) {
                let area = scope.filter(|a| a.end == head.start);
                scope = Some(area.map_or(head.start, |a| a.start)..head.end);
                at = start;
            }
        }
        // 高中|在校生, 云河|全长, 工业|对经济增长的贡献率: nothing without whose it is.
        if scope.as_ref().is_none_or(|a| a.end == at)
            && let Some(from) = self.whose(s, at, end)
        {
            scope = Some(scope.map_or(at, |a| a.start)..from);
            at = from;
        }
        // 市级补助资金: whose money it is.
        if scope.is_none()
            && end - at > 4
            && text[at + 1] == '级'
            && matches!(text[at], '省' | '市' | '县' | '区' | '乡' | '镇')
            // 县级以上饮用水源: all of them.
            && !matches!(text[at + 2], '以' | '及' | '和' | '或')
            && (matches!(text[end - 2..end], ['资', '金'] | ['支', '出'] | ['收' | '投', '入'] | ['债', '务'])
                || text[end - 1] == '率')
        {
            scope = Some(at..at + 2);
            at += 2;
        }
        // 实现24小时开放、占公园总数的87%: the share alone.
        if let Some(i) = text[at..end].windows(2).rposition(|w| w == ['、', '占']) {
            at += i + 1;
            // Of what it is a part is no more than said again: whose share it is stands before.
            if text.get(end) == Some(&'的') && matches!(text[end - 2..end], [_, '数'] | ['总', _]) {
                return Break((None, None));
            }
        }
        // 占全国1/10以上: whose share it is stands before.
        if text[at] == '占' && self.skip_openers(s, at + 1, end).0 >= end {
            return Break((None, Some(at + 1..end)));
        }
        // 国家机关所支付的保险金, 学院所属的研究机构: whose it is stands before 所.
        if scope.as_ref().is_none_or(|a| a.end == at)
            && let Some(de) = text[at..end].iter().position(|c| *c == '的').map(|i| at + i)
            && let Some(by) = (at + 2..de.saturating_sub(1)).find(|i| {
                text[*i] == '所'
                    && !matches!(text[i + 1], '占' | '佔')
                    && de - i <= 4
                    && self.words.whole_from(text, *i) < 2
                    && self.words.whole_to(text, i + 1) < 2
            })
            && end - de > 2
            && by - at <= WHOSE
            && self.is_scope(s, at..by)
            && (at..by).all(|i| self.words.verb(text, i).is_none_or(|(n, _)| n < 2))
        {
            scope = Some(scope.map_or(at, |a| a.start)..by);
            at = de + 1;
        }
        // 沿海和内河轮船的运量: the place that was passed over is one of them.
        if let Some(area) = scope.clone()
            && area.end + 1 == at
            && matches!(text[area.end], '、' | '和' | '与' | '及')
            && let Some(de) = text[at..end].iter().position(|c| *c == '的').map(|i| at + i)
            && end - de > 2
            && (self.is_measure(s, &(de + 1..end)) || matches!(text[end - 1], '量' | '额' | '率' | '价'))
            && self.all_scopes(s, area.start..de)
        {
            scope = Some(area.start..de);
            at = de + 1;
        }
        // 工人职员的平均工资: whose a measure is stands before 的.
        if scope.as_ref().is_none_or(|a| a.end == at)
            && let Some(de) = text[at..end].iter().rposition(|c| *c == '的').map(|i| at + i)
            && ((at + 2..at + 16).contains(&de) || self.all_scopes(s, at..de))
            && end - de > 2
            // 在校学生的人数: how many they are is all that is measured; 卫生系统的医院病床数 counts beds.
            && (text[end - 1] != '数' || end - de > 4 && !text[de..end].contains(&'占'))
            // 每万元产值的能耗: for each of which.
            && (text[end - 1] == '数' || text[at] == '每' || self.is_measure(s, &(de + 1..end)) || matches!(text[end - 1], '量' | '额' | '率' | '价')
                // 我们党的女党员: so it is with who belongs to a body.
                || matches!(text[de - 1], '党' | '院' | '部')
                    && (text[end - 2..end] == ['机', '构']
                        || (de + 1..end).any(|i| self.words.people.find(text, i).is_some_and(|(n, ())| i + n == end))))
            && (self.is_scope(s, at..de)
                || text[at] == '每' && de - at > 3
                || text[at..de].ends_with(&['个', '人'])
                // 水利大楼的造价: what is nothing without its owner; a share is told with what it is of.
                || (text[end - 1] == '价' || text[de + 1] == '亩')
                    && self.words.dependent.find(text, de + 1).is_some_and(|(n, ())| de + 1 + n == end))
            && !text[at..de].iter().any(|c| matches!(c, '占' | '“' | '的' | '对'))
            // 轻工业与重工业的比例 is of neither.
            && !(matches!(text[end - 2..end], ['比', '例'] | ['之', '比']) && text[at..de].iter().any(|c| matches!(c, '与' | '和' | '同')))
            // 三次产业的比重: of all of them, and of none.
            && !text[at..de].ends_with(&['次', '产', '业'])
            && (at..de).all(|i| self.words.verb(text, i).is_none())
        {
            // 每百元营业收入中的成本
            let whom = de - usize::from(text[at] == '每' && text[de - 1] == '中');
            scope = Some(scope.map_or(at, |a| a.start)..whom);
            at = de + 1;
        }
        // 投资在五亿元以上的重大项目: the head of a long noun stands after its last 的.
        // 旅游业对全县生产总值的贡献 is all name.
        if end - at > LONG
            && !text[at..end].contains(&'占')
            // 用于设备更新、技术改造的资金 is all name.
            && !text[at..end].starts_with(&['用', '于'])
            && !text[at..end].ends_with(&['贡', '献'])
            && !text[at..end].ends_with(&['贡', '献', '率'])
            && let Some(de) = text[at..end].iter().rposition(|c| *c == '的')
            && end - (at + de + 1) >= 2
            && self.words.dependent.find(&text[..end], at + de + 1).is_none_or(|(n, ())| at + de + 1 + n < end)
        {
            // 国营商店、合作商店和合作小组的|零售总额: whose it is.
            let whose = at..at + de;
            if scope.is_none()
                && whose.len() <= WHOSE
                && !text[at..end].iter().any(|c| matches!(c, '对' | '就' | '是'))
                && self.is_scope(s, whose.clone())
                && self.is_measure(s, &(whose.end + 1..end))
                && whose.clone().all(|i| self.words.verb(text, i).is_none_or(|(n, _)| n < 2))
            {
                scope = Some(whose);
            }
            at += de + 1;
        }
        Continue(Cut { at, end, scope, acts })
    }
}
