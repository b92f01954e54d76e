//! The heads and feet of pages: 云岭日报 2031年3月8日, 第3版 要闻, 12  某县政府工作报告, 版权所有.
//!
//! Two sorts. What is made of nothing but such parts, a page among them, is a head wherever it stands. What could be a line of
//! the text as well is one only where it came between two halves of a sentence.

use super::join::score;
use super::line::{Line, Role, ended, is_comma, is_final, is_han};
use super::page::Page;
use super::wrap::Wrap;
use crate::view::is_blank;

/// A head or foot is no longer than this.
const LONGEST: usize = 40;
/// So many lines of heads and feet at most stand between two halves of a sentence.
const LINES: usize = 3;
/// The score from which a sentence goes on behind what stands between.
const GOES_ON: i32 = 4;

/// The parts of a line, each a bit.
#[derive(Debug, Clone, Copy, Default)]
struct Parts(u8);

/// The name of a paper.
const PAPER: u8 = 1;
/// A day of the year or of the week.
const DAY: u8 = 2;
/// The number of a page.
const PAGE: u8 = 4;
/// The name of a part of a paper.
const COLUMN: u8 = 8;

impl Parts {
    /// The parts of `text`, if it has no others.
    fn of(text: &[char], words: &Page) -> Option<Self> {
        let mut out = Self::default();
        let mut at = 0;
        while let Some(&c) = text.get(at) {
            let rest = text.get(at..)?;
            if is_blank(c) || matches!(c, '·' | '|' | '/' | '-' | '—' | '□' | '■') {
                at += 1;
            } else if let Some(len) = date(rest) {
                out.0 |= DAY;
                at += len;
            } else if let Some((len, ())) = words.weekday.find(text, at) {
                out.0 |= DAY;
                at += len;
            } else if let Some(len) = page(rest) {
                out.0 |= PAGE;
                at += len;
            } else {
                // A word up to the next blank.
                let len = rest
                    .iter()
                    .take(12)
                    .position(|c| is_blank(*c) || matches!(c, '·' | '|' | '/'))
                    .unwrap_or(rest.len());
                let word = rest.get(..len)?;
                let whole = words.column.find(word, 0).is_some_and(|(n, ())| n == len);
                let paper = words.paper.find_before(word, len).is_some() && word.iter().all(|c| is_han(*c));
                if !whole && !paper {
                    return None;
                }
                out.0 |= if whole { COLUMN } else { PAPER };
                at += len;
            }
        }
        Some(out)
    }

    /// Whether they are the head of a page, wherever they stand.
    fn is_head(self) -> bool {
        self.0 & PAGE != 0 && self.0 != PAGE
    }
}

/// How long the date is that `text` begins with: 2031年3月8日.
fn date(text: &[char]) -> Option<usize> {
    let mut at = 0;
    for (most, end) in [(4, '年'), (2, '月'), (2, '日')] {
        let digits = text.get(at..)?.iter().take(most).take_while(|c| c.is_ascii_digit()).count();
        at += digits + 1;
        if digits == 0 || text.get(at - 1) != Some(&end) {
            return None;
        }
    }
    Some(at)
}

/// How long the number of a page is that `text` begins with: 第3版, 02版, A06, B2版, 03.
fn page(text: &[char]) -> Option<usize> {
    let from = match text {
        ['第', ..] => 1,
        [c, ..] if c.is_ascii_uppercase() => 1,
        _ => 0,
    };
    let digits = text.get(from..)?.iter().take(3).take_while(|c| c.is_ascii_digit() || is_numeral(**c)).count();
    let end = from + digits;
    let next = text.get(end).copied().unwrap_or(' ');
    let lettered = from == 1 && text.first() != Some(&'第');
    let zero = matches!(text, ['0', ..]) && digits == 2;
    match next {
        _ if digits == 0 || digits == 3 => None,
        '版' => Some(end + 1),
        _ if (lettered || zero) && !is_han(next) && !next.is_ascii_alphanumeric() && next != '.' => Some(end),
        _ => None,
    }
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// `12  某县政府工作报告`, `某县政府工作报告  12`: a number set apart from words by two blanks.
fn numbered(text: &[char]) -> bool {
    let digits = |t: &[char]| (1..=4).contains(&t.len()) && t.iter().all(char::is_ascii_digit);
    let gap = |w: &[char]| matches!(w, [a, b] if is_blank(*a) && is_blank(*b));
    let words = |t: &[char]| t.iter().filter(|c| is_han(**c)).count() >= 4;
    let first = text.windows(2).position(gap).unwrap_or(0);
    let last = text.windows(2).rposition(gap).map_or(text.len(), |i| i + 2);
    let (head, tail) = (text.get(..first).unwrap_or_default(), text.get(last..).unwrap_or_default());
    digits(head) && words(text.get(first..).unwrap_or_default())
        || digits(tail) && words(text.get(..last).unwrap_or_default())
}

/// Marks heads and feet of pages.
pub(super) fn mark(lines: &mut [Line], folded: &[char]) {
    let words = Page::get();
    let mut before: Option<(usize, Parts)> = None;
    for i in 0..lines.len() {
        let Some(line) = lines.get(i).filter(|l| l.role == Role::Text && l.len <= LONGEST) else { continue };
        let text = line.text(folded);
        if !text.iter().any(|c| matches!(c, '版' | '0'..='9')) {
            continue;
        }
        let Some(parts) = Parts::of(text, words) else { continue };
        // 云岭日报 2031年3月8日 / 02版: one head on two lines.
        let above = before.filter(|(n, _)| n + 1 == i).map(|(_, parts)| parts);
        let both = above.is_some_and(|above| (above.0 | parts.0) & (PAPER | PAGE) == PAPER | PAGE);
        let marked = if parts.is_head() || both { i - usize::from(both)..i + 1 } else { i..i };
        for line in lines.get_mut(marked).unwrap_or_default() {
            line.role = Role::Furniture;
        }
        before = Some((i, parts));
    }
    between(lines, folded, words);
}

/// Marks what came between two halves of a sentence and looks like the head or foot of a page.
fn between(lines: &mut [Line], folded: &[char], words: &Page) {
    let shown: Vec<usize> = (0..lines.len()).filter(|i| is_shown(lines.get(*i))).collect();
    let mut wrap = None;
    let mut at = 0;
    while at + 2 < shown.len() {
        let upper = at;
        at += 1;
        let line = |n: usize| shown.get(n).and_then(|i| lines.get(*i));
        let Some(above) = line(upper).filter(|l| breaks_off(l, folded)) else { continue };
        let looks = |n: usize| line(n).is_some_and(|l| is_candidate(l, folded, words));
        let count = (1..=LINES).take_while(|k| looks(upper + k)).count();
        if count == 0 {
            continue;
        }
        let Some(below) = line(upper + count + 1).filter(|l| l.role == Role::Text) else { continue };
        let wrap = *wrap.get_or_insert_with(|| Wrap::of(lines, folded));
        // Something of the page's between two lines speaks for their being one.
        if score(above, below, folded, words, wrap) + 3 < GOES_ON {
            continue;
        }
        for k in 1..=count {
            if let Some(line) = shown.get(upper + k).and_then(|i| lines.get_mut(*i)) {
                line.role = Role::Furniture;
            }
        }
        at += count;
    }
}

fn is_shown(line: Option<&Line>) -> bool {
    line.is_some_and(|l| matches!(l.role, Role::Text | Role::Marked | Role::Row))
}

/// Whether a line is text that breaks off in mid-sentence.
fn breaks_off(line: &Line, folded: &[char]) -> bool {
    let last = line.last(folded);
    line.role != Role::Row
        && line.len >= 10
        && (is_han(last) || last.is_ascii_digit() || is_comma(last))
        && !ended(line.text(folded))
        && (line.has_stop || line.has_comma || line.len > LONGEST || is_comma(last))
}

/// Whether a line may be the head or foot of a page, if the sentence goes on behind it.
fn is_candidate(line: &Line, folded: &[char], words: &Page) -> bool {
    let text = line.text(folded);
    if line.len > LONGEST || line.role == Role::Row || text.iter().any(|c| is_final(*c) || is_comma(*c) || *c == ';') {
        return false;
    }
    let bare = line.len <= 3 && text.iter().all(char::is_ascii_digit);
    let chapter = super::heading::mark(text) == Some(super::heading::Mark::Chapter) && line.len <= 20;
    let owned = || (0..text.len()).any(|at| words.owner.find(text, at).is_some());
    let byline = || {
        words.outlet.find(text, 0).is_some_and(|(len, ())| {
            let names = text.get(len..).unwrap_or_default();
            (2..=20).contains(&names.len())
                && names.iter().any(|c| is_blank(*c))
                && names.iter().all(|c| is_han(*c) || is_blank(*c))
        })
    };
    // 来源:某某, 展开全文: buttons and signs that name no thing of the text.
    let sign = || {
        words
            .between
            .find(text, 0)
            .is_some_and(|(len, ())| text.get(len).is_none_or(|c| !is_han(*c)) || text.get(len - 1) == Some(&':'))
    };
    bare || chapter
        || sign()
        || numbered(text)
        || Parts::of(text, words).is_some_and(|p| p.0 & (PAPER | PAGE | DAY) != 0)
        || byline()
        || owned()
}

#[cfg(test)]
mod tests {
    use super::super::tear::mended;

    #[test]
    fn heads_and_feet_between_two_halves_of_a_sentence_are_left_out() {
        let upper = "灌区续建配套今年全部开工。全县新修渠道310公里，改造泵站46座，新增灌溉面";
        let lower = "积6.3万亩，水价改革惠及农户两万户。";
        for between in [
            "云岭日报  2031年3月8日\n02版",
            "2031年3月8日 星期六 B02 要闻",
            "2031年3月8日 星期六",
            "云岭日报 · 03 综合新闻",
            "14   2031年水利工作报告",
            "水利工作报告学习材料  15",
            "云岭水利出版社 版权所有 翻印必究",
            "云岭市人民政府办公室文件",
            "27",
            "26\n第三章  灌区建设",
            "本报记者 许望 田小禾",
            "Page 7 of 21",
        ] {
            let got = mended(&format!("{upper}\n\n{between}\n\n{lower}"));
            assert_eq!(got.len(), 1, "{between}");
            assert!(got[0].ends_with("新增灌溉面积6.3万亩,水价改革惠及农户两万户。"), "{got:?}");
        }
    }

    #[test]
    fn the_head_of_a_newspaper_page_is_one_wherever_it_stands() {
        let text = "第5版  要闻\n云岭日报 2031年3月8日\n02版\n灌区续建配套今年全部开工，新修渠道310公里。\n云岭日报 A06版\n渠系管护\n管护责任落实到户，水费收缴率超过九成。";
        let got = mended(text);
        assert!(!got.iter().any(|line| line.contains('版') || line.contains("日报")), "{got:?}");
        assert_eq!(got.len(), 3);
    }

    #[test]
    fn what_only_looks_like_a_head_stays_where_no_sentence_is_broken() {
        for line in
            ["2031年3月8日", "云岭日报 2031年3月8日", "第三章  灌区建设", "本报记者 许望 田小禾", "2031年3月8日 星期六"]
        {
            let text =
                format!("灌区续建配套今年全部开工，新修渠道310公里。\n{line}\n管护责任落实到户，水费收缴率超过九成。");
            let wanted: String = line.chars().filter(|c| *c != ' ').collect();
            assert!(mended(&text).contains(&wanted), "{line}");
        }
        // Nor between two sentences, the first of which lost its full stop.
        let text = "灌区续建配套今年全部开工，新修渠道310公里\n第三章  灌区建设\n我们要把管护责任落实到户，水费收缴率超过九成。";
        assert!(mended(text).iter().any(|l| l.starts_with("第三章")));
    }

    #[test]
    fn a_head_of_two_pages_goes_with_their_numbers() {
        let text = "灌区续建配套今年全部开工。全县新修渠道310公里，改造泵\n— 3 —\n云岭市水利公报 2031年第2号\n站46座。水价改革惠及农户两万户，节水奖励逐户兑\n— 4 —\n云岭市水利公报 2031年第2号\n现，农户满意率超过九成。";
        let got = mended(text);
        assert_eq!(got.len(), 1, "{got:?}");
        assert!(!got[0].contains("公报"));
    }
}
