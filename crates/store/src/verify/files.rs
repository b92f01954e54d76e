//! Checking a log as it is served: checkpoint, tiles and entries, and nothing but the bytes that were fetched.

use super::{Kept, Milestones, Unfit, Verified, VerifyError, by, signed};
use crate::journal::{self, Edge, Full, Hash, Level, Tile, Verifier, WIDTH, entries};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Where the files of a log come from.
pub trait Files {
    /// The bytes of a file, by its path below the root of the log; `None` if there is none.
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, VerifyError>;

    /// All tiles there are, where that can be known.
    fn list(&mut self) -> Result<Option<Listed>, VerifyError> {
        Ok(None)
    }
}

/// The files of a log in a folder.
#[derive(Debug, Default)]
pub struct Listed {
    /// Tiles and bundles.
    pub tiles: BTreeSet<Tile>,
    /// What is below `tile/` and has no name of a tile.
    pub stray: Option<String>,
}

/// A log in a folder.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Files for Folder {
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, VerifyError> {
        let path = self.0.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => Ok(None),
            Err(e) => Err(VerifyError::Fetch { path: path.display().to_string(), why: e.to_string() }),
        }
    }

    fn list(&mut self) -> Result<Option<Listed>, VerifyError> {
        let mut listed = Listed::default();
        let mut folders = vec!["tile".to_owned()];
        while let Some(within) = folders.pop() {
            let path = self.0.join(&within);
            let failed =
                |e: std::io::Error| VerifyError::Fetch { path: path.display().to_string(), why: e.to_string() };
            let found = match fs::read_dir(&path) {
                Ok(found) => found,
                // Taken away meanwhile, or never made: what is missing shows when it is asked for.
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                Err(e) => return Err(failed(e)),
            };
            for entry in found {
                let entry = entry.map_err(failed)?;
                let name = format!("{within}/{}", entry.file_name().to_string_lossy());
                if entry.file_type().map_err(failed)?.is_dir() {
                    folders.push(name);
                } else if let Some(tile) = Tile::from_path(&name) {
                    listed.tiles.insert(tile);
                } else {
                    listed.stray.get_or_insert(name);
                }
            }
        }
        Ok(Some(listed))
    }
}

/// Compares the files of a log with the tree that is made of its entries.
pub(super) struct Compared<'f> {
    files: &'f mut dyn Files,
    /// Partial tiles beside those of the size at hand, by place: they belong to earlier checkpoints.
    older: BTreeMap<(Level, u64), Vec<u16>>,
    pub(super) count: u64,
}

impl<'f> Compared<'f> {
    /// The files of a log, as they were listed; `size` is how many entries the tree has that they are compared with.
    pub(super) fn new(files: &'f mut dyn Files, listed: Listed, size: u64) -> Result<Self, VerifyError> {
        if let Some(path) = listed.stray {
            return Err(Unfit::Stray { path }.into());
        }
        let mut older: BTreeMap<(Level, u64), Vec<u16>> = BTreeMap::new();
        for tile in listed.tiles {
            if !tile.is_within(size) {
                return Err(Unfit::Stray { path: tile.path() }.into());
            }
            older.entry((tile.level, tile.index)).or_default().push(tile.width);
        }
        Ok(Self { files, older, count: 0 })
    }

    /// Compares the files of one place with what the entries make of it. Where `needed`, the one of the full width must be
    /// there.
    pub(super) fn hashes(&mut self, level: u8, index: u64, hashes: &[Hash], needed: bool) -> Result<(), VerifyError> {
        let mut widths = self.older.remove(&(Level::Hashes(level), index)).unwrap_or_default();
        let whole = hashes.len() as u16;
        if needed && !widths.contains(&whole) {
            widths.push(whole);
        }
        for width in widths {
            let tile = Tile { level: Level::Hashes(level), index, width };
            let Some(bytes) = self.files.get(&tile.path())? else {
                if !needed || width != whole {
                    // A partial tile that gave way to the full one since the files were listed.
                    continue;
                }
                return Err(Unfit::Tile { place: tile.path(), why: "missing".to_owned() }.into());
            };
            self.count += 1;
            let Some(found) = journal::hashes(&bytes, width) else {
                let why = format!("{} bytes, not {}", bytes.len(), usize::from(width) * Hash::LENGTH);
                return Err(Unfit::Tile { place: tile.path(), why }.into());
            };
            if let Some(place) = found.iter().zip(hashes).position(|(found, made)| found != made) {
                let number = index * WIDTH + place as u64;
                return Err(if level == 0 {
                    Unfit::Leaf { number, place: tile.path() }.into()
                } else {
                    Unfit::Tile { place: tile.path(), why: format!("hash {place} is not that of what lies below") }
                        .into()
                });
            }
        }
        Ok(())
    }

    /// Compares the bundles of one place with the entries.
    pub(super) fn entries(&mut self, index: u64, made: &[Vec<u8>], needed: bool) -> Result<(), VerifyError> {
        let mut widths = self.older.remove(&(Level::Entries, index)).unwrap_or_default();
        let whole = made.len() as u16;
        if needed && !widths.contains(&whole) {
            widths.push(whole);
        }
        for width in widths {
            let tile = Tile { level: Level::Entries, index, width };
            let Some(bytes) = self.files.get(&tile.path())? else {
                if !needed || width != whole {
                    continue;
                }
                return Err(Unfit::Tile { place: tile.path(), why: "missing".to_owned() }.into());
            };
            self.count += 1;
            let found = entries(&bytes, width).map_err(|e| Unfit::Tile { place: tile.path(), why: e.to_string() })?;
            if let Some(place) = found.iter().zip(made).position(|(found, made)| *found != made.as_slice()) {
                let number = index * WIDTH + place as u64;
                return Err(Unfit::Leaf { number, place: tile.path() }.into());
            }
        }
        Ok(())
    }

    /// Whether a file is there.
    pub(super) fn there(&mut self, tile: Tile) -> Result<(), VerifyError> {
        // It may have given way to the full one meanwhile.
        let full = Tile { width: WIDTH as u16, ..tile };
        match self.files.get(&tile.path())?.or(self.files.get(&full.path())?) {
            Some(_) => Ok(()),
            None => Err(Unfit::Tile { place: tile.path(), why: "missing".to_owned() }.into()),
        }
    }

    /// What was listed and belongs to no place that was compared.
    pub(super) fn rest(&self) -> Result<(), VerifyError> {
        match self.older.iter().next() {
            Some(((level, index), widths)) => {
                let width = widths.first().copied().unwrap_or(1);
                Err(Unfit::Stray { path: Tile { level: *level, index: *index, width }.path() }.into())
            }
            None => Ok(()),
        }
    }
}

/// The keys of a log, one a line.
pub(super) fn keys(bytes: &[u8]) -> Result<Vec<Verifier>, Unfit> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unfit::Tile { place: "vkey".into(), why: "not UTF-8".into() })?;
    let key = |line: &str| line.parse().map_err(|e| Unfit::Tile { place: "vkey".into(), why: format!("{e}") });
    let keys: Vec<Verifier> = text.lines().map(key).collect::<Result<_, Unfit>>()?;
    if keys.is_empty() || !text.ends_with('\n') {
        return Err(Unfit::Tile { place: "vkey".into(), why: "no whole line with a key".into() });
    }
    Ok(keys)
}

/// Checks a log as it is served: its signature, its entries, its tiles, and that it contains what a kept checkpoint covers.
///
/// `trusted` are the keys of the log as known from elsewhere; without them those that it shows itself are taken.
pub fn log(files: &mut dyn Files, kept: Option<&Kept>, trusted: &[Verifier]) -> Result<Verified, VerifyError> {
    let missing = |path: &str| Unfit::Tile { place: path.to_owned(), why: "missing".to_owned() };
    let keys =
        if trusted.is_empty() { keys(&files.get("vkey")?.ok_or_else(|| missing("vkey"))?)? } else { trusted.to_vec() };
    let published = files.get("checkpoint")?.ok_or_else(|| missing("checkpoint"))?;
    let checkpoint = signed("published", &published, &keys)?;
    let mut roots = Milestones::default();
    roots.add("published", &checkpoint);
    if let Some(kept) = kept {
        roots.add("kept", &by("kept", &kept.note, &keys)?);
    }
    let size = checkpoint.size;
    let mut edge = Edge::new();
    roots.pass(0, || edge.root());
    let mut count = 0;
    for index in 0..size.div_ceil(WIDTH) {
        let width = (size - index * WIDTH).min(WIDTH) as u16;
        let tile = Tile { level: Level::Entries, index, width };
        let bytes = files.get(&tile.path())?.ok_or_else(|| missing(&tile.path()))?;
        count += 1;
        let all = entries(&bytes, width).map_err(|e| Unfit::Tile { place: tile.path(), why: e.to_string() })?;
        let mut full: Vec<Full> = Vec::new();
        for entry in all {
            edge.push(Hash::leaf(entry), |tile| full.push(tile));
            roots.pass(edge.size(), || edge.root());
        }
        for tile in full {
            count += u64::from(compare(files, tile.level, tile.index, &tile.hashes)?);
        }
    }
    for level in 0..8 {
        let hashes = edge.partial(level).to_vec();
        if !hashes.is_empty() {
            let index = (size >> (8 * u32::from(level))) / WIDTH;
            count += u64::from(compare(files, level, index, &hashes)?);
        }
    }
    roots.check(size)?;
    Ok(Verified {
        origin: checkpoint.origin,
        size,
        root: checkpoint.root,
        signed: Some(size),
        keys,
        kept: kept.map(Kept::size),
        files: count,
        rows: None,
        texts: (0, 0),
    })
}

/// Compares one tile with the hashes that the entries give; always true, for counting.
fn compare(files: &mut dyn Files, level: u8, index: u64, hashes: &[Hash]) -> Result<bool, VerifyError> {
    let mut one = Compared { files, older: BTreeMap::new(), count: 0 };
    one.hashes(level, index, hashes, true)?;
    Ok(true)
}
