//! The words of the original behind a span, and where they stand.

use crate::lexicon::Lexicon;
use luoshi_reader::Span;

/// A text by its characters, with the beginnings of its lines.
#[derive(Debug)]
pub(crate) struct Text {
    chars: Vec<char>,
    lines: Vec<u32>,
}

impl Text {
    pub(crate) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let after = chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(at, _)| at as u32 + 1);
        let lines = std::iter::once(0).chain(after).collect();
        Self { chars, lines }
    }

    /// Line and column of a character, from 1.
    pub(crate) fn place(&self, at: u32) -> (usize, usize) {
        let line = self.lines.partition_point(|begin| *begin <= at).max(1);
        let begin = self.lines.get(line - 1).copied().unwrap_or(0);
        (line, (at - begin) as usize + 1)
    }

    /// The words before a place, back to a mark or the beginning of the line; at most `most` characters.
    pub(crate) fn before(&self, at: u32, marks: &[char], most: usize) -> String {
        let end = (at as usize).min(self.chars.len());
        let part = self.chars.get(end.saturating_sub(most)..end).unwrap_or_default();
        let from = part.iter().rposition(|c| marks.contains(c) || *c == '\n').map_or(0, |n| n + 1);
        part.get(from..).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect()
    }

    /// At most `most` characters from a place on.
    pub(crate) fn behind(&self, at: u32, most: usize) -> String {
        let start = (at as usize).min(self.chars.len());
        self.chars.get(start..self.chars.len().min(start + most)).unwrap_or_default().iter().collect()
    }

    /// The words behind a place, up to a mark or the end of the line; at most `most` characters.
    pub(crate) fn after(&self, at: u32, marks: &[char], most: usize) -> String {
        let words = self.behind(at, most);
        let end = words.find(|c: char| marks.contains(&c) || c == '\n').unwrap_or(words.len());
        words.get(..end).unwrap_or_default().to_owned()
    }

    /// The paragraph that a place is in, and where it stands; none for one longer than a principle is.
    pub(crate) fn line(&self, at: u32) -> Option<(String, (u32, u32))> {
        const LONGEST: usize = 160;
        let (line, _) = self.place(at);
        let start = *self.lines.get(line - 1)? as usize;
        let end = self.lines.get(line).map_or(self.chars.len(), |next| *next as usize - 1);
        let chars = self.chars.get(start..end)?;
        let first = chars.iter().position(|c| !c.is_whitespace())?;
        let last = chars.iter().rposition(|c| !c.is_whitespace())? + 1;
        let words: String = chars.get(first..last)?.iter().collect();
        (last - first <= LONGEST).then_some((words, ((start + first) as u32, (start + last) as u32)))
    }

    /// The words of a passage: pieces put together, without the blanks at line ends.
    pub(crate) fn words(&self, spans: &[Span]) -> String {
        let mut out = String::new();
        for span in spans {
            let piece: String = self.chars.get(span.range()).unwrap_or_default().iter().collect();
            for line in piece.split(['\n', '\r']) {
                out.push_str(line.trim());
            }
        }
        out
    }
}

/// Spans as the plan holds them.
pub(crate) fn runs(spans: &[Span]) -> Vec<(u32, u32)> {
    spans.iter().filter(|s| !s.is_empty()).map(|s| (s.start(), s.end())).collect()
}

/// The first bytes of a hash in hexadecimal digits.
pub(crate) fn digits(hash: &[u8], bytes: usize) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    hash.iter().take(bytes).flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// Whether all of one passage lies in another.
pub(crate) fn lies_in(inner: &[Span], outer: &[Span]) -> bool {
    !inner.is_empty() && inner.iter().all(|i| outer.iter().any(|o| o.start() <= i.start() && i.end() <= o.end()))
}

/// Whether a character is one of a number: 3, ３, 三.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇一二三四五六七八九十百".contains(c)
}

/// What stands behind 第…章, 第…条 or another count of such words; none where the text does not begin so.
pub(crate) fn counted<'a>(text: &'a str, of: &[&str]) -> Option<&'a str> {
    let number = text.trim_start().strip_prefix('第')?;
    let rest = number.trim_start_matches(|c: char| is_numeral(c) || c == ' ');
    if rest.len() == number.len() {
        return None;
    }
    of.iter().find_map(|word| rest.strip_prefix(word))
}

/// The full stops that stand behind the number of an item.
const STOPS: [char; 6] = ['.', '．', '﹒', '｡', '·', '。'];

/// A title without the number it begins with: （一）, 二、, 3．, 第四章, 专栏5.
pub(crate) fn unnumbered(title: &str) -> &str {
    let title = title.trim();
    if let Some(rest) = title.strip_prefix(|c: char| ('①'..='⓿').contains(&c) || ('❶'..='➓').contains(&c)) {
        return rest.trim_start_matches([' ', '\u{3000}', '、', '.', '．']);
    }
    let numeral = is_numeral;
    let words = Lexicon::get();
    if let Some(rest) = counted(title, words.words("parts")) {
        return rest.trim_start_matches([' ', '\u{3000}', '：', ':', '、']);
    }
    if let Some(rest) = counted(title, &["，", "、", "。", ",", "："]).filter(|rest| !rest.is_empty()) {
        return rest.trim_start();
    }
    if let Some(rest) = words.words("boxes").iter().find_map(|w| title.strip_prefix(w))
        && let Some(rest) = Some(rest.trim_start()).filter(|r| r.starts_with(numeral))
    {
        return rest
            .trim_start_matches(numeral)
            .trim_start_matches(|c: char| c.is_whitespace() || "：:、.．".contains(c));
    }
    if let Some(rest) = title.strip_prefix(['（', '('])
        && let Some((label, rest)) = rest.split_once(['）', ')'])
        && !label.is_empty()
        && label.chars().all(numeral)
    {
        return rest.trim_start();
    }
    let after = title.trim_start_matches(numeral);
    if after.len() == title.len() {
        return title;
    }
    match (after.trim_start().strip_prefix('、'), after.trim_start().strip_prefix(STOPS)) {
        (Some(rest), _) => rest.trim_start(),
        // 1.5亿元 begins with a value.
        (None, Some(rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => rest.trim_start(),
        (None, _) => title,
    }
}

/// Words without the mark of an item before them: 一是, 十二是, 二要.
pub(crate) fn unmarked(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    if rest.len() == text.len() {
        return text;
    }
    match rest.strip_prefix(['是', '要']) {
        Some(words) if !words.is_empty() => words,
        Some(_) | None => text,
    }
}

/// Words without the numbers of notes at the foot of a page that stand amid them: 建成“一网通管”［20］平台.
pub(crate) fn unnoted(text: &str) -> String {
    /// No report has a thousand notes; four digits are a year.
    const DIGITS: usize = 3;
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['［', '[']) {
        let (before, note) = rest.split_at(open);
        let inner = note.trim_start_matches(['［', '[']);
        let number = inner.find(['］', ']']).and_then(|shut| inner.get(..shut));
        let is_note = number.is_some_and(|n| (1..=DIGITS).contains(&n.chars().count()) && n.chars().all(is_numeral));
        out.push_str(before);
        if let Some(number) = number.filter(|_| is_note) {
            let behind = inner.get(number.len()..).unwrap_or("");
            rest = behind.trim_start_matches(['］', ']']);
        } else {
            out.push_str(note.get(..note.len() - inner.len()).unwrap_or(""));
            rest = inner;
        }
    }
    out.push_str(rest);
    out
}

/// What two spellings of the same words have in common: letters and digits alone, half-width.
pub(crate) fn bare(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        })
        .filter(|c| c.is_alphanumeric() || *c == '%')
        .collect()
}

/// Pairs of neighbouring characters, in order: what words have in common, however they are cut.
pub(crate) fn pairs(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = bare(text).chars().collect();
    let mut pairs: Vec<_> = chars.windows(2).filter_map(|w| Some((*w.first()?, *w.get(1)?))).collect();
    pairs.sort_unstable();
    pairs
}

/// How much two lists of pairs have in common, in thousandths of both.
pub(crate) fn alike(a: &[(char, char)], b: &[(char, char)]) -> usize {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2000 * common / (a.len() + b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_are_taken_off_and_values_are_not() {
        for (title, bare) in [
            ("（一）做强产业", "做强产业"),
            ("二、重点工作", "重点工作"),
            ("二、2026年工作安排", "2026年工作安排"),
            ("3．绿色发展", "绿色发展"),
            ("1.5亿元投资", "1.5亿元投资"),
            ("一批项目", "一批项目"),
            ("(12) 保障民生", "保障民生"),
            ("4﹒修好水渠", "修好水渠"),
            ("第三章　兴修水利", "兴修水利"),
            ("第十二条 本办法自印发之日起施行", "本办法自印发之日起施行"),
            ("专栏5　水渠修复工程", "水渠修复工程"),
            ("专栏2：水渠修复工程", "水渠修复工程"),
            ("第一产业增加值", "第一产业增加值"),
            ("第二，修好水渠", "修好水渠"),
        ] {
            assert_eq!(unnumbered(title), bare);
        }
        assert_eq!(unmarked("三是配置急救设备1000台"), "配置急救设备1000台");
        assert_eq!(unmarked("二要培育新兴产业"), "培育新兴产业");
        assert_eq!(unmarked("一批项目"), "一批项目");
    }

    #[test]
    fn numbers_of_notes_are_taken_out_of_words() {
        for (noted, bare) in [
            ("建成“三馆合一”［12］示范项目", "建成“三馆合一”示范项目"),
            ("实施[3]工程", "实施工程"),
            ("落实文件[2025]7号", "落实文件[2025]7号"),
            ("开口［不闭", "开口［不闭"),
            ("不闭[1", "不闭[1"),
        ] {
            assert_eq!(unnoted(noted), bare);
        }
    }

    #[test]
    fn a_character_is_found_by_line_and_column() {
        let text = Text::new("甲乙\n丙丁\n");
        assert_eq!([0, 1, 3, 4].map(|at| text.place(at)), [(1, 1), (1, 2), (2, 1), (2, 2)]);
        assert_eq!(text.words(&[Span::new(0, 4), Span::new(4, 5)]), "甲乙丙丁");
    }

    #[test]
    fn words_that_differ_in_little_are_alike() {
        let of = |a: &str, b: &str| alike(&pairs(a), &pairs(b));
        assert_eq!(of("建成口袋公园12个", "建成口袋公园12个。"), 1000);
        assert!(of("加快建设口袋公园12个", "建成口袋公园12个") > 600);
        assert!(of("建成口袋公园12个", "改造老旧小区30个") < 300);
    }
}
