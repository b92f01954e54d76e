//! A clause that gives somebody so much: 对新认定的实验室给予50万元奖励, 按实际投入的20%给予补助.

use super::head::{Head, open};
use super::noun::{figures, noun, number};
use super::predicate::bare;
use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use std::ops::Range;

/// Adds what a clause gives to `out`, one promise for each amount; `false` where it gives nothing, or not so much.
pub(super) fn gives(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head, out: &mut Vec<Found>) -> bool {
    let figures = figures(s, clause);
    if figures.is_empty() {
        return false;
    }
    let Some(action) = verb(words, s, clause, head) else { return false };
    let numbers = || figures.clone().map(|index| number(s, index)).filter(|n| n.start >= action.end);
    // Behind the amounts; 给予企业奖补50万元: before them.
    let behind = numbers().next_back().map_or(action.end, |n| n.end)..clause.end;
    let before = action.end..numbers().next().map_or(clause.end, |n| n.start);
    let object = [behind, before].into_iter().map(|o| noun(s, o)).find(|o| o.len() > 1);
    let who = Some(head.at..action.start).filter(|who| s.text.get(who.clone()).is_some_and(|who| words.is_body(who)));
    for index in figures {
        out.push(Found {
            object: object.clone(),
            degree: Some(number(s, index)),
            figures: index..index + 1,
            who: who.clone(),
            ..bare(clause, action.clone(), head)
        });
    }
    true
}

/// The verb that gives: 给予 wherever it stands, 奖励 right before the amount.
fn verb(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &Head) -> Option<Range<usize>> {
    let amount = |at: usize| s.quantities.binary_search_by_key(&at, |q| q.range.start).is_ok();
    let found = open(s.text, head.at..clause.end).filter_map(|at| {
        let (len, sorts) = words.at(s.text, at, clause.end)?;
        let own = sorts.is(Sorts::LIGHT) || sorts.is(Sorts::NOUN) && amount(at + len);
        (sorts.is(Sorts::GIVES) && own && at + len < clause.end).then_some((at..at + len, sorts))
    });
    let mut noun = None;
    for (range, sorts) in found {
        if sorts.is(Sorts::LIGHT) {
            return Some(range);
        }
        noun = noun.or(Some(range));
    }
    noun
}
