//! What each character of a text looks like as it is printed: told once, for the passes that mend the text.

use crate::charset::is_han;
use crate::fold::Fold;
use crate::repair::{SHOWS, is_line_end};
use crate::signs::Row;
use crate::span::Span;
use crate::view::{FILLER, goes_with_others, is_blank, is_invisible};
use std::ops::Range;

/// It is folded to another character.
pub(crate) const CHANGES: u8 = 1;
/// It is none that can be taken together with its neighbours, see [`goes_with_others`].
pub(crate) const ALONE: u8 = 2;
/// It may show a fault of the page.
pub(crate) const SHOWING: u8 = 4;
/// It ends a line.
pub(crate) const END: u8 = 8;
/// It shows nothing, and may hide something.
pub(crate) const INVISIBLE: u8 = 16;
/// It is blank.
pub(crate) const BLANK: u8 = 32;

/// A sign may begin with it that stands for a character, as in the source of a page.
pub(crate) const ESCAPE: u8 = 64;

/// The looks of every character of a text.
#[derive(Debug, Clone)]
pub(crate) struct Looks(Vec<u8>);

impl Looks {
    /// The looks of the characters of `original`.
    pub(crate) fn of(original: &[char]) -> Self {
        let table = &Fold::get().looks;
        // Beyond the basic plane stand characters of names, none of which shows anything.
        Self(original.iter().map(|c| table.get(*c as usize).copied().unwrap_or(ALONE)).collect())
    }

    /// Looks again at characters that are folded otherwise than the table says.
    pub(crate) fn renew(&mut self, spans: &[Span], original: &[char], folded: &[char]) {
        for at in spans.iter().flat_map(|span| span.range()) {
            if let (Some(place), Some(c), Some(folded)) = (self.0.get_mut(at), original.get(at), folded.get(at)) {
                *place = look(*c, *folded);
            }
        }
    }

    /// Puts line ends in place of the characters of `range`.
    pub(crate) fn end_lines(&mut self, range: Range<usize>) {
        self.0.get_mut(range).unwrap_or_default().fill(look('\n', '\n'));
    }

    /// As a row to look something up in.
    pub(crate) fn row(&self) -> Row<'_> {
        Row::of(&self.0)
    }

    /// The folded text. Few characters are folded to others.
    pub(crate) fn folded(&self, original: &[char]) -> Vec<char> {
        let fold = Fold::get();
        let mut out = original.to_vec();
        let mut from = 0;
        while let Some(at) = self.row().next(from, CHANGES) {
            out[at] = fold.char(out[at]);
            from = at + 1;
        }
        out
    }
}

/// The look of a character that is folded to `folded`.
pub(crate) fn look(c: char, folded: char) -> u8 {
    let of = |holds: bool, look: u8| if holds { look } else { 0 };
    let old = matches!(c, '\u{3400}'..='\u{4dbf}');
    of(c != folded, CHANGES)
        | of(!goes_with_others(c) || !goes_with_others(folded), ALONE)
        | of((is_han(c) || old) && c != folded || SHOWS.contains(c), SHOWING)
        | of(is_line_end(folded), END)
        | of(is_invisible(c) && c != FILLER, INVISIBLE)
        | of(is_blank(folded), BLANK)
        | of(
            matches!(c, '\\' | '&' | '<' | '鈥' | 'â' | '¡' | '?' | '.' | '．' | '\u{fffd}' | '\u{93}' | '\u{94}'),
            ESCAPE,
        )
}

/// The looks of the basic plane, were no character folded.
pub(crate) fn table() -> Vec<u8> {
    // Han characters, syllables and signs: what is neither blank nor hides is filled in at once.
    let mut out = vec![ALONE; 0x1_0000];
    for (first, last) in [('\u{3001}', '\u{b000}'), ('\u{ff04}', '\u{ff5e}')] {
        out.get_mut(first as usize..=last as usize).unwrap_or_default().fill(0);
    }
    for c in
        SHOWS.chars().chain('\0'..='\u{ff}').chain('\u{2000}'..='\u{206f}').chain(['\u{1680}', '\u{3000}', '\u{feff}'])
    {
        if let Some(place) = out.get_mut(c as usize) {
            *place = look(c, c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_the_look_it_should_have() {
        let text: Vec<char> = ('\0'..='\u{2_ffff}').collect();
        let looks = Looks::of(&text);
        let folded = looks.folded(&text);
        for (at, c) in text.iter().enumerate() {
            assert_eq!(folded[at], Fold::get().char(*c), "{c:?}");
            assert_eq!(looks.0[at], look(*c, folded[at]), "{c:?}");
        }
    }
}
