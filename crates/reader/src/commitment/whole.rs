//! What a sentence says as a whole, whatever its clauses name: a call on all, guiding ideas, or only how many points follow.

use super::words::{Lexicon, Lists};
use super::{Found, Said};
use std::ops::Range;

/// What opens a call on all.
const LET_US: [char; 3] = ['让', '我', '们'];

/// Whether a sentence calls on all, so that nothing it names is promised.
pub(super) fn exhorts(s: &Said<'_>) -> bool {
    if !s.drafts.is_empty() {
        return false;
    }
    // 让我们携手前进,开创新局面! 新的一年,让我们….
    let begins = |at: usize| at == 0 || matches!(s.text.get(at - 1), Some(',' | ';'));
    let exclaims = s.text.last() == Some(&'!');
    if s.text.starts_with(&LET_US)
        || exclaims && s.text.windows(3).enumerate().any(|(at, words)| words == LET_US && begins(at))
    {
        return true;
    }
    // 我们一定要同心同德,努力奋斗! exhorts.
    matches!(s.text, [words @ .., '!'] if words.starts_with(&['全', '党']) || words.ends_with(&['奋', '斗']))
}

/// What the clauses of a sentence say of all of it.
#[derive(Debug, Default)]
pub(super) struct Whole {
    /// 以…思想为指导: all of it is how things are to be done.
    guides: bool,
    /// A clause calls on people, and the sentence exclaims.
    calls: bool,
    /// The clause read last.
    last: Range<usize>,
}

impl Whole {
    /// Takes note of a clause; they come in order.
    pub(super) fn clause(&mut self, words: &Lexicon, s: &Said<'_>, clause: &Range<usize>) {
        self.guides |= words.guides(s.text, clause.end);
        self.calls |= s.text.last() == Some(&'!') && words.calls_on(s.text, clause);
        self.last = clause.clone();
    }

    /// Takes away what the sentence as a whole does not promise. What it counts is promised all the same.
    pub(super) fn weigh(&self, words: &Lexicon, s: &Said<'_>, out: &mut Vec<Found>) {
        /// So many tasks are a list of them, though the sentence ends in a call.
        const LIST: usize = 4;
        let counts = |f: &Found| {
            let follow = |o: &[char]| matches!(o, ['以' | '如', '下', ..]);
            let object = f.object.as_ref().and_then(|o| s.text.get(o.clone()));
            object.is_some_and(|o| is_count(s, o) && (f.figures.is_empty() || follow(o)))
        };
        // 要围绕提高质量,着重抓好四个环节: the rest is what those are for.
        let heads = out.last().is_some_and(|f| f.clause.end == self.last.end && counts(f));
        // …,为建成水乡而奋斗.
        let calls = self.calls || words.closes_as_call(s.text, self.last.end);
        if heads || self.guides || calls && out.len() < LIST {
            out.retain(|f| !f.figures.is_empty() && !counts(f));
        } else {
            out.retain(|f| !counts(f));
        }
    }
}

/// Whether an object only counts the points that the next lines order: 以下几个方面的工作, 八方面工作, 四个环节.
fn is_count(s: &Said<'_>, object: &[char]) -> bool {
    let colon = s.text.last() == Some(&':');
    let numeral = object.first().is_some_and(|c| crate::label::is_numeral(*c));
    colon && object.windows(2).any(|w| w == ['方', '面'])
        || object.len() <= 8 && numeral && Lists::get().is_part(object)
        || matches!(
            object,
            ['以' | '如', '下', '几' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十', ..]
        )
}
