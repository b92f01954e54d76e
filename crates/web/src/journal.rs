//! `/log/`: the transparency log as its clients read it (C2SP tlog-tiles), straight from the record.

use crate::answer::{Answer, BYTES, Keep, TEXT};
use luoshi_store::journal::Tile;
use luoshi_store::{Reader, StoreError};

/// A file of the log, by its path below `/log/`; `None` for what is not there.
pub(crate) fn answer(path: &[&str], reader: &mut Reader<'_>) -> Result<Option<Answer>, StoreError> {
    match path {
        ["checkpoint"] => {
            let signed = reader.checkpoint()?;
            Ok(signed.map(|(_, note)| Answer::new(TEXT, note)))
        }
        ["vkey"] => Ok(Some(Answer::new(TEXT, reader.verifiers()?))),
        ["tile", ..] => {
            let Some(tile) = Tile::from_path(&path.join("/")) else { return Ok(None) };
            // Only what a signed checkpoint covers is there: a tile never changes.
            let size = reader.checkpoint()?.map_or(0, |(size, _)| size);
            if !tile.is_within(u64::try_from(size).unwrap_or(0)) {
                return Ok(None);
            }
            Ok(reader.tile(tile)?.map(|bytes| Answer::new(BYTES, bytes).keep(Keep::Ever)))
        }
        _ => Ok(None),
    }
}
