//! A clause whose subject comes first: a body that is bound to do something, or a thing and what is to become of it.

use super::ground::{verb_after, verb_behind};
use super::head::{Head, from, open};
use super::noun::{end_of, figures, measured, noun, number};
use super::predicate::{bare, relies, says_what, verb};
use super::state::{state_figure, states, without_lead};
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use crate::reading::Role;
use std::ops::Range;

/// Longest subject that names somebody.
const WHO: usize = 16;

/// A clause that begins with its subject: a state to be reached, or a body that is to do something.
pub(super) fn subject(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    // 是必须尊重的: says what something is.
    if s.text.get(head.at) == Some(&'是') && s.text.get(clause.end - 1) == Some(&'的') {
        return;
    }
    if !figures(s, clause).is_empty() && state_figure(words, s, figures(s, clause).start, head.at) {
        return states(words, s, clause, head, out);
    }
    // 主管部门应当…答复: a subject, then what it is bound to.
    if let Some(at) = bound(words, s, head.at + 2..clause.end) {
        let mut inner = from(words, s, clause, at);
        inner.time = inner.time.or(head.time);
        let before = out.len();
        // 应当在收件后7个工作日内答复, 应在30日内办结: the limit stands before the verb.
        let limit = super::deadline::limit(words, s.text, inner.at..clause.end).map(|limit| limit.end);
        let verb_at = limit.or_else(|| verb_behind(words, s, clause, &inner.ground.as_ref()?.word));
        let done = finish(words, s, &(inner.at..end_of(s.text, clause)));
        if let Some(action) = done.filter(|_| verb_at.is_none()) {
            // 新院区将于明年10月投入使用: nothing follows the verb.
            inner.at = action.start;
        } else if let Some(at) = verb_at {
            inner = Head { lead: inner.lead.clone(), ..from(words, s, clause, at) };
        }
        match words.at(s.text, inner.at, clause.end) {
            Some((len, sorts)) if sorts.is(Sorts::VERB) => {
                if inner.at + len == end_of(s.text, clause) {
                    out.push(bare(clause, inner.at..clause.end, &inner));
                } else {
                    verb(words, s, clause, &inner, out);
                }
            }
            // 化肥产量将有很大的增长: how far it is to come.
            Some((len, sorts)) if sorts.is(Sorts::OUTCOME) && len > 1 && inner.at + len < clause.end => {
                let verb = if s.text.get(inner.at) == Some(&'有') { 1 } else { len };
                out.push(Found {
                    degree: Some(inner.at..end_of(s.text, clause)),
                    ..bare(clause, inner.at..inner.at + verb, &inner)
                });
            }
            _ => match relies(s, clause, &inner) {
                Some(found) => out.push(found),
                None => ending(words, s, clause, &inner, out),
            },
        }
        let who = levels(s.text, head.at)..at;
        for found in &mut out[before..] {
            let person = words.is_body(s.text.get(who.clone()).unwrap_or_default());
            if person {
                found.who = Some(who.clone());
            } else if found.object.is_none() {
                found.object = Some(who.clone());
            }
        }
        return;
    }
    // 市财政统筹安排资金: somebody, and his verb.
    if let Some(at) = verb_after(words, s, clause, head.at + 1)
        && s.text.get(head.at..at).is_some_and(|who| who.len() <= WHO && words.is_body(who))
        && !closed(words, s, &(head.at..end_of(s.text, clause)), at)
    {
        let inner = from(words, s, clause, at);
        let before = out.len();
        verb(words, s, clause, &Head { time: inner.time.or(head.time), ..inner }, out);
        out[before..].iter_mut().for_each(|found| found.who = found.who.take().or(Some(levels(s.text, head.at)..at)));
        return;
    }
    // 各市每个领域遴选10个项目: the verb is right before the number.
    if let Some(index) = figures(s, clause).next()
        && let Some(at) = verb_before(words, s, head.at + 1..number(s, index).start)
            .or_else(|| doing_before(words, s, clause, head.at + 2..number(s, index).start, number(s, index).end))
    {
        return verb(words, s, clause, &Head { at, ..head.clone() }, out);
    }
    // 中期重点开展文化演出600场: it is right before what is counted.
    if let Some(draft) = s.drafts.get(figures(s, clause).start).filter(|_| !figures(s, clause).is_empty())
        && let Some(counted) = measured(s, draft).filter(|c| c.start > head.at + 1 && c.end <= clause.end)
        && let Some(at) = verb_before(words, s, head.at + 1..counted.start)
    {
        return verb(words, s, clause, &Head { at, ..head.clone() }, out);
    }
    ending(words, s, clause, head, out);
}

/// Where somebody begins whose name goes on at `at`: 各级|政府.
fn levels(text: &[char], at: usize) -> usize {
    at - if text.get(..at).is_some_and(|before| before.ends_with(&['各', '级'])) { 2 } else { 0 }
}

/// Whether what looks like a verb at `at` is part of a subject: 人才集聚优势加速形成.
fn closed(words: &Lexicon, s: &Said<'_>, whole: &Range<usize>, at: usize) -> bool {
    pivot(words, s, whole).is_some_and(|pivot| pivot > at && closes(words, s, pivot..whole.end))
}

/// Where a lead stands behind a subject in `range`: 各县要…, 主管部门应当….
pub(super) fn bound(words: &Lexicon, s: &Said<'_>, range: Range<usize>) -> Option<usize> {
    let end = range.end;
    open(s.text, range).find_map(|at| {
        let (len, sorts) = words.at(s.text, at, end).filter(|(_, sorts)| sorts.is(Sorts::LEAD))?;
        let lead = !sorts.is(Sorts::VERB) && !is_inside(s.text, at, len);
        // 行动计划的实施: a noun; 计划新建… leads on.
        let must = matches!(s.text.get(at), Some('要' | '应' | '必' | '须' | '将' | '需' | '拟'));
        // 落实即将出台的办法: what is about to be is only named.
        if s.text.get(at) == Some(&'即') && s.text.get(at + len..end).is_some_and(|rest| rest.contains(&'的')) {
            return None;
        }
        let leads_on = || words.at(s.text, at + len, end).is_some_and(|(_, next)| next.is(Sorts::VERB | Sorts::ADVERB));
        // 落实“双控”要求: a noun at the end.
        (lead && (len == 1 || at + len < end) && (must || leads_on())).then_some(at)
    })
}

/// A subject and, at the end, what is to become of it: 创新体系更加完善.
pub(super) fn ending(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    let whole = head.at..end_of(s.text, clause);
    let state = open(s.text, whole.start + 2..whole.end).find_map(|at| {
        let (len, sorts) = words.at(s.text, at, whole.end)?;
        let holds = sorts.is(Sorts::STATE) && !sorts.is(Sorts::NOUN) && len > 1;
        (holds && at + len < whole.end).then_some((at, at + len))
    });
    // 必须是经过努力可以达到的速度: it says what something is.
    let says = |at: usize| says_what(s.text.get(whole.start..at));
    let state = state.filter(|(at, _)| !says(*at));
    if let Some(at) = pivot(words, s, &whole).filter(|at| *at >= whole.start + 2 && !says(*at)) {
        let mut inner = from(words, s, clause, at);
        // 二期加快建设: the last is the verb.
        while let Some((len, sorts)) = words.at(s.text, inner.at, whole.end)
            && sorts.is(Sorts::ADVERB)
            && words.at(s.text, inner.at + len, whole.end).is_some_and(|(_, next)| next.is(Sorts::VERB))
        {
            inner.at += len;
        }
        let end = words.at(s.text, inner.at, whole.end).map_or(whole.end, |(len, _)| inner.at + len);
        let action = inner.at.min(whole.end - 1)..end.min(whole.end);
        let degree = Some(at..whole.end).filter(|d| *d != action);
        // 去年价格有所上涨: how it is, where nobody says that it must be.
        if matches!(s.text.get(at..), Some(['有', '所', ..])) && head.lead.is_none() && s.role != Role::Goals {
            return;
        }
        // 有较大的增长: the verb is the first character.
        let action = if s.text.get(action.start) == Some(&'有') { action.start..action.start + 1 } else { action };
        out.push(Found { object: Some(noun(s, whole.start..at)), degree, ..bare(clause, action, head) });
    } else if let Some(action) = finish(words, s, &whole) {
        // 新院区于明年10月投入使用: before the verb its adverbs and its time, before those the subject.
        let mut end = action.start;
        while let Some(at) = time_before(s, end).filter(|at| *at >= whole.start + 2) {
            end = at;
        }
        let subject = s.text.get(whole.start..end).unwrap_or_default();
        let loose = subject.iter().rev().take_while(|c| matches!(c, '于' | '在' | '将' | '已' | '都')).count();
        let adverb = (whole.start + 2..end).find(|at| closes(words, s, *at..action.end) && *at < action.start);
        // 城北水厂力争明年投产: nor is what leads the verb.
        let object = without_lead(words, s, whole.start..adverb.unwrap_or(end).min(end - loose));
        out.push(Found { object: Some(noun(s, object)), ..bare(clause, action, head) });
    } else if let Some((at, end)) = state {
        out.push(Found {
            object: Some(noun(s, whole.start..at)),
            degree: Some(end..whole.end),
            ..bare(clause, at..end, head)
        });
    }
}

/// Where the verb begins that ends `range`: the one of what is counted behind it.
pub(super) fn verb_before(words: &Lexicon, s: &Said<'_>, range: Range<usize>) -> Option<usize> {
    const LONGEST: usize = 4;
    (range.start.max(range.end.saturating_sub(LONGEST))..range.end.saturating_sub(1)).find(|at| {
        let found = words.at(s.text, *at, range.end);
        found.is_some_and(|(len, sorts)| at + len == range.end && sorts.is(Sorts::VERB) && !sorts.is(Sorts::NOUN))
    })
}

/// The same for a verb that is as often a noun and takes an object, where the object stands behind the number: 每县改造3座水厂.
fn doing_before(
    words: &Lexicon,
    s: &Said<'_>,
    clause: &Range<usize>,
    range: Range<usize>,
    number: usize,
) -> Option<usize> {
    let at = range.end.checked_sub(2).filter(|at| *at >= range.start)?;
    let (len, sorts) = words.at(s.text, at, range.end)?;
    // 象修建第一座水厂那样: like it, and not it.
    let like = s.text.get(range.start.saturating_sub(2)..at)?.iter().any(|c| matches!(c, '象' | '像' | '如'));
    (at + len == range.end && sorts.is(Sorts::TAKES) && number + 1 < clause.end && !like).then_some(at)
}

/// Where the last time before `end` begins, if nothing but adverbs may stand between.
pub(super) fn time_before(s: &Said<'_>, end: usize) -> Option<usize> {
    let time = s.times.partition_point(|t| t.range.end <= end).checked_sub(1).and_then(|i| s.times.get(i))?;
    let gap = s.text.get(time.range.end..end)?;
    (gap.len() <= 6 && !gap.contains(&'的')).then_some(time.range.start)
}

/// The verb of completion that ends `range`, behind a subject.
pub(super) fn finish(words: &Lexicon, s: &Said<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let from = range.end.saturating_sub(LONGEST).max(range.start + 2);
    (from..range.end).find_map(|at| {
        let (len, sorts) = words.at(s.text, at, range.end)?;
        (sorts.is(Sorts::FINISH) && at + len == range.end).then_some(at..range.end)
    })
}

/// Where how far a thing is to come begins, at the end of `range`: 取得实质性突破, 明显改善.
pub(super) fn pivot(words: &Lexicon, s: &Said<'_>, range: &Range<usize>) -> Option<usize> {
    let mut best = None;
    let mut until = 0;
    // The adverbs read last, from and to.
    let mut adverb: Option<(usize, usize)> = None;
    for at in open(s.text, range.start + 2..range.end) {
        if at < until {
            continue;
        }
        let Some((len, sorts)) = words.at(s.text, at, range.end) else { continue };
        if sorts.is(Sorts::OUTCOME) && len > 1 && at + len < range.end {
            // 加快形成核心功能: with the adverb before it.
            // 推动城乡一体化取得进展: before an outcome what ends in 化 is a noun.
            let before = adverb.filter(|(_, end)| *end == at && s.text.get(end - 1) != Some(&'化'));
            return Some(before.map_or(at, |(start, _)| start));
        }
        if sorts.is(Sorts::ADVERB) && len > 1 {
            adverb = Some((adverb.filter(|(_, end)| *end == at).map_or(at, |(start, _)| start), at + len));
        }
        // From an adverb on, nothing but adverbs and verbs up to the end; 生产的日益发展 is a noun.
        if sorts.is(Sorts::CLOSE)
            && !matches!(s.text.get(at - 1), Some('、' | '的' | '可'))
            && closes(words, s, at..range.end)
        {
            best = Some(at);
            break;
        }
        until = at + len;
    }
    best
}

/// Whether `range` is adverbs and verbs alone, one verb at least.
pub(super) fn closes(words: &Lexicon, s: &Said<'_>, range: Range<usize>) -> bool {
    let (mut at, mut verbs) = (range.start, 0);
    while at < range.end {
        match words.at(s.text, at, range.end) {
            Some((len, sorts)) if sorts.is(Sorts::ADVERB | Sorts::VERB | Sorts::STATE) => {
                verbs += usize::from(sorts.is(Sorts::VERB | Sorts::STATE));
                at += len;
            }
            _ => return false,
        }
    }
    verbs > 0
}

/// Whether a short lead is part of a longer word: 要 in 需要, 将 in 即将, 应 in 供应.
pub(super) fn is_inside(text: &[char], at: usize, len: usize) -> bool {
    const WORDS: &[[char; 2]] = &[
        ['要', '求'],
        ['要', '素'],
        ['要', '点'],
        ['要', '闻'],
        ['要', '塞'],
        ['要', '道'],
        ['要', '害'],
        ['要', '领'],
        ['要', '件'],
        ['要', '务'],
        ['要', '地'],
        ['要', '旨'],
        ['要', '义'],
        ['应', '用'],
        ['应', '急'],
        ['应', '对'],
        ['应', '试'],
        ['应', '届'],
        ['应', '变'],
        ['应', '答'],
        ['应', '聘'],
        ['应', '邀'],
        ['应', '有'],
        ['应', '税'],
        ['将', '来'],
        ['将', '军'],
        ['将', '士'],
        ['将', '领'],
        ['需', '求'],
    ];
    let before = at.checked_sub(1).and_then(|i| text.get(i));
    // By the lead: 农民要, 政策要 are subjects and leads, 供应 and 需要 are words.
    let ends_word = match text.get(at) {
        Some('要') => matches!(
            before,
            Some('主' | '重' | '需' | '必' | '首' | '纪' | '摘' | '只' | '次' | '纲' | '机' | '扼' | '简' | '想')
        ),
        Some('应') => matches!(
            before,
            Some(
                '供' | '相'
                    | '反'
                    | '响'
                    | '适'
                    | '效'
                    | '对'
                    | '呼'
                    | '感'
                    | '策'
                    | '因'
                    | '答'
                    | '顺'
                    | '回'
                    | '照'
            )
        ),
        Some('将') => matches!(before, Some('干' | '名' | '即')),
        Some('拟') => matches!(before, Some('虚' | '模' | '草')),
        Some('需') => matches!(before, Some('必' | '内' | '刚' | '急' | '亟' | '所' | '特' | '军' | '民' | '供')),
        _ => false,
    };
    len == 1 && (ends_word || text.get(at..).is_some_and(|t| WORDS.iter().any(|word| t.starts_with(word))))
}
