//! What looks like a figure and is none.

use super::context::{Left, Right};
use super::words::FigureWords;
use super::{Sentence, is_clause_mark};
use crate::number::Value;
use crate::quantity::{Quantity, Shape};
use crate::reading::Bound;
use crate::search::ends;
use crate::unit::Dimension;

/// A number that says which ones something is for.
pub(super) const CONDITION: &str = "no_figure.condition";

/// The rule by which this number is no figure, if one holds.
pub(super) fn reject(
    words: &FigureWords,
    s: &Sentence<'_>,
    q: &Quantity,
    left: &Left,
    right: &Right,
) -> Option<&'static str> {
    let text = s.text;
    let start = q.range.start;
    let end = q.range.end;
    let before = start.checked_sub(1).and_then(|i| text.get(i)).copied();
    let next = text.get(end).copied();
    // （1分）: a score in brackets.
    if before == Some('(') && next == Some(')') {
        return Some("no_figure.bracketed");
    }
    // 一百万年以来: a length of time.
    if q.unit.is_none() && q.scale > 0 && next == Some('年') {
        return Some("no_figure.duration");
    }
    // 第二个十万亩大枣基地: which of those called so.
    if q.chinese && matches!(text.get(..start), Some([.., '第', n, '个']) if crate::number::is_numeral(*n)) {
        return Some("no_figure.name");
    }
    // 单位：亿元 over a table names the unit of its numbers and counts nothing.
    if q.magnitude && text.get(..start).is_some_and(|head| head.ends_with(&['单', '位', ':'])) {
        return Some("no_figure.magnitude");
    }
    // 《八条规定》: a number in a title counts nothing.
    if in_title(s, start) {
        return Some("no_figure.title");
    }
    match q.shape {
        Shape::Vague
            // 几十, 数百 without a unit or thing count nothing that can be named.
            if q.unit.is_none() && q.scale == 0 && right.noun.is_none() => {
                return Some("no_figure.vague");
            }
        // 二三级支流: of which rank they are.
        _ if q.unit.is_some_and(|u| u.name == "级") && q.chinese && right.noun.is_some() && !left.linked => {
            return Some("no_figure.class");
        }
        Shape::Plain => return plain(words, s, q, left, right),
        // 全球前1%学科: which of them, and no share.
        Shape::Percent | Shape::Permille
            if before == Some('前') && next.is_some_and(|c| crate::charset::is_han(c) && !matches!(c, '的' | '以' | '左')) =>
        {
            return Some("no_figure.class");
        }
        Shape::Fraction if q.rule == "fraction.half" => {
            let said = left.linked || left.bound.is_some() || right.bound.is_some() || right.noun.is_some();
            if !said {
                return Some("no_figure.half");
            }
        }
        _ => {}
    }
    None
}

fn plain(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, left: &Left, right: &Right) -> Option<&'static str> {
    let text = s.text;
    let (start, end) = (q.range.start, q.range.end);
    let before = start.checked_sub(1).and_then(|i| text.get(i)).copied();
    let next = text.get(end).copied();
    let small = q.scale == 0 && q.value.is_some_and(|v| v.less_than(Value::whole(11)));
    let Some(unit) = q.unit else {
        return bare(s, q, left, right);
    };
    // 8.6个专项: the number of a note, and nothing in tenths of a piece.
    let pieces = matches!(unit.name, "个" | "项" | "大" | "家" | "条");
    if start == 0 && pieces && q.scale == 0 && text[q.number.clone()].contains(&'.') {
        return Some("no_figure.list_mark");
    }
    // 支持10EB级数据: a class. In 6个万亿元级产业集群 the product counts.
    let class = next == Some('级') && text.get(end + 1).is_some_and(|c| c.is_alphabetic());
    if class && !left.linked && left.bound.is_none() && q.rule != "number.product" {
        return Some("no_figure.class");
    }
    // 10万千瓦及以下燃煤机组, 25度以上陡坡地: which ones.
    let behind = s.slice(&(end..text.len().min(end + 4)));
    let class = match behind {
        ['及', '以', '上' | '下', c] => crate::charset::is_han(*c),
        ['以', '上' | '下', c, ..] => matches!(unit.name, "度" | "°") && crate::charset::is_han(*c),
        _ => false,
    };
    // 清理单笔50万元以下账款
    let single = matches!(s.slice(&(left.floor..left.rest)), [.., '单', '笔' | '户' | '件' | '个' | '项' | '体'])
        && matches!(behind, ['以', '上' | '下', c, ..] if crate::charset::is_han(*c) && *c != '的');
    if (class || single) && !left.linked && left.change.is_none() {
        return Some("no_figure.threshold");
    }
    // 如图9所示: which figure is meant.
    if unit.name == "所" && next == Some('示') {
        return Some("no_figure.list_mark");
    }
    // 投资XX亿元: the number was left out.
    if q.magnitude && before.is_some_and(|c| matches!(c, 'X' | 'x' | '×' | 'Х' | '*' | '_')) {
        return Some("no_figure.magnitude");
    }
    // 30户以上自然村覆盖率达80%: how large, at the head of a clause that gives another number.
    let head = start == 0 || before.is_some_and(is_clause_mark);
    if head
        && right.bound == Some(Bound::AtLeast)
        && right.noun.is_some()
        && !matches!(unit.dimension, Dimension::Duration)
        && s.number_in(right.after..s.clause_end(right.after))
    {
        return Some("no_figure.threshold");
    }
    // 四十斤以下的主要是新田: which ones, and what they are.
    let said = s.slice(&(right.after..text.len().min(right.after + 4)));
    if head
        && right.bound.is_some()
        && matches!(said, ['的', '主', '要' | '是', ..] | ['的', '是' | '占' | '有' | '都' | '均', ..])
    {
        return Some("no_figure.threshold");
    }
    // 在全省21个城市中居第7位: among how many.
    let among = right.noun.as_ref().filter(|_| next != Some('中')).map_or(end, |n| n.end);
    if text.get(among) == Some(&'中')
        && matches!(text.get(among + 1), Some('居' | '排' | '列' | '位'))
        && s.quantities.iter().any(|n| n.is_rank() && (among..s.clause_end(among)).contains(&n.range.start))
    {
        return Some("no_figure.among");
    }
    if conditioned(words, s, right) {
        return Some(CONDITION);
    }
    match unit.dimension {
        Dimension::Duration => {
            // A length of time is a figure only where a verb sets it: 审批时限压缩至3个小时; a limit (3日内) is none.
            let named = s.slice(&(left.floor..left.rest)).windows(2).any(|w| {
                matches!(w, ['天', '数'] | ['时', '间' | '长'] | ['用', '时'] | ['寿', '命'] | ['年', '龄' | '限'])
            });
            // 空气质量优良天数320天
            let named_days = left.rest == start && text[..start].ends_with(&['天', '数']);
            let visa = s.slice(&(end..s.text.len().min(end + 4))).windows(2).any(|w| w == ['免', '签']);
            let set = unit.base == "岁" && named
                || left.to
                || left.from
                || left.change.is_some()
                || left.bound.is_some()
                || named && left.linked
                || named_days
                || visa;
            // 预期寿命由78.1岁提高到79岁: the name stands before the old one.
            let named = named || left.to && s.slice(&(s.clause_start(start)..start)).contains(&'岁');
            // 60岁以上: whom it is about.
            if unit.base == "岁" && (right.bound.is_some() || !named) {
                return Some("no_figure.age");
            }
            let limit = !(visa || left.from && unit.base == "年")
                && next.is_some_and(|c| {
                    c.is_alphabetic()
                        && !matches!(c, '以' | '左' | '和' | '缩' | '压' | '减' | '降' | '延' | '提' | '增' | '升')
                })
                || q.chinese && small;
            let limit = limit || next == Some('以') && text.get(end + 1) == Some(&'内') && !left.to;
            if !set || limit {
                return Some("no_figure.duration");
            }
        }
        Dimension::Index if (q.chinese || (left.change.is_none() && !left.linked)) => {
            return Some("no_figure.points");
        }
        Dimension::Money | Dimension::Physical => {
            if unit.name == "吨级" {
                return Some("no_figure.grade");
            }
            if q.chinese && q.scale == 0 && q.magnitude {
                return Some("no_figure.magnitude");
            }
            // 规上工业产值万元,同比增长: the number was left out.
            if q.magnitude
                && q.chinese
                && left.rest == start
                && !left.deed
                && right.after == end
                && before.is_some_and(crate::charset::is_han)
                && next.is_none_or(|c| matches!(c, ',' | ';' | '。'))
            {
                return Some("no_figure.magnitude");
            }
            // 万元工业增加值用水量: for each of them.
            let reached = left.bound.is_some() || left.linked || left.deed || left.open || left.vague;
            if q.magnitude
                && q.chinese
                && !reached
                && words.void.find(text, end).is_none()
                && next.is_some_and(|c| c.is_alphabetic() && !matches!(c, '以' | '左' | '大' | '级'))
            {
                return Some("no_figure.magnitude");
            }
            // 八里街, 十里铺: the name of a place.
            if unit.name == "里"
                && q.chinese
                && next
                    .is_some_and(|c| matches!(c, '街' | '路' | '桥' | '村' | '镇' | '铺' | '店' | '沟' | '庄' | '坡'))
            {
                return Some("no_figure.name");
            }
            // 站点500米覆盖率: the distance is part of the name.
            if unit.dimension == Dimension::Physical
                && s.slice(&(end..text.len().min(end + 5))).iter().any(|c| matches!(c, '率' | '圈'))
                && next.is_some_and(char::is_alphabetic)
                && !right.growth
            {
                return Some("no_figure.name");
            }
            // 公交站50米内换乘比例: so is this one.
            if unit.group == "length"
                && next == Some('内')
                && text.get(end + 1).is_some_and(|c| c.is_alphabetic())
                && !left.linked
                && left.bound.is_none()
            {
                return Some("no_figure.name");
            }
            // 时速120公里路段: how fast.
            if unit.group == "length"
                && text[..start].ends_with(&['时', '速'])
                && next.is_some_and(|c| c.is_alphabetic() && !matches!(c, '以' | '左'))
            {
                return Some("no_figure.name");
            }
            // 实施百亿斤粮食产能提升工程: the name of a project.
            if q.magnitude
                && q.chinese
                && left.deed
                && left.rest == start
                && s.slice(&(end..s.clause_end(end).min(end + CLASSED)))
                    .windows(2)
                    .any(|w| matches!(w, ['工', '程'] | ['行', '动'] | ['计', '划']))
            {
                return Some("no_figure.name");
            }
            // 小麦收购价每50公斤提高5元: of how much.
            if before == Some('每') && unit.dimension == Dimension::Physical {
                return Some("no_figure.denominator");
            }
            // 年收入超过20万元的村: which ones are counted, not what was reached.
            let granted = right.noun.as_ref().is_some_and(|n| words.grants.find_before(text, n.end).is_some());
            // 培育营收过百亿元农产品加工企业: so are these.
            let behind = s.slice(&(end..s.clause_end(end).min(end + CLASSED)));
            let class = left.bound == Some(Bound::MoreThan)
                && unit.dimension == Dimension::Money
                && right.bound.is_none()
                && behind.first().is_some_and(|c| {
                    crate::charset::is_han(*c) && !matches!(c, '的' | '大' | '人' | '左' | '以' | '规')
                })
                && (s.slice(&(left.floor..left.rest)).ends_with(&['营', '收'])
                    || s.slice(&(left.floor..left.rest)).ends_with(&['产', '值'])
                    || s.slice(&(left.floor..left.rest)).ends_with(&['收', '入'])
                    || s.slice(&(left.floor..left.rest)).ends_with(&['投', '资']))
                && behind.windows(2).any(|w| matches!(w, ['企', '业'] | ['项', '目'] | ['集', '群'] | ['园', '区']))
                && !behind.contains(&'、')
                && !(0..behind.len()).any(|i| words.edge(behind, i).is_some_and(|(n, e)| n > 1 && e.hard));
            if class {
                return Some("no_figure.threshold");
            }
            // 设立总规模不少于100亿元的基金: what is set up has it.
            let size = s.slice(&(left.floor..left.rest)).ends_with(&['规', '模'])
                && right.noun.as_ref().is_some_and(|n| s.slice(n).ends_with(&['基', '金']));
            if next == Some('的')
                && right.noun.is_some()
                && left.bound.is_some()
                && unit.dimension == Dimension::Money
                && !granted
                && !size
                // 安排不少于600万元的专项资金: what is given.
                && !((left.deed || s.slice(&(left.floor..start)).windows(2).any(|w| w == ['安', '排']))
                    && right.noun.as_ref().is_some_and(|n| {
                        matches!(s.slice(n).last(), Some('金' | '款' | '费' | '券'))
                    }))
            {
                return Some("no_figure.threshold");
            }
            // 投资五亿元以上的重点项目: a threshold that belongs to the indicator's name.
            if right.bound.is_some() && threshold(words, text, right.after) {
                return Some("no_figure.threshold");
            }
            // 产值千万元以上竣工项目12个, 纳税过百万元企业达到9家: how large those are that the next number counts.
            let bound = right.bound == Some(Bound::AtLeast) || left.bound == Some(Bound::MoreThan);
            let named = left.bound == Some(Bound::MoreThan) && CLASSES.iter().any(|c| behind.starts_with(c));
            if bound && unit.dimension == Dimension::Money && !granted && (named || sizes(s, end)) {
                return Some("no_figure.threshold");
            }
            if after_list(s, end)
                || unit.dimension == Dimension::Physical && unit.group != "area" && named_after(words, s, q, left)
            {
                return Some("no_figure.capacity");
            }
        }
        Dimension::Count | Dimension::Places | Dimension::People => {
            // 年产150万套空调等一批项目: a plant by its capacity.
            if text[..start].ends_with(&['年', '产']) && after_list(s, end) {
                return Some("no_figure.capacity");
            }
            // 新建年产1万台变压器项目
            if text[..start].ends_with(&['年', '产'])
                && right.noun.as_ref().is_some_and(|n| matches!(s.slice(n), [.., '项', '目'] | [.., '工', '程']))
            {
                return Some("no_figure.capacity");
            }
            // 每千人, 每百户, 每万人口: a denominator.
            if before == Some('每') {
                return Some("no_figure.denominator");
            }
            // 实现50人以上的自然村4G覆盖: how large they are.
            if matches!(unit.name, "户" | "人")
                && right.bound == Some(Bound::AtLeast)
                && words.settlements.find(text, right.after).is_some()
            {
                return Some("no_figure.threshold");
            }
            // 每认定1家,给予3万元: for each of them.
            let verb = start >= 3
                && text[start - 3] == '每'
                && words.edge(text, start - 2).is_some_and(|(n, e)| n == 2 && e.deed);
            if verb && small {
                return Some("no_figure.denominator");
            }
            // 千亿县, 万人村: a class of places.
            // 开行超万列: a mark that was passed.
            // 近百场演出, 超千家企业: so is one that was nearly reached.
            let near = left.bound == Some(Bound::About) && right.noun.is_some();
            let passed = near || left.bound == Some(Bound::MoreThan) || left.qualifiers.contains(&"达到") || left.to;
            if q.magnitude && !left.vague && !passed {
                return Some("no_figure.class");
            }
            let decimal = matches!(q.value, Some(Value::Decimal(d)) if d.scale() > 0);
            if q.chinese && small && !decimal {
                // 两所高校升格: the deed may stand behind.
                let behind = || {
                    right.noun.as_ref().is_some_and(|n| words.verb(text, n.end).is_some_and(|(_, e)| e.deed && e.hard))
                };
                let sure = right.noun.is_some()
                    && !q.value.is_some_and(|v| v.less_than(Value::whole(2)))
                    && (left.deed || left.rest <= left.floor && behind());
                let one = q.value == Some(Value::whole(1));
                // Old pages write every number in words; there 三个 may be a result, but 一个 is an article.
                // 建成六处灯光组团: a verb of doing and a measure word that is no filler.
                let plain = matches!(
                    unit.name,
                    "个" | "种" | "项" | "件" | "次" | "类" | "批" | "面" | "门" | "层" | "级" | "道" | "点" | "条"
                );
                // 办好十件民生实事: so many are promised.
                let deeds = unit.name == "件"
                    && right.noun.as_ref().is_some_and(|n| s.slice(n).ends_with(&['实', '事']))
                    && !q.value.is_some_and(|v| v.less_than(Value::whole(2)));
                if one || !deeds && (!sure || !counted_in_words(s) && plain) {
                    return Some("no_figure.article");
                }
            }
            if q.chinese && before == Some('等') {
                return Some("no_figure.listed");
            }
            // 甲、乙等5项: more than were named.
            if small
                && !matches!(before, Some('等' | '和' | '与' | '及'))
                && !q.more
                && before.is_some_and(char::is_alphabetic)
                && listed_before(words, s, left)
                && !left.linked
                && (!left.deed || within_member(words, s, left))
                // 甲、乙项目不少于3个, 甲、乙等项目4个以上
                && left.bound.is_none()
                && right.bound.is_none()
            {
                return Some("no_figure.listed");
            }
            if unit.name == "吨级"
                || unit.name == "级"
                || unit.name == "期"
                || unit.name == "届"
                || unit.name == "轮"
                || unit.name == "档"
            {
                return Some("no_figure.grade");
            }
            let meeting = s.slice(&(end..s.text.len().min(end + 5)));
            if unit.name == "次"
                && meeting
                    .windows(2)
                    .any(|w| matches!(w, ['全', '会' | '体'] | ['会', '议'] | ['代', '表'] | ['党', '代']))
            {
                return Some("no_figure.meeting");
            }
            // 连续3次获评优秀, 连续两届: how often on end.
            if matches!(unit.name, "次" | "批" | "项" | "场") && text[..start].ends_with(&['连', '续']) {
                return Some("no_figure.times");
            }
            if unit.name == "次" && (left.rest <= left.floor && right.noun.is_none() && !left.to) {
                return Some("no_figure.times");
            }
        }
        _ => {}
    }
    None
}

/// How far behind an amount the class may stand that it describes.
const CLASSED: usize = 14;

/// 对销售额200万元以上且订单1000单以上的企业给予补助: which ones, at the head of its clause.
fn conditioned(words: &FigureWords, s: &Sentence<'_>, right: &Right) -> bool {
    /// How far 对 may stand from the head of its clause: behind 十二是.
    const HEAD: usize = 4;
    if !matches!(right.bound, Some(Bound::AtLeast | Bound::AtMost))
        || !matches!(s.text.get(right.after), Some('的' | '且' | '或' | '并' | '、'))
    {
        return false;
    }
    let start = s.clause_start(right.after);
    let Some(to) = s.slice(&(start..start + HEAD.min(right.after - start))).iter().position(|c| *c == '对') else {
        return false;
    };
    let (to, end) = (start + to, s.clause_end(right.after));
    let gives = |r: std::ops::Range<usize>| {
        s.slice(&r).windows(2).any(|w| matches!(w, ['给' | '予', '予' | '以'] | ['进', '行'] | ['实', '施']))
    };
    words.whole_from(s.text, to) < 2
        && !s.slice(&(to..right.after)).windows(2).any(|w| matches!(w, ['给' | '予', '予' | '以']))
        && s.slice(&(right.after..end)).contains(&'的')
        && (gives(right.after..end) || s.text.get(end) == Some(&','))
}

/// Longest title of a document.
const TITLE: usize = 60;

/// Whether a place is within 《》.
fn in_title(s: &Sentence<'_>, at: usize) -> bool {
    let before = s.slice(&(at.saturating_sub(TITLE)..at));
    let opened = before.iter().rposition(|c| matches!(c, '《' | '》')).is_some_and(|i| before[i] == '《');
    opened && s.slice(&(at..s.text.len().min(at + TITLE))).contains(&'》')
}

/// How far before an old value its 由 or 从 stands: 由2020年的.
const FROM: usize = 8;

/// A number without a unit.
fn bare(s: &Sentence<'_>, q: &Quantity, left: &Left, right: &Right) -> Option<&'static str> {
    let text = s.text;
    let before = q.range.start.checked_sub(1).and_then(|i| text.get(i)).copied();
    let next = text.get(q.range.end).copied();
    if matches!(before, Some('每')) {
        return Some("no_figure.denominator");
    }
    // 300万以上人口城市: how large they are.
    if right.bound == Some(Bound::AtLeast)
        && text
            .get(right.after..)
            .is_some_and(|t| t.starts_with(&['人', '口', '城']) || t.starts_with(&['人', '口', '大']))
    {
        return Some("no_figure.threshold");
    }
    if q.scale > 0 {
        // 产值过百亿的园区: which ones are meant.
        if q.magnitude && left.bound == Some(Bound::MoreThan) && next == Some('的') && right.noun.is_some() {
            return Some("no_figure.threshold");
        }
        if q.magnitude {
            // 达到万亿级, 突破千亿: a mark that was passed; 百亿级项目 is a class.
            let passed = left.vague && right.noun.is_some()
                || left.bound.is_some()
                || left.qualifiers.contains(&"达到")
                || left.to;
            return (!passed).then_some("no_figure.magnitude");
        }
        if next == Some('级')
            && (text.get(q.range.end + 1).is_some_and(|c| c.is_alphabetic()) || !left.linked && left.bound.is_none())
        {
            return Some("no_figure.class");
        }
        return None;
    }
    if q.chinese {
        return Some("no_figure.bare_words");
    }
    // Years, list marks, document numbers, scores.
    if matches!(
        next,
        Some(
            '年' | '月'
                | '日'
                | '时'
                | ':'
                | '.'
                | '、'
                | ')'
                | '号'
                | '级'
                | '岁'
                | '版'
                | '届'
                | '期'
                | '后'
                | '维'
                | '室'
                | '单'
                | '‱'
                | '世'
                | '周'
                | '英'
                | '+'
                | '-'
                | '—'
        )
    ) || matches!(before, Some('+' | '-' | '/' | '(' | '第' | '#' | '—' | '.' | '“'))
    {
        return Some("no_figure.bare_mark");
    }
    // A bare year, or the number of a hotline.
    if let Some(Value::Decimal(d)) = q.value
        && q.range.len() >= 4
        && d.scale() == 0
        && ((1900..=2100).contains(&i64::try_from(d).unwrap_or(0)) && q.range.len() == 4
            || (12000..13000).contains(&i64::try_from(d).unwrap_or(0)) && !left.linked)
    {
        return Some("no_figure.bare_year");
    }
    let measured = left.to || left.bound.is_some() || left.change.is_some() || left.qualifiers.contains(&"达到");
    let is_decimal = |q: &Quantity| matches!(q.value, Some(Value::Decimal(d)) if d.scale() > 0);
    let decimal = is_decimal(q);
    // 由2.42缩小至2.12: the new value of what is told without a unit; alone the old one would stand for it.
    let onward = decimal
        && matches!(before, Some('到' | '至'))
        && s.quantities.iter().rev().find(|p| p.range.end <= q.range.start).is_some_and(|old| {
            let from = s.slice(&(s.clause_start(old.range.start)..old.range.start));
            old.unit.is_none()
                && is_decimal(old)
                && s.clause_start(q.range.start) <= old.range.start
                && from.iter().rev().take(FROM).any(|c| matches!(c, '从' | '由'))
        });
    let counted =
        right.noun.is_some() && (left.deed || left.linked) && q.value.is_some_and(|v| Value::whole(9).less_than(v));
    let stated = left.linked && decimal;
    (!(measured || counted || stated || onward)).then_some("no_figure.bare")
}

/// Whether what follows a bound makes the number a threshold: 以上项目, 以上工业企业, 以上的重点工程.
fn threshold(words: &FigureWords, text: &[char], at: usize) -> bool {
    words.classes.find(text, at).is_some()
}

/// Of what an amount says how large it is: 纳税过百万元企业.
const CLASSES: [[char; 2]; 6] = [['项', '目'], ['企', '业'], ['大', '户'], ['商', '户'], ['园', '区'], ['集', '群']];

/// Whether an amount that ends at `end` says how large those are that the next number of its clause counts: only they stand
/// between the two, or nothing but 的. 基金突破5亿元、赋能项目38个 are two things.
fn sizes(s: &Sentence<'_>, end: usize) -> bool {
    /// Longest name of a class: 以上的生产经营性招商引资项目.
    const NAME: usize = 18;
    let counted = s
        .quantities
        .iter()
        .find(|n| n.range.start >= end)
        .filter(|n| n.range.start <= s.clause_end(end) && n.unit.is_some_and(|u| u.dimension == Dimension::Count));
    counted.is_some_and(|n| {
        let between = s.slice(&(end..n.range.start));
        let led = ["分别达到", "分别达", "达到", "达", "有"]
            .iter()
            .filter(|w| ends(between, w))
            .map(|w| w.chars().count())
            .find(|len| between.len() > *len)
            .unwrap_or(0);
        let name = &between[..between.len() - led];
        let of_them = *name == ['的'] && led == 0;
        name.len() <= NAME && !name.contains(&'、') && (CLASSES.iter().any(|c| name.ends_with(c)) || of_them)
    })
}

/// Whether the number names a project or plant by its capacity: it stands before one, and nothing says it was reached.
fn named_after(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, left: &Left) -> bool {
    let end = q.range.end;
    let clause = s.clause_end(end);
    let after = s.text.get(end..clause.min(end + 16)).unwrap_or_default();
    let first = after.first().copied();
    // 年炼钢各300万吨的钢厂工程: what it makes in a year, though 的 stands between.
    let makes = first == Some('的')
        && s.slice(&(left.floor..q.range.start)).windows(2).any(|w| matches!(w, ['年', '产' | '炼'] | ['日', '产']))
        && (0..after.len()).any(|at| words.plants.find(after, at).is_some());
    if makes {
        return true;
    }
    if !first.is_some_and(char::is_alphabetic) || matches!(first, Some('的' | '以' | '左')) {
        return false;
    }
    // 年产30万吨纸浆、100台套机床等一批项目: a list of plants, each by its capacity.
    let listed = after_list(s, end);
    let yearly = listed
        || s.text[..q.range.start].ends_with(&['年', '产'])
        || s.text[..q.range.start].ends_with(&['日', '处', '理']);
    // 关停500万千瓦机组: right after its verb the number says how much.
    let done = left.deed && first != Some('级') && q.unit.is_some_and(|u| u.group != "voltage");
    yearly || !done && (0..after.len()).any(|at| words.plants.find(after, at).is_some())
}

/// Whether the clause goes on to 等一批…项目.
fn after_list(s: &Sentence<'_>, end: usize) -> bool {
    let clause = s.slice(&(end..s.clause_end(end)));
    clause
        .windows(3)
        .position(|w| matches!(w, ['等', '一', '批'] | ['等', '重', '大' | '点'] | ['等', '项', '目']))
        .is_some()
}

/// Whether the verb right before a number is the end of a member of a list: 管控、降渗、用水保障3个体系.
fn within_member(words: &FigureWords, s: &Sentence<'_>, left: &Left) -> bool {
    let Some(mark) = s.slice(&(left.floor..left.rest)).iter().rposition(|c| *c == '、') else { return false };
    let verb = words.deeds_before.find_before(s.text, left.rest).filter(|(_, e)| !e.hard).map_or(0, |(n, _)| n);
    let member = left.floor + mark + 1..left.rest - verb;
    verb > 0 && (2..=4).contains(&member.len()) && !s.slice(&member).contains(&'等')
}

/// Whether the number sums up a 、-list right before it: 甲、乙两家企业.
fn listed_before(words: &FigureWords, s: &Sentence<'_>, left: &Left) -> bool {
    // A mark right at the beginning parts this noun from the number before.
    let Some(mark) = s.slice(&(left.floor + 1..left.rest)).iter().rposition(|c| *c == '、') else { return false };
    // 甲县、乙县分别建成公园3个: what is counted is the object of a verb behind the list.
    !(left.floor + 2 + mark..left.rest).any(|at| words.edge(s.text, at).is_some_and(|(_, e)| e.deed && e.hard))
}

/// Whether the sentence writes its larger numbers in words.
fn counted_in_words(s: &Sentence<'_>) -> bool {
    !s.text.iter().take(2000).any(char::is_ascii_digit)
}
