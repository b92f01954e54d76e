//! What stands in a clause before its verb: times, leads, adverbs, a ground.

use super::Said;
use super::clause::closer;
use super::words::{Lexicon, Sorts};
use crate::label::after_label;
use crate::time::TimeKind;
use std::ops::Range;

/// The beginning of a clause, understood.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// Where what follows begins.
    pub(super) at: usize,
    /// The first word that governs the verb: 要, 力争.
    pub(super) lead: Option<Range<usize>>,
    /// The adverbs right before `at`.
    pub(super) adverb: Option<Range<usize>>,
    /// Index of the time it begins with.
    pub(super) time: Option<usize>,
    /// The first place it names.
    pub(super) place: Option<Range<usize>>,
    /// 围绕, 坚持, 以: what follows is a ground, and its verb comes later if at all.
    pub(super) ground: Option<usize>,
}

/// Most words before a verb; no writer has more, and a text made of them would be walked again from each.
const MOST: usize = 12;

/// Reads a clause from its beginning up to its verb or its subject.
pub(super) fn head(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>) -> Head {
    let text = s.text.get(..clause.end).unwrap_or_default();
    let mut at = clause.start;
    if let Some(rest) = text.get(at..) {
        at += after_label(rest);
    }
    if matches!(text.get(at..), Some([_, '是', ..])) && crate::label::is_numeral(text[at]) {
        at += 2;
    }
    from(words, s, clause, at)
}

/// The same, from a place within a clause.
pub(super) fn from(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, begin: usize) -> Head {
    let mut head = Head { at: begin, ..Head::default() };
    for _ in 0..MOST {
        let at = head.at;
        let Some(c) = s.text.get(at).filter(|_| at < clause.end) else { break };
        if c.is_whitespace() || matches!(c, '、' | '”' | '’') {
            head.at += 1;
            continue;
        }
        if let Ok(index) = s.times.binary_search_by_key(&at, |t| t.range.start)
            && let Some(time) = s.times.get(index)
            && time.range.end <= clause.end
        {
            // 到2027年，每年…: the year holds.
            let exact = |i: usize| s.times.get(i).is_some_and(|t| t.kind != TimeKind::Frequency);
            head.time = head.time.filter(|i| exact(*i)).or(Some(index));
            head.at = time.range.end;
            continue;
        }
        if let Ok(index) = s.places.binary_search_by_key(&at, |p| p.range.start)
            && let Some(place) = s.places.get(index)
            && place.range.end < clause.end
            // 通辽市场 is no place and its 场; what follows a place here is a verb, an adverb, or 要.
            && words.at(s.text, place.range.end, clause.end).is_some()
        {
            head.place = head.place.or(Some(place.range.clone()));
            head.at = place.range.end;
            continue;
        }
        let Some((len, sorts)) = words.at(s.text, at, clause.end) else { break };
        let next = words.at(s.text, at + len, clause.end);
        let moves = matches!(s.text.get(at + len), Some('把' | '将' | '使' | '让' | '对' | '向' | '由'));
        let leads_on = next.is_some() || moves || starts_time(s, at + len);
        let before_verb = next.is_some_and(|(_, n)| n.is(Sorts::VERB | Sorts::ADVERB | Sorts::STATE));
        // 深化改革 has a verb, 深化拓展 an adverb before one; 提出“十四五”期间 says that more follows.
        let leads = sorts.is(Sorts::LEAD) && (before_verb || starts_time(s, at + len));
        let yields = leads || sorts.is(Sorts::ADVERB) && before_verb;
        if sorts.is(Sorts::VERB) && !yields {
            break;
        }
        if sorts.is(Sorts::ADVERB) && (before_verb || leads_on) {
            head.adverb = Some(head.adverb.as_ref().map_or(at, |a| a.start)..at + len);
        } else if sorts.is(Sorts::LEAD) && (leads_on || len > 1) {
            head.lead = head.lead.or(Some(at..at + len));
            head.adverb = None;
        } else if sorts.is(Sorts::GROUND) {
            head.ground = Some(if sorts.is(Sorts::ALONE) { clause.end } else { at + len });
            break;
        } else if sorts.is(Sorts::LINK) {
            head.adverb = None;
        } else {
            break;
        }
        head.at = at + len;
    }
    head
}

fn starts_time(s: &Said<'_>, at: usize) -> bool {
    s.times.binary_search_by_key(&at, |t| t.range.start).is_ok()
}

/// The places of a clause where a word may begin: not within brackets or quotes.
pub(super) fn open(text: &[char], range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    let mut until = range.start;
    range.clone().filter(move |&at| {
        if at < until {
            return false;
        }
        let closes = text.get(at).and_then(|c| closer(*c));
        if let Some(len) = closes.and_then(|closer| text.get(at..range.end)?.iter().position(|c| *c == closer)) {
            until = at + len + 1;
            return false;
        }
        true
    })
}
