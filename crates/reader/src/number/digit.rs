//! What each character of a numeral is worth.

use crate::charset::CharSet;
use rust_decimal::Decimal;

/// The value of a digit as dates write it: 零 to 九, no 两 and no 壹.
pub(crate) fn plain_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of a Chinese digit, in plain or formal script.
pub(crate) fn digit(c: char) -> Option<u32> {
    plain_digit(match c {
        '壹' => '一',
        '两' | '贰' | '俩' | '弍' => '二',
        '叁' | '仨' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        plain => plain,
    })
}

/// The power of ten of a unit within a section.
pub(super) fn small(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    })
}

/// 千 in 千瓦 and 兆 in 兆瓦 begin a unit and end the numeral.
pub(super) fn begins_unit(text: &[char], at: usize) -> bool {
    match text.get(at) {
        Some('千') => {
            matches!(text.get(at + 1), Some('瓦' | '伏' | '米' | '克' | '卡' | '赫' | '焦' | '帕' | '升'))
                // 35.6千公顷: as communiqués count.
                || text.get(at + 1..at + 3) == Some(&['公', '顷'])
        }
        Some('兆') => matches!(text.get(at + 1), Some('瓦' | '伏' | '赫' | '帕' | '比' | '字' | '位')),
        _ => false,
    }
}

/// The power of ten of a magnitude word.
pub(super) fn big(c: char) -> Option<u32> {
    Some(match c {
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// The characters that may stand in a numeral.
pub(crate) const NUMERALS: &[char] = &[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '壹',
    '两', '贰', '俩', '弍', '叁', '仨', '肆', '伍', '陆', '柒', '捌', '玖', '十', '拾', '百', '佰', '千', '仟', '万',
    '亿', '兆', '几', '半',
];
static NUMERAL: CharSet = CharSet::of(NUMERALS);

/// The characters of numerals in words as reports write them: no capitals, no 两, nothing vague.
pub(crate) const PLAIN: &[char] =
    &['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿'];
static IS_PLAIN: CharSet = CharSet::of(PLAIN);

/// A character of a numeral as reports write them.
#[inline]
pub(crate) fn is_plain(c: char) -> bool {
    IS_PLAIN.contains(c)
}

/// A character that may stand in a numeral.
#[inline]
pub(crate) fn is_numeral(c: char) -> bool {
    NUMERAL.contains(c)
}

pub(super) fn ten_to(power: u32) -> Option<Decimal> {
    10i64.checked_pow(power).map(Decimal::from)
}
