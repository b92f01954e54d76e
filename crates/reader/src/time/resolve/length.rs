//! Which lengths can be years of something the document named: 五年, 五年间, 这两年中, 前三年.

use crate::time::Time;
use crate::time::calendar::Days;
use crate::time::numeral::numeral;
use crate::time::words::Words;
use jiff::civil::Date;

/// No length in a report is longer, in years.
pub(super) const LONGEST: i16 = 60;

/// Which years of a span a length means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// 五年, 五年间.
    Whole,
    /// 这五年.
    This,
    /// 前三年 of a plan.
    First,
    /// 后两年 of a plan.
    Last,
}

/// 累计, 共, 合计 behind a length, or a change: its years are over and summed up.
pub(super) fn is_sum(words: &[char], at: usize) -> bool {
    match words.get(at..).unwrap_or_default() {
        [a, '计', ..] => matches!(a, '累' | '合' | '总' | '统'),
        [a, '成', ..] => matches!(a, '完' | '建'),
        ['共' | '增' | '减' | '翻' | '新', ..] | ['平', '均', ..] | ['下', '降', ..] | ['投', '入', ..] => {
            true
        }
        _ => false,
    }
}

/// 从1956年起，在十二年内: the length begins where the time before it does.
pub(super) fn from_then(words: &[char], time: &Time, begun: Option<(usize, Date)>) -> Option<Days> {
    let (end, start) = begun?;
    let between = words.get(end..time.range.start)?;
    let opened = matches!(words.get(end.wrapping_sub(1)), Some('起' | '始'))
        && matches!(between, [',' | '在' | '的'] | [',', '在']);
    let (side, n) = length(words, time)?;
    let whole = opened && side == Side::Whole && (start.month(), start.day()) == (1, 1);
    whole.then(|| Days::years(start.year(), start.year() + n - 1))
}

/// A length of whole years that can be years of something: 五年, 五年间, 这两年中, 前三年. `None` for a length that begins
/// at a point of its own (连续三年, 用三年时间) and for the name of an undertaking (三年行动).
pub(super) fn length(words: &[char], time: &Time) -> Option<(Side, i16)> {
    let before = time.range.start.checked_sub(1).and_then(|i| words.get(i));
    let own =
        ['用', '满', '超', '过', '近', '续', '斗', '再', '需', '花', '长', '第', '又', '每', '后', '予', '约', '隔'];
    if before.is_some_and(|c| own.contains(c)) {
        return None;
    }
    let text = words.get(time.range.clone())?;
    let (side, at) = match text {
        ['这', ..] => (Side::This, 1),
        ['最', '初', ..] => (Side::First, 2),
        ['最', '后', ..] => (Side::Last, 2),
        ['前' | '头', ..] => (Side::First, 1),
        ['后', ..] => (Side::Last, 1),
        _ => (Side::Whole, 0),
    };
    let n = numeral(text, at)?;
    let tail: String = text.get(n.end..)?.iter().filter(|c| **c != ' ').collect();
    let plain =
        ["年", "年间", "年中", "年里", "年内", "年中间", "年期间", "年之间", "年时间", "年时间内", "年以内", "年之内"];
    let behind = words.get(time.range.end);
    // 五年滚动实施 tells what was done, 五年滚动计划 is a name.
    let rolled = words.get(time.range.end..).is_some_and(|w| w.starts_with(&['滚', '动', '实', '施']));
    let named = !rolled && Words::get().undertakings.find(words, time.range.end).is_some();
    if !plain.contains(&tail.as_str()) || named || matches!(behind, Some('左' | '以' | '期' | '制' | '级')) {
        return None;
    }
    n.value.filter(|v| (1..=LONGEST).contains(v)).map(|v| (side, v))
}
