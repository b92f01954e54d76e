//! Clauses that only tell, though their sentence promises something: 会议回顾了…, 还没有建立制度.

use super::words::{Lexicon, Sorts};
use super::{Found, Said};
use std::ops::Range;

/// Whether what was found in `clause` is told and not promised. `dated`: a time holds, so that 建成了 may lie ahead.
pub(super) fn told(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, found: &Found, dated: bool) -> bool {
    let before = s.text.get(clause.start..found.action.start).unwrap_or_default();
    // A lead behind 没有 bids all the same: 没有规划的乡镇要编制规划.
    let bids = found.lead.as_ref().is_some_and(|lead| lead.start >= clause.start);
    // 保持了市场稳定: it is so already.
    let over = !dated && !bids && found.figures.is_empty() && s.text.get(found.action.end) == Some(&'了');
    is_denied(before) && !bids || over || happened(s, found) || is_manner(words, s, found)
}

/// 没有完成, 尚未建立, 不平衡: denied. 不断完善 and 不得不压缩 are not.
fn is_denied(before: &[char]) -> bool {
    match before {
        [.., '能' | '得' | '可', '不'] => false,
        [.., '不' | '没' | '未'] | [.., '没', '有'] => true,
        // 没有把群众组织起来: the verb comes later.
        // 不可能形成, 无权确定, 不给基层增加: what cannot or may not be is no promise.
        _ => {
            before.windows(2).any(|pair| pair == ['没', '有']) && before.contains(&'把')
                || before.windows(3).any(|w| w == ['不', '可', '能'])
                || before.windows(2).any(|w| matches!(w, ['无', '权' | '法'] | ['难', '以'] | ['不', '给' | '会']))
        }
    }
}

/// What stands before the verb has a verb of its own, with the mark of what happened: 系统回顾了…以来取得.
fn happened(s: &Said<'_>, found: &Found) -> bool {
    /// 为了, 除了; a verb has two characters.
    const NO_VERB: [char; 4] = ['为', '除', '到', '罢'];
    let Some(object) = found.object.as_ref().filter(|object| object.end <= found.action.start) else { return false };
    let words = s.text.get(object.start..found.action.start).unwrap_or_default();
    words.windows(4).any(|w| matches!(w, [_, verb, '了', next] if !NO_VERB.contains(verb) && *next != '的'))
}

/// What was taken for the verb says how, and nothing is done: 流程和体制的同步变革.
fn is_manner(words: &Lexicon, s: &Said<'_>, found: &Found) -> bool {
    found.figures.is_empty()
        && words.at(s.text, found.action.start, found.action.end).is_some_and(|(len, sorts)| {
            len == found.action.len()
                && sorts.is(Sorts::ADVERB)
                && !sorts.is(Sorts::VERB | Sorts::STATE | Sorts::OUTCOME)
        })
}
