//! How much a subject is to be: a promise for each figure.

use super::head::Head;
use super::noun::{figures, number};
use super::predicate::bare;
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use std::ops::Range;

/// Figures that say how much a subject is to be: one promise each.
pub(super) fn states(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) {
    for index in figures(s, clause) {
        let Some(draft) = s.drafts.get(index) else { continue };
        let number = number(s, index);
        let from = draft.indicator.as_ref().filter(|i| i.start >= clause.start).map_or(head.at, |i| i.end);
        // 翻一番 is verb and number in one.
        let own = words.at(s.text, number.start, number.end).filter(|(_, sorts)| sorts.is(Sorts::STATE));
        let action = own
            .map(|(len, _)| number.start..number.start + len)
            .or_else(|| last_word(words, s, from.min(number.start)..number.start, Sorts::STATE | Sorts::VERB))
            .or_else(|| {
                let indicator = draft.indicator.clone()?;
                last_word(words, s, indicator, Sorts::VERB | Sorts::STATE)
            })
            .or_else(|| last_word(words, s, clause.start..number.start, Sorts::STATE | Sorts::LEAD | Sorts::VERB))
            .or_else(|| head.lead.clone())
            .unwrap_or_else(|| from.min(number.start)..number.start);
        if action.is_empty() {
            // 城镇新增就业1.2万人, without any verb: the number itself is what is promised.
            let Some(last) = out.last().map(|f| f.action.clone()) else { continue };
            out.push(state(s, clause, head, last, number, index));
            continue;
        }
        out.push(state(s, clause, head, action, number, index));
    }
}

pub(super) fn state(
    s: &Said<'_>,
    clause: &Range<usize>,
    head: &Head,
    action: Range<usize>,
    number: Range<usize>,
    index: usize,
) -> Found {
    Found {
        object: s.drafts.get(index).and_then(|d| d.indicator.clone()),
        degree: Some(number),
        figures: index..index + 1,
        ..bare(clause, action, head)
    }
}

/// The last word in `range` that can do one of `sorts`.
pub(super) fn last_word(words: &Lexicon, s: &Said<'_>, range: Range<usize>, sorts: Sorts) -> Option<Range<usize>> {
    let (mut found, mut at) = (None, range.start);
    while at < range.end {
        match words.at(s.text, at, range.end) {
            Some((len, has)) if has.is(sorts) => {
                found = Some(at..at + len);
                at += len;
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether the figure at `index` measures a subject that stands before its number, not the object of a verb.
pub(super) fn state_figure(s: &Said<'_>, index: usize, from: usize) -> bool {
    let Some(draft) = s.drafts.get(index) else { return false };
    let Some(q) = s.quantities.get(draft.quantity) else { return false };
    match &draft.indicator {
        // Before the number, and something joins the two, or it begins where the clause does.
        Some(i) if i.end <= q.range.start => draft.is_linked() || i.start <= from,
        Some(_) => false,
        None => draft.is_linked(),
    }
}
