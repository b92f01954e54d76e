//! The number or the dash that a line begins with, whether a heading, an article or an item of a list follows.

use crate::charset::is_han;
use crate::view::is_blank;

/// Rank of a point: 第一，….
pub(crate) const POINT: u16 = 45;
/// Rank of (一).
pub(crate) const PART: u16 = 50;

/// Where a line goes on after the number or the dash it begins with: 3.加快…, (二)建设…, 第九条 本办法…, ——提升….
pub(crate) fn after_label(text: &[char]) -> usize {
    // Most begin with a word.
    if text.first().is_some_and(|c| is_han(*c) && *c != '第' && !is_numeral(*c)) {
        return 0;
    }
    let start = blanks(text, 0);
    let rest = text.get(start..).unwrap_or_default();
    let dashes = rest.iter().take_while(|c| matches!(c, '—' | '·') || is_bullet(**c)).count();
    let article = match rest {
        ['第', number @ ..] => {
            let digits = number.iter().take(7).take_while(|c| is_numeral(**c) || c.is_ascii_digit()).count();
            (digits > 0 && number.get(digits) == Some(&'条') && digits < 7).then_some(digits + 1)
        }
        _ => None,
    };
    let end = article.map_or(start + dashes, |n| start + n + 1);
    blanks(text, marker(text, start).map_or(end, |(_, end)| end))
}

/// A sign before the items of a list, as word processors draw it.
fn is_bullet(c: char) -> bool {
    matches!(c, '●' | '○' | '▲' | '△' | '■' | '□' | '◆' | '◇' | '▪' | '★' | '☆' | '➢' | '➤' | '✓' | '☑')
}

/// Rank of the number at `at` and where it ends: 第一章, 一、, (一), 1., (1).
pub(crate) fn marker(text: &[char], at: usize) -> Option<(u16, usize)> {
    let rest = text.get(at..)?;
    let numeral =
        |from: usize| rest.get(from..).map_or(0, |r| r.iter().take(4).take_while(|c| is_numeral(**c)).count());
    let digits =
        |from: usize| rest.get(from..).map_or(0, |r| r.iter().take(3).take_while(|c| c.is_ascii_digit()).count());
    match rest.first()? {
        '第' => {
            let n = numeral(1) + digits(1);
            let rank = match (rest.get(1 + n), rest.get(2 + n)) {
                (Some('部'), Some('分')) => return (n > 0).then_some((10, at + 3 + n)),
                (Some('编' | '篇'), _) => 15,
                (Some('章'), _) => 20,
                (Some('节'), _) => 30,
                // 第一、二、三产业的比重: which of them.
                (Some('、'), Some(c)) if is_numeral(*c) && matches!(rest.get(3 + n), Some('、' | '次' | '产')) => {
                    return None;
                }
                // 第一，全国动员，大办农业: a point under 一、.
                (Some('、' | ','), _) => POINT,
                _ => return None,
            };
            (n > 0).then_some((rank, at + 2 + n))
        }
        '(' => {
            let (n, rank) = match (numeral(1), digits(1)) {
                (0, 0) => return None,
                (0, n) => (n, 70),
                (n, _) => (n, PART),
            };
            (rest.get(1 + n) == Some(&')')).then_some((rank, at + 2 + n))
        }
        c if is_numeral(*c) => {
            let n = numeral(0);
            // 一、二、三产业比重: the numbers of things that are named together.
            let several = rest.get(n) == Some(&'、')
                && rest.get(n + 1).is_some_and(|c| is_numeral(*c))
                && matches!(rest.get(n + 2), Some('、' | '次' | '产'));
            (matches!(rest.get(n), Some('、' | '.')) && !several).then_some((40, at + n + 1))
        }
        c if c.is_ascii_digit() => {
            let n = digits(0);
            // A sign of a private font is the dot that this font drew.
            let mark = matches!(rest.get(n), Some('、' | '.' | '\u{e000}'..='\u{f8ff}'));
            // 3.5% begins no heading, nor does 2025.1.
            (mark && n <= 2 && !rest.get(n + 1).is_some_and(char::is_ascii_digit)).then_some((60, at + n + 1))
        }
        _ => None,
    }
}

/// The first place from `from` on that is no blank.
pub(crate) fn blanks(text: &[char], from: usize) -> usize {
    from + text.get(from..).map_or(0, |r| r.iter().take_while(|c| is_blank(**c)).count())
}

/// A digit of a heading's number: 二十一.
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}
