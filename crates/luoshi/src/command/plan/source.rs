//! A document of the record, by whatever a person names it with.

use super::super::import::{TEXT, content, day_of, kept, read};
use super::super::record::said;
use crate::i18n::Words;
use crate::input::{Loaded, from_bytes};
use crate::terminal::inert;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use luoshi_plan::SourceId;
use luoshi_reader::{Options, Reading};
use luoshi_store::hex::encode as hex;
use luoshi_store::plan::{At, Source, readings, source_came};
use luoshi_store::{Store, StoreError};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// Hexadecimal digits below which the beginning of a hash is taken for a number.
const LEAST: usize = 6;

/// The document that is named: by its number (`12`, `source/12`), the beginning of its hash, a file with its bytes, or, where
/// there is no such file here, the name of the file that came in.
pub(crate) fn find<'a>(all: &'a [Source], named: &str, words: &Words) -> Result<&'a Source, String> {
    let number = named.strip_prefix("source/").unwrap_or(named);
    if let Some(found) = all.iter().find(|s| s.id.is_some_and(|id| id.to_string() == number)) {
        return Ok(found);
    }
    let lower = named.to_ascii_lowercase();
    if lower.len() >= LEAST && lower.bytes().all(|b| b.is_ascii_hexdigit()) {
        let mut fit = all.iter().filter(|s| hex(&s.sha256).starts_with(&lower));
        if let Some(found) = fit.next() {
            if fit.next().is_some() {
                return Err(words.fill("propose.source_several", &[("named", &inert(named))]));
            }
            return Ok(found);
        }
    }
    if let Ok(bytes) = std::fs::read(named) {
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        return all
            .iter()
            .find(|s| s.sha256 == hash)
            .ok_or_else(|| words.fill("propose.source_not_in", &[("named", &inert(named))]));
    }
    by_name(all, named, words)
}

/// The document whose file was called so when it came in; of several, none.
pub(crate) fn by_name<'a>(all: &'a [Source], named: &str, words: &Words) -> Result<&'a Source, String> {
    let file = Path::new(named).file_name().map(|n| n.to_string_lossy());
    let mut fit = all.iter().filter(|s| s.name.is_some() && s.name.as_deref() == file.as_deref());
    match (fit.next(), fit.next()) {
        (Some(found), None) => Ok(found),
        (Some(_), Some(_)) => Err(words.fill("propose.source_several", &[("named", &inert(named))])),
        (None, _) => Err(words.fill("propose.source_none", &[("named", &inert(named))])),
    }
}

/// A document as it is kept, read again as it was read when it came in.
pub(crate) struct Held {
    pub(crate) loaded: Loaded,
    pub(crate) reading: Reading,
    /// The day it bears, or that was given for it.
    pub(crate) day: Option<Date>,
    /// The day it came in.
    pub(crate) came: Date,
    pub(crate) id: SourceId,
}

/// Takes a document out of the record. What it is read as must be what is kept: proposals rest on that.
pub(crate) fn held(store: &Store, source: &Source, words: &Words) -> Result<Held, String> {
    let sorry = |e: StoreError| said(&e, words);
    let id = source.id.ok_or_else(|| words.fill("propose.source_none", &[("named", "-")]))?;
    let (keys, at) =
        store.read(|reader| Ok((readings(reader, id, At::NOW)?, source_came(reader, id)?))).map_err(sorry)?;
    let bytes = kept(store, source).map_err(sorry)?;
    let loaded = from_bytes(source.name.clone().unwrap_or_default(), bytes).map_err(|e| e.message(words))?;
    let again = || words.fill("propose.read_again", &[("source", &id.to_string())]);
    let text = keys.iter().find(|(name, ..)| name == TEXT).map(|(_, hash, _)| *hash).ok_or_else(again)?;
    if content(store, &text).map_err(sorry)? != loaded.document.text.as_bytes() {
        return Err(again());
    }
    let read_as = keys.iter().find_map(|(name, hash, _)| Some((day_of(name)?, *hash)));
    let (given, hash) = read_as.ok_or_else(again)?;
    if content(store, &hash).map_err(sorry)? != read(&loaded, given).json {
        return Err(again());
    }
    let reading = loaded.read(Options { date: given, explain: false });
    let day = source.day.as_deref().and_then(|d| d.parse().ok());
    let came = Timestamp::from_microsecond(at).map_or(Date::MIN, |t| TimeZone::UTC.to_datetime(t).date());
    Ok(Held { loaded, reading, day, came, id })
}
