//! How much a subject is to be: a promise for each figure.

use super::head::Head;
use super::noun::{figures, measured, number, whole_name};
use super::predicate::bare;
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use crate::figure::{Draft, Scope};
use std::ops::Range;

/// Figures that say how much a subject is to be: one promise each.
pub(super) fn states(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    for index in figures(s, clause) {
        let Some(draft) = s.drafts.get(index) else { continue };
        let number = number(s, index);
        let from = draft.indicator.as_ref().filter(|i| i.start >= clause.start).map_or(head.at, |i| i.end);
        let action =
            verb(words, s, clause, head, draft.indicator.as_ref(), from.min(number.start)..number.start, &number)
                // 其中公办学位2400个: of what was done before.
                .or_else(|| part_of(s, clause).then(|| out.last().map(|f| f.action.clone())).flatten())
                .or_else(|| doing(words, s, draft.indicator.as_ref()?, number.start))
                .unwrap_or_else(|| number.clone());
        let named = measured(s, draft);
        // 城区供水的漏损,应该减少一成: the subject of the clause before has whose it is, too.
        let least = if draft.indicator.as_ref().is_some_and(|i| i.end <= clause.start) { 0 } else { head.at };
        let longer = whole_name(draft, least).filter(|whole| named.as_ref().is_some_and(|n| whole.start < n.start));
        // 应该比原计划节约一成: what leads the verb is no subject.
        let named = longer.or(named).map(|i| match head.lead.as_ref() {
            Some(lead) if lead.len() > 1 && lead.start == i.start && lead.end < i.end => lead.end..i.end,
            _ => i,
        });
        // 比原计划: what a figure is held against is no subject; 比重 and 比例 are.
        let against = |i: &Range<usize>| matches!(s.text.get(i.start..), Some(['比', next, ..]) if !matches!(next, '重' | '例' | '率' | '值' | '赛'));
        let indicator = named.filter(|i| !against(i)).map(|i| without_lead(words, s, i));
        // 新增企业技术中心30家: the verb is no part of what there is to be.
        let object = indicator.and_then(|i| {
            let rest = if i.start == action.start && action.end <= i.end {
                action.end..i.end
            } else if i.end == action.end && i.start + 2 < action.start && !adverb_before(words, s, action.start) {
                i.start..action.start
            } else {
                i.clone()
            };
            if rest.len() > 1 { Some(rest) } else { Some(i).filter(|i| *i != action && i.len() > 1) }
        });
        out.push(Found { object, degree: Some(number), figures: index..index + 1, ..bare(clause, action, head) });
    }
}

/// Whether an adverb of two characters ends at `at`: 基本|全覆盖.
fn adverb_before(words: &Lexicon, s: &Said<'_>, at: usize) -> bool {
    let adverb = at.checked_sub(2).and_then(|from| words.at(s.text, from, at));
    adverb.is_some_and(|(len, sorts)| len == 2 && sorts.is(Sorts::ADVERB))
}

/// The doing that a subject ends in, right before its number: 老旧小区|改造|500个.
fn doing(words: &Lexicon, s: &Said<'_>, subject: &Range<usize>, number: usize) -> Option<Range<usize>> {
    let at = subject.end.checked_sub(2).filter(|at| *at > subject.start + 1 && subject.end == number)?;
    let (len, sorts) = words.at(s.text, at, subject.end)?;
    (at + len == subject.end && sorts.is(Sorts::TAKES)).then_some(at..subject.end)
}

/// A subject without the leads that follow it: 粮食产量要保证达到….
pub(super) fn without_lead(words: &Lexicon, s: &Said<'_>, subject: Range<usize>) -> Range<usize> {
    let led = |from: usize| {
        let mut at = from;
        while let Some((len, _)) = words.at(s.text, at, subject.end).filter(|(_, sorts)| sorts.is(Sorts::LEAD)) {
            at += len;
        }
        at == subject.end
    };
    let at = (subject.start + 2..subject.end).find(|at| led(*at));
    subject.start..at.unwrap_or(subject.end)
}

/// Whether a clause counts a part of what the one before counts.
fn part_of(s: &Said<'_>, clause: &Range<usize>) -> bool {
    s.text.get(clause.clone()).is_some_and(|words| words.starts_with(&['其', '中']))
}

/// The verb of a figure: what joins it to its subject (达到), what stands behind (拟按3%安排), what its subject begins with
/// (新增…), or what the clause says before.
fn verb(
    words: &Lexicon,
    s: &Said<'_>,
    clause: &Range<usize>,
    head: &Head,
    indicator: Option<&Range<usize>>,
    gap: Range<usize>,
    number: &Range<usize>,
) -> Option<Range<usize>> {
    // 翻一番 is verb and number in one.
    if let Some((len, sorts)) = words.at(s.text, number.start, number.end)
        && sorts.is(Sorts::STATE)
    {
        return Some(number.start..number.start + len);
    }
    if let Some((len, sorts)) = words.at(s.text, number.end, clause.end)
        && sorts.is(Sorts::STATE | Sorts::VERB)
        && number.end + len == clause.end
    {
        return Some(number.end..clause.end);
    }
    // 居 in 居民: one character of a noun is no verb.
    let own = |range: Range<usize>| {
        last_word(words, s, range, Sorts::STATE | Sorts::VERB, Sorts::NOUN).filter(|found| found.len() > 1)
    };
    last_word(words, s, gap, Sorts::STATE | Sorts::VERB, Sorts::default())
        .or_else(|| own(indicator?.clone()))
        .or_else(|| own(clause.start..indicator.map_or(number.start, |i| i.start.max(clause.start))))
        .or_else(|| head.lead.clone())
}
/// The last word in `range` that can do one of `sorts` and none of `not`.
fn last_word(words: &Lexicon, s: &Said<'_>, range: Range<usize>, sorts: Sorts, not: Sorts) -> Option<Range<usize>> {
    let (mut found, mut at) = (None, range.start);
    while at < range.end {
        match words.at(s.text, at, range.end) {
            Some((len, has)) => {
                // 居 in 城镇居民 is no verb; 占 right before the number is one.
                if has.is(sorts) && !has.is(not) && (len > 1 || at + len == range.end) {
                    found = Some(at..at + len);
                }
                at += if has.is(sorts) { len } else { 1 };
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the first figure of a clause counts what was done with somebody's who stand at `from`, a verb of two characters
/// before it: 老旧住宅|加装(更新)|电梯600部.
pub(super) fn owned(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, from: usize) -> bool {
    let draft = figures(s, clause).next().and_then(|index| s.drafts.get(index));
    let Some(Draft { scope: Some(Scope::Written(whose)), indicator: Some(what), .. }) = draft else { return false };
    let verb = words.at(s.text, whose.end, what.start).filter(|(_, sorts)| sorts.is(Sorts::VERB));
    whose.start == from
        && verb.is_some_and(|(len, _)| {
            len == 2 && (whose.end + len == what.start || s.text.get(whose.end + len) == Some(&'('))
        })
}

/// Whether the figure at `index` measures a subject that stands before its number, not the object of a verb.
pub(super) fn state_figure(words: &Lexicon, s: &Said<'_>, index: usize, from: usize) -> bool {
    let Some(draft) = s.drafts.get(index) else { return false };
    let Some(q) = s.quantities.get(draft.quantity) else { return false };
    match measured(s, draft) {
        // Before the number, and something joins the two, or it begins where the clause does.
        Some(i) if i.end <= q.range.start => {
            // 农村|住房改造2000套: a doing begins with whose it is.
            let whole = || whole_name(draft, from).is_some_and(|whole| whole.start <= from);
            draft.is_linked() || i.start <= from || whole() && doing(words, s, &i, q.range.start).is_some()
        }
        Some(_) => false,
        None => draft.is_linked(),
    }
}
