//! What single characters show: the other width, traditional forms, characters that hide or stand in for others.

use super::latin::is_between_chinese;
use super::line::is_han;
use super::page::Page;
use super::shorten;
use super::view::spaced_digits;
use crate::charset::CharSet;
use crate::fold::Fold;
use crate::look::{INVISIBLE, SHOWING};
use crate::note::Note;
use crate::number::is_plain;
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

/// The characters that may show something, beside the Han characters that are read as others; see [`list`]. The last are those
/// that words of `[misread]` are looked for at.
pub(crate) static SHOWS: CharSet =
    CharSet::of(&['％', '．', '＋', '－', '＝', '／', '＆', '＃', ',', ';', ':', '(', ')', '!', '?', ' ', '\u{fffd}'])
        .and(&['O', 'o', 'l', 'I', 'О', 'о', 'Ο', 'ο', 'І', '〇', '○', '|'])
        .and(&['曰', '己', '士', '衣', '捉', '往', '戌', '午', '太', '冶', '话', '夭', '巾'])
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
                if raw != c {
                    variant.add(at..at + 1, c);
                } else if let Some((run, meant)) = misread(at, original, folded) {
                    from = run.end.max(from);
                    out.push(Repair {
                        kind: RepairKind::Doubtful,
                        text: original.get(run.clone()).unwrap_or_default().iter().collect(),
                        spans: Span::new(run.start as u32, run.end as u32).into(),
                        note: Note::Lookalike,
                        candidate: Some(meant),
                    });
                }
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
                'O' | 'o' | 'l' | 'I' | 'О' | 'о' | 'Ο' | 'ο' | 'І' | '〇' | '○' | '|' => {
                    if let Some(run) = number(at, original, folded) {
                        from = run.end;
                        out.push(homoglyph(original, run));
                    }
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

/// The digit that a letter, circle or stroke looks like.
fn twin(c: char) -> Option<char> {
    match c {
        'l' | 'I' | 'І' | '|' => Some('1'),
        'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο' | '〇' | '○' => Some('0'),
        _ => None,
    }
}

/// Characters of one number looked at on each side.
const LONG: usize = 16;

/// The number that what looks like a digit at `at` belongs to: it stands between two digits, or where a number of this form
/// (`l4.1%`, `48O0万`) has one before what is counted. No letter stands beside it, as in H2O and 5G; a number begins with O
/// only before a point (O3 is a gas).
fn number(at: usize, original: &[char], folded: &[char]) -> Option<Range<usize>> {
    let raw = |i: usize| original.get(i).copied().unwrap_or('\n');
    let part = |i: usize| digit(folded, i) || folded.get(i) == Some(&'.') || twin(raw(i)).is_some();
    let mut run = at..at + 1;
    while at - run.start < LONG && run.start.checked_sub(1).is_some_and(part) {
        run.start -= 1;
    }
    while run.end - at < LONG && part(run.end) {
        run.end += 1;
    }
    if at > 0 && digit(folded, at - 1) && digit(folded, at + 1) {
        return Some(run);
    }
    let page = Page::get();
    let before = run.start.checked_sub(1).map_or('\n', raw);
    let counted = page.counted.find(folded, run.end).is_some();
    let first = twin(raw(run.start));
    let begins =
        first.is_none() || raw(run.start) != '|' && (first == Some('1') || folded.get(run.start + 1) == Some(&'.'));
    let ends = !matches!(raw(run.end - 1), '|' | '○' | '〇') && raw(run.end - 1) != '.';
    let digits = run.clone().filter(|i| digit(folded, *i)).count();
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    // Letters alone have no digit to be told by, only a magnitude behind two of them: lO亿元.
    let large = run.len() > 1 && matches!(folded.get(run.end), Some('万' | '亿'));
    (counted && (digits > 0 || large) && begins && ends && !joined(before)).then_some(run)
}

/// A number with letters or circles for digits.
fn homoglyph(original: &[char], run: Range<usize>) -> Repair {
    let text = original.get(run.clone()).unwrap_or_default();
    let candidate = text.iter().map(|c| twin(*c).unwrap_or_else(|| Fold::get().char(*c)));
    Repair {
        kind: RepairKind::Doubtful,
        text: text.iter().collect(),
        spans: Span::new(run.start as u32, run.end as u32).into(),
        note: Note::Homoglyph,
        candidate: Some(candidate.collect()),
    }
}

/// A character that machinery which reads pictures took for another like it: `3月31曰`, `己完成`. The word it stands in tells,
/// as no other has it.
fn misread(at: usize, original: &[char], folded: &[char]) -> Option<(Range<usize>, String)> {
    let page = Page::get();
    let plain = |i: usize| digit(folded, i) || folded.get(i).is_some_and(|c| is_plain(*c));
    // A day of a month: no other word has 曰 behind a number.
    if folded.get(at) == Some(&'曰') && at.checked_sub(1).is_some_and(plain) {
        return Some((at..at + 1, "日".to_owned()));
    }
    for start in at.saturating_sub(page.misread_reach)..=at {
        if let Some((len, word)) = page.misread.find(folded, start)
            && start + len > at
        {
            let before = start.checked_sub(1).and_then(|i| folded.get(i)).copied().unwrap_or('\n');
            let spoiled = word.spoiled.chars().any(|c| c == before);
            return (!spoiled && original.get(start..start + len) == folded.get(start..start + len))
                .then(|| (start..start + len, word.is.to_owned()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    fn doubts(text: &str) -> Vec<(String, String)> {
        let reading = crate::read(text, &crate::Options::default());
        reading.repairs.into_iter().filter_map(|r| Some((r.text, r.candidate?))).collect()
    }

    #[test]
    fn letters_that_stand_for_digits_are_doubted_with_what_is_meant() {
        for (text, found, meant) in [
            ("新修渠道l4.1公里，", "l4.1", "14.1"),
            ("新增灌溉面积I3O万亩，", "I3O", "130"),
            ("漏损率下降o.6%，", "o.6", "0.6"),
            ("惠及农户48OO户，", "48OO", "4800"),
            ("完工率2l.7%，", "2l.7", "21.7"),
            ("总投资20O1万元，", "20O1", "2001"),
            ("总投资lO亿元，", "lO", "10"),
        ] {
            assert_eq!(doubts(&format!("{text}农户受益。")), [(found.to_owned(), meant.to_owned())]);
        }
        for text in
            ["臭氧（O3）浓度下降", "H2O含量", "5G基站", "3I类水质", "I类水体5个", "容量10l的桶", "PM2.5平均浓度"]
        {
            assert_eq!(doubts(&format!("{text}，农户受益。")), [], "{text}");
        }
    }

    #[test]
    fn characters_taken_for_others_are_doubted_in_words_that_no_text_has() {
        let found = doubts("3月31曰，全县己完成渠道修复，黑士地保护面积扩太，捉前通水。");
        let meant: Vec<&str> = found.iter().map(|(_, meant)| meant.as_str()).collect();
        assert_eq!(meant, ["日", "已完", "黑土", "扩大", "提前"]);
        for text in ["子曰：学而时习之", "农户自己建渠", "悦己经济", "上午来办", "电话动员", "往年水库", "护林士兵"]
        {
            assert_eq!(doubts(&format!("{text}，农户受益。")), [], "{text}");
        }
    }

    #[test]
    fn every_misread_word_has_a_character_that_is_looked_at() {
        for entry in crate::repair::page::misread() {
            assert!(entry.chars().any(|c| super::SHOWS.contains(c)), "{entry}");
        }
    }
}
