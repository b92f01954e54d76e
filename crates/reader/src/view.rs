//! The mended, folded text of one block, and the way back to the original.
//!
//! Grammar works on a [`View`]: half-width digits and punctuation, simplified characters, the spaces that only the
//! typesetter put in left out. Every character remembers the original character it stands for, so a span found here is
//! always reported in the original.

use crate::span::{Span, Spans};
use std::ops::{Deref, Range};

/// The text as it was given, by characters and by bytes: grammar counts characters, and what is quoted is copied as bytes.
#[derive(Debug)]
pub(crate) struct Original<'a> {
    text: &'a str,
    chars: Vec<char>,
    /// Every [`ROW`] of `chars`.
    rows: Vec<Row>,
}

/// Characters between two whose bytes are known: few bytes are asked for, so what lies between is counted then.
const ROW: usize = 8;

/// Some characters of a text.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// Where they begin in the text.
    begin: u32,
    /// Each takes three bytes.
    han: bool,
}

/// As [`char::len_utf8`], by comparing alone: of several characters at once.
fn bytes(chars: &[char]) -> u32 {
    chars.iter().map(|&c| 1 + u32::from(c >= '\u{80}') + u32::from(c >= '\u{800}') + u32::from(c >= '\u{10000}')).sum()
}

/// The next [`ROW`] characters where each takes three bytes, as Han characters and their marks do: they are decoded side by
/// side. One byte more is looked at, so that each can be taken as a number of four bytes.
fn han(text: &str) -> Option<[char; ROW]> {
    let bytes: &[u8; 3 * ROW + 1] = text.as_bytes().first_chunk()?;
    let mut four = [0; ROW];
    for (number, bytes) in four.iter_mut().zip(bytes.windows(4).step_by(3)) {
        *number = bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    }
    if four.iter().fold(0, |other, bytes| other | bytes ^ 0xe0) & 0xf0 != 0 {
        return None;
    }
    let mut out = ['\0'; ROW];
    for (place, bytes) in out.iter_mut().zip(four) {
        let c = (bytes & 0xf) << 12 | (bytes >> 2) & 0xfc0 | (bytes >> 16) & 0x3f;
        // What three bytes of a text hold is always a character.
        *place = char::from_u32(c).unwrap_or_default();
    }
    Some(out)
}

impl<'a> Original<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        // Counting is quick; a list that grew would be copied again and again.
        let count = text.chars().count();
        let (mut chars, mut rows) = (Vec::with_capacity(count), Vec::with_capacity(count / ROW + 1));
        let mut rest = text;
        while !rest.is_empty() {
            let begin = (text.len() - rest.len()) as u32;
            let row = han(rest);
            rows.push(Row { begin, han: row.is_some() });
            if let Some(row) = row {
                chars.extend_from_slice(&row);
                rest = rest.get(3 * ROW..).unwrap_or_default();
            } else {
                let mut row = ['\0'; ROW];
                let mut next = rest.chars();
                let filled = row.iter_mut().zip(&mut next).map(|(place, c)| *place = c).count();
                chars.extend_from_slice(row.get(..filled).unwrap_or_default());
                rest = next.as_str();
            }
        }
        Self { text, chars, rows }
    }

    /// The characters of `run` as one text.
    fn slice(&self, run: Range<u32>) -> Option<&'a str> {
        let (start, end) = (self.byte(run.start as usize)?, self.byte(run.end as usize)?);
        self.text.get(start..end)
    }

    /// Where the character `at` begins in the text.
    fn byte(&self, at: usize) -> Option<usize> {
        let Some(&row) = self.rows.get(at / ROW) else { return (at == self.chars.len()).then_some(self.text.len()) };
        let step = at % ROW;
        let before = if row.han { 3 * step as u32 } else { bytes(self.chars.get(at - step..at)?) };
        Some((row.begin + before) as usize)
    }
}

impl Deref for Original<'_> {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.chars
    }
}

/// Folded characters with their places in the original, in reading order.
#[derive(Debug, Default, Clone)]
pub(crate) struct View {
    /// What the grammar sees.
    pub(crate) chars: Vec<char>,
    /// For each of `chars`, the index of the original character.
    pub(crate) at: Vec<u32>,
    /// Whether some character stands before the one before it in the original.
    turns_back: bool,
}

impl View {
    /// Empties the view, and makes room for so many characters.
    pub(crate) fn clear(&mut self, room: usize) {
        self.chars.clear();
        self.at.clear();
        self.turns_back = false;
        self.chars.reserve_exact(room);
        self.at.reserve_exact(room);
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(crate) fn push(&mut self, folded: char, original: u32) {
        self.goes_on(original);
        self.chars.push(folded);
        self.at.push(original);
    }

    /// Characters that stand side by side in the original, from `original` on.
    pub(crate) fn extend(&mut self, folded: &[char], original: u32) {
        self.goes_on(original);
        self.chars.extend_from_slice(folded);
        self.at.extend(original..original + folded.len() as u32);
    }

    /// A part of the view.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        Self {
            chars: self.chars.get(range.clone()).unwrap_or_default().to_vec(),
            at: self.at.get(range).unwrap_or_default().to_vec(),
            turns_back: self.turns_back,
        }
    }

    /// The characters of another view behind these.
    pub(crate) fn append(&mut self, other: &Self) {
        other.at.first().into_iter().for_each(|first| self.goes_on(*first));
        self.turns_back |= other.turns_back;
        self.chars.extend_from_slice(&other.chars);
        self.at.extend_from_slice(&other.at);
    }

    /// Notes where the next character stands.
    #[inline]
    fn goes_on(&mut self, original: u32) {
        self.turns_back |= self.at.last().is_some_and(|last| *last >= original);
    }

    /// The pieces of the original that `range` of the view stands for, in reading order. Characters that were only
    /// dropped spaces do not break a piece: `original` says whether what lies between two characters is blank.
    pub(crate) fn spans(&self, range: Range<usize>, original: &[char]) -> Spans {
        if let Some(run) = self.run(range.clone()) {
            return Span::new(run.start, to_end(run.end, original)).into();
        }
        let mut out: Vec<Span> = Vec::new();
        let Some(&first) = self.at.get(range.start) else { return out.into() };
        let (mut start, mut last) = (first, first);
        for &at in self.at.get(range.start + 1..range.end).unwrap_or_default() {
            let joined = at > last
                && (at == last + 1
                    || (at - last <= 64 && original[last as usize + 1..at as usize].iter().all(|c| is_dropped(*c))));
            if !joined {
                out.push(Span::new(start, to_end(last + 1, original)));
                start = at;
            }
            last = at;
        }
        out.push(Span::new(start, to_end(last + 1, original)));
        out.into()
    }

    /// The run of the original that `range` of the view stands for, where it is one without a gap, as it nearly always is.
    fn run(&self, range: Range<usize>) -> Option<Range<u32>> {
        let at = self.at.get(range)?;
        let (first, last) = (*at.first()?, *at.last()?);
        if !self.turns_back {
            // Each stands behind the one before it: they are as many as there are places only without a gap.
            return (last - first == at.len() as u32 - 1).then_some(first..last + 1);
        }
        // Without a way out on the first gap: several places are compared at once.
        let apart = at.iter().zip(first..).fold(0, |apart, (at, next)| apart | (at ^ next));
        (apart == 0).then(|| first..first + at.len() as u32)
    }

    /// As [`Self::original_text`], of the whole original: what stands in a row is copied as it is.
    pub(crate) fn quote(&self, range: Range<usize>, original: &Original<'_>) -> String {
        let whole = self.run(range.clone()).and_then(|run| original.slice(run));
        whole.map_or_else(|| self.original_text(range, original), str::to_owned)
    }

    /// The characters of `range` as they stand in the original, dropped spaces left out.
    pub(crate) fn original_text(&self, range: Range<usize>, original: &[char]) -> String {
        if let Some(run) = self.run(range.clone()) {
            return gather(original.get(run.start as usize..run.end as usize).unwrap_or_default().iter());
        }
        gather(self.at.get(range).unwrap_or_default().iter().filter_map(|&i| original.get(i as usize)))
    }
}

/// Characters as a text. Readings are full of such texts and kept long: room for each is made once, and no more than it
/// needs.
pub(crate) fn gather<'a>(chars: impl Iterator<Item = &'a char> + Clone) -> String {
    let mut out = String::with_capacity(chars.clone().map(|c| c.len_utf8()).sum());
    out.extend(chars);
    out
}

/// Most of a text: Chinese characters and their marks, none of which is blank or hides. Asked first, for the other
/// questions take ten comparisons.
#[inline]
fn is_common(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{b000}')
}

/// A common character, or a letter, digit or mark of other ranges that is as plain: it neither is blank nor hides, and is no
/// `#`. Such can be taken together.
pub(crate) fn goes_with_others(c: char) -> bool {
    is_common(c) || matches!(c, '$'..='~' | '\u{2010}'..='\u{2027}' | '\u{ff04}'..='\u{ff5e}')
}

/// As [`char::is_whitespace`].
#[inline]
pub(crate) fn is_blank(c: char) -> bool {
    !is_common(c) && c.is_whitespace()
}

/// A character that never reaches the grammar inside a sentence: blanks, line ends, zero-width and bidi marks.
#[inline]
pub(crate) fn is_dropped(c: char) -> bool {
    !is_common(c) && (c.is_whitespace() || is_invisible(c))
}

/// Zero-width and direction marks: they show nothing and may hide something, so each is listed as a repair.
#[inline]
pub(crate) fn is_invisible(c: char) -> bool {
    !is_common(c)
        && matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | FILLER
        )
}

/// What stands in the other places of a sign that is read as one character, such as `&ldquo;`. It is no character of any
/// text, and belongs to the character before it.
pub(crate) const FILLER: char = '\u{fdd0}';

/// The end of a piece with the rest of the sign that its last character was read from.
fn to_end(end: u32, original: &[char]) -> u32 {
    let rest = original.get(end as usize..).unwrap_or_default();
    end + rest.iter().take_while(|c| **c == FILLER).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_stands_there_whatever_its_bytes_and_its_order() {
        let text = "x渠é长𠀀1.5里,y水é坝𠀀";
        let original = Original::new(text);
        let count = original.len() as u32;
        let chars: Vec<char> = text.chars().collect();
        let (mut there, mut back) = (View::default(), View::default());
        there.extend(&chars, 0);
        // The same characters, the two halves the other way round.
        back.extend(&chars[7..], 7);
        let mut half = View::default();
        half.extend(&chars[..7], 0);
        back.append(&half);
        assert!(back.turns_back && !there.turns_back);
        for view in [there, back] {
            for (start, end) in (0..count as usize).flat_map(|a| (a + 1..=count as usize).map(move |b| (a, b))) {
                let wanted: String = view.chars[start..end].iter().collect();
                assert_eq!(view.quote(start..end, &original), wanted);
                let spans = view.spans(start..end, &original);
                let pieces: String = spans.iter().flat_map(|s| &original[s.range()]).collect();
                assert_eq!(pieces, wanted);
            }
        }
    }

    #[test]
    fn no_blank_and_nothing_that_hides_is_common() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_blank(c), c.is_whitespace(), "{c:?}");
        }
        for c in ('\0'..=char::MAX).filter(|c| goes_with_others(*c)) {
            let folded = crate::fold::Fold::get().char(c);
            assert!([c, folded].iter().all(|c| !is_dropped(*c) && *c != '#'), "{c:?}");
        }
        assert!("\u{ad}\u{200b}\u{202e}\u{2060}\u{2069}\u{feff}".chars().all(is_invisible));
    }
}
