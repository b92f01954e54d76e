//! What was done, in words: the repairs that a person is shown.

use super::Mended;
use super::cut::{Cut, Why};
use super::join::Joins;
use super::line::{Line, Role, ended, is_comma, is_final};
use super::repeat::Repeat;
use crate::note::Note;
use crate::reading::{Repair, RepairKind};
use crate::span::Span;
use crate::view::is_dropped;
use std::ops::Range;

/// The longest text of a repair; longer ones are shortened in the middle.
const LONGEST: usize = 80;
/// Characters of a joined clause shown on each side of the seam.
const SIDE: usize = 20;
/// A paragraph with more seams than this is listed once.
const SEAMS: usize = 3;

/// `text` with its middle left out where it is long.
pub(crate) fn shorten(text: &str) -> String {
    let chars: Vec<char> = text.chars().take(LONGEST * 4).collect();
    let all = if chars.len() < LONGEST * 4 { chars.len() } else { text.chars().count() };
    if all <= LONGEST {
        return text.to_owned();
    }
    let half = LONGEST / 2;
    let head = chars.iter().take(half);
    let mut tail: Vec<char> = text.chars().rev().take(half - 1).collect();
    tail.reverse();
    head.copied().chain(['…']).chain(tail).collect()
}

fn span(at: &Range<usize>) -> Span {
    Span::new(at.start as u32, at.end as u32)
}

fn words(at: &Range<usize>, original: &[char]) -> String {
    let chars = original.get(at.clone()).unwrap_or_default();
    let flat = |c: &char| if super::line::is_line_end(*c) { ' ' } else { *c };
    if chars.len() <= LONGEST {
        return chars.iter().map(flat).collect();
    }
    let half = LONGEST / 2;
    let tail = chars.get(chars.len() - half + 1..).unwrap_or_default();
    chars.iter().take(half).map(flat).chain(['…']).chain(tail.iter().map(flat)).collect()
}

/// Lists the lines that are furniture, and captions that stood between two halves of a sentence.
pub(super) fn lines(lines: &[Line], original: &[char], mended: &mut Mended) {
    let mut last: Option<usize> = None;
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.role == Role::Furniture && !l.at.is_empty()) {
        // Furniture that stands together is one thing.
        if let (Some(before), Some(repair)) = (last, mended.repairs.last_mut())
            && before + 1 == i
            && repair.spans.len() < 64
        {
            repair.spans.push(span(&line.at));
            if repair.text.chars().count() < LONGEST {
                let more = format!("{} / {}", repair.text, words(&line.at, original));
                repair.text = shorten(&more);
            }
        } else {
            mended.repairs.push(Repair {
                kind: RepairKind::Furniture,
                text: words(&line.at, original),
                spans: span(&line.at).into(),
                note: Note::Furniture,
                candidate: None,
            });
        }
        last = Some(i);
    }
}

/// Lists what was cut out.
pub(super) fn cuts(cuts: &[Cut], original: &[char], mended: &mut Mended) {
    // Where each of these is listed, and all places of it.
    let mut all: [(Why, Option<usize>, Vec<Span>); 2] = [Why::Gloss, Why::Reference].map(|why| (why, None, Vec::new()));
    for cut in cuts {
        let (note, candidate) = match cut.why {
            Why::Caption(_) => (Note::Caption, None),
            Why::Furniture => (Note::Signpost, None),
            Why::Stray(is) => (Note::Latin, is),
            Why::Gloss => (Note::Gloss, None),
            Why::Reference => (Note::Reference, None),
            Why::Repeated => continue,
            Why::Fragment => (Note::Fragment, None),
            Why::Shred => (Note::Shred, None),
        };
        // A page full of glosses is one fault, not a thousand, and so are the signs of its notes.
        if let Some((_, at, spans)) = all.iter_mut().find(|(why, ..)| *why == cut.why) {
            spans.push(span(&cut.at));
            if at.is_some() {
                continue;
            }
            *at = Some(mended.repairs.len());
        }
        mended.repairs.push(Repair {
            kind: cut.why.kind(),
            text: words(&cut.at, original),
            spans: span(&cut.at).into(),
            note,
            candidate: candidate.map(str::to_owned),
        });
    }
    for (_, at, spans) in all {
        if let Some(repair) = at.and_then(|at| mended.repairs.get_mut(at)) {
            repair.spans = spans.into();
        }
    }
}

/// Lists the sentences put together again. `seams` has the pairs of lines of each block, `woven` the lines that stood
/// elsewhere on the page.
pub(super) fn seams(
    seams: &[Vec<(usize, usize)>],
    lines: &[Line],
    joins: &Joins,
    woven: &[usize],
    original: &[char],
    folded: &[char],
    mended: &mut Mended,
) {
    for block in seams {
        let broken = |(a, _): &&(usize, usize)| lines.get(*a).is_some_and(|l| !ended(l.text(folded)));
        let many = block.len() > SEAMS;
        let mut spans = Vec::new();
        let mut first = String::new();
        for (a, b) in block.iter().filter(broken) {
            let (Some(above), Some(below)) = (lines.get(*a), lines.get(*b)) else { continue };
            let (left, right) = around(above, below, folded);
            let mut clause = String::new();
            let mut blank = false;
            let half = |at: &Range<usize>| original.get(at.clone()).unwrap_or_default().iter();
            for c in half(&left).chain(&[' ']).chain(half(&right)) {
                if is_dropped(*c) {
                    blank = true;
                    continue;
                }
                // Blanks stay between Latin words only.
                if blank && c.is_ascii_alphabetic() && clause.ends_with(|l: char| l.is_ascii_alphabetic() || l == ',') {
                    clause.push(' ');
                }
                blank = false;
                clause.push(*c);
            }
            if first.is_empty() {
                first.clone_from(&clause);
            }
            let woven = woven.binary_search(b).is_ok();
            if many && !woven {
                spans.extend([span(&left), span(&right)]);
                continue;
            }
            let between = lines.get(a + 1..*b).unwrap_or_default();
            let note = if woven {
                Note::Woven
            } else if between.iter().any(|l| l.role == Role::Caption) {
                Note::AroundCaption
            } else if below.apart || between.iter().any(|l| l.role == Role::Furniture) {
                Note::ByColumn
            } else {
                Note::ByLine
            };
            mended.repairs.push(Repair {
                kind: RepairKind::JoinedBreak,
                text: clause,
                spans: vec![span(&left), span(&right)].into(),
                note,
                candidate: None,
            });
        }
        if !spans.is_empty() {
            mended.repairs.push(Repair {
                kind: RepairKind::JoinedBreak,
                text: format!("{first}…"),
                note: Note::Breaks { fixed: joins.wrapped, count: spans.len() / 2 },
                spans: spans.into(),
                candidate: None,
            });
        }
    }
}

/// The clause around a seam, a piece on each side.
fn around(above: &Line, below: &Line, folded: &[char]) -> (Range<usize>, Range<usize>) {
    let stops = |c: char| is_comma(c) || is_final(c) || matches!(c, ';' | ':');
    let upper = above.text(folded);
    // The last character belongs to the clause even where it is a comma.
    let back = upper.iter().rev().skip(1).take(SIDE - 1).take_while(|c| !stops(**c)).count() + 1;
    let lower = below.text(folded);
    let ahead = lower.iter().take(SIDE).position(|c| stops(*c)).map_or(SIDE.min(lower.len()), |i| i + 1);
    let left = above.at.end - back.min(upper.len())..above.at.end;
    (left, below.at.start..below.at.start + ahead.min(lower.len()).max(1))
}

/// Lists a passage printed twice.
pub(super) fn repeat(
    left_out: &[Range<usize>],
    kept: &[Range<usize>],
    repeat: &Repeat,
    original: &[char],
    mended: &mut Mended,
) {
    let text: String = left_out.iter().map(|r| words(r, original)).collect();
    let place = kept.first().map_or(0, |r| r.start);
    let note = if repeat.whole { Note::Repeated { place, changed: repeat.changed } } else { Note::StrayEnd { place } };
    mended.repairs.push(Repair {
        kind: RepairKind::RepeatedPassage,
        text: shorten(&text),
        spans: left_out.iter().map(span).collect(),
        note,
        candidate: None,
    });
}
