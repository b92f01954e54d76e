//! Some sentences of a document with the passages marked that targets of the plan stand in: what every number of the site
//! leads to.

use super::Ctx;
use super::wanted::WantedView;
use crate::library::{self, Text};
use luoshi_plan::{Citation, PlanId, SourceId, Subject, TargetId};
use luoshi_store::{Reader, StoreError};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Characters from the first mark to the last, and of sentences before and behind.
const LONGEST: u32 = 220;
const AROUND: usize = 80;
/// Passages marked.
const MOST: usize = 4;

/// Words of a document, a passage among them that leads to where it stands.
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Its number in the list, and its address.
    pub(crate) mark: Option<(usize, String)>,
}

/// What stands in a passage.
pub(crate) struct Stands {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) wanted: WantedView,
}

/// The sentences, what was read in them, and the document.
pub(crate) struct Sample {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) rows: Vec<Stands>,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) day: String,
}

/// Found once for an edition of the board, for it goes through all that is cited.
type Found = BTreeMap<(PlanId, &'static str), (u64, Option<Arc<Sample>>)>;

static FOUND: Mutex<Found> = Mutex::new(BTreeMap::new());

/// The sentences in which most targets of a plan stand together; none where no text is kept. At most two statements, and mostly
/// none.
pub(crate) fn sample(plan: PlanId, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Option<Arc<Sample>>, StoreError> {
    let (key, edition) = ((plan, ctx.code()), ctx.board.edition);
    if let Some((of, found)) = FOUND.lock().unwrap_or_else(PoisonError::into_inner).get(&key)
        && *of == edition
    {
        return Ok(found.clone());
    }
    let mut cited: BTreeMap<SourceId, Vec<(&Citation, TargetId)>> = BTreeMap::new();
    let of_plan = |t: &&luoshi_plan::Target| ctx.board.whole.indicator(t.indicator).is_some_and(|i| i.plan == plan);
    for target in ctx.board.whole.targets.iter().filter(of_plan).filter(|t| t.wanted.value().is_some()) {
        let says_it =
            |c: &&Citation| !c.passage.spans.is_empty() && matches!(c.part.as_deref(), None | Some("value" | "wanted"));
        for citation in ctx.board.citations(Subject::Target(target.id)).filter(says_it) {
            cited.entry(citation.passage.source).or_default().push((citation, target.id));
        }
    }
    let best = cited.into_iter().max_by_key(|(id, all)| (all.len(), std::cmp::Reverse(*id)));
    let found = match best {
        Some((source, all)) => library::text(reader, source)?.and_then(|text| of(&text, source, all, ctx)),
        None => None,
    };
    let found = found.map(Arc::new);
    FOUND.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (edition, found.clone()));
    Ok(found)
}

fn of(text: &Text, source: SourceId, mut all: Vec<(&Citation, TargetId)>, ctx: &Ctx<'_>) -> Option<Sample> {
    let span = |c: &Citation| c.passage.spans.first().copied().unwrap_or_default();
    all.sort_by_key(|(c, target)| (span(c), *target));
    // Of passages that overlap the first.
    let mut apart: Vec<(&Citation, TargetId)> = Vec::new();
    for one in all {
        if apart.last().is_none_or(|(before, _)| span(before).1 <= span(one.0).0) {
            apart.push(one);
        }
    }
    let mut best: &[(&Citation, TargetId)] = &[];
    for from in 0..apart.len() {
        let run = apart.get(from..)?;
        let first = span(run.first()?.0).0;
        let near = run.iter().take(MOST).take_while(|(c, _)| span(c).1.saturating_sub(first) <= LONGEST).count();
        let run = run.get(..near)?;
        let last = run.last().map_or(first, |(c, _)| span(c).1);
        // Within a paragraph.
        if near > best.len() && !text.between(first as usize, last as usize).contains(['\n', '\r', '\t']) {
            best = run;
        }
    }
    let (first, last) = (span(best.first()?.0).0 as usize, span(best.last()?.0).1 as usize);
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '\n' | '\r' | '\t');
    let before = text.between(first.saturating_sub(AROUND), first);
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let after = text.between(last, last + AROUND);
    let after = after.split_inclusive(is_end).next().unwrap_or_default();
    let plain = |text: &str| Piece { text: text.to_owned(), mark: None };
    let mut pieces = vec![plain(before.trim_start())];
    let mut rows = Vec::new();
    let mut at = first;
    for (n, (citation, target)) in best.iter().enumerate() {
        let (from, to) = span(citation);
        pieces.push(plain(text.between(at, from as usize)));
        let passage = text.between(from as usize, to as usize).to_owned();
        pieces.push(Piece { text: passage, mark: Some((n + 1, ctx.passage(citation))) });
        at = to as usize;
        let target = ctx.board.whole.target(*target)?;
        let indicator = ctx.board.whole.indicator(target.indicator)?;
        rows.push(Stands {
            name: indicator.name.clone(),
            href: ctx.indicator(indicator.id),
            wanted: WantedView::new(target, &indicator.unit, ctx),
        });
    }
    pieces.push(plain(after.trim_end()));
    pieces.retain(|p| !p.text.is_empty());
    let known = ctx.board.whole.source(source)?;
    Some(Sample {
        pieces,
        rows,
        title: super::report::title(known, ctx),
        href: pieces_href(best, ctx),
        day: super::report::day(known, ctx),
    })
}

fn pieces_href(best: &[(&Citation, TargetId)], ctx: &Ctx<'_>) -> String {
    best.first().map(|(c, _)| ctx.passage(c)).unwrap_or_default()
}
