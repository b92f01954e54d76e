//! Two columns that a program printed row by row: each line holds a line of the left column, a gap, and a line of the right.
//!
//! The columns of a page are known by what the rows have in common: nearly all have one gap at about the same place, and
//! the text on both sides of it is prose that fills its width. A table whose cells hold such prose is read the same way,
//! cell by cell.

use super::line::{Line, is_comma, is_final};
use crate::charset;
use crate::view::is_dropped;
use std::ops::Range;

/// The narrowest gap, in half-width units.
const GAP: usize = 2;
/// A row of two columns has so many characters.
const ROW: Range<usize> = 16..160;
/// The rows of a page that show its columns.
const ROWS: usize = 5;
/// No page has more rows: of pages that run into each other the columns cannot be told.
const TALL: usize = 160;
/// A column is so many characters wide.
const WIDE: Range<usize> = 8..61;
/// How far, in half-width units, a line of the right column may begin from where most begin: digits are narrower than they
/// are counted.
const NEAR: usize = 6;
/// So far behind where most begin a line of the right column is indented.
const INDENT: usize = 3;
/// Gaps of one row that are looked at.
const GAPS: usize = 6;

/// How wide a character counts.
type Measure = fn(char) -> usize;

/// As it is printed by most programs.
fn printed(c: char) -> usize {
    if c < '\u{300}' { 1 } else { 2 }
}

/// As programs count that know one width only, by which they set the blanks of a gap.
fn counted(_: char) -> usize {
    2
}

/// Where a row is parted.
#[derive(Debug, Clone)]
struct Parted {
    gap: Range<usize>,
    /// Where the right part begins, in half-width units.
    column: usize,
    /// Of a gap that a tab makes, the blanks behind it: it parts columns wherever it stands.
    tab: Option<usize>,
}

/// Where the right column of a page begins, and how that is measured.
#[derive(Debug, Clone, Copy)]
struct Begin {
    wide: Measure,
    column: usize,
}

/// Parts the rows of two columns, the left column first. Gives back the lines that begin a right column.
pub(super) fn part(lines: &mut Vec<Line>, original: &[char], folded: &[char]) -> Vec<usize> {
    let may = |l: &Line| l.has_blanks && ROW.contains(&l.len);
    if lines.iter().filter(|l| may(l)).take(ROWS).count() < ROWS {
        return Vec::new();
    }
    let mut pages: Vec<Range<usize>> = Vec::new();
    let mut begin = 0;
    while begin < lines.len() {
        let end = lines.get(begin + 1..).and_then(|rest| rest.iter().position(|l| l.apart));
        let end = end.map_or(lines.len(), |n| begin + 1 + n);
        pages.push(begin..end);
        begin = end;
    }
    let page = |at: &Range<usize>| lines.get(at.clone()).unwrap_or_default();
    let sure: Vec<Option<Begin>> = pages.iter().map(|at| Begin::of(page(at), original, folded)).collect();
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut firsts = Vec::new();
    let mut last: Option<Begin> = None;
    for (at, begin) in pages.iter().zip(&sure) {
        last = begin.or(last);
        let columns = last.and_then(|begin| columns(page(at), begin, original, folded));
        match columns {
            Some((left, right)) => {
                out.extend(left);
                firsts.push(out.len());
                out.extend(right);
            }
            None => out.extend_from_slice(page(at)),
        }
    }
    if !firsts.is_empty() {
        *lines = out;
    }
    firsts
}

impl Begin {
    /// Where the right column begins, if the rows of `page` alone show that it has two.
    fn of(page: &[Line], original: &[char], folded: &[char]) -> Option<Self> {
        if !(ROWS..TALL).contains(&page.len()) || page.iter().filter(|l| l.has_blanks).count() * 2 < page.len() {
            return None;
        }
        let of = |wide: Measure| {
            let rows: Vec<Vec<Parted>> =
                page.iter().map(|line| gaps(line, wide, original, folded)).filter(|gaps| !gaps.is_empty()).collect();
            // A table has more columns.
            if rows.iter().filter(|gaps| gaps.len() == 1).count() * 10 < rows.len() * 7 {
                return None;
            }
            let tabs = rows.iter().filter(|gaps| gaps.iter().any(|p| p.tab.is_some())).count();
            let mut begins: Vec<usize> = rows.iter().filter_map(|gaps| Some(gaps.last()?.column)).collect();
            if begins.len() < ROWS || begins.len() * 2 < page.len() {
                return None;
            }
            begins.sort_unstable();
            // The place where most begin, as the programs that set the blanks round differently.
            let alike = |c: usize| begins.iter().filter(|b| b.abs_diff(c) <= 1).count();
            let column = begins.iter().copied().max_by_key(|c| (alike(*c), std::cmp::Reverse(*c)))?;
            let near = begins.iter().filter(|b| b.abs_diff(column) <= NEAR).count();
            (near.max(tabs) * 10 >= begins.len() * 8).then_some((alike(column), Self { wide, column }))
        };
        let (printed, counted) = (of(printed), of(counted));
        let (_, begin) = [counted, printed].into_iter().flatten().max_by_key(|(alike, _)| *alike)?;
        let (left, right) = begin.cut(page, original, folded)?;
        (is_prose(&left, folded) && is_prose(&right, folded)).then_some(begin)
    }

    /// The parts of both columns, each with the blanks before it.
    fn cut(self, page: &[Line], original: &[char], folded: &[char]) -> Option<(Vec<Part>, Vec<Part>)> {
        let (mut left, mut right) = (Vec::with_capacity(page.len()), Vec::with_capacity(page.len()));
        let mut rows = 0;
        for line in page {
            let gaps = gaps(line, self.wide, original, folded);
            let distance = |p: &&Parted| p.column.abs_diff(self.column);
            let indent = |column: usize| if column >= self.column + INDENT { column - self.column } else { 0 };
            let tab = gaps.iter().find(|p| p.tab.is_some()).filter(|_| gaps.len() == 1);
            if let Some(p) = tab.or_else(|| gaps.iter().filter(|p| distance(p) <= NEAR).min_by_key(distance)) {
                rows += 1;
                left.push((line.at.start..p.gap.start, line.indent));
                right.push((p.gap.end..line.at.end, p.tab.unwrap_or_else(|| indent(p.column))));
            } else if line.indent + NEAR >= self.column {
                right.push((line.at.clone(), indent(line.indent)));
            } else if line.indent + 2 * line.len <= self.column + NEAR {
                left.push((line.at.clone(), line.indent));
            } else {
                // A line over both columns: no page of columns, or another order than we know.
                return None;
            }
        }
        (rows > 0).then_some((left, right))
    }
}

/// Where a part of a line stands, and the blanks before it.
type Part = (Range<usize>, usize);

/// The lines of both columns, if `page` has two that begin as others do.
fn columns(page: &[Line], begin: Begin, original: &[char], folded: &[char]) -> Option<(Vec<Line>, Vec<Line>)> {
    if page.len() >= TALL {
        return None;
    }
    let (left, right) = begin.cut(page, original, folded)?;
    let line = |(at, indent): &Part| Line {
        indent: *indent,
        has_blanks: folded.get(at.clone()).unwrap_or_default().iter().any(|c| is_dropped(*c)),
        ..Line::of(at.clone(), original, folded)
    };
    let mut left: Vec<Line> = left.iter().map(line).collect();
    if let (Some(line), Some(first)) = (left.first_mut(), page.first()) {
        line.apart = first.apart;
    }
    Some((left, right.iter().map(line).collect()))
}

/// The gaps within a line that may part two columns.
fn gaps(line: &Line, wide: Measure, original: &[char], folded: &[char]) -> Vec<Parted> {
    let mut out = Vec::new();
    if !line.has_blanks || !ROW.contains(&line.len) {
        return out;
    }
    let text = line.text(folded);
    let (mut column, mut at) = (line.indent, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let words = rest.iter().position(|c| is_dropped(*c)).unwrap_or(rest.len());
        let blank = rest.get(words..).unwrap_or_default().iter().take_while(|c| is_dropped(**c)).count();
        column += rest.iter().take(words).map(|c| wide(*c)).sum::<usize>();
        let (start, end) = (line.at.start + at + words, line.at.start + at + words + blank);
        // Blanks of both widths are folded to one.
        let blanks = original.get(start..end).unwrap_or_default();
        let gap: usize = blanks.iter().map(|c| if *c == '\t' { GAP } else { printed(*c) }).sum();
        column += blanks.iter().map(|c| wide(*c)).sum::<usize>();
        at += words + blank;
        if gap >= GAP && at < text.len() {
            let tab =
                blanks.iter().rposition(|c| *c == '\t').map(|i| blanks.iter().skip(i + 1).map(|c| printed(*c)).sum());
            out.push(Parted { gap: start..end, column, tab });
        }
        if out.len() > GAPS {
            return Vec::new();
        }
    }
    out
}

/// Whether the lines of a column are prose that fills it.
fn is_prose(column: &[Part], folded: &[char]) -> bool {
    let text = |at: &Range<usize>| folded.get(at.clone()).unwrap_or_default();
    let width = |at: &Range<usize>| text(at).iter().map(|c| printed(*c)).sum::<usize>();
    let mut widths: Vec<usize> =
        column.iter().map(|(at, indent)| width(at) + if *indent >= INDENT { 4 } else { 0 }).collect();
    widths.sort_unstable();
    let Some(most) = widths.get(widths.len().saturating_sub(1) * 4 / 5) else { return false };
    let full = widths.iter().filter(|w| **w + 4 >= *most).count();
    let (mut han, mut all, mut marks, mut digits) = (0, 0, 0, 0);
    for c in column.iter().flat_map(|(at, _)| text(at)) {
        all += 1;
        han += usize::from(charset::is_han(*c));
        digits += usize::from(c.is_ascii_digit());
        marks += usize::from(is_comma(*c) || is_final(*c) || *c == ';');
    }
    let fills = full * 3 >= widths.len() && WIDE.contains(&(most / 2));
    fills && han * 2 >= all && digits * 3 < all && marks * 60 >= all
}

#[cfg(test)]
mod tests {
    use super::super::tear::{mended, read};

    const LEFT: [&str; 8] = [
        "　　灌区续建配套今年全部开工，全县",
        "新修渠道310公里，改造泵站46座，漏损",
        "率比上年下降一成。",
        "　　节水奖励逐户兑现，奖金达480万元，",
        "农户满意率超过九成，管护责任落实到",
        "村到户。水费收缴率从六成提高到九成",
        "，渠系水利用系数明显提高，末级渠系",
        "全部硬化，旱涝保收田达到三十一万亩",
    ];
    const RIGHT: [&str; 8] = [
        "，机井全部装上水表。",
        "　　水库除险加固同步推进，九座小型水",
        "库汛前完工，大坝安全监测覆盖率达到",
        "百分之百。河道疏浚七十二公里，堤防",
        "加高培厚三十五公里。",
        "　　农村供水一体化稳步实施，自来水普",
        "及率达到97.2%，水质合格率逐年提高，",
        "三万户群众喝上了放心水。",
    ];

    fn rows(gap: impl Fn(usize, &str) -> String) -> String {
        let row = |(n, (left, right)): (usize, (&&str, &&str))| format!("{left}{}{right}", gap(n, left));
        LEFT.iter().zip(&RIGHT).enumerate().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn columns_printed_row_by_row_are_read_one_after_the_other() {
        let wanted = mended(&format!("{}\n{}", LEFT.join("\n"), RIGHT.join("\n")));
        assert_eq!(wanted.len(), 4);
        let wide = |text: &str| text.chars().map(super::printed).sum::<usize>();
        assert_eq!(mended(&rows(|_, left| " ".repeat(44 - wide(left)))), wanted);
        assert_eq!(mended(&rows(|_, left| "　".repeat(21 - left.chars().count()))), wanted);
        assert_eq!(mended(&rows(|_, _| "\t".to_owned())), wanted);
        // Of the last page few rows are left, which only the page before it tells to be of two columns.
        let rows = rows(|_, left| " ".repeat(44 - wide(left)));
        let tail =
            "　　灌溉用水定额管理全面推行，年内惠        合改革到户，惠及全县二十一个乡镇。\n及农户两万户。农业水价综";
        let got = mended(&format!("{rows}\n\n{tail}"));
        assert_eq!(
            got[4..].concat(),
            "灌溉用水定额管理全面推行,年内惠及农户两万户。农业水价综合改革到户,惠及全县二十一个乡镇。"
        );
    }

    #[test]
    fn tables_and_lines_with_blanks_stay_as_they_are() {
        let table = "指标名称      单位      去年      今年\n新修渠道      公里      298      310\n改造泵站      座      41      46\n灌溉面积      万亩      5.9      6.3\n漏损率        %      11.2      10.1\n机井          眼      880      902";
        let tasks = "一、新修渠道310公里，确保年内通水。\t县水利局、各镇人民政府\n二、改造泵站46座。\t县水利局\n三、落实管护责任，水费收缴率达到九成。\t各镇人民政府\n四、疏浚河道。\t县河长办\n五、加固水库。\t县水利局、县财政局";
        let spaced = "全县新修渠道  310公里，改造泵站46座。\n节水奖励逐户兑现，农户满意率超过  九成。\n水费收缴率  从六成提高到九成，渠系水利用系数明显提高。\n水库除险加固同步推进，九座小型水库汛前  完工。\n农村供水一体化稳步实施，自来水普及率  达到97.2%。";
        for text in [table, tasks, spaced] {
            let got = mended(text).concat();
            let order: Vec<usize> =
                text.lines().filter_map(|l| got.find(&l.chars().take(4).collect::<String>())).collect();
            assert!(order.is_sorted(), "{got}");
            assert_eq!(got.matches("水利局").count(), text.matches("水利局").count());
            if let Some(at) = got.find("县水利局、各镇") {
                assert!(at < got.find("二、").unwrap_or(0), "{got}");
            }
        }
    }

    #[test]
    fn many_rows_take_no_more_than_their_share() {
        let page = rows(|_, _| "\t".to_owned()) + "\n\n";
        let text = page.repeat(1_000) + &page.replace("\n\n", "\n").repeat(1_000) + &"水 ".repeat(200_000);
        let start = std::time::Instant::now();
        let _ = read(&text);
        assert!(start.elapsed().as_secs() < 60);
    }
}
