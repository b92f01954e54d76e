//! What single characters show: the other width, traditional forms, characters that hide or stand in for others.

use super::latin::is_between_chinese;
use super::line::is_han;
use super::shorten;
use super::view::spaced_digits;
use crate::charset::CharSet;
use crate::look::{INVISIBLE, SHOWING};
use crate::note::Note;
use crate::reading::{Repair, RepairKind};
use crate::signs::Row;
use crate::span::Span;
use std::ops::Range;

/// Runs of one kind of fault in one block, and the mended words.
#[derive(Debug, Default)]
struct Found {
    spans: Vec<Span>,
    text: String,
}

impl Found {
    fn add(&mut self, at: Range<usize>, mended: char) {
        let span = Span::new(at.start as u32, at.end as u32);
        match self.spans.last_mut() {
            Some(last) if last.end() == span.start() => *last = Span::new(last.start(), span.end()),
            _ => {
                // The text is shortened in the end: no need to gather a megabyte.
                if !self.text.is_empty() && self.text.len() < 400 {
                    self.text.push(' ');
                }
                self.spans.push(span);
            }
        }
        if self.text.len() < 400 {
            self.text.push(mended);
        }
    }

    /// A blank between two digits of one number: `1 9 9 7`.
    fn close_up(&mut self, at: usize, original: &[char], folded: &[char]) {
        // What is in the other width is added for itself.
        let plain = |i: usize| folded.get(i).filter(|c| original.get(i) == Some(c));
        let goes_on = self.spans.last().is_some_and(|s| s.end() as usize + 1 == at);
        if self.text.len() < 400 {
            if !goes_on {
                self.text.push_str(if self.text.is_empty() { "" } else { " " });
                self.text.extend(at.checked_sub(1).and_then(plain));
            }
            self.text.extend(plain(at + 1));
        }
        self.spans.push(Span::new(at as u32, at as u32 + 1));
    }

    fn repair(self, kind: RepairKind, note: Note, out: &mut Vec<Repair>) {
        if !self.spans.is_empty() {
            out.push(Repair { kind, text: shorten(&self.text), spans: self.spans.into(), note, candidate: None });
        }
    }
}

/// The characters that are no Han and may show something; see [`list`].
pub(crate) static SHOWS: CharSet =
    CharSet::of(&['％', '．', '＋', '－', '＝', '／', '＆', '＃', ',', ';', ':', '(', ')', '!', '?', ' ', '\u{fffd}'])
        .and(&['O', 'o', 'l', 'I', 'О', 'о', 'Ο', 'ο', 'І', '〇', '○', '|'])
        .and_all('０', '９')
        .and_all('Ａ', 'Ｚ')
        .and_all('ａ', 'ｚ')
        .and_all('\u{e000}', '\u{f8ff}')
        .and_all('\u{80}', '\u{84}')
        .and_all('\u{86}', '\u{9f}')
        .and_all('\u{1cd}', '\u{1dc}')
        .and_all('\u{2510}', '\u{254b}');

/// Lists the faults of one block, given by its pieces.
pub(super) fn list(pieces: &[Range<usize>], original: &[char], folded: &[char], looks: Row<'_>, out: &mut Vec<Repair>) {
    let (mut width, mut variant, mut broken) = <(Found, Found, Found)>::default();
    for piece in pieces {
        let shows = looks.part(0..piece.end);
        let mut from = piece.start;
        // Nearly every character is Han and stands as it is, or a mark that shows nothing.
        while let Some(at) = shows.next(from, SHOWING)
            && let (Some(&raw), Some(&c)) = (original.get(at), folded.get(at))
        {
            from = at + 1;
            if is_han(raw) && is_han(c) {
                variant.add(at..at + 1, c);
                continue;
            }
            match raw {
                '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '＋' | '－' | '＝' | '／' | '＆' | '＃' =>
                {
                    width.add(at..at + 1, c);
                }
                ',' | ';' | ':' | '(' | ')' | '!' | '?' if is_between_chinese(folded, at) => {
                    width.add(at..at + 1, full(raw));
                }
                ' ' if at > 0 && spaced_digits(at - 1, at + 1, folded) => width.close_up(at, original, folded),
                '\u{fffd}'
                | '\u{e000}'..='\u{f8ff}'
                | '\u{80}'..='\u{84}'
                | '\u{86}'..='\u{9f}'
                | '\u{1cd}'..='\u{1dc}'
                | '\u{2510}'..='\u{254b}' => broken.add(at..at + 1, raw),
                'O' | 'o' | 'l' | 'I' | 'О' | 'о' | 'Ο' | 'ο' | 'І' | '〇' | '○' | '|'
                    if is_inside_number(folded, at) =>
                {
                    out.push(homoglyph(original, folded, at));
                }
                _ => {}
            }
        }
    }
    width.repair(RepairKind::Width, Note::Width, out);
    variant.repair(RepairKind::Variant, Note::Variant, out);
    broken.repair(RepairKind::Doubtful, Note::Lost, out);
}

/// Lists the characters of the whole text that show nothing.
pub(super) fn hidden(looks: Row<'_>, out: &mut Vec<Repair>) {
    let mut found = Found::default();
    let mut from = 0;
    while let Some(at) = looks.next(from, INVISIBLE) {
        found.add(at..at + 1, '·');
        from = at + 1;
    }
    found.repair(RepairKind::Doubtful, Note::Invisible, out);
}

/// The full-width twin of a half-width mark.
fn full(c: char) -> char {
    char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
}

fn digit(folded: &[char], at: usize) -> bool {
    folded.get(at).is_some_and(char::is_ascii_digit)
}

fn is_inside_number(folded: &[char], at: usize) -> bool {
    at > 0 && digit(folded, at - 1) && digit(folded, at + 1)
}

/// A letter or circle between two digits.
fn homoglyph(original: &[char], folded: &[char], at: usize) -> Repair {
    let mut from = at;
    let part = |i: usize| folded.get(i).is_some_and(|c| c.is_ascii_digit() || *c == '.');
    while from > 0 && at - from < 16 && part(from - 1) {
        from -= 1;
    }
    let mut to = at + 1;
    while to - at < 16 && part(to) {
        to += 1;
    }
    let text: String = original.get(from..to).unwrap_or_default().iter().collect();
    let meant = match original.get(at) {
        Some('l' | 'I' | 'І' | '|') => '1',
        _ => '0',
    };
    let candidate = folded.get(from..to).unwrap_or_default().iter().enumerate();
    let candidate: String = candidate.map(|(i, c)| if from + i == at { meant } else { *c }).collect();
    Repair {
        kind: RepairKind::Doubtful,
        text,
        spans: Span::new(from as u32, to as u32).into(),
        note: Note::Homoglyph,
        candidate: Some(candidate),
    }
}
