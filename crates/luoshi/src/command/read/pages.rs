//! Where pages go: one page of all documents, or a folder with a page for each and a list of them.

use crate::i18n::Words;
use crate::output::Output;
use luoshi_page::reading::{GENERATOR, Listed, Sheet, encoded, index, page};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Whether `--out` names a folder: one that is there, or a name that ends as a folder's does.
pub(super) fn is_folder(out: &Path) -> bool {
    out.as_os_str().as_encoded_bytes().last().is_some_and(|b| std::path::is_separator(char::from(*b))) || out.is_dir()
}

/// A folder of pages.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    listed: Vec<Listed>,
    taken: HashSet<String>,
}

impl Folder {
    /// Makes the folder, where it is not there.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(path)?;
        // The list has its name before any document.
        Ok(Self { path: path.to_owned(), listed: Vec::new(), taken: HashSet::from(["index".to_owned()]) })
    }

    /// Writes the page of one document. `sheet` is no longer needed whole: its list entry is kept.
    pub(super) fn add(&mut self, sheet: &Sheet, page: &str, words: &Words) -> io::Result<()> {
        let name = self.name(&sheet.path);
        self.write(&name, page)?;
        self.listed.push(Listed::new(sheet, encoded(&name), words));
        Ok(())
    }

    /// Writes the list.
    pub(super) fn finish(self, words: &Words) -> io::Result<()> {
        let page = index(self.listed.clone(), words);
        self.write("index.html", &page)
    }

    /// A page is named after its document; of several of one name the later ones are numbered.
    fn name(&mut self, path: &str) -> String {
        let stem = Path::new(path).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        // What a shell, a server or another system would take for something else becomes a line.
        let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
        let stem: String = stem.chars().map(safe).take(80).collect();
        let stem = stem.trim_start_matches('.');
        let stem = if stem.is_empty() || path == "-" { "page" } else { stem };
        // Systems differ in whether A and a are one name.
        let mut name = stem.to_owned();
        let mut n = 1;
        while !self.taken.insert(name.to_lowercase()) {
            n += 1;
            name = format!("{stem}-{n}");
        }
        name.push_str(".html");
        name
    }

    fn write(&self, name: &str, page: &str) -> io::Result<()> {
        let path = self.path.join(name);
        if path.exists() && !is_ours(&path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut output = Output::open(Some(&path))?;
        output.write_all(page.as_bytes())?;
        output.finish()
    }
}

/// Whether a page of ours stands there: what somebody else wrote is never replaced in a folder.
fn is_ours(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(2048).read_to_end(&mut head));
    let mark = GENERATOR.split_inclusive("luoshi ").next().unwrap_or(GENERATOR);
    read.is_ok() && String::from_utf8_lossy(&head).contains(mark)
}

/// The page of all sheets.
pub(super) fn whole(output: &mut Output, sheets: &[Sheet], words: &Words) -> io::Result<()> {
    output.write_all(page(sheets, words).as_bytes())
}
