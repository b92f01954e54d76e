//! Whose an indicator is: the body or the subject that stands before it.

use super::{Draft, Grammar, Scope, Sentence};
use std::ops::Range;

impl Grammar {
    /// Whether a number counts those for whom something is done: 服务站为30万群众提供….
    pub(super) fn served(&self, s: &Sentence<'_>, draft: &Draft, noun: &Range<usize>) -> bool {
        let before = s.slice(&(draft.left.rest..s.quantities[draft.quantity].range.start));
        matches!(before.first(), Some('为' | '向' | '对' | '让' | '使'))
            && self.words.verb(s.text, noun.end).is_some_and(|(_, e)| e.deed)
    }

    /// Whether an indicator is somebody's: 增加值, 占总人口的比重.
    pub(super) fn dependent(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        let words = s.slice(name);
        words.first() == Some(&'占') || self.words.dependent.find(words, 0).is_some_and(|(len, ())| len == words.len())
    }

    /// Whose indicator it is: what the figure before measures, or the subject of the clause before.
    pub(super) fn owner(&self, s: &Sentence<'_>, before: Option<&Draft>, name: &Range<usize>) -> Option<Scope> {
        let clause = s.clause_start(name.start);
        if let Some(last) = before
            && let Some(measured) = &last.indicator
            && !s.slice(&(measured.end.min(name.start)..name.start)).contains(&';')
        {
            let own = self.dependent(s, measured);
            return if own { last.scope.clone() } else { Some(Scope::Written(measured.clone())) };
        }
        (clause > 0 && s.text[clause - 1] == ',')
            .then(|| {
                let start = s.clause_start(clause - 1);
                let (at, _) = self.skip_openers(s, start, clause - 1);
                self.subject(s, at, clause - 1, false)
            })
            .flatten()
            .map(Scope::Written)
    }

    /// Whether words say where or whom: they end in a place, a body, a population, a facility.
    pub(super) fn is_scope(&self, s: &Sentence<'_>, range: Range<usize>) -> bool {
        s.place_to(range.end).is_some()
            || self.words.areas_before.find_before(s.text, range.end).is_some()
            || self.words.scope_tails.find_before(s.text, range.end).is_some_and(|(n, ())| range.end >= range.start + n)
            || s.text.get(range.end - 1) == Some(&'”')
    }

    /// Where the body ends whose indicator the rest of `range` is. What is left has to be an indicator, and not the body's
    /// number (规上企业数量) or a part of a longer word (企业年金).
    pub(super) fn body(&self, s: &Sentence<'_>, range: Range<usize>) -> Option<usize> {
        let text = s.text;
        let (at, end) = (range.start, range.end);
        let found = (at + 4..end.saturating_sub(1)).find(|p| {
            self.words.bodies.find_before(text, *p).is_some_and(|(n, ())| {
                let whole = (1..=n).any(|back| {
                    let from = p - back;
                    from >= at && (self.words.whole_from(text, from) > back || self.names.longest(text, from) > back)
                });
                p - n > at && !whole
            })
        })?;
        let rest = &text[found..end];
        let plain =
            !text[at..found].iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '占' | '的' | '每' | '“' | '('))
                && !matches!(text[at], '为' | '对' | '在' | '向' | '有')
                && (at..found).all(|i| self.words.edge(text, i).is_none_or(|(n, _)| n < 2));
        let name = rest.len() >= 3
            && !matches!(rest[0], '和' | '与' | '及' | '或' | '等')
            && !rest.iter().any(|c| matches!(c, '、' | '”' | ')'))
            && (!rest.contains(&'占') || rest.ends_with(&['比', '重']));
        let counts = matches!(
            rest,
            ['总' | '户' | '家' | '个' | '人', '数']
                | ['数', ..]
                | [.., '数', '量']
                | [.., '总', '数']
                | [.., '占', '比']
        );
        let known = self.names.longest(text, at) > found - at;
        (plain && name && !counts && !known && self.words.edge(text, found).is_none()).then_some(found)
    }

    /// The subject that is left of `range` when the verb and its adverbs at the end are taken off.
    pub(super) fn subject_of(&self, s: &Sentence<'_>, range: Range<usize>) -> Option<Range<usize>> {
        let mut end = range.end;
        while let Some((len, _)) =
            self.words.deeds_before.find_before(s.text, end).filter(|(n, _)| end >= range.start + n)
        {
            end -= len;
        }
        let (at, _) = self.skip_openers(s, range.start, end);
        (end >= at + 2 && end <= at + 16 && self.is_scope(s, at..end)).then_some(at..end)
    }

    /// The subject before a verb in `from..cut`: 伊利、蒙牛两家乳企预计实现…. Where it is not `sure` that the figure is
    /// somebody's, it has to look like a place or a body.
    pub(super) fn subject(&self, s: &Sentence<'_>, from: usize, cut: usize, sure: bool) -> Option<Range<usize>> {
        // 中央财政五年累计补助…: a time is no part of it.
        let cut = s.time_to(cut).map_or(cut, |t| t.range.start.max(from));
        // Up to the first verb; several bodies joined by 、 are one subject.
        let end = (from..cut).find(|at| self.words.verb(s.text, *at).is_some()).unwrap_or(cut);
        (end >= from + 2
            && end <= from + 16
            && self.words.edge(s.text, from).is_none()
            && (sure || self.is_scope(s, from..end)))
        .then_some(from..end)
    }
}
