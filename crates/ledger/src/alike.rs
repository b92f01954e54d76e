//! The result of a target for which no name was found: the clause that is most like its own.

use crate::class::Class;
use crate::distance::{
    counted_alike, doubled, exceeded, falls_short, far_off, large, more_new, near, outdone, same_number, same_size,
    unit,
};
use crate::fit::{Candidate, matters};
use crate::index::Index;
use crate::kin;
use crate::lexicon::Lexicon;
use crate::rarity::{Clause, RAREST};
use crate::says::Says;
use crate::scope::{Scopes, scopes};
use crate::statement::Statement;
use crate::subject::generic;
use crate::told::Words;
use crate::when::Basis;
use crate::why::Why;
use luoshi_reader::Value;
use std::collections::BTreeSet;

impl<'a> Index<'a> {
    /// The result of one report whose clause is most like that of the target: for what no name was found. Words that few
    /// clauses have count for more; what comes second has to be clearly less alike, unless it is the number itself that
    /// comes back.
    pub(crate) fn alike(
        &self,
        target: &Statement,
        report: usize,
        taken: &BTreeSet<usize>,
    ) -> Option<(usize, Candidate<'a>)> {
        let report_of = self.reports.get(report)?;
        let wanted = Clause::of(target);
        let clauses = self.clauses.get(report)?;
        // What has a name in the data file is told by it.
        if target.subject.known.is_some()
            || wanted.own.len() < PAIRS && wanted.lead.len() < PAIRS
            || matches!(target.class, Class::Other | Class::Completion | Class::Gap)
        {
            return None;
        }
        let money = target.dimension == "money";
        let nameless =
            target.subject.name.is_empty() || generic(&target.subject.name) && (money || target.class == Class::Share);
        let words = Words::of(target);
        let mut best: Option<(usize, &Statement, u8, Vec<Why>, bool)> = None;
        let mut second = 0;
        // Others of a name within the target's or around it, with another number.
        let mut rivals: Vec<&Statement> = Vec::new();
        for (n, (s, clause)) in report_of.statements.iter().zip(clauses).enumerate() {
            if s.says != Says::Result
                || s.earlier && s.when.is_some_and(|w| w.basis == Basis::Unclear)
                || taken.contains(&n)
            {
                continue;
            }
            let Some((open, why)) = comparable(target, s) else { continue };
            let closeness = closeness(target, s);
            let kin = kin(target, s) || words.as_ref().is_some_and(|w| w.tell(s));
            // Money under another name, and another sum: of something else.
            let sum = same_size(target, s) || doubled(target, s);
            if money && target.class == Class::Amount && !kin && !sum {
                continue;
            }
            if kin {
                rivals.push(s);
            }
            // 让1307户群众…, after 避险搬迁: the number itself as good as comes back, and the words before say what it is of.
            let bare = nameless && (generic(&s.subject.name) || target.subject.name.is_empty())
                || (generic(&s.subject.name) || generic(&target.subject.name)) && outdone(target, s) && large(target);
            let like = self.likeness(report, (&wanted, clause), bare, closeness) + if kin { KIN } else { 0 };
            let first = best.as_ref().map_or(0, |b| b.0);
            if like > first {
                second = first;
                best = Some((like, s, open, why, bare));
            } else if best.as_ref().is_some_and(|b| b.1.clause != s.clause) {
                second = second.max(like);
            }
        }
        let least = match target.class {
            Class::Rate | Class::Share | Class::Multiple | Class::Points => ALIKE_RATES,
            Class::Amount | Class::Change | Class::Rank | Class::Other | Class::Completion | Class::Gap => ALIKE,
        };
        let (like, statement, open, mut why, bare) = best.filter(|b| b.0 >= least && b.0 >= second + AHEAD)?;
        why.push(Why::Alike { to: statement.subject.name.clone() });
        // Nearly the same words, and nothing else like them: hardly by chance. Still less where the number is the same.
        let alone = like >= NEARLY && second < ALIKE;
        let equal = target.key == statement.key && !generic(&target.subject.name);
        let told = words.is_some_and(|w| w.tell(statement));
        let kin = kin(target, statement) || told;
        let same = same_number(target, statement)
            && (unit(target) == unit(statement) || large(target) && counted_alike(target, statement));
        // 新增示范园30家, and 示范园达到400家: all there are is no other answer to so many new ones.
        let new = target.new && statement.new;
        rivals.retain(|r| !same_number(statement, r) && (r.new || !new));
        // 示范园40个, 国家级示范园22个: of another level.
        let levels = kin && !same && level(statement).is_some_and(|of| !target.clause.contains(of));
        // 供水工程300处, 集中供水工程313处: as much as was planned and hardly more, and nothing else is called like it.
        let sole = kin
            && rivals.is_empty()
            && (unit(target) == unit(statement) || (target.dimension, statement.dimension) == ("count", "count"))
            && (same
                || target.class == Class::Amount
                    && (outdone(target, statement)
                        || exceeded(target, statement) && (told || ends(target, statement))
                        || (within_a_tenth(target, statement) || more_new(target, statement))
                            && kin::holds(&target.key, &statement.key)
                        || exceeded(target, statement) && kin::holds_much(&target.key, &statement.key)))
            && !levels
            && matches!(scopes(target, statement), Scopes::Same);
        if levels {
            why.push(Why::Level);
        }
        // 完成投资2400亿元, told again with the same sum under no other name: such a sum does not come back by chance.
        let again = same && money && large(target) && target.key == statement.key && rivals.is_empty() && !target.mean;
        let open = open
            + u8::from(levels)
            + match (kin, alone, same) {
                _ if sole && !target.mean || again => 0,
                // 安排50亿元, 安排78亿元: of money under another name the sum has to speak too.
                (false, ..) if money && closeness(target, statement) == 0 => 2,
                // 加装电梯30部, 加装电梯42台: only what they are counted in is another word.
                _ if equal && second < ALIKE => 0,
                // A mean over years may be one over other years.
                (true, true, true) if !target.mean => 0,
                (false, true, true) if !target.mean && !bare && like - closeness(target, statement) >= NEARLY => 0,
                (true, ..) | (_, true, true) => 1,
                (_, true, _) if second < ALIKE / 2 => 1,
                _ => 2,
            };
        Some((like, Candidate { report, statement, open, why, estimate: statement.estimate }))
    }

    /// How alike two clauses are, of a thousand. What only the words before one of them share with the other counts half.
    fn likeness(&self, report: usize, (a, b): (&Clause, &Clause), nameless: bool, closeness: usize) -> usize {
        let Some(rare) = self.rare.get(report) else { return 0 };
        let weight = |pair: &(char, char)| rare.get(pair).copied().unwrap_or(RAREST);
        let sum = |list: &[(char, char)]| list.iter().map(&weight).sum::<usize>();
        let all = sum(&a.own) + sum(&b.own);
        if all == 0 {
            return 0;
        }
        let shared: usize = a.own.iter().filter(|p| b.own.contains(p)).map(weight).sum();
        let led: usize = a.own.iter().filter(|p| !b.own.contains(p) && b.lead.contains(p)).map(weight).sum();
        let leads: usize = b.own.iter().filter(|p| !a.own.contains(p) && a.lead.contains(p)).map(weight).sum();
        // 安排资金12亿元: of what, only the words before the clause tell.
        let both: usize = a.lead.iter().filter(|p| !a.own.contains(p) && b.lead.contains(p)).map(weight).sum();
        // …, and the clause of the other, where that says it: 投入12亿元办好民生实事.
        let (led, leads) = if nameless { (led + both, leads * 2) } else { (led, leads) };
        let telling = if closeness > 0 { TELLING / 2 } else { TELLING };
        if shared + led + leads < telling {
            return 0;
        }
        (shared * 2 + led + leads) * 1000 / all + closeness
    }
}

/// Whose a thing is that has a level of its own: 国家级, 省级.
fn level(s: &Statement) -> Option<&'static str> {
    let words = Lexicon::get().words("level");
    words.iter().copied().find(|w| s.key.contains(w))
}

/// One name of a level.
fn rank(level: &str) -> &str {
    let bare = level.trim_end_matches('级');
    Lexicon::get().scopes.iter().find(|(word, _)| *word == bare).map_or(bare, |(_, is)| is)
}

/// Whether the name of one stands within that of the other. What the data file knows is the whole of which a longer name
/// may be a part: 工业投资 and 工业设备投资.
fn kin(target: &Statement, s: &Statement) -> bool {
    let part = s.subject.known.is_some() && target.key.chars().count() > s.subject.name.chars().count();
    !part && kin::akin(&target.key, &s.key)
}

/// Whether one name is the end of the other: one of four characters says enough only beside a number that is no small one.
fn ends(target: &Statement, s: &Statement) -> bool {
    let many = || target.compared().is_some_and(|(v, ..)| !v.less_than(Value::whole(MANY)));
    kin::ends(&target.key, &s.key, many())
}

/// Numbers below this are so small that they say little.
const MANY: i64 = 100;

/// Whether an amount is within a tenth of what was wanted.
fn within_a_tenth(target: &Statement, s: &Statement) -> bool {
    matches!((target.compared(), s.compared()), (Some((a, ..)), Some((b, ..))) if near(a, b))
}

/// What the numbers add to the likeness of two clauses: the same number, or one within a tenth.
fn closeness(a: &Statement, b: &Statement) -> usize {
    let (Some((x, _, _)), Some((y, _, _))) = (a.compared(), b.compared()) else { return 0 };
    if x.normalized() == y.normalized() {
        if a.dimension == "count" && x.less_than(Value::whole(FEW)) && !kin(a, b) { NEAR } else { EQUAL }
    } else if a.class == Class::Amount && near(x, y) {
        NEAR
    } else {
        0
    }
}

/// Of a thousand: clauses less alike are about different things.
const ALIKE: usize = 330;

/// Likewise of rates and proportions: so many per cent are said of everything.
const ALIKE_RATES: usize = 450;

/// Of a thousand: two clauses more alike than this say the same in nearly the same words.
const NEARLY: usize = 650;

/// What a name within the other adds to the likeness of two clauses.
const KIN: usize = 200;

/// How much more alike the best has to be than the next.
const AHEAD: usize = 40;

/// What the same number adds to that.
const EQUAL: usize = 150;

/// So few of something there are by chance.
const FEW: i64 = 5;

/// What a number within a tenth adds.
const NEAR: usize = 80;

/// What two clauses have to share at least: two words that few others have.
const TELLING: usize = 14;

/// Fewer pairs of characters say too little.
const PAIRS: usize = 3;

/// Whether two statements of different names could be target and result, and what that leaves open.
fn comparable(target: &Statement, s: &Statement) -> Option<(u8, Vec<Why>)> {
    let (period, when) = (target.when?, s.when?);
    let counts = |c: Class| matches!(c, Class::Amount | Class::Change);
    // What costs least to look at comes first: there are many pairs, and few of them fit.
    let same_class = s.class == target.class || counts(s.class) && counts(target.class) && !matters(target);
    if !same_class || s.mean != target.mean || when.part {
        return None;
    }
    let end = when.end == period.end && (when.is_year() || !period.is_year() || !s.mean);
    if !end || matches!((target.stage, s.stage), (Some(a), Some(b)) if a != b) {
        return None;
    }
    let summed = s.cumulative && !target.cumulative && (target.counted || target.class == Class::Change);
    // A state to be reached is not told by how much it rose.
    let rose = target.reached && s.class == Class::Change;
    if summed || rose || s.limited && !target.limited || far_off(target, s) {
        return None;
    }
    // Growth over five years is not that of the last of them.
    let grows = matches!(target.class, Class::Rate | Class::Points | Class::Change) && !target.mean;
    // 惠及150万学生, told again in a review of five years: such a number does not come back by chance.
    let again = when.is_year() != period.is_year() && same_number(target, s) && large(target) && !s.cumulative;
    if when.is_year() != period.is_year() && (grows || s.counted || s.cumulative) && !again {
        return None;
    }
    // 部 and 台 count the same lifts.
    let things = |d: &str| matches!(d, "count" | "people" | "places");
    let alike = || same_number(target, s) || outdone(target, s) || kin::akin(&target.key, &s.key);
    if unit(s) != unit(target) && !(things(target.dimension) && things(s.dimension) && alike()) {
        return None;
    }
    // 新增省级示范园30家, 国家级示范园22家: another level. 新增30家, 达到22家: all there are is not less than the new ones.
    let levels = || matches!((level(target), level(s)), (Some(a), Some(b)) if rank(a) != rank(b));
    if target.new && !s.new && s.reached && falls_short(target, s) || levels() {
        return None;
    }
    let named = target.named || s.named;
    let mut why = Vec::new();
    if named {
        why.push(Why::Named);
    }
    if again && s.counted {
        why.push(Why::Years { of: when.text() });
    } else if period.is_year() && !when.is_year() {
        // 这五年，参保率保持在95%以上: of all the years together. 参保率达到95%: what it is in the end.
        let state = matches!(s.class, Class::Amount | Class::Share) && s.reached;
        if !state || s.steady || s.sometime || s.each || s.bound.is_some() {
            why.push(Why::EndOfReview);
        }
    }
    Some((u8::try_from(why.len()).unwrap_or(u8::MAX), why))
}
