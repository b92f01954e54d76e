//! A clause whose subject comes first: a body that is bound to do something, or a thing and what is to become of it.

use super::head::{Head, from, open};
use super::noun::{end_of, figures, noun};
use super::predicate::{bare, verb, verb_after};
use super::state::{state_figure, states};
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use std::ops::Range;

/// A clause that begins with its subject: a state to be reached, or a body that is to do something.
pub(super) fn subject(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    if !figures(s, clause).is_empty() && state_figure(s, figures(s, clause).start, head.at) {
        return states(words, s, clause, head, out);
    }
    // 主管部门应当…答复: a subject, then what it is bound to.
    if let Some(at) = bound(words, s, head.at + 2..clause.end) {
        let mut inner = from(words, s, clause, at);
        inner.time = inner.time.or(head.time);
        let before = out.len();
        // 应当自收到申请之日起7个工作日内答复, 应在30日内办结: the limit stands before the verb.
        let limit = super::deadline::limit(words, s.text, inner.at..clause.end).map(|limit| limit.end);
        let verb_at = limit.or_else(|| verb_after(words, s, clause, inner.ground?));
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
            _ => ending(words, s, clause, &inner, out),
        }
        let who = head.at..at;
        for found in &mut out[before..] {
            let person = is_body(s.text.get(who.clone()).unwrap_or_default());
            if person {
                found.who = Some(who.clone());
            } else if found.object.is_none() {
                found.object = Some(who.clone());
            }
        }
        return;
    }
    ending(words, s, clause, head, out);
}

/// Where a lead stands behind a subject in `range`: 各县要…, 主管部门应当….
pub(super) fn bound(words: &Lexicon, s: &Said<'_>, range: Range<usize>) -> Option<usize> {
    let end = range.end;
    open(s.text, range).find_map(|at| {
        let (len, sorts) = words.at(s.text, at, end)?;
        (sorts.is(Sorts::LEAD) && !sorts.is(Sorts::VERB) && !is_inside(s.text, at, len)).then_some(at)
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
    if let Some(at) = pivot(words, s, &whole).filter(|at| *at >= whole.start + 2) {
        let inner = from(words, s, clause, at);
        let end = words.at(s.text, inner.at, whole.end).map_or(whole.end, |(len, _)| inner.at + len);
        let action = inner.at.min(whole.end - 1)..end.min(whole.end);
        let degree = Some(at..whole.end).filter(|d| *d != action);
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
        let object = whole.start..adverb.unwrap_or(end).min(end - loose);
        out.push(Found { object: Some(noun(s, object)), ..bare(clause, action, head) });
    } else if let Some((at, end)) = state {
        out.push(Found {
            object: Some(noun(s, whole.start..at)),
            degree: Some(end..whole.end),
            ..bare(clause, at..end, head)
        });
    }
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
            return Some(adverb.filter(|(_, end)| *end == at).map_or(at, |(start, _)| start));
        }
        if sorts.is(Sorts::ADVERB) && len > 1 {
            adverb = Some((adverb.filter(|(_, end)| *end == at).map_or(at, |(start, _)| start), at + len));
        }
        // From an adverb on, nothing but adverbs and verbs up to the end.
        if sorts.is(Sorts::CLOSE) && s.text.get(at - 1) != Some(&'、') && closes(words, s, at..range.end) {
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
    const BEFORE: &[char] =
        &['主', '重', '需', '必', '首', '供', '相', '反', '响', '适', '效', '对', '呼', '纪', '摘', '只', '次'];
    const AFTER: &[char] = &['求', '素', '点', '闻', '塞', '道', '害', '用', '急', '对', '来', '军', '士', '领', '税'];
    len == 1
        && (at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| BEFORE.contains(c))
            || text.get(at + 1).is_some_and(|c| AFTER.contains(c)))
}

/// Whether the words before 应当 or 要 name somebody who can act.
pub(super) fn is_body(subject: &[char]) -> bool {
    const ENDS: &[&str] = &[
        "部门",
        "政府",
        "单位",
        "机关",
        "委员会",
        "发展改革委",
        "财政局",
        "办公室",
        "办公厅",
        "企业",
        "机构",
        "组织",
        "各级",
        "各地",
        "各方",
        "中心",
        "银行",
        "公司",
        "集团",
        "学校",
        "医院",
        "乡镇",
        "街道",
        "地区",
        "干部",
        "人员",
        "党委",
        "同志",
        "主任",
        "负责人",
        "法院",
        "检察院",
        "我们",
        "领导",
        "者",
        "员工",
        "协会",
        "联合会",
        "申请人",
        "研究院",
        "管理局",
        "公安局",
        "总局",
        "总署",
    ];
    // 各县, 本市: one character says nothing of a longer subject.
    if subject.len() <= 4
        && let [first, .., last] = subject
        && matches!(first, '各' | '全' | '本' | '市' | '省' | '县')
        && matches!(
            last,
            '县' | '市' | '区' | '旗' | '省' | '州' | '盟' | '镇' | '乡' | '村' | '局' | '委' | '厅' | '办' | '部'
        )
    {
        return true;
    }
    let is = |word: &str| {
        subject.len() >= word.chars().count() && subject.iter().rev().zip(word.chars().rev()).all(|(a, b)| *a == b)
    };
    ENDS.iter().any(|word| is(word))
}
