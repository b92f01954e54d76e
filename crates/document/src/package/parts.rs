//! Which part is what: content types, and the relations from a part to others.

use super::error::PackageError;
use super::xml::{Space, Step, Xml, text};
use super::zip::Archive;

/// A relation from one part to another, or to something outside.
pub(crate) struct Relation {
    /// The number that markup names it by.
    pub(crate) id: String,
    /// The last word of its type: `styles`, `footnotes`, `image`.
    pub(crate) kind: String,
    /// The part's name in the container.
    pub(crate) target: String,
    /// Outside the file: never followed.
    pub(crate) external: bool,
}

/// A part as text.
pub(crate) fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, PackageError> {
    archive.read(name)?.map(text).transpose()
}

/// The relations of a part; of the whole file for the name "".
pub(crate) fn relations(archive: &mut Archive<'_>, of: &str) -> Result<Vec<Relation>, PackageError> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let slash = if folder.is_empty() { "" } else { "/" };
    let mut relations = Vec::new();
    let Some(text) = part(archive, &format!("{folder}{slash}_rels/{file}.rels"))? else { return Ok(relations) };
    let mut xml = Xml::new(&text);
    loop {
        match xml.next()? {
            Step::Open(element) if element.space == Space::Package && element.name() == "Relationship" => {
                let kind = element.get("Type").unwrap_or_default();
                relations.push(Relation {
                    id: element.get("Id").unwrap_or_default().into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolve(folder, &element.get("Target").unwrap_or_default()),
                    external: element.get("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external")),
                });
            }
            Step::End => return Ok(relations),
            Step::Open(_) | Step::Close | Step::Text(_) => {}
        }
    }
}

/// A target as seen from a folder; names are looked up only, so that one above the top finds nothing.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "" | "." => {}
            _ => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

/// An office document, opened at its main part.
pub(crate) struct Opened<'a> {
    pub(crate) archive: Archive<'a>,
    /// The main part's name.
    pub(crate) main: String,
    /// What is related to it.
    pub(crate) related: Vec<Relation>,
    /// It, as text.
    pub(crate) body: String,
}

/// Opens an office document of at most `largest` bytes whose main part is of this kind (`wordprocessingml`), and holds no
/// macros.
pub(crate) fn open<'a>(bytes: &'a [u8], largest: usize, kind: &str) -> Result<Opened<'a>, PackageError> {
    if bytes.len() > largest {
        return Err(PackageError::TooMuch);
    }
    let mut archive = Archive::open(bytes)?;
    let main = relations(&mut archive, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument" && !relation.external)
        .ok_or(PackageError::Missing)?
        .target;
    let said = content_type(&mut archive, &main)?.unwrap_or_default();
    if said.contains("macroenabled") || archive.has_ending("vbaproject.bin") {
        return Err(PackageError::Macros);
    }
    if !said.contains(kind) {
        return Err(PackageError::OtherInside);
    }
    let related = relations(&mut archive, &main)?;
    let body = part(&mut archive, &main)?.ok_or(PackageError::Missing)?;
    Ok(Opened { archive, main, related, body })
}

/// The part that is related as `kind`, as text.
pub(crate) fn named(
    archive: &mut Archive<'_>,
    related: &[Relation],
    kind: &str,
) -> Result<Option<String>, PackageError> {
    match related.iter().find(|relation| relation.kind == kind && !relation.external) {
        Some(relation) => part(archive, &relation.target),
        None => Ok(None),
    }
}

/// The content type of a part, in lower case.
fn content_type(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, PackageError> {
    let text = part(archive, "[Content_Types].xml")?.ok_or(PackageError::Missing)?;
    let mut xml = Xml::new(&text);
    let (mut exact, mut default) = (None, None);
    loop {
        match xml.next()? {
            Step::Open(element) if element.space == Space::Package => {
                let kind = || element.get("ContentType").map(|kind| kind.to_ascii_lowercase());
                let named = |what: &str, wanted: &str| {
                    element.get(what).is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(wanted))
                };
                match element.name() {
                    "Override" if named("PartName", name) => exact = kind(),
                    "Default" if name.rsplit_once('.').is_some_and(|(_, end)| named("Extension", end)) => {
                        default = kind();
                    }
                    _ => {}
                }
            }
            Step::End => return Ok(exact.or(default)),
            Step::Open(_) | Step::Close | Step::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_looked_up_from_their_part() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolve("word", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(resolve("word/a", "../b//./c.xml"), "word/b/c.xml");
    }
}
