//! Why the record did not do what it was asked.

use thiserror::Error;

/// Why a record was not opened, read or written. The message names what is wrong and what mends it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// What is to be taken back was published since, by the act of this entry.
    #[error("it was published by entry {0}; what is published is changed by a new act and not taken back")]
    Published(i64),
    /// A record, where an empty place was wanted.
    #[error("{0}: something is kept here already; restore into an empty folder or database")]
    NotEmpty(String),
    /// No record where one was looked for.
    #[error("{0}: no record is kept here; a command that writes makes one")]
    NoRecord(String),
    /// A folder or file cannot be used.
    #[error("{path}: {why}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        why: String,
    },
    /// Another program writes to this folder.
    #[error("{0}: another luoshi writes to this folder; stop it first, or use PostgreSQL for several writers")]
    Locked(String),
    /// The tables are of a newer form than this program knows.
    #[error("the record has form {found}, this program knows up to {known}: use a newer luoshi; nothing was changed")]
    Newer {
        /// The form found.
        found: i64,
        /// The newest form known.
        known: i64,
    },
    /// The tables are of an older form, and this command only reads.
    #[error("the record has form {found}, this program reads form {known}: any command that writes brings it there")]
    Older {
        /// The form found.
        found: i64,
        /// The form needed.
        known: i64,
    },
    /// A step to the present form was not made by the text this program has.
    #[error(
        "step {step} of the record's form is not the one this program knows: it was made by another build of luoshi"
    )]
    OtherForm {
        /// The name of the step.
        step: String,
    },
    /// The SQLite library is too old to be trusted with the record.
    #[error("SQLite {0} may damage a file in write-ahead mode; 3.51.3 or later is needed")]
    OldSqlite(&'static str),
    /// The disk is full. Nothing of this change was kept.
    #[error("the disk is full ({0}); nothing of this change was kept; make room and repeat it")]
    Full(String),
    /// The record cannot be written.
    #[error("the record is read-only ({0}); nothing of this change was kept")]
    ReadOnly(String),
    /// Somebody else held what was needed for too long.
    #[error("the record is busy ({0}); nothing of this change was kept; repeat it")]
    Busy(String),
    /// The server cannot be reached.
    #[error("the database cannot be reached ({0}); nothing of this change was kept; repeat it when it is back")]
    Gone(String),
    /// What lies on the disk is damaged.
    #[error("the record is damaged ({0}); stop writing, run luoshi verify, restore a backup")]
    Damaged(String),
    /// The disk did not confirm what was written.
    #[error("the disk did not confirm a write ({0})")]
    Unsynced(String),
    /// A commit was sent and no answer came: the change may have been kept.
    #[error("no answer to the commit ({0}): the change may have been kept; repeat it with the same key to be sure")]
    Unknown(String),
    /// Writing has stopped until the program is started again.
    #[error("writing has stopped since the disk failed ({0}); start luoshi again when it is mended")]
    Stopped(String),
    /// A key was used before, for another request.
    #[error("this key was used for another request (entry {0})")]
    KeyReused(i64),
    /// What was to be changed has changed meanwhile.
    #[error("{what} has changed since it was read (entry {now}); look at it again")]
    Changed {
        /// What.
        what: String,
        /// The entry that changed it last.
        now: i64,
    },
    /// There is no such entry in the journal.
    #[error("there is no entry {0}")]
    NoEntry(i64),
    /// What an entry did is not of the kind that is taken back.
    #[error("entry {entry} is {kind}, which is not taken back")]
    NotTakenBack {
        /// The entry.
        entry: i64,
        /// What it did.
        kind: String,
    },
    /// Nothing of what an entry did stands any more.
    #[error("entry {0} did nothing that stands")]
    NothingStands(i64),
    /// The change is not allowed or makes no sense.
    #[error("{0}")]
    Refused(String),
    /// The published log is ahead of the database.
    #[error(
        "the published log has {published} entries, the database {size}: it is older than what was published; \
         restore a newer backup, or restore this one into another folder"
    )]
    Behind {
        /// Entries in the database.
        size: i64,
        /// Entries in the published checkpoint.
        published: u64,
    },
    /// A database error without a name of its own.
    #[error("the database refused ({0})")]
    Database(String),
    /// A stored value that this program did not write so.
    #[error("the record holds something that this program did not write: {0}; run luoshi verify")]
    Odd(String),
}

impl StoreError {
    pub(crate) fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        let why = error.to_string();
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full(why),
            _ => Self::File { path: path.display().to_string(), why },
        }
    }

    /// Whether the same request may succeed later, and is safe to repeat.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Full(_) | Self::ReadOnly(_) | Self::Busy(_) | Self::Gone(_) | Self::Unknown(_))
    }
}
