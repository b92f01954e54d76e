//! The words that stand before an indicator and are no part of it.

use super::words::Opener;
use super::{Grammar, Sentence};
use std::ops::Range;

impl Grammar {
    /// Skips words that stand before an indicator; the scope they give, if one of them is a place word.
    pub(super) fn skip_openers(&self, s: &Sentence<'_>, mut at: usize, end: usize) -> (usize, Option<Range<usize>>) {
        let mut scope = None;
        if at == 0 {
            // 3.粮食产量…, ●粮食产量…: the number of the line is no part of the name.
            at = crate::label::after_label(s.text).min(end);
        }
        while at < end {
            if matches!(s.text[at], ' ' | '、' | '”' | '》' | '—' | '-' | '·' | '(' | ')') {
                at += 1;
                continue;
            }
            let known = self.names.longest(s.text, at);
            if known > 0 && at + known <= end {
                break;
            }
            // 分两期投放
            if matches!(s.slice(&(at..end.min(at + 3))), ['分', n, '期' | '批' | '步' | '年'] if crate::number::is_numeral(*n))
            {
                at += 3;
                continue;
            }
            if s.text[at] == '在'
                && (s.place_from(at + 1).is_some()
                    || matches!(self.words.openers.find(s.text, at + 1), Some((n, Opener::Area)) if self.names.longest(s.text, at + 1) <= n))
            {
                at += 1;
                continue;
            }
            if let Some(time) = s.time_from(at).filter(|t| t.range.end <= end) {
                at = time.range.end;
                continue;
            }
            let whole = self.words.whole_from(s.text, at);
            if let Some(place) = s.place_from(at).filter(|p| p.range.end <= end && p.range.len() >= whole) {
                // 云泽机场, 云泽港: the facility is part of the name.
                let facility = self.words.facilities.find(s.text, place.range.end).map_or(0, |(n, ())| n);
                let to = if place.range.end + facility < end { place.range.end + facility } else { place.range.end };
                // 云岭|云泽机场: the one lies in the other.
                let start = scope.filter(|a: &Range<usize>| a.end == at && s.place_to(at).is_some());
                scope = Some(start.map_or(place.range.start, |a| a.start)..to);
                at = to;
                continue;
            }
            let Some((len, opener)) = self
                .words
                .openers
                .find(s.text, at)
                .filter(|(n, o)| whole <= *n && (at + n < end || at + n == end && **o == Opener::Area))
            else {
                break;
            };
            if *opener == Opener::Area {
                let first = scope.clone().filter(|a| a.end == at && s.place_to(at).is_none());
                // 全国城乡居民消费水平: the second of two says whose it is within the name.
                let goes_on = at + len >= end
                    || self.words.edge(s.text, at + len).is_some()
                    || self.words.openers.find(s.text, at + len).is_some()
                    || self.names.longest(s.text, at + len) > 0;
                if first.is_some() && !goes_on {
                    break;
                }
                scope = Some(first.map_or(at, |a| a.start)..at + len);
            }
            at += len;
        }
        (at, scope)
    }
}
