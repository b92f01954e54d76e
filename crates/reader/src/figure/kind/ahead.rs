//! Numbers that are yet to come, and those that are already so in a sentence that looks ahead.

use super::deed_in;
use crate::figure::words::FigureWords;
use crate::figure::{Draft, Sentence};
use crate::quantity::{Quantity, Shape};
use crate::search::{ends, holds, stands};
use crate::unit::Dimension;
use std::ops::Range;

/// Whether a number counts a whole people: 14亿人, 十一亿人民.
pub(super) fn is_nation(s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    let text = |r: &Range<usize>| matches!(s.slice(r), ['人'] | ['人', '口' | '民', ..] | ['中', '国', ..]);
    let unit = q.unit.is_none_or(|u| u.dimension == Dimension::People);
    let named = draft.right.noun.as_ref().is_some_and(text) || q.unit.is_some_and(|u| u.name == "人");
    q.scale == 8 && unit && named && !q.value.is_some_and(|v| v.less_than(crate::number::Value::whole(6)))
}

/// Whether a number states what is so, before the clause that says what to do about it: 今年毕业生12万人,要….
pub(super) fn is_known(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    const DUTY: &[&str] = &["要", "必须", "应", "需"];
    let floor = s.clause_start(q.range.start);
    let mut next = s.clause_end(q.range.end);
    let told = s.slice(&(floor..next));
    // 壮大12条产业链: they are there, and grow.
    let grown = s.slice(&(floor..draft.left.rest));
    if q.high.is_none() && ["壮大", "做大"].iter().any(|w| ends(grown, w))
        // 培育壮大: those are to come as well.
        && !holds(grown, "培育")
        && draft.right.noun.is_some()
    {
        return true;
    }
    // 以8个枢纽为抓手: what there is already.
    let clause = s.slice(&(floor..next));
    let means = clause.first() == Some(&'以') && clause[1..].contains(&'为') && next > q.range.end;
    if draft.right.noun.is_some() && means || is_had(words, s, draft) {
        return true;
    }
    // 一是强化供水保障,共3项任务: so many are in it. 新建水厂2座、泵站3座,共5项工程 will be built.
    let sum = s.slice(&(floor..draft.left.rest)).is_empty()
        && s.slice(&(draft.left.rest..q.range.start)).starts_with(&['共']);
    let first = s.quantities.iter().take_while(|n| n.range.start < q.range.start).all(|n| !n.counts());
    if sum && first && draft.right.noun.as_ref().is_some_and(|n| n.end == next && is_part(s.slice(n))) {
        return true;
    }
    let ahead =
        ["要", "将", "预计", "力争", "确保", "争取", "达到", "拟", "计划", "安排", "目标", "新增", "实现", "完成"];
    if draft.left.deed
        || draft.left.to
        || !draft.rules.contains(&"indicator.before")
        || ahead.iter().any(|w| holds(told, w))
        || deed_in(words, s, floor..next)
        || s.slice(&(0..floor)).iter().any(|c| matches!(c, ':' | ','))
    {
        return false;
    }
    for _ in 0..3 {
        if s.text.get(next) != Some(&',') {
            return false;
        }
        let rest = s.slice(&(next + 1..s.text.len().min(next + 4)));
        if DUTY.iter().any(|w| stands(rest, 0, w)) {
            return true;
        }
        next = s.clause_end(next + 1);
    }
    false
}

/// Whether a number counts what there is already: 按照已经发布的85项标准, 对12万亩林地的监管.
pub(super) fn is_had(words: &FigureWords, s: &Sentence<'_>, draft: &Draft) -> bool {
    let start = s.quantities[draft.quantity].range.start;
    let end = start - usize::from(start > draft.left.floor && matches!(s.text[start - 1], '近' | '约'));
    let had = words.had_before.find_before(s.text, end).is_some_and(|(n, ())| end >= draft.left.floor + n);
    draft.right.noun.is_some() && draft.rules.contains(&"indicator.after") && had
}

/// Whether its own clause says of a number that it has been reached, in a sentence that looks ahead:
/// 到八月已发展到十万个,预计明年…; 计划为4%,实际达到5%.
pub(super) fn is_reached(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    /// What looks ahead all the same.
    const AHEAD: &[char] = &['要', '将', '拟', '争', '须', '应'];
    let floor = s.clause_start(q.range.start).max(draft.left.floor);
    let region = s.slice(&(floor..q.range.start));
    let reached = region.iter().rposition(|c| *c == '已').map(|i| floor + i).is_some_and(|at| {
        words.whole_from(s.text, at) < 3
            && words.whole_to(&s.text[..=at], at + 1) < 2
            && !s.slice(&(at..q.range.start)).contains(&'的')
    });
    let came = || matches!(s.slice(&(draft.left.rest..q.range.start)), ['实', '际', ..]);
    (reached || came()) && !region.iter().any(|c| AHEAD.contains(c)) && !holds(region, "预计")
}

/// Whether a number is yet to come in a sentence that tells of something else: 1980年将达到29%, 完成增长6%的目标, 建成后预计新增30个.
pub(super) fn is_ahead(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    /// What 将 stands before where it tells the future, and does not move its object to the front.
    const WILL: &[&str] =
        &["达", "超过", "突破", "于", "实现", "完成", "建成", "新增", "增长", "增加到", "提高到", "打造", "投入"];
    /// How far behind the number its own 目标 may stand.
    const AIM: usize = 8;
    /// How far behind a plan its result may stand.
    const RESULT: usize = 20;
    let floor = s.clause_start(q.range.start);
    let region = floor.max(draft.left.floor)..q.range.start;
    let will = || {
        region.clone().any(|i| {
            s.text[i] == '将'
                && words.whole_from(s.text, i) < 2
                && words.whole_to(s.text, i + 1) < 2
                && WILL.iter().any(|w| stands(s.slice(&(i + 1..q.range.start.max(i + 1))), 0, w))
        })
    };
    // 增长6%的目标, 年度增长6%目标任务
    let aim = || {
        let after = s.slice(&(draft.right.after..s.text.len().min(draft.right.after + AIM)));
        let after = after.strip_prefix(&['的']).unwrap_or(after);
        ["目标", "年度目标", "增长目标", "预期增长目标", "预期目标", "发展目标", "战略目标", "奋斗目标"]
            .iter()
            .any(|w| stands(after, 0, w))
            && q.unit.is_none_or(|u| !matches!(u.dimension, Dimension::Count))
    };
    // 投用后预计新增学位30个
    let once = || {
        let made = s.slice(&(floor.saturating_sub(12)..q.range.start));
        ["投用后", "建成后", "达产后", "投产后", "竣工后", "完工后"].iter().any(|w| holds(made, w))
            && ["预计", "可", "将", "能"].iter().any(|w| holds(s.slice(&region), w))
    };
    // 完成预算数60亿元的40%, 计划建成118个、实际建成128个, 当年计划投资35亿元,累计完成18亿元: the plan beside what was done.
    let rest = s.slice(&(q.range.end..s.text.len().min(q.range.end + RESULT)));
    let plan = || {
        rest.first() == Some(&'的')
            && draft.indicator.as_ref().is_some_and(|r| words.is_plan(s.slice(r)))
            && s.quantities.iter().any(|n| n.range.start == q.range.end + 1 && matches!(n.shape, Shape::Percent))
    };
    let planned = || {
        let before = s.slice(&(floor..q.range.start));
        ["计划", "年度计划", "当年计划", "年计划"].iter().any(|w| stands(before, 0, w))
            && ["实际", "累计完成", "已完成"].iter().any(|w| holds(rest, w))
    };
    // 规划作了细化，提出到2030年占比超过52%、收入突破80亿元: what a plan sets out for years to come is to be, whatever
    // else the sentence reports.
    let set_out = || {
        s.times.iter().take_while(|t| t.range.end <= q.range.start).any(|t| {
            let at = if s.text[t.range.start] == '到' { t.range.start } else { t.range.start.saturating_sub(1) };
            s.text[at] == '到'
                && words.proposed.find_before(s.text, at).is_some()
                && !s.slice(&(t.range.end..q.range.start)).iter().any(|c| matches!(c, '已' | ';' | '了'))
        })
    };
    draft.rules.contains(&"indicator.plan_of") || plan() || planned() || will() || aim() || once() || set_out()
}

/// Whether a noun names the parts of a plan: 重点任务, 措施.
fn is_part(noun: &[char]) -> bool {
    ["任务", "措施", "举措", "指标", "内容", "条款", "事项"].iter().any(|w| ends(noun, w))
}
