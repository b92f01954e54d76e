//! How a statement stands to a target of the same thing: whether it may be its result, and what that leaves open.

use crate::class::Class;
use crate::distance::{
    adds_up, comes_back, counted_alike, falls_short, far_off, large, once, out_of_scale, outdone, reached_within,
    same_number, same_size, several, unit,
};
use crate::lexicon::{Lexicon, Name};
use crate::row::Certainty;
use crate::scope::{Scopes, scopes};
use crate::statement::Statement;
use crate::subject::{generic, listed};
use crate::when::{Basis, When};
use crate::why::Why;
use luoshi_reader::Value;

/// A statement that may be the result of a target.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    /// Index of its report.
    pub(crate) report: usize,
    pub(crate) statement: &'a Statement,
    /// How many things are not said but follow, or are only alike.
    pub(crate) open: u8,
    pub(crate) why: Vec<Why>,
    /// Said before the period was over.
    pub(crate) estimate: bool,
}

impl Candidate<'_> {
    pub(crate) fn certainty(&self) -> Certainty {
        match self.open {
            0 => Certainty::Certain,
            1 => Certainty::Likely,
            _ => Certainty::Unsure,
        }
    }
}

/// How a statement stands to a target.
#[derive(Debug)]
pub(crate) enum Fit {
    /// It may be its result.
    Result(u8, Vec<Why>),
    /// It tells of several years together, or of their mean.
    Mean,
    /// It is about the same in the same years, in another measure.
    Inferred,
    /// Neither.
    No,
}

/// How a statement stands to a target of the same subject.
pub(crate) fn fit(target: &Statement, s: &Statement) -> Fit {
    let (Some(period), Some(when)) = (target.when, s.when) else { return Fit::No };
    let mut open = 0;
    let mut why = Vec::new();
    match scopes(target, s) {
        Scopes::Same => {}
        // 便民桥500座, 农牧区便民桥500座: so many come back only where they are the same.
        Scopes::One(_) if comes_back(target, s) => {}
        Scopes::One(of) => {
            open += 1;
            why.push(Why::Scope { of });
        }
        Scopes::Different => return Fit::No,
    }
    if when.part || s.class == Class::Gap {
        return Fit::No;
    }
    // Many things are called 项目 or 投资: what stands around them has to tell.
    let short = target.subject.name.chars().count() == SHORT && target.dimension != "money";
    if target.subject.known.is_none() && (!short && generic(&target.subject.name) || listed(&target.subject.name)) {
        return Fit::No;
    }
    if target.subject.known.is_none() && short && far_off(target, s) {
        return Fit::No;
    }
    // 减少1000万贫困人口 is as well a count as a change; of what is weighed or paid, a rise is not the amount.
    let counts =
        |a: &Statement, b: &Statement| a.class == Class::Amount && a.counted && b.class == Class::Change && !matters(a);
    // 开工 is not 建成.
    if matches!((target.stage, s.stage), (Some(a), Some(b)) if a != b) && target.dimension != "money" {
        return Fit::No;
    }
    let falls = |a: &Statement| a.value.is_some_and(Value::is_negative);
    let counts =
        (counts(target, s) || counts(s, target) && (falls(target) || !target.increment)) && unit(s) == unit(target);
    // A stock is no answer to so many new ones, unless it is as many.
    let stocked = target.counted
        && s.class == Class::Amount
        && !s.counted
        && (target.subject.known.is_none() || target.new && !s.new && s.reached);
    if stocked && !same_number(target, s) {
        open += 1;
        why.push(Why::Stock);
    }
    // 户用沼气5万座, 5.06万户: one name, and what is counted has another word.
    let other = unit(s) != unit(target)
        && s.class == Class::Amount
        && target.class == Class::Amount
        && target.counted
        && target.subject.known.is_some()
        && counted_alike(target, s)
        && !far_off(target, s);
    if other && !same_number(target, s) && !same_word(target, s) {
        open += 1;
        why.push(Why::Unit { from: target.unit.to_string(), to: s.unit.to_string() });
    }
    if !counts && !other && (s.class != target.class || unit(s) != unit(target)) {
        let about = when.end == period.end && (when.start == period.start || !period.is_year());
        return if about && implies(target, s) { Fit::Inferred } else { Fit::No };
    }
    let stock = matches!(s.class, Class::Amount | Class::Share | Class::Rank) && !s.counted && !s.cumulative && !s.mean;
    // 建成算力2万P, where 达到2万P was wanted: as much there is, whenever it was built.
    let stands = s.class == Class::Amount && s.counted && s.reached && target.reached && !s.cumulative && !s.mean;
    let stock = (stock || stands) && !target.counted;
    if target.mean != s.mean {
        let covers = when.start <= period.end && period.end <= when.end && !when.is_year();
        return if s.mean && covers { Fit::Mean } else { Fit::No };
    }
    if period.is_year() {
        if when.is_year() && when.end == period.end {
            // The year itself.
        } else if !when.is_year() && when.end == period.end && stock && (s.reached || !adds_up(target, s)) {
            // What a review ends on and is nothing like the target is of something else.
            if !s.reached && far_off(target, s) {
                return Fit::Mean;
            }
            // 年度产量首次突破20万吨, in a review of five years: in which of them it does not say.
            // 产量突破20万吨: nor in which it did first. How many there are, and how long a road is, only grows.
            let broke = s.bound.is_some() && matters(s) && s.class == Class::Amount;
            if s.sometime
                || s.steady
                || broke
                || !s.reached && s.class != Class::Share && !(same_size(target, s) && s.bound.is_none())
            {
                open += 1;
                why.push(Why::EndOfReview);
            }
        } else if target.counted && s.counted && period.by && !when.is_year() && when.end == period.end {
            // 在1985年底以前建成400个: those of the years before are counted in.
            open += 1;
            why.push(Why::Years { of: when.text() });
        } else if !when.is_year() && when.start <= period.end && period.end <= when.end {
            // 裁减20万人, told of again in a review of five years: the same number of the same thing.
            if !(once(target) && same_number(target, s)) {
                return Fit::Mean;
            }
            open += 1;
            why.push(Why::Years { of: when.text() });
        } else {
            return Fit::No;
        }
    } else if (when.start, when.end) == (period.start, period.end) {
        // The same years.
    } else if when.end == period.end && (when.start - period.start).abs() <= 1 && !when.is_year()
        || reached_within(target, s)
    {
        open += 1;
        why.push(Why::Years { of: when.text() });
    } else if when.is_year()
        && when.end == period.end
        && stock
        && !target.counted
        && !target.cumulative
        && (target.reached || target.dimension != "money")
    {
        // Money spent over five years is not that of the last of them.
        open += u8::from(!target.reached);
    } else {
        return Fit::No;
    }
    if period.basis == Basis::Unclear {
        open += 1;
        why.push(Why::TargetYears);
    }
    if when.basis == Basis::Unclear {
        open += 1;
        why.push(Why::ResultYears);
    }
    // 新增公园120座, 新增公园127座: both say that they are new ones.
    let both = target.new && s.new && when.is_year() && same_size(target, s);
    // 植绿120亩, 植绿90亩: what is measured, or of which there are so many, is hardly as much by chance.
    let measured = matches!(target.dimension, "area" | "length" | "people") || large(target);
    let measured = measured && when.is_year() && unit(target) == unit(s) && same_size(target, s);
    let own = short && (same_number(target, s) || outdone(target, s) || both || measured);
    if !names(target, s, when, own, &mut open, &mut why) {
        return Fit::No;
    }
    // 由320元提高到360元 names no year for the 320.
    if s.earlier && when.basis == Basis::Unclear {
        return Fit::Inferred;
    }
    if s.named || target.named {
        open += 1;
        why.push(Why::Named);
    }
    if s.carried || target.carried {
        open += 1;
        why.push(Why::Carried);
    }
    if s.class == Class::Rate && s.real != target.real && prices(target) {
        open += 1;
        why.push(Why::Real);
    }
    // 连续6年稳定在325天以上: of each of them, and no more than that.
    if s.each && s.class != Class::Rate && !why.contains(&Why::EndOfReview) {
        open += 1;
        why.push(Why::EndOfReview);
    }
    if s.limited && !target.limited || target.part && !s.part {
        open += 1;
        why.push(Why::Limited);
    }
    // Rates of one indicator that reports name the same way may be as far apart as they like: prices rise 0.2 % or 3 %.
    let one = target.class == Class::Rate && target.subject.known.is_some() && target.subject == s.subject;
    // Of so many to be built three times as many may have been built; less than a third is of something else.
    let over = target.counted && s.counted && !s.cumulative && !falls_short(target, s);
    // 新建床位20张, 新增床位77张: both say that they are new ones, and of that year.
    let new = over && target.new && s.new && when.is_year() && !several(target, s);
    if new {
        // More was built than was planned.
    } else if !one && target.class == Class::Amount && far_off(target, s) && (!over || when.basis == Basis::Unclear) {
        // 新增企业20家, 企业达到300家; 就业5万人, and 25万人 in some years or other: of something else.
        return Fit::No;
    } else if !one && far_off(target, s) || one && out_of_scale(target, s) {
        open += if over { 1 } else { 2 };
        why.push(Why::FarOff);
    }
    Fit::Result(open, why)
}

/// Whether what is counted goes by either word: 部 and 台, 家 and 户, or none. A household is no building.
fn same_word(target: &Statement, s: &Statement) -> bool {
    let bare = |of: &Statement| unit(of).is_none_or(|u| matches!(u, "" | "个"));
    let house = |of: &Statement| unit(of) == Some("户");
    let firm = |of: &Statement| unit(of) == Some("家");
    let (either, both) = (house(target) || house(s), firm(target) || firm(s));
    (target.dimension == s.dimension || bare(target) || bare(s)) && !either || either && both
}

/// Whether growth at the prices of the day and without their rise are two numbers: of money, but not of production, which
/// is always told without.
fn prices(target: &Statement) -> bool {
    target
        .subject
        .known
        .and_then(|n| Lexicon::get().names.get(n))
        .and_then(|n| Lexicon::get().families.get(n.family))
        .is_some_and(|f| f.nominal)
}

/// Whether it is measured and not counted.
pub(crate) fn matters(s: &Statement) -> bool {
    matches!(s.dimension, "mass" | "money" | "energy")
}

/// Characters of a name that says little, but is one: 绿道.
const SHORT: usize = 2;

/// What the names leave open; `false` where they are of two things.
/// `own` of a short name whose number as good as comes back.
fn names(target: &Statement, s: &Statement, when: When, own: bool, open: &mut u8, why: &mut Vec<Why>) -> bool {
    let lexicon = Lexicon::get();
    let name = |of: &Statement| of.subject.known.and_then(|n| lexicon.names.get(n));
    match (name(target), name(s)) {
        (Some(a), Some(b)) if std::ptr::eq(a, b) => {}
        (Some(a), Some(b)) => {
            let (from, to) = (a.usual.to_owned(), b.usual.to_owned());
            if a.near || b.near {
                // Both names in use side by side are two indicators.
                if !a.loose && !b.loose && in_use(a, when.end + 1) && in_use(b, when.end + 1) {
                    return false;
                }
                *open += 1;
                why.push(Why::Near { from, to });
            } else {
                why.push(Why::Renamed { from, to });
            }
        }
        _ => {
            if generic(&target.subject.name) && !own {
                *open += 1;
                why.push(Why::Generic);
            }
        }
    }
    true
}

fn in_use(name: &Name, year: i16) -> bool {
    name.years.0 <= year && year <= name.years.1
}

/// Whether a number of another class tells something of the target: how much of the plan was fulfilled, growth where a
/// level was set, points where a share was.
fn implies(target: &Statement, s: &Statement) -> bool {
    match (target.class, s.class) {
        (_, Class::Completion)
        | (Class::Share, Class::Points)
        | (Class::Points, Class::Share)
        | (Class::Change, Class::Amount | Class::Rate) => true,
        (Class::Amount, Class::Rate | Class::Change) | (Class::Rate, Class::Change | Class::Amount) => !s.mean,
        _ => false,
    }
}

/// The names under which a target was searched for in a report of `year`.
pub(crate) fn searched(target: &Statement, year: i16) -> Vec<String> {
    let lexicon = Lexicon::get();
    match target.subject.known.and_then(|n| lexicon.names.get(n)) {
        None => vec![target.subject.name.clone()],
        Some(own) => {
            let all = lexicon.names.iter().filter(|n| n.family == own.family);
            let used: Vec<String> = all.filter(|n| in_use(n, year)).map(|n| n.usual.to_owned()).collect();
            if used.is_empty() { vec![own.usual.to_owned()] } else { used }
        }
    }
}
