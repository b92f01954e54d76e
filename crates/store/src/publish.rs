//! Signing the log and laying it out as files that any web server can serve.

use crate::act::random;
use crate::db::{Connection, Sql, Value, statements};
use crate::error::StoreError;
use crate::head::{self, Lock};
use crate::hex;
use crate::journal::{Checkpoint, Hash, Note, Signer, Tile, Verifier};
use crate::store::{Options, Step};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

statements! {
    SIGNERS = Sql::new("SELECT verifier, seed FROM signer WHERE seed IS NOT NULL ORDER BY id DESC");
    VERIFIERS = Sql::new("SELECT verifier FROM signer ORDER BY id DESC");
    SIGNED = Sql::new("SELECT size, root, signed FROM checkpoint WHERE one = 1");
    SIGN = Sql::new(
        "INSERT INTO checkpoint (one, size, root, signed) VALUES (1, $1, $2, $3) \
         ON CONFLICT (one) DO UPDATE SET size = EXCLUDED.size, root = EXCLUDED.root, signed = EXCLUDED.signed \
         WHERE checkpoint.size < EXCLUDED.size",
    );
}

/// A key for a new log: as a verifier key, and its secret.
///
/// A log that goes on after `old` keys has another name than theirs: under one name there is one history.
pub(crate) fn new_key(origin: Option<&str>, old: &[Verifier]) -> Result<(String, [u8; 32]), StoreError> {
    let seed: [u8; 32] = random()?;
    let mut origin = match (origin, old.last()) {
        (Some(origin), _) => origin.to_owned(),
        (None, Some(first)) => first.name().to_owned(),
        // A name that cannot be taken for another log's, and says that nobody chose it.
        (None, None) => format!("{}.luoshi.invalid/log", hex::encode(&random::<8>()?)),
    };
    if old.iter().any(|key| key.name() == origin) {
        origin = format!("{origin}/{}", old.len() + 1);
    }
    let signer = Signer::new(&origin, &seed).map_err(|e| StoreError::Refused(e.to_string()))?;
    Ok((signer.verifier().to_string(), seed))
}

/// The signed state that a database keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signed {
    pub(crate) size: i64,
    pub(crate) root: Vec<u8>,
    pub(crate) note: String,
}

pub(crate) fn signed(c: &mut Connection) -> Result<Option<Signed>, StoreError> {
    c.one(SIGNED, &[], |row| {
        Ok(Signed { size: row.int(0)?, root: row.bytes(1)?.to_owned(), note: row.text(2)?.to_owned() })
    })
}

/// The keys of a log, the newest first.
pub(crate) fn verifiers(c: &mut Connection) -> Result<Vec<Verifier>, StoreError> {
    let mut all = Vec::new();
    c.each(VERIFIERS, &[], |row| {
        let key = row.text(0)?.parse().map_err(|e| StoreError::Odd(format!("a key of the log: {e}")))?;
        all.push(key);
        Ok(())
    })?;
    Ok(all)
}

/// Whether there is a key to sign with.
pub(crate) fn can_sign(c: &mut Connection) -> Result<bool, StoreError> {
    Ok(c.one(SIGNERS, &[], |_| Ok(()))?.is_some())
}

fn signers(c: &mut Connection) -> Result<Vec<Signer>, StoreError> {
    let mut all: Vec<Signer> = Vec::new();
    c.each(SIGNERS, &[], |row| {
        let odd = |why: &str| StoreError::Odd(format!("the key of the log: {why}"));
        let verifier: Verifier = row.text(0)?.parse().map_err(|_| odd("not a verifier key"))?;
        let seed: [u8; 32] = row.bytes(1)?.try_into().map_err(|_| odd("not 32 bytes"))?;
        let signer = Signer::new(verifier.name(), &seed).map_err(|e| odd(&e.to_string()))?;
        if signer.verifier() != verifier {
            return Err(odd("its secret does not fit its public half"));
        }
        all.push(signer);
        Ok(())
    })?;
    Ok(all)
}

/// Where the log is laid out.
#[derive(Debug)]
pub(crate) struct Publisher {
    folder: Option<PathBuf>,
    /// The checkpoint that the folder shows.
    shown: Option<String>,
}

impl Publisher {
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, shown: None }
    }

    /// Lays out what is new, waits until it is on the disk, signs it, and shows the signature last.
    pub(crate) fn publish(&mut self, c: &mut Connection, options: &Options) -> Result<(), StoreError> {
        let head = head::read(c, Lock::None)?;
        let before = signed(c)?;
        let mut shown = 0;
        if let Some(folder) = self.folder.clone() {
            shown = self.shown_size(&folder)?;
            if shown > head.size as u64 {
                return Err(StoreError::Behind { size: head.size, published: shown });
            }
            lay(c, &folder, shown, head.size as u64)?;
            options.step(Step::Laid);
        }
        let current = match before {
            Some(before) if before.size >= head.size => before,
            Some(_) | None => sign(c, head.size, head.root)?,
        };
        options.step(Step::Signed);
        if let Some(folder) = &self.folder
            && self.shown.as_ref() != Some(&current.note)
            && current.size <= head.size
        {
            let keys = verifiers(c)?.iter().map(Verifier::to_string).collect::<Vec<_>>().join("\n") + "\n";
            replace(&folder.join("vkey"), keys.as_bytes())?;
            replace(&folder.join("checkpoint"), current.note.as_bytes())?;
            self.shown = Some(current.note);
            tidy(folder, shown, head.size as u64)?;
        }
        options.step(Step::Published);
        Ok(())
    }

    /// How many entries the checkpoint in the folder speaks of.
    fn shown_size(&mut self, folder: &Path) -> Result<u64, StoreError> {
        if self.shown.is_none() {
            let path = folder.join("checkpoint");
            match fs::read_to_string(&path) {
                Ok(note) => self.shown = Some(note),
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(0),
                Err(e) => return Err(StoreError::file(&path, &e)),
            }
        }
        let note = self.shown.as_deref().unwrap_or_default();
        let odd = || StoreError::Odd(format!("{}/checkpoint is no checkpoint", folder.display()));
        let text = Note::parse(note.as_bytes()).map_err(|_| odd())?;
        Checkpoint::parse(text.text_unverified()).map(|c| c.size).map_err(|_| odd())
    }
}

/// Signs a state, unless a larger one has been signed meanwhile; what is signed then.
///
/// In a transaction of its own that holds the head: no two programs sign at once, and what is signed was committed before.
fn sign(c: &mut Connection, size: i64, root: Hash) -> Result<Signed, StoreError> {
    c.begin_writing()?;
    let done = (|| {
        head::read(c, Lock::Held)?;
        if let Some(before) = signed(c)?.filter(|before| before.size >= size) {
            return Ok(before);
        }
        let signers = signers(c)?;
        let Some(first) = signers.first() else {
            return Err(StoreError::Odd("the log has no key to sign with".to_owned()));
        };
        let checkpoint = Checkpoint { origin: first.name().to_owned(), size: size as u64, root };
        let note = Note::sign(&checkpoint.text(), &signers);
        c.run(SIGN, &[Value::Int(size), Value::Bytes(&root.0), Value::Text(&note)])?;
        Ok(Signed { size, root: root.0.to_vec(), note })
    })();
    match done {
        Ok(signed) => c.batch("COMMIT").map(|()| signed),
        Err(error) => {
            let _ = c.batch("ROLLBACK");
            Err(error)
        }
    }
}

/// Writes the files that a log of `size` entries has and one of `before` had not, and waits for the disk.
fn lay(c: &mut Connection, folder: &Path, before: u64, size: u64) -> Result<(), StoreError> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for tile in Tile::added(before, size) {
        let path = folder.join(tile.path());
        let within = path.parent().unwrap_or(folder).to_owned();
        if !folders.contains(&within) {
            fs::create_dir_all(&within).map_err(|e| StoreError::file(&within, &e))?;
            folders.push(within);
        }
        let lacks = || StoreError::Damaged(format!("{tile} of the journal is missing or short"));
        let bytes = head::content(c, tile)?.ok_or_else(lacks)?;
        // Whole or not there: who looks meanwhile does not see half of it.
        let meanwhile = folder.join("next");
        whole(&meanwhile, &bytes)?;
        fs::rename(&meanwhile, &path).map_err(|e| StoreError::file(&path, &e))?;
    }
    // The names of the files, and of the folders above them.
    let mut above: Vec<PathBuf> = Vec::new();
    for within in &folders {
        above.extend(within.ancestors().take_while(|a| a.starts_with(folder)).map(Path::to_owned));
    }
    above.sort_unstable();
    above.dedup();
    for folder in above.iter().rev() {
        sync(folder)?;
    }
    Ok(())
}

/// Writes a file and waits until it is on the disk.
fn whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|e| StoreError::file(path, &e))
}

/// Puts a file in the place of another at once.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let meanwhile = path.with_extension("new");
    whole(&meanwhile, bytes)?;
    fs::rename(&meanwhile, path).map_err(|e| StoreError::file(path, &e))?;
    path.parent().map_or(Ok(()), sync)
}

/// Waits until the names in a folder are on the disk.
fn sync(folder: &Path) -> Result<(), StoreError> {
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| StoreError::file(folder, &e))
}

/// Takes away partial tiles whose full ones have come.
fn tidy(folder: &Path, before: u64, size: u64) -> Result<(), StoreError> {
    for last in Tile::added(before, size).filter(Tile::is_full) {
        let partial = folder.join(format!("{}.p", last.path()));
        match fs::remove_dir_all(&partial) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(StoreError::file(&partial, &e)),
        }
    }
    Ok(())
}
