//! What a heading looks like.

use super::role;
use crate::label::{blanks, is_numeral, marker};
use crate::search::{ends, holds};
use crate::view::View;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// A line of at least so many characters is a paragraph.
pub(super) const PARAGRAPH: usize = 30;
/// A heading in its own line is no longer than this; a longer one is a paragraph with a number.
const LINE: usize = 60;
/// A heading that runs into its paragraph ends in a full stop before this.
const RUN_IN: usize = 50;
/// An unnumbered heading is no longer than this.
const UNNUMBERED: usize = 32;

/// A heading that ends in a colon is no longer than this.
const LEAD: usize = 14;

/// Rank of an unnumbered line that stands above 一、.
pub(super) const OUTER: u16 = 35;
/// Rank of an unnumbered line within a numbered section.
pub(super) const INNER: u16 = 80;
/// Rank of a paragraph that its first words make a section.
pub(super) const OPENER: u16 = 90;

/// A heading: its rank (a smaller one contains a greater), its words without the number, and all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) rank: u16,
    pub(super) title: Range<usize>,
    pub(super) whole: Range<usize>,
}

/// Whether a line is the first of several points: 第一,….
pub(super) fn is_first_point(text: &[char]) -> bool {
    matches!(text.get(blanks(text, 0)..), Some(['第', '一', ',' | '、', ..]))
}

/// A heading with a number or a `#`.
pub(super) fn numbered(text: &[char]) -> Option<Heading> {
    let start = blanks(text, 0);
    let hashes = text.get(start..)?.iter().take(7).take_while(|c| **c == '#').count();
    let body = blanks(text, start + hashes);
    let (rank, after) = match (marker(text, body), hashes) {
        (Some(found), _) => found,
        (None, 1..=6) => (hashes as u16, body),
        _ => return None,
    };
    let begin = blanks(text, after);
    let last = text.iter().rposition(|c| !c.is_whitespace())? + 1;
    if begin >= last {
        return None;
    }
    let line = text.get(begin..last)?;
    let glued = if rank == MAIN && line.len() > LINE { role::runs_on(text, begin, RUN_IN) } else { None };
    let end = if let Some(end) = glued {
        end
    } else if hashes > 0 || rank < OUTER {
        begin + article(line)
    } else {
        // 一、加快发展。… : up to the full stop; without one the whole line, if it is short and no item of a list.
        match line.iter().take(RUN_IN).position(|c| matches!(c, '。' | '!' | '?')) {
            Some(stop) => begin + stop,
            None if line.len() <= LINE && !matches!(line.last(), Some(';' | ',' | ':')) => last,
            None => return None,
        }
    };
    // #住宅12.5, in a table of statistics: of which; 一、可支配收入 37334 5.2 is a row of one too.
    let row = hashes > 0 && rank == hashes as u16 || rank == MAIN && line.contains(&'.');
    if row && is_row(line) {
        return None;
    }
    let explains = rank >= OUTER && explains(text.get(begin..end)?, rank);
    (!explains && end > begin && end - begin <= LINE && line.iter().any(|c| is_han(*c)))
        .then(|| Heading { rank, title: begin..end, whole: start + hashes..end }.trimmed(text))
}

/// “两新”:是指大规模设备更新 explains a word; 三、水利兴县:建设防洪排涝工程 is a section with a title of two parts.
fn explains(title: &[char], rank: u16) -> bool {
    let Some(colon) = title.iter().rev().skip(1).rev().position(|c| *c == ':') else { return false };
    let (before, behind) = (title.get(..colon).unwrap_or_default(), title.get(colon + 1..).unwrap_or_default());
    rank != MAIN || before.last() == Some(&'”') || matches!(behind.first(), Some('是' | '指' | '即'))
}

impl Heading {
    fn trimmed(mut self, text: &[char]) -> Self {
        self.whole.start = blanks(text, self.whole.start).min(self.title.start);
        self
    }
}

/// Whether a numbered line of this rank ends in a semicolon: one of a list, with more to come.
pub(super) fn is_list_item(text: &[char], rank: u16) -> bool {
    let last = text.iter().rev().find(|c| !c.is_whitespace());
    last == Some(&';') && marker(text, blanks(text, 0)).is_some_and(|(found, _)| found == rank)
}

/// Rank of 一、.
const MAIN: u16 = 40;

/// The blocks whose 一、, 二、 number a list inside a section: they begin anew while the sections, which are numbered so too,
/// go on after them. 一、, 二、, 三、 (一、, 二、, 三、), 四、.
pub(super) fn within(views: &[View]) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let found = |view: &View| {
        let start = blanks(&view.chars, 0);
        let (rank, _) = marker(&view.chars, start)?;
        let number = if rank == MAIN { value(view.chars.get(start..)?) } else { 0 };
        (rank <= MAIN).then_some((rank, number, view.len()))
    };
    let all: Vec<(usize, (u16, u32, usize))> =
        views.iter().enumerate().filter_map(|(at, view)| Some((at, found(view)?))).collect();
    // A chapter above them parts the sequences.
    for part in all.split(|(_, (rank, ..))| *rank < MAIN) {
        // Where each number stands last: a text of nothing but 一、 is not searched to its end for each.
        let ends: HashMap<u32, usize> =
            part.iter().enumerate().map(|(at, (_, (_, number, _)))| (*number, at)).collect();
        let mut last = 0;
        let mut at = 0;
        while let Some((_, (_, number, _))) = part.get(at) {
            // The run that begins here: 1, 2, 3. A short line that the sections wait for, behind long ones, ends it.
            let run = part[at..]
                .windows(2)
                .take_while(|w| {
                    let ((_, (_, a, long)), (_, (_, b, short))) = (w[0], w[1]);
                    b == a + 1 && !(b == last + 1 && long > PARAGRAPH && short <= PARAGRAPH)
                })
                .count()
                + 1;
            let goes_on = ends.get(&(last + 1)).is_some_and(|end| *end >= at + run);
            if *number == 1 && last > 0 && goes_on {
                out.extend(part[at..at + run].iter().map(|(block, _)| *block));
                at += run;
            } else {
                last = if *number == last + 1 || *number == 1 { *number } else { last.max(*number) };
                at += 1;
            }
        }
    }
    out
}

/// The value of a numeral up to 99: 十二.
fn value(text: &[char]) -> u32 {
    let digit = |c: &char| "一二三四五六七八九".chars().position(|d| d == *c).map(|i| i as u32 + 1);
    let (mut sum, mut ones) = (0, 0);
    for c in text.iter().take_while(|c| is_numeral(**c)) {
        if let Some(d) = digit(c) {
            ones = d;
        } else {
            sum += ones.max(1) * 10;
            ones = 0;
        }
    }
    sum + ones
}

/// Where a chapter's title ends: before the article that runs on in the same line, 第一章 总则 第一条 ….
fn article(line: &[char]) -> usize {
    let limit = line.len().min(LINE + 1);
    let found = (1..limit).find(|&i| {
        line[i] == '第'
            && line[i + 1..]
                .iter()
                .take(6)
                .position(|c| *c == '条')
                .is_some_and(|n| n > 0 && line[i + 1..i + 1 + n].iter().all(|c| is_numeral(*c)))
    });
    let end = found.unwrap_or(line.len());
    line[..end].iter().rposition(|c| !c.is_whitespace()).map_or(0, |i| i + 1)
}

/// A short line without a number that heads what follows. `marked`: the page's layout says it is one; `leads`: a
/// paragraph or a numbered heading follows.
pub(super) fn unnumbered(text: &[char], marked: bool, leads: bool) -> Option<Heading> {
    if text.len() > UNNUMBERED * 2 || !(marked || leads) {
        return None;
    }
    let start = blanks(text, 0);
    let end = text.iter().rposition(|c| !c.is_whitespace())? + 1;
    let line = text.get(start..end)?;
    let han = line.iter().filter(|c| is_han(**c)).count();
    let closed = matches!(line.last(), Some('。' | '!' | '?' | ';' | ',' | '、' | '.' | '摄' | '”'));
    // 各位代表: is a salutation; “发展目标:” heads a list.
    let no_heading = closed
        || line.len() > UNNUMBERED
        || han < 3
        || han * 2 < line.len()
        || line.contains(&'。')
        // 主要体会是: leads a paragraph; “发展目标:” is a heading.
        || (line.last() == Some(&':') && line.len() > LEAD)
        || matches!(line.first(), Some('—' | '-' | '(' | '[' | '*' | '·' | '|'))
        || role::is_furniture(line)
        || is_signature(line)
        || is_row(line);
    (!no_heading).then_some(Heading { rank: OUTER, title: start..end, whole: start..end })
}

/// 某年某月某日在某市…会议上, 周某某: where and by whom it was said.
pub(super) fn is_byline(line: &[char]) -> bool {
    let mut back = line.iter().rev().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '—'));
    let (last, before) = (back.next(), back.next());
    // A name has four characters at most.
    let short = back.nth(2).is_none();
    short && last != Some(&'言') || last == Some(&'上') && matches!(before, Some('议' | '会'))
}

/// 国务院总理 某某, 某市人民政府, 二○二一年三月五日: who signs, and when.
fn is_signature(line: &[char]) -> bool {
    ends(line, "日")
        || ends(line, "人民政府")
        || ends(line, "办公室")
        || ends(line, "办公厅")
        || ends(line, "委员会")
        || ["总理", "省长", "市长", "县长", "区长", "旗长", "主席", "书记", "记者"].iter().any(|w| holds(line, w))
            && line.len() <= 26
}

/// 教育文化用品1.3, 水渠公里-2.5, 水泵台12: a row of a table that lost its cells; 指标绝对量(元)比上年增长(%): its head. 行动2.0,
/// 愿景2035 and 附件1 are names.
fn is_row(line: &[char]) -> bool {
    let run = line.iter().rev().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '—' | '%')).count();
    let (words, value) = line.split_at(line.len() - run);
    let numbered = matches!(words.last(), Some('件' | '栏' | '表' | '图' | '第' | '篇'));
    let named = match value {
        ['1' | '2', '0' | '9', a, b] => a.is_ascii_digit() && b.is_ascii_digit(),
        [_, '.', '0'] => true,
        _ => numbered || !words.last().is_some_and(|c| is_han(*c) || c.is_whitespace()),
    };
    let units = line.windows(2).filter(|pair| pair[0] == '(' && pair[1] != ')').count();
    let head = line.last() == Some(&')') && (units > 1 || holds(line, "(%)"));
    value.iter().any(char::is_ascii_digit) && !named || head
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}
