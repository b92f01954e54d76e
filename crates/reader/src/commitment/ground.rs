//! The verb that comes behind a ground or a subject, among the verbs that are part of these.
//!
//! 为全面建设水网提供支撑, 以高水平安全保障发展, 在改革已经取得成效的基础上: which verb is the clause's own is told by what
//! stands before it (an adverb, the end of the ground), by what the ground waits for (为…提供), and by what follows.

use super::Said;
use super::head::{open, particle};
use super::words::{Lexicon, Sorts};
use std::ops::Range;

/// Where the verb of a clause begins, with its adverbs, behind the ground that `word` begins.
pub(super) fn verb_behind(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, word: &Range<usize>) -> Option<usize> {
    let first = s.text.get(word.start)?;
    // 在…的基础上: the clause is all ground.
    if word.len() == 1 && matches!(first, '在' | '当' | '从' | '于') && ends_as_place(words, s.text, clause) {
        return None;
    }
    let mut from = word.end;
    // 除北部各县继续试点外: the same.
    if *first == '除' && s.text.get(clause.end - 1) == Some(&'外') {
        return None;
    }
    // 以…为导向: what the ground says itself is over behind 为.
    if word.len() == 1 && *first == '以' {
        let until = open(s.text, from + 1..clause.end).find(|at| is_copula(s.text, *at, clause.end));
        from = until.map_or(from, |at| at + 2);
    }
    let found = best(words, s, clause, from, Some(*first))?;
    // 按照建成水乡的总体要求: to its end the clause says by what, if the ground was not over before the verb.
    let word = s.text.get(word.clone()).unwrap_or_default();
    let by = matches!(word, ['按', ..] | ['依', '照' | '据'] | ['根', '据'])
        && words.closes_by(s.text, clause.end)
        && !words.closes(s.text, found);
    (!by).then_some(found)
}

/// Where the verb of a clause begins behind a subject that begins at `from`, if it is plain which it is.
pub(super) fn verb_after(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, from: usize) -> Option<usize> {
    best(words, s, clause, from, None)
}

/// Whether a clause ends in a word of place: 基础上, 过程中, 的同时.
fn ends_as_place(words: &Lexicon, text: &[char], clause: &Range<usize>) -> bool {
    matches!(text.get(clause.end - 1), Some('上' | '中' | '下' | '时' | '后' | '前' | '里' | '间'))
        && words.closes(text, clause.end)
}

/// Whether 为 at `at` is that of 以…为….
fn is_copula(text: &[char], at: usize, end: usize) -> bool {
    const WORDS: [char; 8] = ['作', '成', '行', '认', '称', '视', '变', '分'];
    text.get(at) == Some(&'为')
        && at + 2 < end
        && !at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| WORDS.contains(c))
        && text.get(at + 1) != Some(&'了')
}

/// The verb that looks most like the clause's own; of two alike the first.
fn best(words: &Lexicon, s: &Said<'_>, clause: &Range<usize>, from: usize, ground: Option<char>) -> Option<usize> {
    let (mut best, mut until): (Option<(i32, usize)>, usize) = (None, 0);
    let mut adverb: Option<Range<usize>> = None;
    for at in open(s.text, from..clause.end) {
        if at < until {
            continue;
        }
        let Some((len, sorts)) = words.at(s.text, at, clause.end) else { continue };
        let end = at + len;
        // 广泛深入地: adverbs in a row, and their particle.
        let doing = sorts.is(Sorts::VERB)
            && (sorts.is(Sorts::NOUN) && !sorts.is(Sorts::BOTH) || own(words, s.text, end, clause.end, sorts));
        if sorts.is(Sorts::ADVERB) && len > 1 && !doing {
            let end = end + usize::from(particle(s.text, end, clause.end));
            let start = adverb.filter(|a| a.end == at).map_or(at, |a| a.start);
            adverb = Some(start..end);
            until = end;
            continue;
        }
        if !sorts.is(Sorts::VERB) || len < 2 {
            continue;
        }
        until = end;
        let led = adverb.clone().filter(|a| a.end == at);
        let begin = led.as_ref().map_or(at, |a| a.start);
        if let Some(score) = score(words, s, at..end, sorts, begin, clause, ground)
            && begin > from
            && score > best.map_or(0, |(score, _)| score)
        {
            best = Some((score, begin));
        }
    }
    best.map(|(_, at)| at)
}

/// Whether a word that is adverb and verb stands before a noun: it is the verb then.
fn own(words: &Lexicon, text: &[char], at: usize, end: usize, verb: Sorts) -> bool {
    !words.at(text, at, end).is_some_and(|(len, next)| {
        // 全面深化改革: what ends the clause is what is done to it.
        (at + len < end || !next.is(Sorts::NOUN) || verb.is(Sorts::BOTH))
            && next.is(Sorts::VERB | Sorts::ADVERB | Sorts::STATE)
            && (!next.is(Sorts::NOUN) || next.is(Sorts::TAKES))
    })
}

/// Whether a list is over at `at`, and with it the ground: 依托高校、园区等|建设孵化器. 高等 and 中等 are words.
fn lists(words: &Lexicon, text: &[char], at: usize, rest: &[char]) -> bool {
    let ends = matches!(text.get(..at), Some([.., before, '等']) if !matches!(before, '高' | '中' | '初' | '平' | '同' | '优' | '上' | '均' | '对' | '相'));
    ends && rest.last() != Some(&'的') && !words.is_shell(rest)
}

/// How much a verb looks like the clause's own; `None` where it cannot be. `begin` is where its adverbs begin.
fn score(
    words: &Lexicon,
    s: &Said<'_>,
    verb: Range<usize>,
    sorts: Sorts,
    begin: usize,
    clause: &Range<usize>,
    ground: Option<char>,
) -> Option<i32> {
    let rest = s.text.get(verb.end..clause.end)?;
    let led = begin < verb.start;
    let closed = words.closes(s.text, begin) || lists(words, s.text, begin, rest);
    let Some(next) = rest.first() else {
        // 为基层减负, 在三个层次上展开: nothing follows, and nothing need.
        let sought = s.text.get(begin - 1) == Some(&'求');
        // 要为农民服务: it is no noun where one must.
        let must = |w: &[char]| matches!(w, ['要' | '须' | '当', '为']);
        let bound = ground == Some('为')
            && s.text.get(verb.clone()) == Some(&['服', '务'])
            && s.text.get(clause.start..begin).is_some_and(|before| before.windows(2).any(must));
        let verb = !sorts.is(Sorts::NOUN) || bound || matches!(ground, Some('按' | '依'));
        let bare = verb && (closed || matches!(ground, Some('为' | '给' | '向' | '对')) && !sought);
        return bare.then_some(1);
    };
    // 农业发展银行 and 改革发展的任务 hold no verb of their own.
    if matches!(rest, ['起' | '下', '来' | '去', ..]) {
        return None;
    }
    // 批准后, 结合中: a time, not what is done.
    let time =
        matches!(next, '后' | '时' | '中') && !matches!(rest, ['中', '国' | '央' | '华' | '小' | '医' | '欧', ..]);
    if time || matches!(next, '的' | '、' | '和' | '与' | '”' | ')' | '性' | '化' | '者' | '力' | '度' | '率' | '型')
    {
        return None;
    }
    // 依托产业培育机制: the verb describes a noun.
    let light = sorts.is(Sorts::LIGHT);
    if !led && !closed && !light && words.is_shell(rest) {
        return None;
    }
    let mut score = 1 + if led { 3 } else { 0 } + if closed { 4 } else { 0 };
    score += if sorts.is(Sorts::PIVOT | Sorts::FINISH) { 2 } else { 0 };
    score += match ground {
        Some('为') if light => 6,
        _ if light => 3,
        _ => 0,
    };
    // A noun as often as a verb needs a reason.
    score -= if sorts.is(Sorts::NOUN) { 3 } else { 0 };
    // 对符合条件的企业: a verb within the noun.
    let within = rest.contains(&'的') && s.text.get(verb.end - 1) != Some(&'好');
    score -= if within && !led && !closed && !light { 2 } else { 0 };
    // 为质量提升提供支撑: the next is the verb.
    let next =
        words.at(s.text, verb.end, clause.end).filter(|(n, next)| *n > 1 && next.is(Sorts::LIGHT | Sorts::PIVOT));
    // 加大保障力度 has a noun behind.
    let next = next.filter(|(n, _)| rest.len() > *n && !rest.get(*n..).is_some_and(|noun| words.is_shell(noun)));
    score -= if !light && next.is_some() { 4 } else { 0 };
    Some(score)
}
