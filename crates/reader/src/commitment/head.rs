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
    pub(super) ground: Option<Ground>,
}

/// The word that begins a ground.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    pub(super) word: Range<usize>,
    /// No verb follows in its clause.
    pub(super) alone: bool,
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
    // 一是…, 一要…, 十二是….
    let numeral = text.get(at..).map_or(0, |t| t.iter().take(3).take_while(|c| crate::label::is_numeral(**c)).count());
    if let Some(next @ ('是' | '要')) = text.get(at + numeral)
        && numeral > 0
    {
        at += numeral + usize::from(*next == '是');
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
        let Some((word, sorts)) = words.at(s.text, at, clause.end) else {
            if let Some(end) = words.manner(s.text, at, clause.end) {
                head.adverb = Some(head.adverb.as_ref().map_or(at, |a| a.start)..end);
                head.at = end;
                continue;
            }
            break;
        };
        // 逐步地: the particle belongs to the adverb.
        let len = word + usize::from(sorts.is(Sorts::ADVERB) && particle(s.text, at + word, clause.end));
        // 逐步地、有计划地扩大….
        let behind = at + len + usize::from(sorts.is(Sorts::ADVERB) && s.text.get(at + len) == Some(&'、'));
        let next = words.at(s.text, behind, clause.end);
        let moves = matches!(s.text.get(at + len), Some('把' | '将' | '使' | '让' | '对' | '向' | '由'));
        let leads_on = next.is_some() || moves || starts_time(s, at + len);
        // 新 in 新建设 may be the adverb of a verb, in 新发展理念 it is part of a noun.
        // So is 建 in 建筑.
        let sort = |n: usize, next: Sorts| (len > 1 || !next.is(Sorts::NOUN)) && (n > 1 || !next.is(Sorts::VERB));
        let before_verb = next.is_some_and(|(n, next)| {
            next.is(Sorts::VERB | Sorts::ADVERB | Sorts::STATE) && (sort(n, next) || starts_number(s, at + len + n))
        });
        // 深化改革 has a verb, 深化拓展 an adverb before one; 提出“十四五”期间 says that more follows.
        let leads = sorts.is(Sorts::LEAD) && (before_verb || starts_time(s, at + len));
        let adverb = sorts.is(Sorts::ADVERB) && (before_verb || s.text.get(at + len) == Some(&'把'));
        let yields = leads || adverb && (len > word || gives_way(words, s.text, at + len, sorts, clause.end));
        if sorts.is(Sorts::VERB) && !yields {
            break;
        }
        if sorts.is(Sorts::ADVERB) && (before_verb || leads_on && len > 1) {
            head.adverb = Some(head.adverb.as_ref().map_or(at, |a| a.start)..at + len);
        } else if sorts.is(Sorts::LEAD)
            && (leads_on || len > 1 || words.manner(s.text, at + len, clause.end).is_some())
            && !super::subject::is_inside(s.text, at, len)
        {
            head.lead = head.lead.or(Some(at..at + len));
            head.adverb = None;
        } else if sorts.is(Sorts::GROUND) {
            head.ground = Some(Ground { word: at..at + len, alone: sorts.is(Sorts::ALONE) });
            break;
        } else if sorts.is(Sorts::LINK) {
            head.adverb = None;
        } else if let Some(end) = words.manner(s.text, at, clause.end) {
            head.adverb = Some(head.adverb.as_ref().map_or(at, |a| a.start)..end);
            head.at = end;
            continue;
        } else {
            break;
        }
        head.at = at + len;
    }
    head
}

/// Whether 地 at `at` makes an adverb of what stands before it: 逐步地, not 广泛地区.
pub(super) fn particle(text: &[char], at: usize, end: usize) -> bool {
    let next = text.get(at + 1).filter(|_| at + 1 < end);
    text.get(at) == Some(&'地') && next.is_some_and(|c| !matches!(c, '区' | '方' | '位' | '级' | '铁' | '市' | '下'))
}

/// Whether a word that is a verb as well only says how the verb at `at` is done: 加快 in 加快培育人才, not in 加快人才培育,
/// 加快改革步伐 and 深化改革.
fn gives_way(words: &Lexicon, text: &[char], at: usize, sorts: Sorts, end: usize) -> bool {
    // 加快把旅游业培育成….
    let Some((len, next)) = words.at(text, at, end) else { return text.get(at) == Some(&'把') };
    if next.is(Sorts::PIVOT | Sorts::GROUND) {
        return true;
    }
    if words.paces(text, end) || next.is(Sorts::DESCRIBES) {
        return false;
    }
    if !next.is(Sorts::VERB) {
        // 加快全面推进…, not 强化跨区协同发展.
        let then = words.at(text, at + len, end).map(|(_, then)| then);
        return next.is(Sorts::STATE) || then.is_some_and(|then| then.is(Sorts::VERB) && !then.is(Sorts::NOUN));
    }
    if next.is(Sorts::NOUN) {
        let behind = text.get(at + len).filter(|_| at + len < end);
        let takes = behind.is_some_and(|c| !matches!(c, '和' | '与' | '、' | '的' | '及' | '性' | '化'));
        return sorts.is(Sorts::BOTH) && next.is(Sorts::TAKES) && takes;
    }
    true
}

fn starts_number(s: &Said<'_>, at: usize) -> bool {
    s.quantities.binary_search_by_key(&at, |q| q.range.start).is_ok()
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
