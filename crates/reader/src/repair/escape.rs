//! Signs that stood for line ends, blanks and marks in the database or the program a text was taken out of: `\r\n`, `\t`,
//! `&nbsp;`, `&#8220;`, `\u201c`, `<br>`; and quotation marks whose bytes were read in another encoding. They are read as what
//! they stand for.
//!
//! No Chinese report has a backslash before an `n`, and none an ampersand before `nbsp;`. A path (`C:\new`) has one,
//! but a letter goes on behind it.

use super::line::{is_han, is_line_end};
use crate::fold::Fold;
use crate::look::ESCAPE;
use crate::note::Note;
use crate::reading::{Repair, RepairKind};
use crate::signs::Row;
use crate::span::Span;
use crate::view::FILLER;

/// Names of blanks in HTML.
const BLANKS: &[&str] = &["nbsp", "ensp", "emsp", "thinsp", "zwnj", "zwj"];
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
/// Tags that end a line, and those that only change how it looks.
const TAGS: &[(&str, Is)] = &[
    ("br", Is::LineEnd),
    ("p", Is::LineEnd),
    ("div", Is::LineEnd),
    ("li", Is::LineEnd),
    ("strong", Is::Nothing),
    ("span", Is::Nothing),
    ("font", Is::Nothing),
    ("b", Is::Nothing),
];

/// What a sign stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    LineEnd,
    Blank,
    Nothing,
    Mark(char),
}

/// What lifting signs gives.
#[derive(Debug)]
pub(crate) struct Lifted {
    /// The original with what the signs stand for in their place, as long as it was.
    pub(crate) shown: Vec<char>,
    /// What was lifted: blanks and line ends together, marks each for itself with what they are read as.
    pub(crate) repairs: Vec<Repair>,
}

/// Puts into `folded` what the signs stand for, and lists them. Of a sign that is read as one character the first place
/// keeps it, the others are filled with what shows nothing; `original` and `folded` have the same length.
pub(crate) fn lift(original: &[char], folded: &mut [char], looks: Row<'_>) -> Option<Lifted> {
    let mut found: Vec<(usize, usize, Is)> = Vec::new();
    // Marks that may be quotation marks or themselves: the text as a whole tells.
    let mut doubtful: Vec<usize> = Vec::new();
    let mut points: Vec<usize> = Vec::new();
    let (mut at, mut open) = (0, None);
    while let Some(next) = looks.next(at, ESCAPE) {
        at = next;
        if matches!(original.get(at), Some('.' | '．')) {
            points.extend(is_stop(original, at).then_some(at));
            at += 1;
            continue;
        }
        let rest = original.get(at..).unwrap_or_default();
        let opened = || opened(original, at, open);
        let Some((len, is)) = sign(rest).or_else(|| misread(rest, opened)) else {
            if matches!(original.get(at), Some('?' | '\u{fffd}')) {
                doubtful.push(at);
            }
            at += 1;
            continue;
        };
        if matches!(is, Is::Mark('“' | '”')) {
            open = (is == Is::Mark('“')).then_some(at + len);
        }
        found.push((at, len, is));
        at += len;
    }
    if found.is_empty() && doubtful.len() < PAIRED && points.is_empty() {
        return None;
    }
    if stops(&points, original) {
        found.extend(points.iter().map(|at| (*at, 1, Is::Mark('。'))));
        found.sort_unstable_by_key(|(at, ..)| *at);
    }
    if let Some(pairs) = pairs(&doubtful, original) {
        found.extend(pairs);
        found.sort_unstable_by_key(|(at, ..)| *at);
    }
    if found.is_empty() {
        return None;
    }
    let fold = Fold::get();
    let mut shown = original.to_vec();
    for (at, len, is) in &found {
        let (fill, first, last) = match is {
            // Blank lines part more than lines do: one sign is one line end.
            Is::LineEnd => (' ', None, Some('\n')),
            Is::Blank => (' ', None, None),
            Is::Nothing => (FILLER, None, None),
            Is::Mark(c) => (FILLER, Some(*c), None),
        };
        for (text, is_folded) in [(&mut shown[..], false), (&mut *folded, true)] {
            let places = text.get_mut(*at..at + len)?;
            places.fill(fill);
            if let (Some(c), Some(place)) = (first, places.first_mut()) {
                *place = if is_folded { fold.char(c) } else { c };
            }
            if let (Some(c), Some(place)) = (last, places.last_mut()) {
                *place = c;
            }
        }
    }
    Some(Lifted { shown, repairs: listed(&found, original) })
}

/// More kinds of marks than this are listed as one: a page whose every character is written as a number.
const KINDS: usize = 16;

/// The signs as repairs.
fn listed(found: &[(usize, usize, Is)], original: &[char]) -> Vec<Repair> {
    /// Signs that are shown in the words of the repair.
    const SHOWN: usize = 4;
    let mut out: Vec<(Option<char>, Vec<Span>, String)> = Vec::new();
    for (at, len, is) in found {
        let mark = if let Is::Mark(c) = is { Some(*c) } else { None };
        let full = out.len() >= KINDS;
        let of = |kind: &(Option<char>, Vec<Span>, String)| kind.0 == mark;
        let index = out.iter().position(of).or(full.then_some(KINDS - 1));
        let index = index.unwrap_or_else(|| {
            out.push((mark, Vec::new(), String::new()));
            out.len() - 1
        });
        let Some((kind, spans, text)) = out.get_mut(index) else { continue };
        if *kind != mark {
            *kind = None;
        }
        if spans.len() < SHOWN {
            text.push_str(if spans.is_empty() { "" } else { " " });
            text.extend(original.get(*at..at + len).unwrap_or_default());
        } else if spans.len() == SHOWN {
            text.push('…');
        }
        match spans.last_mut() {
            // Two line ends in a row are one place; of marks each is read for itself.
            Some(last) if last.end() as usize == *at && mark.is_none() => {
                *last = Span::new(last.start(), (at + len) as u32);
            }
            _ => spans.push(Span::new(*at as u32, (at + len) as u32)),
        }
    }
    let repair = |(mark, spans, text): (Option<char>, Vec<Span>, String)| {
        let stop = mark == Some('。') && text.starts_with(['.', '．']);
        Repair {
            kind: if stop { RepairKind::Width } else { RepairKind::Furniture },
            text,
            spans: spans.into(),
            note: if stop { Note::Width } else { Note::Escape },
            candidate: mark.map(String::from),
        }
    };
    out.into_iter().map(repair).collect()
}

/// The sign that `rest` begins with, and how long it is.
fn sign(rest: &[char]) -> Option<(usize, Is)> {
    match rest {
        ['\\', 'r', '\\', 'n', rest @ ..] => goes_on(rest).map(|()| (4, Is::LineEnd)),
        ['\\', 'n' | 'r', rest @ ..] => goes_on(rest).map(|()| (2, Is::LineEnd)),
        ['\\', 't', rest @ ..] => goes_on(rest).map(|()| (2, Is::Blank)),
        ['\\', '"', ..] => Some((2, Is::Mark('"'))),
        ['\\', 'u', code @ ..] => Some((6, coded(code.get(..4)?, 16)?)),
        ['&', 'a', 'm', 'p', ';', rest @ ..] => match entity(rest) {
            Some((len, is)) => Some((len + 5, is)),
            None => Some((5, Is::Mark('&'))),
        },
        ['&', rest @ ..] => entity(rest).map(|(len, is)| (len + 1, is)),
        ['<', rest @ ..] => tag(rest).map(|(len, is)| (len + 1, is)),
        _ => None,
    }
}

/// `ldquo;`, `#8220;`, `#x201c;`: what stands behind an ampersand.
fn entity(rest: &[char]) -> Option<(usize, Is)> {
    let len = rest.iter().take(9).position(|c| *c == ';')?;
    let is = match rest.get(..len)? {
        ['#', 'x' | 'X', code @ ..] => coded(code, 16)?,
        ['#', code @ ..] => coded(code, 10)?,
        name => {
            let is = |word: &&str| word.chars().eq(name.iter().map(char::to_ascii_lowercase));
            let mark = || MARKS.iter().find(|(word, _)| is(word)).map(|(_, c)| Is::Mark(*c));
            if BLANKS.iter().any(is) { Is::Blank } else { mark()? }
        }
    };
    Some((len + 1, is))
}

/// The character that is written as its number. Controls are none.
fn coded(digits: &[char], base: u32) -> Option<Is> {
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    let code = digits.iter().try_fold(0, |code, c| Some(code * base + c.to_digit(base)?))?;
    let c = char::from_u32(code)?;
    match c {
        '\n' | '\r' => Some(Is::LineEnd),
        _ if c.is_whitespace() => Some(Is::Blank),
        _ if c.is_control() || crate::view::is_dropped(c) => None,
        _ => Some(Is::Mark(c)),
    }
}

/// The farthest that the end of a tag is looked for.
const TAG: usize = 120;

/// `br>`, `/p>`, `span style="…">`: a tag of a page's source in a text that is no page.
fn tag(rest: &[char]) -> Option<(usize, Is)> {
    let slash = usize::from(rest.first() == Some(&'/'));
    let name = rest.get(slash..)?;
    let len = name.iter().take(7).take_while(|c| c.is_ascii_alphanumeric()).count();
    let word = name.get(..len)?;
    let is = TAGS.iter().find(|(tag, _)| tag.chars().eq(word.iter().map(char::to_ascii_lowercase)))?.1;
    let end = name.get(len..)?.iter().take(TAG).position(|c| matches!(c, '>' | '<' | '\n'))?;
    let all = slash + len + end;
    let parted = end == 0 || name.get(len).is_some_and(|c| c.is_ascii_whitespace() || *c == '/');
    (parted && rest.get(all) == Some(&'>')).then_some((all + 1, is))
}

/// A quotation mark of UTF-8 or GBK whose bytes were read as those of another encoding: `â€œ`, `鈥?`, `¡°`. `opened` says whether
/// one is open, for one of them stands for both.
fn misread(rest: &[char], opened: impl Fn() -> bool) -> Option<(usize, Is)> {
    match rest {
        ['â', '€', 'œ', ..] | ['â', '\u{80}', '\u{9c}', ..] => Some((3, Is::Mark('“'))),
        ['â', '€', '\u{9d}' | '\u{fffd}' | '?', ..] | ['â', '\u{80}', '\u{9d}', ..] => Some((3, Is::Mark('”'))),
        ['â', '€', '˜' | '™' | '“' | '”', ..] => None,
        ['â', '€', ..] | ['¡', '±', ..] => Some((2, Is::Mark('”'))),
        ['¡', '°', ..] => Some((2, Is::Mark('“'))),
        ['鈥', '?' | '？' | '\u{fffd}', ..] => Some((2, Is::Mark(if opened() { '”' } else { '“' }))),
        ['\u{93}', ..] => Some((1, Is::Mark('“'))),
        ['\u{94}', ..] => Some((1, Is::Mark('”'))),
        _ => None,
    }
}

/// Whether a quotation mark is open in front of `at`, near by and on the same line; `lifted` is behind the last one that was lifted,
/// if that opened.
fn opened(original: &[char], at: usize, lifted: Option<usize>) -> bool {
    let from = lifted.unwrap_or(at).max(at.saturating_sub(OPEN));
    lifted.is_some_and(|end| at - end <= OPEN)
        && !original.get(from..at).unwrap_or_default().iter().any(|c| matches!(c, '\n' | '”'))
}

/// What stands between two quotation marks is no longer than this.
const OPEN: usize = 60;

/// Marks of two pairs: fewer tell nothing.
const PAIRED: usize = 4;
/// What a program that could not write quotation marks left between two of its marks is no longer than this.
const QUOTED: usize = 24;

/// `?一网两渠?工程`: quotation marks that a program could not write. They are known by what a text has of them: none of the
/// true ones, two pairs or more, and not one that has no partner.
fn pairs(marks: &[usize], original: &[char]) -> Option<Vec<(usize, usize, Is)>> {
    let get = |i: Option<usize>| i.and_then(|i| original.get(i)).copied().unwrap_or('\n');
    if marks.len() < PAIRED || !marks.len().is_multiple_of(2) || original.iter().any(|c| matches!(c, '“' | '”')) {
        return None;
    }
    let mut out = Vec::with_capacity(marks.len());
    for pair in marks.chunks(2) {
        let [open, close] = *pair else { return None };
        let words = original.get(open + 1..close)?;
        let plain =
            |c: &char| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '、' | '·' | '+' | '＋' | '《' | '》');
        // A question may end a line, what is quoted seldom does.
        let before = get(open.checked_sub(1));
        let after = get(Some(close + 1));
        let parted = |c: char| {
            is_han(c)
                || c.is_ascii_digit()
                || matches!(c, '、' | '，' | '；' | '：' | '。' | '（' | '）' | '?' | '\u{fffd}')
        };
        let whole = get(Some(*pair.first()?)) == get(Some(close));
        let fits = (1..=QUOTED).contains(&words.len()) && words.iter().all(plain) && whole;
        if !fits || !(parted(before) || matches!(before, '\n' | '\u{3000}' | ' ')) || !parted(after) {
            return None;
        }
        out.push((open, 1, Is::Mark('“')));
        out.push((close, 1, Is::Mark('”')));
    }
    Some(out)
}

/// Whether the point at `at` may be a full stop in another form: words or a percentage before it, words or nothing behind.
fn is_stop(original: &[char], at: usize) -> bool {
    let get = |i: Option<usize>| i.and_then(|i| original.get(i)).copied().unwrap_or('\n');
    let (before, after) = (get(at.checked_sub(1)), get(Some(at + 1)));
    let word = |c: char| is_han(c) || matches!(c, '”' | '）' | '》' | '%' | '％');
    let ends = is_line_end(after) || at + 1 >= original.len() || matches!(after, ' ' | '\u{3000}' | '”' | '）');
    // The number of a heading (一.) and a name cut short (孙.) stand at the beginning of a line.
    let words = (2..=FEW).all(|n| !is_line_end(get(at.checked_sub(n))) && get(at.checked_sub(n)) != '\u{3000}');
    word(before) && words && (ends || is_han(after) || after.is_ascii_digit() || matches!(after, '“' | '《' | '（'))
}

/// Characters before a full stop in its sentence.
const FEW: usize = 6;
/// So many paragraphs end in a point where points are full stops.
const ENDING: usize = 2;

/// Whether points are full stops in this text: paragraphs end in them, at least one for four that end as usual.
fn stops(points: &[usize], original: &[char]) -> bool {
    let ends = |at: usize| original.get(at + 1).is_none_or(|c| is_line_end(*c));
    let ending = points.iter().filter(|at| ends(**at)).count();
    if ending < ENDING {
        return false;
    }
    let usual = original.windows(2).filter(|w| matches!(w, ['。', c] if is_line_end(*c))).count();
    ending * 4 >= usual
}

/// Whether no letter goes on behind a backslash and its letter, as in a path.
fn goes_on(rest: &[char]) -> Option<()> {
    (!rest.first().is_some_and(char::is_ascii_alphabetic)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::lift;
    use crate::view::FILLER;

    fn lifted(text: &str) -> (String, usize) {
        let original: Vec<char> = text.chars().collect();
        let mut folded = original.clone();
        let lifted = lift(&original, &mut folded, crate::look::Looks::of(&original).row());
        let places = lifted.map_or(0, |lifted| {
            assert_eq!(lifted.shown.len(), original.len());
            lifted.repairs.iter().map(|r| r.spans.len()).sum()
        });
        (folded.into_iter().filter(|c| *c != FILLER).collect(), places)
    }

    #[test]
    fn signs_are_read_as_what_they_stand_for() {
        assert_eq!(lifted(r"水库修通。\r\n渠道修通。"), ("水库修通。   \n渠道修通。".to_owned(), 1));
        assert_eq!(lifted(r"水库&nbsp;3&ensp;座"), ("水库      3      座".to_owned(), 2));
        for text in [
            "&ldquo;水网&rdquo;建设",
            "&#8220;水网&#8221;建设",
            "&#x201c;水网&#X201D;建设",
            "&amp;ldquo;水网&amp;rdquo;建设",
            r"\u201c水网\u201d建设",
            "\u{93}水网\u{94}建设",
            "<b>“水网”</b>建设",
        ] {
            assert_eq!(lifted(text).0, "“水网”建设", "{text}");
        }
        assert_eq!(lifted(r#"\"水网\"建设"#).0, "\"水网\"建设");
        assert_eq!(lifted("水库修通。<br/>渠道修通。</p>").0, "水库修通。    \n渠道修通。   \n");
        // Two in a row are one place.
        assert_eq!(lifted(r"一\n\n二").1, 1);
    }

    #[test]
    fn a_sentence_holds_the_whole_sign_and_a_repair_says_what_it_is_read_as() {
        let text = "全县建成&ldquo;一网两渠&rdquo;。&quot;节水奖励&quot;惠及农户两万户，新修渠道12公里。";
        let reading = crate::read(text, &crate::Options::default());
        let chars: Vec<char> = text.chars().collect();
        let piece = |s: &crate::Span| chars[s.range()].iter().collect::<String>();
        let sentences: Vec<String> = reading.sentences.iter().map(|s| s.spans.iter().map(piece).collect()).collect();
        assert_eq!(sentences.concat(), text);
        assert_eq!(reading.sentences.len(), 2);
        assert!(reading.names.iter().all(|name| !name.text.contains('&')));
        let read: Vec<(Option<&str>, usize)> =
            reading.repairs.iter().map(|r| (r.candidate.as_deref(), r.spans.len())).collect();
        assert_eq!(read, [(Some("“"), 1), (Some("”"), 1), (Some("\""), 2)]);
        // The last sign of a piece belongs to it.
        let heading = "一、建成&ldquo;一网两渠&rdquo;\n全县新修渠道12公里。";
        let reading = crate::read(heading, &crate::Options::default());
        assert_eq!(reading.outline[0].title, "一、建成“一网两渠”");
        assert_eq!(reading.outline[0].spans.last().map(|s| s.end()), Some(22));
    }

    #[test]
    fn marks_that_could_not_be_written_are_quotation_marks_where_all_have_partners() {
        let text = "全县建成?一网两渠?工程，农户称为?幸福水?。\n推广?合同节水?，漏损率下降一成。";
        assert_eq!(lifted(text).0, "全县建成“一网两渠”工程，农户称为“幸福水”。\n推广“合同节水”，漏损率下降一成。");
        assert_eq!(lifted(&text.replace('?', "\u{fffd}")).1, 6);
        for text in [
            "水从哪里来?渠道怎么修?钱从哪里出?农户怎么管?",
            "全县建成?一网两渠?工程，水从哪里来?",
            "全县建成“一网”，推广?合同节水?，称为?幸福水?。",
            "灌\u{fffd}续建配套，渠\u{fffd}硬化",
        ] {
            assert_eq!(lifted(text), (text.to_owned(), 0), "{text}");
        }
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
        assert_eq!(lifted("建成â€œ水网â€\u{9d}工程").0, "建成“水网”工程");
        assert_eq!(lifted("建成¡°水网¡±工程").0, "建成“水网”工程");
        assert_eq!(lifted("建成鈥?水网鈥?工程，鈥?清流鈥?入户").0, "建成“水网”工程，“清流”入户");
        // What would end a sentence ends none.
        let reading = crate::read("全县建成鈥?织水网鈥?工程310公里，农户受益。", &crate::Options::default());
        assert_eq!(reading.sentences.len(), 1);
        assert_eq!(lifted("Château").0, "Château");
    }

    #[test]
    fn points_are_full_stops_where_paragraphs_end_in_them() {
        let text = "全县新修渠道310公里，漏损率下降1.5%.节水奖励逐户兑现.\n水库除险加固同步推进.河道疏浚72公里．\n农户满意率超过九成。";
        let reading = crate::read(text, &crate::Options::default());
        assert_eq!(reading.sentences.len(), 5);
        let repairs: Vec<(Option<&str>, usize)> =
            reading.repairs.iter().map(|r| (r.candidate.as_deref(), r.spans.len())).collect();
        assert_eq!(repairs, [(Some("。"), 4)]);
        for text in [
            "作者约翰.史密斯介绍了灌溉经验.\n一.新修渠道\n全县新修渠道310公里。\n农户满意率超过九成。",
            "一.新修渠道\n二.改造泵站\n三.落实管护\n3.5万户农户受益。",
        ] {
            assert_eq!(lifted(text), (text.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_sign_stays() {
        for text in [
            r"C:\new\reports",
            "R&D;投入",
            "A&B",
            r"\",
            "&",
            r"x\",
            "&;",
            r"\q",
            "<二>",
            "渠<b 库",
            "&#0;",
            "&#xd800;",
            r"\u20",
            "<brx>",
        ] {
            assert_eq!(lifted(text), (text.to_owned(), 0), "{text}");
        }
    }
}
