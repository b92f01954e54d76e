//! The name of the data file that stands within words around it.

use crate::fold::folded;
use crate::lexicon::Lexicon;

/// The name in the data file that this is, or that it is once words around it are taken off.
pub(crate) fn find(name: &str) -> Option<usize> {
    let lexicon = Lexicon::get();
    let mut name = name;
    loop {
        if let Some(known) = lexicon.spelled(name) {
            return Some(known);
        }
        let after = || lexicon.words("strip.known").iter().find_map(|w| name.strip_suffix(w)).filter(enough);
        let before = || lexicon.words("strip.known.before").iter().find_map(|w| name.strip_prefix(w)).filter(enough);
        name = shorter(name).or_else(after).or_else(before)?;
    }
}

/// Less than two characters are no name.
pub(crate) fn enough(rest: &&str) -> bool {
    rest.chars().count() >= 2
}

/// The name without one word before or behind it.
pub(crate) fn shorter(name: &str) -> Option<&str> {
    let lexicon = Lexicon::get();
    let after = lexicon.words("strip.after").iter().find_map(|w| name.strip_suffix(w)).filter(enough);
    after.or_else(|| lexicon.words("strip.before").iter().find_map(|w| name.strip_prefix(w)).filter(enough))
}

/// The usual name of what is spelled so, with words around it taken off.
pub(crate) fn usual(name: &str) -> Option<&'static str> {
    find(name).and_then(|n| Lexicon::get().names.get(n)).map(|n| n.usual)
}

/// Whether the data file has the name as it stands.
pub(crate) fn stands(name: &str) -> bool {
    Lexicon::get().spelled(&folded(name)).is_some()
}
