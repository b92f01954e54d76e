//! A clause whose object stands before its verb: 把老城区改造好, 将…纳入…. 把…作为… sets up a principle.

use super::head::{Head, from, open};
use super::noun::{end_of, figures, find, noun};
use super::predicate::bare;
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use std::ops::Range;

/// Where the word that moves the object forward stands: 把, behind times, leads, adverbs or a subject; 将 right there.
pub(super) fn moves(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head) -> Option<usize> {
    // Farthest that a subject reaches.
    const SUBJECT: usize = 16;
    // 各地要将…纳入规划: behind what obliges, 将 moves too.
    let moves = |at: usize| match s.text.get(at) {
        Some('把') => true,
        Some('将') => matches!(s.text.get(..at), Some([.., '要' | '应'] | [.., '应' | '必', '当' | '须'])),
        _ => false,
    };
    let is = |at: usize| {
        moves(at)
            && !matches!(s.text.get(at + 1), Some('握' | '关' | '手' | '控'))
            && !matches!(at.checked_sub(1).and_then(|i| s.text.get(i)), Some('一' | '两' | '几' | '火'))
    };
    if let Some(ground) = &head.ground {
        return Some(ground.word.end).filter(|at| *at < clause.end && is(*at));
    }
    match words.at(s.text, head.at, clause.end) {
        // 将试点范围扩大到全市: 试点 is a noun here.
        Some((_, sorts)) if sorts.is(Sorts::NOUN) => {
            let lead = head.lead.as_ref().filter(|lead| lead.end == head.at && lead.len() == 1)?;
            let moves = s.text.get(lead.start) == Some(&'将');
            let becomes = |action: Range<usize>| {
                [action.end - 1, action.end].iter().any(|at| matches!(s.text.get(*at), Some('到' | '为' | '成' | '至')))
            };
            let found = verb(words, s, clause, lead.end).filter(|_| moves)?;
            becomes(found.1).then_some(lead.start)
        }
        Some((_, sorts)) if sorts.is(Sorts::VERB) => None,
        _ if s.text.get(head.at) == Some(&'将') => Some(head.at),
        _ => open(s.text, head.at..clause.end.min(head.at + SUBJECT)).find(|at| is(*at)),
    }
}

/// What the clause promises whose object begins behind `at`.
pub(super) fn moved(
    words: &Lexicon,
    s: &Said<'_>,
    clause: &Range<usize>,
    head: &Head,
    at: usize,
    out: &mut Vec<Found>,
) {
    let start = at + 1;
    let as_what = [['作', '为'], ['当', '作'], ['看', '作']]
        .iter()
        .find_map(|word| find(s.text, start..clause.end, word))
        .map(|at| (start..at, at..at + 2));
    let Some((mut object, mut action)) = as_what.or_else(|| verb(words, s, clause, start)) else { return };
    // 把各项工作都抓实: 都 belongs to the verb.
    if object.len() > 2 && object.end == action.start && matches!(s.text.get(object.end - 1), Some('都' | '均')) {
        object.end -= 1;
    }
    let mut rest = action.end..end_of(s.text, clause);
    // 抓实、抓细、抓深: verbs joined to it, and nothing that comes of it.
    if s.text.get(rest.start) == Some(&'、') {
        action.end = rest.end;
        rest.start = rest.end;
    }
    let who = Some(head.at..at).filter(|who| s.text.get(who.clone()).is_some_and(|who| words.is_body(who)));
    out.push(Found {
        object: Some(noun(s, object)).filter(|o| !o.is_empty()),
        degree: Some(rest).filter(|r| !r.is_empty()),
        figures: figures(s, clause),
        who,
        ..bare(clause, action, head)
    });
}

/// The object and the verb behind it: the first verb with what comes of it (运用到, 抓好, 建成), else one that an adverb
/// leads, else the last.
fn verb(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    // 把创新摆在前列: no word begins within the first.
    let first = words.at(s.text, start, clause.end).filter(|(_, sorts)| sorts.is(Sorts::NOUN));
    let (mut led, mut last, mut until) = (None, None, first.map_or(0, |(len, _)| start + len));
    let mut adverb: Option<Range<usize>> = None;
    for at in open(s.text, start + 1..clause.end) {
        if at < until {
            continue;
        }
        let Some((len, sorts)) = words.at(s.text, at, clause.end) else { continue };
        let end = at + len;
        until = end;
        // 把改革形成的经验固定下来: a verb within the object.
        let within = matches!(s.text.get(end..), Some(['的', ..] | ['起' | '出' | '下', '来', '的', ..]));
        let acts = sorts.is(Sorts::VERB | Sorts::STATE) && len > 1 && !within;
        if sorts.is(Sorts::ADVERB) && !acts {
            let inner = from(words, s, clause, at);
            adverb = Some(at..inner.at.max(end));
            until = inner.at.max(end);
            continue;
        }
        if !acts {
            continue;
        }
        let before = adverb.clone().filter(|a| a.end == at).map_or(at, |a| a.start);
        let result = |c: Option<&char>| matches!(c, Some('到' | '在' | '成' | '为' | '入' | '给' | '好' | '起' | '至'));
        let found = (start..before, at..end);
        // 抓实, 抓细.
        let firm = matches!(s.text.get(at), Some('抓' | '办' | '做' | '压' | '管' | '守'))
            && matches!(s.text.get(end - 1), Some('实' | '细' | '牢' | '紧' | '稳'));
        if firm || result(s.text.get(end).filter(|_| end < clause.end)) || result(s.text.get(end - 1)) {
            return Some(found);
        }
        if before < at && led.is_none() {
            led = Some(found);
        } else if !sorts.is(Sorts::NOUN) {
            last = Some(found);
        }
    }
    led.or(last)
}
