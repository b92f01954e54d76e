//! The noun before a number: where it begins, and what stands before it that is no part of it.

mod behind;
mod head;
mod left_over;
mod verbs;
mod whose;

use super::{Grammar, Sentence};
use std::ops::ControlFlow;
use std::ops::Range;

/// A noun longer than this is told by its head.
const LONG: usize = 12;

/// A noun, and the scope that stands before it.
type Own = (Option<Range<usize>>, Option<Range<usize>>);

/// What is left of the words before a number, step by step.
struct Cut {
    at: usize,
    end: usize,
    scope: Option<Range<usize>>,
    /// Somebody who acts was named: a place behind is part of what for.
    acts: bool,
}

impl Grammar {
    /// The noun that `floor..rest` ends in, and the scope that stands before it.
    pub(super) fn own(&self, s: &Sentence<'_>, floor: usize, rest: usize) -> Own {
        let cut = match self.without_tail(s, floor, rest) {
            ControlFlow::Continue(end) => self.without_head(s, floor, end),
            ControlFlow::Break(own) => ControlFlow::Break(own),
        };
        let cut = match cut {
            ControlFlow::Continue(cut) => self.behind_verbs(s, cut),
            own @ ControlFlow::Break(_) => own,
        };
        let cut = match cut {
            ControlFlow::Continue(cut) => self.without_owner(s, cut),
            own @ ControlFlow::Break(_) => own,
        };
        let (noun, scope) = match cut {
            ControlFlow::Continue(cut) => self.if_noun(s, cut),
            ControlFlow::Break(own) => own,
        };
        // …、资金管控”5项机制: the end of a quotation is nobody.
        let torn = |r: &Range<usize>| s.slice(r).contains(&'”') && !s.slice(r).contains(&'“');
        let scope = scope.filter(|area| !torn(area));
        // “十强产业”、“四新”经济增加值: what is joined to the noun by a mark is part of it.
        match (noun, scope) {
            (Some(noun), Some(area)) if area.end == noun.start && s.text[noun.start] == '、' => {
                (Some(area.start..noun.end), None)
            }
            own => own,
        }
    }
}
