//! What the words before a target's number say it is of, where its name says too little.

use crate::distance::{doubled, large, outdone};
use crate::kin;
use crate::lexicon::Lexicon;
use crate::statement::Statement;
use crate::subject::generic;

/// The words of a target whose name says too little, with words for the same under one of them.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    target: &'a Statement,
    name: String,
    lead: String,
    clause: String,
}

impl<'a> Words<'a> {
    /// Those of a target; none where its name says enough, or there is none.
    pub(crate) fn of(target: &'a Statement) -> Option<Self> {
        let short = target.subject.known.is_none() && !target.subject.name.is_empty() && generic(&target.subject.name);
        short.then(|| Self {
            target,
            name: kin::one_word(&target.subject.name),
            lead: kin::one_word(&target.lead),
            clause: kin::one_word(&target.clause),
        })
    }

    /// Whether the name of a result ends with that of the target, and these words say the rest: 推进重大工程建设，完成投资90亿元
    /// and 重大工程投资91亿元.
    pub(crate) fn tell(&self, s: &Statement) -> bool {
        let money = self.target.dimension == "money" && large(self.target);
        // 投入9亿元, 技改专项资金9亿元: money is called by any of its names.
        let called = || {
            let words = Lexicon::get().words("money.names").iter();
            let near = money && outdone(self.target, s);
            words.filter(|w| near && generic(w)).find_map(|w| s.key.strip_suffix(w))
        };
        let Some(rest) = s.key.strip_suffix(self.name.as_str()).or_else(called) else { return false };
        // 茶乡振兴工程项目完成投资91亿元: the name says as little as the target's, and the clause before it the rest.
        if rest.is_empty() {
            return money && doubled(self.target, s) && self.tell_clause(&kin::one_word(&s.clause));
        }
        // Two characters say enough beside a large number that as good as comes back.
        let least = if large(self.target) && outdone(self.target, s) { QUALIFIES - 1 } else { QUALIFIES };
        self.hold(rest, least)
    }

    /// Whether they say what stands in a clause before the name at its end: 茶乡振兴工程 of 茶乡振兴工程项目完成投资.
    fn tell_clause(&self, clause: &str) -> bool {
        let Some((whole, _)) = clause.rsplit_once(self.name.as_str()) else { return false };
        // 1550个重点项目: what is left of the number of them.
        let mut whole = Lexicon::get().words("counts").iter().find_map(|w| whole.strip_prefix(w)).unwrap_or(whole);
        while let Some(shorter) = Lexicon::get().words("done.end").iter().find_map(|w| whole.strip_suffix(w)) {
            whole = shorter;
        }
        self.hold(whole, QUALIFIES + 1)
    }

    /// Whether so many characters at least stand among them, without 项目 behind them too.
    fn hold(&self, words: &str, least: usize) -> bool {
        let stands = |of: &str, least: usize| {
            of.chars().count() >= least && (self.lead.contains(of) || self.clause.contains(of))
        };
        let bare = || Lexicon::get().words("project.end").iter().find_map(|w| words.strip_suffix(w));
        stands(words, least) || bare().is_some_and(|of| stands(of, QUALIFIES + 1))
    }
}

/// Characters of the words before a short name that say of what it is.
const QUALIFIES: usize = 3;
