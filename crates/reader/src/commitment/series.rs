//! Verbs with an object each, in a row: 修好水渠、看好山林、办好夜校.

use super::Said;
use super::head::{head, open};
use super::words::{Lexicon, Sorts};
use std::ops::Range;

/// Fills `out` with the pieces of a clause that is such a row, else with the clause. A row of nouns is one object, and so is a row of verbs that
/// only describes a noun: 提升防范风险、化解矛盾的能力.
pub(super) fn pieces(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, out: &mut Vec<Range<usize>>) {
    out.clear();
    if !row(words, s, clause, out) {
        out.clear();
        out.push(clause.clone());
    }
}

/// Whether a clause is such a row; its pieces are in `out` then.
fn row(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, out: &mut Vec<Range<usize>>) -> bool {
    let text = s.text.get(..clause.end).unwrap_or_default();
    if !text.get(clause.clone()).is_some_and(|words| words.iter().any(|c| matches!(c, '、' | '和'))) {
        return false;
    }
    let first = head(words, s, clause);
    // 提升服务水平和完善激励机制: 和 joins as 、 does where a noun of that sort is before it.
    let joins = |at: &usize| match text.get(*at) {
        Some('、') => true,
        // 深化改革和扩大开放: nor is a verb that describes no noun part of the noun before it.
        Some('和') => {
            let first = words.at(text, first.at, *at).map_or(*at, |(len, _)| first.at + len);
            // 注意节约和提高效益: both are to be heeded.
            let heeds = matches!(text.get(..first), Some([.., '注' | '重' | '抓', '意' | '重' | '视' | '紧']));
            let joins = || {
                words.at(text, at + 1, clause.end).is_some_and(|(_, sorts)| sorts.is(Sorts::JOINS))
                    && !heeds
                    && !verbs(words, text, first..*at)
                    && !noun_at_end(words, text, clause.end)
            };
            (noun_at_end(words, text, *at) || joins()) && second(words, text, at + 1, clause.end)
        }
        _ => false,
    };
    let verb = words.at(text, first.at, clause.end).filter(|(_, sorts)| sorts.is(Sorts::VERB));
    let Some((verb_len, sorts)) = verb else { return false };
    let behind: Vec<usize> = open(text, clause.clone()).filter(|at| *at > first.at + verb_len && joins(at)).collect();
    let Some(mark) = behind.first() else { return false };
    let describes =
        |range: Range<usize>| text.get(range).is_some_and(|t| ['的', '等', '这'].iter().any(|c| t.contains(c)));
    let row = text.get(*mark) == Some(&'、');
    // 提供机会、搭建平台: verbs and nouns of two characters each are a row, whatever the last noun is.
    let ends = behind.iter().skip(1).copied().chain([clause.end]);
    let pairs = row && verb_len == 2 && mark - first.at == 4 && behind.iter().zip(ends).all(|(at, end)| end - at == 5);
    if sorts.is(Sorts::PIVOT) && !sorts.is(Sorts::SINGLE)
        || describes(first.at..clause.end)
        || row && !pairs && noun_at_end(words, text, clause.end)
    {
        return false;
    }
    out.push(clause.start..*mark);
    for (index, at) in behind.iter().enumerate() {
        let piece = at + 1..behind.get(index + 1).copied().unwrap_or(clause.end);
        let inner = super::head::from(words, s, &piece, piece.start);
        let acts = words.at(text, inner.at, piece.end).is_some_and(|(len, sorts)| {
            // 稳就业、稳外贸: one character, and the same.
            let same = verb_len > 1 && len > 1 || verb_len == 1 && text.get(inner.at) == text.get(first.at);
            let rest = inner.at + len..piece.end;
            let joined = matches!(text.get(rest.start), Some('和' | '与' | '及'));
            same && sorts.is(Sorts::VERB)
                && (!sorts.is(Sorts::NOUN)
                    || pairs
                        && sorts.is(Sorts::TAKES)
                        && !text.get(rest.clone()).is_some_and(|noun| words.is_shell(noun)))
                && rest.len() > 1
                && !joined
                && (!doing(words, text, rest) || doing(words, text, first.at + verb_len..*mark))
        });
        if !acts || inner.ground.is_some() {
            return false;
        }
        out.push(piece);
    }
    true
}

/// Whether a verb with an object of its own begins at `at`: 完善激励机制, not 增产措施.
fn second(words: &Lexicon, text: &[char], at: usize, end: usize) -> bool {
    words.at(text, at, end).is_some_and(|(len, sorts)| {
        let rest = text.get(at + len..end).unwrap_or_default();
        sorts.is(Sorts::VERB) && !sorts.is(Sorts::NOUN | Sorts::DESCRIBES) && !words.is_shell(rest)
    })
}

/// Whether `range` is several nouns of doing: 服务改革, not 供给.
fn doing(words: &Lexicon, text: &[char], range: Range<usize>) -> bool {
    let mut at = range.start;
    if range.len() == 2 {
        return false;
    }
    while let Some((len, _)) = words.at(text, at, range.end).filter(|(_, sorts)| sorts.is(Sorts::NOUN)) {
        at += len;
    }
    at == range.end
}

/// Whether `range` is verbs alone: 保障 in 注重保障和改善民生.
fn verbs(words: &Lexicon, text: &[char], range: Range<usize>) -> bool {
    let mut at = range.start;
    while let Some((len, _)) = words.at(text, at, range.end).filter(|(_, s)| s.is(Sorts::VERB) && !s.is(Sorts::NOUN)) {
        at += len;
    }
    at >= range.end
}

/// Whether the last characters are a noun that a row of verbs would describe: 能力, 机制.
fn noun_at_end(words: &Lexicon, text: &[char], end: usize) -> bool {
    [2, 3, 4].iter().any(|n| text.get(end.saturating_sub(*n)..end).is_some_and(|noun| words.is_shell(noun)))
}
