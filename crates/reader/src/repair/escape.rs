//! Signs that stood for line ends and blanks in the database or the program a text was taken out of: `\r\n`, `\t`,
//! `&nbsp;`; and quotation marks whose bytes were read in another encoding. They are read as what they stand for.
//!
//! No Chinese report has a backslash before an `n`, and none an ampersand before `nbsp;`. A path (`C:\new`) has one,
//! but a letter goes on behind it.

use crate::look::ESCAPE;
use crate::note::Note;
use crate::reading::{Repair, RepairKind};
use crate::signs::Row;
use crate::span::Span;

/// Names of blanks in HTML.
const BLANKS: &[&str] = &["nbsp", "ensp", "emsp", "thinsp", "zwnj", "zwj", "#160", "#12288", "#xa0", "#x3000"];
/// Names of marks in HTML that texts have.
const MARKS: &[(&str, char)] = &[
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("quot", '"'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("mdash", '—'),
    ("ndash", '-'),
    ("hellip", '…'),
    ("middot", '·'),
    ("permil", '‰'),
    ("times", '×'),
    ("bull", '●'),
];

/// What a sign stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    LineEnd,
    Blank,
    Mark(char),
}

/// Puts into `folded` what the signs stand for, and lists them as one repair. Of a sign that is read as one character the
/// first keeps its place, the others are blanks; `original` and `folded` have the same length.
pub(crate) fn lift(original: &[char], folded: &mut [char], looks: Row<'_>) -> Option<Repair> {
    /// Signs that are shown in the words of the repair.
    const SHOWN: usize = 4;
    let mut spans: Vec<Span> = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while let Some(next) = looks.next(at, ESCAPE) {
        at = next;
        let rest = original.get(at..).unwrap_or_default();
        let Some((len, is)) = sign(rest).or_else(|| misread(rest, opened(folded, at))) else {
            at += 1;
            continue;
        };
        let places = folded.get_mut(at..at + len)?;
        places.fill(' ');
        match is {
            // Blank lines part more than lines do: one sign is one line end.
            Is::LineEnd => places.iter_mut().next_back().into_iter().for_each(|c| *c = '\n'),
            Is::Mark(c) => places.iter_mut().next().into_iter().for_each(|place| *place = c),
            Is::Blank => {}
        }
        if spans.len() < SHOWN {
            text.push_str(if spans.is_empty() { "" } else { " " });
            text.extend(rest.iter().take(len));
        } else if spans.len() == SHOWN {
            text.push('…');
        }
        match spans.last_mut() {
            Some(last) if last.end() as usize == at => *last = Span::new(last.start(), (at + len) as u32),
            _ => spans.push(Span::new(at as u32, (at + len) as u32)),
        }
        at += len;
    }
    let spans = (!spans.is_empty()).then_some(spans)?;
    Some(Repair { kind: RepairKind::Furniture, text, spans: spans.into(), note: Note::Escape, candidate: None })
}

/// The sign that `rest` begins with, and how long it is.
fn sign(rest: &[char]) -> Option<(usize, Is)> {
    match rest {
        ['\\', 'r', '\\', 'n', rest @ ..] => goes_on(rest).map(|()| (4, Is::LineEnd)),
        ['\\', 'n' | 'r', rest @ ..] => goes_on(rest).map(|()| (2, Is::LineEnd)),
        ['\\', 't', rest @ ..] => goes_on(rest).map(|()| (2, Is::Blank)),
        ['&', rest @ ..] => {
            let len = rest.iter().take(8).position(|c| *c == ';')?;
            let name = rest.get(..len)?;
            let is = |word: &&str| word.chars().eq(name.iter().map(char::to_ascii_lowercase));
            let mark = || MARKS.iter().find(|(word, _)| is(word)).map(|(_, c)| Is::Mark(*c));
            let found = if BLANKS.iter().any(is) { Some(Is::Blank) } else { mark() };
            Some((len + 2, found?))
        }
        _ => None,
    }
}

/// A quotation mark of UTF-8 or GBK whose bytes were read as those of another encoding: `â€œ`, `鈥?`, `¡°`. `opened` says whether
/// one is open, for one of them stands for both.
fn misread(rest: &[char], opened: bool) -> Option<(usize, Is)> {
    match rest {
        ['â', '€', 'œ', ..] => Some((3, Is::Mark('“'))),
        ['â', '€', '\u{9d}' | '\u{fffd}' | '?', ..] => Some((3, Is::Mark('”'))),
        ['â', '€', '˜' | '™' | '“' | '”', ..] => None,
        ['â', '€', ..] | ['¡', '±', ..] => Some((2, Is::Mark('”'))),
        ['¡', '°', ..] => Some((2, Is::Mark('“'))),
        ['鈥', '?' | '？' | '\u{fffd}', ..] => Some((2, Is::Mark(if opened { '”' } else { '“' }))),
        _ => None,
    }
}

/// Whether a quotation mark is open in front of `at`, near by and on the same line.
fn opened(folded: &[char], at: usize) -> bool {
    let before = folded.get(at.saturating_sub(OPEN)..at).unwrap_or_default();
    before.iter().rev().take_while(|c| **c != '\n').find(|c| matches!(c, '“' | '”')) == Some(&'“')
}

/// What stands between two quotation marks is no longer than this.
const OPEN: usize = 60;

/// Whether no letter goes on behind a backslash and its letter, as in a path.
fn goes_on(rest: &[char]) -> Option<()> {
    (!rest.first().is_some_and(char::is_ascii_alphabetic)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::lift;

    fn lifted(text: &str) -> (String, usize) {
        let original: Vec<char> = text.chars().collect();
        let mut folded = original.clone();
        let repair = lift(&original, &mut folded, crate::look::Looks::of(&original).row());
        (folded.into_iter().collect(), repair.map_or(0, |r| r.spans.len()))
    }

    #[test]
    fn signs_are_read_as_what_they_stand_for() {
        assert_eq!(lifted(r"水库修通。\r\n渠道修通。"), ("水库修通。   \n渠道修通。".to_owned(), 1));
        assert_eq!(lifted(r"水库&nbsp;3&ensp;座"), ("水库      3      座".to_owned(), 2));
        assert_eq!(lifted("&ldquo;水网&rdquo;建设"), ("“      水网”      建设".to_owned(), 2));
        // Two in a row are one place.
        assert_eq!(lifted(r"一\n\n二").1, 1);
    }

    #[test]
    fn a_report_of_one_line_has_its_headings() {
        let text = r"各位代表：\r\n一、2030年工作回顾\r\n过去一年，我们新修渠道310公里，新增灌溉面积6.3万亩。\r\n&nbsp;\r\n二、2031年工作安排\r\n加固水库大坝，疏浚河道，建成三座泵站。";
        let reading = crate::read(text, &crate::Options::default());
        let titles: Vec<&str> = reading.outline.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(titles, ["一、2030年工作回顾", "二、2031年工作安排"]);
        assert_eq!(reading.sentences.len(), 5);
        assert_eq!(reading.repairs.iter().filter(|r| r.text.starts_with(r"\r\n")).count(), 1);
    }

    #[test]
    fn quotation_marks_read_in_another_encoding_are_quotation_marks() {
        assert_eq!(lifted("建成â€œ水网â€\u{9d}工程").0, "建成“  水网”  工程");
        assert_eq!(lifted("建成¡°水网¡±工程").0, "建成“ 水网” 工程");
        assert_eq!(lifted("建成鈥?水网鈥?工程，鈥?清流鈥?入户").0, "建成“ 水网” 工程，“ 清流” 入户");
        // What would end a sentence ends none.
        let reading = crate::read("全县建成鈥?织水网鈥?工程310公里，农户受益。", &crate::Options::default());
        assert_eq!(reading.sentences.len(), 1);
        assert_eq!(lifted("Château").0, "Château");
    }

    #[test]
    fn what_only_looks_like_a_sign_stays() {
        for text in [r"C:\new\reports", "R&D;投入", "A&B", r"\", "&", r"x\", "&;", r"\q"] {
            assert_eq!(lifted(text), (text.to_owned(), 0), "{text}");
        }
    }
}
