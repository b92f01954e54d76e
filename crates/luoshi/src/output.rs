//! Where results go: standard output, or a file that is whole or not there at all.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Standard output or a file.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output.
    Stdout(io::Stdout),
    /// A file under another name beside its own, renamed when all is written: a run cut short leaves the old file.
    File {
        /// What is written to.
        file: io::BufWriter<File>,
        /// Its name meanwhile.
        meanwhile: PathBuf,
        /// Its name in the end.
        path: PathBuf,
    },
    /// A device or a pipe: there is nothing to rename.
    Stream(File),
}

impl Output {
    /// `None` or `-`: standard output.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else { return Ok(Self::Stdout(io::stdout())) };
        // A link keeps its name: what it points to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Ok(meta) = path.metadata() {
            if meta.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            if !meta.is_file() {
                return File::options().write(true).open(&path).map(Self::Stream);
            }
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
        name.push(format!(".{}", std::process::id()));
        let meanwhile = path.with_file_name(name);
        // A killed run of the same number may have left its file; nobody else writes under this name.
        let _ = std::fs::remove_file(&meanwhile);
        let made = File::create_new(&meanwhile)?;
        if let Ok(meta) = path.metadata() {
            made.set_permissions(meta.permissions())?;
        }
        let file = io::BufWriter::new(made);
        Ok(Self::File { file, meanwhile, path })
    }

    /// Whether what is written shows on a terminal.
    pub(crate) fn is_on_terminal(&self) -> bool {
        match self {
            Self::Stdout(out) => out.is_terminal(),
            Self::File { .. } | Self::Stream(_) => false,
        }
    }

    /// Everything is written: the file gets its name.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        match &mut self {
            Self::Stdout(_) | Self::Stream(_) => Ok(()),
            Self::File { file, meanwhile, path } => {
                file.get_ref().sync_all()?;
                std::fs::rename(&*meanwhile, &*path)
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File { file, .. } => file.write(bytes),
            Self::Stream(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { file, .. } => file.flush(),
            Self::Stream(file) => file.flush(),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Self::File { meanwhile, .. } = self {
            // After `finish` the name is gone already.
            let _ = std::fs::remove_file(meanwhile);
        }
    }
}

/// A message on standard error. One that cannot be written is lost: there is nowhere left to say so.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}
