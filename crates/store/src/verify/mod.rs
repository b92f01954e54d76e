//! Checking a record from the entries up: the tree from the entries, every table from the entries, and each byte that says
//! otherwise named.

mod database;
mod files;
mod replay;
mod rows;
mod unfit;

pub use database::database;
pub use files::{Files, Folder, log};
pub use unfit::{Unfit, VerifyError};

pub(crate) use database::STATEMENTS as DATABASE_STATEMENTS;
pub(crate) use replay::STATEMENTS as REPLAY_STATEMENTS;
pub(crate) use rows::STATEMENTS as ROWS_STATEMENTS;

use crate::journal::{Checkpoint, Hash, Note, Verifier};

/// What was checked, and fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The name of the log.
    pub origin: String,
    /// How many entries there are.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// How many entries the last signed checkpoint covers; none if nothing was signed yet.
    pub signed: Option<u64>,
    /// The keys that sign it.
    pub keys: Vec<Verifier>,
    /// How many entries the kept checkpoint covers, where one was given.
    pub kept: Option<u64>,
    /// How many files of the log were compared.
    pub files: u64,
    /// How many rows of how many tables were made again and compared; none where there was no database.
    pub rows: Option<(u64, u64)>,
    /// How many texts were compared with their seals, and how many had been erased.
    pub texts: (u64, u64),
}

/// A checkpoint that somebody kept, to be found again in the log.
#[derive(Debug, Clone)]
pub struct Kept {
    note: Note,
    checkpoint: Checkpoint,
}

impl Kept {
    /// Reads a kept checkpoint.
    pub fn parse(bytes: &[u8]) -> Result<Self, Unfit> {
        let note = Note::parse(bytes).map_err(|e| Unfit::Checkpoint { which: "kept", why: e.to_string() })?;
        let checkpoint = Checkpoint::parse(note.text_unverified())
            .map_err(|e| Unfit::Checkpoint { which: "kept", why: e.to_string() })?;
        Ok(Self { note, checkpoint })
    }

    /// How many entries it covers.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.checkpoint.size
    }
}

/// A checkpoint whose signature holds, by one of the keys.
fn signed(which: &'static str, bytes: &[u8], keys: &[Verifier]) -> Result<Checkpoint, Unfit> {
    let note = Note::parse(bytes).map_err(|e| Unfit::Checkpoint { which, why: e.to_string() })?;
    by(which, &note, keys)
}

fn by(which: &'static str, note: &Note, keys: &[Verifier]) -> Result<Checkpoint, Unfit> {
    let mut why = "the log has no key".to_owned();
    for key in keys {
        match note.verified(key) {
            Ok(text) => {
                let checkpoint =
                    Checkpoint::parse(text).map_err(|e| Unfit::Checkpoint { which, why: e.to_string() })?;
                if checkpoint.origin == key.name() {
                    return Ok(checkpoint);
                }
                why = format!("it is of the log {}, signed by {}", checkpoint.origin, key.name());
            }
            Err(error) => why = error.to_string(),
        }
    }
    Err(Unfit::Checkpoint { which, why })
}

/// Roots that must be met on the way through the entries: those of checkpoints. They are compared at the end, for a tile or
/// a row that does not fit says more.
#[derive(Debug, Default)]
struct Milestones(Vec<Milestone>);

#[derive(Debug)]
struct Milestone {
    which: &'static str,
    size: u64,
    wanted: Hash,
    found: Option<Hash>,
}

impl Milestones {
    fn add(&mut self, which: &'static str, checkpoint: &Checkpoint) {
        self.0.push(Milestone { which, size: checkpoint.size, wanted: checkpoint.root, found: None });
    }

    /// Notes the root where one is due.
    fn pass(&mut self, size: u64, root: impl Fn() -> Hash) {
        for due in self.0.iter_mut().filter(|due| due.size == size) {
            due.found = Some(root());
        }
    }

    /// Whether all fit a log of `size` entries; the smallest that does not is named.
    fn check(&self, size: u64) -> Result<(), Unfit> {
        let mut all: Vec<&Milestone> = self.0.iter().collect();
        all.sort_by_key(|due| due.size);
        for due in all {
            let Milestone { which, wanted, .. } = *due;
            match due.found {
                Some(found) if found == wanted => {}
                Some(found) => return Err(Unfit::Root { which, size: due.size, wanted, found }),
                None => return Err(Unfit::Shorter { which, covered: due.size, size }),
            }
        }
        Ok(())
    }
}
