//! What the machinery of a web page left inside the text: the size of a picture (`1080px`), the tail of an address
//! (`?from=timeline`), an address in the middle of a number, an entity without its `&`, `Page 2 of 9`, and the buttons
//! that a text of one line runs into its sentences.
//!
//! Each is known by its form and by the Chinese around it, so that Latin that belongs to a sentence stays.

use super::cut::{Cut, Why};
use super::line::{Line, is_comma, is_final, is_han};
use super::page::Page;
use crate::search::first;
use crate::view::is_blank;
use std::ops::Range;

/// An address is no longer than this.
const ADDRESS: usize = 240;
/// A word of an address before its `=`, and behind it.
const WORD: usize = 40;
/// What a sign of the page's foot says behind its word: a name, another page.
const SAYS: usize = 12;
/// The same, where nothing follows on the line.
const LAST: usize = 40;

/// What the machinery left around the run of small letters that begins at `at` of `text`.
pub(super) fn piece(text: &[char], at: usize) -> Option<Range<usize>> {
    picture(text, at)
        .or_else(|| query(text, at))
        .or_else(|| entity(text, at))
        .or_else(|| address(text, at))
        .or_else(|| number(text, at))
}

fn get(text: &[char], i: usize) -> char {
    text.get(i).copied().unwrap_or(' ')
}

fn word(text: &[char], at: usize, word: &str) -> bool {
    crate::search::stands(text, at, word)
}

fn digits_before(text: &[char], end: usize) -> usize {
    text.get(..end).unwrap_or_default().iter().rev().take(5).take_while(|c| c.is_ascii_digit()).count()
}

/// Whether a character of a sentence stands before `at` and behind `end`, blanks between or not.
fn between_chinese(text: &[char], at: usize, end: usize) -> bool {
    let plain = |c: &&char| !is_blank(**c);
    let before = text.get(..at).unwrap_or_default().iter().rev().take(3).find(plain);
    let after = text.get(end..).unwrap_or_default().iter().take(3).find(plain);
    before.is_some_and(|c| is_han(*c)) && after.is_some_and(|c| is_han(*c))
}

/// `1080px`, `800px*600px`, with a blank on one side, where the program that took the text out left one.
fn picture(text: &[char], at: usize) -> Option<Range<usize>> {
    let size = |at: usize| {
        let digits = digits_before(text, at);
        let ends = !get(text, at + 2).is_ascii_alphanumeric();
        (word(text, at, "px") && (1..=4).contains(&digits) && ends).then_some(at - digits..at + 2)
    };
    let mut found = size(at)?;
    if matches!(get(text, found.end), '*' | 'x' | '×') {
        let digits = text.get(found.end + 1..)?.iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        found.end = size(found.end + 1 + digits)?.end;
    }
    let apart = found.start.checked_sub(1).is_some_and(|i| is_blank(get(text, i))) || is_blank(get(text, found.end));
    (apart && between_chinese(text, found.start, found.end)).then_some(found)
}

/// `?from=timeline`, `&utm_source=a&utm_medium=b`: what stands behind the address of a page.
fn query(text: &[char], at: usize) -> Option<Range<usize>> {
    let start = at.checked_sub(1).filter(|i| matches!(get(text, *i), '?' | '&'))?;
    let is = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '%');
    let run = |from: usize| text.get(from..).unwrap_or_default().iter().take(WORD).take_while(|c| is(c)).count();
    let mut end = start;
    for _ in 0..8 {
        if !matches!(get(text, end), '?' | '&') {
            break;
        }
        let name = run(end + 1);
        if name < 2 || get(text, end + 1 + name) != '=' {
            break;
        }
        let value = run(end + 2 + name);
        if value == 0 {
            break;
        }
        end += 2 + name + value;
    }
    (end > start && between_chinese(text, start, end)).then_some(start..end)
}

/// `nbsp;`: an entity that lost its `&`.
fn entity(text: &[char], at: usize) -> Option<Range<usize>> {
    let end = at + 5;
    let before = at.checked_sub(1).map(|i| get(text, i))?;
    let stands = word(text, at, "nbsp;") && !before.is_ascii_alphabetic() && before != '&';
    stands.then_some(at..end)
}

/// `1000(http://…)万户`: an address in brackets that stands within a number, or leads a reader's steps back.
fn address(text: &[char], at: usize) -> Option<Range<usize>> {
    let open = at.checked_sub(1).filter(|i| get(text, *i) == '(')?;
    if !word(text, at, "http") && !word(text, at, "www.") {
        return None;
    }
    let len = text.get(at..)?.iter().take(ADDRESS).position(|c| !c.is_ascii_graphic() || *c == ')')?;
    let end = at + len;
    if get(text, end) != ')' {
        return None;
    }
    let before = open.checked_sub(1).map_or(' ', |i| get(text, i));
    let after = get(text, end + 1);
    let within = before.is_ascii_digit() && (is_han(after) || after.is_ascii_digit());
    let tracked = text.get(at..end)?.windows(4).any(|w| *w == ['u', 't', 'm', '_']);
    (within || tracked).then_some(open..end + 1)
}

/// `Page`, `Page 2`, `Page 2 of 9` within a sentence, a blank on one side.
fn number(text: &[char], at: usize) -> Option<Range<usize>> {
    let start = at.checked_sub(1).filter(|i| word(text, *i, "Page"))?;
    let skip =
        |from: usize| from + text.get(from..).unwrap_or_default().iter().take(2).take_while(|c| is_blank(**c)).count();
    let number = |from: usize| {
        let at = skip(from);
        let digits = text.get(at..).unwrap_or_default().iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        (1..=4).contains(&digits).then_some(at + digits)
    };
    let mut end = start + 4;
    if get(text, end).is_ascii_alphabetic() {
        return None;
    }
    if let Some(one) = number(end) {
        end = one;
        let of = skip(end);
        if word(text, of, "of") {
            end = number(of + 2)?;
        }
    }
    let apart = start.checked_sub(1).is_some_and(|i| is_blank(get(text, i))) || is_blank(get(text, end));
    (apart && between_chinese(text, start, end)).then_some(start..end)
}

/// Cuts buttons and signs of a web page out of a long line, where blanks part them from the sentence they run into.
pub(super) fn buttons(line: &Line, folded: &[char], page: &Page, cuts: &mut Vec<Cut>) {
    let text = line.text(folded);
    let mut at = 0;
    while at < text.len() {
        let mut end = at;
        let mut weight = 0;
        // All that stands together is one.
        while let Some((stop, said)) = button(text, end, page) {
            weight += said;
            end = stop + text.get(stop..).unwrap_or_default().iter().take_while(|c| is_blank(**c)).count();
        }
        if weight >= SURE && end > at {
            let mut run = line.at.start + at..line.at.start + end;
            super::furniture::shrink(&mut run, folded);
            cuts.push(Cut { at: run, why: Why::Furniture });
        }
        let from = end.max(at);
        if !line.has_blanks {
            break;
        }
        let Some(step) = text.get(from..).and_then(|rest| first(rest, is_blank)) else { break };
        let next = from + step;
        at = next + text.get(next..).unwrap_or_default().iter().take_while(|c| is_blank(**c)).count();
    }
}

/// What the signs of a run must weigh to be furniture.
const SURE: usize = 4;

/// The sign that a part of `text` between blanks is made of, which begins at `at`: where it ends, and how much it says that a
/// web page is meant.
fn button(text: &[char], at: usize, page: &Page) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let bracket = usize::from(matches!(rest.first(), Some('[' | '【' | '(')));
    let head = page.site_head.find(rest, bracket).map(|(len, ())| len + bracket);
    if head.is_none() && page.site.find(rest, 0).is_none() {
        return None;
    }
    let len = rest.iter().take(LAST).position(|c| is_blank(*c)).or((rest.len() <= LAST).then_some(rest.len()))?;
    let part = rest.get(..len)?;
    let plain = !part.iter().any(|c| is_final(*c) || is_comma(*c) || matches!(c, ';' | '%'));
    if let Some(head) = head {
        let last = at + len == text.len();
        return (plain && len <= head + if last { LAST } else { SAYS }).then_some((at + len, SURE));
    }
    let (mut i, mut weight) = (0, 0);
    while i < len {
        if let Some((word, ())) = page.site.find(part, i) {
            // 大 and 小, 首页 and 下载 are buttons only among others.
            weight += if word >= 4 { SURE } else { word.saturating_sub(1) };
            i += word;
        } else if matches!(part.get(i), Some('|' | '/' | '·' | '>' | '【' | '】' | '[' | ']' | ':')) {
            i += 1;
        } else {
            return None;
        }
    }
    Some((at + len, weight))
}

#[cfg(test)]
mod tests {
    use super::super::tear::{accounted, read};

    fn mended(text: &str) -> String {
        let (got, mended, original) = read(text);
        accounted(&mended, &original);
        got.join("\n")
    }

    #[test]
    fn what_a_page_ran_into_a_sentence_is_cut_out() {
        for (torn, clean) in [
            ("渠道衬砌960px 工程今年完工，新增灌溉面积三万亩。", "渠道衬砌工程今年完工,新增灌溉面积三万亩。"),
            ("新增城镇640px*480px 供水管网三百公里，漏损率下降。", "新增城镇供水管网三百公里,漏损率下降。"),
            (
                "全年新开工水利项目?from=mobile&id=7 开工率九成，完工率七成。",
                "全年新开工水利项目开工率九成,完工率七成。",
            ),
            (
                "灌区用水户突破2600（https://a.example/x?y=1）万户，新增泵站五座。",
                "灌区用水户突破2600万户,新增泵站五座。",
            ),
            ("农村供水普及率91nbsp; .4%，比上年提高两个百分点。", "农村供水普及率91.4%,比上年提高两个百分点。"),
            ("水价改革Page 全面推开，节水奖励逐户兑现。", "水价改革全面推开,节水奖励逐户兑现。"),
            ("水库蓄水率 Page 3 of 8 超过八成，春灌有了保障。", "水库蓄水率超过八成,春灌有了保障。"),
        ] {
            assert_eq!(mended(torn), clean);
        }
    }

    #[test]
    fn buttons_within_a_sentence_are_cut_out() {
        for (torn, clean) in [
            (
                "全县新修渠道310公里，改造泵 打印本页 关闭窗口 站46座，新增灌溉面积6.3万亩，漏损率下降一成，农户满意。",
                "全县新修渠道310公里,改造泵站46座,新增灌溉面积6.3万亩,漏损率下降一成,农户满意。",
            ),
            (
                "全县新修渠道310公里，粮食产量超4 当前位置：首页>公告 20万吨，新增灌溉面积6.3万亩，漏损率下降一成，农户满意。",
                "全县新修渠道310公里,粮食产量超420万吨,新增灌溉面积6.3万亩,漏损率下降一成,农户满意。",
            ),
            (
                "全县新修渠道310公里，高标准农 [责任编辑：许望] 田建设提速，新增灌溉面积6.3万亩，漏损率下降一成，农户满意。",
                "全县新修渠道310公里,高标准农田建设提速,新增灌溉面积6.3万亩,漏损率下降一成,农户满意。",
            ),
            (
                "全县新修渠道310公里，高标准农 责任编辑：许望 田建设提速，新增灌溉面积6.3万亩，漏损率下降一成，农户满意。",
                "全县新修渠道310公里,高标准农田建设提速,新增灌溉面积6.3万亩,漏损率下降一成,农户满意。",
            ),
        ] {
            assert_eq!(mended(torn), clean);
        }
    }

    #[test]
    fn latin_and_words_that_belong_stay() {
        for text in [
            "屏幕宽度不低于1080px的终端占七成，群众在 首页 下载 办事指南，一次办成。",
            "详情见官网（https://a.example/notice），申报截止到六月底。",
            "推广使用PageRank算法，检索准确率提高一成，群众查询更加方便快捷，系统运行稳定。",
            "群众可以 登录 平台 查询办理进度，全年网上办件三百万件，办结率超过九成五，差评整改率百分之百。",
        ] {
            let wanted: String = text.chars().filter(|c| *c != ' ').map(|c| crate::fold::Fold::get().char(c)).collect();
            assert_eq!(mended(text), wanted);
        }
    }
}
