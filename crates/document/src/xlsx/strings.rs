//! The words of cells: shared ones, and those in the cell itself.

use crate::package::PackageError;
use crate::package::xml::{Space, Step, Xml};
use std::borrow::Cow;
use std::ops::Range;

/// Shared words; a sheet of all its rows has a million.
const MOST: usize = 5_000_000;
/// The longest text of a cell that office programs keep, in UTF-16; a few times that is no cell any more.
const LONGEST: usize = 200_000;

/// Where each shared text lies in `arena`.
pub(super) fn read(text: &str, arena: &mut String) -> Result<Vec<Range<u32>>, PackageError> {
    let mut xml = Xml::new(text);
    let mut all = Vec::new();
    loop {
        match xml.next()? {
            Step::Open(element) if element.space == Space::Sheet && element.name() == "si" => {
                if all.len() >= MOST {
                    return Err(PackageError::TooMuch);
                }
                all.push(words(&mut xml, arena)?);
            }
            Step::End => return Ok(all),
            Step::Open(_) | Step::Close | Step::Text(_) => {}
        }
    }
}

/// The words within the element just opened: runs joined, without what only tells how they sound.
pub(super) fn words(xml: &mut Xml<'_>, arena: &mut String) -> Result<Range<u32>, PackageError> {
    let start = arena.len();
    let mut open = 1_usize;
    let mut text = 0_usize;
    while open > 0 {
        match xml.next()? {
            Step::Open(element) => {
                if element.space == Space::Sheet && element.name() == "rPh" {
                    xml.skip()?;
                    continue;
                }
                open += 1;
                if element.space == Space::Sheet && element.name() == "t" {
                    text = open;
                }
            }
            Step::Close => {
                if open == text {
                    text = 0;
                }
                open -= 1;
            }
            Step::Text(words) => {
                if text > 0 {
                    arena.push_str(&unescaped(&words));
                    if arena.len() - start > LONGEST {
                        return Err(PackageError::TooMuch);
                    }
                }
            }
            Step::End => return Err(PackageError::Markup),
        }
    }
    place(start, arena)
}

/// From `start` to the end of the arena.
pub(super) fn place(start: usize, arena: &str) -> Result<Range<u32>, PackageError> {
    let end = u32::try_from(arena.len()).map_err(|_| PackageError::TooMuch)?;
    Ok(start as u32..end)
}

/// `_x000D_` is how markup writes characters that it cannot hold; one that it can hold stays as it is.
pub(super) fn unescaped(words: &str) -> Cow<'_, str> {
    if !words.contains("_x") {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let code = escape.get(2..6).filter(|_| escape.get(6..7) == Some("_"));
        let code =
            code.filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit())).and_then(|c| u32::from_str_radix(c, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            // A line end of old programs comes before the one that stands.
            if c != '\r' {
                out.push(c);
            }
            rest = escape.get(7..).unwrap_or_default();
        } else {
            out.push_str("_x");
            rest = escape.get(2..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_characters_are_undone() {
        let plain = |text: &str| unescaped(text).into_owned();
        assert_eq!(plain("甲_x000D_\n乙"), "甲\n乙");
        assert_eq!(plain("_x005F_x000D_"), "_x000D_");
        assert_eq!(plain("a_x12_b"), "a_x12_b");
        assert_eq!(plain("表_x"), "表_x");
    }
}
