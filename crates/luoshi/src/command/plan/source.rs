//! A document of the record, by whatever a person names it with.

use crate::i18n::Words;
use crate::terminal::inert;
use luoshi_store::hex::encode as hex;
use luoshi_store::plan::Source;
use sha2::{Digest as _, Sha256};

/// Hexadecimal digits below which the beginning of a hash is taken for a number.
const LEAST: usize = 6;

/// The document that is named: by its number (`12`, `source/12`), the beginning of its hash, or a file with its bytes.
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
                return Err(words.fill("plan.source_several", &[("named", &inert(named))]));
            }
            return Ok(found);
        }
    }
    if let Ok(bytes) = std::fs::read(named) {
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        return all
            .iter()
            .find(|s| s.sha256 == hash)
            .ok_or_else(|| words.fill("plan.source_not_in", &[("named", &inert(named))]));
    }
    Err(words.fill("plan.source_none", &[("named", &inert(named))]))
}
