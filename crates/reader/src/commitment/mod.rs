//! What a text says will be done: who, verb, object, degree, by when, and whether one could tell.
//!
//! A sentence that looks ahead is parted into clauses. Before the verb of a clause stand times, leads (力争, 要), adverbs
//! (加快) and grounds (围绕…, which promise nothing); behind it the object and, where a pivot moves it (推动…), how far it is
//! to come. A clause whose subject comes first (森林覆盖率达到41%) is a state to be reached. Words:
//! `lexicon/zh/commitments.txt`. Examples: there, and `suite/commitment/`.

mod clause;
mod deadline;
mod give;
mod ground;
mod head;
mod measure;
mod moved;
mod noun;
mod opening;
mod perform;
mod predicate;
mod role;
mod series;
mod state;
mod subject;
#[cfg(test)]
mod suite;
mod told;
mod whole;
mod words;

use crate::figure::Draft;
use crate::place::Place;
use crate::quantity::Quantity;
use crate::reading::{Commitment, CommitmentRole, Deadline, Kind, Role, Tense};
use crate::time::{Time, TimeKind};
use crate::view::{Original, View};
use std::ops::Range;
use words::{Lexicon, Lists, Sorts};

pub(crate) use opening::{Opening, adverb, adverbs, bidding, finishes, is_light, opening, opens_as_noun};

/// A sentence with what other layers found in it. All ranges count characters of `text`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) text: &'a [char],
    pub(crate) quantities: &'a [Quantity],
    /// Figures of the sentence, in order.
    pub(crate) drafts: &'a [Draft],
    pub(crate) times: &'a [Time],
    pub(crate) places: &'a [Place],
    pub(crate) tense: Tense,
    /// What the section is for.
    pub(crate) role: Role,
    /// Whether it begins its paragraph.
    pub(crate) first: bool,
    /// What the first sentence of the paragraph set up, where it was a goal or a principle.
    pub(crate) topic: Option<CommitmentRole>,
}

/// A commitment within its sentence.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    clause: Range<usize>,
    action: Range<usize>,
    lead: Option<Range<usize>>,
    object: Option<Range<usize>>,
    degree: Option<Range<usize>>,
    deadline: Option<deadline::By>,
    who: Option<Range<usize>>,
    territory: Option<Range<usize>>,
    /// Indices into the drafts.
    figures: Range<usize>,
    measurable: bool,
    /// It ends in how far its object is to come: 推动…取得实质性突破.
    reached: bool,
    pub(crate) role: CommitmentRole,
}

/// Reads the commitments of one sentence after the other; kept between them for its memory.
#[derive(Debug)]
pub(crate) struct Commitments {
    words: Lexicon,
    /// Pieces of a clause.
    pieces: Vec<Range<usize>>,
    /// The commitments of the last sentence, in order.
    pub(crate) found: Vec<Found>,
}

impl Commitments {
    pub(crate) fn new() -> Self {
        Self { words: Lexicon::new(), pieces: Vec::new(), found: Vec::new() }
    }

    /// Finds the commitments of a sentence.
    pub(crate) fn read(&mut self, s: &Said<'_>) {
        self.found.clear();
        if promises(s) {
            self.words.turn_to(s.text);
            commitments(&self.words, s, &mut self.pieces, &mut self.found);
        }
    }
}

/// Whether a sentence may promise anything.
fn promises(s: &Said<'_>) -> bool {
    // (三)系统更新完成的; names a case in which something else is due.
    if s.tense != Tense::Planned || s.text.ends_with(&['的', ';']) {
        return false;
    }
    !whole::exhorts(s) && !Lists::get().is_label(s.text)
}

/// The commitments of a sentence, in order. `pieces` is only kept for its memory.
fn commitments(words: &Lexicon, s: &Said<'_>, pieces: &mut Vec<Range<usize>>, out: &mut Vec<Found>) {
    // The time that holds, and the one that the sentence began with: it holds again behind a semicolon.
    let (mut carried, mut first) = (None, None);
    // What the clause before named without saying what becomes of it: 轻工业的比重，由44%提高到45%.
    let mut named = None;
    let mut whole = whole::Whole::default();
    for clause in clause::clauses(s.text) {
        if clause.fresh {
            carried = first;
        }
        whole.clause(words, s, &clause.range);
        series::pieces(words, s, &clause.range, pieces);
        // 坚定信心、用好优势: one call makes a call of the row.
        if pieces.len() > 1 && words.calls_on(s.text, &clause.range) {
            continue;
        }
        for piece in &*pieces {
            clause_of(words, s, piece, &mut carried, &mut named, out);
        }
        // What was so every year does not begin anew behind a semicolon.
        let lasts = |i: &usize| s.times.get(*i).is_some_and(|t| t.kind != TimeKind::Frequency);
        first = first.or(carried.filter(lasts));
    }
    background(s, out);
    whole.weigh(words, s, out);
    for found in &mut *out {
        found.measurable = measure::is_measurable(words, s, found);
        found.role = role::role(s, found);
    }
    // Guiding ideas, lessons and leave-taking speak of how things are to be; what they count is promised all the same.
    if matches!(s.role, Role::Guidance | Role::Problems | Role::Closing) {
        out.retain(|f| f.measurable || f.role == CommitmentRole::Principle);
    }
}

/// No clause of a report has half of this; a longer run without marks is no prose, and looking for its verb from every
/// character would cost its square.
const LONGEST: usize = 400;

/// What one clause promises. `carried` is the time that holds until another does.
fn clause_of(
    words: &Lexicon,
    s: &Said<'_>,
    clause: &Range<usize>,
    carried: &mut Option<usize>,
    named: &mut Option<Range<usize>>,
    out: &mut Vec<Found>,
) {
    if clause.len() > LONGEST || words.bars(s.text, clause) {
        return;
    }
    let head = head::head(words, s, clause);
    let name = |i: &usize| s.times.get(*i).is_some_and(|t| deadline::is_name(words, s, t, clause));
    if let Some(time) = head.time.filter(|i| !name(i)).or_else(|| amid(words, s, clause, &head))
        && !(carried.is_some()
            && s.times.get(time).is_some_and(|t| matches!(t.kind, TimeKind::Frequency | TimeKind::Duration)))
    {
        *carried = Some(time);
    }
    // 把管护建立在合理水价的基础上: that is where it is to stand.
    if head.lead.is_none() && words.is_amid(s.text, clause.end) && moved::moves(words, s, clause, &head).is_none() {
        *named = None;
        return;
    }
    let before = out.len();
    predicate::read(words, s, clause, &head, out);
    let dated = carried.is_some();
    let mut kept = before;
    for index in before..out.len() {
        if !told::told(words, s, clause, &out[index], dated) {
            if kept < index {
                out.swap(kept, index);
            }
            kept += 1;
        }
    }
    out.truncate(kept);
    out[before..].iter_mut().for_each(|found| perform::performs(words, s, clause, &head, found));
    for index in before..out.len() {
        let Some(found) = out.get(index).filter(|found| found.object.is_none()) else { continue };
        // 与本政策不一致的，按从高原则执行: nothing follows the verb, and what stands before is what it is about.
        let about = if !found.figures.is_empty() {
            named.clone().or_else(|| same(s, &out[..index], found))
        } else if found.action.end == clause.end && found.who.is_none() && perform::concerns(s, &head).is_none() {
            named.clone().filter(|about| {
                let before = about.start.checked_sub(1).filter(|i| {
                    s.text.get(*i) != Some(&'于') || s.text.get(..*i).is_some_and(|t| t.ends_with(&['对']))
                });
                let before = before.and_then(|i| s.text.get(i));
                let says = s.text.get(about.clone()).is_some_and(|words| words.contains(&'是'));
                s.text.get(about.end) == Some(&'的') && !says || matches!(before, Some('对' | '于'))
            })
        } else {
            None
        };
        out[index].object = about;
    }
    // …年产量，在三种地区，分别达到…: where it is so comes between.
    let between = out.len() == before
        && head.ground.as_ref().is_some_and(|ground| s.text.get(ground.word.clone()) == Some(&['在']));
    if !between {
        *named = None;
    }
    if out.len() == before && !between {
        let from = if head.ground.is_none() { Some(head.at) } else { perform::concerns(s, &head) };
        *named = from.map(|from| noun::noun(s, from..clause.end)).filter(|range| range.len() > 1);
    }
    for found in &mut out[before..] {
        // 每年新建幼儿园20所，完善管护机制: how often goes on with what is counted alone.
        let holds =
            |i: &usize| !found.figures.is_empty() || s.times.get(*i).is_some_and(|t| t.kind != TimeKind::Frequency);
        let carried = carried.filter(|i| head.time == Some(*i) || holds(i));
        found.deadline = deadline::deadline(words, s, clause, &head, carried, found.object.as_ref());
    }
}

/// The time that a clause begins with behind 在, if it says no more of it: 在今后五年内, 在“十五五”期间要….
fn amid(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, head: &head::Head) -> Option<usize> {
    let word = head.ground.as_ref().map(|ground| &ground.word)?;
    let length = match s.text.get(word.clone())? {
        ['在'] => false,
        // 用三年时间,基本建成….
        ['用'] => true,
        _ => return None,
    };
    let index = s.times.binary_search_by_key(&word.end, |t| t.range.start).ok()?;
    let end = s.times.get(index)?.range.end;
    // 在过去几年中: looks back.
    if matches!(s.text.get(word.end), Some('过' | '去' | '上' | '前' | '近')) || words.is_amid(s.text, clause.end)
    {
        return None;
    }
    let rest = s.text.get(end..clause.end)?;
    if length {
        let span = s.times.get(index)?.kind == TimeKind::Duration && deadline::time_behind(s.text, end) == clause.end;
        return span.then_some(index);
    }
    let closers = rest.iter().take_while(|c| matches!(c, '里' | '内' | '中' | '间' | '期' | '前' | '末')).count();
    let goes_on = || {
        let next = words.at(s.text, end + closers, clause.end);
        next.is_some_and(|(_, sorts)| sorts.is(Sorts::LEAD | Sorts::ADVERB | Sorts::VERB) && !sorts.is(Sorts::NOUN))
    };
    (closers == rest.len() || goes_on()).then_some(index)
}

/// What a promise leaves out is what the same verb had before: 要逐年增加投资，今年增加50亿元.
fn same(s: &Said<'_>, before: &[Found], found: &Found) -> Option<Range<usize>> {
    let verb = |f: &Found| s.text.get(f.action.start..f.action.end.min(f.action.start + 2));
    before.iter().rfind(|f| verb(f) == verb(found)).and_then(|f| f.object.clone())
}

/// Takes away what is only the ground for what must be done: 今年毕业生超过1000万人，要加强就业指导.
fn background(s: &Said<'_>, out: &mut Vec<Found>) {
    let must = |f: &Found| {
        let lead = f.lead.as_ref().and_then(|lead| s.text.get(lead.clone())).and_then(<[char]>::last);
        matches!(lead, Some('要' | '须' | '应' | '当' | '需'))
    };
    let Some(first) = out.iter().position(must).filter(|_| s.role != Role::Goals) else { return };
    let states = |f: &Found| {
        let counts = |d: &Draft| matches!(d.measure, Kind::Level | Kind::CountDone);
        // No verb but that of being so much: 795万人, 超过1000万人.
        let verb = s.text.get(f.action.clone()).unwrap_or_default();
        let bare =
            f.degree.as_ref() == Some(&f.action) || matches!(verb, ['超' | '达' | '有'] | ['超', '过'] | ['达', '到']);
        let level = bare && f.figures.clone().any(|i| s.drafts.get(i).is_some_and(counts));
        let stands = f.object.as_ref().is_some_and(|o| o.start < f.action.start);
        let ahead = f.deadline.as_ref().is_some_and(|by| s.text.get(by.range.start) == Some(&'到'));
        level && stands && f.lead.is_none() && !ahead
    };
    let mut index = 0;
    out.retain(|f| {
        index += 1;
        index > first || !states(f)
    });
}

/// Writes what was found out as commitments of the reading.
pub(crate) struct Writer<'a> {
    pub(crate) view: &'a View,
    pub(crate) original: &'a Original<'a>,
    /// Where the sentence begins in its block.
    pub(crate) offset: usize,
    pub(crate) sentence: usize,
    /// Index of the sentence's first figure.
    pub(crate) first_figure: usize,
}

impl Writer<'_> {
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }

    fn text(&self, range: &Range<usize>) -> String {
        self.view.quote(self.place(range), self.original)
    }

    /// A commitment as it stands in the reading.
    pub(crate) fn commitment(&self, found: &Found) -> Commitment {
        let text = |range: &Option<Range<usize>>| range.as_ref().map(|r| self.text(r));
        Commitment {
            lead_verb: text(&found.lead),
            action: self.text(&found.action),
            object: text(&found.object),
            degree: text(&found.degree),
            deadline: found.deadline.as_ref().map(|by| Deadline { text: self.text(&by.range), date: by.date }),
            measurable: found.measurable,
            role: found.role,
            who: text(&found.who),
            support: Vec::new(),
            territory: text(&found.territory),
            figures: found.figures.clone().map(|i| i + self.first_figure).collect(),
            spans: self.view.spans(self.place(&found.clause), self.original),
            sentence: self.sentence,
        }
    }
}
