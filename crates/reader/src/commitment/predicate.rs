//! The verb of a clause with its object and degree.

use super::give::gives;
use super::ground::verb_behind;
use super::head::{Head, from, open};
use super::moved::{moved, moves};
use super::noun::{end_of, figures, measured, noun, number, whole_name, without};
use super::state::{owned, state_figure, states};
use super::subject::{bound, pivot, subject, verb_before};
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use crate::figure::Draft;
use crate::reading::CommitmentRole;
use std::ops::Range;

/// Adds what a clause promises to `out`.
pub(super) fn read(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    if gives(words, s, clause, head, out) {
        return;
    }
    if let Some(at) = moves(words, s, clause, head) {
        moved(words, s, clause, head, at, out);
        return;
    }
    if let Some(ground) = &head.ground {
        // 以更大力度推进改革: the verb comes behind what it rests on; 围绕中心任务 has none.
        let light = |at: &usize| {
            let inner = from(words, s, clause, *at);
            words.at(s.text, inner.at, clause.end).is_some_and(|(_, sorts)| sorts.is(Sorts::LIGHT))
        };
        // 坚持…, 为了… have none; 聚焦关键技术|开展攻关 has where the verb waits for nothing else.
        let seeks = || {
            let word = s.text.get(ground.word.clone());
            matches!(word, Some(['聚', '焦'] | ['瞄', '准'] | ['紧', '盯' | '扣'] | ['立', '足']))
        };
        let verb_at = (!ground.alone || seeks()).then(|| verb_behind(words, s, clause, &ground.word)).flatten();
        let verb_at = verb_at.filter(|at| !ground.alone || light(at));
        if verb_at.is_none()
            && let Some(found) = relies(s, clause, head)
        {
            out.push(found);
            return;
        }
        if let Some(at) = verb_at {
            let inner = from(words, s, clause, at);
            let who = Some(ground.word.end..at).filter(|who| {
                s.text.get(ground.word.clone()) == Some(&['由'])
                    && s.text.get(who.clone()).is_some_and(|t| words.is_body(t))
            });
            let inner = Head { lead: head.lead.clone().or(inner.lead), ..inner };
            let before = out.len();
            verb(words, s, clause, &inner, out);
            out[before..].iter_mut().for_each(|found| found.who.clone_from(&who));
        } else if !figures(s, clause).is_empty() {
            // 围绕11条产业链: what one rests on may be counted, and nobody promises so many.
            let before = out.len();
            states(words, s, clause, head, out);
            let mut index = 0;
            out.retain(|found| {
                index += 1;
                index <= before || found.degree.as_ref() != Some(&found.action) || found.action.end == clause.end
            });
        }
        return;
    }
    match words.at(s.text, head.at, clause.end) {
        // 创新体系更加完善: what looks like a verb is part of the subject; so it is in 出台政策要能早则早.
        Some((len, sorts)) if subject_first(words, s, clause, head.at + len, sorts) => {
            subject(words, s, clause, head, out);
        }
        // 消费一直是短板: it only says what something is.
        Some((len, sorts)) if sorts.is(Sorts::NOUN) && says_what(s.text.get(head.at + len..clause.end)) => {}
        // 团结就是力量.
        Some((len, _))
            if s.text
                .get(head.at + len..)
                .is_some_and(|rest| matches!(rest, ['就', '是', ..] | ['也', '好', ..] | ['周', '期', ..])) => {}
        Some((len, sorts)) if sorts.is(Sorts::VERB) && head.at + len < clause.end => verb(words, s, clause, head, out),
        // 全面启动: the verb is all there is, and nobody says that it must be.
        Some((_, sorts)) if sorts.is(Sorts::VERB) => {
            // 还要注意，…: what is to be noted follows.
            let opens = matches!(
                s.text.get(head.at..clause.end),
                Some(['注', '意'] | ['看', '到'] | ['强', '调'] | ['明', '确'] | ['考', '虑'])
            );
            let must = |lead: &Range<usize>| obliges(s.text, lead) || sorts.is(Sorts::FINISH);
            if !opens && head.lead.as_ref().is_some_and(must) {
                out.push(bare(clause, head.at..clause.end, head));
            }
        }
        _ => {
            let before = out.len();
            subject(words, s, clause, head, out);
            if out.len() == before {
                out.extend(lead_alone(words, s, clause, head));
            }
            // 老旧住宅加装电梯600部: so much of it, and before it whose it is.
            if out.len() == before && owned(words, s, clause, head.at) {
                states(words, s, clause, head, out);
            }
        }
    }
}

/// 必须依靠科技进步: where no verb follows what one rests on, relying on it is what must be done.
pub(super) fn relies(s: &Said<'_>, clause: &Range<usize>, head: &Head) -> Option<Found> {
    let word = &head.ground.as_ref()?.word;
    let must = head.lead.as_ref().is_some_and(|lead| obliges(s.text, lead));
    (must && s.text.get(word.clone()) == Some(&['依', '靠']))
        .then(|| Found { object: Some(noun(s, word.end..end_of(s.text, clause))), ..bare(clause, word.clone(), head) })
}

/// Whether a lead says that something must be done: 必须, 应当.
fn obliges(text: &[char], lead: &Range<usize>) -> bool {
    let last = text.get(lead.clone()).and_then(<[char]>::last);
    matches!(last, Some('要' | '须' | '应' | '当' | '该' | '需'))
}

/// 争取更多项目纳入规划: what leads other verbs is the verb itself where none of them follows.
fn lead_alone(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head) -> Option<Found> {
    let lead = head.lead.clone().filter(|lead| lead.len() > 1 && figures(s, clause).is_empty())?;
    let (len, sorts) = words.at(s.text, lead.start, clause.end)?;
    let object = noun(s, lead.end..end_of(s.text, clause));
    (len == lead.len() && sorts.is(Sorts::PIVOT) && object.len() > 3).then(|| Found {
        object: Some(object),
        degree: None,
        lead: None,
        ..bare(clause, lead, head)
    })
}

/// Whether a verb that ends at `at` only begins the subject of its clause.
fn subject_first(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, at: usize, sorts: Sorts) -> bool {
    if !sorts.is(Sorts::VERB) || sorts.is(Sorts::PIVOT) {
        return false;
    }
    let must = |t: &[char]| t.iter().any(|c| matches!(c, '要' | '应' | '必' | '须' | '将' | '需' | '拟'));
    // 办好明年将在全县举行的运动会: it leads within what is done.
    let from = at + usize::from(s.text.get(at) == Some(&'好'));
    let within = |lead: usize| {
        s.text.get(lead) == Some(&'将')
            && s.text.get(lead..clause.end).is_some_and(|t| t.contains(&'的'))
            && s.times.binary_search_by_key(&from, |t| t.range.start).is_ok_and(|i| s.times[i].range.end == lead)
    };
    s.text.get(at..clause.end).is_some_and(must) && bound(words, s, at..clause.end).is_some_and(|lead| !within(lead))
        || sorts.is(Sorts::NOUN)
            && pivot(words, s, &(at.saturating_sub(2)..end_of(s.text, clause))).is_some_and(|pivot| pivot > at)
}

/// Whether what follows a word says what it is, and so makes a noun of it.
pub(super) fn says_what(rest: Option<&[char]>) -> bool {
    let own = |pair: &[char]| matches!(pair, [before, '是'] if !matches!(before, '别' | '其' | '但' | '凡' | '于' | '总' | '还' | '就' | '不'));
    rest.is_some_and(|rest| rest.windows(2).any(own) || rest.first() == Some(&'是'))
}

/// A clause that begins with its verb.
pub(super) fn verb(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    let Some((len, sorts)) = words.at(s.text, head.at, clause.end) else { return };
    if !sorts.is(Sorts::VERB) {
        return;
    }
    // 承办好农业博览会, 汇聚起力量, 走出一条路; 制定出售办法 has a noun behind.
    let good = len > 1
        && match s.text.get(head.at + len..) {
            Some(['好', ..]) => true,
            Some(['起', next, ..]) => !matches!(next, '草' | '步' | '来' | '点' | '保'),
            Some(['出', next, ..]) => matches!(next, '一' | '更' | '若' | '许'),
            _ => false,
        };
    let mut figures = figures(s, clause);
    let behind = coordinated(words, s, sorts, head.at + len + usize::from(good), clause.end);
    let action = head.at..behind - usize::from(s.text.get(behind - 1) == Some(&'了'));
    // 实现工业园区100%接入管网: the number is in the middle of what is to be.
    let whole = behind..end_of(s.text, clause);
    let middle = figures.len() == 1 && sorts.is(Sorts::PIVOT) && {
        let rest = number(s, figures.start).end;
        // 翻一番打好基础 is two things.
        s.text.get(number(s, figures.start).start) != Some(&'翻')
            && words
                .at(s.text, rest, whole.end)
                .is_some_and(|(len, next)| next.is(Sorts::VERB) && !next.is(Sorts::STATE) && rest + len + 1 < whole.end)
    };
    if sorts.is(Sorts::PIVOT) && !figures.is_empty() && !middle && state_figure(words, s, figures.start, behind) {
        let lead = head.lead.clone().or_else(|| Some(action.clone()));
        let inner = Head { at: behind, lead, time: head.time, place: head.place.clone(), ..Head::default() };
        states(words, s, clause, &inner, out);
        return;
    }
    // 新增就业2万人: the verb belongs to what is counted, which is so much. 由市财政出资1亿元: it does not.
    let indicator = s.drafts.get(figures.start).and_then(|d| measured(s, d));
    // 完成投资超4500亿元, 开展抽检超5万批次: an object, and so much of it.
    let counted = indicator.as_ref().is_some_and(|i| {
        let gap = i.end..number(s, figures.start).start;
        let changes = |at: usize| {
            words
                .at(s.text, at, gap.end)
                .is_some_and(|(_, sorts)| sorts.is(Sorts::VERB) || s.text.get(at) == Some(&'为'))
        };
        i.start >= action.end && (1..=2).contains(&gap.len()) && !gap.clone().any(changes) && !sorts.is(Sorts::PIVOT)
    });
    // 培育1个百亿级产业: nor does a subject of an earlier clause have to do with it.
    // 研发投入强度达2.1%: it says so of a subject, which begins with what else is a verb.
    let linked = sorts.is(Sorts::NOUN) && s.drafts.get(figures.start).is_some_and(Draft::is_linked);
    let close = !sorts.is(Sorts::STATE) && !figures.is_empty() && number(s, figures.start).start <= behind + 1;
    let around = indicator
        .is_some_and(|i| i.start < head.at && action.end <= i.end && !linked || close && i.end <= clause.start);
    let described = figures.len() == 1 && describes_object(s, figures.start, &(behind..clause.end)).is_some();
    if !figures.is_empty()
        && !middle
        && !around
        && !counted
        && !described
        && state_figure(words, s, figures.start, head.at)
    {
        states(words, s, clause, head, out);
        return;
    }
    let mut whole = whole;
    // 设立规模不少于10亿元的基金: the number only describes what is set up.
    let described = (figures.len() == 1).then(|| describes_object(s, figures.start, &whole)).flatten();
    let size = figures.clone();
    if let Some(at) = described {
        whole.start = at;
        figures = 0..0;
    }
    let reached = if sorts.is(Sorts::PIVOT) { pivot(words, s, &whole) } else { None };
    // 助力打好实现目标攻坚战: what would be moved is a verb, and all of it is the object.
    let acts = |end: usize| {
        words
            .at(s.text, whole.start, end)
            .is_some_and(|(len, verb)| whole.start + len == end && verb.is(Sorts::VERB) && !verb.is(Sorts::NOUN))
    };
    // 推进乡村全面振兴: nor does an adverb with its verb move what is pursued.
    let pursued = |at: usize| s.text.get(at..whole.end).is_some_and(|t| words.is_pursued(t));
    let reached = reached.filter(|at| !acts(*at) && !pursued(*at));
    // 支持企业设立研发中心: whom one supports, and what he is to do.
    let moves = sorts.is(Sorts::PIVOT) && !sorts.is(Sorts::SINGLE);
    let split = reached.or_else(|| if moves { actor(words, s, &whole) } else { None });
    let (object, outcome) = split.map_or((whole.clone(), None), |at| (whole.start..at, Some(at..whole.end)));
    let found = |object: Option<Range<usize>>, degree: Option<Range<usize>>, figures: Range<usize>| Found {
        object: object.filter(|o| !o.is_empty()),
        degree,
        figures,
        ..bare(clause, action.clone(), head)
    };
    if figures.is_empty() {
        let degree = outcome.or_else(|| head.adverb.clone());
        let (degree, figures) = match described {
            Some(_) => (Some(number(s, size.start)), size),
            None => (degree, 0..0),
        };
        out.push(Found { reached: reached.is_some(), ..found(Some(noun(s, object)), degree, figures) });
        return;
    }
    if middle {
        let degree = Some(number(s, figures.start));
        out.push(found(Some(noun(s, whole)), degree, figures));
        return;
    }
    let empty = |o: &Range<usize>| s.text.get(o.clone()).is_some_and(|t| t.len() < 3 && words.is_empty(t));
    let last = figures.end;
    let only = figures.len() == 1;
    for index in figures {
        let number = number(s, index);
        let inside = |r: &Range<usize>| r.start >= action.end && r.end <= clause.end;
        let indicator = s.drafts.get(index).and_then(|d| whole_name(d, action.end)).filter(inside);
        // 选择部分城市开展100家: what is counted has a verb of its own.
        let own = verb_before(words, s, action.end..number.start).map(|at| at..number.start);
        // 实施项目640个、完成投资3500亿元: so has what is joined.
        let joined = joined(words, s, number_before(s, index, action.end)..number.start);
        let own = own.or(joined);
        let behind = number.start <= own.as_ref().unwrap_or(&action).end + 1 && number.end < whole.end;
        // 办好40件群众关心的实事: what stands behind the number is the object, up to the next number.
        let rest = number.end..if index + 1 < last { super::noun::number(s, index + 1).start } else { whole.end };
        let start = own.as_ref().map_or(object.start, |own| own.end);
        let before = Some(start..number.start).filter(|o| o.len() > 1);
        let object = match indicator {
            // 新增200家企业通过评估: what they are to do is said of them.
            Some(i)
                if behind
                    && i.start >= number.end
                    && i.end + 3 < rest.end
                    && s.text.get(i.end..).is_some_and(|t| t.starts_with(&['通', '过'])) =>
            {
                i
            }
            Some(i) if behind && !sorts.is(Sorts::PIVOT) && i.start >= number.end && i.end <= rest.end => noun(s, rest),
            // 实现企业2万家目标: the 目标 counts nothing.
            Some(i) if empty(&i) && i.start > number.start => before.map_or(i, |o| noun(s, o)),
            // 新建城东、城西等5座水厂: what is listed belongs to what is counted.
            Some(i) if index + 1 == last && listed(s, object.start, number.start) && i.start >= number.end => {
                noun(s, object.start..i.end)
            }
            // 完成化工行业70%以上产能改造: a number in the middle of what is done.
            Some(i) if only && !behind && amid(words, s, object.start, &number, &whole) && i.start >= object.start => {
                noun(s, object.start..whole.end)
            }
            Some(i) => i,
            None if behind && index + 1 < last => noun(s, shared(s, rest, index + 1..last, whole.end)),
            None => noun(s, without(&object, &number)),
        };
        let found = found(Some(object), Some(number), index..index + 1);
        out.push(Found { action: own.unwrap_or_else(|| action.clone()), ..found });
    }
}

/// Whether a number stands in the middle of one noun phrase: 化工行业|70%以上|产能改造, not 水厂3座、泵站.
fn amid(words: &Lexicon, s: &Said<'_>, from: usize, number: &Range<usize>, whole: &Range<usize>) -> bool {
    let before = s.text.get(from..number.start).unwrap_or_default();
    let behind = s.text.get(number.end..whole.end).unwrap_or_default();
    let joins = |c: &char| {
        matches!(c, '、' | '和' | '与' | '及' | '并' | '(' | ')' | '左' | '以' | '用' | '来' | '\u{0}'..='\u{2fff}')
    };
    let acts = words.at(s.text, number.end, whole.end).is_some_and(|(_, sorts)| !sorts.is(Sorts::NOUN));
    // 利用旧厂房建设20个养老中心: what is right before the number is a verb of its own.
    let own = (1..=4).any(|n| {
        let at = number.start.saturating_sub(n);
        let bound = |len: usize| {
            matches!(s.text.get(at + len..number.start), Some([] | ['超' | '近' | '约' | '各' | '共' | '达']))
        };
        at >= from
            && words
                .at(s.text, at, number.start)
                .is_some_and(|(len, sorts)| sorts.is(Sorts::VERB) && len > 1 && bound(len))
    });
    // 不少于10万个岗位: nor is it a bound.
    let bound = words
        .at(s.text, from, number.start)
        .is_some_and(|(len, sorts)| from + len == number.start && sorts.is(Sorts::STATE));
    let long = behind.len() > 2 || behind.len() == 2 && before.ends_with(&['的']);
    before.len() > 1 && long && !own && !bound && !behind.first().is_some_and(joins) && !acts
}

/// Whether what stands between a verb and a number is examples of what is counted: 城东、城西等|5座.
fn listed(s: &Said<'_>, from: usize, number: usize) -> bool {
    let before = s.text.get(from..number).unwrap_or_default();
    before.last() == Some(&'等') && before.len() > 2
}

/// Where the object begins whose size a figure gives, if it stands behind 的: 总规模不少于10亿元的|基金.
fn describes_object(s: &Said<'_>, index: usize, whole: &Range<usize>) -> Option<usize> {
    let draft = s.drafts.get(index)?;
    let name = draft.indicator.as_ref().filter(|i| i.start >= whole.start)?;
    let number = number(s, index);
    let de = draft.after();
    let before = name.end <= number.start && name.start <= whole.start + 1;
    (before && s.text.get(de) == Some(&'的') && de + 3 <= whole.end).then_some(de + 1)
}

/// What stands behind a number, or, where that is only its class (1个百亿级、3个十亿级产业), what stands behind the last.
fn shared(s: &Said<'_>, own: Range<usize>, others: Range<usize>, end: usize) -> Range<usize> {
    let class = |range: Range<usize>| {
        s.text.get(range.clone()).and_then(|t| Some(range.start + t.iter().position(|c| *c == '级')? + 1))
    };
    match class(own.clone()) {
        Some(at) if at + 1 >= own.end => {
            let last = others.last().map_or(own.start, |index| number(s, index).end)..end;
            class(last.clone()).unwrap_or(last.start)..end
        }
        _ => own,
    }
}

/// Where the number before the one at `index` ends, if it is behind `from`.
fn number_before(s: &Said<'_>, index: usize, from: usize) -> usize {
    index.checked_sub(1).map_or(from, |before| number(s, before).end.max(from))
}

/// The verb that begins what 、 joins to the number before.
fn joined(words: &Lexicon, s: &Said<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let at = range.start + 1;
    let (len, sorts) = words.at(s.text, at, range.end)?;
    let acts = s.text.get(range.start) == Some(&'、') && len > 1 && sorts.is(Sorts::VERB) && !sorts.is(Sorts::NOUN);
    acts.then_some(at..at + len)
}

/// A clause of a verb alone.
pub(super) fn bare(clause: &Range<usize>, action: Range<usize>, head: &Head) -> Found {
    Found {
        clause: clause.clone(),
        action,
        lead: head.lead.clone(),
        object: None,
        degree: head.adverb.clone(),
        deadline: None,
        who: None,
        territory: head.place.clone(),
        figures: 0..0,
        measurable: false,
        reached: false,
        role: CommitmentRole::Task,
    }
}

/// Where what somebody is to do begins, behind the words for him: 企业｜设立研发中心, 院所｜与高校共建….
fn actor(words: &Lexicon, s: &Said<'_>, range: &Range<usize>) -> Option<usize> {
    open(s.text, range.start + 2..range.end).find(|&at| {
        let acts = match words.at(s.text, at, range.end) {
            Some((len, sorts)) if at + len < range.end => {
                let ground = sorts.is(Sorts::GROUND) && !matches!(s.text.get(at), Some('于' | '除' | '用'));
                let acts = sorts.is(Sorts::VERB) && !sorts.is(Sorts::NOUN);
                let how = sorts.is(Sorts::ADVERB)
                    && verb_at(words, s.text, adverbs(words, s.text, at + len, range.end), range.end);
                ground || len > 1 && (acts || how)
            }
            _ => false,
        };
        let place = || s.places.iter().any(|p| p.range.end == at && p.range.start >= range.start);
        acts && (s.text.get(range.start..at).is_some_and(|t| words.is_body(t)) || place())
    })
}

/// Where the adverbs end that go on at `at`: 有计划|地、定期地|参加.
fn adverbs(words: &Lexicon, text: &[char], mut at: usize, end: usize) -> usize {
    while at < end {
        match (text.get(at), words.at(text, at, end)) {
            (Some('地' | '、'), _) => at += 1,
            (_, Some((len, sorts))) if len > 1 && sorts.is(Sorts::ADVERB) && !sorts.is(Sorts::VERB) => at += len,
            _ => break,
        }
    }
    at
}

/// Whether a verb that is no noun begins at `at`.
fn verb_at(words: &Lexicon, text: &[char], at: usize, end: usize) -> bool {
    words.at(text, at, end).is_some_and(|(_, sorts)| sorts.is(Sorts::VERB) && !sorts.is(Sorts::NOUN))
}

/// Behind a verb: past the verbs joined to it, 改造和提高.
pub(super) fn coordinated(words: &Lexicon, s: &Said<'_>, verb: Sorts, from: usize, end: usize) -> usize {
    let mut at = from;
    // 调整优化能源结构: two verbs, one object.
    if let Some((len, sorts)) = words.at(s.text, at, end)
        && len > 1
        && sorts.is(Sorts::VERB)
        && !sorts.is(Sorts::NOUN)
        && !verb.is(Sorts::SINGLE | Sorts::LIGHT)
        && !sorts.is(Sorts::DESCRIBES)
        && at + len + 1 < end
        && !describes(words, s.text, at + len, end)
    {
        at += len;
    }
    while let Some('、' | '和' | '与' | '并' | '或') = s.text.get(at).filter(|_| at < end) {
        let next = super::head::from(words, s, &(at..end), at + 1);
        match words.at(s.text, next.at, end) {
            Some((len, sorts)) if sorts.is(Sorts::VERB) && next.at + len < end => at = next.at + len,
            // 研究和培植良种: no object begins with 和, so this is a verb, whichever.
            _ if at == from && at + 4 < end && unknown_verb(s.text, at) => at += 3,
            _ => break,
        }
    }
    if s.text.get(at) == Some(&'了') { at + 1 } else { at }
}

/// Whether 和 or 并 at `at` joins a verb, whichever: not 和 in 构建和谐….
fn unknown_verb(text: &[char], at: usize) -> bool {
    const NOUNS: [char; 8] = ['谐', '平', '睦', '美', '解', '合', '气', '田'];
    matches!(text.get(at), Some('和' | '并')) && text.get(at + 1).is_some_and(|c| !NOUNS.contains(c))
}

/// Whether a verb that ends at `at` only describes the noun behind it, and is no second verb: 形成尊重知识的风尚,
/// 取得突破性进展, 建立沟通协调机制. 建好用好群众身边的设施 has two.
fn describes(words: &Lexicon, text: &[char], at: usize, end: usize) -> bool {
    let Some(rest) = text.get(at..end) else { return false };
    let mut shell = at;
    while let Some((len, _)) = words.at(text, shell, end).filter(|(_, sorts)| sorts.is(Sorts::NOUN)) {
        shell += len;
    }
    // 建强用好平台: what a verb with its outcome comes to has an object.
    let done = matches!(text.get(at - 1), Some('好' | '强' | '优' | '牢' | '足' | '活'));
    rest.contains(&'的') && text.get(at - 1) != Some(&'好')
        || matches!(rest.first(), Some('性' | '化' | '力' | '型' | '的' | '率' | '员'))
        || rest.first() == Some(&'度') && rest.get(1) != Some(&'假')
        || !done && text.get(shell..end).is_some_and(|noun| words.is_shell(noun))
}
