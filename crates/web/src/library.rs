//! Documents as text, read once: a document never changes, so what was made of one may be kept as long as there is room.

use crate::pages::{Ctx, RowQuoted};
use crate::workbook;
use luoshi_plan::{Citation, Source, SourceId};
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
    /// The byte at which each [`STRIDE`]th character begins: passages are counted in characters.
    marks: Vec<usize>,
    reading: OnceLock<Reading>,
}

/// Characters between two marks: what is gone through to find one.
const STRIDE: usize = 256;

impl Text {
    fn new(original: String) -> Self {
        let begins = original.char_indices().map(|(byte, _)| byte);
        let marks: Vec<usize> = begins.step_by(STRIDE).collect();
        let last = marks.last().copied().unwrap_or_default();
        let after = original.get(last..).unwrap_or_default().chars().count();
        let chars = marks.len().saturating_sub(1) * STRIDE + after;
        Self { original, chars, marks, reading: OnceLock::new() }
    }

    /// The byte at which a character begins; the end of the text beyond the last.
    pub(crate) fn byte(&self, char: usize) -> usize {
        let Some(mark) = self.marks.get(char / STRIDE).copied() else { return self.original.len() };
        let rest = self.original.get(mark..).unwrap_or_default();
        rest.char_indices().nth(char % STRIDE).map_or(self.original.len(), |(byte, _)| mark + byte)
    }

    /// The characters from one to before another.
    pub(crate) fn between(&self, from: usize, to: usize) -> &str {
        self.original.get(self.byte(from)..self.byte(to)).unwrap_or_default()
    }

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
    let text = Arc::new(Text::new(text));
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

/// A sentence of a document with the number marked.
pub(crate) struct Quote {
    pub(crate) before: String,
    pub(crate) marked: String,
    pub(crate) after: String,
    pub(crate) href: String,
    pub(crate) title: String,
    /// Where the sentence is a row of a table: its cells.
    pub(crate) row: Option<RowQuoted>,
}

/// The row of a table that holds a passage, where it stands in one.
pub(crate) fn row(text: &Text, source: Option<&Source>, from: u32, to: u32) -> Option<RowQuoted> {
    let marked = text.byte(from as usize)..text.byte(to as usize);
    let values = || source.filter(|s| workbook::is_one(s)).and_then(|_| RowQuoted::of_values(&text.original, &marked));
    RowQuoted::of_text(&text.original, &marked).or_else(values)
}

/// The sentence around a passage, the passage marked. At most two statements.
pub(crate) fn quote(citation: &Citation, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Option<Quote>, StoreError> {
    let Some((start, end)) = citation.passage.spans.first().copied() else { return Ok(None) };
    let Some(text) = text(reader, citation.passage.source)? else { return Ok(None) };
    // The sentence that holds it, by the marks that end one; no further than a person reads on.
    let (first, last) = (start as usize, (end as usize).min(text.chars));
    if first >= last {
        return Ok(None);
    }
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '\n' | '\r');
    let before = text.between(first.saturating_sub(160), first);
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let after = text.between(last, last + 160);
    let after = after.split_inclusive(is_end).next().unwrap_or_default();
    let source = ctx.board.whole.source(citation.passage.source);
    let title = source.and_then(|s| s.title.clone().or_else(|| s.name.clone())).unwrap_or_default();
    Ok(Some(Quote {
        before: before.trim_start().to_owned(),
        marked: text.between(first, last).to_owned(),
        after: after.trim_end().to_owned(),
        href: ctx.passage(citation),
        title,
        row: row(&text, source, start, end),
    }))
}
