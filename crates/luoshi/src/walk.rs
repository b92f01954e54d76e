//! From the paths given to the files to read: folders walked in order of name, everything passed over counted.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// `-`.
    Stdin,
    /// A file and its size when it was looked at.
    File(PathBuf, u64),
}

/// What the walk came upon.
#[derive(Debug)]
pub(crate) enum Step {
    /// Something to read.
    Read(Input),
    /// A path that cannot be read or walked.
    Failed(PathBuf, io::Error),
    /// Passed over within a folder, and why.
    Passed(PathBuf, Passed),
}

/// Why something within a folder is not read. What is named on the command line always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passed {
    /// Its name begins with a dot.
    Hidden,
    /// A link to a folder: following it might never end.
    LinkedFolder,
    /// A pipe, a socket, a device: reading it might never end.
    NoFile,
}

/// Walks without holding more than one list of names per folder it is in.
#[derive(Debug)]
pub(crate) struct Walk {
    given: std::vec::IntoIter<PathBuf>,
    /// The folders entered, innermost last, each with the names still to come.
    inside: Vec<(PathBuf, std::vec::IntoIter<OsString>)>,
    /// The file or folder the results go to: reading it too would feed the output to itself.
    except: Option<PathBuf>,
}

impl Walk {
    pub(crate) fn new(given: Vec<PathBuf>, except: Option<&Path>) -> Self {
        let except = except.and_then(|p| p.canonicalize().ok());
        Self { given: given.into_iter(), inside: Vec::new(), except }
    }

    /// A path as given.
    fn outer(&mut self, path: PathBuf) -> Option<Step> {
        if path.as_os_str() == "-" {
            return Some(Step::Read(Input::Stdin));
        }
        match std::fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => self.enter(path),
            Ok(meta) => Some(Step::Read(Input::File(path, meta.len()))),
            Err(error) => Some(Step::Failed(path, error)),
        }
    }

    /// A name within a folder.
    fn inner(&mut self, path: PathBuf) -> Option<Step> {
        let hidden = path.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
        if hidden {
            return Some(Step::Passed(path, Passed::Hidden));
        }
        let meta = match std::fs::metadata(&path) {
            Ok(meta) => meta,
            Err(error) => return Some(Step::Failed(path, error)),
        };
        if meta.is_dir() && self.is_except(&path) {
            return None;
        }
        if meta.is_dir() {
            return if path.is_symlink() { Some(Step::Passed(path, Passed::LinkedFolder)) } else { self.enter(path) };
        }
        if !meta.is_file() {
            return Some(Step::Passed(path, Passed::NoFile));
        }
        if self.is_except(&path) {
            return None;
        }
        Some(Step::Read(Input::File(path, meta.len())))
    }

    fn is_except(&self, path: &Path) -> bool {
        self.except.as_ref().is_some_and(|e| path.canonicalize().is_ok_and(|p| p == *e))
    }

    fn enter(&mut self, folder: PathBuf) -> Option<Step> {
        match std::fs::read_dir(&folder)
            .and_then(|all| all.map(|e| e.map(|e| e.file_name())).collect::<Result<Vec<_>, _>>())
        {
            Ok(mut names) => {
                names.sort_unstable();
                self.inside.push((folder, names.into_iter()));
                None
            }
            Err(error) => Some(Step::Failed(folder, error)),
        }
    }
}

impl Iterator for Walk {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            let step = if let Some((folder, names)) = self.inside.last_mut() {
                if let Some(name) = names.next() {
                    let path = folder.join(name);
                    self.inner(path)
                } else {
                    self.inside.pop();
                    None
                }
            } else {
                let path = self.given.next()?;
                self.outer(path)
            };
            if step.is_some() {
                return step;
            }
        }
    }
}
