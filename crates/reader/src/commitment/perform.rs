//! A deed that is performed on something: 对收费项目进行清理. The deed is the verb, and what it is done to stands behind 对.

use super::head::{Head, open};
use super::noun::noun;
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use std::ops::Range;

/// Makes of 进行 | 清理、整合 the deed and what it is done to.
pub(super) fn performs(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, found: &mut Found) {
    let only = match s.text.get(found.action.clone()) {
        Some(['进', '行']) => false,
        // 予以谴责: nothing but a deed stands behind these.
        Some(['予' | '加', '以']) => true,
        _ => return,
    };
    let behind = |object: &Range<usize>| found.figures.is_empty() && object.start >= found.action.end;
    let Some(object) = found.object.clone().filter(behind) else { return };
    // 系统改革, 重点突破: how it is done stands before it.
    let mut deed = object.clone();
    while let Some((len, _)) = words
        .at(s.text, deed.start, deed.end)
        .filter(|(n, sorts)| *n > 1 && deed.start + n < deed.end && sorts.is(Sorts::ADVERB) && !sorts.is(Sorts::VERB))
    {
        deed.start += len;
    }
    if !(is_deed(words, s, &deed) || only && deed.len() == 2) {
        return;
    }
    let from = concerns(s, head).or_else(|| {
        let mut places = open(s.text, clause.start..found.action.start);
        places
            .find(|at| s.text.get(*at) == Some(&'对') && !matches!(s.text.get(at + 1), Some('外' | '口' | '接' | '内')))
            .map(|at| at + 1 + usize::from(s.text.get(at + 1) == Some(&'于')))
    });
    // 这些问题都要加以解决: what is before the leads.
    let subject = || {
        let end = before_leads(words, s, head.at, found.action.start);
        let subject =
            Some(head.at..end).filter(|_| head.ground.is_none() && head.lead.is_none() && end < found.action.start);
        subject
            .filter(|who| s.text.get(who.clone()).is_some_and(|who| who.last() != Some(&'是') && !words.is_body(who)))
    };
    let about = from.map(|from| from..before_leads(words, s, from, found.action.start)).or_else(subject);
    let about = about.map(|about| noun(s, about));
    if about.is_some() && deed.start > object.start && found.degree.is_none() {
        found.degree = Some(object.start..deed.start);
    }
    found.object = about.filter(|range| range.len() > 1);
    found.action = deed;
}

/// Whether `deed` is verbs alone, joined where there are two: 清理和规范, not 培训教育.
fn is_deed(words: &Lexicon, s: &Said<'_>, deed: &Range<usize>) -> bool {
    let mut at = deed.start;
    while let Some((len, sorts)) = words.at(s.text, at, deed.end).filter(|(n, sorts)| *n > 1 && sorts.is(Sorts::VERB)) {
        at += len;
        if at == deed.end {
            return true;
        }
        let joined = matches!(s.text.get(at), Some('、' | '和' | '与' | '并' | '及'));
        if !joined || sorts.is(Sorts::PIVOT) {
            return false;
        }
        at += 1;
    }
    false
}

/// Where the leads and adverbs begin that end at `end`: 违法行为|都要坚决.
fn before_leads(words: &Lexicon, s: &Said<'_>, from: usize, end: usize) -> usize {
    let led = |start: usize| {
        let opens = words.at(s.text, start, end).is_some_and(|(len, sorts)| {
            sorts.is(Sorts::LEAD)
                || len > 1 && sorts.is(Sorts::ADVERB)
                || matches!(s.text.get(start), Some('都' | '均' | '也'))
                || s.text.get(start) == Some(&'则') && s.text.get(start - 1) != Some(&'原')
        });
        if !opens {
            return false;
        }
        let mut at = start;
        while let Some((len, _)) =
            words.at(s.text, at, end).filter(|(_, sorts)| sorts.is(Sorts::LEAD | Sorts::ADVERB | Sorts::LINK))
        {
            at += len;
        }
        at == end
    };
    (from + 2..end).find(|at| led(*at)).unwrap_or(end)
}

/// Where what a clause is about begins: 对跨县的问题.
pub(super) fn concerns(s: &Said<'_>, head: &Head) -> Option<usize> {
    head.ground
        .as_ref()
        .map(|ground| &ground.word)
        .filter(|word| s.text.get(word.start) == Some(&'对'))
        .map(|word| word.end)
}
