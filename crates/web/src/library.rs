//! Documents as text, read once: a document never changes, so what was made of one may be kept as long as there is room.

use crate::pages::Ctx;
use crate::pages::indicator::Quote;
use luoshi_plan::{Citation, SourceId};
use luoshi_reader::{Options, Reading, read};
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, StoreError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Texts kept: the documents of a plan are few.
const KEPT: usize = 24;
/// Characters of texts kept together.
const ROOM: usize = 4 << 20;

/// A document's text, and what was read in it.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) original: String,
    pub(crate) chars: usize,
    reading: OnceLock<Reading>,
}

impl Text {
    /// What is read in it, by today's reader.
    pub(crate) fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| read(&self.original, &Options::default()))
    }
}

/// Texts by hash, with when each was last asked for.
#[derive(Debug, Default)]
struct Shelf {
    texts: HashMap<[u8; 32], (u64, Arc<Text>)>,
    clock: u64,
}

static SHELF: Mutex<Option<Shelf>> = Mutex::new(None);

/// The text of a document, as its citations count; `None` where none was kept. At most two statements.
pub(crate) fn text(reader: &mut Reader<'_>, source: SourceId) -> Result<Option<Arc<Text>>, StoreError> {
    let kept = plan::readings(reader, source, At::NOW)?;
    let Some((_, hash, _)) = kept.into_iter().find(|(name, ..)| name == "text") else { return Ok(None) };
    {
        let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
        let shelf = shelf.get_or_insert_with(Shelf::default);
        shelf.clock += 1;
        let clock = shelf.clock;
        if let Some((used, text)) = shelf.texts.get_mut(&hash) {
            *used = clock;
            return Ok(Some(Arc::clone(text)));
        }
    }
    let mut bytes = Vec::new();
    let found = plan::source_bytes(reader, &hash, |part| {
        bytes.extend_from_slice(part);
        Ok(())
    })?;
    let text = String::from_utf8(bytes).map_err(|_| StoreError::Odd(format!("the text of source {source}")))?;
    if !found {
        return Ok(None);
    }
    let text = Arc::new(Text { chars: text.chars().count(), original: text, reading: OnceLock::new() });
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    let shelf = shelf.get_or_insert_with(Shelf::default);
    let clock = shelf.clock;
    shelf.texts.insert(hash, (clock, Arc::clone(&text)));
    while shelf.texts.len() > KEPT || shelf.texts.values().map(|(_, t)| t.chars).sum::<usize>() > ROOM {
        let oldest = shelf.texts.iter().min_by_key(|(_, (used, _))| *used).map(|(hash, _)| *hash);
        match oldest {
            // The one at hand is kept by who asked.
            Some(oldest) => shelf.texts.remove(&oldest),
            None => break,
        };
    }
    Ok(Some(text))
}

/// The sentence around a passage, the passage marked. At most two statements.
pub(crate) fn quote(citation: &Citation, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Option<Quote>, StoreError> {
    let Some((start, end)) = citation.passage.spans.first().copied() else { return Ok(None) };
    let Some(text) = text(reader, citation.passage.source)? else { return Ok(None) };
    // The sentence that holds it, by the marks that end one; no further than a person reads on.
    let all: Vec<char> = text.original.chars().collect();
    let (first, last) = (start as usize, (end as usize).min(all.len()));
    if first >= last {
        return Ok(None);
    }
    let is_end = |c: &char| matches!(c, '。' | '！' | '？' | '\n' | '\r');
    let from = (first.saturating_sub(160)..first).rev().find(|at| all.get(*at).is_some_and(is_end));
    let from = from.map_or(first.saturating_sub(160), |at| at + 1);
    let to = (last..(last + 160).min(all.len())).find(|at| all.get(*at).is_some_and(is_end));
    let to = to.map_or((last + 160).min(all.len()), |at| at + 1);
    let piece = |a: usize, b: usize| all.get(a..b).unwrap_or_default().iter().collect::<String>();
    let title = ctx.board.whole.source(citation.passage.source);
    let title = title.and_then(|s| s.title.clone().or_else(|| s.name.clone())).unwrap_or_default();
    Ok(Some(Quote {
        before: piece(from, first).trim_start().to_owned(),
        marked: piece(first, last),
        after: piece(last, to).trim_end().to_owned(),
        href: ctx.passage(citation),
        title,
    }))
}
