//! Whether a document says that it is not for everybody: 机密★1年, 内部资料 注意保存. Words: `lexicon/zh/markings.txt`.

use luoshi_reader::{LexiconError, parse_lexicon};
use std::sync::OnceLock;

/// Lines of text from the beginning among which a marking stands, and from the end.
const HEAD: usize = 40;
const TAIL: usize = 6;

/// Characters of the longest line that is a marking.
const LONGEST: usize = 40;

const FILE: (&str, &str) = ("proposal/zh/markings.txt", include_str!("../lexicon/zh/markings.txt"));

/// A marking that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The line as written, without the blanks around it.
    pub text: String,
    /// Its line, from 1; 0 where it stands in the file's name.
    pub line: usize,
}

/// The first marking of a document, in its file's name or in a line of its own near the beginning or the end; with a
/// star, as documents bear it by rule, in any line.
///
/// ```
/// use luoshi_proposal::marking;
///
/// let found = marking("机密★1年\n\n云泽市2026年工作要点\n", "要点.docx").expect("a marking");
/// assert_eq!((found.text.as_str(), found.line), ("机密★1年", 1));
/// assert_eq!(marking("云泽市2026年工作要点\n\n加强内部管理，保守国家秘密。\n", "要点.docx"), None);
/// ```
#[must_use]
pub fn marking(text: &str, file_name: &str) -> Option<Marking> {
    let words = Words::get();
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let apart = |c: char| !c.is_alphanumeric() || c == '_';
    if let Some(part) = stem.split(apart).find(|part| words.level.iter().chain(&words.internal).any(|w| w == part)) {
        return Some(Marking { text: part.to_owned(), line: 0 });
    }
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().map(|(n, l)| (n + 1, l.trim())).filter(|(_, l)| !l.is_empty()).collect();
    let near = |place: usize| place < HEAD || place + TAIL >= lines.len();
    let found = lines.iter().enumerate().find(|(place, (_, line))| words.marks(line, near(*place)));
    found.map(|(_, (line, text))| Marking { text: (*text).to_owned(), line: *line })
}

/// Every fault in the data file.
pub(crate) fn faults() -> Vec<LexiconError> {
    parse_lexicon(FILE.0, FILE.1).1
}

#[derive(Debug, Default)]
struct Words {
    level: Vec<&'static str>,
    internal: Vec<&'static str>,
    beside: Vec<&'static str>,
    star: Vec<&'static str>,
}

impl Words {
    fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut out = Self::default();
            for entry in parse_lexicon(FILE.0, FILE.1).0 {
                let group = match entry.group {
                    "level" => &mut out.level,
                    "internal" => &mut out.internal,
                    "beside" => &mut out.beside,
                    _ => &mut out.star,
                };
                group.extend(entry.words);
            }
            for group in [&mut out.level, &mut out.internal, &mut out.beside, &mut out.star] {
                group.sort_by_key(|w| std::cmp::Reverse(w.len()));
            }
            out
        })
    }

    /// Whether a line is a marking and nothing else; `near` the beginning or the end of the text one without a star counts.
    fn marks(&self, line: &str, near: bool) -> bool {
        if line.chars().count() > LONGEST {
            return false;
        }
        let folded: String = line.chars().map(half).filter(|c| counts(*c)).flat_map(char::to_uppercase).collect();
        let mut rest = folded.as_str();
        let (mut secret, mut starred) = (false, false);
        while !rest.is_empty() {
            let front = |words: &[&'static str]| words.iter().find_map(|w| rest.strip_prefix(w));
            if let Some(after) = front(&self.level).or_else(|| front(&self.internal)) {
                secret = true;
                rest = after;
            } else if let Some(after) = front(&self.star) {
                starred = true;
                rest = after;
            } else if let Some(after) = front(&self.beside).or_else(|| rest.strip_prefix(|c: char| c.is_ascii_digit()))
            {
                rest = after;
            } else {
                return false;
            }
        }
        secret && (near || starred)
    }
}

/// Half-width letters, digits and marks.
fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Whether a character of a line is looked at: letters, digits, stars.
fn counts(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '★' | '☆' | '※' | '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_data_file_holds() {
        let (entries, faults) = parse_lexicon(FILE.0, FILE.1);
        assert!(faults.is_empty(), "{faults:?}");
        let mut seen = 0;
        for (kind, text, line) in entries.iter().flat_map(|e| &e.examples) {
            let page = format!("{text}\n云泽市2026年工作要点\n全市要抓好落实。\n");
            assert_eq!(marking(&page, "a.txt").is_some(), *kind == "reads", "line {line}: {text}");
            seen += 1;
        }
        assert!(seen >= 8);
    }

    #[test]
    fn far_inside_only_a_star_makes_a_marking() {
        let page =
            |line: &str| format!("{}{line}\n{}", "全市要抓好落实。\n".repeat(60), "全市要抓好落实。\n".repeat(60));
        assert_eq!(marking(&page("内部"), "a.txt"), None);
        assert_eq!(marking(&page("秘密★长期"), "a.txt").map(|m| m.line), Some(61));
    }

    #[test]
    fn the_name_of_a_file_may_say_it() {
        assert_eq!(marking("全市要抓好落实。", "【内部】要点.docx").map(|m| m.line), Some(0));
        assert_eq!(marking("全市要抓好落实。", "机密_2026.txt").map(|m| m.text), Some("机密".to_owned()));
        assert_eq!(marking("全市要抓好落实。", "保守国家秘密.txt"), None);
    }
}
