//! Of whom or what a sentence speaks, where a clause of its own says so: 电力建设,五年投资…; 云泽港集团提质增效,集装箱占比….

use super::{Draft, Grammar, Scope, Sentence};
use crate::quantity::Shape;
use std::ops::Range;

/// Longest topic, in characters.
const TOPIC: usize = 16;
/// Longest list of places that is a topic.
const PLACES: usize = 30;
/// Longest label before a colon that is a topic.
const LABEL: usize = 8;
/// What a topic ends in that names work: 渔业|生产.
const WORK: &[&[char]] = &[&['建', '设'], &['生', '产'], &['运', '输'], &['工', '作']];

/// Gives figures that are nobody's yet the topic their sentence names before them.
pub(super) fn assign(grammar: &Grammar, s: &Sentence<'_>, drafts: &mut [Draft]) {
    // The stretch between two semicolons that was looked at last, and its topic.
    let mut seen: Option<(usize, Option<Range<usize>>)> = None;
    for index in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(index);
        let Some(draft) = rest.first_mut() else { break };
        let q = &s.quantities[draft.quantity];
        if draft.scope.is_some() || draft.indicator.is_none() || q.shape == Shape::Rank {
            continue;
        }
        let after = before.last().map_or(0, |b| s.quantities[b.quantity].range.end);
        // A stretch goes on from figure to figure; only what stands between them has to be looked through.
        let known = seen.as_ref().filter(|(start, _)| {
            *start <= after && !s.slice(&(after..q.range.start)).iter().any(|c| matches!(c, ';' | '。'))
        });
        let topic = if let Some((_, topic)) = known {
            topic.clone()
        } else {
            let start = stretch(s, q.range.start);
            let topic = start.and_then(|start| grammar.bare(s, start));
            seen = Some((start.unwrap_or(q.range.start), topic.clone()));
            topic
        };
        if let Some(topic) = topic
            .filter(|t| draft.indicator.as_ref().is_some_and(|r| r.start > t.end && !holds(s.slice(r), s.slice(t))))
        {
            draft.scope = Some(Scope::Written(topic));
            draft.rules.push("scope.topic");
        } else if let Some(body) = grammar.body_before(s, draft) {
            draft.scope = Some(Scope::Written(body));
            draft.rules.push("scope.body_before");
        }
    }
}

/// Whether words hold other words: 高速公路通车里程 says whose it is.
fn holds(words: &[char], part: &[char]) -> bool {
    words.windows(part.len()).any(|w| w == part)
}

/// Where the stretch that holds `at` begins: behind the last semicolon or full stop, if one is near.
fn stretch(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let floor = at.saturating_sub(super::REACH);
    let mark = s.slice(&(floor..at)).iter().rposition(|c| matches!(c, ';' | '。'));
    mark.map(|i| floor + i + 1).or_else(|| (floor == 0).then_some(0))
}

impl Grammar {
    /// The noun that is all of the first clause from `start`: 高速公路,开工2条,建成3条; 油料作物:面积达到….
    fn bare(&self, s: &Sentence<'_>, start: usize) -> Option<Range<usize>> {
        let start = if start == 0 { crate::label::after_label(s.text) } else { start };
        let mark = (start..s.text.len().min(start + PLACES + 1)).find(|i| super::is_clause_mark(s.text[*i]))?;
        if s.text[mark] == ',' && Self::are_places(s, start..mark) {
            return Some(start..mark);
        }
        let longest = match s.text[mark] {
            ',' => TOPIC,
            ':' => LABEL,
            _ => return None,
        };
        let whole = start..mark;
        if whole.len() < 2 || whole.len() > longest || s.number_in(whole.clone()) || s.in_time(&whole) {
            return None;
        }
        let words = s.slice(&whole);
        let work = WORK.iter().find(|w| words.ends_with(w) && words.len() > w.len() + 1);
        let noun = &words[..words.len() - work.map_or(0, |w| w.len())];
        let named = self.words.topics.find(noun, 0).is_some_and(|(n, ())| n == noun.len());
        named.then_some(whole)
    }

    /// Whether words are no more than places, and how many of what sort they are: 云泽、云岭和云河三个县.
    fn are_places(s: &Sentence<'_>, range: Range<usize>) -> bool {
        let sorts: &[&[char]] = &[
            &['自', '治', '区'],
            &['省', '市'],
            &['省', '区'],
            &['地', '区'],
            &['县', '区'],
            &['国', '家'],
            &['城', '市'],
        ];
        let mut at = range.start;
        let mut places = 0;
        while at < range.end {
            if let Some(place) = s.place_from(at).filter(|p| p.range.end <= range.end) {
                at = place.range.end;
                places += 1;
            } else if places == 0 {
                return false;
            } else if let Some(sort) = sorts.iter().find(|w| s.slice(&(at..range.end)).starts_with(w)) {
                at += sort.len();
            } else if matches!(
                s.text[at],
                '、' | '和' | '及' | '等' | '个' | '省' | '市' | '县' | '区' | '旗' | '州' | '两'
            ) || crate::number::is_numeral(s.text[at])
            {
                at += 1;
            } else {
                return false;
            }
        }
        places > 0
    }

    /// The body that the clause before is told of, where a measure opens the clause of the figure: 云泽港集团提质增效,高端产品占比达….
    fn body_before(&self, s: &Sentence<'_>, draft: &Draft) -> Option<Range<usize>> {
        let name = draft.indicator.clone()?;
        let clause = s.clause_start(name.start);
        let mark = clause.checked_sub(1).filter(|m| s.text[*m] == ',')?;
        let start = s.clause_start(mark);
        if s.number_in(start..mark) {
            return None;
        }
        let body = self.named_body(s, start, mark)?;
        let measure = s.text[name.end - 1] == '率' || self.is_measure(s, &name);
        (measure && self.skip_openers(s, clause, name.start).0 >= name.start).then_some(body)
    }

    /// The body with a name of its own that opens a clause and of which something is said.
    fn named_body(&self, s: &Sentence<'_>, start: usize, mark: usize) -> Option<Range<usize>> {
        let (at, area) = self.skip_openers(s, start, mark);
        let from = area.filter(|a| a.end == at).map_or(at, |a| a.start);
        let roof = mark.min(from + TOPIC);
        let end = (from + 3..roof).find(|p| {
            self.words.firms.find_before(s.text, *p).is_some_and(|(n, ())| *p > from + n)
                && (from..*p)
                    .all(|i| self.words.whole_from(s.text, i) <= p - i && self.names.longest(s.text, i) <= p - i)
        })?;
        let plain = !s.text[from..end]
            .iter()
            .any(|c| matches!(c, '、' | '的' | '和' | '与' | '及' | '等' | '在' | '(' | '拿' | '以'))
            && (from..end).all(|i| self.words.edge(s.text, i).is_none_or(|(n, _)| n < 2))
            && !matches!(s.text[end], '、' | '和' | '与' | '及' | '等' | '的' | '群' | '建');
        plain.then_some(from..end)
    }
}
