//! The text as it was meant, made from the text as it was printed.
//!
//! A page is mended in steps, each in a file of its own: signs that stand for line ends are lifted ([`escape`]), lines are cut and measured (`line`), rows of two columns
//! parted (`columns`), furniture and captions
//! found ([`furniture`], [`running`], [`caption`]), what machinery left, stray Latin and signs of notes cut out ([`machine`], [`latin`],
//! [`reference`]), lines of two columns put in their order ([`weave`]), halves of
//! sentences and of titles joined ([`join`], [`title`]), passages
//! printed twice and fragments left out ([`repeat`], [`fragment`]), and what single characters show is listed
//! ([`marks`]). Nothing is rewritten: a [`Block`] is a list of pieces of the original, a [`Repair`] says what was done.
//!
//! Words and odds: `lexicon/zh/page.txt`. Examples: `suite/repair/`.

mod caption;
mod columns;
mod cut;
mod escape;
mod flat;
mod fragment;
mod furniture;
mod heading;
mod join;
mod latin;
mod line;
mod machine;
mod marks;
mod page;
mod reference;
mod repeat;
mod report;
mod running;
mod seam;
#[cfg(test)]
mod suite;
#[cfg(test)]
mod tear;
mod title;
mod view;
mod weave;
mod wrap;

use crate::reading::{Caption, Repair};
use crate::signs::Row;
use crate::span::{Span, Spans};
use cut::{Cut, Why};
pub(crate) use escape::lift;
pub(crate) use line::is_line_end;
use line::{Line, Role};
pub(crate) use marks::SHOWS;
pub(crate) use page::is_surname;
pub(crate) use report::shorten;
use std::ops::Range;
pub(crate) use view::view;

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BlockKind {
    /// Running text: sentences.
    Paragraph,
    /// A line that heads what follows (a Markdown `#`, 一、, （二）, 第三章, a short line without a full stop …).
    Heading,
}

/// One paragraph or heading after mending, as the pieces of the original that make it, in reading order.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) pieces: Spans,
}

/// The mended order of a text. Every character of the original is in a block, in a repair that left it out, in a
/// caption, or blank.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mended {
    pub(crate) blocks: Vec<Block>,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) captions: Vec<Caption>,
}

/// A block in the making: lines joined, cuts taken out.
#[derive(Debug)]
struct Draft {
    kind: BlockKind,
    /// Pieces of the original, one per line or less.
    pieces: Vec<Range<usize>>,
    /// Index of its last line, to know its neighbours.
    lines: Range<usize>,
}

/// Finds what the page did to the text. `original` and `folded` have the same length.
pub(crate) fn mend(original: &[char], folded: &[char], looks: Row<'_>) -> Mended {
    let mut mended = Mended::default();
    let mut lines = line::lines(original, folded, looks);
    let mut woven = columns::part(&mut lines, original, folded);
    let mut cuts: Vec<Cut> = Vec::new();
    fragment::shreds(&mut lines, folded, &mut cuts);
    mended.captions = apart(caption::mark(&mut lines, original, folded, &mut cuts));
    furniture::mark(&mut lines, original, folded, &mut cuts);
    running::mark(&mut lines, folded);
    woven.extend(weave::mark(&mut lines, folded));
    woven.sort_unstable();
    latin::mark(&lines, folded, &mut cuts);
    reference::mark(&lines, folded, &mut cuts);
    cuts.sort_by_key(|c| c.at.start);

    let mut joins = join::joins(&lines, folded);
    title::mark(&lines, folded, &mut joins.continues);
    let (mut drafts, seams) = assemble(&lines, &joins, &cuts, folded);
    report::lines(&lines, original, &mut mended);
    report::cuts(&cuts, original, &mut mended);
    report::seams(&seams, &lines, &joins, &woven, original, folded, &mut mended);
    let repeated = drop_repeats(&mut drafts, original, folded, looks, &mut mended);
    let torn = joins.torn || repeated;
    drop_fragments(&mut drafts, original, folded, torn, &mut mended);

    for draft in &drafts {
        marks::list(&draft.pieces, original, folded, looks, &mut mended.repairs);
    }
    marks::hidden(looks, &mut mended.repairs);
    mended.blocks = drafts
        .into_iter()
        .map(|d| Block {
            kind: d.kind,
            pieces: d.pieces.into_iter().map(|p| Span::new(p.start as u32, p.end as u32)).collect(),
        })
        .collect();
    mended.repairs.sort_by_key(|r| r.spans.first().map_or(0, |s| s.start()));
    mended
}

/// Lists what single characters of a passage show that is not mended, such as a table.
pub(crate) fn list_marks(at: Span, original: &[char], folded: &[char], looks: Row<'_>, out: &mut Vec<Repair>) {
    marks::list(std::slice::from_ref(&at.range()), original, folded, looks, out);
    let first = out.len();
    marks::hidden(looks.part(at.range()), out);
    for repair in out.iter_mut().skip(first) {
        let spans = repair.spans.iter();
        repair.spans = spans.map(|span| Span::new(span.start() + at.start(), span.end() + at.start())).collect();
    }
}

/// Captions in order of place, without those that lie in another: a credit within the words of the next picture.
fn apart(mut captions: Vec<Caption>) -> Vec<Caption> {
    let extent = |c: &Caption| (c.spans.first().map_or(0, |s| s.start()), c.spans.last().map_or(0, |s| s.end()));
    captions.sort_by_key(|c| (extent(c).0, u32::MAX - extent(c).1));
    let mut read = 0;
    captions.retain(|c| {
        let (start, end) = extent(c);
        let free = start >= read;
        read = read.max(end);
        free
    });
    captions
}

/// Joined lines as blocks, with the seams of each: pairs of line indices.
fn assemble(
    lines: &[Line],
    joins: &join::Joins,
    cuts: &[Cut],
    folded: &[char],
) -> (Vec<Draft>, Vec<Vec<(usize, usize)>>) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut breaks: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut from = 0;
    let mut last = 0;
    for (i, line) in lines.iter().enumerate() {
        if matches!(line.role, Role::Caption | Role::Furniture | Role::Shred) {
            continue;
        }
        let continues = joins.continues.get(i).copied().unwrap_or(false);
        match (drafts.last_mut(), breaks.last_mut()) {
            (Some(draft), Some(pairs)) if continues => {
                cut::remains(line.at.clone(), cuts, &mut from, |p| draft.pieces.push(p));
                draft.lines.end = i + 1;
                pairs.push((last, i));
                // Two halves of a heading are a heading; with a sentence's end they are a paragraph.
                if line::ended(line.text(folded)) || line.has_stop || pairs.len() > 2 {
                    draft.kind = BlockKind::Paragraph;
                }
            }
            _ => {
                let after = lines.get(i + 1..).unwrap_or_default().iter();
                let after = after.filter(|l| !matches!(l.role, Role::Caption | Role::Furniture | Role::Shred));
                let heading = heading::is_heading(line, folded, after);
                let kind = if heading { BlockKind::Heading } else { BlockKind::Paragraph };
                let mut pieces = Vec::with_capacity(1);
                cut::remains(line.at.clone(), cuts, &mut from, |p| pieces.push(p));
                if !pieces.is_empty() {
                    drafts.push(Draft { kind, pieces, lines: i..i + 1 });
                    breaks.push(Vec::new());
                }
            }
        }
        last = i;
    }
    for draft in &mut drafts {
        draft.pieces.retain_mut(|p| {
            furniture::shrink(p, folded);
            p.start < p.end
        });
    }
    drafts.retain(|d| !d.pieces.is_empty());
    (drafts, breaks)
}

/// Paragraphs behind a broken one among which its lost end is looked for.
const NEARBY: usize = 2;

/// Leaves passages out that were printed twice; says whether there were any.
fn drop_repeats(
    drafts: &mut Vec<Draft>,
    original: &[char],
    folded: &[char],
    looks: Row<'_>,
    mended: &mut Mended,
) -> bool {
    let flat = flat::Flat::of(drafts, folded, looks);
    let mut gone: Vec<Cut> = Vec::new();
    for repeat in repeat::repeats(&flat) {
        let (left_out, kept) = if repeat.whole {
            (repeat.later.clone(), repeat.first.clone())
        } else {
            // Both prints begin in mid-sentence. Where the lost end of the true sentence lies about behind one of
            // them, that print is the wrong one; otherwise it is a formula of the writer.
            let broken = |print: &Range<usize>| {
                let paragraph = flat.paragraph(print.start);
                let from = flat.draft(paragraph).saturating_add(1);
                print.end >= flat.extent(paragraph).end
                    && drafts.get(from..).unwrap_or_default().iter().take(NEARBY).any(|d| match d.pieces.as_slice() {
                        [p] if p.len() <= 60 => fragment::is_fragment(folded.get(p.clone()).unwrap_or_default(), true),
                        _ => false,
                    })
            };
            if broken(&repeat.first) {
                (repeat.first.clone(), repeat.later.clone())
            } else if broken(&repeat.later) {
                (repeat.later.clone(), repeat.first.clone())
            } else {
                continue;
            }
        };
        let places = flat.original(left_out.clone(), folded);
        report::repeat(&places, &flat.original(kept, folded), &repeat, original, mended);
        gone.extend(places.into_iter().map(|at| Cut { at, why: Why::Repeated }));
    }
    if gone.is_empty() {
        return false;
    }
    gone.sort_by_key(|c| c.at.start);
    let mut from = 0;
    for draft in drafts.iter_mut() {
        let mut pieces = Vec::with_capacity(draft.pieces.len());
        for piece in draft.pieces.drain(..) {
            cut::remains(piece, &gone, &mut from, |p| pieces.push(p));
        }
        pieces.retain_mut(|p: &mut Range<usize>| {
            furniture::shrink(p, folded);
            p.start < p.end
        });
        draft.pieces = pieces;
    }
    drafts.retain(|d| !d.pieces.is_empty());
    true
}

/// Leaves out the fragments of lost sentences and shredded headlines.
fn drop_fragments(drafts: &mut Vec<Draft>, original: &[char], folded: &[char], torn: bool, mended: &mut Mended) {
    // The only line of a text is the text.
    if drafts.len() == 1 {
        return;
    }
    drafts.retain(|draft| {
        let [piece] = draft.pieces.as_slice() else { return true };
        if piece.len() > 60 {
            return true;
        }
        let text = folded.get(piece.clone()).unwrap_or_default();
        let why = match draft.kind {
            BlockKind::Heading if fragment::is_shredded(text) => Why::Shred,
            BlockKind::Paragraph if fragment::is_fragment(text, torn) => Why::Fragment,
            _ => return true,
        };
        report::cuts(&[Cut { at: piece.clone(), why }], original, mended);
        false
    });
}
