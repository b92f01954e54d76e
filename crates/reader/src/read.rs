//! One text through all layers.

use crate::commitment::{self, Commitments, Said};
use crate::facts::Found;
use crate::figure::{Draft, Grammar, Rejected, Sentence as Words, Writer};
use crate::fold::Fold;
use crate::look::Looks;
use crate::place::Begins;
use crate::quantity::Quantity;
use crate::reading::{CommitmentRole, Fact, Facts, Name, NameClass, Reading, Role, Sentence, Tense};
use crate::repair::{BlockKind, Mended, lift, list_marks, mend, view};
use crate::sentence::{Setting, split, split_signed, tense, tense_signed};
use crate::signs::{Row, Signs};
use crate::time::{Anchor, Looking, Resolve};
use crate::view::{Original, View, is_dropped};
use crate::{Note, Options, Repair, RepairKind, Text, fault, name, outline, place, table, time};
use std::ops::Range;

/// Reads a text with its tables: see [`crate::read_document`].
// The public call takes it by reference, as it will grow.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) fn read(text: &Text<'_>, options: &Options) -> Reading {
    let fold = Fold::get();
    let mut original = Original::new(text.text);
    let mut looks = Looks::of(&original);
    let mut folded = looks.folded(&original);
    let (shown, escapes): (String, Vec<Repair>) = match lift(&original, &mut folded, looks.row()) {
        Some(lifted) => {
            for repair in &lifted.repairs {
                looks.renew(&repair.spans, &lifted.shown, &folded);
            }
            (lifted.shown.into_iter().collect(), lifted.repairs)
        }
        None => Default::default(),
    };
    // What signs stand for is shown in their place, of as many characters.
    if !escapes.is_empty() {
        original = Original::new(&shown);
    }
    let original = original;
    let tables = table::find(text.tables, &original, &folded, looks.row(), Grammar::get());
    let mended = mend_around(&tables, &original, &folded, &looks);
    let views = views(&mended, &original, &folded, looks.row());
    let begins: Vec<Begins> = views.iter().map(|view| Begins::of(&view.chars)).collect();
    let captions = captions(&mended, &original, &folded);
    let found = Found::new(&views, &mended.captions, &mended.repairs, options.date);
    let outline = outline::outline(&mended.blocks, &views, &original, &found);
    let facts = found.facts(&views, &original);
    let known = options.date.or(facts.date.as_ref().map(|d| d.value));
    let (reviewed, planned) = (years(facts.period_reviewed.as_ref()), years(facts.period_planned.as_ref()));
    let resolve = Resolve::new(known, found.year, reviewed, planned);
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(views.len() + captions.len());
    for (index, ((view, begins), block)) in views.iter().zip(&begins).zip(&mended.blocks).enumerate() {
        let stands = if block.kind == BlockKind::Heading { Stands::Heading } else { Stands::Paragraph };
        parts.push(Part { view, begins, section: outline.at.get(index).copied().flatten(), stands });
    }
    // A caption says something too: its words are read where they stand.
    let shown: Vec<Begins> = captions.iter().map(|view| Begins::of(&view.chars)).collect();
    let shown = captions.iter().zip(&shown);
    parts.extend(shown.map(|(view, begins)| Part { view, begins, section: None, stands: Stands::Caption }));
    // Of two columns that were printed row by row the second begins before the first ends: blocks keep their order.
    let mut reached = None;
    let mut order: Vec<(Option<u32>, Part<'_>)> = Vec::with_capacity(parts.len());
    for part in parts {
        let begin = part.view.at.first().copied();
        reached = reached.max(begin);
        order.push((if part.stands == Stands::Caption { begin } else { reached }, part));
    }
    order.sort_by_key(|(at, _)| *at);
    let parts: Vec<Part<'_>> = order.into_iter().map(|(_, part)| part).collect();
    let mut reader = Reader {
        grammar: Grammar::get(),
        original: &original,
        options,
        // A plan without a day speaks from the first of its years.
        home: home(&facts, &views, &begins, resolve.year.or(planned.map(|years| years.0)), fold),
        communique: found.is_communique(),
        anchor: Anchor { date: resolve.anchor(), reviewed, planned, looking: Looking::Neither },
        resolve,
        stretches: Vec::new(),
        commitments: Commitments::new(),
        known: name::Known::default(),
        rejected: Vec::new(),
        topic: None,
        progress: Progress { read: 0, whole: parts.iter().map(|part| part.view.len()).sum() },
        reading: Reading {
            facts,
            repairs: escapes.into_iter().chain(mended.repairs).collect(),
            outline: outline.sections,
            lists: outline.lists,
            captions: mended.captions,
            ..Reading::default()
        },
    };
    let mut tables = tables.iter().enumerate().peekable();
    let mut section = None;
    let mut rest = parts.as_slice();
    while let Some(at) = rest.first().map(Part::begin) {
        while let Some((number, table)) = tables.next_if(|(_, table)| table.span.start() < at) {
            reader.table(table, number, section);
        }
        let next = tables.peek().map_or(u32::MAX, |(_, table)| table.span.start());
        let (before, behind) = rest.split_at(rest.iter().take_while(|part| part.begin() <= next).count());
        section = before.iter().rev().find(|part| part.stands != Stands::Caption).map_or(section, |part| part.section);
        reader.parts(before);
        rest = behind;
    }
    for (number, table) in tables {
        reader.table(table, number, section);
    }
    let mut reading = reader.reading;
    // Doubts about places were found last.
    reading.repairs.sort_by_key(|r| r.spans.first().map_or(0, |s| s.start()));
    reading.contradictions = fault::contradictions(&reading, &folded);
    reading
}

/// Mends the text outside the tables that are understood, and lists what single characters show within them.
fn mend_around(tables: &[table::Found], original: &[char], folded: &[char], looks: &Looks) -> Mended {
    if tables.is_empty() {
        return mend(original, folded, looks.row());
    }
    // A table ends the paragraph before it, as blank lines do.
    let mut around = (original.to_vec(), folded.to_vec());
    let mut looks_around = looks.clone();
    for cell in tables.iter().flat_map(table::Found::cells) {
        looks_around.end_lines(cell.range());
        for text in [&mut around.0, &mut around.1] {
            text.get_mut(cell.range()).unwrap_or_default().fill('\n');
        }
    }
    let mut mended = mend(&around.0, &around.1, looks_around.row());
    for table in tables {
        list_marks(table.span, original, folded, looks.row(), &mut mended.repairs);
    }
    mended.repairs.sort_by_key(|r| r.spans.first().map_or(0, |s| s.start()));
    mended
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
    /// Where names of places may begin.
    begins: &'a Begins,
    section: Option<usize>,
    stands: Stands,
}

impl Part<'_> {
    /// Where it begins in the original.
    fn begin(&self) -> u32 {
        self.view.at.first().copied().unwrap_or_default()
    }
}

/// A view with what is looked up once for all its sentences.
#[derive(Debug)]
struct Seen<'a> {
    view: &'a View,
    /// Where names of places may begin.
    begins: &'a Begins,
    signs: Signs,
    section: Option<usize>,
    /// Which way its times look.
    looking: Looking,
}

/// A document while it is read, part by part.
pub(crate) struct Reader<'a> {
    pub(crate) grammar: &'static Grammar,
    pub(crate) original: &'a Original<'a>,
    pub(crate) options: &'a Options,
    home: place::Home,
    communique: bool,
    anchor: Anchor,
    pub(crate) resolve: Resolve,
    /// The sentences that are read together; kept between them for their memory.
    stretches: Vec<Stretch>,
    commitments: Commitments,
    /// What was named so far.
    known: name::Known,
    /// What is no figure in the last sentence; kept for its memory.
    rejected: Vec<Rejected>,
    /// What the first sentence of the paragraph sets up.
    topic: Option<CommitmentRole>,
    progress: Progress,
    pub(crate) reading: Reading,
}

/// So many sentences go through the layers together, and no more, for what was found in them waits in memory.
const TOGETHER: usize = 64;

/// Parts are read together until they have so many characters.
const AT_HAND: usize = 4096;

/// A sentence of a part, or what stands in it for one, and what was found in it so far.
#[derive(Debug)]
struct Stretch {
    /// Which of the views it stands in, and where.
    view: usize,
    range: Range<usize>,
    /// It is the first there.
    opens: bool,
    tense: Tense,
    /// The sentence it belongs to.
    sentence: usize,
    quantities: Vec<Quantity>,
    places: Vec<place::Place>,
    times: Vec<time::Time>,
    drafts: Vec<Draft>,
    rejected: Vec<Rejected>,
    /// Its figures in the reading.
    figures: Range<usize>,
}

impl Stretch {
    fn new(view: usize, range: Range<usize>, opens: bool) -> Self {
        Self {
            view,
            range,
            opens,
            tense: Tense::Fact,
            sentence: 0,
            quantities: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            drafts: Vec::new(),
            rejected: Vec::new(),
            figures: 0..0,
        }
    }

    /// It counts nothing and promises nothing.
    fn is_silent(&self) -> bool {
        self.quantities.is_empty() && self.tense != Tense::Planned
    }

    /// Its words, which are `text`, as figures are looked for in them.
    fn words<'a>(&'a self, text: &'a [char]) -> Words<'a> {
        let Self { quantities, times, places, tense, .. } = self;
        Words { text, quantities, times, places, tense: *tense }
    }

    /// Keeps what was found to be no figure, where somebody wants to know.
    fn reject(&mut self, rejected: &mut Vec<Rejected>, options: Options) {
        if options.explain {
            self.rejected.append(rejected);
        }
        rejected.clear();
    }
}

/// Where tasks stand, a promise takes about so many characters.
const PROMISED: usize = 24;

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
            list.reserve_exact((expected + expected / 4).max(needed + needed / 2) - list.len());
        }
    }

    /// The same of a list that begins late, as promises do behind the review: for `more`, and one in `each` characters left.
    fn room_for_rest<T>(self, list: &mut Vec<T>, more: usize, each: usize) {
        if list.is_empty() {
            list.reserve_exact(more + self.whole.saturating_sub(self.read) / each);
        }
        self.room(list, more);
    }
}

impl Reader<'_> {
    /// Reads parts that stand one behind the other.
    fn parts(&mut self, parts: &[Part<'_>]) {
        let mut rest = parts;
        while !rest.is_empty() {
            let mut room = AT_HAND;
            let fits = |part: &&Part<'_>| {
                let fits = room > 0;
                // What follows a list of duties is told after it.
                let ends = part.stands == Stands::Paragraph && table::paragraph::may_tell(part.view);
                room = if ends { 0 } else { room.saturating_sub(part.view.len()) };
                fits
            };
            let (group, behind) = rest.split_at(rest.iter().take_while(fits).count());
            self.group(group);
            rest = behind;
        }
    }

    /// Reads parts together; only the last of them may tell duties.
    fn group(&mut self, group: &[Part<'_>]) {
        let mut settings = Vec::with_capacity(group.len());
        let mut views = Vec::with_capacity(group.len());
        for part in group {
            let signs = Signs::of(&part.view.chars);
            self.doubts(part.view, signs.all());
            settings.push(self.setting(part.section, part.stands == Stands::Heading));
            let Part { view, begins, section, .. } = *part;
            views.push(Seen { view, begins, signs, section, looking: self.anchor.looking });
        }
        let mut all = views.iter().enumerate().flat_map(|(number, seen)| {
            let chars = &seen.view.chars;
            let said = |range: &Range<usize>| !chars[range.clone()].iter().all(|c| c.is_whitespace());
            let ranges = split_signed(chars, seen.signs.all()).filter(said);
            ranges.enumerate().map(move |(nth, range)| Stretch::new(number, range, nth == 0))
        });
        let mut first = None;
        while let Some(mut stretches) = self.batch(&mut all) {
            for stretch in &mut stretches {
                let (Some(seen), Some(setting)) = (views.get(stretch.view), settings.get(stretch.view)) else {
                    continue;
                };
                let range = stretch.range.clone();
                stretch.tense = tense_signed(&seen.view.chars[range.clone()], seen.signs.row(range), setting);
                // A picture shows what is, whatever is planned with it.
                let shown = group.get(stretch.view).is_some_and(|part| part.stands == Stands::Caption);
                if shown && stretch.tense == Tense::Planned {
                    stretch.tense = Tense::Done;
                }
            }
            for stretch in &mut stretches {
                let Some(seen) = views.get(stretch.view) else { continue };
                stretch.sentence = self.begin_at(seen.view, stretch.range.clone(), stretch.tense, seen.section);
                if stretch.view + 1 == group.len() {
                    first = first.or(Some(stretch.sentence));
                }
            }
            self.words(&views, &mut stretches);
            self.stretches = stretches;
        }
        if let (Some(part), Some(first)) = (group.last(), first)
            && part.stands == Stands::Paragraph
        {
            table::paragraph::read(part.view, first, self);
        }
    }

    /// The next of `all` that go through the layers together; `None` behind the last.
    fn batch(&mut self, all: &mut impl Iterator<Item = Stretch>) -> Option<Vec<Stretch>> {
        let mut stretches = std::mem::take(&mut self.stretches);
        stretches.clear();
        stretches.extend(all.take(TOGETHER));
        if stretches.is_empty() {
            self.stretches = stretches;
            return None;
        }
        Some(stretches)
    }

    /// What sentences of a section are judged by; the section also decides which way its times look.
    fn setting(&mut self, section: Option<usize>, heading: bool) -> Setting {
        let role = section.and_then(|i| self.reading.outline.get(i)).map(|s| s.role);
        self.anchor.looking = match role {
            Some(Role::Review | Role::Problems) => Looking::Back,
            Some(Role::Goals | Role::Tasks | Role::Principles | Role::Guidance) => Looking::Ahead,
            // A communiqué counts a year that is over.
            _ if self.communique => Looking::Back,
            _ => Looking::Neither,
        };
        Setting { role, communique: self.communique, heading, year: self.resolve.year }
    }

    fn begin_at(&mut self, view: &View, range: Range<usize>, tense: Tense, section: Option<usize>) -> usize {
        self.progress.read += range.len();
        let spans = view.spans(range, self.original);
        self.push_sentence(Sentence { spans, tense, section })
    }

    fn push_sentence(&mut self, sentence: Sentence) -> usize {
        self.progress.room(&mut self.reading.sentences, 1);
        self.reading.sentences.push(sentence);
        self.reading.sentences.len() - 1
    }

    /// Names and figures of some sentences. All of them go through one layer before the next: a layer is more code,
    /// and asks more words, than stay at hand while all others are gone through.
    fn words(&mut self, views: &[Seen<'_>], stretches: &mut [Stretch]) {
        let seen = |stretch: &Stretch| &views[stretch.view];
        let text = |stretch: &Stretch| &seen(stretch).view.chars[stretch.range.clone()];
        let signs = |stretch: &Stretch| seen(stretch).signs.row(stretch.range.clone());
        for stretch in &mut *stretches {
            self.grammar.scanner.scan_signed(text(stretch), signs(stretch), &mut stretch.quantities);
        }
        for stretch in &mut *stretches {
            let begins = seen(stretch).begins.within(stretch.range.clone());
            stretch.places = place::scan_begun(text(stretch), &self.home, begins);
        }
        for stretch in &mut *stretches {
            // A sentence without figures may name the years of the next.
            self.anchor.looking = seen(stretch).looking;
            stretch.times = time::scan_signed(text(stretch), signs(stretch), &self.anchor);
        }
        for stretch in &mut *stretches {
            let looking = seen(stretch).looking;
            self.resolve.settle(text(stretch), &mut stretch.times, stretch.tense, looking);
        }
        for stretch in stretches.iter_mut().filter(|stretch| !stretch.is_silent()) {
            stretch.drafts = self.grammar.drafts(&stretch.words(text(stretch)), &mut self.rejected);
            stretch.reject(&mut self.rejected, *self.options);
        }
        for stretch in &mut *stretches {
            let mut drafts = std::mem::take(&mut stretch.drafts);
            self.grammar.relate(&stretch.words(text(stretch)), &mut drafts);
            stretch.drafts = drafts;
        }
        for stretch in &mut *stretches {
            let mut drafts = std::mem::take(&mut stretch.drafts);
            self.grammar.judge(&stretch.words(text(stretch)), &mut drafts, &mut self.rejected);
            stretch.drafts = drafts;
            stretch.reject(&mut self.rejected, *self.options);
        }
        let first = self.reading.figures.len();
        let mut next = first;
        for stretch in &mut *stretches {
            stretch.figures = next..next + stretch.drafts.len();
            next = stretch.figures.end;
            self.promises(seen(stretch), stretch);
        }
        self.progress.room(&mut self.reading.figures, next - first);
        for stretch in stretches.iter_mut().filter(|stretch| !stretch.is_silent()) {
            self.figures(seen(stretch), stretch);
        }
        for stretch in &*stretches {
            self.names(seen(stretch).view, &stretch.range, &stretch.places, stretch.figures.clone());
        }
    }

    /// Lists what a sentence promises.
    fn promises(&mut self, seen: &Seen<'_>, stretch: &Stretch) {
        let view = seen.view;
        if stretch.opens {
            self.topic = None;
        }
        if stretch.is_silent() {
            return;
        }
        let Stretch { range, quantities, drafts, times, places, .. } = stretch;
        let role = seen.section.and_then(|i| self.reading.outline.get(i)).map_or(Role::Other, |s| s.role);
        let said = Said {
            text: &view.chars[range.clone()],
            quantities,
            drafts,
            times,
            places,
            tense: stretch.tense,
            role,
            first: range.start == 0,
            topic: self.topic,
        };
        self.commitments.read(&said);
        if !self.commitments.found.is_empty() && !self.is_label(view, range) {
            let found = &self.commitments.found;
            let (sentence, first_figure) = (stretch.sentence, stretch.figures.start);
            let writer =
                commitment::Writer { view, original: self.original, offset: range.start, sentence, first_figure };
            self.progress.room_for_rest(&mut self.reading.commitments, found.len(), PROMISED);
            self.reading.commitments.extend(found.iter().map(|f| writer.commitment(f)));
            if range.start == 0 {
                self.topic = found.first().map(|f| f.role);
            }
        }
    }

    /// Lists the figures of a sentence, and the numbers that are none.
    fn figures(&mut self, seen: &Seen<'_>, stretch: &mut Stretch) {
        let drafts = std::mem::take(&mut stretch.drafts);
        let view = seen.view;
        let writer = Writer {
            grammar: self.grammar,
            s: &stretch.words(&view.chars[stretch.range.clone()]),
            view,
            original: self.original,
            offset: stretch.range.start,
            sentence: stretch.sentence,
            section: seen.section,
            options: self.options,
        };
        self.reading.figures.extend(drafts.into_iter().map(|draft| writer.figure(draft)));
        if self.options.explain {
            let mut rejected: Vec<&Rejected> = stretch.rejected.iter().collect();
            rejected.sort_by_key(|r| r.quantity);
            self.reading.no_figures.extend(rejected.into_iter().map(|r| writer.no_figure(*r)));
        }
    }

    /// Whether these words are the title of the document, 防范化解重点领域风险任务清单, or the line of its date, 发布时间：…:
    /// whatever verbs stand in them, they promise nothing.
    fn is_label(&self, view: &View, range: &Range<usize>) -> bool {
        /// Longest line that is there for the date alone.
        const DATE: usize = 30;
        let facts = &self.reading.facts;
        let place = |at: usize| view.at.get(at).copied().unwrap_or_default();
        let (first, last) = (place(range.start), place(range.end.saturating_sub(1)));
        let title = facts.title.iter().flat_map(|f| &f.spans).any(|s| s.range().contains(&(first as usize)));
        let dated = || facts.date.iter().flat_map(|f| &f.spans).any(|s| (first..=last).contains(&s.start()));
        title || range.len() <= DATE && dated()
    }

    /// Lists the places of a sentence, and its other names. A name that holds one of its `figures` is none: a number that
    /// counts is not part of what a thing is called. Titles quote numbers.
    fn names(&mut self, view: &View, sentence: &Range<usize>, places: &[place::Place], figures: Range<usize>) {
        let words = view.chars.get(sentence.clone()).unwrap_or_default();
        let mut found = name::scan(words, places, &mut self.known);
        if places.is_empty() && found.is_empty() {
            return;
        }
        let figures = self.reading.figures.get(figures).unwrap_or_default();
        let mut counted: Vec<u32> = figures.iter().flat_map(|f| &f.spans).map(|s| s.start()).collect();
        counted.sort_unstable();
        let absolute = |range: &Range<usize>| range.start + sentence.start..range.end + sentence.start;
        found.retain(|name| {
            let at = absolute(&name.range);
            let spans = view.at.get(at.start).zip(view.at.get(at.end - 1));
            name.class == NameClass::Document
                || spans.is_none_or(|(first, last)| {
                    let after = counted.partition_point(|start| start < first);
                    counted.get(after).is_none_or(|start| start > last)
                })
        });
        let text = |range: &Range<usize>| view.quote(absolute(range), self.original);
        let spans = |range: &Range<usize>| view.spans(absolute(range), self.original);
        let mut names: Vec<(Range<usize>, Name)> = Vec::with_capacity(places.len() + found.len());
        names.extend(places.iter().map(|place| {
            let code = (!place.code.is_empty()).then(|| place.code.clone());
            let (class, text, spans) = (NameClass::Place, text(&place.range), spans(&place.range));
            (place.range.clone(), Name { text, class, code, post: None, awarder: None, number: None, spans })
        }));
        names.extend(found.iter().map(|name| {
            let of = |range: &Option<Range<usize>>| range.as_ref().map(text);
            let (post, awarder, number) = (of(&name.post), of(&name.awarder), of(&name.number));
            let (text, spans) = (text(&name.range), spans(&name.range));
            (name.range.clone(), Name { text, class: name.class, code: None, post, awarder, number, spans })
        }));
        names.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        self.progress.room(&mut self.reading.names, names.len());
        self.reading.names.extend(names.into_iter().map(|(_, name)| name));
    }

    /// Lists the names that are one character off a division of the region.
    fn doubts(&mut self, view: &View, signs: Row<'_>) {
        for doubt in place::doubts(&view.chars, signs, &self.home) {
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

/// What tables ask for.
impl Reader<'_> {
    /// Reads a table where it stands.
    fn table(&mut self, table: &table::Found, number: usize, section: Option<usize>) {
        self.setting(section, false);
        table.read(number, section, self);
    }

    /// The title of the document, folded.
    pub(crate) fn title(&self) -> Vec<char> {
        let fold = Fold::get();
        self.reading.facts.title.iter().flat_map(|t| t.value.chars()).map(|c| fold.char(c)).collect()
    }

    /// Begins the sentence that a row is, of its cells.
    pub(crate) fn begin<'v>(
        &mut self,
        cells: impl Iterator<Item = &'v View>,
        tense: Tense,
        section: Option<usize>,
    ) -> usize {
        let mut row = View::default();
        for cell in cells {
            row.append(cell);
        }
        self.begin_at(&row, 0..row.len(), tense, section)
    }

    /// Reads a cell as a paragraph of its own.
    pub(crate) fn prose(&mut self, view: &View, section: Option<usize>) {
        self.group(&[Part { view, begins: &Begins::of(&view.chars), section, stands: Stands::Paragraph }]);
    }

    /// Reads a cell that heads rows or the whole table.
    pub(crate) fn heading(&mut self, view: &View, section: Option<usize>) {
        let promised = self.reading.commitments.len();
        self.group(&[Part { view, begins: &Begins::of(&view.chars), section, stands: Stands::Heading }]);
        self.reading.commitments.truncate(promised);
    }

    /// The tense of a cell's words.
    pub(crate) fn tense(&mut self, words: &[char], section: Option<usize>) -> Tense {
        tense(words, &self.setting(section, false))
    }

    /// Names in a cell whose numbers are read otherwise.
    pub(crate) fn names_of(&mut self, view: &View) {
        self.names_in(view, &(0..view.len()));
    }

    fn names_in(&mut self, view: &View, range: &Range<usize>) {
        let places = place::scan(view.chars.get(range.clone()).unwrap_or_default(), &self.home);
        self.names(view, range, &places, 0..0);
    }

    /// Names and figures of a cell, as words of the row's sentence. What is promised is said by the row as a whole.
    pub(crate) fn say(&mut self, view: &View, sentence: usize, section: Option<usize>, tense: Tense) {
        let promised = self.reading.commitments.len();
        self.say_part(view, 0..view.len(), sentence, section, tense);
        self.reading.commitments.truncate(promised);
    }

    /// Names, figures and commitments of a part of a cell; what is left over holds names.
    pub(crate) fn say_part(
        &mut self,
        view: &View,
        part: Range<usize>,
        sentence: usize,
        section: Option<usize>,
        tense: Tense,
    ) {
        let begins = Begins::of(&view.chars);
        let seen =
            [Seen { view, begins: &begins, signs: Signs::of(&view.chars), section, looking: self.anchor.looking }];
        let ranges = split(view.chars.get(part.clone()).unwrap_or_default());
        let of = |(nth, range): (usize, Range<usize>)| Stretch {
            tense,
            sentence,
            ..Stretch::new(0, range.start + part.start..range.end + part.start, nth == 0)
        };
        let mut all = ranges.enumerate().map(of);
        while let Some(mut stretches) = self.batch(&mut all) {
            self.words(&seen, &mut stretches);
            self.stretches = stretches;
        }
        if part.end < view.len() {
            self.names_in(view, &(part.end..view.len()));
        }
    }
}

fn views(mended: &Mended, original: &[char], folded: &[char], looks: Row<'_>) -> Vec<View> {
    let of = |block| {
        let mut out = View::default();
        view(block, original, folded, looks, &mut out);
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
fn home(facts: &Facts, views: &[View], begins: &[Begins], year: Option<i16>, fold: &Fold) -> place::Home {
    let title: Vec<char> = facts.title.iter().flat_map(|t| t.value.chars()).map(|c| fold.char(c)).collect();
    let plain = place::home(&title, &[], year);
    if !plain.codes.is_empty() {
        return plain;
    }
    let mut mentions = Vec::new();
    let mut read = 0;
    for (view, begins) in views.iter().zip(begins) {
        mentions.extend(place::scan_begun(&view.chars, &plain, begins.within(0..view.len())));
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
