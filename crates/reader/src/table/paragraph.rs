//! Who leads and who supports, in brackets behind the paragraphs of a task breakdown: …。（市水利局牵头，市财政局配合）
//!
//! The commitments of a paragraph's sentences get them; a paragraph that has none is one task, as a row of a table is.

use super::duty::Duty;
use super::task::{self, until};
use crate::read::Reader;
use crate::search;
use crate::span::Span;
use crate::view::View;
use std::ops::Range;

/// Without one of these no bracket names who answers.
const SIGNS: &[&str] = &["牵头", "责任单位", "责任部门", "负责", "主办", "承办"];
/// What they begin with.
const BEGIN: [char; 5] = ['牵', '责', '负', '主', '承'];

/// Whether a paragraph may tell duties: few do.
pub(crate) fn may_tell(view: &View) -> bool {
    let mut from = 0;
    view.chars.contains(&'(')
        && std::iter::from_fn(|| {
            let step = search::first(view.chars.get(from..)?, |c| search::any_of(c, BEGIN))?;
            from += step + 1;
            Some(from - 1)
        })
        .any(|at| SIGNS.iter().any(|sign| search::stands(&view.chars, at, sign)))
}

/// Reads the duties of a paragraph whose sentences begin at `first`.
pub(crate) fn read(view: &View, first: usize, reader: &mut Reader<'_>) {
    if !may_tell(view) {
        return;
    }
    let duties: Vec<_> =
        Duty::all(&view.chars).into_iter().filter(|(duty, _)| duty.said && !duty.leads.is_empty()).collect();
    if duties.is_empty() {
        return;
    }
    without_brackets(view, &duties, first, reader);
    let year = task::year(None, reader);
    let mut start = 0;
    for (duty, place) in duties {
        let words = task::trimmed(&view.chars, start..place.start);
        start = place.end;
        // What the page left of a torn paragraph says nothing.
        let said = view.chars.get(words.clone()).unwrap_or_default();
        if said.iter().filter(|c| c.is_alphanumeric()).count() >= 3 {
            give(view, words, &duty, first, year, reader);
        }
    }
}

/// Takes out what the grammar of sentences found inside the brackets: they say who and when, and promise nothing.
fn without_brackets(view: &View, duties: &[(Duty, Range<usize>)], first: usize, reader: &mut Reader<'_>) {
    let at = |index: usize| view.at.get(index).copied().unwrap_or_default();
    let brackets: Vec<(u32, u32)> = duties.iter().map(|(_, place)| (at(place.start), at(place.end - 1))).collect();
    let begin = reader.reading.commitments.partition_point(|c| c.sentence < first);
    let mut own = reader.reading.commitments.split_off(begin);
    own.retain(|c| {
        let from = begin_of(&c.spans);
        let near = brackets.partition_point(|(_, end)| *end < from);
        brackets.get(near).is_none_or(|(start, _)| from < *start)
    });
    reader.reading.commitments.append(&mut own);
}

/// Gives the commitments that stand in `words` their bodies and deadline, or makes one of them.
fn give(view: &View, words: Range<usize>, duty: &Duty, first: usize, year: Option<i16>, reader: &mut Reader<'_>) {
    let text = |range: &Range<usize>| view.original_text(range.clone(), reader.original);
    let leads: Vec<String> = duty.leads.iter().map(text).collect();
    let helps: Vec<String> = duty.helps.iter().map(text).collect();
    let deadline = duty.deadline.as_ref();
    let deadline = deadline.map(|range| until(view.chars.get(range.clone()).unwrap_or_default(), text(range), year));
    let last = words.end.checked_sub(1).and_then(|i| view.at.get(i));
    let (Some(from), Some(to)) = (view.at.get(words.start).copied(), last.copied()) else { return };
    let reading = &mut reader.reading;
    let begin = reading.commitments.partition_point(|c| c.sentence < first);
    let own = reading.commitments.get_mut(begin..).unwrap_or_default();
    let low = own.partition_point(|c| begin_of(&c.spans) < from);
    let high = own.partition_point(|c| begin_of(&c.spans) <= to);
    let own = own.get_mut(low..high.max(low)).unwrap_or_default();
    for commitment in own.iter_mut() {
        if commitment.who.is_none() {
            commitment.who = Some(leads.join("、"));
            commitment.support.clone_from(&helps);
        }
        if commitment.deadline.is_none() {
            commitment.deadline.clone_from(&deadline);
            commitment.measurable |= deadline.as_ref().is_some_and(|d| d.date.is_some());
        }
    }
    if !own.is_empty() {
        return;
    }
    let sentences = reading.sentences.get(first..).unwrap_or_default();
    let sentence = first + sentences.partition_point(|s| begin_of(&s.spans) <= from).saturating_sub(1);
    let begin = reading.figures.partition_point(|f| f.sentence < first);
    let figures = reading.figures.get(begin..).unwrap_or_default();
    let low = begin + figures.partition_point(|f| begin_of(&f.spans) < from);
    let high = begin + figures.partition_point(|f| begin_of(&f.spans) <= to);
    let duties = task::Duties { leads, helps, deadline, ..task::Duties::default() };
    task::push(view, words, duties, (low..high).collect(), None, sentence, year, reader);
}

fn begin_of(spans: &[Span]) -> u32 {
    spans.first().map_or(0, |s| s.start())
}
