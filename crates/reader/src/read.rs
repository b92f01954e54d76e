//! One text through all layers.

use crate::commitment::{self, Said};
use crate::facts::Found;
use crate::figure::{Grammar, Rejected, Sentence as Words, Writer};
use crate::fold::Fold;
use crate::lexicon::LexiconError;
use crate::quantity::Quantity;
use crate::reading::{CommitmentRole, Fact, Facts, Name, NameClass, Reading, Role, Sentence, Tense};
use crate::repair::{BlockKind, Mended, mend, view};
use crate::sentence::{Setting, split, tense};
use crate::time::{Anchor, Looking, Resolve};
use crate::view::{View, is_dropped};
use crate::{Note, Options, Repair, RepairKind, fault, outline, place, time};
use std::ops::Range;
use std::sync::OnceLock;

/// All lexicons, read once.
#[derive(Debug)]
pub(crate) struct Lexicons {
    pub(crate) grammar: Grammar,
    pub(crate) errors: Vec<LexiconError>,
}

impl Lexicons {
    pub(crate) fn get() -> &'static Self {
        static LEXICONS: OnceLock<Lexicons> = OnceLock::new();
        LEXICONS.get_or_init(|| {
            let (grammar, errors) = Grammar::load();
            Self { grammar, errors }
        })
    }
}

/// Reads a text: see [`crate::read`].
// The public call takes it by reference, as it will grow.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) fn read(text: &str, options: &Options) -> Reading {
    let fold = Fold::get();
    let original: Vec<char> = text.chars().collect();
    let folded: Vec<char> = original.iter().map(|c| fold.char(*c)).collect();
    let mended = mend(&original, &folded);
    let views = views(&mended, &original, &folded);
    let captions = captions(&mended, &original, &folded);
    let found = Found::new(&views);
    let (sections, section_of) = outline::outline(&mended.blocks, &views, &original, &found);
    let facts = found.facts(&views, &original);
    let known = options.date.or(facts.date.as_ref().map(|d| d.value));
    let (reviewed, planned) = (years(facts.period_reviewed.as_ref()), years(facts.period_planned.as_ref()));
    let resolve = Resolve::new(known, found.year, reviewed, planned);
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(views.len() + captions.len());
    for (index, (view, block)) in views.iter().zip(&mended.blocks).enumerate() {
        let stands = if block.kind == BlockKind::Heading { Stands::Heading } else { Stands::Paragraph };
        parts.push(Part { view, section: section_of.get(index).copied().flatten(), stands });
    }
    // A caption says something too: its words are read where they stand.
    parts.extend(captions.iter().map(|view| Part { view, section: None, stands: Stands::Caption }));
    parts.sort_by_key(|part| part.view.at.first().copied());
    let mut reader = Reader {
        lexicons: Lexicons::get(),
        original: &original,
        options,
        home: home(&facts, &views, resolve.year, fold),
        communique: found.is_communique(),
        anchor: Anchor { date: resolve.anchor(), reviewed, planned, looking: Looking::Neither },
        resolve,
        quantities: Vec::new(),
        rejected: Vec::new(),
        topic: None,
        progress: Progress { read: 0, whole: parts.iter().map(|part| part.view.len()).sum() },
        reading: Reading {
            facts,
            repairs: mended.repairs,
            outline: sections,
            captions: mended.captions,
            ..Reading::default()
        },
    };
    for part in &parts {
        reader.part(part);
    }
    let mut reading = reader.reading;
    // Doubts about places were found last.
    reading.repairs.sort_by_key(|r| r.spans.first().map_or(0, |s| s.start()));
    reading.contradictions = fault::contradictions(&reading, &folded);
    reading
}

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Paragraph,
    Heading,
    Caption,
}

/// A block or a caption, with the section it stands in.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    view: &'a View,
    section: Option<usize>,
    stands: Stands,
}

/// A document while it is read, part by part.
struct Reader<'a> {
    lexicons: &'static Lexicons,
    original: &'a [char],
    options: &'a Options,
    home: place::Home,
    communique: bool,
    anchor: Anchor,
    resolve: Resolve,
    /// Kept between sentences for its memory.
    quantities: Vec<Quantity>,
    rejected: Vec<Rejected>,
    /// What the first sentence of the paragraph sets up.
    topic: Option<CommitmentRole>,
    progress: Progress,
    reading: Reading,
}

/// How much of the text is read.
#[derive(Debug, Clone, Copy)]
struct Progress {
    read: usize,
    whole: usize,
}

impl Progress {
    /// Makes room in `list` for `more`, and for what the whole text will bring if it goes on as it began: a list that
    /// only doubled would be copied and held twice, and of a dense text it has gigabytes.
    fn room<T>(self, list: &mut Vec<T>, more: usize) {
        let needed = list.len() + more;
        if needed > list.capacity() {
            // What little was read says little yet.
            let expected = if self.read < self.whole / 64 {
                needed.saturating_mul(8)
            } else {
                let whole = needed as u128 * self.whole as u128 / self.read.max(1) as u128;
                usize::try_from(whole).unwrap_or(needed)
            };
            // Some more than expected, for texts are uneven.
            list.reserve_exact((expected + expected / 16).max(needed + needed / 2) - list.len());
        }
    }
}

impl Reader<'_> {
    fn part(&mut self, part: &Part<'_>) {
        let role = part.section.and_then(|i| self.reading.outline.get(i)).map(|s| s.role);
        self.anchor.looking = match role {
            Some(Role::Review | Role::Problems) => Looking::Back,
            Some(Role::Goals | Role::Tasks | Role::Principles | Role::Guidance) => Looking::Ahead,
            // A communiqué counts a year that is over.
            _ if self.communique => Looking::Back,
            _ => Looking::Neither,
        };
        let setting = Setting {
            role,
            communique: self.communique,
            heading: part.stands == Stands::Heading,
            year: self.resolve.year,
        };
        self.doubts(part.view);
        self.topic = None;
        for range in split(&part.view.chars) {
            let words = &part.view.chars[range.clone()];
            if !words.iter().all(|c| c.is_whitespace()) {
                // A picture shows what is, whatever is planned with it.
                let tense = match tense(words, &setting) {
                    Tense::Planned if part.stands == Stands::Caption => Tense::Done,
                    tense => tense,
                };
                self.sentence(part, range, tense);
            }
        }
    }

    fn sentence(&mut self, part: &Part<'_>, range: Range<usize>, tense: Tense) {
        let view = part.view;
        let words = &view.chars[range.clone()];
        let sentence = self.reading.sentences.len();
        let spans = view.spans(range.clone(), self.original);
        self.progress.read += range.len();
        self.progress.room(&mut self.reading.sentences, 1);
        self.reading.sentences.push(Sentence { spans, tense, section: part.section });
        self.quantities.clear();
        self.lexicons.grammar.scanner.scan(words, &mut self.quantities);
        let places = place::scan(words, &self.home);
        self.progress.room(&mut self.reading.names, places.len());
        for found in &places {
            let at = found.range.start + range.start..found.range.end + range.start;
            self.reading.names.push(Name {
                text: view.original_text(at.clone(), self.original),
                class: NameClass::Place,
                code: (!found.code.is_empty()).then(|| found.code.clone()),
                spans: view.spans(at, self.original),
            });
        }
        // A sentence without figures may name the years of the next.
        let mut times = time::scan(words, &self.anchor);
        self.resolve.settle(words, &mut times, tense, self.anchor.looking);
        if self.quantities.is_empty() && tense != Tense::Planned {
            return;
        }
        let s = Words { text: words, quantities: &self.quantities, times: &times, places: &places, tense };
        let writer = Writer {
            grammar: &self.lexicons.grammar,
            s: &s,
            view,
            original: self.original,
            offset: range.start,
            sentence,
            section: part.section,
            options: self.options,
        };
        let drafts = self.lexicons.grammar.explained(&s, &mut self.rejected);
        let role = part.section.and_then(|i| self.reading.outline.get(i)).map_or(Role::Other, |s| s.role);
        let said = Said {
            text: words,
            quantities: &self.quantities,
            drafts: &drafts,
            times: &times,
            places: &places,
            tense,
            role,
            first: range.start == 0,
            topic: self.topic,
        };
        let found = commitment::commitments(&said);
        if !found.is_empty() {
            let first_figure = self.reading.figures.len();
            let writer =
                commitment::Writer { view, original: self.original, offset: range.start, sentence, first_figure };
            self.reading.commitments.extend(found.iter().map(|f| writer.commitment(f)));
            if range.start == 0 {
                self.topic = found.first().map(|f| f.role);
            }
        }
        self.progress.room(&mut self.reading.figures, drafts.len());
        self.reading.figures.extend(drafts.into_iter().map(|draft| writer.figure(draft)));
        if writer.options.explain {
            self.rejected.sort_by_key(|r| r.quantity);
            self.reading.no_figures.extend(self.rejected.iter().map(|r| writer.no_figure(*r)));
        }
        self.rejected.clear();
    }

    /// Lists the names that are one character off a division of the region.
    fn doubts(&mut self, view: &View) {
        for doubt in place::doubts(&view.chars, &self.home) {
            self.reading.repairs.push(Repair {
                kind: RepairKind::Doubtful,
                text: view.original_text(doubt.range.clone(), self.original),
                spans: view.spans(doubt.range, self.original),
                note: Note::PlaceName,
                candidate: Some(doubt.candidate),
            });
        }
    }
}

fn views(mended: &Mended, original: &[char], folded: &[char]) -> Vec<View> {
    let of = |block| {
        let mut out = View::default();
        view(block, original, folded, &mut out);
        out
    };
    mended.blocks.iter().map(of).collect()
}

fn captions(mended: &Mended, original: &[char], folded: &[char]) -> Vec<View> {
    let of = |caption: &crate::Caption| {
        let mut view = View::default();
        for at in caption.spans.iter().flat_map(|s| s.range()).filter(|i| !is_dropped(original[*i])) {
            view.push(folded[at], at as u32);
        }
        view
    };
    mended.captions.iter().map(of).collect()
}

/// How many characters of a document tell what it is about.
const HEAD: usize = 20_000;

/// The divisions a document is about: from its title, or from the names in its first pages.
fn home(facts: &Facts, views: &[View], year: Option<i16>, fold: &Fold) -> place::Home {
    let title: Vec<char> = facts.title.iter().flat_map(|t| t.value.chars()).map(|c| fold.char(c)).collect();
    let plain = place::home(&title, &[], year);
    if !plain.codes.is_empty() {
        return plain;
    }
    let mut mentions = Vec::new();
    let mut read = 0;
    for view in views {
        mentions.extend(place::scan(&view.chars, &plain));
        read += view.len();
        if read > HEAD {
            break;
        }
    }
    place::home(&title, &mentions, year)
}

/// The years of a period written `start/end`.
fn years(fact: Option<&Fact>) -> Option<(i16, i16)> {
    let (start, end) = fact?.value.split_once('/')?;
    Some((start.get(..4)?.parse().ok()?, end.get(..4)?.parse().ok()?))
}
