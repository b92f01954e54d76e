//! Which time expression of a sentence holds for which figure.
//!
//! In a report the leading time holds up to the next ; or the next time; among targets it holds to the end of the
//! sentence. A point in time (年末) holds only for its own indicator. Growth over any base but the year before, and a yearly
//! mean, take a time only from their own clause.

use super::{Draft, Sentence};
use crate::reading::{Kind, Tense};
use crate::search;
use crate::time::{Time, TimeKind};
use jiff::civil::Date;

/// What a time expression does for the figures after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// For every figure up to the next time.
    On,
    /// For one indicator: 年末.
    Once,
    /// For none, but what was said before no longer holds: 现已.
    Ends,
    /// For the figure whose verb it stands at: 每年新增.
    Each,
    /// For the figures of its phrase, which ends here: 在2015年增长5%的基础上.
    Within(usize),
    /// It is a base, the time of an old value, a length, a name.
    Nothing,
}

/// Farthest a leading time is looked for, in time expressions: more stand in no sentence that means one of them.
const BACK: usize = 24;

/// Gives every draft its time.
pub(super) fn assign(s: &Sentence<'_>, drafts: &mut [Draft]) {
    if s.times.is_empty() {
        return;
    }
    let holds: Vec<Holds> = s.times.iter().map(|t| holds(s, t)).collect();
    for index in 0..drafts.len() {
        let period = find(s, &holds, drafts, index);
        drafts[index].period = period;
    }
    share(s, drafts);
}

/// 到2027年、2030年,覆盖率分别达到50%、55%: as many times in a list as numbers are one for each.
fn share(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let listed = |between: &[char]| matches!(between, ['、' | '和' | '与' | '及']);
    let mut first = 0;
    while first < drafts.len() {
        let end = super::list::end_of(s, drafts, first);
        let n = end - first;
        let at = s.quantities[drafts[first].quantity].range.start;
        if n > 1
            && let Some(last) = drafts[first].period
            && s.slice(&(s.times[last].range.end..at)).windows(2).any(|w| w == ['分', '别'])
        {
            // The run of times that the one nearest the numbers ends.
            let next = |i: &usize| {
                let before = s.times.get(i.checked_sub(1)?)?;
                listed(s.slice(&(before.range.end..s.times[*i].range.start))).then_some(i - 1)
            };
            let run: Vec<usize> = std::iter::successors(Some(last), next).collect();
            if run.len() == n {
                for (draft, time) in drafts[first..end].iter_mut().zip(run.into_iter().rev()) {
                    draft.period = Some(time);
                    draft.rules.push("list.times");
                }
            }
        }
        first = end;
    }
}

fn find(s: &Sentence<'_>, holds: &[Holds], drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = &drafts[index];
    let at = s.quantities[draft.quantity].range.start;
    let planned = s.tense == Tense::Planned;
    let clause = s.clause_start(at);
    let old = draft.from.map(|q| s.quantities[q].range.clone());
    let after = s.times.partition_point(|t| t.range.start < at);
    for i in (after.saturating_sub(BACK)..after).rev() {
        let time = &s.times[i];
        // The time of the old value: 由2015年的5%提高到.
        if old.as_ref().is_some_and(|old| {
            time.range.end <= old.start
                && s.slice(&(time.range.end..old.start)).iter().all(|c| *c == '的' || *c == '末')
        }) || draft.base.as_ref() == Some(&time.range)
        {
            continue;
        }
        // 每人每月300元: the time is part of for whom.
        if draft.left.each_of.as_ref().is_some_and(|each| each.contains(&time.range.start)) {
            continue;
        }
        let between = s.slice(&(time.range.end..at));
        if !planned && between.contains(&';') {
            return None;
        }
        let own = time.range.start >= clause;
        // 2月份,工业当月产值: of the two the one that says which month.
        if matches!(s.slice(&time.range), ['当', '月' | '季' | '日'])
            && s.times[..i].iter().zip(holds).any(|(t, h)| *h != Holds::Nothing && is_month(s.slice(&t.range)))
        {
            continue;
        }
        match holds[i] {
            Holds::Nothing => continue,
            Holds::Each => {
                // 每年培育甲20家,乙100家: the verb goes on.
                let goes_on = planned
                    && index > 0
                    && drafts[index - 1].period == Some(i)
                    && s.clause_start(at) == at
                    && draft.rules.contains(&"indicator.after");
                if (own || goes_on) && draft.measure != Kind::ChangePct {
                    return Some(i);
                }
                continue;
            }
            Holds::Within(end) => {
                if at >= end {
                    continue;
                }
            }
            Holds::Ends => return None,
            Holds::Once => {
                let position =
                    drafts[..index].iter().position(|d| s.quantities[d.quantity].range.start > time.range.start);

                let same = position.is_none_or(|p| drafts[p].indicator == draft.indicator);
                if !same && !planned {
                    return None;
                }
            }
            Holds::On => {
                // 调查失业率全年控制在: a time behind the name of a measure is that measure's.
                let inside = drafts[..index].iter().rev().take(BACK).find(|d| {
                    d.indicator.as_ref().is_some_and(|r| r.end <= time.range.start)
                        && time.range.end <= s.quantities[d.quantity].range.start
                        && s.slice(&(d.indicator.as_ref().map_or(0, |r| r.end)..time.range.start)).is_empty()
                });
                let led = holds[..i].contains(&Holds::On);
                if !own && led && inside.is_some_and(|d| d.indicator != draft.indicator) {
                    continue;
                }
            }
        }
        let mean = draft.qualifiers.contains(&"年均") && !is_frame(s, time);
        let far = !own && !planned && (mean || far_base(s, draft, time) || far_before(s, drafts, index, time));
        return (!far).then_some(i);
    }
    None
}

/// Whether words name a month by its number: 2月份, 2025年12月.
fn is_month(words: &[char]) -> bool {
    words
        .iter()
        .position(|c| *c == '月')
        .and_then(|i| words.get(i.checked_sub(1)?))
        .is_some_and(|c| c.is_ascii_digit() || crate::number::is_numeral(*c))
}

/// Whether a time is the frame of a yearly mean that follows it: 从1979年到1983年，…平均每年增长.
///
/// A span of years that opens its sentence is one; a single year is not, nor is a span that runs to the day of the text.
fn is_frame(s: &Sentence<'_>, time: &Time) -> bool {
    let opens =
        time.range.start.checked_sub(1).and_then(|i| s.text.get(i)).is_none_or(|c| matches!(c, ';' | ':' | '。'));
    let ranged = s.slice(&time.range).iter().any(|c| matches!(c, '到' | '至' | '—' | '-' | '~'));
    let years = time.start.zip(time.end).is_some_and(|(a, b)| b.year() > a.year());
    opens && ranged && years
}

/// What stands between 比 and the year of a plan that is compared with.
const PLANNED: [&[char]; 3] = [&['原', '定'], &['规', '定'], &['计', '划']];

/// How far around a time its phrase is looked at.
const PHRASE: usize = 30;

/// What a time does that belongs to a phrase of its own, within its clause: 在上年增长5%的基础上, 建国以来最高, 按1990年不变价格,
/// 比计划原定的1957年投资多.
fn local(s: &Sentence<'_>, time: &Time) -> Option<Holds> {
    let (start, end) = (time.range.start, time.range.end);
    let mark = |c: &char| matches!(c, ',' | '。' | ';' | ':' | '!' | '?' | '\n');
    let rest = s.text.get(end..s.text.len().min(end + PHRASE))?;
    let rest = &rest[..rest.iter().position(mark).unwrap_or(rest.len())];
    let front = s.text.get(start.saturating_sub(PHRASE)..start)?;
    let front = &front[front.iter().rposition(mark).map_or(0, |i| i + 1)..];
    let find = |word: &str| search::find(rest, word, rest.len()).map(|i| i + word.chars().count());
    // 在…的基础上
    if let Some(until) = find("基础上").filter(|_| front.contains(&'在')) {
        return Some(Holds::Within(end + until));
    }
    // 建国以来最高, 几十年以来我国最大, 近年来首次
    if s.text.get(end.wrapping_sub(1)) == Some(&'来') && rest.iter().take(6).any(|c| *c == '最') {
        return Some(Holds::Nothing);
    }
    // 按上年实际数额
    if front.ends_with(&['按']) || front.ends_with(&['按', '照']) {
        let price = ["实际", "不变", "可比", "价格", "标准", "口径"].iter().any(|w| find(w).is_some_and(|i| i <= 8));
        return price.then_some(Holds::Nothing);
    }
    // 超过前三年平均水平, 超过1957年的速度
    let over = front.ends_with(&['超', '过']) || front.ends_with(&['超', '过', '了']);
    if let Some(until) = ["水平", "速度", "指标"].iter().find_map(|w| find(w)).filter(|_| over) {
        return Some(Holds::Within(end + until));
    }
    // 比五年计划原定的1957年投资还多, 比原计划规定1957年30亿斤的水平高
    let compared = front.iter().rposition(|c| *c == '比').is_some_and(|i| {
        let inner = &front[i + 1..];
        let word = i
            .checked_sub(1)
            .and_then(|j| front.get(j))
            .is_some_and(|c| matches!(c, '占' | '对' | '同' | '环' | '可' | '评' | '相'));
        !word
            && !matches!(inner.first(), Some('重' | '例' | '较' | '率' | '值' | '赛' | '如'))
            && inner.len() <= 12
            && (inner.contains(&'的') || PLANNED.iter().any(|w| inner.ends_with(w)))
    });
    compared.then_some(Holds::Nothing)
}

/// What a time does, from the words around it.
fn holds(s: &Sentence<'_>, time: &Time) -> Holds {
    let text = s.text;
    let before = time.range.start.checked_sub(1).and_then(|i| text.get(i)).copied();
    let first = text.get(time.range.start).copied();
    let after = text.get(time.range.end..text.len().min(time.range.end + 4)).unwrap_or_default();
    let follows = |words: &[&str]| words.iter().any(|w| search::stands(after, 0, w));
    // 将于5年内建成, 于2025年投产: when, and no base; 高于2019年 is one.
    let when = before == Some('于')
        && !matches!(
            time.range.start.checked_sub(2).and_then(|i| text.get(i)),
            Some(
                '高' | '低'
                    | '快'
                    | '慢'
                    | '优'
                    | '好'
                    | '大'
                    | '小'
                    | '多'
                    | '少'
                    | '强'
                    | '弱'
                    | '早'
                    | '晚'
                    | '当'
                    | '等'
                    | '相'
            )
        );
    if matches!(before, Some('比' | '较' | '由' | '从' | '与' | '同' | '于')) && !when
        || after.starts_with(&['相', '比'])
    {
        return Holds::Nothing;
    }
    // 比去年|全年提高: both are the base.
    if let Some(first) = s.time_to(time.range.start)
        && matches!(first.range.start.checked_sub(1).and_then(|i| text.get(i)), Some('比' | '较'))
    {
        return Holds::Nothing;
    }
    // 全年任务, “十四五”规划目标, 建国以来的最高水平: the time is part of a name.
    let named = follows(&[
        "任务",
        "目标",
        "规划",
        "纲要",
        "行动",
        "方案",
        "总投资",
        "确定",
        "制定的",
        "提出的",
        "下达的",
        "预算",
    ]) || quoted(s, time)
        || time.kind == TimeKind::Plan && follows(&["计划"])
        || time.kind == TimeKind::Since && follows(&["的"]);
    if named && !follows(&["目标为", "目标是"]) {
        return Holds::Nothing;
    }
    match (local(s, time), by_kind(s, time, before, first, after)) {
        (Some(_), Holds::Nothing) => Holds::Nothing,
        (Some(local), _) => local,
        (None, holds) => holds,
    }
}

/// Whether a time stands within a quoted name: “一年基本恢复”项目.
fn quoted(s: &Sentence<'_>, time: &Time) -> bool {
    let plain = |c: &char| !matches!(c, ',' | '。' | ';' | ':' | '”' | '“');
    let front = s.slice(&(time.range.start.saturating_sub(NAME)..time.range.start));
    let back = s.slice(&(time.range.end..s.text.len().min(time.range.end + NAME)));
    let opened = front.iter().rposition(|c| !plain(c)).is_some_and(|i| front[i] == '“');
    let closed = back.iter().position(|c| !plain(c));
    // “十四五”: the whole of a quotation is a time.
    opened && closed.is_some_and(|i| back[i] == '”' && i > 0)
}

/// Most characters of a quoted name on either side of a time in it.
const NAME: usize = 8;

/// What a time of its kind does, with the character before it, its first, and those after it.
fn by_kind(s: &Sentence<'_>, time: &Time, before: Option<char>, first: Option<char>, after: &[char]) -> Holds {
    let text = s.text;
    // 一九五二年，即…结束的这一年: told again.
    if before == Some('的') && first == Some('这') {
        return Holds::Nothing;
    }
    match time.kind {
        TimeKind::Frequency => {
            let written: Vec<char> = s.slice(&time.range).to_vec();
            let each = matches!(written[..], ['每', '年' | '天' | '日' | '月' | '周'] | ['每', '季', '度']);
            if each { Holds::Each } else { Holds::Nothing }
        }
        TimeKind::Now => {
            // 整合目前已有的系统: within what is said of a thing it tells no time of its number.
            let opens = before.is_none_or(|c| !crate::charset::is_han(c));
            let told = opens && matches!(s.slice(&time.range), ['目', '前'] | ['现', '阶', '段']);
            if told || matches!(s.slice(&time.range), ['现', '在']) { Holds::On } else { Holds::Ends }
        }
        TimeKind::Duration => {
            let word = !matches!(first, Some('连' | '用' | '历' | '为' | '近' | '再' | '提'));
            let name = matches!(
                after.first(),
                Some('行' | '计' | '规' | '期' | '制' | '级' | '的' | '以' | '左' | '保' | '目' | '攻')
            );
            if word && !name && !matches!(before, Some('续' | '用' | '第' | '前' | '超' | '近' | '长' | '满')) {
                Holds::On
            } else {
                Holds::Nothing
            }
        }
        TimeKind::Since if before == Some('过') => Holds::Nothing,
        // 2023年末,全县…: what opens a sentence with its year holds on.
        _ if time.range.start == 0 && time.range.len() > 4 => Holds::On,
        // 年末, 6月底: one day.
        _ if time.start.is_some() && time.start == time.end && time.kind != TimeKind::Day => Holds::Once,
        TimeKind::Day if matches!(text.get(time.range.end.wrapping_sub(1)), Some('末' | '底' | '初')) => Holds::Once,
        _ if matches!(text.get(time.range.end.wrapping_sub(1)), Some('末' | '底')) && time.range.len() <= 3 => {
            Holds::Once
        }
        _ => Holds::On,
    }
}

/// Whether a growth without a base of its own goes on from one with a far base: 比1964年增长1.9倍,钢增长1.2倍.
fn far_before(s: &Sentence<'_>, drafts: &[Draft], index: usize, time: &Time) -> bool {
    let grown = |d: &Draft| d.measure == Kind::ChangePct;
    let draft = &drafts[index];
    if !grown(draft) || draft.base.is_some() || draft.qualifiers.contains(&"同比") {
        return false;
    }
    let told = drafts[..index].iter().rev().take(BACK).take_while(|d| grown(d) && !d.qualifiers.contains(&"同比"));
    told.map(|d| (d, s.quantities[d.quantity].range.end)).find(|(d, _)| d.base.is_some()).is_some_and(|(d, end)| {
        time.range.end <= end
            && far_base(s, d, time)
            && !s.slice(&(end..s.quantities[draft.quantity].range.start)).iter().any(|c| matches!(c, ';' | '。'))
    })
}

/// Whether a figure is measured from another base than the year before `time`.
fn far_base(s: &Sentence<'_>, draft: &Draft, time: &Time) -> bool {
    let Some(base) = &draft.base else { return false };
    let words = s.slice(base);
    let has = |word: &str| search::holds(words, word);
    if has("上年") || has("去年") || has("同期") || has("上一年") || has("上月") {
        return false;
    }
    let based = s.time_from(base.start).and_then(|t| t.end).map(Date::year);
    match (based, time.start.or(time.end).map(Date::year)) {
        (Some(base), Some(year)) => base + 1 != year,
        _ => true,
    }
}
