//! Where a record is kept.

use crate::error::StoreError;
use std::fmt;
use std::path::{Path, PathBuf};

/// A folder with a SQLite file in it, or a PostgreSQL server.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder; its files are `record.db`, `lock`, and the log below `log/`. Or the file of a backup, for reading.
    Folder(PathBuf),
    /// The URL of a database.
    Server(String),
}

impl Place {
    /// What people write: `postgres://…` or `postgresql://…` is a server, anything else a folder.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Server(text.to_owned())
        } else {
            Self::Folder(PathBuf::from(text))
        }
    }

    pub(crate) fn file(folder: &Path) -> PathBuf {
        if folder.is_file() { folder.to_owned() } else { folder.join("record.db") }
    }

    /// Whether there is a record already. A server is asked when it is opened.
    pub(crate) fn check_there(&self) -> Result<(), StoreError> {
        match self {
            Self::Folder(folder) if !Self::file(folder).is_file() => Err(StoreError::NoRecord(self.to_string())),
            Self::Folder(_) | Self::Server(_) => Ok(()),
        }
    }
}

impl fmt::Display for Place {
    /// Without a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Server(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let end = rest.find(['/', '?']).unwrap_or(rest.len());
                let host = rest[..end].rfind('@').map_or(0, |at| at + 1);
                let path = rest[end..].split('?').next().unwrap_or_default();
                write!(f, "{scheme}://{}{path}", &rest[host..end])
            }
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
