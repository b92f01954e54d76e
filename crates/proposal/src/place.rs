//! Whose document it is, and where a figure is of.

use crate::proposal::Place;
use luoshi_reader::{NameClass, Reading, recognise};

/// The place of a name, with its code where the reader knows one.
pub(crate) fn named(name: &str) -> Place {
    let found = recognise(name, None).places;
    let code = found.iter().find(|p| p.range.start == 0 && p.range.end == name.chars().count()).map(|p| p.code.clone());
    Place { name: name.to_owned(), code: code.filter(|c| !c.is_empty()) }
}

/// The place that a document speaks for: with the code the reading gives it, for names of counties recur.
pub(crate) fn of_body(body: &str, reading: &Reading) -> Place {
    // 国务院 speaks for the country.
    let words = crate::lexicon::Lexicon::get();
    if let Some(nation) = words.words("nation").first().filter(|_| words.words("nation.speaks").contains(&body)) {
        return Place { name: (*nation).to_owned(), code: None };
    }
    let here = |text: &str| text == body;
    let code = reading
        .names
        .iter()
        .find(|n| n.class == NameClass::Place && here(&n.text) && n.code.is_some())
        .and_then(|n| n.code.clone());
    Place { code: code.or_else(|| named(body).code), name: body.to_owned() }
}

/// Where a scope lies, seen from the place of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lies {
    /// It is no place.
    NoPlace,
    /// The place itself.
    Here,
    /// A part of it.
    Within(Place),
    /// Another place.
    Outside,
}

/// Where a scope lies.
pub(crate) fn lies(scope: &str, home: Option<&Place>) -> Lies {
    if home.is_some_and(|home| home.name == scope) {
        return Lies::Here;
    }
    let found = named(scope);
    let Some(code) = &found.code else { return Lies::NoPlace };
    let Some(home) = home else { return Lies::Outside };
    if home.name == found.name {
        return Lies::Here;
    }
    if crate::lexicon::Lexicon::get().words("nation").contains(&home.name.as_str()) {
        return Lies::Within(found);
    }
    let Some(whole) = &home.code else { return Lies::Outside };
    let stem = stem(whole);
    if code == whole {
        Lies::Here
    } else if code.starts_with(stem) && !stem.is_empty() {
        Lies::Within(found)
    } else {
        Lies::Outside
    }
}

/// The digits of a code that its parts share: 15 of 150000, 1505 of 150500.
pub(crate) fn stem(code: &str) -> &str {
    let mut stem = code;
    while let Some(shorter) = stem.strip_suffix("00") {
        stem = shorter;
    }
    stem
}
