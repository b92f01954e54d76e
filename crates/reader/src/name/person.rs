//! People with their posts: 市委书记林远山指出, 林远山同志; and later in the same text, 林远山强调.

use super::words::Head;
use super::{Found, Lead, Names, OPENERS, is_letter};
use crate::charset::is_han;
use crate::reading::NameClass;
use crate::repair::is_surname;
use std::ops::Range;

impl Names<'_> {
    /// A post at `at`, and the people whose names stand behind it.
    pub(super) fn post(&mut self, at: usize, len: usize) -> Option<usize> {
        let end = at + len;
        if self.lead.range.end != at
            && let Some(rank) = at.checked_sub(1)
            && matches!(self.lexicon.heads.find(self.text, rank), Some((1, Head::Territory(_))))
            && let Some(start) = self.unlisted(rank)
        {
            self.leads(start..at);
        }
        self.leads(at..end);
        self.lead.post = true;
        let post = self.lead.range.clone();
        let mut after = None;
        let mut from = end;
        while let Some(name_end) = self.name_at(from, from > end) {
            self.person(from..name_end, Some(post.clone()));
            after = Some(name_end);
            // 副市长林远山、叶知秋: one post for several.
            if self.text.get(name_end) != Some(&'、') {
                break;
            }
            from = name_end + 1;
        }
        after.or_else(|| self.before_post(at)).or(Some(end))
    }

    /// The person whose name stands right before the post at `at`.
    pub(super) fn before_post(&mut self, at: usize) -> Option<usize> {
        if self.found.last().is_some_and(|last| last.range.end == at) {
            return None;
        }
        let len = self.lexicon.behind.find(self.text, at).map(|(len, ())| len)?;
        let post = at..at + len;
        let comrade = self.is_comrade(&post);
        let start = [3, 2, 4].into_iter().filter_map(|len| at.checked_sub(len)).find(|start| {
            let before = start.checked_sub(1).and_then(|i| self.text.get(i));
            let marked = before.is_none_or(|c| !is_letter(*c));
            let opened = marked || comrade && at - start > 2 && self.opens(*start);
            // 高举毛|主席: a surname alone stands before the post.
            let whole = comrade || self.text.get(at - 1..at).is_none_or(|c| self.surname(c).is_none());
            opened && whole && self.is_name(*start, at)
        })?;
        self.person(start..at, (!comrade).then_some(post.clone()));
        Some(post.end)
    }

    /// A person of history.
    pub(super) fn historic(&mut self, at: usize, len: usize) -> Option<usize> {
        let end = at + len;
        if self.lexicon.person_not.find(self.text, end).is_some() {
            return None;
        }
        let behind = self.lexicon.behind.find(self.text, end).map(|(len, ())| end..end + len);
        let mut name = Found::new(at..end, NameClass::Person);
        name.post = behind.filter(|post| !self.is_comrade(post));
        self.keep(name);
        self.lead = Lead::default();
        Some(end)
    }

    /// A person whom the text named before.
    pub(super) fn known_person(&mut self, at: usize) -> Option<usize> {
        if self.known.is_empty() || !self.stands_apart(at) {
            return None;
        }
        let end = [4, 3, 2]
            .into_iter()
            .map(|len| at + len)
            .find(|end| self.text.get(at..*end).is_some_and(|name| self.known.is_person(name)) && self.is_edge(*end))?;
        if self.lexicon.person_not.find(self.text, end).is_some() {
            return None;
        }
        let behind = self.lexicon.behind.find(self.text, end).map(|(len, ())| end..end + len);
        let post = behind.filter(|post| !self.is_comrade(post));
        self.person(at..end, post);
        Some(end)
    }

    fn person(&mut self, range: Range<usize>, post: Option<Range<usize>>) {
        if let Some(name) = self.text.get(range.clone()) {
            self.known.add_person(name, &self.lexicon.filter);
        }
        let mut name = Found::new(range, NameClass::Person);
        name.post = post;
        self.keep(name);
        self.lead = Lead::default();
    }

    /// 同志 is no post.
    fn is_comrade(&self, range: &Range<usize>) -> bool {
        self.text.get(range.clone()) == Some(&['同', '志'])
    }

    /// Where the name of a person that begins at `at` ends. `marked`: only where a mark stands behind it, or the end.
    fn name_at(&self, at: usize, marked: bool) -> Option<usize> {
        if let Some(end) = self.dotted(at) {
            return Some(end);
        }
        [3, 2, 4].into_iter().map(|len| at + len).find(|end| {
            let edge = if marked { self.is_mark(*end) || self.speaks(*end) > 1 } else { self.is_edge(*end) };
            // 林远|在 rather than 林远在, where both could be.
            let longer = *end > at + 2 && self.speaks(*end - 1) > 0 && self.is_name(at, *end - 1);
            edge && !longer && self.is_name(at, *end)
        })
    }

    /// A name in two parts: 叶尔肯·阿山.
    fn dotted(&self, at: usize) -> Option<usize> {
        let first = self.text.get(at..)?.iter().take(8).take_while(|c| is_han(**c)).count();
        let dot = at + first;
        if !(2..=7).contains(&first) || self.text.get(dot) != Some(&'·') {
            return None;
        }
        (dot + 2..=dot + 8).find(|end| {
            self.text.get(dot + 1..*end).is_some_and(|part| part.len() >= 2 && part.iter().all(|c| is_han(*c)))
                && self.is_edge(*end)
        })
    }

    /// Whether `start..end` can be the name of a person: a surname, and one or two characters.
    fn is_name(&self, start: usize, end: usize) -> bool {
        let Some(name) = self.text.get(start..end) else { return false };
        let Some(surname) = self.surname(name) else { return false };
        let given = name.len().saturating_sub(surname);
        (1..=2).contains(&given)
            && name.iter().all(|c| is_han(*c))
            && self.lexicon.person_common.find(name, 0).is_none()
            && !name.iter().skip(surname).any(|c| "的了是和与等在、及把被将".contains(*c))
    }

    /// The length of the family name that `name` begins with.
    fn surname(&self, name: &[char]) -> Option<usize> {
        let own = self.lexicon.surnames.find(name, 0).map(|(len, ())| len);
        own.or_else(|| name.first().filter(|c| is_surname(**c)).map(|_| 1))
    }

    /// Whether a name may end at `end`: a mark stands there, or a word that follows names.
    fn is_edge(&self, end: usize) -> bool {
        self.is_mark(end) || self.speaks(end) > 0
    }

    fn is_mark(&self, end: usize) -> bool {
        self.text.get(end).is_none_or(|c| !is_letter(*c) && *c != '·')
    }

    fn speaks(&self, end: usize) -> usize {
        self.lexicon.speaks.find(self.text, end).map_or(0, |(len, ())| len)
    }

    /// Whether no letter stands right before `at`, but for a word of joining.
    fn stands_apart(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|i| self.text.get(i)).is_none_or(|c| !is_letter(*c) || OPENERS.contains(*c))
    }
}
