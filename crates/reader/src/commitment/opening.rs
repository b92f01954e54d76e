//! What a clause begins with: a verb that orders, or the ground on which one is to follow.

use super::words::{Lists, Sorts};
use crate::number::is_plain;

/// What a clause begins with, adverbs left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// 加强…, 全面提升…: nobody is named, for whoever reads it is meant.
    Verb,
    /// 推动…健康发展, 让…: the same, and the last verb of the clause only says what is to come of it.
    Pivot,
    /// 以…, 围绕…: how, before what.
    Ground,
    /// A subject, a time, or a word that is not known.
    Other,
}

impl Opening {
    /// Whether the clause tells somebody to do something.
    pub(crate) fn orders(self) -> bool {
        matches!(self, Self::Verb | Self::Pivot)
    }
}

/// More adverbs than this stand before no verb.
const ADVERBS: usize = 4;
/// How far in the 地 of a manner stands at most: 坚定不移地.
const MANNER: usize = 8;

/// Whether the verb that `clause` begins with is as often a noun: 教育, 服务.
pub(crate) fn opens_as_noun(clause: &[char]) -> bool {
    Lists::get().at(clause, 0, clause.len()).is_some_and(|(_, sorts)| sorts.is(Sorts::NOUN))
}

/// What `clause` (folded) begins with.
pub(crate) fn opening(clause: &[char]) -> Opening {
    let words = Lists::get();
    // 三是推进…: the number of a point, as 三、 is.
    let numeral = clause.iter().take(3).take_while(|c| is_plain(**c) || **c == '十').count();
    let mut at = if numeral > 0 && clause.get(numeral) == Some(&'是') { numeral + 1 } else { 0 };
    // 有步骤地推进…
    if let Some(len) = clause.iter().take(MANNER).position(|c| *c == '地')
        && words.at(clause, len + 1, clause.len()).is_some_and(|(_, s)| s.is(Sorts::VERB | Sorts::ADVERB))
    {
        at = len + 1;
    }
    for _ in 0..ADVERBS {
        let Some((len, sorts)) = words.at(clause, at, clause.len()) else { return Opening::Other };
        // 深化, 创新: an adverb where a verb follows, else the verb itself.
        if sorts.is(Sorts::ADVERB) {
            let follows = words.at(clause, at + len, clause.len());
            if sorts.is(Sorts::VERB) && !follows.is_some_and(|(_, s)| s.is(Sorts::VERB | Sorts::ADVERB)) {
                return Opening::Verb;
            }
            at += len;
            continue;
        }
        return match () {
            // 建成…: what is finished is as often reported.
            () if sorts.is(Sorts::FINISH) => Opening::Other,
            () if sorts.is(Sorts::PIVOT) && len > 1 => Opening::Pivot,
            () if sorts.is(Sorts::VERB) && len > 1 => Opening::Verb,
            // 在, 对, 从 lead to anything.
            () if sorts.is(Sorts::GROUND) && (len > 1 || clause.get(at) == Some(&'以')) => Opening::Ground,
            () => Opening::Other,
        };
    }
    Opening::Other
}

/// Whether `clause` begins with a verb of completion: 建成….
pub(crate) fn finishes(clause: &[char]) -> bool {
    Lists::get().at(clause, 0, clause.len()).is_some_and(|(_, sorts)| sorts.is(Sorts::FINISH))
}

/// Length of the adverbs at `at`, where a verb follows them: 重点|办好….
pub(crate) fn adverb(clause: &[char], at: usize) -> usize {
    let words = Lists::get();
    let Some((len, sorts)) = words.at(clause, at, clause.len()) else { return 0 };
    let verb = || {
        words.at(clause, at + len, clause.len()).is_some_and(|(_, next)| next.is(Sorts::VERB) && !next.is(Sorts::NOUN))
    };
    if sorts.is(Sorts::ADVERB) && !sorts.is(Sorts::VERB) && verb() { len } else { 0 }
}

/// Length of the adverbs and the verb that `clause` begins with, and whether an adverb is among them; a verb that is as
/// often a noun is none. `None` where it begins otherwise: 科学划定|…, 公开|…, not 服务|….
pub(crate) fn bidding(clause: &[char]) -> Option<(usize, bool)> {
    let words = Lists::get();
    let mut at = 0;
    for _ in 0..ADVERBS {
        let (len, sorts) = words.at(clause, at, clause.len())?;
        let adverb = sorts.is(Sorts::ADVERB);
        if adverb
            && words
                .at(clause, at + len, clause.len())
                .is_some_and(|(_, next)| next.is(Sorts::VERB | Sorts::ADVERB | Sorts::FINISH))
        {
            at += len;
            continue;
        }
        let verb = sorts.is(Sorts::VERB | Sorts::FINISH) && !sorts.is(Sorts::NOUN | Sorts::GROUND) && len > 1;
        return verb.then_some((at + len, at > 0));
    }
    None
}

/// Whether `words` are nothing but adverbs of two characters and more: 自主, 独立.
pub(crate) fn adverbs(words: &[char]) -> bool {
    let lists = Lists::get();
    let mut at = 0;
    while at < words.len() {
        match lists.at(words, at, words.len()) {
            Some((len, sorts)) if len > 1 && sorts.is(Sorts::ADVERB) && !sorts.is(Sorts::VERB) => at += len,
            _ => return false,
        }
    }
    at > 0
}

/// Whether `words` are a verb that says nothing without its object: 实现, 进行.
pub(crate) fn is_light(words: &[char]) -> bool {
    let lists = Lists::get();
    words == ['实', '现']
        || lists.at(words, 0, words.len()).is_some_and(|(len, sorts)| len == words.len() && sorts.is(Sorts::LIGHT))
}
