//! The verb of a clause with its object and degree.

use super::head::{Head, from, head, open};
use super::noun::{end_of, figures, find, noun, number, without};
use super::state::{state_figure, states};
use super::subject::{bound, pivot, subject};
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use crate::reading::CommitmentRole;
use std::ops::Range;

/// Adds what a clause promises to `out`.
pub(super) fn read(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    if let Some(ground) = head.ground {
        // 以更大力度推进改革: the verb comes behind what it rests on; 围绕中心任务 has none.
        if let Some(at) = verb_after(words, s, clause, ground) {
            let inner = Head { lead: head.lead.clone(), ..from(words, s, clause, at) };
            verb(words, s, clause, &inner, out);
        } else if !figures(s, clause).is_empty() {
            states(words, s, clause, head, out);
        }
        return;
    }
    match words.at(s.text, head.at, clause.end) {
        // 创新体系更加完善: what looks like a verb is part of the subject.
        Some((len, sorts))
            if sorts.is(Sorts::NOUN)
                && (pivot(words, s, &(head.at..end_of(s.text, clause))).is_some_and(|at| at > head.at + len)
                    || bound(words, s, head.at + len..clause.end).is_some()) =>
        {
            subject(words, s, clause, head, out);
        }
        Some((len, sorts)) if sorts.is(Sorts::VERB) && head.at + len < clause.end => verb(words, s, clause, head, out),
        // 全面启动: the verb is all there is.
        Some((_, sorts)) if sorts.is(Sorts::VERB) => {}
        _ if s.text.get(head.at).is_some_and(|c| matches!(c, '把' | '将')) => moved(words, s, clause, head, out),
        _ => subject(words, s, clause, head, out),
    }
}

/// Of a sentence in which no clause was understood: its first verb, with what stands behind it or before it.
pub(super) fn anywhere(words: &Lexicon, s: &Said<'_>) -> Option<Found> {
    for clause in super::clause::clauses(s.text) {
        let clause = clause.range;
        let start = head(words, s, &clause);
        if clause.len() > super::LONGEST
            || words.forbids(s.text, &clause)
            || words.calls(s.text, &clause)
            || start.ground.is_some()
        {
            continue;
        }
        if let Some(at) = verb_after(words, s, &clause, start.at) {
            let mut out = Vec::new();
            verb(words, s, &clause, &Head { lead: start.lead.clone(), ..from(words, s, &clause, at) }, &mut out);
            if let Some(found) = out.pop() {
                return Some(found);
            }
        }
    }
    None
}

/// A clause that begins with its verb.
pub(super) fn verb(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    let Some((len, sorts)) = words.at(s.text, head.at, clause.end) else { return };
    if !sorts.is(Sorts::VERB) {
        return;
    }
    // 承办好农业博览会.
    let good = s.text.get(head.at + len) == Some(&'好') && len > 1;
    let action = head.at..head.at + len + usize::from(good);
    let figures = figures(s, clause);
    let behind = coordinated(words, s, action.end, clause.end);
    if sorts.is(Sorts::PIVOT) && !figures.is_empty() && state_figure(s, figures.start, behind) {
        let lead = head.lead.clone().or_else(|| Some(action.clone()));
        let inner = Head { at: behind, lead, time: head.time, place: head.place.clone(), ..Head::default() };
        states(words, s, clause, &inner, out);
        return;
    }
    // 新增就业2万人: the verb belongs to what is counted, which is so much.
    if !figures.is_empty() && state_figure(s, figures.start, head.at) {
        states(words, s, clause, head, out);
        return;
    }
    let whole = behind..end_of(s.text, clause);
    let (object, outcome) = match pivot(words, s, &whole) {
        Some(at) if sorts.is(Sorts::PIVOT) => (whole.start..at, Some(at..whole.end)),
        _ => (whole.clone(), None),
    };
    let found = |object: Option<Range<usize>>, degree: Option<Range<usize>>, figures: Range<usize>| Found {
        clause: clause.clone(),
        action: action.clone(),
        lead: head.lead.clone(),
        object: object.filter(|o| !o.is_empty()),
        degree,
        deadline: None,
        who: None,
        territory: head.place.clone(),
        figures,
        measurable: false,
        role: CommitmentRole::Task,
    };
    if figures.is_empty() {
        out.push(found(Some(noun(s, object)), outcome.or_else(|| head.adverb.clone()), 0..0));
        return;
    }
    for index in figures {
        let number = number(s, index);
        let inside = |r: &Range<usize>| r.start >= action.end && r.end <= clause.end;
        let indicator = s.drafts.get(index).and_then(|d| d.indicator.clone()).filter(inside);
        let object = indicator.unwrap_or_else(|| noun(s, without(&object, &number)));
        out.push(found(Some(object), Some(number), index..index + 1));
    }
}

/// 把老城区改造好, 将…纳入…: the object stands before the verb. 把…作为… sets up a principle.
pub(super) fn moved(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    let start = head.at + 1;
    let (object, action) = if let Some(at) = find(s.text, start..clause.end, &['作', '为']) {
        (start..at, at..at + 2)
    } else if let Some(at) = verb_after(words, s, clause, start + 1) {
        let inner = from(words, s, clause, at);
        let Some((len, _)) = words.at(s.text, inner.at, clause.end) else { return };
        (start..at, inner.at..inner.at + len)
    } else {
        return subject(words, s, clause, head, out);
    };
    let rest = action.end..end_of(s.text, clause);
    out.push(Found {
        clause: clause.clone(),
        action,
        lead: head.lead.clone(),
        object: Some(noun(s, object)).filter(|o| !o.is_empty()),
        degree: Some(rest).filter(|r| !r.is_empty()),
        deadline: None,
        who: None,
        territory: head.place.clone(),
        figures: figures(s, clause),
        measurable: false,
        role: CommitmentRole::Task,
    });
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
        role: CommitmentRole::Task,
    }
}

/// Behind a verb: past the verbs joined to it, 改造和提高.
pub(super) fn coordinated(words: &Lexicon, s: &Said<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    // 调整优化能源结构: two verbs, one object.
    if let Some((len, sorts)) = words.at(s.text, at, end)
        && len > 1
        && sorts.is(Sorts::VERB)
        && !sorts.is(Sorts::NOUN)
        && at + len + 1 < end
        // 形成尊重知识的风尚, 取得突破性进展: the second is part of the noun.
        && !s.text.get(at + len..end).is_some_and(|rest| rest.contains(&'的') || matches!(rest.first(), Some('性' | '化' | '力' | '型')))
    {
        at += len;
    }
    while let Some('、' | '和' | '与' | '并' | '或') = s.text.get(at).filter(|_| at < end) {
        let next = super::head::from(words, s, &(at..end), at + 1);
        match words.at(s.text, next.at, end) {
            Some((len, sorts)) if sorts.is(Sorts::VERB) && next.at + len < end => at = next.at + len,
            _ => break,
        }
    }
    if s.text.get(at) == Some(&'了') { at + 1 } else { at }
}

/// Where the verb behind a ground or a subject begins, with its adverbs: the first verb that an adverb leads, else the
/// first pivot, else the first verb of two characters with something behind it.
pub(super) fn verb_after(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, from: usize) -> Option<usize> {
    let (mut plain, mut until) = (None, 0);
    for at in open(s.text, from..clause.end) {
        if at < until {
            continue;
        }
        let Some((len, sorts)) = words.at(s.text, at, clause.end) else { continue };
        until = at + len;
        // 在城东新建…: right behind a noun; but 农业发展银行 and 改革发展的任务 hold no verb of their own.
        let next = s.text.get(at + len).filter(|_| at + len < clause.end);
        let Some(next) = next else { continue };
        // 在城市更新中加快…: the ground ends here.
        let closed = matches!(s.text.get(at.wrapping_sub(1)), Some('中' | '上' | '下' | '面' | '时')) && at > from + 1;
        if closed && len > 1 && sorts.is(Sorts::VERB | Sorts::ADVERB) {
            return Some(at);
        }
        if matches!(next, '的' | '、' | '和' | '与' | '”' | ')' | '性' | '化' | '者' | '力' | '度' | '率') {
            continue;
        }
        if len > 1 && sorts.is(Sorts::ADVERB) {
            let inner = words.at(s.text, at + len, clause.end);
            if inner.is_some_and(|(n, sorts)| sorts.is(Sorts::VERB) && at + len + n < clause.end) {
                return Some(at);
            }
        }
        if len > 1 && sorts.is(Sorts::PIVOT | Sorts::FINISH) {
            return Some(at);
        }
        // 对符合条件的企业: a verb within the noun.
        let within = s.text.get(at + len..clause.end).is_some_and(|rest| rest.contains(&'的'));
        if len > 1 && sorts.is(Sorts::VERB) && !sorts.is(Sorts::NOUN) && !within && plain.is_none() {
            plain = Some(at);
        }
    }
    plain
}
