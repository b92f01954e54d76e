//! Where the noun behind a number ends.

use super::words::Before;
use super::{Grammar, Sentence, bracket, is_clause_mark};
use crate::quantity::Shape;
use crate::reading::Bound;
use crate::unit::Dimension;

/// Whether a character is a whole noun where a number counts it: 12个县|空气质量优良.
fn is_territory(c: char) -> bool {
    matches!(c, '省' | '市' | '县' | '区' | '旗' | '镇' | '乡' | '村')
}

/// Most characters of a noun after a number.
pub(super) const NOUN: usize = 26;
/// Longest name of people before 的.
const WHOM: usize = 12;
/// Longest verbs before the 的 of what they describe: 升级建设的.
const DONE_WITH: usize = 7;
/// Longest description of what is counted: 在国内具有较强影响力的.
const DESCRIBED: usize = 40;
/// Longest sort of a list of such: 区域型.
const SORT: usize = 6;
/// Longest name of a training: 农民工技能提升培训.
const TRAINED: usize = 16;
/// How far behind its verb a rank may stand: 居全省各市第一.
const RANK: usize = 8;
/// Longest field that is counted, before 的: 个领域的.
const OF: usize = 7;

impl Grammar {
    /// Where the noun that begins at `from` ends: before a verb, a mark, another number or a time.
    pub(super) fn noun_end(&self, s: &Sentence<'_>, from: usize, verbs_begin_none: bool) -> Option<usize> {
        let text = s.text;
        let known = self.names.longest(text, from);
        let mut at = from + known;
        // 120项亿元以上技术改造项目: how large they are is part of what they are.
        if at == from
            && let Some(size) = s.quantity_from(from)
        {
            let end = size.range.end;
            match self.words.after.find(text, end) {
                Some((len, after)) if after.bound == Some(Bound::AtLeast) => at = end + len,
                _ if text.get(end) == Some(&'级') => at = end + 1,
                // 6个百万羽养殖项目, 3个50万千瓦电站
                _ if text.get(end).is_some_and(|c| c.is_alphabetic())
                    && match size.unit {
                        Some(u) => {
                            u.dimension == Dimension::Physical
                                || size.scale > 0 && matches!(u.dimension, Dimension::Money | Dimension::Count)
                        }
                        None => size.scale > 0 && size.chinese,
                    } =>
                {
                    at = end;
                }
                _ => {}
            }
        }
        // 27个省、自治区、直辖市|工业效益好转: a list that is one name is named whole.
        if known > 0 && text[from..at].iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '或')) {
            return Some(at);
        }
        // 无电村镇居民的用电问题: so it is where the people have no name of their own.
        if at == from
            && let Some(de) = text[from..text.len().min(from + WHOM)].iter().position(|c| *c == '的').map(|i| from + i)
            && s.quantity_to(from).is_some_and(|q| q.unit.is_none_or(|u| u.dimension == Dimension::People))
            && (from..de).any(|i| self.words.people.find(text, i).is_some_and(|(n, ())| i + n == de))
            && (from..de).all(|i| self.words.edge(text, i).is_none())
            && !text[from..de].iter().any(|c| is_clause_mark(*c) || matches!(c, '、' | '和'))
        {
            return Some(de);
        }
        // 18个领域的重点任务: what stands right behind the number is what it counts.
        if at == from
            && let Some(de) = text[from..text.len().min(from + OF)].iter().position(|c| *c == '的').map(|i| from + i)
            && s.quantity_to(from).is_some_and(|q| q.unit.is_some_and(|u| u.dimension == Dimension::Count))
            && self.words.fields.find_before(text, de).is_some_and(|(n, ())| de - n <= from + 2)
            && text[from] != '跨'
            && !text[..de].ends_with(&['方', '面'])
            && (from..de).all(|i| self.words.edge(text, i).is_none())
            && !text[from..de].iter().any(|c| is_clause_mark(*c) || matches!(c, '、' | '和'))
        {
            return Some(de);
        }
        // 230个计划新开工项目: what is planned of them is part of the noun.
        if at <= from + 2
            && text.get(from..from + 2) == Some(&['计', '划'])
            && self.words.edge(text, from + 2).is_some_and(|(_, e)| e.deed)
            && let Some(end) = self.noun_end(s, from + 2, verbs_begin_none)
        {
            return Some(end);
        }
        // 3500个拟竣工投产项目, 40个已建成村庄, 12个新投产项目: what was or will be done with them is part of the noun.
        if at == from
            && matches!(text.get(from), Some('拟' | '已' | '新'))
            && self.words.whole_from(text, from) < 2
            && let Some(verb) = self.verb_at(s, from + 1)
        {
            let mut head = from + 1 + verb;
            while let Some(more) = self.verb_at(s, head) {
                head += more;
            }
            if let Some(end) = self.noun_end(s, head, false).filter(|end| *end > head + 1) {
                return Some(end);
            }
        }
        // 47家升级建设的卫生院: what is done with them describes them.
        if at == from
            && let Some(de) = (from + 2..from + DONE_WITH).find(|i| text.get(*i) == Some(&'的'))
            && let Some((verb, _)) = self.words.deeds_before.find_before(text, de).filter(|(n, _)| *n > 1)
            && (de - verb <= from + 2 || self.verb_only(s, from..de - verb))
            && s.slice(&(from..de)).iter().all(|c| crate::charset::is_han(*c))
            && s.quantity_to(from).is_some_and(|q| q.unit.is_some_and(|u| u.dimension == Dimension::Count))
            && let Some(end) = self.noun_end(s, de + 1, false).filter(|end| *end > de + 2)
        {
            return Some(end);
        }
        // 3家在国内具有影响力的平台: where and how they are describes them.
        if at == from
            && text.get(from) == Some(&'在')
            && self.words.whole_from(text, from) < 2
            && let Some(roof) = Some(s.clause_end(from).min(from + DESCRIBED))
            && let Some(de) = s.slice(&(from..roof)).iter().rposition(|c| *c == '的').map(|i| from + i)
            && !s.number_in(from..de)
            && s.slice(&(from..de)).windows(2).any(|w| matches!(w, ['具' | '拥', '有']))
            && let Some(end) = self.noun_end(s, de + 1, false).filter(|end| *end > de + 2)
        {
            return Some(end);
        }
        // 10次对我县工作作出批示: for whom, and of what the noun stands behind.
        if text.get(from) == Some(&'对')
            && self.words.whole_from(text, from) < 2
            && (matches!(text.get(from + 1), Some('我' | '本' | '全')) || s.place_from(from + 1).is_some())
        {
            return None;
        }
        // 1家二星级养老机构, 3家三甲医院: of what class.
        if at == from
            && let Some([n, class @ ..]) = text.get(from..)
            && crate::number::is_numeral(*n)
        {
            let len = match class {
                ['星', '级', ..] => 3,
                ['星' | '级' | '类' | '甲', ..] => 2,
                _ => 0,
            };
            at += if text.get(at + len).is_some_and(|c| c.is_alphabetic()) { len } else { 0 };
        }
        // 2个一等奖
        if let Some([n, '等', '奖', ..]) = text.get(from..)
            && matches!(n, '一' | '二' | '三' | '特')
        {
            return Some(from + 3);
        }
        // 农村人口的饮水问题: who is reached is what is counted.
        if at > from && text.get(at) == Some(&'的') && self.is_people(&text[from..at]) {
            return Some(at);
        }
        // 40家学生用餐配送单位, 60场群众文化活动: nobody counts people so.
        let things = s
            .quantity_to(from)
            .and_then(|q| q.unit)
            .is_some_and(|u| u.dimension == Dimension::Count && !matches!(u.name, "个" | "对" | "批" | "代"));
        // 300万人次农民工技能提升培训: those who took part are counted by what they took part in.
        if (from.saturating_sub(2)..=from)
            .any(|end| s.quantity_to(end).and_then(|q| q.unit).is_some_and(|u| u.name == "人次"))
            && self.words.people.find(text, from).is_some()
            && let Some(end) = (from + 4..s.clause_end(from).min(from + TRAINED))
                .find(|end| matches!(text[end - 2..*end], ['培', '训']) && text.get(*end) != Some(&'的'))
            && !s.number_in(from..end)
            && !s.slice(&(from..end)).contains(&'、')
        {
            return Some(end);
        }
        if at == from
            && !things
            && let Some((len, ())) = self.words.people.find(text, from)
        {
            // 家庭农场, 农民合作社: whom it is for is part of the noun.
            if self.words.whole_from(text, from) <= len {
                return Some(self.people_end(s, from, from + len));
            }
        }
        let mut quoted = false;
        // Where the verb ends that the noun begins with.
        let mut opened = 0;
        while at < text.len() && at < from + NOUN {
            let c = text[at];
            if matches!(c, '“' | '《') {
                quoted = true;
            } else if matches!(c, '”' | '》') {
                quoted = false;
            } else if !quoted {
                if c == '('
                    && at > from
                    && let Some(close) = bracket(text, at)
                    && !text[at..close].contains(&'的')
                {
                    at = close + 1;
                    continue;
                }
                if is_clause_mark(c) || matches!(c, '、' | ' ' | '和' | '及' | '与' | '并' | '”' | '》') {
                    // 和 joins nouns as often as it parts numbers: it stays where no number follows it closely.
                    // 150个省、市重点项目
                    if c == '、'
                        && at == from + 1
                        && is_territory(text[from])
                        && text.get(at + 1).is_some_and(|c| is_territory(*c))
                        && !s.number_in(at + 1..at + 5)
                    {
                        at += 2;
                        continue;
                    }
                    // 20家行业型、专业型工业互联网平台: sorts that share the noun behind the last.
                    if c == '、'
                        && at > from + 1
                        && matches!(text[at - 1], '型' | '性' | '式')
                        && !s.number_in(at + 1..at + SORT + 1)
                        && s.slice(&(at + 1..at + SORT)).contains(&text[at - 1])
                        // 跨行业、跨领域平台
                        || c == '、' && at > from + 2 && text[from] == '跨' && text.get(at + 1) == Some(&'跨')
                    {
                        at += 1;
                        continue;
                    }
                    let joins = matches!(c, '和' | '与' | '及')
                        && at > from
                        && text.get(at + 1) != Some(&'“')
                        && !s.number_in(at + 1..at + 5);
                    if !joins {
                        break;
                    }
                }
                // 8万个充电设施等任务: what is more than named is not counted with it.
                if at > from + 1
                    && c == '等'
                    && self.words.whole_from(text, at) < 2
                    && self.words.whole_to(text, at + 1) < 2
                    && self.words.void.find(text, at + 1).is_some()
                {
                    break;
                }
                // 31个省份中有28个: of which so many.
                let ranked = matches!(text.get(at + 1), Some('居' | '排' | '列'))
                    && matches!(text.get(at + 2), Some('第' | '首' | '前' | '全'));
                if at > from && c == '中' && (ranked || text.get(at + 1) == Some(&'有')) {
                    break;
                }
                // 160个断面中优良水质占比86%: of which.
                if at > from + 1
                    && c == '中'
                    && self.words.whole_from(text, at) < 2
                    && self.words.whole_to(text, at + 1) < 2
                    && s.quantities.iter().any(|n| {
                        (at + 3..s.clause_end(at)).contains(&n.range.start)
                            && matches!(n.shape, Shape::Percent | Shape::Fraction)
                    })
                {
                    break;
                }
                // 8项指标增速居全省前三: a verb of rank ends it.
                if at > from + 1
                    && matches!(c, '居' | '列' | '排' | '位')
                    && self.words.whole_from(text, at) < 2
                    && self.words.whole_to(text, at + 1) < 2
                    && s.quantities.iter().any(|n| n.is_rank() && (at + 1..at + RANK).contains(&n.range.start))
                    && !text[at..text.len().min(at + RANK)].contains(&'、')
                {
                    break;
                }
                // 12个平台落地项目300个: of whom so many are counted.
                if at >= from + 4
                    && let Some((len, edge)) = self.words.verb(text, at)
                    && edge.deed
                    && let Some((n, ())) = self.words.noun_tails.find(text, at + len)
                    && s.quantity_from(at + len + n)
                        .is_some_and(|q| q.unit.is_some_and(|u| u.dimension == Dimension::Count))
                {
                    break;
                }
                // 320个新投产项目增加产值51亿元: so much more money.
                if c == '增'
                    && at >= from + 2
                    && text.get(at + 1) == Some(&'加')
                    && let Some((n, ())) = self.words.noun_tails.find(text, at + 2)
                    && s.quantity_from(at + 2 + n)
                        .is_some_and(|q| q.unit.is_some_and(|u| u.dimension == Dimension::Money))
                {
                    break;
                }
                // 24个试点项目向纵深突破: so does where it goes.
                if at >= from + 3
                    && c == '向'
                    && self.words.whole_from(text, at) < 2
                    && self.words.whole_to(text, at + 1) < 2
                {
                    break;
                }
                // 30名专家对水质开展论证: so does what people do something about.
                if at >= from + 2
                    && c == '对'
                    && self.words.whole_from(text, at) < 2
                    && self.words.whole_to(text, at + 1) < 2
                    && s.quantity_to(from).is_some_and(|q| q.unit.is_some_and(|u| u.dimension == Dimension::People))
                {
                    break;
                }
                // 27个项目早投产: an adverb of one character ends it.
                if at >= from + 2
                    && c == '早'
                    && self.words.whole_from(text, at) < 2
                    && self.words.edge(text, at + 1).is_some_and(|(n, _)| n > 1)
                {
                    break;
                }
                // 24个事项已提前完成: an adverb ends the noun.
                if at > from
                    && matches!(c, '已' | '将' | '就' | '在' | '可' | '再' | '又' | '仍' | '被')
                    && (self.words.whole_from(text, at) < 2 || text.get(at + 1) == Some(&'经'))
                    && self.words.whole_from(text, at - 1) < 2
                {
                    break;
                }
                // 200家世界500强企业
                let strong = text[at..].iter().take_while(|c| c.is_ascii_digit()).count();
                if at > from && strong > 1 && text.get(at + strong) == Some(&'强') {
                    at += strong + 1;
                    continue;
                }
                if s.number_in(at..at + 1) || s.time_from(at).is_some() {
                    // 20个粮油千亩高产片: a size within the name.
                    if at > from
                        && let Some(size) = s.quantity_from(at)
                        && size.chinese
                        && size.magnitude
                        && text.get(size.range.end).is_some_and(|c| c.is_alphabetic() && *c != '大')
                        && self.words.after.find(text, size.range.end).is_none()
                        && self.words.before.find_before(text, at).is_none()
                        && self.words.edge(text, at - 1).is_none()
                    {
                        at = size.range.end;
                        continue;
                    }
                    // 产业链企业超150家: what bounds the next number is no part of this noun.
                    while let Some((len, Before::Bound { bound: Some(_), .. })) =
                        self.words.before.find_before(text, at)
                        && at > from + len + 1
                        && self.words.whole_to(&text[..at], at) <= len
                    {
                        at -= len;
                    }
                    break;
                }
                // 30个城市|细颗粒物平均浓度下降: a measure begins, and what is said of it follows.
                if at >= from + 2 - usize::from(is_territory(text[from]))
                    && let Some(len) = self.names.measure(text, at).or_else(|| {
                        self.words.dependent.find(text, at).map(|(n, ())| n).filter(|n| at >= from + 4 || *n >= 4)
                    })
                    && !matches!(text[at - 1], '性' | '总' | '年' | '月' | '净' | '纯')
                    && text.get(at + len) != Some(&'的')
                    && !matches!(text[at..at + len], ['比' | '占' | '结', _])
                    && (self.words.states.find(text, at + len).is_some() || s.number_in(at + len..at + len + 1))
                {
                    break;
                }
                // 对经济增长的贡献: a verb within a known name is none.
                if at > from
                    && let Some(len) = self.names.measure(text, at).filter(|n| *n > 2)
                    && self.words.edge(text, at).is_none()
                {
                    at += len;
                    continue;
                }
                if let Some((len, edge)) = self.words.edge(text, at) {
                    let turned =
                        matches!(text.get(at + len), Some('到' | '至' | '了' | '为')) || text[at + len - 1] == '为';
                    let first = at == from && !turned;
                    // 37种完成了计划: what has been done is no noun.
                    if at == from && text.get(at + len - 1) == Some(&'了') {
                        return None;
                    }
                    let noun_follows =
                        text.get(at + len).is_some_and(|c| !is_clause_mark(*c) && *c != '、' && *c != '了');
                    // 有930项获得发明奖: what they won is none of what they are; 12项获得专利的技术 is.
                    if first
                        && noun_follows
                        && matches!(text[at..at + len], ['获' | '荣', '得' | '获'])
                        && !text[at..s.clause_end(at).max(at)].contains(&'的')
                    {
                        return None;
                    }
                    let verb = len > 1
                        || (!edge.deed
                            && matches!(
                                c,
                                '占' | '比' | '较' | '为' | '由' | '使' | '是' | '获' | '到' | '按' | '让' | '均'
                            ));
                    // 改革试点|顺利推进: a noun before an adverb and its verb.
                    if at > from
                        && edge.deed
                        && !edge.hard
                        && !edge.alone
                        && noun_follows
                        && let rest = &text[at + len..s.clause_end(at).max(at + len)]
                        && matches!(crate::commitment::bidding(rest), Some((_, true)))
                    {
                        at += len;
                        break;
                    }
                    // 在8个省|推广
                    let closing = at > from + usize::from(is_territory(text[from]))
                        && edge.deed
                        && !edge.hard
                        && !edge.alone
                        && !noun_follows
                        && text.get(at + len) != Some(&'了');
                    // 粮食产能提升重点县: the verb is within the noun.
                    // 92项自主谋划改革任务: how they were made is part of what they are.
                    let made = at > from && !edge.hard && noun_follows && crate::commitment::adverbs(&text[from..at]);
                    if made {
                        at += len;
                        continue;
                    }
                    let inner = at > from
                        && edge.deed
                        && len > 1
                        && self.words.noun_inner.find(text, at + len).is_some()
                        && self.words.inner_verbs.find(text, at).is_some_and(|(n, ())| n == len);
                    if inner {
                        at += len;
                        continue;
                    }
                    if verb && !closing && (!first || verbs_begin_none || !noun_follows || !edge.deed) {
                        break;
                    }
                    // 改革试点, 小区改造 at the end of a clause are nouns.
                    if verb && (first || closing) {
                        at += len;
                        opened = if first { at } else { opened };
                        continue;
                    }
                }
            }
            at += 1;
        }
        // 906户实现稳定脱贫, 18个实现正增长: a verb that says nothing by itself, with more to come, is no noun.
        if opened > 0
            && at <= opened + 1
            && text.get(at).is_some_and(|c| c.is_alphabetic())
            && crate::commitment::is_light(&text[from..opened])
        {
            return None;
        }
        (at > from && text[from].is_alphanumeric()
            || text.get(from).is_some_and(|c| matches!(c, '“' | '《')) && at > from + 1)
            .then_some(at)
    }

    /// Where a noun ends that began with people: 党员|志愿者|服务队, 干部|和志愿者.
    fn people_end(&self, s: &Sentence<'_>, from: usize, mut end: usize) -> usize {
        /// Longest such tail.
        const TAIL: usize = 4;
        let text = s.text;
        let people = |at: usize| {
            self.words
                .people
                .find(text, at)
                .map(|(n, ())| at + n)
                .filter(|end| self.words.whole_from(text, at) <= end - at)
        };
        loop {
            let joined = matches!(text.get(end), Some('和' | '与' | '及')) && !s.number_in(end + 1..end + 5);
            if let Some(next) = people(end + usize::from(joined)) {
                end = next;
                continue;
            }
            // 农民|技术员, 青年|服务队: who they are, or what they make, closes the clause.
            let close = s.clause_end(end).min(text.len());
            let tail = text.get(end..close).unwrap_or_default();
            let made = (2..=TAIL).contains(&tail.len())
                && matches!(
                    tail.last(),
                    Some('员' | '者' | '工' | '师' | '队' | '社' | '户' | '站' | '所' | '校' | '家' | '兵')
                )
                && tail.iter().all(|c| {
                    c.is_alphabetic()
                        && !matches!(c, '的' | '和' | '与' | '及' | '为' | '当' | '成' | '到' | '去' | '回')
                });
            // 完成3万户家庭适老化改造: what was carried through is a deed.
            let carried = || {
                s.quantity_to(from).is_some_and(|q| self.words.through.find_before(text, q.range.start).is_some())
                    && tail.iter().all(|c| c.is_alphabetic() && *c != '的')
                    && self
                        .words
                        .deeds_before
                        .find_before(text, close)
                        .is_some_and(|(n, e)| n > 1 && !e.hard && n <= tail.len())
            };
            return if made || carried() { close } else { end };
        }
    }
}
