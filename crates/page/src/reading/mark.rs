//! What is marked in the original: the pieces of every mark in order of place, and the notes they lead to.

use super::Cited;
use super::block::{Block, leaves_out, seams};
use luoshi_reader::{CommitmentRole, Reading, RepairKind, SectionKind, Span};
use std::cmp::Reverse;

/// What a mark stands for. The order is that of nesting where two marks begin and end together: outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// A sentence: an anchor, nothing is shown.
    Sentence,
    /// Words that change what a paragraph is for: an anchor.
    Opener,
    /// A heading or a topic sentence within a paragraph.
    Heading,
    /// A fact about the document: an anchor.
    Fact,
    /// A picture's caption.
    Caption,
    /// A passage that was not read.
    LeftOut,
    /// A goal.
    Goal,
    /// Any other commitment.
    Commitment,
    /// What was mended.
    Repair,
    /// What is doubted.
    Doubtful,
    /// A passage that something rests on.
    Cited,
    /// A name.
    Name,
    /// The old value of a figure: 由58.3%.
    From,
    /// A figure.
    Figure,
    /// A figure with a doubt, or one that others contradict.
    DoubtedFigure,
    /// Blanks between two lines that were joined.
    Seam,
    /// A sentence goes on elsewhere: no characters, a sign.
    Onward,
    /// A sentence comes from elsewhere.
    Back,
}

/// A piece of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) sort: Sort,
    /// Index into the list of the reading that the mark is of.
    pub(super) index: usize,
    /// Which piece of the mark, from 0.
    pub(super) part: usize,
    /// The note whose number stands behind this piece: index into [`Marks::notes`].
    pub(super) note: Option<usize>,
}

/// What a note tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Figure,
    Commitment,
    Repair,
    Caption,
}

/// A note beside the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) of: Of,
    /// Index into that list of the reading.
    pub(super) index: usize,
    /// Its number, among figures and commitments together, among repairs, or among captions.
    pub(super) number: usize,
    /// Index of the block it stands beside.
    pub(super) block: usize,
    /// What sort of mark leads to it.
    pub(super) sort: Sort,
}

/// All marks and notes of a document.
#[derive(Debug)]
pub(super) struct Marks {
    /// In order of place; at one place the longer first.
    pub(super) pieces: Vec<Piece>,
    /// In order of block and number.
    pub(super) notes: Vec<Note>,
    /// For each name the block whose list of names has it.
    pub(super) names: Vec<usize>,
    /// For each passage that something rests on the block it ends in, with its index; in order of blocks.
    pub(super) resting: Vec<(usize, usize)>,
}

/// A mark before its pieces are put in order.
struct Draft {
    sort: Sort,
    index: usize,
    spans: Vec<Span>,
    of: Option<Of>,
    /// The number stands behind the first piece: the other pieces may be pages away.
    early: bool,
}

/// Gathers everything that is marked.
pub(super) fn marks(length: u32, blocks: &[Block], reading: &Reading, cited: &[Cited]) -> Marks {
    let block_of = |at: u32| blocks.partition_point(|b| b.start <= at).saturating_sub(1);
    let mut drafts = drafts(reading, blocks);
    for (index, cited) in cited.iter().enumerate() {
        drafts.push(Draft { sort: Sort::Cited, index, spans: cited.spans.clone(), of: None, early: false });
    }
    for draft in &mut drafts {
        clip(&mut draft.spans, length);
    }
    let ends = |d: &Draft| {
        let last = if d.early { d.spans.first() } else { d.spans.last() };
        last.map_or(length, |s| s.end())
    };
    let starts = |d: &Draft| d.spans.first().map_or(length, |s| s.start());
    let mut order: Vec<usize> = (0..drafts.len()).filter(|n| drafts.get(*n).is_some_and(|d| d.of.is_some())).collect();
    order.sort_by_key(|n| drafts.get(*n).map(|d| (ends(d), Reverse(starts(d)), d.of, d.index)));
    let mut counts = [0; 3];
    let mut notes = Vec::new();
    let mut note_of = vec![None; drafts.len()];
    for n in order {
        let Some((draft, of)) = drafts.get(n).and_then(|d| Some((d, d.of?))) else { continue };
        let count = match of {
            Of::Figure | Of::Commitment => &mut counts[0],
            Of::Repair => &mut counts[1],
            Of::Caption => &mut counts[2],
        };
        *count += 1;
        if let Some(slot) = note_of.get_mut(n) {
            *slot = Some(notes.len());
        }
        let (start, end) = (starts(draft), ends(draft));
        let block = block_of(if end > start { end - 1 } else { end });
        notes.push(Note { of, index: draft.index, number: *count, block, sort: draft.sort });
    }
    let mut pieces = Vec::new();
    for (draft, note) in drafts.iter().zip(note_of) {
        let last = if draft.early { 0 } else { draft.spans.len().saturating_sub(1) };
        for (part, span) in draft.spans.iter().enumerate() {
            let note = note.filter(|_| part == last);
            let (start, end) = (span.start(), span.end());
            pieces.push(Piece { start, end, sort: draft.sort, index: draft.index, part, note });
        }
    }
    continued(&mut pieces, reading, length, &block_of);
    pieces.sort_by_key(|p| (p.start, Reverse(p.end), p.sort, p.index, p.part));
    let last = |spans: &[Span]| spans.last().map_or(0, |s| s.end().min(length).saturating_sub(1));
    let names = reading.names.iter().map(|n| block_of(last(&n.spans))).collect();
    let mut resting: Vec<_> = cited.iter().enumerate().map(|(at, c)| (block_of(last(&c.spans)), at)).collect();
    resting.sort_unstable();
    Marks { pieces, notes, names, resting }
}

/// Leaves within the text what lies in it. A mark that has nothing there keeps its place, without characters.
fn clip(spans: &mut Vec<Span>, length: u32) {
    let first = spans.first().map_or(0, |s| s.start());
    let within = |at: u32| at.min(length);
    for span in spans.iter_mut() {
        *span = Span::new(within(span.start()), within(span.end()));
    }
    spans.retain(|s| !s.is_empty());
    if spans.is_empty() {
        spans.push(Span::new(within(first), within(first)));
    }
}

fn drafts(reading: &Reading, blocks: &[Block]) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut add = |sort, index, spans: &[Span], of, early| {
        out.push(Draft { sort, index, spans: spans.to_vec(), of, early });
    };
    for (n, sentence) in reading.sentences.iter().enumerate() {
        add(Sort::Sentence, n, &sentence.spans, None, false);
    }
    let mut shown_whole: Vec<usize> = blocks
        .iter()
        .filter_map(|b| match b.shape {
            super::block::Shape::Heading(n) => Some(n),
            _ => None,
        })
        .collect();
    // Blocks are in order of place, and so are the headings of any reader, but a page is made of whatever is given.
    shown_whole.sort_unstable();
    for (n, section) in reading.outline.iter().enumerate() {
        if !section.spans.is_empty() && shown_whole.binary_search(&n).is_err() {
            let sort = if section.kind == SectionKind::Opener { Sort::Opener } else { Sort::Heading };
            add(sort, n, &section.spans, None, false);
        }
    }
    for (n, spans) in facts(reading).into_iter().enumerate() {
        if let Some(spans) = spans.filter(|s| !s.is_empty()) {
            add(Sort::Fact, n, spans, None, false);
        }
    }
    for (n, caption) in reading.captions.iter().enumerate() {
        add(Sort::Caption, n, &caption.spans, Some(Of::Caption), false);
    }
    for (n, commitment) in reading.commitments.iter().enumerate() {
        let sort = if commitment.role == CommitmentRole::Goal { Sort::Goal } else { Sort::Commitment };
        add(sort, n, &commitment.spans, Some(Of::Commitment), false);
    }
    for (n, name) in reading.names.iter().enumerate() {
        add(Sort::Name, n, &name.spans, None, false);
    }
    let mut contradicted = vec![false; reading.figures.len()];
    for n in reading.contradictions.iter().flat_map(|c| &c.figures) {
        if let Some(slot) = contradicted.get_mut(*n) {
            *slot = true;
        }
    }
    for (n, (figure, contradicted)) in reading.figures.iter().zip(contradicted).enumerate() {
        let doubted = contradicted || !figure.doubts.is_empty();
        let sort = if doubted { Sort::DoubtedFigure } else { Sort::Figure };
        add(sort, n, &figure.spans, Some(Of::Figure), false);
        if let Some(from) = figure.from.as_ref().filter(|f| f.spans.iter().any(|s| !s.is_empty())) {
            add(Sort::From, n, &from.spans, None, false);
        }
    }
    repairs(reading, blocks, &mut out);
    out
}

fn repairs(reading: &Reading, blocks: &[Block], out: &mut Vec<Draft>) {
    let block_of = |at: u32| blocks.partition_point(|b| b.start <= at).saturating_sub(1);
    let joins: Vec<(usize, Span, Span)> = seams(reading).collect();
    let mut joins = joins.into_iter().peekable();
    for (n, repair) in reading.repairs.iter().enumerate() {
        let sort = match repair.kind {
            RepairKind::JoinedBreak => Sort::Seam,
            RepairKind::Doubtful => Sort::Doubtful,
            kind if leaves_out(kind) => Sort::LeftOut,
            RepairKind::StrayLatin => Sort::LeftOut,
            _ => Sort::Repair,
        };
        let mut spans = repair.spans.to_vec();
        if sort == Sort::Seam {
            let mut between = Vec::new();
            while let Some((_, above, below)) = joins.next_if(|(of, ..)| *of == n) {
                // Where something else stands between the halves, the sign stands at the end of the first.
                let apart = block_of(above.end().saturating_sub(1)) != block_of(below.start());
                let end = if apart { above.end() } else { below.start() };
                between.push(Span::new(above.end(), end));
            }
            spans = between;
        }
        let of = Some(Of::Repair);
        let kept = |s: &Span| !s.is_empty();
        if sort == Sort::Seam && !spans.iter().any(kept) {
            // Signs without characters are not kept apart by `clip`: one is enough.
            let first = spans.first().or(repair.spans.first()).map_or(0, |s| s.start());
            out.push(Draft { sort: Sort::Repair, index: n, spans: vec![Span::new(first, first)], of, early: true });
        } else {
            out.push(Draft { sort, index: n, spans, of, early: true });
        }
    }
}

/// The passages that state the facts, in the order in which the page lists them.
pub(super) fn facts(reading: &Reading) -> [Option<&[Span]>; 6] {
    let facts = &reading.facts;
    [
        facts.title.as_ref().map(|f| f.spans.as_slice()),
        facts.issuer.as_ref().map(|f| f.spans.as_slice()),
        facts.date.as_ref().map(|f| f.spans.as_slice()),
        facts.kind.as_ref().map(|f| f.spans.as_slice()),
        facts.period_reviewed.as_ref().map(|f| f.spans.as_slice()),
        facts.period_planned.as_ref().map(|f| f.spans.as_slice()),
    ]
}

/// Signs between the pieces of a sentence that stand in different blocks.
fn continued(pieces: &mut Vec<Piece>, reading: &Reading, length: u32, block_of: &impl Fn(u32) -> usize) {
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let mut spans = sentence.spans.to_vec();
        clip(&mut spans, length);
        for (part, pair) in spans.windows(2).enumerate() {
            let [above, below] = pair else { continue };
            if block_of(above.end().saturating_sub(1)) == block_of(below.start()) {
                continue;
            }
            let sign = |at, sort, part| Piece { start: at, end: at, sort, index, part, note: None };
            pieces.push(sign(above.end(), Sort::Onward, part));
            pieces.push(sign(below.start(), Sort::Back, part + 1));
        }
    }
}
