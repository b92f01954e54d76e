//! The noun before a number: where it begins, and what stands before it that is no part of it.

use super::indicator::LONGEST;
use super::words::{Before, Opener};
use super::{Grammar, Sentence};
use crate::time::TimeKind;
use std::ops::Range;

/// Longest list of those whose a measure is, in characters.
const WHOSE: usize = 24;

/// Longest remark of how a measure is reckoned: 以货币计算.
const RECKONED: usize = 10;

/// A noun longer than this is told by its head.
const LONG: usize = 12;

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
    /// The noun that `floor..rest` ends in, and the scope that stands before it.
    pub(super) fn own(
        &self,
        s: &Sentence<'_>,
        floor: usize,
        rest: usize,
    ) -> (Option<Range<usize>>, Option<Range<usize>>) {
        let text = s.text;
        let mut end = rest;
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
            if !(edge.hard || added || covers) || self.words.whole_to(&text[..end], end) > len {
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
        // 于认定次年分别给予: what is given stands behind the number.
        if text[floor..end].ends_with(&['给', '予']) || text[floor..end].ends_with(&['予', '以']) {
            return (None, None);
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
            return set.map_or((None, None), |set| self.own(s, floor, set));
        }
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
                break;
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
                return (None, scope);
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
        // 160个断面中|优良水质占比: of those just counted.
        if at == floor
            && at + 2 < end
            && text[at] == '中'
            && s.text.get(at.wrapping_sub(1)).is_some_and(|c| c.is_alphabetic())
        {
            at += usize::from(self.words.whole_from(text, at) < 2);
        }
        if at >= end {
            return (None, scope);
        }
        // 云泽科技园新增企业: what is new is no part of where.
        if let Some(anew) = (at + 2..end.saturating_sub(3)).find(|i| {
            matches!(text[*i..*i + 2], ['新' | '净', '增' | '建' | '设']) && self.words.edge(text, *i).is_some()
        }) && (at..anew).all(|i| {
                // 航运服务集聚区: a verb within the name of where.
                let verb = self.words.edge(text, i).is_some_and(|(n, e)| e.hard || i == at || n < 2 || i + n == anew);
                !verb && !matches!(text[i], '的' | '、' | '“')
            })
            && self.is_scope(s, at..anew)
            // 集中力量城镇新增就业: 城镇新增就业 is one name.
            && (at..anew).all(|i| self.names.longest(text, i) <= anew - i)
            && !text[anew..end].contains(&'、')
            // 公路新建通车: what is new is named before.
            && !self.verb_only(s, anew + 2..end)
        {
            scope = Some(scope.filter(|a: &Range<usize>| a.end == at).map_or(at, |a| a.start)..anew);
            // 云泽市新增城镇就业: the verb is part of the name.
            at = if self.names.longest(text, anew) > 2 { anew } else { anew + 2 };
            while at < end && matches!(text[at], '加' | '的') {
                at += 1;
            }
        }
        // 对东盟|进出口: with whom.
        if let Some(to) = self.toward(s, at, end) {
            scope = Some(scope.filter(|a| a.end == at).map_or(at + 1, |a| a.start)..to);
            at = to;
        }
        // 重点行业|绿色化改造覆盖率: whose rate it is.
        if scope.as_ref().is_none_or(|a| a.end == at)
            && let Some((whose, to)) = self.rated(s, at, end)
        {
            scope = Some(scope.map_or(at, |a| a.start)..whose);
            at = to;
        }
        let mut cut = self.last_break(s, at, end);
        // 可再生能源累计装机: a verb within a known name is none.
        if cut > at && at + self.names.longest(text, at) == end {
            cut = at;
        }
        // 中欧班列累计开行: behind the last break stand only verbs; the noun is before it.
        // After 完成 a verb is a noun: 完成综合治理12万亩.
        let object = matches!(s.slice(&(cut.saturating_sub(2)..cut)), ['完', '成'] | ['实', '现'] | ['开', '展']);
        if cut > at + 1 && !object && self.verb_only(s, cut..end) {
            end = self.break_before(s, at, cut);
            cut = self.last_break(s, at, end);
        }
        // 农业银行今年增加贷款: a time parts who from what.
        let mut who = cut;
        if let Some(time) = s
            .last_time_in(cut.max(at + 1)..end)
            // 占本年预算收入: of what share the time is part of.
            .filter(|_| text[at] != '占')
            .filter(|t| t.range.end + 1 < end)
            // 低保月均标准 is one noun; 每年服务群众 is not.
            .filter(|t| t.kind != TimeKind::Frequency || self.words.edge(text, t.range.end).is_some())
            .filter(|t| text[t.range.end] != '的' && text[t.range.start - 1] != '的')
            // “一镇一年一节”演出: nor is one within a quotation.
            .filter(|t| !text[t.range.end..end].contains(&'”') || text[t.range.end..end].contains(&'“'))
        {
            who = time.range.start;
            cut = time.range.end;
            while let Some((len, _)) = self.words.edge(text, cut).filter(|(n, _)| cut + n + 1 < end && *n > 1) {
                cut += len;
            }
        }
        if cut > at {
            // 甲、乙完成营业额: an indicator that is somebody's is the subject's, whatever that ends in.
            let own = self.skip_openers(s, cut, end).0;
            let whose = own < end && (self.dependent(s, &(own..end)) || s.slice(&(own..end)) == ['投', '资']);
            scope = match scope {
                // 全市|第一产业实现增加值: the area is part of whose.
                Some(area) if area.end == at && at < who => {
                    let joined = self.subject(s, at, who, whose).filter(|b| b.start == at);
                    Some(area.start..joined.map_or(area.end, |b| b.end))
                }
                Some(area) => Some(area),
                None => self.subject(s, at, who, whose).or_else(|| self.doer(s, at, who)),
            };
            let (next, found) = self.skip_openers(s, cut, end);
            let inner = found.as_ref().filter(|_| acts && scope.is_some()).map(|area| area.start);
            if inner.is_none() {
                scope = found.or(scope);
            }
            at = inner.unwrap_or(next);
            // Openers may reach to the end: 位居全省 before 占.
            if at >= end {
                return (None, scope);
            }
        }
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
        }
        // 占全国1/10以上: whose share it is stands before.
        if text[at] == '占' && self.skip_openers(s, at + 1, end).0 >= end {
            return (None, Some(at + 1..end));
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
        if at + 1 == end && matches!(text[at], '对' | '为' | '向' | '在' | '按' | '给') {
            return (None, scope);
        }
        // 一次性增加6万亿元: how, and not what.
        if s.slice(&(at..end)) == ['一', '次', '性'] {
            return (None, scope);
        }
        // 而1985年就增加…, 优先在…: nothing but words that open a clause is left.
        if self.words.openers.find(text, at).is_some_and(|(n, o)| at + n == end && *o == Opener::Plain) {
            return (None, scope);
        }
        ((at + 1 < end || (at < end && text[at].is_alphabetic())).then_some(at..end), scope)
    }

    /// Where the noun that ends at `end` begins, if a verb or 等 parts it from what stands before.
    fn last_break(&self, s: &Sentence<'_>, from: usize, end: usize) -> usize {
        let text = s.text;
        let mut cut = from;
        let mut at = from + 1;
        let mut quoted = false;
        while at + 1 < end {
            match text[at] {
                '“' | '《' => quoted = true,
                '”' | '》' => quoted = false,
                _ => {}
            }
            if quoted {
                at += 1;
                continue;
            }
            // 普通中学(包括高中)新招生: a remark holds no verb of the noun.
            if text[at] == '('
                && let Some(close) = super::bracket(text, at).filter(|close| close + 2 < end)
            {
                at = close + 1;
                continue;
            }
            // 农业、林业等方面支出 is one noun.
            let aspect = matches!(text.get(at + 1..at + 3), Some(['方', '面'] | ['领', '域']));
            // 实现清零、核心企业研发覆盖率: a verb that ends a clause by itself ends it before a 、, too.
            // 改革试点顺利推进、办结率: so does one behind its adverb.
            let ended = text[at] == '、'
                && self.words.deeds_before.find_before(text, at).is_some_and(|(n, e)| {
                    let adverb = self.words.before.find_before(text, at - n);
                    e.alone || matches!(adverb, Some((2.., Before::Adverb { .. }))) && at - n > from + 2
                });
            let more = text[at] == '等' && end - at > 2 && text[from..at].contains(&'、') && !aspect;
            if ended || more {
                cut = at + 1;
            } else if let Some((len, edge)) = self.words.edge(text, at).filter(|(n, _)| at + n + 2 <= end)
                // “三农”累计支出, 铁路投产里程: with no more than a measure behind it the verb is part of the name.
                // 占全部工业的比重: of all of it.
                && text[at - 1] != '占'
                && !(self.words.counts.find(text, at + len).is_some_and(|(n, ())| at + len + n == end)
                    || text[at - 1] == '”' && self.words.spent.find(text, at + len).is_some_and(|(n, ())| at + len + n == end))
                // 中央财政安排资金: after a body that acts any verb is one.
                && (edge.hard
                    // 登记系统服务全县企业: whom it serves is in no name.
                    || edge.deed
                        && len > 1
                        && matches!(text[at + len], '全' | '我' | '本')
                        && matches!(self.words.openers.find(text, at + len), Some((n, Opener::Area)) if at + len + n < end)
                    || len > 2 && text[at] == '新'
                    || edge.deed && self.words.actors.find_before(text, at).is_some_and(|(n, ())| at >= from + n))
            {
                cut = at + len;
                if text.get(cut) == Some(&'了') {
                    cut += 1;
                }
                // 加装(更新)电梯
                if let Some(close) = super::bracket(text, cut).filter(|close| text[cut] == '(' && close + 2 < end) {
                    cut = close + 1;
                }
                at = cut;
                continue;
            }
            at += 1;
        }
        cut
    }

    /// Where the verbs and adverbs that end at `cut` begin.
    fn break_before(&self, s: &Sentence<'_>, from: usize, cut: usize) -> usize {
        let begins = |at: &usize| self.verb_only(s, *at..cut) && self.words.whole_to(&s.text[..=*at], *at + 1) < 2;
        (from + 1..cut).rev().take(8).take_while(|at| cut - at < 2 || begins(at)).last().unwrap_or(cut)
    }

    /// How long the verb of two characters or more is that begins at `at`.
    pub(super) fn verb_at(&self, s: &Sentence<'_>, at: usize) -> Option<usize> {
        self.words.verb(s.text, at).map(|(n, _)| n).filter(|n| *n > 1)
    }

    /// Whether a verb that stands inside no noun begins here: 给予, and not 培训.
    pub(super) fn hard(&self, s: &Sentence<'_>, range: &Range<usize>) -> bool {
        self.words.edge(s.text, range.start).is_some_and(|(_, e)| e.hard)
    }

    /// Whether a range holds nothing but verbs.
    pub(super) fn verb_only(&self, s: &Sentence<'_>, range: Range<usize>) -> bool {
        let mut at = range.start;
        while at < range.end {
            match self.words.edge(s.text, at) {
                Some((len, _)) => at += len,
                None if matches!(s.text[at], '了' | '并' | '、' | '在') => at += 1,
                None => match self.words.openers.find(s.text, at) {
                    Some((len, Opener::Plain)) => at += len,
                    _ => return false,
                },
            }
        }
        true
    }
}
