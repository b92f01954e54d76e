//! What a policy grants, and to whom: 给予每家最高20万元奖励, 单个企业最高300万元, 对甲、乙分别给予10万元、5万元补助.

use super::{Draft, Grammar, Scope, Sentence};
use crate::quantity::Shape;
use crate::reading::Bound;
use crate::unit::Dimension;
use std::ops::Range;

/// How far from an amount its grant is looked for, in characters.
const FAR: usize = 90;
/// Longest name of a recipient, in characters.
const RECIPIENT: usize = 14;
/// Longest name of the only recipient: 新获得…认定的企业.
const ONLY: usize = 24;
/// Who stands for his level alone in a list: 国家、省、市级示范社.
const LEVELS: &[&str] = &["国家", "省", "市", "区", "县", "区县", "区(县)", "县(市)", "县(市、区)", "乡镇", "镇", "村"];

/// Gives amounts of money what they are granted as, and whom to.
pub(super) fn assign(grammar: &Grammar, s: &Sentence<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(index);
        let Some(draft) = rest.first_mut() else { break };
        let q = &s.quantities[draft.quantity];
        // 按每名5000元的标准给予补贴: a standard is not what is given.
        let standard = draft.indicator.as_ref().is_some_and(|r| matches!(s.slice(r), ['标', '准'] | ['比', '例']));
        // 按购置额的10%给予奖补: a share of what it cost is given, and the cost is not.
        if let Some(grant) = reckoned(grammar, s, draft) {
            draft.indicator = Some(grant);
            draft.scope = draft
                .scope
                .take()
                .filter(|_| draft.rules.contains(&"grant.each"))
                .or_else(|| giver(s, q.range.start).map(Scope::Written));
            draft.rules.push("grant.reckoned");
            continue;
        }
        if !is_money(s, draft) || draft.rules.contains(&"indicator.after") && !standard {
            continue;
        }
        let each = recipient(grammar, s, draft);
        // 每名高级工1000元、技师2000元: the next of the list is one for whom, too.
        let listed = before.last().filter(|last| {
            last.rules.contains(&"grant.each") && s.text.get(s.quantities[last.quantity].range.end) == Some(&'、')
        });
        if let Some(last) = listed
            && (standard || draft.rules.contains(&"indicator.before"))
        {
            let own = draft.left.floor.max(s.quantities[last.quantity].range.end + 1)..draft.left.rest;
            draft.scope = (own.len() > 1).then_some(Scope::Written(own));
            draft.indicator.clone_from(&last.indicator);
            draft.rules.push("grant.each");
            continue;
        }
        let capped = draft.left.bound == Some(Bound::AtMost) && !draft.rules.contains(&"indicator.before");
        if each.is_none() && !capped && draft.left.each_of.is_none() {
            continue;
        }
        let Some(grant) = grant_after(grammar, s, q.range.end).or_else(|| grant_before(grammar, s, q.range.start))
        else {
            continue;
        };
        draft.indicator = Some(grant);
        draft.rules.push("grant.each");
        if let Some(each) = each {
            draft.scope = Some(Scope::Written(each));
        }
    }
    members(grammar, s, drafts);
}

/// What is given, where the number is a share of what it is reckoned by: 按设备购置额的10%|给予|奖补.
fn reckoned(grammar: &Grammar, s: &Sentence<'_>, draft: &Draft) -> Option<Range<usize>> {
    /// What may stand between the share and 给予: 的标准, 的比例.
    const BETWEEN: usize = 5;
    let q = &s.quantities[draft.quantity];
    if q.shape != Shape::Percent
        || draft.right.noun.is_some() && gives(s, draft.right.after..q.range.end + BETWEEN).is_none()
    {
        return None;
    }
    let clause = s.slice(&(s.clause_start(q.range.start)..q.range.start));
    let by = clause.iter().position(|c| *c == '按')?;
    let roof = (q.range.end + BETWEEN + 2).min(s.text.len());
    let close = s.slice(&(q.range.end..roof)).windows(2).any(|w| matches!(w, ['给' | '予', '予' | '以']));
    (close && by < clause.len()).then(|| grant_after(grammar, s, q.range.end)).flatten()
}

/// Whose money it is, where only his level stands before 按照 or 给予: 省级|按照.
fn giver(s: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let start = s.clause_start(at);
    let words = s.slice(&(start..at));
    let level = |w: &[char]| {
        matches!(w, ['省' | '市' | '县' | '区', '级', '按' | '给' | '分' | '一' | '再' | '予', ..])
            || matches!(w, ['省' | '市' | '县' | '区', '财', '政', '按' | '给', ..])
    };
    let from = (0..words.len()).find(|i| level(&words[*i..]))?;
    let len = if words[from + 1] == '级' { 2 } else { 3 };
    Some(start + from..start + from + len)
}

/// Whether 分别 stands before 给予.
fn apart(s: &Sentence<'_>, draft: &Draft) -> bool {
    let start = s.quantities[draft.quantity].range.start;
    s.slice(&(s.clause_start(start)..start)).windows(2).any(|w| w == ['分', '别'])
}

fn is_money(s: &Sentence<'_>, draft: &Draft) -> bool {
    s.quantities[draft.quantity].unit.is_some_and(|u| u.dimension == Dimension::Money)
}

/// 单个企业, 每名高级工: for each of whom the amount right behind is.
fn recipient(grammar: &Grammar, s: &Sentence<'_>, draft: &Draft) -> Option<Range<usize>> {
    let (floor, rest) = (draft.left.floor, draft.left.rest);
    let from = (floor.max(rest.saturating_sub(RECIPIENT))..rest)
        .find(|at| grammar.words.recipients.find(s.text, *at).is_some_and(|(n, ())| at + n <= rest))?;
    // 单个企业累计补贴金额: what is measured is named.
    let end = (from + 2..rest).find(|at| grammar.words.edge(s.text, *at).is_some()).unwrap_or(rest);
    let own = draft.indicator.as_ref().is_none_or(|name| name.end <= end || !draft.rules.contains(&"indicator.before"));
    own.then_some(from..end)
}

/// The grant that a verb of giving names before `at`, within the same stretch: 给予一次性奖补,单个企业最高….
fn grant_before(grammar: &Grammar, s: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let floor = at.saturating_sub(FAR);
    for end in (floor + 2..at).rev() {
        if matches!(s.text[end], ';' | '。') {
            return None;
        }
        if let Some(found) = named(grammar, s, end)
            && gives(s, s.clause_start(found.start)..found.start).is_some()
        {
            return Some(found);
        }
    }
    None
}

/// The grant named behind the amount: 按每名1000元的标准给予一次性补贴.
fn grant_after(grammar: &Grammar, s: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let roof = s.clause_end(at).min(at + FAR);
    let from = gives(s, at..roof)?;
    (from + 2..=roof).find_map(|end| named(grammar, s, end).filter(|r| r.start >= from))
}

/// The name of a grant that ends at `end`, with 一次性 before it.
fn named(grammar: &Grammar, s: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let (len, ()) = grammar.words.grants.find_before(s.text, end)?;
    if grammar.words.grants.find_before(s.text, end + 1).is_some_and(|(n, ())| n > len) {
        return None;
    }
    let start = end.checked_sub(len)?;
    let once = s.slice(&(start.saturating_sub(3)..start)) == ['一', '次', '性'];
    Some(if once { start - 3 } else { start }..end)
}

/// Where a verb of giving in `range` ends.
fn gives(s: &Sentence<'_>, range: Range<usize>) -> Option<usize> {
    s.slice(&range)
        .windows(2)
        .position(|w| matches!(w, ['给' | '予', '予' | '以'] | ['发', '放'] | ['享', '受']))
        .map(|i| range.start + i + 2)
}

/// 对国家级、省级中心分别给予20万元、10万元: each amount is for its member of the list.
fn members(grammar: &Grammar, s: &Sentence<'_>, drafts: &mut [Draft]) {
    let mut first = 0;
    while first < drafts.len() {
        let mut last = first;
        while last + 1 < drafts.len()
            && is_money(s, &drafts[last + 1])
            && s.quantities[drafts[last + 1].quantity].range.start == s.quantities[drafts[last].quantity].range.end + 1
        {
            last += 1;
        }
        let n = last + 1 - first;
        if is_money(s, &drafts[first])
            && (n == 1 || drafts[first].left.each || apart(s, &drafts[first]))
            && let Some(list) = target(s, s.quantities[drafts[first].quantity].range.start)
            && (n > 1 || is_grant(grammar, s, &drafts[first], list.end))
            && let Some(parts) = parts(grammar, s, list.clone(), n)
            // 对…贷款给予贴息支持,新增贷款: what is told of far behind is another thing.
            && (n > 1 || parts.iter().all(|p| p.len() <= RECIPIENT) || is_named(grammar, s, &drafts[first], list.end))
        {
            for (draft, part) in drafts[first..=last].iter_mut().zip(parts) {
                if draft.scope.is_none() || n > 1 {
                    draft.scope = Some(Scope::Written(part));
                    draft.rules.push("grant.member");
                }
            }
        }
        first = last + 1;
    }
}

/// Whether an amount is given to those named up to `from`, rather than something of which the clause itself speaks:
/// 对小企业延期收贷,银行让利12亿元.
fn is_grant(grammar: &Grammar, s: &Sentence<'_>, draft: &Draft, from: usize) -> bool {
    gives(s, from..s.quantities[draft.quantity].range.start).is_some() || is_named(grammar, s, draft, from)
}

/// Whether what an amount is told of is a grant, or was named before `from`.
fn is_named(grammar: &Grammar, s: &Sentence<'_>, draft: &Draft, from: usize) -> bool {
    (draft.indicator.as_ref())
        .is_none_or(|r| r.start < from || grammar.words.grants.find_before(s.text, r.end).is_some())
}

/// For whom or what: the words after 对 at the head of a clause, up to its end or to 给予.
fn target(s: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let mut start = s.clause_start(at);
    for _ in 0..3 {
        let from = start
            + s.text[start..at].iter().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '、' | ' ')).count();
        // 对外工程承包: the name of a trade.
        if s.text.get(from) == Some(&'对') && !matches!(s.text.get(from + 1), Some('外' | '口' | '接')) {
            let end = s.clause_end(from).min(at);
            let end = gives(s, from..end).map_or(end, |g| g - 2);
            // 对…,省级分别给予: who gives stands between.
            return (end > from + 2).then_some(from + 1..end);
        }
        if start == 0 || s.text[start - 1] != ',' {
            break;
        }
        start = s.clause_start(start - 1);
    }
    // 新认定的省、市级示范社分别给予: nobody needs 对 where the list stands before 分别.
    let start = s.clause_start(at);
    let end = gives(s, start..at).map(|g| g - 2)?;
    // 新认定的国家、省、市企业技术中心、工业设计中心,分别给予: they stand before the comma.
    if s.slice(&(start..end)) == ['分', '别'] && start > 0 && s.text[start - 1] == ',' {
        return Some(s.clause_start(start - 1)..start - 1).filter(|list| list.len() > 2);
    }
    (end > start + 2 && s.slice(&(start..end)).ends_with(&['分', '别'])).then_some(start..end)
}

/// The n levels that stand before several things: 国家、省、市|企业技术中心、工业设计中心.
fn levels(s: &Sentence<'_>, list: Range<usize>, n: usize) -> Option<Vec<Range<usize>>> {
    let level = |at: usize| {
        LEVELS.iter().filter(|w| crate::search::stands(s.slice(&(at..list.end)), 0, w)).map(|w| w.chars().count()).max()
    };
    let begins = |at: &usize| {
        level(*at).is_some_and(|len| s.text.get(at + len) == Some(&'、'))
            && !matches!(s.text.get(at.wrapping_sub(1)), Some(c) if c.is_alphabetic() && !matches!(c, '的' | '对'))
    };
    let mut at = list.clone().find(begins)?;
    let mut out = Vec::with_capacity(n);
    while let Some(len) = level(at) {
        let graded = len + usize::from(s.text.get(at + len) == Some(&'级'));
        out.push(at..at + graded);
        if s.text.get(at + graded) != Some(&'、') || out.len() == n {
            break;
        }
        at += graded + 1;
    }
    // Several things behind the last level; else the list is of n things.
    let rest = out.last()?.end..list.end;
    (n > 1 && out.len() == n && s.slice(&rest).contains(&'、')).then_some(out)
}

/// The n members of a list, without what describes them.
fn parts(grammar: &Grammar, s: &Sentence<'_>, list: Range<usize>, n: usize) -> Option<Vec<Range<usize>>> {
    let text = s.text;
    let mut end = list.end;
    let words: [&[char]; 3] = [&['一', '次', '性'], &['分', '别'], &['按', '照']];
    for word in words {
        if text[list.start..end].ends_with(word) {
            end -= word.len();
        }
    }
    if let Some(found) = levels(s, list.start..end, n) {
        return Some(found);
    }
    let mut marks: Vec<usize> = (list.start..end).filter(|i| matches!(text[*i], '、' | '和' | '或' | '及')).collect();
    if marks.len() != n - 1 {
        marks.retain(|i| text[*i] == '、');
    }
    if marks.len() != n - 1 {
        return None;
    }
    let last_of = marks.first().copied().unwrap_or(end);
    let begin = (list.start..last_of)
        .rev()
        .find(|i| text[*i] == '的' || grammar.words.edge(text, *i).is_some_and(|(len, e)| e.hard && i + len < last_of))
        .map_or(list.start, |i| i + grammar.words.edge(text, i).map_or(1, |(len, _)| len));
    // 获批国际标准、国家标准的企业: the list ends at 的, its head describes whom.
    let tail = marks.last().copied().unwrap_or(begin);
    let close = text[tail..end].iter().position(|c| *c == '的').filter(|_| n > 1).map_or(end, |i| tail + i);
    let mut out = Vec::with_capacity(n);
    let mut from = begin;
    for mark in marks.into_iter().chain([close]) {
        out.push(from..mark);
        from = mark + 1;
    }
    // 国家级、省级中心: what the members differ in.
    let grade =
        out.first().and_then(|r| text.get(r.end.wrapping_sub(1)).copied()).filter(|c| matches!(c, '级' | '类' | '等'));
    if let Some(grade) = grade.filter(|_| n > 1) {
        for part in &mut out {
            let at = s.slice(part).iter().position(|c| *c == grade)?;
            part.end = part.start + at + 1;
        }
        return out.iter().all(|r| (2..=RECIPIENT).contains(&r.len())).then_some(out);
    }
    let level = |r: &Range<usize>| LEVELS.iter().any(|w| s.slice(r).iter().copied().eq(w.chars()));
    if n > 1 && out[..n - 1].iter().all(level) {
        // 省、市级示范社: the level alone, and in the last what stands before its thing.
        let final_part = out.last_mut()?;
        let word = LEVELS
            .iter()
            .filter(|w| crate::search::stands(s.slice(final_part), 0, w))
            .map(|w| w.chars().count())
            .max()?;
        final_part.end = final_part.start + word + usize::from(text.get(final_part.start + word) == Some(&'级'));
        return Some(out);
    }
    if let [only] = &mut out[..] {
        // 获评的企业: where the noun alone says too little, what describes it is part of whom.
        if only.len() < 4 {
            only.start = list.start;
        }
        // 对平台|省级给予奖补: who gives it; 对认定为示范社的|给予.
        while matches!(s.slice(only), [.., '省' | '市' | '县' | '区', '级']) {
            only.end -= 2;
        }
        // 对首次认定为示范社的: what they became is who they are; 对实施成功的 names nobody.
        if s.slice(only).last() == Some(&'的') {
            only.end -= 1;
            let became = s.slice(only).windows(3).rposition(|w| matches!(w, ['认' | '评' | '确', '定', '为']))?;
            only.start += became + 3;
        }
        return (4..=ONLY).contains(&only.len()).then_some(out);
    }
    out.iter().all(|r| (2..=RECIPIENT).contains(&r.len())).then_some(out)
}
